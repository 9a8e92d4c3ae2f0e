"""The fold: what holds after what was done, in whatever order it is read."""

import time
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.history import NO_CHANGE, History, Spans, State, fold, tally
from annotator.model import Answered, Event, Evidence, Mark, Span

TEXT = "One state left.  Two more came in. Nobody knew why.\nThe rest, he said, would stay. So it was."
BASE = [Span(0, 15), Span(17, 34), Span(35, 51), Span(52, 82), Span(83, 93)]


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy: how fast a history is made up says nothing about it."""


class Pen:
    """Writes events with rising times."""

    def __init__(self, annotator: str = "ann") -> None:
        self.count = 0
        self.annotator = annotator

    def __call__(self, *parts: dict[str, object]) -> list[Event]:
        self.count += 1
        return [
            Event(
                document="d",
                annotator=self.annotator,
                time=f"2024-05-01T10:00:{self.count:02d}.000000Z",
                gesture=f"{self.annotator}-{self.count}",
                step=step,
                **part,
            )
            for step, part in enumerate(parts)
        ]


def on(span: Span, label: str, type: str = "") -> dict[str, object]:
    return {"kind": "label", "start": span.start, "end": span.end, "label": label, "type": type}


def off(span: Span, label: str, type: str = "") -> dict[str, object]:
    return on(span, label, type) | {"kind": "unlabel"}


def answer(
    kind: str, start: int, end: int, label: str = "error", rule: str = "membership"
) -> dict[str, object]:
    return {"kind": kind, "candidate": Answered(rule, label, "", start, end, 0.9, 1)}


def cut(span: Span, at: int) -> dict[str, object]:
    return {"kind": "split", "start": span.start, "end": span.end, "at": at}


def join(start: int, end: int) -> dict[str, object]:
    return {"kind": "merge", "start": start, "end": end}


def on_mark(span: Span, label: str) -> Mark:
    return Mark(label, "", span.start, span.end)


def marked(span: Span, label: str, *pieces: Span) -> dict[str, object]:
    return {"kind": "mark", "start": span.start, "end": span.end, "label": label, "pieces": pieces}


def between(kind: str, first: Mark, second: Mark) -> dict[str, object]:
    label = "" if kind == "change" else "about"
    return {
        "kind": kind,
        "start": first.start,
        "end": first.end,
        "label": label,
        "first": first,
        "second": second,
    }


def carrying(kind: str, mark: Mark, value: str) -> dict[str, object]:
    more = {"name": "link", "value": value} if kind == "set" else {"evidence": Evidence(url=value)}
    return {"kind": kind, "start": mark.start, "end": mark.end, "first": mark, **more}


def turn(kind: str, gesture: list[Event]) -> dict[str, object]:
    return {"kind": kind, "target": gesture[0].gesture}


def labels(state: State) -> list[list[tuple[str, int, int]]]:
    return [[(a.label, a.start, a.end) for a in each.annotations] for each in state.sentences]


# ------------------------------------------------------------------ single acts


def test_a_label_makes_its_sentence_judged_and_taking_it_off_makes_it_unjudged():
    pen = Pen()
    first = pen(on(BASE[1], "claim"))
    state = fold(BASE, first)
    assert [each.judged for each in state.sentences] == [False, True, False, False, False]
    assert labels(state)[1] == [("claim", 17, 34)]
    assert state.annotations[0].event == first[0].id
    assert fold(BASE, first + pen(off(BASE[1], "claim"))).judged == 0


def test_done_judges_a_sentence_without_a_label():
    state = fold(BASE, Pen()({"kind": "done", "start": 17, "end": 34}))
    assert [each.judged for each in state.sentences] == [False, True, False, False, False]
    assert state.annotations == ()


def test_accepting_adds_the_label_at_the_span_of_the_candidate():
    state = fold(BASE, Pen()(answer("accept", 21, 25)))
    (annotation,) = state.sentences[1].annotations
    assert (annotation.label, annotation.start, annotation.end) == ("error", 21, 25)
    assert annotation.candidate == Answered("membership", "error", "", 21, 25, 0.9, 1)
    assert state.answers == {annotation.candidate.key: "accepted"}


def test_rejecting_takes_the_acceptance_back_and_does_not_judge():
    pen = Pen()
    state = fold(BASE, pen(answer("accept", 21, 25)) + pen(answer("reject", 21, 25)))
    assert labels(state)[1] == []
    assert [each.rule for each in state.sentences[1].rejected] == ["membership"]
    assert not state.sentences[1].judged


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_reopening_leaves_nothing_of_an_answer(kind):
    pen = Pen()
    state = fold(BASE, pen(answer(kind, 21, 25)) + pen(answer("reopen", 21, 25)))
    assert state.sentences == fold(BASE, []).sentences
    assert state.answers == {}


def test_a_label_by_hand_outlives_a_candidate_that_agreed_with_it():
    pen = Pen()
    events = pen(on(BASE[1], "claim")) + pen(answer("accept", 17, 34, "claim"))
    assert labels(fold(BASE, events))[1] == [("claim", 17, 34)]
    assert labels(fold(BASE, events + pen(answer("reopen", 17, 34, "claim"))))[1] == [("claim", 17, 34)]
    assert labels(fold(BASE, events + pen(off(BASE[1], "claim"))))[1] == []


def test_two_rules_that_propose_the_same_label_are_both_answered():
    pen = Pen()
    events = pen(answer("accept", 17, 34, "claim", "one")) + pen(answer("accept", 17, 34, "claim", "two"))
    state = fold(BASE, events)
    assert labels(state)[1] == [("claim", 17, 34)]
    assert sorted(state.answers.values()) == ["accepted", "accepted"]
    assert labels(fold(BASE, events + pen(answer("reopen", 17, 34, "claim", "one"))))[1] == [
        ("claim", 17, 34)
    ]


# ------------------------------------------------------------------ sentences


def test_a_split_leaves_the_white_space_out_of_both_halves():
    state = fold(BASE, Pen()(cut(BASE[3], 62)), TEXT)
    assert [TEXT[each.start : each.end] for each in state.sentences[3:5]] == [
        "The rest,",
        "he said, would stay.",
    ]
    assert len(state.sentences) == 6


def test_a_split_copies_labels_of_the_sentence_and_leaves_smaller_ones_where_they_are():
    pen = Pen()
    events = pen(on(BASE[3], "claim")) + pen(on(Span(62, 69), "attribution")) + pen(cut(BASE[3], 62))
    assert labels(fold(BASE, events, TEXT))[3:5] == [
        [("claim", 52, 61)],
        [("claim", 62, 82), ("attribution", 62, 69)],
    ]


def test_a_merge_lifts_labels_of_the_sentence_and_leaves_smaller_ones_where_they_are():
    pen = Pen()
    events = (
        pen(on(BASE[0], "claim"), on(BASE[1], "claim")) + pen(on(Span(21, 25), "error")) + pen(join(0, 34))
    )
    state = fold(BASE, events, TEXT)
    assert labels(state)[0] == [("claim", 0, 34), ("error", 21, 25)]
    assert len(state.sentences) == 4


def test_a_merge_of_a_done_sentence_with_an_open_one_is_not_done():
    pen = Pen()
    events = pen({"kind": "done", "start": 0, "end": 15}) + pen(join(0, 34))
    assert fold(BASE, events, TEXT).judged == 0


def test_merging_what_was_split_gives_the_sentence_and_its_labels_back():
    pen = Pen()
    before = (
        pen(on(BASE[3], "claim")) + pen(answer("accept", 56, 60)) + pen(answer("reject", 62, 69, "opinion"))
    )
    after = before + pen(cut(BASE[3], 62)) + pen(join(52, 82))
    assert fold(BASE, after, TEXT).sentences == fold(BASE, before, TEXT).sentences


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "split", "start": 0, "end": 16, "at": 4},  # no such sentence
        {"kind": "split", "start": 0, "end": 15, "at": 0},
        {"kind": "split", "start": 0, "end": 15, "at": 15},
        {"kind": "split", "start": 17, "end": 34, "at": 99},
        {"kind": "merge", "start": 0, "end": 15},  # one sentence only
        {"kind": "merge", "start": 0, "end": 33},
        {"kind": "merge", "start": 3, "end": 34},
        {"kind": "undo", "target": "never"},
        {"kind": "redo", "target": "never"},
        {"kind": "undo", "target": "ann-1"},  # itself
        {"kind": "unlabel", "start": 0, "end": 15, "label": "claim"},
        {"kind": "label", "start": 9, "end": 3, "label": "claim"},
        {"kind": "accept", "start": 0, "end": 15, "label": "claim"},  # answers nothing
        {"kind": "reopen", "candidate": Answered("r", "l", "", 0, 5, 0.5, 1)},
        {"kind": "done", "start": 1, "end": 15},
    ],
)
def test_what_makes_no_sense_is_passed_over(event):
    assert fold(BASE, Pen()(event), TEXT).sentences == fold(BASE, [], TEXT).sentences


def test_a_document_without_sentences_takes_any_event():
    pen = Pen()
    events = pen(on(BASE[0], "claim")) + pen(answer("accept", 0, 3)) + pen(cut(BASE[0], 3)) + pen(join(0, 9))
    assert fold([], events).sentences == ()
    history = History([], events)
    assert history.unjudged(0) is None
    assert history.answer(("membership", "error", "", 0, 3)) == ""


# ------------------------------------------------------------------ spans, relations, evidence

WHO, WHAT = Span(56, 60), Span(62, 82)


def test_a_kind_of_span_judges_no_sentence():
    state = fold(BASE, Pen()(marked(WHO, "source")))
    assert labels(state)[3] == [("source", 56, 60)]
    assert not state.sentences[3].judged
    assert state.sentences[3].labels == ()


def test_two_discontinuous_spans_with_the_same_ends_are_two():
    pen = Pen()
    pieces = (Span(17, 20), Span(30, 34))
    events = pen(marked(BASE[1], "content", *pieces)) + pen(marked(BASE[1], "content"))
    state = fold(BASE, events)
    assert [each.pieces for each in state.sentences[1].annotations] == [pieces, ()]
    off = marked(BASE[1], "content", *pieces) | {"kind": "unmark"}
    assert [each.pieces for each in fold(BASE, events + pen(off)).sentences[1].annotations] == [()]


def test_a_relation_goes_with_either_of_its_ends_and_comes_back_with_it():
    pen = Pen()
    events = pen(marked(WHO, "source"), marked(WHAT, "content"))
    events += pen(between("relate", on_mark(WHO, "source"), on_mark(WHAT, "content")))
    (relation,) = fold(BASE, events).relations
    assert (relation.label, relation.first.label, relation.second.label) == ("about", "source", "content")
    gone = pen(marked(WHAT, "content") | {"kind": "unmark"})
    assert fold(BASE, events + gone).relations == ()
    assert fold(BASE, events + gone + pen(turn("undo", gone))).relations == (relation,)


def test_a_relation_of_a_claim_follows_it_through_a_merge_and_can_be_taken_away_then():
    pen = Pen()
    events = pen(on(BASE[3], "claim"), marked(WHO, "entity"))
    events += pen(between("relate", on_mark(BASE[3], "claim"), on_mark(WHO, "entity"))) + pen(join(35, 82))
    (relation,) = fold(BASE, events, TEXT).relations
    assert relation.first == on_mark(Span(35, 82), "claim")
    assert (
        fold(BASE, events + pen(between("unrelate", relation.first, relation.second)), TEXT).relations == ()
    )


def test_attributes_and_evidence_go_where_the_annotation_goes():
    pen = Pen()
    mark = on_mark(BASE[3], "claim")
    events = pen(on(BASE[3], "claim")) + pen(
        carrying("set", mark, "wd:Q7"), carrying("evidence", mark, "https://a.org")
    )
    (before,) = fold(BASE, events).annotations
    assert before.attribute("link") == "wd:Q7"
    assert before.evidence == (Evidence(url="https://a.org"),)
    moved = events + pen(between("change", mark, on_mark(WHO, "opinion")))
    (after,) = fold(BASE, moved).annotations
    assert (after.mark, after.attributes, after.evidence) == (
        on_mark(WHO, "opinion"),
        before.attributes,
        before.evidence,
    )
    for half in fold(BASE, events + pen(cut(BASE[3], 62)), TEXT).annotations:
        assert (half.attributes, half.evidence) == (before.attributes, before.evidence)


def test_an_empty_value_and_a_withdrawal_leave_nothing_behind():
    pen = Pen()
    mark = on_mark(BASE[0], "claim")
    before = pen(on(BASE[0], "claim"))
    events = before + pen(carrying("set", mark, "b"), carrying("evidence", mark, "a"))
    events += pen(carrying("set", mark, ""), carrying("withdraw", mark, "a"))
    assert fold(BASE, events).sentences == fold(BASE, before).sentences


def test_the_ids_of_events_without_spans_and_relations_are_those_that_they_always_were():
    (event,) = Pen()(on(BASE[0], "claim"))
    assert event.id == "ebe9d78b6f1f788ef076e754ff5df5d3b834462cb2fd6c627f0c98ca5e35ee61"


# ------------------------------------------------------------------ undo and redo


def test_undo_takes_a_whole_gesture_back_and_redo_brings_it_again():
    pen = Pen()
    gesture = pen(on(BASE[0], "claim"), answer("reject", 4, 9), {"kind": "done", "start": 0, "end": 15})
    undo = pen(turn("undo", gesture))
    assert fold(BASE, gesture + undo).sentences == fold(BASE, []).sentences
    assert fold(BASE, gesture + undo).redo == gesture[0].gesture
    redone = fold(BASE, gesture + undo + pen(turn("redo", gesture)))
    assert redone.sentences == fold(BASE, gesture).sentences
    assert (redone.undo, redone.redo) == (gesture[0].gesture, "")


def test_redo_is_offered_until_something_new_is_done():
    pen = Pen()
    first = pen(on(BASE[0], "claim"))
    events = first + pen(turn("undo", first)) + pen(on(BASE[1], "opinion"))
    assert fold(BASE, events).redo == ""


def test_undoing_a_gesture_in_the_middle_leaves_what_was_done_later():
    pen = Pen()
    split = pen(cut(BASE[3], 62))
    events = split + pen(on(BASE[0], "claim")) + pen(turn("undo", split))
    state = fold(BASE, events, TEXT)
    assert len(state.sentences) == 5
    assert labels(state)[0] == [("claim", 0, 15)]


# ------------------------------------------------------------------ any history


@st.composite
def histories(draw, annotator: str = "ann") -> list[list[Event]]:
    """Gestures of any kind, sensible and not, undone and redone at will."""
    pen = Pen(annotator)
    gestures: list[list[Event]] = []
    offset = st.sampled_from(
        sorted({edge for span in BASE for edge in (span.start, span.end)} | {9, 21, 25, 62})
    )
    label = st.sampled_from(["claim", "opinion", "error"])
    for _ in range(draw(st.integers(0, 12))):
        parts = []
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(
                st.sampled_from(
                    [
                        "label",
                        "unlabel",
                        "accept",
                        "reject",
                        "reopen",
                        "done",
                        "split",
                        "merge",
                        "undo",
                        "undo",
                        "redo",
                        "mark",
                        "unmark",
                        "relate",
                        "unrelate",
                        "set",
                        "evidence",
                        "withdraw",
                        "change",
                    ]
                )
            )
            start, end = draw(offset), draw(offset)
            spans = st.one_of(st.sampled_from(BASE), st.builds(Span, offset, offset))
            marks = st.builds(on_mark, spans, label)
            if kind in ("undo", "redo"):
                target = draw(st.sampled_from(gestures))[0].gesture if gestures else "none"
                parts.append({"kind": kind, "target": target})
            elif kind in ("accept", "reject", "reopen"):
                parts.append(answer(kind, start, end, draw(label)))
            elif kind in ("relate", "unrelate", "change"):
                parts.append(between(kind, draw(marks), draw(marks)))
            elif kind in ("set", "evidence", "withdraw"):
                parts.append(carrying(kind, draw(marks), draw(st.sampled_from(["", "a", "b"]))))
            else:
                span = draw(st.sampled_from(BASE)) if draw(st.booleans()) else Span(start, end)
                at = draw(offset)
                parts.append(
                    {"kind": kind, "start": span.start, "end": span.end, "at": at}
                    | ({"label": draw(label)} if "label" in kind or "mark" in kind else {})
                )
        gestures.append(pen(*parts))
    return gestures


def flat(gestures: list[list[Event]]) -> list[Event]:
    return [event for gesture in gestures for event in gesture]


@PATIENT
@given(histories(), st.booleans())
def test_step_by_step_gives_what_the_fold_gives(gestures, with_text):
    text = TEXT if with_text else ""
    history = History(BASE, (), text)
    for count, gesture in enumerate(gestures, 1):
        history.apply(gesture)
        state = fold(BASE, flat(gestures[:count]), text)
        assert history.state() == state
        assert history.judged == state.judged
        assert [history[index] for index in range(len(history))] == list(state.sentences)
        assert all(history.answer(key) == state.answers[key] for key in state.answers)
    assert History(BASE, flat(gestures), text).state() == history.state()


@PATIENT
@given(histories(), st.booleans())
def test_a_tally_counts_what_the_fold_gives(gestures, with_text):
    text = TEXT if with_text else ""
    state, short = fold(BASE, flat(gestures), text), tally(BASE, flat(gestures), text)
    assert (short.sentences, short.judged) == (len(state.sentences), state.judged)
    assert short.labels == len(state.annotations)
    assert short.answers == state.answers


@PATIENT
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(gestures, random):
    events = flat(gestures)
    shuffled = events * 2
    random.shuffle(shuffled)
    assert fold(BASE, shuffled, TEXT) == fold(BASE, events, TEXT)
    history = History(BASE, (), TEXT)
    random.shuffle(gestures)
    for gesture in gestures:
        history.apply(gesture)
    assert history.state() == fold(BASE, events, TEXT)


@PATIENT
@given(histories("ann"), histories("bea"))
def test_two_files_merge_by_union_whichever_comes_first(one, two):
    assert fold(BASE, flat(one) + flat(two), TEXT) == fold(BASE, flat(two) + flat(one), TEXT)


@PATIENT
@given(histories())
def test_undoing_everything_restores_the_blank_document(gestures):
    history = History(BASE, flat(gestures), TEXT)
    pen = Pen("zoe")  # after all of ann's
    pen.count = 40
    while history.undoable:
        history.apply(pen(turn("undo", list(history.undoable))))
    assert history.state().sentences == fold(BASE, [], TEXT).sentences
    assert history.judged == 0
    assert history.answer(("membership", "error", "", 21, 25)) == ""


@PATIENT
@given(histories(), st.integers(1, 12))
def test_redo_restores_the_same_state(gestures, steps):
    history = History(BASE, flat(gestures), TEXT)
    before = history.state()
    pen = Pen("zoe")
    pen.count = 30
    undone = 0
    while history.undoable and undone < steps:
        history.apply(pen(turn("undo", list(history.undoable))))
        undone += 1
    for _ in range(undone):
        history.apply(pen(turn("redo", list(history.redoable))))
    assert history.state().sentences == before.sentences
    assert history.state().answers == before.answers


@PATIENT
@given(histories())
def test_sentences_never_overlap_and_only_white_space_lies_between_them(gestures):
    state = fold(BASE, flat(gestures), TEXT)
    for one, two in pairwise(state.sentences):
        assert one.end <= two.start
        assert not TEXT[one.end : two.start].strip()
    for each in state.sentences:
        assert TEXT[each.start : each.end].strip() == TEXT[each.start : each.end] != ""


@PATIENT
@given(histories())
def test_a_sentence_is_judged_if_it_has_a_label(gestures):
    for each in fold(BASE, flat(gestures), TEXT).sentences:
        assert each.judged or not each.labels


@PATIENT
@given(histories())
def test_a_relation_holds_between_annotations_that_hold(gestures):
    state = fold(BASE, flat(gestures), TEXT)
    marks = {each.mark for each in state.annotations}
    for relation in state.relations:
        assert relation.first in marks
        assert relation.second in marks


# ------------------------------------------------------------------ moving about, and size


def test_the_next_unjudged_sentence_wraps_around_and_ends_with_none():
    pen = Pen()
    history = History(BASE, pen(on(BASE[0], "claim"), on(BASE[4], "claim")))
    assert [history.unjudged(index) for index in range(5)] == [1, 2, 3, 1, 1]
    history.apply(pen(on(BASE[1], "claim"), on(BASE[2], "claim")))
    assert history.unjudged(3) == 3
    history.apply(pen(on(BASE[3], "claim")))
    assert history.unjudged(3) is None


def test_spans_that_were_taken_down_stay_as_they_were():
    pen = Pen()
    base = Spans(BASE)
    history = History(base)
    before = history.spans()
    history.apply(pen(join(0, 34)))
    between = history.spans()
    history.apply(pen(join(35, 82)))
    assert list(base) == list(before) == BASE
    assert list(between) == [Span(0, 34), *BASE[2:]]
    assert len(history.spans()) == 3


def test_applying_tells_which_sentence_changed():
    pen = Pen()
    history = History(BASE)
    gesture = pen(on(BASE[3], "claim"))
    assert history.apply(gesture) == 3
    assert history.apply(pen(turn("undo", gesture))) == 3
    assert history.apply(pen(turn("undo", gesture))) == NO_CHANGE
    assert history.apply([]) == NO_CHANGE


def test_spans_are_a_sequence_of_spans():
    spans = Spans(BASE)
    assert list(spans) == BASE
    assert spans[1] == BASE[1]
    assert list(spans[1:3]) == BASE[1:3]
    assert spans[:] == spans
    assert spans != spans[1:]


def test_a_gesture_on_a_hundred_thousand_sentences_does_not_cost_a_refold():
    base = [Span(at, at + 9) for at in range(0, 1_000_000, 10)]
    history = History(base)
    pen = Pen()
    costs = []
    acts = [
        cut(base[10], 104),
        join(110, 129),
        on(base[50_000], "claim"),
        {"kind": "done", "start": 0, "end": 9},
    ]
    for act in acts * 4:
        gesture = pen(act)
        for events in (gesture, pen(turn("undo", gesture)), pen(turn("redo", gesture))):
            started = time.perf_counter()
            history.apply(events)
            costs.append(time.perf_counter() - started)
    assert len(history) == len(base)
    assert median(costs) < 0.002  # seconds, on a loaded machine; a refold takes 0.1
