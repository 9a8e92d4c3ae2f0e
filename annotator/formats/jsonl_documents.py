"""JSON lines: one object a line with a text in it, under one of the names of `fields`.

A line that is broken is yielded as a failure with its number; the others are read.
"""

import json
from collections.abc import Iterator
from typing import Any

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded, decode
from annotator.formats.fields import NAMES, field, make_document, plain
from annotator.formats.jsonfile import as_list, json_value
from annotator.model import Document
from annotator.patterns import regex

_ONE_VALUE = regex(r"\s*(?:\[\s*(?:\{|\]\s*$)|\{\s*\n)")
"""How a file begins that is a list of objects, or one object on several lines."""


def read_jsonl(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """A document a line, named after its `id` or else its number; empty lines are passed over.

    A list of objects, or one object on several lines, is read as well.
    """
    decoded = decode(data, name)
    number = 0
    for number, (place, value) in enumerate(_values(decoded.text, name), 1):
        try:
            yield _document(value, decoded, name, place, number)
        except ReadError as fault:
            yield fault
    if not number:
        raise ReadError(f"{name}: holds no text")


def _values(text: str, name: str) -> Iterator[tuple[str, Any]]:
    """Every value of the file with its place; a `ReadError` for a line that is none."""
    if _ONE_VALUE.match(text):
        for index, item in enumerate(as_list(json_value(text.encode(), name)), 1):
            yield f"{name}: item {index}", item
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            try:
                yield f"{name}:{number}", json_object(line, f"{name}:{number}")
            except ReadError as fault:
                yield f"{name}:{number}", fault


def _document(value: Any, decoded: Decoded, name: str, place: str, number: int) -> Document:
    if isinstance(value, ReadError):
        raise value
    record = {plain(key): value for key, value in _object(value, place).items()}
    text = field(record, "text")
    if text is None and not any(key in record for key in NAMES["text"]):
        there = ", ".join(list(record)[:8]) or "nothing"
        raise ReadError(f"{place}: has no text, only {there}; call the one with the article 'text'")
    if not isinstance(text, str | None):
        raise ReadError(f"{place}: the text is {_what(text)}; put it in quotes")
    return make_document(text or "", record, decoded, name, place, number)


def json_object(line: str, place: str) -> dict[str, Any]:
    """The object on a line; `ReadError` saying where the line breaks off being one."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as fault:
        cause = f"{fault.msg[0].lower()}{fault.msg[1:]}, column {fault.colno}"
        raise ReadError(f"{place}: is no JSON ({cause}); mend the line or take it out") from None
    except (ValueError, RecursionError) as fault:  # a number of 5,000 digits; 1,000 brackets
        raise ReadError(f"{place}: is no JSON that can be read ({fault}); take the line out") from None
    return _object(value, place)


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ReadError(f'{place}: is {_what(value)}, not an object; write it like {{"text": "..."}}')
    return value


def _what(value: object) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", dict: "an object", type(None): "null"}
    return kinds.get(type(value), "a number")
