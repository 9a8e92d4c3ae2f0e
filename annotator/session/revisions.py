"""Corrected articles: a later version taken in with the work on the earlier one."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from annotator.anchoring import Alignment, Change
from annotator.errors import UsageError
from annotator.history import fold
from annotator.model import Document, Event, Span, Work
from annotator.session.carrying import Carried, Carrier
from annotator.store import Store, revisions
from annotator.store.revisions import Unplaced

_ALIKE = 0.5
"""A text that shares less than this with another is no version of it."""


class Revision(Struct, frozen=True):
    """What taking in a later version came to."""

    document: str
    """The id of the later version."""
    earlier: str
    """The id of the earlier one."""
    changes: tuple[Change, ...]
    """Every passage of both, in order."""
    old: str
    new: str
    """Both texts."""
    carried: tuple[tuple[str, Carried], ...]
    """What became of each annotator's work, by name."""


class Revisions:
    """The versions of the articles of a database."""

    def __init__(self, store: Store, cut: Callable[[Document], tuple[str, Sequence[Span]]]) -> None:
        """`cut`: the splitter's id and the sentences of a new document."""
        self._store = store
        self._cut = cut

    def candidates(self, document: Document) -> list[str]:
        """The ids of documents that `document` may be a later version of: same name, address or title.

        Only those of which at least half is the same; the likest first. None of a text that is here.
        """
        if self._store.holds(document.id):
            return []
        old = revisions.replaced(self._store)
        found = []
        for entry in self._store.documents():
            if entry.id in old or not _same_thing(entry.name, entry.title, document):
                continue
            share = Alignment(self._store.document(entry.id).text, document.text).shared
            if share >= _ALIKE:
                found.append((share, entry.id))
        return [id_ for _, id_ in sorted(found, reverse=True)]

    def plan(self, earlier: str, document: Document) -> Revision:
        """What `take_in` would do. Nothing is written. Raises UsageError where both are the same text."""
        return self._plan(earlier, document)[0]

    def take_in(self, earlier: str, document: Document) -> Revision:
        """Adds `document` with what can be carried over of everybody's work on the document `earlier`.

        What has no certain place is kept for `unplaced`. Raises UsageError where both are the same text
        or the later one is here already, StoreError.
        """
        if self._store.holds(document.id):
            raise UsageError(f"{document.name or document.id[:8]}: this version is here already")
        revision, splitter, sentences = self._plan(earlier, document)
        events: list[Event] = [event for _, carried in revision.carried for event in carried.events]
        self._store.add_document(document, sentences, splitter, events)
        unplaced = [each for _, carried in revision.carried for each in carried.unplaced]
        revisions.add(self._store, document.id, earlier, unplaced)
        return revision

    def earlier(self, document: str) -> str:
        """The id of the version before; empty: there is none."""
        return revisions.earlier_of(self._store, document)

    def replaced(self) -> set[str]:
        """The ids of the documents of which a later version is here."""
        return revisions.replaced(self._store)

    def unplaced(self, document: str = "") -> list[Unplaced]:
        """What waits for a person's decision, in one document or in all."""
        return revisions.unplaced(self._store, document)

    def settle(self, numbers: Sequence[int]) -> int:
        """Takes these off the list; returns how many were on it."""
        return revisions.settle(self._store, numbers)

    def _plan(self, earlier: str, document: Document) -> tuple[Revision, str, Sequence[Span]]:
        self._store.flush()
        old = self._store.document(earlier)
        if old.id == document.id:
            raise UsageError(
                f"{document.name or document.id[:8]}: the text is the same, nothing to carry over"
            )
        _, own = self._store.sentences(earlier)
        splitter, sentences = self._cut(document)
        alignment = Alignment(old.text, document.text)
        carrier = Carrier(old, document, sentences, alignment)
        carried = []
        for annotator in self._store.annotators(earlier):
            events = self._store.events(earlier, annotator)
            work = Work(annotator, fold(own, events, old.text).sentences, tuple(events))
            carried.append((annotator, carrier.carry(work, own)))
        changes = tuple(alignment.changes)
        revision = Revision(document.id, earlier, changes, old.text, document.text, tuple(carried))
        return revision, splitter, sentences


def _same_thing(name: str, title: str, document: Document) -> bool:
    return bool(name and name == document.name) or bool(title and title == document.title)
