"""What `kill -9` leaves behind: a few kills of the benchmark, and that it would notice a loss."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="needs a pseudo-terminal")

SCRIPT = Path(__file__).parent / "benchmarks" / "kills.py"


@pytest.fixture(scope="module")
def kills():
    spec = importlib.util.spec_from_file_location("kills", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kills"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["kills"]


def painted(message: str, judged: int, saved: bool) -> bytes:
    sign = "● on disk " if saved else "○ writing "
    return f"\x1b[29;1H\x1b[1m {message}\x1b[0m      judged {judged}/9 ━━──  {sign}\x1b[1;1H".encode()


def stands(kills, *gestures: tuple[str, int]):
    return [kills.Stand("", 0, 9), *(kills.Stand(said, judged, 9) for said, judged in gestures)]


READ = (
    painted("sentence 1 of 9", 0, saved=True)
    + painted("labelled claim", 1, saved=False)
    + painted("labelled claim", 1, saved=True)
    + painted("labelled opinion", 2, saved=False)
    + painted("sentence 3 of 9", 2, saved=True)
    + painted("labelled opinion", 3, saved=False)
)


def test_five_kills_lose_nothing_that_was_shown_as_saved():
    command = [sys.executable, str(SCRIPT), "--kills", "5", "--warm", "--most", "0.5", "--annotators", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "files that did not open" in done.stdout


def test_all_that_was_saved_before_the_last_sign_counts_as_shown(kills):
    logged = stands(kills, ("labelled claim", 1), ("labelled opinion", 2))
    assert kills.proved(kills.shown(READ), logged) == (2, None)


def test_a_judgement_that_was_stored_and_not_shown_yet_is_no_loss(kills):
    logged = stands(kills, ("labelled claim", 1), ("labelled opinion", 2), ("labelled opinion", 3))
    assert kills.proved(kills.shown(READ), logged) == (2, None)


@pytest.mark.parametrize(
    "left",
    [
        (("labelled claim", 1),),
        (("labelled opinion", 1),),
        (("labelled opinion", 1), ("labelled claim", 2)),
        (),
    ],
)
def test_a_judgement_that_was_shown_as_saved_and_is_not_in_the_log_is_a_loss(kills, left):
    count, lost = kills.proved(kills.shown(READ), stands(kills, *left))
    assert (count, lost is None) == (0, False)


def test_a_line_that_was_cut_off_in_the_midst_promises_nothing(kills):
    whole = painted("labelled claim", 1, saved=True)
    assert kills.shown(whole[: whole.index(b"on disk") + 3]) == []


def test_a_message_that_nothing_was_done_is_no_judgement(kills):
    read = painted("accepted already: 1 takes it back", 1, saved=True) + painted(
        "accepted claim", 1, saved=True
    )
    assert [line.message for line in kills.shown(read)] == ["", "accepted claim"]
