"""Once for all: nearly identical passages in all documents, labelled and taken back together."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UsageError
from annotator.matching.alike import alike
from annotator.model import Document, Span
from annotator.schema import load_schema
from annotator.session import Session
from annotator.session.likeness import label_all, places

ONE = Document(
    text="Wang Wenbin spoke. “Nobody came,” Wang Wen-bin said. Nine states belong to the bloc.", name="1"
)
TWO = Document(text="NINE states belong to the block! It was Wang  Wenbin who said so.", name="2")


@pytest.fixture
def session(tmp_path: Path):
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as session:
        session.add(ONE)
        session.add(TWO)
        yield session


def words(found) -> list[tuple[str, str]]:
    return [(each.name, each.words) for each in found]


def test_a_name_is_found_in_every_spelling_that_is_near(session):
    found = list(places(session, "Wang Wenbin"))
    assert words(found) == [("1", "Wang Wenbin"), ("1", "Wang Wen-bin"), ("2", "Wang  Wenbin")]
    assert found[0].score == 1.0
    assert 0.85 <= found[1].score <= 1.0


def test_a_claim_is_compared_sentence_by_sentence(session):
    found = list(places(session, "Nine states belong to the bloc.", whole=True))
    assert words(found) == [
        ("1", "Nine states belong to the bloc."),
        ("2", "NINE states belong to the block!"),
    ]
    assert (
        list(places(session, "Nine states belong to the bloc.", documents=[TWO.id], whole=True)) == found[1:]
    )


def test_all_of_them_are_labelled_in_one_gesture_and_one_undo_takes_all_back(session):
    found = list(places(session, "Nine states belong to the bloc.", whole=True))
    desk = session.desk(ONE.id)
    new, events = label_all(session, "claim", "", found)
    assert new == 2
    desk.take_in(events)
    assert [each.label for each in desk.judged(2).annotations] == ["claim"]
    assert [each.labels for each in places(session, "Nine states belong to the bloc.", whole=True)] == [
        ("claim",)
    ] * 2
    with pytest.raises(UsageError, match="all of these have claim"):
        label_all(session, "claim", "", found)
    gesture = desk.undo()
    assert gesture is not None
    assert "in 1 other document too" in gesture.said
    assert [each.labels for each in places(session, "Nine states belong to the bloc.", whole=True)] == [
        ()
    ] * 2
    assert session.verify() == []


def test_what_a_label_excludes_goes(session):
    session.desk(TWO.id).nothing(0)
    found = list(places(session, "Nine states belong to the bloc.", whole=True))
    label_all(session, "claim", "", found)
    assert [each.label for each in session.desk(TWO.id).judged(0).annotations] == ["claim"]


def test_ten_thousand_sentences_are_labelled_in_two_seconds(session):
    text = " ".join(f"Nine states belong to bloc {n}." for n in range(10_000))
    document = Document(text=text, name="long")
    session.add(document)
    found = list(places(session, "Nine states belong to bloc 77.", documents=[document.id], whole=True))
    assert len(found) == 10_000
    begun = time.process_time()
    told: list[int] = []
    new, events = label_all(session, "claim", "", found, told.append)
    took = time.process_time() - begun
    assert (new, len(events)) == (10_000, 10_000)
    assert told
    assert took < 2, took


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_scores_lie_between_the_least_and_one(wanted, passages):
    for number, score in alike(wanted, enumerate(passages), 0.8):
        assert 0.8 <= score <= 1
        assert passages[number]


def test_a_text_without_letters_is_like_nothing():
    assert list(alike("…", [(0, "…"), (1, "")], 0.5)) == []
    assert Span(0, 1) < Span(1, 2)


def test_nothing_is_like_words_that_hold_no_letter(session):
    assert list(places(session, "“—”")) == []
    assert list(places(session, "🎉")) == []
