"""Tables: a heading, and a row a document. The delimiter of a .csv may be , ; | or a tab.

A row that is broken is yielded as a failure with its line; the others are read.
"""

import codecs
import csv
import io
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded, decode
from annotator.formats.fields import NAMES, field, make_document, plain
from annotator.formats.jsonfile import json_records
from annotator.model import Document

if TYPE_CHECKING:
    from _csv import Reader

ROW = "\0row"
"""A key of every record of `table_or_json` that was a row of a table."""


def read_csv(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """A document a row; the delimiter is the one that makes a text column of the heading."""
    return _read(data, name, ",;\t|")


def read_tsv(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """As `read_csv`, with tabs."""
    return _read(data, name, "\t")


def _read(data: bytes, name: str, delimiters: str) -> Iterator[Document | ReadError]:
    decoded = decode(data, name)
    for number, (place, record) in enumerate(records(decoded, name, delimiters), 1):
        if isinstance(record, ReadError):
            yield record
            continue
        try:
            yield make_document(field(record, "text") or "", record, decoded, name, place, number)
        except ReadError as fault:
            yield fault


def records(
    decoded: Decoded, name: str, delimiters: str = ",;\t|"
) -> Iterator[tuple[str, dict[str, str] | ReadError]]:
    """Every row that says something, with its place: cells by their `plain` heading, or what is wrong with it.

    Raises `ReadError` where there is no text column, or nothing below the heading.
    """
    # The module's own limit of 131,072 is shorter than long articles, and a table is in memory anyway.
    csv.field_size_limit(sys.maxsize)
    delimiter = _delimiter(decoded.text, delimiters, name)
    rows = _rows(decoded.text, delimiter, quoted=delimiter != "\t" or _is_quoted(decoded.text))
    heading = [plain(cell) for cell in next(rows)]
    number, line = 0, rows.line_num
    while True:
        place = f"{name}:{line + 1}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as fault:
            number += 1
            yield place, ReadError(f"{place}: {_cause(fault)}")
        else:
            if any(cell and not cell.isspace() for cell in row):
                number += 1
                yield place, _record(row, heading, place)
        line = rows.line_num
    if not number:
        raise ReadError(f"{name}: holds no text, only a heading")


def table_or_json(data: BinaryIO, name: str, begun: bytes | None = None) -> Iterator[tuple[str, Any]]:
    """The rows of a table, or else the records of JSON, as programs export the same under two endings.

    `begun` is the first line, if somebody has read it to see what the file is.
    """
    first = data.readline() if begun is None else begun
    if not first.strip() or first.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"["):
        yield from json_records(data, name, first)
        return
    for place, row in records(decode(first + data.read(), name), name):
        yield place, row if isinstance(row, ReadError) else {ROW: name, **row}


def _rows(text: str, delimiter: str, quoted: bool = True) -> "Reader":
    lines = io.StringIO(text, newline="")
    if not quoted:
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _is_quoted(text: str) -> bool:
    """Whether " encloses the cells of a table with tabs: some programs write them as any other letter."""
    try:
        return sum(1 for _ in _rows(text, "\t")) > 0
    except csv.Error:
        return False


def _delimiter(text: str, delimiters: str, name: str) -> str:
    """The delimiter under which the heading has a text column."""
    cells: list[str] = []
    for delimiter in delimiters:
        try:
            found = next(_rows(text, delimiter), [])
        except csv.Error:
            continue
        if any(plain(cell) in NAMES["text"] for cell in found):
            return delimiter
        cells = max(cells, found, key=len)
    there = ", ".join(cell[:30] for cell in cells[:8])
    raise ReadError(f"{name}:1: no text column, only {there!r}; call the one with the articles 'text'")


def _cause(fault: csv.Error) -> str:
    if "end of data" in str(fault):
        return 'a cell that begins here with " never ends, so the rest is lost; close it'
    return f'the row is broken ({fault}); write a " inside quotes as ""'


def _record(row: Sequence[str], heading: Sequence[str], place: str) -> dict[str, str] | ReadError:
    if len(row) > len(heading):
        cells = f"{len(row)} cells, the heading {len(heading)}"
        return ReadError(f"{place}: has {cells}; put a cell that holds the delimiter in quotes")
    return {key: cell for key, cell in zip(heading, row, strict=False) if not cell.isspace()}
