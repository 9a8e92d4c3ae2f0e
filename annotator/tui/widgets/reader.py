"""A page to read: lines that are made for the width and scrolled."""

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip

from annotator.tui.look import Look
from annotator.tui.widgets.pane import Pane, Piece, strip

Page = Callable[[int, Look], list[list[Piece]]]
"""Makes the lines of a page for a width in cells."""


class ReaderPane(Pane):
    """Scrolls a page. Its right column is a scrollbar."""

    def __init__(self, look: Look, page: Page, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._page = page
        self._lines: list[list[Piece]] = []
        self.top = 0

    def restyled(self) -> None:
        self._lines = self._page(max(20, self.cells - 3), self.look)
        self.top = max(0, min(self.top, len(self._lines) - self.rows))

    def scroll_by(self, lines: int) -> None:
        """Down for positive numbers; stops at both ends."""
        top = max(0, min(self.top + lines, len(self._lines) - self.rows))
        if top != self.top:
            self.top = top
            self.redraw()

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        look, total = self.look, len(self._lines)
        size = max(1, rows * rows // total) if total > rows else 0
        first = self.top * (rows - size) // (total - rows) if total > rows else 0
        drawn = []
        for y in range(rows):
            line = self._lines[self.top + y] if self.top + y < total else []
            bar = ("┃", look.thumb) if first <= y < first + size else ("│", look.rail)
            body = strip([(" ", look.text), *line], cells - 1, look.text)
            drawn.append(Strip.join([body, strip([bar], 1, look.text)]))
        return drawn

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.scroll_by(-3)
