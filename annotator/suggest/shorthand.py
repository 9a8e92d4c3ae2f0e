"""A sentence in shorthand, for rules that look for grammar: names become single capital letters.

'One of the nine members of the SCO is Wang Wenbin' reads 'one of the Q members of the O is P'. All else
is in lower case, quotation marks are gone, dashes and blanks are alike. Every place in it leads back to the
document.

    S state   O organization that has members   G other organization   P person   L place   F office
    D demonym   N a capitalized name that nobody knows   Q whole number   B bloc, alliance, group, ...
"""

import re
from collections.abc import Callable, Sequence

from annotator.model import Mention, Span
from annotator.patterns import regex


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as text."""
    return frozenset(text.split())


LETTERS = {"state": "S", "organization": "O", "person": "P", "place": "L", "office": "F"}

_SMALL = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {word: value for value, word in enumerate(_SMALL, 2)}
VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
VALUES["one"] = 1
_UNITS = "one|two|three|four|five|six|seven|eight|nine"

_PIECE = regex(
    rf"""
    (?!(?<=\w)\w)(?:  # nothing begins inside a word; this and the first letters below are there for speed
      (?P<number>
          (?<![\w.,$€£¥-])\d{{1,3}}(?![\d%]|[.,]\d|(?:st|nd|rd|th)\b|\ ?(?:per|m|bn|k|million|billion)\b)
        | \b(?=[aotfsen])(?:(?:a|one|two|three|four)\ dozen
            |(?:{"|".join(_TENS)})(?:[-\ ](?:{_UNITS}))?|{"|".join(_SMALL)})\b
          (?!-(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)
            |\ (?:million|billion|thousand|hundred)\b))
    | (?P<mark>["“”„«»‟]|(?<!\w)['‘’](?=\w)|‘)
    | (?P<apostrophe>['’ʼ])
    | (?P<dash>\s*—\s*|\s+(?:–|--?)\s+|\s*--\s*)
    | (?P<hyphen>[–‑‐])
    | (?P<blank>\s{{2,}}|[^\S ])
    | (?P<bloc>\b(?=[bagopucfl])(?:bloc|alliance|grouping|organi[sz]ation|pact|union|group|club|association|forum|cartel
        |league|body|community|council(?=['’]s\b|\ members?\b)|(?-i:Council|Court))\b)
    | (?P<name>\b(?-i:[A-ZÀ-ÖØ-ÞŁŚŠŽČĆ])\w*(?:[-.]\w+|['’](?!s\b)\w+)*))
    """,
    re.VERBOSE | re.IGNORECASE,
)

PLAIN = words(
    """
    a all also am among an and another are as at august april became been being belong belongs but by
    country countries current december deputy defence defense economies economy february finance former
    founding foreign friday from full general has have he her his i if in including is it its january july
    june king leader like march may member members men minister ministers monday most mr mrs ms nation
    nations nato-led new november october of on one or other our president presidents prime prince
    princess queen remains saturday secretary september she since so some spokesman spokesperson
    spokeswoman state states sunday that the their them then these they this those thursday to tuesday was
    we wednesday were when where which while who with yesterday today chancellor premier ambassador envoy
    chairman chairwoman chief head vice crown sheikh emir dr sir lord senator governor mayor commissioner
    parliament assembly delegation mission council commission summit ally allies observer partner
    candidate permanent nine pm joins joined enters entered leaves quits admits welcomes
    """
)
"""Words that are no names though they may have a capital: at a sentence's start, in titles and headlines."""


class Shorthand:
    """One sentence in shorthand."""

    def __init__(
        self,
        text: str,
        start: int,
        mentions: Sequence[Mention],
        letter: Callable[[Mention], str] | None = None,
    ) -> None:
        """`text` stands at `start` in the document; `letter` gives the letter of a mention ('' hides it)."""
        self._letter = letter or letter_of
        self._text = text
        self._offset = start
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._at: dict[int, Mention] = {}
        self._numbers: dict[int, int] = {}
        self._letters: list[int] = []
        self._build(mentions)
        self.text = "".join(self._pieces)
        """The shorthand itself."""

    def span(self, start: int, end: int | None = None) -> Span:
        """Where the shorthand from `start` to `end` (one letter where left out) stands in the document."""
        last = start if end is None else end - 1
        return Span(self._starts[start] + self._offset, self._ends[last] + self._offset)

    def words(self, start: int, end: int | None = None) -> str:
        """The words of the document behind a part of the shorthand."""
        span = self.span(start, end)
        return self._text[span.start - self._offset : span.end - self._offset]

    def mention(self, at: int) -> Mention | None:
        """The mention behind the letter at `at`."""
        return self._at.get(at)

    def number(self, at: int) -> int:
        """The value of the Q at `at`. Raises KeyError where none stands there."""
        return self._numbers[at]

    def places(self, letters: str, start: int = 0, end: int | None = None) -> list[int]:
        """Where one of `letters` stands in a part of the shorthand."""
        last = len(self.text) if end is None else end
        return [at for at in self._letters if start <= at < last and self.text[at] in letters]

    def _build(self, mentions: Sequence[Mention]) -> None:
        at = 0
        for index, mention in enumerate(mentions):
            first, last = mention.start - self._offset, mention.end - self._offset
            letter = self._letter(mention)
            if first < at or not letter:
                continue
            self._plain(at, first)
            if self._text[first:last].endswith(_OWN_S) and not mention.alias.endswith(_OWN_S):
                last -= 2
            self._at[len(self._starts)] = mention
            self._put(letter, first, last)
            at = self._past_acronym(mention, mentions[index + 1 : index + 2], last)
            if letter == "O" and (sort := _SORT.match(self._text, at)):
                at = sort.end()
        self._plain(at, len(self._text))

    def _past_acronym(self, mention: Mention, following: Sequence[Mention], end: int) -> int:
        """Past ' (SCO)' after the name that it abbreviates."""
        if not self._text.startswith(" (", end):
            return end
        if following and following[0].entity == mention.entity:
            first, last = following[0].start - self._offset, following[0].end - self._offset
            around = self._text[end:first] + "|" + self._text[last : last + 2]
            found = re.match(r" \((?:the |or )?[\"“'‘]?\|[\"”'’]?\)", around)
            return last + around.index(")") - around.index("|") if found else end
        found = _ASIDE.match(self._text, end)
        return found.end() if found and mention.kind == "organization" else end

    def _put(self, letter: str, start: int, end: int) -> None:
        if letter.isupper():
            self._letters.append(len(self._starts))
        self._pieces.append(letter)
        self._starts.append(start)
        self._ends.append(end)

    def _copy(self, start: int, end: int) -> None:
        """The text between two places as it is, in lower case, letter for letter."""
        if start == end:
            return
        run = self._text[start:end]
        low = run.lower()
        if len(low) != len(run):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in run)
        self._pieces.append(low)
        self._starts.extend(range(start, end))
        self._ends.extend(range(start + 1, end + 1))

    def _plain(self, start: int, end: int) -> None:
        """The text between two mentions."""
        at = start
        while at < end and (found := _PIECE.search(self._text, at, end)):
            self._copy(at, found.start())
            at = found.end()
            kind = found.lastgroup
            if kind == "name":
                at = self._name(found.start(), at, end)
            elif kind == "number":
                self._numbers[len(self._starts)] = value_of(found.group())
                self._put("Q", found.start(), at)
            elif kind == "bloc":
                self._put("B", found.start(), at)
            elif kind == "dash":
                for mark in " - ":
                    self._put(mark, found.start(), at)
            elif kind != "mark":
                self._put({"apostrophe": "'", "hyphen": "-", "blank": " "}[str(kind)], found.start(), at)
        self._copy(at, end)

    def _name(self, start: int, end: int, limit: int) -> int:
        """A capitalized word: a name with the capitalized words after it, or a plain word."""
        office = _OFFICE.match(self._text, start, limit)
        if office:
            self._copy(start, office.end())
            return office.end()
        word = self._text[start:end].lower()
        opens = not self._pieces or self.opening(start)
        following = _FURTHER.match(self._text, end, limit)
        if (
            word in PLAIN
            or all(part in PLAIN for part in word.split("-"))
            or (opens and not (following and following[1].lower() not in PLAIN))
        ):
            self._copy(start, end)
            return end
        if opens and word in _OPENERS:
            self._copy(start, end)
            return end
        while following and following[1].lower() not in PLAIN:
            end = following.end()
            following = _FURTHER.match(self._text, end, limit)
        self._put("N", start, end)
        return end

    def opening(self, start: int) -> bool:
        """True where only marks and blanks stand before `start` in the sentence."""
        return not any(c.isalnum() for c in self._text[:start])


_OWN_S = ("'s", "’s")
_SORT = regex(
    r" (?:(?:defen[cs]e|security|military|intelligence|economic|trade|trading|regional|currency|oil|submarine|"
    r"spy|sharing|intelligence-sharing) )*(?:bloc|alliance|pact|grouping|cartel)(?![\w'’-]| (?:with|of|between|on|"
    r"against|talks)\b)"
)
"""After the name of an organization, what sort of body it is: 'the AUKUS pact' is AUKUS."""
_OFFICE = regex(
    r"(?:(?:Managing |Executive )Director|Director[- ]General|(?:Foreign|External) Affairs Minister|"
    r"Minister (?:of|for) (?:the )?(?:(?:Foreign|External) Affairs|Interior)|(?:Interior|Home) (?:Minister|Secretary)|"
    r"Treasury Secretary|Secretary of (?:Defen[cs]e|the Treasury)|Supreme Leader|Chancellor of the Exchequer|"
    r"High (?:Commissioner for Human Rights|Representative)|National Security Advis[eo]r|Chair(?:person)?|Pope|"
    r"Emperor|Sultan|Foreign Policy Chief)(?![\w-])"
)
"""Titles with a capital that are not made of plain words alone."""
_FURTHER = regex(
    r" (?:(?:de|van|von|al|bin|der|ibn|da|dos|el|la) ){0,2}([A-ZÀ-ÖØ-ÞŁŚŠŽČĆ]\w*(?:[-.]\w+|['’](?!s\b)\w+)*)"
)
_ASIDE = regex(r" \((?:the )?[\"“'‘]?[A-Z][A-Za-z]{1,9}[\"”'’]?\)")
"""An acronym that is not known, after the name that it is short for."""
_OPENERS = words(
    "according after although amid at before both despite during even every following for further however "
    "last many "
    "meanwhile neither next nor not only several such though under unlike until what why yet no once each "
    "any how"
)


def letter_of(mention: Mention) -> str:
    """The letter of a mention by its kind alone."""
    return "D" if mention.demonym else LETTERS[mention.kind]


def value_of(words: str) -> int:
    """The number that 'nine', '9', 'twenty-seven' or 'two dozen' says."""
    low = words.lower()
    if low.isdigit():
        return int(low)
    if low.endswith(" dozen"):
        return 12 * (1 if low.startswith(("a ", "one ")) else VALUES[low.split()[0]])
    return sum(VALUES[part] for part in re.split(r"[- ]", low))
