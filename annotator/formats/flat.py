"""What most other programs know of a document: a text, and spans with a name in it.

From our documents to that and back, the same way for every format, with one count of what is lost.
A label with a type has one name there: 'error/wrong-kind'.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from annotator.errors import WriteError
from annotator.formats.registry import Losses
from annotator.formats.synthesis import log_of
from annotator.model import AnnotatedDocument, Annotation, Document, Judged, Span, Work


class Mark(Struct, frozen=True, order=True):
    """A name on a stretch of the text, in code points, and when it was set, if that is known."""

    start: int
    end: int
    name: str
    time: str = ""


def name_of(annotation: Annotation) -> str:
    """The label, or label/type."""
    return f"{annotation.label}/{annotation.type}" if annotation.type else annotation.label


def marks_in(sentence: Judged) -> list[Mark]:
    """What holds on a sentence, in the order in which it was set, each once."""
    marks = (Mark(each.start, each.end, name_of(each), each.time) for each in sentence.annotations)
    return list(dict.fromkeys(marks))


def marks_of(work: Work) -> list[Mark]:
    """What holds in the work of an annotator, in the order of the text."""
    return sorted({mark for sentence in work.sentences for mark in marks_in(sentence)})


def compose(
    document: Document,
    marks: Mapping[str, Iterable[Mark]],
    sentences: Sequence[Span] = (),
    splitter: str = "",
) -> AnnotatedDocument:
    """A document with the marks of annotators as labels by hand, and a log that leads to them.

    Without sentences the text is one, and `splitter` is empty: whoever takes the document in cuts it.
    """
    spans = tuple(sentences) or (_all(document.text),)
    works = (
        log_of(document, annotator, _placed(sorted(set(found)), spans)) for annotator, found in marks.items()
    )
    return AnnotatedDocument(document, splitter if sentences else "", spans, tuple(works))


def _all(text: str) -> Span:
    """The text without the white space at its edges."""
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _placed(marks: Sequence[Mark], spans: Sequence[Span]) -> list[Judged]:
    """The sentences with the marks that start in them."""
    starts = [span.start for span in spans]
    placed: list[list[Annotation]] = [[] for _ in spans]
    for mark in marks:
        label, _, type = mark.name.partition("/")
        if not label:
            label, type = mark.name, ""
        index = max(0, bisect_right(starts, mark.start) - 1)
        placed[index].append(Annotation(label, type, mark.start, mark.end, "", mark.time, ""))
    return [
        Judged(span.start, span.end, False, tuple(found), ())
        for span, found in zip(spans, placed, strict=True)
    ]


_LOST: Mapping[str, Callable[[AnnotatedDocument], int]] = {
    "events of the log": lambda d: sum(len(work.events) for work in d.works),
    "times of judgement": lambda d: sum(len(s.annotations) for w in d.works for s in w.sentences),
    "candidates accepted": lambda d: sum(
        a.candidate is not None for w in d.works for s in w.sentences for a in s.annotations
    ),
    "candidates rejected": lambda d: sum(len(s.rejected) for w in d.works for s in w.sentences),
    "sentences judged and left without a label": lambda d: sum(
        s.judged and not s.annotations for w in d.works for s in w.sentences
    ),
    "sentence boundaries": lambda d: len(d.sentences),
    "titles, dates, sources and authors": lambda d: sum(
        map(bool, (d.document.title, d.document.date, d.document.source, d.document.author))
    ),
    "splits and merges of sentences": lambda d: sum(
        tuple(Span(s.start, s.end) for s in work.sentences) != d.sentences for work in d.works
    ),
}
"""What a format may be unable to hold, and how much of it there is in a document."""


def lose(losses: Losses, annotated: AnnotatedDocument, *what: str) -> None:
    """Counts these things of a document as lost."""
    for name in what:
        losses[name] += _LOST[name](annotated)


FLAT = (
    "events of the log",
    "candidates accepted",
    "candidates rejected",
    "sentences judged and left without a label",
    "splits and merges of sentences",
)
"""Lost by every format that holds nothing but named spans."""


def same_words(found: str, mark: Mark, text: str, format: str) -> None:
    """Stops an export whose file would not say `mark` of the words that were marked."""
    if found != text[mark.start : mark.end]:
        place = f"{mark.name!r} at {mark.start}..{mark.end}"
        raise WriteError(f"{format} would say {place} of {found[:40]!r}; nothing was written: report it")
