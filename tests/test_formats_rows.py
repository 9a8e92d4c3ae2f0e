"""Formats of lines and tokens: Prodigy, CheckThat! and CoNLL, ours by others' rules and theirs by ours."""

import json
from typing import Any

import pytest
from formats_support import SPOKEN, causes, corpus, everything, marks, read_back, written

from annotator.formats import is_corpus

TEXT = "😀 Ann Lee met Bo."


# Prodigy


def line(format: str = "prodigy") -> Any:
    return json.loads(written(everything(), format).splitlines()[0])


def test_the_tokens_of_prodigy_cover_each_span_from_the_first_to_the_last() -> None:
    record = line()
    text, tokens = record["text"], record["tokens"]
    pieces: dict[int, tuple[str, list[str]]] = {}
    for each in record["spans"]:
        words = text[each["start"] : each["end"]]
        assert (tokens[each["token_start"]]["start"], tokens[each["token_end"]]["end"]) == (
            each["start"],
            each["end"],
        )
        pieces.setdefault(each.get("mark", each["id"]), (each["label"], []))[1].append(words)
    assert list(pieces.values()) == SPOKEN
    assert all(text[each["start"] : each["end"]] == each["text"] for each in tokens)
    assert {
        (each["label"], each["head_span"]["label"], each["child_span"]["label"])
        for each in record["relations"]
    } == {
        ("says", "source", "content"),
        ("signals", "cue", "content"),
    }


def prodigy(**more: Any) -> list[Any]:
    return read_back(json.dumps({"text": TEXT, "_input_hash": 1, **more}).encode(), "prodigy")


def test_what_prodigy_writes_is_read() -> None:
    person = {"start": 2, "end": 9, "token_start": 1, "token_end": 2, "label": "PERSON"}
    other = {"start": 14, "end": 16, "label": "PERSON"}
    relation = {"head": 2, "child": 4, "head_span": person, "child_span": other, "label": "MET"}
    (found,) = prodigy(spans=[person, other], relations=[relation], accept=["news"], _session_id="set-bo")
    assert marks(found) == {
        ("set-bo", "PERSON", 2, 9, "Ann Lee"),
        ("set-bo", "PERSON", 14, 16, "Bo"),
        ("set-bo", "news", 0, len(TEXT), TEXT),
    }
    assert [each.label for s in found.works[0].sentences for each in s.relations] == ["MET"]


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_what_was_not_accepted_in_prodigy_is_no_label(answer: str) -> None:
    (found,) = prodigy(spans=[{"start": 2, "end": 9, "label": "PERSON"}], answer=answer)
    assert marks(found) == set()


def test_a_broken_span_of_prodigys_is_named_and_the_others_stay() -> None:
    found = prodigy(
        spans=[{"start": 2, "end": 99, "label": "x"}, {"start": 2, "end": 9, "label": "y"}], relations=[1]
    )
    assert len(causes(found)) == 2
    assert [name for _, name, *_ in marks(found[-1])] == ["y"]


# CheckThat!


def test_checkthat_has_a_line_a_judged_sentence_with_the_class_of_most() -> None:
    assert written(corpus(), "checkthat").decode().splitlines() == [
        "Sentence_id\tText\tclass_label",
        "1-0\tOne of the nine members is Wu Lan, “a friend”.\tYes",
        "1-1\t=Was it so?\tNo",
    ]


def test_files_of_the_labs_are_read_under_the_names_of_every_year(tmp_path: Any) -> None:
    head = "topic\ttweet_id\ttweet_url\ttweet_text\tcheck_worthiness\n"
    data = f"{head}x\t1\tu\tIt rose.\t1\nx\t2\tu\tOh!\t0\n?\nx\t3\tu\tHm\tOBJ\n"
    (tmp_path / "c.tsv").write_text(data)
    assert is_corpus(tmp_path / "c.tsv")
    fault, found = read_back(data.encode(), "checkthat")
    assert "c:4: " in str(fault)
    assert found.document.text == "It rose.\nOh!\nHm"
    assert [(each.judged, [a.label for a in each.annotations]) for each in found.works[0].sentences] == [
        (True, ["claim"]),
        (True, []),
        (True, ["OBJ"]),
    ]


def test_a_table_of_documents_is_no_checkthat(tmp_path: Any) -> None:
    (tmp_path / "c.tsv").write_text("title\ttext\tdate\nA\tOne.\t2022-01-07\n")
    assert not is_corpus(tmp_path / "c.tsv")
    assert "has no column for the class" in causes(read_back(b"id\ttext\n1\tx\n", "checkthat"))[0]


# CoNLL


def test_conllu_finds_every_tag_on_the_words_that_were_marked() -> None:
    conllu = pytest.importorskip("conllu")
    blocks = written(everything(), "conll").decode().split("-DOCSTART-\t-X-\t-X-\tO\n\n")
    sentences = conllu.parse(
        blocks[1], fields=["form", "pos", "chunk", "tag"], field_parsers={}, metadata_parsers={}
    )
    found: list[tuple[str, list[str]]] = []
    for token in (token for sentence in sentences for token in sentence):
        prefix, _, name = token["tag"].partition("-")
        if prefix == "B":
            found.append((name, []))
        if prefix in "BI":
            found[-1][1].append(token["form"])
    assert ("source", ["Ann", "Lee"]) in found
    assert ("cue", ["told"]) in found
    assert ("label_with_spaces", ["שלום"]) in found


@pytest.mark.parametrize(
    "tags",
    [
        "B-P I-P O B-P",
        "I-P I-P O I-P",
        "B-P E-P O S-P",
        "B-P L-P O U-P",
    ],
)
def test_every_scheme_of_tags_gives_the_same_spans(tags: str) -> None:
    lines = [f"{word} X {tag}" for word, tag in zip(["Ann", "Lee", "met", "Bo"], tags.split(), strict=True)]
    (found,) = read_back("\n".join(lines).encode(), "conll")
    assert marks(found) == {("conll", "P", 0, 7, "Ann Lee"), ("conll", "P", 12, 14, "Bo")}


def test_a_line_without_a_tag_is_named_and_the_others_go_on() -> None:
    found = read_back(b"# newdoc id = 1\nAnn\tB-P\nLee\n\n\xff\tO\nBo\tB-P\n", "conll")
    assert [cause.split(": ")[0] for cause in causes(found)] == ["c:3", "c:5"]
    assert found[-1].document.text == "Ann\nBo"
