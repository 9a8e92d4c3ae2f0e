"""Brackets left of the text: which spans there are, where they begin and end, how they lie in each other.

A bracket is a column of cells: a letter on the line where the span begins, │ on those between, ╰ where it
ends, ┊ on lines that lie between two of its pieces. Of a span on one line there is only the letter. Spans
that neither overlap another nor have pieces have none. Knows no widget.
"""

import string
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.model import Annotation
    from annotator.schema import Schema

MOST = 3
"""Columns that they take at most; what finds no room is told by +."""

_HINTS = string.ascii_lowercase + string.digits + string.ascii_uppercase

Cell = tuple[str, str]
"""A character and the name of its colour."""
EMPTY: Cell = (" ", "grey")


class Bracket(NamedTuple):
    """A span that is drawn with one."""

    letter: str
    """The one that sets it in a picker: of a label its key as a capital."""
    colour: str
    pieces: tuple[tuple[int, int], ...]
    """Its pieces in order, as offsets into the text of the row; they may lie outside."""

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


def hint_letters(names: Sequence[str], taken: str = "") -> list[str]:
    """A letter for each name: its first one that is free, else any free one, digit or capital, else none.

    >>> hint_letters(["wrong-kind", "wrong-date", "misspelled"])
    ['w', 'r', 'm']
    """
    free = [letter for letter in _HINTS if letter not in taken]
    letters = []
    for name in names:
        own = (letter for letter in _initials(name) if letter in free)
        letter = next(own, free[0] if free else "")
        letters.append(letter)
        if letter:
            free.remove(letter)
    return letters


def _initials(name: str) -> str:
    """The letters of a name, the first of each word first."""
    words = name.lower().replace("_", "-").split("-")
    return "".join(word[:1] for word in words) + "".join(words)


def letters_of_kinds(schema: "Schema") -> dict[str, str]:
    """The letter of each label, its key as a capital, and of each kind of span, for brackets and pickers."""
    letters: dict[str, str] = {}
    for label in schema.labels:
        taken = "".join(letters.values())
        capital = label.key.upper()
        letters[label.name] = capital if capital not in taken else hint_letters([label.name], taken)[0]
    names = [each.name for each in schema.spans]
    return letters | dict(zip(names, hint_letters(names, "".join(letters.values())), strict=True))


def brackets_of(
    annotations: Iterable["Annotation"], first: int, schema: "Schema", colours: dict[str, str]
) -> tuple[Bracket, ...]:
    """Those among the annotations that overlap, or have pieces; `first`: where the row begins in the text."""
    ordered = sorted(annotations, key=lambda each: (each.start, -each.end, each.time, each.event))
    letters: dict[str, str] = {}
    found = []
    for each in ordered:
        if each.pieces or any(other is not each and other.span.meets(each.span) for other in ordered):
            letters = letters or letters_of_kinds(schema)
            pieces = tuple((span.start - first, span.end - first) for span in each.pieces or (each.span,))
            found.append(Bracket(letters.get(each.label, "?"), colours.get(each.label, "grey"), pieces))
    return tuple(found)


def columns(
    brackets: Sequence[Bracket], lines: Sequence[tuple[int, int]], most: int = MOST
) -> list[list[Cell]] | None:
    """The cells left of each line of a row, as many for each; None: `most` columns are too few.

    `lines`: where they start and end, as offsets into the text. With `most` = MOST it is never None.
    """
    placed: list[list[tuple[int, int]]] = []  # by column: first and last line of what stands in it
    cells = [[EMPTY] * most for _ in lines]
    crowded = []
    for bracket in brackets:
        first, last = _line_of(bracket.start, lines), _line_of(bracket.end - 1, lines)
        column = next(
            (at for at, taken in enumerate(placed) if all(last < a or b < first for a, b in taken)),
            len(placed),
        )
        if column >= most:
            crowded.append(first)
            continue
        if column == len(placed):
            placed.append([])
        placed[column].append((first, last))
        for line in range(first, last + 1):
            cells[line][column] = (_sign(bracket, line, first, last, lines), bracket.colour)
    if crowded and most < MOST:
        return None
    for line in crowded:
        cells[line][-1] = ("+", "grey")
    return [row[: len(placed)] for row in cells]


def _line_of(offset: int, lines: Sequence[tuple[int, int]]) -> int:
    return next((number for number, (_, end) in enumerate(lines) if offset < end), len(lines) - 1)


def _sign(bracket: Bracket, line: int, first: int, last: int, lines: Sequence[tuple[int, int]]) -> str:
    start, end = lines[line]
    if line == first and bracket.start >= lines[0][0]:
        return bracket.letter
    if line == last and bracket.end <= lines[-1][1]:
        return "╰"
    return "│" if any(a < end and start < b for a, b in bracket.pieces) else "┊"
