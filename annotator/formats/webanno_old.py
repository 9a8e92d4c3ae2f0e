"""WebAnno TSV 1 and 2, which have no offsets, as the layers and rows of TSV 3.

TSV 2 begins with a line ` # layer | feature | ... # layer | feature | AttachTo=layer`; its rows are `1-1`, the
token, and a column for each feature; relations have one more for their other end. TSV 1 has the numbers of
tokens and fixed columns: token, lemma, part of speech, name, head, function. `B-` and `I-` tell where a span
goes on, `|` stands between stacked values.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from annotator.formats.tables import WEBANNO_OLD
from annotator.formats.tokens import places_of
from annotator.formats.units import Units
from annotator.formats.webanno import escaped_value
from annotator.formats.webanno_table import Row, TableLayer
from annotator.patterns import regex

_OLD = regex(WEBANNO_OLD)
_ROW = regex(r"(?:[0-9]+-)?([0-9]+)\t([^\t]+)(?:\t|$)")
_PREFIX_1 = regex(r"([BIO])[-_](.*)", re.DOTALL)
_PREFIX_2 = regex(r"([BIO])-(.*)", re.DOTALL)
_API = "de.tudarmstadt.ukp.dkpro.core.api."
_POS = f"{_API}lexmorph.type.pos.POS"
_FIRST = (
    TableLayer("SP", f"{_API}segmentation.type.Lemma", (("value", 0),), (), "", -1),
    TableLayer("SP", _POS, (("PosValue", 1),), (), "", -1),
    TableLayer("SP", f"{_API}ner.type.NamedEntity", (("value", 2),), (), "", -1),
    TableLayer("RL", f"{_API}syntax.type.dependency.Dependency", (("DependencyType", 4),), (), _POS, 3),
)
"""The layers of TSV 1, which are always the same."""


class OldFile(Struct):
    """What TSV 3 would say of the same file."""

    layers: list[TableLayer]
    rows: list[Row]
    sentences: list[tuple[int, str]]
    """Where each begins, in UTF-16 units, and its text."""


def is_old(content: str) -> bool:
    """Whether a file is WebAnno TSV 1 or 2."""
    return _OLD.match(content) is not None


def read_old(lines: Sequence[str], fault: Callable[[int, object], None]) -> OldFile:
    """The file; `fault` is told the number of every line that is broken and why."""
    second = not lines[0].startswith("#id=")
    layers = _layers(lines[0]) if second else list(_FIRST)
    found = OldFile(layers, [], [])
    numbering, start = _Numbering(layers, _PREFIX_2 if second else _PREFIX_1), 0
    for number, (said, tokens) in enumerate(_sentences(lines, fault), 1):
        words = [token for _, _, token, _ in tokens]
        joined = " ".join(words)  # where the text is missing, or another
        text, places = (
            (said, found_at) if (found_at := places_of(said, words)) else (joined, places_of(joined, words))
        )
        found.sentences.append((start, text))
        units = Units(text)
        for (line, unit, _, cells), place in zip(tokens, places, strict=True):
            at = (start + units.to_utf16(place.start), start + units.to_utf16(place.end))
            found.rows.append(Row(line, f"{number}-{unit}", *at, numbering.cells(cells)))
        start += units.to_utf16(len(text)) + 1
    return found


def _layers(header: str) -> list[TableLayer]:
    """The layers of the header of TSV 2."""
    found, column = [], 0
    for part in re.split(r"(?:^|\s)# ", header.strip()):
        name, *features = (each.strip() for each in part.split("|"))
        if not name:
            continue
        base = next((each.partition("=")[2] for each in features if each.startswith("AttachTo=")), "")
        plain = [each for each in features if each and not each.startswith("AttachTo=")]
        columns = tuple((each, column + index) for index, each in enumerate(plain or [""]))
        column += len(columns)
        found.append(TableLayer("RL" if base else "SP", name, columns, (), base, column if base else -1))
        column += bool(base)
    return found


_Token = tuple[int, str, str, list[str]]
"""The line, the number of the token, the token, and what stands in the columns after it."""


def _sentences(
    lines: Sequence[str], fault: Callable[[int, object], None]
) -> Iterator[tuple[str, list[_Token]]]:
    text, tokens = "", list[_Token]()
    for number, line in enumerate(lines, 1):
        if line.startswith("#text="):
            text = text or line.removeprefix("#text=").strip()
        elif not line.strip() or line.startswith("#id="):
            if tokens:
                yield text, tokens
            text, tokens = ("", []) if tokens else (text, tokens)
        elif not line.lstrip().startswith("# "):
            found = _ROW.match(line)
            if found:
                cells = [cell.strip() for cell in line.split("\t")[2:]]
                tokens.append((number, found[1], found[2].strip(), cells))
            else:
                fault(number, f"{line[:40]!r} is no row, which begins with a number, a tab and a token")
    if tokens:
        yield text, tokens


class _Numbering:
    """Gives spans over several tokens the numbers that TSV 3 tells them by."""

    def __init__(self, layers: Sequence[TableLayer], prefix: re.Pattern[str]) -> None:
        self._layers, self._prefix = layers, prefix
        self._count = 0
        self._open: dict[str, dict[int, int]] = {}
        """The number of what may go on in the next row, by layer and place in the stack."""

    def cells(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The columns of a row as TSV 3 would have them."""
        new: dict[int, str] = {}
        for layer in self._layers:
            stacks = [
                (column, cells[column].split("|") if column < len(cells) else [])
                for _, column in layer.features
            ]
            numbers = self._numbers(layer, stacks[0][1])
            there = [
                index
                for index in range(len(numbers))
                if any(not _is_empty(stack[index]) for _, stack in stacks if index < len(stack))
            ]
            for column, stack in stacks:
                values = [
                    (self._value(stack[index], layer) if index < len(stack) else "*")
                    + (f"[{numbers[index]}]" if numbers[index] and layer.kind == "SP" else "")
                    for index in there
                ]
                new[column] = "|".join(values) or "_"
            if layer.base:
                new[layer.base_column] = cells[layer.base_column] if layer.base_column < len(cells) else "_"
        return tuple(new.get(column, "_") for column in range(max(new, default=-1) + 1))

    def _numbers(self, layer: TableLayer, stack: Sequence[str]) -> list[int]:
        numbers = []
        still: dict[int, int] = {}
        before = self._open.get(layer.name, {})
        for index, part in enumerate(stack):
            found = self._prefix.fullmatch(part)
            if not found or _is_empty(part):
                numbers.append(0)
                continue
            goes_on = found[1] == "I" and index in before
            self._count += not goes_on
            still[index] = before[index] if goes_on else self._count
            numbers.append(still[index])
        self._open[layer.name] = still
        return numbers

    def _value(self, part: str, layer: TableLayer) -> str:
        """A value without B- or I-, as TSV 3 escapes it; one that only names the layer is none."""
        found = self._prefix.fullmatch(part)
        value = found[2] if found else part
        return "*" if _is_empty(part) or value in ("", "_", f"{layer.name}_") else escaped_value(value)


def _is_empty(part: str) -> bool:
    return part in ("", "_", "O", "O-_", "O-", "*_")
