"""What an annotator did, over all documents, the latest first: what the history pane lists."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from annotator.model import Article, Event, Span
from annotator.session.deeds import said

_ALWAYS_QUOTED = Span(-1, 0)
"""No label is on the whole of this sentence, so that every line quotes its words."""


class Step(Struct, frozen=True):
    """One gesture of the past."""

    gesture: str
    time: str
    """UTC, ISO 8601."""
    documents: tuple[str, ...]
    """The ids of the documents in which it did something; the first is the one to show."""
    name: str
    """What the first of them is called."""
    start: int
    """Where in that one it begins, in code points."""
    said: str
    """One line: "accepted error · wrong-kind on 'Wang Wenbin'"."""
    holds: bool
    """False where it was taken back."""


def steps(events: Iterable[Event], document: Callable[[str], Article]) -> list[Step]:
    """The gestures among `events`, which come with the latest first; undo and redo only tell what holds."""
    turned: dict[str, bool] = {}
    gestures: dict[str, list[Event]] = {}
    for event in events:
        if event.kind in ("undo", "redo"):
            # The latest one decides: an undo of what is undone changes nothing.
            turned.setdefault(event.target, event.kind == "redo")
        else:
            gestures.setdefault(event.gesture, []).append(event)
    return [_step(each[::-1], turned.get(gesture, True), document) for gesture, each in gestures.items()]


def _step(events: Sequence[Event], holds: bool, document: Callable[[str], Article]) -> Step:
    first = events[0]
    about = document(first.document)
    documents = tuple(dict.fromkeys(event.document for event in events))
    here = [event for event in events if event.document == first.document]
    words = said(here, about.text, _ALWAYS_QUOTED)
    if len(documents) > 1:
        words += f", in {len(documents)} documents"
    start = min(event.start for event in here)
    name = about.name or about.title or about.id[:8]
    return Step(first.gesture, first.time, documents, name, start, words, holds)
