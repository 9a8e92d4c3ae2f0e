"""The tour: some steps on an article of ours, each done by the key that it teaches."""

from typing import NamedTuple

from annotator.tui.actions import Keys


class Step(NamedTuple):
    """Something to try."""

    text: str
    """{id} stands for the key of that action."""
    act: str
    """The act that brings the next step; empty: the last one."""


STEPS = (
    Step(
        "This article is ours, and nothing that you do here is kept. The sentence with the bar ▌ is the"
        " current one. Press {next} for the next; {before} goes back.",
        "move",
    ),
    Step(
        "Candidates: what the sentence may be, why, and how sure that is. Press 1 to accept the first of them;"
        " once more takes it back.",
        "accept",
    ),
    Step("Press {reject} to reject the one in focus. {next-candidate} moves the focus.", "reject"),
    Step(
        "{finish} accepts whatever has a tick ☑ and goes on. Something that says that somebody is wrong never"
        " has a tick by itself. Press {finish}.",
        "finish",
    ),
    Step("Where there is nothing to check, {nothing} says so and goes on. Press {nothing}.", "nothing"),
    Step("Letters set labels by hand: {label}. Press the letter of one.", "label"),
    Step("Press {undo}: it takes back what you did last, as often as you like, tomorrow as well.", "undo"),
    Step("Press {next-work}: it goes to the next sentence that is not judged.", "seek"),
    Step(
        "All else: {manual} the manual, {palette} all commands, {find} finds words, {documents} lists the"
        " documents. Nothing needs saving. {leave} goes to your own article.",
        "",
    ),
)


class Tour:
    """Where one is in it."""

    def __init__(self) -> None:
        self.at = 0

    @property
    def step(self) -> Step:
        """The step at hand."""
        return STEPS[self.at]

    def did(self, act: str) -> bool:
        """Something was done; True where that brought the next step."""
        if not self.step.act or act.partition("(")[0].rpartition(".")[2] != self.step.act:
            return False
        self.at += 1
        return True

    def text(self, keys: Keys) -> str:
        """What to say now, with the keys that hold."""
        return keys.told(self.step.text)

    @property
    def place(self) -> str:
        """'step 2 of 9'."""
        return f"step {self.at + 1} of {len(STEPS)}"
