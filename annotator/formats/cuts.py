"""Splits and merges that make given stretches sentences: for work that came without its log."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from annotator.model import Document, Event, Span

_TIME = "1970-01-01T00:00:00.{:06d}Z"
"""Before everything that was said of the sentences."""
_MOST = 999_999


class Cuts:
    """Sentences that are cut and joined until wanted ones are there; `events` are what that took."""

    def __init__(self, document: Document, annotator: str, base: Sequence[Span]) -> None:
        self._document, self._annotator = document, annotator
        self._text = document.text
        self.spans = list(base)
        """The sentences now."""
        self.events: list[Event] = []

    def make(self, wanted: Iterable[Span]) -> list[Span]:
        """Makes these sentences, one after the other; returns those that could not be made."""
        return [span for span in wanted if not self._make(span)]

    def _make(self, span: Span) -> bool:
        if not self.spans or len(self.events) > _MOST - 3:
            return False
        first = self._at(span.start)
        if self.spans[first] == span:
            return True
        if self.spans[first].start < span.start < self.spans[first].end:
            self._split(first, span.start)
        last = self._at(span.end - 1)
        if span.end < self.spans[last].end:
            rest = self._text[span.end : self.spans[last].end]
            self._split(last, span.end + len(rest) - len(rest.lstrip()))
        first, last = self._at(span.start), self._at(span.end - 1)
        if first < last and self.spans[first].start == span.start and self.spans[last].end == span.end:
            self._event("merge", span)
            self.spans[first : last + 1] = [span]
        return self.spans[self._at(span.start)] == span

    def _split(self, index: int, at: int) -> None:
        whole = self.spans[index]
        before = self._text[whole.start : at]
        first = Span(whole.start, at - len(before) + len(before.rstrip()))
        if first.start < first.end and at < whole.end:
            self._event("split", whole, at)
            self.spans[index : index + 1] = [first, Span(at, whole.end)]

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self.spans, offset, key=lambda span: span.start) - 1)

    def _event(self, kind: str, span: Span, at: int = 0) -> None:
        number = len(self.events)
        event = Event(
            document=self._document.id,
            annotator=self._annotator,
            time=_TIME.format(number),
            gesture=f"{self._document.id[:16]}-cut-{number}",
            kind="split" if kind == "split" else "merge",
            start=span.start,
            end=span.end,
            at=at,
        )
        self.events.append(event)
