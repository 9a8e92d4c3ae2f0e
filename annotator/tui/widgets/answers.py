"""What is proposed for the current sentence and what is known of those whom it names.

Where the pane is too low for all of it, it gives way in this order: sources of candidates that are
not in focus, then their reasons, then facts; the candidate in focus is always shown whole.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from annotator.tui.keyed import keys_of
from annotator.tui.look import Look
from annotator.tui.text import lines, safe, width, wrap
from annotator.tui.view import Card, Known
from annotator.tui.widgets.pane import Piece, ValuePane, strip

BOXES = {"": "☐", "ticked": "☑", "accepted": "✓", "rejected": "✗"}
"""The sign before a candidate: open, marked, accepted, rejected."""
BAR = 7
"""Cells of the bar that shows a score."""

Line = tuple[Sequence[Piece], Style]
"""The pieces of a line and the style that fills the rest of it."""


def bar(share: float, cells: int) -> tuple[str, str]:
    """A share from 0 to 1 as a line: its full part and its empty part."""
    full = max(0, min(cells, round(share * cells)))
    return "━" * full, "─" * (cells - full)


def score(value: float) -> str:
    """A score to two places, in four cells: ' .97', '1.00'."""
    return f"{value:.2f}".removeprefix("0").rjust(4)


def _window(sizes: Sequence[int], ranks: Sequence[int], focus: int, rows: int) -> Sequence[int]:
    """The run of candidates that fits into so many rows and holds the one in focus."""
    start, used = 0, 0
    for stop, rank in enumerate(ranks):
        if used + sizes[stop] > rows and rank > focus:
            return ranks[start:stop]
        used += sizes[stop]
        while used > rows and ranks[start] < focus:
            used -= sizes[start]
            start += 1
    return ranks[start:]


class Answers(NamedTuple):
    """What the pane shows."""

    cards: tuple[Card, ...] = ()
    known: tuple[Known, ...] = ()
    focus: int = 0
    """Which card, from 0."""
    note: str = ""
    """Stands where there are no candidates."""
    stacked: bool = False
    """True where the pane stands below the document: then knowledge is left to a key of its own."""


class AnswersPane(ValuePane[Answers]):
    """The candidates and, where there is room, the knowledge."""

    class Chosen(Message):
        """A candidate was clicked."""

        def __init__(self, rank: int) -> None:
            super().__init__()
            self.rank = rank

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, Answers(), id=id)

    def draw(self, cells: int, rows: int) -> Sequence[Strip]:
        return [
            strip([(" ", filling), *pieces], cells, filling)
            for _, (pieces, filling) in self._lines(cells, rows)
        ]

    def _lines(self, cells: int, rows: int) -> list[tuple[int | None, Line]]:
        """What is drawn, each line with the rank of the candidate that it belongs to."""
        known = [] if self.value.stacked else self._known(cells)
        reserved = min(len(known) + 2, max(5, rows // 3)) if known else 0
        blocks = self._fitting(cells, rows - 1 - reserved)
        shown = _window([len(blocks[rank]) for rank in blocks], list(blocks), self.value.focus, rows - 1)
        drawn: list[tuple[int | None, Line]] = [(None, self._heading(cells, shown))]
        for rank in shown:
            drawn += [(rank, line) for line in blocks[rank]]
        if not blocks:
            drawn.append((None, ([(self.value.note, self.look.dim)], self.look.text)))
        left = rows - len(drawn)
        if known and left >= 3:
            drawn += [(None, line) for line in self._below(known, left, cells)]
        return drawn

    def _heading(self, cells: int, shown: Sequence[int]) -> Line:
        look, count = self.look, len(self.value.cards)
        words = "CANDIDATES "
        if 0 < len(shown) < count:
            words += f"{shown[0] + 1}–{shown[-1] + 1} of {count} "
        if not self.value.stacked:
            return [(words, look.heading)], look.text
        rule = "─" * max(0, cells - len(words) - 3)
        return [("─ ", look.rail), (words, look.heading), (rule, look.rail)], look.text

    # Candidates

    def _fitting(self, cells: int, rows: int) -> dict[int, list[Line]]:
        """The candidates near the focus as lines. Height left over goes to one detail after another."""
        near = range(max(0, self.value.focus - rows), min(len(self.value.cards), self.value.focus + rows + 1))
        blocks = {rank: self._card(rank, self.value.cards[rank], cells, 0) for rank in near}
        left = rows - sum(map(len, blocks.values()))
        for detail in (1, 2, 3) if left > 0 else ():
            for rank in near:
                if rank != self.value.focus:
                    block = self._card(rank, self.value.cards[rank], cells, detail)
                    if (more := len(block) - len(blocks[rank])) <= left:
                        blocks[rank] = block
                        left -= more
        if left >= len(blocks):
            for block in blocks.values():
                block.append(([], self.look.text))
        return blocks

    def _card(self, rank: int, card: Card, cells: int, detail: int) -> list[Line]:
        """A candidate; detail 3: all, 2: no source, 1: the reason's first line, 0: only its head.

        The one in focus is always whole.
        """
        look, focused = self.look, rank == self.value.focus
        base = look.current if focused else look.text
        faint = look.dim + look.lift if focused else look.dim
        if focused:
            detail = 3
        rejected = card.state == "rejected"
        ink = faint if rejected else look.named(card.colour, "bold", lifted=focused)
        edge: Piece = ("▌", look.marker) if focused else (" ", base)
        indent: Piece = ("    ", base)
        drawn: list[Line] = [([edge, *self._head(card, cells, base, faint, ink)], base)]
        if detail:
            reason = lines(card.reason, cells - 8)
            if detail == 1 and len(reason) > 1:
                reason = [reason[0] + " …"]
            text = faint if rejected else base
            drawn += [([edge, indent, (each, text)], base) for each in reason]
        if detail == 3 and card.source:
            drawn += [([edge, indent, (each, faint)], base) for each in lines(card.source, cells - 8)]
        return drawn

    def _head(self, card: Card, cells: int, base: Style, faint: Style, ink: Style) -> list[Piece]:
        name = f"{card.label} · {card.type}" if card.type else card.label
        room = cells - 2 - 5 - BAR - 7
        strike = Style(strike=True) if card.state == "rejected" else Style()
        full, empty = bar(card.score, BAR)
        box = {"": base, "rejected": faint}.get(card.state, ink)
        return [
            (f"{card.number:1} ", self.look.heading + Style(bgcolor=base.bgcolor) if card.number else base),
            (BOXES[card.state] + " ", box),
            *self._named(name, room, ink + strike, base),
            (full, ink),
            (empty, self.look.rail + Style(bgcolor=base.bgcolor)),
            (score(card.score).rjust(5), faint),
        ]

    def _named(self, name: str, room: int, ink: Style, base: Style) -> list[Piece]:
        start, end = wrap(name, room)[0] if len(name) > room else (0, len(name))
        return [(name[start:end], ink), (" " * (room - end + start + 1), base)]

    # Knowledge

    def _known(self, cells: int) -> list[Line]:
        look = self.look
        drawn: list[Line] = []
        for each in self.value.known:
            words, name, kind = safe(each.words), safe(each.name), f"  {each.kind}"
            head: list[Piece] = [(words, look.kind(each.kind))]
            beside = name != words and width(words) + width(name) + len(kind) + 3 <= cells
            if beside:
                head.append((f"  {name}", look.text))
            drawn.append(([*head, (kind, look.dim)], look.text))
            if name != words and not beside:
                drawn += [
                    ([("  ", look.text), (line, look.text)], look.text) for line in lines(name, cells - 5)
                ]
            for fact in each.facts:
                drawn += [
                    ([("  ", look.text), (line, look.read)], look.text) for line in lines(fact, cells - 5)
                ]
        return drawn

    def _below(self, known: Sequence[Line], rows: int, cells: int) -> list[Line]:
        look = self.look
        head: list[Line] = [
            ([("─" * (cells - 2), look.rail)], look.text),
            ([("KNOWN HERE", look.heading)], look.text),
        ]
        if len(known) > rows - 2:
            shown = max(0, rows - 3)
            more = f"… {len(known) - shown} lines more: {keys_of(self).shown('facts')}"
            return [*head, *known[:shown], ([(more, look.dim)], look.text)]
        return [*head, *known]

    def on_click(self, event: events.Click) -> None:
        lines = self._lines(self.cells, self.rows)
        if 0 <= event.y < len(lines) and (rank := lines[event.y][0]) is not None:
            self.post_message(self.Chosen(rank))
