"""Judging the current sentence by lines: candidates, labels, where it begins and ends, taking back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.plain import telling
from annotator.plain.bench import Bench
from annotator.plain.typed import chosen, numbers, ordinal
from annotator.session.focus import Focus

if TYPE_CHECKING:
    from annotator.schema import Label
    from annotator.session import Gesture


class Judging(Bench):
    """The commands that judge."""

    def ranks(self, rest: str) -> list[int]:
        """The candidates of these numbers, from 0. Raises UsageError where one is none."""
        self.need()
        found = [each - 1 for each in numbers(list(self.typed(rest)), len(self.candidates()), "candidate")]
        if not found:
            raise UsageError("say which candidate by its number; candidates lists them")
        return found

    def do_accept(self, rest: str) -> None:
        for rank in self.ranks(rest):
            self.done(self.desk.accept(self.index, self.candidates()[rank], rank + 1))

    def do_reject(self, rest: str) -> None:
        self.need()
        self.focus_first_open()
        candidates = self.candidates()
        if not rest and (not candidates or self.desk.answer(candidates[self.focus])):
            raise UsageError("there is no open candidate to reject")
        for rank in self.ranks(rest) if rest else [self.focus]:
            self.done(self.desk.reject(self.index, candidates[rank], rank + 1))

    def do_tick(self, rest: str) -> None:
        for rank in self.ranks(rest or "1"):
            self.focus = rank
            if refusal := Focus.tick(self):
                raise UsageError(refusal)
            ticked = self.candidates()[rank].key in self.ticks()
            self.say(f"{rank + 1} is {'ticked' if ticked else 'not ticked'} now.")

    def do_finish(self, rest: str) -> None:
        self.need()
        self._finish(self.desk.finish(self.index, self.marked()))

    def do_settle(self, rest: str) -> None:
        self.need()
        turned, *_ = self.ranks(rest) if rest else [-1]
        settled = self.settled(turned + 1)
        if settled is None:
            raise UsageError(f"candidate {turned + 1} has an answer already; {rest} takes it back")
        self._finish(self.desk.finish(self.index, *settled))

    def _finish(self, gesture: "Gesture | None") -> None:
        before = self.index
        if gesture is None:
            nothing = self.desk.schema.nothing
            hint = f" {nothing.key} says that there is nothing to check." if nothing else ""
            self.say(f"Not judged: nothing was marked.{hint}")
        else:
            late = self.saved(gesture.saved)
            self.say(f"{telling.sentence(gesture.said)}{late}")
        self.go_on(before)

    def go_on(self, before: int) -> None:
        """To the next sentence; at the end that is said."""
        if before + 1 < self.desk.count:
            self.stand(before + 1)
            self.tell()
        else:
            judged, count = self.desk.progress()
            key = self.keys.shown("next-work") or "next-work"
            left = f"{count - judged} not judged. {key} goes there." if judged < count else "All are judged."
            self.say(f"The end. {left}")

    # ------------------------------------------------------------ labels

    def do_nothing(self, rest: str) -> None:
        self.need()
        before = self.index
        self.done(self.desk.nothing(before))
        if self.desk.judged(before).judged:
            self.go_on(before)

    def do_label(self, rest: str) -> None:
        word, _, type_ = rest.partition(" ")
        names = [each.name for each in self.desk.schema.labels]
        name = chosen(word, names, "label")
        self.label(next(each for each in self.desk.schema.labels if each.name == name), type_.strip())

    def label(self, label: "Label", rest: str) -> None:
        """Set or take off a label; one with types takes its type, or asks for it."""
        self.need()
        if label.nothing:
            self.do_nothing("")
            return
        if rest and not label.types:
            raise UsageError(
                f'{label.name} has no types; span "WORDS" {label.name} sets it on some words only'
            )
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
        if number := ordinal(rest, len(names)):
            return names[number - 1]
        return chosen(rest, names, f"type of {label.name}")

    # ------------------------------------------------------------ taking back

    def do_undo(self, rest: str) -> None:
        self._travel(rest, self.desk.undo, "undo")

    def do_redo(self, rest: str) -> None:
        self._travel(rest, self.desk.redo, "redo")

    def _travel(self, rest: str, turn: "Callable[[], Gesture | None]", verb: str) -> None:
        several = rest == "all" or self.count(rest) > 1
        most = None if rest == "all" else self.count(rest)
        did = 0
        while did != most and (gesture := turn()) is not None:
            self.done(gesture, tell=False)
            did += 1
        if not did:
            self.say(f"There is nothing to {verb} in this document. history lists all that was done.")
            return
        if several:
            judged, count = self.desk.progress()
            self.say(f"{did} act{'s' * (did != 1)}. {judged} of {count} sentences are judged.")
        if self.desk.count:
            self.say(self.state())
