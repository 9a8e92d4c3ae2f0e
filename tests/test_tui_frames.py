"""What is painted line by line, and drawn before its time, is what a whole new drawing shows."""

import asyncio
from collections import OrderedDict
from pathlib import Path
from random import Random

import pytest
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static
from tui_support import ARTICLE, Screen, article, labelling

from annotator.tui.frames import LineCompositor, LinesUpdate
from annotator.tui.screens.panes import Panes
from annotator.tui.widgets.answers import AnswersPane
from annotator.tui.widgets.bars import StatusBar
from annotator.tui.widgets.document import DocumentPane
from annotator.tui.widgets.laid import Laid
from annotator.tui.widgets.line import TypingLine
from annotator.tui.widgets.pane import Pane, ValuePane

Cell = tuple[str, Style | None]

LONG = ARTICLE + "\n\n".join(
    f"“Point {number} of {number % 9} is settled,” Ann Roe said. 记者说这是第{number}个 point. It rained on {number}."
    for number in range(30)
)


def cells(strip: Strip) -> list[Cell]:
    """A line, cell by cell; the second cell of a wide character is empty."""
    found: list[Cell] = []
    for segment in strip:
        for character in segment.text:
            found.append((character, segment.style))
            found += [("", segment.style)] * (Segment(character).cell_length - 1)
    return found


class Painted:
    """What a terminal would show of the frames that it was sent."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.kinds: list[type[RenderableType]] = []
        self._rows: dict[int, dict[int, Cell]] = {}
        screen.app._display = self.take  # type: ignore[method-assign]
        screen.app.screen.refresh()

    def take(self, screen: object, frame: RenderableType | None) -> None:
        if frame is None:
            return
        self.kinds.append(type(frame))
        x = y = 0
        console = self.screen.app.console
        for segment in frame.__rich_console__(console, console.options):  # type: ignore[union-attr]
            if segment.control:
                x, y = (int(each) for each in segment.control[0][1:])
            elif segment.text != "\n":
                line = cells(Strip([segment]))
                self._rows.setdefault(y, {}).update(zip(range(x, x + len(line)), line, strict=True))
                x += len(line)

    def rows(self) -> list[list[Cell]]:
        return [[row[x] for x in sorted(row)] for _, row in sorted(self._rows.items())]


def drawn_anew(pane: Pane) -> list[Strip]:
    """What a pane shows, drawn without anything that it has kept."""
    pane._drawn, drawn = None, pane._drawn
    if isinstance(pane, DocumentPane):
        pane._laid, laid = OrderedDict(), pane._laid
        new = pane.strips()
        pane._laid = laid
    elif isinstance(pane, ValuePane):
        pane._kept, kept = OrderedDict(), pane._kept
        new = pane.strips()
        pane._kept = kept
    else:
        new = pane.strips()
    pane._drawn = drawn
    return new


async def check(screen: Screen, painted: Painted) -> None:
    top, bench = screen.app.screen, screen.app.bench
    async with asyncio.timeout(20):
        while bench.work.wanted(bench._document.in_view()):
            await asyncio.sleep(0.001)
        await screen.settle()
        while top._dirty_widgets or top._layout_required or top._repaint_required:
            await asyncio.sleep(0.001)  # the next frame waits for a tick of Textual's clock
    for pane in top.query(Pane):
        if pane.display:
            assert pane.strips() == drawn_anew(pane), pane
    whole = [cells(each) for each in top._compositor.render_strips()]
    if top is bench:  # others are as Textual makes them
        for y, (row, expected) in enumerate(zip(painted.rows(), whole, strict=True)):
            assert row == expected, f"line {y}"


MOVES = ("j", "j", "j", "j", "k", "space", "o", "c", "1", "2", "enter", "n", "u", "U", "x", "tab", "g", "G")
OTHER = ("v", "escape", "/", "s", "pagedown", "pageup", "]", "[", "ctrl+r", "m", "z", "+", "E", "?")


@pytest.mark.parametrize("seed", range(4))
async def test_frames_of_changed_lines_add_up_to_the_whole_screen(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    sizes = ((120, 40), (80, 24), (160, 50), (100, 12))
    async with labelling(tmp_path / "a.db", article(LONG), size=sizes[seed]) as screen:
        painted = Painted(screen)
        await screen.settle()
        for _ in range(90):
            await screen.press(random.choice(MOVES if random.random() < 0.85 else OTHER))
            await check(screen, painted)
        assert LinesUpdate in painted.kinds


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_next_sentence_is_drawn_before_it_is_shown(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    for kind, name in ((Laid, "_draw"), (AnswersPane, "draw"), (StatusBar, "draw")):
        draw = getattr(kind, name)
        monkeypatch.setattr(kind, name, lambda *given, draw=draw: drawn.append(given) or draw(*given))
    async with labelling(tmp_path / "a.db", article(LONG), size=size) as screen:
        bench = screen.app.bench
        painted = Painted(screen)
        await screen.settle()
        tops = {bench._document.top}
        for step in (*[1] * 40, *[-1] * 20):
            before = bench._onward
            drawn.clear()
            bench.action_move(step)
            bench.paint()
            assert not drawn or step != before  # the first step back is not expected
            await screen.settle()
            await check(screen, painted)
            tops.add(bench._document.top)
        assert len(tops) > 3


async def test_a_widget_that_covers_another_is_left_to_textual(tmp_path: Path) -> None:
    async with labelling(tmp_path / "a.db", article(LONG)) as screen:
        painted = Painted(screen)
        bench = screen.app.bench
        assert isinstance(bench, Panes)
        over = Static("over all of it", id="over")
        over.styles.layer, over.styles.dock, over.styles.width = "above", "right", 20
        bench.styles.layers = ("default", "above")
        await bench.mount(over)
        await screen.settle()
        painted.kinds.clear()
        for key in "jjjokj":
            await screen.press(key)
            await check(screen, painted)
        assert painted.kinds
        assert LinesUpdate not in painted.kinds
        await over.remove()
        await screen.press("j", "j")
        await check(screen, painted)
        assert painted.kinds[-1] is LinesUpdate


async def test_part_of_a_line_is_left_to_textual(tmp_path: Path) -> None:
    async with labelling(tmp_path / "a.db", article(LONG)) as screen:
        painted = Painted(screen)
        screen.app.bench._document.refresh(Region(3, 2, 5, 2))
        await screen.settle()
        await check(screen, painted)
        assert painted.kinds[-1] is not LinesUpdate


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_typing_brings_no_new_layout_and_the_end_of_what_is_typed_stays_in_view(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with labelling(tmp_path / "a.db", article(LONG), size=size) as screen:
        await screen.press("/", "P")
        layouts: list[object] = []
        reflow = LineCompositor.reflow
        monkeypatch.setattr(LineCompositor, "reflow", lambda *given: layouts.append(given) or reflow(*given))
        painted = Painted(screen)
        await screen.settle()
        layouts.clear()
        letters = "oint 3 of 3 is settled and so on and on and on until the line is full and over"
        await screen.press(*letters)
        await check(screen, painted)
        assert len(layouts) < len(letters) / 10  # what comes late may bring one, no letter does
        line = screen.app.screen.query_one(TypingLine)
        shown = "".join(character for character, _ in painted.rows()[line.region.y])
        assert "the line is full and over" in shown
        await screen.press(*["home"])
        await check(screen, painted)
        assert "Point 3 of 3" in "".join(character for character, _ in painted.rows()[line.region.y])
