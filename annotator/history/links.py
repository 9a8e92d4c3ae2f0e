"""What one event changes of what annotations carry: attributes, evidence, relations, another place or label."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from annotator.history.sheet import Row, Sheet
from annotator.model import Annotation, Event, Mark, Related

if TYPE_CHECKING:
    from annotator.history.acts import Change


def relate(sheet: Sheet, event: Event) -> "Change | None":
    """A relation between two annotations that hold."""
    if not event.label or event.first is None or event.second is None:
        return None
    index = sheet.at(event.first.start)
    row = sheet.row(index)
    related = Related(event.label, event.first, event.second, event.annotator, event.time, event.id)
    if sheet.held(related) is None or any(_same(sheet, each, related) for each in row.relations):
        return None
    return index, 1, (replace(row, relations=(*row.relations, related)),)


def unrelate(sheet: Sheet, event: Event) -> "Change | None":
    """The relation is gone, whatever made it."""
    if event.first is None or event.second is None:
        return None
    index = sheet.at(event.first.start)
    row = sheet.row(index)
    gone = Related(event.label, event.first, event.second, "", "", "")
    kept = tuple(each for each in row.relations if not _same(sheet, each, gone))
    return (index, 1, (replace(row, relations=kept),)) if len(kept) < len(row.relations) else None


def _same(sheet: Sheet, one: Related, two: Related) -> bool:
    """True where both say the same of the same annotations, as these stand now."""
    if one.label != two.label:
        return False
    now = sheet.held(one) or one
    return (now.first, now.second) == (two.first, two.second)


def set_attribute(sheet: Sheet, event: Event) -> "Change | None":
    """An attribute has this value; an empty one takes it off."""
    if not event.name:
        return None

    def changed(annotation: Annotation) -> Annotation:
        attributes = dict(annotation.attributes)
        attributes.pop(event.name, None)
        if event.value:
            attributes[event.name] = event.value
        return replace(annotation, attributes=tuple(sorted(attributes.items())))

    return _on_mark(sheet, event.first, changed)


def add_evidence(sheet: Sheet, event: Event) -> "Change | None":
    """One more piece of evidence, after the others; the same one is not added twice."""
    new = event.evidence
    if new is None:
        return None
    return _on_mark(
        sheet,
        event.first,
        lambda each: each if new in each.evidence else replace(each, evidence=(*each.evidence, new)),
    )


def withdraw(sheet: Sheet, event: Event) -> "Change | None":
    """A piece of evidence is taken back."""
    gone = event.evidence
    return _on_mark(
        sheet,
        event.first,
        lambda each: replace(each, evidence=tuple(one for one in each.evidence if one != gone)),
    )


def change(sheet: Sheet, event: Event) -> "Change | None":
    """An annotation gets another place or label and keeps what it carries."""
    old, new = event.first, event.second
    if old is None or new is None or not new.label or not 0 <= new.start < new.end:
        return None
    start, target = sheet.at(old.start), sheet.at(new.start)
    leaving = [each for each in sheet.row(start).marks if each.mark == old]
    if not leaving or old == new:
        return None
    first = min(start, target)
    rows = list(sheet.rows(first, abs(start - target) + 1))
    kept = tuple(each for each in rows[start - first].marks if each.mark != old)
    rows[start - first] = rows[start - first].marked(kept)
    there = rows[target - first]
    if all(each.mark != new for each in there.marks):
        moved = replace(
            leaving[0], label=new.label, type=new.type, start=new.start, end=new.end, pieces=new.pieces
        )
        rows[target - first] = there.marked((*there.marks, moved))
    return first, len(rows), tuple(rows)


def _on_mark(sheet: Sheet, mark: Mark | None, changed: Callable[[Annotation], Annotation]) -> "Change | None":
    """The sentence with every annotation at `mark` changed; None where that changes nothing."""
    if mark is None:
        return None
    index = sheet.at(mark.start)
    row: Row = sheet.row(index)
    marks = tuple(changed(each) if each.mark == mark else each for each in row.marks)
    return (index, 1, (row.marked(marks),)) if marks != row.marks else None
