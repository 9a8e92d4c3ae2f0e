"""What `suggest` prints: plain lines break where those on a terminal do."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from annotator.cli.sentences import Row, folded, grid, lines
from annotator.safetext import safe

TEXT = st.lists(
    st.one_of(
        st.text("ab -–’é中国한👍🏽\u0301\u00a0", max_size=12),
        st.text(max_size=6),
        st.just("Donaudampfschifffahrtsgesellschaft"),
    ),
    max_size=12,
).map(lambda words: safe(" ".join(words)))


@given(TEXT, st.integers(4, 30))
@example("a  b   ", 4)
@example("中国中国中国 中", 5)
@example("   ", 4)
def test_lines_break_where_those_of_a_terminal_do(text: str, width: int) -> None:
    wrapped = Text(text).wrap(Console(width=width), width, overflow="fold")
    assert [line.rstrip() for line in folded(text, width)] == [line.plain.rstrip() for line in wrapped]


@given(st.lists(TEXT, min_size=1, max_size=4), st.sampled_from([1, 22, 9999, 10000, 123456]))
def test_rows_stand_as_they_do_on_a_terminal(texts: list[str], number: int) -> None:
    rows = [Row(str(number), 0, ((texts[0], ""),))]
    rows += [
        Row("", 2, ((text, "bold red"), ("\nwhy", ""), ("\nwhere", "bright_black"))) for text in texts[1:]
    ]
    rows.append(Row("", 0, (("", ""),)))
    console = Console(width=40, color_system=None, markup=False, highlight=False, emoji=False)
    with console.capture() as printed:
        console.print(grid(rows))
    assert list(lines(rows, 40)) == [line.rstrip() for line in printed.get().split("\n")[:-1]]


@pytest.mark.parametrize("width", [10, 40])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    rows = [Row("7", 0, (("word " * 30 + "w" * 99, ""),)), Row("", 2, (("w" * 99, ""),))]
    assert max(map(len, lines(rows, width))) == width
