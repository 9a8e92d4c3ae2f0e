"""Corrected articles: which document is the earlier version of which, and what waits for a person's decision."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.store.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


class Unplaced(Struct, frozen=True, kw_only=True):
    """Something that was said of the earlier version and has no certain place in the later one."""

    number: int = 0
    """What it is called in lists; 0 before it is kept."""
    document: str
    """The id of the later version."""
    annotator: str
    what: str
    """The label, kind of span or relation, with its type: 'error · wrong-number', 'says'."""
    quote: str
    """The words that it stood on in the earlier version."""
    start: int
    """Where they stood there, in code points."""
    end: int
    why: str
    near_start: int = 0
    """The passage of the later version that stands in its place, in code points; 0, 0: there is none."""
    near_end: int = 0


def create(db: "Database") -> None:
    """The tables of this module."""
    db.create_table(
        "revisions",
        {"later": int, "earlier": int},
        pk="later",
        not_null={"earlier"},
        foreign_keys=[("later", "documents", "number"), ("earlier", "documents", "number")],
    )
    texts = ("annotator", "what", "quote", "why")
    numbers = ("start", "end", "near_start", "near_end", "settled")
    db.create_table(
        "unplaced",
        {"number": int, "document": int} | dict.fromkeys(texts, str) | dict.fromkeys(numbers, int),
        pk="number",
        not_null={"document", *texts, *numbers},
        foreign_keys=[("document", "documents", "number")],
    )
    db.table("unplaced").create_index(["document"])


_COLUMNS = 'annotator, what, quote, start, "end", why, near_start, near_end'


def earlier_of(store: Store, document: str) -> str:
    """The id of the version that came before; empty: none is known."""
    sql = (
        "SELECT e.id FROM revisions JOIN documents l ON l.number = later"
        " JOIN documents e ON e.number = earlier WHERE l.id = ?"
    )
    with store.reading() as connection:
        found = connection.execute(sql, (document,)).fetchone()
    return found[0] if found else ""


def replaced(store: Store) -> set[str]:
    """The ids of the documents of which a later version is here."""
    with store.reading() as connection:
        found = connection.execute("SELECT d.id FROM revisions JOIN documents d ON d.number = earlier")
        return {id_ for (id_,) in found}


def add(store: Store, later: str, earlier: str, unplaced: Sequence[Unplaced]) -> None:
    """Notes that one document is a later version of another, and what has no place in it; waits."""
    store.write(partial(_add, later, earlier, unplaced))


def unplaced(store: Store, document: str = "") -> list[Unplaced]:
    """What waits for a decision, in one document or in all, in the order of the text."""
    sql = (
        f"SELECT u.number, d.id, {_COLUMNS} FROM unplaced u JOIN documents d ON d.number = document"
        " WHERE NOT settled AND ? IN ('', d.id) ORDER BY document, start, u.number"
    )
    names = Unplaced.__struct_fields__
    with store.reading() as connection:
        return [
            Unplaced(**dict(zip(names, row, strict=True))) for row in connection.execute(sql, (document,))
        ]


def settle(store: Store, numbers: Sequence[int]) -> int:
    """Notes that these were decided; returns how many there were."""
    settled: int = store.write(partial(_settle, numbers))
    return settled


def _add(later: str, earlier: str, unplaced: Sequence[Unplaced], connection: sqlite3.Connection) -> None:
    number = "(SELECT number FROM documents WHERE id = ?)"
    new = connection.execute(
        f"INSERT INTO revisions VALUES ({number}, {number}) ON CONFLICT DO NOTHING", (later, earlier)
    )
    if not new.rowcount:
        return
    connection.executemany(
        f"INSERT INTO unplaced (document, {_COLUMNS}, settled) VALUES ({number}, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            (later, u.annotator, u.what, u.quote, u.start, u.end, u.why, u.near_start, u.near_end)
            for u in unplaced
        ),
    )


def _settle(numbers: Sequence[int], connection: sqlite3.Connection) -> int:
    settled = 0
    for number in numbers:
        sql = "UPDATE unplaced SET settled = 1 WHERE number = ? AND NOT settled"
        settled += connection.execute(sql, (number,)).rowcount
    return settled
