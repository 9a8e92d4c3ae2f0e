"""How the screen looks: its theme, where the panes divide it, how long the lines of text are."""

from annotator.tui.look import ROUND
from annotator.tui.memory import Remembered
from annotator.tui.screens.bench import Bench
from annotator.tui.screens.panes import WIDE

SHARES = tuple(range(30, 81, 5))
"""Per cent of the screen that the article can take."""
MEASURES = tuple(range(44, 181, 8))
"""Cells that a line of the article can be long; 92 is one of them."""


class Looking(Bench):
    """The part of the labelling screen that changes how it looks."""

    def recall(self, remembered: Remembered) -> None:
        """Look as the last time."""
        shares = range(SHARES[0], SHARES[-1] + 1)
        if remembered.stacked in shares and remembered.beside in shares:
            self.shares = (remembered.stacked, remembered.beside)
        if remembered.measure in MEASURES:
            self._document.measure = remembered.measure

    def keep_in(self, remembered: Remembered) -> None:
        """Note how it looks now."""
        remembered.stacked, remembered.beside = self.shares
        remembered.measure = self._document.measure

    def action_theme(self) -> None:
        name = self.app.theme
        self.app.theme = ROUND[(ROUND.index(name) + 1) % len(ROUND) if name in ROUND else 0]
        if self.is_open:
            self.say(f"theme {self.app.theme}")

    def action_divide(self, step: int) -> None:
        """Move the line between article and candidates, beside each other or one above the other."""
        wide = self.size.width >= WIDE
        shares = self.shares
        nearest = min(range(len(SHARES)), key=lambda rank: abs(SHARES[rank] - shares[wide]))
        share = SHARES[max(0, min(nearest + step, len(SHARES) - 1))]
        self.shares = (shares[0], share) if wide else (share, shares[1])
        self.divide()
        if self.is_open:
            self.say(f"article {share} %, candidates {100 - share} %")

    def action_measure(self, step: int) -> None:
        """Make the lines of the article longer or shorter."""
        pane = self._document
        nearest = min(range(len(MEASURES)), key=lambda rank: abs(MEASURES[rank] - pane.measure))
        pane.set_measure(MEASURES[max(0, min(nearest + step, len(MEASURES) - 1))])
        if self.is_open:
            room = pane.room
            limit = f"; there is room for {room}" if room < pane.measure else ""
            self.say(f"lines of {pane.measure} characters at most{limit}")
