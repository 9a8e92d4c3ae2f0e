"""A widget that is drawn line by line, from strips that it keeps.

Textual's own way (a renderable, its styles cache, its filters) costs several times as much for each
frame. A pane hands the compositor the same strips until something changes, so that their caches hit.
It follows that filters do not reach it: `Look` answers for NO_COLOR.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Generic, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from annotator.tui.frames import LineScreen
from annotator.tui.look import Look
from annotator.tui.text import cut, drawable, width

Piece = tuple[str, Style]
"""A run of safe text in one style."""

V = TypeVar("V", bound=Hashable)

KEPT = 8
"""Drawings that a pane keeps of what it showed or may show next."""


def strip(pieces: Iterable[Piece], cells: int, filling: Style) -> Strip:
    """One line of exactly `cells`: what is missing is filled, what is too much is cut with …."""
    segments = []
    left = cells
    for whole, style in pieces:
        text, size = whole, width(whole)
        if size > left:
            text = cut(whole, left)
            size = width(text)
        if not size:
            continue
        segments.append(Segment(drawable(text), style))
        left -= size
        if not left:
            break
    if left:
        segments.append(Segment(" " * left, filling))
    return Strip(segments, cells)


class Pane(Widget, can_focus=False):
    """The base of all that is drawn here. A subclass gives `draw`."""

    ALLOW_SELECT = False

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._drawn: list[Strip] | None = None
        self.cells = 0
        """Its width. Kept here since Textual works `size` out anew each time it is asked."""
        self.rows = 0
        """Its height."""

    @property
    def look(self) -> Look:
        """The styles to draw with; setting it draws anew."""
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look
        self.restyled()
        self.redraw()

    def restyled(self) -> None:
        """Called when the styles or the size changed: what was kept with the old ones is dropped."""

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        """The lines of the widget, each `cells` wide; missing ones stay empty."""
        raise NotImplementedError

    def redraw(self, *regions: Region) -> None:
        """Something changed: draw again at the next frame, all or only these regions."""
        self._drawn = None
        self.refresh(*regions)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As of any widget, but a screen of lines is told at once, without a message to both."""
        screen = self._line_screen() if repaint and not layout and not recompose else None
        if screen is None:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._repaint_regions.update(regions or (self.outer_size.region,))
        screen.take(self)
        return self

    def _line_screen(self) -> LineScreen[Any] | None:
        """The screen, where it can be told at once: the pane is shown on it."""
        screen = self.parent if self.is_mounted and self.display else None
        return screen if isinstance(screen, LineScreen) else None

    def renew(self) -> None:
        """Something changed: draw at once, and have only those lines painted that are others now."""
        old, self._drawn = self._drawn, None
        new = self.strips()
        if old is None or len(old) != len(new):
            self.refresh()
            return
        changed = []
        for y, strip in enumerate(old):
            if strip is new[y] or strip == new[y]:
                new[y] = strip  # what Textual has worked out for it is kept
            else:
                changed.append(Region(0, y, self.cells, 1))
        if changed:
            self.refresh(*changed)

    def on_resize(self, event: events.Resize) -> None:
        self.cells, self.rows = event.size
        self._drawn = None
        self.restyled()

    def strips(self) -> list[Strip]:
        """All lines, as many as the widget has rows."""
        if self._drawn is None:
            cells, rows = self.cells, self.rows
            drawn = list(self.draw(cells, rows))[:rows] if cells and rows else []
            if len(drawn) < rows:
                drawn += [Strip.blank(cells, self.look.text)] * (rows - len(drawn))
            self._drawn = drawn
        return self._drawn

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = self.strips()[crop.y : crop.bottom]
        if len(strips) < crop.height:  # between a resize and its event
            strips += [Strip.blank(self.cells, self.look.text)] * (crop.height - len(strips))
        if crop.x or crop.width != self.cells:
            strips = [each.crop_extend(crop.x, crop.right, self.look.text) for each in strips]
        return strips

    def warm(self, strips: Iterable[Strip]) -> None:
        """Have what the terminal is sent for these lines made before they are painted; it is kept with them."""
        for each in strips:
            each.render(self.app.console)

    def render_line(self, y: int) -> Strip:
        """What Textual asks for when the mouse moves."""
        return self.render_lines(Region(0, y, self.cells, 1))[0]


class ValuePane(Pane, Generic[V]):
    """A pane whose lines follow from one value. They are kept: what may be shown next can be drawn before."""

    def __init__(self, look: Look, value: V, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.value = value
        self._kept: OrderedDict[V, list[Strip]] = OrderedDict()

    def show_value(self, value: V) -> None:
        """Draw another value; only the lines that are others then are painted."""
        if value != self.value:
            self.value = value
            self.renew()

    def rehearse(self, value: V) -> None:
        """Draw a value that may be shown next."""
        now, self.value = self.value, value
        drawn, self._drawn = self._drawn, None
        try:
            self.warm(self.strips())
        finally:
            self.value, self._drawn = now, drawn

    def restyled(self) -> None:
        self._kept.clear()

    def strips(self) -> list[Strip]:
        if self._drawn is None:
            self._drawn = self._kept.get(self.value)
        if self._drawn is None:
            self._drawn = self._kept[self.value] = super().strips()
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return self._drawn
