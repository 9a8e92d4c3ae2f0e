"""Words are selected with the mouse as with keys: whole words, over lines and sentences, in either direction."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_support import Screen, article, labelling

from annotator.schema import load_schema
from annotator.tui.look import CONTRAST, Look
from annotator.tui.text import safe, width
from annotator.tui.view import Row
from annotator.tui.widgets.document import DocumentPane
from annotator.tui.widgets.laid import GUTTER, Laid


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def cell_of(screen: Screen, words: str) -> tuple[int, int]:
    """Where some words stand in the document pane."""
    for y, line in enumerate(screen.lines(DocumentPane)):
        if words in line:
            return width(line[: line.index(words)]), y
    raise AssertionError(words)


async def drag(screen: Screen, first: str, last: str) -> None:
    await screen.pilot.mouse_down("#document", offset=cell_of(screen, first))
    await screen.pilot.hover("#document", offset=cell_of(screen, last))
    await screen.pilot.mouse_up("#document", offset=cell_of(screen, last))
    await screen.settle()


def held(screen: Screen, index: int = 0) -> list[tuple[str, str]]:
    text = screen.desk.document.text
    return [(each.label, text[each.start : each.end]) for each in screen.desk.judged(index).annotations]


async def test_words_that_are_drawn_over_are_selected_and_labelled(db: Path) -> None:
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await drag(screen, "ates", "elong")
        assert "“states belong”" in screen.status
        await screen.press("c")
        assert held(screen) == [("claim", "states belong")]


async def test_drawing_backwards_over_wide_characters_and_into_another_sentence_selects_what_is_between(
    db: Path,
) -> None:
    text = "中文 words 🎉 here. And مرحبا [b]there[/b] too."
    async with labelling(db, article(text), schema=load_schema(), size=(80, 24)) as screen:
        await drag(screen, "And", "here")
        assert "“here. And”" in screen.status
        await drag(screen, "words", "🎉")
        assert "“words 🎉”" in screen.status
        await screen.press("escape")
        assert screen.app.bench.mode == "label"


async def test_two_clicks_select_a_word_and_one_click_a_sentence(db: Path) -> None:
    async with labelling(db, article("Nine states. It rained."), schema=load_schema()) as screen:
        await screen.pilot.click("#document", offset=cell_of(screen, "rained"))
        await screen.settle()
        assert (screen.index, screen.app.bench.mode) == (1, "label")
        await screen.pilot.click("#document", offset=cell_of(screen, "states"), times=2)
        await screen.settle()
        assert "“states”" in screen.status
        await screen.press("v")
        await drag(screen, "It", "It")
        assert screen.app.bench.mode == "label"


async def test_the_mouse_does_nothing_to_an_empty_document_or_beside_the_text(db: Path) -> None:
    async with labelling(db, article("It rained."), schema=load_schema()) as screen:
        await screen.pilot.mouse_down("#document", offset=(0, 0))
        await screen.pilot.hover("#document", offset=(70, 9))
        await screen.pilot.mouse_up("#document", offset=(70, 9))
        await screen.settle()
        assert "“It rained.”" in screen.status


@given(
    st.text(st.sampled_from("ab .,😀é\u0301中文مر👩\u200d💻"), min_size=1, max_size=60), st.integers(0, 40)
)
def test_the_cell_of_a_letter_leads_back_to_it(text: str, cells: int) -> None:
    clean = safe(text)
    laid = Laid(Row(clean), False, Look(CONTRAST), GUTTER + 14)
    for number in range(laid.height):
        start, end = laid.breaks[number]
        at = laid.offset_at(number, GUTTER + cells)
        assert start <= at <= max(start, end - 1)
        if at > start and cells < width(clean[start:end]):
            assert width(clean[start:at]) <= cells


async def test_drawing_beyond_the_edge_of_the_pane_moves_the_text_on(db: Path) -> None:
    text = "Nine states " + "and so on and on " * 500 + "belong to it."
    async with labelling(db, article(text), schema=load_schema(), size=(80, 24)) as screen:
        pane = screen.app.bench._document
        below = (20, pane.rows + 1)
        await screen.pilot.mouse_down("#document", offset=cell_of(screen, "states"))
        await screen.pilot.hover("#document", offset=below)
        await screen.pilot.pause(0.3)
        assert pane.top[1] > 2
        selection = screen.app.bench.work.selection
        assert selection is not None
        first = pane._lay(0).breaks[pane.top[1]][0]
        assert selection.start == text.index("states") < first < selection.end
        await screen.pilot.mouse_up("#document", offset=below)
        stopped = pane.top
        await screen.pilot.pause(0.15)
        assert pane.top == stopped
