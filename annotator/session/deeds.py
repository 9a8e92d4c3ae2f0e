"""What a key press comes to: the events of a gesture before they are stamped, and a line that tells it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from annotator.model import Annotation, Answered, Candidate, Event, EventKind, Span
from annotator.schema import Schema

_NOWHERE = Span(0, 0)
_SNIPPET = 40
"""Code points of the article that a line quotes at most."""
_LISTED = 3
"""So many labels are named in a line; more are counted."""

_VERBS = {
    "label": "labelled",
    "unlabel": "took off",
    "accept": "accepted",
    "reject": "rejected",
    "reopen": "reopened",
}


class Deed(Struct, frozen=True):
    """An event without annotator, time and gesture."""

    kind: EventKind
    span: Span = _NOWHERE
    label: str = ""
    type: str = ""
    at: int = 0
    target: str = ""
    candidate: Answered | None = None

    def event(self, document: str, annotator: str, time: str, gesture: str, step: int) -> Event:
        """The event that it becomes."""
        return Event(
            document=document,
            annotator=annotator,
            time=time,
            gesture=gesture,
            step=step,
            kind=self.kind,
            start=self.span.start,
            end=self.span.end,
            label=self.label,
            type=self.type,
            at=self.at,
            target=self.target,
            candidate=self.candidate,
        )


def answering(kind: EventKind, candidate: Candidate, rank: int) -> Deed:
    """accept, reject or reopen, with the candidate as it stood on the screen."""
    # A whole number would come back from the database as a float, and the event with another hash.
    c = candidate
    scores = (float(c.score), rank, float(c.shipped))
    answered = Answered(c.rule, c.label, c.type, c.start, c.end, *scores, c.basis)
    return Deed(kind, candidate.span, candidate.label, candidate.type, candidate=answered)


def labelling(label: str, type_: str, span: Span) -> Deed:
    """A label set by hand."""
    return Deed("label", span, label, type_)


def taking_off(annotation: Annotation) -> Deed:
    """A label that no longer holds, by whatever it was set."""
    return Deed("unlabel", annotation.span, annotation.label, annotation.type)


def excluded(schema: Schema, label: str, standing: Iterable[Annotation]) -> list[Annotation]:
    """Those of `standing` that cannot hold beside `label`."""
    known = schema.label(label)
    barred = set(known.excludes) if known else set()
    barred |= {other.name for other in schema.labels if label in other.excludes}
    barred.discard(label)
    return [each for each in standing if each.label in barred]


def said(events: Sequence[Event], text: str, sentence: Span) -> str:
    """One plain line: "accepted error · wrong-kind on 'Wang Wenbin'".

    `text` is the document's; what concerns the whole `sentence` is not quoted.
    """
    groups: dict[str, list[str]] = {}
    for event in events:
        if event.kind in _VERBS:
            groups.setdefault(event.kind, []).append(_named(event, text, sentence))
        elif event.kind == "split":
            groups["split the sentence"] = []
        elif event.kind == "merge":
            groups["merged two sentences"] = []
    parts = [f"{_VERBS[kind]} {_listed(names)}" if names else kind for kind, names in groups.items()]
    return "; ".join(parts) or "judged"


def _named(event: Event, text: str, sentence: Span) -> str:
    name = f"{event.label} · {event.type}" if event.type else event.label
    if Span(event.start, event.end).holds(sentence):
        return name
    quoted = " ".join(text[event.start : event.end].split())
    if len(quoted) > _SNIPPET:
        quoted = quoted[: _SNIPPET - 1].rstrip() + "…"
    return f"{name} on '{quoted}'"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _LISTED else f"{len(names)} candidates or labels"
