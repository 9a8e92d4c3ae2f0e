"""Words that are being selected: one stretch of the text or several. Knows no widget and no desk.

Offsets are code points of the document. The ends move by words, or by what a reader takes for one letter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.model import Mark, Span, Text
from annotator.session.wording import graphemes, words


class Selection:
    """What is selected inside a stretch of the text that holds at least one word."""

    def __init__(self, text: Text, within: Span, spans: Sequence[Span], editing: Mark | None = None) -> None:
        """`spans` are selected at first; `editing`: the annotation that they are, if they are one."""
        self._text = text
        self.within = within
        self._words = words(text, within.start, within.end)
        self._starts = [word.start for word in self._words]
        self._ends = [word.end for word in self._words]
        self.take(spans, editing)

    def take(self, spans: Sequence[Span], editing: Mark | None = None) -> None:
        """Selects these instead."""
        *self.pieces, last = spans
        self.start, self.end = last.start, last.end
        self.editing = editing
        self.at_end = True
        """True where the end moves, False where the start does."""

    def spans(self) -> list[Span]:
        """All that is selected, in the order of the text."""
        return sorted({*self.pieces, Span(self.start, self.end)})

    @property
    def moving(self) -> int:
        """The offset of the end that moves."""
        return self.end if self.at_end else self.start

    def by_words(self, step: int) -> None:
        """Moves the end so many words on, or back; where it meets the other end, it goes on beyond it."""
        for _ in range(abs(step)):
            self._word(1 if step > 0 else -1)

    def _word(self, step: int) -> None:
        starts, ends = self._starts, self._ends
        if step > 0:
            if not self.at_end:
                at = bisect_right(starts, self.start)
                if at < len(starts) and starts[at] < self.end:
                    self.start = starts[at]
                    return
                self.at_end = True
            at = bisect_right(ends, self.end)
            self.end = ends[at] if at < len(ends) else self.end
        else:
            if self.at_end:
                at = bisect_left(ends, self.end) - 1
                if at >= 0 and ends[at] > self.start:
                    self.end = ends[at]
                    return
                self.at_end = False
            at = bisect_left(starts, self.start) - 1
            self.start = starts[at] if at >= 0 else self.start

    def by_letters(self, step: int) -> None:
        """Moves the end so many letters on, or back; one letter stays selected."""
        for _ in range(abs(step)):
            self._letter(1 if step > 0 else -1)

    def _letter(self, step: int) -> None:
        text, within = self._text, self.within
        if self.at_end:
            size = (
                self._first(text[self.end : within.end])
                if step > 0
                else -self._last(text[self.start : self.end])
            )
            if self.start < self.end + size <= within.end:
                self.end += size
        else:
            before = text[within.start : self.start]
            size = self._first(text[self.start : self.end]) if step > 0 else -self._last(before)
            if within.start <= self.start + size < self.end:
                self.start += size

    @staticmethod
    def _first(text: str) -> int:
        return next((end for _, end in graphemes(text[:64])), 0)

    @staticmethod
    def _last(text: str) -> int:
        found = graphemes(text[-64:])
        return found[-1][1] - found[-1][0] if found else 0

    def swap(self) -> None:
        """The other end moves from now on."""
        self.at_end = not self.at_end

    def add_piece(self) -> bool:
        """Keeps what is selected and goes on with the next word. False: there is none."""
        at = bisect_left(self._starts, self.end)
        if at >= len(self._words):
            return False
        self.pieces.append(Span(self.start, self.end))
        self.start, self.end = self._words[at].start, self._words[at].end
        self.at_end = True
        return True

    def reach(self, start: int, end: int) -> None:
        """Selects from one offset to another, as a mouse does: whole words, in any order."""
        first, last = min(start, end), max(start, end)
        inside = [word for word in self._words if word.end > first and word.start <= last]
        if inside:
            self.start, self.end = inside[0].start, inside[-1].end
            self.at_end = end >= start
