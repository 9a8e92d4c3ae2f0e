"""An index in a file: flat arrays that are mapped into memory, and rows that are read one at a time.

A file that is cut short, altered, of another format or of other names is as good as none. It holds numbers
and text only: reading it runs nothing. Several processes may write the same file at once; each reader sees a
whole one.
"""

import contextlib
import mmap
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, overload

import msgspec

from annotator.caches import keep, used
from annotator.matching.names import Row
from annotator.model import Kind

FORMAT = 13
"""Raise it whenever an array, the folding of words or the spellings that follow from a name change."""
_REMEMBERED = 4096
"""So many rows are remembered that were read last."""
_MAGIC = b"claim-annotator names\n"
_KINDS: tuple[Kind, ...] = ("state", "organization", "person", "place", "office")
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_BLOCK = 64
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder()

Arrays = dict[str, memoryview]
_Number = Literal["B", "H", "I", "Q"]
_NUMBERS: dict[int, _Number] = {1: "B", 2: "H", 4: "I", 8: "Q"}
"""Types of unsigned numbers by their bytes."""


class _Head(msgspec.Struct, array_like=True):
    """What stands at the start of the file."""

    key: str
    sections: list[tuple[str, _Number, int, int]]
    """Name, type of number, place, bytes."""
    checksum: int
    """CRC-32 of all that follows the head."""


class StoredRows(Sequence[Row]):
    """Rows that stay in the file until they are asked for."""

    def __init__(self, places: memoryview, packed: memoryview) -> None:
        self._places = places
        self._packed = packed
        self._row = lru_cache(_REMEMBERED)(self._unpacked)

    def __len__(self) -> int:
        return len(self._places) - 1

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        return self._row(number)

    def _unpacked(self, number: int) -> Row:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return unpacked(self._packed[self._places[number] : self._places[number + 1]])

    def __iter__(self) -> Iterator[Row]:
        return (self[number] for number in range(len(self)))


def packed(row: Row) -> bytes:
    """A row as bytes, without the empty fields at its end; '?' for half a surrogate pair."""
    fields: list[Any] = [row.entity, row.text, _CODES[row.kind], row.flags, row.rank]
    fields += [row.alias, row.since, row.until]
    while not fields[-1]:
        fields.pop()
    try:
        return _encoder.encode(fields)
    except UnicodeEncodeError:  # half a surrogate pair, which no file can hold
        whole = [f.encode("utf-8", "replace").decode() if isinstance(f, str) else f for f in fields]
        return _encoder.encode(whole)


def unpacked(data: bytes | memoryview) -> Row:
    """The row that `packed` made these bytes of."""
    entity, text, *rest = _decoder.decode(data)
    return Row(entity, text, _KINDS[rest[0]] if rest else "state", *rest[1:])


def write(path: Path, key: str, arrays: dict[str, memoryview]) -> None:
    """Writes the arrays to `path`, whole or not at all. Raises `OSError` where that cannot be done."""
    sections: list[tuple[str, _Number, int, int]] = []
    at = 0
    for name, numbers in arrays.items():
        sections.append((name, _NUMBERS[numbers.itemsize], at, numbers.nbytes))
        at += -(-numbers.nbytes // _BLOCK) * _BLOCK
    checksum = 0
    for data in _padded(arrays.values()):
        checksum = zlib.crc32(data, checksum)
    head = _encoder.encode(_Head(key, sections, checksum))
    start = _MAGIC + len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little") + head
    keep(path, (start.ljust(-(-len(start) // _BLOCK) * _BLOCK, b"\0"), *_padded(arrays.values())))


def _padded(arrays: Iterable[memoryview]) -> Iterator[bytes | memoryview]:
    for numbers in arrays:
        yield numbers.cast("B") if numbers.nbytes else b""
        yield bytes(-numbers.nbytes % _BLOCK)


def read(path: Path, key: str) -> Arrays | None:
    """The arrays in the file, mapped; None where there is no such file or it is not whole."""
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # ValueError: the file is empty
        return None
    at = len(_MAGIC)
    length, checksum = (int.from_bytes(data[at + n : at + n + 4], "little") for n in (0, 4))
    packed_head = data[at + 8 : at + 8 + length]
    if bytes(data[:at]) != _MAGIC or zlib.crc32(packed_head) != checksum:
        return None
    try:
        head = msgspec.msgpack.decode(packed_head, type=_Head)
    except msgspec.MsgspecError:
        return None
    body = data[-(-(at + 8 + length) // _BLOCK) * _BLOCK :]
    if head.key != key or zlib.crc32(body) != head.checksum or not _fits(head, len(body)):
        return None
    return {name: _numbers(body[at : at + size], kind) for name, kind, at, size in head.sections}


def _fits(head: _Head, length: int) -> bool:
    """Whether every array lies inside a body of that many bytes."""
    sizes = {kind: size for size, kind in _NUMBERS.items()}
    return all(
        0 <= at <= at + size <= length and size % sizes[kind] == 0 for _, kind, at, size in head.sections
    )


def _numbers(data: memoryview, kind: _Number) -> memoryview:
    return data.cast(kind) if len(data) else memoryview(array(kind))


def cached(folder: Path, key: str, needed: frozenset[str], build: Callable[[], Arrays]) -> Arrays:
    """The arrays of the file of that key in `folder`; where they are not, built, and kept if possible."""
    path = folder / f"names-{FORMAT}-{key[:24]}.index"
    found = read(path, key)
    if found is not None and needed <= found.keys():
        used(path)
        return found
    arrays = build()
    with contextlib.suppress(OSError):
        write(path, key, arrays)
    return arrays
