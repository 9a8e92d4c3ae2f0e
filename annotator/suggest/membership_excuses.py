"""What excuses a sentence that seems to call something a member: other meanings, and what the lists do not settle."""

import datetime
from collections.abc import Iterable

from annotator.knowledge.base import Roll
from annotator.matching.lexicon import FUNCTION_WORDS
from annotator.model import Entity, Mention
from annotator.patterns import regex
from annotator.suggest import rolls
from annotator.suggest.clauses import clause_around
from annotator.suggest.membership_checks import LEAVING, Bench
from annotator.suggest.membership_pairs import Pair, is_member
from annotator.suggest.times import NEVER, Period, period

_SOON = datetime.timedelta(days=14)
"""Who is a member so soon is not accused."""
_UNSURE = 3
"""The number of members of a list that is not complete may be so far off."""
_WORLDWIDE = 150
"""An organization of so many members has nearly every state."""
_OF_STATE = regex(r",? (?:of|from) (?:the )?[SN]\b|'s [a-z]")
"""After somebody who is told of for a state: 'P of S, which joined last'."""
_UNREAL = regex(
    r"\b(?:if|whether|unless|imagines?|pretends?|den(?:y|ies|ied)|falsely|wrongly|mistakenly|myth|untrue|not true|"
    r"(?:false|incorrect|rumou?rs?|lie|nonsense) that|in (?:the|a|an|his|her|this) (?:novel|film|movie|series|game))\b"
    r"[^;:.]*$"
)
"""Before a name: nothing is told as true."""
_ONE_OF_THEM = regex(r",? (?:itself )?(?:an?|another|one of|the) [^,;:.]*\b(?:member|ally|founder|partner)\b")
"""After a list: it is told of the last alone."""
_BESIDE_IT = regex(r"(?:^|[,;:] )(?:the )?O, (?:(?:the )?[SPLN], )*(?:and )?(?:the )?$")
"""Before a name: the organization is one of the list."""
_WOULD = regex(r"Q-[^;:.]*\b(?:would|could|might)\b")
"""From a number on: it belongs to what is not."""
_ALL_OF_SOME = regex(
    r"\bthe (?P<q>Q) (?:[a-zN]+ )?(?:countries|states|nations) (?:are|were):? "
    r"(?:(?:the )?[SPLN](?:,| and|, and) )*(?:the )?$"
)
"""Before a name: it is one of so many that the sentence names all."""
_ASIDE = regex(
    r"\b(?:besides|apart from|aside from|other than|unlike) "
    r"(?:(?:the )?[SPLN] (?:and|or) )?(?:the )?$"
)
"""Before a name: it is told of as another than those."""
_CALLED = regex(r",? (?:which|who|itself|an?|one) |, (?:the )?[SPLN]\b")
"""After such a name: what it is called, and a list of those that are left."""
_OWN = regex(r"'s (?![a-z]*(?:memb|acces|entry|admis|seat|place|join))")
"""After a name: what belongs to it is told of."""
_OF_ANOTHER = regex(r"\bmembers? of (?:the |its |an? )?(?:[a-z]+ )?[NG]\b")
"""A member of a body that is not known or has no members here: of the Senate."""
_NOT_IN = regex(
    r"\b(?:not|never|no longer|neither) (?:yet |itself |even )?(?:(?:one|part|a member|members?) of|among|inside|in)\b"
    r"|\bno (?:part|member) of\b|\bneither (?:to|in|of|a member)\b"
)
"""After a name: what the sentence says in the end."""


_LABEL = regex(r"\b(?P<noun>[a-z]{2,}(?<!s)(?<!ed)) $")
"""Before a number with which a phrase ends: 'page 12', 'flight 12'. Verbs before one end in s or ed, but these:"""
_VERBS = frozenset(
    ("make", "become", "became", "count", "number", "have", "total", "reach", "been", "now", "only")
)


def numbered(text: str, place: int) -> bool:
    """True for a number that is the name of something, and counts nothing: 'page 12'."""
    label = _LABEL.search(text, 0, place)
    ends = text[place + 1 : place + 2] in ("", *".,;:)]")
    return ends and label is not None and label["noun"] not in _VERBS | FUNCTION_WORDS


def denied(text: str, place: int) -> bool:
    """True where a sentence says in the end that what stands at a place is none, and where it sets it aside."""
    if _NOT_IN.search(text, place) is not None:
        return True
    return _ASIDE.search(text[:place]) is not None and _CALLED.match(text, place + 1) is None


def imagined(text: str, place: int) -> bool:
    """True where a number makes an organization that is not: 'a nine-member O would be stronger'."""
    return text[:place].endswith("a ") and _WOULD.match(text, place) is not None


def refuted(bench: Bench, mention: Mention, pair: Pair) -> Period | None:
    """The days of which the lists know that it was no member; None where it may have been, or something else be meant.

    So it is of a member of another organization of the story where the sentence does not name the one that it means.
    """
    day = bench.date
    if day is None or _means_else(bench.short.text, pair):
        return None
    if mention.kind == "person":
        ruler = _OF_STATE.match(bench.short.text, pair.place + 1)
        return None if ruler else Period(day, day, day)
    if any(bench.knowledge.memberships(other, pair.entity.id) for other, _ in mention.alternatives):
        return None
    if mention.edits > 1 or not rolls.settled_state(bench.knowledge, mention.entity):
        return None
    if bench.knowledge.name_holds(mention.entity, mention.alias, day) is False:
        return None  # another rule speaks of the name
    text = bench.short.text
    others = bench.near if pair.plain else bench.anywhere
    if pair.club < 0 and (is_of(bench, mention, others, day) or _of_some_others(bench, pair, day)):
        return None
    when = period(clause_around(text, pair.place, pair.place + 1), day, "present")
    first = NEVER if LEAVING.search(text) else when.first
    when = Period(first, max(when.last, day + _SOON), day)
    known = rolls.was_member(bench.knowledge, mention.entity, pair.entity, ("member",), when)
    return when if known is False else None


def _means_else(text: str, pair: Pair) -> bool:
    """True where the words around make it something else than a member."""
    place = pair.place
    return bool(
        (pair.company and 2 * sum(pair.company) < len(pair.company))
        or (place < pair.last and _ONE_OF_THEM.match(text, pair.last + 1))
        or _BESIDE_IT.search(text[:place])
        or _OWN.match(text, place + 1)
        or _OF_ANOTHER.search(text, place)
        or denied(text, place)
        or _UNREAL.search(text, 0, place)
    )


def _of_some_others(bench: Bench, pair: Pair, day: datetime.date) -> bool:
    """True where a list is told to be all of so many states, and the organization has not so many members."""
    found = _ALL_OF_SOME.search(bench.short.text[: pair.place])
    known = rolls.sizes(bench.knowledge, pair.entity.id, ("member",), Period(day, day, day))
    return found is not None and known is not None and bench.short.number(found.start("q")) not in known


def of_the_story(bench: Bench, mention: Mention, day: datetime.date) -> bool:
    """True for a member of some organization of the story so far, the worldwide ones aside."""
    return is_of(bench, mention, bench.in_the_story, day)


def is_of(
    bench: Bench, mention: Mention, clubs: Iterable[tuple[Mention, Entity]], day: datetime.date
) -> bool:
    """True for a member of some of the organizations, the worldwide ones aside."""
    return any(
        is_member(bench.knowledge, mention.entity, entity.id, day)
        for _, entity in clubs
        if len(bench.knowledge.members(entity.id, day).members) < _WORLDWIDE
    )


def size_of_the_story(bench: Bench, place: int, day: datetime.date) -> bool:
    """True for the number of members of some organization of the story, and for one near to that of an unsure list."""
    number = bench.short.number(place)
    return any(
        _may_number(bench.knowledge.members(entity.id, day), number) for _, entity in bench.in_the_story
    )


def size_of_another(bench: Bench, pair: Pair, day: datetime.date) -> bool:
    """True for the number of members of another organization of the story."""
    number = bench.short.number(pair.place)
    others = (entity for _, entity in bench.in_the_story if entity.id != pair.entity.id)
    return any(len(bench.knowledge.members(each.id, day).members) == number for each in others)


def _may_number(roll: Roll, number: int) -> bool:
    return abs(len(roll.members) - number) <= (0 if roll.certain else _UNSURE)
