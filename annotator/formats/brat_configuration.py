"""The configuration files of brat, from the schema and from what was written.

`annotation.conf` lists types, relations and attributes, `visual.conf` what they are called and how they
look, `kb_shortcuts.conf` their keys. https://brat.nlplab.org/configuration.html
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from annotator.formats.archives import unique
from annotator.formats.flat import Mark
from annotator.patterns import regex
from annotator.schema import Schema

LABELS, KINDS = "Label", "Kind_of_span"
"""The two abstract types under which all others stand."""

_IN_LABELS = regex(r"[\x00-\x1f|%\x85\u2028\u2029]|^ | $")
_COLOURS = {
    "red": "#ff9999",
    "orange": "#ffcc99",
    "yellow": "#ffff99",
    "green": "#99dd99",
    "cyan": "#99dddd",
    "blue": "#99bbff",
    "purple": "#cc99ff",
    "pink": "#ffbbdd",
    "grey": "#cccccc",
}


class Types:
    """brat's names of labels, relations and attributes: letters, digits, _ and -."""

    def __init__(self, schema: Schema | None = None) -> None:
        self.schema = schema
        self.entities: dict[tuple[str, bool], str] = {}
        """The type of each name; True with a kind of span."""
        self.relations: dict[str, str] = {}
        self.attributes: dict[str, dict[str, None]] = {}
        """The values of each attribute, in the order in which they came."""
        self._taken = {LABELS.casefold(): 1, KINDS.casefold(): 1}
        for label in schema.labels if schema else ():
            for type_ in ("", *(each.name for each in label.types)):
                self._type(f"{label.name}/{type_}" if type_ else label.name, False)
            for attribute in label.attributes:
                for value in attribute.values:
                    self.attribute(attribute.name, value)
        for span in schema.spans if schema else ():
            self._type(span.name, True)
        for relation in schema.relations if schema else ():
            self.relation(relation.name)
        for verdict in schema.verdicts if schema else ():
            self.attribute("verdict", verdict.name)

    def entity(self, mark: Mark) -> str:
        """The type of a mark."""
        return self._type(mark.name, mark.part)

    def _type(self, name: str, part: bool) -> str:
        if (name, part) not in self.entities:
            self.entities[name, part] = self._plain(name)
        return self.entities[name, part]

    def relation(self, name: str) -> str:
        """The type of a relation."""
        if name not in self.relations:
            self.relations[name] = self._plain(name)
        return self.relations[name]

    def attribute(self, name: str, value: str) -> None:
        """Takes note of a value that an attribute can have."""
        self.attributes.setdefault(name, {})[value] = None

    def _plain(self, name: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9_-]", "_", name)
        return unique(plain if plain[:1].isalpha() else f"L_{plain}", self._taken)

    def types(self, part: bool) -> list[str]:
        """All types of labels, or of kinds of spans."""
        return [type_ for (_, is_part), type_ in self.entities.items() if is_part == part]

    def of(self, names: Iterable[str]) -> str:
        """The types that stand for labels or kinds of spans with these names, of any type: 'a|b'."""
        wanted = set(names)
        found = [type_ for (name, _), type_ in self.entities.items() if name.partition("/")[0] in wanted]
        return "|".join(found) or "<ENTITY>"


def annotation_conf(types: Types) -> str:
    """Which types there are, and what may be said of which."""
    lines = ["[entities]"]
    for heading, part in ((LABELS, False), (KINDS, True)):
        if names := types.types(part):
            lines += [f"!{heading}", *(f"\t{name}" for name in names)]
    lines += ["[relations]", "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]
    ends = {each.name: (each.from_, each.to) for each in (types.schema.relations if types.schema else ())}
    for name, type_ in types.relations.items():
        first, second = ends.get(name, ((), ()))
        lines.append(f"{type_}\tArg1:{types.of(first)}, Arg2:{types.of(second)}")
    lines += ["[events]", "[attributes]"]
    for name, values in types.attributes.items():
        lines.append(f"{name}\tArg:<ENTITY>, Value:{'|'.join(values)}")
    return "\n".join(lines) + "\n"


def visual_conf(types: Types) -> str:
    """What each type is called, and its colour."""
    names = {type_: name for (name, _), type_ in types.entities.items()}
    names |= {type_: name for name, type_ in types.relations.items()}
    lines = ["[labels]", *(f"{type_} | {_called(name)}" for type_, name in names.items()), "[drawing]"]
    lines.append("SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken")
    schema = types.schema
    colours = {each.name: each.colour for each in schema.labels} if schema else {}
    colours |= {each.name: each.colour for each in schema.spans} if schema else {}
    for (name, _), type_ in types.entities.items():
        if colour := _COLOURS.get(colours.get(name.partition("/")[0], "")):
            lines.append(f"{type_}\tbgColor:{colour}")
    return "\n".join(lines) + "\n"


def _called(name: str) -> str:
    return _IN_LABELS.sub(lambda found: quote(found[0], safe=""), name)


def shortcuts_conf(types: Types) -> str:
    """The keys of labels, as on our own screen."""
    labels = types.schema.labels if types.schema else ()
    return "".join(f"{each.key.upper()}\t{types.entities[each.name, False]}\n" for each in labels)
