"""The names that an index holds: one row a spelling, and the further spellings that follow from it.

A row needs no `Knowledge`: lists of any origin become rows. `rows_of` makes them from a `Knowledge`.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import OSA

from annotator.matching.lexicon import given_names, other_names
from annotator.matching.shortened import shortened, without_fathers
from annotator.model import Entity, Kind
from annotator.patterns import regex

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge, Source

ACRONYM = 1
"""Matches only in these very capitals, never fuzzily."""
AMBIGUOUS = 2
"""Also a common word or the name of something else: needs evidence."""
DEMONYM = 4
"""Names the people of the entity, or what belongs to it."""
FAMILY = 8
"""A person's family name alone."""
GIVEN = 16
"""A person's given name alone."""
SHORT = 32
"""The name that second mentions of a person take, where it is not the family name."""
DERIVED = 64
"""A spelling that follows from a listed name: the other order, an initial, a joined hyphen."""
OTHER = 128
"""The name of something else that contains a name: it keeps its place and is then forgotten."""
FURTHER = 256
"""Of an entity that the lists do not have: where both fit the same words, that of the lists is meant."""
LITTLE = 512
"""One of so many that it takes a sign of what is meant."""
SHORTENED = 1024
"""A person's name with fewer of the given or family names: others may bear it."""
ORDER = DERIVED | OTHER
"""Of rows that fit the same words, those with fewer of these flags come first."""
PART = FAMILY | GIVEN | SHORT | SHORTENED
"""A name that means a person only in company."""


class Row(Struct, frozen=True, array_like=True, omit_defaults=True):
    """One spelling of a name."""

    entity: str
    text: str
    """The spelling that is looked for."""
    kind: Kind
    flags: int = 0
    """A sum of `ACRONYM`, `AMBIGUOUS`, `DEMONYM`, `FAMILY`, `GIVEN`, `SHORT`, `DERIVED`, `FURTHER`, `SHORTENED`."""
    rank: int = 0
    """How well known the entity is."""
    alias: str = ""
    """The listed name that the spelling follows from; empty: `text` itself."""
    since: str = ""
    until: str = ""

    @property
    def listed(self) -> str:
        """The name as it is listed."""
        return self.alias or self.text


_INITIALS = regex(r"\b((?:[^\W\d_]\.){2,})")
_JOINED = regex(r"(?<=\w)[-‐‑–](?=\w)")
_SERVANT = regex(r"\b(عبد|Abd[eu]l)[ -](?=\w)")
"""What Arabic given names begin with, written together or apart: Abdel Fattah, Abdelfattah."""
_CAPITALS = regex(r"[A-Z](?:[A-Z0-9&]|-?\d){1,5}\Z")


def looks_like_acronym(text: str) -> bool:
    """True for two to six capitals or figures that start with a capital: 'SCO', 'G20', 'G-7'."""
    return bool(_CAPITALS.match(text))


def plain_acronym(text: str) -> str:
    """An acronym without its dots and hyphens: 'US' for 'U.S.', 'G7' for 'G-7'."""
    return text.replace(".", "").replace("-", "")


def spellings(row: Row) -> Iterator[Row]:
    """The row itself and the spellings that follow from it alone."""
    yield row
    if row.flags & ACRONYM:
        return
    text = row.text
    if text[:4] in ("The ", "the ") and len(text) > 7:
        yield _derived(row, text[4:])
        text = text[4:]
    if _JOINED.search(text):
        yield _derived(row, _JOINED.sub("", text))
    if _SERVANT.search(text):
        yield _derived(row, _SERVANT.sub(r"\1", text))
    if _INITIALS.search(text):
        yield _derived(row, _INITIALS.sub(lambda found: found.group().replace(".", ". "), text))
    if row.kind == "person" and (" " in text or row.flags & GIVEN):
        yield from _given_names(row, text)


def _given_names(row: Row, text: str) -> Iterator[Row]:
    """A person's name with a given name written in another usual way: Sergei and Sergey Lavrov."""
    for word in text.split(" "):
        for other in given_names().get(word.lower(), ()):
            yield _derived(row, text.replace(word, other.capitalize(), 1))


def _derived(row: Row, text: str, flags: int = 0) -> Row:
    return Row(
        row.entity, text, row.kind, row.flags | DERIVED | flags, row.rank, row.listed, row.since, row.until
    )


def person_rows(person: Entity) -> Iterator[Row]:
    """What a person is called besides the names listed: the other order, initials, and parts of the name."""
    family, given = person.family, person.given

    def row(text: str, flags: int, alias: str = "") -> Row:
        return Row(person.id, text, "person", flags, person.rank, alias)

    listed = (person.name, *(alias.text for alias in person.aliases))
    if person.short and person.short not in (family, given, person.name):
        yield row(person.short, SHORT)
    for text in dict.fromkeys(text for name in listed for text in without_fathers(name)):
        if text not in listed:
            yield row(text, SHORTENED, person.name)
    if given and given != person.name:
        yield row(given, GIVEN)
    if not family or family == person.name:
        return
    if given:
        initial = given[0] + "."
        for text in (f"{given} {family}", f"{family} {given}", f"{initial} {family}", f"{family} {initial}"):
            if text != person.name:
                yield row(text, DERIVED, person.name)
        initials = ".".join(part[0] for part in re.split(r"[-\s]+", given) if part)
        if len(initials) > 1:
            yield row(f"{initials}. {family}", DERIVED, person.name)
        if not person.family_first:
            names = dict.fromkeys(shortened(given, family))
            yield from (row(text, SHORTENED, person.name) for text in names if text not in listed)
    yield row(family, FAMILY)
    for alias in person.aliases:
        words = alias.text.split()
        spelt = words[0] if person.family_first else words[-1]
        if len(words) > 1 and spelt != family and _alike(spelt, family):
            yield row(spelt, FAMILY)


def _alike(spelt: str, family: str) -> bool:
    """True for two spellings of one family name: Toqaev and Tokayev."""
    return spelt[0] == family[0] and OSA.normalized_similarity(spelt.lower(), family.lower()) >= 0.6


def rows_of(knowledge: "Knowledge") -> Iterator[Row]:
    """Every name, demonym and part of a name in `knowledge`, and of the source beside its lists."""
    for entity_id, alias in knowledge.names():
        entity = knowledge.entities[entity_id]
        flags = ACRONYM if alias.acronym or looks_like_acronym(alias.text) else 0
        if alias.ambiguous:
            flags |= AMBIGUOUS
        yield Row(entity_id, alias.text, entity.kind, flags, entity.rank, "", alias.since, alias.until)
    for entity in knowledge.entities.values():
        for word in entity.demonyms:
            yield Row(entity.id, word, entity.kind, DEMONYM, entity.rank)
        if entity.kind == "person":
            yield from person_rows(entity)
    if knowledge.further:
        yield from _further_rows(knowledge.further)


def _further_rows(source: "Source") -> Iterator[Row]:
    many = FURTHER | (LITTLE if source.many else 0)
    for listed in source.names():
        alias = listed.alias
        flags = ACRONYM if alias.acronym or looks_like_acronym(alias.text) else 0
        if alias.ambiguous:
            flags |= AMBIGUOUS
        days = (alias.since, alias.until)
        yield Row(listed.entity, alias.text, listed.kind, flags | many, listed.rank, "", *days)
    for person in source.persons():
        yield from further_person_rows(person)


def further_person_rows(person: Entity) -> Iterator[Row]:
    """The rows of a person that the lists do not have: no initials, which many persons share."""
    rows = (row for row in person_rows(person) if "." not in row.text)
    return (replace(row, flags=row.flags | FURTHER) for row in rows)


def others() -> Iterator[Row]:
    """What must not be taken for a state or place: 'New Mexico', 'Guinea pig'."""
    return (Row("", text, "place", OTHER) for text in other_names())
