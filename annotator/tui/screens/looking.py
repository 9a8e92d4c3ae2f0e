"""How the screen looks: its theme."""

from annotator.tui.look import EVENING, MORNING
from annotator.tui.screens.bench import Bench


class Looking(Bench):
    """The part of the labelling screen that changes how it looks."""

    def action_theme(self) -> None:
        self.app.theme = MORNING.name if self.app.current_theme.dark else EVENING.name
