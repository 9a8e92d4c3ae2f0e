"""Which known entities a sentence names.

`Matcher` is built once from a `Knowledge` or from plain rows and never changes, so threads may share it;
`DocumentMatcher` adds what a document said before. Neither raises for any text.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.matching import judge
from annotator.matching.index import Index
from annotator.matching.lexicon import is_common, name_words
from annotator.matching.lookup import Hit, Lookup
from annotator.matching.names import ACRONYM, DEMONYM, DERIVED, FAMILY, GIVEN, PART, SHORT, Row, rows_of
from annotator.matching.reading import Reading
from annotator.matching.words import Words
from annotator.model import Kind, Mention, Sentence
from annotator.resources import cache_folder

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge


class Found(Struct):
    """A stretch of words that may name an entity."""

    first: int
    last: int
    row: Row
    edits: int
    score: float
    others: dict[str, float] = {}

    @property
    def rank(self) -> tuple[int, int, int, float, int, str]:
        """Longest first, then fewest edits, names as they are listed, surest, best known."""
        row = self.row
        return (self.first - self.last, self.edits, row.flags & DERIVED, -self.score, -row.rank, row.entity)


class Matcher:
    """Finds the entities of a knowledge in text."""

    def __init__(self, knowledge: "Knowledge") -> None:
        entities = knowledge.entities
        index = Index.kept(knowledge.fingerprint, lambda: rows_of(knowledge), cache_folder())
        self._start(index, lambda entity: entities[entity].name)

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

    def _start(self, index: Index, name: Callable[[str], str]) -> None:
        self.index = index
        self._name = name
        self._lookup: Lookup | None = None

    def find(self, text: str) -> list[Mention]:
        """The entities named in one sentence, in order, disjoint; offsets into `text`."""
        return DocumentMatcher(self).find(Sentence("", 0, 0, len(text), text))

    def lookup(self, query: str, kinds: Collection[Kind] = (), limit: int = 10) -> list[Hit]:
        """The entities that a name, perhaps half typed or misspelled, may mean, best first.

        `kinds` narrows them down; empty: all kinds. None fit: an empty list.
        """
        if self._lookup is None:
            self._lookup = Lookup(self.index.rows, self._name)
        return self._lookup.find(query, kinds, limit)

    def read(self, text: str) -> tuple[Reading, list[Found], list[Found]]:
        """The sentence, what stands in it, and the parts of persons' names in it; not yet disjoint."""
        words = Words(text)
        reading = Reading(words)
        found, parts = self._split(reading, self.index.exact(words))
        closed = bytearray(len(words))
        for item in found:
            if not item.edits:
                reading.explain(item.first, item.last)
                closed[item.first : item.last + 1] = b"\1" * (item.last + 1 - item.first)
        may = [is_open and not shut for is_open, shut in zip(reading.open, closed, strict=True)]
        more, further = self._split(reading, self.index.fuzzy(words, may))
        found += more
        parts += further
        return reading, found, parts

    def _split(
        self, reading: Reading, raw: Sequence[tuple[int, int, int, int]]
    ) -> tuple[list[Found], list[Found]]:
        found: list[Found] = []
        parts: list[Found] = []
        for first, last, number, edits in raw:
            row = self.index.rows[number]
            sure = judge.score(reading, first, last, row, edits)
            if sure:
                (parts if row.flags & PART else found).append(Found(first, last, row, edits, sure))
        return found, parts

    def mention(self, reading: Reading, found: Found, offset: int) -> Mention:
        """The find as a mention, `offset` added to its place."""
        words, row = reading.words, found.row
        start, end = words.starts[found.first], words.ends[found.last]
        others = sorted(found.others.items(), key=lambda other: (-other[1], other[0]))
        part = {FAMILY: "family", GIVEN: "given", SHORT: "short"}.get(row.flags & PART, "")
        return Mention(
            start + offset,
            end + offset,
            words.text[start:end],
            row.entity,
            self._name(row.entity),
            row.kind,
            round(found.score, 3),
            row.listed,
            found.edits,
            part,
            bool(row.flags & DEMONYM),
            tuple((entity, round(sure, 3)) for entity, sure in others),
        )


class DocumentMatcher:
    """Reads the sentences of a document in order; a part of a name means the person named before."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._named: dict[str, int] = {}
        """Persons named in full so far, and how many namings ago that was counted from the start."""
        self._count = 0

    def copy(self) -> "DocumentMatcher":
        """One that has read the same sentences; the two go on apart."""
        other = DocumentMatcher(self._matcher)
        other._named, other._count = self._named.copy(), self._count
        return other

    def find(self, sentence: Sentence) -> list[Mention]:
        """The entities that the sentence names, in order, disjoint; offsets into the document."""
        reading, found, parts = self._matcher.read(sentence.text)
        if not found and not parts:
            return []
        kept = [item for item in found if not self._foreign(reading, item)]
        chosen = disjoint(kept, len(reading.words))
        taken = bytearray(len(reading.words))
        for item in chosen:
            reading.explain(item.first, item.last)
            taken[item.first : item.last + 1] = b"\1" * (item.last + 1 - item.first)
        self._resolve(reading, chosen, parts, taken)
        return [self._matcher.mention(reading, item, sentence.start) for item in chosen]

    @staticmethod
    def _foreign(reading: Reading, item: Found) -> bool:
        """One word inside a longer capitalized name is not the entity."""
        if item.first != item.last or item.row.flags & ACRONYM:
            return False
        if item.row.flags & DEMONYM:
            return not reading.start[item.first] and reading._foreign(item.first - 1, item.first - 1)
        return reading.foreign_neighbour(item.first, item.last)

    def _resolve(self, reading: Reading, chosen: list[Found], parts: list[Found], taken: bytearray) -> None:
        """Adds to `chosen` the parts of names that mean somebody, in the order of the text."""
        by_place: dict[tuple[int, int], list[Found]] = {}
        for part in parts:
            by_place.setdefault((part.first, part.last), []).append(part)
        places = sorted(by_place, key=lambda place: (place[0], -place[1]))
        waiting = sorted(chosen, key=lambda item: item.first, reverse=True)
        for first, last in places:
            while waiting and waiting[-1].first < first:
                self._name(waiting.pop())
            if any(taken[first : last + 1]):
                continue
            meant = self._meant(reading, by_place[first, last])
            if meant:
                chosen.append(meant)
                taken[first : last + 1] = b"\1" * (last + 1 - first)
                reading.explain(first, last)
        for item in reversed(waiting):
            self._name(item)
        chosen.sort(key=lambda item: item.first)

    def _name(self, item: Found) -> None:
        if item.row.kind == "person" and item.score >= 0.6:
            self._count += 1
            self._named[item.row.entity] = self._count

    def _meant(self, reading: Reading, parts: list[Found]) -> Found | None:
        """The person whom a part of a name means here, if anybody."""
        first, last = parts[0].first, parts[0].last
        if reading.foreign_neighbour(first, last):
            return None
        known = [part for part in parts if part.row.entity in self._named]
        if known:
            return self._named_before(known)
        return self._best_known(reading, [part for part in parts if not part.edits])

    def _named_before(self, parts: list[Found]) -> Found:
        """The one named last, by the family name rather than by the given name."""

        def order(part: Found) -> tuple[int, bool, int]:
            return (part.edits, bool(part.row.flags & GIVEN), -self._named[part.row.entity])

        best = min(parts, key=order)
        sure = 0.75 if best.row.flags & GIVEN else 0.95
        others = {part.row.entity: 0.3 for part in parts if part.row.entity != best.row.entity}
        if others:
            sure -= 0.15
        self._count += 1
        self._named[best.row.entity] = self._count
        return Found(best.first, best.last, best.row, best.edits, sure * best.score, others)

    @staticmethod
    def _best_known(reading: Reading, parts: list[Found]) -> Found | None:
        """Nobody of that name was named before: the best known holder of a distinctive family name."""
        holders = [part for part in parts if part.row.flags & (FAMILY | SHORT)]
        if not holders:
            return None
        holders.sort(key=lambda part: (-part.row.rank, part.row.entity))
        best, first = holders[0], holders[0].first
        word = reading.words.folded[first]
        titled = reading.titled(first)
        entities = {part.row.entity for part in holders}
        if is_common(word) and not titled:
            return None
        if len(entities) > 1 and (not titled or holders[1].row.rank == best.row.rank):
            return None
        if len(word) < 4 and not titled:
            return None
        sure = 0.65 if titled else 0.5 if word in name_words() else 0.6
        if len(entities) == 1 and titled:
            sure = 0.8
        others = {entity: 0.2 for entity in entities if entity != best.row.entity}
        return Found(best.first, best.last, best.row, 0, sure, others)


def disjoint(found: list[Found], length: int) -> list[Found]:
    """The longest finds that do not overlap, in order; what they displace stays with them as `others`."""
    owner: list[Found | None] = [None] * length
    chosen: list[Found] = []
    for item in sorted(found, key=lambda item: item.rank):
        holders = {id(holder): holder for at in range(item.first, item.last + 1) if (holder := owner[at])}
        if not holders:
            kept = Found(item.first, item.last, item.row, item.edits, item.score, {})
            chosen.append(kept)
            owner[item.first : item.last + 1] = [kept] * (item.last + 1 - item.first)
            continue
        for holder in holders.values():
            if holder.row.entity != item.row.entity:
                same = (holder.first, holder.last) == (item.first, item.last)
                sure = item.score * (0.5 if same else 0.2)
                holder.others[item.row.entity] = max(sure, holder.others.get(item.row.entity, 0.0))
    chosen.sort(key=lambda item: item.first)
    return chosen
