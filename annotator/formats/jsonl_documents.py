"""JSON lines: one object a line with a text in it, under one of the names of `fields`.

A line that is broken is yielded as a failure with its number; the others are read.
"""

import json
from collections.abc import Iterator
from typing import Any

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded, decode
from annotator.formats.fields import NAMES, field, make_document, plain
from annotator.model import Document


def read_jsonl(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """A document a line, named after its `id` or else its number; empty lines are passed over."""
    decoded = decode(data, name)
    number = 0
    for line_number, line in enumerate(decoded.text.split("\n"), 1):
        if not line or line.isspace():
            continue
        number += 1
        try:
            yield _document(line, decoded, name, f"{name}:{line_number}", number)
        except ReadError as fault:
            yield fault
    if not number:
        raise ReadError(f"{name}: holds no text")


def _document(line: str, decoded: Decoded, name: str, place: str, number: int) -> Document:
    record = {plain(key): value for key, value in json_object(line, place).items()}
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
    if not isinstance(value, dict):
        raise ReadError(f'{place}: is {_what(value)}, not an object; write it like {{"text": "..."}}')
    return value


def _what(value: object) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", dict: "an object", type(None): "null"}
    return kinds.get(type(value), "a number")
