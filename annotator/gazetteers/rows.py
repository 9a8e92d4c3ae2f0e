"""The rows of a CSV file, each with the line it ends on. A row may span lines; a quotation mark left open may not."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence

from annotator.gazetteers.source import Source

NO_UTF8 = "is no UTF-8; save the file as UTF-8 text"
_OPEN = 'a quotation mark is left open, or stands within a cell; write "" for one that belongs to the text'


def rows(source: Source, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """(line from 1, cells, what is wrong) of each row, the first one included.

    A row that swallows the lines after it, since a quotation mark in it is never closed or closes within
    the text of a later line, is a fault of its first line alone: reading goes on with the next one.
    """
    lines = _Lines(source)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.row.clear()
        cells, fault = [], ""
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as found:
            fault = f"no row: {found}"
        if lines.ended or (len(lines.row) > 1 and (fault or not _closed(lines.row, delimiter))):
            lines.take_back()
            cells, fault = [], _OPEN
        yield from lines.broken_so_far()
        yield lines.number, cells, fault
    yield from lines.broken_so_far()


def _closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quotation mark of a row begins a cell, ends one, or is written twice."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


class _Lines:
    """The lines of a file as text, of which those of the last row can be read again."""

    def __init__(self, source: Source) -> None:
        self._read = source.lines(whole=True)
        self._again: deque[str] = deque()
        self._broken: deque[int] = deque()
        self.number = 0
        """Of the last line, from 1."""
        self.row: list[str] = []
        """Lines since it was emptied."""
        self.ended = False
        """True where a row was begun and the file ended within it."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        text = self._again.popleft() if self._again else self._fresh()
        self.number += 1
        self.row.append(text)
        return text

    def _fresh(self) -> str:
        """The next line of the file; a blank stands for one that is no UTF-8."""
        try:
            number, raw = next(self._read)
        except StopIteration:
            self.ended = bool(self.row)
            raise
        try:
            return raw.decode("utf-8-sig" if number == 1 else "utf-8") + "\n"
        except UnicodeDecodeError:
            self._broken.append(number)
            return "\n"

    def take_back(self) -> None:
        """All lines of the row but the first will be read again."""
        self._again.extendleft(reversed(self.row[1:]))
        self.number -= len(self.row) - 1
        self.ended = False

    def broken_so_far(self) -> Iterator[tuple[int, list[str], str]]:
        while self._broken and self._broken[0] <= self.number:
            yield self._broken.popleft(), [], NO_UTF8
