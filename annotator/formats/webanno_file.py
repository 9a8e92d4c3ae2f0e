"""What one file of WebAnno TSV says of a text: marks and relations, with the place of every fault."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from annotator.errors import ReadError
from annotator.formats.extras import Pieces
from annotator.formats.flat import Layer
from annotator.formats.losses import Losses
from annotator.formats.units import Units, in_order
from annotator.formats.webanno_old import is_old, read_old
from annotator.formats.webanno_table import Row, TableLayer, items, layers, row_of, unescaped, values
from annotator.model import Span
from annotator.patterns import regex

GRAMMAR = regex(
    r"de\.tudarmstadt\.ukp\.dkpro\.core\.api\.(?:lexmorph|syntax|segmentation\.type\.(?!.*Span)|transform)"
)
"""Layers of words and grammar, which are passed over."""
NAMING = ("label", "value")
"""The feature that names an annotation; of a layer with one feature, that one does."""
_LONGEST_GAP = 10_000
ON_NO_WORDS = "annotations that mark no words"
FROM_NO_WORDS = "relations of annotations that mark no words"
OF_RELATIONS = "features of relations beside their names"
BETWEEN_TOKENS = "relations between words that have no label"


def of_grammar(short: str) -> str:
    """What annotations of a layer of words and grammar are counted as."""
    return f"annotations of words or grammar ({short})"


Key = tuple[Any, ...]
"""An annotation: its layer and number, or its layer, unit and place in the stack."""


class TsvFile:
    """A file. Its text has blanks or line ends for what stands between sentences, which the format lacks."""

    def __init__(self, content: str, name: str) -> None:
        self.name = name
        self.faults: list[ReadError] = []
        self.lost = Losses()
        """What is in it and has no place here; complete once its `layer` was read."""
        lines = content.replace("\r\n", "\n").split("\n")
        self._sentences: list[tuple[int, str]] = []
        """Where each begins, in UTF-16 units, and its text."""
        self._rows: list[Row] = []
        if is_old(content):
            old = read_old(lines, self.fault)
            self._layers, self._rows, self._sentences = old.layers, old.rows, old.sentences
        elif lines[0].startswith("#FORMAT=WebAnno TSV 3"):
            self._layers = self._header(lines)
            self._read(lines)
        else:
            cause = "is no WebAnno TSV, which begins with #FORMAT=WebAnno TSV 3, or with #id=1 in its first versions"
            raise ReadError(f"{name}:1: {cause}; export it as WebAnno TSV 3.3")
        self.text = self._joined()

    def _header(self, lines: list[str]) -> list[TableLayer]:
        try:
            return layers([line for line in lines if line.startswith("#T_")])
        except ValueError as fault:
            raise ReadError(f"{self.name}: {fault}; export it again") from None

    def fault(self, number: int, cause: object) -> None:
        """Takes note of what is wrong with a line."""
        self.faults.append(ReadError(f"{self.name}:{number}: {cause}; mend the line or take it out"))

    def _read(self, lines: list[str]) -> None:
        text: list[str] = []
        for number, line in enumerate(lines, 1):
            if line.startswith("#Text="):
                text.append(unescaped(line.removeprefix("#Text=")))
            elif line and not line.startswith("#"):
                try:
                    row = row_of(line, number)
                except ValueError as fault:
                    self.fault(number, fault)
                    continue
                self._rows.append(row)
                if text:
                    self._sentences.append((row.start, "\n".join(text)))
                    text = []

    def _joined(self) -> str:
        parts: list[str] = []
        end = 0
        for start, text in self._sentences:
            gap = start - end
            if not 0 <= gap <= _LONGEST_GAP:
                raise ReadError(
                    f"{self.name}: the sentence at {start} does not follow the one that ends at {end}"
                )
            parts += [" " if gap == 1 else "\n" * gap, text]
            end = start + len(text.encode("utf-16-le", "surrogatepass")) // 2
        return "".join(parts)

    def fits(self, text: str) -> bool:
        """True where the sentences stand in `text` at their offsets."""
        units = Units(text)
        return all(
            units.words(start, start + len(words.encode("utf-16-le")) // 2) == words
            for start, words in self._sentences
        )

    def sentences(self, text: str) -> list[Span]:
        """The sentences in code points, without blanks at their edges; none where they do not fit."""
        units, spans = Units(text), []
        for start, words in self._sentences:
            span = units.span(start, start + len(words.encode("utf-16-le")) // 2)
            if span is None or not words.strip():
                return []
            lead = len(words) - len(words.lstrip())
            spans.append(Span(span.start + lead, span.start + lead + len(words.strip())))
        return in_order(spans, text)

    def layer(self, text: str) -> Layer:
        """All that the file says."""
        reading = _Reading(self, self._layers, self._rows, Units(text))
        return reading.layer()


class _Reading:
    """The annotations of the rows, put together."""

    def __init__(self, file: TsvFile, layers: list[TableLayer], rows: list[Row], units: Units) -> None:
        self._file, self._rows, self._units = file, rows, units
        self._layers = [each for each in layers if not GRAMMAR.match(each.name)]
        self._grammar = [each for each in layers if GRAMMAR.match(each.name)]
        self._spans: dict[Key, list[Span]] = {}
        self._values: dict[Key, dict[str, str]] = {}
        self._lines: dict[Key, int] = {}
        self._at: dict[tuple[str, str], list[Key]] = {}
        """The annotations of a layer on a unit, in the order of the stack."""
        self._chains: dict[tuple[str, str], dict[int, tuple[Key, str]]] = {}

    def layer(self) -> Layer:
        """Marks of all layers, and the relations between them."""
        for layer in self._layers:
            if layer.kind != "RL":
                for row in self._rows:
                    self._collect(layer, row)
        found, empty = Pieces(), set[Key]()
        for key, spans in self._spans.items():
            layer = next(each for each in self._layers if each.name == key[0])
            name, attributes = self._named(layer, self._values[key])
            whole = Span(min(span.start for span in spans), max(span.end for span in spans))
            if whole.start == whole.end:
                empty.add(key)
                self._file.lost[ON_NO_WORDS] += 1
                continue
            found.add(key, whole, name, {"attributes": tuple(sorted(attributes.items()))})
        for number, name, first, second in self._ties():
            if first in empty or second in empty:
                self._file.lost[FROM_NO_WORDS] += 1
                continue
            try:
                found.tie(name, first, second)
            except ValueError:
                self._file.fault(number, f"the relation {name!r} has an end that could not be read")
        for layer in self._grammar:
            self._count(layer)
        return found.layer()

    def _count(self, layer: TableLayer) -> None:
        """Counts what a layer of grammar has on the rows."""
        columns = [column for _, column in layer.features]
        for row in self._rows:
            if count := max(
                (sum(1 for _ in values(self._cell(row, column))) for column in columns), default=0
            ):
                self._file.lost[of_grammar(layer.short)] += count

    def _named(self, layer: TableLayer, said: dict[str, str]) -> tuple[str, dict[str, str]]:
        """The name of an annotation, and what else is said of it."""
        others = dict(said)
        names = [each for each, _ in layer.features]
        naming = next((each for each in NAMING if each in names), names[0] if len(names) == 1 else "")
        name = others.pop(naming, "") or layer.short
        if "identifier" in others:
            others["link"] = others.pop("identifier")
        return name, {key: value for key, value in others.items() if key and value}

    def _collect(self, layer: TableLayer, row: Row) -> None:
        """The annotations of a layer on a row."""
        span = self._span(row)
        if span is None:
            return
        columns = [*layer.features, *layer.slots]
        stack = max((sum(1 for _ in values(self._cell(row, column))) for _, column in columns), default=0)
        listed = {name: list(values(self._cell(row, column))) for name, column in columns}
        for index in range(stack):
            numbers = [each[index][1] for each in listed.values() if index < len(each)]
            number = next(filter(None, numbers), "")
            key: Key = (
                (layer.name, "#", number) if number and layer.kind == "SP" else (layer.name, row.unit, index)
            )
            if key not in self._spans:
                self._values[key] = {
                    name: listed[name][index][0] for name, _ in layer.features if index < len(listed[name])
                }
                self._lines[key] = row.number
            self._spans.setdefault(key, []).append(span)
            self._at.setdefault((layer.name, row.unit), []).append(key)
            if layer.kind == "CH":
                self._link(layer, key, number)

    def _link(self, layer: TableLayer, key: Key, chain: str) -> None:
        """A link of a chain: its type, and the relation to the next one with its place: 'coref->1-2'."""
        said = self._values[key]
        type_, relation = (said.get(name, "") for name in ("referenceType", "referenceRelation"))
        label, _, place = relation.rpartition("->")
        order = place.rpartition("-")[2]
        self._values[key] = {"value": type_, "": ""}
        link = (key, label.replace("*", "") or layer.short)
        self._chains.setdefault((layer.name, chain), {})[int(order) if order.isdecimal() else 0] = link

    def _span(self, row: Row) -> Span | None:
        start, end = self._units.from_utf16(row.start), self._units.from_utf16(row.end)
        if start is None or end is None:
            self._file.fault(row.number, f"{row.start}-{row.end} is no stretch of the text")
            return None
        return Span(start, end)

    def _cell(self, row: Row, column: int) -> str:
        return row.cells[column] if 0 <= column < len(row.cells) else "_"

    def _ties(self) -> Iterator[tuple[int, str, Key, Key]]:
        """Line, name and both ends of every relation, link and slot."""
        for chain in self._chains.values():
            links = [chain[order] for order in sorted(chain)]
            for (first, name), (second, _) in pairwise(links):
                yield self._lines[first], name, first, second
        for layer in self._layers:
            for row in self._rows:
                if layer.kind == "RL":
                    yield from self._relations(layer, row)
                elif layer.kind == "SP" and layer.slots:
                    yield from self._slots(layer, row)

    def _relations(self, layer: TableLayer, row: Row) -> Iterator[tuple[int, str, Key, Key]]:
        listed = {name: list(values(self._cell(row, column))) for name, column in layer.features}
        naming = next((each for each in NAMING if each in listed), next(iter(listed), ""))
        others = sum(value != "" for name in listed if name != naming for value, _ in listed[name])
        if GRAMMAR.match(layer.base) or not any(each.name == layer.base for each in self._layers):
            if count := sum(1 for _ in values(self._cell(row, layer.base_column))):
                self._file.lost[BETWEEN_TOKENS] += count
            return
        if others:
            self._file.lost[OF_RELATIONS] += others
        for index, (unit, numbers) in enumerate(values(self._cell(row, layer.base_column))):
            names = listed.get(naming, [])
            name = names[index][0] if index < len(names) else ""
            source, _, target = numbers.partition("_")
            first = self._end(layer.base, unit, source)
            second = self._end(layer.base, row.unit, target)
            yield row.number, name or layer.short, first, second

    def _end(self, layer: str, unit: str, number: str) -> Key:
        """The annotation at a unit with this number; without one, the first there."""
        if number not in ("", "0"):
            return (layer, "#", number)
        return next(iter(self._at.get((layer, unit), [])), (layer, unit, "none"))

    def _slots(self, layer: TableLayer, row: Row) -> Iterator[tuple[int, str, Key, Key]]:
        for name, column in layer.slots:
            hosts = self._at.get((layer.name, row.unit), [])
            roles = self._cell(row, column).split("|")
            for index, targets in enumerate(self._cell(row, column + 1).split("|")):
                if index >= len(hosts) or self._lines[hosts[index]] != row.number:
                    continue
                labels = items(roles[index]) if index < len(roles) else []
                for place, (unit, number) in enumerate(items(targets)):
                    role = labels[place][0] if place < len(labels) else ""
                    if target := self._target(unit, number):
                        yield row.number, role or name, hosts[index], target

    def _target(self, unit: str, number: str) -> Key | None:
        """What a slot is filled with: by its number in whatever layer, else what stands on the unit."""
        for layer in self._layers:
            key: Key = (layer.name, "#", number)
            if number and key in self._spans and key in self._at.get((layer.name, unit), []):
                return key
            if not number and self._at.get((layer.name, unit)):
                return self._at[layer.name, unit][0]
        return None
