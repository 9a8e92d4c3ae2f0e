"""What the writer thread does to the project's own entities: adding a batch, settling, removing."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from annotator.model import Alias, Entity, Fact

_REST = (
    *("demonyms", "family", "given", "family_first", "short", "members_are"),
    *("no_article", "complete_since", "complete_until", "note"),
)
"""Fields of an entity that no query asks for; they lie together in one column."""
_MANY = 500
"""So many values go into one query."""
_COLUMNS = "entity, text, folded, kind, rank, since, until, style, acronym, ambiguous, listed"
_ADD_ALIAS = f"INSERT INTO aliases (number, {_COLUMNS}) VALUES ({', '.join('?' * 12)})"
_FACT = "relation, subject, object, since, until, status, role, disputed, note, source"


class Import(Struct, frozen=True):
    """A file that was read into a list, or is being read."""

    name: str
    """The list."""
    file: str
    format: str
    key: str
    """What the file's content is known by."""
    started: str
    """When, UTC, ISO 8601."""
    line: int = 0
    """So many lines of it are taken."""
    entities: int = 0
    """Lines that brought an entity; one may stand on several."""
    facts: int = 0
    bad: int = 0
    passed: int = 0
    """Lines with nothing for us in them, though nothing is wrong."""
    done: bool = False


class Named(Struct, frozen=True):
    """An entity with the folded form of each of its names."""

    entity: Entity
    folded: tuple[str, ...]
    """Of the name, then of each alias."""


def add(
    progress: Import, entities: Sequence[Named], facts: Sequence[Fact], connection: sqlite3.Connection
) -> None:
    """Adds a batch, and notes in the same transaction how far its file is."""
    connection.execute("INSERT INTO lists (name) VALUES (?) ON CONFLICT DO NOTHING", (progress.name,))
    (list_,) = connection.execute("SELECT number FROM lists WHERE name = ?", (progress.name,)).fetchone()
    known = dict(_numbers(connection, list_, {each.entity.id for each in entities}))
    new: list[Named] = []
    again: list[Named] = []
    for each in entities:
        (again if each.entity.id in known else new).append(each)
        known.setdefault(each.entity.id, 0)
    last = _last(connection, "aliases")
    known.update(_add_new(connection, list_, new))
    for each in again:
        _renew(connection, known[each.entity.id], each)
    _index(connection, last)
    # +object: not by its index, since one state may be the object of half of all facts.
    connection.executemany(
        f"INSERT INTO entity_facts (list, {_FACT}) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
        " WHERE NOT EXISTS (SELECT 1 FROM entity_facts WHERE list = ? AND relation = ? AND subject = ?"
        " AND +object = ? AND since = ? AND until = ? AND status = ? AND role = ?)",
        ((*same, f.disputed, f.note, f.source, *same) for f in facts for same in (_same_fact(list_, f),)),
    )
    p = progress
    connection.execute(
        "INSERT INTO imports (name, file, format, key, started, line, entities, facts, bad, passed, done)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name, key) DO UPDATE SET"
        " file = excluded.file, line = excluded.line, entities = excluded.entities, facts = excluded.facts,"
        " bad = excluded.bad, passed = excluded.passed, done = excluded.done",
        (p.name, p.file, p.format, p.key, p.started, p.line, p.entities, p.facts, p.bad, p.passed, p.done),
    )
    _stamp(connection)


def _same_fact(list_: int, f: Fact) -> tuple[int | str, ...]:
    """What makes a fact of a list the same fact."""
    return (list_, f.relation, f.subject, f.object, f.since, f.until, f.status, f.role)


def _numbers(connection: sqlite3.Connection, list_: int, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
    """(id, number) of those that the list holds."""
    wanted = sorted(ids)
    for at in range(0, len(wanted), _MANY):
        some = wanted[at : at + _MANY]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT id, number FROM entities WHERE id IN ({marks}) AND list = ?"
        yield from connection.execute(sql, (*some, list_))


def _last(connection: sqlite3.Connection, table: str) -> int:
    (found,) = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()
    return int(found)


def _add_new(connection: sqlite3.Connection, list_: int, entities: Sequence[Named]) -> list[tuple[str, int]]:
    """Returns id and number of each."""
    first = _last(connection, "entities") + 1
    numbered = list(enumerate(entities, first))
    connection.executemany(
        "INSERT INTO entities (number, list, id, kind, name, rank, wikidata, source, rest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number, list_, e.id, e.kind, e.name, e.rank, e.wikidata, e.source, _json(_rest(e)))
            for number, e in ((number, each.entity) for number, each in numbered)
        ),
    )
    rows = (row for number, each in numbered for row in _alias_rows(number, each))
    last = _last(connection, "aliases") + 1
    connection.executemany(_ADD_ALIAS, ((number, *row) for number, row in enumerate(rows, last)))
    return [(each.entity.id, number) for number, each in numbered]


def _alias_rows(number: int, named: Named) -> Iterator[tuple[object, ...]]:
    """The name itself, which is not `listed` as an alias, and the aliases."""
    e = named.entity
    for at, (a, folded) in enumerate(zip((Alias(e.name), *e.aliases), named.folded, strict=True)):
        flags = (a.style, a.acronym, a.ambiguous, at > 0)
        yield (number, a.text, folded, e.kind, e.rank, a.since, a.until, *flags)


def _renew(connection: sqlite3.Connection, number: int, named: Named) -> None:
    """What a later line says of the same entity: names add up, and what it leaves empty stays as it was."""
    e = named.entity
    old, kind, rank = connection.execute(
        "SELECT rest, kind, rank FROM entities WHERE number = ?", (number,)
    ).fetchone()
    merged = {**(msgspec.json.decode(old) if old else {}), **_rest(e)}
    connection.execute(
        "UPDATE entities SET kind = ?, name = ?, rank = max(rank, ?), source = coalesce(nullif(?, ''), source),"
        " wikidata = coalesce(nullif(?, ''), wikidata), rest = ? WHERE number = ?",
        (e.kind, e.name, e.rank, e.source, e.wikidata, _json(merged), number),
    )
    if e.kind != kind or e.rank > rank:
        connection.execute(
            "UPDATE aliases SET kind = ?, rank = ? WHERE entity = ?", (e.kind, max(e.rank, rank), number)
        )
    there = set(connection.execute("SELECT text, since FROM aliases WHERE entity = ?", (number,)))
    fresh = [row for row in _alias_rows(number, named) if (row[1], row[5]) not in there]
    last = _last(connection, "aliases") + 1
    connection.executemany(_ADD_ALIAS, ((at, *row) for at, row in enumerate(fresh, last)))


def _rest(e: Entity) -> dict[str, object]:
    return {key: value for key in _REST if (value := getattr(e, key))}


def _json(fields: dict[str, object]) -> str:
    return msgspec.json.encode(fields).decode() if fields else ""


def _index(connection: sqlite3.Connection, after: int) -> None:
    """Takes the names that came after that number into the indexes for look-up."""
    for index in ("alias_words", "alias_pieces"):
        connection.execute(
            f"INSERT INTO {index} (rowid, folded) SELECT number, folded FROM aliases WHERE number > ?",
            (after,),
        )


def _stamp(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT OR REPLACE INTO entity_stamp VALUES (1, lower(hex(randomblob(16))))")


def settle(connection: sqlite3.Connection) -> None:
    """Counts anew in how many names each piece of three letters is."""
    connection.execute("DELETE FROM piece_counts")
    connection.execute("INSERT INTO piece_counts (piece, count) SELECT term, doc FROM piece_vocabulary")


def remove(ids: Sequence[str], lists: Sequence[str], connection: sqlite3.Connection) -> int:
    """Removes entities with all that their lists say of them: by id or Wikidata id in whatever list, and
    whole lists."""
    _choose(ids, lists, connection)
    names = "FROM aliases WHERE entity IN (SELECT number FROM leaving)"
    (all_of_them,) = connection.execute(
        "SELECT NOT EXISTS (SELECT 1 FROM entities WHERE number NOT IN (SELECT number FROM leaving))"
    ).fetchone()
    for index in ("alias_words", "alias_pieces"):
        if all_of_them:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        else:
            connection.execute(
                f"INSERT INTO {index} ({index}, rowid, folded) SELECT 'delete', number, folded {names}"
            )
    connection.execute(f"DELETE {names}")
    connection.execute(
        "DELETE FROM entity_facts WHERE subject IN (SELECT id FROM leaving)"
        " AND list IN (SELECT list FROM leaving WHERE id = subject)"
    )
    count = connection.execute("DELETE FROM entities WHERE number IN (SELECT number FROM leaving)").rowcount
    for name in lists:  # facts of lines that bring no entity, and what is known of the files
        one = "(SELECT number FROM lists WHERE name = ?)"
        connection.execute(f"DELETE FROM entity_facts WHERE list = {one}", (name,))
        connection.execute("DELETE FROM imports WHERE name = ?", (name,))
        connection.execute("DELETE FROM lists WHERE name = ?", (name,))
    if count and ids:  # The files may be imported again: not all that they brought is here.
        connection.execute("UPDATE imports SET key = key || ' ' || number WHERE key NOT LIKE '% %'")
    _stamp(connection)
    return count


def _choose(ids: Sequence[str], lists: Sequence[str], connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE IF EXISTS temp.leaving")
    connection.execute("CREATE TEMP TABLE leaving (number INTEGER PRIMARY KEY, id TEXT, list INTEGER)")
    connection.execute("CREATE INDEX temp.leaving_ids ON leaving (id)")
    into = "INSERT OR IGNORE INTO leaving SELECT number, id, list FROM entities WHERE "
    for id_ in ids:
        connection.execute(f"{into} id = ? OR (wikidata = ? AND wikidata <> '')", (id_, id_))
    for name in lists:
        connection.execute(f"{into} list = (SELECT number FROM lists WHERE name = ?)", (name,))
