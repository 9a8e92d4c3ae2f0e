"""The sentences now and what is on them: the sheet on which events are played."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from msgspec import Struct

from annotator.model import Annotation, Answered, Judged, Span

Key = tuple[str, str, str, int, int]
"""What identifies a candidate: `Candidate.key`."""


class Spans(Sequence[Span]):
    """Spans in order, eight bytes each: a hundred thousand sentences are no burden."""

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        pairs = [(span.start, span.end) for span in spans]
        self.starts = array("I", [start for start, _ in pairs])
        self.ends = array("I", [end for _, end in pairs])

    @classmethod
    def of(cls, starts: "array[int]", ends: "array[int]") -> "Spans":
        """Copies of two equally long arrays."""
        spans = cls()
        spans.starts, spans.ends = starts[:], ends[:]
        return spans

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> "Spans": ...
    def __getitem__(self, index: int | slice) -> "Span | Spans":
        if isinstance(index, slice):
            return Spans.of(self.starts[index], self.ends[index])
        return Span(self.starts[index], self.ends[index])

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self.starts, self.ends)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Spans):
            return NotImplemented
        return self.starts == other.starts and self.ends == other.ends

    __hash__ = None  # type: ignore[assignment]  # like a list: two arrays that may be changed


class Row(Struct, frozen=True, gc=False):  # gc: made of values only, so it can be in no cycle
    """A sentence and all that is on it."""

    start: int
    end: int
    done: bool = False
    marks: tuple[Annotation, ...] = ()
    rejected: tuple[Answered, ...] = ()

    @property
    def judged(self) -> bool:
        """True once it has a label or was passed as done."""
        return self.done or bool(self.marks)

    def marked(self, marks: tuple[Annotation, ...]) -> "Row":
        """The same sentence with these marks."""
        return Row(self.start, self.end, self.done, marks, self.rejected)

    def shown(self) -> Judged:
        """One annotation a label and span, the first mark that set it."""
        marks = self.marks
        if len(marks) > 1:
            labels: dict[tuple[str, str, int, int], Annotation] = {}
            for mark in marks:
                labels.setdefault((mark.label, mark.type, mark.start, mark.end), mark)
            marks = tuple(labels.values())
        return Judged(self.start, self.end, self.judged, marks, self.rejected)


class Sheet:
    """The sentences now. Blank ones are two numbers and a zero; the others have a row."""

    def __init__(self, sentences: Sequence[Span], text: str) -> None:
        spans = Spans(sentences) if not isinstance(sentences, Spans) else sentences[:]
        self.starts, self.ends = spans.starts, spans.ends
        self.text = text
        self.flags = bytearray(len(spans))
        self.judged = 0
        self._rows: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self.starts)

    def row(self, index: int) -> Row:
        """The sentence at `index`, from 0, and what is on it."""
        start = self.starts[index]
        return self._rows.get(start) or Row(start, self.ends[index])

    def rows(self, first: int, count: int) -> tuple[Row, ...]:
        """`count` of them from `first` on."""
        if count == 1:
            return (self.row(first),)
        return tuple(self.row(index) for index in range(first, first + count))

    def at(self, offset: int) -> int:
        """The sentence that holds `offset`, or the one before it; the first where none is before."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def exactly(self, start: int, end: int) -> int | None:
        """The sentence from `start` to `end`; None where there is none such."""
        index = bisect_left(self.starts, start)
        found = index < len(self) and self.starts[index] == start and self.ends[index] == end
        return index if found else None

    def put(self, first: int, count: int, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Puts `rows` in the place of `count` sentences and returns the rows that stood there."""
        old = self.rows(first, count)
        if count == len(rows) == 1 and old[0].start == rows[0].start and old[0].end == rows[0].end:
            self._keep(rows[0])
            judged = rows[0].judged
            self.judged += judged - self.flags[first]
            self.flags[first] = judged
            return old
        for row in old:
            self._rows.pop(row.start, None)
        for row in rows:
            self._keep(row)
        self.starts[first : first + count] = array("I", [row.start for row in rows])
        self.ends[first : first + count] = array("I", [row.end for row in rows])
        self.judged -= sum(self.flags[first : first + count])
        self.flags[first : first + count] = flags = bytes(row.judged for row in rows)
        self.judged += sum(flags)
        return old

    def _keep(self, row: Row) -> None:
        if row.done or row.marks or row.rejected:
            self._rows[row.start] = row
        else:
            self._rows.pop(row.start, None)
