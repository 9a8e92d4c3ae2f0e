"""Files in the user's cache folder: whole or not there, and kept as long as somebody uses them.

The kind of a file is its name up to the first hyphen. Of each kind those stay that were used last, so that several
versions of the program and several sets of lists do not push out each other's files.
"""

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from threading import get_ident

KEPT = 24
"""So many files of a kind are kept."""
_ABANDONED = 3600.0
"""Seconds after which a file that is still being written belongs to nobody any more."""


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
