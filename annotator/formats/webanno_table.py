"""One file of WebAnno TSV 3, parsed: its layers, its text, its rows and what stands in their columns."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from annotator.patterns import regex

_PART = regex(r"(?s)(?:\\->|\\.|[^|\\])+|(?<=\|)(?=\||$)")
_ITEM = regex(r"(?s)(?:\\->|\\.|[^;\\])+")
_NUMBERED = regex(r"(?s)(.*?)(?:(?<!\\)\[([0-9]+(?:_[0-9]+)?)\])?")
_ESCAPE = regex(r"(?s)\\(->|.)")
_LETTERS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}
_ROW = regex(r"([0-9]+-[0-9]+(?:\.[0-9]+)?)\t([0-9]{1,9})-([0-9]{1,9})\t")


class TableLayer(Struct, frozen=True):
    """A layer of the header and where its columns are, counted from the first after the token."""

    kind: str
    """SP, CH or RL."""
    name: str
    features: tuple[tuple[str, int], ...]
    """Names and columns; a slot has the column of its roles, its targets stand in the next one."""
    slots: tuple[tuple[str, int], ...]
    base: str
    """RL: the layer of both ends."""
    base_column: int

    @property
    def short(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]


class Row(Struct, frozen=True):
    """A token or part of one. Offsets are UTF-16 units."""

    number: int
    """The line of the file."""
    unit: str
    start: int
    end: int
    cells: tuple[str, ...]


def layers(header: Sequence[str]) -> list[TableLayer]:
    """The layers of the header, with their columns. Raises ValueError for a line that is none."""
    found: list[TableLayer] = []
    column = 0
    for line in header:
        kind, _, rest = line.removeprefix("#T_").partition("=")
        name, *features = rest.split("|")
        plain: list[tuple[str, int]] = []
        slots: list[tuple[str, int]] = []
        base, base_column = "", -1
        skip = False
        for feature in features:
            if skip:  # the type of a slot's targets
                skip = False
            elif feature.startswith("ROLE_"):
                slots.append((feature.rpartition(":")[2].partition("_")[0] or feature, column))
                column, skip = column + 2, True
            elif feature.startswith("BT_"):
                base, base_column, column = feature.removeprefix("BT_"), column, column + 1
            elif feature:
                plain.append((feature, column))
                column += 1
        if kind == "SP" and not plain and not slots:  # a layer without features has a column all the same
            plain, column = [("", column)], column + 1
        if kind not in ("SP", "CH", "RL") or not name:
            raise ValueError(f"{line[:60]!r} is no layer")
        found.append(TableLayer(kind, name, tuple(plain), tuple(slots), base, base_column))
    return found


def row_of(line: str, number: int) -> Row:
    """A row. Raises ValueError for a line that is none."""
    found = _ROW.match(line)
    if not found or int(found[2]) > int(found[3]):
        raise ValueError(f"{line[:40]!r} is no row, which begins with '1-1<tab>0-3<tab>token'")
    return Row(number, found[1], int(found[2]), int(found[3]), tuple(line[found.end() :].split("\t")[1:]))


def values(cell: str) -> Iterator[tuple[str, str]]:
    """The values of a cell, each with its number in brackets; nothing for `_`, an empty value for `*`."""
    if cell in ("_", ""):
        return
    for part in _PART.findall(cell):
        yield _numbered(part)


def items(value: str) -> list[tuple[str, str]]:
    """The items of a slot, each with its number in brackets."""
    return [_numbered(part) for part in _ITEM.findall(value)] if value not in ("_", "") else []


def _numbered(part: str) -> tuple[str, str]:
    found = _NUMBERED.fullmatch(part)
    value, number = (found[1], found[2] or "") if found else (part, "")
    return ("" if value == "*" else unescaped(value), number)


def unescaped(text: str) -> str:
    """A value or text without INCEpTION's escapes."""
    return _ESCAPE.sub(lambda found: _LETTERS.get(found[1], found[1]), text)
