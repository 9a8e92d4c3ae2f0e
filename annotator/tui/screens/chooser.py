"""Chooses one of many by typing some letters of it."""

from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import Generic, NamedTuple, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.tui.actions import CHOOSE, Keys
from annotator.tui.footer import hints
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.text import cut, safe, width
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.line import TypingLine
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Piece

T = TypeVar("T")


class Option(NamedTuple, Generic[T]):
    """A line that can be chosen."""

    value: T
    name: str
    note: str = ""
    """What it means."""
    keys: str = ""
    """The keys that do the same at once."""


def fits(option: "Option[T]", typed: str) -> int:
    """How well an option answers to what was typed: 0, not at all; more is better."""
    name, note = option.name.casefold(), option.note.casefold()
    best = 0
    for word in typed.casefold().split():
        if name.startswith(word):
            found = 4
        elif any(part.startswith(word) for part in name.replace("·", " ").split()):
            found = 3
        elif word in name:
            found = 2
        elif word in note or word == option.keys.casefold():
            found = 1
        else:
            return 0
        best += found
    return best + (name == typed.casefold().strip()) or 1


class ChooserScreen(ModalScreen[None], Generic[T]):
    """Does something with the value that is chosen, before any later key is looked at."""

    CSS_PATH = "chooser.tcss"

    def __init__(
        self,
        title: str,
        options: "Sequence[Option[T]]",
        then: "Callable[[T], Awaitable[object] | None]",
        look: Look,
        keys: Keys,
    ) -> None:
        super().__init__()
        self._then = then
        self._title, self._all, self._look, self.keys = title, options, look, keys
        self._left = list(options)
        self._typed = ""
        self._names = max((width(safe(each.name)) for each in options), default=0)
        self._keys_width = max((width(each.keys) for each in options), default=0)
        self._list = ListPane(look, id="options")
        bind(self, keys, CHOOSE)

    def compose(self) -> ComposeResult:
        yield TextBar(self._look, self._title)
        yield TypingLine(self.keys, CHOOSE, placeholder="type some letters")
        yield self._list
        bar = KeysBar(self._look)
        bar.show(hints(self.keys, CHOOSE))
        yield bar

    AUTO_FOCUS = ""

    awaits_line = True
    """True until the line takes letters by itself: until then they come in the order of the screen's queue."""

    def on_mount(self) -> None:
        self._list.show(len(self._left), self._row, 0)
        self.call_later(self._ready)

    def _ready(self) -> None:
        self.query_one(Input).focus()
        self.awaits_line = False

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, option = self._look, self._left[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        room = min(self._keys_width, cells // 4)
        names = min(self._names, (cells - room) // 2)
        name = cut(safe(option.name), names)
        keys = cut(option.keys, room).rjust(room)
        gap = " " * (names - width(name) + 2)
        key_style = look.heading + look.lift if marked else look.heading
        return [[(keys, key_style), ("  ", base), (name, base), (gap, base), (safe(option.note), faint)]]

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was ready to take it."""
        line = self.query_one(Input)
        if event.is_printable and event.character:
            event.stop()
            line.insert_text_at_cursor(event.character)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._filter(event.value)

    def _filter(self, typed: str) -> None:
        if typed == self._typed:
            return
        self._typed = typed
        found = [(fits(option, typed), option) for option in self._all]
        left = [(-rank, number) for number, (rank, _) in enumerate(found) if rank]
        self._left = [self._all[number] for _, number in sorted(left)]
        self._list.show(len(self._left), self._row, 0, "nothing is called that")

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Not at once: letters that were typed before may still be on their way."""
        self.call_later(self._choose)

    async def _choose(self) -> None:
        if not self.is_current:
            return
        self._filter(self.query_one(Input).value)
        if self._left:
            value = self._left[self._list.marked].value
            self.dismiss()
            done = self._then(value)
            if isawaitable(done):
                await done

    def action_choose_move(self, step: int) -> None:
        self._list.move(step, around=True)

    def action_choose_page(self, direction: int) -> None:
        self._list.page(direction)

    def action_choose_close(self) -> None:
        self.dismiss()


def palette(
    act: "Callable[[str], Awaitable[object]]", keys: Keys, look: Look, *modes: str
) -> ChooserScreen[str]:
    """All commands of these modes; `act` does one, by Textual's name of it."""
    options = [
        Option(command.do, command.name, command.manual, command.keys) for command in keys.commands(*modes)
    ]
    return ChooserScreen("Commands", options, act, look, keys)
