"""What the writer thread does with the log and the documents, each inside a transaction of its own."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain, compress

from annotator.store import rows

Incoming = tuple[rows.Row, tuple[str, int, bytes], Sequence[rows.Row]]
"""A document, its splitter with the number and offsets of its sentences, and its events, as rows."""

_ROWS, _FEWER_ROWS = 2_000, 100
"""Rows that go in with one statement. SQLite takes 32,766 values, and each statement is kept."""


def append(log: Sequence[rows.Row], connection: sqlite3.Connection) -> None:
    """Adds events; those that are there already are passed over."""
    connection.executemany(rows.ADD_EVENT, log)


def add_documents(incoming: Sequence[Incoming], connection: sqlite3.Connection) -> list[bool]:
    """Adds documents with their sentences and events; tells of each whether anything was new."""
    numbers = dict(_numbers(connection, [row[0] for row, _, _ in incoming]))
    fresh = _add_texts(incoming, numbers, connection)
    logs = [[(e[0], numbers[row[0]], *e[2:]) for e in log] for row, _, log in incoming]
    _insert(connection, rows.ADD_EVENT_OF, list(chain.from_iterable(compress(logs, fresh))))
    # Only of a text that was there already it takes a look whether its log brings anything.
    return [new or _brings(connection, log) for new, log in zip(fresh, logs, strict=True)]


def _numbers(connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(id, number) of the documents that are here."""
    for at in range(0, len(ids), _ROWS):
        some = ids[at : at + _ROWS]
        marks = ", ".join("?" * len(some))
        yield from connection.execute(f"SELECT id, number FROM documents WHERE id IN ({marks})", some)


def _add_texts(
    incoming: Sequence[Incoming], numbers: dict[str, int], connection: sqlite3.Connection
) -> list[bool]:
    """Adds the documents that have no number yet, with their sentences, and gives them one."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()
    fresh, documents, sentences = [], [], []
    for row, cut, _ in incoming:
        new = row[0] not in numbers
        if new:
            numbers[row[0]] = last = last + 1
            documents.append((last, *row))
            sentences.append((last, *cut))
        fresh.append(new)
    _insert(connection, rows.ADD_DOCUMENT, documents)
    _insert(connection, rows.ADD_SENTENCES, sentences)
    return fresh


def _brings(connection: sqlite3.Connection, log: Sequence[rows.Row]) -> bool:
    before = connection.total_changes
    connection.executemany(rows.ADD_EVENT_OF, log)
    return connection.total_changes > before


def _insert(connection: sqlite3.Connection, sql: str, found: Sequence[rows.Row]) -> None:
    """Many rows a statement: after each, this thread waits until who reads meanwhile makes room for it."""
    at = 0
    for size in (_ROWS, _FEWER_ROWS):
        while len(found) - at >= size:
            some = found[at : at + size]
            connection.execute(rows.several(sql, size), tuple(chain.from_iterable(some)))
            at += size
    connection.executemany(sql, found[at:])


def set_position(place: tuple[str, str, int], connection: sqlite3.Connection) -> None:
    """Notes where an annotator stands: document, annotator, code points."""
    document, annotator, offset = place
    connection.execute(
        "INSERT INTO positions SELECT number, ?, ? FROM documents WHERE id = ?"
        ' ON CONFLICT (document, annotator) DO UPDATE SET "offset" = excluded."offset"',
        (annotator, offset, document),
    )
