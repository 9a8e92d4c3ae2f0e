"""An article labelled completely in a real terminal of 80x24, undone to the blank and done again to the byte."""

import re
from pathlib import Path

import pytest
from terminal_support import TMUX, Terminal, terminal
from test_walkthrough import ARTICLE, held

from annotator.history import fold
from annotator.model import Mark, Span
from annotator.resources import shipped
from annotator.session import Session

pytestmark = pytest.mark.skipif(TMUX is None, reason="needs tmux, a terminal that programs can type into")


def pick(window: Terminal, choice: str) -> str:
    """The hint letter of one of several in the picker that is open."""
    return window.press(window.until(rf"│[▌ ](\w)  (?:✓ |  ){re.escape(choice)}")[1])


def judge_all(window: Terminal, count: int) -> None:
    """Enter takes what is ticked; where nothing was, there is nothing to check."""
    for number in range(1, count + 1):
        window.press("enter")
        if window.until("not judged", rf"\b{number}/{count}")[0] == "not judged":
            window.press(*"kn" if number < count else "n")
            window.until(rf"\b{number}/{count}")


def link(window: Terminal, name: str) -> None:
    window.press("l")
    window.until("Link which")
    window.press("enter")
    window.until("new entity")
    window.press("ctrl+u", name, "enter")
    window.until(f"linked to {name.capitalize()}")


def open_drawer(window: Terminal) -> None:
    """Of the claim, whatever else the sentence is."""
    window.press("E")
    if window.until("Verdict on which", "confidence")[0] != "confidence":
        pick(window, "claim")
        window.until("confidence")


def check_a_claim(window: Terminal) -> None:
    """The first claim gets a verdict with a piece of evidence."""
    window.press("w")
    window.until("Which sentences")
    window.press("label claim", "enter", "g", "]")
    open_drawer(window)
    window.press("supp", "enter", "high", "down", "2022-01-14", "escape")
    open_drawer(window)
    window.press("up", "enter")
    window.until("archived")
    window.press("https://example.org/troops", "down", "down", "they left", "escape")
    window.until(r"evidence 1 .*troops")
    window.press("escape")


def label_in_bulk(window: Terminal, words: str) -> None:
    """Wherever these words stand they become an entity."""
    window.press("/", words, "escape", "*")
    pick(window, f"entity “{words}”")
    window.until("ticked")
    window.press("enter")
    pick(window, "entity")
    window.until("one undo takes all back")


def begin(window: Terminal) -> None:
    """A newcomer is offered the tour, and goes to work."""
    window.until("First time here")
    window.press("n")
    window.until(r"\d/22.*●")


def leave(window: Terminal) -> None:
    window.until("●")
    window.tmux("send-keys", "q")
    window.until_ended()


def has_everything(db: Path) -> None:
    """What was done is more than clicks: it stands in the database."""
    with Session.open(db, "ann") as session:
        (progress,) = session.documents()
        assert progress.judged == progress.sentences == 22
        desk = session.desk(progress.id)
        held = [each for index in range(desk.count) for each in desk.judged(index).annotations]
        ends: dict[str, set[Mark]] = {"says": set(), "signals": set()}
        for each in desk.relations():
            ends[each.label].add(each.second)
        assert len(ends["says"] & ends["signals"]) >= 2
        assert "kaz" in [each.attribute("link") for each in held]
        assert "arm" not in [each.attribute("link") for each in held]
        (checked,) = (each for each in held if each.attribute("verdict"))
        assert (checked.attribute("verdict"), checked.attribute("confidence")) == ("supported", "high")
        assert [(each.url, each.quote) for each in checked.evidence] == [
            ("https://example.org/troops", "they left")
        ]
        text = desk.document.text
        entities = [text[each.start : each.end] for each in held if each.label == "entity"]
        assert entities.count("CSTO") == text.count("CSTO") > 3


def repeat(window: Terminal, key: str, until: str) -> None:
    """A key held down until the line below says that there is nothing more."""
    for _ in range(5):
        window.tmux("send-keys", *[key] * 20)
        window.settle()
    window.until(until)


def test_an_article_is_labelled_in_a_terminal_undone_to_the_blank_and_done_again_to_the_byte(
    tmp_path: Path,
) -> None:
    db = tmp_path / "a.db"
    command = ["label", "--as", "ann", "--db", str(db), str(shipped("corpus", ARTICLE))]
    with terminal(command) as window:
        begin(window)
        window.until(r"\b0/22")
        judge_all(window, 22)
        window.press("g")
        link(window, "armenia")
        link(window, "kazakhstan")
        check_a_claim(window)
        label_in_bulk(window, "CSTO")
        leave(window)
    has_everything(db)
    done = held(db)

    again = ["label", "--as", "ann", "--db", str(db)]
    with terminal(again) as window:
        begin(window)
        window.until("22/22")
        repeat(window, "u", "nothing to undo")
        window.until(r"\b0/22")
        leave(window)
    with Session.open(db, "ann") as session:
        (each,) = session.annotated()
        spans = [Span(now.start, now.end) for now in each.works[0].sentences]
        assert each.works[0].sentences == fold(spans, (), each.document.text).sentences
    assert held(db) != done

    with terminal(again) as window:
        begin(window)
        window.until(r"\b0/22")
        repeat(window, "C-r", "nothing to redo")
        window.until("22/22")
        leave(window)
    assert held(db) == done
