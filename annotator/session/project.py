"""An open database and one annotator."""

import contextlib
import functools
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, StoreError, UsageError
from annotator.history import History, Tally, fold, tally
from annotator.model import AnnotatedDocument, Document, Event, EventKind, Span, Work
from annotator.schema import Schema, load_schema
from annotator.session.counts import Progress, Stats
from annotator.session.deeds import Deed
from annotator.session.desk import Desk
from annotator.session.referring import referred
from annotator.session.trail import Step, steps
from annotator.store import Entry, Incoming, Store

if TYPE_CHECKING:
    from annotator.knowledge import Knowledge
    from annotator.matching import Hit
    from annotator.model import Kind
    from annotator.session.entity_lists import EntityLists
    from annotator.session.lookup import EntityLookup
    from annotator.session.revisions import Revisions
    from annotator.session.rule_book import RuleBook
    from annotator.suggest import Suggester
    from annotator.suggest.isolation import Trouble


class Session:
    """Every use case of one annotator on one database; a context manager.

    What it reads includes what it wrote: reading waits until all is on disk.
    """

    def __init__(self, store: Store, annotator: str, schema: Schema | None, entities: Sequence[Path]) -> None:
        self.annotator = annotator
        self._store = store
        self._given = schema
        self._entities = entities
        self._last = ""
        self._clock = threading.Lock()
        self._loading = threading.Lock()
        self._loaded: Suggester | None = None
        self.on_trouble: Callable[[str], None] | None = None
        """Called with one line where a rule of another package fails for the first time, in any thread."""

    @classmethod
    def open(
        cls,
        path: str | PathLike[str],
        annotator: str,
        schema: Schema | None = None,
        *,
        create: bool = True,
        entities: Iterable[Path] = (),
    ) -> "Session":
        """The database at `path`, in the hands of `annotator`.

        With `create` it is made where it is missing, and must be writable; without, one that is
        read-only is opened for reading. `schema` None: the default one. `entities`: lists of your own.
        Raises StoreError, UsageError for an annotator without a printable name.
        """
        name = annotator.strip()
        if not name.isprintable() or not name:
            raise UsageError(f"{annotator!r} is no name for an annotator; give one with --as")
        return cls(Store.open(Path(path), create=create), name, schema, tuple(entities))

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return self._store.path

    @cached_property
    def schema(self) -> Schema:
        """The label schema; the default one is read at the first use."""
        return self._given or load_schema()

    def suggester(self) -> "Suggester":
        """The rules with all that they know, loaded at the first use. Safe in any thread."""
        with self._loading:
            if self._loaded is None:
                from annotator.session.learning import suggester_of

                self._loaded = suggester_of(self._store, self._knowledge(), self.schema, self._troubled)
            return self._loaded

    def _knowledge(self) -> "Knowledge":
        from annotator.session.gazetteer import knowledge_of

        return knowledge_of(self._store, self._entities)

    def _troubled(self, trouble: "Trouble") -> None:
        if self.on_trouble is not None:
            self.on_trouble(f"the rule {trouble.rule} fails: {trouble.said}; the others go on")

    @cached_property
    def rule_book(self) -> "RuleBook":
        """What the judgements say of the rules, and what is muted."""
        from annotator.session.rule_book import RuleBook

        return RuleBook(self._store, self.annotator)

    @cached_property
    def entity_lists(self) -> "EntityLists":
        """The project's own entities: lists that were imported."""
        from annotator.session.entity_lists import EntityLists

        return EntityLists(self._store, self._entities)

    @cached_property
    def entity_lookup(self) -> "EntityLookup":
        """Look-up of entities by a name that is being typed. Safe in any thread."""
        from annotator.session.lookup import EntityLookup

        return EntityLookup(self._store, self._entities)

    def renew_knowledge(self) -> None:
        """The project's own entities have changed: what is proposed next knows them. Safe in any thread."""
        with self._loading:
            self._loaded = None

    def lookup(self, query: str, kinds: "Sequence[Kind]" = (), limit: int = 10) -> "list[Hit]":
        """The entities that a name may mean, half typed or misspelled as it may be: best first.

        Safe in any thread, and not for the screen's own: `session.lookup.Typing` answers its keystrokes.
        """
        return self.entity_lookup.find(query, kinds, limit)

    # ------------------------------------------------------------ documents

    def add(self, document: Document) -> bool:
        """Adds a document, cut into sentences. False: its text is there already, and stays as it is."""
        if self._store.holds(document.id):
            return False
        splitter, spans = _cut(document)
        return self._store.add_document(document, spans, splitter)

    def documents(self) -> list[Progress]:
        """Every document, in the order in which they were added, and how far this annotator is."""
        self._store.flush()
        return [self._progress(entry) for entry in self._store.documents()]

    def _progress(self, entry: Entry) -> Progress:
        sentences, judged, labels = entry.sentences, 0, 0
        events = self._store.events(entry.id, self.annotator)
        if events:
            now = self._tally(entry.id, events)
            sentences, judged, labels = now.sentences, now.judged, now.labels
        about = (entry.id, entry.name, entry.title, entry.date, entry.language)
        return Progress(*about, sentences, judged, labels)

    def find(self, reference: str) -> str:
        """The id of the document with that name or title, or of which it is the beginning of the id.

        Capitals, folders and the file's ending may be left out. Raises AnnotatorError where none or
        several are meant.
        """
        return referred(self._store.documents(), reference, self._store.path)

    def desk(self, document: str) -> Desk:
        """The document with that id, to be worked on. Raises StoreError where there is none."""
        self._store.flush()
        found = self._store.article(document)
        _, spans = self._store.sentences(document)
        events = self._store.events(document, self.annotator)
        self._last = max(self._last, self._store.last_time(self.annotator))
        history = History(spans, events, found.text)
        return Desk(found, self.schema, self.annotator, history, self._store, self._stamp, self.suggester)

    @cached_property
    def revisions(self) -> "Revisions":
        """Corrected articles, and what waits for a decision about them."""
        from annotator.session.revisions import Revisions

        return Revisions(self._store, _cut)

    def do(self, deeds: Sequence[tuple[str, Deed]]) -> list[Event]:
        """Does what is asked for in several documents as one gesture; waits until it is on disk."""
        events = self._stamp(deeds)
        self._store.append_now(events)
        return events

    # ------------------------------------------------------------ the corpus

    def annotated(self, documents: Sequence[str] = ()) -> Iterator[AnnotatedDocument]:
        """Documents with everybody's work, one at a time: those with these ids in that order, or all.

        The order is always the same: documents as they were added, annotators by name, events as
        they were done.
        """
        self._store.flush()
        for id_ in documents or [entry.id for entry in self._store.documents()]:
            document = self._store.document(id_)
            splitter, spans = self._store.sentences(id_)
            works = []
            for annotator in self._store.annotators(id_):
                events = self._store.events(id_, annotator)
                works.append(Work(annotator, fold(spans, events, document.text).sentences, tuple(events)))
            yield AnnotatedDocument(document, splitter, tuple(spans), tuple(works))

    def annotators(self) -> list[str]:
        """Who has judged anything, by name."""
        self._store.flush()
        return self._store.annotators()

    def pseudonyms(self) -> dict[str, str]:
        """A name to stand for each annotator: the same in every export of this database."""
        from annotator.store.pseudonyms import pseudonyms

        return pseudonyms(self._store, self.annotators())

    def restore(self, annotated: AnnotatedDocument) -> bool:
        """Takes in a document with its log, as `annotated` gave it. False: all of it was there already.

        Of a text that is there already the sentences stay as they are; logs are united. What holds is
        folded from the log again. Raises AnnotatorError where something does not fit the text.
        """
        (new,) = self.restore_all([annotated])
        if isinstance(new, AnnotatorError):
            raise new
        return new

    def restore_all(
        self, found: Iterable[AnnotatedDocument | AnnotatorError]
    ) -> Iterator[bool | AnnotatorError]:
        """The same for a stream, many documents a transaction; a failure goes through in its place.

        What was yielded is on disk. Where the stream breaks off, what came before stays.
        """
        from annotator.session.restoring import incoming, restored

        return restored(found, lambda each: incoming(each, _cut), self._adding)

    def _adding(self, ready: Sequence[Incoming]) -> "Future[list[bool]]":
        own = (event.time for each in ready for event in each.events if event.annotator == self.annotator)
        self._last = max(self._last, max(own, default=""))
        return self._store.adding(ready)

    def trail(self, gestures: int = 500) -> list[Step]:
        """What this annotator did last, over all documents, the latest first; so many gestures at most."""
        self._store.flush()
        return steps(self._store.trail(self.annotator, gestures), functools.cache(self._store.article))

    def turn(self, step: Step) -> None:
        """Takes a step of the trail back in every document, or brings it again; waits until it is on disk."""
        kind: EventKind = "undo" if step.holds else "redo"
        deed = Deed(kind, target=step.gesture)
        self._store.append_now(self._stamp([(document, deed) for document in step.documents]))

    # ------------------------------------------------------------ counting and checking

    def stats(self, *, open: bool = False) -> Stats:
        """Documents, sentences, labels, and what became of each rule's candidates, by annotator.

        With `open`, candidates on judged sentences that nobody answered are counted as well: that
        computes all of them again, some milliseconds a sentence.
        """
        from annotator.session.stock import Stock

        self._store.flush()
        self._note_failures()
        return Stock(self._store, self.schema, self._loaded).stats(
            self._knowledge, self.suggester if open else None
        )

    def _note_failures(self) -> None:
        if self._loaded is not None:
            from annotator.session.learning import note_failures

            note_failures(self._store, self._loaded.troubles)

    def _tally(self, document: str, events: Sequence[Event]) -> Tally:
        # The text only tells where the halves of a split sentence end.
        text = self._store.article(document).text if any(event.kind == "split" for event in events) else ""
        return tally(self._store.sentences(document)[1], events, text)

    def verify(self) -> list[str]:
        """Re-hashes and re-checks the database: one line a fault; empty: all is well."""
        self._store.flush()
        return self._store.verify()

    def close(self) -> None:
        """Returns when all is on disk. Raises StoreError where something could not be written."""
        with contextlib.suppress(StoreError):  # closed already, or in the way of somebody else: no matter
            self._note_failures()
        self._store.close()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ time

    def _stamp(self, deeds: Sequence[tuple[str, Deed]]) -> list[Event]:
        """The events of a gesture made now, or just after this annotator's last one, each on its document."""
        with self._clock:
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            self._last = now if now > self._last else _just_after(self._last)
            time = self._last
        gesture = secrets.token_hex(8)
        return [
            deed.event(document, self.annotator, time, gesture, step)
            for step, (document, deed) in enumerate(deeds)
        ]


def _cut(document: Document) -> tuple[str, tuple[Span, ...]]:
    """The splitter's id and the sentences of a new document."""
    from annotator.segment import DEFAULT, split

    return DEFAULT.id, tuple(split(document.text, document.language))


def _just_after(time: str) -> str:
    """A microsecond later. A time that is none, of a foreign log, is still followed by something later."""
    try:
        later = datetime.fromisoformat(time) + timedelta(microseconds=1)
    except (ValueError, OverflowError):
        return time + "0"
    return later.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
