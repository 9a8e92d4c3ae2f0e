"""Values as rows and rows as values."""

import datetime
import functools
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, cast

import msgspec

from annotator.history import Spans
from annotator.model import Answered, Document, Event, EventKind, Evidence, Mark, Span

ADD_DOCUMENT = (
    "INSERT INTO documents"
    " (number, id, date, guessed, name, title, source, author, language, encoding, added, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ADD_SENTENCES = "INSERT INTO sentences VALUES (?, ?, ?, ?)"
ABOUT = "name, title, date, source, author, language, encoding, guessed"
"""The columns that `about_of` takes."""
DOCUMENT = f"text, {ABOUT}"
"""The columns that `document_of` takes."""

LOG = ("document", "annotator", "time", "gesture", "step", "id")
"""Where an event stands in the log. The id is a hash of all the others, so none is there twice."""
# ON CONFLICT, not OR IGNORE: that one would pass over an event of an unknown document, too.
ADD_EVENT = (
    "INSERT INTO events (id, document, annotator, time, gesture, step, kind,"
    ' start, "end", label, type, "at", target, candidate, more)'
    " VALUES (?, (SELECT number FROM documents WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    f" ON CONFLICT ({', '.join(LOG)}) DO NOTHING"
)
ADD_EVENT_OF = ADD_EVENT.replace("(SELECT number FROM documents WHERE id = ?)", "?")
"""The same with the number of the document in the place of its id."""
EVENT = 'id, annotator, time, gesture, step, kind, start, "end", label, type, "at", target, candidate, more'
"""The columns that `event_of` takes."""

Row = Sequence[Any]
"""What SQLite gives and takes: its types are those of the columns."""

_answered = msgspec.json.Decoder(Answered).decode


class _More(msgspec.Struct, frozen=True, omit_defaults=True):
    """What few events have, in one column."""

    pieces: tuple[Span, ...] = ()
    first: Mark | None = None
    second: Mark | None = None
    name: str = ""
    value: str = ""
    evidence: Evidence | None = None


_more_values = attrgetter(*_More.__struct_fields__)
_more = msgspec.json.Decoder(_More).decode
_NO_MORE = _More()


@functools.cache
def several(sql: str, count: int) -> str:
    """An INSERT of one row as one of `count` rows."""
    values = re.search(r"\([?, ]+\)", sql)
    assert values is not None
    return sql.replace(values[0], ", ".join([values[0]] * count))


def document_row(document: Document, added: str) -> Row:
    """The values of ADD_DOCUMENT, after the number."""
    d = document
    day = d.date.isoformat() if d.date else None
    return (d.id, day, d.guessed, d.name, d.title, d.source, d.author, d.language, d.encoding, added, d.text)


def document_of(row: Row) -> Document:
    """A document from the columns of DOCUMENT."""
    text, *about = row
    return Document(text=text, **about_of(about))


def about_of(row: Row) -> dict[str, Any]:
    """What an `Article` has beside its text and id, from the columns of ABOUT."""
    found = dict(zip(ABOUT.split(", "), row, strict=True))
    day = found["date"]
    return found | {
        "date": datetime.date.fromisoformat(day) if day else None,
        "guessed": bool(found["guessed"]),
    }


def event_row(event: Event) -> Row:
    """The values of ADD_EVENT."""
    e = event
    candidate = msgspec.json.encode(e.candidate).decode() if e.candidate else None
    return (
        *(e.id, e.document, e.annotator, e.time, e.gesture, e.step, e.kind),
        *(e.start, e.end, e.label, e.type, e.at, e.target, candidate),
        _more_of(e),
    )


def _more_of(event: Event) -> str | None:
    more = _more_values(event)
    return msgspec.json.encode(_More(*more)).decode() if any(more) else None


def events_of(document: str, rows: Iterable[Row]) -> Iterator[Event]:
    """Events of a document from the columns of EVENT. Raises msgspec.DecodeError for a broken candidate.

    Words that recur are kept once: a log of a hundred thousand would hold them as often.
    """
    words: dict[str, str] = {}
    same = words.setdefault
    for row in rows:
        id_, annotator, time, gesture, step, kind, start, end, label, type_, at, target, candidate, more = row
        m = _more(more) if more else _NO_MORE
        yield Event(
            id=id_,
            document=document,
            annotator=same(annotator, annotator),
            time=time,
            gesture=gesture,
            step=step,
            kind=cast(EventKind, same(kind, kind)),
            start=start,
            end=end,
            label=same(label, label),
            type=same(type_, type_),
            at=at,
            target=target,
            candidate=_shared(_answered(candidate), same) if candidate else None,
            pieces=m.pieces,
            first=m.first,
            second=m.second,
            name=same(m.name, m.name),
            value=same(m.value, m.value),
            evidence=m.evidence,
        )


def _shared(answered: Answered, same: Callable[[str, str], str]) -> Answered:
    a = answered
    words = (same(a.rule, a.rule), same(a.label, a.label), same(a.type, a.type))
    return Answered(*words, a.start, a.end, a.score, a.rank, a.shipped, tuple(same(b, b) for b in a.basis))


def packed(spans: Sequence[Span]) -> bytes:
    """All starts, then all ends, four bytes each, the lowest first."""
    compact = spans if isinstance(spans, Spans) else Spans(spans)
    return b"".join(map(_bytes, (compact.starts, compact.ends)))


def unpacked(data: bytes) -> Spans:
    """What `packed` packed. Raises ValueError where its length is no multiple of eight."""
    if len(data) % 8:
        raise ValueError("not a whole number of spans")
    view, half = memoryview(data), len(data) // 2
    return Spans.of(_array(view[:half]), _array(view[half:]))


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _array(data: memoryview) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
