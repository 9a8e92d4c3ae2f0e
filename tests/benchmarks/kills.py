"""Whether `kill -9` loses a judgement that the screen had shown as saved: figures; it leaves with 1 if so.

    python tests/benchmarks/kills.py [--kills 20] [--annotators 1|2] [--seed 0] [--warm]

`annotator label` runs in a pseudo-terminal, keys of every kind are sent to it at random, and it is
killed at a random moment: while it starts or between keys, which are milliseconds apart. What counts as
shown is what the terminal received: each status line with ● stands for the judgements made until then.
Then the file is opened anew. Lost is a status line with ● that the log cannot account for: the lines are
looked up, in order, among those that the gestures of the log lead to, by message, judged sentences and
sentences. Lost is also an event that was there after the kill before. Checked are `verify`, that every
file opens, that the desk agrees with the fold, and that no program ended by itself. With two annotators
two programs write to one file; both are killed at once, or one a little after the other, each of which
counts as one kill. `--warm` forks from a process that has the modules loaded: many times faster.
"""

import argparse
import contextlib
import fcntl
import itertools
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.model import Document, Event

ROOT = Path(__file__).resolve().parent.parent.parent
COLUMNS, ROWS = 160, 30
NAMES = ("ann", "bea")
FRESH = 25
"""After so many rounds a new file is begun: its making is killed, too."""
START = 60.0
"""Seconds within which the first frame must have come."""
COMMAND = "from annotator.cli import main\nmain()\n"
ARTICLE = """\
The ministers met in Geneva on Friday. Kazakhstan and China trade goods worth 31 million dollars a year, \
officials reported. “We shall look at it again,” the envoy told reporters.

According to the report, seven of the roads in the north were closed. Nobody had expected that the session \
would end without a vote. Norway, a member of the European Union, objected. Good evening, and welcome.

The summit was a sad spectacle. The Shanghai Cooperation Organization has nine members. The bank said that \
prices rose by 4 per cent in May. Swaziland was not asked. The president denied any deal.
"""
KEYS = (
    *(("1",), ("2",), ("3",), ("x",), ("\r",), ("\r",), (".",), ("n",), ("c",), ("o",), ("a",)),
    *(("u",), ("u",), ("\x12",), ("j",), ("j",), ("k",), ("]",), ("m",), (" ",), ("\t",)),
    *(("e", "\r"), ("v", "w", "c"), ("v", "w", "w", "\r", "s", "\r"), ("v", "\r", "e", "n", "\r")),
    *(("s", "l", "\r"), ("s", "l", "l", "l", "\r"), ("g",), ("o", "u", "\x12"), ("\x1b",)),
)
"""What is pressed: answers, labels, spans, splits and merges, undo and redo, steps."""
GESTURE = re.compile(
    "labelled |took off |(?:accepted|rejected) (?!already)|reopened |marked |split the |merged two |related |took away "
    "|set |changed |added evidence|took back |undid: |did again: |judged(;|$)"
)
"""How a message begins that tells of a judgement; others tell that nothing was done."""
STATUS = re.compile(r"^(.*?)\s+(?:judged )?(\d+)/(\d+) [^●○]*([●○]) (on disk|writing|not saved) $")


PAUSES = (0.005, 0.03, 0.15)
"""Seconds between keys, on average, of those that type fast, well and slowly; some do not wait at all."""


class Shown(NamedTuple):
    """A status line that was painted."""

    message: str
    """Of a judgement; empty: of anything else, or none."""
    judged: int
    sentences: int
    saved: bool


class Stand(NamedTuple):
    """What a gesture of the log leads to."""

    said: str
    judged: int
    sentences: int


class Found(NamedTuple):
    """What was in the file."""

    events: "tuple[Event, ...]"
    stands: tuple[Stand, ...]
    """Before the first new gesture, and after each."""
    faults: tuple[str, ...]


NOTHING = Found((), (Stand("", 0, 0),), ())


def shown(read: bytes) -> list[Shown]:
    """The status lines among what a terminal received, in order."""
    text = re.sub("\x1b\\[[0-9;]*m", "", read.decode(errors="replace"))
    lines = []
    for piece in re.split("\x1b\\[[0-9;?]*[A-Za-z]|[\r\n]", text):
        match = STATUS.match(piece)
        if match:
            message, judged, sentences, sign, _ = match.groups()
            message = message.strip() if GESTURE.match(message.strip()) else ""
            lines.append(Shown(message, int(judged), int(sentences), sign == "●"))
    return lines


def proved(lines: Sequence[Shown], stands: Sequence[Stand]) -> tuple[int, Shown | None]:
    """How many gestures the lines stand for at least, and the first that the log cannot explain.

    Lines after the last ● promise nothing; what was told before it with ○ is saved with it.
    """
    at = 0
    last = max((index for index, line in enumerate(lines) if line.saved), default=-1)
    for line in lines[: last + 1]:
        there = (index for index in range(at, len(stands)) if _explains(stands[index], line))
        at = next(there, -1)
        if at < 0:
            return 0, line
    return at, None


def _explains(stand: Stand, line: Shown) -> bool:
    if (stand.judged, stand.sentences) != (line.judged, line.sentences):
        return False
    words = line.message.removesuffix("…").rstrip() if line.message.endswith("…") else line.message
    if not words:
        return True
    # A line that is too long is cut; at the end of the document more is said.
    return (
        words == stand.said
        or words.startswith(stand.said + "; the end")
        or (words != line.message and stand.said.startswith(words))
    )


class Hands:
    """An annotator at a pseudo-terminal."""

    def __init__(self, name: str, command: Sequence[str], rng: random.Random, warm: bool) -> None:
        self.name = name
        self.read = b""
        self.ended = ""
        """What the program left on the screen, where it ended by itself."""
        self.over = False
        """True where the program has ended."""
        self._rng = rng
        self._keys: list[str] = []
        self._next = 0.0
        self.process, self.screen = pty.fork()
        if not self.process:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            if warm:
                _run(command)
            os.execvp(sys.executable, [sys.executable, "-c", COMMAND, *command])

    def painted(self, what: str = "on disk") -> bool:
        """True once the document is on the screen, or something else."""
        return what.encode() in self.read

    def take(self) -> bool:
        """Reads what is there; False: there is no more to come."""
        try:
            came = os.read(self.screen, 1 << 16)
        except OSError:  # Linux says EIO when nobody holds the other end
            came = b""
        self.read += came
        self.over = not came
        return bool(came)

    def press(self, now: float) -> float:
        """Presses the next key if it is time; when the one after it is to be pressed."""
        if self.painted() and now >= self._next:
            self._keys = self._keys or list(self._rng.choice(KEYS))
            with contextlib.suppress(OSError):
                os.write(self.screen, self._keys.pop(0).encode())
            self._next = now + self._rng.choice((0.0, *(self._rng.expovariate(1 / each) for each in PAUSES)))
        return self._next if self.painted() else now + 1.0

    def kill(self) -> None:
        """Kills the program and all that it started, and reads what had been painted until then."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process, signal.SIGKILL)
        _, status = os.waitpid(self.process, 0)
        while self.take():
            pass
        os.close(self.screen)
        if not os.WIFSIGNALED(status) or b"Traceback (most recent" in self.read:
            self.ended = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", self.read.decode(errors="replace"))[-3000:]


def _run(command: Sequence[str]) -> None:
    """The command in this process, which ends with it."""
    from annotator.cli import main

    sys.argv[1:] = command
    for number, name in enumerate(("stdin", "stdout", "stderr")):  # not of the process it was
        stream = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    try:
        main()
    finally:  # whatever ended it is told on its terminal
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(3)


def play(hands: Sequence[Hands], seconds: float) -> None:
    """Lets them work for so long."""
    end = time.monotonic() + seconds
    screens = {each.screen: each for each in hands if not each.over}
    while screens and (now := time.monotonic()) < end:
        due = min(each.press(now) for each in screens.values())
        ready, _, _ = select.select(list(screens), [], [], max(0.0, min(due, end) - time.monotonic()))
        for screen in ready:
            if not screens[screen].take():
                del screens[screen]


def to_the_moment(hands: Sequence[Hands], rng: random.Random, most: float) -> None:
    """Lets them work until the moment has come: in the start, or after it, or after candidates came."""
    if rng.random() < 0.1:
        play(hands, rng.uniform(0.0, most))
        return
    end, sign = time.monotonic() + START, rng.choice(("on disk", "☐"))
    while not all(each.painted(sign) or each.over for each in hands) and time.monotonic() < end:
        play(hands, 0.02)
    play(hands, rng.uniform(0.0, most))


def look(path: Path, document: "Document", name: str, before: int) -> Found:
    """What the file holds of an annotator's work; `before`: so many events were there at the last look."""
    from annotator.errors import AnnotatorError
    from annotator.history import History, fold
    from annotator.session import Session
    from annotator.session.deeds import said
    from annotator.store import Store

    if not path.exists():
        return NOTHING
    try:
        with Store.open(path, create=False) as store, Session.open(path, name, create=False) as session:
            faults = session.verify()
            if not store.holds(document.id):
                return NOTHING._replace(faults=tuple(faults))
            events = store.events(document.id, name)
            _, spans = store.sentences(document.id)
            desk = session.desk(document.id).progress()
    except AnnotatorError as fault:
        return NOTHING._replace(faults=(f"does not open: {fault}",))
    history = History(spans, events[:before], document.text)
    stands = [Stand("", history.judged, len(history))]
    for _, group in groupby(events[before:], key=lambda event: event.gesture):
        gesture = list(group)
        turned = gesture[0].kind in ("undo", "redo")
        meant = history.gesture(gesture[0].target)[0] if turned else gesture
        at = history.at(meant[0].start)
        words = said(meant, document.text, history.span(at))
        if turned:
            words = f"{'undid' if gesture[0].kind == 'undo' else 'did again'}: {words}"
        history.apply(gesture)
        stands.append(Stand(words, history.judged, len(history)))
    state = fold(spans, events, document.text)
    if not desk == (state.judged, len(state.sentences)) == stands[-1][1:]:
        faults.append(f"the desk shows {desk}, the fold {state.judged}, {len(state.sentences)}")
    return Found(tuple(events), tuple(stands), tuple(faults))


class Trial:
    """A file under test, and what became of it."""

    def __init__(
        self, folder: Path, rng: random.Random, warm: bool, most: float, complaints: list[str]
    ) -> None:
        from annotator.formats import read

        self.complaints = complaints
        self.folder, self.rng, self.warm, self.most = folder, rng, warm, most
        self.figures: Counter[str] = Counter()
        self._article = folder / "meeting.txt"
        self._article.write_text(ARTICLE, encoding="utf-8")
        self._known: dict[str, tuple[Event, ...]] = {}
        self._path = folder / "none.db"
        (self._document,) = read(self._article)

    def round(self, number: int, annotators: int) -> None:
        """One round: all start, work and are killed, at once or one after the other."""
        if number % FRESH == 0:
            self._path, self._known = self.folder / f"{number}.db", {}
        assert threading.active_count() == 1, "a thread would not live on in what is forked"
        hands = [Hands(name, self._command(name), self.rng, self.warm) for name in NAMES[:annotators]]
        left = list(hands)
        try:
            to_the_moment(left, self.rng, self.most)
            while left:
                at_once = len(left) if self.rng.random() < 0.5 else 1
                killed = [left.pop(self.rng.randrange(len(left))) for _ in range(at_once)]
                for each in killed:
                    each.kill()
                self.figures["kills"] += 1
                for each in killed:
                    self._judge(each)
                play(left, self.rng.uniform(0.0, 0.4))
        finally:
            for each in left:  # only where something went wrong
                each.kill()

    def _command(self, name: str) -> list[str]:
        return ["label", str(self._article), "--db", str(self._path), "--as", name, "--date", "2022-01-07"]

    def _judge(self, hands: Hands) -> None:
        known, lines = self._known.get(hands.name, ()), shown(hands.read)
        found = look(self._path, self._document, hands.name, len(known))
        count, lost = proved(lines, found.stands)
        if found.events[: len(known)] != known:
            lost = lost or Shown("what was there before", 0, 0, True)
        self._known[hands.name] = found.events
        gestures = len(found.stands) - 1
        self.figures["killed before the first frame"] += not hands.painted()
        self.figures["judgements in the logs"] += gestures
        self.figures["judgements shown as saved"] += count
        self.figures["killed while ○ was shown"] += bool(lines) and not lines[-1].saved
        self.figures["judgements stored and not shown yet"] += gestures - count
        self.figures["lost"] += lost is not None
        self.figures["files that did not open"] += any("does not open" in each for each in found.faults)
        self.figures["files with faults"] += bool(found.faults)
        self.figures["programs that ended by themselves"] += bool(hands.ended)
        place = f"{self._path}, {hands.name}, kill {self.figures['kills']}"
        if lost:
            told = "\n    ".join(map(str, [*lines[-12:], *found.stands[-12:]]))
            self.complaints.append(f"{place}: shown as saved and not there: {lost}\n    {told}")
        self.complaints.extend(f"{place}: {fault}" for fault in found.faults)
        if hands.ended:
            self.complaints.append(f"{place}: ended by itself:\n{hands.ended}")


@contextlib.contextmanager
def place(keep: list[str]) -> Iterator[Path]:
    """A folder; it stays where there is something to complain of."""
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    (folder / "claim-annotator").mkdir()
    (folder / "claim-annotator" / "screen.json").write_text('{"toured": true}', encoding="ascii")
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XDG_STATE_HOME": str(folder)}
    os.environ["PYTHONPATH"] = str(ROOT)
    for name in ("LINES", "COLUMNS", "NO_COLOR"):
        os.environ.pop(name, None)
    try:
        yield folder
    finally:
        if keep:
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder)


def main() -> int:
    """Kill, look, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--annotators", type=int, choices=(1, 2), default=1, help="programs on one file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--warm", action="store_true", help="fork instead of starting a new Python")
    parser.add_argument("--most", type=float, default=1.0, help="seconds of work before a kill, at most")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    complaints: list[str] = []
    with place(complaints) as folder:
        if given.warm:
            import annotator.cli.screen
            import annotator.formats
            import annotator.session.learning
            import annotator.suggest.rules
            import annotator.tui.app  # noqa: F401
        trial = Trial(folder, random.Random(given.seed), given.warm, given.most, complaints)
        for number in itertools.count():
            if trial.figures["kills"] >= given.kills:
                break
            trial.round(number, given.annotators)
        print(*complaints, *(f"{name:<40} {value:7}" for name, value in trial.figures.items()), sep="\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
