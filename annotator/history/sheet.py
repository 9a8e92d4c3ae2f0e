"""The sentences now and what is on them: the sheet on which events are played."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from msgspec import Struct
from msgspec.structs import replace

from annotator.model import Annotation, Answered, Judged, Mark, Related, Span, Text

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
        """Of two equally long arrays, which nobody changes from now on."""
        spans = cls()
        spans.starts, spans.ends = starts, ends
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
    relations: tuple[Related, ...] = ()
    """Those whose first end starts here, with their ends as they were when the relation was made."""

    @property
    def judged(self) -> bool:
        """True once it has a label or was passed as done; kinds of spans alone do not count."""
        return self.done or any(not mark.part for mark in self.marks)

    @property
    def blank(self) -> bool:
        """True where nothing is on it."""
        return not (self.done or self.marks or self.rejected or self.relations)

    def marked(self, marks: tuple[Annotation, ...]) -> "Row":
        """The same sentence with these marks."""
        return Row(self.start, self.end, self.done, marks, self.rejected, self.relations)

    def found(self, mark: Mark) -> Mark | None:
        """The mark that holds here for one of a relation's ends; None where it is gone.

        An end on a whole sentence that was split or merged since is the same label on the sentence now.
        """
        whole = None
        for each in self.marks:
            if (each.label, each.type) != (mark.label, mark.type):
                continue
            if (each.start, each.end, each.pieces) == (mark.start, mark.end, mark.pieces):
                return mark
            if (each.start, each.end) == (self.start, self.end) and not each.pieces:
                whole = each.mark
        return whole


class Sheet:
    """The sentences now. Blank ones are two numbers and a zero; the others have a row."""

    def __init__(self, sentences: Sequence[Span], text: Text) -> None:
        spans = sentences if isinstance(sentences, Spans) else Spans(sentences)
        self.starts, self.ends = spans.starts, spans.ends
        self._shared = True
        """True while these two are somebody else's too: whoever changes them makes copies first."""
        self.text = text
        self.flags = bytearray(len(spans))
        self.judged = 0
        self._rows: dict[int, Row] = {}
        self._relating: set[int] = set()
        """The starts of the sentences in which relations begin."""

    def __len__(self) -> int:
        return len(self.starts)

    def spans(self) -> Spans:
        """The sentences as they are now."""
        self._shared = True
        return Spans.of(self.starts, self.ends)

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
            self._relating.discard(row.start)
        for row in rows:
            self._keep(row)
        if self._shared:
            self.starts, self.ends, self._shared = self.starts[:], self.ends[:], False
        self.starts[first : first + count] = array("I", [row.start for row in rows])
        self.ends[first : first + count] = array("I", [row.end for row in rows])
        self.judged -= sum(self.flags[first : first + count])
        self.flags[first : first + count] = flags = bytes(row.judged for row in rows)
        self.judged += sum(flags)
        return old

    def _keep(self, row: Row) -> None:
        if row.blank:
            self._rows.pop(row.start, None)
            self._relating.discard(row.start)
            return
        self._rows[row.start] = row
        if row.relations:
            self._relating.add(row.start)
        else:
            self._relating.discard(row.start)

    def shown(self, index: int) -> Judged:
        """A sentence as values: one annotation a label and place, the first mark that set it."""
        row = self.row(index)
        marks = row.marks
        if len(marks) > 1:
            labels: dict[tuple[str, str, int, int, tuple[Span, ...]], Annotation] = {}
            for mark in marks:
                labels.setdefault((mark.label, mark.type, mark.start, mark.end, mark.pieces), mark)
            marks = tuple(labels.values())
        relations = tuple(self._held(row)) if row.relations else ()
        return Judged(row.start, row.end, row.judged, marks, row.rejected, relations)

    def labels(self) -> int:
        """How many labels hold, each once a place."""
        return sum(len(self.shown(self.at(start)).annotations) for start in self._rows)

    def answers(self) -> dict[Key, str]:
        """The answered candidates by `Candidate.key`: 'accepted' or 'rejected'."""
        found: dict[Key, str] = {}
        for start in sorted(self._rows):
            row = self._rows[start]
            found.update((each.key, "rejected") for each in row.rejected)
            found.update((mark.candidate.key, "accepted") for mark in row.marks if mark.candidate)
        return found

    def relations(self) -> Iterator[Related]:
        """Every relation that holds, by the sentence in which its first end starts."""
        for start in sorted(self._relating):
            yield from self._held(self._rows[start])

    def held(self, relation: Related) -> Related | None:
        """The relation with its ends as they stand now; None where one of them is gone."""
        first = self.row(self.at(relation.first.start)).found(relation.first)
        second = self.row(self.at(relation.second.start)).found(relation.second)
        if first is None or second is None:
            return None
        if first is relation.first and second is relation.second:
            return relation
        return replace(relation, first=first, second=second)

    def _held(self, row: Row) -> Iterator[Related]:
        seen = set()
        for relation in row.relations:
            now = self.held(relation)
            if now and (now.label, now.first, now.second) not in seen:
                seen.add((now.label, now.first, now.second))
                yield now
