"""Label Studio's JSON: tasks with annotations, one annotation an annotator. Offsets are UTF-16 units.

What others wrote is read as well: the full export and the short one (JSON-MIN), labels of regions,
choices for a region or the whole text. Relations, predictions and cancelled annotations are passed over.
https://labelstud.io/guide/task_format
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


def write_label_studio(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """A list of tasks to import. The labelling interface needs `<Labels name="label" toName="text">`."""
    losses, encoder = Losses(), json.Encoder()
    between = b"[\n"
    for annotated in documents:
        out.write(between + encoder.encode(_task(annotated)))
        between = b",\n"
    out.write(b"[]\n" if between == b"[\n" else b"\n]\n")
    return losses


def _task(annotated: AnnotatedDocument) -> dict[str, Any]:
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
    return {
        "data": data,
        "annotations": [_annotation(work, document.text, units) for work in annotated.works],
    }


def _annotation(work: Work, text: str, units: Units) -> dict[str, Any]:
    result = [_result(number, mark, text, units) for number, mark in enumerate(marks_of(work), 1)]
    return {"annotator": work.annotator, "result": result}


def _result(number: int, mark: Mark, text: str, units: Units) -> dict[str, Any]:
    start, end = units.to_utf16(mark.start), units.to_utf16(mark.end)
    same_words(units.words(start, end), mark, text, "label-studio")
    value = {"start": start, "end": end, "text": text[mark.start : mark.end], "labels": [mark.name]}
    return {
        "id": f"r{number}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": value,
        "meta": {"created": mark.time},
    }


def read_label_studio(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The tasks with a text; one that is broken is yielded as a failure."""
    for number, (place, task) in enumerate(json_records(data, name), 1):
        if isinstance(task, ReadError):
            yield task
            continue
        try:
            yield _read_task(task, name, place, number)
        except ReadError as fault:
            yield fault
        except ValueError as fault:
            yield ReadError(f"{place}: {fault}; mend it or export it again")


def _read_task(task: Any, name: str, place: str, number: int) -> AnnotatedDocument:
    if not isinstance(task, dict):
        raise ValueError("is no task, which is an object with 'data'")
    data = task.get("data")
    short = not isinstance(data, dict)
    fields = data if isinstance(data, dict) else task
    record = {plain(str(key)): value for key, value in fields.items()}
    text = field(record, "text")
    if not isinstance(text, str):
        raise ValueError("has no text; its 'data' must have one called 'text'")
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number)
    units, marks = Units(text), dict[str, list[Mark]]()
    for annotation in [_from_short(task)] if short else as_list(task.get("annotations")):
        if isinstance(annotation, dict) and not annotation.get("was_cancelled"):
            found = _results(as_list(annotation.get("result")), text, units)
            marks.setdefault(_who(annotation), []).extend(found)
    sentences = read_sentences(fields, units, text)
    return compose(document, marks, sentences, str(record.get("splitter") or "unknown"))


def _from_short(task: Mapping[str, Any]) -> dict[str, Any]:
    """A task of the short export, as the annotation that it is."""
    regions = [
        {"value": region, "type": "labels"}
        for value in task.values()
        for region in as_list(value)
        if isinstance(region, dict) and "start" in region
    ]
    return {"result": regions, "completed_by": task.get("annotator")}


def _who(annotation: Mapping[str, Any]) -> str:
    """The annotator: our own key, else a user's address or name, else 'user 7'."""
    who = annotation.get("annotator") or annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("username") or who.get("id")
    return f"user {who}" if isinstance(who, int) else str(who or "unknown")


def _results(results: list[Any], text: str, units: Units) -> list[Mark]:
    """The labels of regions, with a region's choice as their type, and choices for the whole text."""
    regions = [each for each in results if isinstance(each, dict) and isinstance(each.get("value"), dict)]
    choices: dict[str, str] = {}
    for each in regions:
        if each.get("type") == "choices" and "start" in each["value"]:
            choices[str(each.get("id"))] = "/".join(map(str, as_list(each["value"].get("choices"))[:1]))
    marks = []
    for each in regions:
        value, kind = each["value"], str(each.get("type"))
        names = as_list(value.get(kind if kind in value else "labels"))
        if kind == "choices" and "start" not in value:
            marks += [Mark(0, len(text), str(choice)) for choice in as_list(value.get("choices"))]
        elif kind != "choices" and "start" in value:
            start, end = _region(value, text, units)
            choice = choices.get(str(each.get("id")))
            type_ = f"/{choice}" if choice else ""
            meta = each.get("meta")
            time = str(meta.get("created") or "") if isinstance(meta, dict) else ""
            marks += [Mark(start, end, f"{label}{type_}", time) for label in names]
    return marks


def _region(value: Mapping[str, Any], text: str, units: Units) -> tuple[int, int]:
    """A region in code points. Some exports count those: the words in it tell which it is."""
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    found = units.span(start, end)
    if found and (not isinstance(words, str) or _same(text[found.start : found.end], words)):
        return found.start, found.end
    if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
        if 0 <= start < end <= len(text) and _same(text[start:end], words):
            return start, end
        raise ValueError(f"{start}..{end} is not {words[:40]!r}")
    raise ValueError(f"{start!r}..{end!r} is no stretch of the text")


def _same(left: str, right: str) -> bool:
    """Line ends and blanks are not the same in a browser."""
    return left.split() == right.replace("\\n", "\n").split()
