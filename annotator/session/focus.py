"""Which candidate of the current sentence is meant, and which are ticked.

Ticks are not judgements: they live here and are gone when the screen closes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.model import Candidate, Span, Suggestions
    from annotator.schema import Schema
    from annotator.session.desk import Desk

Key = tuple[str, str, str, int, int]
"""What makes a candidate the same when it is proposed again: `Candidate.key`."""


class Focus:
    """The part of the work that concerns candidates."""

    desk: "Desk"
    index: int

    def __init__(self) -> None:
        self.focus = 0
        self._ticks: dict[Span, tuple[bool, set[Key]]] = {}

    def suggestions(self) -> "Suggestions | None":
        """What is proposed for the current sentence; None while it is computed."""
        return self.desk.ready(self.index)

    def candidates(self) -> "Sequence[Candidate]":
        """The candidates of the current sentence; none while they are computed."""
        suggestions = self.suggestions()
        return suggestions.candidates if suggestions else ()

    def candidate(self) -> "Candidate | None":
        """The candidate in focus."""
        candidates = self.candidates()
        return candidates[min(self.focus, len(candidates) - 1)] if candidates else None

    def ticks(self) -> set[Key]:
        """The ticked candidates of the current sentence. Where it was judged before, none is ticked
        beforehand; where all judgements of it are undone, the ticks are as at first."""
        suggestions = self.suggestions()
        if suggestions is None:
            return set()
        span = suggestions.sentence.span
        judged = self.desk.judged(self.index).judged
        before, ticks = self._ticks.get(span, (None, set[Key]()))
        if before is None or (before and not judged):
            ticks = set() if judged else ticked_beforehand(suggestions, self.desk.schema)
        self._ticks[span] = judged, ticks
        return ticks

    def tick(self) -> str:
        """Tick the candidate in focus or take the tick off; what to say if neither can be.

        There {id} stands for the key of an action.
        """
        candidate = self.candidate()
        if candidate is None:
            return "there is no candidate to tick"
        if answer := self.desk.answer(candidate):
            key = "{reject}" if answer == "rejected" else str(self.focus + 1)
            return f"{answer} already: {key} takes it back"
        ticks = self.ticks()
        ticks.symmetric_difference_update({candidate.key})
        return ""

    def marked(self) -> "list[tuple[Candidate, int]]":
        """The ticked candidates that are not answered yet, each with its rank."""
        ticks = self.ticks()
        return [
            (candidate, rank)
            for rank, candidate in enumerate(self.candidates(), 1)
            if candidate.key in ticks and not self.desk.answer(candidate)
        ]

    def settled(
        self, turned: int = 0
    ) -> "tuple[list[tuple[Candidate, int]], list[tuple[Candidate, int]]] | None":
        """What is to be accepted and what rejected, with ranks, where the ticks decide all that is open.

        The candidate of number `turned` gets the opposite; None: that one is not open.
        """
        open_ones = [
            (candidate, rank)
            for rank, candidate in enumerate(self.candidates(), 1)
            if not self.desk.answer(candidate)
        ]
        if turned and all(rank != turned for _, rank in open_ones):
            return None
        ticks = self.ticks()
        marked = [each for each in open_ones if (each[0].key in ticks) != (each[1] == turned)]
        return marked, [each for each in open_ones if each not in marked]

    def focus_first_open(self) -> None:
        """Move the focus to the first candidate without an answer; the first of all where each has one."""
        open_ones = (
            rank for rank, candidate in enumerate(self.candidates()) if not self.desk.answer(candidate)
        )
        self.focus = next(open_ones, 0)

    def focus_next_open(self) -> None:
        """Move the focus to the next candidate without an answer; it stays where there is none."""
        candidates = self.candidates()
        for step in range(1, len(candidates)):
            rank = (self.focus + step) % len(candidates)
            if not self.desk.answer(candidates[rank]):
                self.focus = rank
                return

    def move_focus(self, step: int) -> None:
        """Move the focus among the candidates; it wraps around."""
        if candidates := self.candidates():
            self.focus = (self.focus + step) % len(candidates)


def ticked_beforehand(suggestions: "Suggestions", schema: "Schema") -> set[Key]:
    """The candidates marked before anybody looked: where the schema trusts the score, never an accusation."""
    ticked = set()
    for candidate in suggestions.candidates:
        label = schema.label(candidate.label)
        if label and label.tick is not None and not label.accuses and candidate.score >= label.tick:
            ticked.add(candidate.key)
    return ticked
