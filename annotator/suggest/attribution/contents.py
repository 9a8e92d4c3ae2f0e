"""What follows or precedes a cue: how its content is joined to it, where it begins and where it ends."""

from typing import Literal

from annotator.suggest.attribution.passing import Passing
from annotator.suggest.attribution.phrases import Grammar, Range
from annotator.suggest.language import Cue

Found = Literal[
    "that", "quote", "left", "clause", "to", "np", "prep", "seem", "after", "colon", "none", "lone"
]
"""How the content is joined to the cue; lone: the cue stands in no construction that the language knows."""


class Contents(Passing):
    """Finds contents in one sentence. Places are token numbers; a range is half open."""

    ASKED = frozenset("?!")
    """Marks that stand for the comma between what is said and who says it: *Is it over? asked Roe*."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__(grammar)
        self.opening = self._opening()
        """Where the clause ends with which the sentence opens, if a lesser one: *While Roe agrees | , Poe*; or 0."""

    def _opening(self) -> int:
        """The comma between an opening subordinate clause and the main one; 0 where there are not both."""
        g = self.g
        opens = g.past(0, "Ca")
        gerund = g.tag(opens) == "v" and 4 in self.language.verbs[g.low[opens]].slots
        if "bare-clause" not in g.grammar or not (gerund or g.tag(opens) in "SPGE"):
            return 0
        comma = self.tags.find(",")
        while comma > 0:
            number = g.tag(comma - 1) == g.tag(comma + 1) == "#"  # 185,000
            if (
                g.tag(comma + 1) in "sidNMt#"
                and not number
                and not g.apposition(comma)
                and g.clause_follows(comma + 1)
            ):
                return comma
            comma = self.tags.find(",", comma + 1)
        return 0

    def complement(self, first: int, cue: Cue) -> tuple[int, Found, int]:
        """What follows a cue: where its own words end, how the content is joined, and where it begins."""
        g, takes = self.g, cue.takes
        later = self.past_times(first)
        if later > first and g.word(later) in cue.prepositions and g.tag(later) == "P":
            if "P" in self.tags[first:later]:
                return first, *self._led(later, cue)[1:]  # "beschweren | sich seit Monaten über"
            first = later  # "spoke often of"
        timed = g.tag(first) == "P" and self._time_at(first + 1)  # "agreed on Friday to"
        if g.word(first) in cue.prepositions and g.tag(first) in "PaN2Sd" and not timed:
            return self._led(first, cue)
        told = self._told(first, takes) if takes & {"hearer", "to-object"} else None
        if told is not None and (told[0] in ("that", "quote") or g.tag(told[1]) in "si"):
            return first, *told
        manner = g.past(first, "a")
        if manner > first and g.word(manner - 1) not in self.language.list("adverb"):
            found = self.joined(manner, takes)
            if found[0] != "none":
                return manner, *found  # "complained bitterly | that"
        found = self.joined(self.past_insertion(first), takes)
        if found[0] != "none":
            return first, *found
        if told is not None:
            return first, *told
        if takes & {"that", "quote"}:
            after = self.past_adverbials(first)
            found = self.joined(after, takes)
            if found[0] != "none":
                return first, *found
            if "that" in takes and "bare-clause" in g.grammar and after > first and g.clause_follows(after):
                return first, "clause", after
        if takes & {"np", "source-object"}:
            later = self.past_hearer_or_time(first)
            if self._object_at(first) or (later > first and self._object_at(later)):
                return first, "np", later if later > first else first
        if "seem" in takes and first < self.end and g.tag(first) not in "P,-C.R":
            return first, "seem", first  # not "appeared on television"
        return first, "none", first

    def _led(self, first: int, cue: Cue) -> tuple[int, Found, int]:
        """The same where one of the cue's own words follows it: *called | for*, *pointed | out*."""
        g, particles = self.g, self.language.list("particle")
        place = first + 1
        if g.word(place) in cue.prepositions or (g.tag(place) == "P" and g.word(first) in particles):
            place += 1
        if g.tag(place) in "TQ":
            return place, "that" if g.tag(place) == "T" else "quote", place
        if g.tag(place) == "," and g.tag(place + 1) == "T" and "that" in cue.takes:
            return place, "that", place + 1  # rechnet damit, dass
        if "that" in cue.takes and g.word(first) in particles and g.clause_follows(place):
            return place, "clause", place
        if place < self.end and g.tag(place) not in ".,":
            return place, "prep", place
        return place if g.word(first) in particles else first, "none", first

    def _told(self, first: int, takes: frozenset[str]) -> tuple[Found, int] | None:
        """The content after somebody spoken to: *told reporters | that*, *asked him | to*."""
        g = self.g
        hearer = g.right_edge(first, apposition=False)
        if hearer == first:
            return None
        if g.tag(hearer) == "2" and "to-object" in takes:
            return "to", first
        found = self.joined(self.past_adverbials(hearer), takes)
        if found[0] != "none" and "hearer" in takes:
            return found
        return ("clause", hearer) if "hearer" in takes and g.clause_follows(hearer) else None

    def _object_at(self, place: int) -> bool:
        """True where an object begins: a noun phrase, a quotation, *what they call*, *being told*."""
        g = self.g
        return (
            g.right_edge(place) > place
            or g.tag(place) in "odQq"
            or g.word(place) in self.language.list("free-relative")
            or (g.tag(place) == "t" and g.tag(place + 1) == "'")
            or (g.word(place) in self.language.list("object-lead") and g.tag(place + 1) in "dNM")
            or (g.word(place) in self.language.list("gerund") and g.tag(place + 1) in "EvNd")
        )

    def joined(self, place: int, takes: frozenset[str]) -> tuple[Found, int]:
        """The content that begins right at `place`, or after a comma or colon there."""
        g = self.g
        tag = g.tag(place)
        if tag == "a" and g.tag(place + 1) in "TQ2:":
            place += 1
            tag = g.tag(place)
        if takes & {"that", "quote", "hearer"}:
            opened = g.tag(place + 1) != "," or g.tag(place + 2) in "QPSGE"  # said that, like her, it
            if tag == "T" and g.tag(place + 1) != "." and opened and self._joins(place + 1):
                return "that", place
            if tag == "Q":
                return "quote", place
            if tag in ",:-" and g.tag(place + 1) == "Q":
                return "quote", place + 1
            if tag == ":" and place + 1 < self.end:
                return "quote", place + 1
            if place + 1 < self.end and g.word(place) in self.language.list("complementizer"):
                return "that", place
            if tag == "," and g.tag(place + 1) == "T":
                return "that", place + 1
            if tag == "P" and "bare-clause" not in g.grammar and self._asked(place + 1):
                return "that", place  # explicó por qué
            if (
                tag == ","
                and "finite-base" not in g.grammar
                and (after := self._after_comma(place + 1, takes))
            ):
                return after, place + 1
            if (
                "that" in takes
                and tag not in "Pt"
                and not self._before_noun(place)
                and "bare-clause" in g.grammar
                and g.clause_follows(place)
            ):
                return "clause", place
        if (tag == "2" or (tag == "!" and g.tag(place + 1) == "2")) and "to" in takes:
            return "to", place
        if "that" in takes and place < self.end and self.infinitive(place):
            return "to", place
        if "wh" in takes and place + 1 < self.end and g.word(place) in self.language.list("complementizer"):
            return "that", place
        return "none", place

    def _joins(self, place: int) -> bool:
        """True where *that* joins a clause, and is no *that goal*."""
        g = self.g
        return "finite-base" not in g.grammar or g.tag(place) not in "N" or g.clause_follows(place)

    def infinitive(self, place: int) -> bool:
        """True for the infinitive that stands for a clause: *affirme | vouloir partir*."""
        place = self.g.past(place, "!")
        endings, word = self.language.endings.get("infinitive"), self.g.word(place)
        return (
            endings is not None and self.g.tag(place) in "NAVv" and len(word) > 2 and word.endswith(endings)
        )

    def _asked(self, place: int) -> bool:
        return self.g.word(place) in self.language.list("complementizer") and place + 1 < self.end

    def _after_comma(self, place: int, takes: frozenset[str]) -> Literal["that", "clause"] | None:
        """How a clause is joined that begins after a comma: *fragte, | ob er käme*; *sagte, | er käme*."""
        if self._asked(place):
            return "that"
        if "comma-clause" not in self.g.grammar or "that" not in takes:
            return None
        return "clause" if self.g.told_after(place) or self.ends_in_infinitive(place) else None

    def ends_in_infinitive(self, place: int) -> bool:
        """True for *..., | nichts gewusst zu haben*."""
        return (
            self.g.tag(place) not in "TRSC"
            and "2" in self.tags[place : self.end]
            and not any(
                tag in "AV" or (tag == "v" and self.language.verbs[low].slots & {1, 2})
                for tag, low in zip(
                    self.tags[place : self.tags.index("2", place)], self.g.low[place:], strict=False
                )
            )
        )

    def left(self, source: int, *, turned: bool = False) -> list[Range]:
        """The content that stands before a source, or before a verb whose subject follows (`turned`).

        A quotation, or a clause and a comma.
        """
        g = self.g
        before = source - 1
        if g.tag(before) == "C":
            return []
        comma = g.tag(before) in ",-" or (turned and g.word(before) in self.ASKED)
        while before >= 0 and g.tag(before) in ",-":
            before -= 1
        if before < 0:
            return []
        if g.tag(before) == "Q":
            text = g.tokens
            whole = text.text[text.starts[before] + 1 : text.starts[before] + 2].isupper()
            joined = before > 0 and g.tag(before - 1) not in ",:.-"
            start = self.clause_start(before) if joined and not whole else before
            return [(start, before + 1)]
        if not comma or 0 < before + 1 == self.opening:
            return []
        start = self.clause_start(before)
        least = start + bool(self.language.list("determiner"))  # Roe | , said her lawyer, will not come
        clause = g.clause_follows(start) or (turned and "inverts" in g.grammar and before >= least)
        if not clause and self.opening > start:
            clause = self.opening < before and g.clause_follows(self.opening + 1)
        return [(start, before + 1)] if clause or "Q" in self.tags[start:before] else []

    def clause_start(self, before: int) -> int:
        start = 0
        while start < before and self.tags[start] in "C,":
            start += 1
        return start

    def resumed(self, place: int) -> list[Range]:
        """The content that goes on after *he said,*."""
        g = self.g
        if g.tag(place) == "." and g.tag(place + 1) == "Q":
            return [(place + 1, place + 2)]
        if g.tag(place) not in ",-:":
            return [(place, place + 1)] if g.tag(place) == "Q" else []
        place = g.past(place, ",-:")
        return [(place, self.content_end(place, "quote"))] if g.tag(place) == "Q" else []

    def around_clause(self, first: int, end: int) -> list[Range]:
        """What an inserted *as Roe said* is about: the words before it and after it."""
        g = self.g
        pieces: list[Range] = []
        last = first
        while last > 0 and self.tags[last - 1] in ",-":
            last -= 1
        if last > 0:
            pieces.append((self.clause_start(last), last))
        relative = g.tag(end) == "," and (
            g.tag(end + 1) == "R" or (g.tag(end + 1) == "P" and g.tag(end + 2) == "R")
        )
        if relative and (close := self.tags.find(",", end + 1)) > 0:
            end = close  # по словам чиновника, на которого ссылаются, |
        resumes = not pieces or g.tag(end + 1) not in "SRG"
        if g.tag(end) == "," and end + 1 < self.end and resumes:
            pieces.append((end + 1, self.end))
        elif pieces and "verb-second" in g.grammar and end < self.end and g.tag(end) not in ",-.":
            pieces.append((end, self.end))
        return pieces

    def content_end(self, first: int, found: Found) -> int:
        """Where the content ends that begins at `first`: with the sentence, or where another clause begins."""
        g, tags = self.g, self.tags
        if first < self.opening and tags[first] != "Q":
            return self.opening
        if tags[first] == "Q" and found == "quote":
            text = g.tokens
            if (
                text.text[text.starts[first] : text.ends[first]]
                .rstrip("\"”’'»“")
                .endswith((".", "!", "?", ","))
                and g.tag(first + 1) in "C,.-Q"
            ):
                return first + 1
        place = first + 1
        while place < self.end:
            tag = tags[place]
            if tag == ";":
                return place
            if tag in ",-" and self.takes_over(place + 1):
                return place
            if tag == "C" and (
                self.takes_over(place + 1, joined=True)
                or (tags[place - 1] == "," and self._speaks_next(place + 1))
            ):
                return place - (tags[place - 1] == ",")
            if found in ("np", "prep", "to") and (
                (
                    tag == "S"
                    and g.low[place] not in self.language.list("complementizer")
                    and place > first + 1
                )
                or (
                    tag == "," and not g.apposition(place) and tags[place + 1] not in "NMR"
                    if place + 1 < self.n
                    else False
                )
            ):
                return place
            place += 1
        return self.end

    def _speaks_next(self, place: int) -> bool:
        """True where a clause begins whose own verb reports: *, but | the government insists that*."""
        g = self.g
        alone = g.word(place) in self.language.list("stands-alone") and g.tag(place + 1) == "v"
        edge = place + 1 if alone else self._before_verb(place)
        form = self.language.verbs.get(g.word(edge)) if g.tag(edge) == "v" and edge > place else None
        if form is None or not form.slots & {0, 1, 2} or not form.cue.takes & {"that", "quote"}:
            return False
        return g.tag(edge + 1) in "TQ" or g.clause_follows(edge + 1)

    def _before_verb(self, place: int) -> int:
        """Where the noun phrase ends that begins at `place`, without a verb that looks like a part of it."""
        edge = self.g.right_edge(place, apposition=False)
        while edge > place + 1 and self.tags[edge - 1] == "v":
            edge -= 1
        return edge

    def takes_over(self, place: int, *, joined: bool = False) -> bool:
        """True where another attribution of the same rank begins: *, adding that*, *and urged*."""
        g = self.g
        while g.tag(place) == "a":
            place += 1
        low, tag = g.word(place), g.tag(place)
        if low in self.language.phrases and not joined:
            return any(tuple(g.low[place : place + len(w)]) == w for w, _ in self.language.phrases[low])
        if tag == "v":
            form = self.language.verbs[low]
            slots = form.slots
            if 4 in slots:
                return not joined and bool(form.cue.takes & {"that", "quote", "np"})
            return (
                joined
                and bool(slots & {1, 2})
                and bool(form.cue.takes & {"that", "quote", "np"})
                and form.cue.share > 0.5
            )
        if not joined and tag in "siNMd":
            edge = self._before_verb(place)
            near = self.language.verbs.get(g.word(edge)) if g.tag(edge) == "v" else None
            return (
                near is not None
                and "quote" in near.cue.takes
                and bool(near.slots & {0, 1, 2})
                and g.tag(edge + 1) in ".,"
            )
        return False
