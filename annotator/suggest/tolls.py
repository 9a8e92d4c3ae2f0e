"""Figures of one event that an article gives twice and differently: how many were killed, hurt, held, sent.

Two sentences are compared only where they tell the same of the same sort of people and share a known name, the later
one names no further state or person, and neither says 'at least', 'another' or another day. Which of the two figures
is right is not known.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from annotator.model import Candidate, Sentence, Span
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.pointing import pointing
from annotator.suggest.retold import retold
from annotator.suggest.shorthand import VALUES
from annotator.suggest.wording import shortened

RULE = "inconsistent-figures"
SOURCE = "the article itself"
REACH = 64
"""So many sentences back a figure is compared."""

_DEEDS = {
    "kill": "killed|killing|dead|died|die|kills|dying",
    "hurt": "wounded|injured|hurt|wounding|injuring|wounds|injures",
    "hold": "arrested|detained|arresting|detaining|held",
    "send": "sent|deployed|sending|deploying|dispatched",
    "flee": "fled|displaced|evacuated|fleeing",
    "miss": "missing",
}
_PEOPLE = (
    r"people|persons|civilians|soldiers|troops|police officers|policemen|officers|protesters|demonstrators|"
    r"women|children|"
    r"students|workers|migrants|refugees|passengers|rebels|fighters|militants|members"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:{_TENS})-\w+|{'|'.join(VALUES)})"
_DEED = "|".join(f"(?P<{deed}>{words})" for deed, words in _DEEDS.items())
_PATTERNS = (
    regex(rf"\b(?:{_DEED}) {_NUMBER} (?:[a-z-]+ )?(?P<who>{_PEOPLE})\b", re.I),
    regex(
        rf"(?<![\w.,$€£-]){_NUMBER} (?:[a-z-]+ )?(?P<who>{_PEOPLE}) "
        rf"(?:(?:were|are|was|have been|had been|had|have) )?(?:{_DEED})\b",
        re.I,
    ),
)
_TRIGGER = regex("|".join(_DEEDS.values()))
_HEDGED = regex(
    r"\b(?:at least|more than|up to|about|around|some|nearly|almost|over|under|fewer|less than|as many as|"
    r"another|more|"
    r"further|other|others|also|so far|earlier|previous\w*|later|since|rose|risen|revised|total|in all|of "
    r"them|of whom|"
    r"first|initial\w*|yesterday|last|next|each|every|per|if|would|could|might|may)\b",
    re.I,
)
_WHEN = regex(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|"
    r"November|December|\d{4})\b"
)


class Figure(Struct, frozen=True):
    """A figure of a sentence."""

    deed: str
    who: str
    value: int
    words: str
    start: int
    """Its place in the sentence."""


class Tolls:
    """Compares the figures of a sentence with those given before."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        yield from retold(sentence, context)
        yield from pointing(sentence, context)
        here = figures(sentence.text)
        if not here:
            return
        mentions = context.mentions(sentence)
        names = {mention.entity for mention in mentions}
        actors = {mention.entity for mention in mentions if mention.kind in ("state", "person")}
        days = set(_WHEN.findall(sentence.text))
        for figure in here:
            before = self._before(figure, names, actors, days, sentence, context)
            if before is None:
                continue
            span = Span(sentence.start + figure.start, sentence.start + figure.start + len(figure.words))
            reason = f"{figure.words} {figure.who} here, another figure before: “{shortened(before.text)}”"
            yield Candidate("error", span.start, span.end, 0.6, RULE, reason, SOURCE, "inconsistent")

    @staticmethod
    def _before(
        figure: Figure,
        names: set[str],
        actors: set[str],
        days: set[str],
        sentence: Sentence,
        context: Context,
    ) -> Sentence | None:
        """The nearest sentence that gives the same figure differently; None where one gives it so, or none does."""
        for steps in range(1, min(sentence.index, REACH) + 1):
            before = context.before(sentence, steps)
            if before is None:
                return None
            for other in figures(before.text):
                if (other.deed, other.who) != (figure.deed, figure.who):
                    continue
                same_day = not days or not (then := set(_WHEN.findall(before.text))) or days == then
                named = {m.entity for m in context.mentions(before)}
                if not same_day or names.isdisjoint(named) or not actors <= named:
                    continue
                return None if other.value == figure.value else before
        return None


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Figure, ...]:
    """The exact figures of a sentence, none where a word in it says that they may be parts or not the last."""
    if not _TRIGGER.search(text) or _HEDGED.search(text) or text.rstrip("\"”'’ ").endswith("?"):
        return ()
    found = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            deed = next(deed for deed in _DEEDS if match[deed])
            value = _value(match["n"])
            if value is not None:
                found[match.start("n")] = Figure(
                    deed, match["who"].lower(), value, match["n"], match.start("n")
                )
    return tuple(found.values())


def _value(words: str) -> int | None:
    low = words.lower().replace(",", "")
    if low.isdigit():
        return int(low)
    parts = [VALUES.get(part) for part in low.split("-")]
    return None if None in parts else sum(part for part in parts if part is not None)
