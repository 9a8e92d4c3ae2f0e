"""The article, sentence by sentence: only what is visible is fetched, wrapped and drawn.

The truth is an anchor, the sentence at the top and the line inside it, never a total of rows. So the
cost of a key does not depend on the length of the document, and one sentence may be longer than
the screen.
"""

from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from annotator.model import Span
from annotator.tui.look import Look
from annotator.tui.view import Row
from annotator.tui.widgets.laid import GUTTER, MEASURE, Laid
from annotator.tui.widgets.pane import Pane

KEPT = 600
"""Sentences whose drawn lines are kept."""

ROLL = 0.05
"""Seconds a line, where the mouse is held above or below the pane while words are drawn over."""

Place = tuple[int, int]
"""A sentence and a line of it, from 0; the blank line before a paragraph is counted."""


class DocumentPane(Pane):
    """The article on the left. `fetch` gives the row of a sentence; `show` moves to it."""

    class Chosen(Message):
        """A sentence was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Dragged(Message):
        """Words were drawn over with the mouse; each end is a sentence and an offset into its text."""

        def __init__(self, first: Place, last: Place) -> None:
            super().__init__()
            self.first, self.last = first, last

    class Scrolled(Message):
        """Other sentences came into view than the current one brought."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._fetch: Callable[[int], Row] | None = None
        self._laid: OrderedDict[tuple[int, bool], Laid] = OrderedDict()
        self._shown: list[Place] = []
        self.measure = MEASURE
        """Longest line of text, in cells; `set_measure` changes it."""
        self.count = 0
        self.current = 0
        self.looked: Place | None = None
        """The sentence, and the offset into its text, that was brought into view last, until one goes elsewhere."""
        self.top: Place = (0, 0)
        self._pressed: Place | None = None  # where the mouse was pressed: a sentence, an offset into its text
        self._dragged: Place | None = None  # to where it was moved since then
        self._rolling: Timer | None = None  # runs while the mouse is held above or below the pane
        self._rolls = (0, 0)

    def open(self, count: int, fetch: Callable[[int], Row], current: int) -> None:
        """A document of `count` sentences; also after sentences were split or merged."""
        self.count, self._fetch, self.current, self.looked = count, fetch, current, None
        self._laid.clear()
        self.top = (min(self.top[0], max(0, count - 1)), 0)
        self._fill()
        self._reveal()
        self.redraw()

    @property
    def room(self) -> int:
        """Cells that a line of text can take at most, as wide as the pane is."""
        return max(12, self.cells - GUTTER - 2)

    def set_measure(self, cells: int) -> None:
        """Let lines of text be so long at most."""
        self.measure = cells
        self.restyled()
        self.redraw()

    def in_view(self) -> Sequence[int]:
        """The sentences in view, at least in part."""
        return range(self._shown[0][0], self._shown[-1][0] + 1) if self._shown else ()

    def show(self, index: int) -> None:
        """Make a sentence the current one and bring it into view."""
        self.looked = None
        old, self.current = self.current, index
        if not self.rows:
            return
        assert self._fetch is not None
        laid = {at: self._laid.get((at, at == index)) for at in (old, index)}
        # What is in focus there, or judged, may be another than when it was laid.
        stale = [at for at, each in laid.items() if each is not None and each.row != self._fetch(at)]
        if old == index:
            self.changed(stale)
            return
        for at in stale:
            del self._laid[at, at == index]
        self._reveal()
        self.renew()

    def rehearse(self, index: int, fetch: Callable[[int], Row]) -> Iterator[None]:
        """Lay and draw what `show` would bring, bit by bit. `fetch` gives the rows as they are then."""
        rows, current = self._rows_of(index), self.current
        if not rows or rows[-1] + self.rows // 3 > self.rows:  # it will scroll: then mostly down
            at, height = self._shown[-1][0] + 1 if self._shown else self.count, 0
            while at < self.count and height < self.rows and self.current == current:
                height += self._height(at)
                at += 1
                yield
        if self.current == current:
            for laid, line, thumb in self._as_if(index, fetch):
                self.warm([laid.line(line, thumb)])
                yield

    def _as_if(self, index: int, fetch: Callable[[int], Row]) -> list[tuple[Laid, int, bool]]:
        """The lines in view if that sentence were the current one."""
        now = self.current, self.top, self._shown, self._fetch
        self.current, self._fetch = index, fetch
        try:
            self._reveal()
            return list(self._lines_in_view())
        finally:
            self.current, self.top, self._shown, self._fetch = now

    def changed(self, indices: Iterable[int]) -> None:
        """These rows are not what they were: they are fetched again and drawn if they are in view."""
        stale = set(indices)
        heights = {index: self._height(index) for index in stale if index in self.in_view()}
        for index in stale:
            self._laid.pop((index, True), None)
            self._laid.pop((index, False), None)
        if any(self._height(index) != height for index, height in heights.items()):
            self._fill()
        if heights:
            self.renew()

    def review(self, among: Container[int] | None = None) -> None:
        """Any row may be another now, or these; what is as it was stays as it is drawn."""
        assert self._fetch is not None
        seen = self.in_view()
        stale = {index for index, _ in self._laid if index in seen and (among is None or index in among)}
        rows = {index: self._fetch(index) for index in stale}
        for key, laid in list(self._laid.items()):
            if among is not None and key[0] not in among:
                continue
            if rows.get(key[0]) != laid.row:
                del self._laid[key]
            else:
                stale.discard(key[0])
        if stale:
            self._fill()
            self.renew()

    def look_at(self, offset: int, index: int | None = None) -> None:
        """Scroll until this character of a sentence is in view: it may be taller than the pane.

        `index`: which sentence; None: the current one.
        """
        at = self.current if index is None else index
        self.looked = at, offset
        place = (at, self._lay(at).line_of(offset))
        if self.rows and place not in self._shown:
            self.top = self._back(place, self.rows // 3)
            self._fill()
            self.renew()

    def seen_of(self, index: int) -> Span:
        """The stretch of a sentence that is in view, as offsets into its text; all of it where none is."""
        laid = self._lay(index)
        lines = [line - laid.blank for each, line in self._shown if each == index and line >= laid.blank]
        if not lines:
            return Span(0, len(laid.row.text))
        return Span(laid.breaks[lines[0]][0], laid.breaks[lines[-1]][1])

    def page(self, direction: int) -> int:
        """Scroll a page down (1) or up (-1); the sentence that becomes the current one."""
        if not self._shown:
            return self.current
        before = self.top
        self.scroll_lines(direction * max(1, self.rows - 3))
        if self.top == before:
            return self.count - 1 if direction > 0 else 0
        if len(self._rows_of(self.current)) == len(self._shown):  # longer than the screen: stay in it
            return self.current
        middle = self._shown[len(self._shown) // 2][0]
        if direction > 0:
            return max(middle, min(self.current + 1, self.count - 1))
        return min(middle, max(self.current - 1, 0))

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the current sentence: down for positive numbers."""
        if not self._shown:
            return
        self.looked = None
        before = self.top
        self.top = self._back(self.top, -lines) if lines < 0 else self._forward(self.top, lines)
        self._fill()
        if self.top != before:
            self.renew()
            self.post_message(self.Scrolled())

    def restyled(self) -> None:
        kept = self.looked or self._amid()
        self._laid.clear()
        if self.rows and self._fetch is not None:
            self._fill()
            self._reveal()
            if kept is not None:
                self.look_at(kept[1], kept[0])

    def _amid(self) -> Place | None:
        """What stands uppermost, where that is amid the current sentence."""
        if self._shown and self._shown[0][0] == self.current and self._shown[0][1] > 0:
            laid = self._laid.get((self.current, True))
            if laid is not None and self._shown[0][1] < laid.height:
                return self.current, laid.breaks[max(0, self._shown[0][1] - laid.blank)][0]
        return None

    # Which lines are in view

    def _lay(self, index: int) -> Laid:
        key = (index, index == self.current)
        laid = self._laid.get(key)
        if laid is None:
            assert self._fetch is not None
            laid = Laid(self._fetch(index), key[1], self.look, max(GUTTER + 12, self.cells), self.measure)
            self._laid[key] = laid
            if len(self._laid) > KEPT:
                self._laid.popitem(last=False)
        return laid

    def _height(self, index: int) -> int:
        return self._lay(index).height

    def _fill(self) -> None:
        """Set `_shown` from the anchor; near the end the anchor moves up so that no row stays empty."""
        height = self.rows
        rows = self._rows_from(self.top)
        if len(rows) < height and self.count and self.top != (0, 0):
            last = self.count - 1
            self.top = self._back((last, self._height(last) - 1), height - 1)
            rows = self._rows_from(self.top)
        self._shown = rows

    def _rows_from(self, anchor: Place) -> list[Place]:
        index, line = anchor
        rows: list[Place] = []
        while len(rows) < self.rows and index < self.count:
            rows.extend((index, each) for each in range(line, self._height(index)))
            index, line = index + 1, 0
        return rows[: self.rows]

    def _rows_of(self, index: int) -> list[int]:
        return [y for y, (each, _) in enumerate(self._shown) if each == index]

    def _back(self, place: Place, lines: int) -> Place:
        """The place so many lines above, or the beginning."""
        index, line = place
        while lines > line:
            if index == 0:
                return (0, 0)
            lines -= line + 1
            index -= 1
            line = self._height(index) - 1
        return (index, line - lines)

    def _forward(self, place: Place, lines: int) -> Place:
        """The place so many lines below, or the last line."""
        index, line = place
        while line + lines >= self._height(index):
            if index == self.count - 1:
                return (index, self._height(index) - 1)
            lines -= self._height(index) - line
            index, line = index + 1, 0
        return (index, line + lines)

    def _reveal(self) -> None:
        """Bring the current sentence into view, with some text around it where there is room."""
        height = self.rows
        if not height or not self.count:
            return
        self._fill()
        tall = self._height(self.current)
        room = max(0, min(height // 4, (height - tall) // 2))
        rows = self._rows_of(self.current)
        if len(rows) == tall and rows[0] >= room and rows[-1] < height - room:
            return
        first, last = (self.current, 0), (self.current, tall - 1)
        above = self.current < self._shown[0][0] or (
            rows and rows[0] < room and self.current < self._shown[-1][0]
        )
        if tall >= height or not above:
            # Half a screen on at once: the text stands still for the next sentences, and costs no paint.
            self.top = self._back(first, room)
        else:
            self.top = self._back(last, height - 1 - room)
        self._fill()

    # Drawing

    def _lines_in_view(self) -> Iterator[tuple[Laid, int, bool]]:
        """The sentence of each line in view, which of its lines it is, and whether the bar stands there."""
        top, size = self._thumb(self.rows) if self._shown else (0, 0)
        for y, (index, line) in enumerate(self._shown):
            yield self._lay(index), line, top <= y < top + size

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        if self._fetch is None or not self._shown:
            return self._empty(cells, rows)
        drawn = [laid.line(line, thumb) for laid, line, thumb in self._lines_in_view()]
        return drawn + self._empty(cells, rows - len(self._shown))

    def _empty(self, cells: int, rows: int) -> list[Strip]:
        filled = [Segment(" " * (cells - 1), self.look.text), Segment("│", self.look.rail)]
        return [Strip(filled, cells)] * rows

    def _thumb(self, rows: int) -> tuple[int, int]:
        """First row and length of the bar that shows what part of the document is in view."""
        first, last = self._shown[0][0], self._shown[-1][0]
        size = max(1, rows * (last - first + 1) // self.count)
        if size >= rows:
            return 0, 0
        free = max(1, self.count - (last - first + 1))
        return min(rows - size, first * (rows - size) // free), size

    # The mouse

    def _under(self, x: int, y: int) -> Place | None:
        """The sentence, and the offset into its text, at a cell; of the nearest line beyond the last."""
        if not self._shown:
            return None
        index, line = self._shown[max(0, min(y, len(self._shown) - 1))]
        return index, self._lay(index).offset_at(line, x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = None
        self._pressed = self._under(event.x, event.y) if event.button == 1 else None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is not None:
            self._drag(event.x, event.y)
            beyond = not 0 <= event.y < self.rows
            if not beyond:
                self._stop_rolling()
            elif self._rolling is None or self._rolls != (event.x, event.y):
                self._stop_rolling()
                self._rolls = event.x, event.y
                self._rolling = self.set_interval(ROLL, self._roll)

    def _drag(self, x: int, y: int) -> None:
        """Draw over the text up to this cell."""
        place, pressed = self._under(x, y), self._pressed
        if place is not None and pressed is not None and place not in (self._dragged, pressed):
            self._dragged = place
            self.post_message(self.Dragged(pressed, place))

    def _roll(self) -> None:
        """The mouse is held above or below the pane: the text moves on under it."""
        x, y = self._rolls
        self.scroll_lines(-1 if y < 0 else 1)
        self._drag(x, y)

    def _stop_rolling(self) -> None:
        rolling, self._rolling = self._rolling, None
        if rolling is not None:
            rolling.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._pressed = None
        self._stop_rolling()
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        dragged, self._dragged = self._dragged, None
        place = self._under(event.x, event.y)
        if dragged is None and place is not None and 0 <= event.y < len(self._shown):
            if event.chain == 2:
                self.post_message(self.Dragged(place, place))
            else:
                self.post_message(self.Chosen(place[0]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-3)
