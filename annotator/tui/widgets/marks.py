"""How the marks on the text of a sentence look. A new role is one line in STYLES."""

from collections.abc import Callable
from itertools import pairwise

from rich.style import Style

from annotator.tui.look import Look
from annotator.tui.view import Mark, Row

STYLES: dict[str, Callable[[Look, str, bool], Style]] = {
    "mention": lambda look, name, current: look.kind(name, lifted=current),
    "label": lambda look, name, current: look.named(name, "bold underline", lifted=current),
    "nested": lambda look, name, current: look.named(name, "bold underline underline2", lifted=current),
    "deep": lambda look, name, current: look.named(name, "bold italic underline underline2", lifted=current),
    "piece": lambda look, name, current: look.named(name, "bold", lifted=current),
    "span": lambda look, name, current: look.span,
    "selected": lambda look, name, current: look.span,
    "found": lambda look, name, current: look.found,
    "caret": lambda look, name, current: look.caret,
}
"""By `Mark.role`: the style for a `Mark.name`, on the current sentence or on another."""


def mark_style(mark: Mark, look: Look, current: bool) -> Style:
    """How a mark looks; later ones lie over earlier ones."""
    return STYLES[mark.role](look, mark.name, current)


def runs(row: Row, look: Look, base: Style, current: bool) -> list[tuple[int, int, Style]]:
    """The text of a row cut where its marks begin and end, each run with the style of all marks on it."""
    length = len(row.text)
    edges = {0, length}
    for mark in row.marks:
        edges.update((max(0, min(mark.start, length)), max(0, min(mark.end, length))))
    points = sorted(edges)
    cut = []
    for first, last in pairwise(points):
        style = base
        for mark in row.marks:
            if mark.start <= first and last <= mark.end:
                style += mark_style(mark, look, current)
        cut.append((first, last, style))
    return cut
