"""What may stand between a cue and its content: times, places, hearers, insertions."""

from annotator.suggest.attribution.phrases import Grammar
from annotator.suggest.language import Cue


class Passing:
    """Passes over what is no content. Places are token numbers."""

    def __init__(self, grammar: Grammar) -> None:
        self.g = grammar
        self.tags = grammar.tags
        self.n = grammar.n
        self.language = grammar.language
        end = self.n
        while end > 0 and self.tags[end - 1] in ".,;:":
            end -= 1
        self.end = end
        """Past the last token that is no closing punctuation."""

    def _time_at(self, place: int) -> bool:
        """True for *Friday*, *2016* and *5 May*, but not for *200 nurses*."""
        g = self.g
        year = len(g.word(place)) == 4 and g.tag(place + 1) not in "NME,"
        return g.tag(place) == "t" or (g.tag(place) == "#" and (year or g.tag(place + 1) == "t"))

    def past_times(self, place: int) -> int:
        """Past adverbs and times, and past a pronoun that belongs to the verb: *sich am Montag*."""
        g = self.g
        tags = "ato" if "inverts" in g.grammar else "at"
        while place < self.end:
            dated = g.tag(place) == "d" and g.tag(place + 1) == "t" and "inverts" in g.grammar  # el jueves
            if g.tag(place) in tags or dated:
                place += 1 + dated
            elif g.tag(place) == "P" and g.tag(place + 1) == "t":
                place = g.past(place + 1, "t#")
            else:
                break
        return place

    def past_hearer_or_time(self, first: int) -> int:
        """Past a time or a hearer before an object: *criticized Friday | the plan*, *réclame à Rome | le prêt*."""
        g = self.g
        if (
            g.tag(first) == "P"
            and "inverts" in g.grammar
            and g.word(first) not in self.language.list("object-lead")
        ):
            edge = g.right_edge(first + 1, apposition=False)
            return edge if edge > first + 1 and g.tag(edge) == "d" else first
        later = g.past(first, "t") if g.tag(first + 1) not in "'" else first
        return later if g.tag(later) in "dMNQq" else first

    def past_medium(self, place: int) -> int:
        """Past *in an interview* right after a cue, which belongs to its words."""
        g = self.g
        if g.tag(place) != "P" or g.tag(place + 1) not in "di":
            return place
        for at in range(place + 2, min(place + 5, self.end)):
            if g.word(at) in self.language.list("medium"):
                return at + 1
            if g.tag(at) not in "NME":
                break
        return place

    def past_adverbials(self, place: int) -> int:
        """Past *on Friday*, *in a statement*, *to reporters* and the like."""
        g = self.g
        while place < self.end:
            tag = g.tag(place)
            if tag in "at":
                place += 1
            elif (tag in "P2" or self._before_noun(place)) and (
                edge := g.right_edge(place + 1, apposition=False)
            ) > place + 1:
                place = edge
            elif tag in "P2" and g.tag(place + 1) in "t#":
                place = g.past(place + 1, "t#")
            elif tag == "o":
                place += 1
            elif tag in "dN#" and g.tag(place + 1) == "t":
                place += 2
            else:
                break
        return place

    def _before_noun(self, place: int) -> bool:
        """True for the subordinator that is a preposition in *insisted | before a judge that*."""
        g = self.g
        if g.tag(place) != "S" or g.low[place] not in self.language.list("preposition-too"):
            return False
        return g.tag(g.right_edge(place + 1, apposition=False)) not in "AVvE!a"

    def past_insertion(self, place: int) -> int:
        """Past *, according to Roe,* between a cue and its content."""
        g = self.g
        if g.tag(place) != ",":
            return place
        for words, cue in self.language.phrases.get(g.word(place + 1), ()):
            end = place + 1 + len(words)
            if "after" in cue.takes and tuple(g.low[place + 1 : end]) == words:
                edge = g.right_edge(end, apposition=False)
                return edge + 1 if edge > end and g.tag(edge) == "," else place
        return place

    def past_hearer(self, place: int, cue: Cue) -> int:
        return self.g.right_edge(place, apposition=False) if "hearer" in cue.takes else place
