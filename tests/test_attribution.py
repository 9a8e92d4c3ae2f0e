"""Attribution: who said what, by which words; and the claim score, each part shown."""

import re

import pytest

from annotator.api import suggester, suggestions
from annotator.model import Candidate, Document
from annotator.suggest import Suggester


@pytest.fixture(scope="module")
def using() -> Suggester:
    return suggester()


def found(using: Suggester, text: str, label: str = "attribution") -> list[Candidate | None]:
    """The candidate of that label for each sentence; None where there is none."""
    analysis = suggestions(Document(text=text), using)
    return [next((c for c in each.candidates if c.label == label), None) for each in analysis]


REPORTS = [
    "The envoy denied any deal.",
    "Talks will go on, officials said.",
    "According to the ministry, nobody was hurt.",
    "The treaty, according to two diplomats, was never signed.",
    "“We never agreed to that,” said Sergei Lavrov.",
    "The president told reporters that the bridge was safe.",
    "She was quoted as saying that the vote had been fair.",
    "Russia says no troops will stay",
    "He went on to say that the border was closed.",
]

SILENT = [
    "The CSTO is a military alliance that includes Russia.",
    "The bridge was built in 1974.",
    "Trains ran according to plan.",
    "Four ships left the port on Monday.",
]


@pytest.mark.parametrize("text", REPORTS)
def test_a_sentence_that_reports_what_somebody_said_is_proposed(using: Suggester, text: str) -> None:
    (candidate,) = found(using, text)
    assert candidate is not None
    assert candidate.reason
    assert candidate.source
    assert (candidate.start, candidate.end) == (0, len(text))


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_that_reports_nothing_is_left_alone(using: Suggester, text: str) -> None:
    assert found(using, text) == [None]


def test_source_cue_and_content_are_told_apart(using: Suggester) -> None:
    text = "The finance minister said that prices would fall."
    (candidate,) = found(using, text)
    assert candidate is not None
    words = {piece.role: text[piece.start : piece.end] for piece in candidate.spans}
    assert words["source"] == "The finance minister"
    assert words["cue"] == "said"
    assert "prices would fall" in words["content"]


def test_the_sentences_and_paragraphs_that_continue_a_quotation_belong_to_its_speaker(
    using: Suggester,
) -> None:
    text = (
        "The general said, “We saw the ships. They came at night.\n"
        "“Nobody had warned us. It was a hard winter.”\n"
        "The port reopened in March."
    )
    *quoted, last = found(using, text)
    assert len(quoted) == 4
    assert all(candidate is not None for candidate in quoted)
    assert last is None


def test_who_is_quoted_is_named_in_the_reason(using: Suggester) -> None:
    (candidate,) = found(using, "“We will go,” the paper quoted Petrov.")
    assert candidate is not None
    assert "Petrov" in candidate.reason
    assert "nobody is named" not in candidate.reason


def test_a_factive_cue_is_said_to_vouch_for_what_it_reports(using: Suggester) -> None:
    (candidate,) = found(using, "The minister revealed that the dam had burst.")
    assert candidate is not None
    assert "vouches" in candidate.reason


def test_the_parts_of_a_claim_score_are_shown_and_a_number_raises_it(using: Suggester) -> None:
    (with_number,) = found(using, "Exports to China fell by 34 per cent in 2021.", "claim")
    (without,) = found(using, "Exports to China fell.", "claim")
    assert with_number is not None
    assert re.search(r"number \+\.\d\d", with_number.reason)
    assert "PASTEL" in with_number.source
    assert without is None or without.score < with_number.score


def test_a_greeting_is_no_claim(using: Suggester) -> None:
    assert found(using, "Good evening, and welcome.", "claim") == [None]


def test_a_language_without_a_list_of_cues_still_sees_quotations(using: Suggester) -> None:
    document = Document(text="“Emme koskaan sopineet siitä”, hän totesi.", language="fi")
    assert [c.label for each in suggestions(document, using) for c in each.candidates] == ["attribution"]
