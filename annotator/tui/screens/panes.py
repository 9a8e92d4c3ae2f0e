"""The panes of the labelling screen: which there are, the keys of the mode at hand, how they share the room."""

from typing import ClassVar

from textual.app import ComposeResult

from annotator.tui.actions import LABEL, Keys
from annotator.tui.footer import hints
from annotator.tui.frames import LineScreen
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.widgets.answers import AnswersPane
from annotator.tui.widgets.bars import KeysBar, StatusBar, TextBar, TitleBar
from annotator.tui.widgets.document import DocumentPane

WIDE = 100
"""From this width on the panes stand side by side."""

LEAST = (80, 24)
"""Columns and rows from which on everything has its place."""

TINY = (40, 10)
"""Below this nothing can be read."""


class Panes(LineScreen[None]):
    """The screen without anything on it."""

    key_modes: ClassVar[tuple[str, ...]] = (LABEL,)
    """The modes whose keys the screen has."""

    BLANK = True
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - so declared by Screen

    def __init__(self, look: Look, keys: Keys) -> None:
        super().__init__()
        self.keys = keys
        bind(self, keys, *self.key_modes)
        self.mode = LABEL
        self.shares = (60, 60)
        """Per cent of the screen for the article: where panes stand one above the other; beside each other."""
        self.extra = 0
        """Lines of a pane above the status line; 0: there is none."""
        self._title = TitleBar(look, id="title")
        self._document = DocumentPane(look, id="document")
        self._answers = AnswersPane(look, id="answers")
        self._status = StatusBar(look, id="status")
        self._keys = KeysBar(look, id="keys")
        self._small = TextBar(look, "", id="small")
        self._small.display = False

    def compose(self) -> ComposeResult:
        yield from (self._small, self._title, self._document, self._answers, self._status, self._keys)

    def take_keys(self, keys: Keys) -> None:
        """Use these keys from now on: the letters of the schema are known."""
        self.keys = keys
        bind(self, keys, *self.key_modes)
        self._answers.restyled()  # it tells a key

    def set_mode(self, mode: str) -> None:
        """Other keys hold from now on, and the footer tells them."""
        self.mode = mode
        self._keys.show(hints(self.keys, mode))

    def divide(self) -> None:
        """Give article and candidates their shares of the screen.

        Where there is little room the knowledge goes first (it has a key), then the panes stand one
        above the other, then the line above goes, then that of the keys; in the end a message is left.
        """
        width, height = self.size
        stacked, beside = self.shares
        tiny = width < TINY[0] or height < TINY[1]
        self._small.show(f"{width}x{height}: too small; wants {LEAST[0]}x{LEAST[1]}")
        self._small.display = tiny
        self._title.display = not tiny and height >= 14
        self._keys.display = not tiny and height >= 11
        for pane in (self._document, self._answers, self._status):
            pane.display = not tiny
        lines = ["1"] * self._title.display
        extra = [str(self.extra)] if self.extra else []
        if tiny:
            lines = ["1fr"]
        elif width < WIDE:
            self.styles.grid_columns = "1fr 1fr"
            lines += [f"{stacked}fr", f"{100 - stacked}fr"]
        else:
            self.styles.grid_columns = f"{beside}fr {100 - beside}fr"
            lines.append("1fr")
        self.styles.grid_rows = " ".join([*lines, *extra, "1", *["1"] * self._keys.display])
