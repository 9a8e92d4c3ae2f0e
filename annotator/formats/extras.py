"""What else is said of a mark, as plain JSON values, for formats that have room for keys of their own."""

from collections.abc import Mapping
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from annotator.formats.flat import Mark
from annotator.model import Evidence


def extras(mark: Mark) -> dict[str, Any]:
    """Its kind, attributes and evidence; only what there is."""
    found: dict[str, Any] = {}
    if mark.part:
        found["part"] = True
    if mark.attributes:
        found["attributes"] = dict(mark.attributes)
    if mark.evidence:
        found["evidence"] = [to_builtins(each) for each in mark.evidence]
    return found


def from_extras(record: Mapping[str, Any]) -> dict[str, Any]:
    """The same as arguments of a `Mark`. Raises ValueError saying what is none of it."""
    attributes, evidence = record.get("attributes"), record.get("evidence")
    pairs: list[tuple[str, str]] = []
    if isinstance(attributes, Mapping):
        pairs = [(str(name), _plain(value)) for name, value in attributes.items() if _plain(value) and name]
    try:
        found = convert(evidence if isinstance(evidence, list) else [], tuple[Evidence, ...])
    except ValidationError as fault:
        raise ValueError(f"its evidence cannot be read ({fault})") from None
    said = tuple(each for each in found if each != Evidence())
    return {"part": record.get("part") is True, "attributes": tuple(sorted(pairs)), "evidence": said}


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return "" if value is None or isinstance(value, dict) else str(value)
