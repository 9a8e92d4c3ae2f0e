"""Where the words of one version of a text stand in another.

`Alignment.place` answers for passages that did not change, `Alignment.find` for words that stand elsewhere
now, by what they are and what stands around them. Where it is not plain, both say None: a person decides.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from annotator.model import Span
from annotator.patterns import regex

_UNITS = regex(r"[^\n.!?。！？؟।]*[\n.!?。！？؟।]+[\"”’»)\]]*\s*|[^\n.!?。！？؟।]+$")
"""Roughly sentences: small enough for a line of a difference, large enough to be told apart."""
_WORDS = regex(r"\w+|\s+|[^\w\s]")
_MOST_WORDS = 6_000
"""Tokens of a changed passage beyond which it is compared by sentences only."""
_ALIKE = 0.5
"""The share of a changed passage that must be the same for its words to be followed."""
_AROUND = 48
"""Code points before and after some words that tell one occurrence from another."""
_SURE, _CLEARER = 0.6, 0.15
"""How alike the surroundings must be, and by how much more than at the next best place."""
_DISTINCT = 24
"""Words of at least so many code points that stand only once are the same words wherever they stand."""


class Change(Struct, frozen=True):
    """A passage as it was and as it is; one of the two is empty where something was added or removed."""

    kind: Literal["same", "changed", "added", "removed"]
    old: Span
    new: Span


class Alignment:
    """Two versions of a text side by side. Time grows with their length and the number of changes."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.changes: Sequence[Change] = tuple(_changes(old, new))
        """Every passage of both, in order."""
        self._blocks = _joined(self._same())
        self._starts = [block[0] for block in self._blocks]

    @property
    def shared(self) -> float:
        """The share of the longer text that stands in the other in the same order, 0 to 1."""
        return sum(length for _, _, length in self._blocks) / max(len(self.old), len(self.new), 1)

    def place(self, span: Span) -> Span | None:
        """Where a stretch of the old text stands, if the passage did not change around it.

        None where any of its words changed, moved or went.
        """
        at = bisect_right(self._starts, span.start) - 1
        if at < 0:
            return None
        old, new, length = self._blocks[at]
        if span.end > old + length:
            return None
        return Span(span.start - old + new, span.end - old + new)

    def find(self, span: Span) -> Span | None:
        """Where the words of a stretch stand now, wherever that is: by quotation and surroundings.

        None where they stand nowhere, or at several places that are as likely.
        """
        quote = self.old[span.start : span.end]
        places = [match.start() for match in re.finditer(re.escape(quote), self.new)] if quote.strip() else []
        scored = sorted(((self._likeness(span, at), at) for at in places[:200]), reverse=True)
        if not scored:
            return None
        score, at = scored[0]
        alone = len(scored) == 1
        if alone and len(quote) >= _DISTINCT:
            return Span(at, at + len(quote))
        if score >= _SURE and (alone or score - scored[1][0] >= _CLEARER):
            return Span(at, at + len(quote))
        return None

    def near(self, span: Span) -> Span | None:
        """The passage of the new text that stands in the place of a stretch of the old one; None: none does."""
        for change in self.changes:
            if change.old.meets(span) and change.new.start < change.new.end:
                return change.new
        return None

    def _likeness(self, span: Span, at: int) -> float:
        """0 to 1: how alike the surroundings of the old words and of those at `at` are."""
        size = span.end - span.start
        before = (self.old[max(0, span.start - _AROUND) : span.start], self.new[max(0, at - _AROUND) : at])
        after = (
            self.old[span.end : span.end + _AROUND],
            self.new[at + size : at + size + _AROUND],
        )
        ratios = [SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in (before, after)]
        # One good side is enough: the sentence before or after may be the one that changed.
        return max(max(ratios) * 0.8, sum(ratios) / 2)

    def _same(self) -> Iterator[tuple[int, int, int]]:
        """Stretches that are the same: where they start in both, and their length."""
        for change in self.changes:
            size = change.old.end - change.old.start
            if change.kind == "same":
                yield change.old.start, change.new.start, size
            elif change.kind == "changed":
                yield from self._same_words(change)

    def _same_words(self, change: Change) -> Iterator[tuple[int, int, int]]:
        one = _WORDS.findall(self.old[change.old.start : change.old.end])
        two = _WORDS.findall(self.new[change.new.start : change.new.end])
        if max(len(one), len(two)) > _MOST_WORDS:
            return
        matcher = SequenceMatcher(None, one, two, autojunk=False)
        if matcher.ratio() < _ALIKE:
            return
        at_one, at_two = _edges(change.old.start, one), _edges(change.new.start, two)
        for first, second, count in matcher.get_matching_blocks():
            if count:
                yield at_one[first], at_two[second], at_one[first + count] - at_one[first]


def _changes(old: str, new: str) -> Iterator[Change]:
    one, two = _UNITS.findall(old), _UNITS.findall(new)
    at_one, at_two = _edges(0, one), _edges(0, two)
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    last_one, last_two = len(one) - tail, len(two) - tail
    if head:
        yield Change("same", Span(0, at_one[head]), Span(0, at_two[head]))
    # Sentences that stand very often (a refrain, an empty line) tell nothing and would cost a square.
    matcher = SequenceMatcher(None, one[head:last_one], two[head:last_two])
    for tag, a, b, c, d in matcher.get_opcodes():
        kind: Literal["same", "changed", "added", "removed"] = "same"
        if tag != "equal":
            kind = "changed" if tag == "replace" else "added" if tag == "insert" else "removed"
        yield Change(
            kind,
            Span(at_one[head + a], at_one[head + b]),
            Span(at_two[head + c], at_two[head + d]),
        )
    if tail:
        yield Change("same", Span(at_one[last_one], len(old)), Span(at_two[last_two], len(new)))


def _edges(start: int, parts: Sequence[str]) -> list[int]:
    """Where each part begins, and where the last one ends."""
    edges = [start]
    for part in parts:
        edges.append(edges[-1] + len(part))
    return edges


def _joined(blocks: Iterator[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Blocks that follow one another in both texts are one."""
    joined: list[tuple[int, int, int]] = []
    for old, new, length in blocks:
        if joined and joined[-1][0] + joined[-1][2] == old and joined[-1][1] + joined[-1][2] == new:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + length)
        else:
            joined.append((old, new, length))
    return joined
