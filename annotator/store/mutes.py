"""What a project decided about its rules: what is muted, which weights it uses, and which rules failed.

These are settings, not judgements: they change in place and are not in the log.
"""

import sqlite3
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from annotator.store.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

What = Literal["rule", "cue", "alias"]
"""What can be muted."""
WHATS: tuple[What, ...] = get_args(What)


class Mute(Struct, frozen=True):
    """A rule, cue or name that the project does not want to see."""

    what: What
    name: str
    annotator: str
    """Who muted it."""
    time: str
    """When: UTC, ISO 8601."""


class Failure(Struct, frozen=True):
    """A rule of another package that failed when candidates were last computed."""

    rule: str
    said: str
    count: int
    time: str
    """When it was noted: UTC, ISO 8601."""


LESSONS = 1
"""Raise it whenever the lessons that are kept change their shape or meaning."""


class Log(Struct, frozen=True):
    """What one annotator did to one document."""

    document: str
    annotator: str
    stamp: str
    """Changes when the log grows, and with this program's way of keeping lessons."""


def create_lessons(db: "Database") -> None:
    """Makes the table of what logs taught. It can be emptied at any time: the log is the truth."""
    db.create_table(
        "lessons",
        {"document": str, "annotator": str, "stamp": str, "lessons": bytes},
        pk=("document", "annotator"),
        not_null={"stamp", "lessons"},
    )


def create(db: "Database") -> None:
    """Makes the tables in a database that has none of them."""
    words = ("what", "name", "annotator", "time")
    db.create_table("mutes", dict.fromkeys(words, str), pk=("what", "name"), not_null=set(words))
    db.create_table(
        "failures",
        {"rule": str, "said": str, "count": int, "time": str},
        pk="rule",
        not_null={"said", "count", "time"},
    )
    db.create_table("settings", {"name": str, "value": str}, pk="name", not_null={"value"})


class Mutes:
    """The decisions of a database. Every method may be called from any thread; writing waits."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def muted(self) -> list[Mute]:
        """What is muted: rules, cues, names, each by name."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT what, name, annotator, time FROM mutes").fetchall()
        return sorted((Mute(*row) for row in rows), key=lambda each: (WHATS.index(each.what), each.name))

    def mute(self, mute: Mute) -> bool:
        """Mutes something; False: it was muted already, and stays as it was. Raises StoreError."""
        sql = "INSERT INTO mutes VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        return self._changes(sql, (mute.what, mute.name, mute.annotator, mute.time)) > 0

    def unmute(self, what: What, name: str) -> bool:
        """Lets something be heard again; False: it was not muted. Raises StoreError."""
        return self._changes("DELETE FROM mutes WHERE what = ? AND name = ?", (what, name)) > 0

    def failures(self) -> list[Failure]:
        """The rules that failed when candidates were last computed, by id."""
        sql = 'SELECT rule, said, "count", time FROM failures ORDER BY rule'
        with self._store.reading() as connection:
            return [Failure(*row) for row in connection.execute(sql)]

    def note(self, failures: Iterable[Failure]) -> None:
        """Puts these failures in the place of those noted before. Raises StoreError."""
        rows = [(each.rule, each.said, each.count, each.time) for each in failures]
        self._store.write(partial(_replace_failures, rows))

    def answered(self) -> list[Log]:
        """Every log that answers a candidate, as the documents were added."""
        sql = (
            "SELECT d.id, a.annotator, a.events FROM (SELECT document, annotator, count(*) AS events"
            " FROM events GROUP BY document, annotator"
            " HAVING max(kind IN ('accept', 'reject'))) a JOIN documents d ON d.number = a.document"
            " ORDER BY d.number, a.annotator"
        )
        with self._store.reading() as connection:
            rows = connection.execute(sql).fetchall()
        return [Log(document, annotator, f"{LESSONS}:{events}") for document, annotator, events in rows]

    def lessons(self) -> dict[tuple[str, str], tuple[str, bytes]]:
        """What was kept of logs: by document and annotator, the stamp of the log then, and the lessons."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT document, annotator, stamp, lessons FROM lessons").fetchall()
        return {(document, annotator): (stamp, kept) for document, annotator, stamp, kept in rows}

    def keep_lessons(self, kept: Iterable[tuple[Log, bytes]]) -> None:
        """Keeps what these logs taught. Raises StoreError."""
        rows = [(log.document, log.annotator, log.stamp, lessons) for log, lessons in kept]
        self._store.write(partial(_keep, rows))

    def setting(self, name: str) -> str:
        """A setting; empty: it was not made."""
        with self._store.reading() as connection:
            row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def set(self, name: str, value: str) -> None:
        """Makes a setting; with an empty value, takes it back. Raises StoreError."""
        if value:
            self._changes("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
        else:
            self._changes("DELETE FROM settings WHERE name = ?", (name,))

    def _changes(self, sql: str, values: tuple[str, ...]) -> int:
        changed: int = self._store.write(partial(_run, sql, values))
        return changed


def _run(sql: str, values: tuple[str, ...], connection: sqlite3.Connection) -> int:
    return connection.execute(sql, values).rowcount


def _replace_failures(rows: list[tuple[str, str, int, str]], connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM failures")
    connection.executemany("INSERT INTO failures VALUES (?, ?, ?, ?)", rows)


def _keep(rows: list[tuple[str, str, str, bytes]], connection: sqlite3.Connection) -> None:
    connection.executemany("INSERT OR REPLACE INTO lessons VALUES (?, ?, ?, ?)", rows)
