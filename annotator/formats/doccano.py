"""doccano's JSON lines: a text with labelled spans, one line a document and annotator. UTF-16 units.

A line has the labels twice: as `label` for sequence labelling, and as `entities` with `relations` for
relation extraction. What doccano itself writes is read in all its shapes: `label` or `labels` with spans,
with names for the whole text, `entities` with `relations` or with `cats`, the `annotations` of several users
that its first versions wrote, tables, in which # stands between labels, and fastText's lines. Comments are counted.
"""

import codecs
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from typing import Any, BinaryIO

from msgspec import json

from annotator.errors import ReadError
from annotator.formats.csv_documents import ROW, table_or_json
from annotator.formats.encodings import Decoded
from annotator.formats.extras import Pieces, extras, from_extras, plainly
from annotator.formats.fields import field, make_document, plain
from annotator.formats.flat import Layer, Mark, compose, layer_of, same_words
from annotator.formats.joining import united
from annotator.formats.jsonfile import as_list
from annotator.formats.losses import Losses
from annotator.formats.units import Units, read_sentences
from annotator.model import AnnotatedDocument, Span, Work
from annotator.patterns import regex

ANYBODY = "doccano"
"""Whose the labels are where the line does not tell: doccano writes one file a user."""
_FASTTEXT = regex(r"(?:__label__\S+(?:\s+|\Z))*")
"""The labels that stand before the text in a line of fastText."""
_LABEL = "__label__"
_NAMES = ("label_name", "label", "text")
"""Where a label has its name; `label` may be a number beside the first."""
_SURE = 0.5
"""From which value on a category of spaCy's holds."""
_MEDIA = {"filename", "image", "audio", "video"}
"""What a record is about that is about no text."""


def write_doccano(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """Lines to import as a JSONL data set; our own keys become doccano's metadata."""
    encoder, ids = json.Encoder(), count(1)
    for annotated in documents:
        units = Units(annotated.document.text)
        for work in annotated.works or (None,):
            out.write(encoder.encode(_line(annotated, work, units, ids)) + b"\n")
    return Losses()


def _line(
    annotated: AnnotatedDocument, work: Work | None, units: Units, ids: Iterator[int]
) -> dict[str, Any]:
    document, layer = annotated.document, layer_of(work) if work else Layer()
    first: dict[tuple[object, ...], int] = {}
    entities = []
    for mark in layer.marks:
        for span in mark.spans:
            entity = _entity(mark, span, document.text, units, next(ids))
            if mark.place in first:
                entity["mark"] = first[mark.place]
            else:
                entity |= extras(mark, time=True)
                first[mark.place] = entity["id"]
            entities.append(entity)
    relations = [
        {
            "id": next(ids),
            "from_id": first[tie.first.place],
            "to_id": first[tie.second.place],
            "type": tie.name,
        }
        for tie in layer.ties
    ]
    return {
        "text": document.text,
        "label": [[each["start_offset"], each["end_offset"], each["label"]] for each in entities],
        "entities": entities,
        "relations": relations,
        "annotator": work.annotator if work else None,
        "name": document.name,
        "title": document.title,
        "date": document.date,
        "source": document.source,
        "author": document.author,
        "language": document.language,
        "splitter": annotated.splitter,
        "sentences": [[units.to_utf16(span.start), units.to_utf16(span.end)] for span in annotated.sentences],
    }


def _entity(mark: Mark, span: Span, text: str, units: Units, id_: int) -> dict[str, Any]:
    start, end = units.to_utf16(span.start), units.to_utf16(span.end)
    same_words(units.words(start, end), mark, text, "doccano", span)
    return {"id": id_, "label": mark.name, "start_offset": start, "end_offset": end}


def read_doccano(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The documents line by line; lines that follow one another with the same text are one document."""
    lost = Losses()
    yield from united(_documents(data, name, lost))
    yield lost


def _documents(data: BinaryIO, name: str, lost: Losses) -> Iterator[AnnotatedDocument | ReadError]:
    for number, (place, record) in enumerate(_records(data, name), 1):
        if isinstance(record, ReadError):
            yield record
            continue
        faults: list[str] = []
        try:
            yield _read_line(record, name, place, number, faults, lost)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend the line or export it again")
        for each in faults:
            yield ReadError(f"{place}: {each}; mend it or take it out")


def _records(data: BinaryIO, name: str) -> Iterator[tuple[str, Any]]:
    """Objects, rows or lines of fastText, each with its place."""
    first = data.readline().removeprefix(codecs.BOM_UTF8)
    if not first.lstrip().startswith(_LABEL.encode()):
        yield from table_or_json(data, name, first)
        return
    for number, raw in enumerate(chain((first,), data), 1):
        place = f"{name}:{number}"
        try:
            line = raw.decode().strip()
        except UnicodeDecodeError:
            yield place, ReadError(f"{place}: is not UTF-8; save it as UTF-8, or name it with --encoding")
            continue
        found = _FASTTEXT.match(line)
        labels = found[0].split() if found else []
        if line:
            text = line[found.end() :] if found else line
            yield place, {"text": text, "label": [each.removeprefix(_LABEL) for each in labels]}


def _read_line(
    line: Any, name: str, place: str, number: int, faults: list[str], lost: Losses
) -> AnnotatedDocument:
    """The document of a line; what is wrong with a label of it goes to `faults`, what has no place to `lost`."""
    if isinstance(line, list) and len(line) == 2 and isinstance(line[0], str) and isinstance(line[1], dict):
        line = {"text": line[0], **line[1]}
    if not isinstance(line, dict):
        raise ValueError("is no object with a 'text'")
    record = {plain(str(key)): value for key, value in line.items()}
    text = field(record, "text") or record.get("data")
    if not isinstance(text, str):
        if not _MEDIA.isdisjoint(record):
            raise ValueError("is of a picture or a recording and has no text")
        raise ValueError("has no text")
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number, faults)
    if comments := len(as_list(record.get("comments") or None)):
        lost["comments"] += comments
    layers = _by_user(record, text, faults)
    layer, who = _layer(record, text, faults), record.get("annotator")
    if layer.marks or who:
        layers[str(who or ANYBODY)] = layer
    splitter = str(record.get("splitter") or "unknown")
    return compose(document, layers, read_sentences(record, Units(text), text), splitter)


def _by_user(record: Mapping[str, Any], text: str, faults: list[str]) -> dict[str, Layer]:
    """What the first versions wrote: labels by number, each with its user."""
    listed: dict[str, list[Any]] = {}
    for each in as_list(record.get("annotations")):
        said = each if isinstance(each, Mapping) else {}
        user = plainly(said.get("user_name")) or (
            f"user {plainly(said.get('user'))}" if said.get("user") else ""
        )
        listed.setdefault(user or ANYBODY, []).append(each)
    return {who: _layer({"entities": labels}, text, faults) for who, labels in listed.items()}


def _layer(record: Mapping[str, Any], text: str, faults: list[str]) -> Layer:
    units, found = Units(text), Pieces()
    entities = as_list(record.get("entities"))
    listed = next(filter(None, (record.get(each) for each in ("label", "labels", "column_label"))), None)
    if ROW in record and isinstance(listed, str):
        listed = [each.strip() for each in listed.split("#") if each.strip()]
    cats = record.get("cats")
    if isinstance(cats, Mapping):  # as spaCy is trained: each with its value
        cats = [name for name, value in cats.items() if isinstance(value, int | float) and value >= _SURE]
    others = [*as_list(listed), *as_list(cats)]
    known = set()
    for number, each in enumerate([*entities, *others]):
        try:
            span, label, said = _label(each, text, units)
            more = each if isinstance(each, Mapping) else {}
            if number < len(entities) or (span, label) not in known:
                found.add(_id(more.get("id"), number), span, label, said, more.get("mark"))
            if number < len(entities):
                known.add((span, label))
        except ValueError as fault:
            faults.append(str(fault))
    for each in as_list(record.get("relations")):
        try:
            if not isinstance(each, Mapping):
                raise ValueError(f"{str(each)[:60]} is no relation, which is an object")
            found.tie(str(each.get("type") or "related"), _id(each.get("from_id")), _id(each.get("to_id")))
        except ValueError as fault:
            faults.append(str(fault))
    return found.layer()


def _id(value: Any, number: int = -1) -> Any:
    """An id of the file: a number or a name; else the place in the list."""
    return value if isinstance(value, int | str) else ("entity", number)


def _label(label: Any, text: str, units: Units) -> tuple[Span, str, dict[str, Any]]:
    """One label: [start, end, name], an entity, or a name for the whole text."""
    if isinstance(label, str) and label:
        return Span(0, len(text)), label, {}
    said = from_extras(label) if isinstance(label, Mapping) else {}
    if isinstance(label, Mapping):
        name = next(filter(None, (plainly(label.get(each)) for each in _NAMES)), "")
        start, end = (label.get(f"{each}_offset", label.get(each)) for each in ("start", "end"))
        if name and start is None and end is None:
            return Span(0, len(text)), name, said
        label = [start, end, name]
    if not isinstance(label, list) or len(label) != 3 or not isinstance(label[2], str) or not label[2]:
        raise ValueError(f"{str(label)[:60]} is no label, which is [start, end, name]")
    span = units.span(label[0], label[1])
    if span is None:
        raise ValueError(f"{label[0]!r}..{label[1]!r} is no stretch of the text")
    return span, label[2], said
