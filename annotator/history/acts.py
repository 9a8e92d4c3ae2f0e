"""What one event changes on a sheet: one function for each kind of event that is about sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from annotator.history.sheet import Key, Row, Sheet
from annotator.model import Annotation, Answered, Event, Span

Change = tuple[int, int, list[Row]]
"""From this sentence on, so many sentences, become these rows."""


def effect(sheet: Sheet, event: Event) -> Change | None:
    """What `event` changes; None where it changes nothing or makes no sense here."""
    act = ACTS.get(event.kind)
    return act(sheet, event) if act and len(sheet) else None


def _mark(event: Event, label: str, type_: str, span: Span, candidate: Answered | None) -> Annotation:
    return Annotation(label, type_, span.start, span.end, event.annotator, event.time, event.id, candidate)


def _label(sheet: Sheet, event: Event) -> Change | None:
    if not event.label or not 0 <= event.start < event.end:
        return None
    index = sheet.at(event.start)
    row = sheet.row(index)
    mark = _mark(event, event.label, event.type, Span(event.start, event.end), None)
    if any(_identity(each) == _identity(mark) for each in row.marks):
        return None
    return index, 1, [replace(row, marks=(*row.marks, mark))]


def _unlabel(sheet: Sheet, event: Event) -> Change | None:
    what = (event.label, event.type, event.start, event.end)
    index = sheet.at(event.start)
    row = sheet.row(index)
    marks = tuple(each for each in row.marks if _identity(each)[:4] != what)
    return (index, 1, [replace(row, marks=marks)]) if marks != row.marks else None


def _accept(sheet: Sheet, event: Event) -> Change | None:
    answered = event.candidate
    if not answered or not 0 <= answered.start < answered.end:
        return None
    first, rows = _reach(sheet, answered)
    if any(_accepts(mark, answered) for row in rows for mark in row.marks):
        return None
    rows = [_without(row, answered) for row in rows]
    mark = _mark(event, answered.label, answered.type, Span(answered.start, answered.end), answered)
    rows[0] = replace(rows[0], marks=(*rows[0].marks, mark))
    return first, len(rows), rows


def _reject(sheet: Sheet, event: Event) -> Change | None:
    answered = event.candidate
    if not answered or not 0 <= answered.start < answered.end:
        return None
    first, rows = _reach(sheet, answered)
    if any(each.key == answered.key for each in rows[0].rejected):
        return None
    rows = [_without(row, answered) for row in rows]
    rows[0] = replace(rows[0], rejected=(*rows[0].rejected, answered))
    return first, len(rows), rows


def _reopen(sheet: Sheet, event: Event) -> Change | None:
    if not event.candidate:
        return None
    first, old = _reach(sheet, event.candidate)
    rows = [_without(row, event.candidate) for row in old]
    return (first, len(rows), rows) if rows != old else None


def _done(sheet: Sheet, event: Event) -> Change | None:
    first = bisect_left(sheet.starts, event.start)
    count = max(0, bisect_right(sheet.ends, event.end) - first)
    old = sheet.rows(first, count)
    if all(row.done for row in old):
        return None
    return first, count, [replace(row, done=True) for row in old]


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
        halves.append(Row(start, end, row.done, marks, rejected))
    return index, 1, halves


def _merge(sheet: Sheet, event: Event) -> Change | None:
    first = bisect_left(sheet.starts, event.start)
    last = bisect_left(sheet.ends, event.end)
    if not first < last < len(sheet):
        return None
    if sheet.starts[first] != event.start or sheet.ends[last] != event.end:
        return None
    rows = sheet.rows(first, last - first + 1)
    start, end = event.start, event.end
    marks: dict[tuple[str, str, int, int, Key | None], Annotation] = {}
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
    )
    return first, len(rows), [whole]


ACTS: Mapping[str, Callable[[Sheet, Event], Change | None]] = {
    "label": _label,
    "unlabel": _unlabel,
    "accept": _accept,
    "reject": _reject,
    "reopen": _reopen,
    "done": _done,
    "split": _split,
    "merge": _merge,
}


def _identity(mark: Annotation) -> tuple[str, str, int, int, Key | None]:
    return (mark.label, mark.type, mark.start, mark.end, mark.candidate.key if mark.candidate else None)


def _accepts(mark: Annotation, answered: Answered) -> bool:
    return mark.candidate is not None and mark.candidate.key == answered.key


def _spans(mark: Annotation, row: Row) -> bool:
    return mark.start == row.start and mark.end == row.end


def _without(row: Row, answered: Answered) -> Row:
    """The row without any answer to that candidate."""
    marks = tuple(mark for mark in row.marks if not _accepts(mark, answered))
    rejected = tuple(each for each in row.rejected if each.key != answered.key)
    return replace(row, marks=marks, rejected=rejected)


def _reach(sheet: Sheet, answered: Answered) -> tuple[int, list[Row]]:
    """The sentences that a candidate meets, at least the one in which it starts."""
    first = sheet.at(answered.start)
    last = max(first, bisect_left(sheet.starts, answered.end) - 1)
    return first, sheet.rows(first, last - first + 1)
