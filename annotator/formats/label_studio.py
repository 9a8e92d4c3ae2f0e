"""Label Studio's JSON: tasks with annotations, one annotation an annotator. Offsets are UTF-16 units.

Labels and kinds of spans are regions of two controls, `label` and `span`; attributes are choices or texts
of a region, relations are relations. Label Studio has no discontinuous spans: each piece is a region, and
those after the first say in `meta.mark` which one they belong to. What else it has no place for is in `meta`.
https://labelstud.io/guide/task_format
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, BinaryIO

from msgspec import json

from annotator.formats.extras import extras
from annotator.formats.flat import Layer, Mark, layer_of, same_words
from annotator.formats.label_studio_configuration import choices_of
from annotator.formats.losses import Losses
from annotator.formats.units import Units
from annotator.model import AnnotatedDocument, Span, Work
from annotator.schema import Schema


def write_label_studio(
    documents: Iterable[AnnotatedDocument], out: BinaryIO, schema: Schema | None = None
) -> Losses:
    """A list of tasks to import into a project whose labelling interface `label-studio-config` wrote."""
    encoder, choices, ids = json.Encoder(), choices_of(schema), count(1)
    between = b"[\n"
    for number, annotated in enumerate(documents, 1):
        out.write(between + encoder.encode(_task(annotated, number, ids, choices)))
        between = b",\n"
    out.write(b"[]\n" if between == b"[\n" else b"\n]\n")
    return Losses()


def _task(
    annotated: AnnotatedDocument, number: int, ids: Iterator[int], choices: dict[str, tuple[str, ...]]
) -> dict[str, Any]:
    document, units = annotated.document, Units(annotated.document.text)
    data = {
        "text": document.text,
        "name": document.name,
        "title": document.title,
        "date": document.date,
        "source": document.source,
        "author": document.author,
        "language": document.language,
        "splitter": annotated.splitter,
        "sentences": [[units.to_utf16(s.start), units.to_utf16(s.end)] for s in annotated.sentences],
    }
    annotations = [_annotation(work, next(ids), document.text, units, choices) for work in annotated.works]
    return {"id": number, "data": data, "annotations": annotations, "predictions": []}


def _annotation(
    work: Work, id_: int, text: str, units: Units, choices: dict[str, tuple[str, ...]]
) -> dict[str, Any]:
    """What an annotator says. There is no `completed_by`: Label Studio refuses whom it does not know."""
    layer = layer_of(work)
    created = max((mark.time for mark in layer.marks if mark.time), default=None)
    about = {"created_at": created} if created else {}
    return {
        "id": id_,
        "annotator": work.annotator,
        "was_cancelled": False,
        **about,
        "result": list(_results(layer, text, units, choices)),
    }


def _results(
    layer: Layer, text: str, units: Units, choices: dict[str, tuple[str, ...]]
) -> Iterator[dict[str, Any]]:
    ids: dict[tuple[object, ...], str] = {}
    number = 0
    for mark in layer.marks:
        for span in mark.spans:
            number += 1
            region = _region(f"r{number}", mark, span, text, units)
            if mark.place in ids:
                region["meta"] = {"mark": ids[mark.place]}
                yield region
                continue
            ids[mark.place] = region["id"]
            said = extras(mark)
            said.pop("part", None)
            attributes = said.pop("attributes", {})
            region["meta"] = {"created": mark.time, **said}
            yield region
            for name, value in attributes.items():
                yield _attribute(region, name, value, value in choices.get(name, ()))
    for tie in layer.ties:
        ends = {"from_id": ids[tie.first.place], "to_id": ids[tie.second.place]}
        yield {"type": "relation", **ends, "direction": "right", "labels": [tie.name]}


def _region(id_: str, mark: Mark, span: Span, text: str, units: Units) -> dict[str, Any]:
    start, end = units.to_utf16(span.start), units.to_utf16(span.end)
    same_words(units.words(start, end), mark, text, "label-studio", span)
    value = {"start": start, "end": end, "text": text[span.start : span.end], "labels": [mark.name]}
    where = {"from_name": "span" if mark.part else "label", "to_name": "text", "type": "labels"}
    return {"id": id_, **where, "value": value}


def _attribute(region: dict[str, Any], name: str, value: str, choice: bool) -> dict[str, Any]:
    """Something more that is said of a region: a choice where the schema lists the values, else a text."""
    place = {"start": region["value"]["start"], "end": region["value"]["end"]}
    kind, said = ("choices", {"choices": [value]}) if choice else ("textarea", {"text": [value]})
    return {"id": region["id"], "from_name": name, "to_name": "text", "type": kind, "value": place | said}
