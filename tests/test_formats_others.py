"""Other programs' corpora: stable over export and import, tolerant of what they write, closed to what is hostile."""

import datetime
import io
import json
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from formats_support import (
    FAITHFUL,
    OTHERS,
    causes,
    corpus,
    everything,
    marks,
    passed_over,
    read_back,
    written,
)
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ReadError
from annotator.formats import CORPORA, is_corpus, read_corpus
from annotator.formats.units import Units
from annotator.model import AnnotatedDocument

TIMED = {"w3c", "label-studio"}


# All of them


@pytest.mark.parametrize("format", sorted(TIMED))
def test_the_time_of_a_judgement_is_kept_where_the_format_has_one(format: str) -> None:
    first: Any = read_back(written(corpus(), format), format)[0]
    times = {each.time for work in first.works for s in work.sentences for each in s.annotations}
    assert times == {f"2022-01-08T09:00:0{second}.000000Z" for second in (0, 2)}


@pytest.mark.parametrize("format", ["jsonl", *FAITHFUL])
def test_a_corpus_is_known_by_its_content_whatever_its_name(tmp_path: Path, format: str) -> None:
    pytest.importorskip(CORPORA[format].needs or "json")
    names = ["corpus", f"corpus{(CORPORA[format].endings or ('',))[0]}"]
    for name in names if CORPORA[format].looks else names[1:]:
        (tmp_path / name).write_bytes(written(corpus(), format))
        assert is_corpus(tmp_path / name)
        found: list[Any] = list(read_corpus(tmp_path / name))
        assert [marks(each) for each in found] == [marks(each) for each in corpus()]


@pytest.mark.parametrize(
    "content", ["Just text.", '{"text": "One."}', "text,labelled\nOne.,x\n", "[1]", "<html>", ""]
)
def test_documents_are_no_corpora(tmp_path: Path, content: str) -> None:
    (tmp_path / "a").write_text(content)
    assert not is_corpus(tmp_path / "a")


@pytest.mark.parametrize("format", OTHERS)
def test_damaged_bytes_give_documents_or_named_causes_and_nothing_else(format: str) -> None:
    pytest.importorskip(CORPORA[format].needs or "json")
    chance, sample = random.Random(format), written([*corpus(), *everything()], format)
    for _ in range(400):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 4)] = chance.choice(
                [b"", b"[", b'"', b"\xff", b"-1", b"null", b"9" * 9]
            )
        for found in read_back(bytes(data), format):
            assert isinstance(found, AnnotatedDocument | ReadError)
            assert isinstance(found, AnnotatedDocument) or str(found).startswith("c")


@pytest.mark.parametrize("format", OTHERS)
@pytest.mark.parametrize(
    "data", [b"", b"[", b"[" * 100_000, b"null", b"[null, 1, []]", b'{"text": 1}', b"\xff\xfe"]
)
def test_what_is_no_corpus_is_named(format: str, data: bytes) -> None:
    pytest.importorskip(CORPORA[format].needs or "json")
    found = read_back(data, format)
    assert all(cause.startswith("c") for cause in causes(found))
    assert causes(found) or not found or format == "conll"


@given(st.text())
def test_offsets_go_to_utf_16_and_back(text: str) -> None:
    units = Units(text)
    for offset in range(len(text) + 1):
        there = units.to_utf16(offset)
        assert there == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert units.from_utf16(there) == offset
    assert units.from_utf16(units.to_utf16(len(text)) + 1) is None
    assert Units("a😀").from_utf16(2) is None


@pytest.mark.parametrize("format", FAITHFUL)
def test_a_database_takes_in_what_other_programs_wrote_and_cuts_what_is_not_cut(
    tmp_path: Path, format: str
) -> None:
    from annotator.session import Session

    pytest.importorskip(CORPORA[format].needs or "json")
    with Session.open(tmp_path / "a.db", "ann") as session:
        for found in read_back(written(corpus(), format), format):
            assert isinstance(found, AnnotatedDocument)
            assert session.restore(found)
            assert not session.restore(found)
        taken = list(session.annotated())
        assert session.verify() == []
    assert [marks(each) for each in taken] == [marks(each) for each in corpus()]
    assert [bool(each.splitter) for each in taken] == [True, True]


# Label Studio

TEXT = "😀 Ann Lee met Bo."


def task(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "data": {"text": TEXT},
        "annotations": [{"completed_by": 3, "result": list(results), **more}],
    }


def region(start: int, end: int, words: str | None, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": list(labels)} | ({"text": words} if words else {})
    return {"id": "a", "from_name": "l", "to_name": "t", "type": "labels", "value": value, **more}


def test_label_studio_gives_regions_types_by_choice_and_labels_of_the_whole_text() -> None:
    by_region = {"id": "a", "type": "choices", "value": {"start": 3, "end": 10, "choices": ["minister"]}}
    whole = {"id": "w", "type": "choices", "value": {"choices": ["politics"]}}
    relation = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": []}
    export = [
        task(region(3, 10, "Ann Lee", "person"), by_region, whole, relation),
        {"data": {"text": "Bare."}},
    ]
    fault, first, second = read_back(json.dumps(export).encode(), "label-studio")
    assert "item 1: 'b' is the end of a relation, and nothing that could be read" in str(fault)
    assert marks(first) == {
        ("user 3", "person/minister", 2, 9, "Ann Lee"),
        ("user 3", "politics", 0, len(TEXT), TEXT),
    }
    assert isinstance(second, AnnotatedDocument)
    assert (second.document.text, second.works) == ("Bare.", ())


def test_label_studio_regions_that_count_code_points_are_known_by_their_words() -> None:
    (found,) = read_back(json.dumps([task(region(2, 9, "Ann Lee", "person"))]).encode(), "label-studio")
    assert marks(found) == {("user 3", "person", 2, 9, "Ann Lee")}


def test_label_studios_short_export_and_cancelled_work() -> None:
    short = {"id": 1, "text": TEXT, "label": [region(3, 10, "Ann Lee", "person")["value"]], "annotator": 4}
    cancelled = task(region(3, 10, "Ann Lee", "person"), was_cancelled=True)
    (found,) = read_back(json.dumps([short, cancelled]).encode(), "label-studio")
    assert marks(found) == {("user 4", "person", 2, 9, "Ann Lee")}


def test_a_broken_task_is_named_and_the_others_go_on() -> None:
    export = [
        task(region(3, 99, None, "x")),
        task(region(3, 10, "Bo", "x")),
        {"data": {"image": "a.png"}},
        task(),
    ]
    found = read_back(json.dumps(export).encode(), "label-studio")
    assert [cause.split(";")[0] for cause in causes(found)] == [
        "c: item 1: 3..99 is no stretch of the text",
        "c: item 2: 3..10 is not 'Bo'",
        "c: item 3: has no text",
    ]
    assert len(found) == 6


# doccano


@pytest.mark.parametrize(
    "labels",
    [
        {"label": [[3, 10, "person"]]},
        {"labels": [[3, 10, "person"]], "Comments": []},
        {"entities": [{"id": 1, "label": "person", "start_offset": 3, "end_offset": 10}], "relations": []},
        {"entities": [[3, 10, "person"]], "cats": []},
        {"annotations": [{"label": "person", "start_offset": 3, "end_offset": 10}]},
    ],
)
def test_doccano_is_read_in_all_its_shapes(labels: dict[str, Any]) -> None:
    (found,) = read_back(json.dumps({"id": 5, "text": TEXT, **labels}).encode(), "doccano")
    assert marks(found) == {("doccano", "person", 2, 9, "Ann Lee")}
    assert isinstance(found, AnnotatedDocument)
    assert (found.document.name, found.splitter) == ("c#5", "")


@pytest.mark.parametrize(
    "content",
    [
        '{"text": "It rained.", "label": "weather"}',
        '{"text": "It rained.", "entities": [], "cats": ["weather"]}',
        '[\n  {"text": "It rained.", "label": ["weather"]},\n  {"label": ["weather"]}\n]',
        "id,text,label\n5,It rained.,weather\n",
        "label;text\nweather;It rained.\n",
    ],
)
def test_doccanos_labels_of_whole_texts_come_in_from_every_file_that_it_writes(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "a").write_text(content)
    assert is_corpus(tmp_path / "a")
    *faults, found = list(read_corpus(tmp_path / "a"))
    assert marks(found) == {("doccano", "weather", 0, 10, "It rained.")}
    assert [each.rpartition(": ")[2].split(";")[0] for each in causes(faults)] == ["has no text"] * len(
        faults
    )


def test_labels_that_a_table_joins_are_several_and_an_empty_cell_is_none() -> None:
    first, second = read_back(b'text,label\n"It rained, and\npoured.",wet#cold\nIt shone.,\n', "doccano")
    assert {name for _, name, *_ in marks(first)} == {"wet", "cold"}
    assert marks(second) == set()


def test_every_user_of_the_first_doccano_keeps_his_labels() -> None:
    labels = [{"label": 12, "start_offset": 3, "end_offset": 10, "user": 1}, {"label": 7, "user": 2}]
    data = json.dumps({"id": 5, "text": TEXT, "annotations": labels, "meta": {}}).encode()
    (found,) = read_back(data, "doccano")
    assert marks(found) == {("user 1", "12", 2, 9, "Ann Lee"), ("user 2", "7", 0, len(TEXT), TEXT)}
    assert re.match(CORPORA["doccano"].looks.encode(), data)


def test_of_two_labels_with_one_id_the_second_is_named() -> None:
    both = [{"id": 1, "label": "a", "start_offset": 3, "end_offset": 6}] * 2
    both[1] = {**both[1], "label": "b", "end_offset": 10, "mark": [1]}
    *faults, found = read_back(json.dumps({"text": TEXT, "entities": both}).encode(), "doccano")
    assert marks(found) == {("doccano", "a", 2, 5, "Ann")}
    assert causes(faults) == ["c:1: 1 is the id of two labels; mend it or take it out"]


def test_doccano_names_broken_lines_and_reads_labels_of_the_whole_text() -> None:
    lines = [
        {"text": TEXT, "label": ["politics"]},
        {"text": TEXT, "label": [[3, 4]]},
        {"text": TEXT, "label": [[1, 3, "half an emoji"]]},
        {"label": []},
    ]
    data = "\n".join(map(json.dumps, lines)).encode() + b"\n{broken\n"
    found = read_back(data, "doccano")
    assert [cause.split(": ")[0] for cause in causes(found)] == ["c:2", "c:3", "c:4", "c:5"]
    assert [marks(each) for each in found if isinstance(each, AnnotatedDocument)] == [
        {("doccano", "politics", 0, len(TEXT), TEXT)}
    ]


# W3C


def page(*targets: Any, text: str = TEXT) -> bytes:
    items: list[Any] = [
        {"motivation": "describing", "body": {"type": "TextualBody", "value": text}, "target": "urn:x"},
        *({"body": {"value": "person"}, "target": target} for target in targets),
    ]
    first = {"type": "AnnotationPage", "items": items}
    return json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", "first": first}).encode()


def quote(**what: str) -> dict[str, Any]:
    return {"source": "urn:x", "selector": {"type": "TextQuoteSelector", **what}}


def test_a_quotation_is_found_where_there_is_no_position() -> None:
    (found,) = read_back(page(quote(exact="Ann Lee", suffix=" met")), "w3c")
    assert marks(found) == {("unknown", "person", 2, 9, "Ann Lee")}


def test_an_annotation_that_points_nowhere_is_named() -> None:
    position = {"source": "urn:x", "selector": {"type": "TextPositionSelector", "start": 5, "end": 99}}
    targets = [quote(exact="Cy"), quote(exact="e"), position, {"source": "urn:y"}, "urn:x"]
    found = read_back(page(*targets), "w3c")
    assert [cause.split(";")[0].split(": ")[2] for cause in causes(found)] == [
        "'Cy' stands not in the text",
        "'e' stands more than once in the text",
        "5..99 is no stretch of the text, which is 17 long",
        "the text of 'urn:y' is not in the file",
    ]
    assert marks(found[-1]) == {("unknown", "person", 0, len(TEXT), TEXT)}


# brat

ANN = (
    "T1\tPerson 2 9\tAnn Lee\r\nT2\tMeet 10 13\tmet\r\nE1\tMeet:T2 Who:T1\r\nR1\tKnows Arg1:T1 Arg2:T2\r\n"
    "A1\tSure E1\r\n#1\tAnnotatorNotes T1\ta note\r\n*\tEquiv T1 T2\r\nN1\tReference T1 W:1\tAnn\r\n"
    "T3\tPair 2 5;14 16\tAnn Bo\r\n"
)


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_brats_own_files_are_read_from_an_archive_and_from_beside_each_other(tmp_path: Path) -> None:
    expected = {("Person", 2, 9, "Ann Lee"), ("Meet", 10, 13, "met"), ("Pair", 2, 16, "Ann Lee met Bo")}
    (found,) = read_back(zipped(**{"bo__2022-01-07-x.ann": ANN, "bo__2022-01-07-x.txt": TEXT}), "brat")
    assert isinstance(found, AnnotatedDocument)
    assert marks(found) == {("bo", *mark) for mark in expected}
    assert (found.document.name, found.document.date) == ("2022-01-07-x.txt", datetime.date(2022, 1, 7))
    (tmp_path / "a.ann").write_bytes(ANN.encode())
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (alone,) = read_corpus(tmp_path / "a.ann")
    assert marks(alone) == {("brat", *mark) for mark in expected}


def test_a_broken_line_of_brats_is_named_and_the_others_go_on() -> None:
    ann = "T1\tPerson 2 9\tBo\nT2\tPerson 9 2\tx\nT3\nT4\tPerson 2 9\tAnn Lee\nT5\tPerson 2 999\tx\n?\n"
    found = read_back(zipped(**{"x.ann": ann, "x.txt": TEXT, "y.ann": ""}), "brat")
    assert [cause.split(": ")[0] for cause in causes(found)] == [
        *(f"c/x.ann:{n}" for n in (1, 2, 3, 5, 6)),
        "c",
    ]
    assert [marks(each) for each in found if isinstance(each, AnnotatedDocument)] == [
        {("brat", "Person", 2, 9, "Ann Lee")}
    ]


def test_archives_that_climb_out_or_blow_up_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    climbing = read_back(zipped(**{"..__x.ann": "", "..__x.txt": TEXT}), "brat")
    assert "points out of the archive" in causes(climbing)[0]
    monkeypatch.setattr("annotator.formats.archives.LARGEST", 1_000_000)
    bomb = read_back(zipped(**{"x.ann": "", "x.txt": "0" * 2_000_000}), "brat")
    assert "unpacks to over 1 MB" in causes(bomb)[0]


def test_the_lines_of_fasttext_have_their_labels_in_front() -> None:
    lines = ["__label__positive __label__a-b Ann came.", "Bo __label__x left.", "", "__label__positive"]
    first, fault, second = read_back("\n".join(lines).encode(), "doccano")
    assert [marks(first), marks(second)] == [
        {("doccano", "positive", 0, 9, "Ann came."), ("doccano", "a-b", 0, 9, "Ann came.")},
        set(),
    ]
    assert second.document.text == "Bo __label__x left."
    assert causes([fault]) == ["c:4: has no text; mend the line or export it again"]


def test_comments_of_doccano_are_counted() -> None:
    line = {"text": TEXT, "label": [], "Comments": ["is this so?", "yes"]}
    assert passed_over(json.dumps(line).encode(), "doccano") == {"comments": 2}


@pytest.mark.parametrize(
    "content",
    [
        "text, label\nAnn came., claim\n",
        '"Text","Label"\n"Ann came.","claim"\n',
        "__label__claim Ann came.\n",
        '{\n  "id": 1,\n  "text": "Ann came.",\n  "entities": [\n    {"id": 1, "start_offset": 0, "end_offset": 9,'
        ' "label": "claim"}\n  ]\n}\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_labels_come_in_whatever_the_file_is_written_in(tmp_path: Path, content: str, encoding: str) -> None:
    (tmp_path / "a").write_bytes(content.encode(encoding))
    (found,) = read_corpus(tmp_path / "a")
    assert marks(found) == {("doccano", "claim", 0, 9, "Ann came.")}


@pytest.mark.parametrize(
    "record",
    [
        [TEXT, {"entities": [[3, 10, "person"]]}],
        {"text": TEXT, "entities": [{"start": 3, "end": 10, "label": "person"}]},
    ],
)
def test_entities_as_spacy_is_trained_with_stand_where_they_say(tmp_path: Path, record: Any) -> None:
    (tmp_path / "a.json").write_text(json.dumps([record], indent=1))
    (found,) = read_corpus(tmp_path / "a.json")
    assert marks(found) == {("doccano", "person", 2, 9, "Ann Lee")}
