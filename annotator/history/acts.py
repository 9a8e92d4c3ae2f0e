"""What one event changes on a sheet: one function for each kind of event that is about sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from annotator.history import links
from annotator.history.sheet import Key, Row, Sheet
from annotator.model import Annotation, Answered, Event, Mark

Change = tuple[int, int, tuple[Row, ...]]
"""From this sentence on, so many sentences, become these rows."""


def effect(sheet: Sheet, event: Event) -> Change | None:
    """What `event` changes; None where it changes nothing or makes no sense here."""
    act = ACTS.get(event.kind)
    return act(sheet, event) if act and len(sheet) else None


def _label(sheet: Sheet, event: Event) -> Change | None:
    if not event.label or not 0 <= event.start < event.end:
        return None
    index = sheet.at(event.start)
    row = sheet.row(index)
    what = (_meant(event), None)
    if any(_identity(each) == what for each in row.marks):
        return None
    place = (event.label, event.type, event.start, event.end)
    part = event.kind == "mark"
    mark = Annotation(*place, event.annotator, event.time, event.id, pieces=event.pieces, part=part)
    return index, 1, (row.marked((*row.marks, mark)),)


def _unlabel(sheet: Sheet, event: Event) -> Change | None:
    what = _meant(event)
    index = sheet.at(event.start)
    row = sheet.row(index)
    marks = tuple(each for each in row.marks if each.mark != what)
    return (index, 1, (row.marked(marks),)) if marks != row.marks else None


def _accept(sheet: Sheet, event: Event) -> Change | None:
    a = event.candidate
    if not a or not 0 <= a.start < a.end:
        return None
    first, rows = _reach(sheet, a)
    if any(_accepts(mark, a) for row in rows for mark in row.marks):
        return None
    mark = Annotation(a.label, a.type, a.start, a.end, event.annotator, event.time, event.id, a)
    start, *rest = (_without(row, a) for row in rows)
    return first, len(rows), (start.marked((*start.marks, mark)), *rest)


def _reject(sheet: Sheet, event: Event) -> Change | None:
    a = event.candidate
    if not a or not 0 <= a.start < a.end:
        return None
    first, rows = _reach(sheet, a)
    if any(each.key == a.key for each in rows[0].rejected):
        return None
    start, *rest = (_without(row, a) for row in rows)
    return first, len(rows), (replace(start, rejected=(*start.rejected, a)), *rest)


def _reopen(sheet: Sheet, event: Event) -> Change | None:
    if not event.candidate:
        return None
    first, old = _reach(sheet, event.candidate)
    rows = tuple(_without(row, event.candidate) for row in old)
    return (first, len(rows), rows) if rows != old else None


def _done(sheet: Sheet, event: Event) -> Change | None:
    first = bisect_left(sheet.starts, event.start)
    count = max(0, bisect_right(sheet.ends, event.end) - first)
    old = sheet.rows(first, count)
    if all(row.done for row in old):
        return None
    return first, count, tuple(replace(row, done=True) for row in old)


def _split(sheet: Sheet, event: Event) -> Change | None:
    index = sheet.exactly(event.start, event.end)
    if index is None or not event.start < event.at < event.end:
        return None
    row = sheet.row(index)
    cut = restart = event.at
    if sheet.text:
        cut -= len(sheet.text[row.start : cut]) - len(sheet.text[row.start : cut].rstrip())
        restart += len(sheet.text[restart : row.end]) - len(sheet.text[restart : row.end].lstrip())
    if cut <= row.start or restart >= row.end:
        return None
    halves = []
    for start, end in ((row.start, cut), (restart, row.end)):
        last = end == row.end
        marks = tuple(
            replace(mark, start=start, end=end) if _spans(mark, row) else mark
            for mark in row.marks
            if _spans(mark, row) or (mark.start >= restart) == last
        )
        rejected = tuple(each for each in row.rejected if (each.start >= restart) == last)
        relations = tuple(each for each in row.relations if (each.first.start >= restart) == last)
        halves.append(Row(start, end, row.done, marks, rejected, relations))
    return index, 1, tuple(halves)


def _merge(sheet: Sheet, event: Event) -> Change | None:
    first = bisect_left(sheet.starts, event.start)
    last = bisect_left(sheet.ends, event.end)
    if not first < last < len(sheet):
        return None
    if sheet.starts[first] != event.start or sheet.ends[last] != event.end:
        return None
    rows = sheet.rows(first, last - first + 1)
    start, end = event.start, event.end
    marks: dict[tuple[Mark, Key | None], Annotation] = {}
    for row in rows:
        for mark in row.marks:
            lifted = replace(mark, start=start, end=end) if _spans(mark, row) else mark
            marks.setdefault(_identity(lifted), lifted)
    rejected = {each.key: each for row in reversed(rows) for each in reversed(row.rejected)}
    whole = Row(
        start,
        end,
        all(row.done for row in rows),
        tuple(sorted(marks.values(), key=lambda mark: mark.time)),
        tuple(reversed(rejected.values())),
        tuple(each for row in rows for each in row.relations),
    )
    return first, len(rows), (whole,)


ACTS: Mapping[str, Callable[[Sheet, Event], Change | None]] = {
    "label": _label,
    "unlabel": _unlabel,
    "accept": _accept,
    "reject": _reject,
    "reopen": _reopen,
    "done": _done,
    "split": _split,
    "merge": _merge,
    "mark": _label,
    "unmark": _unlabel,
    "relate": links.relate,
    "unrelate": links.unrelate,
    "set": links.set_attribute,
    "evidence": links.add_evidence,
    "withdraw": links.withdraw,
    "change": links.change,
}


def _meant(event: Event) -> Mark:
    return Mark(event.label, event.type, event.start, event.end, event.pieces)


def _identity(annotation: Annotation) -> tuple[Mark, Key | None]:
    return (annotation.mark, annotation.candidate.key if annotation.candidate else None)


def _accepts(mark: Annotation, answered: Answered) -> bool:
    return mark.candidate is not None and mark.candidate.key == answered.key


def _spans(mark: Annotation, row: Row) -> bool:
    return mark.start == row.start and mark.end == row.end and not mark.pieces


def _without(row: Row, answered: Answered) -> Row:
    """The row without any answer to that candidate."""
    if not row.marks and not row.rejected:
        return row
    marks = tuple(mark for mark in row.marks if not _accepts(mark, answered))
    rejected = tuple(each for each in row.rejected if each.key != answered.key)
    return replace(row, marks=marks, rejected=rejected)


def _reach(sheet: Sheet, answered: Answered) -> tuple[int, tuple[Row, ...]]:
    """The sentences that a candidate meets, at least the one in which it starts."""
    first = sheet.at(answered.start)
    last = max(first, bisect_left(sheet.starts, answered.end) - 1)
    return first, sheet.rows(first, last - first + 1)
