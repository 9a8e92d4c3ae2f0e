"""Names that stand for annotators in what leaves the house: the same ones in every export of a database."""

import sqlite3
from collections.abc import Iterable
from functools import partial
from secrets import SystemRandom
from typing import TYPE_CHECKING

from annotator.store.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


def create(db: "Database") -> None:
    """The table of this module."""
    db.create_table("pseudonyms", {"annotator": str, "name": str}, pk="annotator", not_null={"name"})
    db.table("pseudonyms").create_index(["name"], unique=True)


def pseudonyms(store: Store, annotators: Iterable[str]) -> dict[str, str]:
    """A pseudonym for each of these: 'A1', 'A2'; those without one get one, in no order, and keep it."""
    names: dict[str, str] = store.write(partial(_named, sorted(set(annotators))))
    return names


def _named(annotators: list[str], connection: sqlite3.Connection) -> dict[str, str]:
    known = dict(connection.execute("SELECT annotator, name FROM pseudonyms"))
    new = [name for name in annotators if name not in known]
    SystemRandom().shuffle(new)  # an order would tell something of the names
    for annotator in new:
        known[annotator] = f"A{len(known) + 1}"
        connection.execute("INSERT INTO pseudonyms VALUES (?, ?)", (annotator, known[annotator]))
    return {name: known[name] for name in annotators}
