"""Figures that point back to one told before which the article does not tell: 'a $20 billion fund' and, later, 'The
$30 billion is to be paid over ten years'.

Only an amount of money or a share counts, with an article or a pronoun that points and nothing after it that tells
which amount is meant; and only where a figure before is nearly it: a digit or the point is wrong, or it is the only
one of its unit. A figure that stands in the article anywhere else, that is a sum or a difference of others or their
rounding, is no error.
"""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from annotator.matching.alike import one_slip
from annotator.model import Candidate, Sentence
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.shorthand import VALUES
from annotator.suggest.wording import shortened

RULE = "inconsistent-figures"
SOURCE = "the article itself"
_SCALES = {
    "": 1.0,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "tn": 1e12,
    "trillion": 1e12,
}
_MONEY = (
    r"dollars?|euros?|pounds?|yen|yuan|roubles?|rubles?|rupees?|francs?|kronor|kroner|won|reais|real|pesos?|"
    r"rand|naira"
)
_FIGURE = regex(
    r"(?P<sign>(?:US|A|C|NZ|HK|S)?[$€£¥]|(?:USD|EUR|GBP|Rs\.?) )?(?<![\w.,-])"
    r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ -]?(?P<scale>thousand|million|billion|trillion|mn?|bn?|tn)\b)?"
    rf"(?:[ -]?(?P<unit>percentage points?|percent|per cent|%|(?:U\.?S\.? )?(?:{_MONEY})\b))?",
    re.I,
)
_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{'|'.join(VALUES)})"
_COUNTED = regex(
    rf"(?<![\w.,$€£¥-])(?P<n>{_NUMBER}) (?:(?P<which>[\w-]+) )?(?P<unit>[a-z]{{3,}}s|people|men|women|children)\b",
    re.I,
)
"""How many of what: of people or things, that is, not of states or hours."""
_BARE = regex(rf"(?<![\w.,])(?:{_NUMBER})(?![\w%])(?![.,]\d)", re.I)
_NO_THINGS = frozenset(
    """
    hours days weeks months years decades minutes seconds centuries times states countries nations members allies
    partners dollars euros pounds others thousands millions billions percents points cents kilometres kilometers miles
    metres meters tonnes tons barrels degrees this was has its his does
    """.split()  # noqa: SIM905
)
_POINTING = regex(
    rf"\b(?P<this>that|those|this|these|the|its|their|all)\b(?: (?-i:[^\W\d_a-z][\w'’-]+|(?:promised|pledged|"
    r"planned|proposed|agreed|approved|requested|entire|full|total|original|initial)))? "
    rf"(?=(?:US|A|C|NZ|HK|S)?[$€£¥]?\d|(?:{'|'.join(VALUES)})\b)",
    re.I,
)
_MEANT = regex(
    r" ?(?:[,.;:)!?—–”\"]|-+ |$|(?:is|was|will|would|had|has|have|were|are|comes?|came|goes|went|could|should|may|"
    r"might|estimates?|figures?|forecasts?|projections?|sum|amount|total|pledges?|pledged|promised|offer)\b)"
)
"""What may follow a figure that stands for itself, or that such a word makes one already told."""
REACH = 200
"""So many sentences back a figure is looked for."""
_MOST = 30
"""Of an article with more different figures of one unit nothing is said: too many sums come near."""
_AROUND = 50_000
"""So many characters before and after are searched for the figure itself."""
_NEAR_SHARE = 0.04
"""Figures that differ by less are roundings of each other."""
_LEAST, _LEAST_WITHOUT = 0.1, 0.5
"""Nor is one meant that is not a tenth of the other; a half, where no 'this' or 'that' points."""
SURELY = frozenset(("that", "those", "this", "these"))
OF_COUNTS = frozenset(("its", "their", "all"))


class Amount(Struct, frozen=True):
    """A figure with its unit."""

    start: int
    end: int
    """In the text."""
    unit: str
    digits: str
    value: float
    after: int
    """Where what follows it begins."""
    counted: bool = False
    """Whether people or things are counted."""
    which: str = ""
    """A word between the number and what is counted."""


def pointing(sentence: Sentence, context: Context) -> Iterator[Candidate]:
    """The figures of a sentence that point back, where only another one is told before."""
    text = sentence.text
    for found in _POINTING.finditer(text):
        here = next((each for each in amounts(text) if each.start == found.end()), None)
        this = found["this"].lower()
        if here is None or not (_MEANT.match(text, here.after) or (here.counted and this != "the")):
            continue
        if this in OF_COUNTS and not here.counted:
            continue
        before = list(_before(sentence, context))
        meant = _meant(here, [each for _, told in before for each in told], surely=this in SURELY)
        if meant is None or _told_elsewhere(here, context.document.text, sentence):
            continue
        told = next(each for each, figures in reversed(before) if meant in figures)
        words = text[here.start : here.end]
        before_words = told.text[meant.start : meant.end]
        reason = f"{words} points back, and what was told before is {before_words}: “{shortened(told.text)}”"
        start = sentence.start + here.start
        yield Candidate("error", start, start + len(words), 0.6, RULE, reason, SOURCE, "inconsistent")


def _before(sentence: Sentence, context: Context) -> Iterator[tuple[Sentence, tuple[Amount, ...]]]:
    """The sentences before with their amounts, from the first on."""
    for steps in range(min(sentence.index, REACH), 0, -1):
        before = context.before(sentence, steps)
        if before is not None and (found := amounts(before.text)):
            yield before, found


def _meant(here: Amount, before: list[Amount], *, surely: bool) -> Amount | None:
    """The figure that is meant though it is another; None where none is, or this one is told or follows from some."""
    same = [each for each in before if each.unit == here.unit]
    values = {each.value for each in same}
    if len(values) > _MOST:
        return None
    if any(_alike(here.value, value) for value in values):
        return None
    pairs = list(itertools.combinations(sorted(values), 2))
    derived = [sum(values), *(a + b for a, b in pairs), *(b - a for a, b in pairs), *(2 * v for v in values)]
    if any(_alike(here.value, value) for value in derived):
        return None
    near = [each for each in same if _slipped(here, each) and here.which in ("", each.which)]
    if near:
        return near[-1]
    only = same[-1] if len(values) == 1 and (surely or not here.counted) else None
    least = _LEAST if surely else _LEAST_WITHOUT
    return only if only and least <= only.value / here.value <= 1 / least else None


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR_SHARE * max(abs(one), abs(other))


def _slipped(here: Amount, other: Amount) -> bool:
    """Whether one is the other with a digit wrong, too many or missing, with two exchanged, or the point moved."""
    return max(len(here.digits), len(other.digits)) > 1 and one_slip(here.digits, other.digits)


def _told_elsewhere(here: Amount, text: str, sentence: Sentence) -> bool:
    """Whether the article gives the figure, or where something is counted the bare number, in another sentence."""
    others = (
        text[max(0, sentence.start - _AROUND) : sentence.start],
        text[sentence.end : sentence.end + _AROUND],
    )
    if here.counted:
        return any(_number(each[0]) == here.value for part in others for each in _BARE.finditer(part))
    return any(
        each.unit == here.unit and _alike(each.value, here.value)
        for part in others
        for each in _amounts(part)
    )


def _number(words: str) -> int:
    low = words.lower().replace(",", "")
    return VALUES.get(low) or int(low)


@lru_cache(maxsize=512)
def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of money, the shares and the counts in a sentence."""
    return tuple(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    for each in _FIGURE.finditer(text):
        unit = _unit(each["sign"] or "", (each["unit"] or "").lower())
        if unit:
            digits = each["n"].replace(",", "")
            scale = _SCALES[(each["scale"] or "").lower()]
            yield Amount(each.start(), each.end(), unit, digits, float(digits) * scale, each.end())
    for each in _COUNTED.finditer(text):
        unit, value = each["unit"].lower(), _number(each["n"])
        if unit not in _NO_THINGS and (not each["which"] or each["which"].lower() not in _SCALES):
            which = each["which"] or ""
            yield Amount(each.start(), each.end("n"), unit, str(value), value, each.end(), True, which)


def _unit(sign: str, unit: str) -> str:
    """'$', '%', 'euro': one word for each, or nothing."""
    if unit.startswith("per") or unit == "%":
        return "%"
    signs = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
    named = unit.removeprefix("u.s. ").removeprefix("us ").rstrip("s")
    return next((name for mark, name in signs.items() if mark in sign), sign.strip() or named)
