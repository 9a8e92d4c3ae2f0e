"""Members of organizations: wrong-kind, not-member, wrong-number and wrong-date, at the document's date.

'One of the nine members of the SCO is Wang Wenbin' has two errors in it. What is denied, asked, past,
hoped for or in dispute is left alone, and so is every number that may mean a part.
"""

import re
from collections.abc import Iterator, Sequence

from annotator.knowledge import Knowledge
from annotator.model import Candidate, Mention, Sentence
from annotator.suggest.context import Context
from annotator.suggest.membership_checks import RULE, Bench, check_belonging, check_counting
from annotator.suggest.membership_counts import countings
from annotator.suggest.membership_patterns import TRIGGER, belongings
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.sketch import is_club, sketch

_QUESTION = re.compile(r"\?[\"”'’»)\]]*\s*$")
_BLOC = re.compile(
    r"\b(?:bloc|alliance|grouping|organi[sz]ation|pact|group|club|association)\b|-(?:member|nation)\b", re.I
)
REACH = 2
"""So many sentences back 'the bloc' may mean an organization."""


class Membership:
    """Checks who is called a member of what, and how many members there are."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        mentions = context.mentions(sentence)
        clubs = _clubs(mentions, context.knowledge)
        if not clubs and not _BLOC.search(sentence.text):
            return
        if _QUESTION.search(sentence.text):
            return
        short = sketch(sentence, context)
        if not TRIGGER.search(short.text):
            return
        away = None if clubs else _named_before(sentence, context)
        bloc = _bloc(short, away)
        if bloc is None and not clubs:
            return
        bench = Bench(short, context.knowledge, context.date, away)
        for belonging in belongings(short, bloc):
            yield from check_belonging(bench, belonging)
        if "Q" in short.text:
            for counting in countings(short, bloc):
                yield from check_counting(bench, counting)


def _clubs(mentions: Sequence[Mention], knowledge: Knowledge) -> set[str]:
    return {mention.entity for mention in mentions if is_club(mention, knowledge)}


def _bloc(short: Shorthand, away: Mention | None) -> int | None:
    """The place of the organization that 'the bloc' and 'its' can mean; -1: an earlier sentence has it."""
    places = short.places("O")
    if not places:
        return -1 if away else None
    entities = {mention.entity for place in places if (mention := short.mention(place))}
    return places[0] if len(entities) == 1 else None


def _named_before(sentence: Sentence, context: Context) -> Mention | None:
    """The organization of the sentence before, or the one before that, if it names just one."""
    for steps in range(1, REACH + 1):
        before = context.before(sentence, steps)
        if before is None:
            return None
        named = [m for m in context.mentions(before) if is_club(m, context.knowledge)]
        if named:
            return named[0] if len({mention.entity for mention in named}) == 1 else None
    return None
