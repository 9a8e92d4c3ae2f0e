"""Attributions whose cue is a noun, an adjective or a fixed phrase: *her claim that*, *according to*."""

from msgspec.structs import replace

from annotator.suggest.attribution.contents import Found
from annotator.suggest.attribution.frame import Finder, Frame
from annotator.suggest.attribution.phrases import Range
from annotator.suggest.language import Cue
from annotator.suggest.language_cues import assumed

_JOINED: dict[str, Found] = {"T": "that", "2": "to", "Q": "quote"}


class NounFinder(Finder):
    """Finds the frame of a noun, an adjective or a phrase."""

    def noun(self, place: int, cue: Cue) -> Frame | None:
        g, tags = self.g, self.tags
        start = self._phrase_start(place)
        owner = self._owner(start)
        if owner is not None and (standpoint := self._standpoint(owner, place, cue)) is not None:
            return standpoint
        light = self._light(start) if owner is None else None
        end, found, first = self._follows(place, cue, owned=owner is not None, light=light is not None)
        agent = None
        if owner is None and g.word(place + 1) in self.language.list("agent-noun"):
            edge = g.right_edge(place + 2)
            agent = (place + 2, edge) if edge > place + 2 else None
            if agent is not None and g.tag(edge) in "T2":
                found, first = _JOINED[g.tag(edge)], edge
        source = owner or agent
        words = (place, end)
        if light is not None and source is None:
            source, words = light[0], (light[1], end)
        if source is None and found != "that":
            return None
        if found == "none" and (agent is None and light is None):
            return None
        if found == "none" or first >= self.end:
            return self.frame(None, cue, source, words, [], found)
        last = self.c.content_end(first, found)
        if found == "that" and "clause-commas" in g.grammar:
            commas = (at for at in range(first, last) if tags[at] == "," and tags[at - 1] in "AVvEN")
            last = next(commas, last)
        if found in ("that", "prep") and light is None and not any(tag in "AVv" for tag in tags[:place]):
            last = min(last, self._clause_end(first + 1, verbs=1 if found == "prep" else 2))
        return self.frame(None, cue, source, words, [(first, last)], found)

    def _standpoint(self, owner: Range, place: int, cue: Cue) -> Frame | None:
        """*In her view, | it is dead*; *by his own account*."""
        g, language = self.g, self.language
        leads = g.word(owner[0] - 1) in language.list("standpoint-lead")
        if not leads or g.low[place] not in language.list("standpoint"):
            return None
        contents = self.c.around_clause(owner[0] - 1, place + 1)
        if not contents:
            return None
        whole = replace(cue, kind="phrase", share=assumed("phrase"), measured="")  # as *in the view of*
        return self.frame(None, whole, owner, (place, place + 1), contents, "after")

    def _phrase_start(self, place: int) -> int:
        """Where the words begin that belong to a noun: *last week's surprise | promise*."""
        g, tags = self.g, self.tags
        chain = "NEav" if "bare-clause" in g.grammar else "Na"
        start = place
        while (
            start > 0
            and (tags[start - 1] in chain or g.low[start - 1] in self.language.list("attributive"))
            and g.tag(start - 2) not in "AV"
            and g.low[start - 1] not in self.language.list("possessive")
        ):
            start -= 1
        return start

    def _follows(self, place: int, cue: Cue, *, owned: bool, light: bool) -> tuple[int, Found, int]:
        """What follows a noun: where its own words end, how the content is joined, and where it begins."""
        g = self.g
        end = place + 1
        tag = g.tag(end)
        if (tag == "T" and "that" in cue.takes and not self._relative(end)) or tag == "Q":
            return end, _JOINED[tag], end
        if tag == "2" and "to" in cue.takes:
            return end, "to", end
        if owned and g.word(end) in self.language.list("copula") and g.tag(end + 1) in "T2Q":
            return end + 1, _JOINED[g.tag(end + 1)], end + 1  # "his plan is to"
        if "that" in cue.takes and "bare-clause" not in g.grammar and (joined := self._joined(end)):
            return end, "that", joined
        if "that" in cue.takes and end < self.end and self.c.infinitive(end):
            return end, "to", end  # отказ подписать
        if (
            tag == ","
            and "that" in cue.takes
            and "comma-clause" in g.grammar
            and self.c.ends_in_infinitive(end + 1)
        ):
            return end, "to", end + 1  # das Versprechen, die Steuern zu senken
        leads = g.word(end) in cue.prepositions and g.word(end) not in self.language.list("agent-noun")
        if leads and end + 1 < self.end:
            return end + 1, "prep", end + 1
        return (end, "quote", end + 1) if tag == ":" and light else (end, "none", end)

    def _relative(self, that: int) -> bool:
        """True where *that* is the subject of a verb: *a problem that | demands an answer*."""
        g = self.g
        place = that + 1
        while g.tag(place) == "a" and g.low[place] not in self.language.list("adverb"):
            place += 1  # not "that there have been"
        form = self.language.verbs.get(g.word(place)) if g.tag(place) == "v" else None
        if form is not None and "finite-base" in g.grammar:
            return g.low[place] not in self.language.list("noun-too") or g.tag(place + 1) in "doMNQq#"
        return g.tag(place) in "AV.,"

    def _joined(self, place: int) -> int:
        """Where a clause begins that a noun takes: *la afirmación de | que*, *die Behauptung, | dass*; 0: none."""
        for at in range(place, min(place + 4, self.end)):
            if self.tags[at] == "T" and at > place:
                return at
            if self.tags[at] not in "P,idoN":
                return 0
        return 0

    def _to_comma(self, edge: int) -> int:
        """The end of an opening source that goes on: *according to figures | published by the bank |, ...*."""
        g = self.g
        comma = self.tags.find(",", edge, edge + 9)
        further = comma > edge and "verb-second" not in g.grammar and self.tags[edge] in "PEvGN"
        return comma if further and not any(tag in "AV" for tag in self.tags[edge:comma]) else edge

    def _clause_end(self, first: int, verbs: int) -> int:
        """Where the words end that belong to a subject: *her claim that it failed | surprised nobody*.

        That is before their second verb, and before the first where they are no clause (`verbs`).
        """
        g, place, met = self.g, first, 0
        while place < self.end:
            tag = g.tags[place]
            begins = tag in "AVvE!" and g.tag(place - 1) not in "A!2aC"
            if begins and (tag in "AV!" or g.tag(place - 1) in "NMEvaq)"):
                met += 1
                if met == verbs:
                    return place
            elif tag in "TRSC,":
                met -= met == 1  # another clause within it
            place += 1
        return self.end

    def _owner(self, start: int) -> Range | None:
        """The possessive before a noun: *Roe's claim*, *their claim*."""
        g = self.g
        if g.tag(start - 1) == "'" and start > 1:
            edge = g.left_edge(start - 2)
            return (edge, start) if edge is not None else None
        if g.word(start - 1) in self.language.list("possessive"):
            return (start - 1, start)
        return None

    def _light(self, start: int) -> tuple[Range, int] | None:
        """Subject and start of the verb that governs a noun: *Roe | made a | promise*."""
        g = self.g
        verb = start - 1
        while g.tag(verb) in "d#":
            verb -= 1
        if verb <= 0 or g.tag(verb) not in "VEvA":
            return None
        if g.tags[verb] == "A" and any(g.low[verb] in self.language.list(name) for name in ("be", "modal")):
            return None  # but "had no intention of"
        begin = g.group(verb)[0]
        subject = g.subject(begin)
        return (subject, begin) if subject is not None else None

    def adjective(self, place: int, cue: Cue) -> Frame | None:
        g = self.g
        before = g.before(place)
        while before > 0 and g.low[before] in self.language.list("degree"):
            before = g.before(before)  # "is so worried"
        if g.low[before] in self.language.list("impersonal") and g.tag(before - 1) in "Vv":
            before -= 1  # "made it clear"
        if g.tag(before) == "o" and "inverts" in g.grammar:
            before -= 1  # "zeigte sich überzeugt"
        if g.tag(before) not in "AVv":
            return None
        start = g.group(place)[0] if g.tag(before) == "A" else g.group(before)[0]
        subject = g.subject(start)
        end = place + 1
        found: Found
        if g.tag(end) == "T" and "that" in cue.takes:
            found, first = "that", end
        elif g.tag(end) == "2" and "to" in cue.takes:
            found, first = "to", end
        elif "that" in cue.takes and "bare-clause" not in g.grammar and (joined := self._joined(end)):
            found, first = "that", joined
        elif g.word(end) in cue.prepositions and end + 1 < self.end:
            found, first, end = "prep", end + 1, end + 1
        elif "that" in cue.takes and g.word(end) in self.language.list("complementizer"):
            found, first = "that", end
        elif "that" in cue.takes and g.tag(end) in "sid" and g.clause_follows(end):
            found, first = "clause", end
        else:
            return None
        if subject is None or (self.tags[subject[0]] == "i" and found != "that"):
            return None
        return self.frame(
            None, cue, subject, (start, end), [(first, self.c.content_end(first, found))], found
        )

    def phrase(self, first: int, end: int, cue: Cue) -> Frame | None:
        g = self.g
        if "comma" in cue.takes and g.tag(first - 1) not in ",-Q":
            return None
        if "none" in cue.takes:
            return self.frame(None, cue, None, (first, end), [], "none")
        if g.word(end) in self.language.list("not-cue-after") or (
            g.word(end + 1) in self.language.list("not-cue-after") and g.tag(end) in "daN"
        ):
            return None
        if "before" in cue.takes:
            start = g.left_edge(first - 1) if first > 0 else None
            if start is None:
                return None
            contents = self.c.around_clause(start, end) or [(end, self.end)]
            return self.frame(None, cue, (start, first), (first, end), contents, "after")
        if "role" in cue.takes:
            start = g.left_edge(first - 1) if first > 1 else None
            if start is None or g.word(start - 1) not in self.language.list("role"):
                return None
            return self.frame(
                None, cue, (start, first), (first, end), self.c.around_clause(start - 1, end), "after"
            )
        edge = g.right_edge(end)
        if edge == end and g.word(end) in self.language.list("noun-too"):
            edge = end + 1  # "according to notes"
        if first == 0 and g.tag(edge) != ",":
            edge = g.right_edge(end, apposition=False)
            edge = self._to_comma(edge) if edge > end else edge
        if edge == end:
            return None
        contents = self.c.around_clause(first, edge)
        if not contents and edge < self.end:
            contents = [(edge, self.end)]
        return self.frame(None, cue, (end, edge), (first, end), contents, "after")
