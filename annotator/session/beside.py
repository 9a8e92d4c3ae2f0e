"""What other annotators did in a document, and where."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.model import Event, Span


class Change(NamedTuple):
    """Something that another annotator did."""

    span: Span
    time: str


def reach(event: Event) -> Span | None:
    """The stretch of the text that an event is about; None for an undo or redo."""
    if event.kind in ("undo", "redo"):
        return None
    if event.candidate:
        return Span(event.candidate.start, event.candidate.end)
    return event.first.span if event.first else Span(event.start, event.end)


def changes(logs: Iterable[Sequence[Event]]) -> list[Change]:
    """What others did, each log in order; an undo or redo changes what the gesture meant was about."""
    found = []
    for log in logs:
        gestures: dict[str, list[Span]] = {}
        for event in log:
            span = reach(event)
            if span is not None:
                gestures.setdefault(event.gesture, []).append(span)
                found.append(Change(span, event.time))
            else:
                found += [Change(each, event.time) for each in gestures.get(event.target, ())]
    return found
