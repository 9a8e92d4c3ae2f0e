"""Finding work on the screen: filters, the list of documents, search in all of them; each by its key."""

from pathlib import Path

import pytest
from tui_support import OwnSession, article, labelling

from annotator.model import Document
from annotator.session.filtering import toggled
from annotator.session.finding import UNJUDGED, Wanted
from annotator.tui.screens.documents import DocumentsScreen
from annotator.tui.screens.found import FoundScreen
from annotator.tui.screens.label import LabelScreen
from annotator.tui.widgets.bars import TextBar, TitleBar
from annotator.tui.widgets.listing import ListPane

SECOND = Document(text="The river rose. Ann Roe said that 7 came. Was it so?", title="A river", language="de")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.db"
    with OwnSession.open(path, "ann") as session:
        session.add(article())
        session.add(SECOND)
    return path


# Filters


async def test_the_filter_is_chosen_by_w_and_followed_by_brackets(tmp_path: Path) -> None:
    async with labelling(tmp_path / "one.db") as screen:
        await screen.press("w", *"open err", "enter")
        assert "] and [ go to: open errors" in screen.status
        await screen.press("]")
        assert screen.index == 2
        assert "work: open errors" in screen.status
        await screen.press("]")
        assert screen.index == 3
        await screen.press("]")
        assert screen.index == 2
        assert "around the end: sentence 3 of 8 · work: open errors" in screen.status
        await screen.press("[")
        assert screen.index == 3
        await screen.press("x", "]", "x", "x", "x", "x", "]")
        assert "none in any document: open errors" in screen.status


async def test_brackets_go_on_in_the_next_document_and_back_and_tell_which_it_is(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("w", *"open err", "enter", "]", "]")
        assert (screen.desk.document.id, screen.index) == (article().id, 3)
        await screen.press("]")
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (SECOND.id, 1)
        assert "document 2 of 2: A river" in screen.status
        await screen.press("[")
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (article().id, 3)
        await screen.press("[", "[")
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (SECOND.id, 1)
        await screen.press("x", "x", "x", "g", "]")
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (article().id, 2)


async def test_sentences_that_are_not_judged_are_left_behind_with_a_word_and_found_at_last(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("o", "j", "j", *"ojojojojojo", "]")
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (SECOND.id, 0)
        assert "document 2 of 2: A river; 1 left behind" in screen.status
        await screen.press("o", "j", "o", "j", "o", "]")
        await screen.opened()
        assert (screen.desk.document.id, screen.index) == (article().id, 1)
        await screen.press("o", "]")
        assert "all sentences are judged" in screen.status


async def test_a_document_without_sentences_is_passed_over_and_a_filter_without_a_hit_says_so(
    db: Path,
) -> None:
    with OwnSession.open(db, "ann") as session:
        session.add(Document(text=" \n", title="Blank"))
        session.add(Document(text="Last of all.", title="The last"))
    async with labelling(db) as screen:
        await screen.press("G", "]")  # goes to the second, then beyond the blank one
        await screen.opened()
        await screen.press("G", "]")
        await screen.opened()
        assert "document 4 of 4: The last" in screen.status
        await screen.press("w", *"noted", "enter", "]")
        await screen.settle()
        assert "none in any document: noted" in screen.status
        assert "The last" in screen.title


async def test_a_filter_of_labels_finds_what_holds_and_says_where_there_is_only_one(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("G", "o", "g", "w", *"label opinion", "enter", "]")
        assert screen.index == 7
        await screen.press("]")
        assert "only this sentence" in screen.status


async def test_filters_add_up_and_are_taken_out_by_choosing_them_again(db: Path) -> None:
    async with labelling(db, size=(120, 60)) as screen:
        await screen.press("w", *"rule said", "enter", "w", *"entity ann", "enter")
        assert screen.app.wanted == Wanted(rule="said", entity="roe")
        await screen.press("]")
        assert screen.index == 2
        await screen.press("w")
        shown = screen.lines(ListPane)
        assert any("✓" in line and "rule said" in line for line in shown)
        assert any("✓" not in line and "rule number" in line for line in shown)
        await screen.press(*"rule said", "enter", "w", *"every", "enter", "k", "]")
        assert screen.index == 2
        await screen.press("w", "escape", "]")
        assert screen.index == 3


def test_the_first_choice_takes_the_place_of_not_judged() -> None:
    assert toggled(UNJUDGED, Wanted(errors=True)) == Wanted(errors=True)
    assert toggled(Wanted(errors=True), UNJUDGED) == Wanted(errors=True, unjudged=True)
    assert toggled(Wanted(errors=True, unjudged=True), Wanted(errors=True)) == UNJUDGED
    assert toggled(Wanted(errors=True), Wanted()) == Wanted()
    assert toggled(Wanted(label="a"), Wanted(label="b")) == Wanted(label="b")


async def test_a_key_pressed_while_it_seeks_ends_the_seeking(db: Path) -> None:
    from annotator.session.finding import Lens

    async with labelling(db, article("It ended. " * 3000 + "He said 9.")) as screen:
        await screen.press("w", *"open err", "enter")
        assert isinstance(screen.app.screen, LabelScreen)
        bench = screen.app.bench
        bench.action_seek(1)
        await screen.pilot.pause(0.001)
        await screen.press("j")
        assert screen.index == 1
        assert bench.settled
        await screen.press("]")
        assert screen.index == 3000
        assert isinstance(bench._lens, Lens)


# The list of documents


async def test_the_list_of_documents_tells_progress_date_language_and_what_is_open(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("o", "j", "b")
        assert isinstance(screen.app.screen, DocumentsScreen)
        one, two, *_ = screen.lines(ListPane)
        assert "▸The bloc" in one
        for words in ("7 Jan 2022", "en", "1/8", "3"):
            assert words in one
        for words in ("A river", "no date", "de", "0/3", "2"):
            assert words in two
        assert "2 documents · judged 1/11" in screen.text(TextBar)


async def test_another_document_is_opened_and_the_first_one_where_it_was_left(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "o", "b", "j", "enter")
        await screen.opened()
        assert screen.desk.document.id == SECOND.id
        assert "A river" in screen.title
        assert "sentence 1 of 3" in screen.status
        await screen.press("j", "o")
        assert screen.labels(1) == ["opinion"]
        await screen.press("b", "g", "right")
        await screen.opened()
        assert screen.desk.document.id == article().id
        assert screen.index == 2
        assert screen.labels(2) == ["opinion"]


async def test_the_list_is_sorted_and_moved_in_by_keys_and_left_without_a_change(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("b")
        pane = screen.app.screen.query_one(ListPane)
        heads = []
        firsts = []
        for _ in range(6):
            await screen.press("s")
            heads.append(screen.text(TextBar).splitlines()[0].rpartition(" · ")[2].strip())
            firsts.append(screen.lines(ListPane)[0].split()[0].strip("▸"))
        assert heads == ["date", "name", "most to judge", "most open errors", "most claim worth", "as added"]
        assert firsts[1] == "A", firsts
        await screen.press("j", "k", "down", "up", "pagedown", "pageup", "space", "G", "g", "end", "home")
        assert pane.marked == 0
        for key in ("escape", "b", "q", "left", "ctrl+c", "ctrl+q"):
            if not isinstance(screen.app.screen, DocumentsScreen):
                await screen.press("b")
            await screen.press(key)
            assert isinstance(screen.app.screen, LabelScreen), key
        assert screen.desk.document.id == article().id
        assert screen.app.is_running


async def test_what_is_judged_to_its_end_is_left_out_by_w(db: Path) -> None:
    async with labelling(db, article("Only one.")) as screen:
        await screen.press("n", "b")
        assert len(screen.app.screen._shown) == 3
        await screen.press("w")
        assert len(screen.app.screen._shown) == 2
        assert "only what is open" in screen.text(TextBar)
        await screen.press("w")
        assert len(screen.app.screen._shown) == 3


async def test_the_list_has_a_palette_and_leads_to_the_search(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("b", ":", *"doc sort", "enter")
        assert "date" in screen.text(TextBar)
        await screen.press("/")
        assert isinstance(screen.app.screen, FoundScreen)
        await screen.press("escape", "b", "ctrl+p", "escape", "ctrl+s")
        assert isinstance(screen.app.screen, FoundScreen)


async def test_a_click_opens_a_document(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("b")
        await screen.pilot.click("#documents", offset=(5, 1))
        await screen.opened()
        assert screen.desk.document.id == SECOND.id


# Search


async def test_words_are_searched_in_all_documents_as_they_are_typed_and_lead_there(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("ctrl+s")
        assert "type the words" in screen.text(ListPane)
        await screen.press(*"river ros")
        found = screen.lines(ListPane)
        assert "The river rose." in found[0]
        assert "sentence 1 of A river" in found[1]
        assert "1 found" in screen.text(TextBar)
        await screen.press("enter")
        await screen.opened()
        assert screen.desk.document.id == SECOND.id
        assert screen.index == 0


async def test_the_place_in_the_same_document_is_gone_to_and_marked_rows_move(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("ctrl+s", *"said")
        pane = screen.app.screen.query_one(ListPane)
        assert pane.count == 3
        await screen.press("down", "down", "up", "pagedown", "pageup", "ctrl+n")
        row = screen.app.screen._found[pane.marked]
        await screen.press("enter")
        await screen.opened()
        assert screen.desk.document.id == row.document
        assert screen.index == row.sentence.index


async def test_what_is_sought_stands_out_and_nothing_found_is_said(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("ctrl+s", *"coup")
        look = screen.app.look
        drawn = [segment for strip in screen.app.screen.query_one(ListPane).strips() for segment in strip]
        assert "coup" in [
            each.text for each in drawn if each.style and each.style.bgcolor == look.found.bgcolor
        ]
        await screen.press(*"zzz")
        assert "nothing found" in screen.text(ListPane)
        await screen.press("enter")
        assert isinstance(screen.app.screen, FoundScreen)


async def test_all_that_is_work_is_listed_and_sorted_by_worth_or_place(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("w", *"open err", "enter", "ctrl+l")
        assert "open errors · by claim worth · 3 found" in screen.text(TextBar)
        await screen.press("ctrl+o")
        assert "by place" in screen.text(TextBar)
        assert [each.sentence.index for each in screen.app.screen._found] == [2, 3, 1]
        await screen.press("ctrl+w", *"rule said", "enter")
        assert "open errors, rule said" in screen.text(TextBar)
        await screen.press("ctrl+p", *"found sort", "enter")
        assert "by claim worth" in screen.text(TextBar)
        for key in ("escape", "ctrl+c", "ctrl+q"):
            await screen.press(key)
            assert isinstance(screen.app.screen, LabelScreen)
            await screen.press("ctrl+l")


async def test_hostile_titles_and_sentences_are_drawn_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    hostile = Document(text="\x1b]0;owned\x07 the [bold]river[/bold] 中国 rose.", title="[red]\x1b[2J中")
    with OwnSession.open(path, "ann") as session:
        session.add(hostile)
    async with labelling(path, size=(80, 24)) as screen:
        for keys in (("b",), ("/", *"river")):
            await screen.press(*keys)
            strips = screen.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {80}
            drawn = "".join(strip.text for strip in strips)
            assert "\x1b" not in drawn
            assert "[red]␛[2J中" in drawn


async def test_the_title_has_room_for_everything(db: Path) -> None:
    async with labelling(db, size=(80, 24)) as screen:
        await screen.press("b")
        assert all(len(line) <= 80 for line in screen.lines(ListPane))
        await screen.press("escape")
        assert screen.text(TitleBar).strip()


def burst(screen: object, keys: str) -> None:
    """Keys as a paste brings them: all at once."""
    from textual import events
    from textual.keys import _character_to_key

    for key in keys:
        name = "enter" if key == "\r" else _character_to_key(key)
        screen.app.post_message(events.Key(name, key))  # type: ignore[attr-defined]


async def test_keys_that_come_in_one_burst_go_where_the_ones_before_led(db: Path) -> None:
    async with labelling(db) as screen:
        burst(screen, "b/coup")
        await screen.settle()
        assert isinstance(screen.app.screen, FoundScreen)
        assert screen.app.screen._words == "coup"
        assert screen.desk.progress()[0] == 0
        burst(screen, "\r")
        await screen.settle()
        assert screen.index == 5
        burst(screen, "gj:split\r")
        await screen.settle()
        assert screen.app.bench.mode == "split"
        await screen.press("l", "l", "enter")
        assert screen.desk.count == 9
        burst(screen, "wopen err\r")
        await screen.settle()
        assert screen.app.wanted == Wanted(errors=True)


async def test_a_key_that_comes_before_another_document_is_open_labels_nothing(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("b", "j")
        burst(screen, "\ro1n")
        await screen.opened()
        assert screen.desk.document.id == SECOND.id
        assert screen.desk.progress()[0] == 0
        await screen.press("b", "g", "enter")
        await screen.opened()
        assert screen.desk.progress()[0] == 0


async def test_at_the_end_of_a_document_what_is_left_is_told_and_where_it_goes_on(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "o", *"jojojojojo", "j", "enter")
        assert "the end: 1 not judged, [ goes back" in screen.status
        await screen.press("[", "o", "G", "enter")
        assert "the end: only this one is not judged" in screen.status
        await screen.press("o", "enter")
        assert "the end: all are judged, ] looks in the other documents" in screen.status
        await screen.press("]")
        await screen.opened()
        assert "document 2 of 2: A river" in screen.status


@pytest.mark.parametrize("key", ["]", "["])
async def test_work_is_found_from_a_document_without_sentences(db: Path, key: str) -> None:
    async with labelling(db, Document(text=" \n", title="Blank")) as screen:
        await screen.press(key)
        await screen.opened()
        assert "document" in screen.status
        assert screen.desk.count > 0


async def test_in_a_project_without_sentences_nothing_is_left_to_judge(tmp_path: Path) -> None:
    async with labelling(tmp_path / "a.db", Document(text=" \n", title="Blank")) as screen:
        await screen.press("]")
        assert "all sentences are judged" in screen.status
        await screen.press("w", *"noted", "enter", "[")
        assert "none in any document" in screen.status
