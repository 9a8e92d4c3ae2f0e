"""CoNLL, tags in IOB2: a token a line in four columns with tabs between, an empty line after each sentence.

One layer: of labels that overlap the smallest stays, and a label on a whole sentence only where nothing
smaller is in it. What had to give way is counted. A token ends where a label does, so no label is cut.

The format holds no text. What is read gets one: tokens with a blank between, a line a sentence. Any
scheme of tags is read, with the token first and the tag last; or with the token after its number in the
sentence, as CoNLL-U and GermEval have it, where every last column of tags counts, and `NER=` of the last one.
Of CoNLL-2012 words and names are read. Tokens with tags in JSON are read by `tagged_json`.
Tjong Kim Sang and De Meulder (2003), CoNLL-2003 shared task.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePath
from typing import BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import whole
from annotator.formats.flat import Layer, Mark, compose, marks_in
from annotator.formats.losses import Losses
from annotator.formats.tagged import TAGGED, Tagged
from annotator.formats.tagged_json import ANYBODY, read_tagged_json
from annotator.formats.tokens import tokens
from annotator.model import AnnotatedDocument, Document, Judged, Span
from annotator.patterns import regex

_BEGINNING = regex(r"-DOCSTART-|#begin document|#\s*newdoc\b")
_COMMENT = regex(r"#\s*(?:[\w.-]+\s*=|newpar)|#end document|#\t\S+://|#\S*\Z")
_JSON = re.compile(rb"\s*(?:\[\s*)?\{\s*(?:\"|$)|\s*\[\s*$")
_NUMBER = regex(r"[0-9]{1,9}")
_RANGE = regex(r"([0-9]{1,9})-([0-9]{1,9})")
_NER = regex(r"(?:^|\|)ner=([^|]+)", re.IGNORECASE)
_MISC = 9
"""CoNLL-U: the column that tells where no blank follows."""
_WORD, _NAME, _OF_2012 = 3, 10, 11
"""CoNLL-2012: the columns of words and names, and how many there must be."""
_LONGEST = 1000
"""Rows that are looked at together; longer sentences are read on as they began."""


def write_conll(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """-DOCSTART- and the sentences, once for each annotator of a document; nobody's are all O."""
    losses = Losses()
    for annotated in documents:
        text = annotated.document.text
        nobody = tuple(Judged(span.start, span.end, False, (), ()) for span in annotated.sentences)
        for sentences in [work.sentences for work in annotated.works] or [nobody]:
            out.write(b"-DOCSTART-\t-X-\t-X-\tO\n\n")
            for sentence in sentences:
                span, marks = Span(sentence.start, sentence.end), marks_in(sentence)
                kept = _layer([mark for mark in marks if span.holds(Span(mark.start, mark.end))])
                losses.lose(annotated, "overlapping labels", len(marks) - len(kept))
                losses.lose(
                    annotated, "blanks in names of labels", sum(_tag(each.name) != each.name for each in kept)
                )
                out.write(("\n".join(_lines(text, span, kept)) + "\n\n").encode())
    return losses


def _layer(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that do not overlap, the smallest first of all, in the order of the text."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.end - mark.start, mark.place)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.place)


def _tag(name: str) -> str:
    return re.sub(r"\s+", "_", name)


def _lines(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[str]:
    """A line for each token of the sentence: those of a mark are B-, then I-, all others O."""
    end = span.start
    for mark in marks:
        yield from (f"{text[t.start : t.end]}\t-X-\t_\tO" for t in tokens(text, end, mark.start))
        for number, token in enumerate(tokens(text, mark.start, mark.end)):
            yield f"{text[token.start : token.end]}\t-X-\t_\t{'I' if number else 'B'}-{_tag(mark.name)}"
        end = mark.end
    yield from (f"{text[t.start : t.end]}\t-X-\t_\tO" for t in tokens(text, end, span.end))


def read_conll(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The documents: what stands between two -DOCSTART- or after a `# newdoc`, or all of it; JSON record by record."""
    begun = [data.readline()]
    while begun[-1] and not begun[-1].strip():
        begun.append(data.readline())
    first = begun[-1]
    if _JSON.match(first.removeprefix(codecs.BOM_UTF8)):
        yield from read_tagged_json(data, name, first)
        return
    lost = Losses()
    yield from _together(_blocks(chain(begun, data), name, lost), name)
    yield lost


def _together(blocks: Iterable[Tagged | ReadError], name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """Blocks with the same text that follow one another are one document, each of an annotator."""
    before: list[Tagged] = []
    number = 0
    for block in blocks:
        if isinstance(block, ReadError):
            yield block
        elif before and before[0].text != block.text:
            number += 1
            yield _document(before, f"{PurePath(name).name}#{number}")
            before = [block]
        else:
            before.append(block)
    if before:
        yield _document(before, f"{PurePath(name).name}#{number + 1}")


def _blocks(lines: Iterable[bytes], name: str, lost: Losses) -> Iterator[Tagged | ReadError]:
    rows = _Rows(lost)
    for number, raw in enumerate(lines, 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield ReadError(f"{name}:{number}: is not UTF-8; save it as UTF-8")
            continue
        if not line.strip():
            rows.stop()
        elif _BEGINNING.match(line):
            yield from rows.block()
            rows.bracketed = rows.bracketed or line.startswith("#begin")
        elif not _COMMENT.match(line):
            cells = line.split("\t") if "\t" in line else line.split()
            # Label Studio, whose labels may have blanks in them:
            if "\t" not in line and cells[1:3] == ["-X-", "_"]:
                cells = line.split(maxsplit=3)
            if len(cells) < (_OF_2012 if rows.bracketed else 2) or not cells[0].strip():
                yield ReadError(f"{name}:{number}: {line[:40]!r} is no token with a tag; mend the line")
                continue
            rows.add([cell.strip() for cell in cells])
    yield from rows.block()


class _Rows:
    """The rows of a sentence, until it is seen whether they begin with numbers, and the block that they go into."""

    def __init__(self, lost: Losses) -> None:
        self.bracketed = False
        """True for CoNLL-2012, whose names are `(GPE*`, `*` and `*)`."""
        self._lost = lost
        self._inside = ""
        self._rows: list[list[str]] = []
        self._numbered: bool | None = None
        self._layers: list[Tagged] = [Tagged()]
        """One for each column of tags, all with the same text; the last column comes first."""

    def add(self, cells: list[str]) -> None:
        """The next row of the sentence; no sentence has over a thousand, so a file without empty lines is none."""
        self._rows.append([cells[_WORD], self._as_tag(cells[_NAME])] if self.bracketed else cells)
        if len(self._rows) > _LONGEST:
            self._feed()

    def _as_tag(self, cell: str) -> str:
        begins = cell.startswith("(")
        name = cell.strip("(*)") if begins else self._inside
        self._inside = "" if cell.endswith(")") else name
        return f"{'B' if begins else 'I'}-{name}" if name else "O"

    def stop(self) -> None:
        """The sentence ends."""
        self._inside = ""
        self._feed()
        for each in self._layers:
            each.stop()

    def block(self) -> Iterator[Tagged]:
        """What was fed since the last one, with the marks of all columns; nothing where that is nothing."""
        self.stop()
        first, *others = self._layers
        first.marks += [mark for each in others for mark in each.marks]
        self._layers = [Tagged() for _ in self._layers]
        if first.text:
            yield first

    def _feed(self) -> None:
        rows, self._rows = self._rows, []
        if self._numbered is None and len(rows) > 1:
            self._numbered = _numbered(rows)
            if self._numbered:
                texts = [len(each.text) for each in self._layers]
                self._layers += [Tagged() for _ in range(_tag_columns(rows) - 1) if not any(texts)]
        for cells in self._surface(rows) if self._numbered else rows:
            word = whole(cells[1] if self._numbered else cells[0])
            glued = bool(self._numbered) and "SpaceAfter=No" in "".join(cells[_MISC : _MISC + 1]).split("|")
            for column, layer in enumerate(self._layers, 1):
                tag = cells[-column] if column <= len(cells) - 1 else "O"
                layer.token(word, _plain_tag(tag) if self._numbered else tag or "O", glued=glued)

    def _surface(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        """The words as they stand in the text: 2-3 of CoNLL-U with the tags of its parts, 8.1 not at all."""
        last, parts = 0, list[list[str]]()
        for cells in rows:
            if found := _RANGE.fullmatch(cells[0]):
                last, parts = int(found[2]), [cells]
            elif not _NUMBER.fullmatch(cells[0]):
                continue
            elif not parts:
                yield cells
            elif int(cells[0]) > last:
                yield from (self._together(parts), cells)
                parts = []
            else:
                parts.append(cells)
        if parts:
            yield self._together(parts)

    def _together(self, parts: list[list[str]]) -> list[str]:
        """The row of a word of several parts, with the first tag that one of them has in each column."""
        word, *others = parts
        merged = list(word)
        for column in range(2, len(word)):
            tags = [_plain_tag(each[column]) for each in others if column < len(each)]
            named = [tag for tag in tags if tag != "O"]
            if named and column != _MISC:
                merged[column] = named[0]
            elif named:
                merged[column] = f"{word[column]}|NER={named[0]}"
            self._lost["tags within a word"] += sum(tag[:2] in ("B-", "S-", "U-") for tag in named[1:])
        return merged


def _plain_tag(cell: str) -> str:
    """The tag in a cell of a numbered row: all of it, or `NER=` among other things; 'O' where it is none."""
    if found := _NER.search(cell):
        return found[1]
    return cell if TAGGED.fullmatch(cell) else "O"


def _numbered(rows: list[list[str]]) -> bool:
    """Whether the rows of a sentence begin with their numbers: 1, 2, 3, ..."""
    numbers = [cells[0] for cells in rows if _NUMBER.fullmatch(cells[0])]
    words = [cells for cells in rows if not cells[0].startswith("#")]
    if any(len(cells) < 3 or cells[1] in ("-X-", "", "_") for cells in words):
        return False
    return numbers == [str(number) for number in range(1, len(numbers) + 1)] and len(numbers) > 1


def _tag_columns(rows: list[list[str]]) -> int:
    """How many of the last columns hold tags; one, where none does."""
    number, words = 0, [cells for cells in rows if _NUMBER.fullmatch(cells[0])]
    while all(len(cells) > number + 2 and TAGGED.fullmatch(cells[-1 - number]) for cells in words):
        number += 1
    return max(number, 1)


def _document(blocks: Sequence[Tagged], called: str) -> AnnotatedDocument:
    """One document of all blocks with the same text: each is an annotator, unless nothing is tagged."""
    first = blocks[0]
    layers: dict[str, Layer] = {}
    for number, block in enumerate(blocks, 1):
        if block.marks or len(blocks) > 1:
            layers[f"{ANYBODY} {number}" if number > 1 else ANYBODY] = Layer(tuple(block.marks))
    return compose(Document(text=first.text, name=called), layers, first.sentences, "conll")
