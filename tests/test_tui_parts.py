"""The parts of the screen that need no screen: the table of actions, text, colours, computing ahead."""

import importlib
import math
import os
import pkgutil
import subprocess
import sys
import threading
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes
from textual.color import Color
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from tui_support import article

from annotator.model import Sentence, Suggestions
from annotator.schema import RESERVED_KEYS, load_schema
from annotator.tui import actions, look, text
from annotator.tui import screens as tui_screens
from annotator.tui.ahead import Ahead
from annotator.tui.brackets import hint_letters
from annotator.tui.footer import hints
from annotator.tui.screens.label import LabelScreen
from annotator.tui.widgets.answers import bar, score
from annotator.tui.widgets.bars import fitting

ROOT = Path(__file__).parent.parent


def screens() -> list[type[Screen]]:
    """Every screen that there is."""
    found = []
    for module in pkgutil.iter_modules(tui_screens.__path__):
        content = vars(importlib.import_module(f"annotator.tui.screens.{module.name}")).values()
        found += [each for each in content if isinstance(each, type) and issubclass(each, Screen)]
    return found


KEYS = actions.Keys().with_schema(load_schema())

ANY = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from(" \n\t漢字\u0301\u200d\ufe0f👩❤שa\x1b\u202e\xad"),
    ),
    max_size=120,
)


# The table of actions


def test_docs_keys_is_the_page_of_the_table() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == actions.page(), "python -m annotator.tui.actions > docs/keys.md"


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda action: action.id)
def test_every_action_is_a_method_of_its_screen(action: actions.Action) -> None:
    act = f"action_{action.do.partition('(')[0]}"
    of_labelling = hasattr(LabelScreen, act)
    assert of_labelling if action.mode == actions.LABEL else any(hasattr(screen, act) for screen in screens())


def test_no_two_actions_share_a_name() -> None:
    names = [action.id for action in actions.ACTIONS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("mode", actions.TITLES)
def test_no_key_means_two_things_in_one_mode(mode: str) -> None:
    keys = [actions.key_name(key) for action in actions.of(mode) for key in action.keys]
    assert len(keys) == len(set(keys))


def test_no_label_of_a_schema_can_take_a_key_of_the_screen() -> None:
    letters = {key for action in actions.of(actions.LABEL) for key in action.keys if len(key) == 1}
    assert letters <= RESERVED_KEYS


def test_the_footer_takes_the_letters_of_the_schema() -> None:
    shown = {hint.does: hint.keys for hint in hints(KEYS)}
    assert shown["label"] == "coae"
    assert shown["nothing"] == "n"


@given(st.integers(min_value=0, max_value=200))
def test_the_footer_never_asks_for_more_room_than_there_is(cells: int) -> None:
    chosen = fitting(hints(KEYS), cells)
    assert sum(len(hint.keys) + len(hint.does) + 3 for hint in chosen) - 2 <= max(0, cells)


def test_the_table_is_read_without_textual_and_help_does_not_load_the_screen() -> None:
    code = "import annotator.tui, annotator.tui.actions, sys; annotator.tui.actions.page()"
    check = f"{code}; sys.exit(any(name.partition('.')[0] == 'textual' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0


def test_the_screen_paints_before_anything_heavy_is_imported() -> None:
    heavy = ("sqlite3", "sqlite_utils", "yaml", "rapidfuzz", "numpy", "punkt", "click")
    heavy += ("annotator.session.project", "annotator.store", "annotator.history", "annotator.schema")
    check = f"import annotator.tui.app, sys; sys.exit(', '.join(n for n in {heavy} if n in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


# Text


@given(ANY)
def test_safe_text_keeps_every_offset_and_nothing_that_a_terminal_obeys(hostile: str) -> None:
    clean = text.safe(hostile)
    assert len(clean) == len(hostile)
    assert not any(ord(each) < 32 or 0x7F <= ord(each) < 0xA0 for each in clean)
    assert not set(clean) & set("\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u2028\u2029\ufeff")
    assert text.safe(clean) == clean


@given(ANY, st.integers(min_value=1, max_value=40))
def test_wrapping_loses_nothing_but_spaces_and_no_line_is_too_wide(hostile: str, cells: int) -> None:
    clean = text.safe(hostile)
    end = 0
    for start, stop in text.wrap(clean, cells):
        assert end <= start <= stop
        assert not clean[end:start].strip()
        line = clean[start:stop]
        assert cell_len(line) <= cells or len(split_graphemes(line)[0]) == 1
        end = stop
    assert not clean[end:].strip()


@given(ANY, st.integers(min_value=0, max_value=40))
def test_padding_fills_exactly_and_cutting_never_takes_more(hostile: str, cells: int) -> None:
    clean = text.safe(hostile)
    assert cell_len(text.pad(clean, cells)) == cells
    assert cell_len(text.cut(clean, cells)) <= cells
    if cell_len(clean) <= cells and cells:
        assert text.cut(clean, cells) == clean


@given(ANY)
def test_a_width_is_what_rich_measures(hostile: str) -> None:
    clean = text.safe(hostile)
    assert text.width(clean) == cell_len(clean)


@given(ANY, st.lists(st.tuples(st.integers(0, 120), st.integers(1, 20)), max_size=3), st.integers(1, 80))
def test_a_line_around_a_place_shows_it_and_fits(
    hostile: str, places: list[tuple[int, int]], cells: int
) -> None:
    clean = text.safe(hostile)
    inside = sorted((start, min(start + size, len(clean))) for start, size in places if start < len(clean))
    pieces = text.around(clean, inside, cells)
    assert text.width("".join(piece for piece, _ in pieces)) <= max(cells, 1)
    for piece, sought in pieces:
        assert piece
        assert not sought or piece in clean or piece.rstrip("…") in clean


def test_a_line_around_a_place_far_inside_leaves_out_what_stands_before() -> None:
    sentence = "one two three four five six seven eight nine ten eleven twelve"
    at = sentence.index("ten")
    pieces = text.around(sentence, [(at, at + 3)], 30)
    assert ("ten", True) in pieces
    assert pieces[0][0].startswith("…")


@given(ANY)
def test_what_is_drawn_takes_as_many_cells_and_no_terminal_can_disagree(hostile: str) -> None:
    clean = text.safe(hostile)
    drawn = text.drawable(clean)
    assert cell_len(drawn) == cell_len(clean)
    assert not set(drawn) & set("\u200d\ufe0f\u20e3\U0001f3fb\U0001f3ff")


@pytest.mark.parametrize(
    ("shown", "drawn"),
    [
        ("👩‍👩‍👧‍👦!", "👩!"),
        ("❤️!", "❤ !"),
        ("👍🏽!", "👍!"),
        ("🇰🇿!", "🇰🇿!"),
        ("漢é", "漢é"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_emoji_that_are_put_together_are_drawn_by_their_first(shown: str, drawn: str) -> None:
    assert text.drawable(shown) == drawn


def test_words_break_between_wide_characters_only_where_they_must() -> None:
    assert text.lines("中国外交部发言人", 5) == ["中国", "外交", "部发", "言人"]
    assert text.lines("The word said", 8) == ["The word", "said"]
    assert text.lines("", 8) == [""]
    assert text.lines("incomprehensible", 6) == ["incomp", "rehens", "ible"]


def test_a_failure_is_named_without_the_folders_of_its_file() -> None:
    assert text.brief_path("/home/a/ann.db: it was moved") == "ann.db: it was moved"
    assert text.brief_path("no path here") == "no path here"


@pytest.mark.parametrize(("value", "shown"), [(0.971, " .97"), (1.0, "1.00"), (0.0, " .00"), (0.5, " .50")])
def test_scores_have_two_places_and_bars_their_length(value: float, shown: str) -> None:
    assert score(value) == shown
    full, empty = bar(value, 7)
    assert len(full) + len(empty) == 7


@given(st.lists(st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8})?", fullmatch=True), unique=True, max_size=30))
def test_hint_letters_differ_and_spare_the_label_s_own_key(names: list[str]) -> None:
    letters = hint_letters(names, "e")
    given_ones = [letter for letter in letters if letter]
    assert len(letters) == len(names)
    assert len(set(given_ones)) == len(given_ones) == len(names)
    assert "e" not in given_ones


# Colours


@pytest.mark.parametrize("theme", [*look.THEMES, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_every_label_can_be_read_under_every_theme(theme: object) -> None:
    styles = look.Look(theme)  # type: ignore[arg-type]
    for name in look.COLOURS:
        for lifted in (False, True):
            style = styles.named(name, lifted=lifted)
            if style.color and style.bgcolor:
                ink, page = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
                assert look.contrast(ink, page) >= look.LEAST_CONTRAST - 0.05


# What is seen without cones for long, middle or short waves. Machado, Oliveira and Fernandes (2009), IEEE
# Transactions on Visualization and Computer Graphics 15 (6), table of severity 1.0; on linear RGB.
VISIONS = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: Color, vision: str) -> tuple[float, float, float]:
    """A colour in CIELAB, as it is seen."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    light = [
        min(1, max(0, sum(w * part for w, part in zip(row, linear, strict=True)))) for row in VISIONS[vision]
    ]
    xyz = (
        (0.4124564 * light[0] + 0.3575761 * light[1] + 0.1804375 * light[2]) / 0.95047,
        0.2126729 * light[0] + 0.7151522 * light[1] + 0.0721750 * light[2],
        (0.0193339 * light[0] + 0.1191920 * light[1] + 0.9503041 * light[2]) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", look.THEMES, ids=lambda theme: theme.name)
def test_any_two_colours_can_be_told_apart_whatever_cones_one_has(theme: object, vision: str) -> None:
    styles = look.Look(theme)  # type: ignore[arg-type]
    colours = {name: seen(styles.named_colour(name), vision) for name in look.COLOURS}
    for one, other in combinations(colours, 2):
        assert math.dist(colours[one], colours[other]) > 12, (one, other)


def test_the_theme_of_high_contrast_has_it_everywhere() -> None:
    styles = look.Look(look.CONTRAST)
    named = [styles.named(name, lifted=lifted) for name in look.COLOURS for lifted in (False, True)]
    for style in (styles.text, styles.read, styles.heading, styles.bar, styles.bar_key, *named):
        assert style.color is not None
        assert style.bgcolor is not None
        ink, page = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
        assert look.contrast(ink, page) >= look.STRONG_CONTRAST - 0.1


def test_the_schema_s_colours_are_those_that_a_theme_knows() -> None:
    from annotator.schema import COLOURS

    assert set(COLOURS) == set(look.COLOURS)


def test_the_first_theme_follows_the_terminal_and_the_environment_wins() -> None:
    available = [theme.name for theme in look.THEMES]
    assert look.theme_for({}, available) == "evening"
    assert look.theme_for({"COLORFGBG": "0;15"}, available) == "morning"
    assert look.theme_for({"COLORFGBG": "0;15", "ANNOTATOR_THEME": "evening"}, available) == "evening"
    assert look.theme_for({"ANNOTATOR_THEME": "no such"}, available) == "evening"


# Computing ahead


def test_what_is_looked_at_is_computed_before_what_was_wanted_earlier() -> None:
    order: list[int] = []
    begun, hold, told = threading.Event(), threading.Event(), threading.Event()

    def suggest(index: int) -> Suggestions:
        order.append(index)
        begun.set()
        hold.wait(5)
        if index == 8:
            told.set()
        return Suggestions(article_sentence(), (), ())

    ahead = Ahead(suggest, lambda entity: [], lambda failure: None)
    ahead.want([0, 1, 2, 3])
    begun.wait(5)
    ahead.want([7, 8])
    hold.set()
    told.wait(5)
    ahead.close()
    assert order == [0, 7, 8]
    assert ahead.arrived() == {0, 7, 8}
    assert ahead.arrived() == set()


def article_sentence() -> Sentence:
    document = article("One.")
    return Sentence(document.id, 0, 0, 4, "One.")


def test_a_rule_that_fails_is_told_not_swallowed() -> None:
    told: list[BaseException | None] = []
    done = threading.Event()

    def suggest(index: int) -> Suggestions:
        raise ZeroDivisionError

    def tell(failure: BaseException | None) -> None:
        told.append(failure)
        done.set()

    ahead = Ahead(suggest, lambda entity: [], tell)
    ahead.want([0])
    assert done.wait(5)
    assert isinstance(told[0], ZeroDivisionError)


def test_run_says_what_can_be_mended_on_stderr_and_gives_its_status() -> None:
    if not hasattr(os, "openpty"):
        pytest.skip("needs a pseudo-terminal")
    code = (
        "import sys\n"
        "from annotator.errors import ReadError\n"
        "from annotator.tui.app import run\n"
        "def opening():\n"
        "    raise ReadError('a.txt: no such file; name another')\n"
        "sys.exit(run(opening))\n"
    )
    master, slave = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=slave, stdout=slave, stderr=slave, cwd=ROOT
    )
    os.close(slave)
    said = b"".join(iter(lambda: _read(master), b""))
    os.close(master)
    assert process.wait(30) == 1
    assert said.decode().rstrip().endswith("a.txt: no such file; name another")
    assert b"Traceback" not in said


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # Linux says EIO when the other end closes
        return b""
