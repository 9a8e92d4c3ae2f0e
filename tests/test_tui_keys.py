"""The palette, keys of one's own, themes, the divider and the length of lines: each by its key."""

from pathlib import Path

import pytest
from tui_support import SCHEMA, labelling

from annotator.errors import SchemaError
from annotator.schema import Label, Schema
from annotator.tui.actions import Keys, load_keys
from annotator.tui.memory import recall
from annotator.tui.screens.chooser import ChooserScreen, Option, fits
from annotator.tui.screens.manual import manual_page
from annotator.tui.widgets.bars import KeysBar, TextBar
from annotator.tui.widgets.document import DocumentPane
from annotator.tui.widgets.listing import ListPane


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


# The palette


@pytest.mark.parametrize("key", [":", "ctrl+p"])
async def test_the_palette_does_what_is_typed_and_taken(db: Path, key: str) -> None:
    async with labelling(db) as screen:
        await screen.press(key, *"last sent", "enter")
        assert not isinstance(screen.app.screen, ChooserScreen)
        assert screen.index == 7


async def test_the_palette_offers_every_command_with_its_keys_and_each_label(db: Path) -> None:
    async with labelling(db, size=(120, 80)) as screen:
        await screen.press(":")
        shown = screen.text(ListPane)
        for action in screen.app.keys.of("label"):
            assert not action.palette or action.schema or action.id.replace("-", " ") in shown
        for label in SCHEMA.labels:
            assert label.name in shown
        assert "Ctrl+T" in shown


async def test_a_label_is_set_from_the_palette(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press(":", *"opini", "enter")
        assert screen.labels(0) == ["opinion"]


async def test_arrows_and_pages_choose_in_the_palette_and_escape_does_nothing(db: Path) -> None:
    async with labelling(db, size=(80, 24)) as screen:
        await screen.press(":")
        pane = screen.app.screen.query_one(ListPane)
        await screen.press("down", "down", "up")
        assert pane.marked == 1
        await screen.press("pagedown", "pageup", "up", "up")
        assert pane.marked == pane.count - 1, "it goes around"
        await screen.press("tab", "shift+tab", "ctrl+n", "ctrl+p", *"zzz")
        assert "nothing is called that" in screen.text(ListPane)
        await screen.press("enter", "escape")
        assert screen.desk.progress()[0] == 0
        assert not isinstance(screen.app.screen, ChooserScreen)


async def test_what_is_typed_at_once_after_the_colon_reaches_the_palette(db: Path) -> None:
    async with labelling(db) as screen:
        from textual import events

        for key in ("colon", "m", "e", "r", "g"):
            screen.app.post_message(events.Key(key, ":" if key == "colon" else key))
        await screen.settle()
        await screen.press("enter")
        assert screen.desk.count == 7
        assert screen.labels(0) == []


async def test_a_click_takes_a_command(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press(":", *"last sent")
        await screen.pilot.click("#options", offset=(4, 0))
        await screen.settle()
        assert screen.index == 7


def test_what_begins_with_the_letters_stands_before_what_only_means_it() -> None:
    named, meant = Option("", "undo"), Option("", "redo", "Redo what was undone.")
    assert fits(named, "und") > fits(meant, "und") > 0
    assert fits(named, "und x") == 0
    assert fits(named, "") == 1
    assert fits(Option("", "next"), "next") > fits(Option("", "next work"), "next")


# Keys of one's own


def own(path: Path, text: str) -> Keys:
    path.write_text(text, encoding="utf-8")
    return load_keys(path)


async def test_a_key_of_ones_own_does_what_its_action_does_and_the_old_one_nothing(
    db: Path, tmp_path: Path
) -> None:
    keys = own(tmp_path / "keys.yaml", "last: [z, f12]\nnext-work: '}'\nfind: []\n")
    async with labelling(db, keys=keys, size=(220, 40)) as screen:
        await screen.press("G")
        assert screen.index == 0
        await screen.press("z")
        assert screen.index == 7
        await screen.press("g", "f12")
        assert screen.index == 7
        await screen.press("]")
        assert screen.index == 7
        await screen.press("}")
        assert screen.index == 0
        assert "} " in screen.text(KeysBar)
        assert "/ find" not in screen.text(KeysBar)
        await screen.press("/")
        assert screen.app.bench.mode == "label", "it has no key now"
        await screen.press(":", *"find words", "enter")
        assert screen.app.bench.mode == "find", "but the palette has it"


async def test_the_manual_tells_the_keys_that_hold(db: Path, tmp_path: Path) -> None:
    from annotator.tui.widgets.reader import ReaderPane

    keys = own(tmp_path / "keys.yaml", "undo: ctrl+z\n")
    async with labelling(db, size=(100, 200), keys=keys) as screen:
        await screen.press("?")
        line = next(line for line in screen.lines(ReaderPane) if "Undo the last act" in line)
        assert "Ctrl+Z" in line


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("undo: m\n", ["keys.yaml:1", "undo", "merge", "the key m"]),
        ("# mine\nfirst: k\n", ["keys.yaml:2", "first", "before"]),
        ("undo: [y, y]\n", ["undo", "the key y"]),
        ("undoo: z\n", ["keys.yaml:1", "no action called undoo; did you mean undo?"]),
        ("label: z\n", ["the label schema gives this key"]),
        ("undo: {a: b}\n", ["keys.yaml:1"]),
        ("- undo\n", ["keys.yaml:1"]),
        ("undo: yes\n", ['write undo: "yes"']),
        ("undo: ''\n", ["undo", "no key"]),
        ("undo: ctrl+shift\n", ["undo", "ctrl+shift", "no key"]),
        ("undo: PageDwn\n", ["undo", "PageDwn", "no key"]),
    ],
)
def test_a_faulty_file_of_keys_is_refused_and_says_where(tmp_path: Path, text: str, named: list[str]) -> None:
    with pytest.raises(SchemaError) as caught:
        own(tmp_path / "keys.yaml", text)
    for words in named:
        assert words in str(caught.value)


def test_a_key_that_a_label_of_the_schema_has_is_refused_and_both_are_named() -> None:
    keys = Keys({"undo": ["c"]}, places={"undo": "keys.yaml:3"})
    with pytest.raises(SchemaError, match=r"keys\.yaml:3: the key c .*claim.*undo|undo.*claim"):
        keys.with_schema(SCHEMA)


async def test_the_screen_ends_with_the_conflict_between_keys_and_schema(db: Path) -> None:
    from tui_support import OwnSession, article

    from annotator.session import Session
    from annotator.tui.app import LabelApp

    with OwnSession.open(db, "ann", SCHEMA) as session:

        def opening() -> tuple[Session, str]:
            session.add(article())
            return session, article().id

        app = LabelApp(opening, keys=Keys({"undo": ["c"]}))
        async with app.run_test():
            import asyncio

            async with asyncio.timeout(10):
                while app.is_running:
                    await asyncio.sleep(0.01)
        assert app.return_value == 1
        assert "claim" in app.failure
        assert "undo" in app.failure


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff# saved by an editor\n\n"])
def test_a_file_without_keys_changes_none(tmp_path: Path, text: str) -> None:
    assert own(tmp_path / "keys.yaml", text).actions == Keys().actions


def test_a_file_that_is_not_there_is_an_error_where_it_was_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="no such file; check the name"):
        load_keys(tmp_path / "none.yaml")


# Looking


async def test_the_theme_key_goes_through_all_of_them_and_names_each(db: Path) -> None:
    async with labelling(db) as screen:
        seen = []
        for _ in range(4):
            await screen.press("ctrl+t")
            seen.append(screen.app.theme)
            assert screen.app.theme in screen.status
        assert seen == ["morning", "contrast", "ansi-dark", "evening"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_divider_moves_by_keys_and_stops_at_both_ends(db: Path, size: tuple[int, int]) -> None:
    async with labelling(db, size=size) as screen:
        pane = screen.app.screen.query_one(DocumentPane)
        before = pane.size
        await screen.press(">")
        await screen.pilot.pause(0.1)
        assert pane.size.area > before.area
        assert "article 65 %" in screen.status
        await screen.press("<", "<")
        await screen.pilot.pause(0.1)
        assert pane.size.area < before.area
        await screen.press(*"<<<<<<<<<<<<<<")
        await screen.pilot.pause(0.1)
        assert "article 30 %" in screen.status
        assert "CANDIDATES" in screen.answers
        assert {strip.cell_length for strip in screen.app.screen._compositor.render_strips()} == {size[0]}


async def test_lines_of_text_become_shorter_and_longer_by_keys(db: Path) -> None:
    async with labelling(db, size=(160, 40)) as screen:
        rows = len([line for line in screen.lines(DocumentPane) if line.strip(" │┃▌")])
        await screen.press("(", "(", "(", "(", "(", "(")
        assert "lines of 44 characters" in screen.status
        assert len([line for line in screen.lines(DocumentPane) if line.strip(" │┃▌")]) > rows
        await screen.press(*")))))))))))")
        assert "there is room for" in screen.status


async def test_how_it_looked_is_remembered_unless_a_theme_is_asked_for(db: Path, tmp_path: Path) -> None:
    memory = tmp_path / "state" / "screen.json"
    async with labelling(db, theme="", memory=memory) as screen:
        await screen.press("ctrl+t", "ctrl+t", ">", "(", "q")
    assert recall(memory).theme == "contrast"
    async with labelling(db, theme="", memory=memory) as screen:
        assert screen.app.theme == "contrast"
        assert screen.app.bench.shares == (60, 65)
        assert screen.app.screen.query_one(DocumentPane).measure == 84
    async with labelling(db, theme="light", memory=memory) as screen:
        assert screen.app.theme == "morning"
    assert recall(memory).theme == "contrast"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"theme": 5, "beside": 1000, "measure": "x"}', b"\xff"])
async def test_a_broken_memory_is_no_memory(db: Path, tmp_path: Path, content: bytes) -> None:
    memory = tmp_path / "screen.json"
    memory.write_bytes(content)
    async with labelling(db, theme="", memory=memory) as screen:
        assert screen.app.bench.shares == (60, 60)


async def test_a_memory_that_cannot_be_written_disturbs_nothing(db: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with labelling(db, memory=tmp_path / "file" / "screen.json") as screen:
        await screen.press("ctrl+t", "q")
        assert screen.app.return_value == 0


async def test_messages_and_the_manual_name_the_keys_that_hold(db: Path) -> None:
    labels = (
        Label("statement", "z", "blue", "Says something.", "It rained.", nothing=False),
        Label("idle", "y", "grey", "Says nothing.", "Well.", nothing=True),
        *(label for label in SCHEMA.labels if label.accuses),
    )
    own = Keys(
        {
            "reject": ["X"],
            "select": ["V"],
            "select-next": ["f2"],
            "facts": ["I"],
            "choose-work": ["W"],
            "next-work": ["f11"],
            "work-before": ["f10"],
            "documents": ["D"],
            "alike-tick": ["f3"],
            "tick": ["T"],
        }
    )
    async with labelling(db, schema=Schema("two", labels), keys=own, size=(160, 24)) as screen:
        await screen.press("E")
        assert "no label to give a verdict on; z sets statement" in screen.status
        await screen.press("j", "j", "X", "shift+tab", "T")
        assert "rejected already: X takes it back" in screen.status
        await screen.press("r")
        assert "V marks words" in screen.status
        await screen.press("V", "delete")
        assert "F2 goes to those that there are" in screen.status
        await screen.press("escape", "G", "z", "enter")
        assert "the end: 7 not judged, F10 goes back" in screen.status
        await screen.press("*", "enter", "a", "enter")
        assert "F3 ticks a passage" in screen.app.screen.query_one(TextBar).strips()[0].text
        await screen.press("escape", "?")
        manual = "\n".join(
            "".join(text for text, _ in line)
            for line in manual_page(screen.desk.schema, screen.app.keys)(160, screen.app.look)
        )
        assert "or what W has chosen)" in manual
        assert "THE LIST OF DOCUMENTS (AFTER D)" in manual


def test_an_action_without_a_key_is_told_by_its_name() -> None:
    assert Keys({"next-work": []}).told("{next-work} goes there") == "“next work” goes there"
