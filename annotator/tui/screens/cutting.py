"""Splitting a sentence in two and merging it with the next one."""

from annotator.tui.actions import LABEL, SPLIT
from annotator.tui.screens.bench import Bench


class Cutting(Bench):
    """The part of the labelling screen that changes where sentences begin and end."""

    def action_merge(self) -> None:
        work = self.work
        if work.index == work.desk.count - 1:
            self.say("there is no next sentence to merge with", warning=True)
        else:
            self.done(work.desk.merge(work.index))

    def action_split(self) -> None:
        cut = self.work.first_cut()
        if cut is None:
            self.say("one word cannot be split", warning=True)
        else:
            self._set_mode(SPLIT, cut)

    def action_caret(self, step: int) -> None:
        work = self.work
        cuts = list(work.cuts())
        at = cuts.index(work.caret) if work.caret in cuts else 0
        self._set_mode(SPLIT, cuts[max(0, min(at + step, len(cuts) - 1))])

    def action_cut(self) -> None:
        work = self.work
        at = work.desk.sentence(work.index).start + (work.caret or 0)
        self._set_mode(LABEL)
        self.done(work.desk.split(work.index, at))

    def action_caret_close(self) -> None:
        self._set_mode(LABEL)

    def _set_mode(self, mode: str, caret: int | None = None) -> None:
        if mode != self.mode:
            self.set_mode(mode)
            self.say("split before the marked word" if mode == SPLIT else "")
        self.work.caret = caret
        self._document.changed([self.work.index])
        if caret is not None:
            self._document.look_at(caret)
