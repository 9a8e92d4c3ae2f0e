"""The session: every act of an annotator, over a real database."""

import contextlib
import functools
import io
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError, StoreError, UsageError
from annotator.knowledge import load_knowledge
from annotator.model import AnnotatedDocument, Candidate, Document, Event, Sentence, Span, Work
from annotator.schema import Label, LabelType, Schema
from annotator.session import Answers, Desk, Session
from annotator.session.searching import plain as _plain
from annotator.suggest import Context, Suggester

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy: how fast a history is made up says nothing about it."""

TEXT = """The bloc admitted two states last summer. One of its members is Ann Roe, an official said.
What a day! Nobody asked why, although the envoy had said that he would. The end."""

SCHEMA = Schema(
    name="small",
    labels=(
        Label("claim", "c", "green", "m", "e", excludes=("no-claim",)),
        Label("no-claim", "n", "grey", "m", "e", excludes=("claim", "error"), nothing=True),
        Label("attribution", "a", "blue", "m", "e"),
        Label("error", "e", "red", "m", "e", types=(LabelType("wrong-kind", "m"), LabelType("garbled", "m"))),
    ),
)
DOCUMENT = Document(text=TEXT, name="news/Bloc.txt", title="Two states", date=date(2022, 1, 7))
NAME = TEXT.index("Ann Roe")


class Rule:
    """A rule of these tests: what a session does must not depend on which rules are shipped."""

    def __init__(self, id: str, propose: Callable[[Sentence], Iterator[Candidate]]) -> None:
        self.id = id
        self._propose = propose

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        return self._propose(sentence)


def names(sentence: Sentence) -> Iterator[Candidate]:
    at = sentence.text.find("Ann Roe")
    if at >= 0:
        start = sentence.start + at
        yield Candidate("error", start, start + 7, 0.97, "kinds", "a person", "list", type="wrong-kind")


def numbers(sentence: Sentence) -> Iterator[Candidate]:
    if "two" in sentence.text or "," in sentence.text:
        yield Candidate("claim", sentence.start, sentence.end, 0.9, "claims", "a number", "list")


def sayings(sentence: Sentence) -> Iterator[Candidate]:
    if "said" in sentence.text:
        yield Candidate("attribution", sentence.start, sentence.end, 0.8, "said", "said", "list")


RULES = (Rule("kinds", names), Rule("claims", numbers), Rule("said", sayings))


@functools.cache
def suggester() -> Suggester:
    """The real one, without knowledge, and with a cache of its own."""
    with tempfile.TemporaryDirectory() as cache, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", cache)
        return Suggester(load_knowledge(with_shipped=False), SCHEMA, RULES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


def opened(path: Path, annotator: str = "ann", **more: object) -> Session:
    session = Session.open(path, annotator, SCHEMA, **more)
    session._loaded = suggester()
    return session


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    with opened(path) as session:
        session.add(DOCUMENT)
        yield session


@pytest.fixture
def desk(session: Session) -> Desk:
    return session.desk(DOCUMENT.id)


def labels(desk: Desk, index: int) -> list[str]:
    return [f"{a.label}/{a.type}" if a.type else a.label for a in desk.judged(index).annotations]


def candidates(desk: Desk, index: int) -> list[tuple[Candidate, int]]:
    return [(candidate, rank) for rank, candidate in enumerate(desk.suggestions(index).candidates, 1)]


def exported(session: Session) -> bytes:
    from annotator.formats.jsonl_corpus import write_jsonl

    out = io.BytesIO()
    write_jsonl(session.annotated(), out)
    return out.getvalue()


# ------------------------------------------------------------------ documents


def test_a_document_is_cut_and_listed(session):
    (progress,) = session.documents()
    assert (progress.id, progress.title, progress.date) == (DOCUMENT.id, "Two states", date(2022, 1, 7))
    assert (progress.sentences, progress.judged, progress.labels) == (5, 0, 0)
    desk = session.desk(DOCUMENT.id)
    assert [desk.sentence(index).text for index in (0, 2, 4)] == [
        "The bloc admitted two states last summer.",
        "What a day!",
        "The end.",
    ]
    assert desk.document == DOCUMENT
    assert desk.count == 5


def test_the_same_text_is_added_once_and_keeps_its_first_name(session):
    assert not session.add(Document(text=TEXT, name="other.txt"))
    assert [each.name for each in session.documents()] == ["news/Bloc.txt"]


@pytest.mark.parametrize(
    "reference",
    [DOCUMENT.id, DOCUMENT.id[:6], "news/Bloc.txt", "bloc", "Bloc.txt", "two STATES", " Two states "],
)
def test_a_document_is_found_by_name_title_or_the_beginning_of_its_id(session, reference):
    session.add(Document(text="Another.", name="news/other.txt", title="Three states"))
    assert session.find(reference) == DOCUMENT.id


def test_what_names_no_document_or_several_is_said(session):
    session.add(Document(text="Another.", name="more/Bloc.txt"))
    with pytest.raises(AnnotatorError, match=r"may be .*give the beginning of the id"):
        session.find("bloc")
    with pytest.raises(AnnotatorError, match="did you mean 'Two states'"):
        session.find("Two stats")
    with pytest.raises(AnnotatorError, match="annotator documents"):
        session.find("zzzz")
    with pytest.raises(AnnotatorError):
        session.find(DOCUMENT.id[:3])


@pytest.mark.parametrize("name", ["", "  ", "a\x1bb", "a\nb"])
def test_an_annotator_needs_a_name(path, name):
    with pytest.raises(UsageError, match="--as"):
        Session.open(path, name)
    assert not path.exists()


def test_an_unknown_document_has_no_desk(session):
    with pytest.raises(StoreError, match="no document"):
        session.desk("0" * 64)


# ------------------------------------------------------------------ answers


def test_accepting_sets_the_label_and_again_takes_it_back(desk):
    error, rank = candidates(desk, 1)[0]
    gesture = desk.accept(1, error, rank)
    assert gesture.said == "accepted error · wrong-kind on 'Ann Roe'"
    assert (gesture.index, gesture.moved) == (1, False)
    assert labels(desk, 1) == ["error/wrong-kind"]
    assert desk.answer(error) == "accepted"
    assert desk.accept(1, error, rank).said == "reopened error · wrong-kind on 'Ann Roe'"
    assert (labels(desk, 1), desk.answer(error)) == ([], "")


def test_rejecting_is_an_answer_and_no_judgement(desk):
    error, rank = candidates(desk, 1)[0]
    desk.accept(1, error, rank)
    desk.reject(1, error, rank)
    assert (labels(desk, 1), desk.answer(error), desk.progress()) == ([], "rejected", (0, 5))
    assert desk.judged(1).rejected[0].rank == 1
    desk.reject(1, error, rank)
    assert desk.answer(error) == ""


def test_finishing_accepts_what_is_marked_and_goes_on(desk):
    gesture = desk.finish(1, candidates(desk, 1))
    assert labels(desk, 1) == ["error/wrong-kind", "claim", "attribution"]
    assert gesture.index == 2
    assert gesture.said == "accepted error · wrong-kind on 'Ann Roe', claim, attribution"
    assert desk.progress() == (1, 5)
    assert desk.undo().index == 1
    assert desk.progress() == (0, 5)


def test_finishing_judges_what_was_rejected_or_labelled_and_nothing_else(desk):
    assert desk.finish(2, []) is None
    desk.reject(1, *candidates(desk, 1)[0])
    assert desk.finish(1, []) is not None
    assert desk.judged(1).judged
    assert desk.judged(1).annotations == ()
    desk.toggle(4, "claim")
    last = desk.finish(4, [])
    assert last.index == 4
    again = desk.finish(4, [])
    assert again.saved.done()
    assert again.said == "judged already"


def test_an_answer_is_stored_as_the_candidate_stood_on_the_screen(session, desk):
    claim, rank = candidates(desk, 1)[1]
    desk.reject(1, claim, rank)
    (event,) = next(session.annotated()).works[0].events
    assert (event.kind, event.candidate.rule, event.candidate.score, event.candidate.rank) == (
        "reject",
        "claims",
        0.9,
        2,
    )
    assert session.verify() == []


def test_a_score_that_is_a_whole_number_comes_back_with_the_same_hash(session, desk):
    desk.accept(0, Candidate("claim", 0, 41, 1, "claims", "sure", "list"), 1)
    desk.flush()
    assert session.verify() == []


# ------------------------------------------------------------------ labels by hand


def test_a_label_is_set_by_its_key_and_taken_off_by_it(desk):
    assert desk.toggle(2, "claim").said == "labelled claim"
    assert labels(desk, 2) == ["claim"]
    assert desk.toggle(2, "claim").said == "took off claim"
    assert labels(desk, 2) == []
    assert not desk.judged(2).judged


def test_toggling_takes_off_a_label_that_a_candidate_set_on_a_part(desk):
    desk.accept(1, *candidates(desk, 1)[0])
    desk.toggle(1, "error", "wrong-kind")
    assert labels(desk, 1) == []


def test_a_label_on_a_span_stands_beside_the_same_on_the_sentence(desk):
    desk.toggle(1, "error", "garbled", Span(NAME, NAME + 3))
    desk.toggle(1, "error", "garbled", Span(NAME + 4, NAME + 7))
    assert [(a.start, a.end) for a in desk.judged(1).annotations] == [(NAME, NAME + 3), (NAME + 4, NAME + 7)]
    assert (
        desk.toggle(1, "error", "garbled", Span(NAME, NAME + 3)).said == "took off error · garbled on 'Ann'"
    )
    assert len(desk.judged(1).annotations) == 1


@pytest.mark.parametrize(
    ("label", "type", "span", "told"),
    [
        ("clam", "", None, "no label called 'clam'; choose from claim"),
        ("error", "wrong", None, "no type of error called 'wrong'; choose from wrong-kind"),
        ("claim", "wrong-kind", None, "it has no types"),
        ("claim", "", Span(5, 5), "no stretch of the text"),
        ("claim", "", Span(0, 10_000), "no stretch of the text"),
    ],
)
def test_a_label_that_there_is_not_changes_nothing(desk, label, type, span, told):
    with pytest.raises(UsageError, match=told):
        desk.toggle(0, label, type, span)
    assert desk.undo() is None


@pytest.mark.parametrize("by_hand", [True, False])
def test_labels_that_exclude_each_other_never_stand_together(desk, by_hand):
    desk.toggle(0, "no-claim")
    if by_hand:
        gesture = desk.toggle(0, "claim")
        assert gesture.said == "labelled claim; took off no-claim"
    else:
        gesture = desk.accept(0, *candidates(desk, 0)[0])
        assert gesture.said == "accepted claim; took off no-claim"
    assert labels(desk, 0) == ["claim"]
    desk.undo()
    assert labels(desk, 0) == ["no-claim"]


def test_nothing_to_check_rejects_what_is_open_and_takes_off_what_it_excludes(desk):
    error, claim, attribution = candidates(desk, 1)
    desk.accept(1, *error)
    desk.accept(1, *attribution)
    gesture = desk.nothing(1)
    assert labels(desk, 1) == ["attribution", "no-claim"]
    assert [desk.answer(each) for each, _ in (error, claim, attribution)] == [
        "rejected",
        "rejected",
        "accepted",
    ]
    assert gesture.said.startswith("labelled no-claim; took off error · wrong-kind on 'Ann Roe'; rejected")
    desk.undo()
    assert labels(desk, 1) == ["error/wrong-kind", "attribution"]
    assert [desk.answer(each) for each, _ in (error, claim)] == ["accepted", ""]


def test_nothing_to_check_taken_back_reopens_what_it_rejected_and_no_more(desk):
    error, claim, attribution = candidates(desk, 1)
    desk.reject(1, *error)
    desk.nothing(1)
    desk.nothing(1)
    assert labels(desk, 1) == []
    assert [desk.answer(each) for each, _ in (error, claim, attribution)] == ["rejected", "", ""]
    assert not desk.judged(1).judged


def test_candidates_that_nobody_saw_are_not_rejected(session, desk):
    desk.nothing(1)
    assert desk.judged(1).rejected == ()
    with Session.open(session.path, "bea", Schema("bare", (SCHEMA.labels[0],))) as other:
        theirs = other.desk(DOCUMENT.id)
        with pytest.raises(UsageError, match="nothing: true"):
            theirs.nothing(1)


# ------------------------------------------------------------------ sentences


def test_splitting_and_merging_move_sentences_and_come_back_on_undo(desk):
    at = TEXT.index(" although")
    gesture = desk.split(3, at)
    assert gesture.moved
    assert gesture.said == "split the sentence"
    assert [desk.sentence(index).text for index in (3, 4)] == [
        "Nobody asked why,",
        "although the envoy had said that he would.",
    ]
    assert desk.merge(4).said == "merged two sentences"
    assert desk.sentence(4).text == "although the envoy had said that he would. The end."
    assert desk.count == 5
    assert desk.undo().moved
    assert desk.undo().moved
    assert desk.sentence(3).text.startswith("Nobody")
    assert desk.sentence(3).text.endswith("would.")
    assert desk.redo().index == 3
    assert desk.count == 6


@pytest.mark.parametrize("nothing", [0, 1])
def test_a_merged_sentence_does_not_say_claim_and_nothing_to_check(desk, nothing):
    desk.nothing(nothing)
    desk.toggle(1 - nothing, "claim")
    assert desk.merge(0).said == "took off no-claim; merged two sentences"
    assert labels(desk, 0) == ["claim"]
    desk.undo()
    assert labels(desk, nothing) == ["no-claim"]


@pytest.mark.parametrize("offset", [-5, 0, 0.5, 1000])
def test_a_split_that_would_leave_a_blank_half_is_refused(desk, offset):
    sentence = desk.sentence(2)
    at = sentence.end + 1 if offset == 0.5 else sentence.start + offset
    with pytest.raises(UsageError, match="cannot be split"):
        desk.split(2, at)
    with pytest.raises(UsageError, match="no next sentence"):
        desk.merge(4)


def test_candidates_are_renewed_where_sentences_moved(desk):
    desk.suggestions(3)
    assert desk.ready(3).candidates[0].end == desk.sentence(3).end
    desk.split(3, TEXT.index("although"))
    assert desk.ready(3) is None
    assert [each.label for each in desk.suggestions(3).candidates] == ["claim"]
    assert desk.ready(3).sentence == desk.sentence(3)
    assert [each.label for each in desk.suggestions(4).candidates] == ["attribution"]
    assert desk.suggestions(99) == desk.suggestions(5)


# ------------------------------------------------------------------ undo, redo


def test_undo_says_what_it_undoes_and_ends_with_none(desk):
    desk.accept(1, *candidates(desk, 1)[0])
    assert desk.redo() is None
    assert desk.undo().said == "undid: accepted error · wrong-kind on 'Ann Roe'"
    assert desk.undo() is None
    assert desk.redo().said == "did again: accepted error · wrong-kind on 'Ann Roe'"
    assert labels(desk, 1) == ["error/wrong-kind"]
    desk.undo()
    desk.toggle(0, "claim")
    assert desk.redo() is None


def test_undo_reaches_back_before_the_program_was_started(path):
    with opened(path) as session:
        session.add(DOCUMENT)
        session.desk(DOCUMENT.id).toggle(0, "claim")
        session.desk(DOCUMENT.id).toggle(2, "attribution")
    with opened(path) as session:
        desk = session.desk(DOCUMENT.id)
        assert desk.progress() == (2, 5)
        assert desk.undo().said == "undid: labelled attribution"
    with opened(path) as session:
        desk = session.desk(DOCUMENT.id)
        assert desk.progress() == (1, 5)
        assert desk.redo().said == "did again: labelled attribution"


ACTS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 9), st.integers(0, 2)), max_size=25)


def play(desk: Desk, acts: list[tuple[int, int, int]]) -> None:
    """Any keys in any order."""
    for act, where, which in acts:
        index = where % desk.count
        found = candidates(desk, index)
        candidate = found[which % len(found)] if found else None
        if act == 0:
            desk.toggle(index, ["claim", "attribution", "error"][which], "garbled" if which == 2 else "")
        elif act == 1:
            desk.nothing(index)
        elif act == 2:
            desk.finish(index, found[: which + 1])
        elif act == 3 and index + 1 < desk.count:
            desk.merge(index)
        elif act == 4:
            middle = (desk.sentence(index).start + desk.sentence(index).end) // 2
            with contextlib.suppress(UsageError):  # a sentence of one letter
                desk.split(index, middle)
        elif act in (5, 6):
            desk.undo()
        elif act == 7:
            desk.redo()
        elif candidate and act == 8:
            desk.reject(index, *candidate)
        elif candidate:
            desk.accept(index, *candidate)


@settings(PATIENT, max_examples=40)
@given(ACTS)
def test_whatever_is_done_opens_again_as_it_was_left_and_exports_the_same_from_a_copy(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("any")
    with opened(folder / "a.db") as session:
        session.add(DOCUMENT)
        desk = session.desk(DOCUMENT.id)
        play(desk, acts)
        left = [desk.judged(index) for index in range(desk.count)]
        for index in range(desk.count):
            held = set(labels(desk, index))
            assert not ("no-claim" in held and held & {"claim", "error/garbled", "error/wrong-kind"})
    with opened(folder / "a.db") as session, opened(folder / "b.db", "bea") as copy:
        again = session.desk(DOCUMENT.id)
        assert [again.judged(index) for index in range(again.count)] == left
        assert session.verify() == []
        for each in session.annotated():
            assert copy.restore(each)
            assert not copy.restore(each)
        assert exported(copy) == exported(session)
        times = [event.time for event in again._history.events if event.step == 0]
        assert all(one < two for one, two in pairwise(times))


# ------------------------------------------------------------------ moving about


def test_the_place_where_an_annotator_stands_is_kept_and_moves_with_the_sentences(path):
    with opened(path) as session:
        session.add(DOCUMENT)
        desk = session.desk(DOCUMENT.id)
        assert desk.position == 0
        desk.position = 3
        desk.merge(0)
        assert desk.position == 2
        desk.undo()
        desk.position = 99
        assert desk.position == 4
    with opened(path) as session, opened(path, "bea") as other:
        assert session.desk(DOCUMENT.id).position == 4
        assert other.desk(DOCUMENT.id).position == 0


def test_the_next_unjudged_sentence_is_found_from_the_top_again(desk):
    assert desk.next_unjudged(4) == 0
    for index in (0, 1, 3, 4):
        desk.nothing(index)
    assert [desk.next_unjudged(index) for index in (0, 2, 4)] == [2, 2, 2]
    desk.nothing(2)
    assert desk.next_unjudged(0) is None


def test_words_are_found_in_any_capitals_from_here_on_and_around(desk):
    assert [desk.search("SAID", index) for index in range(5)] == [1, 1, 3, 3, 1]
    assert [desk.search("said", index, backwards=True) for index in range(5)] == [3, 1, 1, 3, 3]
    assert desk.search("official said.\nwhat", 0) == desk.search("official said. What", 0) == 1
    assert desk.search("the end", 0, backwards=True) == 4
    assert desk.search("nowhere", 0) is None
    assert desk.search("", 0) is None


@PATIENT
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_searching_never_shifts_an_offset(text):
    assert len(_plain(text)) == len(text)


def test_a_document_without_a_sentence_is_no_obstacle(session):
    blank = Document(text=" \n ")
    assert session.add(blank)
    desk = session.desk(blank.id)
    assert (desk.count, desk.progress(), desk.position, desk.next_unjudged(0)) == (0, (0, 0), 0, None)
    desk.position = 3
    assert desk.search("a", 0) is None
    assert (desk.undo(), desk.redo()) == (None, None)
    assert session.verify() == []


# ------------------------------------------------------------------ the corpus


def test_two_annotators_work_side_by_side_and_a_merged_corpus_holds_both(path, tmp_path):
    with opened(path) as ann, opened(path, "bea") as bea:
        ann.add(DOCUMENT)
        ann.desk(DOCUMENT.id).toggle(0, "claim")
        bea.desk(DOCUMENT.id).split(0, 9)
        assert ann.desk(DOCUMENT.id).count == 5
        bea.close()
        (annotated,) = ann.annotated()
        assert [(work.annotator, len(work.sentences)) for work in annotated.works] == [("ann", 5), ("bea", 6)]
        assert list(ann.annotated([DOCUMENT.id])) == [annotated]


def test_logs_of_two_files_are_united_whichever_comes_first(path, tmp_path):
    copies = []
    for name in ("one", "two"):
        with opened(tmp_path / f"{name}.db") as session:
            session.add(DOCUMENT)
            desk = session.desk(DOCUMENT.id)
            desk.toggle(0 if name == "one" else 1, "claim")
            desk.split(3, TEXT.index("although"))
            desk.undo()
            copies.append(next(session.annotated()))
    made = []
    for order in (copies, copies[::-1]):
        with opened(tmp_path / f"{len(made)}.db") as session:
            assert [session.restore(each) for each in order] == [True, True]
            made.append(exported(session))
            desk = session.desk(DOCUMENT.id)
            assert desk.progress() == (2, 5)
            desk.toggle(2, "claim")
            assert desk.progress() == (3, 5)
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda e: Event(**{**fields(e), "id": e.id, "label": "attribution"}), "it was changed"),
        (lambda e: Event(**{**fields(e), "document": "0" * 64}), "belongs to another document"),
        (lambda e: Event(**{**fields(e), "end": 10_000}), "does not lie in the text"),
    ],
)
def test_a_corpus_that_does_not_fit_is_not_taken_in(session, desk, tmp_path, change, told):
    from msgspec.structs import replace

    desk.toggle(0, "claim")
    (annotated,) = session.annotated()
    (work,) = annotated.works
    bad = replace(annotated, works=(replace(work, events=tuple(map(change, work.events))),))
    with opened(tmp_path / "b.db") as other:
        with pytest.raises(AnnotatorError, match=told):
            other.restore(bad)
        with pytest.raises(AnnotatorError, match="lies in no sentence"):
            other.restore(AnnotatedDocument(DOCUMENT, "x", (), ()))
        assert other.documents() == []


def fields(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in Event.__struct_fields__ if name != "id"}


def test_a_later_gesture_has_a_later_time_even_if_the_clock_went_back(session, tmp_path):
    future = Event(
        document=DOCUMENT.id,
        annotator="ann",
        time="2999-01-01T00:00:00.000000Z",
        gesture="g",
        kind="label",
        start=0,
        end=41,
        label="claim",
    )
    (annotated,) = session.annotated()
    session.restore(
        AnnotatedDocument(DOCUMENT, annotated.splitter, annotated.sentences, (Work("ann", (), (future,)),))
    )
    desk = session.desk(DOCUMENT.id)
    desk.toggle(0, "claim")
    assert labels(desk, 0) == []
    (work,) = next(session.annotated()).works
    assert [event.time for event in work.events] == [future.time, "2999-01-01T00:00:00.000001Z"]


# ------------------------------------------------------------------ counting


def test_stats_count_labels_and_answers_by_annotator(path):
    with opened(path) as ann, opened(path, "bea") as bea:
        ann.add(DOCUMENT)
        ann.add(Document(text="Another."))
        desk = ann.desk(DOCUMENT.id)
        error, claim, _ = candidates(desk, 1)
        desk.accept(1, *error)
        desk.reject(1, *claim)
        desk.toggle(0, "attribution")
        other = bea.desk(DOCUMENT.id)
        other.merge(0)
        other.toggle(0, "claim")
        bea.close()
        stats = ann.stats()
        assert (stats.documents, stats.sentences, stats.judged) == (2, 6, 2)
        assert stats.labels == {"attribution": 1, "claim": 1, "error/wrong-kind": 1}
        assert stats.rules == {"claims": Answers(0, 1), "kinds": Answers(1, 0)}
        assert [
            (each.annotator, each.documents, each.sentences, each.judged) for each in stats.annotators
        ] == [
            ("ann", 1, 5, 2),
            ("bea", 1, 4, 1),
        ]
        assert stats.annotators[1].labels == {"claim": 1}
        assert ann.stats(open=True).annotators[0].rules == {
            "claims": Answers(0, 1, 1),
            "kinds": Answers(1, 0, 0),
            "said": Answers(0, 0, 1),
        }
        (first, second) = ann.documents()
        assert (first.sentences, first.judged, first.labels) == (5, 2, 2)
        assert (second.sentences, second.judged, second.labels) == (1, 0, 0)


def test_an_empty_database_has_nothing_to_count(path):
    with opened(path) as session:
        assert session.stats().documents == 0
        assert session.stats(open=True).annotators == ()
        assert session.documents() == list(session.annotated()) == session.verify() == []


# ------------------------------------------------------------------ saving


def test_an_act_holds_at_once_and_its_future_tells_when_it_is_on_disk(desk, path):
    gesture = desk.toggle(0, "claim")
    assert labels(desk, 0) == ["claim"]
    assert gesture.saved.result(timeout=10) is None
    assert desk.pending == 0
    with contextlib.closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM events").fetchone() == (1,)


def test_a_locked_database_keeps_nobody_from_working(path):
    with opened(path) as session:
        session.add(DOCUMENT)
        desk = session.desk(DOCUMENT.id)
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        gestures = [desk.toggle(index, "claim") for index in range(5)]
        assert time.monotonic() - started < 0.2
        assert desk.progress() == (5, 5)
        assert desk.pending == 5
        threading.Timer(0.2, lambda: other.execute("COMMIT")).start()
        desk.flush()
        assert all(gesture.saved.result() is None for gesture in gestures)
        other.close()


def test_a_read_while_writing_sees_what_was_done(session, desk):
    for index in range(5):
        desk.toggle(index, "claim")
        assert session.documents()[0].judged == index + 1


def test_candidates_are_computed_in_one_thread_while_another_works(desk):
    def ahead() -> int:
        return sum(len(desk.suggestions(index % 5).candidates) for index in range(400))

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(ahead) for _ in range(2)]
        for _ in range(40):
            desk.split(3, TEXT.index("although"))
            desk.nothing(1)
            desk.undo()
            desk.undo()
        assert all(future.result() > 0 for future in futures)
    assert desk.describe("nobody") == []


WORK = """
import sys
from annotator.session import Session
session = Session.open(sys.argv[1], "ann")
(document,) = session.documents()
desk = session.desk(document.id)
for turn in range(10**6):
    gesture = desk.toggle(turn % 5, "claim")
    gesture.saved.result()
    print(turn + 1, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_every_judgement_that_was_shown_as_saved_survives_kill_9(path):
    with Session.open(path, "ann") as session:
        session.add(DOCUMENT)
    worker = subprocess.Popen([sys.executable, "-c", WORK, str(path)], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    for _ in range(23):
        shown = int(worker.stdout.readline())
    worker.send_signal(signal.SIGKILL)
    out, _ = worker.communicate(timeout=60)
    shown = max([shown, *map(int, out.split("\n")[:-1])])
    with Session.open(path, "ann", create=False) as session:
        (work,) = next(session.annotated()).works
        assert len(work.events) in (shown, shown + 1)
        assert session.verify() == []


def test_importing_the_session_loads_nothing_heavy():
    heavy = "sqlite_utils yaml numpy rapidfuzz punkt textual"
    heavy += " annotator.suggest annotator.knowledge annotator.segment"
    code = f"import sys, annotator.session; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_opening_a_document_loads_no_rules(path):
    """They take 10 MB and a moment: the screen shows the document first."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from annotator.session import Session\n"
        "with Session.open(Path(sys.argv[1]), 'ann') as session:\n"
        "    desk = session.desk(session.documents()[0].id)\n"
        "    assert desk.count and not desk.unlooked\n"
        "    print([m for m in ('rapidfuzz', 'annotator.suggest.rules', 'annotator.knowledge') if m in sys.modules])\n"
    )
    with Session.open(path, "ann") as session:
        session.add(DOCUMENT)
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
