"""Reading a document sentence by sentence: who was named before decides whom a part of a name means."""

from collections.abc import Sequence
from typing import Protocol

from annotator.matching import further, judge
from annotator.matching.found import Found, disjoint
from annotator.matching.lexicon import is_common, name_words
from annotator.matching.names import (
    ACRONYM,
    AMBIGUOUS,
    DEMONYM,
    DERIVED,
    FAMILY,
    FURTHER,
    GIVEN,
    OTHER,
    SHORT,
    SHORTENED,
    Row,
)
from annotator.matching.reading import Reading
from annotator.matching.words import fold, folded_words
from annotator.model import Mention, Sentence

_SURE_ENOUGH = 0.6
"""A person found with less certainty does not count as named."""

_ALONE = (0.0, 0.55, 0.65)
_TITLED = (0.6, 0.75, 0.8)
"""How sure a family name alone is by the rank of its holder, without and with a title."""
_FAMOUS = 3
"""From this rank on it does not matter that others bear the name too."""
_LEAST = 0.5


class SentenceReader(Protocol):
    """What `DocumentMatcher` needs of a `Matcher`."""

    def read(self, text: str) -> tuple[Reading, list[Found], list[Found]]: ...
    def mention(self, reading: Reading, found: Found, offset: int) -> Mention: ...
    def full_name(self, entity: str) -> str: ...
    def parts_of(self, row: Row) -> list[Row]: ...


class DocumentMatcher:
    """Finds the entities of a document's sentences, given to it in reading order.

    Its state is small: `copy` costs as much as copying a dictionary of the persons named so far.
    """

    def __init__(self, matcher: SentenceReader) -> None:
        self._matcher = matcher
        self._named: dict[str, int] = {}
        """Persons named so far; the higher the number, the later."""
        self._strangers: dict[str, int] = {}
        """Last words of longer names of others, when they were seen: 'Jordan' once Jim Jordan was named."""
        self._count = 0
        self._parts: dict[str, list[tuple[list[str], Row]]] = {}
        """By its first word: parts of the names of persons named so far, which the index does not have."""
        self._learnt: set[str] = set()

    def copy(self) -> "DocumentMatcher":
        """One that has read the same sentences; the two go on apart."""
        other = DocumentMatcher(self._matcher)
        other._named, other._strangers = self._named.copy(), self._strangers.copy()
        other._count = self._count
        other._parts = {word: list(rows) for word, rows in self._parts.items()}
        other._learnt = self._learnt.copy()
        return other

    def find(self, sentence: Sentence) -> list[Mention]:
        """The entities that the sentence names, in order, disjoint; offsets into the document."""
        reading, found, parts = self._matcher.read(sentence.text)
        if not (found or parts or self._parts):
            return []
        if parts:
            found += self._spread(reading, parts)
        lost = [item for item in found if item.first != item.last and self._is_strangers(reading, item)]
        if lost:
            _hide(reading, found, lost)
        if self._parts:
            parts += self._parts_named(reading, parts)
        kept = [
            item
            for item in found
            if item not in lost
            and not ((lost or item.first == item.last) and self._is_strangers(reading, item))
            and not (item.first == item.last and self._is_taken(reading, item, parts, found))
        ]
        chosen = disjoint(kept, len(reading.words))
        taken = bytearray(len(reading.words))
        for item in chosen:
            _take(reading, taken, item)
        chosen = [item for item in chosen if not item.row.flags & OTHER]
        self._learn(chosen)
        if self._parts:
            parts += self._parts_named(reading, parts)
        self._resolve(reading, chosen, parts, taken)
        for item in found:
            if item.first == item.last and item.row.flags & FURTHER and not taken[item.first]:
                self._meet(reading, item)
        return [self._matcher.mention(reading, item, sentence.start) for item in chosen]

    def _is_strangers(self, reading: Reading, item: Found) -> bool:
        """One word inside a longer name is not the entity, nor later the family name of that name alone."""
        plain = not item.row.flags & (ACRONYM | OTHER)
        if item.first != item.last:
            return (
                plain and item.row.kind in ("person", "place") and reading.longer_name(item.first, item.last)
            )
        if further.inside_another(reading, item, self._strangers):
            return True
        if not plain:
            return False
        word = reading.words.folded[item.first]
        if item.row.flags & DEMONYM:
            return not reading.start[item.first] and reading.foreign_before(item.first, item.edits > 0)
        if reading.foreign_neighbour(item.first, item.last, item.edits > 0):
            if not item.row.flags & FURTHER:  # or else it is remembered when the sentence is read
                self._meet(reading, item)
            return True
        if word in self._strangers and item.row.flags & AMBIGUOUS:
            return not reading.placed(item.first) or reading.titled(item.first)
        return False

    def _is_taken(
        self, reading: Reading, item: Found, parts: Sequence[Found], found: Sequence[Found]
    ) -> bool:
        """Whether a lone word is rather part of the name of a person."""
        return further.claimed(reading, item, parts, found, self._named) or self._is_persons(
            reading, item, parts, found
        )

    def _is_persons(
        self, reading: Reading, item: Found, parts: Sequence[Found], found: Sequence[Found]
    ) -> bool:
        """A word that may be a place or something else is the family name of somebody named so, or of a title."""
        if item.row.kind != "place" or not item.row.flags & AMBIGUOUS:
            return False
        here = [p for p in parts if p.first == item.first == p.last and p.row.flags & (FAMILY | SHORT)]
        if not here or reading.titled(item.first):
            return bool(here)
        before = {f.row.entity for f in found if f.last < item.first}
        named = any(part.row.entity in self._named or part.row.entity in before for part in here)
        return named and not reading.placed(item.first)

    def _meet(self, reading: Reading, item: Found) -> None:
        """Remembers the family name of somebody whom the lists do not know."""
        if reading.foreign_before(item.first) and not reading.foreign_after(item.last):
            self._count += 1
            self._strangers[reading.words.folded[item.first]] = self._count

    def _spread(self, reading: Reading, parts: Sequence[Found]) -> list[Found]:
        """Full names with a middle name or initial that the lists do not have: Joe R. Biden."""
        given = {(p.row.entity, p.last): p for p in parts if p.row.flags & GIVEN and not p.edits}
        found = []
        for part in parts:
            if part.row.flags & (GIVEN | SHORTENED) or part.edits or not part.first:
                continue
            middle, name = part.first - 1, self._matcher.full_name(part.row.entity)
            start = given.get((part.row.entity, part.first - 2))
            first = middle if start is None else start.first
            if start is None and not _has_initials(reading.words.raw[middle], name, part.row.text):
                continue
            if reading.words.raw[middle][0].isupper() and reading.unbroken(first, part.last):
                row = Row(part.row.entity, name, "person", DERIVED, part.row.rank)
                found.append(Found(first, part.last, row, 0, 0.9))
        return found

    def _resolve(self, reading: Reading, chosen: list[Found], parts: list[Found], taken: bytearray) -> None:
        """Adds to `chosen` the parts of names that mean somebody, in the order of the text."""
        if not parts:
            for item in chosen:
                self._remember(item)
            return
        by_place: dict[tuple[int, int], list[Found]] = {}
        for part in parts:
            by_place.setdefault((part.first, part.last), []).append(part)
        waiting = sorted(chosen, key=lambda item: item.first, reverse=True)
        for first, last in sorted(by_place, key=lambda place: (place[0], -place[1])):
            while waiting and waiting[-1].first < first:
                self._remember(waiting.pop())
            if any(taken[first : last + 1]):
                continue
            meant = self._meant(reading, by_place[first, last])
            if meant:
                chosen.append(meant)
                _take(reading, taken, meant)
        for item in reversed(waiting):
            self._remember(item)
        chosen.sort(key=lambda item: item.first)

    def _remember(self, item: Found) -> None:
        if item.row.kind == "person" and item.score >= _SURE_ENOUGH:
            self._count += 1
            self._named[item.row.entity] = self._count

    def _learn(self, chosen: Sequence[Found]) -> None:
        """Takes note of the parts of names that the index does not have."""
        for item in chosen:
            if not item.row.flags & FURTHER:
                continue  # the index has all the parts of its name
            if item.row.entity not in self._learnt and item.score >= _SURE_ENOUGH:
                self._learnt.add(item.row.entity)
                for row in self._matcher.parts_of(item.row):
                    words = folded_words(row.text)
                    if words:
                        self._parts.setdefault(words[0], []).append((words, row))

    def _parts_named(self, reading: Reading, known: Sequence[Found]) -> list[Found]:
        """The parts of names in the sentence that the index does not have, of persons named so far."""
        folded = reading.words.folded
        there = {(part.row.entity, part.first, part.last) for part in known}
        found = []
        for first, word in enumerate(folded):
            for words, row in self._parts.get(word, ()):
                last = first + len(words) - 1
                if folded[first : last + 1] == words and (row.entity, first, last) not in there:
                    sure = judge.score(reading, first, last, row, 0)
                    if sure:
                        found.append(Found(first, last, row, 0, sure))
        return found

    def _meant(self, reading: Reading, parts: list[Found]) -> Found | None:
        """The person whom a part of a name means here, if anybody."""
        first, last = parts[0].first, parts[0].last
        if reading.foreign_neighbour(first, last):
            if not any(part.edits for part in parts):
                self._meet(reading, parts[0])
            return None
        known = [part for part in parts if part.row.entity in self._named]
        stranger = self._strangers.get(reading.words.folded[first], 0)
        if known:
            return self._named_before(known, stranger)
        if stranger:
            return None
        whole = [part for part in parts if part.row.flags & SHORTENED]
        return _best_known(reading, [part for part in parts if not part.edits]) or _shortened(reading, whole)

    def _named_before(self, parts: list[Found], stranger: int) -> Found:
        """The one named last, by the family name rather than by the given name."""

        def order(part: Found) -> tuple[int, bool, int]:
            return (part.edits, bool(part.row.flags & GIVEN), -self._named[part.row.entity])

        best = min(parts, key=order)
        others = {part.row.entity: 0.3 for part in parts if part.row.entity != best.row.entity}
        sure = (0.75 if best.row.flags & GIVEN else 0.95) - (0.15 if others else 0)
        if stranger:
            sure -= 0.25 if stranger > self._named[best.row.entity] else 0.1
        meant = Found(best.first, best.last, best.row, best.edits, max(0.5, sure * best.score), others)
        self._remember(meant)
        return meant


def _has_initials(raw: str, name: str, family: str) -> bool:
    """True for the initials of a person of that name, though the lists lack all but the first: 'V.V.' Putin."""
    if "." not in raw[1:2]:
        return False
    given = [word for word in folded_words(name) if word not in folded_words(family)]
    return any(word[0] == fold(raw)[0] for word in given)


def _take(reading: Reading, taken: bytearray, item: Found) -> None:
    reading.explain(item.first, item.last)
    taken[item.first : item.last + 1] = b"\1" * (item.last + 1 - item.first)


def _hide(reading: Reading, found: Sequence[Found], lost: Sequence[Found]) -> None:
    """Takes back what the lost finds explained."""
    for item in lost:
        reading.explain(item.first, item.last, known=False)
    for item in found:
        if item not in lost and item.explains:
            reading.explain(item.first, item.last)


def _best_known(reading: Reading, parts: list[Found]) -> Found | None:
    """Nobody of that name was named before: the best known holder of a distinctive family name.

    A common word, a family name of few letters and one of several holders need a title before them, and the
    less known the holder, the more it takes.
    """
    holders = [part for part in parts if part.row.flags & (FAMILY | SHORT)]
    if not holders:
        return None
    holders.sort(key=lambda part: (-part.row.rank, part.row.flags & FURTHER, part.row.entity))
    best = holders[0]
    # Among a million names somebody has any family name: who is less known than the best does not count.
    others = {p.row.entity for p in holders[1:] if not p.row.flags & FURTHER or p.row.rank == best.row.rank}
    word = reading.words.folded[best.first]
    titled = reading.titled(best.first)
    others.discard(best.row.entity)
    if not titled and (is_common(word) or len(word) < 4 or others):
        return None
    if others and holders[1].row.rank == best.row.rank:
        return None
    sure = (_TITLED if titled else _ALONE)[min(best.row.rank, 2)]
    if best.row.rank < _FAMOUS and word in name_words():
        sure -= 0.1
    if sure < _LEAST:
        return None
    sure -= 0.15 if others else 0
    return Found(best.first, best.last, best.row, 0, sure, dict.fromkeys(others, 0.2))


def _shortened(reading: Reading, parts: list[Found]) -> Found | None:
    """Nobody of that shorter name was named before: the one who bears it, if only one does.

    A name of which each word is a usual one, one with a wrong letter, and one that the lists do not have need a
    title before them.
    """
    if len({part.row.entity for part in parts}) != 1:
        return None
    best = min(parts, key=lambda part: part.edits)
    if reading.titled(best.first):
        return Found(best.first, best.last, best.row, best.edits, 0.9 * best.score)
    words = reading.words.folded[best.first : best.last + 1]
    usual = best.row.rank < _FAMOUS and all(word in name_words() for word in words)
    if best.edits or usual or best.row.flags & FURTHER:
        return None
    return Found(best.first, best.last, best.row, 0, 0.7 * best.score)
