"""What was done, counted."""

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from annotator.history import Spans, State
from annotator.store.mutes import Failure, Mute


class Progress(Struct, frozen=True):
    """A document in a list, and how far the session's annotator is with it."""

    id: str
    name: str
    title: str
    date: datetime.date | None
    language: str
    sentences: int
    """Now, after the annotator's splits and merges."""
    judged: int
    labels: int
    """How many hold."""


class Answers(Struct, frozen=True):
    """What became of a rule's candidates."""

    accepted: int = 0
    rejected: int = 0
    open: int | None = None
    """Proposed on a judged sentence and not answered; None where it was not computed."""


class Tally(Struct, frozen=True):
    """What one annotator did, or all together."""

    annotator: str
    """Empty: all together."""
    documents: int
    """In which anything was done."""
    sentences: int
    """Of these documents."""
    judged: int
    labels: Mapping[str, int]
    """'claim' or 'error/wrong-kind' to how many hold, by name."""
    rules: Mapping[str, Answers]
    """By the rule's id."""


class Stats(Struct, frozen=True):
    """Progress of a whole database."""

    documents: int
    sentences: int
    """As the splitter found them."""
    judged: int
    """Of these, those that at least one annotator judged."""
    labels: Mapping[str, int]
    """As in `Tally`, of all annotators together."""
    rules: Mapping[str, Answers]
    annotators: tuple[Tally, ...]
    """By name."""
    muted: tuple[Mute, ...] = ()
    """Rules, cues and names that the project does not want to see."""
    failures: tuple[Failure, ...] = ()
    """Rules of other packages that failed when candidates were last computed."""


class Count:
    """Adds up what one annotator did."""

    def __init__(self) -> None:
        self.documents = self.sentences = self.judged = 0
        self.labels: Counter[str] = Counter()
        self.accepted: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self.open: Counter[str] | None = None

    def add(self, state: State) -> None:
        """One document more."""
        self.documents += 1
        self.sentences += len(state.sentences)
        self.judged += state.judged
        for each in state.annotations:
            self.labels[f"{each.label}/{each.type}" if each.type else each.label] += 1
        for key, answer in state.answers.items():
            (self.accepted if answer == "accepted" else self.rejected)[key[0]] += 1

    def leave_open(self, rules: Iterable[str]) -> None:
        """Candidates of these rules, one each, were not answered."""
        self.open = Counter() if self.open is None else self.open
        self.open.update(rules)

    def tally(self, annotator: str) -> Tally:
        """The sums."""
        return Tally(
            annotator,
            self.documents,
            self.sentences,
            self.judged,
            dict(sorted(self.labels.items())),
            self.answers(),
        )

    def answers(self) -> dict[str, Answers]:
        """The sums for each rule."""
        rules = sorted({*self.accepted, *self.rejected, *(self.open or ())})
        return {rule: Answers(self.accepted[rule], self.rejected[rule], self._open(rule)) for rule in rules}

    def _open(self, rule: str) -> int | None:
        return self.open[rule] if self.open is not None else None


def judged_by_any(base: Spans, states: Iterable[State]) -> int:
    """How many of the splitter's sentences lie in a sentence that somebody judged."""
    found: set[int] = set()
    for state in states:
        for each in state.sentences:
            if each.judged:
                found.update(range(bisect_right(base.ends, each.start), bisect_left(base.starts, each.end)))
    return len(found)
