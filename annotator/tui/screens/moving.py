"""Going from sentence to sentence, and undo and redo, which lead to where something changes."""

from annotator.tui.screens.bench import Bench


class Moving(Bench):
    """The part of the labelling screen that moves."""

    def action_move(self, step: int) -> None:
        self.go(self.work.index + step)

    def action_page(self, direction: int) -> None:
        index = self._document.page(direction)
        if index != self.work.index:  # else the sentence is longer than the screen
            self.go(index)

    def action_first(self) -> None:
        self.go(0)

    def action_last(self) -> None:
        self.go(self.work.desk.count - 1)

    def action_undo(self) -> None:
        self.travel(
            self.work.desk.undo(), "nothing to undo in this document; {history} lists all that was done"
        )

    def action_redo(self) -> None:
        self.travel(
            self.work.desk.redo(), "nothing to redo in this document; {history} lists all that was done"
        )
