"""Attributions whose cue is a verb, active or passive."""

from annotator.suggest.attribution.contents import Found
from annotator.suggest.attribution.frame import Finder, Frame
from annotator.suggest.attribution.phrases import Range
from annotator.suggest.attribution.verbs import Verb

_DATIVE = 3
"""Words between a subject and the particle of its verb: *teilte die Polizei | der Presse | mit*."""


class VerbFinder(Finder):
    """Finds the frame of a verb."""

    def find(self, verb: Verb) -> Frame | None:
        cue = verb.form.cue
        if verb.passive or self._reduced(verb):
            return self._passive(verb)
        particle = self.g.particle(verb.place, verb.form)
        end, found, first = self.c.complement(particle + 1 if particle else verb.place + 1, cue)
        end = verb.place + 1 if particle else end
        source, contents, found = self._sides(verb, end, found, first)
        if particle and found == "none" and (held := self._before_particle(verb, particle)):
            contents, found = [held], "np"
        if found in ("left", "none"):
            end = self.c.past_medium(end)
        if found == "none" and not ("that" in cue.takes and source and not verb.participle):
            return None
        if found == "none" and ("bare-clause" not in self.g.grammar or self._acts(verb, end, source)):
            return None
        if "source-object" in cue.takes and not verb.participle and found in ("np", "left"):
            swapped = self._quotes_somebody(verb, source, contents)
            if swapped is not None:
                source, contents = swapped
        if verb.infinitive and not contents:
            return None
        if source is None and found == "seem":
            return None  # "there seems to be"
        if source is not None and self.described(verb, source, found):
            return None
        contents = self._within_relative(verb, source, contents)
        start, source = (verb.first, source) if not verb.participle else self._issued(verb.start, source)
        return self.frame(verb, cue, source, (start, end), contents, found)

    def _acts(self, verb: Verb, end: int, source: Range | None) -> bool:
        """True where a verb that reports clauses has a plain object, and so tells of a deed: *found | a way*."""
        g = self.g
        if "np" in verb.form.cue.takes or (source is not None and self.tags[source[0]] == "R"):
            return False
        edge = g.right_edge(end, apposition=False)
        form = self.language.verbs.get(g.word(edge))
        leaving = g.tag(edge) == "G" or (form is not None and 4 in form.slots)  # "shows | the men leaving"
        return edge > end and g.tag(end) in "dNM#" and not leaving

    def _before_particle(self, verb: Verb, particle: int) -> Range | None:
        """The object between a verb and its particle: *schloss | ein Treffen | nicht aus*; None where none is."""
        g, cue = self.g, verb.form.cue
        first, last = self.c.past_times(verb.place + 1), g.before(particle) + 1
        if g.word(first) in cue.prepositions:
            first += 1
        elif "np" not in cue.takes or g.right_edge(first) == first:
            return None
        return (first, last) if first < last else None

    def _within_relative(self, verb: Verb, source: Range | None, contents: list[Range]) -> list[Range]:
        """Contents that end with their clause: *Roe, who said it was over, | left*."""
        g = self.g
        opens = (
            source is None and verb.start == 0 and not verb.form.slots & {0, 1}
        )  # "Asked about it, | Roe left"
        relative = source is not None and self.tags[source[0]] in "RT" and g.tag(source[0] - 1) == ","
        if not (opens or relative):
            return contents
        comma = self.tags.find(",", verb.place)
        loose = "clause-commas" in g.grammar
        while comma > 0 and ((g.apposition(comma) and not loose) or g.tag(comma + 1) in "QT"):
            comma = self.tags.find(",", comma + 1)
        return [(a, min(b, comma) if a < comma else b) for a, b in contents] if comma > 0 else contents

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
            and not ("verb-second" in self.g.grammar and 1 in verb.form.slots)  # verlangt von Roe
        )

    def _sides(
        self, verb: Verb, end: int, found: Found, first: int
    ) -> tuple[Range | None, list[Range], Found]:
        """Source and contents of an active verb, wherever they stand."""
        g, cue = self.g, verb.form.cue
        speaks = bool(cue.takes & {"quote", "that"})
        inverted = speaks and self._inverted(verb)
        if inverted:
            left = self.c.left(g.before_object(verb.start), turned=True)
            behind = max(inverted, g.particle(verb.place, verb.form) + 1)  # teilte Roe mit,
            rest = self.c.resumed(behind)
            if not rest and g.tag(behind) == "," and g.tag(behind + 1) in "AVvE!":
                rest = [(behind + 1, self.end)]  # Roe, said her spokesman, | will not come
            return (self._behind(verb), inverted), left + rest, "left"
        source = self._source(verb)
        if "inverts" in g.grammar and not (verb.participle or verb.infinitive):
            turned = self._turned(verb, source, end, found, first)
            if turned is not None:
                return turned
        contents: list[Range] = []
        if speaks and found in ("none", "quote", "np") and source is not None and not verb.participle:
            left = self.c.left(source[0])
            if "that" not in cue.takes and left and "Q" not in self.tags[left[0][0] : left[0][1]]:
                left = []  # "Asked about it, Roe | laughed"
            if left and (found != "np" or g.tag(source[0] - 1) == "Q" or g.tag(source[0] - 2) == "Q"):
                after = self.c.past_adverbials(self.c.past_hearer(end, cue))
                rest = self.c.resumed(after)
                return source, left + rest, "left"
            if source[0] > 0 and g.word(source[0] - 1) in self.language.list("role") and found == "none":
                return source, self.c.around_clause(source[0] - 1, end), "left"
            if found == "none" and g.tag(source[0] - 1) == "," == g.tag(after := g.past(end, "at")):
                return (
                    source,
                    self.c.around_clause(source[0], after),
                    "left",
                )  # "The museum, Roe said, will open"
        if found != "none":
            last = self.c.content_end(first, found)
            if (
                found == "np"
                and g.word(last) in cue.prepositions
                and g.word(last) in self.language.list("role")
            ):
                last = self.c.content_end(last + 1, "prep")  # dismissed it | as a lie
            if found == "np" and source and g.word(source[0] - 1) in self.language.list("free-relative"):
                last = min(last, max(first + 1, g.right_edge(first)))  # what he called | a coup
            contents.append((first, last))
        return source, contents, found

    def _turned(
        self, verb: Verb, source: Range | None, end: int, found: Found, first: int
    ) -> tuple[Range | None, list[Range], Found] | None:
        """The same in a language whose subject may follow: *dijo el ministro que*, *comme l'a dit Roe*."""
        g = self.g
        role = verb.start - 1
        while g.tag(role) in "o!":
            role -= 1
        roles = self.language.list("role")
        at = verb.start + 1 if verb.split else self._behind(verb)
        edge = g.right_edge(at, apposition=False)
        if g.word(role) in roles and edge > at:
            return (at, edge), self.c.around_clause(role, edge), "left"
        if source is not None:
            before = source[0] - 1
            if g.word(before) in roles:
                return source, self.c.around_clause(before, end), "left"
            tied = g.tag(before) == "A" and self.tags[source[0]] == "s"  # a-t-il déclaré
            if tied and (left := self.c.left(before)):
                return source, left + self.c.resumed(end), "left"
            if found in ("none", "np") and edge > verb.place + 1 and not verb.split:
                joined, first = self.c.joined(self.c.past_adverbials(edge), verb.form.cue.takes)
                if joined in ("that", "quote"):  # сообщил журналистам, что
                    return source, [(first, self.c.content_end(first, joined))], joined
            return None
        before = g.before(g.before_object(verb.start))
        if (
            g.tag(before) in ",-Q"
            and found in ("none", "quote")
            and (left := self.c.left(before + 1, turned=True))
        ):
            teller = (at, edge) if verb.split and edge > at else None
            return teller, left + self.c.resumed(end), "left"
        if edge == at:
            return None
        particle = g.particle(verb.place, verb.form)
        behind = verb.place + 1 if verb.split else particle + 1 if particle else edge
        _, found, first = self.c.complement(behind, verb.form.cue)
        if found in ("that", "quote", "clause", "to"):
            return (at, edge), [(first, self.c.content_end(first, found))], found
        return None

    def _inverted(self, verb: Verb) -> int:
        """Where the subject ends that follows its verb: *“...,” said Roe*; 0 where none does."""
        g = self.g
        before = verb.start - 1
        while g.tag(before) in (",-o" if "inverts" in g.grammar else ",-"):
            before -= 1
        if before < 0 or 4 in verb.form.slots or 0 in verb.form.slots:
            return 0
        at = self._behind(verb)
        edge = g.right_edge(at)
        if edge == at:
            return 0
        if g.tag(before) == "Q":
            return edge
        if g.tag(self.tags.rfind(",", 0, before + 1) + 1) in "TR" and "," in self.tags[: before + 1]:
            return 0  # Roe, who asked for peace, | promised help
        particle = 0 <= g.particle(verb.place, verb.form) - edge <= _DATIVE
        told = (
            "capital-nouns" in g.grammar and g.tag(edge) == "d" and self.end - edge == 2
        )  # sagte Roe der dpa
        told = told or g.word(edge) in self.language.list("hearer")
        ends = particle or told or edge >= self.end or g.tag(edge) in ",P"
        apart = before < verb.start - 1 or g.word(before) in self.c.ASKED
        left = self.c.left(verb.start, turned=True)
        if (
            "np" in verb.form.cue.takes
            and g.subject(verb.start)
            and not any(g.states(*each) for each in left)
        ):
            return 0  # El ministro, un exalcalde, | confirmó la cifra
        return edge if ends and apart and left else 0

    def _behind(self, verb: Verb) -> int:
        """Where a subject may begin that follows: behind *mardi* in *a affirmé mardi son avocat*."""
        g, place = self.g, verb.place + 1
        if "inverts" not in g.grammar:
            return place
        place = self.c.past_times(place)
        while g.word(place) in self.language.list("hearer"):
            place += 1
        if g.tag(place) == "P" and g.tag(place + 1) in "t#":
            later = g.past(place + 1, "t#")
            return later if g.tag(later) in "dMNs" else place  # versicherte am Freitag die Ministerin
        if g.tag(place) == "P":
            edge = g.right_edge(place + 1, apposition=False)
            if edge > place + 1 and g.tag(edge) in "dM":
                return edge  # a prévenu devant la presse | la directrice
        return place

    def _source(self, verb: Verb) -> Range | None:
        g = self.g
        if not verb.participle and not verb.infinitive:
            return g.subject(verb.start)
        if verb.participle:
            before = verb.start - 1
            alone = g.word(before) in self.language.list("stands-alone")
            if alone and g.tag(before) == "i":
                return (before, before + 1)  # "with one calling it"
            if (g.tag(before) in "NMq'" or alone) and g.tag(before) != "t":
                edge = g.left_edge(before)
                governed = edge is not None and g.tag(edge - 1) in "vVEG"
                if edge is not None and not governed:
                    return (edge, before + 1)
            found = self._teller(verb.start) or g.main_subject(verb.start) or self._coming_subject(verb.place)
            if found is None and g.tag(before) == "," and before > 0:
                edge = g.left_edge(before - 1)  # "Roe, citing a report, said"
                found = (edge, before) if edge is not None else None
            return found
        return g.main_subject(verb.start)

    def _teller(self, start: int) -> Range | None:
        """The subject of an inserted clause before a comma: *it fell, Roe said, | citing*."""
        g = self.g
        if g.tag(start - 1) != "," or g.tag(start - 2) != "v":
            return None
        subject = g.subject(g.group(start - 2)[0])
        return subject if subject is not None and g.tag(subject[0] - 1) in ",Q" else None

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
        if subject is None and g.tag(verb.start - 1) == "," and self._reduced(verb):
            subject = g.main_subject(verb.start)  # the plan failed, opposed by Roe
        if g.word(place) in self.language.list("role") and g.word(place + 1) in self.language.verbs:
            inner = self.language.verbs[g.word(place + 1)]
            if 4 in inner.slots and "source-object" in cue.takes:
                end, found, first = self.c.complement(place + 2, inner.cue)
                left = self.c.left(subject[0]) if subject else []
                contents = left or ([(first, self.c.content_end(first, found))] if found != "none" else [])
                return self.frame(
                    verb, inner.cue, subject, (verb.first, end), contents, "left" if left else found
                )
        agent = self._agent(place)
        after = self.c.past_adverbials(place) if agent is None else agent[1]
        end = place if agent is None else place + 1
        impersonal = subject is not None and g.low[subject[0]] in self.language.list("impersonal")
        found, first = self.c.joined(after, cue.takes)
        if found in ("that", "quote") or (impersonal and found == "clause"):
            contents = [(first, self.c.content_end(first, found))]
            return self.frame(verb, cue, agent, (verb.first, end), contents, found)
        if subject is None and "inverts" in g.grammar and g.word(place) in cue.prepositions:
            contents = [(place + 1, self.c.content_end(place + 1, "prep"))]  # fue acusado de fraude
            return self.frame(verb, cue, agent, (verb.first, place + 1), contents, "prep")
        if subject is None:
            return None
        if verb.split and verb.start + 1 < verb.place and "np" in cue.takes:
            between = (verb.start + 1, verb.place)  # wurde des Betrugs beschuldigt
            return self.frame(verb, cue, agent, (verb.first, place), [subject, between], "np")
        if g.tag(after) == "2" and cue.takes & {"that", "to", "to-object", "np"}:
            contents = [subject, (after, self.c.content_end(after, "to"))]
            return self.frame(verb, cue, agent, (verb.first, end), contents, "to")
        if agent is not None and cue.takes & {"np", "that"}:
            return self.frame(verb, cue, agent, (verb.start, end), [subject], "np")
        if agent is None and g.word(place) in cue.prepositions and place + 1 < self.end:
            contents = [subject, (place + 1, self.c.content_end(place + 1, "prep"))]
            return self.frame(verb, cue, None, (verb.first, place + 1), contents, "prep")
        if agent is None and "name" in cue.takes and (edge := g.right_edge(place)) > place:
            return self.frame(verb, cue, None, (verb.first, place), [subject, (place, edge)], "np")
        if agent is None and g.tag(place) in "Qq" and "np" in cue.takes:
            return self.frame(verb, cue, None, (verb.first, place), [subject, (place, place + 1)], "np")
        return None

    def _agent(self, place: int) -> Range | None:
        """The *by* phrase after a passive, at once or soon."""
        g = self.g
        by = self.language.list("agent")
        for where in dict.fromkeys((place, self.c.past_adverbials(place))):
            if g.word(where) in by:
                at = g.past(where + 1, "a")
                edge = g.right_edge(at)
                if edge > at and g.tag(at) not in "G#t":
                    return (at, edge)
        return None
