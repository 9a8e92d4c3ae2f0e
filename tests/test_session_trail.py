"""The history pane's list: what was done, where, and whether it still holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model import Document, Event, Mark, Span
from annotator.schema import load_schema
from annotator.session import Session

ONE = Document(text="It rained. Nobody came.", name="one.txt")
TWO = Document(text="It snowed. All came.", name="two.txt")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as session:
        session.add(ONE)
        session.add(TWO)
        yield session


def told(session: Session) -> list[tuple[str, str, bool]]:
    return [(step.name, step.said, step.holds) for step in session.trail()]


def test_it_lists_the_latest_first_over_all_documents_and_sessions(session, tmp_path):
    session.desk(ONE.id).toggle(1, "claim")
    session.desk(TWO.id).mark("entity", [Span(11, 20)])
    session.verify()  # waits until all is on disk
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as later:
        assert told(later) == [
            ("two.txt", "marked entity on 'All came.'", True),
            ("one.txt", "labelled claim on 'Nobody came.'", True),
        ]
        assert [(step.documents, step.start) for step in later.trail()] == [((TWO.id,), 11), ((ONE.id,), 11)]
    with Session.open(tmp_path / "a.db", "bo", load_schema()) as other:
        assert other.trail() == []


def test_what_was_taken_back_is_listed_as_such_and_can_be_brought_again(session):
    desk = session.desk(ONE.id)
    desk.toggle(0, "claim")
    desk.toggle(1, "opinion")
    desk.undo()
    (later, earlier) = session.trail()
    assert (later.holds, earlier.holds) == (False, True)
    again = desk.turn(later.gesture)
    assert again is not None
    assert again.said == "did again: labelled opinion"
    assert [step.holds for step in session.trail()] == [True, True]


def test_a_gesture_in_the_middle_is_taken_back_alone(session):
    desk = session.desk(ONE.id)
    desk.toggle(0, "claim")
    desk.toggle(1, "opinion")
    desk.turn(session.trail()[1].gesture)
    assert [[a.label for a in desk.judged(i).annotations] for i in (0, 1)] == [[], ["opinion"]]
    assert desk.turn("no such") is None


def test_only_so_many_are_listed(session):
    desk = session.desk(ONE.id)
    for label in ("claim", "opinion", "attribution"):
        desk.toggle(0, label)
    desk.undo()
    assert [step.said for step in session.trail(2)] == [
        "labelled attribution on 'It rained.'",
        "labelled opinion on 'It rained.'",
    ]


def test_one_undo_takes_a_gesture_back_in_every_document(session):
    events = [
        Event(
            document=document.id,
            annotator="ann",
            time="2024-05-01T10:00:00.000000Z",
            gesture="g",
            step=step,
            kind="label",
            start=0,
            end=10,
            label="claim",
        )
        for step, document in enumerate((ONE, TWO))
    ]
    session._store.append_now(events)
    (step,) = session.trail()
    assert (step.documents, step.said) == ((ONE.id, TWO.id), "labelled claim on 'It rained.', in 2 documents")
    gesture = session.desk(ONE.id).undo()
    assert gesture is not None
    assert gesture.said == "undid: labelled claim, in 1 other document too"
    mark = Mark("claim", "", 0, 10)
    assert [session.desk(each.id).annotation(mark) for each in (ONE, TWO)] == [None, None]
    desk = session.desk(TWO.id)
    assert desk.redo() is not None
    assert all(session.desk(each.id).annotation(mark) is not None for each in (ONE, TWO))
    assert [step.holds for step in session.trail()] == [True]
