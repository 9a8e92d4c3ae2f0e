"""Texts that are too long to be held in memory, as the desk reads them: stretch by stretch.

A million sentences are 80 MB in the database and 150 MB as a `str`. Such a text is copied, piece by piece,
into a file without a name that goes with whoever reads it; where each block of it begins is kept.
"""

import tempfile
import threading
import weakref
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from sqlite3 import Blob

LONG = 1 << 20
"""Bytes from which on a text is not held in memory: some 12,000 sentences."""
BLOCK = 1 << 13
"""Code points that are read at once."""
_KEPT = 16
"""Blocks that are kept: several screens."""
_PIECE = 1 << 18
"""Bytes that are copied at once."""


class LongText:
    """A text in code points, in a file. It may be read from any thread."""

    def __init__(self, pieces: Iterable[str], folder: Path | None = None) -> None:
        """`folder`: where the file lies; None: where the system keeps what is temporary. Raises OSError."""
        # Unbuffered: each block is read and written at one go.
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._edges = array("Q", [0])
        """Where each block begins in the file, in bytes, and where the last one ends."""
        self._length = 0
        self._blocks: dict[int, str] = {}
        self._lock = threading.Lock()
        for block in _blocks(pieces):
            data = block.encode()
            if self._file.write(data) != len(data):
                raise OSError("no room for a copy of the text")
            self._edges.append(self._edges[-1] + len(data))
            self._length += len(block)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, stretch: slice) -> str:
        start, end, step = stretch.indices(self._length)
        if step != 1:
            raise ValueError("a long text is read forwards, without gaps")
        if start >= end:
            return ""
        first, last = start // BLOCK, (end - 1) // BLOCK
        start, end = start - first * BLOCK, end - first * BLOCK
        with self._lock:
            if first == last:
                return self._block(first)[start:end]
            return "".join(map(self._block, range(first, last + 1)))[start:end]

    def _block(self, number: int) -> str:
        block = self._blocks.pop(number, None)
        if block is None:
            at = self._edges[number]
            self._file.seek(at)
            block = self._file.read(self._edges[number + 1] - at).decode()
            if len(self._blocks) >= _KEPT:
                del self._blocks[next(iter(self._blocks))]
        self._blocks[number] = block  # the one used last stands last
        return block


def pieces_of(stored: Blob) -> Iterator[str]:
    """A text of the database, piece by piece. Raises UnicodeDecodeError, sqlite3.Error."""
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder("utf-8")()
    while piece := stored.read(_PIECE):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _blocks(pieces: Iterable[str]) -> Iterator[str]:
    """The same code points in blocks of one length, but for the last."""
    rest = ""
    for piece in pieces:
        rest += piece
        full = len(rest) - len(rest) % BLOCK
        yield from (rest[at : at + BLOCK] for at in range(0, full, BLOCK))
        rest = rest[full:]
    if rest:
        yield rest
