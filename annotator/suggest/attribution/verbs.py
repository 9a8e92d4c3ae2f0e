"""Verbs over tags: is this cue word a verb here, and where does its group begin?

No parser and no list of examples: the words before and after decide. Places are token numbers.
"""

from typing import NamedTuple

from annotator.suggest.attribution.tokens import Tokens
from annotator.suggest.language import Form, Language


class Verb(NamedTuple):
    """A cue verb in its place: its group ('has also mentioned') and what sort of form it is."""

    place: int
    start: int
    """Where the group begins."""
    form: Form
    passive: bool
    participle: bool
    """An -ing form with no auxiliary: its subject is that of the clause before."""
    infinitive: bool
    negated: bool
    split: bool = False
    """True where its group is no run of words: *hat* am Freitag *gesagt*. Then the verb alone is the cue."""

    @property
    def first(self) -> int:
        """Where the cue's own words begin."""
        return self.place if self.split else self.start


class Verbs:
    """The verbs of one sentence."""

    __slots__ = ("grammar", "language", "low", "n", "tags", "tokens")

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self.tokens = tokens
        self.tags = tokens.tags
        self.low = tokens.low
        self.language = language
        self.grammar = language.grammar
        self.n = len(tokens.low)

    def tag(self, place: int) -> str:
        """The tag at a place; '.' before the first token and after the last."""
        return self.tags[place] if 0 <= place < self.n else "."

    def word(self, place: int) -> str:
        return self.low[place] if 0 <= place < self.n else ""

    def before(self, place: int) -> int:
        """The nearest place before that holds no adverb and no negation; -1 where there is none."""
        place -= 1
        while place >= 0 and self.tags[place] in "a!":
            place -= 1
        return place

    def before_object(self, place: int) -> int:
        """Where the pronouns begin that stand before a verb at `place`: *« ... » | s’indigne une mère*."""
        while "inverts" in self.grammar and place > 0 and self.tags[place - 1] == "o":
            place -= 1
        return place

    def past(self, place: int, tags: str) -> int:
        """The first place from `place` on whose tag is none of `tags`."""
        while place < self.n and self.tags[place] in tags:
            place += 1
        return place

    def verb(self, place: int, form: Form) -> Verb | None:
        """The cue form at `place` as a verb; None where it is a noun or an adjective here."""
        whole = self._with_particle(place, form)
        if whole is None:
            return None
        form = whole
        previous = self.before(place)
        tag, word = self.tag(previous), self.word(previous)
        auxiliary = tag == "A"
        slots = form.slots
        passive = participle = infinitive = False
        if auxiliary and 4 in slots and word in self.language.list("be"):
            pass
        elif auxiliary and slots & {2, 3}:
            passive = word in self.language.list("be") and not (word == "'s" and self._perfect(place, form))
            if not passive and word in self.language.list("modal") and 0 not in slots:
                return None
        elif (auxiliary or tag == "2") and 0 in slots:
            infinitive = tag == "2"
        elif slots == {3}:
            if self._agent_follows(place):
                passive = True  # "promoted by Roe"
            elif not (self._bracket(place) or self._tied(place)):
                return None
        elif slots & {2, 3} and self._past(place, previous, tag):
            pass
        elif 4 in slots:
            if not self._participle(place, tag, word):
                return None
            participle = True
        elif not (
            (1 in slots and self._third(place, previous, tag))
            or (0 in slots and self._base(place, previous, tag))
        ):
            return None
        start, negated, chained = self.group(place)
        bracket = self._bracket(place) if slots & {0, 3} and not (auxiliary or passive) else 0
        if bracket:
            start, passive = bracket - 1, self.low[bracket - 1] in self.language.list("be")
        return Verb(
            place,
            start,
            form,
            passive,
            participle and not chained,
            infinitive and not chained,
            negated,
            split=bool(bracket),
        )

    def _participle(self, place: int, tag: str, before: str) -> bool:
        """True where an -ing form is a participle, and neither noun nor adjective."""
        if tag in "d'#" and before not in self.language.list("stands-alone"):
            return False
        if before in self.language.list("worth"):
            return False
        return self.tag(place + 1) not in "AV" and not (tag == "M" and self.tag(place + 1) in "M")

    def _with_particle(self, place: int, form: Form) -> Form | None:
        """The verb of this form whose particle is there: *gab ... an*, *gab ... zu*; None where none is."""
        forms = (form, *self.language.others.get(self.low[place], ()))
        whole = next((each for each in forms if each.cue.particle and self._whole(place, each)), None)
        return whole or next((each for each in forms if not each.cue.particle), None)

    def _whole(self, place: int, form: Form) -> bool:
        """True where a verb has the particle that belongs to it: *teilte* am Freitag *mit*, or *mitteilte*."""
        word = self.low[place]
        return word.startswith(form.cue.particle) or self.particle(place, form) > 0

    def particle(self, place: int, form: Form) -> int:
        """Where the particle stands that ends the clause of the verb at `place`; 0 where it has none."""
        if not form.cue.particle or self.low[place].startswith(form.cue.particle):
            return 0
        for at in range(place + 1, min(self.n, place + 20)):
            if self.low[at] == form.cue.particle and self.tag(at + 1) in ".,:;-QC":
                return at
            if self.tags[at] in ".;:Q":
                break
        return 0

    def _agent_follows(self, place: int) -> bool:
        return self.word(place + 1) in self.language.list("agent")

    def _tied(self, place: int) -> bool:
        """True after an auxiliary and its pronoun: *a-t-il | déclaré*."""
        return "inverts" in self.grammar and self.tag(place - 1) == "s" and self.tag(place - 2) == "A"

    def _bracket(self, place: int) -> int:
        """The place after the auxiliary of a participle at the end: *hat* am Freitag *gesagt*; 0 where none is."""
        if "verb-last" not in self.grammar:
            return 0
        for back in range(place - 1, max(-1, place - 24), -1):
            if self.tags[back] == "A":
                return back + 1
            if self.tags[back] in ".;:QvV,":
                return 0
        return 0

    def _perfect(self, place: int, form: Form) -> bool:
        """True where *'s* before a participle is *has*: *he's sought to*, *who's called for*."""
        follows, takes = self.tag(place + 1), form.cue.takes
        if follows == "2":
            return "to" in takes and "to-object" not in takes
        if follows in "TQ":
            return bool(takes & {"that", "quote"})
        return self.word(place + 1) in form.cue.prepositions and "np" not in takes

    def _past(self, place: int, previous: int, tag: str) -> bool:
        """True where a past form is a verb: not *the said treaty*, *of alleged fraud*."""
        if tag == "d" and self.word(previous) in self.language.list("stands-alone"):
            return True  # "all agreed"
        if tag == "#" and self.tag(previous - 1) in "Pt":
            return True  # "who in 2010 said"
        if tag in "d'#" or (tag == "P" and previous == place - 1):
            follows = self.tag(place + 1)
            return follows in "T" and tag == "d"
        return not (
            tag in "VG" and previous == place - 1 and self.tag(place + 1) in "NGv"
        )  # "lobbing pointed insults"

    def _third(self, place: int, previous: int, tag: str) -> bool:
        """True where *claims* or *says* is a verb: a subject before it and no noun's surroundings."""
        word, follows = self.low[place], self.tag(place + 1)
        noun = word in self.language.nouns or self._doubles_as_noun(place)
        if tag == "v" and self.low[previous] in self.language.list("noun-too"):
            tag = "N"  # "the campaign plans"
        if tag in "siR" or (tag in "o!S" and "inverts" in self.grammar):
            return True
        if tag == "T":
            return self.tag(previous - 1) in "NM" and (not noun or follows in "do")
        if tag in "d'P2A#v":
            return False
        if tag in ",-" and self.tag(previous - 1) in "Q,":
            return True  # "“...,” claims the mayor"
        if not noun:
            return tag in "NMqQ),-CGEt.v:;a" or tag == "."
        if follows == "T" and self.tag(place + 2) in "AV!":
            return False  # "the new rules that could close the plant"
        if follows == "." and tag in "NM" and self._closes(previous):
            return True
        if tag in "NMqQ" and self.word(place + 1) in self.language.list("complementizer"):
            return True
        if follows == "2" and tag in "C,":
            return True
        if follows in "AVP)." or (follows == "v" and not self.tokens.titled):
            return follows == "P" and self.word(place + 1) in self._leads(place) and tag in "M"
        if tag == "M" or self.tokens.titled:
            return follows in "TQd2MosiN:#,aqSR-C"
        return tag in "N),qQE-" and follows in "TQd2Mosi:," and (tag != "," or follows in "TQ,.M")

    def _base(self, place: int, previous: int, tag: str) -> bool:
        """True where *say* or *claim* is a verb: a plural subject before it, or a joined infinitive."""
        word, before, follows = self.low[place], self.word(previous), self.tag(place + 1)
        if "finite-base" not in self.grammar:
            return False
        if tag == "s" or (tag == "i" and before == "you") or (tag == "R" and before in ("who", "which")):
            return before not in ("he", "she")
        if tag == "C":
            return follows in "TQd2Mosi" and any(t in "2A" for t in self.tags[max(0, place - 10) : place])
        if tag == "T" and self.tag(previous - 1) in "NM":
            return self._plural(previous - 1) and follows in "do2" + "M" * (word not in self.language.nouns)
        plural = self._joined(previous) or self._plural(previous) or self._plural(self._head(previous))
        if tag in ")," and word not in self.language.nouns:
            return follows in "TQ.,"
        if not plural or previous < 0:
            return False
        if word in self.language.nouns or self._doubles_as_noun(place):
            titled = self.tokens.titled and follows in "NvE"
            return (follows in "TQd2Mosi" or titled) and self.tag(previous - 1) != "'"
        return True

    def _plural(self, place: int) -> bool:
        """True for a plural noun or a word such as *some*."""
        word = self.word(place)
        return word in self.language.list("plural") or (
            self.tag(place) in "NMv" and word.endswith("s") and not word.endswith(("ss", "us", "is"))
        )

    def _joined(self, last: int) -> bool:
        """True for the second of two names: *Roe and Poe*."""
        place = last
        while place > 0 and self.tags[place] == "M":
            place -= 1
        joined = 0 < place < last and self.low[place] in self.language.list("joiner")
        return joined and self.tags[place - 1] == "M"

    def _head(self, last: int) -> int:
        """The noun that a phrase ending at `last` is about: *advisers* of *advisers to Mr. Roe*."""
        place = last
        while place > 0 and self.tags[place] in "NMd'#q":
            place -= 1
        return place - 1 if place > 0 and self.tags[place] in "P2" else last

    def _closes(self, last: int) -> bool:
        """True where a noun phrase up to `last` follows a comma that closes a clause: *it fell, the report shows.*"""
        place = last
        while place > 0 and self.tags[place] in "NMd'#qPEGa":
            place -= 1
        if self.low[place] in self.language.list("free-relative"):
            return True  # "what the union hopes."
        return self.tags[place] == "," and any(tag in "AVv" for tag in self.tags[:place])

    def _doubles_as_noun(self, place: int) -> bool:
        """True for forms that are as often nouns: a determiner or possessive could stand before them."""
        return self.low[place] in self.language.list("noun-too")

    def _leads(self, place: int) -> frozenset[str]:
        return self.language.verbs[self.low[place]].cue.prepositions

    def group(self, place: int) -> tuple[int, bool, bool]:
        """Where the verb group begins, whether it is negated, and whether it hangs on *went on to* and the like."""
        start = place
        negated = chained = False
        catenatives = self.language.list("catenative")
        while start > 0:
            tag, word = self.tags[start - 1], self.low[start - 1]
            if tag in "A!":
                negated = negated or tag == "!" or word in ("never", "cannot")
                start -= 1
            elif tag == "a":
                start -= 1
            elif tag == "2" and start > 1:
                back = start - 2
                while back > 0 and self.tags[back] in "aP":
                    back -= 1
                if self.low[back] in catenatives or (self.tags[back] == "E" and self.tag(back - 1) in "A"):
                    chained, start = True, back
                else:
                    break
            elif word in catenatives and start == place and self.tags[place] == "v":
                chained, start = True, start - 1
            else:
                break
        while start < place and self.tags[start] == "a" and self._opens(start):
            start += 1  # "However said": an adverb that opens the clause
        return start, negated, chained

    def _opens(self, place: int) -> bool:
        """True for an adverb that opens a clause and says nothing of its verb's manner."""
        before = self.tag(place - 1)
        return before in ".;:-CSQ" or (before == "," and self.low[place] in self.language.list("adverb"))
