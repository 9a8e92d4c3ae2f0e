"""How a sentence writes its capitals, and what that tells about each of its words.

A capital is evidence for a name only where nothing else explains it: not at the start of a sentence or of a
quotation, not in a headline in Title Case or capitals.
"""

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import pairwise

from annotator.matching import lexicon, scripts
from annotator.matching.words import APOSTROPHES, Words
from annotator.patterns import regex

_STOPS = frozenset(".!?:…;\n\r\u2028\u2029")
_OPENERS = frozenset("\"“”„«»‹›‘'([{¿¡•*|")
HYPHENS = frozenset("-‐‑–/")
_PLAIN = frozenset(("", " ", "・", "·", "＝"))
_DASHES = frozenset((" - ", " – ", " — "))
_BREAK = regex(rf"[{re.escape(''.join(sorted(_STOPS | _OPENERS)))}]| [-–—] ")
_INSIDE = regex(rf"[ \t\u00a0\u2007\u2009\u202f]{{1,3}}|\s?\n\s?|[-‐‑–/]|[{APOSTROPHES}]\s?|, |\. ?")

CLOSED, BESIDE, OPEN = 0, 1, 2


class Reading:
    """One sentence, word by word."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.capital = [not word.islower() for word in words.raw]
        """Not all of the word is in small letters; true for scripts that have no capitals."""
        if not words.text.isascii():
            pairs = zip(self.capital, words.raw, strict=True)
            self.capital = [capital or not scripts.has_case(word) for capital, word in pairs]
        self.headline = headline(words, self.capital)
        """'' for running text, 'title' for Title Case, 'upper' for capitals throughout."""
        self.start = self._all_starts()
        """A sentence or quotation begins here, which explains a capital."""
        self.listed: set[int] = set()
        """Known words that stand in a list of states as if they were one: 'Denmark, Hungry, Poland'."""
        self.explained = bytearray(len(words))
        """Part of something known: it does not make its neighbour part of a longer name."""

    def ways(self, closed: Sequence[int]) -> list[int]:
        """By word: may it be another one misspelled? `OPEN`, `CLOSED`, or `BESIDE` a word that is right.

        `closed` tells of which words it is known that they are not.
        """
        capital, ways = self.capital, [CLOSED] * len(closed)
        lower, foreign = self.headline == "lower", not self.words.text.isascii()
        for at, shut in enumerate(closed):
            if shut:
                continue
            if capital[at] or lower:
                ways[at] = self._open(at)
            elif foreign or (at and capital[at - 1] and any(capital[at + 1 : at + 2])):
                ways[at] = self._open_inside(at)
        return ways

    def torn(self, closed: Sequence[int]) -> list[int]:
        """The words that may make one word with the next: 'Kazakh' of 'Kazakh stan'.

        One of the two has a capital, the second is not 'of' or the like, and not both are `closed`.
        """
        capital, folded = self.capital, self.words.folded
        if self.headline == "lower":
            capital = [True] * len(capital)
        return [
            at
            for at, (one, two) in enumerate(pairwise(capital))
            if (one or two)
            and not (closed[at] and closed[at + 1])
            and folded[at + 1] not in lexicon.FUNCTION_WORDS
        ]

    def _all_starts(self) -> list[bool]:
        words = self.words
        if not _BREAK.search(words.text, 0, words.starts[-1] if words.starts else 0):
            return [at == 0 for at in range(len(words))]
        return [
            at == 0 or (start - end > 1 and self._starts(at))
            for at, (end, start) in enumerate(zip((0, *words.ends), words.starts, strict=False))
        ]

    def _starts(self, at: int) -> bool:
        gap = self.words.text[self.words.ends[at - 1] : self.words.starts[at]]
        if gap in _DASHES:  # 'LONDON, March 3 - The Commonwealth'
            return self.words.folded[at] in lexicon.FUNCTION_WORDS
        if not _OPENERS.isdisjoint(gap.strip(" ").lstrip("’'")):
            return True
        if _STOPS.isdisjoint(gap):
            return False
        before = self.words.folded[at - 1]
        return not (gap == ". " and (len(before) == 1 or before in lexicon.ABBREVIATIONS))

    def _open(self, at: int) -> int:
        word, raw = self.words.folded[at], self.words.raw[at]
        if len(word) < 3 or word in lexicon.CERTAIN:
            return CLOSED
        if raw.isupper() and self.headline != "upper" and len(word) <= 5:
            return CLOSED  # an acronym that is not known
        if scripts.is_foreign(word):
            return BESIDE if self.start[at] and scripts.has_case(word) else OPEN
        if lexicon.is_name(word):
            return BESIDE
        if lexicon.is_known_word(word):
            return CLOSED if self.start[at] or self.headline else BESIDE
        return OPEN if len(word) > 3 else BESIDE

    def _open_inside(self, at: int) -> int:
        """The same for a word in small letters: one that is no word, inside a name: 'fotr' of 'Bank fotr Peace'.

        In other scripts such words are declined: any may belong to a name that began before it.
        """
        if scripts.is_foreign(self.words.folded[at]):
            return BESIDE if any(self.capital[max(0, at - 3) : at]) else CLOSED
        word = self.words.folded[at]
        if len(word) < 3 or not any(self.capital[at - 1 : at]) or not any(self.capital[at + 1 : at + 2]):
            return CLOSED
        return CLOSED if lexicon.is_known_word(word) else BESIDE

    def list_among(self, states: Collection[int], ways: list[int]) -> None:
        """Opens in `ways` the known words that stand in lists between the words `states`, which are states."""
        for at in range(1, len(ways)):
            known = at not in states and ways[at] != OPEN and self.capital[at] and not self.start[at]
            if known and len(self.words.folded[at]) > 4 and self._beside_two(at, states):
                ways[at] = OPEN
                self.listed.add(at)

    def _beside_two(self, at: int, states: Collection[int]) -> bool:
        """True where only commas and 'and' part the word from two of these: on either side, or before it."""
        before, after = self._next_listed(at, -1), self._next_listed(at, 1)
        if before not in states or (self.joined(at) and self.capital[at + 1]):
            return False
        return after in states or (after < 0 and self._next_listed(before, -1) in states)

    def _next_listed(self, at: int, step: int) -> int:
        """The word before or after word `at` in a list; -1 where the list ends there."""
        other = at + step
        if not 0 <= other < len(self.words):
            return -1
        if self.words.folded[other] == "and":
            return other + step if self.joined(min(at, other)) else -1
        return other if self.words.gap(min(at, other)) == ", " else -1

    def explain(self, first: int, last: int, known: bool = True) -> None:
        """Words `first` to `last` stand for something known, or do not after all."""
        for at in range(first, last + 1):
            self.explained[at] = known

    def joined(self, at: int) -> bool:
        """True where nothing but a blank stands between word `at` and the next."""
        words = self.words
        if not 0 <= at < len(words) - 1:
            return False
        gap = words.text[words.ends[at] : words.starts[at + 1]]
        return gap == " " or (gap.isspace() and "\n\n" not in gap and len(gap) < 4)

    def unbroken(self, first: int, last: int) -> bool:
        """True where no mark between the words tears them apart: one name may stand there."""
        words = self.words
        for at in range(first, last):
            gap = words.text[words.ends[at] : words.starts[at + 1]]
            if gap in _PLAIN or gap in HYPHENS:
                continue
            if not _INSIDE.fullmatch(gap) or gap.startswith(","):
                return False
            if (
                gap.startswith(".")
                and len(words.folded[at]) > 3
                and words.folded[at] not in lexicon.ABBREVIATIONS
            ):
                return False
        return True

    def foreign_neighbour(self, first: int, last: int, hyphens: bool = False) -> bool:
        """True where a capitalized word that nothing explains stands beside: 'Jordan' of 'Jordan Peterson'.

        The words are then part of a longer name. `hyphens`: also where a hyphen joins the two.
        """
        return self.foreign_before(first, hyphens) or self.foreign_after(last, hyphens)

    def longer_name(self, first: int, last: int) -> bool:
        """True where a capitalized word beside is no common word: 'Ana Santos' of 'Ana Santos Pereira'."""
        return (self.foreign_before(first) and not self._is_common(first - 1)) or (
            self.foreign_after(last) and not self._is_common(last + 1)
        )

    def _is_common(self, at: int) -> bool:
        return lexicon.is_common(self.words.folded[at])

    def foreign_before(self, first: int, hyphens: bool = False) -> bool:
        """The same for the word before alone."""
        return self._foreign(first - 1, first - 1, hyphens)

    def foreign_after(self, last: int, hyphens: bool = False) -> bool:
        """The same for the word after alone."""
        return self._foreign(last, last + 1, hyphens)

    def placed(self, at: int) -> bool:
        """True after a preposition that a place takes: 'in Jordan'."""
        return at > 0 and self.words.folded[at - 1] in lexicon.PLACING

    def _foreign(self, gap: int, at: int, hyphens: bool) -> bool:
        """Whether word `at`, on the other side of the gap after word `gap`, is part of a longer name."""
        words = self.words
        if not 0 <= at < len(words) or self.explained[at] or not words.raw[at][0].isupper():
            return False
        if not (self.joined(gap) or (hyphens and words.gap(gap) in HYPHENS)):
            return False
        raw, word = words.raw[at], words.folded[at]
        if at > gap and word in lexicon.ENDERS:
            return True
        if word in lexicon.ROLES or word in lexicon.HONORIFICS or word in lexicon.INSTITUTIONS:
            return False
        if word in lexicon.MONTHS or word in lexicon.GENERATIONS:
            return False
        explains = bool(self.headline) or (self.start[at] and word not in lexicon.STARTERS)
        if explains and (lexicon.is_common(word) or scripts.is_foreign(word)):
            return False
        return not (raw.isupper() and len(raw) > 1 and self.headline != "upper")

    def names_a_thing(self, last: int) -> bool:
        """True where a word follows that ends the names of things: 'Airlines' after 'Turkish'."""
        at = last + 1
        if at == len(self.words) or not self.joined(last) or self.explained[at]:
            return False
        word = self.words.folded[at]
        ends = word in lexicon.ENDERS or (word == "today" and not self.headline)
        return ends and self.words.raw[at][0].isupper()

    def begins_a_thing(self, last: int) -> bool:
        """True where the next capitalized word but one ends the name of a thing: 'Bombay High Court'."""
        at = last + 2
        if at >= len(self.words) or not (self.joined(last) and self.joined(last + 1)):
            return False
        raw, folded = self.words.raw, self.words.folded
        capitals = raw[at][0].isupper() and raw[at - 1][0].isupper()
        return capitals and folded[at] in lexicon.THINGS and not self.explained[at - 1]

    def after_given_name(self, at: int) -> bool:
        """True where the sentence begins with a given name that is a common word too: 'Mark Cuban'."""
        before = at - 1
        return (
            at > 0
            and self.start[before]
            and self.words.folded[before] in lexicon.GIVEN
            and self.joined(before)
        )

    def elsewhere(self, first: int, last: int, state: bool) -> bool:
        """True where the words beside say that a place in the United States is meant: 'Paris, Texas'.

        `state`: the name is a state's, so that Georgia after it may be one too.
        """
        words = self.words
        if words.gap(last) == ", " and self.capital[last + 1]:
            after = words.folded[last + 1]
            if after in lexicon.US_STATES and len(after) > 2 and not (state and after == "georgia"):
                return True
        mine = words.folded[first]
        if first != last or mine not in lexicon.US_STATES:
            return False
        office = self.joined(last) and words.folded[last + 1] in lexicon.US_OFFICES
        return office or bool(self._american - {mine})

    @cached_property
    def _american(self) -> frozenset[str]:
        """States and places of the United States that the sentence names."""
        named = zip(self.words.folded, self.capital, strict=True)
        capitals = {word for word, capital in named if capital and len(word) > 4}
        return frozenset(capitals & (lexicon.US_STATES | lexicon.US_PLACES))

    def in_company(self, at: int) -> bool:
        """True where '&' makes the word part of a company's name: 'Johnson & Johnson', 'Smith & Sons'."""
        raw, folded = self.words.raw, self.words.folded
        after, before = raw[at + 1 : at + 2] == ["&"], at > 1 and raw[at - 1] == "&"
        if (
            after
            and at + 2 < len(raw)
            and (folded[at + 2] == folded[at] or folded[at + 2] in lexicon.PARTNERS)
        ):
            return True
        return before and folded[at - 2] == folded[at]

    def titled(self, first: int) -> bool:
        """True where the word before is an office or a form of address: 'President', 'Mr', 'spokesman'."""
        at = first - 1
        if at < 0:
            return False
        word = self.words.folded[at]
        gap = self.words.text[self.words.ends[at] : self.words.starts[first]]
        return gap in (" ", ". ", ", ") and (
            word in lexicon.HONORIFICS
            or word in lexicon.ABBREVIATIONS
            or (word in lexicon.ROLES and gap == " ")
        )

    def shouted(self, at: int) -> bool:
        """True where a plain word beside is in capitals too: 'IS' in 'THE US IS BACK'."""
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(self.words)]
        raw, folded = self.words.raw, self.words.folded
        return any(
            raw[n].isupper() and lexicon.is_common(folded[n]) and folded[n] not in lexicon.LIKE_ACRONYMS
            for n in beside
        )

    def small_word_follows(self, at: int) -> bool:
        """True where 'the', 'your' or the like follows: 'Polish the silver'."""
        return at + 1 < len(self.words) and self.words.folded[at + 1] in lexicon.DETERMINERS

    def says(self, last: int) -> bool:
        """True where a verb follows that only somebody can be the subject of."""
        return (
            last + 1 < len(self.words) and self.words.folded[last + 1] in lexicon.SAYS and self.joined(last)
        )

    def addressed(self, first: int) -> bool:
        """True where a form of address stands before: 'Mr', 'Dr'."""
        return first > 0 and self.words.folded[first - 1] in lexicon.HONORIFICS and self.capital[first - 1]

    def reported(self, last: int) -> bool:
        """True where a possessive ending or a verb that names take follows."""
        words = self.words
        after = words.text[words.ends[last] : words.ends[last] + 2]
        if len(after) == 2 and after[0] in APOSTROPHES and after[1] in "sS":
            return True
        return last + 1 < len(words) and words.folded[last + 1] in lexicon.REPORTS and self.joined(last)


def headline(words: Words, capital: Sequence[bool]) -> str:
    """How the text uses capitals: '' in sentences, 'title', 'upper', or 'lower' where it has none."""
    text = words.text
    if text.isupper() and len(words) > 2:
        return "upper"
    if text.islower():
        return "lower"
    small = great = 0
    for at, word in enumerate(words.folded):
        if len(word) < 4 or word in lexicon.SMALL:
            continue
        if not capital[at]:
            small += 1
            if small > 3:
                return ""
        elif words.raw[at][0].isupper():
            great += 1
    return "title" if great >= 4 and small * 8 <= great else ""
