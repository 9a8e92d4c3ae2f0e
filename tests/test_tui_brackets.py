"""Brackets left of the text tell which spans overlap, lie in each other or have pieces, and where they end."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui_support import Screen, article, labelling

from annotator.model import Mark, Span
from annotator.schema import load_schema
from annotator.tui.brackets import MOST, Bracket, columns
from annotator.tui.look import CONTRAST, ROUND, Look
from annotator.tui.text import safe, width
from annotator.tui.view import Row
from annotator.tui.widgets.document import DocumentPane
from annotator.tui.widgets.laid import GUTTER, Laid

TEXT = (
    "“The bloc will not grow this year,” the old minister of Arland said on Monday, “because nine of the"
    " members, among them 中国 and العربية السعودية, cannot agree 🎉 on the budget [sic].” All came. It rained."
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def span(first: str, last: str = "") -> Span:
    return Span(TEXT.index(first), TEXT.index(last or first) + len(last or first))


def mark(label: str, *spans: Span) -> Mark:
    return Mark(label, "", spans[0].start, spans[-1].end, spans if len(spans) > 1 else ())


def margin(screen: Screen, index: int) -> list[str]:
    """The brackets of a sentence, line by line."""
    pane = screen.app.bench._document
    laid = pane._lay(index)
    lines = [laid.line(number, False).text for number in range(laid.blank, laid.height)]
    return [line[GUTTER - 1 : laid.indent - 1] for line in lines]


def signs(brackets: list[Bracket], lines: list[tuple[int, int]]) -> list[str]:
    found = columns(brackets, lines)
    assert found is not None
    return ["".join(sign for sign, _ in row) for row in found]


async def test_spans_that_keys_have_made_to_overlap_get_brackets_and_lose_them_by_undo(db: Path) -> None:
    text = "Nine states of the bloc belong to it."
    async with labelling(db, article(text), schema=load_schema(), size=(80, 24)) as screen:
        await screen.press("v", "4", "l", "enter", "s")
        assert "Nine states" in screen.document
        assert margin(screen, 0) == [""]
        await screen.press("v", "l", "enter", "q")
        assert margin(screen, 0) == ["sq"]
        assert any(line.startswith("▌     sq Nine states") for line in screen.lines(DocumentPane))
        await screen.press("u")
        assert margin(screen, 0) == [""]


@pytest.mark.parametrize("theme", ROUND)
@pytest.mark.parametrize("size", [(80, 24), (160, 50), (44, 30)])
async def test_nested_crossing_and_divided_spans_over_lines_have_each_their_bracket(
    db: Path, theme: str, size: tuple[int, int]
) -> None:
    async with labelling(db, article(TEXT), schema=load_schema(), size=size, theme=theme) as screen:
        screen.desk.mark_all(
            [
                mark("content", span("“The", "year,”"), span("“because", "[sic].”")),
                mark("source", span("the old", "Arland")),
                mark("entity", span("Arland")),
                mark("quantity", span("nine of the", "中国 and العربية")),
            ]
        )
        screen.app.bench.reopen()
        await screen.settle()
        shown = margin(screen, 0)
        assert shown[0][0] == "o"
        assert shown[-1][0] == "╰"
        assert {line[0] for line in shown[1:-1]} <= {"│", "┊"}
        assert "q" in "".join(shown) + "+"
        assert max(map(len, shown)) <= MOST
        assert all(width(line) == screen.app.bench._document.cells for line in screen.lines(DocumentPane))
        assert margin(screen, 1) == [""]


async def test_a_span_over_two_sentences_is_drawn_in_both_and_goes_from_both(db: Path) -> None:
    async with labelling(db, article(TEXT), schema=load_schema(), size=(80, 24)) as screen:
        await screen.press("j", "v", *"3w", "enter", "o")
        (content,) = screen.desk.judged(1).annotations
        assert TEXT[content.start : content.end] == "All came. It"
        roles = [[each.role for each in screen.app.bench._document._lay(at).row.marks] for at in (1, 2)]
        assert roles == [["label"], ["label"]]
        screen.desk.mark("entity", [span("came.", "rained")])
        screen.app.bench.reopen()
        assert [margin(screen, at) for at in (1, 2)] == [["oe"], ["╰╰"]]
        await screen.press("u", "u")
        assert screen.app.bench._document._lay(2).row.marks == ()


def test_a_bracket_tells_its_beginning_its_end_and_lines_without_a_word_of_it() -> None:
    lines = [(0, 9), (10, 19), (20, 29), (30, 39)]
    assert signs([Bracket("a", "red", ((3, 35),))], lines) == ["a", "│", "│", "╰"]
    assert signs([Bracket("a", "red", ((3, 5), (31, 35)))], lines) == ["a", "┊", "┊", "╰"]
    assert signs([Bracket("a", "red", ((-5, 25),))], lines) == ["│", "│", "╰", " "]
    assert signs([Bracket("a", "red", ((12, 99),))], lines) == [" ", "a", "│", "│"]
    four = [Bracket(letter, "red", ((1, 15 - at),)) for at, letter in enumerate("abcd")]
    assert signs(four, lines) == ["ab+", "╰╰╰", "   ", "   "]
    assert signs([four[0], Bracket("z", "red", ((20, 25),))], lines) == ["a", "╰", "z", " "]


SPANS = st.lists(
    st.lists(st.integers(0, 120), min_size=2, max_size=6, unique=True).map(sorted), min_size=1, max_size=6
)


@given(st.text(st.sampled_from("ab .,é中文مر👩💻"), min_size=1, max_size=120), SPANS)
def test_whatever_overlaps_no_line_grows_and_every_span_is_told(text: str, cuts: list[list[int]]) -> None:
    clean = safe(text)
    brackets = []
    for letter, edges in zip("stuvwx", cuts, strict=False):
        ends = [min(edge, len(clean)) for edge in edges]
        pieces = tuple((a, b) for a, b in list(pairwise(ends))[::2] if a < b)
        if pieces:
            brackets.append(Bracket(letter, "red", pieces))
    brackets.sort(key=lambda each: (each.start, -each.end))
    cells = GUTTER + 18
    laid = Laid(Row(clean, brackets=tuple(brackets)), False, Look(CONTRAST), cells)
    assert GUTTER <= laid.indent <= GUTTER + MOST
    drawn = [laid.line(number, False) for number in range(laid.height)]
    assert all(width(each.text) == cells for each in drawn)
    told = "".join(each.text[GUTTER - 1 : laid.indent - 1] for each in drawn)
    assert all(each.letter in told or "+" in told for each in brackets)
    for number in range(laid.height):
        start, end = laid.breaks[number]
        assert start <= laid.offset_at(number, laid.indent) <= max(start, end - 1)
