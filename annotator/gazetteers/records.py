"""What an importer gives: for each line of a file the entity and facts in it, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.errors import ReadError
from annotator.model import Alias, Entity, Fact, Kind, earliest, latest

if TYPE_CHECKING:
    from annotator.gazetteers.source import Source

LONGEST_NAME = 400
"""Characters of a name at most; longer ones are no names."""
MOST_ALIASES = 500
"""So many aliases are kept of one entity."""


class Item(Struct, frozen=True, kw_only=True):
    """What one line of a file comes to."""

    line: int
    """The line or record, from 1."""
    entity: Entity | None = None
    facts: tuple[Fact, ...] = ()
    fault: str = ""
    """What is wrong with the line, or with a part of it that was left out; empty: nothing."""
    passed: str = ""
    """Why there is nothing in it for us, though nothing is wrong: 'no name'; empty: there is."""
    shipped: bool = False
    """A line that `export` wrote of an entity that ships with the program: it is here already."""


class Options(Struct, frozen=True, kw_only=True):
    """How a list is to be read."""

    source: str
    """The name of the list: the first part of its entities' ids, 'mylist' in 'mylist:12'."""
    kind: Kind | None = None
    """What its entities are, where the lines do not say."""
    languages: tuple[str, ...] = ("en",)
    """Wikidata: languages whose labels and aliases are taken; the first gives the name."""


Importer = Callable[["Source", Options], Iterator[Item]]
"""Reads a file, line by line. Raises nothing for a line, ReadError for a file that is of another kind."""

KINDS: tuple[Kind, ...] = ("state", "organization", "person", "place", "office")

_DAY = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?\Z", re.ASCII)
_FOREIGN = re.compile(r"Q[1-9]\d*|NK-[A-Za-z0-9]+")
_SLUG = re.compile(r"[^\w]+")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class FaultError(Exception):
    """Something in a line that cannot be right. Caught by the importer that met it."""


def clean(text: object) -> str:
    """A name or note as plain text on one line. Raises FaultError where it is no text or too long."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        text = str(text)
    if not isinstance(text, str):
        raise FaultError(f"text is wanted, not {type(text).__name__}")
    if not text:
        return ""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in text)
    plain = " ".join(text.split())
    if len(plain) > LONGEST_NAME:
        raise FaultError(f"a name of {len(plain)} characters: {plain[:30]}…")
    return plain


def note(text: object) -> str:
    """As `clean`, cut to what fits a line."""
    return clean(text[:LONGEST_NAME] if isinstance(text, str) else text)


def day(text: str) -> str:
    """A day as the knowledge writes it, '2019-03-20', '2019-03' or '2019'; empty for nothing.

    Raises FaultError for what is no day.
    """
    text = text.strip()
    if not text:
        return ""
    found = _DAY.fullmatch(text)
    if not found:
        raise FaultError(f"{text[:40]!r} is no day; write 2019-03-20, 2019-03 or 2019")
    year, month, of_month = found.groups()
    if month in (None, "00"):
        return year
    if not 1 <= int(month) <= 12:
        raise FaultError(f"{text[:40]!r} is no day; there is no month {month}")
    if of_month in (None, "00"):
        return f"{year}-{month}"
    most = _DAYS[int(month) - 1] - (month == "02" and not _leap(int(year)))
    if not 1 <= int(of_month) <= most:
        raise FaultError(f"{text[:40]!r} is no day of the calendar")
    return f"{year}-{month}-{of_month}"


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def check_days(since: str, until: str) -> None:
    """Raises FaultError where the end surely does not come after the start."""
    if since and until and latest(until) <= earliest(since):
        raise FaultError(f"it ends on {until}, which is not after its start on {since}")


def entity_id(raw: str, source: str) -> str:
    """The id under which a list's own 'raw' is known here: Q and NK ids as they are, others 'source:raw'.

    Shipped ids hold no colon and no capital, so that none is met.
    """
    raw = raw.strip()
    if _FOREIGN.fullmatch(raw) or (":" in raw and not raw.startswith(":")):
        return raw
    return f"{source}:{raw.removeprefix(':')}"


def slug(text: str) -> str:
    """A name as an id: 'Ministry of Health' → 'ministry-of-health'; letters of every script stay."""
    return _SLUG.sub("-", unicodedata.normalize("NFKC", text).casefold()).strip("-_")


def kind_of(text: str) -> Kind:
    """The kind that a list's word for it means. Raises FaultError for an unknown word."""
    word = text.strip().casefold()
    kind = _WORDS.get(word)
    if kind is None:
        raise FaultError(f"kind cannot be {text[:40]!r}; choose from {', '.join(KINDS)}")
    return kind


_WORDS: dict[str, Kind] = {
    **{kind: kind for kind in KINDS},
    **dict.fromkeys(("country", "nation"), "state"),
    **dict.fromkeys(("organisation", "company", "publicbody", "party", "institution", "org"), "organization"),
    **dict.fromkeys(("people", "human", "politician", "per", "member"), "person"),
    **dict.fromkeys(("city", "town", "region", "location", "loc"), "place"),
    **dict.fromkeys(("position", "post"), "office"),
}


def aliases(name: str, *groups: list[Alias]) -> tuple[Alias, ...]:
    """The aliases once each, without the plain name itself and what has no letters."""
    found: dict[tuple[str, str], Alias] = {}
    for group in groups:
        for alias in group:
            bare = alias.text == name and not (alias.since or alias.until)
            if not bare and any(c.isalnum() for c in alias.text):
                found.setdefault((alias.text, alias.since), alias)
    return tuple(found.values())[:MOST_ALIASES]


def fame(links: int) -> int:
    """How well known something is, on the scale of the shipped lists (0 to 3), by its Wikipedia articles."""
    return sum(links >= least for least in (20, 80, 180))


def family_and_given(name: str) -> tuple[str, str]:
    """(family name, given names) of a person whose name stands in the order of most languages.

    ('', '') where that cannot be told: one word, figures, commas, or more than four words.
    """
    words = name.split()
    if not 2 <= len(words) <= 5 or any(not w.replace("-", "").replace("'", "").isalpha() for w in words):
        return "", ""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    family = " ".join(words[at:])
    return (family, " ".join(words[:at])) if family.isascii() or _latin(family) else ("", "")


_PARTICLES = frozenset(
    {"al", "bin", "ibn", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du"}
)
_PARTICLES |= {"el", "la", "le", "ten", "ter", "van", "von"}


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def turned(name: str) -> str:
    """'Lavrov, Sergei' → 'Sergei Lavrov'; other names as they are."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given and given else name


def wrong_shape(name: str, what: str) -> ReadError:
    """A file that is not of the kind that it was taken for."""
    return ReadError(f"{name}: {what}; name its kind with --format")
