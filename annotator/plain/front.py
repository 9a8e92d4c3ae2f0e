"""The loop: a line is read, its command done, and what changed is told."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.plain import telling
from annotator.plain.elsewhere import Elsewhere
from annotator.plain.reading import Reading
from annotator.tui.actions import LABEL, Action, Keys

if TYPE_CHECKING:
    from annotator.session import Session

PATIENCE = 2.0
"""Seconds to wait for the disk before it is said that something is not written yet."""

Read = Callable[[str], str]
"""Asks for a line, with a prompt; raises EOFError at the end."""
Write = Callable[[str], None]
"""Says a line."""


class Front(Reading, Elsewhere):
    """One annotator at one document after another."""

    def __init__(self, session: "Session", document: str, keys: Keys, read: Read, write: Write) -> None:
        super().__init__()
        self.session = session
        self.keys = keys.with_schema(session.schema)
        self._read, self._write = read, write
        self._leaving = False
        self.open(document)

    def ask(self, prompt: str) -> str:
        return self._read(prompt)

    def say(self, line: str) -> None:
        self._write(line)

    def run(self) -> int:
        """Until the annotator leaves; the exit status."""
        while not self._leaving:
            try:
                line = self.ask(f"{self.index + 1}/{self.desk.count}> ")
            except (EOFError, KeyboardInterrupt):
                break
            try:
                self.do(line)
            except AnnotatorError as fault:
                self.say(str(fault))
        return self._close()

    def do(self, line: str) -> None:
        """One command."""
        word, _, rest = line.strip().partition(" ")
        if not word:
            self.finish("")
        elif word.isdigit() and len(word) < 4:
            self.accept(line.strip())
        elif word[0] == "/" and len(word) > 1:
            self.find(line.strip()[1:])
        elif word in OWN:
            getattr(self, OWN[word][0])(rest.strip())
        elif (action := self.action(word)) is not None:
            self.act(action, word, rest.strip())
        else:
            self.say(f"There is no command {telling.one_line(word)!r}. ? lists them.")

    def action(self, word: str) -> Action | None:
        """The action that a word means: a key of it, its name, or the only name that begins so."""
        actions = [each for each in self.keys.of(LABEL) if each.palette or each.each or each.id == "palette"]
        for each in actions:
            if word in each.keys or word == each.id:
                return each
        begin = [each for each in actions if each.id.startswith(word) and len(word) > 1]
        return begin[0] if len(begin) == 1 else None

    def act(self, action: Action, word: str, rest: str) -> None:
        """Do an action, or say that it belongs to the screen."""
        if action.schema:
            self.label(word, rest)
            return
        name = _METHODS.get(action.id)
        if name is None:
            self.say(f"{action.id} belongs to the screen; here it has no meaning.")
        elif name in ("move", "seek"):
            getattr(self, name)(1 if "(1)" in action.do else -1)
        else:
            getattr(self, name)(rest)

    def commands(self, rest: str = "") -> None:
        """All commands, a line each."""
        self.say("Type a command and Enter. Enter alone accepts what is ticked and goes on.")
        for action in self.keys.of(LABEL):
            if action.id in _METHODS or action.schema:
                keys = [key for key in action.keys if len(key) == 1]
                shown = "" if action.each else " ".join(keys)
                names = f"{shown or action.id}" + (f" or {action.id}" if shown and not action.schema else "")
                self.say(f"  {'1 to 9' if action.each else names}: {action.manual}{_MORE.get(action.id, '')}")
        for word, (_, means) in OWN.items():
            self.say(f"  {word}: {means}")

    def leave(self, rest: str = "") -> None:
        """Leave."""
        self._leaving = True

    def _close(self) -> int:
        try:
            self.desk.flush()
        except AnnotatorError as fault:
            self.say(f"Not saved: {fault}")
            return 1
        judged, count = self.desk.progress()
        self.say(f"All is saved. Judged {judged} of {count} sentences here.")
        return 0

    def saved(self, future: "Future[None]") -> None:
        """Wait until a gesture is on disk; where that takes long or fails, say so."""
        try:
            future.result(PATIENCE)
        except NotYet:
            self.say("Not on disk yet: another program holds the database. It is tried on.")
        except AnnotatorError as fault:
            self.say(f"Not on disk: {fault}. It is kept and tried again.")


OWN = {
    "=": ("tell", "The current sentence again."),
    "go": ("go_to", "go 12: the sentence of that number."),
    "open": ("open_found", "open 3: the document or sentence of that number in the last list."),
}
"""Commands that the screen has no need of: method and meaning."""

_METHODS = {
    "accept": "accept",
    "reject": "reject",
    "finish": "finish",
    "tick": "ticking",
    "undo": "undo",
    "redo": "redo",
    "next": "move",
    "before": "move",
    "first": "first",
    "last": "last",
    "next-work": "seek",
    "work-before": "seek",
    "choose-work": "filter",
    "documents": "documents",
    "search": "search",
    "list-work": "list_work",
    "split": "split",
    "merge": "merge",
    "find": "find",
    "facts": "facts",
    "manual": "manual",
    "palette": "commands",
    "leave": "leave",
}
"""By the id of an action: what does it here."""

_MORE = {
    "reject": " x 2 3 rejects these two.",
    "tick": " tick 2 ticks that one.",
    "split": " s lists its words, s 5 splits before the fifth.",
    "find": " / some words, / alone again.",
    "choose-work": " w lists what there is, w errors chooses.",
    "documents": " open 3 opens the third.",
    "search": " search some words; open 3 goes to the third place.",
}


def run(session: "Session", document: str, keys: Keys, read: Read, write: Write) -> int:
    """Label a document, and others from there, line by line; the exit status."""
    return Front(session, document, keys, read, write).run()
