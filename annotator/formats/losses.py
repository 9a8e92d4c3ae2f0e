"""What a format cannot hold: counted before anybody relies on the file.

Every format names in the table of formats what it keeps of `THINGS`; whatever else a document has is
lost, and counted here in one way for all of them. A writer counts only what depends on the content.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from annotator.model import AnnotatedDocument, Annotation, Related, Span


class Losses(Counter[str]):
    """What could not be held, and how much of it: 'overlapping labels': 3."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: dict[str, Counter[str]] = {}
        """The same for each document that lost something, by name."""

    def lose(self, annotated: AnnotatedDocument, what: str, count: int = 1) -> None:
        """Counts something of a document as lost."""
        if count:
            self[what] += count
            name = annotated.document.name or annotated.document.id[:12]
            self.documents.setdefault(name, Counter())[what] += count

    def add(self, other: Mapping[str, int]) -> None:
        """Takes in what somebody else counted."""
        self.update(other)
        for name, counts in getattr(other, "documents", {}).items():
            self.documents.setdefault(name, Counter()).update(counts)


def _annotations(annotated: AnnotatedDocument) -> Iterator[Annotation]:
    return (each for work in annotated.works for sentence in work.sentences for each in sentence.annotations)


def _relations(annotated: AnnotatedDocument) -> Iterator[Related]:
    return (each for work in annotated.works for sentence in work.sentences for each in sentence.relations)


def _smaller(annotated: AnnotatedDocument) -> int:
    return sum(
        (each.start, each.end) != (sentence.start, sentence.end)
        for work in annotated.works
        for sentence in work.sentences
        for each in sentence.annotations
    )


def _done(annotated: AnnotatedDocument) -> int:
    return sum(
        sentence.judged and not sentence.labels for work in annotated.works for sentence in work.sentences
    )


def _splits(annotated: AnnotatedDocument) -> int:
    return sum(
        tuple(Span(each.start, each.end) for each in work.sentences) != annotated.sentences
        for work in annotated.works
    )


def _about(annotated: AnnotatedDocument) -> int:
    document = annotated.document
    known = (document.title, document.date, document.source, document.author, document.language != "en")
    return sum(map(bool, known))


THINGS: Mapping[str, tuple[str, Callable[[AnnotatedDocument], int]]] = {
    "spans": ("spans smaller than the sentence", _smaller),
    "pieces": ("discontinuous spans", lambda d: sum(bool(each.pieces) for each in _annotations(d))),
    "parts": ("kinds of spans told from labels", lambda d: sum(each.part for each in _annotations(d))),
    "relations": (
        "relations",
        lambda d: sum(1 for _ in _relations(d)),
    ),
    "attributes": ("attributes", lambda d: sum(len(each.attributes) for each in _annotations(d))),
    "evidence": ("pieces of evidence", lambda d: sum(len(each.evidence) for each in _annotations(d))),
    "annotators": ("names of annotators", lambda d: len(d.works)),
    "times": ("times of judgement", lambda d: sum(1 for _ in _annotations(d))),
    "links": ("times of relations", lambda d: sum(1 for _ in _relations(d))),
    "candidates": (
        "candidates accepted",
        lambda d: sum(each.candidate is not None for each in _annotations(d)),
    ),
    "rejected": (
        "candidates rejected",
        lambda d: sum(len(each.rejected) for work in d.works for each in work.sentences),
    ),
    "done": ("sentences judged and left without a label", _done),
    "sentences": ("sentence boundaries", lambda d: len(d.sentences)),
    "splits": ("splits and merges of sentences", _splits),
    "about": ("titles, dates, sources, authors and languages", _about),
    "encoding": (
        "encodings in which texts were found",
        lambda d: int(d.document.encoding != "utf-8" or d.document.guessed),
    ),
    "log": ("events of the log", lambda d: sum(len(work.events) for work in d.works)),
}
"""What there can be in a document, by the name that the table of formats uses: in words, and how much."""

ALL = tuple(THINGS)


def not_kept(keeps: Iterable[str]) -> tuple[str, ...]:
    """What is lost by a format that keeps these things, in words."""
    kept = set(keeps)
    return tuple(words for name, (words, _) in THINGS.items() if name not in kept)


def counted(
    documents: Iterable[AnnotatedDocument], keeps: Iterable[str], losses: Losses
) -> Iterator[AnnotatedDocument]:
    """The documents, one after the other, with what a format cannot hold of them counted in `losses`."""
    lost = [each for name, each in THINGS.items() if name not in set(keeps)]
    for annotated in documents:
        for words, count in lost:
            losses.lose(annotated, words, count(annotated))
        yield annotated
