"""Names of the database that a query may mean, while it is being typed. To be scored by the caller.

Names whose words begin with the words of the query come from the index of words; where those are too many to
look at, the best known and the first by the alphabet come beside. Names with letters wrong come from the
index of three-letter pieces. Every look is bounded, however many names there are.
"""

import contextlib
import sqlite3
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from annotator.model import Kind
from annotator.patterns import regex
from annotator.store.recent import Name, Recent, Told
from annotator.store.store import Store

__all__ = ["Name", "Names", "Prefixes", "Told"]

_BEGUN = 250
"""So many names whose words begin so are looked at; where there are more, others come beside."""
_FIRST = 60
"""So many come then in the order of the alphabet."""
_FAMOUS = 30
"""So many of the best known."""
_KNOWN = 20_000
"""So many of the best known names are kept in memory."""
_STALE = 2.0
"""Seconds for which they may be those from before a change."""
_SIFTED = 2500
"""So many names are looked at in search of those of the kinds asked for, or that hold a part of the query."""
_RARE = 10
"""Where fewer than so many are found in a quick way, another one is tried."""
_FEW, _FEW_AFTER_OTHERS = 3, 2
"""Letters of a word that is hardly begun: the only one, or the last one of several."""
_RAREST = 3
"""So many of the rarest pieces of a part are looked for."""
_MANY = 400
"""Pieces in more names than this do not tell enough alone."""
_THOROUGH, _CURSORY = 40_000, 4_000
"""So many entries of the index of pieces are read for a part."""
_GLANCED = 300
"""So many names are looked at where the search is not thorough."""
_SHORT = 3
"""Words of so many letters, among several longer ones, are not looked for: many names hold them."""
_COMMON = frozenset(("of", "the", "and", "for", "de", "al"))
"""Nor are these beside any other word."""
_BEAT = 4000
"""Steps of SQLite's machine between two looks whether the answer is still wanted: some tenths of a
millisecond."""
_TOKEN = regex(r"[0-9A-Za-z\x80-\U0010ffff]+")
"""A word as the index of words parts them."""
_WORD = regex(r"[^ ]+")
_END = "\U0010ffff"
"""Comes after whatever a name may go on with."""
_CACHE = "PRAGMA cache_size = -4096"
"""For a look into all the indexes; 4 MB."""
_NAME = "a.number, a.entity, a.kind, a.rank, a.folded"


class Prefixes:
    """Look-up in the names of a database. Safe in any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: _Known | None = None
        self._recent = Recent("")

    @contextlib.contextmanager
    def searching(
        self, kinds: Sequence[Kind] = (), stopped: Callable[[], bool] | None = None, most: int = 10
    ) -> "Iterator[Names]":
        """The names, of some kinds or of all, for one query in this thread that wants `most` of them.

        `stopped` is asked every fraction of a millisecond; once it says True, the block ends where it is
        and what follows it goes on. Raises StoreError.
        """
        with self._store.reading() as connection:
            connection.execute(_CACHE)
            connection.execute("BEGIN")  # all looks into one state of the lists, and locked but once
            try:
                stamp = str(connection.execute("SELECT max(value) FROM entity_stamp").fetchone()[0])
                known, recent = self._in_memory(connection, stamp)
                if stopped is not None:
                    connection.set_progress_handler(stopped, _BEAT)
                yield Names(connection, kinds, known, recent, most)
            except sqlite3.OperationalError as fault:
                if getattr(fault, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
                    raise
            finally:
                connection.set_progress_handler(None, 0)
                if connection.in_transaction:  # what the disk refused has ended it
                    connection.execute("ROLLBACK")

    def told(self, names: Sequence[Name]) -> dict[int, Told]:
        """What the reader is told of each name, by its number; of one that was removed meanwhile, nothing."""
        with self._lock:
            recent = self._recent
        return recent.about([name.number for name in names], self._read)

    def _read(self, numbers: Sequence[int]) -> dict[int, Told]:
        marks = ", ".join("?" * len(numbers))
        sql = (
            "SELECT a.number, e.id, e.name, a.text, e.wikidata FROM aliases a"
            f" JOIN entities e ON e.number = a.entity WHERE a.number IN ({marks})"
        )
        with self._store.reading() as connection:
            rows = connection.execute(sql, numbers).fetchall()
        return {number: Told(*about) for number, *about in rows}

    def up_to_date(self, stamp: str) -> bool:
        """Whether what is kept in memory is of the lists of that stamp."""
        with self._lock:
            return self._known is not None and self._known.stamp == stamp

    def _in_memory(self, connection: sqlite3.Connection, stamp: str) -> "tuple[_Known, Recent]":
        with self._lock:
            if self._recent.stamp != stamp:
                self._recent = Recent(stamp)
            known, now = self._known, time.monotonic()
            # While a list is being imported, it changes several times a second.
            if known is None or (known.stamp != stamp and now - known.made > _STALE):
                known = self._known = _Known(connection, stamp, now)
            return known, self._recent


class _Known:
    """The best known names, by the alphabet from each of their words on."""

    def __init__(self, connection: sqlite3.Connection, stamp: str, made: float) -> None:
        self.stamp = stamp
        self.made = made
        last = connection.execute("SELECT max(number) FROM aliases").fetchone()[0] or 0
        self._ranked = bytearray(last + 1)
        for (number,) in connection.execute("SELECT number FROM aliases WHERE rank > 0"):
            self._ranked[number] = 1
        sql = f"SELECT {_NAME} FROM aliases a WHERE a.rank > 0 ORDER BY a.rank DESC, a.number LIMIT {_KNOWN}"
        self._names = [Name(*row) for row in connection.execute(sql)]
        ends = sorted(
            (name.folded[found.start() :], number)
            for number, name in enumerate(self._names)
            for found in _WORD.finditer(name.folded)
        )
        self._ends = [end for end, _ in ends]
        self._owners = [number for _, number in ends]

    def has(self, number: int) -> bool:
        """Whether the name of that number is one of an entity that is known at all."""
        return number < len(self._ranked) and self._ranked[number] > 0

    def holding(self, wanted: str, kinds: Sequence[Kind], most: int) -> list[Name]:
        """The names in which words begin so, best known first."""
        first = bisect_left(self._ends, wanted)
        owners = self._owners[first : bisect_left(self._ends, wanted + _END, first)]
        each = (self._names[number] for number in sorted(set(owners)))
        return list(islice((name for name in each if not kinds or name.kind in kinds), most))


class Names:
    """The names of one database, of some kinds or of all. Made by `Prefixes.searching`."""

    def __init__(
        self, connection: sqlite3.Connection, kinds: Sequence[Kind], known: _Known, recent: Recent, most: int
    ) -> None:
        self._connection = connection
        self._recent = recent
        self._begun, self._first = max(_BEGUN, 2 * most), max(_FIRST, 2 * most)
        self._known = known
        self._most = most
        self._kinds = tuple(dict.fromkeys(kinds))
        self._narrow = f" AND a.kind IN ({', '.join('?' * len(self._kinds))})" if self._kinds else ""

    def beginning(self, words: Sequence[str], *, shortened: bool = False) -> list[Name]:
        """Names that hold all the words; of the last one, with `shortened` of each, the beginning will do.

        Words that very many names hold may be missing.
        """
        *first, last = _TOKEN.findall(" ".join(words)) or ("",)
        if not last:
            return []
        if shortened:
            asked = [f"{_quoted(word)} *" if len(word) >= _SHORT else _quoted(word) for word in first]
            return self._matching("alias_words", " AND ".join([*asked, f"{_quoted(last)} *"]), self._begun)
        asked = list(_telling(first))
        wanted = " ".join(words)
        found: list[Name] = []
        if len(last) <= (_FEW_AFTER_OTHERS if first else _FEW):
            # So many words begin so that the index of words is slow: is there enough without it?
            found += self._common(asked, last, wanted)
            if _entities(found) >= _RARE:
                return found
        if self._kinds:
            return self._of_kinds(asked, last, wanted, found)
        all_of_them = self._holding(asked, last)
        if all_of_them is not None:
            return found + all_of_them
        found = found or self._common(asked, last, wanted)
        many = _entities(found) >= self._most
        return found + (self._known_among(asked, last) if many else self._read(asked, last, self._begun))

    def _common(self, words: Sequence[str], last: str, wanted: str) -> list[Name]:
        """Names that come before others where many begin so: with `last` as a whole word among them."""
        held = None if self._kinds else self._recent.holding([*words, last], "")
        held = held if held is not None else self._read([*words, last], "", self._first)
        return [*self._besides(wanted), *held[: self._first]]

    def _holding(self, words: Sequence[str], begun: str) -> list[Name] | None:
        """All names that hold all the words and one that begins so; None: they are too many."""
        found = self._recent.holding(words, begun)
        if found is None:
            if len(self._numbers(words, begun)) >= self._begun:
                return None
            found = self._read(words, begun, self._begun)
            self._recent.keep(words, begun, found)
        return found

    def _numbers(self, words: Sequence[str], begun: str) -> list[int]:
        """Of the names that `_read` would read the numbers, which takes a fifth of the time."""
        sql = "SELECT rowid FROM alias_words WHERE alias_words MATCH ? LIMIT ?"
        return [n for (n,) in self._connection.execute(sql, (_all_of(words, begun), self._begun))]

    def _known_among(self, words: Sequence[str], begun: str) -> list[Name]:
        """Of the first names that hold all the words and one that begins so, those of known entities."""
        numbers = [n for n in self._numbers(words, begun) if self._known.has(n)]
        return self._numbered(numbers) if numbers else []

    def _of_kinds(self, words: Sequence[str], last: str, wanted: str, found: list[Name]) -> list[Name]:
        """What is found, and the names of the kinds asked for that hold the words and one that begins so."""
        more = self._read(words, last, self._begun)
        found = [*(found or self._besides(wanted)), *more]
        return found if len(found) >= _RARE else [*found, *self._of_kind(wanted.rsplit(" ", 1)[-1])]

    def _read(self, words: Sequence[str], begun: str, most: int) -> list[Name]:
        """The first names, at most so many, that hold all the words and one that begins so."""
        return self._matching("alias_words", _all_of(words, begun), most)

    def _besides(self, wanted: str) -> list[Name]:
        """The best known names that begin so or in which a later word does, and the first by the alphabet."""
        return [*self._known.holding(wanted, self._kinds, _FAMOUS), *self._by_name(wanted)]

    def sharing(self, parts: Sequence[str], *, thorough: bool) -> Sequence[Name]:
        """Names that hold one of the parts, looked for by its rarest three-letter pieces.

        Where even these are in many names, a piece of the other parts must be there as well. A part whose
        pieces are in too many names to look at is passed over, the sooner where not `thorough`.
        """
        asked = (*parts, thorough, *self._kinds)
        return self._recent.sharing(asked, lambda: self._read_sharing(parts, thorough=thorough))

    def _read_sharing(self, parts: Sequence[str], *, thorough: bool) -> list[Name]:
        pieces = [list(dict.fromkeys(part[at : at + 3] for at in range(len(part) - 2))) for part in parts]
        counts = self._counts([piece for group in pieces for piece in group])
        found: list[Name] = []
        for part, group in zip(parts, pieces, strict=True):
            others = [piece for other in pieces if other is not group for piece in other]
            match = _rare(group, others, counts, _THOROUGH if thorough else _CURSORY)
            if match:
                found += self._matching("alias_pieces", match, _SIFTED if thorough else _GLANCED, part)
        return found

    def starting(self, letters: str) -> Sequence[Name]:
        """The first names by the alphabet that begin with these letters: at most some thousand."""
        sql = f"SELECT number, 0, '', 0, folded FROM aliases WHERE folded >= ? AND folded < ? LIMIT {_SIFTED}"
        return self._recent.starting(letters, lambda: self._names(sql, (letters, letters + _END)))

    def whole(self, names: Sequence[Name]) -> list[Name]:
        """The same names with their entities and ranks, which `starting` leaves out."""
        return self._numbered([name.number for name in names])

    def _numbered(self, numbers: Sequence[int]) -> list[Name]:
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT {_NAME} FROM aliases a WHERE a.number IN ({marks}){self._narrow}"
        return self._names(sql, [*numbers, *self._kinds])

    def _matching(self, index: str, match: str, limit: int, part: str = "") -> list[Name]:
        within = max(limit, _SIFTED) if self._kinds else limit
        of = f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {within}"
        held = " AND instr(a.folded, ?)" if part else ""
        sql = (
            f"SELECT {_NAME} FROM ({of}) f JOIN aliases a ON a.number = f.rowid"
            f" WHERE 1{held}{self._narrow} LIMIT {limit}"
        )
        return self._names(sql, (match, *([part] if part else []), *self._kinds))

    def _by_name(self, wanted: str) -> list[Name]:
        """Names that begin so, by the alphabet: the very name first, then those that go on with a new word."""
        within = max(_SIFTED, self._first) if self._kinds else self._first
        of = f"SELECT number FROM aliases WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT {within}"
        sql = (
            f"SELECT {_NAME} FROM ({of}) f JOIN aliases a ON a.number = f.number"
            f" WHERE 1{self._narrow} LIMIT {self._first}"
        )
        return self._names(sql, (wanted, wanted + _END, *self._kinds))

    def _of_kind(self, word: str) -> list[Name]:
        """Of the first names of the kinds those that hold the word: where a kind is rare, of all its names."""
        found: list[Name] = []
        of = f"SELECT number FROM entities WHERE kind = ? LIMIT {_SIFTED}"
        sql = f"SELECT {_NAME} FROM ({of}) e JOIN aliases a ON a.entity = e.number WHERE instr(a.folded, ?)"
        for kind in self._kinds:
            found += self._names(f"{sql} LIMIT {self._begun}", (kind, word))
        return found

    def _counts(self, pieces: Sequence[str]) -> dict[str, int]:
        """In how many names each piece was at the end of the last import."""

        def read(new: Sequence[str]) -> dict[str, int]:
            marks = ", ".join("?" * len(new))
            sql = f"SELECT piece, count FROM piece_counts WHERE piece IN ({marks})"
            return dict.fromkeys(new, 0) | dict(self._connection.execute(sql, new).fetchall())

        return self._recent.counts(pieces, read)

    def _names(self, sql: str, values: Sequence[object]) -> list[Name]:
        return [Name(*row) for row in self._connection.execute(sql, values)]


def _entities(names: Sequence[Name]) -> int:
    return len({name.entity for name in names})


def _all_of(words: Sequence[str], begun: str) -> str:
    """What to look for in the index of words."""
    return " AND ".join([*map(_quoted, words), *([f"{_quoted(begun)} *"] if begun else [])])


def _telling(words: Sequence[str]) -> Sequence[str]:
    """Of the words of a query those that few enough names hold to be looked for."""
    found = [word for word in words if word not in _COMMON] or words
    long = [word for word in found if len(word) > _SHORT]
    return long if len(long) > 1 else found


def _rare(part: Sequence[str], others: Sequence[str], counts: Mapping[str, int], most: int) -> str:
    """What to look for so as to find the names that hold a part; empty: that would cost more than `most`.

    `part`: its pieces; `others`: those of the other parts; `counts`: in how many names each is.
    """
    rarest = sorted(part, key=lambda piece: counts.get(piece, 0))[:_RAREST]
    match = _affordable(rarest, counts, most)
    if not match:
        return ""
    text = " AND ".join(map(_quoted, match))
    if counts.get(match[0], 0) <= _MANY:
        return text
    spent = sum(counts.get(piece, 0) for piece in match)
    beside = _affordable(sorted(set(others), key=lambda piece: counts.get(piece, 0)), counts, most - spent)
    return f"{text} AND ({' OR '.join(map(_quoted, beside))})" if beside else ""


def _affordable(pieces: Sequence[str], counts: Mapping[str, int], most: int) -> list[str]:
    """The first of the pieces, as many as are together in at most so many names."""
    found = list[str]()
    for piece in pieces:
        most -= counts.get(piece, 0)
        if most < 0:
            break
        found.append(piece)
    return found


def _quoted(word: str) -> str:
    """A word for the full-text index; a NUL would end the query."""
    return '"' + word.replace('"', '""').replace("\0", " ") + '"'
