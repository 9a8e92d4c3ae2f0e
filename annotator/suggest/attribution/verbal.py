"""Attributions whose cue is a verb, active or passive."""

from annotator.suggest.attribution.contents import Found
from annotator.suggest.attribution.frame import Finder, Frame
from annotator.suggest.attribution.phrases import Range
from annotator.suggest.attribution.verbs import Verb


class VerbFinder(Finder):
    """Finds the frame of a verb."""

    def find(self, verb: Verb) -> Frame | None:
        cue = verb.form.cue
        if verb.passive or self._reduced(verb):
            return self._passive(verb)
        end, found, first = self.c.complement(verb.place + 1, cue)
        source, contents, found = self._sides(verb, end, found, first)
        if found in ("left", "none"):
            end = self.c.past_medium(end)
        if found == "none" and not (cue.takes & {"that", "quote"} and source and not verb.participle):
            return None
        if "source-object" in cue.takes and not verb.participle and found in ("np", "left"):
            swapped = self._quotes_somebody(verb, source, contents)
            if swapped is not None:
                source, contents = swapped
        if verb.infinitive and not contents:
            return None
        start, source = (verb.start, source) if not verb.participle else self._issued(verb.start, source)
        return self.frame(verb, cue, source, (start, end), contents, found)

    def _issued(self, start: int, source: Range | None) -> tuple[int, Range | None]:
        """The cue's start and the source in *Roe | issued a statement saying*: the verb that issues is part of it."""
        g, issuing = self.g, self.language.list("issuing")
        place = start - 1
        while (
            place > 0
            and start - place < 16
            and g.tag(place) not in ".,;:-QCS"
            and g.low[place] not in issuing
        ):
            place -= 1
        if g.word(place) not in issuing or place >= start - 1 or g.tag(place) not in "VvE":
            return start, source
        first = g.group(place)[0]
        subject = g.subject(first)
        return (first, subject) if subject is not None else (start, source)

    def _reduced(self, verb: Verb) -> bool:
        """True for a passive without its auxiliary: *a plan promoted by Roe*."""
        return (
            3 in verb.form.slots
            and not verb.infinitive
            and verb.start == verb.place
            and self.g.word(verb.place + 1) in self.language.list("agent")
            and "np" in verb.form.cue.takes
        )

    def _sides(
        self, verb: Verb, end: int, found: Found, first: int
    ) -> tuple[Range | None, list[Range], Found]:
        """Source and contents of an active verb, wherever they stand."""
        g, cue = self.g, verb.form.cue
        speaks = bool(cue.takes & {"quote", "that"})
        inverted = speaks and self._inverted(verb)
        if inverted:
            left = self.c.left(verb.start)
            rest = self.c.resumed(inverted)
            return (verb.place + 1, inverted), left + rest, "left"
        source = self._source(verb)
        contents: list[Range] = []
        if speaks and found in ("none", "quote", "np") and source is not None and not verb.participle:
            left = self.c.left(source[0])
            if left and (found != "np" or g.tag(source[0] - 1) == "Q" or g.tag(source[0] - 2) == "Q"):
                after = self.c.past_adverbials(self.c.past_hearer(end, cue))
                rest = self.c.resumed(after)
                return source, left + rest, "left"
            if source[0] > 0 and g.word(source[0] - 1) in self.language.list("role") and found == "none":
                return source, self.c.around_clause(source[0] - 1, end), "left"
        if found != "none":
            last = self.c.content_end(first, found)
            if found == "np" and source and g.word(source[0] - 1) in self.language.list("free-relative"):
                last = min(last, max(first + 1, g.right_edge(first)))  # what he called | a coup
            contents.append((first, last))
        return source, contents, found

    def _inverted(self, verb: Verb) -> int:
        """Where the subject ends that follows its verb: *“...,” said Roe*; 0 where none does."""
        g = self.g
        before = verb.start - 1
        if g.tag(before) == ",":
            before -= 1
        if before < 0 or 4 in verb.form.slots or 0 in verb.form.slots:
            return 0
        edge = g.right_edge(verb.place + 1)
        if edge == verb.place + 1:
            return 0
        if g.tag(before) == "Q":
            return edge
        ends = edge >= self.end or g.tag(edge) in ",P"
        return edge if ends and before < verb.start - 1 and self.c.left(verb.start) else 0

    def _source(self, verb: Verb) -> Range | None:
        g = self.g
        if not verb.participle and not verb.infinitive:
            return g.subject(verb.start)
        if verb.participle:
            before = verb.start - 1
            if g.tag(before) in "NMq'" and g.tag(before) != "t":
                edge = g.left_edge(before)
                governed = edge is not None and g.tag(edge - 1) in "vVEG"
                if edge is not None and not governed:
                    return (edge, before + 1)
            return g.main_subject(verb.start) or self._coming_subject(verb.place)
        return g.main_subject(verb.start)

    def _coming_subject(self, place: int) -> Range | None:
        """The subject that follows an opening clause: *Citing fraud, | Roe resigned*."""
        comma = self.tags.find(",", place)
        if comma < 0 or place > 3:
            return None
        edge = self.g.right_edge(comma + 1)
        return (comma + 1, edge) if edge > comma + 1 else None

    def _quotes_somebody(
        self, verb: Verb, source: Range | None, contents: list[Range]
    ) -> tuple[Range | None, list[Range]] | None:
        """*“...,” the paper quoted Roe*: Roe is the source, and the quotation before is the content."""
        g = self.g
        left = self.c.left(source[0]) if source else []
        edge = g.right_edge(verb.place + 1)
        if edge == verb.place + 1 or not left or "Q" not in self.tags[left[0][0] : left[0][1]]:
            return None
        return (verb.place + 1, edge), left

    def _passive(self, verb: Verb) -> Frame | None:
        g, cue = self.g, verb.form.cue
        place = verb.place + 1
        subject = g.subject(verb.start)
        if g.word(place) in self.language.list("role") and g.word(place + 1) in self.language.verbs:
            inner = self.language.verbs[g.word(place + 1)]
            if 4 in inner.slots and "source-object" in cue.takes:
                end, found, first = self.c.complement(place + 2, inner.cue)
                left = self.c.left(subject[0]) if subject else []
                contents = left or ([(first, self.c.content_end(first, found))] if found != "none" else [])
                return self.frame(
                    verb, inner.cue, subject, (verb.start, end), contents, "left" if left else found
                )
        agent = self._agent(place)
        after = self.c.past_adverbials(place) if agent is None else agent[1]
        end = place if agent is None else place + 1
        impersonal = subject is not None and g.low[subject[0]] in self.language.list("impersonal")
        found, first = self.c.joined(after, cue.takes)
        if found in ("that", "quote") or (impersonal and found == "clause"):
            contents = [(first, self.c.content_end(first, found))]
            return self.frame(verb, cue, agent, (verb.start, end), contents, found)
        if subject is None:
            return None
        if g.tag(after) == "2" and cue.takes & {"that", "to", "to-object", "np"}:
            contents = [subject, (after, self.c.content_end(after, "to"))]
            return self.frame(verb, cue, agent, (verb.start, end), contents, "to")
        if agent is not None and cue.takes & {"np", "that"}:
            return self.frame(verb, cue, agent, (verb.start, end), [subject], "np")
        if agent is None and g.word(place) in cue.prepositions and place + 1 < self.end:
            contents = [subject, (place + 1, self.c.content_end(place + 1, "prep"))]
            return self.frame(verb, cue, None, (verb.start, place + 1), contents, "prep")
        if agent is None and "name" in cue.takes and (edge := g.right_edge(place)) > place:
            return self.frame(verb, cue, None, (verb.start, place), [subject, (place, edge)], "np")
        if agent is None and g.tag(place) in "Qq" and "np" in cue.takes:
            return self.frame(verb, cue, None, (verb.start, place), [subject, (place, place + 1)], "np")
        return None

    def _agent(self, place: int) -> Range | None:
        """The *by* phrase after a passive, at once or soon."""
        g = self.g
        by = self.language.list("agent")
        for where in dict.fromkeys((place, self.c.past_adverbials(place))):
            if g.word(where) in by:
                edge = g.right_edge(where + 1)
                if edge > where + 1 and g.tag(where + 1) not in "G#t":
                    return (where + 1, edge)
        return None
