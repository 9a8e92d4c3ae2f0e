"""Words of a text by number, and by what a person types of them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model import Span
from annotator.session.wording import cut_before, cuts, numbered, places

TEXT = "The nine members of the SCO met; the host — “Bek’s men” — said the SCO [sic] won."


def found(text: str, typed: str) -> list[str]:
    return [text[span.start : span.end] for span in places(text, 0, len(text), typed)]


def test_words_are_found_as_they_stand_and_each_time_they_stand() -> None:
    assert found(TEXT, "the SCO") == ["the SCO", "the SCO"]
    assert [span.start for span in places(TEXT, 0, len(TEXT), "SCO")] == [24, 67]
    assert found(TEXT, "[sic]") == ["[sic]"]


def test_whole_words_and_the_same_capitals_come_before_all_else() -> None:
    assert found("He left. The heir: he, HE.", "he") == ["he"]
    assert found("He left. The heir.", "he") == ["He"]
    assert found("Members left.", "ember") == ["ember"]


def test_quotation_marks_dashes_and_spaces_need_not_be_typed_as_they_are_printed() -> None:
    assert found(TEXT, 'host - "Bek\'s  men" - said') == ["host — “Bek’s men” — said"]
    assert found("a\u00a0b\n  c", "a b c") == ["a\u00a0b\n  c"]
    assert found("Was\u00adser floss\u200b.", "Wasser floss.") == ["Was\u00adser floss\u200b."]


def test_accents_are_found_however_they_are_put_together_and_never_cut() -> None:
    apart = unicodedata.normalize("NFD", "Im Café saß José.")
    assert found(apart, "José") == [unicodedata.normalize("NFD", "José")]
    assert found("José", unicodedata.normalize("NFD", "José")) == ["José"]
    assert found(apart, "Cafe") == []
    assert found("नमस्ते दुनिया", "दुनिया") == ["दुनिया"]
    assert found("नमस्ते", "नमस") == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("中国和俄罗斯是上合组织成员。", "俄罗斯"),
        ("قال الوزير إن الكتلة تضم تسع دول.", "الوزير"),
        ("השר אמר שהגוש גדל.", "אמר"),
        ("รัฐมนตรีกล่าว", "กล่าว"),
        ("Министр сказал: нет.", "министр"),
    ],
)
def test_words_of_other_scripts_are_found(text: str, typed: str) -> None:
    assert [each.casefold() for each in found(text, typed)] == [typed.casefold()]


def test_an_ellipsis_stands_for_all_between_unless_the_article_has_it_there() -> None:
    assert found(TEXT, "nine … met") == ["nine members of the SCO met"]
    assert found(TEXT, "nine ... met") == ["nine members of the SCO met"]
    assert found("He said: no … more. No.", "no … more") == ["no … more"]
    assert found(TEXT, "met … nine") == []
    assert found(TEXT, "…") == []


def test_only_words_are_counted_not_the_marks_between_them() -> None:
    spans = numbered(TEXT, 0, 45)
    assert [TEXT[span.start : span.end] for span in spans][:7] == [
        *("The", "nine", "members", "of", "the", "SCO", "met")
    ]
    assert [TEXT[span.start : span.end] for span in spans][7:] == ["the", "host"]


def test_a_cut_before_a_word_takes_the_quotation_mark_that_opens_there() -> None:
    assert TEXT[cut_before(TEXT, 0, TEXT.index("Bek")) :].startswith("“Bek")
    assert cut_before(TEXT, 0, TEXT.index("host")) == TEXT.index("host")
    assert cut_before("a x-ray", 0, 4) == 4
    assert cut_before('a "b"', 0, 3) == 2
    assert cut_before("说，“上", 0, 3) == 2


def test_a_sentence_is_cut_between_words_and_where_words_have_no_spaces_between_letters() -> None:
    assert cuts("He said “no” — 3.5 times.") == [3, 8, 13, 15, 19]
    assert cuts("说，“上合”。") == [2, 4]
    assert cuts("Word.") == cuts("") == []


def test_a_mark_that_stands_on_no_letter_hides_no_word() -> None:
    assert places("\u03011.1", 0, 4, "1") == [Span(1, 2), Span(3, 4)]
    assert places("e\u0301a a", 0, 5, "a") == [Span(4, 5)]


@given(st.text("abAéשא1 .,'“-\u0301\n", max_size=40), st.data())
def test_any_run_of_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    spans = numbered(text, 0, len(text))
    if spans:
        first = data.draw(st.integers(0, len(spans) - 1))
        last = data.draw(st.integers(first, len(spans) - 1))
        typed = text[spans[first].start : spans[last].end]
        hits = places(text, 0, len(text), typed)
        assert any(hit.start <= spans[first].start and spans[last].end <= hit.end + 1 for hit in hits)
