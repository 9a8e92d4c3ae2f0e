"""Corrected articles: what is carried over, and what is listed because it cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import UsageError
from annotator.model import Answered, Candidate, Document, Evidence, Mark, Span
from annotator.schema import load_schema
from annotator.session import Desk, Session

OLD = (
    "The bloc met on Monday. One of its 9 members is Chad, the envoy said. "
    "Nobody from the press was let in. The talks go on in June."
)
NEW = (
    "The talks go on in June. The bloc met on Monday. One of its 8 members is Chad, the envoy said. "
    "Nobody from the press was let in."
)
PATIENT = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def document(text: str, name: str = "bloc.txt") -> Document:
    return Document(text=text, name=name)


def span(words: str, text: str = OLD) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as session:
        session.add(document(OLD))
        yield session


@pytest.fixture
def desk(session: Session) -> Desk:
    return session.desk(document(OLD).id)


def said(session: Session, text: str, annotator: str = "ann") -> list[tuple[str, str]]:
    (found,) = session.annotated([document(text).id])
    (work,) = (each for each in found.works if each.annotator == annotator)
    return [(a.label, text[a.start : a.end]) for each in work.sentences for a in each.annotations]


def test_what_stands_on_unchanged_words_is_carried_over_with_all_that_it_carries(session, desk):
    desk.toggle(2, "claim")
    claim = desk.judged(2).annotations[0].mark
    desk.set(claim, "verdict", "refuted")
    desk.add_evidence(claim, Evidence(url="https://example.org"))
    desk.mark("entity", [span("the press")])
    entity = Mark("entity", "", span("the press").start, span("the press").end)
    desk.relate("about", claim, entity)
    revision = session.revisions.take_in(document(OLD).id, document(NEW))
    new = session.desk(revision.document)
    (index,) = (i for i in range(new.count) if new.sentence(i).text.startswith("Nobody"))
    label, part = new.judged(index).annotations
    assert (label.label, label.attribute("verdict")) == ("claim", "refuted")
    assert label.evidence == (Evidence(url="https://example.org"),)
    assert (part.label, NEW[part.start : part.end]) == ("entity", "the press")
    (relation,) = new.relations(index)
    assert (relation.label, relation.first, relation.second) == ("about", label.mark, part.mark)
    ((annotator, carried),) = revision.carried
    assert (annotator, carried.kept, carried.moved, carried.unplaced) == ("ann", 3, 0, ())
    assert session.verify() == []


def test_what_moved_is_anchored_again_and_what_changed_waits_for_a_decision(session, desk):
    desk.toggle(3, "opinion")
    desk.toggle(1, "claim")
    wrong = Candidate("error", *_pair(span("9 members")), 0.9, "r", "nine", "list", type="wrong-number")
    desk.accept(1, wrong, 1)
    desk.mark("entity", [span("Chad")])
    revision = session.revisions.take_in(document(OLD).id, document(NEW))
    assert sorted(said(session, NEW)) == [("entity", "Chad"), ("opinion", "The talks go on in June.")]
    ((_, carried),) = revision.carried
    assert (carried.kept, carried.moved, carried.again) == (1, 1, 1)
    claim, error = session.revisions.unplaced(revision.document)
    assert (claim.what, claim.why) == ("claim", "the sentence changed")
    assert (error.what, error.quote, error.why) == (
        "error · wrong-number",
        "9 members",
        "the words changed or went",
    )
    assert "One of its 8 members" in NEW[error.near_start : error.near_end]
    assert session.revisions.settle([claim.number]) == 1
    assert session.revisions.settle([claim.number]) == 0
    assert [each.number for each in session.revisions.unplaced()] == [error.number]


def _pair(at: Span) -> tuple[int, int]:
    return at.start, at.end


def test_rejected_candidates_and_done_sentences_are_carried(session, desk):
    wrong = Candidate("claim", *_pair(span("The bloc met on Monday.")), 0.9, "r", "met", "list")
    desk.reject(0, wrong, 3)
    desk.finish(0, [])
    revision = session.revisions.take_in(document(OLD).id, document(NEW))
    new = session.desk(revision.document)
    at = NEW.index("The bloc")
    now = new.judged(new.at(at))
    assert now.judged
    assert now.rejected == (Answered("r", "claim", "", at, at + 23, 0.9, 3),)


def test_the_cuts_of_an_annotator_are_carried_and_labels_on_them_too(session, desk):
    desk.merge(2)
    desk.split(1, OLD.index("the envoy"))
    desk.toggle(3, "opinion")
    later = OLD.replace("The bloc met on Monday. ", "")
    revision = session.revisions.take_in(document(OLD).id, document(later))
    new = session.desk(revision.document)
    assert [new.sentence(i).text for i in range(new.count)] == [
        "One of its 9 members is Chad,",
        "the envoy said.",
        "Nobody from the press was let in. The talks go on in June.",
    ]
    assert [each.label for each in new.judged(2).annotations] == ["opinion"]
    assert session.verify() == []


def test_everybodys_work_is_carried_and_keeps_its_author(session, tmp_path):
    for name in ("ann", "bo"):
        with Session.open(tmp_path / "a.db", name, load_schema()) as theirs:
            theirs.desk(document(OLD).id).toggle(0, "claim")
    revision = session.revisions.take_in(document(OLD).id, document(NEW))
    assert [name for name, _ in revision.carried] == ["ann", "bo"]
    assert said(session, NEW, "ann") == said(session, NEW, "bo") == [("claim", "The bloc met on Monday.")]
    assert session.revisions.earlier(revision.document) == document(OLD).id
    assert session.revisions.replaced() == {document(OLD).id}


def test_an_article_of_the_same_name_is_a_version_only_if_half_of_it_is_the_same(session):
    assert session.revisions.candidates(document(NEW)) == [document(OLD).id]
    assert session.revisions.candidates(document(NEW, "other.txt")) == []
    assert session.revisions.candidates(document("Quite another story. It has nothing to do with it.")) == []
    assert session.revisions.candidates(document(OLD)) == []


def test_the_same_text_and_a_version_that_is_here_are_refused(session):
    with pytest.raises(UsageError, match="the text is the same"):
        session.revisions.plan(document(OLD).id, document(OLD))
    session.add(document(NEW))
    with pytest.raises(UsageError, match="is here already"):
        session.revisions.take_in(document(OLD).id, document(NEW))


WORDS = st.lists(
    st.sampled_from(["Chad left. ", "It rained. ", "😀 Why? ", "مرحبا. ", "No one came! "]),
    min_size=1,
    max_size=8,
)


@PATIENT
@given(
    WORDS,
    WORDS,
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["claim", "opinion", "error"])), max_size=6),
)
def test_every_label_is_carried_or_listed(tmp_path_factory, one, two, acts):
    old, new = Document(text="".join(one)), Document(text="".join(two) + "End.")
    with Session.open(tmp_path_factory.mktemp("r") / "a.db", "ann", load_schema()) as session:
        session.add(old)
        desk = session.desk(old.id)
        for index, label in acts:
            if index < desk.count:
                desk.toggle(index, label)
        labels = sum(len(desk.judged(index).annotations) for index in range(desk.count))
        revision = session.revisions.take_in(old.id, new)
        carried = [carried for _, carried in revision.carried]
        assert labels == sum(each.kept + each.moved + len(each.unplaced) for each in carried)
        assert session.verify() == []
        before = {
            (a.label, old.text[a.start : a.end])
            for i in range(desk.count)
            for a in desk.judged(i).annotations
        }
        later = session.desk(new.id)
        for index in range(later.count):
            for a in later.judged(index).annotations:
                assert (a.label, new.text[a.start : a.end]) in before
