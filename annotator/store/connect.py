"""Connections to the file, and SQLite's failures in the user's words."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from annotator.errors import StoreError

BUSY_SECONDS = 5.0
"""How long a write waits for another process before it is reported (and tried again)."""

_FAULTS = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space",
    sqlite3.SQLITE_BUSY: "another program holds the database; let it finish, or close it",
    sqlite3.SQLITE_LOCKED: "another program holds the database; let it finish, or close it",
    sqlite3.SQLITE_READONLY: "it is read-only; make file and folder writable, or name another with --db",
    sqlite3.SQLITE_PERM: "you may not open it; ask for permission, or name another with --db",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; see that its folder exists and that you may write there",
    sqlite3.SQLITE_IOERR: "the disk does not obey; see that it is there and sound",
    sqlite3.SQLITE_NOTADB: "this is no annotation database; name another file with --db",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; go back to a copy, or try `sqlite3 FILE .recover`",
}


def explained(path: Path, fault: sqlite3.Error) -> StoreError:
    """The failure as place, cause and cure."""
    code = getattr(fault, "sqlite_errorcode", None)
    told = _FAULTS.get(code & 0xFF) if code is not None else None
    return StoreError(f"{path}: {told}" if told else f"{path}: SQLite says: {fault}")


def connect(path: Path, *, mode: str = "rw", seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection without implicit transactions. Raises sqlite3.Error.

    mode: 'rw'; 'rwc' makes the file where it is missing; 'ro'; 'immutable' for a folder in which
    SQLite may not even keep its notes.
    """
    access = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{access}",
        uri=True,
        timeout=seconds,
        isolation_level=None,
        check_same_thread=False,  # passed from thread to thread, used by one at a time
    )
    if not mode.startswith("rw"):
        return connection
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # or REPLACE would delete past the guards
        connection.execute("PRAGMA synchronous = FULL")  # with NORMAL a power cut takes the last judgements
    except sqlite3.Error:
        connection.close()
        raise
    return connection
