"""What was done, over all documents, the latest first: go there, take it back, bring it again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.screen import Screen

from annotator.tui.actions import Keys
from annotator.tui.actions.history import HISTORY
from annotator.tui.days import when
from annotator.tui.footer import hints
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.screens.asking import Asking
from annotator.tui.text import cut, pad, safe
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Piece

if TYPE_CHECKING:
    from annotator.session import Step

NAMES = 22
"""Cells for the name of a document, where there is room."""


class HistoryScreen(Asking["Step | None"], Screen["Step | None"]):
    """Gives where to go; None: nowhere. What is taken back is taken back at once, and the list stays."""

    CSS_PATH = "marking.tcss"
    BLANK = True

    def __init__(self, steps: "list[Step]", turn: "Callable[[Step], None]", look: Look, keys: Keys) -> None:
        """`turn` takes a step back, or brings it again where it was taken back."""
        super().__init__()
        self._steps, self._turn, self._look, self.keys = steps, turn, look, keys
        self._title = TextBar(look, "", id="title")
        self._list = ListPane(look, id="steps")
        bind(self, keys, HISTORY)

    def compose(self) -> ComposeResult:
        yield self._title
        yield self._list
        foot = KeysBar(self._look)
        foot.show(hints(self.keys, HISTORY))
        yield foot

    def on_mount(self) -> None:
        self._show(0)

    def _show(self, marked: int) -> None:
        held = sum(step.holds for step in self._steps)
        self._title.show(f"Done by you, the latest first · {held} hold, {len(self._steps) - held} taken back")
        self._list.show(len(self._steps), self._row, marked, "nothing was done yet")

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, step = self._look, self._steps[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        sign = "  " if step.holds else "↶ "
        said = safe(step.said) if step.holds else f"taken back: {safe(step.said)}"
        names = min(NAMES, cells // 4)
        room = max(10, cells - 2 - 13 - names - 1)
        return [
            [
                (sign, faint),
                (f"{when(step.time):<13}", faint),
                (pad(cut(safe(step.name), names), names + 1), faint),
                (cut(said, room), base if step.holds else faint),
            ]
        ]

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self.action_done_go()

    def action_done_go(self) -> None:
        if self._steps:
            self.dismiss(self._steps[self._list.marked])

    def action_done_turn(self) -> None:
        if self._steps:
            row = self._list.marked
            step = self._steps[row]
            self._turn(step)
            self._steps[row] = replace(step, holds=not step.holds)
            self._show(row)

    def action_done_move(self, step: int) -> None:
        self._list.move(step)

    def action_done_page(self, direction: int) -> None:
        self._list.page(direction)

    def action_done_close(self) -> None:
        self.dismiss(None)
