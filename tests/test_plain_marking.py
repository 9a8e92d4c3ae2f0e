"""Spans, relations, links, verdicts and evidence by lines."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from plain_support import Plain
from tui_support import OwnSession, article

from annotator.model import Document
from annotator.schema import load_schema

TEXT = (
    "“It rained,” the old envoy told Bek, “and nobody came.” Nine states of the RB left the RB [sic] early. "
    "Ann Roe of the River Bloc said that 7 came. So be it."
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[OwnSession]:
    with OwnSession.open(tmp_path / "a.db", "ann", load_schema()) as opened:
        opened.add(article(TEXT))
        yield opened


@pytest.fixture
def plain(session: OwnSession) -> Plain:
    return Plain(session, article(TEXT).id)


# Words


def test_a_span_is_set_by_its_words_and_its_number_is_told(plain: Plain) -> None:
    assert plain.do('span "the old envoy" source') == "Marked source on 'the old envoy'. It is mark 1."
    assert plain.do("span 'told' cue").startswith("Put words in quotation marks")
    assert plain.do('span "told" cu') == "Marked cue on 'told'. It is mark 2."
    assert plain.spans() == ["source: the old envoy", "cue: told"]
    assert plain.do('span "told" cue') == "Took off cue on 'told'."


def test_words_that_stand_there_several_times_are_listed_and_the_number_chooses(plain: Plain) -> None:
    plain.do("go 2")
    assert plain.do('span "the RB" entity').splitlines() == [
        "  #1: nobody came.” Nine states of “the RB” left the RB [sic] early. Ann",
        "  #2: Nine states of the RB left “the RB” [sic] early. Ann Roe of the",
        "“the RB” stands there 2 times; write #2 behind the quotation marks for that one.",
    ]
    plain.do('span "the RB"#2 entity')
    (mark,) = plain.front.held()
    assert mark.start == TEXT.index("the RB [sic]")
    assert "stands there only once; write #1" in plain.do('span "[sic]"#3 entity')
    plain.do('span "[sic]" entity')
    assert plain.spans() == ["entity: the RB", "entity: [sic]"]


def test_words_have_numbers_and_a_long_span_is_named_by_its_ends(plain: Plain) -> None:
    assert plain.do("words").splitlines() == [
        "1 It, 2 rained,”, 3 the, 4 old, 5 envoy, 6 told, 7 Bek, “, 8 and, 9 nobody, 10 came.”"
    ]
    assert (
        plain.do('words "told Bek"')
        == "  6-7: “It rained,” the old envoy “told Bek” , “and nobody came.” Nine"
    )
    plain.do("span 3-5 source", "span 6 cue", 'span "It … came" content')
    assert plain.spans() == [
        "source: the old envoy",
        "cue: told",
        "content: It rained,” the old envoy told Bek, “and nobody came",
    ]
    assert plain.do("span 8-12 cue") == "There are no words 8-12; words lists them, from 1 to 10."


def test_a_span_in_pieces_is_one_mark(plain: Plain) -> None:
    plain.do('span "and nobody came" + 1-2 content')
    assert plain.spans() == ["content: It rained|and nobody came"]
    assert "1. content on “It rained … and nobody came”" in plain.do("marks")
    assert "one piece more" in plain.do("span 1-2 + ")


def test_a_mark_is_resized_relabelled_and_deleted_and_each_can_be_undone(plain: Plain) -> None:
    plain.do("span 5 source", 'span "It rained" content', "relate 1 says 2", "note 1 who?")
    assert plain.do("resize 1 3-5") == (
        "Changed source on 'envoy' to source on 'the old envoy'. It is mark 2."
    )
    assert "says 1, content" in plain.do("marks")
    assert "note: who?" in plain.do("marks")
    assert "2. cue on" in plain.do("relabel 2 cue", "marks")
    plain.do("delete 2")
    assert plain.spans() == ["content: It rained"]
    plain.do("undo 2")
    assert plain.spans() == ["content: It rained", "source: the old envoy"]
    plain.do("undo all")
    assert plain.spans() == []
    plain.do("redo all")
    assert plain.spans() == ["content: It rained"]
    assert plain.do("delete") == "Say which mark by its number; marks lists them."
    assert plain.do("delete 7") == "There is no mark 7; marks lists them, from 1 to 1."


def test_a_label_with_types_is_set_on_words(plain: Plain) -> None:
    plain.do("go 2", 'span "Nine" error wrong-number', 'span "early" error/wrong-date')
    assert plain.labels(1) == ["error/wrong-date", "error/wrong-number"]
    assert "choose from" not in plain.do('span "left" error misq')
    said = plain.do('span "left" error')
    assert said.startswith("Say which type of error: wrong-kind, not-member,")
    assert (
        "there is no label or kind of span 'person'; choose from: source, cue"
        in plain.do('span "left" person').lower()
    )
    assert plain.do('span "left" claim big') == "Behind claim stands nothing more: it has no types."


def test_words_of_the_sentence_before_can_be_marked_too(plain: Plain) -> None:
    plain.do("go 2", 'span "the old envoy" source')
    assert plain.spans(0) == ["source: the old envoy"]
    assert plain.front.index == 0
    assert "stands neither in this sentence nor in the 3 before and after" in plain.do('span "zebra" source')
    assert plain.do('span "told cue').startswith('The quotation mark " is not closed')


@pytest.mark.parametrize(
    ("text", "typed", "held"),
    [
        ("قال الوزير إن الكتلة تضم تسع دول.", "الوزير", "الوزير"),
        ('השר אמר: "הגוש גדל".', "“הגוש גדל”", '"הגוש גדל"'),
        ("中国和俄罗斯是上合组织成员。", "俄罗斯", "俄罗斯"),
        (
            unicodedata.normalize("NFD", "José García kam."),
            "José García",
            unicodedata.normalize("NFD", "José García"),
        ),
        ("नेता ने कहा कि वर्षा हुई।", "वर्षा", "वर्षा"),
        ("He [the envoy] said 👍🏽 to it.", "[the envoy]", "[the envoy]"),
        ("He said 👍🏽 to it.", "👍🏽", "👍🏽"),
    ],
)
def test_every_script_can_be_marked(tmp_path: Path, text: str, typed: str, held: str) -> None:
    with OwnSession.open(tmp_path / "s.db", "ann", load_schema()) as session:
        session.add(Document(text=text))
        plain = Plain(session, Document(text=text).id)
        plain.do(f"span «{typed}» entity")
        assert plain.spans() == [f"entity: {held}"]


def test_in_a_sentence_of_two_thousand_words_any_word_is_at_hand(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(1, 2001)) + " end."
    with OwnSession.open(tmp_path / "l.db", "ann", load_schema()) as session:
        session.add(Document(text=text))
        plain = Plain(session, Document(text=text).id)
        said = plain.do("words").splitlines()
        assert len(said) == 11
        assert said[-1] == "There are 2001. words 101-200 goes on."
        assert plain.do("words 1990-1991") == "1990 word1990, 1991 word1991"
        assert plain.do('words "word1500"').startswith("  1500: ")
        plain.do('span "word2 … word1999" content', "span 1999-2001 source")
        assert [each.end - each.start for each in plain.front.held()] == [
            text.index(" word2000") - text.index("word2 "),
            len(text) - 1 - text.index("word1999"),
        ]


def test_a_sentence_without_spaces_is_split_before_any_letter_and_only_in_itself(tmp_path: Path) -> None:
    text = "发言人说，“上合组织有九个成员国”。他没有回答。"
    with OwnSession.open(tmp_path / "z.db", "ann", load_schema()) as session:
        session.add(Document(text=text, language="zh"))
        plain = Plain(session, Document(text=text).id)
        assert plain.do('split "他没"') == "“他没” does not begin in this sentence."
        plain.do('split "上合"')
        assert [plain.front.desk.sentence(index).text for index in (0, 1)] == [
            "发言人说，",
            "“上合组织有九个成员国”。",
        ]


# Relations


def test_marks_are_related_as_the_schema_allows_also_over_sentences(plain: Plain) -> None:
    plain.do("span 3-5 source", 'span "told" cue', "go 2", 'span "Nine states" content', "go 1")
    assert plain.do("relate 1").splitlines() == ["  says 2/1, content “Nine states”"]
    assert plain.do("relate 1 says 2/1") == "Related 'the old envoy' says 'Nine states'."
    assert "says from 1/1, source “the old envoy”" in plain.do("marks 2")
    assert plain.do("relate 1 2/1") == "Took away 'the old envoy' says 'Nine states'."
    assert plain.do("relate 2 says 2/1") == (
        "There is no relation from cue to content 'says'; choose from: signals."
    )
    assert "The schema relates no source to a cue" in plain.do("relate 1 2")
    assert "the schema relates it to nothing" in plain.do("go 2", "relate 1")
    assert "There is no sentence 99" in plain.do("relate 1 says 99/1")


def test_what_is_wrong_is_said_of_marks_with_all_that_hangs_on_them(plain: Plain) -> None:
    plain.do(
        "c", 'span "the old envoy" source', 'span "It rained" content', "relate 2 says 3", "verdict 1 refuted"
    )
    assert plain.do("=").splitlines()[3:11] == [
        "3 marks:",
        "  1. claim on the sentence",
        "     verdict: refuted",
        "  2. source on “the old envoy”",
        "     says 3, content “It rained”",
        "  3. content on “It rained”",
        "     says from 2, source “the old envoy”",
        "1 candidate:" if plain.front.candidates() else "0 candidates.",
    ]


# Links


def test_a_name_is_looked_up_linked_corrected_and_unlinked(plain: Plain) -> None:
    plain.do("go 2", "span 1-2 entity")
    said = plain.do("link 1 to kazakh").splitlines()
    assert said[0].startswith("  1. Kazakhstan, state, kaz, score ")
    assert any(line.startswith("     ") for line in said[1:])
    assert said[-1] == "link take and a number links “Nine states” to one."
    assert plain.do("link take 1").startswith("Set link to kaz on 'Nine states'.")
    plain.do("link 1 to Armenia", "link take")
    assert [each.attribute("link") for each in plain.front.held()] == ["arm"]
    assert plain.do("link off").startswith("Took off link on 'Nine states'.")
    assert "linked to" not in plain.do("link")
    assert "has no link" in plain.do("link off 1")


def test_linking_words_that_are_no_span_makes_one(plain: Plain) -> None:
    plain.do("go 3")
    assert "a name, “Ann Roe”" in plain.do("link")
    plain.do('link "Ann Roe" to Armenia', "link take 1")
    assert plain.spans() == ["entity: Ann Roe"]
    assert "1, entity “Ann Roe”, linked to" in plain.do("link")


def test_the_answers_can_be_narrowed_to_a_kind(plain: Plain) -> None:
    plain.do("go 3", 'link "Ann Roe" to China')
    assert ", state, " in plain.do("link only state").splitlines()[0]
    assert ", state, " not in plain.do("link only person")
    assert "Say which kind: state, organization" in plain.do("link only")
    assert "there is no answer 99" in plain.do("link only all", "link take 99").lower()


def test_an_entity_that_nobody_knows_is_added_with_a_note(session: OwnSession, plain: Plain) -> None:
    plain.do("go 3")
    assert "Nothing is called “Qzxv Wqxz”" in plain.do('link "Ann Roe" to Qzxv Wqxz')
    said = plain.do("link new person an envoy").splitlines()
    assert said[0] == "Added person Qzxv Wqxz, own:qzxv-wqxz, to the project's own list."
    (entity,) = [entity for _, entity in session.entity_lists.every()]
    assert (entity.name, entity.note) == ("Qzxv Wqxz", "an envoy")
    assert [each.attribute("link") for each in plain.front.held()] == ["own:qzxv-wqxz"]


def test_a_link_needs_a_look_up_first(plain: Plain) -> None:
    assert "nothing was looked up here yet" in plain.do("link take 1").lower()
    assert "behind the words stands: to" in plain.do('link "Bek" Armenia').lower()
    assert "only words that stand together" in plain.do("link 1 + 3").lower() or plain.front.refused


# Verdicts and evidence


def test_a_verdict_with_all_that_belongs_to_it_is_set_and_taken_off(plain: Plain) -> None:
    plain.do("c")
    assert plain.do("verdict ref").startswith("Set verdict to refuted")
    plain.do("conf high", "as-of 2022-01-07", "note It was dry. So it was.", "set kind event")
    (claim,) = plain.front.held()
    assert dict(claim.attributes) == {
        "verdict": "refuted",
        "confidence": "high",
        "as-of": "2022-01-07",
        "note": "It was dry. So it was.",
        "kind": "event",
    }
    assert "  verdict: refuted\n  verdict supported: The evidence" in plain.do("verdict")
    plain.do("verdict none", "note none")
    assert [name for name, _ in plain.front.held()[0].attributes] == ["as-of", "confidence", "kind"]
    assert plain.do("verdict none") == "This claim has no verdict."
    assert plain.do("verdict true").startswith("There is no verdict 'true'; choose from: supported, refuted")
    assert plain.do("as-of today") == "As-of is 'today'; write a day as 2022-01-07."
    assert "choose from: kind, worth, verdict" in plain.do("set zebra 1")
    assert plain.do("confidence") == "Say: low, medium, high, or none; confidence is high now."


def test_where_there_are_several_labels_or_none_the_mark_is_asked_for(plain: Plain) -> None:
    assert plain.do("verdict refuted").endswith(
        "There is no label to check in this sentence; c makes it a claim."
    )
    plain.do("c", "a")
    said = plain.do("verdict refuted")
    assert said.startswith("2 marks:")
    assert said.endswith("There are 2 labels; write the number of the one that is meant: verdict 1 ….")
    plain.do("verdict 2 refuted", 'note "2 is a number"')
    assert [each.attribute("verdict") for each in plain.front.held()] == ["", "refuted"]
    plain.do('note 1 "2 is a number"')
    assert plain.front.held()[0].attribute("note") == "2 is a number"


def test_a_note_may_hold_any_signs(plain: Plain) -> None:
    plain.do("c")
    for typed, held in (
        ('5" pipe, said "who', '5" pipe, said "who'),
        ('"7 of 9"', "7 of 9"),
        ('"none"', "none"),
    ):
        plain.do(f"note {typed}")
        assert plain.front.held()[0].attribute("note") == held
    assert "set mode, of attribution: direct, indirect, mixed." in plain.do("help mode")


def test_evidence_is_added_changed_listed_and_taken_back(plain: Plain) -> None:
    plain.do("c")
    said = plain.do('evidence add url https://example.org/a quote "it «was» dry" stance ref medium web')
    assert said.splitlines()[1].startswith(
        "  evidence 1: refutes, web page, https://example.org/a, ‘it «was» dry’, retrieved 20"
    )
    assert "evidence 1: supports, web page" in plain.do(
        "evidence edit 1 stance supports note seen retrieved none"
    )
    plain.do("evidence add note second")
    assert plain.do("evidence").splitlines()[-1].startswith("2 evidence on this claim.")
    plain.do("evidence remove 1")
    (left,) = plain.front.held()[0].evidence
    assert left.note == "second"
    assert "there is no evidence 2; there are 1" in plain.do("evidence remove 2").lower()
    assert "evidence needs an address" in plain.do("evidence add medium none").lower()
    assert "no field of evidence 'link'" in plain.do("evidence add link x").lower()
    assert "behind url stands its value" in plain.do("evidence add url").lower()
    assert "add, edit or remove, not zebra" in plain.do("evidence zebra")
    assert "write a day" in plain.do("evidence add note x retrieved May")


def test_what_a_candidate_rests_on_becomes_evidence(plain: Plain) -> None:
    plain.do("go 3", "c")
    plain.do("attach")
    (evidence,) = plain.front.held()[0].evidence
    assert (evidence.stance, evidence.quote, evidence.note) == ("refutes", "a person", "a list")
    assert plain.do("attach from 1") == "This evidence is there already."
    assert "words of the sentence, not on a fact" in plain.do("attach from 2")
    assert "there is no candidate 9" in plain.do("attach from 9").lower()
    assert "no candidate here rests on a fact" in plain.do("go 4", "c", "attach").lower()
