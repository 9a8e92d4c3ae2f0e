"""An entity that an annotator adds is found at once, and linked."""

from pathlib import Path

import pytest

from annotator.errors import UsageError
from annotator.model import Document, Mark
from annotator.schema import load_schema
from annotator.session import Session

TEXT = "Zorvath Quill met the press. Later, Zorvath Quill left. Nobody asked Quill why."
DOCUMENT = Document(text=TEXT, name="a.txt")


@pytest.fixture
def session(tmp_path: Path):
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as session:
        session.add(DOCUMENT)
        yield session


def test_a_new_entity_is_found_in_the_rest_of_the_document_and_by_look_up(session):
    desk = session.desk(DOCUMENT.id)
    assert desk.suggestions(1).mentions == ()
    id_ = session.entity_lists.make("person", "Zorvath  Quill", "a novelist")
    session.renew_knowledge()
    desk.renew()
    assert [(each.text, each.entity) for each in desk.suggestions(1).mentions] == [("Zorvath Quill", id_)]
    assert session.lookup("zorv")[0].entity == id_
    assert session.verify() == []


def test_two_of_one_name_are_two_and_a_name_without_letters_is_refused(session):
    first = session.entity_lists.make("person", "Zorvath Quill")
    second = session.entity_lists.make("place", "Zorvath Quill")
    assert first != second
    with pytest.raises(UsageError, match="needs a name"):
        session.entity_lists.make("person", " … ")


def test_a_link_marks_the_words_and_says_whom_they_mean_in_one_gesture(session):
    desk = session.desk(DOCUMENT.id)
    mark = Mark("entity", "", 0, 13)
    gesture = desk.link(mark, "own:zorvath-quill")
    assert gesture.said == "set link to own:zorvath-quill on 'Zorvath Quill'"
    (found,) = desk.judged(0).annotations
    assert (found.mark, found.attribute("link")) == (mark, "own:zorvath-quill")
    desk.link(mark, "")
    assert desk.annotation(mark).attribute("link") == ""
    desk.undo()
    desk.undo()
    assert desk.judged(0).annotations == ()
