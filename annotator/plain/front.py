"""The loop: a line is read, its command done, and what changed is told."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, UsageError
from annotator.plain import telling
from annotator.plain.alike import Alike
from annotator.plain.checking import Checking
from annotator.plain.commands import BY_ACTION, BY_NAME, Command
from annotator.plain.elsewhere import Elsewhere
from annotator.plain.helping import Helping
from annotator.plain.judging import Judging
from annotator.plain.linking import Linking
from annotator.plain.past import Past
from annotator.plain.reading import Reading
from annotator.tui.actions import LABEL, Keys

if TYPE_CHECKING:
    from annotator.session import Session

PATIENCE = 2.0
"""Seconds to wait for the disk before it is said that something is not written yet."""
INTERRUPTED = 130
"""Exit status after Ctrl-C, as of any command that a signal ended."""

Read = Callable[[str], str]
"""Asks for a line, with a prompt; raises EOFError at the end."""
Write = Callable[[str], None]
"""Says a line."""


class Front(Helping, Reading, Judging, Linking, Checking, Alike, Past, Elsewhere):
    """One annotator at one document after another."""

    def __init__(self, session: "Session", document: str, keys: Keys, read: Read, write: Write) -> None:
        super().__init__()
        self.session = session
        self.keys = keys.with_schema(session.schema)
        self._read, self._write = read, write
        self._leaving = False
        self.listed = []
        self.refused = 0
        """How many lines could not be done."""
        self.open(document)

    def ask(self, prompt: str) -> str:
        return self._read(prompt)

    def say(self, line: str) -> None:
        self._write(line)

    def run(self, *, strict: bool = False) -> int:
        """Until the annotator leaves; the exit status: 1 where something is not on disk, 130 after Ctrl-C.

        `strict`: also 1 where a line was refused, and Ctrl-C ends all, not only what is being done; for a
        script, of which nobody reads every answer.
        """
        status = 0
        while not self._leaving:
            try:
                line = self.ask(f"{self.index + 1}/{self.desk.count}> ")
            except EOFError:
                break
            except KeyboardInterrupt:
                status = INTERRUPTED
                break
            try:
                self.do(line)
            except EOFError:
                break
            except KeyboardInterrupt:
                if strict:
                    status = INTERRUPTED
                    break
                self.say("Stopped. history lists what was done.")
                self._afresh()
        if strict and self.refused:
            self.say(f"{self.refused} line{'s' * (self.refused != 1)} could not be done.")
            status = status or 1
        return self._close() or status

    def _afresh(self) -> None:
        """What was being done may have stopped half-way: look at the document anew, once all of it is on disk."""
        try:
            self.desk = self.session.desk(self.desk.document.id)
        except AnnotatorError as fault:
            self.say(f"Not on disk yet: {telling.one_line(str(fault))}. It is kept and tried again.")
        self.stand(self.index)

    def do(self, line: str) -> None:
        """One line. What cannot be done is said, with the cause and the cure, and changes nothing."""
        try:
            self._do(line.strip())
        except AnnotatorError as fault:
            self.refused += 1
            for part in str(fault).splitlines():
                self.say(telling.sentence(part))

    def _do(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        label = self.desk.schema.at_key(word) if len(word) == 1 else None
        command = BY_NAME["tell"] if word == "=" else None
        if not word:
            self.do_finish("")
        elif word[0].isdecimal():
            self.do_accept(line)
        elif label is not None:
            self.label(label, rest.strip())
        elif line[0] == "/" and len(line) > 1:
            self.do_find(line[1:])
        elif (command := command or self.command(word)) is not None:
            getattr(self, f"do_{command.name.replace('-', '_')}")(rest.strip())
        elif self.desk.schema.label(word) is not None:
            self.do_label(line)
        else:
            raise UsageError(self._unknown(word))

    def _unknown(self, word: str) -> str:
        action = next((each for each in self.keys.of(LABEL) if word in (each.id, *each.keys)), None)
        if action is not None:
            from annotator.plain.commands import VISUAL

            return f"{action.id} belongs to the screen: {VISUAL.get(action.id, 'help lists the commands')}"
        from difflib import get_close_matches

        near = get_close_matches(word, BY_NAME, 1)
        hint = f"did you mean {near[0]}?" if near else "help lists them"
        return f"there is no command {telling.quoted(word, 40)}; {hint}"

    def command(self, word: str) -> Command | None:
        """The command that a word means: a key of the screen, a name, or the only one that begins so."""
        for action in self.keys.of(LABEL):
            if word in action.keys and not action.each and not action.schema:
                return BY_ACTION.get(action.id)
        if word in BY_NAME:
            return BY_NAME[word]
        if word in BY_ACTION:
            return BY_ACTION[word]
        if len(word) < 2 or self.desk.schema.label(word) is not None:
            return None
        begin = [each for each in BY_NAME.values() if each.name.startswith(word)]
        if len(begin) > 1:
            raise UsageError(f"{telling.one_line(word)} could be {' or '.join(each.name for each in begin)}")
        return begin[0] if begin else None

    def do_quit(self, rest: str) -> None:
        self._leaving = True

    def _close(self) -> int:
        try:
            self.desk.flush()
        except AnnotatorError as fault:
            self.say(f"Not saved: {telling.one_line(str(fault))}")
            return 1
        judged, count = self.desk.progress()
        self.say(f"All is saved. Judged {judged} of {count} sentences here.")
        return 0

    def saved(self, future: "Future[None]") -> str:
        try:
            future.result(PATIENCE)
        except NotYet:
            return " Not on disk yet: another program holds the database; it is tried on."
        except AnnotatorError as fault:
            return f" Not on disk: {telling.one_line(str(fault))}. It is kept and tried again."
        return ""


def run(
    session: "Session", document: str, keys: Keys, read: Read, write: Write, *, strict: bool = False
) -> int:
    """Label a document, and others from there, line by line; the exit status, see `Front.run`."""
    return Front(session, document, keys, read, write).run(strict=strict)
