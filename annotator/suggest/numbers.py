"""The numbers of a text, in digits and in words: 1,900, 2.6 billion, three thousand nine hundred, half past four.

Left out is what only looks like one: ordinals, scores, ranges, fractions, days of a month, parts of a name.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from annotator.patterns import regex
from annotator.suggest.quantity_words import (
    CLOCK,
    FRACTIONS,
    GLUED,
    MONTHS,
    NUMBERED,
    SCALES,
)
from annotator.suggest.shorthand import VALUES

_TOKEN = regex(
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)|[^\W\d_]+(?:['’][^\W\d_]+)*|per cent|\S"
)
_MINUTES = {"half": 30, "quarter": 15}
_AFTER_A = frozenset(("dozen", "hundred", "thousand", "million", "billion", "trillion"))
_BEFORE = frozenset("$€£¥(\"“‘'—–")
"""Signs that may stand right before a number."""


class Token(Struct, gc=False):
    """A word, a number in digits or a sign."""

    text: str
    low: str
    start: int
    end: int
    digits: bool

    @property
    def is_year(self) -> bool:
        """Whether it may be a year: 1987, not 1,987."""
        return (
            self.digits
            and len(self.text) == 4
            and self.text.isdigit()
            and self.text[:2] in ("18", "19", "20")
        )

    @property
    def is_number(self) -> bool:
        """Whether it is a number, or a word for a small one."""
        return self.digits or self.low in VALUES


class Number(Struct):
    """A number, and the tokens it takes."""

    value: float
    first: int
    after: int
    sort: str = ""
    """'clock' for a time of day, as hours and hundredths for minutes; 'hour' for 2:19:42, as 2.1942."""


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a text."""
    return [
        Token(found[0], found[0].lower(), *found.span(), found.lastgroup is not None)
        for found in _TOKEN.finditer(text)
    ]


def numbers(tokens: Sequence[Token]) -> Iterator[Number]:
    """The numbers, in order."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        number = None
        if token.digits:
            number = _in_digits(tokens, at)
        elif token.low in VALUES or token.low in ("half", "quarter", "a", "dozen"):
            number = _on_the_clock(tokens, at) or _in_words(tokens, at)
        if number is None:
            at += 1
            continue
        if not _part_of_more(tokens, number):
            yield number
        at = number.after


def _in_digits(tokens: Sequence[Token], at: int) -> Number:
    value = float(tokens[at].text.replace(",", ""))
    parts = [each.text for each in tokens[at : at + 5]]
    if parts[1::2] == [":", ":"] and all(each.isdigit() for each in parts[::2]):
        return Number(round(value + int(parts[2]) / 100 + int(parts[4]) / 10000, 4), at, at + 5, sort="hour")
    if parts[1:2] == [":"] and len(parts) > 2 and tokens[at + 2].digits:
        return Number(value + float(tokens[at + 2].text.replace(",", "")) / 100, at, at + 3, sort="clock")
    return _scaled(tokens, Number(value, at, at + 1))


def _scaled(tokens: Sequence[Token], number: Number) -> Number:
    """The number with the 'million' or the 'and a half' after it."""
    after = number.after
    following = [each.low for each in tokens[after : after + 3]]
    if len(following) > 1 and following[0] == "-" and following[1] in SCALES:
        return Number(number.value * 10 ** SCALES[following[1]], number.first, after + 2)
    if following and following[0] in SCALES:
        return Number(number.value * 10 ** SCALES[following[0]], number.first, after + 1)
    if following == ["and", "a", "half"]:
        return Number(number.value + 0.5, number.first, after + 3)
    return number


def _in_words(tokens: Sequence[Token], first: int) -> Number | None:
    """'Three thousand nine hundred', 'forty-six', 'a dozen', 'seven and a half'."""
    thousands = value = 0.0
    at = first
    if tokens[first].low == "a":
        if first + 1 == len(tokens) or tokens[first + 1].low not in _AFTER_A:
            return None
        value, at = 1.0, first + 1
    while at < len(tokens):
        low = tokens[at].low
        if low in VALUES:
            if value % 10 or (value % 100 and VALUES[low] > 9):
                break
            value += VALUES[low]
        elif low == "dozen":
            value = (value or 1) * 12
        elif low == "hundred" and value:
            value *= 100
        elif low == "thousand" and value:
            thousands, value = (thousands + value) * 1000, 0.0
        elif not _goes_on(tokens, at, thousands + value):
            break
        at += 1
    if at == first or not thousands + value:
        return None
    return _scaled(tokens, Number(thousands + value, first, at))


def _goes_on(tokens: Sequence[Token], at: int, value: float) -> bool:
    """Whether an 'and' or a hyphen binds two words of one number."""
    binds = tokens[at].low == "-" or (tokens[at].low == "and" and value >= 100)
    return binds and value > 0 and at + 1 < len(tokens) and tokens[at + 1].low in VALUES


def _on_the_clock(tokens: Sequence[Token], at: int) -> Number | None:
    """'Half past four', 'a quarter past six'; 'ten to five' after 'at' or 'until'."""
    if at + 2 >= len(tokens) or tokens[at + 1].low not in ("past", "to") or tokens[at + 2].low not in VALUES:
        return None
    low, hour = tokens[at].low, VALUES[tokens[at + 2].low]
    minutes = _MINUTES.get(low, VALUES.get(low, 0))
    if not minutes or hour > 12 or (low in VALUES and (at == 0 or tokens[at - 1].low not in CLOCK)):
        return None
    past = (
        minutes if tokens[at + 1].low == "past" else minutes + 40
    )  # 4.50 is 5 less 10 minutes and the 40 of no hour
    value = hour + past / 100 if tokens[at + 1].low == "past" else hour - past / 100
    return Number(round(value, 2), at, at + 3, sort="clock")


def _part_of_more(tokens: Sequence[Token], number: Number) -> bool:
    """Whether it is an ordinal, an end of a score or a range, a day, a fraction, or a part of a name."""
    first, after = number.first, number.after
    start, end = tokens[first].start, tokens[after - 1].end
    if first:
        before = tokens[first - 1]
        if (before.end == start and before.text not in _BEFORE) or before.low in NUMBERED:
            return True
        if before.text == "." and first > 1 and tokens[first - 2].low in MONTHS:
            return True
    if after == len(tokens):
        return False
    behind = tokens[after]
    if behind.low in FRACTIONS or (behind.low in MONTHS and behind.text[0].isupper()):
        return True
    if behind.start != end:
        return False
    if behind.text == "-":
        following = tokens[after + 1] if after + 1 < len(tokens) else None
        return following is not None and (following.is_number or following.low in FRACTIONS)
    return behind.text in "/–:’'" or (behind.text[0].isalpha() and behind.low not in GLUED)
