"""WebAnno TSV 3.3, as INCEpTION reads and writes it: a file a document and annotator, in a .zip.

Offsets are UTF-16 units. The layers are those that INCEpTION makes for basic annotation: `custom.Span`
and `custom.Relation`, each with a `label`. A token ends where a label does, so no label is cut; what stands
between sentences is not in the format, so the archive holds the texts as well.
https://inception-project.github.io/, User Guide, WebAnno TSV 3.3 File format
"""

import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.formats.archives import add, unique
from annotator.formats.brat import quoted
from annotator.formats.flat import Layer, Mark, Tie, layer_of, same_words
from annotator.formats.losses import Losses
from annotator.formats.tokens import tokens
from annotator.formats.units import Units
from annotator.model import AnnotatedDocument, Span
from annotator.patterns import regex

SPAN, RELATION = "custom.Span", "custom.Relation"
NOBODY = "INITIAL_CAS"
"""INCEpTION's name for the document as nobody has touched it."""

_HEAD = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={SPAN}|label\n#T_RL={RELATION}|label|BT_{SPAN}\n\n"
_VALUE = regex(r"->|[\\\[\]|_;\t\n*]")
_LETTERS = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b"}
_TEXT = regex("[\x00-\x0a\x0c-\x1f\\\\]")


def escaped_value(value: str) -> str:
    """A value of a feature, as INCEpTION escapes it."""
    return _VALUE.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), value)


def escaped_text(text: str) -> str:
    """A text or token, as INCEpTION escapes it."""
    return _TEXT.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), text)


def write_webanno(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """An archive laid out as INCEpTION exports a project: annotation/DOCUMENT/ANNOTATOR.tsv, source/DOCUMENT."""
    losses, taken = Losses(), dict[str, int]()
    with zipfile.ZipFile(out, "w") as archive:
        for annotated in documents:
            stem = quoted((annotated.document.name or annotated.document.id[:12]).removesuffix(".txt"))
            name = f"{unique(stem[:120], taken)}.txt"
            layers = {quoted(work.annotator): layer_of(work) for work in annotated.works}
            for who, layer in (layers or {NOBODY: Layer()}).items():
                lines = _File(annotated, layer, losses).lines()
                add(archive, f"annotation/{name}/{who}.tsv", _HEAD + "".join(lines))
            add(archive, f"source/{name}", annotated.document.text)
    return losses


class _File:
    """The rows of one annotator's document."""

    def __init__(self, annotated: AnnotatedDocument, layer: Layer, losses: Losses) -> None:
        self._document = annotated.document
        self._sentences = annotated.sentences
        self._units = Units(annotated.document.text)
        edges = sorted({edge for mark in layer.marks for edge in (mark.start, mark.end)})
        self._rows = [list(self._tokens(span, edges)) for span in annotated.sentences]
        self._at = [
            (token, f"{s}-{t}") for s, row in enumerate(self._rows, 1) for t, token in enumerate(row, 1)
        ]
        self._on: dict[str, list[Mark]] = {}
        """The marks on each token, by its name."""
        self._place: dict[tuple[object, ...], list[str]] = {}
        """The tokens of each mark."""
        self._seen: dict[tuple[str, ...], Mark] = {}
        marks = self._set(annotated, layer, losses)
        self._ids = self._numbered(marks)
        self._ties: dict[str, list[Tie]] = {}
        self._link(layer)

    def _tokens(self, sentence: Span, edges: Sequence[int]) -> Iterator[Span]:
        yield from tokens(self._document.text, sentence.start, sentence.end, edges)

    def _set(self, annotated: AnnotatedDocument, layer: Layer, losses: Losses) -> list[Mark]:
        """Puts the marks on their tokens; white space at their edges has none, and is counted."""
        text = self._document.text
        under: list[tuple[int, int, str, Mark]] = []
        starts, stops = [token.start for token, _ in self._at], [token.end for token, _ in self._at]
        for mark in layer.marks:
            first, last = bisect_left(starts, mark.start), bisect_right(stops, mark.end) - 1
            ends = (starts[first], stops[last]) if first <= last else None
            losses.lose(annotated, "white space at the edges of spans", ends != (mark.start, mark.end))
            if ends:
                under.append((first, last, mark.name, mark))
        for first, last, name, mark in sorted(under, key=lambda each: each[:3]):
            names = [self._at[number][1] for number in range(first, last + 1)]
            self._place[mark.place] = names
            if self._seen.setdefault((name, *names), mark) is not mark:
                losses.lose(annotated, "labels that say the same of the same tokens")
                continue
            for token, on in self._at[first : last + 1]:
                self._on.setdefault(on, []).append(mark)
                start, end = self._units.to_utf16(token.start), self._units.to_utf16(token.end)
                same_words(self._units.words(start, end), mark, text, "webanno", token)
        return [mark for *_, mark in sorted(under, key=lambda each: each[:3])]

    def _link(self, layer: Layer) -> None:
        """Puts each relation on the first token of its second end, once."""
        places = {mark.place: number for number, mark in enumerate(self._seen.values())}
        found: dict[tuple[int, str, int], Tie] = {}
        for tie in layer.ties:
            ends = [
                self._seen.get((end.name, *self._place.get(end.place, ()))) for end in (tie.first, tie.second)
            ]
            if ends[0] and ends[1]:
                found.setdefault((places[ends[0].place], tie.name, places[ends[1].place]), tie)
        for key in sorted(found):
            tie = found[key]
            self._ties.setdefault(self._place[tie.second.place][0], []).append(tie)

    def _numbered(self, marks: Sequence[Mark]) -> dict[tuple[object, ...], int]:
        """A number for each mark that is on several tokens or on one with others; 0 for the rest."""
        numbers: dict[tuple[object, ...], int] = {}
        number = 0
        for mark in marks:
            on = self._place.get(mark.place, [])
            if on and self._seen[mark.name, *on] is not mark:
                continue
            stacked = len(on) > 1 or any(len(self._on[name]) > 1 for name in on)
            number += stacked
            numbers[mark.place] = number if stacked else 0
        for mark in marks:
            if mark.place in numbers:
                continue
            numbers[mark.place] = numbers[self._seen[mark.name, *self._place[mark.place]].place]
        return numbers

    def lines(self) -> Iterator[str]:
        """The sentences, each with its text and a row a token."""
        text = self._document.text
        for number, (sentence, row) in enumerate(zip(self._sentences, self._rows, strict=True), 1):
            yield "\n"
            for line in text[sentence.start : sentence.end].split("\n"):
                yield f"#Text={escaped_text(line)}\n"
            for index, token in enumerate(row, 1):
                yield self._row(f"{number}-{index}", token)

    def _row(self, name: str, token: Span) -> str:
        start, end = self._units.to_utf16(token.start), self._units.to_utf16(token.end)
        words = escaped_text(self._document.text[token.start : token.end])
        spans = "|".join(self._value(mark) for mark in self._on.get(name, ())) or "_"
        ties = self._ties.get(name, ())
        labels = "|".join(escaped_value(tie.name) for tie in ties) or "_"
        ends = "|".join(map(self._end, ties)) or "_"
        return f"{name}\t{start}-{end}\t{words}\t{spans}\t{labels}\t{ends}\t\n"

    def _value(self, mark: Mark) -> str:
        number = self._ids[mark.place]
        return escaped_value(mark.name) + (f"[{number}]" if number else "")

    def _end(self, tie: Tie) -> str:
        """Where a relation comes from; with the numbers of both its ends where one has any."""
        first, second = self._ids[tie.first.place], self._ids[tie.second.place]
        return self._place[tie.first.place][0] + (f"[{first}_{second}]" if first or second else "")
