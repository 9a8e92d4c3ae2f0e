"""Parquet: a row a document and annotator, with lists of sentences, labels and relations. Needs pyarrow.

Offsets are code points, half open. A relation names its ends by their place in `labels`. What others
wrote is read where it has a column `text`; all other columns may be missing.
"""

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import to_builtins

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded
from annotator.formats.extras import Pieces, from_extras
from annotator.formats.fields import make_document, plain
from annotator.formats.flat import Layer, Mark, compose, layer_of, same_words
from annotator.formats.joining import united
from annotator.formats.losses import Losses
from annotator.formats.units import in_order, spans_of
from annotator.model import AnnotatedDocument, Evidence, Span, Work

ANYBODY = "parquet"
"""Whose the labels are where no column tells."""

_ROWS = 256
"""Documents in memory at a time."""

_PLACE = [("start", pa.int32()), ("end", pa.int32())]
_EVIDENCE = [(name, pa.string()) for name in Evidence.__struct_fields__]
_LABEL = pa.struct(
    [
        ("label", pa.string()),
        *_PLACE,
        ("text", pa.string()),
        ("part", pa.bool_()),
        ("pieces", pa.list_(pa.struct(_PLACE))),
        ("attributes", pa.list_(pa.struct([("name", pa.string()), ("value", pa.string())]))),
        ("evidence", pa.list_(pa.struct(_EVIDENCE))),
        ("time", pa.string()),
    ]
)
_RELATION = pa.struct([("label", pa.string()), ("first", pa.int32()), ("second", pa.int32())])
_SENTENCE = pa.struct([*_PLACE, ("judged", pa.bool_())])
SCHEMA = pa.schema(
    [
        ("document", pa.string()),
        *((name, pa.string()) for name in ("name", "title")),
        ("date", pa.date32()),
        *((name, pa.string()) for name in ("source", "author", "language", "splitter", "annotator", "text")),
        ("sentences", pa.list_(_SENTENCE)),
        ("labels", pa.list_(_LABEL)),
        ("relations", pa.list_(_RELATION)),
    ]
)
"""The columns. `label` is label or label/type; `pieces` is empty for a span of one piece."""


def write_parquet(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """One file, compressed with Zstandard, in groups of some hundred documents."""
    losses, rows = Losses(), list[dict[str, Any]]()
    with pq.ParquetWriter(out, SCHEMA, compression="zstd", write_page_checksum=True) as writer:
        for annotated in documents:
            rows += (_row(annotated, work) for work in annotated.works or (None,))
            if len(rows) >= _ROWS:
                writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
                rows.clear()
        if rows:
            writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
    return losses


def _row(annotated: AnnotatedDocument, work: Work | None) -> dict[str, Any]:
    document, layer = annotated.document, layer_of(work) if work else Layer()
    places = {mark.place: number for number, mark in enumerate(layer.marks)}
    done = set(layer.done)
    return {
        "document": document.id,
        "name": document.name,
        "title": document.title,
        "date": document.date,
        "source": document.source,
        "author": document.author,
        "language": document.language,
        "splitter": annotated.splitter,
        "annotator": work.annotator if work else None,
        "text": document.text,
        "sentences": [{**_placed(span), "judged": span in done} for span in annotated.sentences],
        "labels": [_label(mark, document.text) for mark in layer.marks],
        "relations": [
            {"label": tie.name, "first": places[tie.first.place], "second": places[tie.second.place]}
            for tie in layer.ties
        ],
    }


def _placed(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _label(mark: Mark, text: str) -> dict[str, Any]:
    for span in mark.spans:
        same_words(text[span.start : span.end], mark, text, "parquet", span)
    return {
        "label": mark.name,
        "start": mark.start,
        "end": mark.end,
        "text": mark.words(text),
        "part": mark.part,
        "pieces": [_placed(span) for span in mark.pieces],
        "attributes": [{"name": name, "value": value} for name, value in mark.attributes],
        "evidence": [
            dict.fromkeys(Evidence.__struct_fields__, "") | to_builtins(each) for each in mark.evidence
        ],
        "time": mark.time,
    }


def read_parquet(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents row by row; rows that follow one another with the same text are one document."""
    return united(_documents(data, name))


def _documents(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    for number, row in enumerate(_rows(data, name), 1):
        faults: list[str] = []
        place = f"{name}: row {number}"
        try:
            yield _document(row, name, place, number, faults)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend the row or export it again")
        for each in faults:
            yield ReadError(f"{place}: {each}; mend it or take it out")


def _rows(data: BinaryIO, name: str) -> Iterator[dict[str, Any]]:
    file = data if data.seekable() else io.BytesIO(data.read())
    try:
        opened = pq.ParquetFile(file, page_checksum_verification=True)
        if "text" not in opened.schema_arrow.names:
            raise ReadError(f"{name}: has no column called 'text'; name the one with the texts so")
        for batch in opened.iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as fault:
        cause = str(fault).partition("\n")[0][:200]
        raise ReadError(f"{name}: is no Parquet file that can be read ({cause}); export it again") from None


def _document(
    row: Mapping[str, Any], name: str, place: str, number: int, faults: list[str]
) -> AnnotatedDocument:
    text = row.get("text")
    if not isinstance(text, str):
        raise ValueError("has no text")
    record = {plain(key): _plain(value) for key, value in row.items() if key != "document"}
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number, faults)
    layer = _layer(row, text, faults)
    who = row.get("annotator")
    layers = {str(who or ANYBODY): layer} if layer.marks or who else {}
    sentences = in_order(spans_of(row.get("sentences"), text), text)
    return compose(document, layers, sentences, str(row.get("splitter") or "unknown"))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _layer(row: Mapping[str, Any], text: str, faults: list[str]) -> Layer:
    found, labels = Pieces(), row.get("labels")
    for number, label in enumerate(labels if isinstance(labels, list) else ()):
        try:
            name, spans, said = _read_label(label, text)
        except ValueError as fault:
            faults.append(f"label {number + 1}: {fault}")
            continue
        for index, span in enumerate(spans):
            found.add((number, index) if index else number, span, name, said, number if index else None)
    relations = row.get("relations")
    for each in relations if isinstance(relations, list) else ():
        try:
            found.tie(str(each["label"]), each["first"], each["second"])
        except (ValueError, KeyError, TypeError) as fault:
            faults.append(f"relation: {fault}")
    layer, listed = found.layer(), row.get("sentences")
    sentences = listed if isinstance(listed, list) else []
    judged = [each for each in sentences if isinstance(each, dict) and each.get("judged")]
    return Layer(layer.marks, layer.ties, tuple(spans_of(judged, text)))


def _read_label(label: Any, text: str) -> tuple[str, list[Span], dict[str, Any]]:
    if not isinstance(label, dict) or not isinstance(label.get("label"), str) or not label["label"]:
        raise ValueError("is no label, which has label, start and end")
    spans = spans_of(label.get("pieces"), text) or spans_of([label], text)
    pairs = label.get("attributes") if isinstance(label.get("attributes"), list) else []
    attributes = {
        each["name"]: each.get("value") for each in pairs or () if isinstance(each, dict) and each.get("name")
    }
    evidence = [_filled(each) for each in label.get("evidence") or () if isinstance(each, dict)]
    if not spans:
        raise ValueError(f"{label.get('start')}..{label.get('end')} is no stretch of the text")
    return label["label"], spans, from_extras({**label, "attributes": attributes, "evidence": evidence})


def _filled(evidence: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in evidence.items() if value is not None}
