"""Noun phrases over tags: who is the subject of a verb, and how far does a phrase reach?

Clause boundaries and the order of words decide. Places are token numbers; a range is half open.
"""

from annotator.suggest.attribution.verbs import Verbs

Range = tuple[int, int]

_REACH = 30
"""Tokens that a subject or an object may span."""


class Grammar(Verbs):
    """The verbs and the noun phrases of one sentence."""

    __slots__ = ()

    def subject(self, place: int) -> Range | None:
        """The noun phrase that ends before `place`, where a verb group begins; None where none does."""
        last = place - 1
        passed = "ao!" if "inverts" in self.grammar else "a"
        while last >= 0 and self.tags[last] in passed:
            last -= 1
        if last < 0:
            return None
        last = self._without_time(last)
        tag = self.tags[last]
        if tag in "siR":
            return (last, last + 1)
        if (
            tag == "o"
            and self.tag(last - 2) in "di#"
            and self.word(last - 1) in self.language.list("genitive")
        ):
            return (last - 2, last + 1)  # one of them
        if tag == "T":
            before = "NM," if "inverts" in self.grammar else "NM"
            return (last, last + 1) if last > 0 and self.tags[last - 1] in before else None
        if tag == "C":
            return self.shared_subject(last)
        if tag in ",)-":
            return self._around(last, place)
        start = self.left_edge(last)
        return (start, last + 1) if start is not None else None

    def _without_time(self, last: int) -> int:
        """The last place of the subject in *Roe this week | said*."""
        place = last
        while place > 1 and self.tags[place] in "t#":
            place -= 1
        if place == last:
            return last
        if self.tags[place] == "d" or self.word(place) in self.language.list("time-lead"):
            place -= 1
        return place if self.tags[place] in "NMsR" and place >= 0 else last

    def _around(self, last: int, place: int) -> Range | None:
        """The subject before a parenthesis: *Roe, a minister, said*; *Roe (D-Ohio) said*."""
        opener = {",": ",", ")": "(", "-": "-"}[self.tags[last]]
        first = self.tags.rfind(opener, max(0, last - _REACH), last)
        if first <= 0 or first == last - 1:
            return None
        head = first - 1
        if self.tags[head] in ",)" and opener != self.tags[head]:
            inner = self._around(head, first)
            return (inner[0], last) if inner else None
        if opener == "," and self.tags[first + 1] in "CQ":
            return None
        if self.tags[head] in "siR":
            return (head, head + 1)
        start = self.left_edge(head)
        if start is None:
            return None
        aside = self.tags[first + 1] in "aPtS" and opener == ","
        return (start, head + 1 if aside else last + (opener == "("))

    def left_edge(self, last: int) -> int | None:
        """Where the noun phrase begins that ends with token `last`; None where that token ends none."""
        tags = self.tags
        if not self._ends_phrase(last):
            return None
        start, floor = last, max(0, last - _REACH)
        while start > floor:
            tag = tags[start - 1]
            if (
                tags[start] == "d"
                and tag in "NM"
                and not self._links(start)
                and "articles-begin" in self.grammar
            ):
                break
            if self._belongs(start, tag):
                start -= 1
            elif tag == ")" and tags[start] in "P":
                back = tags.rfind("(", floor, start - 1)
                if back <= 0:
                    break
                start = back
            else:
                break
        while start < last and tags[start] in "'C-P":
            start += 1
        start = self._without_lead(start, last)
        phrase = tags[start : last + 1]
        if "inverts" in self.grammar:
            if "t" in phrase and not phrase.strip("dt#"):
                return None  # "Venerdì | disse il portavoce"
            if start > 0 and tags[start - 1] == "P":
                return self._after_lead(start, last)
        return start if any(t in "NMEG#qdtiv" for t in phrase) else None

    def _ends_phrase(self, last: int) -> bool:
        """True for a token that can be the last of a noun phrase."""
        tag = self.tags[last]
        if tag == "d":
            return self.low[last] in self.language.list("stands-alone")
        if tag == "N" and "capital-nouns" in self.grammar:
            return self.tokens.capital(last)
        if tag == "E":
            return self.tag(last - 1) not in "AV!"  # not "was rigged"
        return tag in "NMG#qt'v"

    def _belongs(self, start: int, tag: str) -> bool:
        """True where the token before `start`, which has this tag, is of the same noun phrase."""
        here, before = self.tags[start], self.tag(start - 2)
        if tag in "NM#dq'":
            return True
        if tag in "GEvta":
            if here not in ("NM'" if tag == "t" else "NEM" if tag == "a" else "NM"):
                return False
            if tag == "v":
                return before in "dMN'PS." and self._attributive(start - 1)
            return before in {"E": "d'P.,", "a": "dP'"}.get(tag, before)
        if tag == "P" and start > 1:
            return before in "NM)q" or (
                before in "#di" and self.low[start - 1] in self.language.list("genitive")
            )
        if tag == "i":
            return here == "P" and self.low[start] in self.language.list("genitive")  # one of them
        if tag == "2":
            return here == "M" and before == "N" and start > 1
        if tag == "C":
            return self._joins(start - 1)
        return tag == "-" and start > 1 and self.low[start - 1] in "-/" and before in "NM"

    def _without_lead(self, start: int, last: int) -> int:
        """Without the time or place that opens a clause: *On Friday | China said*."""
        if (start > 0 and self.tags[start - 1] in "P") or self.tag(start) == "t":
            place = start
            while place < last and self.tags[place] in "t#":
                place += 1
            if place > start and self.tags[place] in "NMd":
                return place
        return start

    def _links(self, place: int) -> bool:
        """True where an article goes on with the noun phrase: *Sprecher | der Polizei*, *ministre | des Mines*."""
        linking = self.language.list("genitive-article")
        return self.low[place] in linking or not (linking or "articles-begin" in self.grammar)

    def _describes(self, place: int) -> bool:
        """True for the cue that is an adjective in *cited disparaging remarks*."""
        form = self.language.verbs[self.low[place]]
        return form.slots == {4} and self.tag(place + 1) in "Nv"

    def _after_lead(self, first: int, last: int) -> int | None:
        """Where the subject begins behind a preposition and its noun: *En Madrid | el ministro*; None: nowhere."""
        if "verb-second" in self.grammar:
            return None
        for place in range(first + 1, last + 1):
            if (self.tags[place] == "d" and self.tags[place - 1] not in "P'Cd") or self.tags[place] == "t":
                return place + (self.tags[place] == "t") if place < last else None
        if not self.language.list("determiner") and first < last:
            return first + 1
        return None

    def _attributive(self, place: int) -> bool:
        form = self.language.verbs.get(self.low[place])
        return form is not None and (
            0 in form.slots or (bool(form.slots & {2, 3}) and self.tag(place - 1) in "d'")
        )

    def _joins(self, place: int) -> bool:
        """True where the conjunction at `place` joins two noun phrases and no clauses."""
        if self.tag(place - 1) not in "NM')q":
            return False
        for back in range(place - 1, max(-1, place - _REACH), -1):
            tag = self.tags[back]
            if tag in "AV" or (tag == "v" and self.tag(back - 1) in "NMsi"):
                return False
            if tag in ".;:QSCR,":
                return tag not in ","
        return True

    def shared_subject(self, place: int) -> Range | None:
        """The subject of the clause that reaches up to `place`: *X came and | said*."""
        for back in range(place - 1, max(-1, place - 2 * _REACH), -1):
            tag = self.tags[back]
            if tag in ".;:":
                return None
            if tag in "AVv" or (tag == "E" and self.tag(back - 1) in "NMsiRo),"):
                if tag == "v" and (form := self.language.verbs.get(self.low[back])) is not None:
                    verb = self.verb(back, form)
                    if verb is None or verb.participle or verb.infinitive:
                        continue
                    start = verb.start
                else:
                    start = self.group(back)[0]
                found = self.subject(start) if self.tag(start - 1) != "C" else None
                if found is not None:
                    return found
        return None

    def main_subject(self, place: int) -> Range | None:
        """The subject of the first verb of the sentence before `place`: *X left, | saying*."""
        for at in range(place):
            if self.tags[at] in "AVvE" and at > 0:
                start = self.group(at)[0]
                found = self.subject(start)
                if found is not None and self.tags[found[1] - 1] not in "RT":
                    return found
        return None

    def right_edge(self, first: int, *, apposition: bool = True) -> int:
        """Where the noun phrase ends that begins at `first`; `first` itself where none begins."""
        tags = self.tags
        place = first
        if self.tag(first) in "sio":
            return first + 1
        while place < self.n:
            tag = tags[place]
            if self._goes_on(place, first, tag):
                place += 1
            elif place == first:
                break
            elif tag == "(" and (close := tags.find(")", place)) > 0:
                place = close + 1
            elif tag == "-" and self.low[place] in "-/" and self.tag(place + 1) in "NM":
                place += 1
            elif tag == "," and apposition and self.apposition(place):
                place += 1
                apposition = False
            else:
                break
        while place > first and tags[place - 1] in "PC,-d":
            place -= 1
        if "capital-nouns" in self.grammar:
            while place > first + 1 and tags[place - 1] in "NEd" and not self.tokens.capital(place - 1):
                place -= 1  # "laut Polizei | verletzt"
        return place

    def _goes_on(self, place: int, first: int, tag: str) -> bool:
        """True where the token at `place` is of the noun phrase that begins at `first`."""
        before = self.tags[place - 1] if place > first else ""
        if before and self.low[place] in self.language.list("hearer"):
            return False
        if tag == "d":
            return before not in ("N", "M") or self._links(place)
        if tag in "NM#q'E":
            return True
        if tag == "G" and (not before or (self.tag(place - 1) == "d" and self.tag(place + 1) in "NM")):
            return True
        if tag in "vG":
            if not before:
                return self._describes(place)
            return before in "d'N#M" and self._attributive(place)
        if tag == "a":
            return self.tag(place - 1) == "d"
        if not before:
            return False
        if tag == "C":
            joins = self.low[place] in self.language.list("joiner") and self.tag(place + 1) in "NMd#"
            return joins and not self._clause_at(place + 1)
        return tag == "t" or (tag == "P" and self._binds(place))

    def _binds(self, place: int) -> bool:
        """True where a preposition goes on with the noun phrase, and does not tell when or where."""
        word, follows = self.low[place], self.tag(place + 1)
        if word in self.language.list("binder"):
            return follows in "NMd#'Eqo"
        return (
            word in self.language.list("loose-binder")
            and (follows == "M" or (follows == "d" and self.tag(place + 2) == "M"))
            and self.tag(place + 2) not in "t"
        )

    def apposition(self, comma: int) -> bool:
        """True where the comma opens an apposition: *said Roe, a minister*."""
        follows = self.tag(comma + 1)
        if follows == "d":
            return self.word(comma + 1) in self.language.list("apposition") and not self._clause_at(comma + 1)
        return follows in "NM" and not self._clause_at(comma + 1) and self.tag(comma + 2) in "NMP"

    def _clause_at(self, first: int) -> bool:
        """True where a noun phrase at `first` is soon followed by a finite verb."""
        for place in range(first, min(self.n, first + 12)):
            tag = self.tags[place]
            if tag in ",;:.QR":
                return False
            if (
                tag in "AV"
                or (tag == "v" and place > first and self._finite(place))
                or (tag == "E" and self.tag(place - 1) in "NM")
            ):
                return place > first
        return False

    def _finite(self, place: int) -> bool:
        form = self.language.verbs.get(self.low[place])
        if form is None:
            return False
        verb = self.verb(place, form)
        return verb is not None and not verb.participle and not verb.infinitive

    def states(self, first: int, end: int) -> bool:
        """True where these tokens hold a finite verb or a quotation."""
        return any(
            tag in "AVQ" or (tag == "v" and self._finite(place))
            for place, tag in enumerate(self.tags[first:end], first)
        )

    def clause_follows(self, first: int) -> bool:
        """True where the words from `first` make a clause: a subject and a finite verb."""
        return self.tag(first) in "si" or self._clause_at(first)

    def told_after(self, first: int) -> bool:
        """True where a clause of indirect speech begins: *sagte, | der Vertrag sei tot*."""
        if self.tag(first) not in "dsiNM#t":
            return False
        edge = self.right_edge(first, apposition=False)
        if edge == first and self.tag(first) != "t":
            return False
        edge = max(edge, first + 1)
        small = "capital-nouns" in self.grammar and edge < self.n and not self.tokens.capital(edge)
        if self.tag(edge) == "N" and small:
            return True  # "..., die Arbeiten | kämen voran"
        return self.tag(edge) in "AV" or (self.tag(edge) == "v" and self._finite(edge))
