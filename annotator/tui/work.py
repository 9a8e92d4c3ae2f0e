"""One annotator at one desk: where they stand and what is shown of it. Knows no widget.

What is ticked and in focus is in `focus`, where the keys lead in `route`; whatever else is to be marked
in the text of a sentence is added to `Work.overlays`.
"""

import re
from collections.abc import Callable, Iterable
from copy import copy
from typing import TYPE_CHECKING, Self

from annotator.session.targets import REACH
from annotator.tui.ahead import Ahead
from annotator.tui.brackets import brackets_of
from annotator.tui.route import Route
from annotator.tui.text import safe
from annotator.tui.view import (
    Card,
    Known,
    Mark,
    Row,
    cards_of,
    colours_of,
    focus_marks,
    inside,
    is_airy,
    letters_of,
    marks_of,
    paragraph_before,
    spans_of,
)

if TYPE_CHECKING:
    from annotator.model import Annotation, Sentence
    from annotator.session import Desk
    from annotator.tui.selecting import Selection

Overlay = Callable[["Sentence"], Iterable[Mark]]
"""Further marks for a sentence, drawn above the others; offsets into its text."""


class Work(Route):
    """What the screen shows and which candidate a key means."""

    def __init__(self, desk: "Desk", ahead: Ahead) -> None:
        super().__init__()
        self.desk = desk
        self.ahead = ahead
        self.index = max(0, min(desk.position, desk.count - 1))
        self.find = ""
        """The words sought; they are marked where they stand."""
        self.caret: int | None = None
        """Where the current sentence would be cut: an offset into its text."""
        self.linked: dict[str, str] = {}
        """The names of entities that were linked to since the document was opened, by their ids."""
        self.selection: Selection | None = None
        """The words that are being selected."""
        self.overlays: list[Overlay] = [self._found, self._cut, self._selected]
        self._airy = is_airy(desk.document.text)

    def standing_at(self, index: int) -> Self:
        """The work as if the annotator stood at that sentence; nothing of this one changes."""
        then = copy(self)
        then._ticks = dict(self._ticks)
        then.go(index)
        return then

    def row(self, index: int) -> Row:
        """A sentence as the document pane draws it."""
        desk = self.desk
        sentence, judged = desk.sentence(index), desk.judged(index)
        suggestions = desk.ready(index)
        inner = inside(sentence, self._held(index))
        colours = colours_of(desk.schema) if inner else {}
        marks = marks_of(sentence, suggestions.mentions if suggestions else (), inner, colours)
        if index == self.index and (candidate := self.candidate()) is not None and self._reading:
            label = desk.schema.label(candidate.label)
            marks += focus_marks(sentence, candidate, label.colour if label else "grey")
        for overlay in self.overlays:
            marks += overlay(sentence)
        brackets = brackets_of(inner, sentence.start, desk.schema, colours) if inner else ()
        letters = letters_of(judged, desk.schema)
        return Row(safe(sentence.text), self._paragraph(index), letters, tuple(marks), brackets)

    def _held(self, index: int) -> list["Annotation"]:
        """What holds on the sentence or on words of it, also what begins in one before."""
        desk = self.desk
        held = list(desk.judged(index).annotations)
        start = desk.judged(index).start
        for before in range(max(0, index - REACH), index):
            held += [each for each in desk.judged(before).annotations if each.end > start]
        return held

    @property
    def _reading(self) -> bool:
        """True where neither a cut nor words are being chosen."""
        return self.caret is None and self.selection is None

    def _selected(self, sentence: "Sentence") -> Iterable[Mark]:
        selection = self.selection
        if selection is None:
            return ()
        first, size = sentence.start, sentence.end - sentence.start
        marks = [
            Mark(max(0, span.start - first), min(size, span.end - first), "selected")
            for span in selection.spans()
            if span.start < sentence.end and first < span.end
        ]
        at = selection.moving - first - selection.at_end
        return [*marks, Mark(at, at + 1, "caret")] if 0 <= at < size else marks

    def found(self) -> list[int]:
        """Where the words sought stand in the current sentence: offsets into its text."""
        return [mark.start for mark in self._found(self.desk.sentence(self.index))]

    def _found(self, sentence: "Sentence") -> Iterable[Mark]:
        if not self.find:
            return ()
        found = re.finditer(re.escape(self.find), safe(sentence.text), re.IGNORECASE)
        return [Mark(*match.span(), "found") for match in found]

    def _cut(self, sentence: "Sentence") -> Iterable[Mark]:
        if self.caret is None or sentence.index != self.index:
            return ()
        end = re.compile(r"\s|$").search(sentence.text, self.caret)
        return [Mark(self.caret, end.start() if end else len(sentence.text), "caret")]

    def _paragraph(self, index: int) -> bool:
        if index == 0:
            return False
        desk = self.desk
        end, start = desk.sentence(index - 1).end, desk.sentence(index).start
        return paragraph_before(desk.document.text, end, start, self._airy)

    def cards(self) -> list[Card]:
        """The candidates of the current sentence as the answers pane draws them."""
        candidates = self.candidates()
        answers = [self.desk.answer(candidate) for candidate in candidates]
        return cards_of(candidates, answers, self.ticks(), self.desk.schema)

    def known(self) -> list[Known]:
        """Those whom the current sentence names, each once."""
        suggestions = self.suggestions()
        seen: dict[str, Known] = {}
        judged = self.desk.judged(self.index) if self.desk.count else None
        if judged is not None and judged.annotations:
            relations = self.desk.relations(self.index)
            here = {each.entity: each.name for each in suggestions.mentions} if suggestions else {}
            spans = spans_of(judged, relations, self.desk.document.text, self.linked | here)
            seen = {f"span {number}": each for number, each in enumerate(spans)}
        for mention in suggestions.mentions if suggestions else ():
            if mention.entity not in seen:
                facts = self.ahead.facts(mention.entity) or ()
                seen[mention.entity] = Known(mention.text, mention.name, mention.kind, facts)
        return list(seen.values())

    def named(self) -> dict[str, tuple[str, str]]:
        """The entities that the document names, as far as it was looked at: id to name and kind."""
        desk = self.desk
        found: dict[str, tuple[str, str]] = {}
        for index in range(max(0, self.index - 1000), min(desk.count, self.index + 1000)):
            suggestions = desk.ready(index)
            for mention in suggestions.mentions if suggestions else ():
                found[mention.entity] = (mention.name, mention.kind)
        return found

    @property
    def place(self) -> str:
        """Where the annotator stands, in words."""
        if not self.desk.count:
            return "no sentences"
        labels = self.desk.judged(self.index).labels
        verdicts = [f"{each.label}: {verdict}" for each in labels if (verdict := each.attribute("verdict"))]
        return safe(" · ".join([f"sentence {self.index + 1} of {self.desk.count}", *verdicts]))
