"""doccano's JSON lines: a text with labelled spans, one line a document and annotator. UTF-16 units.

What doccano writes is read in all its shapes: `label` or `labels` with spans, with names for the whole
text, and `entities` with `relations` (which are passed over).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from msgspec import json

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded
from annotator.formats.fields import field, make_document, plain
from annotator.formats.flat import Mark, compose, marks_of, same_words
from annotator.formats.jsonfile import as_list, json_records
from annotator.formats.losses import Losses
from annotator.formats.units import Units, read_sentences
from annotator.model import AnnotatedDocument, Work

ANYBODY = "doccano"
"""Whose the labels are where the line does not tell: doccano writes one file a user."""


def write_doccano(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """Lines to import as a JSONL data set for sequence labelling; our own keys become doccano's metadata."""
    losses, encoder = Losses(), json.Encoder()
    for annotated in documents:
        units = Units(annotated.document.text)
        for work in annotated.works or (None,):
            out.write(encoder.encode(_line(annotated, work, units)) + b"\n")
    return losses


def _line(annotated: AnnotatedDocument, work: Work | None, units: Units) -> dict[str, Any]:
    document = annotated.document
    return {
        "text": document.text,
        "label": [_label(mark, document.text, units) for mark in (marks_of(work) if work else ())],
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


def _label(mark: Mark, text: str, units: Units) -> list[Any]:
    start, end = units.to_utf16(mark.start), units.to_utf16(mark.end)
    same_words(units.words(start, end), mark, text, "doccano")
    return [start, end, mark.name]


def read_doccano(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents line by line; lines that follow one another with the same text are one document."""
    before: AnnotatedDocument | None = None
    for number, (place, record) in enumerate(json_records(data, name), 1):
        found = record if isinstance(record, ReadError) else _read(record, name, place, number)
        if isinstance(found, ReadError):
            yield found
        elif before and before.document.id == found.document.id:
            before = _united(before, found)
        else:
            if before:
                yield before
            before = found
    if before:
        yield before


def _united(first: AnnotatedDocument, second: AnnotatedDocument) -> AnnotatedDocument:
    return AnnotatedDocument(first.document, first.splitter, first.sentences, (*first.works, *second.works))


def _read(line: Any, name: str, place: str, number: int) -> AnnotatedDocument | ReadError:
    try:
        return _read_line(line, name, place, number)
    except ReadError as fault:
        return fault
    except ValueError as fault:
        return ReadError(f"{place}: {fault}; mend the line or export it again")


def _read_line(line: Any, name: str, place: str, number: int) -> AnnotatedDocument:
    if not isinstance(line, dict):
        raise ValueError("is no object with a 'text'")
    record = {plain(str(key)): value for key, value in line.items()}
    text = field(record, "text") or record.get("data")
    if not isinstance(text, str):
        raise ValueError("has no text")
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number)
    units = Units(text)
    labels = as_list(record.get("label") or record.get("labels")) + as_list(record.get("entities"))
    marks = [_mark(label, len(text), units) for label in labels]
    who = record.get("annotator")
    by = {str(who or ANYBODY): marks} if marks or who else {}
    splitter = str(record.get("splitter") or "unknown")
    return compose(document, by, read_sentences(record, units, text), splitter)


def _mark(label: Any, length: int, units: Units) -> Mark:
    """One label: [start, end, name], an entity, or a name for the whole text."""
    if isinstance(label, str):
        return Mark(0, length, label)
    if isinstance(label, Mapping):
        label = [label.get("start_offset"), label.get("end_offset"), label.get("label")]
    if not isinstance(label, list) or len(label) != 3 or not isinstance(label[2], str):
        raise ValueError(f"{str(label)[:60]} is no label, which is [start, end, name]")
    span = units.span(label[0], label[1])
    if span is None:
        raise ValueError(f"{label[0]!r}..{label[1]!r} is no stretch of the text")
    return Mark(span.start, span.end, label[2])
