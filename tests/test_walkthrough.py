"""An article of the corpus labelled completely with keys alone, all of it undone, and all of it done again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from held_support import held
from tui_support import Screen

from annotator.formats.markdown import read_markdown
from annotator.history import fold
from annotator.model import Mark
from annotator.resources import shipped
from annotator.session import Session
from annotator.tui.app import LabelApp
from annotator.tui.screens.picker import PickerPane

ARTICLE = "2022-01-14-almaty-withdrawal.md"


@asynccontextmanager
async def at_work(db: Path) -> AsyncIterator[Screen]:
    """The screen at the smallest size with everything in its place, on the article, with the built-in rules."""
    (document,) = read_markdown(shipped("corpus", ARTICLE).read_bytes(), ARTICLE)
    with Session.open(db, "ann") as session:

        def opening() -> tuple[Session, str]:
            session.add(document)
            return session, document.id

        app = LabelApp(opening)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = Screen(app, pilot)
            await screen.settle()
            yield screen


async def judge_all(screen: Screen) -> None:
    """Every sentence: Enter takes what is ticked; where nothing was, the first label or nothing to check."""
    await screen.press("g")
    nothing = screen.desk.schema.nothing
    assert nothing is not None
    for index in range(screen.desk.count):
        assert screen.index == index
        if not screen.app.bench.work.marked() and not screen.desk.judged(index).judged:
            await screen.press(nothing.key)
        else:
            await screen.press("enter")
    assert screen.desk.progress() == (screen.desk.count, screen.desk.count)


def frames(screen: Screen) -> int:
    """How many contents are said by a source and signalled by a cue."""
    ends: dict[str, set[Mark]] = {label: set() for label in ("says", "signals")}
    for each in screen.desk.relations():
        ends[each.label].add(each.second)
    return len(ends["says"] & ends["signals"])


async def link(screen: Screen, name: str, letter: str = "enter") -> None:
    await screen.press("l", letter, "ctrl+u", *name, "enter")


async def check(screen: Screen) -> None:
    """A verdict with a piece of evidence on a claim."""
    claim = next(
        index
        for index in range(screen.desk.count)
        if [each.label for each in screen.desk.judged(index).labels] == ["claim"]
    )
    while screen.index != claim:
        await screen.press("k" if screen.index > claim else "j")
    await screen.press("E", *"supp", "enter", *"high", "down", *"2022-01-14", "escape")
    await screen.press(
        "E", "up", "enter", *"https://example.org/troops", "down", "down", *"they left", "escape"
    )
    await screen.press("escape")
    (annotation,) = screen.desk.judged(claim).labels
    assert annotation.attribute("verdict") == "supported"
    assert [each.url for each in annotation.evidence] == ["https://example.org/troops"]


async def correct_a_link(screen: Screen) -> None:
    """The first name of the first sentence is linked to the wrong thing, then to the right one."""
    await screen.press("g")
    await link(screen, "armenia")
    (wrong,) = (each for each in screen.desk.judged(0).annotations if each.attribute("link"))
    await link(screen, "kazakhstan")
    (right,) = (each for each in screen.desk.judged(0).annotations if each.attribute("link"))
    assert wrong.mark == right.mark
    assert (wrong.attribute("link"), right.attribute("link")) == ("arm", "kaz")


async def choose(screen: Screen, name: str) -> None:
    """The hint letter of one of several."""
    pane = screen.app.screen.query_one("#types", PickerPane)
    await screen.press(pane.letters[[each.type for each in pane.choices].index(name)])


async def label_in_bulk(screen: Screen) -> int:
    """Every CSTO of the article becomes an entity, with one key; how many there are."""
    while "CSTO" not in screen.desk.sentence(screen.index).text:
        await screen.press("j")
    text = screen.desk.document.text
    await screen.press("*")
    await choose(screen, "entity “CSTO”")
    await screen.press("enter")
    await choose(screen, "entity")
    marked = [
        text[each.start : each.end]
        for index in range(screen.desk.count)
        for each in screen.desk.judged(index).annotations
        if each.label == "entity"
    ]
    assert marked.count("CSTO") == text.count("CSTO")
    return marked.count("CSTO")


async def test_an_article_is_labelled_undone_to_the_blank_and_done_again_to_the_byte(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    async with at_work(db) as screen:
        desk = screen.desk
        spans = [desk.sentence(index).span for index in range(desk.count)]
        await judge_all(screen)
        assert frames(screen) >= 2
        await correct_a_link(screen)
        await check(screen)
        assert await label_in_bulk(screen) > 3
        assert screen.desk.progress() == (22, 22)
    done = held(db)
    blank = fold(spans, (), desk.document.text).sentences

    # Undo reaches over the end of a session: the screen is opened again.
    steps = 0
    async with at_work(db) as screen:
        while "nothing to undo" not in screen.status:
            await screen.press("u")
            steps += 1
        assert steps > 25
        assert screen.desk.progress() == (0, 22)
    with Session.open(db, "ann") as session:
        (each,) = session.annotated()
        assert each.works[0].sentences == blank
    assert held(db) != done

    async with at_work(db) as screen:
        while "nothing to redo" not in screen.status:
            await screen.press("ctrl+r")
            steps -= 1
    assert steps == 0
    assert held(db) == done
