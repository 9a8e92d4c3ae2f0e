"""Keys that come faster than the screen answers do what they do when they come slowly."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from tui_support import Screen, article, labelling

from annotator.model import Mark
from annotator.schema import load_schema
from annotator.tui.screens.picker import PickerPane
from annotator.tui.widgets.bars import TextBar


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


async def burst(screen: Screen, *keys: str) -> None:
    """All keys at once, as a terminal hands on what was typed while the program was busy."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        screen.app.post_message(events.Key(name, key if len(key) == 1 else None))
    for _ in range(10):
        await screen.settle()


async def test_enter_takes_what_was_typed_and_not_what_an_older_look_up_found(db: Path) -> None:
    async with labelling(db, article("The bloc met in Georgia."), schema=load_schema()) as screen:
        await screen.press("v", "L")
        await burst(screen, "ctrl+u", *"kyrgyzstan", "enter")
        (link,) = screen.desk.judged(0).annotations
        assert link.attribute("link") == "kgz"


async def test_a_step_in_the_list_waits_for_the_list(db: Path) -> None:
    async with labelling(db, article("The bloc met in Georgia."), schema=load_schema()) as screen:
        second = screen.app.session.lookup("kazakh", (), 30)[1].entity
        await screen.press("v", "L")
        await burst(screen, "ctrl+u", *"kazakh", "down", "enter")
        (link,) = screen.desk.judged(0).annotations
        assert link.attribute("link") == second


async def test_the_words_of_one_field_never_reach_the_next(db: Path) -> None:
    async with labelling(db, article("It rained in May."), schema=load_schema()) as screen:
        await screen.press("c", "E")
        await burst(screen, *"ref", "down", *"low", "down", *"2022-01-07", "down", *"hm", "escape")
        (claim,) = screen.desk.judged(0).annotations
        assert dict(claim.attributes) == {
            "verdict": "refuted",
            "confidence": "low",
            "as-of": "2022-01-07",
            "note": "hm",
        }


async def test_a_note_on_a_new_entity_is_never_its_name(db: Path) -> None:
    async with labelling(db, article("Zorvath Quill met us."), schema=load_schema()) as screen:
        await screen.press("v", "w", "L", "ctrl+n", "p")
        await burst(screen, *"a novelist", "ctrl+n", "ctrl+k", "down", "enter")
        (part,) = screen.desk.judged(0).annotations
        assert part.attribute("link") == "own:zorvath-quill"


async def test_selecting_undoing_and_doing_again_in_one_burst_leaves_what_was_done(db: Path) -> None:
    async with labelling(db, article("Nine states belong to it."), schema=load_schema()) as screen:
        await burst(screen, "v", "w", "c", "u", "ctrl+r", "v", "tab", "w", "c", "u", "u", "u", "ctrl+r")
        text = screen.desk.document.text
        assert [text[each.start : each.end] for each in screen.desk.judged(0).annotations] == ["Nine states"]


async def test_a_letter_of_the_picker_is_done_before_the_key_behind_it(db: Path) -> None:
    async with labelling(db, article("It rained. It snowed. It was hot."), schema=load_schema()) as screen:
        await burst(screen, "e", "r", "j", "c", "j", "v", "w", "enter", "c", "v", "escape")
        assert [each.split("/")[0] for each in screen.labels(0)] == ["error"]
        assert screen.labels(1) == ["claim"]
        assert len(screen.labels(2)) == 1
        assert screen.index == 2


async def test_keys_behind_a_form_go_to_the_screen_below(db: Path) -> None:
    async with labelling(db, article("It rained. It snowed."), schema=load_schema()) as screen:
        await screen.press("c", "E")
        await burst(screen, *"ref", "escape", "j", "o")
        assert screen.desk.judged(0).annotations[0].attribute("verdict") == "refuted"
        assert screen.labels(1) == ["opinion"]


async def test_there_are_hints_for_sixty_spans_and_a_click_takes_the_one_that_is_shown(db: Path) -> None:
    words = " ".join(f"w{number}" for number in range(40)) + "."
    async with labelling(db, article(words), schema=load_schema(), size=(80, 24)) as screen:
        starts = [0]
        for at, letter in enumerate(words):
            if letter == " ":
                starts.append(at + 1)
        screen.desk.mark_all([Mark("entity", "", at, at + 2) for at in starts])
        await screen.press("l")
        pane = screen.app.screen.query_one("#types", PickerPane)
        assert all(pane.letters)
        assert len(set(pane.letters)) == 40
        await screen.press(*["down"] * 30)
        row = next(y for y, line in enumerate(screen.lines(PickerPane)) if "“w3" in line and "▌" in line)
        await screen.pilot.click("#types", offset=(8, row))
        await screen.settle()
        title = "".join(each.text for each in screen.app.screen.query_one("#title", TextBar).strips())
        assert "Link “w3" in title
