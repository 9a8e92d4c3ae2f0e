"""Files that are one JSON value, a list or lines of them: read item by item, with the place of every fault."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import whole
from annotator.patterns import regex

_PIECE = 1 << 20
_TAIL = 64
"""Letters at the end of what is read that may be the beginning of something."""
_DEEPEST = 200
"""Brackets within brackets of an item. No format has ten."""
_DECODER = json.JSONDecoder()
_BLANK = regex(r"[ \t\r\n]*")


def json_value(data: bytes, name: str, first: int = 1) -> Any:
    """The value; `ReadError` with line and cause where it is none. Half surrogate pairs become U+FFFD.

    `first` is the line of the file on which `data` begins.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + first
        raise ReadError(f"{name}:{line}: is not UTF-8, as JSON is; save it as UTF-8") from None
    try:
        return _whole(json.loads(text))
    except json.JSONDecodeError as fault:
        line = fault.lineno + first - 1
        raise ReadError(f"{name}:{line}: is no JSON ({fault.msg}); export it again") from None
    except (ValueError, RecursionError) as fault:  # a number of 5,000 digits; 1,000 brackets
        raise ReadError(f"{name}:{first}: is no JSON that can be read ({fault}); export it again") from None


def json_records(data: BinaryIO, name: str, begun: bytes | None = None) -> Iterator[tuple[str, Any]]:
    """The items of a list, or the lines of JSON lines, each with its place; for a broken line a `ReadError`.

    Objects may stand on several lines, one after the other. One item is in memory at a time. `begun` is the first line,
    if somebody has read it to see what the file is.
    """
    first = (data.readline() if begun is None else begun).removeprefix(codecs.BOM_UTF8)
    number = 1
    while first and not first.strip():
        first, number = data.readline(), number + 1
    if first.lstrip().startswith(b"["):
        text = _Text(first.lstrip()[1:], data, name, number)
        for index, item in enumerate(_items(text), 1):
            yield f"{name}: item {index}", item
        return
    if first.strip() in (b"{", b'{"'):
        text = _Text(first, data, name, number)
        while text.next():
            yield text.place, _item(text)
        return
    line = first
    while line:
        if line.strip():
            try:
                yield f"{name}:{number}", json_value(line, name, number)
            except ReadError as fault:
                yield f"{name}:{number}", fault
        line, number = data.readline(), number + 1


def json_members(data: BinaryIO, name: str) -> Iterator[tuple[str, bool, Any]]:
    """What a file's one value holds: (key, False, value) of an object, but (key, True, item) for each item
    of a list in it, if it has any. A list that is the file's value, or anything else, has an empty key; so have
    the values that follow the first, as lines of JSON do.

    One of them is in memory at a time. Raises `ReadError` where it cannot go on.
    """
    head = data.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
    text = _Text(head, data, name, 1)
    if text.next() == "{":
        yield from _members(text)
    else:
        yield from _values(text, "")
    while text.next():
        yield "", False, _item(text)


def _members(text: "_Text") -> Iterator[tuple[str, bool, Any]]:
    text.at += 1
    if text.next() == "}":
        text.at += 1
        return
    after = ","
    while after == ",":
        key = _item(text) if text.next() == '"' else None
        if key is None:
            raise text.fault("Expecting property name enclosed in double quotes")
        if text.next() != ":":
            raise text.fault("Expecting ':' delimiter")
        text.at += 1
        yield from _values(text, key)
        after = text.next()
        if after not in (",", "}"):
            raise text.fault("Expecting ',' delimiter" if after else "it ends within an object")
        text.at += 1


def _values(text: "_Text", key: str) -> Iterator[tuple[str, bool, Any]]:
    if text.next() != "[":
        yield key, False, _item(text)
        return
    text.at += 1
    if text.next() == "]":
        text.at += 1
        yield key, False, []
        return
    for item in _items(text):
        yield key, True, item


class _Text:
    """A file decoded as it is needed, and which line of it stands where."""

    def __init__(self, begun: bytes, data: BinaryIO, name: str, line: int) -> None:
        self.text = ""
        self.at = 0
        self.ended = False
        self.line = line
        self._data, self._name = data, name
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._feed(begun)

    def _feed(self, piece: bytes) -> None:
        try:
            self.text += self._decoder.decode(piece, self.ended)
        except UnicodeDecodeError as fault:
            line = self.line + self.text.count("\n") + fault.object.count(b"\n", 0, fault.start)
            raise ReadError(f"{self._name}:{line}: is not UTF-8, as JSON is; save it as UTF-8") from None

    def more(self) -> bool:
        """Reads as much again as there is; False where the file has ended."""
        if self.ended:
            return False
        self.drop()
        piece = self._data.read(max(_PIECE, len(self.text)))
        self.ended = not piece
        self._feed(piece)
        return True

    def drop(self) -> None:
        """Forgets what was read already."""
        self.line += self.text.count("\n", 0, self.at)
        self.text, self.at = self.text[self.at :], 0

    def next(self) -> str:
        """The next letter that is no blank; empty at the end."""
        while True:
            found = _BLANK.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def fault(self, cause: str) -> ReadError:
        """What is wrong where reading stands."""
        return ReadError(f"{self.place}: is no JSON ({cause}); export it again")

    @property
    def place(self) -> str:
        """The file and line where reading stands."""
        line = self.line + self.text.count("\n", 0, self.at)
        return f"{self._name}:{line}"


def _items(text: _Text) -> Iterator[Any]:
    """The items of a list whose bracket is read already; raises `ReadError` where it cannot go on."""
    if text.next() == "]":
        text.at += 1
        return
    while True:
        yield _item(text)
        after = text.next()
        text.at += 1
        if after == "]":
            return
        if after != ",":
            raise text.fault("Expecting ',' delimiter" if after else "it ends within a list")


def _item(text: _Text) -> Any:
    text.next()
    while True:
        try:
            value, end = _DECODER.raw_decode(text.text, text.at)
            value = _whole(value)
        except json.JSONDecodeError as fault:
            # A number or word at the very end of what is read may go on, and anything else may be cut.
            cut = fault.msg.startswith("Unterminated") or fault.pos > len(text.text) - _TAIL
            if cut and text.more():
                continue
            text.at = min(fault.pos, len(text.text))
            raise text.fault(fault.msg) from None
        except (ValueError, RecursionError) as fault:
            raise text.fault(str(fault)) from None
        if end == len(text.text) and text.more():
            continue
        text.at = end
        return value


def as_list(value: Any) -> list[Any]:
    """The value in a list, unless it is one; nothing for None."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _whole(value: Any, depth: int = 0) -> Any:
    if isinstance(value, str):
        return whole(value)
    if depth > _DEEPEST:
        raise ValueError("it is nested too deeply")
    if isinstance(value, list):
        return [_whole(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {whole(key): _whole(item, depth + 1) for key, item in value.items()}
    return value
