"""The labelling screen: every key, on a real database."""

from pathlib import Path

import pytest
from textual import events
from tui_support import article, labelling

from annotator.tui.widgets.document import DocumentPane


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


CANDIDATES = 2
"""The sentence with four candidates: wrong-kind, attribution (ticked), wrong-number, claim."""


async def test_a_digit_accepts_the_candidate_of_that_number_and_again_takes_it_back(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "1")
        assert screen.labels(CANDIDATES) == ["error/wrong-kind"]
        assert "✓ error · wrong-kind" in screen.answers
        await screen.press("1")
        assert screen.labels(CANDIDATES) == []
        assert "☐ error · wrong-kind" in screen.answers


async def test_a_digit_without_a_candidate_does_nothing_and_says_so(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("9")
        assert "no candidate 9" in screen.status
        assert screen.desk.progress()[0] == 0


async def test_accusations_are_never_ticked_beforehand_whatever_their_score(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j")
        assert "☐ error · wrong-kind" in screen.answers
        assert "☐ error · wrong-number" in screen.answers
        assert "☑ attribution" in screen.answers
        assert "☐ claim" in screen.answers, "its score is below the schema's"


async def test_enter_accepts_what_is_ticked_and_goes_on(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "enter")
        assert screen.labels(CANDIDATES) == ["attribution"]
        assert screen.index == CANDIDATES + 1
        assert "accepted attribution" in screen.status
        assert "judged 1/" in screen.status


async def test_enter_with_nothing_ticked_judges_nothing_and_goes_on(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("enter")
        assert screen.index == 1
        assert screen.desk.progress()[0] == 0
        assert "not judged: nothing was marked; n = nothing to check" in screen.status


async def test_space_unticks_so_that_enter_does_not_accept(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "tab", "space")
        assert "☐ attribution" in screen.answers
        await screen.press("x", "enter")
        assert screen.labels(CANDIDATES) == []
        assert screen.desk.judged(CANDIDATES).judged


async def test_space_ticks_the_candidate_in_focus(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "space", "enter")
        assert screen.labels(CANDIDATES) == ["attribution", "error/wrong-kind"]


async def test_x_rejects_the_candidate_in_focus_and_moves_on_to_the_next_open_one(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "x")
        assert "✗ error · wrong-kind" in screen.answers
        await screen.press("x")
        assert "✗ attribution" in screen.answers
        assert [each.label for each in screen.desk.judged(CANDIDATES).rejected] == ["error", "attribution"]


async def test_x_on_a_rejected_candidate_takes_that_back(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "x", "shift+tab", "x")
        assert screen.desk.judged(CANDIDATES).rejected == ()


async def test_tab_moves_the_focus_around_and_its_words_are_marked_in_the_sentence(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j")
        assert _reversed(screen) == ["Ann Roe"]
        await screen.press("tab", "tab")
        assert _reversed(screen) == ["9"]
        await screen.press("tab", "tab")
        assert _reversed(screen) == ["Ann Roe"], "four candidates: it wraps around"
        await screen.press("shift+tab")
        assert screen.app.bench.work.focus == 3


async def test_nothing_stays_marked_in_a_sentence_that_was_left(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "enter")
        assert _reversed(screen) == ["Ann Roe"]
        await screen.press("j")
        assert _reversed(screen) == ["4"]


def _reversed(screen: object) -> list[str]:
    """The words that are drawn reversed in the document."""
    pane = screen.app.screen.query_one(DocumentPane)  # type: ignore[attr-defined]
    return [
        segment.text
        for strip in pane.strips()
        for segment in strip
        if segment.style is not None and segment.style.reverse
    ]


async def test_a_letter_of_the_schema_sets_a_label_and_again_takes_it_off(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("o")
        assert screen.labels(0) == ["opinion"]
        assert screen.document.splitlines()[0].startswith("▌ O")
        await screen.press("o")
        assert screen.labels(0) == []


async def test_a_label_with_types_asks_for_its_type_by_a_hint_letter(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("e")
        assert "wrong-kind" in _picker(screen)
        await screen.press("m")
        assert screen.labels(0) == ["error/misattributed"]


async def test_enter_in_the_picker_takes_the_type_of_the_candidate_in_focus(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "tab", "tab", "e", "enter")
        assert screen.labels(CANDIDATES) == ["error/wrong-number"]


async def test_arrows_choose_in_the_picker_and_escape_sets_nothing(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("e", "down", "down", "up", "enter")
        assert screen.labels(0) == ["error/not-member"]
        await screen.press("e", "escape")
        assert screen.labels(0) == ["error/not-member"]


async def test_a_label_pressed_twice_is_set_without_a_type_unless_it_accuses(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("t", "t")
        assert screen.labels(0) == ["tenor"]
        await screen.press("j", "e")
        assert "only the label" not in _picker(screen)


def _picker(screen: object) -> str:
    from annotator.tui.screens.picker import PickerPane

    return screen.text(PickerPane)  # type: ignore[attr-defined]


async def test_n_says_that_there_is_nothing_to_check_rejects_what_it_excludes_and_goes_on(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "n")
        assert screen.labels(CANDIDATES) == ["no-claim"]
        assert len(screen.desk.judged(CANDIDATES).rejected) == 3
        assert screen.index == CANDIDATES + 1
        await screen.press("k")
        assert "▌ ·" in screen.document


async def test_n_again_takes_it_back_and_stays(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("n", "k", "n")
        assert screen.index == 0
        assert screen.desk.progress()[0] == 0


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        (("j", "down", "j"), 3),
        (("j", "j", "k", "up"), 0),
        (("k",), 0),
        (("G",), 7),
        (("end", "j"), 7),
        (("G", "g"), 0),
        (("end", "home"), 0),
        (("pagedown",), 7),
        (("pagedown", "pageup"), 0),
        (("n", "right_square_bracket"), 2),
        (("left_square_bracket",), 7),
    ],
)
async def test_keys_move(db: Path, keys: tuple[str, ...], index: int) -> None:
    async with labelling(db) as screen:
        await screen.press(*keys)
        assert screen.index == index
        assert f"sentence {index + 1} of 8" in screen.status or screen.desk.progress()[0]


async def test_the_next_unjudged_sentence_is_found_around_the_end_and_none_is_said(db: Path) -> None:
    async with labelling(db, article("One left. Two came.")) as screen:
        await screen.press("j", "n", "]")
        assert screen.index == 0
        await screen.press("n", "]")
        assert "all sentences are judged" in screen.status
        await screen.press("[")
        assert "all sentences are judged" in screen.status


async def test_undo_jumps_to_the_sentence_and_says_what_it_took_back(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "1", "G", "u")
        assert screen.index == CANDIDATES
        assert screen.labels(CANDIDATES) == []
        assert "undid" in screen.status
        await screen.press("g", "ctrl+r")
        assert screen.index == CANDIDATES
        assert screen.labels(CANDIDATES) == ["error/wrong-kind"]


async def test_undo_and_redo_with_nothing_left_say_so(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("u")
        assert "nothing to undo" in screen.status
        await screen.press("ctrl+r")
        assert "nothing to redo" in screen.status


async def test_a_sentence_is_split_before_the_chosen_word_and_undo_mends_it(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "s")
        assert _reversed(screen) == ["Arland"], "the middle, as it has no mark inside"
        await screen.press("l", "right", "h", "enter")
        assert screen.desk.count == 9
        assert screen.desk.sentence(2).text == "on Monday."
        assert screen.index == 1
        await screen.press("u")
        assert screen.desk.count == 8


async def test_splitting_is_left_by_escape_and_its_keys_label_nothing(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "s", "o", "n", "1", "x", "escape")
        assert screen.desk.count == 8
        assert screen.desk.progress()[0] == 0
        await screen.press("s", "q", "o")
        assert screen.labels(1) == ["opinion"], "q left the splitting, not the program"


async def test_one_word_cannot_be_split(db: Path) -> None:
    async with labelling(db, article("Enough. It ended.")) as screen:
        await screen.press("s")
        assert "one word" in screen.status
        await screen.press("j", "k")
        assert screen.index == 0


async def test_m_merges_with_the_next_sentence_and_the_last_one_cannot_be(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "m")
        assert screen.desk.count == 7
        assert "on Monday.\nThe minister" in screen.desk.sentence(1).text
        await screen.press("G", "m")
        assert "no next sentence" in screen.status


async def test_find_goes_to_words_as_they_are_typed_and_on_with_enter(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("/", *"membe")
        assert screen.index == 2
        assert _found(screen) == ["membe", "membe"]
        await screen.press("enter")
        assert screen.index == 3
        await screen.press("up")
        assert screen.index == 2
        await screen.press("down", "escape")
        assert screen.index == 3
        assert _found(screen) == []
        await screen.press("o")
        assert screen.labels(3) == ["opinion"], "the keys label again"


async def test_a_find_that_finds_nothing_stays_and_says_so(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "/", *"zzz")
        assert screen.index == 1
        assert "not found" in screen.status
        await screen.press("ctrl+u", *"wat")
        assert "watch" in screen.desk.sentence(screen.index).text
        await screen.press(*"zz")
        assert screen.index == 1, "back where the search began"


async def test_what_was_sought_last_is_sought_again_by_enter(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("/", *"coup", "escape", "g", "/", "enter")
        assert "coup" in screen.desk.sentence(screen.index).text


def _found(screen: object) -> list[str]:
    look = screen.app.look  # type: ignore[attr-defined]
    pane = screen.app.screen.query_one(DocumentPane)  # type: ignore[attr-defined]
    drawn = [segment for strip in pane.strips() for segment in strip]
    return [each.text for each in drawn if each.style and each.style.bgcolor == look.found.bgcolor]


async def test_a_paste_of_digits_and_letters_labels_nothing(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j")
        screen.app.post_message(events.Paste("1234on\n"))
        await screen.settle()
        assert screen.desk.progress()[0] == 0
        assert screen.index == CANDIDATES


async def test_a_click_chooses_a_sentence_and_ticks_a_candidate_and_the_wheel_scrolls(db: Path) -> None:
    async with labelling(db, size=(120, 16)) as screen:
        document = screen.app.screen.query_one("#document")
        rows = screen.lines(type(document))
        line = next(y for y, text in enumerate(rows) if "The minister" in text)
        await screen.pilot.click("#document", offset=(20, line))
        await screen.settle()
        assert screen.index == CANDIDATES
        answers = screen.app.screen.query_one("#answers")
        line = next(y for y, text in enumerate(screen.lines(type(answers))) if "wrong-kind" in text)
        await screen.pilot.click("#answers", offset=(5, line))
        await screen.settle()
        assert "☑ error · wrong-kind" in screen.answers
        document.scroll_lines(3)
        await screen.settle()
        assert screen.lines(type(document)) != rows
        assert screen.index == CANDIDATES


async def test_a_find_that_takes_long_lets_keys_through_and_arrives_all_the_same(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.tui.screens.finding._AT_ONCE", 0.0)
    monkeypatch.setattr("annotator.session.searching.PIECE", 500)
    text = "It ended. " * 2000 + "Was it a coup?"
    async with labelling(db, article(text)) as screen:
        await screen.press("/")
        screen.app.post_message(events.Key("c", "c"))
        screen.app.post_message(events.Key("o", "o"))
        await screen.settle()
        assert screen.index == 2000
        await screen.press(*"zz")
        assert "not found" in screen.status
        await screen.press("backspace", "backspace", "backspace", "enter", "escape")
        assert screen.app.bench.mode == "label"
        assert screen.index == 2000
