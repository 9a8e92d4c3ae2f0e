"""The store: what the session asks of the database."""

import contextlib
import datetime
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any
from weakref import WeakValueDictionary

import msgspec
from msgspec import Struct

from annotator.errors import StoreError
from annotator.history import Spans
from annotator.model import Article, Document, Event, Span
from annotator.store import jobs, rows
from annotator.store.connect import BUSY_SECONDS, connect, explained
from annotator.store.search import Match, search
from annotator.store.tables import LAYOUT, Layout, prepare
from annotator.store.texts import LONG, LongText, pieces_of
from annotator.store.writer import Writer


class Entry(Struct, frozen=True):
    """A document as a list shows it, without its text."""

    id: str
    name: str
    title: str
    date: datetime.date | None
    language: str
    sentences: int
    """As the splitter found them."""


class Incoming(Struct, frozen=True):
    """A document to be added, with its sentences and its log."""

    document: Document
    sentences: Sequence[Span]
    splitter: str
    events: Sequence[Event] = ()


class Store:
    """An annotation database. Every method may be called from any thread; a context manager."""

    def __init__(self, path: Path, seconds: float, mode: str) -> None:
        self.path = path
        self.writable = mode == "rw"
        self._seconds = seconds
        self._mode = mode
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        self._refused = 0
        self._texts: WeakValueDictionary[str, LongText] = WeakValueDictionary()
        """Long texts that somebody is working on, by the ids of their documents."""
        self._writer: Writer | None = None

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, seconds: float = BUSY_SECONDS, layout: Layout = LAYOUT
    ) -> "Store":
        """The database at `path`, brought to this version's layout.

        With `create` it is made where it is missing, and must be writable; without, one that is
        read-only is opened for reading. `seconds`: how long a write waits for another process.
        Raises StoreError: missing, no database, another program's, a newer version's, damaged, locked.
        """
        _there(path, create)
        target = path if path.exists() else path.parent
        writable = os.access(target, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
        if create and not writable:
            raise StoreError(
                f"{path}: you may not write here; make file and folder writable, or name another with --db"
            )
        return cls(path, seconds, prepare(path, layout, create=create, writable=writable))

    # ------------------------------------------------------------ writing

    def append(self, events: Sequence[Event]) -> "Future[None]":
        """Queues the events of one gesture. The future is done when they are on disk.

        An event that is there already is no error. Where they cannot be written the future holds the
        StoreError; they are kept all the same, counted in `pending` and tried again until they are.
        """
        return self._write(partial(jobs.append, [rows.event_row(event) for event in events]), keep=True)

    def append_now(self, events: Sequence[Event]) -> None:
        """`append`, and wait. Raises StoreError; the events are kept then as well."""
        self.append(events).result()

    def add_document(
        self, document: Document, sentences: Sequence[Span], splitter: str, events: Iterable[Event] = ()
    ) -> bool:
        """Adds a document, its sentences and its log, all or nothing, and waits.

        Of a text that is here already, document and sentences stay as they are; new events are added.
        Returns True where anything was new.
        """
        return self.adding([Incoming(document, sentences, splitter, tuple(events))]).result()[0]

    def adding(self, incoming: Sequence[Incoming]) -> "Future[list[bool]]":
        """The same for several in one transaction, all of them or none, without waiting.

        The future tells of each whether anything was new, or holds the StoreError.
        """
        added = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
        ready = [
            (
                rows.document_row(each.document, added),
                (each.splitter, len(each.sentences), rows.packed(each.sentences)),
                [rows.event_row(event) for event in each.events],
            )
            for each in incoming
        ]
        return self._write(partial(jobs.add_documents, ready))

    def set_position(self, document: str, annotator: str, offset: int) -> None:
        """Notes where an annotator stands in a document. Written soon; the last half second may be lost."""
        if self.writable:
            self._writing().note(
                (document, annotator), partial(jobs.set_position, (document, annotator, offset))
            )

    @property
    def pending(self) -> int:
        """How many appends are not on disk yet."""
        return self._writer.pending if self._writer else self._refused

    @property
    def trouble(self) -> str:
        """Why the last attempt to write failed; empty: all is well."""
        return str(self._writer.trouble or "") if self._writer else ""

    def flush(self) -> None:
        """Returns when all is on disk. Raises StoreError where it cannot be."""
        if self._refused:
            raise self._read_only()
        if self._writer:
            self._writer.submit(_nothing).result()

    def close(self) -> None:
        """Writes what waits and closes. Raises StoreError if anything could not be written."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        if self._writer:
            lost = self._writer.stop()
            if lost:
                raise StoreError(f"{self._writer.trouble}; judgements not saved: {lost}")

    def _writing(self) -> Writer:
        with self._lock:
            if self._closed:
                raise StoreError(f"{self.path}: it is closed already; open it again")
            self._writer = self._writer or Writer(self.path, self._seconds)
            return self._writer

    def _write(self, job: Callable[[sqlite3.Connection], Any], *, keep: bool = False) -> "Future[Any]":
        if not self.writable:
            refused: Future[Any] = Future()
            refused.set_exception(self._read_only())
            self._refused += keep
            return refused
        return self._writing().submit(job, keep=keep)

    def _read_only(self) -> StoreError:
        return StoreError(f"{self.path}: read-only; copy it where you may write")

    # ------------------------------------------------------------ reading

    def documents(self) -> list[Entry]:
        """Every document, in the order in which they were added."""
        sql = (
            "SELECT id, name, title, date, language, count FROM documents"
            " JOIN sentences ON document = number ORDER BY number"
        )
        with self._reading() as connection:
            found = connection.execute(sql).fetchall()
        day = datetime.date.fromisoformat
        return [
            Entry(id_, name, title, day(on) if on else None, *rest) for id_, name, title, on, *rest in found
        ]

    def search(self, query: str, limit: int = 200, *, typing: bool = False) -> list[Match]:
        """Documents in which the words of `query` stand, best first; `typing`: its last word may go on."""
        with self._reading() as connection:
            return search(connection, query, limit, typing=typing)

    def holds(self, document: str) -> bool:
        """True where the document of that id is here."""
        with self._reading() as connection:
            sql = "SELECT 1 FROM documents WHERE id = ?"
            return connection.execute(sql, (document,)).fetchone() is not None

    def document(self, id: str) -> Document:
        """The document of that id. Raises StoreError where there is none."""
        with self._reading() as connection:
            row = connection.execute(f"SELECT {rows.DOCUMENT} FROM documents WHERE id = ?", (id,)).fetchone()
        if not row:
            raise StoreError(f"{self.path}: no document {id}; `annotator documents` lists them")
        return rows.document_of(row)

    def article(self, id: str) -> Article:
        """The same, but a long text stays on the disk and is read where it is looked at."""
        with self._reading() as connection:
            row = connection.execute(
                f"SELECT number, {rows.ABOUT} FROM documents WHERE id = ?", (id,)
            ).fetchone()
            if row and (text := self._long(connection, id, row[0])):
                return Article(text=text, id=id, **rows.about_of(row[1:]))
        return self.document(id)

    def _long(self, connection: sqlite3.Connection, id: str, number: int) -> LongText | None:
        """The text of a document; None where it is short, or there is no room for it on the disk."""
        text = self._texts.get(id)
        if text is not None:
            return text
        with connection.blobopen("documents", "text", number, readonly=True) as stored:
            if len(stored) < LONG:
                return None
            for folder in (self.path.absolute().parent, None):
                stored.seek(0)
                try:
                    text = self._texts[id] = LongText(pieces_of(stored), folder)
                except UnicodeDecodeError as fault:
                    raise StoreError(
                        f"{self.path}: the text of {id} is damaged ({fault.reason}); see `annotator verify`"
                    ) from None
                except OSError:
                    continue  # read-only, or full
                return text
        return None

    def sentences(self, document: str) -> tuple[str, Spans]:
        """The splitter's id and the sentences that it found. Raises StoreError for an unknown document."""
        sql = "SELECT splitter, offsets FROM sentences JOIN documents ON document = number WHERE id = ?"
        with self._reading() as connection:
            row = connection.execute(sql, (document,)).fetchone()
        if not row:
            raise StoreError(f"{self.path}: no sentences of {document}; see `annotator verify`")
        return row[0], rows.unpacked(row[1])

    def events(self, document: str, annotator: str) -> list[Event]:
        """The log of an annotator on a document, in order. Raises StoreError where a row cannot be read."""
        sql = (
            f"SELECT {rows.EVENT} FROM events WHERE annotator = ? AND document ="
            " (SELECT number FROM documents WHERE id = ?) ORDER BY time, gesture, step, id"
        )
        with self._reading() as connection:
            try:
                return list(rows.events_of(document, connection.execute(sql, (annotator, document))))
            except msgspec.MsgspecError as fault:
                raise StoreError(f"{self.path}: a broken event ({fault}); see `annotator verify`") from None

    def trail(self, annotator: str, gestures: int) -> list[Event]:
        """What an annotator did last, over all documents: the events of so many gestures, the latest first.

        Undo and redo are among them and are not counted. Raises StoreError where a row cannot be read.
        """
        columns = ", ".join(f"e.{name.strip()}" for name in rows.EVENT.split(","))
        sql = (
            f"SELECT d.id, {columns} FROM events e JOIN documents d ON d.number = e.document"
            " WHERE e.annotator = ? ORDER BY e.time DESC, e.gesture DESC, e.step DESC"
        )
        found: list[Event] = []
        seen: set[str] = set()
        with self._reading() as connection:
            cursor = connection.execute(sql, (annotator,))
            try:
                for document, *row in cursor:
                    (event,) = rows.events_of(document, [row])
                    if event.kind not in ("undo", "redo"):
                        if event.gesture not in seen and len(seen) == gestures:
                            break
                        seen.add(event.gesture)
                    found.append(event)
            except msgspec.MsgspecError as fault:
                raise StoreError(f"{self.path}: a broken event ({fault}); see `annotator verify`") from None
            finally:
                cursor.close()
        return found

    def documents_of(self, event: Event) -> set[str]:
        """The ids of the documents in which the gesture of an event did something."""
        sql = (
            "SELECT DISTINCT d.id FROM events e JOIN documents d ON d.number = e.document"
            " WHERE e.annotator = ? AND e.time = ? AND e.gesture = ?"
        )
        with self._reading() as connection:
            found = connection.execute(sql, (event.annotator, event.time, event.gesture))
            return {id_ for (id_,) in found}

    def annotators(self, document: str = "") -> list[str]:
        """Who has done anything, in the order of their names; with `document`, on that one."""
        one = "WHERE document = (SELECT number FROM documents WHERE id = ?)" if document else ""
        with self._reading() as connection:
            sql = f"SELECT DISTINCT annotator FROM events {one} ORDER BY annotator"
            return [name for (name,) in connection.execute(sql, (document,) if document else ())]

    def last_time(self, annotator: str) -> str:
        """The time of an annotator's last event in any document; empty: there is none."""
        # One look into the index a document, however long the logs.
        last = "SELECT max(time) FROM events WHERE document = d.number AND annotator = ?"
        with self._reading() as connection:
            found = connection.execute(f"SELECT max(({last})) FROM documents d", (annotator,)).fetchone()
        return found[0] or ""

    def position(self, document: str, annotator: str) -> int:
        """Where an annotator stood in a document, in code points; 0 at first."""
        sql = (
            'SELECT "offset" FROM positions WHERE annotator = ?'
            " AND document = (SELECT number FROM documents WHERE id = ?)"
        )
        with self._reading() as connection:
            found = connection.execute(sql, (annotator, document)).fetchone()
        return found[0] if found else 0

    def verify(self) -> list[str]:
        """Re-hashes and re-checks everything: one line a fault, the place first; empty: all is well."""
        from annotator.store.checks import faults

        with self._reading() as connection:
            return list(faults(self.path, connection))

    def write(self, job: Callable[[sqlite3.Connection], Any]) -> Any:
        """Does a job of this room in a transaction on the writing connection; returns what it returns."""
        return self._write(job).result()

    def reading(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        """A connection for the other modules of this room to read by, for one use at a time."""
        return self._reading()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for one use at a time; SQLite's failures come out as StoreError."""
        with self._lock:
            if self._closed:
                raise StoreError(f"{self.path}: it is closed already; open it again")
            connection = self._idle.pop() if self._idle else None
        try:
            if connection is None:
                connection = connect(self.path, mode=self._mode, seconds=self._seconds)
                connection.execute("PRAGMA query_only = ON")
                # A long text passes through once: its pages are not worth keeping, 2 MB a connection.
                connection.execute("PRAGMA cache_size = -256")
            yield connection
        except sqlite3.Error as fault:
            raise explained(self.path, fault) from fault
        finally:
            if connection is not None:
                with self._lock:
                    closed = self._closed
                    if not closed:
                        self._idle.append(connection)
                if closed:
                    connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _there(path: Path, create: bool) -> None:
    """Raises StoreError where the place itself is wrong."""
    folder = path.absolute().parent
    if path.is_dir():
        raise StoreError(f"{path}: this is a folder; name a file in it with --db")
    if not folder.is_dir():
        raise StoreError(f"{path}: the folder {folder} is not there; make it, or name another with --db")
    if not create and not path.exists():
        raise StoreError(f"{path}: no database here; `annotator import FILE` makes one, --db names another")


def _nothing(connection: sqlite3.Connection) -> None:
    """A job that tells that those before it are done."""
