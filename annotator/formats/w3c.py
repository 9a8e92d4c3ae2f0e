"""W3C Web Annotation as JSON-LD: one page of annotations, each with position and quotation.

Offsets are code points, as the standard has them. A text is the body of an annotation that describes
its target, so that the file is whole by itself. Labels classify, kinds of spans tag; the pieces of a
discontinuous one are a composite; a relation is an annotation that links one to another.
https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from msgspec import json

from annotator.formats.flat import Layer, Mark, Tie, layer_of, same_words
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Document, Span

_HEAD = b'{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:claim-annotator:annotations","type":"AnnotationPage","items":['
_AROUND = 32


def write_w3c(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """An AnnotationPage: for each document its text, then what each annotator marked."""
    losses, encoder = Losses(), json.Encoder()
    out.write(_HEAD)
    between = b"\n"
    for annotated in documents:
        layers = {work.annotator: layer_of(work) for work in annotated.works}
        losses.lose(annotated, "names of annotators", sum(not layer.marks for layer in layers.values()))
        for item in _items(annotated.document, layers):
            out.write(between + encoder.encode(item))
            between = b",\n"
    out.write(b"\n]}\n")
    return losses


def _items(document: Document, layers: dict[str, Layer]) -> Iterator[dict[str, Any]]:
    urn = f"urn:sha256:{document.id}"
    yield _text(document, urn)
    number = 0
    for annotator, layer in layers.items():
        ids: dict[tuple[object, ...], str] = {}
        for mark in layer.marks:
            number += 1
            ids[mark.place] = f"{urn}#{number}"
            yield _annotation(mark, ids[mark.place], annotator, urn, document.text)
        for tie in layer.ties:
            number += 1
            yield _link(tie, f"{urn}#{number}", annotator, ids)


def _text(document: Document, urn: str) -> dict[str, Any]:
    body = {
        "type": "TextualBody",
        "value": document.text,
        "format": "text/plain",
        "language": document.language,
    }
    target = {"id": urn, "type": "Text", "name": document.name}
    said = {"motivation": "describing", "body": body, "target": target}
    return {"id": f"{urn}#text", "type": "Annotation", **said}


def _annotation(mark: Mark, id_: str, annotator: str, urn: str, text: str) -> dict[str, Any]:
    targets = [{"source": urn, "selector": _selectors(mark, span, text)} for span in mark.spans]
    motivation = "tagging" if mark.part else "classifying"
    bodies = [{"type": "TextualBody", "purpose": motivation, "value": mark.name}, *_said(mark)]
    return {
        "id": id_,
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"type": "Person", "name": annotator},
        "created": mark.time,
        "body": bodies if len(bodies) > 1 else bodies[0],
        "target": {"type": "Composite", "items": targets} if mark.pieces else targets[0],
    }


def _said(mark: Mark) -> Iterator[dict[str, Any]]:
    """A body for each attribute and piece of evidence."""
    for name, value in mark.attributes:
        if name == "note":
            yield {"type": "TextualBody", "purpose": "commenting", "value": value}
        else:
            purpose = "identifying" if name == "link" else "describing"
            yield {"type": "TextualBody", "purpose": purpose, "label": name, "value": value}
    for evidence in mark.evidence:
        said = json.encode(evidence).decode()
        yield {"type": "TextualBody", "purpose": "assessing", "format": "application/json", "value": said}


def _link(tie: Tie, id_: str, annotator: str, ids: dict[tuple[object, ...], str]) -> dict[str, Any]:
    second = {"type": "SpecificResource", "purpose": "linking", "source": ids[tie.second.place]}
    return {
        "id": id_,
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"type": "Person", "name": annotator},
        "body": [second, {"type": "TextualBody", "purpose": "tagging", "value": tie.name}],
        "target": ids[tie.first.place],
    }


def _selectors(mark: Mark, span: Span, text: str) -> list[dict[str, Any]]:
    start, end = span.start, span.end
    same_words(text[start:end], mark, text, "w3c", span)
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    quotation = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    return [position, quotation]
