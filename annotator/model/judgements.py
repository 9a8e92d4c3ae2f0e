"""What annotators did, event by event, and what holds now because of it."""

from operator import attrgetter
from typing import Literal

from msgspec import Struct, json
from msgspec.structs import force_setattr

from annotator.model.documents import Document, Span
from annotator.model.proposals import Answered


class Mark(Struct, frozen=True, omit_defaults=True):
    """What identifies an annotation of an annotator in a document: a label and where it stands."""

    label: str
    """The name of a label, or of a kind of span: source, cue, content, entity."""
    type: str
    start: int
    end: int
    pieces: tuple[Span, ...] = ()
    """The pieces of a discontinuous one, in order, from `start` to `end`; empty: it is whole."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Evidence(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that speaks for or against a claim. Every field may be empty, but not all."""

    url: str = ""
    archived: str = ""
    """Where a copy is kept that will not change."""
    quote: str = ""
    """The words that matter, as they stand there."""
    medium: str = ""
    """What it is: web page, document, dataset, video, interview, knowledge base."""
    stance: str = ""
    """supports, refutes or context."""
    retrieved: str = ""
    """The day on which it was looked up: '2022-01-07'."""
    note: str = ""


EventKind = Literal[
    "label",
    "unlabel",
    "accept",
    "reject",
    "reopen",
    "done",
    "split",
    "merge",
    "mark",
    "unmark",
    "relate",
    "unrelate",
    "set",
    "evidence",
    "withdraw",
    "change",
    "undo",
    "redo",
]


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that an annotator did. Events are appended, never changed.

    label, unlabel    a label by hand on a span, or taken off it
    accept, reject    an answer to a candidate; reopen takes the answer back
    done              the sentence at start..end is judged, whatever labels it has
    split, merge      the sentence at start..end is cut at `at`; the sentences in start..end are one
    undo, redo        the gesture `target` no longer holds, or holds again
    mark, unmark      a kind of span (source, entity) on words, or taken off; it judges no sentence
    relate, unrelate  the relation `label` from the mark `first` to the mark `second`, or taken away
    set               the mark `first` has `value` as its attribute `name`; empty: has it no more
    evidence, withdraw  evidence for the mark `first`, or taken back
    change            the mark `first` becomes `second`; attributes and evidence go along
    """

    document: str
    annotator: str
    time: str
    """UTC, ISO 8601 with microseconds and Z. Rises strictly from gesture to gesture of an annotator."""
    gesture: str
    """Shared by the events of one key press: they are undone together."""
    step: int = 0
    """The order inside the gesture."""
    kind: EventKind
    start: int = 0
    end: int = 0
    label: str = ""
    type: str = ""
    at: int = 0
    """split: where the second sentence starts."""
    target: str = ""
    """undo, redo: the gesture meant."""
    candidate: Answered | None = None
    pieces: tuple[Span, ...] = ()
    """label, mark and their opposites: the pieces of a discontinuous one."""
    first: Mark | None = None
    second: Mark | None = None
    name: str = ""
    """set: an attribute of the label in the schema, or link, verdict, confidence, as-of, note."""
    value: str = ""
    evidence: Evidence | None = None
    id: str = ""
    """The SHA-256 of all that stands above, in hexadecimal."""

    def __post_init__(self) -> None:
        if not self.id:
            force_setattr(self, "id", self.digest())

    def digest(self) -> str:
        """What `id` must be; `verify` compares the two."""
        content = _hashed(self)
        # What came later counts only where it says something: the ids of older events stay as they are.
        later = _later(self)
        if any(later):
            said = {name: value for name, value in zip(_LATER, later, strict=True) if value}
            content = (*content, said)
        import hashlib  # its library is large, and the first frame needs none

        return hashlib.sha256(json.encode(content)).hexdigest()

    @property
    def order(self) -> tuple[str, str, int]:
        """Sorts the events of an annotator in the order in which they were done, in any file."""
        return (self.time, self.gesture, self.step)


_LATER = ("pieces", "first", "second", "name", "value", "evidence")
_HASHED = tuple(name for name in Event.__struct_fields__ if name not in ("id", *_LATER))
_hashed, _later = attrgetter(*_HASHED), attrgetter(*_LATER)


class Annotation(Struct, frozen=True, omit_defaults=True):
    """A label that holds now, by one annotator, on one span."""

    label: str
    type: str
    start: int
    end: int
    annotator: str
    time: str
    """When it was set."""
    event: str
    """The id of the event that set it."""
    candidate: Answered | None = None
    """The candidate that it accepts; None where it was set by hand."""
    pieces: tuple[Span, ...] = ()
    """The pieces of a discontinuous one, in order, from `start` to `end`; empty: it is whole."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What else was said of it, by name: attributes of the schema, and link (an entity's id), verdict,
    confidence, as-of, note."""
    evidence: tuple[Evidence, ...] = ()
    part: bool = False
    """True for a kind of span (source, entity): it alone does not make its sentence judged."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def mark(self) -> Mark:
        """What identifies it among the annotations of its annotator."""
        return Mark(self.label, self.type, self.start, self.end, self.pieces)

    def attribute(self, name: str) -> str:
        """The value of an attribute; empty where it has none."""
        return dict(self.attributes).get(name, "")


class Related(Struct, frozen=True):
    """A relation that holds now between two annotations of one annotator."""

    label: str
    """The name of the relation: says."""
    first: Mark
    second: Mark
    annotator: str
    time: str
    event: str
    """The id of the event that made it."""


class Judged(Struct, frozen=True):
    """A sentence as one annotator left it."""

    start: int
    end: int
    judged: bool
    """True once it has a label or was passed as done."""
    annotations: tuple[Annotation, ...]
    rejected: tuple[Answered, ...]
    relations: tuple[Related, ...] = ()
    """Those whose first end starts in the sentence."""

    @property
    def labels(self) -> tuple[Annotation, ...]:
        """The annotations that are labels, without the kinds of spans."""
        return tuple(each for each in self.annotations if not each.part)


class Work(Struct, frozen=True):
    """What one annotator did to one document: what holds now, and the log that it follows from."""

    annotator: str
    sentences: tuple[Judged, ...]
    events: tuple[Event, ...]


class AnnotatedDocument(Struct, frozen=True):
    """A document with everybody's work: what a writer writes and a corpus reader reads."""

    document: Document
    splitter: str
    """Id and version of the splitter that made `sentences`; empty: they are not cut yet."""
    sentences: tuple[Span, ...]
    works: tuple[Work, ...]
