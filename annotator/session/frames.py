"""Source, cue and content of an accepted candidate as spans with relations between them.

What the schema does not know is left out: a schema without these kinds of spans gets none.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from annotator.model import Annotation, Candidate, Event, Mark, Piece, Span
from annotator.schema import Schema
from annotator.session.deeds import Deed

_ORDER = {"source": 0, "cue": 1, "content": 2}
"""The order of the pieces in one attribution; a piece that comes too early begins the next."""


def framing(candidate: Candidate, schema: Schema, standing: Iterable[Mark]) -> list[Deed]:
    """What accepting `candidate` marks beside its label; what is in `standing` is there already."""
    known = {each.name for each in schema.spans}
    there = set(standing)
    deeds: list[Deed] = []
    for pieces in _attributions(candidate.spans):
        marks = [mark for mark in _marks(pieces) if mark.label in known]
        deeds += [marking(mark) for mark in marks if mark not in there]
        there.update(marks)
        for relation in schema.relations:
            for first in marks:
                for second in marks:
                    if first.label in relation.from_ and second.label in relation.to and first != second:
                        deeds.append(relating("relate", relation.name, first, second))
    return deeds


def _attributions(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Those of one attribution together: source, cue and contents."""
    group: list[Piece] = []
    for piece in pieces:
        place = _ORDER.get(piece.role, len(_ORDER))
        last = _ORDER.get(group[-1].role, len(_ORDER)) if group else -1
        if group and (place < last or (place == last and piece.role != "content")):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _marks(pieces: Sequence[Piece]) -> Iterator[Mark]:
    """One mark a role; several pieces of a role are one discontinuous mark."""
    roles = dict.fromkeys(piece.role for piece in pieces)
    for role in roles:
        spans = sorted({Span(piece.start, piece.end) for piece in pieces if piece.role == role})
        yield mark_of(role, spans)


def mark_of(label: str, spans: Sequence[Span], type: str = "") -> Mark:
    """A mark on one or several stretches, in order; several make it discontinuous."""
    pieces = tuple(spans) if len(spans) > 1 else ()
    return Mark(label, type, spans[0].start, max(span.end for span in spans), pieces)


def marking(mark: Mark) -> Deed:
    """A kind of span set on words."""
    return Deed("mark", mark.span, mark.label, mark.type, pieces=mark.pieces)


def relating(kind: Literal["relate", "unrelate"], relation: str, first: Mark, second: Mark) -> Deed:
    """A relation made or taken away."""
    return Deed(kind, first.span, relation, first=first, second=second)


def unframing(annotation: Annotation, gesture: Sequence[Event]) -> list[Deed]:
    """What takes back the marks that were set when `annotation` was accepted, in that gesture."""
    deeds: list[Deed] = []
    following = False
    for event in gesture:
        if event.id == annotation.event:
            following = event.kind == "accept"
        elif following and event.kind == "mark":
            deeds.append(
                Deed("unmark", Span(event.start, event.end), event.label, event.type, pieces=event.pieces)
            )
        elif following and event.kind == "relate" and event.first and event.second:
            deeds.append(relating("unrelate", event.label, event.first, event.second))
        elif following and event.kind not in ("set", "unlabel"):
            break
    return deeds[::-1]
