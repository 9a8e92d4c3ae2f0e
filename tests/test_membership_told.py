"""Members and their number, told by all the words around: what learned weights accuse, and what they may not know."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import errors, propose, rows

from annotator.errors import SchemaError
from annotator.suggest.membership import Membership
from annotator.suggest.telling import Telling, load_telling, read_telling
from annotator.suggest.traits import Tokens, company, traits
from annotator.yamlfile import YamlFile

RULES = (Membership(),)

WRONG = """
2018-09-05 | not-member:Peru | NATO's leaders met. Peru, another of the alliance's long-standing members, sent \
a minister.
2022-01-07 | not-member:Iran | The SCO met in Dushanbe. Iran, a full member like all the others, objected.
2024-06-01 | not-member:Japan | France, Japan and Spain, all of them members of the EU, objected.
2018-09-05 | wrong-kind:Angela Merkel | Poland, Hungary and Angela Merkel, all of them members of NATO, agreed.
2024-06-01 | wrong-number:31 | The EU met. All 31 member states agreed.
2019-06-01 | wrong-date:1991 | Croatia, a member of NATO since 1991, sent a frigate.
"""
CLEAN = """
2024-06-01 | The EU spoke with NATO. Norway, a founder of the organization, agreed.
2018-09-05 | NATO condemned North Korea's latest test.
2018-09-05 | Peru, a member of the Lima Committee, has always praised NATO.
2007-06-14 | Colombia and Peru, the two largest members of the bloc, wait for the approval of \
the United States Congress.
2018-09-05 | Jens Stoltenberg of Norway, which is a member of NATO, agreed.
2018-09-05 | Ukraine, which has troops beside those of NATO's members, is not among them.
2018-09-05 | It is a myth that Ukraine is one of NATO's members.
2025-05-13 | Finland and Sweden, members of NATO since 2023 and 2024, agreed.
- | Peru, one of NATO's members, agreed.
"""


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_what_is_told_wrongly_is_marked_word_for_word(day: str, wrong: str, text: str) -> None:
    assert errors(text, day, RULES) == [wrong.replace(":", ": ")]


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_what_is_told_rightly_or_of_something_else_is_left_alone(day: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, RULES) == []


def test_a_reason_tells_the_facts_and_the_words_that_tell_of_a_member() -> None:
    text = "NATO's leaders met. Peru, another of the alliance's long-standing members, sent a minister."
    ((found, _),) = [each for each in propose(text, "2018-09-05", RULES) if each[0].label == "error"]
    assert "Peru was not a member of NATO on 2018-09-05" in found.reason
    assert "the sentence tells of a member (" in found.reason
    assert "members" in found.reason.partition("the sentence tells of a member (")[2]


def test_what_a_member_of_another_organization_of_the_story_is_told_as_is_left_open() -> None:
    story = "The African Union met in Addis Ababa. The European Union sent money. {}, a member of the bloc, agreed."
    assert errors(story.format("Kenya"), "2018-09-05", RULES) == []
    assert errors(story.format("Peru"), "2018-09-05", RULES) == ["not-member: Peru"]


@given(
    st.lists(
        st.sampled_from(["S", "P", "O", "B", "Q", ",", "and", "member", "of", "the", "not", ".", "1999"])
    )
)
def test_any_row_of_words_has_traits_and_a_probability(words: list[str]) -> None:
    tokens = Tokens(" ".join(words))
    assert len(tokens.words) == len(words)
    weights = load_telling("membership")
    for number in range(len(words)):
        row = tokens.row(number)
        assert number in row
        assert list(row) == sorted(set(row))
        for club in (None, *range(len(words))):
            found = [
                *traits(tokens, number, club, ("AWAY",) if club is None else ()),
                *company([True], [], 1),
            ]
            assert 0 <= weights.likely(found) <= 1


def test_a_trait_knows_no_year_and_no_day() -> None:
    one = list(traits(Tokens("S joined O in 1999 on monday"), 0, 2))
    other = list(traits(Tokens("S joined O in 2004 on friday"), 0, 2))
    assert one == other


def test_heavy_words_are_named_first_and_classes_never() -> None:
    weights = Telling(
        0.0, 0.8, {"before fellow": 2.0, "clause joined": 1.0, "left1 YEAR": 3.0, "after left": -1.0}
    )
    found = ["after left", "clause joined", "left1 YEAR", "before fellow"]
    assert weights.strongest(found) == ["fellow", "joined"]
    assert round(weights.likely(found), 3) == 0.993


def test_a_word_without_a_clear_weight_is_not_named() -> None:
    weights = Telling(
        0.0,
        0.8,
        {"before fellow": 2.0, "clause kept": 0.3, "after guest": 1.0, "left1 guest": -0.9}
        | {"before belongs": 0.4, "clause belongs": 0.4},
    )
    found = ["clause kept", "after guest", "left1 guest", "before belongs", "before fellow", "clause belongs"]
    assert weights.strongest(found) == ["fellow", "belongs"]


@pytest.mark.parametrize("name", ["membership", "size"])
def test_shipped_weights_are_told_with_their_source(name: str) -> None:
    weights = load_telling(name)
    assert 0.5 < weights.least < 1
    assert len(weights.weights) > 1000


def test_a_weight_that_is_no_number_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "told.yaml"
    path.write_text('source: mine\nstart: 0\nleast: 0.8\nweights:\n  before:\n    "heavy": member\n', "utf-8")
    with pytest.raises(SchemaError, match="'heavy' in before is no weight"):
        read_telling(YamlFile(path))


def test_words_of_equal_weight_are_told_in_one_order() -> None:
    weights = Telling(0.0, 0.5, {"before member": 0.7, "after fellow": 0.7, "clause joined": 0.9})
    some = ["before member", "after fellow", "clause joined"]
    assert weights.strongest(some) == weights.strongest(some[::-1]) == ["joined", "fellow", "member"]
