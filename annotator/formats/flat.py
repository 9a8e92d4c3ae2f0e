"""What most other programs know of a document: a text, spans with a name on them, and links between spans.

From our documents to that and back, the same way for every format. A label with a type has one name
there: 'error/wrong-kind'.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from annotator.errors import WriteError
from annotator.formats.synthesis import log_of
from annotator.model import AnnotatedDocument, Annotation, Document, Evidence, Judged, Related, Span, Work
from annotator.model import Mark as Place


class Mark(Struct, frozen=True):
    """A name on a stretch of the text, in code points, and what else is said of it."""

    start: int
    end: int
    name: str
    time: str = ""
    """When it was set, if that is known."""
    pieces: tuple[Span, ...] = ()
    """The pieces of a discontinuous one, in order; empty: it is of one piece."""
    part: bool = False
    """True for a kind of span (source, cue, ...), which is no judgement of the sentence."""
    attributes: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its pieces, or the one that it is."""
        return self.pieces or (Span(self.start, self.end),)

    @property
    def place(self) -> tuple[int, int, str, tuple[Span, ...]]:
        """What makes it another mark of the same annotator; sorts in the order of the text."""
        return (self.start, self.end, self.name, self.pieces)

    @property
    def identity(self) -> Place:
        """The same as the model has it, with label and type."""
        label, _, type = self.name.partition("/")
        return Place(*((label, type) if label else (self.name, "")), self.start, self.end, self.pieces)

    def words(self, text: str) -> str:
        """The words under it; a blank between pieces."""
        return " ".join(text[span.start : span.end] for span in self.spans)


def mark_on(spans: Iterable[Span], name: str, **more: object) -> Mark:
    """A mark on these pieces, of which those that touch or overlap become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    pieces = tuple(joined) if len(joined) > 1 else ()
    return Mark(joined[0].start, joined[-1].end, name, pieces=pieces, **more)  # type: ignore[arg-type]


class Tie(Struct, frozen=True):
    """A relation from one mark to another of the same annotator."""

    name: str
    first: Mark
    second: Mark
    time: str = ""


class Layer(Struct, frozen=True):
    """What one annotator says of a document."""

    marks: tuple[Mark, ...] = ()
    ties: tuple[Tie, ...] = ()
    done: tuple[Span, ...] = ()
    """Sentences that are judged whatever is on them."""


def name_of(annotation: Annotation | Place) -> str:
    """The label, or label/type."""
    return f"{annotation.label}/{annotation.type}" if annotation.type else annotation.label


def marks_in(sentence: Judged) -> list[Mark]:
    """What holds on a sentence, in the order in which it was set, each once."""
    marks = (_mark(each) for each in sentence.annotations)
    return list({mark.place: mark for mark in marks}.values())


def _mark(annotation: Annotation) -> Mark:
    a = annotation
    return Mark(a.start, a.end, name_of(a), a.time, a.pieces, a.part, a.attributes, a.evidence)


def layer_of(work: Work) -> Layer:
    """The work of an annotator: marks and relations in the order of the text."""
    marks = {mark.place: mark for sentence in work.sentences for mark in marks_in(sentence)}
    ties = {}
    for sentence in work.sentences:
        for each in sentence.relations:
            first, second = marks.get(_place(each.first)), marks.get(_place(each.second))
            if first and second:
                ties[first.place, each.label, second.place] = Tie(each.label, first, second, each.time)
    done = tuple(Span(each.start, each.end) for each in work.sentences if each.judged and not each.labels)
    return Layer(
        tuple(marks[place] for place in sorted(marks)), tuple(ties[place] for place in sorted(ties)), done
    )


def _place(mark: Place) -> tuple[int, int, str, tuple[Span, ...]]:
    return (mark.start, mark.end, name_of(mark), mark.pieces)


def marks_of(work: Work) -> list[Mark]:
    """What holds in the work of an annotator, in the order of the text."""
    return list(layer_of(work).marks)


def compose(
    document: Document,
    layers: Mapping[str, Layer | Iterable[Mark]],
    sentences: Sequence[Span] = (),
    splitter: str = "",
) -> AnnotatedDocument:
    """A document with what annotators say, as work by hand, and a log that leads to it.

    Without sentences the text is one, and `splitter` is empty: whoever takes the document in cuts it.
    """
    spans = tuple(sentences) or (_all(document.text),)
    works = []
    for annotator, said in layers.items():
        layer = said if isinstance(said, Layer) else Layer(tuple(said))
        works.append(log_of(document, annotator, _placed(layer, spans)))
    return AnnotatedDocument(document, splitter if sentences else "", spans, tuple(works))


def _all(text: str) -> Span:
    """The text without the white space at its edges."""
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _placed(layer: Layer, spans: Sequence[Span]) -> list[Judged]:
    """The sentences with the marks that start in them, and the relations whose first end does."""
    starts = [span.start for span in spans]

    def index(mark: Mark) -> int:
        return max(0, bisect_right(starts, mark.start) - 1)

    placed: list[list[Annotation]] = [[] for _ in spans]
    related: list[list[Related]] = [[] for _ in spans]
    marks = {mark.place: mark for mark in layer.marks}
    for place in sorted(marks):
        placed[index(marks[place])].append(_annotation(marks[place]))
    ties = {(tie.first.place, tie.name, tie.second.place): tie for tie in layer.ties}
    for key in sorted(ties):
        tie = ties[key]
        ends = (tie.first.identity, tie.second.identity)
        related[index(tie.first)].append(Related(tie.name, *ends, "", tie.time, ""))
    done = set(layer.done)
    return [
        Judged(span.start, span.end, span in done, tuple(labels), (), tuple(links))
        for span, labels, links in zip(spans, placed, related, strict=True)
    ]


def _annotation(mark: Mark) -> Annotation:
    which = mark.identity
    return Annotation(
        label=which.label,
        type=which.type,
        start=mark.start,
        end=mark.end,
        annotator="",
        time=mark.time,
        event="",
        pieces=mark.pieces,
        attributes=tuple(sorted(dict(mark.attributes).items())),
        evidence=mark.evidence,
        part=mark.part,
    )


def same_words(found: str, mark: Mark, text: str, format: str, span: Span | None = None) -> None:
    """Stops an export whose file would not say `mark` of the words that were marked.

    `span` is the piece that `found` was read at; None: the whole mark.
    """
    start, end = (span.start, span.end) if span else (mark.start, mark.end)
    if found != text[start:end]:
        place = f"{mark.name!r} at {start}..{end}"
        raise WriteError(f"{format} would say {place} of {found[:40]!r}; nothing was written: report it")
