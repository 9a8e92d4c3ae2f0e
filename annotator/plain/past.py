"""What was done, over all documents, by lines."""

from collections.abc import Iterator

from annotator.errors import UsageError
from annotator.plain import telling
from annotator.plain.bench import Bench, Place
from annotator.plain.typed import numbers
from annotator.session import Step
from annotator.tui.days import when


class Past(Bench):
    """The command history."""

    _steps: "list[Step]" = []  # noqa: RUF012 - replaced, never changed

    def do_history(self, rest: str) -> None:
        given = list(self.typed(rest))
        if given and given[0].text == "turn":
            ranks = numbers(given[1:], len(self._steps), "line of the history")
            if not ranks:
                raise UsageError("history lists what was done; history turn 3 takes line 3 back")
            for rank in ranks:
                self._turn(self._steps[rank - 1])
            return
        if given:
            raise UsageError("history lists what was done; history turn 3 takes line 3 back")
        self._steps = self.session.trail()
        self.tell_list(self._acts())
        if not self._steps:
            self.say("Nothing was done yet.")

    def _acts(self) -> Iterator[tuple[Place, str]]:
        for step in self._steps:
            taken = "" if step.holds else "taken back: "
            name = telling.one_line(step.name)
            line = f"{when(step.time)}, {name}: {taken}{telling.spoken(step.said)}"
            yield Place(step.documents[0], step.start), line

    def _turn(self, step: Step) -> None:
        gesture = self.desk.turn(step.gesture) if self.desk.document.id in step.documents else None
        if gesture is not None:
            self.done(gesture)
        else:
            self.session.turn(step)
            verb = "Undid" if step.holds else "Did again"
            self.say(f"{verb}: {telling.spoken(step.said)}, in {telling.one_line(step.name)}.")
        # The list keeps its numbers, and the same one turns it again.
        now = {each.gesture: each for each in self.session.trail()}
        self._steps = [now.get(each.gesture, each) for each in self._steps]
