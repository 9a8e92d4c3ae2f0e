"""Finding work: which sentences a filter lets through, in one document or in all, and what they are worth.

A `Lens` lies over a desk and belongs to the desk's thread; only `compute` is for another. A `Finder` goes
through the whole database with desks of its own, in any one thread.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from annotator.model import Candidate, Event, Sentence, Span, Suggestions
from annotator.schema import Schema
from annotator.session.beside import Change, changes, reach
from annotator.session.counts import Progress
from annotator.session.outline import Sentences

if TYPE_CHECKING:
    from annotator.session.desk import Desk
    from annotator.session.project import Session
    from annotator.suggest import Analysis, Suggester

AT_ONCE = 32
"""Sentences whose candidates are computed in one go."""

_CLAIM = "claim"
"""The rule whose score is what a sentence is worth."""


class Wanted(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A filter: all that is asked for must hold. Nothing asked: every sentence."""

    unjudged: bool = False
    errors: bool = False
    """A candidate that accuses has no answer yet."""
    label: str = ""
    """Such a label or span holds; 'error/wrong-kind' for one type of it."""
    rule: str = ""
    """That rule proposes something, answered or not."""
    entity: str = ""
    """The entity of that id is named."""
    rejected: bool = False
    """A candidate was rejected."""
    noted: bool = False
    """Something in it has a note."""
    others: bool = False
    """Another annotator changed something there after your own last act, or where you did nothing."""

    @property
    def computed(self) -> bool:
        """True where candidates must be known to decide."""
        return bool(self.errors or self.rule or self.entity)

    def __str__(self) -> str:
        """'not judged, label claim'."""
        words = {"unjudged": "not judged", "errors": "open errors", "others": "changed by others"}
        parts = []
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if value:
                parts.append(words.get(name, name) if value is True else f"{name} {value}")
        return ", ".join(parts) or "every sentence"


UNJUDGED = Wanted(unjudged=True)


class Proposed(NamedTuple):
    """What is proposed for a sentence, in short."""

    worth: float
    """0 to 1: how much it asks to be checked."""
    errors: tuple[Candidate, ...]
    """The candidates that accuse."""
    rules: frozenset[str]
    entities: frozenset[str]


class Proposals:
    """What is proposed in a document, in short, as far as it was computed. Computed in one thread at a time."""

    def __init__(self, suggester: "Callable[[], Suggester]", schema: Schema) -> None:
        self._suggester, self._schema = suggester, schema
        self._known: dict[Span, Proposed] = {}
        self._shared: dict[frozenset[str], frozenset[str]] = {}

    def get(self, span: Span) -> Proposed | None:
        """What is known of a sentence; None: it was not computed."""
        return self._known.get(span)

    def compute(self, sentences: "Sequence[Sentence]", indices: Iterable[int], analysis: "Analysis") -> None:
        """Learn what is proposed for these sentences."""
        for index in indices:
            span = sentences[index].span
            if span not in self._known:
                self._known[span] = self._short(analysis.suggestions(index))

    def analyse(self, desk: "Desk", sentences: "Sequence[Sentence]") -> "Analysis":
        """An analysis of these sentences, for `compute`."""
        return self._suggester().analyse(desk.document, sentences)

    def _short(self, found: Suggestions) -> Proposed:
        accusing = {label.name for label in self._schema.labels if label.accuses}
        worth = max((each.score for each in found.candidates if each.rule == _CLAIM), default=0.0)
        errors = tuple(each for each in found.candidates if each.label in accusing)
        rules = frozenset(each.rule for each in found.candidates)
        entities = frozenset(each.entity for each in found.mentions)
        same = self._shared.setdefault
        return Proposed(worth, errors, same(rules, rules), same(entities, entities))


class Lens:
    """A filter over a desk."""

    def __init__(
        self, desk: "Desk", wanted: Wanted, proposals: Proposals, changes: Sequence[Change] = ()
    ) -> None:
        self.desk, self.wanted = desk, wanted
        self._proposals = proposals
        self._changes = changes
        self._sentences: Sentences | None = None
        self._analysis: Analysis | None = None
        self._count = -1
        """How many sentences there were when `_sentences` were taken down."""
        self._own: dict[int, str] = {}
        """Where a sentence starts to the time of the annotator's last act there."""
        self._changed: dict[int, str] = {}
        """The same of all others."""
        self._looked = (-1, -1)
        """Events and sentences when these two were made."""

    def known(self, index: int) -> bool:
        """True where `holds` can be asked: nothing must be computed first."""
        if not self.wanted.computed or not self._holds_at_hand(index):
            return True
        return self.proposed(index) is not None

    def holds(self, index: int) -> bool:
        """Whether the filter lets a sentence through. Only where it is `known`."""
        if not self._holds_at_hand(index):
            return False
        if not self.wanted.computed:
            return True
        proposed = self.proposed(index)
        assert proposed is not None
        wanted = self.wanted
        return not (
            (wanted.rule and wanted.rule not in proposed.rules)
            or (wanted.entity and wanted.entity not in proposed.entities)
            or (wanted.errors and all(map(self.desk.answer, proposed.errors)))
        )

    def proposed(self, index: int) -> Proposed | None:
        """What is proposed for a sentence, in short; None: it was not computed."""
        now = self.desk.judged(index)
        return self._proposals.get(Span(now.start, now.end))

    def job(self, index: int, step: int) -> Callable[[], None]:
        """What computes the candidates from a sentence on, for another thread; it leaves the desk alone."""
        desk = self.desk
        if self._sentences is None or self._count != desk.count:
            self._sentences, self._analysis = Sentences(desk.document, desk._history.spans()), None
            self._count = desk.count
        sentences = self._sentences
        last = max(-1, min(index + step * AT_ONCE, desk.count))

        def compute() -> None:
            if self._analysis is None:
                self._analysis = self._proposals.analyse(desk, sentences)
            self._proposals.compute(sentences, range(index, last, step), self._analysis)

        return compute

    def order(self, index: int, step: int) -> Iterator[int]:
        """The other sentences, from `index` on by steps of 1 or -1 and around the end, then itself."""
        count = self.desk.count
        for number in range(1, count + 1):
            yield (index + step * number) % count

    def seek(self, index: int, step: int = 1, stop: Callable[[], bool] = lambda: False) -> int | None:
        """The next sentence that is let through, from `index` on and around, at last itself; computes.

        None: there is none, or `stop` said so meanwhile.
        """
        return self.first(self.order(index, step), step, stop)

    def first(
        self, indices: Iterable[int], step: int = 1, stop: Callable[[], bool] = lambda: False
    ) -> int | None:
        """The first of these sentences that is let through, else None; computes as `seek` does."""
        for each in indices:
            if stop():
                return None
            if not self.known(each):
                self.job(each, step)()
            if self.holds(each):
                return each
        return None

    def _holds_at_hand(self, index: int) -> bool:
        """The part of the filter that needs no candidates."""
        wanted = self.wanted
        now = self.desk.judged(index)
        if wanted.unjudged and now.judged:
            return False
        if wanted.rejected and not now.rejected:
            return False
        if wanted.label and not any(
            wanted.label in (each.label, f"{each.label}/{each.type}") for each in now.annotations
        ):
            return False
        if wanted.noted and not any(
            name == "note" for each in now.annotations for name, _ in each.attributes
        ):
            return False
        return not wanted.others or self._changed_by_others(now.start)

    def _changed_by_others(self, start: int) -> bool:
        self._look()
        return self._changed.get(start, "") > self._own.get(start, "")

    def _look(self) -> None:
        """Bring `_own` up to date, and `_changed` where sentences are others now."""
        desk = self.desk
        events = desk._history.events
        seen, count = self._looked
        if count != desk.count or seen > len(events):
            seen, self._own, self._changed = 0, {}, {}
            for span, time in self._changes:
                last = desk.at(max(span.start, span.end - 1))
                for index in range(desk.at(span.start), last + 1):
                    start = desk.judged(index).start
                    self._changed[start] = max(time, self._changed.get(start, ""))
        for event in events[seen:]:
            if (reached := reach(event)) is not None:
                self._own[desk.judged(desk.at(reached.start)).start] = event.time
        self._looked = (len(events), desk.count)


def title_of(desk: "Desk") -> str:
    """What a document is called in a list."""
    document = desk.document
    return document.title or document.name or document.id[:8]


class Found(Struct, frozen=True):
    """A sentence that was found."""

    document: str
    """The id of its document."""
    title: str
    sentence: Sentence
    judged: bool
    labels: tuple[str, ...]
    worth: float
    """0 to 1; 0 also where nothing was computed."""
    places: tuple[Span, ...] = ()
    """Where the words sought stand, in the text of the document."""


class Open(Struct, frozen=True):
    """What is left to do in a document."""

    errors: int
    """Candidates that accuse and have no answer."""
    worth: float
    """What the sentences that are not judged are worth, added."""


class Beyond(NamedTuple):
    """A sentence of another document."""

    document: str
    """Its id."""
    title: str
    number: int
    """The document's place among all, from 1."""
    documents: int
    start: int
    """Where the sentence begins, in code points."""


class Finder:
    """Goes through a whole database. One thread at a time; what it reads is what is on disk."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._proposals: dict[str, Proposals] = {}

    def documents(self) -> list[Progress]:
        """All documents, in the order in which they were added."""
        return self._session.documents()

    rules: tuple[str, ...] = ()
    """The ids of the rules, by name, once `learn_rules` was called."""

    def learn_rules(self) -> None:
        """Takes a moment where rules and knowledge are not loaded yet."""
        self.rules = tuple(sorted({rule.id for rule in self._session.suggester().rules}))

    def lens(self, desk: "Desk", wanted: Wanted) -> Lens:
        """A filter over a desk; what was computed for its document before is known to it."""
        logs = self._logs_of_others(desk.document.id) if wanted.others else ()
        return Lens(desk, wanted, self._of(desk.document.id), changes(logs))

    def _logs_of_others(self, document: str) -> list[list[Event]]:
        store = self._session._store
        names = (name for name in store.annotators(document) if name != self._session.annotator)
        return [store.events(document, name) for name in names]

    def _of(self, document: str) -> Proposals:
        known = self._proposals
        if document not in known:
            known[document] = Proposals(self._session.suggester, self._session.schema)
        return known[document]

    def left(self, document: str, stop: Callable[[], bool] = lambda: False) -> Open | None:
        """What is left to do in a document, computed; None where `stop` said so meanwhile."""
        desk = self._session.desk(document)
        lens = self.lens(desk, Wanted(errors=True))
        errors, worth = 0, 0.0
        for index in range(desk.count):
            if stop():
                return None
            if lens.proposed(index) is None:
                lens.job(index, 1)()
            proposed = lens.proposed(index)
            assert proposed is not None
            errors += sum(not desk.answer(each) for each in proposed.errors)
            worth += 0 if desk.judged(index).judged else proposed.worth
        return Open(errors, worth)

    def beyond(
        self, document: str, wanted: Wanted, step: int = 1, stop: Callable[[], bool] = lambda: False
    ) -> Beyond | None:
        """The first sentence let through in the documents after this one, with -1 the last of those before.

        In the order in which they were added, and around the end, this one left out; computes. None: there
        is none, or `stop` said so meanwhile.
        """
        entries = self._session._store.documents()
        here = next((rank for rank, each in enumerate(entries) if each.id == document), 0)
        for number in range(1, len(entries)):
            rank = (here + step * number) % len(entries)
            if stop():
                return None
            desk = self._session.desk(entries[rank].id)
            index = self.lens(desk, wanted).seek(-1 if step > 0 else desk.count, step, stop)
            if index is not None:
                start = desk.sentence(index).start
                return Beyond(desk.document.id, title_of(desk), rank + 1, len(entries), start)
        return None

    def sentences(
        self, wanted: Wanted, words: str = "", *, worth: bool = False, typing: bool = False
    ) -> Iterator[Found]:
        """The sentences that a filter lets through and that hold some of the words sought, in order.

        `words`: as `store.search` reads them; the best documents first, else all in the order in which
        they were added. `worth`: compute what each is worth. `typing`: the last word may go on.
        """
        if words.strip():
            for match in self._session._store.search(words, typing=typing):
                yield from self._in_document(match.document, wanted, match.places, worth)
            return
        for progress in self.documents():
            if wanted.unjudged and progress.judged == progress.sentences:
                continue
            yield from self._in_document(progress.id, wanted, None, worth)

    def _in_document(
        self, document: str, wanted: Wanted, places: Sequence[Span] | None, worth: bool
    ) -> Iterator[Found]:
        desk = self._session.desk(document)
        lens = self.lens(desk, wanted)
        for index, here in self._candidates(desk, places):
            if (worth and lens.proposed(index) is None) or not lens.known(index):
                lens.job(index, 1)()
            if not lens.holds(index):
                continue
            now, proposed = desk.judged(index), lens.proposed(index)
            labels = tuple(dict.fromkeys(each.label for each in now.annotations if not each.part))
            value = proposed.worth if proposed else 0.0
            yield Found(document, title_of(desk), desk.sentence(index), now.judged, labels, value, here)

    @staticmethod
    def _candidates(desk: "Desk", places: Sequence[Span] | None) -> Iterator[tuple[int, tuple[Span, ...]]]:
        """The sentences to look at, each with the places in it; `places` None: all, empty: the first."""
        if places is None:
            yield from ((index, ()) for index in range(desk.count))
            return
        held: dict[int, list[Span]] = {}
        for place in places:
            held.setdefault(desk.at(place.start), []).append(place)
        if not held and desk.count:
            held[0] = []
        for index in sorted(held):
            yield index, tuple(held[index])
