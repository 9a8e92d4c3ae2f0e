"""Figures that an article tells twice in the same words and gives differently.

'It cut the tariff from 9.5 percent to 7.4 percent' and later 'the cut from 9.5 percent to 7.8 percent'. The same words
must stand around both, and the later sentence must not speak of another name or another day.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from annotator.model import Candidate, Sentence, Span
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.wording import shortened

SOURCE = "the article itself"
REACH = 64
"""So many sentences back a figure is compared."""
WIDTHS = (6, 7, 8)
"""So many words, the figure among them, must be the same."""
TELLING = 3
"""Of these so many must be more than small words; an odd figure counts twice."""

_TOKEN = regex(
    r"(?P<figure>(?<![\w.])[$€£]?\d[\d,]*(?:\.\d+)?(?![\w-]))|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\w.-]*"
)
_DIGIT = regex(r"\d")
_YEAR = regex(r"(?:19|20)\d\d")
_SMALL = frozenset(
    """
    a an the of in on at to for from by with and or but as is are was were be been has have had will would it its they
    their he his she her that this which who not than million billion thousand us
    """.split()  # noqa: SIM905
)
_HEDGED = regex(
    r"\b(?:about|around|nearly|almost|some|more|less|fewer|over|under|another|other|further|later|earlier|previous\w*|"
    r"rose|risen|fell|fallen|revised|second|third|each|per|if|would|could|may|might|next|last|compared)\b",
    re.IGNORECASE,
)


class Figure(Struct, frozen=True):
    """A figure and the stretches of words around it, the figure itself left out."""

    start: int
    words: str
    around: frozenset[tuple[str, ...]]


class Told(Struct, frozen=True):
    """What a sentence gives in figures."""

    figures: tuple[Figure, ...]
    names: frozenset[str]
    """Words with a capital, the first word of the sentence aside, and years."""


def retold(sentence: Sentence, context: Context) -> Iterator[Candidate]:
    """The figures of a sentence that one before gives differently in the same words."""
    here = told(sentence.text)
    if not here.figures:
        return
    known = {mention.entity for mention in context.mentions(sentence)}
    for steps in range(1, min(sentence.index, REACH) + 1):
        before = context.before(sentence, steps)
        if before is None:
            return
        there = told(before.text)
        if not there.figures or not here.names <= there.names:
            continue
        if not known <= {mention.entity for mention in context.mentions(before)}:
            continue
        for figure in here.figures:
            other = next(
                (o for o in there.figures if o.words != figure.words and o.around & figure.around), None
            )
            if other is None or any(o.words == figure.words for o in there.figures):
                continue
            span = Span(sentence.start + figure.start, sentence.start + figure.start + len(figure.words))
            reason = (
                f"{figure.words} here, {other.words} before in the same words: “{shortened(before.text)}”"
            )
            yield Candidate(
                "error", span.start, span.end, 0.6, "inconsistent-figures", reason, SOURCE, "inconsistent"
            )


@lru_cache(maxsize=512)
def told(text: str) -> Told:
    """The figures of a sentence; none where it has a word that says they may differ."""
    if not _DIGIT.search(text) or _HEDGED.search(text):
        return Told((), frozenset())
    found = list(_TOKEN.finditer(text))
    words = [each[0].lower() for each in found]
    figures = []
    for at, each in enumerate(found):
        if each["figure"] and not _YEAR.fullmatch(each[0]):
            around = frozenset(_around(words, at))
            if around:
                figures.append(Figure(each.start(), each[0], around))
    names = {each[0] for each in found[1:] if each[0][0].isupper() or _YEAR.fullmatch(each[0])}
    return Told(tuple(figures), frozenset(names))


def _around(words: list[str], at: int) -> Iterator[tuple[str, ...]]:
    for width in WIDTHS:
        for first in range(max(0, at - width + 1), min(at, len(words) - width) + 1):
            others = [*words[first:at], *words[at + 1 : first + width]]
            telling = sum(word not in _SMALL for word in others) + sum("." in word for word in others)
            if telling >= TELLING:
                yield (str(at - first), *others)
