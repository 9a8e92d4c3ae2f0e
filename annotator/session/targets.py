"""What in a sentence can be linked, related or checked: the marks from which a person chooses."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from annotator.model import Annotation, Mark, Span

if TYPE_CHECKING:
    from annotator.model import Mention
    from annotator.schema import Schema
    from annotator.session.desk import Desk

REACH = 3
"""So many sentences before and after can be reached from one."""


def around(desk: "Desk", index: int) -> Span:
    """The stretch of the text that can be reached from a sentence."""
    first, last = max(0, index - REACH), min(desk.count - 1, index + REACH)
    return Span(desk.sentence(first).start, desk.sentence(last).end)


def entity_kind(schema: "Schema") -> str:
    """The kind of span that names an entity: the one called so, else the schema's first; empty: none."""
    names = [each.name for each in schema.spans]
    return "entity" if "entity" in names else next(iter(names), "")


def linkable(desk: "Desk", index: int, mentions: "Iterable[Mention]") -> list[Mark]:
    """The kinds of spans of a sentence, and its names that are no span yet, in the order of the text."""
    marks = [each.mark for each in desk.judged(index).annotations if each.part]
    taken = {mark.span for mark in marks}
    kind = entity_kind(desk.schema)
    for mention in mentions if kind else ():
        span = Span(mention.start, mention.end)
        if span not in taken:
            taken.add(span)
            marks.append(Mark(kind, "", span.start, span.end))
    return sorted(marks, key=lambda mark: mark.start)


def relatable(desk: "Desk", index: int, first: Mark, relation: str = "") -> list[Mark]:
    """Where a relation from `first` may end, in this sentence and those around, the nearest first.

    Without `relation`, any that the schema has.
    """
    near = range(max(0, index - REACH), min(desk.count, index + REACH + 1))
    return [
        each.mark
        for at in sorted(near, key=lambda at: abs(at - index))
        for each in desk.judged(at).annotations
        if each.mark != first
        and any(relation in ("", allowed.name) for allowed in desk.allowed(first, each.mark))
    ]


def checkable(desk: "Desk", index: int) -> Sequence[Annotation]:
    """The labels of a sentence on which a verdict can be given: all but that of nothing to check."""
    nothing = desk.schema.nothing
    return [each for each in desk.judged(index).labels if nothing is None or each.label != nothing.name]
