"""A form: fields that are typed or chosen, and rows that do something."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.tui.actions import Keys
from annotator.tui.actions.checking import FORM
from annotator.tui.footer import hints
from annotator.tui.keyed import bind
from annotator.tui.look import Look
from annotator.tui.screens.asking import Asking, AskingLine
from annotator.tui.text import cut, pad, safe, width
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Piece


class Field(NamedTuple):
    """A row of a form."""

    name: str
    value: str = ""
    choices: tuple[str, ...] = ()
    """What it can be; empty: any text. The first letters of one choose it."""
    hint: str = ""
    """What is to be typed."""
    does: bool = False
    """True for a row that does something instead of having a value."""


class Filled(NamedTuple):
    """What was filled in."""

    values: dict[str, str]
    """Every field by its name."""
    did: int = -1
    """The row that is to do something; -1: none, the form was closed."""
    cleared: bool = False
    """True where that row is to be taken back."""
    fact: bool = False
    """True where what the candidate rests on is to be attached."""


class FormScreen(Asking["Filled | None"], ModalScreen["Filled | None"]):
    """Gives what was filled in; None: nothing is to change."""

    CSS_PATH = "marking.tcss"

    def __init__(self, title: str, fields: Sequence[Field], look: Look, keys: Keys, at: int = 0) -> None:
        super().__init__()
        self._heading, self._look, self.keys = title, look, keys
        self.fields = list(fields)
        self._at = at
        self._names = max(width(each.name) for each in fields)
        self._list = ListPane(look, id="fields")
        self._line = AskingLine(keys, FORM)
        bind(self, keys, FORM)

    def compose(self) -> ComposeResult:
        self._list.styles.height = len(self.fields)
        yield TextBar(self._look, self._heading, id="title")
        yield self._list
        yield self._line
        foot = KeysBar(self._look)
        foot.show(hints(self.keys, FORM))
        yield foot

    def on_mount(self) -> None:
        self._list.show(len(self.fields), self._row, self._at)
        self._edit()

    def _row(self, row: int, cells: int, marked: bool) -> list[list[Piece]]:
        look, field = self._look, self.fields[row]
        base = look.current if marked else look.text
        faint = look.dim + look.lift if marked else look.dim
        if field.does:
            return [
                [(cut(safe(f"  {field.name}  {field.value}"), cells), look.heading if not marked else base)]
            ]
        room = cells - self._names - 2
        value = safe(field.value) or self._choices(field, room) or field.hint
        return [
            [
                (pad(safe(field.name), self._names + 2), faint),
                (cut(value, room), base if field.value else faint),
            ]
        ]

    @staticmethod
    def _choices(field: Field, room: int) -> str:
        """What the field can be, in so many cells if that can be."""
        wide, narrow = " · ".join(field.choices), "·".join(field.choices)
        return wide if width(wide) <= room else narrow

    @property
    def _field(self) -> Field:
        return self.fields[self._list.marked]

    def _edit(self) -> None:
        """The line holds what the marked field holds."""
        field = self._field
        self._line.value = "" if field.does else field.value
        self._line.cursor_position = len(self._line.value)
        hint = "the first letters of one, or {form-value-on} for the next" if field.choices else ""
        if field.does:
            hint = "{form-enter} opens it"
        self._line.placeholder = field.hint or self.keys.told(hint)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._take()

    def _take(self) -> None:
        """What the line holds now is the field's. The line's messages come late where keys come fast."""
        field, value = self._field, self._line.value
        if field.does or value == field.value:
            return
        if field.choices:
            # The first letters of a choice are enough.
            value = next((each for each in field.choices if value and each.startswith(value.casefold())), "")
        self.fields[self._list.marked] = field._replace(value=value)
        self._list.redraw()

    def on_key(self, event: events.Key) -> None:
        """What was typed before the line was ready to take it."""
        if event.is_printable and event.character and self.focused is None:
            event.stop()
            self._line.insert_text_at_cursor(event.character)

    def on_list_pane_chosen(self, message: ListPane.Chosen) -> None:
        self._edit()

    # ------------------------------------------------------------ keys

    def action_form_move(self, step: int) -> None:
        self._take()
        self._list.move(step, around=True)
        self._edit()

    def action_form_turn(self, step: int) -> None:
        self._take()
        field = self._field
        if field.choices:
            order = ("", *field.choices)
            value = (
                order[(order.index(field.value) + step) % len(order)] if field.value in order else order[1]
            )
            self.fields[self._list.marked] = field._replace(value=value)
            self._edit()
            self._list.redraw()

    def action_form_enter(self) -> None:
        self._take()
        if self._field.does:
            self._leave(self._list.marked)
        else:
            self.action_form_move(1)

    def action_form_clear(self) -> None:
        if self._field.does:
            self._leave(self._list.marked, cleared=True)
        else:
            self.fields[self._list.marked] = self._field._replace(value="")
            self._edit()
            self._list.redraw()

    def action_form_fact(self) -> None:
        self._take()
        self._leave(fact=True)

    def action_form_keep(self) -> None:
        self._take()
        self._leave()

    def action_form_drop(self) -> None:
        self.dismiss(None)

    def _leave(self, did: int = -1, *, cleared: bool = False, fact: bool = False) -> None:
        values = {each.name: each.value.strip() for each in self.fields if not each.does}
        self.dismiss(Filled(values, did, cleared, fact))
