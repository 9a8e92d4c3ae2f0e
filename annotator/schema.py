"""The label schema: what annotators can mark, and their manual.

`schemas/claims.yaml` is the default. A schema with faults is never used: `load_schema` names all of them.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.resources import shipped

RESERVED_KEYS = frozenset("0123456789bghijklmqrsuvwxEGU[]/?*+:<>(). ")
"""Keys that the screen needs for itself: no label may take one."""

COLOURS = ("red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "grey")
"""The names a schema may use; a theme decides how each looks."""


class LabelType(Struct, frozen=True):
    """A kind of a label: the label `error` has the type `wrong-number`."""

    name: str
    means: str
    example: str = ""


class Attribute(Struct, frozen=True):
    """Something more that can be said of a label: `force` of an attribution."""

    name: str
    values: tuple[str, ...] = ()
    """What it can be; empty: free text."""
    means: str = ""


class Label(Struct, frozen=True):
    """A label for a sentence or for some words in it."""

    name: str
    key: str
    """The key that sets it on the screen: one letter."""
    colour: str
    means: str
    example: str
    types: tuple[LabelType, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    excludes: tuple[str, ...] = ()
    """Labels that cannot stand beside it: setting it takes them off."""
    tick: float | None = None
    """Candidates of at least this score are marked beforehand; None: never."""
    accuses: bool = False
    """True where the label says that somebody is wrong: never marked beforehand."""
    nothing: bool = False
    """True for the one label that says that there is nothing to check."""

    def has_type(self, name: str) -> bool:
        """True where `name` is one of its types."""
        return any(name == each.name for each in self.types)


class SpanType(Struct, frozen=True):
    """A kind of span inside a sentence: source, cue, content."""

    name: str
    colour: str
    means: str
    example: str = ""


class Relation(Struct, frozen=True, rename={"from_": "from"}):
    """A kind of link from one span to others."""

    name: str
    from_: tuple[str, ...]
    to: tuple[str, ...]
    means: str


class Verdict(Struct, frozen=True):
    """A step of the scale on which a checked claim is judged."""

    name: str
    means: str


class Schema(Struct, frozen=True):
    """Labels, span types, relations and verdicts of one project."""

    name: str
    labels: tuple[Label, ...]
    means: str = ""
    spans: tuple[SpanType, ...] = ()
    relations: tuple[Relation, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    def label(self, name: str) -> Label | None:
        """The label of that name; None where the schema has none."""
        return next((label for label in self.labels if label.name == name), None)

    def at_key(self, key: str) -> Label | None:
        """The label that a key sets; None where it sets none."""
        return next((label for label in self.labels if label.key == key), None)

    @property
    def nothing(self) -> Label | None:
        """The label that says that there is nothing to check; None where the schema has none."""
        return next((label for label in self.labels if label.nothing), None)


def default_schema_path() -> Path:
    """The schema that is used where none is named."""
    return shipped("schemas", "claims.yaml")


def load_schema(path: Path | None = None) -> Schema:
    """Read a schema; None is the default one. Raises SchemaError with one line a fault."""
    path = path or default_schema_path()
    return kept("schema", Schema, [path], lambda: _read_schema(path))


def _read_schema(path: Path) -> Schema:
    from annotator.yamlfile import YamlFile  # yaml costs 20 ms

    file = YamlFile(path)
    schema = file.fill(Schema)
    if schema is not None:
        whole = not file.faults  # where a label is missing, every reference to it would look wrong
        for where, field, message in _contradictions(schema, whole):
            if file.filled(where, field):
                file.fault(where, message, field)
    if file.faults or schema is None:
        raise SchemaError("\n".join(file.report()))
    return schema


Contradiction = tuple[Schema | Label | LabelType | SpanType | Relation, str, str]


def _contradictions(schema: Schema, whole: bool) -> Iterator[Contradiction]:
    """What is wrong although every value has the right shape: struct, field, what and cure."""
    if not schema.labels:
        yield schema, "labels", "labels is empty; a schema needs at least one label"
    for things, what in (
        (schema.labels, "label"),
        (schema.spans, "span type"),
        (schema.relations, "relation"),
    ):
        yield from _twice(things, what)
    for label in schema.labels:
        yield from _twice(label.types, f"type of {label.name}")
        yield from _label_faults(label, schema)
        if whole:
            yield from _reference_faults(label, label.excludes, schema)
    for span in schema.spans:
        yield from _colour_fault(span, span.colour)
    for relation in schema.relations if whole else ():
        yield from _reference_faults(relation, (*relation.from_, *relation.to), schema)
    nothing = [label for label in schema.labels if label.nothing]
    for label in nothing[1:]:
        yield (
            label,
            "nothing",
            f"{label.name} is a second label with nothing: true; {nothing[0].name} has it already",
        )


def _label_faults(label: Label, schema: Schema) -> Iterator[Contradiction]:
    yield from _colour_fault(label, label.colour)
    if len(label.key) != 1 or not label.key.isprintable():
        yield label, "key", f"the key of {label.name} is {label.key!r}; write a single letter"
    elif label.key in RESERVED_KEYS:
        free = "".join(c for c in "abcdefghijklmnopqrstuvwxyz" if c not in RESERVED_KEYS)
        yield (
            label,
            "key",
            f"the key {label.key} of {label.name or 'a label'} belongs to the screen; take one of {free} or a capital",
        )
    for other in schema.labels[: schema.labels.index(label)]:
        if other.key == label.key:
            yield (
                label,
                "key",
                f"{label.name} and {other.name} share the key {label.key}; give one of them another",
            )
    if label.tick is not None and not 0 <= label.tick <= 1:
        yield label, "tick", f"tick of {label.name} is {label.tick}; write a share from 0 to 1"
    if label.tick is not None and label.accuses:
        yield (
            label,
            "tick",
            f"{label.name} accuses and has a tick; an accusation is never marked beforehand, leave out tick",
        )
    for part in (label.name, *(each.name for each in label.types)):
        if not part or any(c in "/;\n\r\t" for c in part):
            yield label, "name", f"{part!r} cannot be a name; leave out / ; tabs and line breaks"


def _reference_faults(
    where: Label | Relation, names: Sequence[str], schema: Schema
) -> Iterator[Contradiction]:
    known = {label.name for label in schema.labels}
    if isinstance(where, Relation):
        known |= {span.name for span in schema.spans}
    for name in names:
        if name not in known:
            yield where, "excludes", f"{where.name} names {name}; nothing here is called that"


def _colour_fault(where: Label | SpanType, colour: str) -> Iterator[Contradiction]:
    if colour not in COLOURS:
        yield where, "colour", f"no colour called {colour!r}; choose from {', '.join(COLOURS)}"


def _twice(things: Sequence[Label | LabelType | SpanType | Relation], what: str) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for thing in things:
        if thing.name in seen:
            yield thing, "name", f"the {what} {thing.name} stands twice; keep one of them"
        seen.add(thing.name)
