"""W3C Web Annotation as JSON-LD: one page of annotations, each with position and quotation.

Offsets are code points, as the standard has them. A text is the body of an annotation that describes
its target, so that the file is whole by itself. https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from msgspec import json

from annotator.errors import ReadError
from annotator.formats.fields import name_day
from annotator.formats.flat import Mark, compose, marks_of
from annotator.formats.jsonfile import as_list, json_value
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Document

ANYBODY = "unknown"
"""Whose the annotations are that name no creator."""

_HEAD = (
    b'{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#annotations","type":"AnnotationPage","items":['
)
_AROUND = 32
_TAGGING = {"tagging", "classifying", "identifying", ""}


def write_w3c(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """An AnnotationPage: for each document its text, then what each annotator marked."""
    losses, encoder = Losses(), json.Encoder()
    out.write(_HEAD)
    between = b"\n"
    for annotated in documents:
        for item in _items(annotated):
            out.write(between + encoder.encode(item))
            between = b",\n"
    out.write(b"\n]}\n")
    return losses


def _items(annotated: AnnotatedDocument) -> Iterator[dict[str, Any]]:
    document = annotated.document
    urn = f"urn:sha256:{document.id}"
    body = {
        "type": "TextualBody",
        "value": document.text,
        "format": "text/plain",
        "language": document.language,
    }
    target = {"id": urn, "type": "Text", "name": document.name}
    yield {
        "id": f"{urn}#text",
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": target,
    }
    marks = ((work.annotator, mark) for work in annotated.works for mark in marks_of(work))
    for number, (annotator, mark) in enumerate(marks, 1):
        yield {
            "id": f"{urn}#{number}",
            "type": "Annotation",
            "motivation": "classifying",
            "creator": {"type": "Person", "name": annotator},
            "created": mark.time,
            "body": {"type": "TextualBody", "purpose": "classifying", "value": mark.name},
            "target": {"source": urn, "selector": _selectors(mark, document.text)},
        }


def _selectors(mark: Mark, text: str) -> list[dict[str, Any]]:
    position = {"type": "TextPositionSelector", "start": mark.start, "end": mark.end}
    quotation = {
        "type": "TextQuoteSelector",
        "exact": text[mark.start : mark.end],
        "prefix": text[max(0, mark.start - _AROUND) : mark.start],
        "suffix": text[mark.end : mark.end + _AROUND],
    }
    return [position, quotation]


def read_w3c(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents of a page, collection or list of annotations whose texts are in it."""
    annotations = _annotations(json_value(data.read(), name))
    texts: dict[str, Document] = {}
    for annotation in annotations:
        if found := _text(annotation, name):
            texts.setdefault(found[0], found[1])
    marks: dict[str, dict[str, list[Mark]]] = {source: {} for source in texts}
    for number, annotation in enumerate(annotations, 1):
        if _text(annotation, name):
            continue
        try:
            source, creator, found_marks = _marks(annotation, texts)
        except ValueError as fault:
            yield ReadError(f"{name}: annotation {number}: {fault}; mend it or take it out")
            continue
        marks[source].setdefault(creator, []).extend(found_marks)
    if not texts and not annotations:
        raise ReadError(f"{name}: holds no annotations")
    for source, document in texts.items():
        yield compose(document, marks[source])


def _annotations(value: Any) -> list[Any]:
    """The annotations of whatever holds them."""
    if isinstance(value, list):
        return [each for item in value for each in _annotations(item)]
    if not isinstance(value, dict):
        return []
    for key in ("first", "items", "@graph"):
        if isinstance(value.get(key), dict | list):
            return _annotations(value[key])
    return [value]


def _text(annotation: Mapping[str, Any], name: str) -> tuple[str, Document] | None:
    """The document that an annotation holds the text of, and its address; None for any other."""
    target, body = annotation.get("target"), annotation.get("body")
    if annotation.get("motivation") != "describing" or not isinstance(body, dict):
        return None
    source = target.get("id") if isinstance(target, dict) else target
    text = body.get("value")
    if not isinstance(source, str) or not isinstance(text, str) or not text.strip():
        return None
    called = str(target.get("name") or "") if isinstance(target, dict) else ""
    language = body.get("language")
    language = language if isinstance(language, str) and language else "en"
    return source, Document(text=text, name=called or source, date=name_day(called), language=language)


def _marks(annotation: Mapping[str, Any], texts: Mapping[str, Document]) -> tuple[str, str, list[Mark]]:
    """Source, creator and marks of an annotation; ValueError saying what it lacks."""
    target = next((each for each in as_list(annotation.get("target")) if isinstance(each, dict)), {})
    source = target.get("source")
    source = source.get("id") if isinstance(source, dict) else source
    if not isinstance(source, str) or source not in texts:
        raise ValueError(f"the text of {str(source)[:60]!r} is not in the file")
    start, end = _place(as_list(target.get("selector")), texts[source].text)
    names = [_name(body) for body in as_list(annotation.get("body"))]
    if not any(names):
        raise ValueError("has no body that is a tag")
    created = annotation.get("created")
    time = created if isinstance(created, str) else ""
    return source, _creator(annotation), [Mark(start, end, each, time) for each in names if each]


def _creator(annotation: Mapping[str, Any]) -> str:
    """The name or address of the first creator."""
    first = next(iter(as_list(annotation.get("creator"))), "")
    if isinstance(first, dict):
        first = first.get("name") or first.get("id")
    return str(first or ANYBODY)


def _name(body: Any) -> str:
    """The tag that a body is; empty for any other."""
    if isinstance(body, str):
        return body
    if not isinstance(body, dict) or body.get("purpose", "") not in _TAGGING:
        return ""
    value = body.get("value") or body.get("source") or body.get("id")
    return value if isinstance(value, str) else ""


def _place(selectors: list[Any], text: str) -> tuple[int, int]:
    """The stretch that the selectors agree on: the position, else the one place of the quotation."""
    by_type = {each.get("type"): each for each in selectors if isinstance(each, dict)}
    position, quotation = by_type.get("TextPositionSelector", {}), by_type.get("TextQuoteSelector", {})
    start: Any = position.get("start")
    end: Any = position.get("end")
    exact = quotation.get("exact")
    if _inside(start, end, text) and exact in (None, text[start:end]):
        return int(start), int(end)
    if not isinstance(exact, str) or not exact:
        raise ValueError(f"{start}..{end} is no stretch of the text, which is {len(text)} long")
    before, after = str(quotation.get("prefix") or ""), str(quotation.get("suffix") or "")
    around = before + exact + after
    found = text.find(around)
    if found < 0 or text.find(around, found + 1) >= 0:
        times = "not" if found < 0 else "more than once"
        raise ValueError(f"{exact[:40]!r} stands {times} in the text")
    return found + len(before), found + len(before) + len(exact)


def _inside(start: Any, end: Any, text: str) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)
