"""What else is said of a mark, as plain JSON values, for formats that have room for keys of their own.

Such formats have no discontinuous spans: each piece is an entity, and those after the first say with
`mark` which one they belong to.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from msgspec import ValidationError, convert, to_builtins

from annotator.formats.flat import Layer, Mark, Tie, mark_on
from annotator.model import Evidence, Span


def extras(mark: Mark, *, time: bool = False) -> dict[str, Any]:
    """Its kind, attributes and evidence, and with `time` when it was set; only what there is."""
    found: dict[str, Any] = {}
    if time and mark.time:
        found["time"] = mark.time
    if mark.part:
        found["part"] = True
    if mark.attributes:
        found["attributes"] = dict(mark.attributes)
    if mark.evidence:
        found["evidence"] = [to_builtins(each) for each in mark.evidence]
    return found


def from_extras(record: Mapping[str, Any]) -> dict[str, Any]:
    """The same as arguments of a `Mark`. Raises ValueError saying what is none of it."""
    attributes, evidence, time = record.get("attributes"), record.get("evidence"), record.get("time")
    pairs: list[tuple[str, str]] = []
    if isinstance(attributes, Mapping):
        pairs = [(str(name), plainly(value)) for name, value in attributes.items() if plainly(value) and name]
    try:
        found = convert(evidence if isinstance(evidence, list) else [], tuple[Evidence, ...])
    except ValidationError as fault:
        raise ValueError(f"its evidence cannot be read ({fault})") from None
    return {
        "part": record.get("part") is True,
        "attributes": tuple(sorted(pairs)),
        "evidence": found,
        "time": time if isinstance(time, str) else "",
    }


def plainly(value: object) -> str:
    """A value as the text of an attribute; empty for what can be none."""
    if isinstance(value, list):
        return ", ".join(map(plainly, value))
    return "" if value is None or isinstance(value, dict) else str(value)


class Pieces:
    """Entities read one by one; `layer` puts those together that are pieces of one mark."""

    def __init__(self) -> None:
        self._spans: dict[Hashable, list[Span]] = {}
        self._said: dict[Hashable, tuple[str, dict[str, Any]]] = {}
        self._of: dict[Hashable, Hashable] = {}
        self._ties: list[tuple[str, Hashable, Hashable, str]] = []

    def __len__(self) -> int:
        return len(self._spans)

    def add(self, id_: Hashable, span: Span, name: str, said: Mapping[str, Any], of: object = None) -> None:
        """An entity with what `from_extras` made of it; `of` is the id of the one that it is a piece of.

        Raises ValueError where another one has its id.
        """
        whole = of if isinstance(of, Hashable) and of in self._spans else id_
        if whole == id_ and span not in self._spans.get(id_, (span,)):
            raise ValueError(f"{id_!r} is the id of two labels")
        self._of[id_] = whole
        self._spans.setdefault(whole, []).append(span)
        self._said.setdefault(whole, (name, dict(said)))

    def say(self, id_: Hashable, name: str, value: str) -> None:
        """A further attribute of an entity."""
        said = self._said[self._of[id_]][1]
        said["attributes"] = tuple(sorted({**dict(said.get("attributes", ())), name: value}.items()))

    def tie(self, name: str, first: Hashable, second: Hashable, time: str = "") -> None:
        """A relation between two entities. Raises ValueError where one of them is not there."""
        for id_ in (first, second):
            if id_ not in self._of:
                raise ValueError(f"{id_!r} is the end of a relation, and nothing that could be read")
        self._ties.append((name, self._of[first], self._of[second], time))

    def layer(self) -> Layer:
        """All of it. Of two that say the same of the same words, the first stays."""
        marks = {
            id_: mark_on(spans, self._said[id_][0], **self._said[id_][1])
            for id_, spans in self._spans.items()
        }
        first = {mark.place: mark for mark in reversed(marks.values())}
        ties = (
            Tie(name, first[marks[one].place], first[marks[two].place], time)
            for name, one, two, time in self._ties
        )
        return Layer(tuple(dict.fromkeys(first[mark.place] for mark in marks.values())), tuple(ties))
