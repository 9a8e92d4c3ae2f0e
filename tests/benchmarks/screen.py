"""How fast the screen is, in a real pseudo-terminal: a table; it leaves with 1 where a target is missed.

    python tests/benchmarks/screen.py [--keys 300] [--starts 9] [--largest 100000] [--json FILE]

Measured are bytes as a terminal receives them: from the start of the process to the first painted
frame, beside a Textual application with as many widgets and nothing else; from writing a key to having
read the frame that answers it. Wall clock on a busy machine says little: the ratios are what counts.
Memory is what is resident of the screen and the document, without names, facts and rules: a suggester
that knows nothing stands in their place. Beside it stands what is resident with all of them.
"""

import argparse
import contextlib
import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COLUMNS, ROWS = 120, 40
EMPTY = """
from textual.app import App
from textual.widgets import Static

class Five(App):
    CSS = "Screen { layout: grid; grid-size: 2; grid-rows: 1 1fr 1 1; } #a, #d, #e { column-span: 2; }"

    def compose(self):
        for name in "abcde":
            yield Static("text", id=name)

Five().run()
"""
"""As many widgets as the screen has."""
LABEL = """
import gc, sys
from pathlib import Path
from annotator.tui.app import run

full = []
gc.callbacks.append(lambda phase, info: phase == "stop" and info["generation"] == 2 and full.append(0))

class Nothing:
    rules = ()
    def analyse(self, document, sentences):
        from annotator.model import Suggestions
        class Analysis:
            def suggestions(self, index):
                return Suggestions(sentences[index], (), ())
        return Analysis()

def opening():
    from annotator.session import Session
    if "bare" in sys.argv:
        Session.suggester = lambda self: Nothing()
    return Session.open(Path(sys.argv[1]), "ann"), sys.argv[2]

status = run(opening)
Path(sys.argv[1] + ".full").write_text(str(len(full)))
sys.exit(status)
"""
COMMAND = "from annotator.cli import main\nmain()\n"
TARGETS = {
    "start": ("start to first frame ÷ as many widgets and nothing else", 1.3),
    "p50": ("next sentence, key to painted, median ms", 4.0),
    "p99": ("next sentence, key to painted, 99th percentile ms", 10.0),
    "growth": ("median in the longest document ÷ median at 1,000 sentences", 1.2),
    "label_p50": ("label, key to painted, median ms", 6.0),
    "label_p99": ("label, key to painted, 99th percentile ms", 16.0),
    "disk_p50": ("label, key to shown as on disk, median ms", 15.0),
    "locked_p50": ("label while another process holds the lock, median ms", 6.0),
    "locked_p99": ("label while another process holds the lock, 99th percentile ms", 16.0),
    "find": ("first find in the longest document, key to painted or to a sign, ms", 16.0),
    "full": ("full garbage collections while keys were handled", 0.0),
    "memory": ("resident in the longest document, knowledge excluded, MB", 60.0),
}


class Terminal:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.read = b""
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if not self._pid:
            os.execvpe(command[0], list(command), environment)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def until(self, there: Callable[[bytes], bool], seconds: float = 120.0) -> float:
        """When what was read satisfied `there`, in seconds of the performance counter."""
        end = time.perf_counter() + seconds
        while True:
            ready, _, _ = select.select([self._fd], [], [], max(0.0, end - time.perf_counter()))
            if not ready:
                raise TimeoutError(f"not painted in {seconds} s; last read: {self.read[-500:]!r}")
            self._take()
            now = time.perf_counter()
            if there(self.read):
                return now

    def quiet(self, seconds: float) -> None:
        """Read on until nothing came for so long."""
        while select.select([self._fd], [], [], seconds)[0]:
            self._take()

    def drain(self, seconds: float) -> None:
        """Read for so long, whatever comes: a cursor blinks for ever."""
        end = time.perf_counter() + seconds
        while select.select([self._fd], [], [], max(0.0, end - time.perf_counter()))[0]:
            try:
                self._take()
            except RuntimeError:  # it has ended, as it was told
                return

    def _take(self) -> None:
        try:
            self.read += os.read(self._fd, 1 << 16)
        except OSError as fault:  # Linux says EIO when the program has ended
            raise RuntimeError(self.read.decode(errors="replace")[-2000:]) from fault

    def key(self, key: bytes, mark: bytes) -> float:
        """Milliseconds from writing a key to having read `mark`."""
        self.read = b""
        pressed = time.perf_counter()
        os.write(self._fd, key)
        return (self.until(lambda read: mark in read, 10.0) - pressed) * 1000

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)


@contextlib.contextmanager
def terminal(command: Sequence[str], environment: dict[str, str]) -> Iterator[Terminal]:
    """A program that runs until the block ends."""
    running = Terminal(command, environment)
    try:
        yield running
    finally:
        running.close()


def article(sentences: int) -> str:
    """An article of so many sentences, ten to a paragraph, each with a number of its own."""
    shapes = (
        "The minister said on Monday that item {} of the list had been settled in Geneva.",
        "Kazakhstan and China trade goods worth {} million dollars a year, officials reported.",
        "“We shall look at point {} again,” he told reporters.",
        "Nobody had expected that session {} would end without a vote of the members.",
        "According to the report, {} of the roads in the north were closed.",
    )
    lines = (shapes[number % len(shapes)].format(number) for number in range(sentences))
    return "".join(line + ("\n\n" if number % 10 == 9 else " ") for number, line in enumerate(lines))


def database(folder: Path, sentences: int) -> tuple[Path, str, int]:
    """A database with one such article: its path, the document's id, and how many sentences it has."""
    from annotator.model import Document
    from annotator.session import Session

    path = folder / f"{sentences}.db"
    document = Document(text=article(sentences), name="list.txt", title="The list", date=date(2022, 1, 7))
    with Session.open(path, "ann") as session:
        session.add(document)
        return path, document.id, session.desk(document.id).count


def first_frame(read: bytes) -> bool:
    """True once a whole screen of cells has come after the switch to the alternate screen."""
    begin = read.find(b"\x1b[?1049h")
    return begin >= 0 and len(read) - begin > COLUMNS * ROWS * 0.95


def starts(count: int, commands: Sequence[Sequence[str]], environment: dict[str, str]) -> list[list[float]]:
    """Seconds to the first frame of each command, `count` times, by turns; the first turn warms up."""
    taken: list[list[float]] = [[] for _ in commands]
    for turn in range(count + 1):
        for times, command in zip(taken, commands, strict=True):
            with terminal(command, environment) as running:
                painted = running.until(first_frame) - running.started
            if turn:
                times.append(painted)
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not below that share of all."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def next_sentence(running: Terminal, keys: int, count: int) -> list[float]:
    """Milliseconds for each step from the first sentence on."""
    times = []
    for number in range(2, keys + 12):
        times.append(running.key(b"j", b"sentence %d of %d" % (number, count)))
        running.quiet(0.03)
    return times[10:]


def labels(running: Terminal, keys: int, count: int, judged: int, shown: bytes = b"") -> list[float]:
    """Milliseconds for each label set by hand, a new sentence each time; `judged` are so already.

    With `shown`, until that is painted as well.
    """
    times = []
    for number in range(judged + 1, judged + keys + 1):
        progress = b"%d/%d" % (number, count)
        running.read = b""
        pressed = time.perf_counter()
        os.write(running._fd, b"o")
        painted = running.until(lambda read, mark=progress: mark in read and shown in read, 10.0)
        times.append((painted - pressed) * 1000)
        running.quiet(0.03)
        os.write(running._fd, b"j")
        running.quiet(0.03)
    return times


class Locked:
    """Another process that holds the database's write lock, for at most four seconds at a time."""

    def __init__(self, path: Path) -> None:
        code = (
            "import sqlite3, sys, time\n"
            "held = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)\n"
            "while True:\n"
            "    held.execute('BEGIN IMMEDIATE'); print(flush=True); time.sleep(3.5)\n"
            "    held.execute('COMMIT'); time.sleep(0.05)\n"
        )
        self._process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def resident(process: int) -> float:
    """What a process holds in memory now, MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def first_find(running: Terminal) -> float:
    """Milliseconds from the first letter of words that are nowhere to a frame that says something of it."""
    os.write(running._fd, b"/")
    running.drain(0.5)
    running.read = b""
    pressed = time.perf_counter()
    os.write(running._fd, b"Q")
    found = running.until(lambda read: b"looking" in read or b"not found" in read, 10.0) - pressed
    running.drain(2.0)
    os.write(running._fd, b"\x1b")
    running.drain(0.5)
    return found * 1000


def memory(database: tuple[Path, str, int], environment: dict[str, str], *how: str) -> float:
    """What is resident after some steps and a find, in the next pause, MB."""
    path, document, count = database
    with terminal((sys.executable, "-c", LABEL, str(path), document, *how), environment) as running:
        running.until(lambda read: b" of %d" % count in read)
        for key in b"jjjjjjjjjjjjjjjjjjjjg":
            os.write(running._fd, bytes([key]))
            running.drain(0.05)
        first_find(running)
        running.drain(3.0)
        return resident(running._pid)


def keys_in(
    database: tuple[Path, str, int], keys: int, environment: dict[str, str], found: dict[str, float]
) -> list[float]:
    """Milliseconds for each next sentence; what else is measured there is added to `found`."""
    path, document, count = database
    with terminal((sys.executable, "-c", LABEL, str(path), document), environment) as running:
        running.until(lambda read: b"sentence 1 of %d" % count in read)
        running.quiet(2.0)
        times = next_sentence(running, keys, count)
        if count < 5_000:
            free = labels(running, keys // 2, count, 0)
            disk = labels(running, keys // 2, count, keys // 2, b"on disk")
            locked = Locked(path)
            try:
                held = labels(running, keys // 2, count, keys // 2 * 2)
            finally:
                locked.close()
            found |= {"label_p50": statistics.median(free), "label_p99": percentile(free, 0.99)}
            found |= {"disk_p50": statistics.median(disk), "on disk, p99 ms": percentile(disk, 0.99)}
            found |= {"locked_p50": statistics.median(held), "locked_p99": percentile(held, 0.99)}
        found["find"] = first_find(running)
        os.write(running._fd, b"gq")
        running.drain(2.0)
    # One is made when the document is opened, one when all is loaded and nothing is done.
    full = int(Path(f"{path}.full").read_text(encoding="ascii"))
    found["full"] = max(found.get("full", 0.0), full - 1.0)
    return times


def measure(folder: Path, keys: int, turns: int, largest: int) -> dict[str, float]:
    """All figures; times in milliseconds."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"TERM": "xterm-256color", "PYTHONPYCACHEPREFIX": str(folder / "pyc")}
    environment |= {"PYTHONPATH": str(ROOT), "COLORTERM": "truecolor", "XDG_STATE_HOME": str(folder)}
    (folder / "claim-annotator").mkdir()
    (folder / "claim-annotator" / "screen.json").write_text('{"toured": true}', encoding="ascii")
    small, large = database(folder, 1_000), database(folder, largest)
    python = sys.executable
    by_hand = (python, "-c", LABEL, str(small[0]), small[1])
    command = (python, "-c", COMMAND, "label", small[1], "--db", str(small[0]), "--as", "ann")
    empty, shown, whole = starts(turns, ((python, "-c", EMPTY), by_hand, command), environment)
    found: dict[str, float] = {
        "as many widgets, ms": statistics.median(empty) * 1000,
        "the screen alone, ms": statistics.median(shown) * 1000,
        "annotator label, ms": statistics.median(whole) * 1000,
        "start": statistics.median(whole) / statistics.median(empty),
    }
    first, second = (keys_in(each, keys, environment, found) for each in (small, large))
    for count, times in ((1_000, first), (large[2], second)):
        found |= {
            f"p50 at {count}, ms": statistics.median(times),
            f"p99 at {count}, ms": percentile(times, 0.99),
        }
    found |= {"p50": max(map(statistics.median, (first, second)))}
    found |= {"p99": max(percentile(times, 0.99) for times in (first, second))}
    found |= {"growth": statistics.median(second) / statistics.median(first)}
    for name, each in (("1,000 sentences", small), ("the longest document", large)):
        found[f"resident with knowledge, {name}, MB"] = memory(each, environment)
        found["memory"] = memory(each, environment, "bare")
        found[f"resident without knowledge, {name}, MB"] = found["memory"]
    return found


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", type=int, default=300, help="keys for each median")
    parser.add_argument("--starts", type=int, default=9, help="starts for each median")
    parser.add_argument("--largest", type=int, default=100_000, help="sentences of the longest document")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), given.keys, given.starts, given.largest)
    for name, value in found.items():
        if name not in TARGETS:
            print(f"{name:<66} {value:9.1f}")
    missed = 0
    for name, (what, most) in TARGETS.items():
        verdict = "ok" if found[name] <= most else "MISSED"
        missed += verdict != "ok"
        print(f"{what:<66} {found[name]:9.2f}  at most {most:5.1f}  {verdict}")
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
