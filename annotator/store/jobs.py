"""What the writer thread does with the log and the documents, each inside a transaction of its own."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence

from annotator.store import rows
from annotator.store.tables import GUARDS

Incoming = tuple[rows.Row, tuple[str, int, bytes], Sequence[rows.Row]]
"""A document, its splitter with the number and offsets of its sentences, and its events, as rows."""

_MANY = 2_000
"""Events from which on it pays to take the guards away for a moment."""
_SLOW = ("events_once", "events_numbered_once")
"""Guards that look at every event that comes in, and cost as much as the rest of it."""


def append(log: Sequence[rows.Row], connection: sqlite3.Connection) -> None:
    """Adds events; those that are there already are passed over."""
    connection.executemany(rows.ADD_EVENT, log)


def add_documents(incoming: Sequence[Incoming], connection: sqlite3.Connection) -> list[bool]:
    """Adds documents with their sentences and events; tells of each whether anything was new."""
    many = sum(len(log) for _, _, log in incoming) >= _MANY
    with _open_gate(connection) if many else contextlib.nullcontext():
        return [_add_document(*each, connection) for each in incoming]


@contextlib.contextmanager
def _open_gate(connection: sqlite3.Connection) -> Iterator[None]:
    """Without the guards against replacing an event, which nothing here does.

    Nobody sees the file without them: they are back before the transaction ends.
    """
    for name in _SLOW:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    yield
    for name in _SLOW:
        connection.execute(GUARDS[name])


def _add_document(
    row: rows.Row,
    sentences: tuple[str, int, bytes],
    log: Sequence[rows.Row],
    connection: sqlite3.Connection,
) -> bool:
    new = connection.execute(rows.ADD_DOCUMENT, row).rowcount > 0
    (number,) = connection.execute("SELECT number FROM documents WHERE id = ?", row[:1]).fetchone()
    if new:
        connection.execute("INSERT INTO sentences VALUES (?, ?, ?, ?)", (number, *sentences))
    before = connection.total_changes
    connection.executemany(rows.ADD_EVENT_OF, ((each[0], number, *each[2:]) for each in log))
    return connection.total_changes > before or new


def set_position(place: tuple[str, str, int], connection: sqlite3.Connection) -> None:
    """Notes where an annotator stands: document, annotator, code points."""
    connection.execute(
        "INSERT INTO positions SELECT number, ?2, ?3 FROM documents WHERE id = ?1"
        ' ON CONFLICT (document, annotator) DO UPDATE SET "offset" = excluded."offset"',
        place,
    )
