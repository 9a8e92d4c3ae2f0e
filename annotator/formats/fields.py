"""What documents say of themselves: title, date, source, author, language, under their usual names.

One table of names serves front matter, JSON objects and columns alike.
"""

import datetime
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded, whole
from annotator.formats.languages import guess_language
from annotator.model import Document
from annotator.patterns import regex

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "article_text", "full_text", "sentence", "claim"),
        "column_data",  # in the examples of doccano
    ),
    "title": ("title", "headline"),
    "date": (
        "date",
        "published",
        "date_published",
        "datepublished",
        "publication_date",
        "publish_date",
        "published_at",
        "pubdate",
    ),
    "source": ("source", "url", "link", "outlet", "publisher"),
    "author": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang"),
    "id": ("id", "document_id", "doc_id"),
    "name": ("name",),
}
"""Field → the names it goes by, in lower case with `_`; the first that is there and not empty counts."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = regex(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])")
_DAY_FIRST = regex(r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\.?,?[ -]([0-9]{4})(?![0-9])")
_MONTH_FIRST = regex(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?![0-9])")
_WEEKDAY = regex(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* +")
_IN_NAME = regex(
    r"(?<![0-9])([12][0-9]{3})([-_.])([0-9]{2})\2([0-9]{2})(?![0-9])"
    r"|(?<![0-9A-Za-z])([12][0-9]{3})([0-9]{2})([0-9]{2})(?![0-9A-SU-Za-z])"
)
_TAG = regex(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\Z")


def parse_day(text: str) -> datetime.date | None:
    """The day that a text begins with: 2022-01-07, 20220107, 2022/1/7, 7 January 2022, Jan. 7, 2022.

    A weekday may stand before it and a time after it. None for anything else: 01/07/2022 is
    January in one country and July in another.
    """
    text = " ".join(text.lower().split())
    if found := _NUMBERS.match(text):
        return _day(found[1], found[3] or found[5], found[4] or found[6])
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    if found := _DAY_FIRST.match(text):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(text):
        return _day(found[3], _month(found[1]), found[2])
    return None


def _month(word: str) -> str:
    return str(_MONTHS.index(word[:3]) + 1) if word[:3] in _MONTHS else "0"


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def name_day(name: str) -> datetime.date | None:
    """The first real day in the name of a file: 2022-01-07-almaty.txt, 20220107.txt, x_2022_01_07.txt."""
    found = (match.group(1, 3, 4) if match[1] else match.group(5, 6, 7) for match in _IN_NAME.finditer(name))
    days = (_day(*parts) for parts in found)
    return next((day for day in days if day), None)


def field(record: Mapping[str, Any], what: str) -> Any:
    """The value of a field under whichever of its names the record has; None where it has none."""
    return next((record[name] for name in NAMES[what] if record.get(name) not in (None, "")), None)


def plain(key: str) -> str:
    """A name as `NAMES` writes it: 'Date-Published ' is 'date_published'."""
    return re.sub(r"[-\s]+", "_", key.strip().lower())


def make_document(
    text: str,
    record: Mapping[str, Any],
    decoded: Decoded,
    name: str,
    place: str,
    number: int = 0,
    faults: list[str] | None = None,
) -> Document:
    """A document from its text and the fields that came with it; keys are in `plain` form.

    `place` begins the failures, '2022.csv:7'. `number` counts the records of a file from 1; 0: the
    file is the document. `ReadError` for a text of white space and for a date that is none; with `faults`
    what is wrong with the date goes there, and the document has none.
    """
    if not text or text.isspace():
        raise ReadError(f"{place}: holds no text")
    return Document(
        text=whole(text),
        name=_called(record, name, number),
        title=_line(record, "title"),
        date=_date(record, place, faults),
        source=_line(record, "source"),
        author=_line(record, "author"),
        language=_language(_line(record, "language")) or guess_language(text),
        encoding=decoded.encoding,
        guessed=decoded.guessed,
    )


def _called(record: Mapping[str, Any], name: str, number: int) -> str:
    file = PurePath(name).name
    if not number:
        return file
    own = _line(record, "id")
    return _line(record, "name") or (f"{file}#{own}" if own else f"{file}#{number}")


def _line(record: Mapping[str, Any], what: str) -> str:
    """A field as one line of text; the items of a list are joined by commas."""
    value = field(record, what)
    items = value if isinstance(value, list | tuple) else [value]
    words = (item.get("name") if isinstance(item, Mapping) else item for item in items)
    return whole(", ".join(" ".join(str(word).strip().splitlines()) for word in words if word is not None))


def _date(record: Mapping[str, Any], place: str, faults: list[str] | None) -> datetime.date | None:
    text = _line(record, "date")
    if not text:
        return None
    if day := parse_day(text):
        return day
    cause = f"cannot read the date {text[:40]!r}"
    if faults is None:
        raise ReadError(f"{place}: {cause}; write it like 2022-01-07")
    faults.append(f"{cause}, so it has none; write it like 2022-01-07")
    return None


def _language(text: str) -> str:
    """'en-GB' is 'en'; what is no such code stays as it is, empty where nothing is said."""
    found = _TAG.match(text)
    return found[1].lower() if found else text.lower()
