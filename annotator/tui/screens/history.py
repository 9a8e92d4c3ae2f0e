"""What was done, over all documents, the latest first: go there, take it back, bring it again."""

from typing import TYPE_CHECKING, NamedTuple

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
"""Cells for the name of a document."""


class Wish(NamedTuple):
    """What is to be done about one step of the past."""

    step: "Step"
    turn: bool
    """True: taken back, or brought again; False: only gone to."""


class HistoryScreen(Asking["Wish | None"], Screen["Wish | None"]):
    """Gives what is to be done; None: nothing."""

    CSS_PATH = "marking.tcss"
    BLANK = True

    def __init__(self, steps: "list[Step]", look: Look, keys: Keys) -> None:
        super().__init__()
        self._steps, self._look, self.keys = steps, look, keys
        self._list = ListPane(look, id="steps")
        bind(self, keys, HISTORY)

    def compose(self) -> ComposeResult:
        held = sum(step.holds for step in self._steps)
        yield TextBar(
            self._look, f"Done by you, the latest first · {held} hold, {len(self._steps) - held} taken back"
        )
        yield self._list
        foot = KeysBar(self._look)
        foot.show(hints(self.keys, HISTORY))
        yield foot

    def on_mount(self) -> None:
        self._list.show(len(self._steps), self._row, 0, "nothing was done yet")

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, step = self._look, self._steps[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        sign = "  " if step.holds else "↶ "
        said = safe(step.said) if step.holds else f"taken back: {safe(step.said)}"
        room = max(10, cells - 2 - 13 - NAMES - 1)
        return [
            [
                (sign, faint),
                (f"{when(step.time):<13}", faint),
                (pad(cut(safe(step.name), NAMES), NAMES + 1), faint),
                (cut(said, room), base if step.holds else faint),
            ]
        ]

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self.action_done_go()

    def action_done_go(self) -> None:
        if self._steps:
            self.dismiss(Wish(self._steps[self._list.marked], turn=False))

    def action_done_turn(self) -> None:
        if self._steps:
            self.dismiss(Wish(self._steps[self._list.marked], turn=True))

    def action_done_move(self, step: int) -> None:
        self._list.move(step)

    def action_done_page(self, direction: int) -> None:
        self._list.page(direction)

    def action_done_close(self) -> None:
        self.dismiss(None)
