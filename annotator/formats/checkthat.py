"""The TSV of the CheckThat! labs: sentence id, text, class label; Yes where a sentence holds a claim.

A sentence has the class that most of its annotators gave it, at a tie that of the first by name. Those that
nobody judged are left out. Lines of a document share the beginning of their ids. What is read becomes one
document for each such beginning, a sentence a line.
Barrón-Cedeño et al. (2023), The CLEF-2023 CheckThat! Lab, task 1.
"""

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO

from annotator.errors import ReadError
from annotator.formats.csv_documents import records
from annotator.formats.encodings import decode, whole
from annotator.formats.flat import Layer, Mark, compose
from annotator.formats.jsonfile import json_records
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Document, Judged, Span
from annotator.patterns import regex

ANYBODY = "checkthat"
"""Whose the classes are: the format has no annotators."""

CLAIM, YES, NO = "claim", "Yes", "No"
_HEAD = "Sentence_id\tText\tclass_label\n"
_IDS = ("sentence_id", "sent_id", "tweet_id", "line_number", "id")
_TEXTS = ("text", "sentence", "tweet_text", "content")
_CLASSES = ("class_label", "check_worthiness", "claim_worthiness", "label", "verdict", "claim")
_YES, _NO = ("yes", "1", "1.0", "true", "cfs"), ("no", "0", "0.0", "false", "nfs", "-1", "-1.0", "ufs")
_BARE = {"id": 0, "text": 2, "class": 3}
"""The columns of a file without a heading."""
_CELLS = 4
_ID = regex(r"(.+)[-_][0-9]+")


def write_checkthat(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """A line a judged sentence; white space in it becomes blanks, and is counted."""
    losses, number = Losses(), 0
    out.write(_HEAD.encode())
    for annotated in documents:
        text = annotated.document.text
        number += any(each.judged for work in annotated.works for each in work.sentences)
        index = -1
        for span in annotated.sentences:
            votes = Counter(filter(None, (_class(work.sentences, span) for work in annotated.works)))
            if not votes:
                losses.lose(annotated, "sentences that nobody judged")
                continue
            index += 1
            words = " ".join(text[span.start : span.end].split())
            losses.lose(annotated, "white space within sentences", words != text[span.start : span.end])
            losses.lose(annotated, "disagreements", len(votes) > 1)
            out.write(f"{number}-{index}\t{words}\t{votes.most_common(1)[0][0]}\n".encode())
        names = (each for work in annotated.works for s in work.sentences for each in s.annotations)
        losses.lose(annotated, "labels other than claim", sum(each.label != CLAIM for each in names))
    return losses


def _class(sentences: Iterable[Judged], span: Span) -> str:
    """What an annotator says of a stretch: empty where nothing in it is judged."""
    met = [each for each in sentences if each.judged and span.meets(Span(each.start, each.end))]
    if not met:
        return ""
    return YES if any(label.label == CLAIM for each in met for label in each.labels) else NO


def read_checkthat(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """A document for each beginning of an id, in the file's order; broken lines are named.

    The first labs' files have no heading: line, speaker, text, class. ClaimBuster's are CSV and JSON.
    """
    columns: Mapping[str, int] = {}
    before, lines = "", list[tuple[str, str]]()
    number_of_documents = 0
    for place, cells in _rows(data, name):
        if isinstance(cells, ReadError):
            if not columns:
                raise cells
            yield cells
            continue
        if not columns:
            columns = _columns(cells, name)
            if columns is not _BARE:
                continue
        if cells == [""]:
            continue
        if len(cells) <= max(columns.values()) or not cells[columns["text"]].strip():
            yield ReadError(f"{place}: has no text and class in {len(cells)} cells; mend the line")
            continue
        found = _ID.fullmatch(cells[columns["id"]].strip()) if "id" in columns else None
        document = found[1] if found else ""
        if lines and document != before:
            number_of_documents += 1
            yield _document(lines, f"{PurePath(name).name}#{number_of_documents}")
            lines = []
        before = document
        lines.append((whole(" ".join(cells[columns["text"]].split())), cells[columns["class"]].strip()))
    if lines:
        yield _document(lines, f"{PurePath(name).name}#{number_of_documents + 1}")


def _rows(data: BinaryIO, name: str) -> Iterator[tuple[str, list[str] | ReadError]]:
    """The cells of each line with its place. Without a tab in the first, what is read is CSV, or it is JSON."""
    first = data.readline()
    if first.lstrip().removeprefix(codecs.BOM_UTF8)[:1] in (b"[", b"{"):
        yield from _objects(json_records(data, name, first), name)
        return
    if b"\t" not in first and b"," in first:
        decoded = decode(first + data.read(), name)
        heading: list[str] = []
        for place, row in records(decoded, name, ","):
            if not heading and not isinstance(row, ReadError):
                heading = list(row)
                yield f"{name}:1", heading
            yield place, row if isinstance(row, ReadError) else [row.get(each, "") for each in heading]
        return
    for number, raw in enumerate(chain((first,), data), 1):
        place = f"{name}:{number}"
        try:
            yield place, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            yield place, ReadError(f"{place}: is not UTF-8; save it as UTF-8")


def _objects(records: Iterable[tuple[str, Any]], name: str) -> Iterator[tuple[str, list[str] | ReadError]]:
    """The same of JSON: the keys of the first object are the heading."""
    heading: list[str] = []
    for place, record in records:
        if isinstance(record, dict):
            if not heading:
                heading = list(record)
                yield f"{name}:1", heading
            yield place, ["" if record.get(each) is None else str(record[each]) for each in heading]
        else:
            fault = (
                record if isinstance(record, ReadError) else ReadError(f"{place}: is no object with a text")
            )
            yield place, fault


def _columns(cells: list[str], name: str) -> dict[str, int]:
    """Where id, text and class stand. Raises `ReadError` where one of the last two is missing."""
    if len(cells) == _CELLS and cells[0].isdecimal() and cells[-1].strip().casefold() in (*_YES, *_NO):
        return _BARE
    heads = [cell.strip().casefold() for cell in cells]
    found = {}
    for what, names in (("id", _IDS), ("text", _TEXTS), ("class", _CLASSES)):
        place = next((heads.index(each) for each in names if each in heads), None)
        if place is not None:
            found[what] = place
        elif what != "id":
            raise ReadError(f"{name}:1: has no column for the {what}; name it {names[0]} in the heading")
    return found


def _document(lines: list[tuple[str, str]], called: str) -> AnnotatedDocument:
    text = "\n".join(words for words, _ in lines)
    spans: list[Span] = []
    marks: list[Mark] = []
    done: list[Span] = []
    start = 0
    for words, class_ in lines:
        span = Span(start, start + len(words))
        spans.append(span)
        start = span.end + 1
        if class_.casefold() in _NO:
            done.append(span)
        elif class_:
            marks.append(Mark(span.start, span.end, CLAIM if class_.casefold() in _YES else class_))
    layer = Layer(tuple(marks), (), tuple(done))
    return compose(Document(text=text, name=called), {ANYBODY: layer}, spans, "checkthat")
