"""What clients and the service send each other, and how far a request may go.

Whatever a client sends is checked here; what does not fit raises `RequestError`, with the status for it.
"""

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct, json

from annotator.errors import AnnotatorError
from annotator.matching import Hit
from annotator.model import Kind

BATCH = 50
"""Queries of a batch at most."""
QUERY = 1000
"""Characters of a query, or of a value of a property, at most."""
CANDIDATES = 100
"""Candidates of a query at most; a larger limit is taken for this one."""
USUAL = 10
"""Candidates of a query that names no limit, and suggestions at a time."""
PROPERTIES = 20
"""Properties of a query at most, and values of one property."""
CURSOR = 1000
"""So many suggestions may be skipped."""
ENTITIES = 200
"""Entities of which properties are asked at a time."""

TYPES: dict[Kind, str] = {
    "state": "State",
    "organization": "Organization",
    "person": "Person",
    "place": "Place",
    "office": "Office",
}
"""Type id → name."""


class RequestError(AnnotatorError):
    """A request that cannot be answered: what is wrong with it, and the HTTP status that says so."""

    def __init__(self, message: str, code: int = 400) -> None:
        super().__init__(message)
        self.code = code


class Value(Struct, frozen=True):
    """A value that is an entity."""

    id: str
    name: str = ""


PropertyValue = str | bool | int | float | Value


class Property(Struct, frozen=True):
    """A value that a candidate should have."""

    pid: str
    v: str | bool | int | float | Value | list[PropertyValue]

    @property
    def values(self) -> list[PropertyValue]:
        return self.v if isinstance(self.v, list) else [self.v]


class Query(Struct, frozen=True):
    """One reconciliation query. What the specification does not know is passed over."""

    query: str = ""
    type: str | list[str] | None = None
    limit: int | float | None = None
    properties: list[Property] | None = None
    type_strict: Literal["any", "should", "all"] | None = None

    @property
    def types(self) -> list[str]:
        return [] if not self.type else [self.type] if isinstance(self.type, str) else self.type

    @property
    def most(self) -> int:
        """How many candidates are wanted."""
        return USUAL if self.limit is None else min(CANDIDATES, int(self.limit))

    @property
    def names_something(self) -> bool:
        """False where no entity can answer it: nothing is asked for, or a text longer than any name.

        That is no fault of the client, which sends on what a cell of its table holds, blanks and whole
        paragraphs included: such a query has no candidates, and the others of its batch are answered.
        """
        properties = self.properties or ()
        texts = [self.query, *self.types]
        for each in properties:
            texts += [each.pid, *(value for value in each.values if isinstance(value, str))]
            texts += [
                text for value in each.values if isinstance(value, Value) for text in (value.id, value.name)
            ]
        asked = bool(self.query.strip() or properties)
        return asked and all(len(text) <= QUERY for text in texts)


class Wanted(Struct, frozen=True):
    """A property of which values are wanted."""

    id: str


class Extension(Struct, frozen=True):
    """Properties that are wanted of entities."""

    ids: list[str]
    properties: list[Wanted]


def read_queries(text: str) -> dict[str, Query]:
    """The batch of queries in a request. Raises RequestError."""
    batch = _read(text, dict[str, Query], "queries")
    if len(batch) > BATCH:
        raise RequestError(f"{len(batch)} queries in a batch; send at most {BATCH} at a time", 413)
    for key, query in batch.items():
        fault = _fault(query)
        if fault:
            raise RequestError(f"query {key[:40]!r}: {fault}")
    return batch


def _fault(query: Query) -> str:
    """What is wrong with a query; empty: nothing."""
    properties = query.properties or ()
    if query.limit is not None and not (query.limit >= 1 and query.limit == query.limit // 1):
        return f"'limit' is {query.limit}; it must be a whole number from 1 on"
    if len(properties) > PROPERTIES or any(len(each.values) > PROPERTIES for each in properties):
        return f"at most {PROPERTIES} properties with {PROPERTIES} values each"
    return ""


def read_extension(text: str) -> Extension:
    """The data extension query in a request. Raises RequestError."""
    found = _read(text, Extension, "extend")
    if len(found.ids) > ENTITIES or len(found.properties) > PROPERTIES:
        raise RequestError(f"at most {ENTITIES} entities and {PROPERTIES} properties at a time", 413)
    return found


T = TypeVar("T")


def _read(text: str, type_: type[T], name: str) -> T:
    try:
        return json.decode(text, type=type_)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as fault:
        raise RequestError(f"'{name}' does not fit: {fault}") from None


def candidate(hit: Hit, description: str = "") -> dict[str, Any]:
    """A hit as a reconciliation candidate: id, name, type, score (0 to 1), match, features."""
    found: dict[str, Any] = {"id": hit.entity, "name": hit.name}
    if description:
        found["description"] = description
    return found | {
        "type": types_of(hit.kind),
        "score": hit.score,
        "match": hit.match,
        "features": features(hit.features),
    }


def types_of(kind: Kind) -> list[dict[str, str]]:
    return [{"id": kind, "name": TYPES[kind]}]


def features(found: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    return [{"id": name, "value": value} for name, value in found]
