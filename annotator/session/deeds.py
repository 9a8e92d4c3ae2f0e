"""What a key press comes to: the events of a gesture before they are stamped, and a line that tells it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from annotator.model import Annotation, Answered, Candidate, Event, EventKind, Evidence, Mark, Span, Text
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
    "mark": "marked",
    "unmark": "took off",
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
    pieces: tuple[Span, ...] = ()
    first: Mark | None = None
    second: Mark | None = None
    name: str = ""
    value: str = ""
    evidence: Evidence | None = None

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
            pieces=self.pieces,
            first=self.first,
            second=self.second,
            name=self.name,
            value=self.value,
            evidence=self.evidence,
        )


def answering(kind: EventKind, candidate: Candidate, rank: int) -> Deed:
    """accept, reject or reopen, with the candidate as it stood on the screen."""
    # A whole number would come back from the database as a float, and the event with another hash.
    c = candidate
    scores = (float(c.score), rank, float(c.shipped))
    answered = Answered(c.rule, c.label, c.type, c.start, c.end, *scores, c.basis)
    return Deed(kind, candidate.span, candidate.label, candidate.type, candidate=answered)


def labelling(label: str, type_: str, span: Span, pieces: tuple[Span, ...] = ()) -> Deed:
    """A label set by hand."""
    return Deed("label", span, label, type_, pieces=pieces)


def taking_off(annotation: Annotation) -> Deed:
    """A label or kind of span that no longer holds, by whatever it was set."""
    a = annotation
    return Deed("unmark" if a.part else "unlabel", a.span, a.label, a.type, pieces=a.pieces)


def setting(mark: Mark, name: str, value: str) -> Deed:
    """An attribute of an annotation; an empty value takes it off."""
    return Deed("set", mark.span, first=mark, name=name, value=value)


def excluded(schema: Schema, label: str, standing: Iterable[Annotation]) -> list[Annotation]:
    """Those of `standing` that cannot hold beside `label`."""
    known = schema.label(label)
    barred = set(known.excludes) if known else set()
    barred |= {other.name for other in schema.labels if label in other.excludes}
    barred.discard(label)
    return [each for each in standing if each.label in barred]


def said(events: Sequence[Event], text: Text, sentence: Span) -> str:
    """One plain line: "accepted error · wrong-kind on 'Wang Wenbin'".

    `text` is the document's; what concerns the whole `sentence` is not quoted.
    """
    groups: dict[str, list[str]] = {}
    for event in _told(events):
        if event.kind in _VERBS:
            groups.setdefault(_VERBS[event.kind], []).append(_named(event, text, sentence))
        else:
            line = _line(event, text)
            if line:
                groups[line] = []
    parts = [f"{verb} {_listed(names)}" if names else verb for verb, names in groups.items()]
    return "; ".join(parts) or "judged"


def _told(events: Sequence[Event]) -> Sequence[Event]:
    """Those worth a word: what an accepted candidate or a change brings along is not."""
    kinds = {event.kind for event in events}
    brought: set[EventKind] = set()
    if kinds & {"accept", "reopen", "reject", "unlabel"}:
        brought = {"mark", "unmark", "relate", "unrelate", "set"}
    elif "set" in kinds and "mark" in kinds:
        brought = {"mark"}
    elif "change" in kinds:
        brought = {"relate", "unrelate"}
    return [event for event in events if event.kind not in brought]


def _line(event: Event, text: Text) -> str:
    """What an event that is no label or answer did; empty: nothing to tell."""
    first, second = event.first, event.second
    on = f" on {_quoted(text, first.start, first.end)}" if first else ""
    match event.kind:
        case "split":
            return "split the sentence"
        case "merge":
            return "merged two sentences"
        case "relate" | "unrelate" if first and second:
            verb = "related" if event.kind == "relate" else "took away"
            ends = (_quoted(text, first.start, first.end), _quoted(text, second.start, second.end))
            return f"{verb} {ends[0]} {event.label} {ends[1]}"
        case "set":
            return f"set {event.name} to {event.value}{on}" if event.value else f"took off {event.name}{on}"
        case "evidence" | "withdraw":
            return f"{'added' if event.kind == 'evidence' else 'took back'} evidence{on}"
        case "change" if first and second:
            name = f"{second.label} · {second.type}" if second.type else second.label
            return f"changed {first.label}{on} to {name} on {_quoted(text, second.start, second.end)}"
    return ""


def _named(event: Event, text: Text, sentence: Span) -> str:
    name = f"{event.label} · {event.type}" if event.type else event.label
    if Span(event.start, event.end).holds(sentence):
        return name
    return f"{name} on {_quoted(text, event.start, event.end)}"


def _quoted(text: Text, start: int, end: int) -> str:
    quoted = " ".join(text[start:end].split())
    if len(quoted) > _SNIPPET:
        quoted = quoted[: _SNIPPET - 1].rstrip() + "…"
    return f"'{quoted}'"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _LISTED else f"{len(names)} candidates or labels"
