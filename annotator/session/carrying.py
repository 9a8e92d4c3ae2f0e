"""One annotator's work on an article, carried over to a corrected version of it.

What stands on words that did not change is carried, what moved is anchored again by its words and their
surroundings, and the rest is listed: nothing is dropped in silence. The carried judgements keep their
author and time; a sentence whose words changed is to be judged again.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from annotator.anchoring import Alignment
from annotator.formats.cuts import Cuts
from annotator.formats.synthesis import log_of
from annotator.model import Annotation, Answered, Document, Event, Judged, Mark, Related, Span, Work
from annotator.session.frames import mark_of
from annotator.store.revisions import Unplaced


class Carried(Struct, frozen=True):
    """What became of an annotator's work."""

    events: tuple[Event, ...]
    """What was carried, as the log of the new document."""
    kept: int
    """Annotations and relations where they were."""
    moved: int
    """Those that were anchored again."""
    again: int
    """Sentences that were judged and are not now, since their words changed."""
    unplaced: tuple[Unplaced, ...]


class Carrier:
    """Carries the work of one annotator from one version to the next."""

    def __init__(self, old: Document, new: Document, base: Sequence[Span], alignment: Alignment) -> None:
        self._old, self._new = old, new
        self._base = base
        self._alignment = alignment

    def carry(self, work: Work, own: Sequence[Span]) -> Carried:
        """What becomes of `work`; `own`: the sentences of the old version as the splitter found them."""
        self._annotator = work.annotator
        self._unplaced: list[Unplaced] = []
        self._moved: set[Mark] = set()
        cuts = self._cuts(work, {(span.start, span.end) for span in own})
        marks = dict(self._marks(work))
        judged = list(self._sentences(work, cuts.spans, marks))
        log = log_of(self._new, work.annotator, judged, cuts.events)
        total = len(marks) + sum(len(each.relations) for each in judged)
        moved = len(self._moved)
        again = sum(each.judged for each in work.sentences) - sum(each.judged for each in log.sentences)
        return Carried(log.events, total - moved, moved, max(0, again), tuple(self._unplaced))

    # ------------------------------------------------------------ sentences

    def _cuts(self, work: Work, own: set[tuple[int, int]]) -> Cuts:
        """The new text cut as the annotator had cut the old one, where that can be."""
        cuts = Cuts(self._new, work.annotator, self._base)
        for sentence in work.sentences:
            if (sentence.start, sentence.end) in own:
                continue
            span = self._alignment.place(Span(sentence.start, sentence.end))
            if span is None or cuts.make([span]):
                self._list(
                    "sentence", sentence.start, sentence.end, "you had cut it yourself; its words changed"
                )
        return cuts

    def _sentences(self, work: Work, sentences: Sequence[Span], marks: dict[Mark, Mark]) -> Iterator[Judged]:
        """The sentences of the new text with what was carried on them."""
        annotations: dict[int, list[Annotation]] = {}
        rejected: dict[int, list[Answered]] = {}
        relations: dict[int, list[Related]] = {}
        starts = [span.start for span in sentences]
        done = set()
        for sentence in work.sentences:
            place = self._alignment.place(Span(sentence.start, sentence.end))
            if sentence.judged and place:
                done.add((place.start, place.end))
            for each in sentence.annotations:
                mark = marks.get(each.mark)
                if mark:
                    annotations.setdefault(_at(starts, mark.start), []).append(self._annotation(each, mark))
            for answered in sentence.rejected:
                there = self._answered(answered)
                if there:
                    rejected.setdefault(_at(starts, there.start), []).append(there)
            for related in sentence.relations:
                self._relation(related, marks, starts, relations)
        for index, span in enumerate(sentences):
            carried = tuple(annotations.get(index, ()))
            judged = (span.start, span.end) in done or any(not each.part for each in carried)
            others = (tuple(rejected.get(index, ())), tuple(relations.get(index, ())))
            yield Judged(span.start, span.end, judged, carried, *others)

    # ------------------------------------------------------------ what stands on them

    def _marks(self, work: Work) -> Iterator[tuple[Mark, Mark]]:
        """Each mark that has a place in the new text, with that place; the others are listed."""
        for sentence in work.sentences:
            whole = (sentence.start, sentence.end)
            for each in sentence.annotations:
                on_sentence = (each.start, each.end) == whole
                mark = self._placed(each.mark)
                if mark is None:
                    mark = self._found(each.mark)
                    if mark:
                        self._moved.add(mark)
                if mark is None:
                    what = f"{each.label} · {each.type}" if each.type else each.label
                    why = "the sentence changed" if on_sentence else "the words changed or went"
                    self._list(what, each.start, each.end, why)
                    continue
                yield each.mark, mark

    def _placed(self, mark: Mark) -> Mark | None:
        spans = [self._alignment.place(span) for span in mark.pieces or (mark.span,)]
        placed = [span for span in spans if span is not None]
        in_order = placed == sorted(placed)
        return mark_of(mark.label, placed, mark.type) if len(placed) == len(spans) and in_order else None

    def _found(self, mark: Mark) -> Mark | None:
        """The mark anchored again; one in pieces only as a whole, gaps and all."""
        span = self._alignment.find(mark.span)
        if span is None:
            return None
        shift = span.start - mark.start
        pieces = tuple(Span(piece.start + shift, piece.end + shift) for piece in mark.pieces)
        return Mark(mark.label, mark.type, span.start, span.end, pieces)

    def _annotation(self, each: Annotation, mark: Mark) -> Annotation:
        candidate = self._answered(each.candidate) if each.candidate else None
        place = {"start": mark.start, "end": mark.end, "pieces": mark.pieces}
        return replace(each, annotator="", event="", candidate=candidate, **place)

    def _answered(self, answered: Answered) -> Answered | None:
        """The answer at the candidate's new place; None where it has none: the answer is moot then."""
        span = Span(answered.start, answered.end)
        place = self._alignment.place(span) or self._alignment.find(span)
        return replace(answered, start=place.start, end=place.end) if place else None

    def _relation(
        self, related: Related, marks: dict[Mark, Mark], starts: list[int], into: dict[int, list[Related]]
    ) -> None:
        first, second = marks.get(related.first), marks.get(related.second)
        if first and second:
            new = replace(related, first=first, second=second, annotator="", event="")
            into.setdefault(_at(starts, first.start), []).append(new)
            return
        what = f"{related.first.label} {related.label} {related.second.label}"
        self._list(what, related.first.start, related.first.end, "one of its ends has no place")

    def _list(self, what: str, start: int, end: int, why: str) -> None:
        near = self._alignment.near(Span(start, end))
        self._unplaced.append(
            Unplaced(
                document=self._new.id,
                annotator=self._annotator,
                what=what,
                quote=self._old.text[start:end],
                start=start,
                end=end,
                why=why,
                near_start=near.start if near else 0,
                near_end=near.end if near else 0,
            )
        )


def _at(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)
