"""Offsets in UTF-16 code units, as programs in a browser or in Java count, and in code points, as we do."""

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from annotator.model import Span


class Units:
    """One text counted both ways. Cheap for texts without letters beyond U+FFFF, where both are equal."""

    def __init__(self, text: str) -> None:
        wide = not text.isascii() and any(letter > "\uffff" for letter in text)
        self._ends = (
            list(accumulate((1 + (letter > "\uffff") for letter in text), initial=0)) if wide else None
        )
        self._text = text

    def to_utf16(self, offset: int) -> int:
        """Code points to UTF-16 units."""
        return self._ends[offset] if self._ends else offset

    def from_utf16(self, offset: int) -> int | None:
        """UTF-16 units to code points; None in the middle of a letter or beyond the text."""
        if not self._ends:
            return offset if 0 <= offset <= len(self._text) else None
        index = bisect_left(self._ends, offset)
        return index if index < len(self._ends) and self._ends[index] == offset else None

    def words(self, start: int, end: int) -> str:
        """What stands from `start` to `end`, both in UTF-16 units, read as a program would that counts so."""
        if not self._ends:
            return self._text[start:end]
        return self._text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")

    def span(self, start: object, end: object) -> Span | None:
        """The stretch between two offsets in UTF-16 units; None where they are none of the text."""
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        first, last = self.from_utf16(start), self.from_utf16(end)
        return Span(first, last) if first is not None and last is not None and first < last else None


def read_sentences(record: Mapping[str, Any], units: Units, text: str) -> list[Span]:
    """The sentences that came with a text, in UTF-16 units; none where they do not fit it."""
    spans: list[Span] = []
    listed = record.get("sentences")
    for pair in listed if isinstance(listed, list) else ():
        span = units.span(*pair) if isinstance(pair, list) and len(pair) == 2 else None
        if not span:
            return []
        spans.append(span)
    return in_order(spans, text)


def in_order(spans: list[Span], text: str) -> list[Span]:
    """The sentences; none where they are out of order, or leave out more than white space."""
    end = 0
    for span in spans:
        if span.start < end or text[end : span.start].strip():
            return []
        end = span.end
    return [] if text[end:].strip() else spans


def spans_of(listed: object, text: str) -> list[Span]:
    """Stretches that came as objects with start and end, in code points; none where one does not fit."""
    spans = []
    for each in listed if isinstance(listed, list) else ():
        start, end = (each.get("start"), each.get("end")) if isinstance(each, dict) else (None, None)
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
            return []
        spans.append(Span(start, end))
    return spans
