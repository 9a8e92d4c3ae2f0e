"""The tour: offered once, taken or not, ended at any time, on an article that is not one's own."""

from pathlib import Path

import pytest
from tui_support import article, labelling

from annotator.tui.actions import Keys
from annotator.tui.memory import recall
from annotator.tui.screens.label import LabelScreen
from annotator.tui.screens.touring import OfferScreen, TourPane
from annotator.tui.tour import STEPS


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "state" / "screen.json"


@pytest.mark.parametrize("key", ["escape", "q", "n", "ctrl+c", "ctrl+q"])
async def test_the_tour_is_offered_once_and_declined_by_a_key(db: Path, memory: Path, key: str) -> None:
    async with labelling(db, memory=memory, tour=True) as screen:
        assert isinstance(screen.app.screen, OfferScreen)
        await screen.press(key)
        assert isinstance(screen.app.screen, LabelScreen)
        assert screen.desk.document.id == article().id
        assert screen.desk.progress()[0] == 0
    async with labelling(db, memory=memory, tour=True) as screen:
        assert isinstance(screen.app.screen, LabelScreen)


async def test_it_is_not_offered_where_that_cannot_be_noted(db: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with labelling(db, memory=tmp_path / "file" / "screen.json", tour=True) as screen:
        assert isinstance(screen.app.screen, LabelScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_each_step_is_done_by_the_key_that_it_teaches(
    db: Path, memory: Path, size: tuple[int, int]
) -> None:
    async with labelling(db, memory=memory, tour=True, size=size) as screen:
        await screen.press("enter")
        await screen.opened()
        assert screen.desk.document.title == "The tour"
        assert recall(memory).toured
        for number, key in enumerate(["j", "1", "x", "enter", "n", "o", "u", "]"], 1):
            said = screen.text(TourPane)
            assert f"step {number} of {len(STEPS)}" in said
            assert "{" not in said
            await screen.press("tab")
            assert f"step {number} of" in screen.text(TourPane), "another key is no step"
            await screen.press(key)
        assert "goes to your own article" in " ".join(screen.text(TourPane).split())
        strips = screen.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        await screen.press("q")
        await screen.settle()
        assert screen.desk.document.id == article().id
        assert screen.desk.progress()[0] == 0
        assert not screen.app.screen.query(TourPane)
        await screen.press("o", "q")
        assert screen.app.return_value == 0


async def test_escape_ends_it_and_the_palette_has_it_again(db: Path, memory: Path) -> None:
    async with labelling(db, memory=memory, tour=True) as screen:
        await screen.press("y")
        await screen.opened()
        await screen.press("j", "escape")
        assert screen.desk.document.id == article().id
        await screen.press("escape", ":", *"tour", "enter")
        await screen.opened()
        assert screen.desk.document.title == "The tour"
        await screen.press(":", *"tour", "enter", "escape")
        assert screen.desk.document.id == article().id


async def test_the_tour_tells_the_keys_that_hold(db: Path, memory: Path) -> None:
    async with labelling(db, memory=memory, tour=True, keys=Keys({"next": ["z"]})) as screen:
        await screen.press("enter")
        await screen.opened()
        assert "Press z for the next" in " ".join(screen.text(TourPane).split())


async def test_without_a_tour_the_palette_says_so(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press(":", *"tour", "enter")
        assert "no tour here" in screen.status


def test_every_step_waits_for_an_act_of_the_table() -> None:
    from annotator.tui.actions import ACTIONS

    acts = {action.do.partition("(")[0] for action in ACTIONS}
    assert {step.act for step in STEPS[:-1]} <= acts
    assert STEPS[-1].act == ""


async def test_what_is_judged_on_the_tour_does_not_count_for_the_day(db: Path, memory: Path) -> None:
    async with labelling(db, memory=memory, tour=True) as screen:
        await screen.press("escape", "o", "j")
        bench = screen.app.bench
        await screen.press(":", *"tour", "enter")
        await screen.opened()
        await screen.press("o", "j", "o", "j", "o")
        assert bench.day is not None
        assert bench.day.sentences == 3
        await screen.press("escape")
        await screen.opened()
        assert screen.desk.document.id == article().id
        assert bench.day.sentences == 1
