"""The lines above and below: title, status and the keys."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from annotator.tui.look import Look
from annotator.tui.text import cut, width
from annotator.tui.widgets.answers import bar
from annotator.tui.widgets.pane import Pane, Piece, ValuePane, strip


class Title(NamedTuple):
    """What the line above says."""

    name: str
    date: str
    """A day in words; empty: the document has none."""
    annotator: str
    opening: bool = False
    day: str = ""
    """What was done today, in words; empty: nothing yet."""
    unlooked: str = ""
    """What is not looked for in the document's language."""


class TitleBar(Pane):
    """The document and whose work it is. Drawn once."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.title = Title("", "", "", opening=True)

    def show(self, title: Title) -> None:
        self.title = title
        self.redraw()

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        look, title = self.look, self.title
        if title.opening:
            return [strip([(" opening …", look.bar_dim)], cells, look.bar)]
        date = title.date or "no date: dated checks accuse nobody"
        right = f"{title.annotator} "
        if title.day and cells >= 60:
            right = f"{title.day} · {right}"
        unlooked = f" · {title.unlooked}" if title.unlooked else ""
        name = cut(title.name, max(8, cells - width(date + unlooked) - width(right) - 6))
        dated = look.bar if title.date else look.on_bar("yellow")
        used = 1 + width(name) + 3 + width(date + unlooked)
        pieces = [
            (" " + name, look.bar_strong),
            (" · ", look.bar_dim),
            (date, dated),
            (unlooked, look.on_bar("yellow")),
            (" " * max(1, cells - used - width(right)), look.bar),
            (right, look.bar_dim),
        ]
        return [strip(pieces, cells, look.bar)]


class TextBar(Pane):
    """A line of text above a page."""

    def __init__(self, look: Look, text: str, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._text = text

    def show(self, text: str) -> None:
        """Another text."""
        if text != self._text:
            self._text = text
            self.redraw()

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        return [strip([(f" {self._text}", self.look.bar_strong)], cells, self.look.bar)]


class Status(NamedTuple):
    """What the line below says."""

    message: str = ""
    """What the last key did; empty: where the annotator stands is shown."""
    place: str = ""
    judged: int = 0
    sentences: int = 0
    pending: int = 0
    """Gestures that are not on disk."""
    trouble: str = ""
    """A failure to write: shown instead of all else until it is solved."""
    warning: bool = False
    """True where the message is about something that did not happen."""


class StatusBar(ValuePane[Status]):
    """The last act on the left; progress and whether all is on disk on the right."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, Status(), id=id)

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        look, status = self.look, self.value
        right = self._right(cells)
        room = cells - sum(width(text) for text, _ in right) - 2
        left = status.trouble or status.message or status.place
        style = look.bar
        if status.trouble:
            left, style = f"! {left}", look.on_bar("red")
        elif status.warning:
            style = look.on_bar("yellow")
        elif not status.message:
            style = look.bar_dim
        left = cut(left, room)
        filling = " " * (room - width(left) + 1)
        return [strip([(" " + left, style), (filling, look.bar), *right], cells, look.bar)]

    def _right(self, cells: int) -> list[Piece]:
        """Progress and saved state, in the longest form that leaves the message its room."""
        look, status = self.look, self.value
        if not status.sentences:
            return []
        saved: Piece = ("● ", look.on_bar("green")) if not status.pending else ("○ ", look.on_bar("yellow"))
        word = "on disk " if not status.pending else "writing "
        if status.trouble:
            saved, word = ("○ ", look.on_bar("red")), "not saved "
        share = status.judged / status.sentences
        full, empty = bar(share, max(8, min(24, cells // 8)))
        done = f"{status.judged}/{status.sentences}"
        long: list[Piece] = [
            ("judged ", look.bar_dim),
            (done + " ", look.bar),
            (full, look.on_bar("green")),
            (empty, look.bar_dim),
            ("  ", look.bar),
            saved,
            (word, look.bar_dim),
        ]
        without_bar = [*long[:2], saved, long[-1]]
        short: list[Piece] = [(done + " ", look.bar), saved]
        wanted = width(status.trouble or status.message or status.place) + 3
        for form in (long, without_bar):
            if sum(width(text) for text, _ in form) + wanted <= cells:
                return form
        return short


class Hint(NamedTuple):
    """A key and what it does, for the footer."""

    keys: str
    does: str
    brief: str = ""
    """What it does, shorter; empty: there is no shorter way."""
    weight: int = 0
    """Where there is no room, the smallest goes first."""


class KeysBar(Pane):
    """The footer. Hints come from the table of actions."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self.hints: Sequence[Hint] = ()

    def show(self, hints: Sequence[Hint]) -> None:
        if hints != self.hints:
            self.hints = hints
            self.redraw()

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        look = self.look
        pieces: list[tuple[str, Style]] = [(" ", look.bar)]
        for hint in fitting(self.hints, cells - 1):
            pieces += [(hint.keys, look.bar_key), (f" {hint.does}", look.bar_dim), ("  ", look.bar)]
        return [strip(pieces[:-1], cells, look.bar)]


ESSENTIAL = 60
"""Hints of at least this weight are shortened rather than left out."""


def fitting(hints: Sequence[Hint], cells: int) -> list[Hint]:
    """The hints that fit on one line, in their order; the least important are left out."""
    wanted = (hint for hint in hints if hint.weight >= ESSENTIAL)
    if sum(width(hint.keys) + width(hint.does) + 3 for hint in wanted) > cells + 2:
        hints = [hint._replace(does=hint.brief or hint.does) for hint in hints]
    left = cells + 2
    kept = set()
    for hint in sorted(hints, key=lambda hint: -hint.weight):
        size = width(hint.keys) + width(hint.does) + 3
        if size <= left:
            kept.add(hint)
            left -= size
    return [hint for hint in hints if hint in kept]
