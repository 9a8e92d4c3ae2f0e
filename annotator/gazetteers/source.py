"""A file that is read as a stream, packed or not: its lines, how far reading is, and what it is known by."""

import bz2
import gzip
import hashlib
import lzma
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from annotator.errors import ReadError, unread

LONGEST_LINE = 32 * 1024 * 1024
"""Bytes of a line at most: the longest of a Wikidata dump has a quarter of that."""
_SAMPLE = 1024 * 1024
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError, OSError)


class CutShortError(Exception):
    """The file cannot be read to its end. Caught by `read`."""


class Source:
    """One file. It can be read from its beginning once at a time."""

    def __init__(self, path: Path, after: int = 0) -> None:
        """`after`: lines up to this one are passed over, unread, by `lines`."""
        self.path = path
        self.name = str(path)
        self.after = after
        self._raw: BinaryIO | None = None
        try:
            self.size = path.stat().st_size
            """In bytes, as it lies on disk."""
            if not path.is_file():
                raise ReadError(f"{path}: no file; name a list of entities")
        except OSError as fault:
            raise ReadError(unread(path, fault)) from None

    def key(self) -> str:
        """What the file is known by: changes with its content.

        Of a file over 2 MB only both ends are read; its day of change counts then.
        """
        digest = hashlib.sha256(str(self.size).encode())
        with self._open() as file:
            digest.update(file.read(_SAMPLE))
            if self.size > 2 * _SAMPLE:
                digest.update(str(self.path.stat().st_mtime_ns).encode())
                file.seek(-_SAMPLE, os.SEEK_END)
            digest.update(file.read(_SAMPLE))
        return digest.hexdigest()

    def beginning(self, size: int = 65536) -> bytes:
        """The first bytes, unpacked. Raises ReadError where they cannot be read."""
        with self.stream() as file:
            try:
                return file.read(size)
            except _BROKEN as fault:
                raise ReadError(f"{self.name}: cannot be read: {fault}") from None

    def read_all(self, most: int) -> bytes:
        """The whole, unpacked. Raises ReadError where it has more bytes than `most` or is cut short."""
        with self.stream() as file:
            try:
                data = file.read(most + 1)
            except _BROKEN as fault:
                raise ReadError(f"{self.name}: cannot be read to its end: {fault}") from None
        if len(data) > most:
            raise ReadError(f"{self.name}: has over {most // 1024**2} MB; ask for less at a time")
        return data

    def stream(self) -> IO[bytes]:
        """The file unpacked, from its beginning."""
        raw = self._raw = self._open()
        magic = raw.read(6)
        raw.seek(0)
        if magic[:2] == b"\x1f\x8b":
            return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
        if magic[:3] == b"BZh":
            return cast("IO[bytes]", bz2.BZ2File(raw))
        if magic == b"\xfd7zXZ\x00":
            return cast("IO[bytes]", lzma.LZMAFile(raw))
        return raw

    def done(self) -> int:
        """How many of the file's bytes on disk are read."""
        return self._raw.tell() if self._raw and not self._raw.closed else 0

    def lines(self, *, whole: bool = False) -> Iterator[tuple[int, bytes]]:
        """(number from 1, line without its end) of those after `after`, or of the `whole`.

        A line that is too long is cut. Raises CutShortError where the file cannot be read on.
        """
        with self.stream() as file:
            number = 0
            while True:
                try:
                    line = file.readline(LONGEST_LINE + 1)
                    while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                        rest = file.readline(LONGEST_LINE)
                        if not rest or rest.endswith(b"\n"):
                            break
                except _BROKEN as fault:
                    raise CutShortError(
                        f"cannot be read on from here: {fault or 'packed data end'}"
                    ) from None
                if not line:
                    return
                number += 1
                if whole or number > self.after:
                    yield number, line.rstrip(b"\r\n")

    def _open(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except OSError as fault:
            raise ReadError(unread(self.path, fault)) from None
