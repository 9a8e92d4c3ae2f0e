"""Where the annotator goes: from sentence to sentence, and what to compute before they get there."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.session.focus import Focus
from annotator.session.wording import cuts

if TYPE_CHECKING:
    from annotator.tui.ahead import Ahead

LOOK_AHEAD = 24
"""Sentences after the current one whose candidates are computed before they are asked for."""


class Route(Focus):
    """The part of the work that concerns places."""

    ahead: "Ahead"

    def go(self, index: int) -> None:
        """Stand at that sentence, with the focus on its first open candidate."""
        self.index = max(0, min(index, self.desk.count - 1))
        self.focus = 0
        self.focus_first_open()

    def unjudged_before(self) -> int | None:
        """The nearest sentence before this one that is not judged; wraps around."""
        judged, count = self.desk.progress()
        if judged == count:
            return None
        for step in range(1, count + 1):
            index = (self.index - step) % count
            if not self.desk.judged(index).judged:
                return index
        return None

    def wanted(self, in_view: Sequence[int]) -> list[int]:
        """What to compute, the most urgent first: this sentence, what follows, then what is in view before.

        In reading order as far as can be: a session computes blocks of sentences, and turning back costs.
        """
        count = self.desk.count
        after = [index for index in in_view if index > self.index]
        before = [index for index in in_view if index < self.index]
        near = range(self.index, min(count, self.index + LOOK_AHEAD))
        order = dict.fromkeys((*near, *after, *before))
        return [index for index in order if self.desk.ready(index) is None or not self._told(index)]

    def _told(self, index: int) -> bool:
        """True where the facts of all that the sentence mentions have arrived."""
        suggestions = self.desk.ready(index)
        mentions = suggestions.mentions if suggestions else ()
        return all(self.ahead.facts(mention.entity) is not None for mention in mentions)

    def cuts(self) -> Sequence[int]:
        """Where the current sentence can be cut: offsets into its text, none in a single word."""
        return cuts(self.desk.sentence(self.index).text)

    def first_cut(self) -> int | None:
        """Where a cut is most likely meant: after a closing mark, else in the middle."""
        cuts = self.cuts()
        text = self.desk.sentence(self.index).text
        after = [at for at in cuts if re.search(r"[.!?…:;][\"'”’»)\]]*\s+$", text[:at])]
        return (after or [cuts[len(cuts) // 2]])[0] if cuts else None
