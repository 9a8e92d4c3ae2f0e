"""Cue verbs in no construction that the language knows: *the plan was confirmed*.

Most of them report nothing, so each is a weak attribution: the weights keep those whose surroundings speak for it.
"""

from collections.abc import Iterator, Sequence

from annotator.suggest.attribution.frame import Finder, Frame
from annotator.suggest.attribution.verbs import Verb
from annotator.suggest.language import Form

OFTEN = 0.5
"""A verb that is a cue in a lesser share of its uses is none here; nor is a noun or an adjective."""


class LoneFinder(Finder):
    """Finds the cue verbs that no other finder took."""

    def cues(self, found: Sequence[Frame]) -> Iterator[Frame]:
        """Those outside the attributions found already, in order."""
        verbs, starts = self.language.verbs, self.g.tokens.starts
        taken = [frame.words for frame in found]
        place = self.tags.find("v")
        while place >= 0:
            form = verbs[self.g.low[place]]
            at = starts[place]
            if form.cue.share >= OFTEN and not any(start <= at < end for start, end in taken):
                frame = self._verb(place, form)
                if frame is not None and not any(
                    frame.words[0] < end and start < frame.words[1] for start, end in taken
                ):
                    taken.append(frame.words)
                    yield frame
            place = self.tags.find("v", place + 1)

    def _verb(self, place: int, form: Form) -> Frame | None:
        g = self.g
        if g.word(place - 1) in self.language.list("worth"):
            return None
        start, negated, _ = g.group(place)
        passive = 3 in form.slots and not self.language.list("be").isdisjoint(g.low[start:place])
        verb = Verb(place, start, form, passive, False, g.tag(start - 1) == "2", negated)
        subject = g.subject(start)
        if subject is not None and self.described(verb, subject, "none"):
            return None
        end = place + 1 + (g.word(place + 1) in form.cue.prepositions)
        contents = []
        if passive:
            contents = [subject] if subject is not None else []
        elif end < self.end and g.tag(end) in "dNMoiEvGq'#QTsR":
            contents = [(end, self.c.content_end(end, "np"))]
        return self.frame(verb, form.cue, None if passive else subject, (start, end), contents, "lone")
