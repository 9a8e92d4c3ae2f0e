"""The manual: the schema's labels and the table of actions, as a page to read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.style import Style

from annotator.tui.actions import LABEL, Keys
from annotator.tui.footer import shown_keys
from annotator.tui.look import KINDS, Look
from annotator.tui.text import lines, pad, safe
from annotator.tui.widgets.pane import Piece
from annotator.tui.widgets.reader import Page

if TYPE_CHECKING:
    from annotator.schema import Label, Schema

_HEAD = 16
"""Cells of the left column."""

_SIGNS = (
    (
        "☐ ☑",
        "A candidate that is open; one that {finish} will accept. An accusation is never ticked beforehand.",
    ),
    ("✓ ✗", "A candidate that you accepted; one that you rejected."),
    ("A C", "In the margin: the labels of a sentence, by the letters that set them."),
    ("·", "In the margin: nothing to check."),
    ("–", "In the margin: judged, and no label holds."),
    ("s│ ╰ ┊", "Left of the text: a span begins, goes on, ends, or has none of its pieces on the line."),
    ("● ○", "All is on disk; something is being written."),
)


def manual_page(schema: "Schema", keys: Keys) -> Page:
    """The manual of a schema, with the keys that hold."""

    def page(cells: int, look: Look) -> list[list[Piece]]:
        drawn = [*_heading("Labels", look)]
        drawn += [[(line, look.dim)] for line in lines(schema.means, cells)] if schema.means else []
        for label in schema.labels:
            drawn += _label(label, cells, look)
        drawn += _keys(LABEL, keys, cells, look)
        drawn += _heading("Signs", look)
        for sign, means in _SIGNS:
            drawn += _entry(sign, look.heading, keys.told(means), look.text, cells)
        for kind, colour in KINDS.items():
            drawn += _entry(kind, look.named(colour, "underline"), f"A known {kind}.", look.text, cells)
        for label in schema.labels:
            drawn += _types(label, cells, look)
        for mode in keys.titles:
            drawn += _keys(mode, keys, cells, look) if mode != LABEL else ()
        return [*drawn, []]

    return page


def _heading(text: str, look: Look) -> Iterator[list[Piece]]:
    yield []
    yield [(text.upper(), look.heading)]


def _keys(mode: str, keys: Keys, cells: int, look: Look) -> Iterator[list[Piece]]:
    yield from _heading(keys.titles[mode], look)
    for action in keys.of(mode):
        yield from _entry(shown_keys(action) or action.id, look.heading, action.manual, look.text, cells)


def _entry(head: str, style: Style, text: str, ink: Style, cells: int) -> Iterator[list[Piece]]:
    """A name on the left, its explanation wrapped on the right; a long name has a line of its own."""
    short = head.rstrip()
    gap = _HEAD - len(short)
    if gap <= 0:
        yield [("  ", ink), (short, style)]
    for number, line in enumerate(lines(text, cells - _HEAD - 2)):
        left = [(short, style), (" " * gap, ink)] if number == 0 and gap > 0 else [(pad("", _HEAD), ink)]
        yield [("  ", ink), *left, (line, ink)]


def _label(label: "Label", cells: int, look: Look) -> Iterator[list[Piece]]:
    yield []
    name: list[Piece] = [
        (f"{safe(label.key)}  ", look.heading),
        (safe(label.name), look.named(label.colour, "bold")),
    ]
    yield name
    for text, style in (
        (label.means, look.text),
        (f"e.g. {label.example}" if label.example else "", look.dim),
    ):
        if text:
            yield from ([("   ", style), (line, style)] for line in lines(text, cells - 3))
    if label.accuses:
        yield [("   never ticked beforehand: an accusation takes a key of its own", look.dim)]
    elif label.tick is not None:
        yield [(f"   candidates from {label.tick:.2f} are ticked beforehand", look.dim)]
    if label.excludes:
        yield [("   takes off: " + safe(", ".join(label.excludes)), look.dim)]
    for each in label.attributes:
        values = f" ({', '.join(each.values)})" if each.values else ""
        yield from (
            [("   ", look.dim), (line, look.dim)]
            for line in lines(f"{each.name}{values}: {each.means}", cells - 3)
        )


def _types(label: "Label", cells: int, look: Look) -> Iterator[list[Piece]]:
    if label.types:
        yield from _heading(f"Types of {safe(label.name)}", look)
    for each in label.types:
        example = f"  e.g. {each.example}" if each.example else ""
        yield from _entry(safe(each.name), look.named(label.colour), each.means + example, look.text, cells)
