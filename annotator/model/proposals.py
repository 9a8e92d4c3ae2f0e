"""What is proposed about a sentence: mentions of known entities, candidates, and the answers to them."""

from functools import lru_cache

from msgspec import Struct

from annotator.model.documents import Sentence, Span
from annotator.model.entities import Kind


class Mention(Struct, frozen=True, omit_defaults=True, gc=False):
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


class Piece(Struct, frozen=True, gc=False):
    """One piece of a candidate or annotation that has parts: source, cue, content."""

    role: str
    start: int
    end: int


PARTS = 3
"""So many parts of an added score are told in a brief reason."""


class Candidate(Struct, frozen=True, omit_defaults=True, gc=False):
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
    heard: str = ""
    """How the desk's own judgements moved the score: 'here 10 of 40 accepted, as shipped 0.90'."""

    @property
    def brief_reason(self) -> str:
        """The reason; of one that is a sum only the parts that speak most for it, so that it hides no others."""
        more = len(self.parts) - PARTS
        if more < 2:
            return self.reason
        kind, colon, _ = self.reason.partition(": ")
        weightiest = sorted(self.parts, key=lambda part: -part[1])[:PARTS]
        told = ", ".join(f"{name} {signed(weight)}" for name, weight in weightiest)
        return f"{kind}{colon}{told}, and {more} parts more"

    @property
    def told_source(self) -> str:
        """The source, and what was heard of such candidates here, for a reader."""
        return "; ".join(filter(None, (self.source, self.heard)))

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def key(self) -> tuple[str, str, str, int, int]:
        """What makes it the same candidate when it is proposed again."""
        return (self.rule, self.label, self.type, self.start, self.end)


class Suggestions(Struct, frozen=True, gc=False):
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


@lru_cache(4096)
def signed(weight: float) -> str:
    """One part of an added score, as it is told: '+1.18', '−.23'."""
    return ("+" if weight > 0 else "−") + f"{abs(weight):.2f}".removeprefix("0")
