"""Files in the user's cache folder: whole or not there, and kept as long as somebody uses them.

The kind of a file is its name up to the first hyphen. Of each kind those stay that were used last, so that several
versions of the program and several sets of lists do not push out each other's files.
"""

import contextlib
import hashlib
import os
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import get_ident
from typing import TypeVar

import msgspec

from annotator.resources import cache_folder

T = TypeVar("T", bound=msgspec.Struct)

KEPT = 24
"""So many files of a kind are kept."""
_ABANDONED = 3600.0
"""Seconds after which a file that is still being written belongs to nobody any more."""


def kept(name: str, kind: type[T], sources: Sequence[Path | bytes], make: Callable[[], T]) -> T:
    """What `make` makes of files, or of their contents: from an earlier start, unless one of them changed.

    `name` is the kind of the file in the cache folder. What is kept is also made anew where the code around `kind`
    changed, and where the cache is not whole. Raises what `make` raises, of which nothing is kept.
    """
    try:
        contents = [each if isinstance(each, bytes) else each.read_bytes() for each in sources]
    except OSError:
        return make()  # which says what is the matter
    digest = hashlib.sha256(_code_of(kind).encode())
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    path = cache_folder() / f"{name}-{digest.hexdigest()[:24]}.msgpack"
    found = _read(path, kind)
    if found is None:
        found = make()
        body = msgspec.msgpack.encode(found)
        with contextlib.suppress(OSError):
            keep(path, (zlib.crc32(body).to_bytes(4, "little"), body))
    return found


def _read(path: Path, kind: type[T]) -> T | None:
    try:
        data = memoryview(path.read_bytes())
        if zlib.crc32(data[4:]) == int.from_bytes(data[:4], "little"):
            found = msgspec.msgpack.decode(data[4:], type=kind)
            used(path)
            return found
    except (OSError, msgspec.MsgspecError):
        pass
    return None


def _code_of(kind: type[msgspec.Struct]) -> str:
    """Changes whenever a module beside the one that defines `kind` does."""
    module = Path(str(sys.modules[kind.__module__].__file__))
    with os.scandir(module.parent) as entries:
        files = sorted(
            f"{each.name} {each.stat().st_size} {each.stat().st_mtime_ns}"
            for each in entries
            if each.name.endswith(".py")
        )
    return f"{module} {files}"


def keep(path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write a file for later starts; what was not used for longest makes room. Raises OSError where that fails.

    Several processes may write the same file at once: who reads it sees a whole one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.part")
    try:
        with beside.open("wb") as out:
            out.writelines(parts)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    _make_room(path)


def used(path: Path) -> None:
    """Note that a file was of use now."""
    with contextlib.suppress(OSError):
        os.utime(path)


def _make_room(newest: Path) -> None:
    ages: dict[Path, float] = {}
    for path in newest.parent.glob(f"{newest.name.partition('-')[0]}-*"):
        with contextlib.suppress(FileNotFoundError):  # another process makes room as well
            ages[path] = path.stat().st_mtime
    parts = {path for path in ages if path.suffix == ".part"}
    whole = sorted(ages.keys() - parts - {newest}, key=lambda path: ages[path], reverse=True)
    left = {path for path in parts if time.time() - ages[path] > _ABANDONED}
    for old in (*left, *whole[KEPT - 1 :]):
        old.unlink(missing_ok=True)
