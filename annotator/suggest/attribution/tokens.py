"""A sentence as tagged tokens. A quotation is one token, so that no rule looks for a cue inside it.

Tags, one character each: d determiner, T that, s subject pronoun, i pronoun of either case, o object pronoun,
R relative, C conjunction, S subordinator, P preposition, 2 to, A auxiliary, ! not, a adverb, t time word,
# number, v cue verb, V other finite verb, E unknown -ed, G unknown -ing, M name, N any other word, ' possessive,
Q quotation, q quotation of one or two words, and punctuation: , ; : ( ) - . for itself.
"""

import re
from collections.abc import Sequence

from annotator.patterns import longest_first, regex
from annotator.suggest.language import Language

_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁ"


def _pattern(language: Language) -> re.Pattern[str]:
    """What is a token in a language; a hyphen that only ties a pronoun to its verb is group `tie`, and none."""

    def one_of(name: str) -> str:
        return longest_first(map(re.escape, language.list(name)))

    parts = [r"(?:[^\W\d_]\.){2,}"]  # U.S.
    if language.list("abbreviated"):
        parts.append(rf"\b(?:{one_of('abbreviated')})\.(?=\s)")
    parts.append(rf"(?-i:\b[{_UPPER}]\.(?=\s+[{_UPPER}]))")  # the initial of John G. Roberts
    if language.list("elided"):
        parts.append(rf"\b(?:{one_of('elided')})[’'](?=\w)")  # l'accord
    if language.list("enclitic"):
        tied = one_of("enclitic")
        parts.append(rf"\w+(?:[-‐‑](?!(?:t-)?(?:{tied})\b)\w+)*|(?P<tie>-(?:t-)?(?=(?:{tied})\b))")  # dit-il
    else:
        parts.append(r"(?P<tie>(?!))|\w+(?:[-‐‑]\w+)*")
    if language.list("clitic"):
        parts.append(rf"[’'](?:{one_of('clitic')})\b")
    parts.append(r"[’']|\.\.\.|[^\w\s]")
    return regex("|".join(parts), re.IGNORECASE)


_DASHES = frozenset("-–—―‒") | {"--"}
_ENDS = frozenset(".!?…") | {"..."}
_PUNCTUATION = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    "'": "'",
    "/": "-",
    "|": "-",
}
_SHORT = 2
"""A quotation of at most so many words is a word under scare quotes, a title or a nickname."""

_MET = 20_000
"""So many words are remembered with their tags."""

_LISTS = (
    ("auxiliary", "A"),
    ("negation", "!"),
    ("that", "T"),
    ("subject", "s"),
    ("pronoun", "i"),
    ("object", "o"),
    ("relative", "R"),
    ("conjunction", "C"),
    ("subordinator", "S"),
    ("preposition", "P"),
    ("determiner", "d"),
    ("infinitive", "2"),
    ("adverb", "a"),
    ("time", "t"),
    ("title", "M"),
    ("verb", "V"),
)
"""Where a word is in several lists, the first of these tells its tag."""


class Tokens:
    """The tokens of a sentence, by place."""

    __slots__ = ("end", "ends", "low", "start", "starts", "tags", "text", "titled")

    def __init__(
        self, text: str, start: int, end: int, quoted: Sequence[tuple[int, int]], tagger: "Tagger"
    ) -> None:
        """The sentence `text[start:end]`; `quoted` are the quotations that meet it, in order."""
        self.text = text
        self.start = start
        self.end = end
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.low: list[str] = []
        tags: list[str] = []
        place = start
        for opening, closing in quoted:
            first, last = max(opening, start), min(closing, end)
            if first >= last:
                continue
            self._words(place, first, tags, tagger)
            self._add(first, last, "“”")
            tags.append(
                "q" if len(text[first:last].split()) <= _SHORT and not self._said(first, last) else "Q"
            )
            place = max(place, last)
        self._words(place, end, tags, tagger)
        self.titled = "capital-nouns" not in tagger.language.grammar and self._is_titled()
        tagger.settle(self, tags)
        self.tags = "".join(tags)

    def __len__(self) -> int:
        return len(self.low)

    def _said(self, first: int, last: int) -> bool:
        """True for a short quotation that is a sentence and no name: *“Never,” he said*."""
        inner = self.text[first:last].rstrip("\"”’'»“ ")
        if "“”" in self.low and self.text[self.start : first].rstrip().endswith((",", "—", "–")):
            return True
        after = self.text[last : last + 3].lstrip()
        return inner.endswith((".", "!", "?", ",", "…")) or (
            first == self.start and after[:1] in (",", "—", "–")
        )

    def _add(self, start: int, end: int, low: str) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.low.append(low)

    def _words(self, start: int, end: int, tags: list[str], tagger: "Tagger") -> None:
        starts, ends, lows, met = self.starts, self.ends, self.low, tagger.met
        for match in tagger.pattern.finditer(self.text, start, end):
            if match.lastgroup == "tie":
                continue
            word = match[0]
            low, tag = met.get(word) or tagger.meet(word)
            first, last = match.span()
            starts.append(first)
            ends.append(last)
            lows.append(low)
            tags.append(tag)

    def _is_titled(self) -> bool:
        """True for a headline that writes most words with a capital."""
        text = self.text
        words = [
            text[s] for s, low in zip(self.starts, self.low, strict=True) if len(low) > 3 and low.isalpha()
        ]
        return len(words) > 2 and sum(c.isupper() for c in words) > 0.7 * len(words)

    def capital(self, place: int) -> bool:
        """True where the token begins with a capital letter."""
        return self.text[self.starts[place]].isupper()


_TAGGERS: dict[str, "Tagger"] = {}


def tagger_of(language: Language) -> "Tagger":
    """The tagger of a language, made once: a context is made for each document."""
    made = _TAGGERS.get(language.code)
    if made is None or made.language is not language:
        made = _TAGGERS[language.code] = Tagger(language)
    return made


class Tagger:
    """Tags tokens by the word lists of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.pattern = _pattern(language)
        self.known: dict[str, str] = {}
        """The tag of every word of a list."""
        self.met: dict[str, tuple[str, str]] = {}
        """Words as written: in lower case, and with their tags."""
        for name, tag in reversed(_LISTS):
            self.known.update(dict.fromkeys(language.list(name), tag))
        for form in language.verbs:
            if self.known.get(form, "V") in "Va":
                self.known[form] = "v"
        for word in language.list("people"):
            self.known.setdefault(word, "N")  # whatever its ending
        self.known.update(dict.fromkeys(language.list("not-adverb"), "N"))
        self._double = language.list("auxiliary") & language.list("time")
        """Months that are also auxiliaries: May."""
        self._led = language.list("catenative")
        self._doubles = language.list("noun-too") if "finite-base" in language.grammar else frozenset[str]()
        self._capitals = "capital-nouns" in language.grammar
        self._endings = [
            (language.endings.get(name, ()), tag, least)
            for name, tag, least in (
                ("adverb", "a", 4),
                ("gerund", "G", 5),
                ("participle", "E", 4),
                ("finite", "V", 4),
            )
        ]

    def meet(self, word: str) -> tuple[str, str]:
        """A word that was not met yet in lower case, and its tag out of context."""
        if len(self.met) >= _MET:
            self.met.clear()
        low = word.lower().replace("’", "'")
        self.met[word] = found = (low, self.tag(low))
        return found

    def tag(self, low: str) -> str:
        """The tag of a word out of context."""
        if low in self.known:
            return self.known[low]
        first = low[0]
        if first.isalpha():
            for endings, tag, least in self._endings:
                if endings and len(low) > least and low.endswith(endings):
                    return tag
            return "N"
        if first.isdigit():
            return "#"
        if low in _DASHES:
            return "-"
        if low in _ENDS:
            return "."
        return _PUNCTUATION.get(first, "N")

    def _noun_here(self, low: str, before: str) -> bool:
        """True for *the claims*, *her demand*: no verb stands right after a determiner."""
        return before in "d'#" and bool(self.language.verbs[low].slots & {0, 1})

    def _object_of(self, verb: str, word: str) -> bool:
        """True for the noun of *voiced support*, *won praise*: no base form stands right after another verb."""
        if word not in self._doubles or verb in self._led:
            return False
        form = self.language.verbs.get(verb)
        return self.language.verbs[word].slots == {0} and (form is None or 0 not in form.slots)

    @staticmethod
    def _acronym(tokens: Tokens, place: int) -> bool:
        """True for *US* and *IT*, which are no pronouns."""
        start, end = tokens.starts[place], tokens.ends[place]
        return end - start > 1 and tokens.text[start:end].isupper() and not tokens.titled

    def _object_here(self, low: list[str], tags: list[str], place: int) -> bool:
        """True where a word that is also an article stands before a verb."""
        after = tags[place + 1] if 0 < place + 1 < len(tags) else "."
        noun = after == "v" and low[place + 1] in self.language.list("noun-too") | self.language.list(
            "people"
        )
        return place > 0 and after in "AVv" and not noun

    def _adverb_here(self, low: str, after: str) -> bool:
        """True for the adverb of *has long said*."""
        return after in "vVE" and low in self.language.list("adverb-too")

    def _compound(self, low: list[str], tags: list[str], place: int) -> bool:
        """True for the noun of *the Roe campaign*: a base form has a plural subject."""
        before = low[place - 1]
        if place + 1 < len(tags) and tags[place + 1] in "sTQ":
            return False
        return (
            self.language.verbs[low[place]].slots == {0}
            and low[place] in self.language.list("noun-too")
            and before not in self.language.list("plural")
            and not before.endswith("s")
        )

    def settle(self, tokens: Tokens, tags: list[str]) -> None:
        """Correct the tags by what stands around: names, possessives, contractions."""
        low = tokens.low
        fresh = True
        objects, degrees = self.language.list("object-too"), self.language.list("degree")
        owners = self.language.list("possessive")
        plural, adverbs = self.language.list("stands-alone"), self.language.list("adverb")
        for place, tag in enumerate(tags):
            if tag in "ois" and self._acronym(tokens, place):
                tags[place] = "M"
            elif tag in "NvVEGadSPtAM" and not fresh and not tokens.titled and tokens.capital(place):
                if self._capitals:
                    tags[place] = tag if tag in "tM" else "N"
                elif tag != "t" or low[place] in self._double:
                    tags[place] = "M"
            elif (
                tag == "v" and tags[place + 1 : place + 2] and self._adverb_here(low[place], tags[place + 1])
            ):
                tags[place] = "a"
            elif tag == "d" and low[place] in objects and self._object_here(low, tags, place):
                tags[place] = "o"  # "l'a dit"
            elif tag in "SRd" and place and tags[place - 1] == "A" and low[place] in degrees:
                tags[place] = "a"  # "are so worried"
            elif (
                tag == "S"
                and low[place] in adverbs
                and tags[place + 1 : place + 2]
                and tags[place + 1] in "avVE" + "A" * (tags[place - 1] == "A")
            ):
                tags[place] = "a"  # "once again", "he once lamented"
            elif (
                tag == "o"
                and low[place] in owners
                and tags[place + 1 : place + 2]
                and tags[place + 1] in "NGE#"
            ):
                tags[place] = "d"  # "her spokesman"
            elif (tag == "v" and place and tags[place - 1] in "NM" and self._compound(low, tags, place)) or (
                tag == "v"
                and place
                and tags[place - 1] in "vV"
                and self._object_of(*low[place - 1 : place + 1])
            ):
                tags[place] = "N"
            elif tag == "v" and place and self._noun_here(low[place], tags[place - 1]):
                some = low[place - 1] in plural and 0 in self.language.verbs[low[place]].slots
                if not (some and tags[place + 1 : place + 2] and tags[place + 1] in "Tsid"):
                    tags[place] = "N"
            elif low[place] == "'s":
                tags[place] = self._genitive_or_verb(low, tags, place)
            elif tag == "!" and place and low[place] == "'t":
                tags[place - 1] = "A"
            fresh = tag in "(:.Q" or (fresh and tag in "q'")

    @staticmethod
    def _genitive_or_verb(low: list[str], tags: list[str], place: int) -> str:
        """The tag of *'s*: an auxiliary in *he's gone*, else a possessive."""
        after = tags[place + 1] if place + 1 < len(tags) else "."
        before = tags[place - 1] if place else "."
        if before in "siRT" or (before in "NM" and after == "G"):
            return "A"
        verbal = before in "NMt" and (after in "!dT" or low[place + 1 : place + 2] == ["been"])
        return "A" if verbal else "'"
