"""Quotation marks as the news prints them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.suggest.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, 0, len(text))]


def test_straight_and_curly_marks_pair_with_each_other() -> None:
    assert quoted('He said, “It is over." Then he left.') == ['“It is over."']


def test_an_apostrophe_of_possession_is_no_quotation_mark() -> None:
    assert quoted("The states’ envoys met in the minister's office.") == []


def test_a_quotation_runs_over_paragraphs_that_open_again() -> None:
    text = "“It was cold.\n“It was dark.” So it ended."
    found = list(find_quotations(text, 0, len(text)))
    assert found[0].start == 0
    assert text[: max(q.end for q in found)].endswith("dark.”")


@settings(max_examples=200)
@given(st.text(alphabet="ab .,\n\"'“”‘’«»„", max_size=200))
def test_quotations_lie_in_the_text_in_order(text: str) -> None:
    found = list(find_quotations(text, 0, len(text)))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
