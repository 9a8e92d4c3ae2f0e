"""The labelling screen: its parts, each in a module of its own, and which of its acts can be done when.

The keys are in `annotator.tui.actions`. A new part is a class like `Cutting` and one name more below.
"""

from typing import TYPE_CHECKING, cast

from annotator.tui.actions import LABEL, SPLIT, modes_of
from annotator.tui.actions.marking import MARK
from annotator.tui.screens.checking import Checking
from annotator.tui.screens.consulting import Consulting
from annotator.tui.screens.cutting import Cutting
from annotator.tui.screens.finding import Finding
from annotator.tui.screens.judging import Judging
from annotator.tui.screens.leaving import Leaving
from annotator.tui.screens.looking import Looking
from annotator.tui.screens.moving import Moving
from annotator.tui.screens.reaching import Reaching
from annotator.tui.screens.working import Working

if TYPE_CHECKING:
    from annotator.tui.app import LabelApp

MODES = (LABEL, SPLIT, MARK)
"""The modes whose keys the screen itself has; those of finding belong to the line that is typed in."""

ALWAYS = frozenset({"theme", "divide", "measure", "leave"})
"""What can be done before a document is open."""

EMPTY = frozenset(
    {"manual", "palette", "documents", "search", "found", "filter", "seek", "tour", "history", *ALWAYS}
)
"""What can be done in a document without sentences."""


class LabelScreen(
    Working, Judging, Reaching, Checking, Moving, Finding, Cutting, Consulting, Looking, Leaving
):
    """The screen on which an article is labelled."""

    key_modes = MODES

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        modes = modes_of(action)
        if not modes:
            return True
        if action == "end_tour":
            return self.touring and self.mode in modes
        if action in ALWAYS:
            return self.mode in modes or action != "leave" or self.mode == LABEL
        if not self.is_open or cast("LabelApp", self.app).opening:
            return False  # a key that was meant for the next document does nothing to this one
        if self.mode not in modes or not (self.work.desk.count or action in EMPTY):
            return False
        return super().check_action(action, parameters)
