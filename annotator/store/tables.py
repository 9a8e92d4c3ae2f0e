"""The tables, their guards, and how a file comes to the layout of this version.

`application_id` tells our files from other programs', `user_version` is the number of the layout. A file
of a newer layout is refused; one of an older layout is copied before it is changed.
"""

import contextlib
import datetime
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.errors import StoreError
from annotator.store import rows, search
from annotator.store.connect import BUSY_SECONDS, connect, explained

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION = int.from_bytes(b"ANNO", "big")
"""`PRAGMA application_id` of our files."""


class Layout(Struct, frozen=True):
    """What the tables of a version look like: its number, and the steps that lead there."""

    version: int
    migrations: "Callable[[], Migrations]"
    """As many steps as `version` says. A function: only a file that changes pays 100 ms for sqlite-utils."""


def _migrations() -> "Migrations":
    from sqlite_utils import Migrations

    steps = Migrations("annotator")

    @steps()
    def documents_sentences_events(db: "Database") -> None:
        texts = ("name", "title", "source", "author", "language", "encoding", "added", "text")
        db.create_table(
            "documents",
            {"number": int, "id": str, "date": str, "guessed": int} | dict.fromkeys(texts, str),
            pk="number",
            not_null={"id", "guessed", *texts},
            # The text last: a list of documents then reads none of its pages.
            column_order=["number", "id", "date", "guessed", *texts],
        )
        db.table("documents").create_index(["id"], unique=True)
        # One blob a document. A row a sentence would take ten times the space and a second to read.
        db.create_table(
            "sentences",
            {"document": int, "splitter": str, "count": int, "offsets": bytes},
            pk="document",
            not_null={"splitter", "count", "offsets"},
            foreign_keys=[("document", "documents", "number")],
        )
        numbers, words = ("step", "start", "end", "at"), ("kind", "label", "type", "target")
        db.create_table(
            "events",
            {"number": int, "id": str, "document": int, "annotator": str, "time": str, "gesture": str}
            | dict.fromkeys(numbers, int)
            | dict.fromkeys(words, str)
            | {"candidate": str},
            pk="number",
            not_null={"id", "document", "annotator", "time", "gesture", *numbers, *words},
            foreign_keys=[("document", "documents", "number")],
        )
        db.table("events").create_index(["id"], unique=True)
        db.table("events").create_index(["document", "annotator", "time", "gesture", "step"])
        db.create_table(
            "positions",
            {"document": int, "annotator": str, "offset": int},
            pk=("document", "annotator"),
            not_null={"offset"},
            foreign_keys=[("document", "documents", "number")],
        )

    @steps()
    def entities_names_facts(db: "Database") -> None:
        from annotator.store import entity_tables

        entity_tables.create(db)

    @steps()
    def spans_relations_evidence(db: "Database") -> None:
        db.table("events").add_column("more", str)
        db.table("events").create_index(["annotator", "time"])

    @steps()
    def full_text(db: "Database") -> None:
        search.create(db)

    @steps()
    def corrected_articles(db: "Database") -> None:
        from annotator.store import revisions

        revisions.create(db)

    @steps()
    def mutes_failures_settings(db: "Database") -> None:
        from annotator.store import mutes

        mutes.create(db)

    @steps()
    def names_that_stand_for_annotators(db: "Database") -> None:
        from annotator.store import pseudonyms

        pseudonyms.create(db)

    @steps()
    def lessons(db: "Database") -> None:
        from annotator.store import mutes

        mutes.create_lessons(db)

    @steps()
    def one_index_of_the_log(db: "Database") -> None:
        # An index of the ids alone, which are hashes, would be written all over with every document.
        columns = ["document", "annotator", "time", "gesture", "step", "id"]
        db.table("events").create_index(columns, unique=True)
        db.execute("DROP INDEX idx_events_id")
        db.execute("DROP INDEX idx_events_document_annotator_time_gesture_step")

    return steps


LAYOUT = Layout(9, _migrations)


def _refuse(name: str, when: str, table: str, condition: str = "") -> tuple[str, str]:
    what = "the log is only added to" if table == "events" else f"{table} are never changed"
    body = f"BEGIN SELECT RAISE(ABORT, '{what}'); END"
    return name, f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition}{body}"


def _once(name: str, table: str, *columns: str) -> tuple[str, str]:
    """INSERT OR REPLACE of something that is there would be a deletion: passed over instead."""
    equal = " AND ".join(f"{column} = NEW.{column}" for column in columns)
    same = f"SELECT 1 FROM {table} WHERE {equal}"
    body = f"WHEN EXISTS ({same}) BEGIN SELECT RAISE(IGNORE); END"
    return name, f"CREATE TRIGGER {name} BEFORE INSERT ON {table} {body}"


GUARDS = dict(
    (
        _refuse("events_stay", "DELETE", "events"),
        _refuse("events_hold", "UPDATE", "events"),
        _once("events_once", "events", *rows.LOG),
        _once("events_numbered_once", "events", "number"),
        _refuse("documents_stay", "DELETE", "documents"),
        _refuse("documents_hold", "UPDATE OF number, id, text", "documents"),
        _once("documents_once", "documents", "id"),
        _once("documents_numbered_once", "documents", "number"),
        _refuse("sentences_stay", "DELETE", "sentences"),
        _refuse("sentences_hold", "UPDATE", "sentences"),
        _once("sentences_once", "sentences", "document"),
    )
)
GUARDS |= search.TRIGGERS
"""What keeps the log a log and the search complete, by name."""


def prepare(path: Path, layout: Layout, *, create: bool, writable: bool) -> str:
    """Brings the file at `path` to this layout; returns the mode in which to open it from now on.

    Raises StoreError where it cannot or must not.
    """
    try:
        mode = "rw" if writable else _read_mode(path)
        with contextlib.closing(connect(path, mode="rwc" if create else mode)) as connection:
            version = _version(path, connection, layout)
            if writable:
                if version < layout.version:
                    _upgrade(path, connection, layout, version)
                _guard(connection)
            elif version < layout.version:
                raise StoreError(f"{path}: read-only, and of an older version; copy it where you may write")
            return mode
    except sqlite3.Error as fault:
        raise explained(path, fault) from fault


def _read_mode(path: Path) -> str:
    """How to read a database that must not be written: without leftovers of a writer, as it lies."""
    with contextlib.closing(connect(path, mode="ro")) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            log = path.with_name(path.name + "-wal")
            if log.exists() and log.stat().st_size:
                raise
            return "immutable"
    return "ro"


def _version(path: Path, connection: sqlite3.Connection, layout: Layout) -> int:
    """The layout that the file has; 0: it is empty. Raises StoreError for what is not ours or too new."""
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not ours and not version and not tables:
        return 0
    if ours != APPLICATION:
        raise StoreError(f"{path}: a database of another program; name another file with --db")
    if version > layout.version:
        raise StoreError(
            f"{path}: written by a newer version of this program (layout {version}, this one knows "
            f"{layout.version}); update it: pip install --upgrade claim-annotator"
        )
    return int(version)


def _upgrade(path: Path, connection: sqlite3.Connection, layout: Layout, version: int) -> None:
    """All steps in one transaction: a file is of the old layout or of the new one, never between."""
    from sqlite_utils import Database

    if version:
        _back_up(path, connection, version)
    _write_ahead(connection)
    with writing(connection):
        if _version(path, connection, layout) == layout.version:
            return  # another process was faster
        layout.migrations().apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {layout.version}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers and the writer in each other's way no more. SQLite does not wait for this lock by itself."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _back_up(path: Path, connection: sqlite3.Connection, version: int) -> Path:
    """A copy beside the file: 'annotations.v1.2024-05-01.db'. Raises StoreError where there is no room."""
    day = datetime.date.today().isoformat()
    for count in range(1, 1000):
        again = f".{count}" if count > 1 else ""
        copy = path.with_name(f"{path.stem}.v{version}.{day}{again}{path.suffix}")
        try:
            copy.touch(exist_ok=False)
            break
        except FileExistsError:
            continue
        except OSError as fault:
            raise StoreError(
                f"{copy}: no copy can be made here ({fault.strerror}), so nothing was changed"
            ) from None
    try:
        with contextlib.closing(connect(copy)) as target:
            connection.backup(target)
    except sqlite3.Error as fault:
        copy.unlink()
        raise explained(copy, fault) from fault
    return copy


def _guard(connection: sqlite3.Connection) -> None:
    """Sets the guards that are missing or changed."""
    # Not a migration: transform() drops triggers, so a later one would undo this.
    if _guards(connection) == GUARDS:
        return
    with writing(connection):
        standing = _guards(connection)
        for name, sql in GUARDS.items():
            if standing.get(name) != sql:
                connection.execute(f"DROP TRIGGER IF EXISTS {name}")
                connection.execute(sql)


def _guards(connection: sqlite3.Connection) -> dict[str, str]:
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: sql for name, sql in found if name in GUARDS}


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that takes the write lock at once: one that reads first and writes then would fail
    beside a second writer, however long it is ready to wait. It may be rolled back inside."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        if connection.in_transaction:
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
