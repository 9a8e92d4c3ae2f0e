"""An article of the corpus labelled completely by typed lines: through a pipe, and through a pseudo-terminal."""

import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from held_support import held

from annotator.history import fold
from annotator.model import Mark
from annotator.resources import shipped
from annotator.session import Desk, Session

ARTICLE = "2022-01-14-almaty-withdrawal.md"
START = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # as at a prompt, wherever these tests run
if os.isatty(0):
    os.close(os.open(os.ttyname(0), os.O_RDWR))  # the terminal from which Ctrl-C comes
from annotator.cli import main
main()
"""
COMMAND = [sys.executable, "-c", START, "label", "--plain", ARTICLE]

FRAME = [
    "go 3",
    'span "President … Tokayev" source',
    'span "had said" cue',
    'span "the withdrawal … days" content',
    "relate 1 says 3",
    "relate 2 signals 3",
    "go 4",
    'span "a deputy minister of defence" source',
    'span "told reporters" cue',
    'span "The mission … complete" content',
    "relate 1 3",
    "relate 2 3",
]
"""Two attributions, each with source, cue and content."""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "LOGNAME": "ann", "PYTHONPATH": str(Path(__file__).parents[1]), **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ARTICLE).write_bytes(shipped("corpus", ARTICLE).read_bytes())
    return tmp_path


def piped(folder: Path, *lines: str) -> str:
    """What is said to these lines; none of them is refused."""
    done = subprocess.run(
        COMMAND,
        cwd=folder,
        env=environment(),
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-2000:]
    return done.stdout


class Terminal:
    """The program in a pseudo-terminal: a line is typed once the prompt is there."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.master, slave = os.openpty()
        modes = termios.tcgetattr(slave)
        modes[3] |= termios.NOFLSH  # else Ctrl-C throws away what was said and not read yet
        termios.tcsetattr(slave, termios.TCSANOW, modes)
        self.process = subprocess.Popen(
            COMMAND,
            cwd=folder,
            env=environment(TERM="dumb", **more),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def read(self, seconds: float = 60) -> str:
        """All that is said until the prompt, or the end, or for so long."""
        said, until = b"", time.monotonic() + seconds
        while time.monotonic() < until and not re.search(rb"\d+/\d+> $", said):
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    chunk = os.read(self.master, 65536)
                except OSError:  # Linux says EIO when the other end closes
                    break
                if not chunk:
                    break
                said += chunk
        return said.decode().replace("\r\n", "\n")

    def interrupt(self) -> str:
        """Ctrl-C until it is heard: Python's input() forgets one that comes just as the prompt appears."""
        said = ""
        for _ in range(10):
            os.write(self.master, b"\x03")
            said += self.read(5)
            if self.process.poll() is not None or "All is saved" in said:
                break
        return said

    def type(self, *lines: str) -> str:
        said = ""
        for line in lines:
            os.write(self.master, f"{line}\n".encode())
            said += self.read()
        return said


@contextmanager
def terminal(folder: Path) -> Iterator[Terminal]:
    running = Terminal(folder)
    running.read()
    try:
        yield running
    finally:
        os.close(running.master)
        if running.process.poll() is None:
            running.process.wait(60)


def wait_for(stream: IO[bytes], said: bytes) -> None:
    """Until a line is said, or nothing more will be."""
    for line in stream:
        if said in line:
            return
    raise AssertionError(said)


def labels(folder: Path) -> list[str]:
    """Of the first sentence, as the database has them."""
    with Session.open(folder / "annotations.db", "ann", create=False) as session:
        (document,) = session.documents()
        return [each.label for each in session.desk(document.id).judged(0).annotations]


def frames(desk: Desk) -> int:
    """How many contents are said by a source and signalled by a cue."""
    ends: dict[str, set[Mark]] = {"says": set(), "signals": set()}
    for each in desk.relations():
        ends[each.label].add(each.second)
    return len(ends["says"] & ends["signals"])


def test_an_article_is_labelled_by_lines_undone_to_the_blank_and_done_again_to_the_byte(folder: Path) -> None:
    db = folder / "annotations.db"
    said = piped(folder, *FRAME, "first", *["settle"] * 22)
    (left,) = re.findall(r"The end. (\d+) not judged\.", said) or ["0"]

    with terminal(folder) as typed:
        typed.type(*[line for _ in range(int(left)) for line in ("]", "n")])
        said = typed.type("go 1", 'link "Kazakhstan"#1 to Armenia', "link take 1")
        assert "Set link to arm on 'Kazakhstan'. Armenia, state, arm. It is mark" in said
        said = typed.type('link "Kazakhstan"#1 to kazakhs', "link take 1")
        assert "Set link to kaz on 'Kazakhstan'. Kazakhstan, state, kaz. It is mark" in said
        said = typed.type("choose-work every", "choose-work label claim", "first", "]", "marks")
        number = re.findall(r"^  (\d+)\. claim on the sentence", said, re.M)[-1]
        said = typed.type(
            f"verdict {number} supported",
            f"confidence {number} high",
            f'evidence {number} add url https://example.org/troops quote "they left" stance supports',
            'like "CSTO"',
            "like set entity",
        )
        assert "evidence 1: supports, https://example.org/troops, “they left”" in said
        (bulk,) = re.findall(r"Entity set on (\d+) passages; one undo takes all back\.", said)
        assert int(bulk) > 3
        assert "could not be done" not in typed.type("quit")
    assert typed.process.returncode == 0

    with Session.open(db, "ann") as session:
        (progress,) = session.documents()
        desk = session.desk(progress.id)
        assert progress.judged == 22
        assert frames(desk) >= 2
        every = [each for index in range(desk.count) for each in desk.judged(index).annotations]
        assert [each.attribute("link") for each in every if each.attribute("link")] == ["kaz"]
        assert [len(each.evidence) for each in every if each.attribute("verdict")] == [1]
        text, spans = desk.document.text, session.annotated()
        blank = fold(next(spans).sentences, (), text).sentences
        marked = [each for each in every if each.label == "entity" and text[each.start : each.end] == "CSTO"]
        assert len(marked) == text.count("CSTO") == int(bulk)
    done = held(db)

    undone = piped(folder, "undo all")
    assert "0 of 22 sentences are judged." in undone
    with Session.open(db, "ann") as session:
        (each,) = session.annotated()
        assert each.works[0].sentences == blank
    assert held(db) != done
    with terminal(folder) as typed:
        assert "22 of 22 sentences are judged." in typed.type("redo all")
        typed.type("quit")
    assert held(db) == done


def test_ctrl_c_in_a_terminal_leaves_with_130_and_nothing_is_lost(folder: Path) -> None:
    with terminal(folder) as typed:
        assert "Labelled opinion." in typed.type("o")
        os.write(typed.master, b"half a li")
        assert "All is saved. Judged 1 of 22 sentences here." in typed.interrupt()
    assert typed.process.returncode == 130


def test_a_terminal_that_goes_away_loses_nothing_that_was_said_to_be_done(folder: Path) -> None:
    with terminal(folder) as typed:
        assert "Labelled opinion." in typed.type("o")
    assert typed.process.returncode is not None
    assert labels(folder) == ["opinion"]


def test_a_reader_that_closes_the_pipe_ends_the_work_without_a_traceback_and_loses_nothing(
    folder: Path,
) -> None:
    process = subprocess.Popen(
        COMMAND,
        cwd=folder,
        env=environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(b"o\n")
    process.stdin.flush()
    wait_for(process.stdout, b"Labelled opinion.")
    process.stdout.close()
    process.stdin.write(b"help\n" * 3)
    process.stdin.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1
    assert labels(folder) == ["opinion"]


def test_an_interrupted_script_leaves_with_130(folder: Path) -> None:
    process = subprocess.Popen(
        COMMAND, cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"o\n")
    process.stdin.flush()
    wait_for(process.stdout, b"Labelled opinion.")
    process.send_signal(signal.SIGINT)
    assert process.stdout.read().endswith(b"All is saved. Judged 1 of 22 sentences here.\n")
    assert process.wait(60) == 130
