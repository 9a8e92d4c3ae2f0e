"""The nouns, all frozen: document, span, sentence, entity, mention, candidate, annotation, relation, event.

Offsets are code points into the text of the document, half open: `text[start:end]` is the thing.
Days are `datetime.date`; days of the knowledge may be known only to the month or year and are then
the strings '2015-03' or '2015'.
"""

import datetime
import hashlib
from operator import attrgetter
from typing import Literal

from msgspec import Struct, json
from msgspec.structs import force_setattr

from annotator.errors import AnnotatorError

Kind = Literal["state", "organization", "person", "place", "office"]
"""What sort of thing a known entity is."""


class Span(Struct, frozen=True, order=True):
    """A stretch of a document's text, half open, in code points."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Document(Struct, frozen=True, kw_only=True):
    """One article. Its text never changes: a changed text is another document."""

    text: str
    name: str = ""
    """What the user calls it: the file's name, with '#3' for the third record of a file."""
    title: str = ""
    date: datetime.date | None = None
    """The day it was published. With none, nothing in it is accused of being wrong at a date."""
    source: str = ""
    """Where it was published: an address, or the name of an outlet."""
    author: str = ""
    language: str = "en"
    encoding: str = "utf-8"
    """How its bytes were read."""
    guessed: bool = False
    """True where that encoding is a guess, neither declared nor checked by the bytes themselves."""
    id: str = ""
    """The SHA-256 of its text in UTF-8, in hexadecimal."""

    def __post_init__(self) -> None:
        force_setattr(self, "id", text_id(self.text))


def text_id(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal; lone surrogates are refused."""
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as fault:
        raise AnnotatorError(
            f"the text holds half a surrogate pair at {fault.start}: read it with `read`, which replaces it"
        ) from None


class Sentence(Struct, frozen=True):
    """A sentence of a document: `document.text[start:end] == text`."""

    document: str
    """The id of the document."""
    index: int
    """0 for the first of the document."""
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Alias(Struct, frozen=True, omit_defaults=True):
    """A name of an entity, and when it is or was right."""

    text: str
    since: str = ""
    """First day on which the name was right: '2019-03-23', '2019-03', '2019'; empty: unknown."""
    until: str = ""
    """First day on which it no longer was; empty: it still is."""
    style: bool = False
    """A difference of house style (Kiev for Kyiv): never an error, whatever the day."""
    acronym: bool = False
    """Matches only in these very capitals, and never fuzzily."""
    ambiguous: bool = False
    """Also a common word or another thing's name (Georgia, Jordan, Turkey): evidence is needed."""


class Fact(Struct, frozen=True, omit_defaults=True):
    """Something that holds between two entities from one day to another."""

    relation: str
    """member-of, holds, capital-of, citizen-of, founded, part-of."""
    subject: str
    """Entity id: the member, the office holder, the capital, the citizen, the thing founded."""
    object: str = ""
    """Entity id: the organization, the state or organization of the office, the state."""
    since: str = ""
    """First day on which it held: '2017-06-09', '2017-06', '2017'; empty: not known."""
    until: str = ""
    """First day on which it no longer held; empty: it still holds as far as is known."""
    status: str = ""
    """member-of: member, observer, associate, suspended, candidate, ... ; holds: acting, ..."""
    role: str = ""
    """holds: the office in English, lower case: 'president', 'foreign minister', 'spokesperson'."""
    disputed: bool = False
    """True where sources disagree: no accusation rests on it."""
    note: str = ""
    source: str = ""
    """Where it can be looked up."""

    def holds_on(self, day: datetime.date) -> bool | None:
        """Whether it held that day; None where the known days do not decide it."""
        if self.disputed:
            return None
        when = day.isoformat()
        if self.until and when >= latest(self.until):
            return False
        if not self.since:
            return None
        if when < earliest(self.since):
            return False
        if when < latest(self.since) or (self.until and when >= earliest(self.until)):
            return None
        return True


def earliest(day: str) -> str:
    """The first day that a day known in part can be: '2015' is '2015-01-01'."""
    return day + "-01-01"[len(day) - 4 - 6 :] if len(day) < 10 else day


def latest(day: str) -> str:
    """The last day that a day known in part can be: '2015-02' is '2015-02-31', good for comparing."""
    return day + "-12-31"[len(day) - 4 - 6 :] if len(day) < 10 else day


class Entity(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Something with a name that the tool knows."""

    id: str
    kind: Kind
    name: str
    """The name in use now, as the news writes it."""
    aliases: tuple[Alias, ...] = ()
    """Every further name, and `name` itself where its dates matter."""
    demonyms: tuple[str, ...] = ()
    """State, place: 'Kazakh', 'Kazakhs': words for its people or what belongs to it."""
    family: str = ""
    """Person: the family name."""
    given: str = ""
    """Person: the given name."""
    family_first: bool = False
    """Person: the family name stands first (Wang Wenbin, Orbán Viktor in Hungarian)."""
    short: str = ""
    """Person: the name that a second mention takes. Empty: the family name."""
    members_are: tuple[Kind, ...] = ()
    """Organization: what kinds of things can be a member of it. Empty: not known."""
    complete_since: str = ""
    """Organization: from this day on the list of members here is complete; empty: it is not."""
    complete_until: str = ""
    """Organization: the first day for which the list was no longer checked."""
    rank: int = 0
    """How well known it is; of two that share a name, the higher is meant."""
    wikidata: str = ""
    source: str = ""
    note: str = ""


class Mention(Struct, frozen=True, omit_defaults=True):
    """A known entity named in a text, and why it is thought to be that one."""

    start: int
    end: int
    text: str
    entity: str
    """Entity id."""
    name: str
    """The entity's name."""
    kind: Kind
    score: float
    """0 to 1: how sure it is that this entity is meant."""
    alias: str = ""
    """The known name that it was matched with."""
    edits: int = 0
    """Letters that differ from that alias after normalization; 0: exact."""
    part: str = ""
    """Part of a name of somebody named in full before: 'family', 'given', 'short' or empty."""
    demonym: bool = False
    """True for 'Kazakh' or 'Russians': the state's people or its adjective, not its name."""
    alternatives: tuple[tuple[str, float], ...] = ()
    """Other entities that it might be, with their scores, best first."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Piece(Struct, frozen=True):
    """One piece of a candidate or annotation that has parts: source, cue, content."""

    role: str
    start: int
    end: int


class Candidate(Struct, frozen=True, omit_defaults=True):
    """A label that a rule proposes for a span, and why."""

    label: str
    start: int
    end: int
    score: float
    """0 to 1: the share of such candidates that annotators accept."""
    rule: str
    reason: str
    """One line for the annotator: 'Wang Wenbin is a person; members of the SCO are states'."""
    source: str
    """Where the reason can be looked up: a fact's source, or the list that the rule rests on."""
    type: str = ""
    """For labels that have types."""
    spans: tuple[Piece, ...] = ()
    """Source, cue and content of an attribution, where the rule tells them."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What the rule tells of the label's attributes: (('kind', 'quantity'),)."""
    parts: tuple[tuple[str, float], ...] = ()
    """The parts of an added score, and what each adds: (('number', 0.56),)."""
    shipped: float = 0.0
    """Where the desk's own judgements moved the score: what it was before them, 0 to 1."""
    basis: tuple[str, ...] = ()
    """What it rests on beside its rule, to count judgements by: ('cue say', 'alias SCO')."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def key(self) -> tuple[str, str, str, int, int]:
        """What makes it the same candidate when it is proposed again."""
        return (self.rule, self.label, self.type, self.start, self.end)


class Suggestions(Struct, frozen=True):
    """All that is known and proposed about one sentence."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    """Best first."""


class Answered(Struct, frozen=True, omit_defaults=True):
    """The candidate that a judgement answers, as it stood on the screen."""

    rule: str
    label: str
    type: str
    start: int
    end: int
    score: float
    rank: int
    """1 for the first in the list."""
    shipped: float = 0.0
    """As in `Candidate`. Left out of the log where it is 0, so that older logs keep their hashes."""
    basis: tuple[str, ...] = ()
    """As in `Candidate`; left out of the log where it is empty."""

    @property
    def key(self) -> tuple[str, str, str, int, int]:
        return (self.rule, self.label, self.type, self.start, self.end)

    @classmethod
    def to(cls, candidate: Candidate, rank: int) -> "Answered":
        """The answer to `candidate`, shown as number `rank` (from 1)."""
        c = candidate
        return cls(c.rule, c.label, c.type, c.start, c.end, c.score, rank, c.shipped, c.basis)


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
