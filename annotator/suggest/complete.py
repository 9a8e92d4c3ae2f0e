"""Lists that are said to be all the members of an organization, and lack one.

'The CSTO's members are Armenia, Belarus, Kazakhstan and Russia' leaves two out. A list that is said to be a part
('including', 'among', 'and others'), or that may tell of another time, is left alone.
"""

import datetime
import re
from collections.abc import Iterator

from annotator.model import Candidate, Mention, Sentence, Span
from annotator.patterns import gated, regex
from annotator.suggest.clauses import clause_around
from annotator.suggest.context import Context
from annotator.suggest.membership_referents import Referents
from annotator.suggest.membership_words import AND, ITEM, MEMBERS, ORG, PAREN
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.sketch import is_club, sketch
from annotator.suggest.times import LAST_YEAR, VAGUE_PAST, YEAR
from annotator.suggest.wording import club, listed

RULE = "complete-list"

_ALL = rf"(?P<list>{ITEM}{PAREN}(?:, {ITEM}{PAREN})+,? {AND} {ITEM}{PAREN})"
_ENDS = r"(?=[.;)]|$| -)"
_CLUB = r"(?P<org>(?:[a-z]+ ){0,2}[OB])(?:'s|')?"
_TABLE = (
    rf"(?:^|[,;:] |\bthat |\band )(?:the |all |its |all the )?(?:Q |full |current )?(?:{MEMBERS}) of "
    rf"(?P<org>{ORG}) are {_ALL}{_ENDS}",
    rf"{_CLUB} (?:Q |full |current )?(?:{MEMBERS})(?: are|:| -) ?{_ALL}{_ENDS}",
    rf"{_CLUB},? (?:which )?(?:consists of|is made up of|is composed of|comprises|unites) {_ALL}{_ENDS}",
    rf"{_CLUB} has Q (?:{MEMBERS})(?::| -) ?{_ALL}{_ENDS}",
    rf"(?:^|; |: ){_ALL} (?:are the|make up the|form the|are the only) (?:Q )?(?:{MEMBERS}) of "
    rf"(?P<org>{ORG})(?=[.;,]|$)",
)
_OPEN = regex(
    r"\b(?:including|include|among|such as|like|others|mainly|mostly|chiefly|also|founding|some of|not|besides|apart|"
    r"together with|along with|as well as|in addition|next to|other|remaining|rest|new|newest)\b"
)
_TRIGGER = regex(
    r"\b(?:are|make up|form|consists of|made up|composed of|comprises|unites|has)\b|members?(?::| [-–—])"
)


_PATTERNS = gated(_TABLE)


class CompleteList:
    """Checks that no member is missing where all are listed."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        mentions = context.mentions(sentence)
        if context.date is None or sum(mention.kind == "state" for mention in mentions) < 3:
            return
        if not _TRIGGER.search(sentence.text) or not ("ember" in sentence.text or _named(sentence, context)):
            return
        short = sketch(sentence, context)
        for pattern in _PATTERNS:
            for found in pattern.finditer(short.text):
                candidate = _check(short, found, sentence, context, context.date)
                if candidate is not None:
                    yield candidate
                    return


def _named(sentence: Sentence, context: Context) -> bool:
    return any(is_club(mention, context.knowledge) for mention in context.mentions(sentence))


def _check(
    short: Shorthand, found: "re.Match[str]", sentence: Sentence, context: Context, day: datetime.date
) -> Candidate | None:
    clause = clause_around(short.text, found.start(), found.end())
    if _OPEN.search(clause) or VAGUE_PAST.search(clause) or LAST_YEAR.search(clause):
        return None
    if any(int(year) != day.year for year in YEAR.findall(clause)):
        return None
    place = _organization(short, found, sentence, context)
    if place is None:
        return None
    roll = context.knowledge.members(place.entity, day)
    start, end = found.span("list")
    inside = [m for at in range(start, end) if (m := short.mention(at)) and not m.demonym]
    there = {mention.entity for mention in inside}
    if not there <= set(roll.members) or "N" in short.text[start:end]:
        return None  # a stranger in the list is accused for himself
    missing = [id for id in roll.members if id not in there]
    if not roll.certain or not missing or len(missing) > max(1, len(roll.members) // 3):
        return None
    if any(
        context.knowledge.members(place.entity, day + datetime.timedelta(days=n)).members != roll.members
        for n in (-2, 2)
    ):
        return None
    names = sorted(context.knowledge.name(id) for id in missing)
    reason = (
        f"the list lacks {listed(names)}: {club(context.knowledge, place)} had {len(roll.members)} members "
        f"on {day}"
    )
    span = Span(inside[0].start, inside[-1].end)
    return Candidate(
        "error", span.start, span.end, round(0.82 * place.score, 3), RULE, reason, roll.source, "inconsistent"
    )


def _organization(
    short: Shorthand, found: "re.Match[str]", sentence: Sentence, context: Context
) -> Mention | None:
    """The organization that is meant."""
    places = short.places("O", *found.span("org"))
    if places:
        return short.mention(places[-1])
    blocs = short.places("B", *found.span("org"))
    refer = Referents(short, sentence, context)
    at = refer.noun(blocs[-1]) if blocs else None
    if at is None or at >= 0:
        return None if at is None else short.mention(at)
    meant = refer.away[at]
    return meant[0] if len(meant) == 1 else None
