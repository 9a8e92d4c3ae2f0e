"""Quotation marks as the news prints them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.suggest.language import marks_of
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


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("« Le moulin, a dit la maire, va fermer. »", ["« Le moulin", "va fermer. »"]),
        ("« Nous restons, dit-elle. Personne ne part. »", ["« Nous restons", "Personne ne part. »"]),
        ("« Le moulin va fermer, a-t-elle dit. »", ["« Le moulin va fermer"]),
        ("« La ville, qui a dit non, reste. »", ["« La ville, qui a dit non, reste. »"]),
        ("« La ville, a une rue, un pont. »", ["« La ville, a une rue, un pont. »"]),
    ],
)
def test_who_says_it_between_commas_inside_french_marks_is_no_part_of_what_is_said(text, pieces):
    assert [text[q.start : q.end] for q in find_quotations(text, marks=marks_of("fr"))] == pieces
