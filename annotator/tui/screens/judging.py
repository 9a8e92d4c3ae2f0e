"""Judging the current sentence: candidates and labels by hand."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotator.tui.screens.bench import Bench
from annotator.tui.text import safe

if TYPE_CHECKING:
    from annotator.model import Candidate

NOT_JUDGED = "not judged: nothing was marked; {key} = nothing to check"


class Judging(Bench):
    """The part of the labelling screen that judges."""

    def action_accept(self, key: str) -> None:
        work, rank = self.work, int(key)
        candidates = work.candidates()
        if rank > len(candidates):
            missing = (
                "still looking for candidates"
                if work.suggestions() is None
                else f"there is no candidate {rank}"
            )
            self.say(missing, warning=True)
            return
        work.focus = rank - 1
        gesture = work.desk.accept(work.index, candidates[rank - 1], rank)
        if work.desk.answer(candidates[rank - 1]):
            work.focus_next_open()
        self.done(gesture)

    def action_reject(self) -> None:
        work = self.work
        candidate = work.candidate()
        if candidate is None:
            self.say("there is no candidate to reject", warning=True)
            return
        gesture = work.desk.reject(work.index, candidate, work.focus + 1)
        if work.desk.answer(candidate):
            work.focus_next_open()
        self.done(gesture)

    def action_aim(self, step: int) -> None:
        self.work.move_focus(step)
        self.show_changed([self.work.index])
        self.show_focus()

    def action_tick(self) -> None:
        if refusal := self.work.tick():
            self.refuse(refusal)
        else:
            self.show_changed([self.work.index])

    def action_finish(self) -> None:
        self._finish(self.work.marked())

    def action_settle(self, key: str = "") -> None:
        """Accept what is ticked, reject the rest; of the key's number the opposite of what is shown."""
        work = self.work
        turned = int(key.lstrip("f")) if key.startswith("f") else 0
        if work.suggestions() is None:
            self.say("still looking for candidates", warning=True)
        elif (settled := work.settled(turned)) is None:
            self.say(f"there is no open candidate {turned}", warning=True)
        else:
            self._finish(*settled)

    def _finish(
        self, marked: "Sequence[tuple[Candidate, int]]", refused: "Sequence[tuple[Candidate, int]]" = ()
    ) -> None:
        work = self.work
        gesture = work.desk.finish(work.index, marked, refused)
        if gesture is None:
            nothing = work.desk.schema.nothing
            said = NOT_JUDGED.format(key=nothing.key) if nothing else NOT_JUDGED.partition(";")[0]
            self._go_on(said, warning=True)
        else:
            self.watch_saving(gesture)
            self._go_on(gesture.said)

    def _go_on(self, said: str, *, warning: bool = False) -> None:
        """To the next sentence, saying what became of this one."""
        work = self.work
        before = work.index
        work.go(before + 1)
        if work.index == before:
            said += "; the end: " + self.keys.told(self._left())
        self._message, self._warning = safe(said), warning
        self._document.changed({before, work.index})
        self.show_place()

    def _left(self) -> str:
        """What is still to be judged, of one who stands at the last sentence."""
        desk = self.work.desk
        judged, count = desk.progress()
        before = count - judged - (not desk.judged(self.work.index).judged)
        if before:
            return f"{before} not judged, {{work-before}} goes back"
        if judged < count:
            return "only this one is not judged"
        return "all are judged, {next-work} looks in the other documents"

    # Labels by hand

    def action_nothing(self) -> None:
        work = self.work
        gesture = work.desk.nothing(work.index)
        nothing = work.desk.schema.nothing
        held = {annotation.label for annotation in work.desk.judged(work.index).annotations}
        if nothing is not None and nothing.name in held:
            self.watch_saving(gesture)
            self._go_on(gesture.said)
        else:
            self.done(gesture)

    def action_label(self, name: str) -> None:
        """Toggle a label; one with types asks for its type."""
        work = self.work
        label = work.desk.schema.label(name)
        assert label is not None
        if not label.types:
            self.done(work.desk.toggle(work.index, label.name))
            return
        from annotator.tui.screens.picker import picker_for

        held = [each.type for each in work.desk.judged(work.index).annotations if each.label == label.name]
        candidate = work.candidate()
        proposed = candidate.type if candidate is not None and candidate.label == label.name else ""
        screen = picker_for(label, held, proposed, self._document.look, self.keys)
        self.app.push_screen(screen, partial(self._picked, label.name, work.index))

    def _picked(self, label: str, index: int, type_: str | None) -> None:
        if type_ is not None:
            self.done(self.work.desk.toggle(index, label, type_))
