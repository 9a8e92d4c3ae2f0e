"""Words in a long text, piece by piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.session import searching
from annotator.session.searching import places, plain

TEXT = st.text(st.sampled_from("abAB İςσ\n\u00a0Σ漢"), max_size=60)


def found(text: str, wanted: str, at: int, *, backwards: bool = False) -> int | None:
    return next((each for each in places(text, wanted, at, backwards=backwards) if each is not None), None)


@given(TEXT, TEXT.filter(bool), st.integers(0, 60), st.booleans(), st.integers(1, 7))
def test_a_place_is_found_wherever_the_pieces_are_cut(
    text: str, wanted: str, at: int, backwards: bool, piece: int
) -> None:
    at = min(at, len(text))
    whole, sought = plain(text), plain(wanted)
    all_of_them = [start for start in range(len(whole)) if whole.startswith(sought, start)]
    before, after = [x for x in all_of_them if x < at], [x for x in all_of_them if x >= at]
    expected = [*before[::-1], *after[::-1]] if backwards else [*after, *before]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "PIECE", piece)
        assert found(text, wanted, at, backwards=backwards) == (expected[0] if expected else None)


@given(TEXT)
def test_plain_text_has_as_many_characters(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_a_search_can_be_left_between_pieces() -> None:
    search = places("x" * 200_000 + "end", "end", 0)
    assert [next(search) for _ in range(3)] == [None, None, None]
