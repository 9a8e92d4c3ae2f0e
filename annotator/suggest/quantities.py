"""The figures of a sentence: how much of what, and what stands around them.

Words are kept as stems; nouns and verbs that stand for one another ('ship', 'vessel') are one stem.
"""

import itertools
import re
from collections.abc import Container, Iterator, Mapping, Sequence

from msgspec import Struct

from annotator.patterns import regex
from annotator.suggest.numbers import Number, Token, numbers, tokens_of
from annotator.suggest.quantity_words import (
    ABOUT,
    AREAS,
    CLOCK,
    COUNTING,
    DAYS,
    DEFINITE,
    ENDS,
    MEASURES,
    MONEY,
    MONTHS,
    OTHER,
    OWNED,
    PARTS,
    PLURALS,
    SIGNS,
    SMALL,
    WHOLE,
    WINDOW,
)
from annotator.suggest.shorthand import VALUES

_DIGIT = regex(r"\d")
_SIGNS = str.maketrans(dict.fromkeys("-,.;:)(\"”“—–'’", " "))
_TELLING = COUNTING - {"one"}
_PAST = regex(
    r"\b(?:last|previous|ago|earlier|once|then|formerly|compared|record|normal\w*|usual\w*|average)\b",
    re.IGNORECASE,
)
_NEAR = 7
"""So many words before and after a figure are near it."""


class Quantity(Struct, frozen=True):
    """A figure of a sentence with what it counts."""

    sentence: int
    start: int
    end: int
    """In the sentence."""
    words: str
    value: float
    sort: str
    """'money', '%', 'point', 'age', 'clock', a measure ('tonne'), 'count', or 'bare' where nothing is named."""
    unit: str
    """The currency, the measure, or the stem of what is counted."""
    noun: frozenset[str]
    """Stems of what is counted and of what comes with it: 'kilometres of coast'."""
    near: frozenset[str]
    """Stems around it."""
    whole: frozenset[str]
    """Stems of the sentence."""
    names: frozenset[str]
    """Words of the sentence that begin with a capital, the first one aside."""
    near_names: frozenset[str]
    noun_names: frozenset[str]
    """Names among those of the noun: 'all 79 Scottish seats'."""
    days: frozenset[str]
    """Days of the week in the sentence."""
    years: frozenset[str]
    marks: frozenset[str]
    """How it stands there: definite, owned, whole, part, other, about, end, window, joined, of, past."""

    @property
    def digits(self) -> str:
        """The digits that tell: 1,900 has two."""
        return f"{self.value:.10g}".replace(".", "").rstrip("0") or "0"


def quantities(text: str, index: int, alike: Mapping[str, str]) -> Iterator[Quantity]:
    """The figures of the sentence `index`, none of a question.

    `alike` leads from a stem to the one that stands for it and its like.
    """
    if not _figured(text) or text.rstrip("\"”'’ ").endswith("?"):
        return
    tokens = tokens_of(text)
    found = list(numbers(tokens))
    if not found:
        return
    stems = [
        "" if each.low in SMALL or not each.low[0].isalpha() else stem(each.low, alike) for each in tokens
    ]
    whole = frozenset(filter(None, stems))
    capitals = [
        each.low if each.text[0].isupper() and each.low not in MONTHS | DAYS else "" for each in tokens
    ]
    capitals[0] = ""
    names = frozenset(filter(None, capitals))
    days = frozenset(each.low for each in tokens if each.low in DAYS)
    years = frozenset(each.low for each in tokens if each.is_year)
    past = {"past"} if _PAST.search(text) else set()
    taken = 0
    for number in found:
        reader = _Reader(tokens, stems, number)
        if number.first < taken or not reader.read():
            continue
        taken = number.after
        first, after = number.first, number.after
        low, high = max(0, first - _NEAR), reader.at + _NEAR
        start = tokens[first].start - reader.signed
        end = tokens[(after if reader.sort in ("count", "bare", "age", "clock") else reader.at) - 1].end
        yield Quantity(
            index,
            start,
            end,
            text[start:end],
            number.value,
            reader.sort,
            reader.unit,
            frozenset(reader.noun()),
            frozenset(filter(None, stems[low:first] + stems[after:high])),
            whole,
            names,
            frozenset(filter(None, capitals[low:high])),
            frozenset(each.low for each in tokens[after : reader.end] if each.low in names),
            days,
            years,
            frozenset(reader.marks | past),
        )


def _figured(text: str) -> bool:
    """Whether a text may have a number: quick, for most sentences have none."""
    return bool(_DIGIT.search(text)) or not _TELLING.isdisjoint(text.lower().translate(_SIGNS).split())


def stem(word: str, alike: Mapping[str, str]) -> str:
    """The first letters of a word without its ending, or the stem that stands for it and its like."""
    word = word.partition("'")[0].partition("’")[0]
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        word = word[:-1]
    return alike.get(word) or alike.get(word[:6]) or word[:6]


class _Reader:
    """Reads what a number counts and how it stands in the sentence."""

    def __init__(self, tokens: Sequence[Token], stems: Sequence[str], number: Number) -> None:
        self.tokens = tokens
        self.stems = stems
        self.number = number
        self.at = number.after
        """Where what follows the figure and its unit begins."""
        self.end = number.after
        """Where what follows its noun begins."""
        self.sort = ""
        self.unit = ""
        self.marks: set[str] = set()
        self.signed = False
        """Whether a sign of a currency stands before it."""

    def low(self, at: int) -> str:
        """A token in lower case; empty outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def read(self) -> bool:
        """Find sort, unit and marks; False where it is no figure but a year or a pronoun, or heads a line."""
        first = self.number.first
        sign = SIGNS.get(self.low(first - 1), "")
        self.signed = bool(sign)
        self._before(first - 2 if sign else first - 1)
        self._one_of_two_ends(ENDS)
        if self.low(self.at) == "-" and self.tokens[self.at].start == self.tokens[self.at - 1].end:
            self.marks.add("joined")
            self.at += 1
        self.sort, self.unit = ("money", sign) if sign else self._measured()
        if self.sort == "clock":
            return first > 0
        if self.sort == "%" and "whole" in self.marks:  # 'of these 25 per cent own a house'
            self.marks -= {"definite", "whole"}
            self.marks.add("part")
        if self.sort in ("hour", "minute") and not self.number.sort:
            self.number.value = round(self.number.value // 1 + self.number.value % 1 * 0.6, 4)
        if self.sort in PARTS and not self.number.sort:
            self._compound(self.sort, 1)
        if self.sort:
            return True
        alone = self.number.after == first + 1
        if alone and (self.tokens[first].is_year or self.tokens[first].low == "one"):
            return False
        self.sort, self.unit = ("age", "age") if self._is_age() else self._counted()
        return True

    def noun(self) -> Iterator[str]:
        """The stems between the number and its noun, of 'of coast' after it, and of what a hyphen joins it to."""
        if self.sort == "count":
            yield self.unit
            yield from filter(None, self.stems[self.number.after : self.at])
        of = self.low(self.at) == "of"
        self.end = self.at
        if of or "joined" in self.marks:
            for place in range(self.at + of, min(self.at + 4, len(self.tokens))):
                if self.stems[place]:
                    self.end = place + 1
                    yield self.stems[place]
                elif self.low(place) not in ("the", "a", "its", "their"):
                    break

    def _before(self, at: int) -> None:
        """The words in front of the number, back to the one that tells."""
        for steps in range(3):
            low = self.low(at - steps)
            owned = low in OWNED or low.endswith(("'s", "’s"))
            if owned or low in DEFINITE:
                self.marks.add("owned" if owned else "definite")
                if low == "all" or "of" in (self.low(at - steps - 1), self.low(at - steps - 2)):
                    self.marks.add("whole")
                return
            if low in OTHER:
                self.marks.add("about" if steps and low in ("more", "less", "fewer") else "other")
            elif low in WINDOW:
                self.marks.add("window")
            elif low in ABOUT:
                self.marks.add("about")
            elif low == "of" and not steps:
                self.marks.add("of")
            elif low in ("from", "between") and not steps:
                self._one_of_two_ends(("to", "and"))
            elif (
                low in ENDS and not steps and any(each.is_number for each in self.tokens[max(0, at - 4) : at])
            ):
                self.marks.add("end")
            if low not in OTHER and low not in WINDOW and low not in ABOUT and low not in WHOLE:
                return

    def _one_of_two_ends(self, words: Container[str]) -> None:
        """'From 5 to 6 per cent', '27,946 votes against 27,628': whether such a word and a number come next."""
        following = self.tokens[self.at : self.at + 4]
        if any(each.low in words and then.is_number for each, then in itertools.pairwise(following)):
            self.marks.add("end")

    def _measured(self) -> tuple[str, str]:
        """Sort and unit of a time of day, a share, an amount of money, an age or a measure; empty for other things."""
        low, after = self.low(self.at), self.low(self.at + 1)
        if self.number.sort:
            return self.number.sort, self.number.sort
        if self._is_clock(low, after):
            return "clock", "clock"
        if low in ("%", "percent", "per cent", "percentage") or (low == "per" and after == "cent"):
            self.at += 2 if low == "per" else 1
            sort = "point" if self.low(self.at).startswith("point") else "%"
            self.at += sort == "point"
            return sort, sort
        if low in AREAS and after:
            self.at += 1
            sort, unit = self._measured()
            return (f"{low} {sort}", f"{low} {unit}") if sort else ("", "")
        if low in ("us", "american", "canadian", "australian", "swiss") and after.removesuffix("s") in MONEY:
            self.at, low = self.at + 1, after
        singular = low if low in MEASURES or low in MONEY else low.removesuffix("s")
        if singular in MONEY:
            self.at += 1
            return "money", singular
        if singular not in MEASURES:
            return "", ""
        self.at += 1
        if singular == "year" and "old" in (self.low(self.at), self.low(self.at + 1)):
            self.at += 1 if self.low(self.at) == "old" else 2
            return "age", "age"
        return MEASURES[singular], MEASURES[singular]

    def _is_clock(self, low: str, after: str) -> bool:
        if low in ("am", "pm", "o'clock", "o’clock") or (
            low in ("a", "p") and after == "." and self.low(self.at + 2) == "m"
        ):
            return True
        if low == "in" and after == "the" and self.low(self.at + 2) in ("morning", "afternoon", "evening"):
            return True
        number = self.tokens[self.number.first]
        timed = self.low(self.number.first - 1) in CLOCK and "." in number.text and self.number.value < 24
        return (
            timed
            and low not in MEASURES
            and low.removesuffix("s") not in MONEY | MEASURES.keys()
            and low not in ("%", "per", "per cent", "percent", "million", "billion")
        )

    def _is_age(self) -> bool:
        """'Yann Le Goff, 66, an oyster farmer', 'aged 66', 'who is sixty-six'."""
        if not 5 < self.number.value < 110:
            return False
        before, owner, after = self.low(self.number.first - 1), self.number.first - 2, self.low(self.at)
        if before == ",":
            return after in (",", ".", "") and owner >= 0 and self.tokens[owner].text[0].isupper()
        told = before in ("is", "was") and self.low(owner) in ("who", "he", "she")
        return before == "aged" or (told and after in (",", ".", "", "and"))

    def _compound(self, larger: str, of: float) -> None:
        """'Seven years and six months', 'two hours 19 minutes and 42 seconds', '1 minute 12': one figure.

        Hours and minutes are written one after the other, as on a clock: 2.1942.
        """
        at = self.at + (self.low(self.at) == "and")
        if at >= len(self.tokens) or not self.tokens[at].is_number:
            return
        many, unit = PARTS[larger]
        named = self.low(at + 1).removesuffix("s") == unit
        if named or (at == self.at and larger == "minute" and self.tokens[at].digits):
            token = self.tokens[at]
            value = float(token.text.replace(",", "")) if token.digits else VALUES[token.low]
            step = 100 if larger in ("hour", "minute") else many
            self.number.value = round(self.number.value + value / (of * step), 4)
            self.number.after = self.at = at + 1 + named
            if unit in PARTS:
                self._compound(unit, of * step)

    def _counted(self) -> tuple[str, str]:
        """The noun that is counted, over up to three words before it; 'bare' where none follows."""
        at = self.at
        if self.low(at) == "of":
            self.marks.add("part")
            at += 1
            while self.low(at) in DEFINITE or self.low(at) in OTHER:
                at += 1
            if self.low(at) in ("them", "whom", "which") or (
                at < len(self.tokens) and self.tokens[at].is_number
            ):
                return "bare", ""
        elif self.low(at) in OTHER:
            self.marks.add("other")
            at += 1
            if self.low(at) == "than":
                return "bare", ""
        if self.low(at) == "in" and self.low(at + 1) == "number" and self.low(self.number.first - 1) == ",":
            return "count", self.stems[self.number.first - 2]
        for place in range(at, min(at + 4, len(self.tokens))):
            low = self.low(place)
            if not self.stems[place]:
                break
            if "joined" in self.marks:
                break
            if low in PLURALS or (low.endswith("s") and not low.endswith(("ss", "us", "is"))):
                self.at = place + 1
                return "count", self.stems[place]
        joined = self.stems[at] if "joined" in self.marks and at < len(self.tokens) else ""
        return ("count", joined) if joined else ("bare", "")
