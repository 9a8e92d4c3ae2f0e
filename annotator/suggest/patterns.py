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
from collections.abc import Sequence
from pathlib import Path

import msgspec

from annotator.resources import cache_folder

try:
    import _sre  # type: ignore[import-not-found]  # the stubs know none of the three: they are not public
    from re import _compiler, _parser  # type: ignore[attr-defined]

    _ENGINE = f"{_sre.MAGIC} {_sre.CODESIZE}"
except (ImportError, AttributeError):  # another Python: every start compiles
    _ENGINE = ""

KEPT = 8
"""So many tables are kept in the cache folder, newest first."""


class _Kept(msgspec.Struct, array_like=True):
    """One compiled pattern."""

    pattern: str
    flags: int
    groups: int
    names: dict[str, int]
    code: bytes
    """Numbers of 32 bits, in the byte order of this machine."""


def compiled(table: Sequence[str]) -> tuple["re.Pattern[str]", ...]:
    """The patterns of a table, in its order. Raises re.error as `re.compile` does."""
    if not _ENGINE:
        return tuple(map(re.compile, table))
    path = _path(table)
    found = _read(path, table)
    if found is None:
        found = tuple(map(re.compile, table))
        _write(path, found)
    return found


def _path(table: Sequence[str]) -> Path:
    digest = hashlib.sha256(msgspec.json.encode([_ENGINE, array("I").itemsize, list(table)]))
    return cache_folder() / f"patterns-{digest.hexdigest()[:24]}"


def _read(path: Path, table: Sequence[str]) -> tuple["re.Pattern[str]", ...] | None:
    """The table as it was kept; None where it was not, or is not whole."""
    try:
        data = path.read_bytes()
        if len(data) < 4 or zlib.crc32(data[4:]) != int.from_bytes(data[:4], "little"):
            return None
        kept = msgspec.msgpack.decode(data[4:], type=list[_Kept])
        if [each.pattern for each in kept] != list(table):
            return None
        return tuple(map(_restored, kept))
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


def _write(path: Path, patterns: Sequence["re.Pattern[str]"]) -> None:
    """Keep a table for the next start, whole or not at all; old ones make room."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        body = msgspec.msgpack.encode([_kept(pattern) for pattern in patterns])
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(zlib.crc32(body).to_bytes(4, "little") + body)
        os.replace(beside, path)
        tables = sorted(path.parent.glob("patterns-*"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in tables[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, AttributeError, TypeError, OverflowError):
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _kept(pattern: "re.Pattern[str]") -> _Kept:
    parsed = _parser.parse(pattern.pattern, 0)
    code = array("I", _compiler._code(parsed, 0))
    return _Kept(pattern.pattern, pattern.flags, pattern.groups, dict(pattern.groupindex), code.tobytes())
