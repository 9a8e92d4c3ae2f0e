"""One sentence of the article, broken into lines for a width, each drawn when it is first seen."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotator.session.wording import graphemes
from annotator.tui.brackets import MOST, Cell, columns
from annotator.tui.look import Look
from annotator.tui.text import width, wrap
from annotator.tui.view import Row
from annotator.tui.widgets.marks import runs
from annotator.tui.widgets.pane import Piece, strip

GUTTER = 7
"""Cells left of the text: ▌, four letters of labels, space on both sides."""
MEASURE = 92
"""Longest line of text, in cells: longer ones lose the eye on its way back."""


def _broken(row: Row, cells: int) -> tuple[list[tuple[int, int]], Sequence[Sequence[Cell]]]:
    """Where the lines of a row start and end, and the brackets left of each: no more columns than needed."""
    for room in range(1, MOST + 1) if row.brackets else ():
        breaks = wrap(row.text, cells - room)
        brackets = columns(row.brackets, breaks, room)
        if brackets is not None:
            return breaks, brackets
    return wrap(row.text, cells), ()


class Laid:
    """A sentence broken into lines for one width. A line is drawn when it is first seen."""

    def __init__(self, row: Row, current: bool, look: Look, cells: int, measure: int = MEASURE) -> None:
        self.row = row
        self.current = current
        self.look = look
        self.cells = cells
        self.blank = 1 if row.paragraph else 0
        self.breaks, self._brackets = _broken(row, min(measure, cells - GUTTER - 2))
        self.indent = GUTTER + (len(self._brackets[0]) if self._brackets else 0)
        """Cells left of the text."""
        self.height = self.blank + len(self.breaks)
        self._base = look.current if current else look.read
        self._runs: list[tuple[int, int, Style]] | None = None
        self._drawn: dict[tuple[int, bool], Strip] = {}

    def line(self, number: int, thumb: bool) -> Strip:
        """A drawn line; `thumb`: the bar at the right edge stands here."""
        drawn = self._drawn.get((number, thumb))
        if drawn is None:
            drawn = self._drawn[number, thumb] = self._draw(number, thumb)
        return drawn

    def line_of(self, offset: int) -> int:
        """The line on which a character of the sentence stands."""
        for number, (_, end) in enumerate(self.breaks):
            if offset < end:
                return self.blank + number
        return self.height - 1

    def offset_at(self, number: int, cell: int) -> int:
        """The character of the sentence that is drawn nearest to a cell of a line."""
        start, end = self.breaks[max(0, min(number - self.blank, len(self.breaks) - 1))]
        text = self.row.text[start:end]
        cells = cell - self.indent
        if number < self.blank or cells < 0 or not text:
            return start
        for first, last in graphemes(text):
            cells -= width(text[first:last])
            if cells < 0:
                return start + first
        return end - 1

    def _draw(self, number: int, thumb: bool) -> Strip:
        look, bar = self.look, ("┃", self.look.thumb) if thumb else ("│", self.look.rail)
        if number < self.blank:
            filled = strip((), self.cells - 1, look.text)
        else:
            start, end = self.breaks[number - self.blank]
            filled = strip(
                [*self._gutter(number - self.blank), *self._text(start, end)], self.cells - 1, self._base
            )
        return Strip([*filled, Segment(*bar)], self.cells)

    def _gutter(self, line: int) -> list[Piece]:
        """What stands left of a line of the text, from 0."""
        look, base = self.look, self._base
        mark: Piece = ("▌", look.marker) if self.current else (" ", base)
        brackets: list[Piece] = [(" ", base)]
        if self._brackets:
            drawn = [(sign, look.named(name, lifted=self.current)) for sign, name in self._brackets[line]]
            brackets = [*drawn, (" ", base)]
        if line or not self.row.letters:
            return [mark, (" " * (GUTTER - 2), base), *brackets]
        letters = self.row.letters if len(self.row.letters) <= 4 else (*self.row.letters[:3], ("+", "grey"))
        drawn = [(letter, look.named(colour, "bold", lifted=self.current)) for letter, colour in letters]
        return [mark, (" ", base), *drawn, (" " * (GUTTER - 3 - len(drawn)), base), *brackets]

    def _text(self, start: int, end: int) -> Iterable[Piece]:
        if self._runs is None:
            self._runs = runs(self.row, self.look, self._base, self.current)
        text = self.row.text
        for first, last, style in self._runs:
            if last > start and first < end:
                yield text[max(first, start) : min(last, end)], style
