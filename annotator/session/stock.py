"""Counts what lies in a database: `annotator stats`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.history import Spans, State, fold
from annotator.model import Event, Span
from annotator.schema import Schema
from annotator.session.counts import Count, Stats, judged_by_any
from annotator.session.outline import Sentences
from annotator.store import Store
from annotator.store.mutes import Failure, Mute, Mutes

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge
    from annotator.suggest import Suggester


class Stock:
    """A database that is counted. `loaded`: the rules that the session has used, if it has."""

    def __init__(self, store: Store, schema: Schema, loaded: "Suggester | None") -> None:
        self._store = store
        self._schema = schema
        self._loaded = loaded

    def stats(
        self, knowledge: "Callable[[], Knowledge]", suggester: "Callable[[], Suggester] | None"
    ) -> Stats:
        """As `Session.stats`; with `suggester`, open candidates are counted as well."""
        entries = self._store.documents()
        everybody, judged = Count(), 0
        counts = {name: Count() for name in self._store.annotators()}
        for entry in entries:
            states = {
                name: self._state(entry.id, self._store.events(entry.id, name))
                for name in self._store.annotators(entry.id)
            }
            judged += judged_by_any(self._store.sentences(entry.id)[1], states.values()) if states else 0
            for name, state in states.items():
                unanswered = self._unanswered(entry.id, state, suggester()) if suggester else None
                for count in (counts[name], everybody):
                    count.add(state)
                    if unanswered is not None:
                        count.leave_open(unanswered)
        all_of_them = everybody.tally("")
        return Stats(
            len(entries),
            sum(entry.sentences for entry in entries),
            judged,
            all_of_them.labels,
            all_of_them.rules,
            tuple(count.tally(name) for name, count in sorted(counts.items())),
            *self._left_out(knowledge),
        )

    def _left_out(self, knowledge: "Callable[[], Knowledge]") -> tuple[tuple[Mute, ...], tuple[Failure, ...]]:
        """What is muted, and the rules of other packages that fail, now or when candidates were last computed."""
        from annotator.session.learning import failures_of, probe

        troubles = self._loaded.troubles if self._loaded else probe(self._store, knowledge, self._schema)
        return tuple(Mutes(self._store).muted()), tuple(failures_of(self._store, troubles))

    def _unanswered(self, document: str, state: State, suggester: "Suggester") -> list[str]:
        """The rules of the open candidates on judged sentences."""
        found = self._store.document(document)
        spans = Spans(Span(each.start, each.end) for each in state.sentences)
        analysis = suggester.analyse(found, Sentences(found, spans))
        return [
            candidate.rule
            for index, each in enumerate(state.sentences)
            if each.judged
            for candidate in analysis.suggestions(index).candidates
            if candidate.key not in state.answers
        ]

    def _state(self, document: str, events: Sequence[Event]) -> State:
        # The text only tells where the halves of a split sentence end.
        text = self._store.document(document).text if any(event.kind == "split" for event in events) else ""
        return fold(self._store.sentences(document)[1], events, text)
