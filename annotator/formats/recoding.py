"""A text in any encoding as UTF-8, which is what the readers of corpora expect, decoded as it is read."""

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import known_encoding, utf16_without_mark, whole

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 1 << 16
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def wide_encoding(head: bytes) -> str:
    """'utf-16', 'utf-32' or the like where a file that begins so can be nothing else; empty for any other."""
    marked = next((encoding for mark, encoding in _WIDE if head.startswith(mark)), "")
    return marked or utf16_without_mark(head[: len(head) & ~1])


def as_utf8(head: bytes, encoding: str | None = None) -> bytes:
    """The beginning of a file as it would stand in UTF-8, without a mark; what was cut off at its end goes."""
    wide = encoding or wide_encoding(head)
    return (head.decode(wide, "ignore").encode("utf-8", "replace") if wide else head).removeprefix(
        codecs.BOM_UTF8
    )


def recoded(data: io.BufferedReader, name: str, encoding: str | None = None) -> tuple[BinaryIO, str]:
    """The same stream where it is UTF-8 or may be, else one of the same text in UTF-8; and its encoding.

    The encoding is the one that is asked for, else what the beginning shows beyond doubt; empty: neither.
    Raises `UsageError` for an encoding that is none.
    """
    wide = known_encoding(encoding) if encoding is not None else wide_encoding(data.peek(4096)[:4096])
    if not wide or wide == "utf-8":
        return data, wide
    return io.BufferedReader(_Recoded(data, name, wide), _PIECE), wide


class _Recoded(io.RawIOBase):
    def __init__(self, data: BinaryIO, name: str, encoding: str) -> None:
        self._data, self._name, self._encoding = data, name, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ready = b""
        self._line = 1
        self._ended = False
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fills the buffer; raises `ReadError` at the first bytes that are not in the encoding."""
        view = memoryview(buffer).cast("B")
        while not self._ready and not self._ended:
            self._more()
        count = min(len(view), len(self._ready))
        view[:count], self._ready = self._ready[:count], self._ready[count:]
        return count

    def _more(self) -> None:
        piece = self._data.read(_PIECE)
        self._ended = not piece
        try:
            text = whole(self._decoder.decode(piece, self._ended))
        except UnicodeError:
            where = f"{self._name}:{self._line}"
            cause = f"the bytes of this line or one after it are not {self._encoding}"
            raise ReadError(f"{where}: {cause}; name the right one with --encoding") from None
        if text and not self._begun:
            self._begun, text = True, text.removeprefix("\ufeff")
        self._line += text.count("\n")
        self._ready = text.encode()
