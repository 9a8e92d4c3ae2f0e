"""CoNLL, tags in IOB2: a token a line in four columns, an empty line after each sentence. Written only.

One layer: of labels that overlap the smallest stays, and a label on a whole sentence only where nothing
smaller is in it. What had to give way is counted. A token ends where a label does, so no label is cut.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.formats.flat import FLAT, Mark, lose, marks_in
from annotator.formats.registry import Losses
from annotator.model import AnnotatedDocument, Judged, Span

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


def write_conll(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """-DOCSTART- and the sentences, once for each annotator of a document; nobody's are all O."""
    losses = Losses()
    for annotated in documents:
        lose(losses, annotated, *FLAT, "times of judgement", "titles, dates, sources and authors")
        losses["names of annotators"] += len(annotated.works)
        text = annotated.document.text
        nobody = tuple(Judged(span.start, span.end, False, (), ()) for span in annotated.sentences)
        for sentences in [work.sentences for work in annotated.works] or [nobody]:
            out.write(b"-DOCSTART- -X- -X- O\n\n")
            for sentence in sentences:
                span, marks = Span(sentence.start, sentence.end), marks_in(sentence)
                kept = _layer([mark for mark in marks if span.holds(Span(mark.start, mark.end))])
                losses["overlapping labels"] += len(marks) - len(kept)
                out.write(("\n".join(_lines(text, span, kept)) + "\n\n").encode())
    return losses


def _layer(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that do not overlap, the smallest first of all, in the order of the text."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.end - mark.start, mark)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept)


def _lines(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[str]:
    """A line for each token of the sentence: those of a mark are B-, then I-, all others O."""
    end = span.start
    for mark in marks:
        yield from (f"{text[a:b]} -X- _ O" for a, b in _tokens(text, end, mark.start))
        tag = re.sub(r"\s+", "_", mark.name)
        tokens = _tokens(text, mark.start, mark.end)
        yield from (f"{text[a:b]} -X- _ {'I' if n else 'B'}-{tag}" for n, (a, b) in enumerate(tokens))
        end = mark.end
    yield from (f"{text[a:b]} -X- _ O" for a, b in _tokens(text, end, span.end))


def _tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in _TOKEN.finditer(text, start, end)]
