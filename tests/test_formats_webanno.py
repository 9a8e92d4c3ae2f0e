"""WebAnno TSV: what we write is what INCEpTION's manual says, and all that INCEpTION writes is read."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from formats_support import SPOKEN, causes, everything, marks, passed_over, read_back, written

from annotator.formats import Losses, read_corpus

HEAD = "#FORMAT=WebAnno TSV 3.3\n"
SPAN = "#T_SP=webanno.custom.Span|value\n"


def tsv(header: str, *lines: str) -> bytes:
    return f"{HEAD}{header}\n\n{chr(10).join(lines)}\n".encode()


def relations(found: Any) -> set[tuple[str, str, str]]:
    text = found.document.text
    return {
        (each.label, text[each.first.start : each.first.end], text[each.second.start : each.second.end])
        for work in found.works
        for sentence in work.sentences
        for each in sentence.relations
    }


def said(found: Any) -> dict[str, tuple[str, dict[str, str]]]:
    """Words and attributes of each mark, by its label."""
    return {
        each.label: (found.document.text[each.start : each.end], dict(each.attributes))
        for work in found.works
        for sentence in work.sentences
        for each in sentence.annotations
    }


# Ours


def rows(who: str = "ann") -> tuple[list[str], str]:
    with zipfile.ZipFile(io.BytesIO(written(everything(), "webanno"))) as archive:
        content = archive.read(f"annotation/2022-01-07-says.txt/{who}.tsv").decode()
        return content.split("\n"), archive.read("source/2022-01-07-says.txt").decode()


def test_every_token_stands_at_its_utf_16_offsets_and_begins_its_sentence() -> None:
    lines, text = rows()
    encoded = text.encode("utf-16-le")
    found = [line.split("\t") for line in lines if line[:1].isdigit()]
    for _, place, token, *_ in found:
        start, end = map(int, place.split("-"))
        assert encoded[2 * start : 2 * end].decode("utf-16-le") == token
    assert found[0][:3] == ["1-1", "0-2", "😀"]
    assert "#Text=😀 “Not so”, Ann Lee of the 🇰🇿 office told us\\r" in lines
    assert all(len(cells) == 7 for cells in found)


def test_labels_are_on_their_words_and_relations_on_their_targets() -> None:
    lines, _ = rows()
    found = [line.split("\t") for line in lines if line[:1].isdigit()]
    under: dict[str, list[str]] = {}
    for _, _, token, cell, *_ in found:
        for value in cell.split("|"):
            under.setdefault(value, []).append(token)
    assert [words for value, words in under.items() if value.startswith("source")] == [["Ann", "Lee"]]
    assert [words for value, words in under.items() if value.startswith("label with spaces")] == [["שלום"]]
    (linked,) = [cells for cells in found if cells[4] != "_"]
    assert (linked[2], linked[4]) == ("Not", "says|signals")
    assert {name for name, _ in SPOKEN} == {value.split("[")[0] for value in under} - {"_"}


def test_what_means_something_in_the_format_is_escaped() -> None:
    from annotator.formats.webanno import escaped_text, escaped_value
    from annotator.formats.webanno_table import unescaped, values

    nasty = "a_b|c[1]->d;e*\\\t\nf"
    assert escaped_value(nasty) == "a\\_b\\|c\\[1\\]\\->d\\;e\\*\\\\\\t\\nf"
    assert list(values(f"{escaped_value(nasty)}[3]|x")) == [(nasty, "3"), ("x", "")]
    assert unescaped(escaped_text("a\r\tb\\\x01")) == "a\r\tb\\\x01"


# INCEpTION's


def test_empty_and_absent_values_stacked_ones_and_numbers_over_sentences_are_told_apart() -> None:
    (found,) = read_back(
        tsv(
            "#T_SP=webanno.custom.Bare|\n#T_SP=webanno.custom.Two|identifier|value\n",
            "#Text=He 😀 left .",
            "1-1\t0-2\tHe\t*\thttp://q/7[1]|*[2]\tPER[1]|X\\|Y[2]\t",
            "1-2\t3-5\t😀\t_\thttp://q/7[1]\tPER[1]\t",
            "1-3\t6-10\tleft\t_\t_\t_\t",
            "1-4\t11-12\t.\t_\t_\t_\t",
            "",
            "#Text=She\\tdid\\r",
            "#Text=not .",
            "2-1\t13-16\tShe\t_\t*\t*\t",
            "2-2\t17-20\tdid\t_\t_\t_\t",
        ),
        "webanno",
        "x.tsv",
    )
    assert found.document.text == "He 😀 left . She\tdid\r\nnot ."
    assert said(found) == {
        "Bare": ("He", {}),
        "PER": ("He 😀", {"link": "http://q/7"}),
        "X|Y": ("He", {}),
        "Two": ("She", {}),
    }
    cut = [found.document.text[each.start : each.end] for each in found.sentences]
    assert cut == ["He 😀 left .", "She\tdid\r\nnot ."]


def test_parts_of_tokens_are_marked_and_marks_without_words_are_counted() -> None:
    data = tsv(
        SPAN + "#T_RL=webanno.custom.Rel|label|BT_webanno.custom.Span",
        "#Text=plays",
        "1-1\t0-5\tplays\t_\t_\t_\t",
        "1-1.1\t0-4\tplay\tstem[1]\t_\t_\t",
        "1-1.2\t5-5\t\tend[2]\tof\t1-1.1[1_2]\t",
    )
    (found,) = read_back(data, "webanno")
    assert marks(found) == {("webanno", "stem", 0, 4, "play")}
    assert passed_over(data, "webanno") == {
        "annotations that mark no words": 1,
        "relations of annotations that mark no words": 1,
    }


def test_grammar_and_what_relations_carry_are_counted() -> None:
    pos = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
    head = (
        f"#T_SP={pos}|PosValue\n{SPAN}#T_RL=webanno.custom.Rel|label|sure|BT_webanno.custom.Span\n"
        f"#T_RL=webanno.custom.Dep|label|BT_{pos}"
    )
    data = tsv(
        head,
        "#Text=Ann sings",
        "1-1\t0-3\tAnn\tNE\tx\t_\t_\t_\tobj\t1-2\t",
        "1-2\t4-9\tsings\tV\ty\tof\ttrue\t1-1\t_\t_\t",
    )
    (found,) = read_back(data, "webanno")
    assert relations(found) == {("of", "Ann", "sings")}
    assert passed_over(data, "webanno") == {
        "annotations of words or grammar (POS)": 2,
        "features of relations beside their names": 1,
        "relations between words that have no label": 1,
    }


def test_relations_find_their_ends_by_number() -> None:
    (found,) = read_back(
        tsv(
            SPAN + "#T_RL=webanno.custom.Relation|value|BT_webanno.custom.Span\n",
            "#Text=A tale of two",
            "1-1\t0-1\tA\t_\t_\t_\t",
            "1-2\t2-6\ttale\tx[1]|y[2]|z[3]\t_\t_\t",
            "1-3\t7-9\tof\tw\tr1|*\t1-2[3_0]|1-2[2_0]\t",
            "1-4\t10-13\ttwo\tv\tr3\t1-3\t",
        ),
        "webanno",
        "x.tsv",
    )
    named = {
        (each.label, each.first.label, each.second.label)
        for sentence in found.works[0].sentences
        for each in sentence.relations
    }
    assert named == {("r1", "z", "w"), ("Relation", "y", "w"), ("r3", "w", "v")}


def test_slots_and_chains_become_relations() -> None:
    (found,) = read_back(
        tsv(
            "#T_SP=webanno.custom.Frame|ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink|uima.tcas.Annotation\n"
            "#T_SP=webanno.custom.Lu|luvalue\n"
            "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation\n",
            "#Text=Bob auctioned the clock himself",
            "1-1\t0-3\tBob\t_\t_\tbob\tpr[1]\tcoref->1-1\t",
            "1-2\t4-13\tauctioned\tseller;goods\t1-1;1-3[4]\t_\t_\t_\t",
            "1-3\t14-17\tthe\t_\t_\tclock[4]\t_\t_\t",
            "1-4\t18-23\tclock\t_\t_\tclock[4]\t_\t_\t",
            "1-5\t24-31\thimself\t_\t_\t_\tpr[1]\t*->1-2\t",
        ),
        "webanno",
        "x.tsv",
    )
    assert relations(found) == {
        ("seller", "auctioned", "Bob"),
        ("goods", "auctioned", "the clock"),
        ("coref", "Bob", "himself"),
    }


def test_words_and_grammar_are_passed_over() -> None:
    (found,) = read_back(
        tsv(
            "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|coarseValue|PosValue\n"
            "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
            "#T_RL=de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency|DependencyType|flavor"
            "|BT_de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS\n",
            "#Text=Ms. Haag",
            "1-1\t0-3\tMs.\tNOUN\tNNP\t*[1]\tPER[1]\tSUBJ\tbasic\t1-2\t",
            "1-2\t4-8\tHaag\tNOUN\tNNP\t*[1]\tPER[1]\t_\t_\t_\t",
        ),
        "webanno",
        "x.tsv",
    )
    assert said(found) == {"PER": ("Ms. Haag", {})}
    assert relations(found) == set()


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("1-2 3-4\tx\t_\t", "x.tsv:7: '1-2 3-4"),
        ("1-2\t9-4\tx\t_\t", "x.tsv:7: "),
        ("1-2\t3-99\tx\ty\t", "x.tsv:7: 3-99 is no stretch of the text"),
    ],
)
def test_a_broken_row_is_named_and_the_others_go_on(line: str, cause: str) -> None:
    found = read_back(tsv(SPAN, "#Text=He left", "1-1\t0-2\tHe\tx\t", line), "webanno", "x.tsv")
    assert cause in causes(found)[0]
    assert marks(found[-1]) == {("webanno", "x", 0, 2, "He")}


def test_an_export_of_a_project_gives_every_annotator_and_not_the_untouched_copy() -> None:
    out = io.BytesIO()
    one = tsv(SPAN, "#Text=He left", "1-1\t0-2\tHe\tx\t", "1-2\t3-7\tleft\t_\t")
    bare = tsv(SPAN, "#Text=He left", "1-1\t0-2\tHe\t_\t", "1-2\t3-7\tleft\t_\t")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("annotation/a.txt/ann.tsv", one)
        archive.writestr("annotation/a.txt/INITIAL_CAS.tsv", bare)
        archive.writestr("curation/a.txt/CURATION_USER.tsv", one)
        archive.writestr("exportedproject.json", "{}")
    (found,) = read_back(out.getvalue(), "webanno")
    assert found.document.name == "a.txt"
    assert {work.annotator for work in found.works} == {"ann", "CURATION_USER"}


def test_what_is_no_version_of_it_is_named() -> None:
    cause = causes(read_back(b"#Text=x\n1-1\t0-1\tx\n", "webanno", "x.tsv"))[0]
    assert cause.startswith("x.tsv:1: is no WebAnno TSV, which begins with #FORMAT=WebAnno TSV 3")


SECOND = """ # webanno.custom.Claim | kind | source # webanno.custom.Link | how | AttachTo=webanno.custom.Claim
#id=1
#text=  The 😀 mayor, he said, left.
1-1\tThe\tB-who\tB-wire\t_\t_\t
1-2\t😀\tI-who\tI-wire\t_\t_\t
1-3\tmayor\tI-who|B-office\tI-wire|B-webanno.custom.Claim_\t_\t_\t
1-4\t,\t_\t_\t_\t_\t
1-5\the\t_\t_\t_\t_\t
1-6\tsaid\tsaying\t_\tby\t1-1\t

#id=2
#text=not what the tokens say
2-1\tIt\tO\tO\t_\t_\t
2-2\twas\tI-x\t_\t_\t_\t
broken
"""


def test_the_second_version_has_no_offsets_and_they_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(SECOND)
    fault, found = read_corpus(tmp_path / "a.tsv")
    assert "a.tsv:15: 'broken' is no row, which begins with a number, a tab and a token" in str(fault)
    assert found.document.text == "The 😀 mayor, he said, left. It was"
    assert [found.document.text[each.start : each.end] for each in found.sentences] == [
        "The 😀 mayor, he said, left.",
        "It was",
    ]
    marked = [each for sentence in found.works[0].sentences for each in sentence.annotations]
    assert [(found.document.text[m.start : m.end], dict(m.attributes)) for m in marked] == [
        ("The 😀 mayor", {"kind": "who", "source": "wire"}),
        ("mayor", {"kind": "office"}),
        ("said", {"kind": "saying"}),
        ("was", {"kind": "x"}),
    ]
    assert relations(found) == {("by", "The 😀 mayor", "said")}


def test_the_first_version_has_names_and_the_rest_is_grammar(tmp_path: Path) -> None:
    rows = (
        "1\tAnn\tann\tNE\tB_PER|B_CHEF\t2\tSB\t_\t_",
        "2\tLee\t_\tNE\tI_PER\t0\tROOT\t_\t_",
        "3\t.\t_\t$.\tO\t2\t--\t_\t_",
    )
    (tmp_path / "a.tsv").write_text("#id=1\n#text=Ann Lee.\n" + "\n".join(rows) + "\n\n")
    lost = Losses()
    (found,) = read_corpus(tmp_path / "a.tsv", lost=lost)
    assert found.document.text == "Ann Lee."
    assert marks(found) == {("webanno", "PER", 0, 7, "Ann Lee"), ("webanno", "CHEF", 0, 3, "Ann")}
    assert dict(lost) == {
        "annotations of words or grammar (Lemma)": 1,
        "annotations of words or grammar (POS)": 3,
        "annotations of words or grammar (Dependency)": 3,
    }
