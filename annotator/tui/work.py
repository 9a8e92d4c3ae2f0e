"""One annotator at one desk: where they stand, what is in focus, what is ticked. Knows no widget.

Ticks are not judgements: they live here and are gone when the screen closes.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.tui.ahead import Ahead
from annotator.tui.text import safe, words
from annotator.tui.view import (
    Card,
    Key,
    Known,
    Mark,
    Row,
    cards_of,
    focus_marks,
    letters_of,
    marks_of,
    paragraph_before,
    ticked_beforehand,
)

if TYPE_CHECKING:
    from annotator.model import Candidate, Span, Suggestions
    from annotator.session import Desk

LOOK_AHEAD = 24
"""Sentences after the current one whose candidates are computed before they are asked for."""


class Work:
    """What the screen shows and which candidate a key means."""

    def __init__(self, desk: "Desk", ahead: Ahead) -> None:
        self.desk = desk
        self.ahead = ahead
        self.index = max(0, min(desk.position, desk.count - 1))
        self.focus = 0
        self.find = ""
        """The words sought; they are marked where they stand."""
        self.caret: int | None = None
        """Where the current sentence would be cut: an offset into its text."""
        self._ticks: dict[Span, set[Key]] = {}
        self._airy = re.search(r"\n[^\S\n]*\n", desk.document.text) is not None

    # What is shown

    def row(self, index: int) -> Row:
        """A sentence as the document pane draws it."""
        desk = self.desk
        sentence, judged = desk.sentence(index), desk.judged(index)
        suggestions = desk.ready(index)
        marks = marks_of(sentence, suggestions.mentions if suggestions else (), judged, desk.schema)
        if index == self.index and (candidate := self.candidate()) is not None and self.caret is None:
            label = desk.schema.label(candidate.label)
            marks += focus_marks(sentence, candidate, label.colour if label else "grey")
        text = safe(sentence.text)
        if self.find:
            marks += [Mark(*match.span(), "found") for match in re.finditer(re.escape(self.find), text, re.I)]
        if self.caret is not None and index == self.index:
            end = re.compile(r"\s|$").search(text, self.caret)
            marks.append(Mark(self.caret, end.start() if end else len(text), "caret"))
        return Row(text, self._paragraph(index), letters_of(judged, desk.schema), tuple(marks))

    def _paragraph(self, index: int) -> bool:
        if index == 0:
            return False
        desk = self.desk
        end, start = desk.sentence(index - 1).end, desk.sentence(index).start
        return paragraph_before(desk.document.text, end, start, self._airy)

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

    def cards(self) -> list[Card]:
        """The candidates of the current sentence as the answers pane draws them."""
        candidates = self.candidates()
        answers = [self.desk.answer(candidate) for candidate in candidates]
        return cards_of(candidates, answers, self.ticks(), self.desk.schema)

    def known(self) -> list[Known]:
        """Those whom the current sentence names, each once."""
        suggestions = self.suggestions()
        seen: dict[str, Known] = {}
        for mention in suggestions.mentions if suggestions else ():
            if mention.entity not in seen:
                facts = self.ahead.facts(mention.entity) or ()
                seen[mention.entity] = Known(mention.text, mention.name, mention.kind, facts)
        return list(seen.values())

    @property
    def place(self) -> str:
        """Where the annotator stands, in words."""
        return f"sentence {self.index + 1} of {self.desk.count}" if self.desk.count else "no sentences"

    # Ticks and focus

    def ticks(self) -> set[Key]:
        """The ticked candidates of the current sentence. Where it is judged, none is ticked beforehand."""
        suggestions = self.suggestions()
        if suggestions is None:
            return set()
        span = suggestions.sentence.span
        if span not in self._ticks:
            judged = self.desk.judged(self.index).judged
            self._ticks[span] = set() if judged else ticked_beforehand(suggestions, self.desk.schema)
        return self._ticks[span]

    def tick(self) -> str:
        """Tick the candidate in focus or take the tick off; what to say if neither can be."""
        candidate = self.candidate()
        if candidate is None:
            return "there is no candidate to tick"
        if answer := self.desk.answer(candidate):
            key = "x" if answer == "rejected" else str(self.focus + 1)
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

    # Where to go

    def go(self, index: int) -> None:
        """Stand at that sentence, with the focus on its first open candidate."""
        self.index = max(0, min(index, self.desk.count - 1))
        self.focus = 0
        self.focus_first_open()

    def unjudged_before(self) -> int | None:
        """The nearest sentence before this one that is not judged; wraps around."""
        judged, count = self.desk.progress()
        if judged == count:
            return None
        for step in range(1, count + 1):
            index = (self.index - step) % count
            if not self.desk.judged(index).judged:
                return index
        return None

    def wanted(self, in_view: Sequence[int]) -> list[int]:
        """What to compute, the most urgent first: this sentence, what follows, then what is in view before.

        In reading order as far as can be: a session computes blocks of sentences, and turning back costs.
        """
        count = self.desk.count
        after = [index for index in in_view if index > self.index]
        before = [index for index in in_view if index < self.index]
        near = range(self.index, min(count, self.index + LOOK_AHEAD))
        order = dict.fromkeys((*near, *after, *before))
        return [index for index in order if self.desk.ready(index) is None or not self._told(index)]

    def _told(self, index: int) -> bool:
        """True where the facts of all that the sentence mentions have arrived."""
        suggestions = self.desk.ready(index)
        mentions = suggestions.mentions if suggestions else ()
        return all(self.ahead.facts(mention.entity) is not None for mention in mentions)

    def cuts(self) -> Sequence[int]:
        """Where the current sentence can be cut: offsets into its text, none in a single word."""
        return words(self.desk.sentence(self.index).text)

    def first_cut(self) -> int | None:
        """Where a cut is most likely meant: after a closing mark, else in the middle."""
        cuts = self.cuts()
        text = self.desk.sentence(self.index).text
        after = [at for at in cuts if re.search(r"[.!?…:;][\"'”’»)\]]*\s+$", text[:at])]
        return (after or [cuts[len(cuts) // 2]])[0] if cuts else None
