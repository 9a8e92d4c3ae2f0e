"""The TSV of the CheckThat! labs: sentence id, text, class label; Yes where a sentence holds a claim.

A sentence has the class that most of its annotators gave it, at a tie that of the first by name. Those that
nobody judged are left out. Lines of a document share the beginning of their ids. What is read becomes one
document for each such beginning, a sentence a line.
Barrón-Cedeño et al. (2023), The CLEF-2023 CheckThat! Lab, task 1.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import whole
from annotator.formats.flat import Layer, Mark, compose
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Document, Judged, Span

ANYBODY = "checkthat"
"""Whose the classes are: the format has no annotators."""

CLAIM, YES, NO = "claim", "Yes", "No"
_HEAD = "Sentence_id\tText\tclass_label\n"
_IDS = ("sentence_id", "sent_id", "tweet_id", "line_number", "id")
_TEXTS = ("text", "sentence", "tweet_text", "content")
_CLASSES = ("class_label", "check_worthiness", "claim_worthiness", "label", "claim")
_YES, _NO = ("yes", "1", "1.0", "true", "cfs"), ("no", "0", "0.0", "false", "nfs")
_ID = re.compile(r"(.+)[-_][0-9]+")


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
    """A document for each beginning of an id, in the file's order; broken lines are named."""
    columns: Mapping[str, int] = {}
    before, lines = "", list[tuple[str, str]]()
    number_of_documents = 0
    for number, raw in enumerate(data, 1):
        try:
            cells = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            fault = ReadError(f"{name}:{number}: is not UTF-8; save it as UTF-8")
            if number == 1:
                raise fault from None
            yield fault
            continue
        if number == 1:
            columns = _columns(cells, name)
            continue
        if cells == [""]:
            continue
        if len(cells) <= max(columns.values()) or not cells[columns["text"]].strip():
            yield ReadError(f"{name}:{number}: has no text and class in {len(cells)} cells; mend the line")
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


def _columns(cells: list[str], name: str) -> dict[str, int]:
    """Where id, text and class stand. Raises `ReadError` where one of the last two is missing."""
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
