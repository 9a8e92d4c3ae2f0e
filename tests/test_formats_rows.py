"""Formats of lines and tokens: Prodigy, CheckThat! and CoNLL, ours by others' rules and theirs by ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from formats_support import SPOKEN, causes, corpus, everything, marks, passed_over, read_back, written

from annotator.formats import is_corpus, read_corpus

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
    line = {"text": TEXT, "spans": [{"start": 2, "end": 9, "label": "PERSON"}], "answer": answer}
    (found,) = prodigy(**line)
    assert marks(found) == set()
    told = passed_over(json.dumps(line).encode(), "prodigy")
    assert told == {f"labels of answers that are no acceptance ({answer})": 1}


def test_a_broken_span_of_prodigys_is_named_and_the_others_stay() -> None:
    found = prodigy(
        spans=[{"start": 2, "end": 99, "label": "x"}, {"start": 2, "end": 9, "label": "y"}], relations=[1]
    )
    assert len(causes(found)) == 2
    assert [name for _, name, *_ in marks(found[-1])] == ["y"]


@pytest.mark.parametrize("place", [{"start": {}}, {"start": [2], "end": 9}, {"end": 9, "label": 1}, {}])
def test_a_relation_of_prodigys_without_a_place_is_named(place: dict[str, Any]) -> None:
    person = {"start": 2, "end": 9, "label": "PERSON"}
    found = prodigy(spans=[person], relations=[{"head_span": {"label": "x"} | place, "child_span": person}])
    assert "where no span is" in causes(found)[0]
    assert [name for _, name, *_ in marks(found[-1])] == ["PERSON"]


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


@pytest.mark.parametrize("heading", ["", "#\thttps://example.org/wiki [2009-10-17]\n"])
def test_tokens_after_their_numbers_are_the_words_and_every_column_of_tags_counts(heading: str) -> None:
    rows = "1\tAus\tO\tO\n2\tNew\tB-LOC\tB-ORG\n3\tYork\tI-LOC\tO\n\n1\tSo\tO\tO\n"
    (found,) = read_back((heading + rows).encode(), "conll")
    assert found.document.text == "Aus New York\nSo"
    assert marks(found) == {("conll", "ORG", 4, 7, "New"), ("conll", "LOC", 4, 12, "New York")}


def test_words_of_conll_u_come_without_labels_and_parts_of_words_once(tmp_path: Path) -> None:
    blank = "\t_" * 8
    rows = f"# text = Don't.\n1-2\tDon't{blank}\n1\tDo{blank}\n2\tn't{blank}\n2.1\tx{blank}\n3\t.\t_\tPUNCT{blank}\n"
    (tmp_path / "a.conllu").write_text(rows)
    (found,) = read_corpus(tmp_path / "a.conllu")
    assert (found.document.text, found.works) == ("Don't .", ())


def test_names_of_conll_2012_are_read_from_their_brackets(tmp_path: Path) -> None:
    def row(word: str, name: str) -> str:
        return f"a/b 0 0 {word} NN (NP*) - - - speaker {name} (12)\n"

    text = row("In", "*") + row("New", "(GPE*") + row("York", "*)") + row("May", "(DATE)") + "\n"
    (tmp_path / "a.conll").write_text(f"#begin document (a/b); part 000\n{text}#end document\n")
    (found,) = read_corpus(tmp_path / "a.conll")
    assert marks(found) == {("conll", "GPE", 3, 11, "New York"), ("conll", "DATE", 12, 15, "May")}


def test_a_file_of_tokens_with_last_and_single_tags_is_known_by_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann U-PER\nof B-ORG\nX L-ORG\n")
    (found,) = read_corpus(tmp_path / "a.txt")
    assert {words for *_, words in marks(found)} == {"Ann", "of X"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "1\tHOST\tFive died.\t1\n2\tHOST\tHi.\t0\n"),
        ("a.csv", 'Sentence_id,Text,Speaker,Verdict\n1,"Five died.",A,1\n2,Hi.,B,-1\n'),
        ("a.tsv", "sentence_id\tsentence\tlabel\n1\tFive died.\t1\n2\tHi.\t0\n"),
    ],
)
def test_labs_without_a_heading_and_claimbuster_are_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    (found,) = read_corpus(tmp_path / name)
    assert found.document.text == "Five died.\nHi."
    assert marks(found) == {("checkthat", "claim", 0, 10, "Five died.")}
    assert [each.judged for each in found.works[0].sentences] == [True, True]


def test_choices_by_number_and_the_groups_of_a_doc_as_json_are_read() -> None:
    act = {"start": 4, "end": 8, "label": "act"}
    lines = [
        {"text": "It rained.", "accept": [3, "wet"], "answer": "accept"},
        {
            "text": "Ann left.",
            "ents": [{"start": 0, "end": 3, "label": "PER"}],
            "spans": {"sc": [act]},
        },
    ]
    first, second = read_back("\n".join(map(json.dumps, lines)).encode(), "prodigy")
    assert {name for _, name, *_ in marks(first)} == {"3", "wet"}
    assert {words for *_, words in marks(second)} == {"Ann", "left"}


def test_our_own_table_is_no_corpus_of_others(tmp_path: Path) -> None:
    for format in ("csv", "tsv"):
        (tmp_path / f"a.{format}").write_bytes(written(everything(), format))
        assert not is_corpus(tmp_path / f"a.{format}")


def test_a_label_of_label_studios_conll_may_have_blanks_in_it() -> None:
    lines = ["-DOCSTART- -X- O", "Ann -X- _ B-office holder", "Lee -X- _ I-office holder", "left -X- _ O", ""]
    (found,) = read_back("\n".join(lines).encode(), "conll")
    assert marks(found) == {("conll", "office holder", 0, 7, "Ann Lee")}


def test_pictures_of_prodigys_are_counted() -> None:
    line = {"image": "data:image/png;base64,", "_input_hash": 1, "answer": "accept"}
    assert passed_over(json.dumps(line).encode(), "prodigy") == {"pictures and recordings": 1}


def test_no_blank_stands_where_conll_u_says_so() -> None:
    rows = [
        "# text = Ann left.",
        "1\tAnn" + "\t_" * 8,
        "2\tleft" + "\t_" * 7 + "\tLang=en|SpaceAfter=No",
        "3\t." + "\t_" * 8,
    ]
    (found,) = read_back("\n".join([*rows, ""]).encode(), "conll")
    assert found.document.text == "Ann left."
