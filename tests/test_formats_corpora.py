"""Corpora out and back in: nothing is lost, nothing is changed, what is broken is named."""

import csv
import importlib.util
import io
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from formats_support import VERSIONED, annotated, corpus, everything, written
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import ReadError, UsageError
from annotator.formats import (
    CORPORA,
    WRITERS,
    Losses,
    is_corpus,
    read,
    read_corpus,
    write,
)
from annotator.formats.csv_corpus import COLUMNS
from annotator.history import fold
from annotator.model import AnnotatedDocument, Document, Span

GOLDEN = Path(__file__).parent / "golden"
PAGES = Path(__file__).parent.parent / "docs" / "formats"


def read_back(data: bytes, format: str = "jsonl") -> list[AnnotatedDocument | ReadError]:
    return list(CORPORA[format].load()(io.BytesIO(data), "c"))


def rows(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


# Every format


@pytest.mark.parametrize("kind", ["reader", "writer", "corpus"])
def test_every_format_can_be_loaded_and_says_what_it_is(kind: Any) -> None:
    for name, format in formats.formats(kind).items():
        assert format.name == name
        if not format.needs or importlib.util.find_spec(format.needs):
            assert callable(format.load())
        assert format.about
        assert all(ending.startswith(".") and ending == ending.lower() for ending in format.endings)


@pytest.mark.parametrize("format", sorted(set(WRITERS) - VERSIONED))
def test_every_writer_writes_what_its_golden_file_holds(format: str) -> None:
    golden = GOLDEN / f"corpus.{format}"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_bytes(written([*corpus(), *everything()], format))
    assert written([*corpus(), *everything()], format) == golden.read_bytes()


@pytest.mark.parametrize("format", sorted(WRITERS))
@settings(max_examples=60, deadline=None)
@given(documents=st.lists(annotated(), max_size=3))
def test_every_writer_writes_any_document_and_twice_the_same(
    format: str, documents: list[AnnotatedDocument]
) -> None:
    pytest.importorskip(WRITERS[format].needs or "json")
    assert written(documents, format) == written(documents, format)


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_every_writer_takes_an_empty_corpus(tmp_path: Path, format: str) -> None:
    pytest.importorskip(WRITERS[format].needs or "json")
    assert write(tmp_path / "c", [], format=format) == Losses()


@pytest.mark.parametrize("format", sorted(set(WRITERS) - {"label-studio-config", *VERSIONED}))
def test_writers_stream(format: str) -> None:
    out = io.BytesIO()
    sizes = []

    def documents() -> Iterator[AnnotatedDocument]:
        for document in [*everything(), *everything()]:
            sizes.append(out.tell())
            yield document

    WRITERS[format].load()(documents(), out)
    assert sizes[0] < sizes[1] < out.tell()


# JSON lines, lossless


@settings(max_examples=150, deadline=None)
@given(documents=st.lists(annotated(), max_size=3))
def test_a_corpus_comes_back_as_it_was_to_the_last_byte(documents: list[AnnotatedDocument]) -> None:
    data = written(documents, "jsonl")
    assert data.count(b"\n") == len(documents)
    back = read_back(data)
    assert back == documents
    assert written([each for each in back if isinstance(each, AnnotatedDocument)], "jsonl") == data


@given(documents=st.lists(annotated(), min_size=1, max_size=2))
def test_the_words_that_a_line_names_stand_where_it_says(documents: list[AnnotatedDocument]) -> None:
    for line in written(documents, "jsonl").split(b"\n")[:-1]:
        record = json.loads(line)
        for annotator in record["annotators"]:
            for sentence in annotator["sentences"]:
                for thing in (sentence, *sentence["labels"]):
                    assert record["text"][thing["start"] : thing["end"]] == thing["text"]


@settings(max_examples=100, deadline=None)
@given(document=annotated())
def test_labels_without_a_log_get_one_that_leads_to_them(document: AnnotatedDocument) -> None:
    record = json.loads(written([document], "jsonl"))
    del record["document"]
    for annotator in record["annotators"]:
        del annotator["events"]
        for sentence in annotator["sentences"]:
            del sentence["text"]
            for label in sentence["labels"]:
                del label["event"], label["text"]
    data = json.dumps(record).encode()
    (back,) = read_back(data)
    for work, old in zip(back.works, document.works, strict=True):
        assert fold(back.sentences, work.events, back.document.text).sentences == work.sentences
        moved = tuple(Span(each.start, each.end) for each in old.sentences) != document.sentences
        # A candidate that both halves of a split sentence accept is accepted by the first of them only.
        assert [holds(each, not moved) for each in work.sentences] == [
            holds(each, not moved) for each in old.sentences
        ]
    assert read_back(data) == [back]
    assert read_back(written([back], "jsonl")) == [back]


def holds(sentence: Any, candidates: bool) -> tuple[object, ...]:
    """What a sentence has, without who set it when."""
    labels = {
        (each.label, each.type, each.start, each.end, each.candidate if candidates else None)
        for each in sentence.annotations
    }
    return (sentence.start, sentence.end, sentence.judged, labels, set(sentence.rejected))


def test_a_file_of_somebody_elses_needs_only_text_sentences_and_labels() -> None:
    label = {"label": "q", "start": 10, "end": 12, "time": "2020-02-03T01:00:00+01:00"}
    sentence = {"start": 10, "end": 16, "labels": [label]}
    line = {
        "text": "It is so. Is it?",
        "sentences": [[0, 9], [10, 16]],
        "annotators": [{"annotator": "x", "sentences": [sentence]}],
    }
    (back,) = read_back(json.dumps(line).encode())
    assert isinstance(back, AnnotatedDocument)
    (work,) = back.works
    assert [(each.start, each.judged) for each in work.sentences] == [(0, False), (10, True)]
    assert work.sentences[1].annotations[0].time == "2020-02-03T00:00:00.000000Z"
    assert work.sentences[1].annotations[0].event == work.events[0].id == work.events[0].digest()


@pytest.mark.parametrize(
    ("path", "value", "cause"),
    [
        (("text",), "Another text.", "hash differs"),
        (("annotators", 0, "sentences", 1, "labels", 0, "start"), 20, "not 'Wu Lan'"),
        (("annotators", 0, "sentences", 1, "end"), 9_999, "is no stretch of the text"),
        (("annotators", 0, "events", 1, "time"), "2022-01-08T10:00:00.000000Z", "event 2 of ann was changed"),
        (("annotators", 0, "events", 1, "annotator"), "cy", "event 2 of ann is of another"),
        (("annotators", 0, "events", 0, "kind"), "laber", "annotators[0].events[0].kind"),
        (("annotators", 0, "sentences", 1, "labels", 0, "event"), "f00", "no event set the label 'error'"),
        (("annotators", 0, "sentences", 1, "labels", 0, "candidate", "score"), "high", "candidate.score"),
        (("sentences", 1), [3, 4], "out of order"),
        (("sentences",), [[0, 12]], "is in no sentence"),
        (("annotators",), None, "annotators"),
        (("date",), "2022-02-30", "date"),
    ],
)
def test_a_line_that_was_tampered_with_is_named_and_the_others_go_on(
    path: tuple[str | int, ...], value: object, cause: str
) -> None:
    lines = written(corpus(), "jsonl").splitlines()
    record: Any = json.loads(lines[0])
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    broken, whole = read_back(json.dumps(record).encode() + b"\n\n" + lines[1] + b"\n")
    assert isinstance(broken, ReadError)
    assert str(broken).startswith("c:1: ")
    assert cause in str(broken)
    assert whole == corpus()[1]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_damaged_lines_give_documents_or_named_causes_and_nothing_else(data: st.DataObject) -> None:
    line = bytearray(written(corpus(), "jsonl"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(line) - 1))
        line[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=2))
    for found in read_back(bytes(line)):
        assert isinstance(found, AnnotatedDocument | ReadError)


def test_our_corpus_is_told_from_json_lines_of_plain_documents(tmp_path: Path) -> None:
    ours, plain, foreign = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    write(ours, corpus())
    plain.write_text('{"document": "7", "text": "the \\"annotators\\": []"}\n')
    foreign.write_text('\n{"annotators": [], "text": "' + "x" * 100_000 + '"}\n')
    assert is_corpus(ours)
    assert is_corpus(foreign)
    assert not any(is_corpus(path) for path in (plain, tmp_path, tmp_path / "no"))
    assert list(read_corpus(ours)) == corpus()
    assert [each.text for each in read(ours)] == [each.document.text for each in corpus()]


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        list(read_corpus(tmp_path / "no.jsonl"))
    with pytest.raises(UsageError, match="no corpus called 'x'"):
        read_corpus(tmp_path / "no.jsonl", format="x")


# Tables


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
@given(documents=st.lists(annotated(), min_size=1, max_size=2))
def test_a_table_has_a_row_a_sentence_and_annotator_with_the_words_in_it(
    format: str, delimiter: str, documents: list[AnnotatedDocument]
) -> None:
    table = rows(written(documents, format), delimiter)
    expected = [
        (document.document, annotator, sentence)
        for document in documents
        for annotator, sentences in works_of(document)
        for sentence in sentences
    ]
    assert len(table) == len(expected)
    for row, (document, annotator, sentence) in zip(table, expected, strict=True):
        words = document.text[sentence.start : sentence.end]
        assert tuple(row) == COLUMNS
        assert row["document"] == document.id
        assert (row["start"], row["end"]) == (str(sentence.start), str(sentence.end))
        assert row["text"] in (words, "'" + words)
        assert row["annotator"] in (annotator, "'" + annotator)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def works_of(document: AnnotatedDocument) -> list[tuple[str, Sequence[Any]]]:
    """Annotators and their sentences; the document's own where nobody has touched it."""
    return [(work.annotator, work.sentences) for work in document.works] or [("", document.sentences)]


def test_a_large_document_is_written_and_read_in_a_breath() -> None:
    text = "One state. " * 20_000
    sentences = tuple(Span(number * 11, number * 11 + 10) for number in range(20_000))
    document = AnnotatedDocument(Document(text=text), "t", sentences, ())
    began = time.perf_counter()
    assert read_back(written([document], "jsonl")) == [document]
    assert time.perf_counter() - began < 2
