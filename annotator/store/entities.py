"""The project's own entities: lists that were imported, with their names and dated facts.

An entity comes from one list; another list may tell of the same one, under its id or its Wikidata id. Names
are kept as they are and folded for comparing; how they are folded is the caller's business. What lists say
of the same thing is put together by the session, which knows the shipped lists as well.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotator.model import Alias, Entity, Fact, Kind
from annotator.store import entity_jobs
from annotator.store.entity_jobs import Import, Named
from annotator.store.store import Store

__all__ = ["Entities", "Import", "Linked", "ListOf", "Name", "Named", "Namesake", "Side"]

_ENTITY = "e.number, e.id, e.kind, e.name, e.rank, e.wikidata, e.source, e.rest"
_FACT = "f.relation, f.subject, f.object, f.since, f.until, f.status, f.role, f.disputed, f.note, f.source"
_BLOCK = 2000


class ListOf(Struct, frozen=True):
    """A list, and what it holds."""

    name: str
    entities: int
    facts: int
    imports: tuple[Import, ...]
    """The files that it was read from, in the order in which they came."""


class Side(Struct, frozen=True):
    """The subject or object of a fact, as the lists know it."""

    id: str
    wikidata: str
    kind: str
    """Empty: no list has it."""
    name: str


class Linked(Struct, frozen=True):
    """A fact as its list tells it, and what the lists know of its two sides."""

    fact: Fact
    subject: Side
    object: Side


class Namesake(Struct, frozen=True):
    """An entity that has a certain name."""

    folded: str
    id: str
    wikidata: str
    kind: Kind
    list: int
    """The number of its list."""


class Name(Struct, frozen=True):
    """A name with what matching has to know of its entity."""

    entity: str
    wikidata: str
    kind: Kind
    rank: int
    alias: Alias


class Entities:
    """The entities of a database. Every method may be called from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # ------------------------------------------------------------ writing

    def add(
        self, progress: Import, entities: Sequence[Named], facts: Sequence[Fact], *, last: bool = False
    ) -> None:
        """Adds a batch and notes how far its file is, together or not at all; waits.

        Of an entity that its list has already, names and facts add up. `last`: settles in the same
        transaction. Raises StoreError.
        """

        def job(connection: sqlite3.Connection) -> None:
            entity_jobs.add(progress, entities, facts, connection)
            if last:
                entity_jobs.settle(connection)

        self._store.write(job)

    def settle(self) -> None:
        """Brings up to date what look-up knows of how frequent letters are: after the last batch."""
        self._store.write(entity_jobs.settle)

    def remove(self, ids: Sequence[str] = (), lists: Sequence[str] = ()) -> int:
        """Removes entities with the facts of their lists, by id or by list; returns how many they were."""
        removed: int = self._store.write(partial(entity_jobs.remove, ids, lists))
        return removed

    # ------------------------------------------------------------ lists

    def imported(self, name: str, key: str) -> Import | None:
        """How far the file of that content is in the list of that name; None: it was never begun."""
        return next((each for each in self._imports(name) if each.key == key), None)

    def _imports(self, name: str) -> list[Import]:
        sql = (
            "SELECT name, file, format, key, started, line, entities, facts, bad, passed, done FROM imports"
            " WHERE name = ? ORDER BY number"
        )
        with self._store.reading() as connection:
            rows = connection.execute(sql, (name,)).fetchall()
        return [replace(Import(*row), done=bool(row[-1])) for row in rows]

    def lists(self) -> list[ListOf]:
        """The lists with how much they hold, in the order in which they came."""
        sql = (
            "SELECT name, (SELECT count(*) FROM entities WHERE list = l.number),"
            " (SELECT count(*) FROM entity_facts WHERE list = l.number) FROM lists l ORDER BY number"
        )
        with self._store.reading() as connection:
            found = connection.execute(sql).fetchall()
        return [ListOf(name, count, facts, tuple(self._imports(name))) for name, count, facts in found]

    def names_of_lists(self) -> list[str]:
        """The names of the lists, in the order in which they came. Cheap."""
        with self._store.reading() as connection:
            return [name for (name,) in connection.execute("SELECT name FROM lists ORDER BY number")]

    def fingerprint(self) -> str:
        """Changes with every batch and removal; empty where there are no entities. Cheap."""
        with self._store.reading() as connection:
            (stamp,) = connection.execute(
                "SELECT max(value) FROM entity_stamp WHERE EXISTS (SELECT 1 FROM entities)"
            ).fetchone()
        return stamp or ""

    def counts(self) -> dict[str, int]:
        """How many entities there are, by kind; 'names' and 'facts' beside."""
        with self._store.reading() as connection:
            sql = "SELECT kind, count(*) FROM entities GROUP BY kind ORDER BY kind"
            found: dict[str, int] = dict(connection.execute(sql).fetchall())
            for name, table in (("names", "aliases"), ("facts", "entity_facts")):
                (found[name],) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return found

    def has_facts(self) -> bool:
        """True where any list told a fact. Cheap."""
        with self._store.reading() as connection:
            return connection.execute("SELECT 1 FROM entity_facts LIMIT 1").fetchone() is not None

    def has_names(self, most: int) -> bool:
        """True where there are more names than `most`. Cheap."""
        with self._store.reading() as connection:
            sql = "SELECT 1 FROM aliases LIMIT 1 OFFSET ?"
            return connection.execute(sql, (most,)).fetchone() is not None

    # ------------------------------------------------------------ entities

    def called(self, *ids: str) -> list[Entity]:
        """What each list says of the entities with these ids or Wikidata ids, each once, in the order in
        which they came."""
        marks = ", ".join("?" * len(ids))
        sql = (
            f"SELECT {_ENTITY} FROM entities e WHERE id IN ({marks})"
            # Without the second condition the index, which leaves empty ones out, is of no use.
            f" OR (wikidata IN ({marks}) AND wikidata <> '') ORDER BY number"
        )
        if "" in ids:
            raise ValueError("an empty id would mean every entity that Wikidata does not have")
        with self._store.reading() as connection:
            return [_entity(connection, row) for row in connection.execute(sql, (*ids, *ids)).fetchall()]

    def ids_of(self, wikidata: str) -> list[str]:
        """The ids of the entities that have this Wikidata id."""
        with self._store.reading() as connection:
            sql = "SELECT DISTINCT id FROM entities WHERE wikidata = ? AND wikidata <> ''"
            return [id_ for (id_,) in connection.execute(sql, (wikidata,))]

    def same_name(self, folded: Iterable[str], kinds: Sequence[Kind]) -> Iterator[Namesake]:
        """The entities of these kinds that have one of the names."""
        marks = ", ".join("?" * len(kinds))
        sql = (
            "SELECT DISTINCT a.folded, e.id, e.wikidata, e.kind, e.list FROM aliases a"
            f" JOIN entities e ON e.number = a.entity WHERE a.folded = ? AND a.kind IN ({marks})"
        )
        with self._store.reading() as connection:
            for name in folded:
                for row in connection.execute(sql, (name, *kinds)):
                    yield Namesake(*row)

    def told(self, id: str) -> list[tuple[str, Entity]]:
        """(list, entity) of what each list says under that id or Wikidata id."""
        sql = (
            f"SELECT l.name, {_ENTITY} FROM entities e JOIN lists l ON l.number = e.list"
            " WHERE e.id = ? OR (e.wikidata = ? AND e.wikidata <> '') ORDER BY e.number"
        )
        with self._store.reading() as connection:
            rows = connection.execute(sql, (id, id)).fetchall()
            return [(row[0], _entity(connection, row[1:])) for row in rows]

    def every(self, kinds: Sequence[Kind] = (), lists: Sequence[str] = ()) -> Iterator[Entity]:
        """Every entity as its list has it, in the order in which they came; narrowed down where asked.

        They are read in blocks, so that a million need not be in memory.
        """
        narrow, values = _narrowed(kinds, lists)
        last = 0
        while True:
            with self._store.reading() as connection:
                sql = f"SELECT {_ENTITY} FROM entities e WHERE number > ?{narrow} ORDER BY number LIMIT {_BLOCK}"
                rows = connection.execute(sql, (last, *values)).fetchall()
                block = [_entity(connection, row) for row in rows]
            yield from block
            if len(rows) < _BLOCK:
                return
            last = rows[-1][0]

    def persons(self, most: int) -> Iterator[Entity]:
        """The best known persons, at most so many, without their aliases."""
        sql = f"SELECT {_ENTITY} FROM entities e WHERE kind = 'person' ORDER BY rank DESC, number LIMIT ?"
        with self._store.reading() as connection:
            rows = connection.execute(sql, (most,)).fetchall()
        return (_made(row, ()) for row in rows)

    def names(self, most: int) -> Iterator[Name]:
        """Every name of at most so many folded words, one at a time, as the lists brought them."""
        sql = (
            "SELECT e.id, e.wikidata, a.kind, a.rank, a.text, a.since, a.until, a.style, a.acronym, a.ambiguous"
            " FROM aliases a JOIN entities e ON e.number = a.entity"
            " WHERE length(a.folded) - length(replace(a.folded, ' ', '')) < ? ORDER BY a.number"
        )
        with self._store.reading() as connection:
            for entity, wikidata, kind, rank, text, since, until, *flags in connection.execute(sql, (most,)):
                yield Name(entity, wikidata, kind, rank, Alias(text, since, until, *map(bool, flags)))

    # ------------------------------------------------------------ facts

    def facts(
        self, subjects: Sequence[str] = (), relation: str = "", objects: Sequence[str] = (), most: int = -1
    ) -> list[Linked]:
        """The facts with one of these subjects, that relation, and one of these objects; empty: any.

        At most so many, those that came first; below 0: all.
        """
        where, values = ["1"], list[object]()
        for column, wanted in (("subject", subjects), ("object", objects)):
            if wanted:
                where.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        if relation:
            where.append("relation = ?")
            values.append(relation)
        sides = ", ".join(f"{s}.wikidata, {s}.kind, {s}.name" for s in ("s", "o"))
        joins = " ".join(
            f"LEFT JOIN entities {s} ON {s}.number ="
            f" (SELECT number FROM entities WHERE id = f.{column} ORDER BY wikidata = '', number LIMIT 1)"
            for s, column in (("s", "subject"), ("o", "object"))
        )
        of = f"entity_facts f {joins} WHERE {' AND '.join(where)}"
        sql = f"SELECT {_FACT}, {sides} FROM {of} ORDER BY f.number LIMIT ?"
        with self._store.reading() as connection:
            return [_linked(row) for row in connection.execute(sql, (*values, most)).fetchall()]

    def with_facts(self, name: str, kinds: Sequence[Kind] = ()) -> Iterator[tuple[Entity, list[Fact]]]:
        """The entities of a list, each with the facts that the list tells of it, one at a time."""
        sql = (
            f"SELECT {_FACT} FROM entity_facts f WHERE subject = ? AND list = (SELECT number FROM lists"
            " WHERE name = ?) ORDER BY number"
        )
        for entity in self.every(kinds, [name]):
            with self._store.reading() as connection:
                yield entity, [_fact(row) for row in connection.execute(sql, (entity.id, name)).fetchall()]

    def loose_facts(self, name: str) -> Iterator[Fact]:
        """The facts of a list about what it does not have itself, one at a time."""
        sql = (
            f"SELECT {_FACT} FROM entity_facts f JOIN lists l ON l.number = f.list WHERE l.name = ? AND NOT"
            " EXISTS (SELECT 1 FROM entities WHERE id = f.subject AND list = f.list) ORDER BY f.number"
        )
        with self._store.reading() as connection:
            for row in connection.execute(sql, (name,)):
                yield _fact(row)


def _narrowed(kinds: Sequence[Kind], lists: Sequence[str]) -> tuple[str, list[str]]:
    sql = ""
    if kinds:
        sql += f" AND kind IN ({', '.join('?' * len(kinds))})"
    if lists:
        sql += f" AND list IN (SELECT number FROM lists WHERE name IN ({', '.join('?' * len(lists))}))"
    return sql, [*kinds, *lists]


def _entity(connection: sqlite3.Connection, row: Sequence[object]) -> Entity:
    found = connection.execute(
        "SELECT text, since, until, style, acronym, ambiguous FROM aliases"
        " WHERE entity = ? AND (listed OR text <> ?) ORDER BY number",
        (row[0], row[3]),
    )
    return _made(
        row, tuple(Alias(text, since, until, *map(bool, flags)) for text, since, until, *flags in found)
    )


def _made(row: Sequence[object], aliases: tuple[Alias, ...]) -> Entity:
    _, id_, kind, name, rank, wikidata, source, rest = row
    more: dict[str, object] = msgspec.json.decode(cast(str, rest)) if rest else {}
    fields = {"id": id_, "kind": kind, "name": name, "rank": rank, "wikidata": wikidata, "source": source}
    return msgspec.convert({**more, **fields, "aliases": aliases}, Entity)


def _fact(row: Sequence[str]) -> Fact:
    relation, subject, object_, since, until, status, role, disputed, note, source = row
    return Fact(
        relation, subject, object_, since, until, status, role, bool(disputed), note=note, source=source
    )


def _linked(row: Sequence[str]) -> Linked:
    fact = _fact(row[:10])
    one, other = (tuple(side or "" for side in each) for each in (row[10:13], row[13:]))
    return Linked(fact, Side(fact.subject, *one), Side(fact.object, *other))
