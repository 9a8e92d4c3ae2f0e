"""Every use case, for a program, the command line and the screen alike.

A `Session` is an open database and one annotator; a `Desk` is one document under that annotator's
hands. What an act changes holds at once; its future tells when it is on disk. Importing this is cheap:
each name, and knowledge, rules and splitter, are loaded when they are first needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.session.counts import Answers, Progress, Stats, Tally
    from annotator.session.desk import Desk
    from annotator.session.hand import Gesture
    from annotator.session.project import Session
    from annotator.session.trail import Step

__all__ = ["Answers", "Desk", "Gesture", "Progress", "Session", "Stats", "Step", "Tally"]

_HOMES = dict.fromkeys(("Answers", "Progress", "Stats", "Tally"), "counts")
_HOMES |= {"Desk": "desk", "Gesture": "hand", "Session": "project", "Step": "trail"}


def __getattr__(name: str) -> Any:
    """The screen paints before the database is loaded, and yet knows a few modules of this room."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
