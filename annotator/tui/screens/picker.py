"""Picks one thing of several by a hint letter: the type of a label, a kind of span, one of the spans."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.strip import Strip

from annotator.tui.actions import PICK, Keys, key_name
from annotator.tui.brackets import hint_letters, letters_of_kinds
from annotator.tui.footer import hints
from annotator.tui.keyed import bind, keys_of
from annotator.tui.look import Look
from annotator.tui.screens.asking import Asking
from annotator.tui.text import cut, pad, safe, width
from annotator.tui.widgets.bars import fitting
from annotator.tui.widgets.pane import Pane, Piece, strip

if TYPE_CHECKING:
    from annotator.schema import Label, Schema


class Choice(NamedTuple):
    """A type that can be picked."""

    type: str
    """Empty: the label without a type."""
    means: str
    held: bool = False
    """True where the sentence has it: picking it takes it off."""
    hint: str = ""
    """Its letter; empty: one of those of its name that is free."""


class PickerPane(Pane):
    """The types in a frame, the marked one lifted."""

    def __init__(self, look: Look, title: str, colour: str, choices: Sequence[Choice], own: str) -> None:
        super().__init__(look, id="types")
        self._title, self._colour = title, colour
        self.choices = choices
        given = [each.hint or (own if not each.type else "") for each in choices]
        rest = hint_letters(
            [each.type for each, hint in zip(choices, given, strict=True) if not hint], own + "".join(given)
        )
        self.letters = [hint or rest.pop(0) for hint in given]
        self.marked = 0
        self._first = 0
        """The choice in the uppermost row: not all of many are in view."""

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        look = self.look
        inner = cells - 2
        title = cut(f" {self._title} ", inner - 2)
        top = f"╭─{title}{'─' * (inner - 1 - width(title))}╮"
        names = max(width(safe(each.type)) for each in self.choices) + 2
        shown = rows - 3
        first = self._first = max(0, min(self.marked - shown // 2, len(self.choices) - shown))
        drawn = [strip([(top, look.heading)], cells, look.text)]
        for number in range(first, min(first + shown, len(self.choices))):
            body = strip(self._choice(number, max(names, 10)), inner, self._base(number))
            edge = strip([("│", look.heading)], 1, look.text)
            drawn.append(Strip.join([edge, body, edge]))
        foot: list[Piece] = [("│ ", look.heading)]
        for hint in fitting(hints(keys_of(self), PICK), inner - 2):
            foot += [(hint.keys, look.heading), (f" {hint.does}  ", look.dim)]
        used = sum(width(text) for text, _ in foot)
        foot += [(" " * max(0, cells - 1 - used), look.text), ("│", look.heading)]
        drawn.append(strip(foot, cells, look.text))
        drawn.append(strip([(f"╰{'─' * inner}╯", look.heading)], cells, look.text))
        return drawn

    def _base(self, number: int) -> Style:
        return self.look.current if number == self.marked else self.look.text

    def _choice(self, number: int, names: int) -> list[Piece]:
        look, choice, base = self.look, self.choices[number], self._base(number)
        marked = number == self.marked
        faint = look.dim + look.lift if marked else look.dim
        return [
            ("▌" if marked else " ", look.marker if marked else base),
            (f"{self.letters[number] or ' '}  ", look.named(self._colour, "bold", lifted=marked)),
            ("✓ " if choice.held else "  ", base),
            (pad(safe(choice.type) or "no type", names), base),
            (safe(choice.means), faint),
        ]

    def on_click(self, event: events.Click) -> None:
        number = self._first + event.y - 1
        if 1 <= event.y < self.rows - 2 and number < len(self.choices):
            self.screen.dismiss(self.choices[number].type)


class PickerScreen(Asking["str | None"], ModalScreen["str | None"]):
    """Gives the type that was picked, '' for the label without one, None for nothing."""

    CSS_PATH = "picker.tcss"

    def __init__(
        self,
        look: Look,
        keys: Keys,
        title: str,
        colour: str,
        choices: Sequence[Choice],
        own: str,
        marked: int,
    ) -> None:
        super().__init__()
        bind(self, keys, PICK)
        self._pane = PickerPane(look, title, colour, choices, own)
        self._pane.marked = marked
        for letter in filter(None, self._pane.letters):
            bound = self._bindings.key_to_bindings.setdefault(key_name(letter), [])
            bound.append(Binding(key_name(letter), f"pick_letter({letter!r})", show=False))

    def compose(self) -> ComposeResult:
        self._pane.styles.height = len(self._pane.choices) + 3
        yield self._pane

    def action_pick_letter(self, letter: str) -> None:
        self.dismiss(self._pane.choices[self._pane.letters.index(letter)].type)

    def action_pick_current(self) -> None:
        self.dismiss(self._pane.choices[self._pane.marked].type)

    def action_pick_move(self, step: int) -> None:
        self._pane.marked = (self._pane.marked + step) % len(self._pane.choices)
        self._pane.redraw()

    def action_pick_close(self) -> None:
        self.dismiss(None)


def kinds(schema: "Schema", held: str = "", *, labels_first: bool = False) -> list[Choice]:
    """All labels and kinds of spans, each with its own letter."""
    letters = letters_of_kinds(schema)
    spans = [(each.name, each.means) for each in schema.spans]
    labels = [(each.name, each.means) for each in schema.labels]
    both = [*labels, *spans] if labels_first else [*spans, *labels]
    return [Choice(name, means, name == held, letters[name]) for name, means in both]


def picker_for(label: "Label", held: Sequence[str], proposed: str, look: Look, keys: Keys) -> PickerScreen:
    """The picker of a label's types. Marked: the type proposed, else one held, else the first."""
    untyped = [] if label.accuses else [Choice("", "only the label", "" in held)]
    choices = [*untyped, *(Choice(each.name, each.means, each.name in held) for each in label.types)]
    names = [choice.type for choice in choices]
    wanted = next((name for name in (proposed, *held) if name in names), names[0])
    question = f"{safe(label.name)}: which type?"
    return PickerScreen(look, keys, question, label.colour, choices, label.key, names.index(wanted))
