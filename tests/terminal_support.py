"""The program in a real terminal, tmux's: keys in, what a person would see out."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

TMUX = shutil.which("tmux")
ROOT = Path(__file__).parents[1]
PROGRAM = "import sys; from annotator.cli import main; sys.exit(main())"

STILL = 0.04
"""Seconds without a change after which a key counts as answered."""
NAMES = {"enter": "Enter", "escape": "Escape", "tab": "Tab", "space": "Space", "up": "Up", "down": "Down"}
NAMES |= {"left": "Left", "right": "Right", "pagedown": "PageDown", "pageup": "PageUp", "delete": "DC"}


class Terminal:
    """A running program, and its window of the terminal."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(TMUX), "-f", "/dev/null", "-S", str(self._socket), *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=30,
            check=False,
        )
        return done.stdout

    @property
    def text(self) -> str:
        """What is on the screen now; empty once the program has ended."""
        return self.tmux("capture-pane", "-p")

    def press(self, *keys: str) -> str:
        """Press keys, or type words, one after the other; what is on the screen when all are answered."""
        shown = self.text
        for key in keys:
            name = NAMES.get(key) or (f"C-{key[5:]}" if key.startswith("ctrl+") else "")
            self.tmux("send-keys", *((name,) if name else ("-l", "--", key)))
            if key == "escape":
                time.sleep(0.15)  # what follows at once would be read as held with Alt
            shown = self.settle(shown)
        return shown

    def settle(self, before: str = "") -> str:
        """Until the screen, which looked like `before`, has stood still for a moment."""
        last, since, end = before, time.monotonic(), time.monotonic() + 10
        while time.monotonic() < end:
            now = self.text
            if now != last or "looking …" in now or "opening …" in now:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > STILL:
                break
            time.sleep(0.01)
        return last

    def until(self, *patterns: str) -> re.Match[str]:
        """Until one of these regular expressions is found on the screen; what was found."""
        end = time.monotonic() + 30
        while True:
            now = self.text
            for pattern in patterns:
                if found := re.search(pattern, now):
                    return found
            assert time.monotonic() < end, f"{patterns} not in:\n{now}"
            time.sleep(0.02)

    def until_ended(self) -> None:
        """Until the program has left."""
        end = time.monotonic() + 30
        while self.tmux("list-panes").strip():
            assert time.monotonic() < end, f"did not leave:\n{self.text}"
            time.sleep(0.02)

    def resize(self, columns: int, rows: int) -> str:
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))
        return self.settle()


@contextmanager
def terminal(arguments: Sequence[str], size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    """`annotator ARGUMENTS` in a window of that size; a newcomer's, whose screen remembers nothing."""
    with tempfile.TemporaryDirectory(prefix="tm") as folder:
        kept = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"), folder)
        kept |= {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        settings = [f"{name}={value}" for name, value in {**kept, "XDG_CACHE_HOME": cache}.items()]
        command = shlex.join(["env", *settings, sys.executable, "-c", PROGRAM, *arguments])
        window = Terminal(Path(folder, "s"))
        columns, rows = map(str, size)
        window.tmux("new-session", "-d", "-x", columns, "-y", rows, command)
        window.tmux("set-option", "-s", "escape-time", "0")
        window.tmux("set-option", "-g", "status", "off")
        window.tmux("resize-window", "-x", columns, "-y", rows)
        try:
            yield window
        finally:
            window.tmux("kill-server")
