"""Speakers named with a colon or a dash: *Minister: no deal*, *“...” — Jane Roe*."""

from collections.abc import Iterator, Sequence

from annotator.suggest.attribution.frame import Finder, Frame
from annotator.suggest.attribution.phrases import Range
from annotator.suggest.language import Cue

COLON = Cue(":", "phrase", frozenset({"after"}), frozenset(), 0.85, "", "neutral")
"""The colon or dash between a speaker and the words."""
BELOW = 10_000
"""Code points of an article that are searched for the speaker of its headline."""
SPEAKING = 0.3
"""The least share of a cue behind a colon by which somebody else is the speaker."""


class SpeakerFinder(Finder):
    """Finds speakers who are named without a word for saying."""

    def colon(self, found: Sequence[Frame]) -> Iterator[Frame]:
        """*Minister: no deal* and *No deal: minister*, at the beginning of a paragraph or in a headline.

        A first word is a topic where somebody else speaks behind the colon: *Strike: unions call for talks*.
        """
        place = self.tags.find(":")
        told = place == 1 and self._topic(found)
        if 0 < place <= 8 and place + 1 < self.g.n and not told and self._speaker((0, place)):
            yield self.frame(None, COLON, (0, place), (place, place + 1), [(place + 1, self.end)], "colon")
            return
        place = self.tags.rfind(":") if self.g.tokens.titled or self._ends_with_name() else -1
        if place > 0 and 1 <= self.g.n - place - 1 <= 4 and self._speaker((place + 1, self.end)):
            yield self.frame(None, COLON, (place + 1, self.end), (place, place + 1), [(0, place)], "colon")

    def _topic(self, found: Sequence[Frame]) -> bool:
        """True where the word before a colon is what somebody behind it speaks of: *Strike: unions call for talks*.

        Not in a transcript: *ROE: Unions say no*; nor where the speaker may go on: *Roe: I think so*.
        """
        g = self.g
        text = g.tokens
        if g.low[0] in self.language.list("people") or text.text[text.starts[0] : text.ends[0]].isupper():
            return False
        return any(
            frame.source
            and frame.source[0] > text.starts[1]
            and frame.cue.share >= SPEAKING
            and frame.subject != "pronoun"
            for frame in found
        )

    def introduced(self, found: Sequence[Frame]) -> Iterator[Frame]:
        """*Roe had an answer: “...”*, *a colleague - “...” - agreed*: a quotation that no other attribution reports."""
        for place in range(1, self.g.n - 1):
            tag = self.tags[place]
            if tag not in ":-" or self.tags[place + 1] != "Q":
                continue
            if tag == "-" and self.g.tag(place + 2) != "-":
                continue
            start, end = self._offsets((place + 1, place + 2))
            if not any(a < end and start < b for frame in found for a, b in frame.contents):
                edge = self.g.left_edge(place - 1) if place > 0 else None
                source = self.g.main_subject(place) or ((edge, place) if edge is not None else None)
                yield self.frame(None, COLON, source, (place, place + 1), [(place + 1, place + 2)], "colon")

    def _ends_with_name(self) -> bool:
        """True for *No deal: Kremlin*: a headline that ends with a colon and names."""
        place = self.tags.rfind(":") + 1
        text = self.g.tokens
        return 0 < place < self.g.n <= place + 4 and all(text.capital(p) for p in range(place, self.g.n))

    def _speaker(self, source: Range) -> bool:
        """True where the words before a colon can be somebody who speaks."""
        g = self.g
        first, last = source
        if first >= last or (g.left_edge(last - 1) != first and self.tags[first:last].strip("NM") != ""):
            return False
        if any(t in "vVAEG,#Q" for t in self.tags[first:last]):
            return False
        if set(g.low[first:last]) & self.language.list("unspoken"):
            return False
        people = any(word in self.language.list("people") for word in g.low[first:last])
        names = sum(1 for p in range(first, last) if g.tokens.capital(p))
        quotes = last - first <= 2 and any(tag in "Qq" for tag in self.tags[last:])
        named = names == last - first <= 3
        return people or (named and (quotes or not g.tokens.titled or self._speaks_below(last - 1)))

    def _speaks_below(self, place: int) -> bool:
        """True where a verb for saying stands beside the name at `place` further down: the article of a headline."""
        tokens, verbs = self.g.tokens, self.language.verbs
        text, name = tokens.text, tokens.text[tokens.starts[place] : tokens.ends[place]]
        at = text.find(name, tokens.end, tokens.end + BELOW)
        while at >= 0:
            after = at + len(name)
            beside = (
                *text[max(tokens.end, at - 20) : at].split()[-1:],
                *text[after : after + 20].split()[:1],
            )
            if any("quote" in verbs[word].cue.takes for word in map(str.lower, beside) if word in verbs):
                return True
            at = text.find(name, after, tokens.end + BELOW)
        return False

    def signature(self) -> Iterator[Frame]:
        """*“...” — Jane Roe*: a quotation, a dash and a name; the quotation may be a sentence of its own."""
        for place in range(min(self.g.n, 8)):
            if self.tags[place] == "-" and (place == 0 or self.tags[place - 1] == "Q"):
                edge = self.g.right_edge(place + 1)
                name = self.tags[place + 1 : edge]
                if self.g.tag(edge) == "," and not self.tags[edge + 1 : self.end].strip("NMdP"):
                    edge = self.end  # "— Jane Roe, mayor"
                named = "M" in name or (not place and self.g.tokens.titled and name.strip("NMa") == "")
                if edge >= self.end and named and len(name) <= 6:
                    contents = [(place - 1, place)] if place else []
                    yield self.frame(None, COLON, (place + 1, edge), (place, place + 1), contents, "colon")
                return
