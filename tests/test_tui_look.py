"""What the screen shows: hostile text, sizes, colours, reopening, failures, leaving."""

import asyncio
import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from tui_support import OwnSession, Screen, article, labelling

from annotator.errors import ReadError, SchemaError, UsageError
from annotator.session import Session
from annotator.tui.actions import Keys
from annotator.tui.app import LabelApp
from annotator.tui.footer import shown_keys
from annotator.tui.picture import picture
from annotator.tui.screens.reader import ReaderScreen
from annotator.tui.widgets.answers import AnswersPane
from annotator.tui.widgets.bars import KeysBar
from annotator.tui.widgets.document import DocumentPane
from annotator.tui.widgets.listing import ListPane
from annotator.tui.widgets.pane import Pane
from annotator.tui.widgets.reader import ReaderPane


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


HOSTILE = (
    "\x1b]0;owned\x07 said \x9b31m the [bold]envoy[/bold] [/dpa] \x00 \x7f end.\n\n"
    "A line\u2028break and \u202eturned\u202c words. "
    "中国外交部发言人汪文斌说，上海合作组织有八个成员国。 "
    "قال الوزير إن الكتلة مستعدة. Cafe\u0301 👩‍👩‍👧‍👦 ❤️ 🇰🇿 noted.\n"
)


async def test_nothing_that_a_terminal_would_obey_reaches_it(db: Path) -> None:
    document = article(HOSTILE, title="\x1b]0;title\x07[red]")
    async with labelling(db, document, size=(80, 24), annotator="an[b]n") as screen:
        await screen.press("n", "k")
        drawn = "".join(_all(screen))
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff]", drawn)
        assert "[bold]envoy[/bold] [/dpa] ␀ ␡ end." in drawn
        assert "␛]0;title␇[red]" in drawn
        assert "an[b]n" in drawn


def _all(screen: Screen) -> list[str]:
    return [strip.text for strip in screen.app.screen._compositor.render_strips()]


async def test_every_line_is_exactly_as_wide_as_the_screen_in_any_script(db: Path) -> None:
    for size in ((80, 24), (133, 31), (41, 12)):
        async with labelling(db, article(HOSTILE), size=size) as screen:
            for _ in range(screen.desk.count):
                strips = screen.app.screen._compositor.render_strips()
                assert {strip.cell_length for strip in strips} == {size[0]}
                await screen.press("j")


async def test_a_reason_is_shown_as_it_is_never_as_markup(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "j")
        assert (
            "4 is [bold]not[/bold] the number␛]0;owned␇"
            in screen.answers.replace("\n", " ").replace("  ", "")
            or "[bold]not[/bold]" in screen.answers
        )
        assert "\x1b" not in screen.answers


async def test_a_sentence_longer_than_the_screen_can_be_read_to_its_end(db: Path) -> None:
    words = " ".join(f"word{spelled(number)}" for number in range(2_000))
    async with labelling(db, article(f"First. {words}. Last."), size=(80, 24)) as screen:
        await screen.press("j")
        assert "worda " in screen.document
        assert screen.index == 1
        seen = ""
        for _ in range(100):
            seen += screen.document
            await screen.press("pagedown")
            if screen.index == 2:
                break
        seen += screen.document
        assert all(f"word{spelled(number)}" in seen for number in range(2_000))


def spelled(number: int) -> str:
    """A number in letters: the tests' rule takes every digit for an error."""
    return str(number).translate(str.maketrans("0123456789", "abcdefghij"))


async def test_a_megabyte_without_a_full_stop_is_shown_at_once(db: Path) -> None:
    async with labelling(db, article("word " * 200_000), size=(80, 24)) as screen:
        assert "word word" in screen.document
        async with asyncio.timeout(2):
            await screen.press("pagedown", "G", "pageup", "o")
        assert screen.labels(0) == ["opinion"]


async def test_an_empty_document_is_opened_and_left(db: Path) -> None:
    async with labelling(db, article(" \n ")) as screen:
        assert "no sentence" in screen.answers
        await screen.press("j", "enter", "1", "o", "n", "s", "u", "/", "G", "]", "x", "tab", "pagedown", "?")
        assert isinstance(screen.app.screen, ReaderScreen)
        await screen.press("q", "q")
        assert screen.app.return_value == 0


async def test_paragraphs_are_set_apart_and_labels_stand_in_the_margin(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "o", "j", "enter", "n")
        rows = [line.rstrip(" │┃") for line in screen.lines(DocumentPane)]
        assert rows[1] == ""
        assert rows[2] == "  O    Envoys met in Arland on Monday."
        assert rows[3].startswith("  A    The minister said")
        fourth = next(row for row in rows if "It has 4" in row)
        assert fourth.startswith("  ·    It has 4 [sic] members.")
        assert next(row for row in rows if "he said" in row).startswith("▌      “We")
        assert rows[rows.index(fourth) + 1] == ""


async def test_a_judged_sentence_without_a_label_is_told_from_one_not_judged(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "j", "x", "enter")
        assert "  –    It has 4" in screen.document


async def test_panes_stack_in_a_narrow_terminal_and_stand_side_by_side_in_a_wide_one(db: Path) -> None:
    async with labelling(db, size=(80, 24)) as screen:
        await screen.press("j", "j")
        assert screen.app.screen.query_one(DocumentPane).size.width == 80
        assert "KNOWN HERE" not in screen.answers
        await _resize(screen, 160, 50)
        assert screen.app.screen.query_one(DocumentPane).size.width == 96
        assert "KNOWN HERE" in screen.answers
        assert "is Ann Roe." in screen.document
        await _resize(screen, 80, 24)
        assert screen.app.screen.query_one(DocumentPane).size.width == 80
        assert "error · wrong-kind" in screen.answers
        assert screen.index == 2


async def _resize(screen: Screen, columns: int, rows: int) -> None:
    await screen.pilot.resize_terminal(columns, rows)
    await screen.pilot.pause()


async def test_the_candidate_in_focus_is_whole_where_there_is_little_room(db: Path) -> None:
    async with labelling(db, size=(80, 16)) as screen:
        await screen.press("j", "j", "tab", "tab", "tab")
        assert "▌4 ☐ claim" in screen.answers
        assert "number +.3" in screen.answers
        assert "said · parts" in screen.answers


async def test_what_is_known_is_shown_on_a_key_where_there_is_no_room(db: Path) -> None:
    async with labelling(db, size=(80, 24)) as screen:
        await screen.press("j", "j", "i")
        assert "River Bloc  organization" in screen.text(ReaderPane)
        assert "Arland" in screen.text(ReaderPane)
        await screen.press("q")
        assert not isinstance(screen.app.screen, ReaderScreen)


async def test_the_manual_names_every_label_type_and_key_and_scrolls(db: Path) -> None:
    async with labelling(db, size=(80, 24)) as screen:
        await screen.press("?")
        pane = screen.app.screen.query_one(ReaderPane)
        seen = ""
        for _ in range(30):
            seen += screen.text(ReaderPane)
            await screen.press("space")
        for label in screen.desk.schema.labels:
            assert label.name in seen
            assert all(each.name in seen for each in label.types)
        assert "Nothing to check here" in seen
        lines = [line.rstrip("│┃ ").strip() for line in seen.splitlines()]
        for action in Keys(schema=screen.desk.schema).actions:
            if keys := shown_keys(action):
                assert any(line.startswith(keys) for line in lines), action.id
        assert "Split the sentence in two" in seen
        await screen.press("g")
        assert pane.top == 0
        await screen.press("j", "j", "k", "down", "up", "G", "b", "g", "escape")
        assert not isinstance(screen.app.screen, ReaderScreen)


async def test_the_title_tells_the_date_and_warns_where_there_is_none(db: Path, tmp_path: Path) -> None:
    async with labelling(db) as screen:
        assert "The bloc · 7 Jan 2022" in screen.title
        assert screen.title.rstrip().endswith("ann")
    async with labelling(tmp_path / "other.db", article(day=None)) as screen:
        assert "no date: dated checks accuse nobody" in screen.title


async def test_the_title_says_what_is_not_looked_for_in_a_language(db: Path, tmp_path: Path) -> None:
    for language, said in (("fr", "no error checks in fr"), ("ar-EG", "only quotations in ar")):
        about = replace(article(), language=language)
        async with labelling(tmp_path / f"{language}.db", about) as screen:
            assert f"7 Jan 2022 · {said}" in screen.title
    async with labelling(db) as screen:
        assert " in en" not in screen.title


async def test_what_was_done_today_is_told_quietly_and_known_when_it_opens_again(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.tui.screens.bench.DAY", 0.01)
    async with labelling(db) as screen:
        assert "today" not in screen.title
        await screen.press("o", "o", "o", "j", "n")
        await _until(lambda: "2 today" in screen.title)
        assert "an hour" not in screen.title, "too early to tell"
    async with labelling(db, article("Another one.")) as screen:
        assert "2 today" in screen.title


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((80, 24), {"title", "document", "answers", "status", "keys"}),
        ((80, 13), {"document", "answers", "status", "keys"}),
        ((40, 10), {"document", "answers", "status"}),
        ((39, 24), {"small"}),
        ((120, 9), {"small"}),
    ],
)
async def test_panes_give_way_in_order_and_in_the_end_a_message_is_left(
    db: Path, size: tuple[int, int], shown: set[str]
) -> None:
    async with labelling(db) as screen:
        await _resize(screen, *size)
        await screen.settle()
        assert {pane.id for pane in screen.app.screen.query(Pane) if pane.display} == shown
        strips = screen.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        if size < (80, 24) and "status" in shown:
            assert "is small" in screen.status
        if shown == {"small"}:
            assert f"{size[0]}x{size[1]}: too small; wants 80x24" in _all(screen)[0]
        await screen.press("o")
        await _resize(screen, 160, 50)
        assert "judged 1/8" in screen.status
        assert "opinion" in screen.labels(0)


@pytest.mark.parametrize("width", [60, 80, 100, 160])
async def test_the_footer_always_tells_how_to_get_help_and_out(db: Path, width: int) -> None:
    async with labelling(db, size=(width, 24)) as screen:
        keys = screen.text(KeysBar)
        assert "1-9 accept" in keys
        assert "? manual" in keys
        assert "q leave" in keys
        await screen.press("/")
        assert "Esc close" in screen.text(KeysBar)
        await screen.press("escape", "s")
        assert "⏎ cut here" in screen.text(KeysBar)


async def test_it_reopens_where_the_annotator_stopped_with_all_that_was_judged(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "1", "enter", "o", "j")
        assert screen.index == 4
        await screen.press("q")
        assert screen.app.return_value == 0
    async with labelling(db) as screen:
        assert screen.index == 4
        assert screen.labels(2) == ["attribution", "error/wrong-kind"]
        assert screen.labels(3) == ["opinion"]
        assert "judged 2/8" in screen.status
        assert "● on disk" in screen.status


async def test_each_annotator_has_labels_and_place_of_their_own(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "o")
    async with labelling(db, annotator="bob") as screen:
        assert screen.index == 0
        assert screen.desk.progress()[0] == 0


async def test_a_ticked_candidate_stays_unticked_where_the_sentence_was_judged_without_it(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "tab", "space", "x", "enter")
    async with labelling(db) as screen:
        await screen.press("k")
        assert "☑" not in screen.answers


async def test_a_failed_write_is_said_until_it_is_mended(db: Path) -> None:
    async with labelling(db) as screen:
        away = db.with_name("away.db")
        db.rename(away)
        screen.app.post_message(events.Key("o", "o"))
        await _until(lambda: "! " in screen.status)
        assert "moved or removed" in screen.status
        assert "○" in screen.status
        screen.app.post_message(events.Key("j", "j"))
        await asyncio.sleep(0.05)
        assert "moved or removed" in screen.status
        screen.app.post_message(events.Key("q", "q"))
        await _until(lambda: "q again leaves" in screen.status)
        assert screen.app.is_running
        away.rename(db)
        await _until(lambda: "● on disk" in screen.status)
        assert "moved or removed" not in screen.status
    async with labelling(db) as screen:
        assert screen.labels(0) == ["opinion"]


async def _until(true: "object") -> None:
    async with asyncio.timeout(5):
        while not true():  # type: ignore[operator]
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("failure", [ReadError("a.txt: no such file"), SchemaError("s.yaml:3: what; cure")])
async def test_what_the_user_can_mend_ends_the_screen_with_its_message(failure: Exception) -> None:
    def opening() -> tuple[Session, str]:
        raise failure

    app = LabelApp(opening)
    async with app.run_test():
        await _until(lambda: not app.is_running)
    assert app.failure == str(failure)
    assert app.return_value == 1


async def test_the_screen_can_be_left_while_it_opens(db: Path) -> None:
    import threading

    hold = threading.Event()

    def opening() -> tuple[Session, str]:
        hold.wait(5)
        raise ReadError("too late")

    app = LabelApp(opening)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        await pilot.pause()
        assert "opening" in screen.title
        for key in "j1onu":
            app.post_message(events.Key(key, key))
        app.post_message(events.Key("q", "q"))
        await pilot.pause()
        hold.set()
    assert app.return_value == 0


async def test_no_colour_is_sent_with_no_color(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with labelling(db) as screen:
        await screen.press("j", "j", "1", "x")
        assert not _colours(screen)
        assert "▌" in screen.document
        for keys in (("e",), ("escape", "?"), ("q", "/")):
            await screen.press(*keys)
            assert not _colours(screen), keys


def _colours(screen: Screen) -> set[object]:
    strips = screen.app.screen._compositor.render_strips()
    styles = {segment.style for strip in strips for segment in strip if segment.style}
    found = {style.color for style in styles} | {style.bgcolor for style in styles}
    return {colour for colour in found if colour is not None and not colour.is_default}


async def test_the_theme_changes_by_key_and_everything_is_drawn_in_it(db: Path) -> None:
    async with labelling(db) as screen:
        dark = _colours(screen)
        await screen.press("ctrl+t")
        assert not screen.app.current_theme.dark
        assert not dark & _colours(screen)


@pytest.mark.parametrize("theme", ["textual-light", "dracula", "ansi-dark", "light"])
async def test_any_theme_of_textual_can_be_used(db: Path, theme: str) -> None:
    async with labelling(db, theme=theme) as screen:
        await screen.press("j", "j", "1", "e", "escape", "?")
        assert screen.text(ReaderPane)


def test_a_theme_that_there_is_not_is_refused_with_the_names_of_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"no theme called 'lihgt'; choose from .*dark.*light"):
        LabelApp(lambda: pytest.fail("it must not open"), theme="lihgt")


async def test_a_key_pressed_while_candidates_are_computed_is_not_lost(db: Path) -> None:
    async with labelling(db) as screen:
        for key in ("j", "j", "o", "j", "o"):
            screen.app.post_message(events.Key(key, key))
        await screen.settle()
        assert screen.labels(2) == ["opinion"]
        assert screen.labels(3) == ["opinion"]


def test_a_picture_is_made_by_the_program_and_asks_no_other_machine(db: Path, tmp_path: Path) -> None:
    with OwnSession.open(db, "ann") as session:
        document = article(day=date(2022, 1, 7))

        def opening() -> tuple[Session, str]:
            session.add(document)
            return session, document.id

        target = tmp_path / "screen.svg"
        picture(opening, target, size=(100, 30), keys=("j", "j", "1"))
    drawn = target.read_text(encoding="utf-8")
    assert "wrong-kind" in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


async def test_the_answers_pane_keeps_the_focus_in_view_among_many(db: Path) -> None:
    text = "He said " + " ".join("123456789" * 3) + "."
    async with labelling(db, article(text), size=(80, 20)) as screen:
        for _ in range(27):
            await screen.press("tab")
            focus = screen.app.bench.work.focus
            shown = [line for line in screen.lines(AnswersPane) if line.startswith(" ▌")]
            assert shown, focus


async def test_a_word_about_the_size_goes_with_the_small_size(db: Path) -> None:
    async with labelling(db, size=(120, 40)) as screen:
        await screen.pilot.resize_terminal(60, 20)
        await screen.settle()
        assert "60x20 is small" in screen.status
        await screen.pilot.resize_terminal(80, 24)
        await screen.settle()
        assert "is small" not in screen.status
        assert "sentence 1 of 8" in screen.status


async def test_a_place_amid_a_long_sentence_is_kept_when_the_size_changes(db: Path) -> None:
    long = " ".join(f"word{number}" for number in range(2000)) + "."
    async with labelling(db, article(long), size=(80, 24)) as screen:
        await screen.press("pagedown", "pagedown", "pagedown")
        first = screen.document.split()[1]
        await screen.pilot.resize_terminal(160, 50)
        await screen.settle()
        assert first in screen.document
        await screen.pilot.resize_terminal(44, 12)
        await screen.settle()
        assert first in screen.document
        await screen.press("v", *"300w")
        moving = screen.desk.document.text[: screen.app.bench.work.selection.moving].split()[-1]
        await screen.pilot.resize_terminal(120, 30)
        await screen.settle()
        assert moving in screen.document


async def test_all_commands_can_be_read_in_forty_columns(db: Path) -> None:
    async with labelling(db, size=(40, 10)) as screen:
        await screen.press(":", *"undo")
        (line, *_) = screen.lines(ListPane)
        assert re.search(r"u +undo +Undo", line)
