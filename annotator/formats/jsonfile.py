"""Files that are one JSON value: what other programs write, read with the place of every fault."""

import json
from collections.abc import Iterator
from typing import Any

from annotator.errors import ReadError
from annotator.formats.encodings import whole


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


def json_records(data: bytes, name: str) -> Iterator[tuple[str, Any]]:
    """The items of a list, or the lines of JSON lines, each with its place; for a broken line a `ReadError`.

    An object on several lines is a list of one.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        for number, item in enumerate(json_value(data, name), 1):
            yield f"{name}: item {number}", item
        return
    lines = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    if len(lines) > 1 and lines[0][1].strip(b"\xef\xbb\xbf \t\r") == b"{":
        yield name, json_value(data, name)
        return
    for number, line in lines:
        try:
            yield f"{name}:{number}", json_value(line, name, number)
        except ReadError as fault:
            yield f"{name}:{number}", fault


def as_list(value: Any) -> list[Any]:
    """The value in a list, unless it is one; nothing for None."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return {whole(key): _whole(item) for key, item in value.items()} if isinstance(value, dict) else value
