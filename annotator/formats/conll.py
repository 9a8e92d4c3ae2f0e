"""CoNLL, tags in IOB2: a token a line in four columns with tabs between, an empty line after each sentence.

One layer: of labels that overlap the smallest stays, and a label on a whole sentence only where nothing
smaller is in it. What had to give way is counted. A token ends where a label does, so no label is cut.

The format holds no text. What is read gets one: tokens with a blank between, a line a sentence. Any
scheme of tags is read (IOB1, IOB2, IOE, BIOES, BILOU), with the token first and the tag last; or with the
token after its number in the sentence, as CoNLL-U and GermEval have it, where every last column of tags counts.
Of CoNLL-2012 words and names are read.
Tjong Kim Sang and De Meulder (2003), CoNLL-2003 shared task.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import whole
from annotator.formats.flat import Layer, Mark, compose, marks_in
from annotator.formats.losses import Losses
from annotator.formats.tokens import tokens
from annotator.model import AnnotatedDocument, Document, Judged, Span

ANYBODY = "conll"
"""Whose the tags are; a second block with the same text is of 'conll 2'."""

_TAG = re.compile(r"(?:([BIESLU])-)?(\S+(?: +\S+)*)")
_COMMENT = re.compile(r"#\s*(?:[\w.-]+\s*=|newdoc|newpar)|#(?:begin|end) document|#\t\S+://")
_TAGGED = re.compile(r"O|[BIESLU]-\S+")
_NUMBER = re.compile(r"[0-9]+")
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


class _Block:
    """What stands between two -DOCSTART-: the text so far, its sentences and what is tagged."""

    def __init__(self) -> None:
        self.text = ""
        self.sentences: list[Span] = []
        self.marks: list[Mark] = []
        self._start = -1
        self._open: tuple[str, int, int] | None = None
        self._glued = False

    def token(self, word: str, tag: str, *, glued: bool = False) -> None:
        """The next token of the sentence and its tag, 'O' or 'B-name'; `glued`: with no blank after it."""
        if self._start < 0:
            self.text += "\n" if self.text else ""
            self._start = len(self.text)
        elif not self._glued:
            self.text += " "
        self._glued = glued
        place = (len(self.text), len(self.text) + len(word))
        self.text += word
        self._tagged(tag, *place)

    def _tagged(self, tag: str, start: int, end: int) -> None:
        found = _TAG.fullmatch(tag)
        prefix, name = (found[1] or "I", found[2]) if found and tag not in ("O", "_") else ("O", "")
        if self._open and (prefix in "BSUO" or self._open[0] != name):
            self._close()
        if prefix == "O":
            return
        self._open = (name, self._open[1] if self._open else start, end)
        if prefix in "ELSU":
            self._close()

    def _close(self) -> None:
        if self._open:
            name, start, end = self._open
            self.marks.append(Mark(start, end, name))
        self._open = None

    def stop(self) -> None:
        """The sentence ends."""
        self._close()
        if self._start >= 0:
            self.sentences.append(Span(self._start, len(self.text)))
        self._start = -1


def read_conll(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents: what stands between two -DOCSTART-, or all of it."""
    before: list[_Block] = []
    number = 0
    for block in _blocks(data, name):
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


def _blocks(data: BinaryIO, name: str) -> Iterator[_Block | ReadError]:
    rows = _Rows()
    for number, raw in enumerate(data, 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield ReadError(f"{name}:{number}: is not UTF-8; save it as UTF-8")
            continue
        if not line.strip():
            rows.stop()
        elif line.startswith(("-DOCSTART-", "#begin document")):
            yield from rows.block()
            rows.bracketed = rows.bracketed or line.startswith("#")
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

    def __init__(self) -> None:
        self.bracketed = False
        """True for CoNLL-2012, whose names are `(GPE*`, `*` and `*)`."""
        self._inside = ""
        self._rows: list[list[str]] = []
        self._numbered: bool | None = None
        self._layers: list[_Block] = [_Block()]
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

    def block(self) -> Iterator[_Block]:
        """What was fed since the last one, with the marks of all columns; nothing where that is nothing."""
        self.stop()
        first, *others = self._layers
        first.marks += [mark for each in others for mark in each.marks]
        self._layers = [_Block() for _ in self._layers]
        if first.text:
            yield first

    def _feed(self) -> None:
        rows, self._rows = self._rows, []
        if self._numbered is None and len(rows) > 1:
            self._numbered = _numbered(rows)
            if self._numbered:
                texts = [len(each.text) for each in self._layers]
                self._layers += [_Block() for _ in range(_tag_columns(rows) - 1) if not any(texts)]
        for cells in rows:
            if self._numbered and not _NUMBER.fullmatch(cells[0]):
                continue  # 2-3 of CoNLL-U is written as its parts, 8.1 is not written at all
            word = whole(cells[1] if self._numbered else cells[0])
            glued = bool(self._numbered) and "SpaceAfter=No" in "".join(cells[_MISC : _MISC + 1]).split("|")
            for column, layer in enumerate(self._layers, 1):
                tag = cells[-column] if column <= len(cells) - 1 else "O"
                layer.token(
                    word, "O" if self._numbered and not _TAGGED.fullmatch(tag) else tag or "O", glued=glued
                )


def _numbered(rows: list[list[str]]) -> bool:
    """Whether the rows of a sentence begin with their numbers: 1, 2, 3, ..."""
    numbers = [cells[0] for cells in rows if _NUMBER.fullmatch(cells[0])]
    if any(len(cells) < 3 or cells[1] in ("-X-", "", "_") for cells in rows):
        return False
    return numbers == [str(number) for number in range(1, len(numbers) + 1)] and len(numbers) > 1


def _tag_columns(rows: list[list[str]]) -> int:
    """How many of the last columns hold tags; one, where none does."""
    number = 0
    while all(len(cells) > number + 2 and _TAGGED.fullmatch(cells[-1 - number]) for cells in rows):
        number += 1
    return max(number, 1)


def _document(blocks: Sequence[_Block], called: str) -> AnnotatedDocument:
    """One document of all blocks with the same text: each is an annotator, unless nothing is tagged."""
    first = blocks[0]
    layers: dict[str, Layer] = {}
    for number, block in enumerate(blocks, 1):
        if block.marks or len(blocks) > 1:
            layers[f"{ANYBODY} {number}" if number > 1 else ANYBODY] = Layer(tuple(block.marks))
    return compose(Document(text=first.text, name=called), layers, first.sentences, "conll")
