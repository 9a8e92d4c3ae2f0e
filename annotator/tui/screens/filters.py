"""Chooses what is work from all filters that there are."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.session.filtering import choices
from annotator.session.finding import Wanted
from annotator.tui.actions import Keys
from annotator.tui.look import Look
from annotator.tui.screens.chooser import ChooserScreen, Option

if TYPE_CHECKING:
    from annotator.session.finding import Finder
    from annotator.tui.work import Work


def filters(
    work: "Work",
    now: Wanted,
    finder: "Finder",
    then: "Callable[[Wanted], None]",
    look: Look,
    keys: Keys,
) -> ChooserScreen[Wanted]:
    """All filters; those that hold now have a tick. `then` takes the one that is chosen."""
    options = [
        Option(each.wanted, each.name, each.means, "✓" if each.held_by(now) else "")
        for each in choices(work.desk.schema, finder.rules, work.named())
    ]
    return ChooserScreen(f"Which sentences? Now: {now}", options, then, look, keys)
