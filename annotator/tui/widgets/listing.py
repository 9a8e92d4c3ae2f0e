"""A list of which one row is marked; only the rows in view are asked for and drawn."""

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from annotator.tui.look import Look
from annotator.tui.widgets.pane import Pane, Piece, strip

Rows = Callable[[int, int, bool], Sequence[Sequence[Piece]]]
"""The lines of a row, always as many: of its number, for so many cells, marked or not."""


class ListPane(Pane):
    """Rows of one height. Its right column is a scrollbar where not all are in view."""

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, look: Look, *, height: int = 1, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._rows: Rows | None = None
        self._height = height
        self._top = 0
        self.count = 0
        self.marked = 0
        self.note = ""
        """Shown where there are no rows."""

    def show(self, count: int, rows: Rows, marked: int, note: str = "") -> None:
        """Draw these rows with that one marked."""
        self.count, self._rows, self.note = count, rows, note
        self.mark(marked)

    def mark(self, row: int) -> None:
        """Mark a row, the nearest that there is, and bring it into view."""
        self.marked = max(0, min(row, self.count - 1))
        shown = self.shown
        self._top = max(0, min(self._top, self.count - shown))
        if self.marked < self._top:
            self._top = self.marked
        elif self.marked >= self._top + shown:
            self._top = self.marked - shown + 1
        self.redraw()

    def move(self, step: int, *, around: bool = False) -> None:
        """Mark another row; `around`: after the last comes the first."""
        row = self.marked + step
        self.mark(row % self.count if around and self.count else row)

    def page(self, direction: int) -> None:
        """Mark a row a page away."""
        self.move(direction * max(1, self.shown - 1))

    @property
    def shown(self) -> int:
        """How many rows fit."""
        return max(1, self.rows // self._height)

    def restyled(self) -> None:
        self.mark(self.marked)

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        look = self.look
        if not self.count or self._rows is None:
            return [strip([("  " + self.note, look.dim)], cells, look.text)]
        shown = min(self.shown, self.count)
        size = max(1, rows * shown // self.count) if self.count > shown else 0
        first = self._top * (rows - size) // (self.count - shown) if size else 0
        drawn: list[Strip] = []
        for row in range(self._top, min(self._top + shown, self.count)):
            marked = row == self.marked
            base = look.current if marked else look.text
            edge: Piece = ("▌", look.marker) if marked else (" ", base)
            for line in self._rows(row, cells - 2, marked):
                y = len(drawn)
                bar: Piece = ("┃", look.thumb) if first <= y < first + size else (" ", look.text)
                body = strip([edge, *line], cells - 1, base)
                drawn.append(Strip.join([body, strip([bar], 1, look.text)]))
        return drawn

    def on_click(self, event: events.Click) -> None:
        row = self._top + event.y // self._height
        if row < self.count:
            self.mark(row)
            self.post_message(self.Chosen(row))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move(-3)
