"""Spans, relations, attributes and evidence at a desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UsageError
from annotator.history import History
from annotator.model import Candidate, Document, Evidence, Mark, Piece, Span
from annotator.schema import load_schema
from annotator.session import Desk, Session

TEXT = "“It rained,” the envoy told Bek, “and nobody came.” Nine states belong to it. The end."
DOCUMENT = Document(text=TEXT, name="a.txt")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


SAID, NINE, END = span(TEXT[:51]), span("Nine states belong to it."), span("The end.")
SOURCE, CUE = span("the envoy"), span("told")
FIRST, SECOND = span("“It rained,”"), span("“and nobody came.”")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as session:
        session.add(DOCUMENT)
        yield session


@pytest.fixture
def desk(session: Session) -> Desk:
    return session.desk(DOCUMENT.id)


def attribution(label: str = "attribution") -> Candidate:
    pieces = [("source", SOURCE), ("cue", CUE), ("content", FIRST), ("content", SECOND)]
    spans = tuple(Piece(role, at.start, at.end) for role, at in pieces)
    return Candidate(
        label,
        SAID.start,
        SAID.end,
        0.9,
        "said",
        "because",
        "list",
        spans=spans,
        attributes=(("force", "neutral"),),
    )


def names(desk: Desk, index: int = 0) -> list[str]:
    return [each.label for each in desk.judged(index).annotations]


def claim(desk: Desk, index: int = 1) -> Mark:
    desk.toggle(index, "claim")
    return desk.judged(index).annotations[-1].mark


def test_accepting_an_attribution_marks_source_cue_and_content_and_relates_them(desk):
    gesture = desk.accept(0, attribution(), 1)
    assert gesture.said == "accepted attribution"
    label, *parts = desk.judged(0).annotations
    assert label.attribute("force") == "neutral"
    assert [(each.label, each.span, each.pieces) for each in parts] == [
        ("source", SOURCE, ()),
        ("cue", CUE, ()),
        ("content", Span(FIRST.start, SECOND.end), (FIRST, SECOND)),
    ]
    told = {(each.label, each.first.label, each.second.label) for each in desk.relations(0)}
    assert told == {("says", "source", "content"), ("signals", "cue", "content")}


@pytest.mark.parametrize("again", ["accept", "reject", "undo", "toggle"])
def test_all_of_it_goes_when_the_attribution_is_taken_back(desk, again):
    desk.accept(0, attribution(), 1)
    if again == "undo":
        desk.undo()
    elif again == "toggle":
        desk.toggle(0, "attribution")
    else:
        getattr(desk, again)(0, attribution(), 1)
    assert names(desk) == []
    assert desk.relations() == ()
    desk.undo() if again != "undo" else desk.redo()
    assert names(desk) == ["attribution", "source", "cue", "content"]
    assert len(desk.relations()) == 2


def test_a_span_that_was_marked_by_hand_before_stays(desk):
    desk.mark("source", [SOURCE])
    desk.accept(0, attribution(), 1)
    desk.accept(0, attribution(), 1)
    assert names(desk) == ["source"]


def test_a_schema_without_these_kinds_of_spans_gets_none(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(
        "name: s\nlabels: [{name: attribution, key: a, colour: red, means: m, example: e}]\n",
        encoding="utf-8",
    )
    with Session.open(tmp_path / "b.db", "ann", load_schema(file)) as session:
        session.add(DOCUMENT)
        desk = session.desk(DOCUMENT.id)
        desk.accept(0, attribution(), 1)
        assert names(desk) == ["attribution"]


def test_marking_again_takes_it_off_and_pieces_that_touch_are_one(desk):
    desk.mark("content", [SECOND, FIRST])
    (content,) = desk.judged(0).annotations
    assert content.pieces == (FIRST, SECOND)
    desk.mark("content", [FIRST, SECOND])
    assert names(desk) == []
    desk.mark("cue", [Span(0, 4), Span(4, 9)])
    assert desk.judged(0).annotations[0].mark == Mark("cue", "", 0, 9)
    assert desk.progress() == (0, 3)


def test_an_annotation_that_changes_keeps_what_it_carries_and_its_relations(desk):
    desk.accept(0, attribution(), 1)
    source = desk.judged(0).annotations[1].mark
    desk.set(source, "note", "he asked not to be named")
    moved = Mark("source", "", SOURCE.start, SOURCE.end + 5)
    assert "changed source on 'the envoy' to source on 'the envoy told'" in desk.change(source, moved).said
    after = desk.annotation(moved)
    assert after is not None
    assert after.attribute("note") == "he asked not to be named"
    assert [each.first for each in desk.relations() if each.label == "says"] == [moved]
    desk.undo()
    assert desk.annotation(source) is not None
    assert [each.first for each in desk.relations() if each.label == "says"] == [source]


def test_a_relabelled_end_loses_the_relation_that_it_may_not_have(desk):
    desk.accept(0, attribution(), 1)
    source = desk.judged(0).annotations[1].mark
    desk.change(source, Mark("time", "", source.start, source.end))
    assert [each.label for each in desk.relations()] == ["signals"]


def test_a_relation_is_made_and_taken_away(desk):
    about = claim(desk)
    desk.mark("entity", [span("Nine states")])
    entity = Mark("entity", "", span("Nine states").start, span("Nine states").end)
    desk.relate("about", about, entity)
    assert [(each.first, each.second) for each in desk.relations(1)] == [(about, entity)]
    assert desk.relations(0) == ()
    desk.relate("about", about, entity)
    assert desk.relations(1) == ()


def test_a_verdict_with_evidence_is_set_changed_and_taken_back(desk):
    mark = claim(desk)
    evidence = Evidence(
        url="https://example.org/members", quote="eight", stance="refutes", retrieved="2022-01-09"
    )
    desk.set(mark, "verdict", "refuted")
    desk.set(mark, "confidence", "high")
    desk.add_evidence(mark, evidence)
    desk.set(mark, "verdict", "conflicting")
    now = desk.annotation(mark)
    assert now is not None
    assert now.attributes == (("confidence", "high"), ("verdict", "conflicting"))
    assert now.evidence == (evidence,)
    desk.set(mark, "confidence", "")
    desk.withdraw(mark, evidence)
    now = desk.annotation(mark)
    assert now is not None
    assert (now.attributes, now.evidence) == ((("verdict", "conflicting"),), ())


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda desk, mark: desk.set(mark, "verdict", "maybe"), "choose from supported, refuted"),
        (lambda desk, mark: desk.set(mark, "confidence", "1"), "choose from low, medium, high"),
        (lambda desk, mark: desk.set(mark, "as-of", "May"), "write a day as"),
        (lambda desk, mark: desk.set(mark, "colour", "red"), "choose from kind, worth, link"),
        (lambda desk, mark: desk.set(mark, "kind", "vague"), "choose from quantity, event"),
        (lambda desk, mark: desk.set(Mark("claim", "", 0, 3), "note", "x"), "there is no claim at 0..3"),
        (lambda desk, mark: desk.add_evidence(mark, Evidence()), "needs something in it"),
        (lambda desk, mark: desk.add_evidence(mark, Evidence(url="a", stance="yes")), "choose from supports"),
        (lambda desk, mark: desk.withdraw(mark, Evidence(url="a")), "not there"),
        (lambda desk, mark: desk.relate("about", mark, mark), "both ends are the same"),
        (lambda desk, mark: desk.mark("sauce", [SOURCE]), "no label or kind of span called 'sauce'"),
        (lambda desk, mark: desk.mark("source", [Span(5, 5)]), "no stretch of the text"),
        (lambda desk, mark: desk.mark("source", []), "no words are selected"),
        (lambda desk, mark: desk.change(mark, Mark("source", "", 0, 4)), "cannot become source"),
        (lambda desk, mark: desk.change(mark, mark), "nothing to change"),
    ],
)
def test_what_may_not_be_is_refused_and_changes_nothing(desk, act, told):
    mark = claim(desk)
    before = desk.judged(0), desk.judged(1)
    with pytest.raises(UsageError, match=told):
        act(desk, mark)
    assert (desk.judged(0), desk.judged(1)) == before


def test_a_relation_that_the_schema_does_not_allow_is_refused_with_those_that_it_does(desk):
    desk.accept(0, attribution(), 1)
    _, source, cue, content = (each.mark for each in desk.judged(0).annotations)
    with pytest.raises(UsageError, match="from source to cue; the schema allows: none"):
        desk.relate("says", source, cue)
    with pytest.raises(UsageError, match="the schema allows: signals"):
        desk.relate("says", cue, content)


def test_many_marks_are_one_gesture(desk):
    marks = [Mark("entity", "", at.start, at.end) for at in (SOURCE, span("Bek"), span("Nine states"))]
    desk.mark_all(marks)
    assert (names(desk), names(desk, 1)) == (["entity", "entity"], ["entity"])
    with pytest.raises(UsageError, match="all of these hold already"):
        desk.mark_all(marks)
    desk.undo()
    assert (names(desk), names(desk, 1)) == ([], [])


def test_all_of_it_is_there_when_the_document_is_opened_again(session, desk):
    mark = claim(desk)
    desk.accept(0, attribution(), 1)
    desk.set(mark, "verdict", "refuted")
    desk.add_evidence(mark, Evidence(url="https://example.org"))
    again = session.desk(DOCUMENT.id)
    assert [again.judged(i) for i in range(3)] == [desk.judged(i) for i in range(3)]
    assert again.relations() == desk.relations()
    assert session.verify() == []
    (annotated,) = session.annotated()
    (work,) = annotated.works
    assert History(annotated.sentences, work.events, TEXT).state().sentences == work.sentences


def test_nothing_to_check_leaves_the_attribution_open(desk):
    desk._outline._ready[0] = desk.suggestions(0)
    open_before = [each.label for each in desk.suggestions(0).candidates if not desk.answer(each)]
    assert "attribution" in open_before
    desk.nothing(0)
    still = [each.label for each in desk.suggestions(0).candidates if not desk.answer(each)]
    assert "attribution" in still
    assert "claim" not in still
