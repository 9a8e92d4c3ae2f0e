"""Prodigy's JSON lines: a text with tokens, spans and relations, a line a document and annotator. Code points.

`token_end` is the last token of a span, not the one after it. A token ends where a span does. Each piece of
a discontinuous span is a span; those after the first name it in `mark`. What Prodigy wrote is read: spans,
relations, a label or options for the whole text; what was rejected or ignored is no label.
https://prodi.gy/docs/api-interfaces
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from msgspec import json

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded
from annotator.formats.extras import Pieces, extras, from_extras, plainly
from annotator.formats.fields import field, make_document, plain
from annotator.formats.flat import Layer, compose, layer_of, same_words
from annotator.formats.joining import united
from annotator.formats.jsonfile import as_list, json_records
from annotator.formats.losses import Losses
from annotator.formats.tokens import tokens
from annotator.formats.units import in_order, spans_of
from annotator.model import AnnotatedDocument, Span, Work
from annotator.patterns import regex

ANYBODY = "prodigy"
"""Whose the labels are where no session tells."""

_SESSIONS = ("annotator", "_annotator_id", "_session_id")


def write_prodigy(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """Lines for `spans.manual` and `rel.manual`; our own keys stay beside Prodigy's."""
    encoder = json.Encoder()
    for annotated in documents:
        for work in annotated.works or (None,):
            out.write(encoder.encode(_line(annotated, work)) + b"\n")
    return Losses()


def _line(annotated: AnnotatedDocument, work: Work | None) -> dict[str, Any]:
    document, layer = annotated.document, layer_of(work) if work else Layer()
    edges = sorted({edge for mark in layer.marks for span in mark.spans for edge in (span.start, span.end)})
    found = tokens(document.text, 0, len(document.text), edges)
    spans = list(_spans(layer, document.text, found))
    first = {each["id"]: each for each in spans}
    ids = dict(
        zip((mark.place for mark in layer.marks), (e["id"] for e in spans if "mark" not in e), strict=True)
    )
    return {
        "text": document.text,
        "tokens": [_token(number, token, document.text) for number, token in enumerate(found)],
        "spans": spans,
        "relations": [
            _relation(tie.name, first[ids[tie.first.place]], first[ids[tie.second.place]])
            for tie in layer.ties
        ],
        "answer": "accept",
        "annotator": work.annotator if work else None,
        "meta": {"name": document.name, "title": document.title, "date": document.date},
        "name": document.name,
        "title": document.title,
        "date": document.date,
        "source": document.source,
        "author": document.author,
        "language": document.language,
        "splitter": annotated.splitter,
        "sentences": [{"start": span.start, "end": span.end} for span in annotated.sentences],
    }


def _token(number: int, token: Span, text: str) -> dict[str, Any]:
    blank = text[token.end : token.end + 1].isspace()
    words = text[token.start : token.end]
    return {"text": words, "start": token.start, "end": token.end, "id": number, "ws": blank}


def _spans(layer: Layer, text: str, found: list[Span]) -> Iterator[dict[str, Any]]:
    starts, stops = [token.start for token in found], [token.end for token in found]
    number = 0
    for mark in layer.marks:
        first = number
        for span in mark.spans:
            same_words(text[span.start : span.end], mark, text, "prodigy", span)
            place = {"start": span.start, "end": span.end, "label": mark.name}
            begin, last = bisect_left(starts, span.start), bisect_left(stops, span.end)
            last = last if last < len(stops) and stops[last] <= span.end else last - 1
            under = {"token_start": begin, "token_end": last} if begin <= last else {}
            more = {"mark": first} if number > first else extras(mark, time=True)
            yield {**place, **under, "id": number, **more}
            number += 1


def _relation(name: str, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Prodigy names tokens and repeats the spans; we go by the ids that the spans have."""
    head, child = (
        {key: each[key] for key in ("start", "end", "token_start", "token_end", "label", "id") if key in each}
        for each in (first, second)
    )
    ends = {"head": head.get("token_end", 0), "child": child.get("token_end", 0)}
    return {**ends, "head_span": head, "child_span": child, "label": name}


_TYPED = regex(r"(?:user_input|transcript|field_\w+)\Z")
"""Keys of what was typed into a field of a task, or rated."""
_MEDIA = {"image", "audio", "video"}
"""What a task is about that is about no text."""


def read_prodigy(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The documents line by line; lines that follow one another with the same text are one document."""
    lost = Losses()
    yield from united(_documents(data, name, lost))
    yield lost


def _documents(data: BinaryIO, name: str, lost: Losses) -> Iterator[AnnotatedDocument | ReadError]:
    for number, (place, record) in enumerate(json_records(data, name), 1):
        if isinstance(record, ReadError):
            yield record
            continue
        if isinstance(record, dict) and "text" not in record and _MEDIA & record.keys():
            lost["pictures and recordings"] += 1
            continue
        faults: list[str] = []
        try:
            yield _read_line(record, name, place, number, faults, lost)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend the line or export it again")
        for each in faults:
            yield ReadError(f"{place}: {each}; mend it or take it out")


def _read_line(
    line: Any, name: str, place: str, number: int, faults: list[str], lost: Losses
) -> AnnotatedDocument:
    if not isinstance(line, dict):
        raise ValueError("is no object with a 'text'")
    meta = line.get("meta") if isinstance(line.get("meta"), dict) else {}
    record = {plain(str(key)): value for key, value in {**(meta or {}), **line}.items()}
    text = field(record, "text")
    if not isinstance(text, str):
        raise ValueError("has no text")
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number, faults)
    if typed := sum(bool(plainly(value)) for key, value in line.items() if _TYPED.match(str(key))):
        lost["answers that were typed or rated"] += typed
    layer, answer = _layer(line, text, faults), line.get("answer", "accept")
    if answer != "accept":
        if layer.marks:
            lost[f"labels of answers that are no acceptance ({str(answer)[:40]})"] += len(layer.marks)
        layer = Layer()
    who = next((line[key] for key in _SESSIONS if line.get(key)), None)
    layers = {str(who or ANYBODY): layer} if layer.marks or who else {}
    sentences = in_order(spans_of(line.get("sentences"), text), text)
    return compose(document, layers, sentences, str(line.get("splitter") or "unknown"))


def _layer(line: Mapping[str, Any], text: str, faults: list[str]) -> Layer:
    found = Pieces()
    places: dict[tuple[object, ...], Any] = {}
    spans = line.get("spans")  # Doc.to_json of spaCy has groups of them, and entities beside
    grouped = (
        [each for group in spans.values() for each in as_list(group)] if isinstance(spans, dict) else spans
    )
    for number, each in enumerate([*as_list(grouped), *as_list(line.get("ents"))]):
        try:
            span, label, said = _span(each, text)
            id_ = each["id"] if isinstance(each.get("id"), int) else ("span", number)
            found.add(id_, span, label, said, each.get("mark"))
        except ValueError as fault:
            faults.append(str(fault))
            continue
        places.setdefault((span.start, span.end, label), id_)
        places.setdefault((span.start, span.end), id_)
    for label in _whole(line):
        found.add(("text", label), Span(0, len(text)), label, {})
    for each in as_list(line.get("relations")):
        try:
            ends = [_end(each, key, places) for key in ("head_span", "child_span")]
            found.tie(str(each.get("label") or "related"), *ends)
        except ValueError as fault:
            faults.append(str(fault))
    return found.layer()


def _whole(line: Mapping[str, Any]) -> list[str]:
    """Labels of the whole text: `label` of textcat, or the options that were chosen."""
    chosen = [*as_list(line.get("label")), *as_list(line.get("accept"))]
    return list(dict.fromkeys(filter(None, map(plainly, chosen))))


def _span(each: Any, text: str) -> tuple[Span, str, dict[str, Any]]:
    spans = spans_of([each], text)
    label = each.get("label") if isinstance(each, dict) else None
    if not spans or not isinstance(label, str) or not label:
        raise ValueError(f"{str(each)[:60]} is no span, which has start, end and label")
    return spans[0], label, from_extras(each)


def _end(relation: Any, key: str, places: Mapping[tuple[object, ...], Any]) -> Any:
    """The span at one end of a relation, by our id, else by its place and label."""
    end = relation.get(key) if isinstance(relation, dict) else None
    if not isinstance(end, dict):
        raise ValueError(f"{str(relation)[:60]} is no relation, which has head_span and child_span")
    if isinstance(end.get("id"), int):
        return end["id"]
    place = (end.get("start"), end.get("end"))
    label, found = end.get("label"), None
    if all(isinstance(each, int) for each in place):
        found = places.get((*place, label)) if isinstance(label, str) else None
        found = places.get(place) if found is None else found
    if found is None:
        raise ValueError(f"a relation has an end at {place[0]}..{place[1]}, where no span is")
    return found
