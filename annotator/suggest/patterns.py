"""Tables of large regular expressions, compiled once and kept in the user's cache folder.

Python compiles a table of long patterns in some tenths of a second, at every start, and cannot keep the
result: a pickled pattern is compiled again. What `re` hands to its engine is kept here instead, as plain
numbers, under a name that changes with the patterns and with Python's engine. The engine checks the numbers
before it takes them; where they, the file or these insides of `re` are not as expected, the table is compiled
as always. A folder that cannot be written is no error.
"""

import contextlib
import hashlib
import os
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from annotator.resources import cache_folder

try:
    import _sre  # type: ignore[import-not-found]  # the stubs know none of these: they are not public
    from re import _compiler, _constants, _parser  # type: ignore[attr-defined]

    _ENGINE = f"{_sre.MAGIC} {_sre.CODESIZE}"
    _REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
except (ImportError, AttributeError):  # another Python: every start compiles
    _ENGINE = ""

FORMAT = 2
"""Raise it whenever what is kept changes its shape or meaning."""
KEPT = 16
"""So many tables are kept in the cache folder, newest first."""


class _Kept(msgspec.Struct, array_like=True):
    """One compiled pattern."""

    pattern: str
    flags: int
    groups: int
    names: dict[str, int]
    code: bytes
    """Numbers of 32 bits, in the byte order of this machine."""
    needs: list[list[str]]
    """As in `Gate`."""


class Gate(msgspec.Struct, frozen=True):
    """A pattern, and words without which it matches nothing: much faster to look for."""

    pattern: "re.Pattern[str]"
    needs: list[list[str]]
    """Of each list, one must be in the text."""

    def finditer(self, text: str) -> Iterator["re.Match[str]"]:
        """What the pattern finds in a text."""
        for words in self.needs:
            if not any(word in text for word in words):
                return iter(())
        return self.pattern.finditer(text)


def gated(table: Sequence[str]) -> tuple[Gate, ...]:
    """The patterns of a table with what they need, in its order. Raises re.error as `re.compile` does."""
    if not _ENGINE:
        return tuple(Gate(re.compile(pattern), []) for pattern in table)
    path = _path(table)
    found = _read(path, table)
    if found is None:
        found = tuple(Gate(pattern, _needs(pattern)) for pattern in map(re.compile, table))
        _write(path, found)
    return found


def compiled(table: Sequence[str]) -> tuple["re.Pattern[str]", ...]:
    """The patterns of a table alone, in its order. Raises re.error as `re.compile` does."""
    return tuple(gate.pattern for gate in gated(table))


def _path(table: Sequence[str]) -> Path:
    digest = hashlib.sha256(msgspec.json.encode([FORMAT, _ENGINE, array("I").itemsize, list(table)]))
    return cache_folder() / f"patterns-{digest.hexdigest()[:24]}"


def _read(path: Path, table: Sequence[str]) -> tuple[Gate, ...] | None:
    """The table as it was kept; None where it was not, or is not whole."""
    try:
        data = path.read_bytes()
        if len(data) < 4 or zlib.crc32(data[4:]) != int.from_bytes(data[:4], "little"):
            return None
        kept = msgspec.msgpack.decode(data[4:], type=list[_Kept])
        if [each.pattern for each in kept] != list(table):
            return None
        return tuple(Gate(_restored(each), each.needs) for each in kept)
    except (OSError, msgspec.MsgspecError, ValueError, TypeError, RuntimeError, OverflowError):
        return None


def _restored(kept: _Kept) -> "re.Pattern[str]":
    """Raises RuntimeError where the engine refuses the numbers."""
    code = array("I")
    code.frombytes(kept.code)
    names: list[str | None] = [None] * (kept.groups + 1)
    for name, number in kept.names.items():
        names[number] = name
    made: re.Pattern[str] = _sre.compile(
        kept.pattern, kept.flags, code.tolist(), kept.groups, kept.names, tuple(names)
    )
    return made


def _write(path: Path, gates: Sequence[Gate]) -> None:
    """Keep a table for the next start, whole or not at all; old ones make room."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        body = msgspec.msgpack.encode([_kept(gate) for gate in gates])
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(zlib.crc32(body).to_bytes(4, "little") + body)
        os.replace(beside, path)
        tables = sorted(path.parent.glob("patterns-*"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in tables[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, AttributeError, TypeError, OverflowError):
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _kept(gate: Gate) -> _Kept:
    pattern = gate.pattern
    code = array("I", _compiler._code(_parser.parse(pattern.pattern, 0), 0))
    names = dict(pattern.groupindex)
    return _Kept(pattern.pattern, pattern.flags, pattern.groups, names, code.tobytes(), gate.needs)


MOST_NEEDS = 3
"""So many lists of needed words are asked for, the rarest first."""
_LEAST = 3
"""A needed word has at least so many letters: shorter ones are in every text."""
_MANY = 24
"""A list of more words tells little."""


def _needs(pattern: "re.Pattern[str]") -> list[list[str]]:
    """Lists of words of each of which one is in every text that the pattern matches."""
    if pattern.flags & re.IGNORECASE:
        return []
    found = {tuple(sorted(words)) for words in _sequence(_parser.parse(pattern.pattern, 0))}
    ranked = sorted(found, key=lambda words: (-min(map(len, words)), len(words), words))
    return [list(words) for words in ranked[:MOST_NEEDS]]


def _sequence(items: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """The needs of what is matched one after the other: those of each part, and of letters in a row."""
    run = ""
    for kind, value in items:
        if kind is _constants.LITERAL:
            run += chr(value)
            continue
        yield from _long_enough(run)
        run = ""
        yield from _part(kind, value)
    yield from _long_enough(run)


def _long_enough(run: str) -> Iterator[frozenset[str]]:
    if len(run.strip()) >= _LEAST:
        yield frozenset({run})


def _part(kind: Any, value: Any) -> Iterator[frozenset[str]]:
    if kind is _constants.SUBPATTERN:
        if not value[1] & re.IGNORECASE:
            yield from _sequence(value[3])
    elif kind in _REPEATS and value[0] >= 1:
        yield from _sequence(value[2])
    elif kind is _constants.ATOMIC_GROUP:
        yield from _sequence(value)
    elif kind is _constants.BRANCH:
        # One word of each way to go on: the longest that it needs.
        ways = [max(_sequence(way), key=lambda words: min(map(len, words)), default=None) for way in value[1]]
        together = frozenset[str]().union(*(way for way in ways if way))
        if all(ways) and len(together) <= _MANY:
            yield together
