"""Words of one version of a text, found in another."""

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.anchoring import Alignment
from annotator.model import Span

OLD = "The bloc met. One of the 9 members is Chad. The envoy, who had said so, left. Nobody came.\nThe end."
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARTS = st.lists(
    st.sampled_from(
        [
            "The bloc met. ",
            "Nobody came.\r\n",
            "One of 9 is Chad. ",
            "😀 left! ",
            "مرحبا بكم. ",
            "e\u0301a ",
            "\n",
            "。",
        ]
    ),
    max_size=12,
)


def span(words: str, text: str = OLD, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def test_what_stands_before_and_after_a_change_is_placed():
    new = OLD.replace("9 members", "8 members")
    alignment = Alignment(OLD, new)
    for words in ("The bloc met.", "Chad", "The envoy, who had said so, left.", "One of the"):
        assert alignment.place(span(words)) == span(words, new)
    assert alignment.place(span("One of the 9 members is Chad.")) is None
    assert alignment.place(span("9")) is None
    near = alignment.near(span("9"))
    assert near is not None
    assert "8 members" in new[near.start : near.end]


def test_a_passage_that_moved_is_found_by_its_words():
    moved = "The envoy, who had said so, left. " + OLD.replace("The envoy, who had said so, left. ", "")
    alignment = Alignment(OLD, moved)
    assert alignment.find(span("The envoy, who had said so, left.")) == span(
        "The envoy, who had said so, left.", moved
    )


def test_a_short_word_is_found_only_where_its_surroundings_tell_which_one_it_is():
    old = "Chad left the bloc in May. Later, its neighbours joined Chad in the talks."
    new = "Nobody knew. Later, its neighbours joined Chad in the talks. Of Chad it is known."
    alignment = Alignment(old, new)
    assert alignment.find(span("Chad", old, 20)) == span("Chad", new)
    assert (
        Alignment("We met Chad. Fine.", "Chad is big. Chad is far. Chad is warm.").find(Span(7, 11)) is None
    )
    assert Alignment("We met Chad.", "Nobody.").find(Span(7, 11)) is None


def test_another_text_places_nothing():
    alignment = Alignment(OLD, "Quite another story, with a bloc and an envoy in it but nothing else.")
    assert alignment.place(span("The envoy")) is None
    assert alignment.place(span("bloc")) is None


@PATIENT
@given(PARTS, PARTS)
def test_the_changes_cover_both_texts_and_what_is_same_is_the_same(one, two):
    old, new = "".join(one), "".join(two)
    alignment = Alignment(old, new)
    assert "".join(old[c.old.start : c.old.end] for c in alignment.changes) == old
    assert "".join(new[c.new.start : c.new.end] for c in alignment.changes) == new
    for change in alignment.changes:
        same = old[change.old.start : change.old.end] == new[change.new.start : change.new.end]
        assert same == (change.kind == "same")


@PATIENT
@given(PARTS, PARTS, st.data())
def test_what_is_placed_or_found_has_the_same_words(one, two, data):
    old, new = "".join(one), "".join(two)
    alignment = Alignment(old, new)
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    end = data.draw(st.integers(start, len(old)))
    for found in (alignment.place(Span(start, end)), alignment.find(Span(start, end))):
        if found is not None:
            assert new[found.start : found.end] == old[start:end]


@PATIENT
@given(PARTS, st.data())
def test_an_unchanged_text_places_everything_where_it_was(parts, data):
    text = "".join(parts)
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        place = Span(start, data.draw(st.integers(start + 1, len(text))))
        assert Alignment(text, text).place(place) == place


def test_a_long_text_of_refrains_takes_no_square():
    old = "Yes. No. " * 20_000
    new = "Yes. No. " * 10_000 + "But why? " + "No. Yes. " * 10_000
    begun = time.process_time()
    Alignment(old, new)
    assert time.process_time() - begun < 20
