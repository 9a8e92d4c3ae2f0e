"""Which known entities a sentence names.

`Matcher` is built once from a `Knowledge` or from plain rows and never changes, so threads may share it;
`DocumentMatcher` adds what a document said before. Neither raises for any text.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from annotator.matching import judge
from annotator.matching.document import DocumentMatcher
from annotator.matching.found import Found
from annotator.matching.index import Index
from annotator.matching.lookup import Hit, Lookup
from annotator.matching.names import (
    DEMONYM,
    FAMILY,
    FURTHER,
    GIVEN,
    PART,
    SHORT,
    SHORTENED,
    Row,
    further_person_rows,
    rows_of,
)
from annotator.matching.reading import Reading
from annotator.matching.words import Words
from annotator.model import Entity, Kind, Mention, Sentence
from annotator.resources import cache_folder

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge

_PARTS = {FAMILY: "family", GIVEN: "given", SHORT: "short"}


_OWN_S = ("'s", "’s")


class Retrieval(Protocol):
    """What finds names in the words of a text: (first word, last word, number of the row, edits)."""

    @property
    def rows(self) -> Sequence[Row]: ...
    def exact(self, words: Words) -> list[tuple[int, int, int, int]]: ...
    def fuzzy(
        self, words: Words, ways: Sequence[int], torn: Sequence[int]
    ) -> list[tuple[int, int, int, int]]: ...


class Matcher:
    """Finds the entities of a knowledge in text."""

    def __init__(self, knowledge: "Knowledge") -> None:
        index = Index.kept(knowledge.fingerprint, lambda: rows_of(knowledge), cache_folder())
        self._start(index, knowledge.name, knowledge.get)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Matcher":
        """A matcher for plain rows; an entity's name is that of its first row that is no demonym or part."""
        listed = list(rows)
        names: dict[str, str] = {}
        for row in listed:
            if not row.flags & (DEMONYM | PART):
                names.setdefault(row.entity, row.listed)
        matcher = cls.__new__(cls)
        matcher._start(Index.build(listed), lambda entity: names.get(entity, entity))
        return matcher

    @classmethod
    def kept(cls, key: str, rows: Callable[[], Iterable[Row]], folder: Path) -> "Matcher":
        """A matcher for rows whose index is kept in `folder` under `key`, which must change with the rows.

        An entity's name is then the name that was found.
        """
        return cls.over(Index.kept(key, rows, folder))

    @classmethod
    def over(cls, index: Retrieval) -> "Matcher":
        """A matcher over anything that retrieves names."""
        matcher = cls.__new__(cls)
        matcher._start(index, lambda entity: "")
        return matcher

    def _start(
        self,
        index: Retrieval,
        name: Callable[[str], str],
        get: Callable[[str], Entity | None] = lambda entity: None,
    ) -> None:
        self.index = index
        self._name = name
        self._get = get
        self._lookup = Lookup(index, name) if isinstance(index, Index) else None

    def find(self, text: str) -> list[Mention]:
        """The entities named in one sentence, in order, disjoint; offsets into `text`."""
        return DocumentMatcher(self).find(Sentence("", 0, 0, len(text), text))

    def lookup(self, query: str, kinds: Collection[Kind] = (), limit: int = 10) -> list[Hit]:
        """The entities that a name, perhaps half typed or misspelled, may mean, best first.

        `kinds` narrows them down; empty: all kinds. None fit: an empty list.
        """
        return self._lookup.find(query, kinds, limit) if self._lookup else []

    def read(self, text: str) -> tuple[Reading, list[Found], list[Found]]:
        """The sentence, what stands in it, and the parts of persons' names in it; not yet disjoint."""
        words = Words(text)
        reading = Reading(words)
        found, parts = self._split(reading, self.index.exact(words))
        closed = bytearray(len(words))
        for item in found:
            if not item.edits:
                if item.explains:
                    reading.explain(item.first, item.last)
                closed[item.first : item.last + 1] = b"\1" * (item.last + 1 - item.first)
        ways = reading.ways(closed)
        states = {item.first for item in found if item.row.kind == "state" and _is_one_name(item)}
        if len(states) > 1:
            reading.list_among(states, ways)
        more, further = self._split(reading, self.index.fuzzy(words, ways, reading.torn(closed)))
        found += more
        parts += further
        return reading, found, parts

    def _split(
        self, reading: Reading, raw: Sequence[tuple[int, int, int, int]]
    ) -> tuple[list[Found], list[Found]]:
        found: list[Found] = []
        parts: list[Found] = []
        rows = self.index.rows
        for first, last, number, edits in raw:
            if first == last and judge.is_hopeless(reading, first):
                continue
            row = rows[number]
            sure = judge.score(reading, first, last, row, edits)
            if sure:
                (parts if row.flags & PART else found).append(Found(first, last, row, edits, sure))
        return found, parts

    def parts_of(self, row: Row) -> list[Row]:
        """The parts of the name of the person in a row of a further source: the index may lack them."""
        person = self._get(row.entity) if row.flags & FURTHER and row.kind == "person" else None
        if person is None or person.kind != "person":
            return []
        return [part for part in further_person_rows(person) if part.flags & PART]

    def full_name(self, entity: str) -> str:
        """The name of an entity as the knowledge has it."""
        return self._name(entity)

    def mention(self, reading: Reading, found: Found, offset: int) -> Mention:
        """The find as a mention, `offset` added to its place."""
        words, row = reading.words, found.row
        start, end = words.starts[found.first], words.ends[found.last]
        if row.listed.endswith(_OWN_S) and words.text.startswith(_OWN_S, end):
            end += len(_OWN_S[0])  # Saint John's is no possessive
        others = sorted(found.others.items(), key=lambda other: (-other[1], other[0])) if found.others else ()
        part = _PARTS.get(row.flags & PART & ~SHORTENED, "")
        return Mention(
            start + offset,
            end + offset,
            words.text[start:end],
            row.entity,
            self._name(row.entity) or row.listed,
            row.kind,
            round(found.score, 3),
            row.listed,
            found.edits,
            part,
            bool(row.flags & DEMONYM),
            tuple([(entity, round(sure, 3)) for entity, sure in others]),
        )


def _is_one_name(item: Found) -> bool:
    return item.first == item.last and not item.edits and not item.row.flags & DEMONYM
