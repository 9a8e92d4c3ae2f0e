"""Filters, sentences over the whole database, what is left in a document, the day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tui_support import KNOWLEDGE, OwnSession, article

from annotator.model import Document, Mark
from annotator.session.day import Day, today
from annotator.session.finding import UNJUDGED, Finder, Lens, Wanted

SECOND = Document(text="The river rose. Ann Roe said that 7 came. Was it so?", name="second.txt")


@pytest.fixture
def session(tmp_path: Path) -> OwnSession:
    with OwnSession.open(tmp_path / "a.db", "ann") as opened:
        opened.add(article())
        opened.add(SECOND)
        yield opened


def all_of(lens: Lens) -> list[int]:
    found = []
    for index in range(lens.desk.count):
        if not lens.known(index):
            lens.job(index, 1)()
        if lens.holds(index):
            found.append(index)
    return found


def held(session: OwnSession, wanted: Wanted, desk=None) -> list[int]:
    desk = desk or session.desk(article().id)
    return all_of(Finder(session).lens(desk, wanted))


def test_each_filter_lets_through_what_it_says(session: OwnSession) -> None:
    desk = session.desk(article().id)
    desk.toggle(0, "opinion")
    desk.reject(2, desk.suggestions(2).candidates[0], 1)
    desk.toggle(4, "error", "wrong-date")
    assert held(session, Wanted(), desk) == list(range(8))
    assert held(session, UNJUDGED, desk) == [1, 2, 3, 5, 6, 7], "a rejection alone judges nothing"
    assert held(session, Wanted(label="opinion"), desk) == [0]
    assert held(session, Wanted(label="error/wrong-date"), desk) == [4]
    assert held(session, Wanted(label="error/wrong-kind"), desk) == []
    assert held(session, Wanted(rejected=True), desk) == [2]
    assert held(session, Wanted(errors=True), desk) == [2, 3]
    assert held(session, Wanted(rule="said"), desk) == [2, 4]
    assert held(session, Wanted(entity="arland"), desk) == [1]
    assert held(session, Wanted(entity="roe", unjudged=True), desk) == [2]


def test_an_error_that_was_answered_is_no_more_work(session: OwnSession) -> None:
    desk = session.desk(article().id)
    (candidate,) = desk.suggestions(3).candidates
    desk.reject(3, candidate, 1)
    assert held(session, Wanted(errors=True), desk) == [2]
    desk.undo()
    assert held(session, Wanted(errors=True), desk) == [2, 3]


def test_what_has_a_note_is_found(session: OwnSession) -> None:
    desk = session.desk(article().id)
    desk.toggle(5, "claim")
    sentence = desk.sentence(5)
    desk.set(Mark("claim", "", sentence.start, sentence.end), "note", "ask the archive")
    assert held(session, Wanted(noted=True), desk) == [5]


def test_what_another_annotator_changed_stays_until_one_acts_there_oneself(
    session: OwnSession, tmp_path: Path
) -> None:
    own = session.desk(article().id)
    own.toggle(1, "opinion")
    own.flush()
    with OwnSession.open(tmp_path / "a.db", "bob") as other:
        desk = other.desk(article().id)
        desk.toggle(1, "claim")
        desk.toggle(6, "claim")
        desk.toggle(7, "claim")
        desk.undo()
        assert held(other, Wanted(others=True), desk) == [], "what ann did came before"
    lens = Finder(session).lens(own, Wanted(others=True))
    assert all_of(lens) == [1, 6, 7], "an undo is a change, too"
    own.toggle(6, "opinion")
    assert all_of(lens) == [1, 7]
    own.merge(0)
    assert all_of(lens) == [6], "merging was an act on the first two"


def test_seeking_goes_both_ways_and_around_the_end(session: OwnSession) -> None:
    lens = Finder(session).lens(session.desk(article().id), Wanted(errors=True))
    assert lens.seek(0) == 2
    assert lens.seek(2) == 3
    assert lens.seek(3) == 2
    assert lens.seek(0, -1) == 3
    assert Finder(session).lens(lens.desk, Wanted(label="nothing such")).seek(0) is None


def test_a_filter_of_an_empty_document_finds_nothing(session: OwnSession) -> None:
    session.add(empty := Document(text=" "))
    assert Finder(session).lens(session.desk(empty.id), Wanted(errors=True)).seek(0) is None
    assert Finder(session).left(empty.id).errors == 0


def test_sentences_of_all_documents_come_in_order_with_their_worth(session: OwnSession) -> None:
    found = list(Finder(session).sentences(Wanted(errors=True)))
    assert [(each.document, each.sentence.index) for each in found] == [
        (article().id, 2),
        (article().id, 3),
        (SECOND.id, 1),
    ]
    assert all(each.worth == 0 for each in found), "these rules are not the one that tells worth"


def test_words_lead_to_the_sentences_that_hold_them_and_the_filter_still_counts(session: OwnSession) -> None:
    finder = Finder(session)
    found = list(finder.sentences(Wanted(), "river"))
    assert {(each.document, each.sentence.index) for each in found} == {
        (article().id, 0),
        (article().id, 2),
        (SECOND.id, 0),
    }
    for each in found:
        text = article().text if each.document == article().id else SECOND.text
        assert [text[place.start : place.end].lower() for place in each.places] == ["river"]
    assert [each.sentence.index for each in finder.sentences(Wanted(errors=True), "river")] == [2]


def test_a_document_found_by_its_title_only_is_shown_by_its_first_sentence(session: OwnSession) -> None:
    session.add(Document(text="One. Two.", title="Zebra"))
    (found,) = Finder(session).sentences(Wanted(), "zebra")
    assert (found.title, found.sentence.text, found.places) == ("Zebra", "One.", ())


def test_what_is_left_counts_open_errors_and_stops_when_told(session: OwnSession) -> None:
    finder = Finder(session)
    assert finder.left(article().id).errors == 3
    desk = session.desk(article().id)
    desk.accept(3, desk.suggestions(3).candidates[0], 1)
    assert finder.left(article().id).errors == 2
    assert finder.left(article().id, lambda: True) is None


def test_worth_is_the_score_of_the_claim_rule(tmp_path: Path) -> None:
    from annotator.session import Session
    from annotator.suggest import Suggester

    class Shipped(Session):
        def suggester(self) -> Suggester:
            return Suggester(KNOWLEDGE, self.schema)

    with Shipped.open(tmp_path / "b.db", "ann") as session:
        text = "Good evening. Exports rose by 14 per cent to 9 billion dollars in 2021, the ministry said."
        session.add(document := Document(text=text))
        worth = [each.worth for each in Finder(session).sentences(Wanted(), worth=True)]
        assert worth[0] < worth[1]
        assert Finder(session).left(document.id).worth == pytest.approx(worth[0] + worth[1])


def test_a_filter_says_what_it_asks_for() -> None:
    assert str(Wanted()) == "every sentence"
    wanted = Wanted(unjudged=True, label="claim", others=True)
    assert str(wanted) == "not judged, label claim, changed by others"


# The day


def test_breaks_are_no_work_and_a_sentence_counts_once() -> None:
    day, now = Day(), datetime(2022, 1, 7, 9, 0, tzinfo=UTC)
    for minute in range(0, 13, 2):
        day.add("a", minute * 100, now + timedelta(minutes=minute))
        day.add("a", minute * 100, now + timedelta(minutes=minute, seconds=1))
    assert (day.sentences, day.pace) == (7, round(7 * 60 / (12 + 1 / 60)))
    day.add("a", 5, now + timedelta(hours=5))
    assert (day.sentences, day.pace) == (8, round(8 * 60 / (12 + 1 / 60)))


def test_a_pace_is_told_only_after_some_work() -> None:
    day = Day()
    day.add("a", 0, datetime.now(UTC))
    assert (day.sentences, day.pace) == (1, None)


def test_today_holds_what_was_judged_since_midnight_in_all_documents(session: OwnSession) -> None:
    one, two = session.desk(article().id), session.desk(SECOND.id)
    candidate = one.suggestions(2).candidates[0]
    one.accept(2, candidate, 1)
    one.finish(2, [])
    two.toggle(0, "claim")
    one.flush()
    assert today(session).sentences == 2
    assert today(session, datetime.now() + timedelta(days=2)).sentences == 0
