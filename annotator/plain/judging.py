"""Judging the current sentence by lines."""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from annotator.plain import telling
from annotator.session.focus import Focus
from annotator.tui.actions import Keys
from annotator.tui.text import words
from annotator.tui.view import spans_of

if TYPE_CHECKING:
    from annotator.model import Suggestions
    from annotator.schema import Label
    from annotator.session import Desk, Gesture, Session


class Judging(Focus):
    """The current sentence, its candidates and labels."""

    session: "Session"
    desk: "Desk"
    keys: Keys
    index: int = 0

    def ask(self, prompt: str) -> str:
        """A line from the annotator."""
        raise NotImplementedError

    def say(self, line: str) -> None:
        """A line to the annotator."""
        raise NotImplementedError

    def saved(self, future: "Future[None]") -> None:
        """Wait until it is on disk."""
        raise NotImplementedError

    def open(self, document: str) -> None:
        """Open a document where it was left, and tell it."""
        self.desk = self.session.desk(document)
        self.index = max(0, min(self.desk.position, self.desk.count - 1))
        self._ticks = {}
        judged, count = self.desk.progress()
        self.say(telling.document(self.desk.document, self.desk.annotator))
        self.say(f"{count} sentences, {judged} judged. ? and Enter lists the commands.")
        self.tell()

    def suggestions(self) -> "Suggestions | None":
        return self.desk.suggestions(self.index) if self.desk.count else None

    def tell(self, rest: str = "") -> None:
        """The current sentence with all that belongs to it."""
        desk = self.desk
        if not desk.count:
            self.say("There is no sentence in this document.")
            return
        sentence, now = desk.sentence(self.index), desk.judged(self.index)
        held = telling.labels(now.annotations, sentence)
        state = f"Labels: {held}." if held else "Judged, no label." if now.judged else "Not judged."
        self.say("")
        self.say(f"Sentence {self.index + 1} of {desk.count}. {state}")
        self.say(telling.one_line(sentence.text))
        for each in spans_of(now, desk.relations(self.index), desk.document.text, {}):
            if each.facts:
                facts = "; ".join(telling.one_line(fact) for fact in each.facts)
                self.say(f"{telling.one_line(each.name)} on {telling.quoted(each.words, 60)}: {facts}.")
        self.tell_candidates()
        suggestions = self.suggestions()
        if suggestions and (known := telling.known(suggestions.mentions)):
            self.say(f"Known: {known}.")

    def tell_candidates(self) -> None:
        """What is proposed."""
        candidates = self.candidates()
        count = len(candidates)
        self.say(f"{count} candidate{'s' * (count != 1)}{':' if count else '.'}")
        sentence, ticks = self.desk.sentence(self.index), self.ticks()
        for number, each in enumerate(candidates, 1):
            state = self.desk.answer(each) or ("ticked" if each.key in ticks else "")
            for line in telling.candidate(number, each, state, sentence):
                self.say(line)

    def done(self, gesture: "Gesture | None", nothing: str = "") -> bool:
        """Tell what an act did, and wait until it is on disk. False: there was nothing to do."""
        if gesture is None:
            self.say(nothing)
            return False
        self.say(f"{telling.one_line(gesture.said).capitalize()}.")
        self.saved(gesture.saved)
        moved = gesture.moved or gesture.index != self.index
        self.stand(gesture.index)
        if moved:
            self.tell()
        return True

    def stand(self, index: int) -> None:
        """Stand at a sentence, and note it."""
        if self.desk.count:
            self.index = max(0, min(index, self.desk.count - 1))
            self.desk.position = self.index
            self.focus = 0

    def some(self) -> bool:
        """True where there is a sentence; else that is said."""
        if not self.desk.count:
            self.say("There is no sentence in this document.")
        return bool(self.desk.count)

    def numbers(self, rest: str) -> Sequence[int] | None:
        """The candidates of these numbers, from 0; None where one is none, which is said."""
        found = []
        for word in rest.replace(",", " ").split():
            if not word.isdigit() or not 1 <= int(word) <= len(self.candidates()):
                self.say(f"There is no candidate {telling.one_line(word)}.")
                return None
            found.append(int(word) - 1)
        return found

    def accept(self, rest: str) -> None:
        """Accept the candidates of these numbers; again: take it back."""
        for rank in (self.numbers(rest) or ()) if self.some() else ():
            self.done(self.desk.accept(self.index, self.candidates()[rank], rank + 1))

    def reject(self, rest: str) -> None:
        """Reject the candidates of these numbers, or the first open one."""
        if not self.some():
            return
        self.focus_first_open()
        candidates = self.candidates()
        if not rest and (not candidates or self.desk.answer(candidates[self.focus])):
            self.say("There is no open candidate to reject.")
            return
        for rank in self.numbers(rest or str(self.focus + 1)) or ():
            self.done(self.desk.reject(self.index, candidates[rank], rank + 1))

    def ticking(self, rest: str) -> None:
        """Tick the candidates of these numbers, or take the ticks off."""
        for rank in (self.numbers(rest or "1") or ()) if self.some() else ():
            self.focus = rank
            refusal = Focus.tick(self)
            ticked = self.candidates()[rank].key in self.ticks()
            self.say(refusal or f"{rank + 1} is {'ticked' if ticked else 'not ticked'} now.")

    def finish(self, rest: str) -> None:
        """Accept what is ticked and go on."""
        if not self.some():
            return
        before = self.index
        gesture = self.desk.finish(before, self.marked())
        if gesture is None:
            nothing = self.desk.schema.nothing
            hint = f" {nothing.key} says that there is nothing to check." if nothing else ""
            self.say(f"Not judged: nothing was marked.{hint}")
        else:
            self.say(f"{telling.one_line(gesture.said).capitalize()}.")
            self.saved(gesture.saved)
        self.go_on(before)

    def go_on(self, before: int) -> None:
        """To the next sentence; at the end that is said."""
        if before + 1 < self.desk.count:
            self.stand(before + 1)
            self.tell()
        else:
            judged, count = self.desk.progress()
            self.say(
                f"The end. {count - judged} not judged." if judged < count else "The end. All are judged."
            )

    def label(self, key: str, rest: str) -> None:
        """Set or take off a label; one with types takes its type, or asks for it."""
        label = self.desk.schema.at_key(key)
        if label is None or not self.some():
            return
        if label.nothing:
            before = self.index
            if self.done(self.desk.nothing(before)) and self.desk.judged(before).judged:
                self.go_on(before)
            return
        type_ = self._type(label, rest) if label.types else ""
        if type_ is not None:
            self.done(self.desk.toggle(self.index, label.name, type_))

    def _type(self, label: "Label", rest: str) -> str | None:
        """The type that is meant; None: none is."""
        names = [each.name for each in label.types]
        if not rest:
            for number, each in enumerate(label.types, 1):
                self.say(f"  {number}. {each.name}: {each.means}")
            rest = self.ask("which type, a number or its name, nothing for none> ").strip()
        if not rest:
            self.say("No label set.")
            return None
        if rest.isdigit() and 1 <= int(rest) <= len(names):
            return names[int(rest) - 1]
        found = [name for name in names if name == rest] or [name for name in names if name.startswith(rest)]
        if len(found) != 1:
            self.say(f"{label.name} has no type {telling.one_line(rest)!r}: {', '.join(names)}.")
            return None
        return found[0]

    def split(self, rest: str) -> None:
        """Split the sentence before the word of that number; without one, list the words."""
        if not self.some():
            return
        sentence = self.desk.sentence(self.index)
        cuts = [0, *words(sentence.text)]
        if rest.isdigit() and 2 <= int(rest) <= len(cuts):
            self.done(self.desk.split(self.index, sentence.start + cuts[int(rest) - 1]))
            self.tell()
        elif rest or len(cuts) < 2:
            self.say("It cannot be split there." if rest else "One word cannot be split.")
        else:
            ends = [*cuts[1:], len(sentence.text)]
            told = (
                f"{number} {telling.one_line(sentence.text[start:end])}"
                for number, (start, end) in enumerate(zip(cuts, ends, strict=True), 1)
            )
            self.say(", ".join(told))
            self.say(f"{self.keys.shown('split')} and a number splits before that word.")

    def merge(self, rest: str) -> None:
        """Merge the sentence with the next one."""
        if self.some() and self.index + 1 >= self.desk.count:
            self.say("There is no next sentence to merge with.")
        elif self.desk.count:
            self.done(self.desk.merge(self.index))

    def undo(self, rest: str) -> None:
        """Take the last act back, wherever it was."""
        self._travel(self.desk.undo(), "There is nothing to undo.")

    def redo(self, rest: str) -> None:
        """Do again what was undone."""
        self._travel(self.desk.redo(), "There is nothing to redo.")

    def _travel(self, gesture: "Gesture | None", nothing: str) -> None:
        before = self.index
        if self.done(gesture, nothing) and gesture and not gesture.moved and self.index == before:
            self.tell()
