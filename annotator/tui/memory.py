"""What the screen remembers from one day to the next: how it looked, and that the tour was offered.

A small file in the user's state folder. Where it cannot be read it is as if there were none; where it
cannot be written, that is no reason to disturb the work.
"""

import contextlib
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from msgspec import DecodeError, json


@dataclass
class Remembered:
    """The content of the file."""

    theme: str = ""
    """Chosen by key; empty: by the terminal."""
    stacked: int = 60
    """Per cent of the screen for the article, above the candidates."""
    beside: int = 60
    """The same, beside them."""
    measure: int = 92
    """Cells that a line of the article can be long."""
    toured: bool = False
    """True once the tour was offered."""


def memory_path() -> Path:
    """Where the file lies; it may not be there yet."""
    from platformdirs import user_state_path

    return user_state_path("claim-annotator", appauthor=False) / "screen.json"


def recall(path: Path | None) -> Remembered:
    """What was remembered; the defaults where nothing can be read. None: nothing is, and no tour offered."""
    if path is None:
        return Remembered(toured=True)
    try:
        found = json.decode(path.read_bytes())
    except (OSError, ValueError, DecodeError):
        return Remembered()
    kept = found if isinstance(found, dict) else {}
    known = {field.name: field.type for field in fields(Remembered)}
    return Remembered(**{name: kept[name] for name, kind in known.items() if type(kept.get(name)) is kind})


def remember(path: Path | None, what: Remembered) -> bool:
    """Keep it. False: it could not be written."""
    if path is None:
        return False
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(json.encode(asdict(what)))
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        return False
    return True
