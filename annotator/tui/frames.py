"""Frames of whole lines, painted as soon as they are known.

Textual hands a change from the queue of the widget to that of the screen and on to a timer, then cuts
every line of the screen at every edge of a widget. That took half of what a key cost. A screen of this
kind is told of a change at once, can paint it at once, and takes the changed lines of widgets that stand
side by side as they are. All else is left to Textual's own way: widgets that overlap, parts of lines,
a new layout.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Any, TypeVar

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.control import Control
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

T = TypeVar("T")

Line = tuple[int, int, Strip]
"""Column and row where it begins, and what stands there."""


class LinesUpdate(CompositorUpdate):
    """The lines of a frame that are others now."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for x, y, strip in self.lines:
            yield Control.move_to(x, y).segment
            yield from strip

    def render_segments(self, console: Console) -> str:
        return "".join([f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.lines])


class LineCompositor(Compositor):
    """Takes whole lines of widgets that stand side by side as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[Widget, tuple[Region, Region]] | None = None
        self._beside: Sequence[tuple[Widget, Region]] = ()

    def render_update(
        self, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
    ) -> RenderableType | None:
        lines = [] if full else self._whole_lines()
        if not lines:
            return super().render_update(full, screen_stack, simplify)
        self._dirty_regions.clear()
        return LinesUpdate(lines)

    def _whole_lines(self) -> list[Line]:
        """The changed lines; none where what changed is not all of whole lines of widgets side by side."""
        rows: dict[Widget, set[int]] = {}
        places = dict(self._side_by_side())
        for dirty in self._dirty_regions:
            for widget, region in places.items():
                if region.contains_region(dirty) and dirty.width == region.width:
                    rows.setdefault(widget, set()).update(dirty.line_range)
                    break
            else:
                return []
        lines = []
        for widget, changed in rows.items():
            x, y, width, height = places[widget]
            strips = widget.render_lines(Region(0, 0, width, height))
            lines += [(x, row, strips[row - y]) for row in sorted(changed)]
        return lines

    def _side_by_side(self) -> Sequence[tuple[Widget, Region]]:
        """Where the widgets on the screen are; none where one covers another or is seen in part."""
        visible = self.visible_widgets
        if visible is not self._seen:  # there was a new layout
            self._seen = visible
            places = [(widget, *place) for widget, place in visible.items() if widget is not self.root]
            whole = all(clip.contains_region(region) for _, region, clip in places)
            apart = not any(one.overlaps(other) for (_, one, _), (_, other, _) in combinations(places, 2))
            self._beside = [(widget, region) for widget, region, _ in places] if whole and apart else ()
        return self._beside


class LineScreen(Screen[T]):
    """A screen of panes. What they change is painted with the next frame, or at once by `paint`."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = LineCompositor()

    def take(self, widget: Widget) -> None:
        """Have what this widget changed painted with the next frame."""
        self._dirty_widgets.add(widget)
        self.check_idle()

    def paint(self) -> None:
        """Paint now what changed, unless a new layout is on its way."""
        waiting = self._layout_required or any(each._layout_required for each in self.children)
        if self._dirty_widgets and self.is_active and not waiting:
            self._on_timer_update()
