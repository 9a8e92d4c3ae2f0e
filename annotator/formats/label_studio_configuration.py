"""The labelling interface of Label Studio, from the schema and from the labels that were used.

A project that has it takes what `label-studio` writes, with colours, keys, attributes and relations.
https://labelstud.io/tags/
"""

from collections.abc import Iterable
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from annotator.formats.flat import layer_of
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument
from annotator.schema import Schema

_FREE = ("link", "as-of", "confidence", "note")
"""Attributes that any annotation can have, beside those of the schema."""


def choices_of(schema: Schema | None) -> dict[str, tuple[str, ...]]:
    """The attributes whose values the schema lists, with these."""
    if schema is None:
        return {}
    found = {each.name: each.values for label in schema.labels for each in label.attributes if each.values}
    if schema.verdicts:
        found["verdict"] = tuple(each.name for each in schema.verdicts)
    return found


def write_configuration(
    documents: Iterable[AnnotatedDocument], out: BinaryIO, schema: Schema | None = None
) -> Losses:
    """The interface as XML, to paste into Settings, Labeling Interface, Code. Holds no document."""
    labels = _labels(schema)
    kinds = schema.spans if schema else ()
    spans = {each.name: _tag("Label", value=each.name, background=each.colour) for each in kinds}
    relations = {each.name: "" for each in (schema.relations if schema else ())}
    choices = choices_of(schema)
    texts = dict.fromkeys(_FREE)
    for annotated in documents:
        for work in annotated.works:
            layer = layer_of(work)
            for mark in layer.marks:
                (spans if mark.part else labels).setdefault(mark.name, _tag("Label", value=mark.name))
                texts |= dict.fromkeys(
                    name for name, value in mark.attributes if value not in choices.get(name, ())
                )
            relations |= {tie.name: "" for tie in layer.ties}
    lines = ["<View>", '  <Labels name="label" toName="text">', *labels.values(), "  </Labels>"]
    lines += ['  <Labels name="span" toName="text">', *spans.values(), "  </Labels>"]
    lines += ["  <Relations>", *(_tag("Relation", value=name) for name in relations), "  </Relations>"]
    lines.append('  <Text name="text" value="$text" granularity="word"/>')
    for name, values in choices.items():
        lines.append(f'  <Choices name={quoteattr(name)} toName="text" perRegion="true">')
        lines += [*(_tag("Choice", value=value) for value in values), "  </Choices>"]
    for name in texts:
        if name not in choices:
            lines.append(f'  <TextArea name={quoteattr(name)} toName="text" perRegion="true"/>')
    out.write(("\n".join([*lines, "</View>"]) + "\n").encode())
    return Losses()


def _labels(schema: Schema | None) -> dict[str, str]:
    """A line for each label and each of its types; the key of the schema is the label's."""
    found = {}
    for label in schema.labels if schema else ():
        found[label.name] = _tag("Label", value=label.name, background=label.colour, hotkey=label.key)
        for type_ in label.types:
            name = f"{label.name}/{type_.name}"
            found[name] = _tag("Label", value=name, background=label.colour)
    return found


def _tag(tag: str, **attributes: str) -> str:
    said = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"    <{tag}{said}/>"
