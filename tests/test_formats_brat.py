"""brat: what bratly's parser reads in ours, what brat's configuration says, what others' files give us."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from formats_support import SPOKEN, causes, corpus, everything, marks, read_back, written

from annotator.formats import Losses, read_corpus
from annotator.formats.brat import write_brat
from annotator.model import Evidence
from annotator.schema import load_schema


def files(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def zipped(**content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in content.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


# Somebody else's parser


def test_bratly_finds_every_piece_on_the_words_that_were_marked() -> None:
    bratly = pytest.importorskip("bratly.io")
    found = files(written(everything(), "brat"))
    text = found["ann/2022-01-07-says.txt"]
    entities = [each for each in annotations(bratly, found, "ann") if each.id.startswith("T")]
    types = {
        line.split(" | ")[0]: line.split(" | ")[1]
        for line in found["visual.conf"].splitlines()
        if " | " in line
    }
    assert [
        (types[each.label], [text[f.start : f.end] for f in each.fragments]) for each in entities
    ] == SPOKEN
    assert [each.content for each in entities][1] == "Not so e\u0301 pays"


def test_bratly_finds_relations_attributes_links_and_notes() -> None:
    bratly = pytest.importorskip("bratly.io")
    found = annotations(bratly, files(written(everything(), "brat")), "ann")
    relations = {
        (each.label, each.argument1[1].content, each.argument2[1].content) for each in of(found, "R")
    }
    assert relations == {
        ("says", "Ann Lee", "Not so e\u0301 pays"),
        ("signals", "told", "Not so e\u0301 pays"),
    }
    assert {(each.label, each.component.content, *each.values) for each in of(found, "A")} >= {
        ("force", "told", "neutral")
    }
    assert [str(each) for each in of(found, "N")] == ["N1\tReference T3 wd:Q17\twd:Q17"]
    assert [each.label for each in of(found, "#")] == ["Attributes", "Evidence"]


def annotations(bratly: Any, found: dict[str, str], who: str) -> list[Any]:
    """All annotations of an annotator, as bratly parses them."""
    return list(bratly.parse_ann_file(found[f"{who}/2022-01-07-says.ann"], "x").annotations)


def of(found: list[Any], letter: str) -> list[Any]:
    return [each for each in found if each.id.startswith(letter)]


# Configuration


def test_the_configuration_lists_what_is_used_and_what_the_schema_has() -> None:
    out = io.BytesIO()
    write_brat(everything(), out, load_schema())
    found = files(out.getvalue())
    conf = found["annotation.conf"]
    assert [line for line in conf.splitlines() if line.startswith("[")] == [
        "[entities]",
        "[relations]",
        "[events]",
        "[attributes]",
    ]
    entities = conf.partition("[relations]")[0]
    labels, _, kinds = entities.partition("!Kind_of_span")
    assert "\tclaim\n" in labels
    assert "\terror_wrong-kind\n" in labels
    assert "\tlabel_with_spaces\n" in labels
    assert "\tsource\n\tcue\n\tcontent\n" in kinds
    assert "says\tArg1:source, Arg2:content" in conf
    assert "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>" in conf
    assert "force\tArg:<ENTITY>, Value:neutral|factive|doubting" in conf
    assert "verdict\tArg:<ENTITY>, Value:supported|refuted" in conf
    assert "label_with_spaces | label with spaces" in found["visual.conf"]
    assert "claim\tbgColor:#99dd99" in found["visual.conf"]
    assert "C\tclaim\n" in found["kb_shortcuts.conf"]
    lines = [line for name, ann in found.items() if name.endswith(".ann") for line in ann.splitlines()]
    used = {line.split()[1] for line in lines if line.startswith("T")}
    assert used <= set(entities.split())


def test_without_a_schema_the_configuration_lists_every_type_once() -> None:
    conf = files(written(corpus(), "brat"))["annotation.conf"]
    assert conf.partition("[relations]")[0].split() == [
        "[entities]",
        "!Label",
        "claim",
        "error_wrong-kind",
        "opinion",
    ]


# What brat and others write

TEXT = "😀 Ann Lee met Bo.\nThey spoke."
ANN = (
    "T1\tPerson 2 9\tAnn Lee\nT2\tMeet 10 13\tmet\nT3\tPerson 14 16\tBo\nT4\tTalk 18 22;23 28\tThey spoke\n"
    "E1\tMeet:T2 Who:T1 Who2:T3\nR1\tKnows Arg1:T1 Arg2:T3\t\nA1\tSure E1\nA2\tForm T1 full\nM1\tNegation E1\n"
    "#1\tAnnotatorNotes T1\ta note\n#2\tAnnotatorNotes R1\tof a relation\n#3\tAnnotatorNotes T1\tanother\n"
    "*\tEquiv T1 T3\nN1\tReference T1 Wikidata:Q7\tAnn Lee\n"
)


def test_all_kinds_of_brats_lines_are_read() -> None:
    (found,) = read_back(zipped(**{"bo__x.ann": ANN, "bo__x.txt": TEXT}), "brat")
    (work,) = found.works
    said = {
        each.label: each for sentence in work.sentences for each in sentence.annotations if each.start != 14
    }
    assert said["Person"].attributes == (
        ("Form", "full"),
        ("link", "Wikidata:Q7"),
        ("note", "a note / another"),
    )
    assert said["Meet"].attributes == (("Negation", "true"), ("Sure", "true"))
    assert [(each.start, each.end) for each in said["Talk"].pieces] == [(18, 22), (23, 28)]
    assert {
        (each.label, TEXT[each.first.start : each.first.end], TEXT[each.second.start : each.second.end])
        for sentence in work.sentences
        for each in sentence.relations
    } == {
        ("Who", "met", "Ann Lee"),
        ("Who", "met", "Bo"),
        ("Knows", "Ann Lee", "Bo"),
        ("Equiv", "Ann Lee", "Bo"),
    }


def test_lines_that_name_what_is_not_there_are_named_and_the_others_go_on() -> None:
    ann = (
        "T1\tA 2 5\tAnn\nR1\tKnows Arg1:T1 Arg2:T9\nA1\tSure T8\nE1\tA:T1 Who:T7\nN1\tReference\n"
        "*\tEquiv T1 T6\n#1\tEvidence T1\t{\nR2\tKnows\n"
    )
    found = read_back(zipped(**{"x.ann": ann, "x.txt": TEXT}), "brat")
    assert sorted(cause.split(": ")[0] for cause in causes(found)) == [f"c/x.ann:{n}" for n in range(2, 9)]
    assert "T9 is no annotation of this file" in causes(found)[0]
    assert marks(found[-1]) == {("brat", "A", 2, 5, "Ann")}


def test_the_files_of_the_bionlp_tasks_are_one_document() -> None:
    data = zipped(
        **{"x.a1": "T1\tP 2 5\tAnn\n", "x.a2": "T2\tM 10 13\tmet\nE1\tM:T2 Theme:T1\n", "x.txt": TEXT}
    )
    (found,) = read_back(data, "brat")
    assert {each[1] for each in marks(found)} == {"P", "M"}
    assert [each.label for s in found.works[0].sentences for each in s.relations] == ["Theme"]


def test_a_byte_order_mark_counts_where_the_offsets_count_it() -> None:
    for ann in ("T1\tA 2 5\tAnn\n", "T1\tA 3 6\tAnn\n"):
        (found,) = read_back(zipped(**{"x.ann": ann, "x.txt": f"\ufeff{TEXT}"}), "brat")
        assert [each[4] for each in marks(found)] == ["Ann"]


def test_line_ends_are_one_letter_where_the_offsets_count_them_so() -> None:
    for start in (10, 11):
        parts = {"x.ann": f"T1\tA {start} {start + 3} \tAnn\n", "x.txt": "It is so.\r\nAnn left.\r\n"}
        (found,) = read_back(zipped(**parts), "brat")
        assert [each[4] for each in marks(found)] == ["Ann"]


def test_our_own_notes_of_evidence_come_back(tmp_path: Path) -> None:
    (tmp_path / "c.zip").write_bytes(written(everything(), "brat"))
    (found,) = read_corpus(tmp_path / "c.zip")
    claim = next(each for each in found.works[0].sentences[0].annotations if each.label == "claim")
    assert claim.evidence == (
        Evidence(url="https://example.org/1", quote="It is “so”.\nIndeed.", stance="refutes"),
    )
    assert claim.attribute("note") == "Ask\nagain, “twice”."


# Files as they lie in brat's folders

NEWS = "Ann met Bo. It binds P1 and P2."


def test_what_brat_says_of_relations_and_of_events_of_one_trigger_is_counted(tmp_path: Path) -> None:
    lines = [
        "T1\tPerson 0 3\tAnn",
        "T2\tPerson 8 10\tBo",
        "R1\tKnows Arg1:T1 Arg2:T2\t",
        "#1\tAnnotatorNotes R1\tsince when?",
        "A1\tSure R1",
        "T3\tBinding 15 20\tbinds",
        "T4\tProtein 21 23\tP1",
        "T5\tProtein 28 30\tP2",
        "E1\tBinding:T3 Theme:T4",
        "E2\tBinding:T3 Theme:T5",
    ]
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "a.ann").write_text("\n".join(lines))
    lost = Losses()
    (found,) = read_corpus(tmp_path / "a.ann", lost=lost)
    assert len(marks(found)) == 5
    assert dict(lost) == {
        "notes and attributes of relations": 2,
        "events that are one with another of the same trigger": 1,
    }


def test_the_files_of_the_bionlp_tasks_are_read_from_beside_each_other_and_name_their_lines(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "a.a1").write_text("T1\tProtein 21 23\tP1\nT2\tProtein 28 30\tP2\n")
    (tmp_path / "a.a2").write_text(
        "T3\tBinding 15 20\tbinds\nE1\tBinding:T3 Theme:T1 Theme2:T2\nT4\tX 0 99\tx\n"
    )
    for name in ("a.a1", "a.a2"):
        fault, found = read_corpus(tmp_path / name)
        assert f"{tmp_path / 'a.a2'}:3: 0 99 is no stretch of the text" in str(fault)
        assert {label for _, label, *_ in marks(found)} == {"Protein", "Binding"}
        assert len(found.works[0].sentences[0].relations) == 2


def test_types_have_the_names_of_the_configuration_beside_or_above(tmp_path: Path) -> None:
    (tmp_path / "visual.conf").write_text("[labels]\nper_son | person/very known | p\n")
    folder = tmp_path / "ann"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS)
    (folder / "a.ann").write_text("T1\tper_son 0 3\tAnn\n")
    (found,) = read_corpus(folder / "a.ann")
    assert marks(found) == {("brat", "person/very known", 0, 3, "Ann")}


def test_files_of_configuration_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text("[entities]\nPerson\n")
    lost = Losses()
    assert list(read_corpus(tmp_path / "annotation.conf", lost=lost)) == []
    assert dict(lost) == {"files of brat's configuration": 1}
