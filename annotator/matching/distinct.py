"""The rows of an index, each once, in an order that does not depend on how they came.

A million rows are kept as one byte string each, which takes a third of the memory that the rows would.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, count, groupby

from annotator.matching.names import DERIVED, FURTHER, LITTLE, Row, others, spellings
from annotator.matching.stored import packed, unpacked

_END = b"\0\0"
"""After a text in a record, in which a NUL is followed by 255."""
_ORIGIN = DERIVED | FURTHER | LITTLE
"""Flags that make no other row."""


def unique(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with their further spellings, each once, the first that came; by text, entity and flags."""
    numbers = count()
    records = [_record(row, next(numbers)) for source in chain(rows, others()) for row in spellings(source)]
    records.sort(reverse=True)
    for _, alike in groupby(_emptied(records), key=lambda record: record[: _end_of_key(record)]):
        yield from sorted(_first_of_each(alike), key=lambda row: row.flags)


def _record(row: Row, number: int) -> bytes:
    """Text, entity, flags, place in the order in which the rows came, and the row."""
    flags = row.flags & ~_ORIGIN
    key = _plain(row.text) + _plain(row.entity)
    return key + flags.to_bytes(2, "big") + number.to_bytes(5, "big") + packed(row)


def _plain(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\xff") + _END


def _end_of_key(record: bytes) -> int:
    return record.index(_END, record.index(_END) + 2) + 2


def _emptied(records: list[bytes]) -> Iterator[bytes]:
    """The records from the last one on; each is given up."""
    while records:
        yield records.pop()


def _first_of_each(records: Iterable[bytes]) -> Iterator[Row]:
    """Of records with one text and entity the first row with each flags."""
    last = b""
    for record in records:
        end = _end_of_key(record)
        flags = record[end : end + 2]
        if flags != last:
            yield unpacked(record[end + 7 :])
        last = flags
