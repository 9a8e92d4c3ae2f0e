"""Who is told as a member, and how many they are, by all the words around: learned weights judge.

Only what never was a member is accused: of a former one a sentence may tell much that sounds like membership.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotator.knowledge import Knowledge
from annotator.model import Candidate, Entity, Mention
from annotator.patterns import regex
from annotator.suggest import rolls
from annotator.suggest.clauses import clause_around
from annotator.suggest.membership_checks import (
    LEAVING,
    TITLED,
    Bench,
    check_year,
    error,
    fact_source,
    history,
)
from annotator.suggest.membership_counts import Counting
from annotator.suggest.membership_patterns import Belonging
from annotator.suggest.membership_sizes import check_counting
from annotator.suggest.telling import load_telling
from annotator.suggest.times import NEVER, Period, period
from annotator.suggest.traits import Tokens, company, traits
from annotator.suggest.wording import club, kinds, with_article

INSIDE = frozenset(("member", "permanent", "elected", "participant", "suspended"))
_SURE = 0.9
"""How often an accusation is right, where the weights are sure."""
_MORE = 0.05
"""So much more is asked of an accusation where the organization stands in an earlier sentence."""
_ALSO = 0.5
"""What is as likely told as the member of an organization that it does belong to is not accused of another one."""
_VETO = 0.2
"""What is less likely is no member and no size of an organization of an earlier sentence, whatever a pattern reads."""
_SOON = datetime.timedelta(days=14)
"""Who is a member so soon is not accused."""
_UNSURE = 3
"""The number of members of a list that is not complete may be so far off."""
_WORLDWIDE = 100
"""An organization of so many members has nearly every state."""
_MOST_CLUBS = 2
"""So many of the organizations are tried that an earlier sentence may mean."""


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
_SINCE = regex(
    r"\b(?:members?|member[- ]states?|belong(?:s|ed)?|(?:been|is|are) in|part of|inside)\b[^,;:.SPQ]{0,40}? "
    r"since (?:[a-z]+ )?(?P<year>\d{4})\b(?! (?:or|and) \d)"
)
_OWN = regex(r"'s (?![a-z]*(?:memb|acces|entry|admis|seat|place|join))")
"""After a name: what belongs to it is told of."""
_OF_ANOTHER = regex(r"\bmembers? of (?:the |its |an? )?(?:[a-z]+ )?[NG]\b")
"""A member of a body that is not known or has no members here: of the Senate."""
_NOT_IN = regex(
    r"\b(?:not|never|no longer|neither) (?:yet |itself |even )?(?:(?:one|part|a member|members?) of|among|inside|in)\b"
    r"|\bno (?:part|member) of\b"
)
"""After a name: what the sentence says in the end."""


class Pair(NamedTuple):
    """A name or number in the sentence, and an organization that it may be told as a member, or the size, of."""

    place: int
    """In the shorthand."""
    org: Mention
    entity: Entity
    club: int
    """The organization in the shorthand; negative: one of an earlier sentence."""
    traits: tuple[str, ...]
    company: tuple[bool, ...]
    """Which of those listed with it are members."""
    last: int
    """Where the last of that list stands."""


class Pairs:
    """The places of a sentence beside the organizations that are named or meant in it."""

    def __init__(self, bench: Bench, day: datetime.date) -> None:
        short = bench.short
        self._bench, self._day = bench, day
        self._tokens = Tokens(short.text)
        self._clubs = list(_clubs(bench, self._tokens))
        self._states = [(at, mention) for at in short.places("S") if (mention := short.mention(at))]
        self._count = len(short.places("O"))

    def of(self, place: int) -> Iterator[Pair]:
        """A place of the shorthand beside each organization."""
        number = self._tokens.at.get(place)
        if number is None:
            return
        short = self._bench.short
        row = [self._tokens.places[other] for other in self._tokens.row(number)]
        listed = [short.mention(other) for other in row if other != place]
        for at, handle, org, entity in self._clubs:
            inside = tuple(self._inside(each, entity) for each in listed)
            others = [self._inside(each, entity) for other, each in self._states if other != place]
            anchor = _nearest(self._tokens, number) if at is None else at
            found = traits(self._tokens, number, anchor, away=handle < 0)
            every = (*found, *company(inside, others, self._count))
            yield Pair(place, org, entity, handle, every, inside, row[-1])

    def _inside(self, mention: Mention | None, organization: Entity) -> bool:
        known = self._bench.knowledge
        return mention is not None and _is_member(known, mention.entity, organization.id, self._day)


def _clubs(bench: Bench, tokens: Tokens) -> Iterator[tuple[int | None, int, Mention, Entity]]:
    """Token, place in the shorthand, and the organization; no token where the sentence has no word for it."""
    short, refer = bench.short, bench.refer
    own = short.places("O")
    for place in own:
        for org, entity in bench.organizations(place):
            if entity.members_are:
                yield tokens.at.get(place), place, org, entity
    nouns = {place: refer.noun(place) for place in short.places("B")}
    for place, handle in nouns.items() if own else ():
        if handle is not None and handle < 0:
            for org, entity in bench.organizations(handle)[:_MOST_CLUBS]:
                yield tokens.at.get(place), handle, org, entity
    if not own and not any(handle is None and _named(short.text, at) for at, handle in nouns.items()):
        handle = refer.implied(0)
        meant = [] if handle is None else bench.organizations(handle)
        for org, entity in meant[:_MOST_CLUBS] or bench.in_the_story()[:1]:
            yield None, -1 if handle is None else handle, org, entity


def _named(text: str, place: int) -> bool:
    """True where a noun for an organization ends a name: 'the Turkic organization'."""
    return text[max(0, place - 2) : place] in ("N ", "D ", "S ", "L ")


def _nearest(tokens: Tokens, number: int) -> int | None:
    """The nearest noun for an organization."""
    nouns = [at for at, word in enumerate(tokens.words) if word == "B"]
    return min(nouns, key=lambda at: abs(at - number), default=None)


@lru_cache(maxsize=4096)
def _is_member(knowledge: Knowledge, id: str, organization: str, day: datetime.date) -> bool:
    facts = knowledge.memberships(id, organization)
    return any(fact.status in INSIDE and fact.holds_on(day) for fact in facts)


class Told:
    """What the words of one sentence tell of its places: worked out where it is asked for, and once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._pairs: Pairs | None = None
        self._known: dict[int, list[tuple[float, Pair]]] = {}

    def pairs(self, place: int) -> Sequence[tuple[float, Pair]]:
        """How likely a name or number is told as a member, or the size, of each organization."""
        if self._bench.date is None:
            return ()
        found = self._known.get(place)
        if found is None:
            self._pairs = self._pairs or Pairs(self._bench, self._bench.date)
            weights = load_telling("size" if self._bench.short.text[place] == "Q" else "membership")
            found = [(weights.likely(pair.traits), pair) for pair in self._pairs.of(place)]
            self._known[place] = found
        return found

    def unlikely(self, place: int, club: int) -> bool:
        """True where no organization is told to have it as a member, or such a size, whatever a pattern reads; and
        where another organization of the story may be meant than the one of an earlier sentence, `club`."""
        pairs, day, mention = self.pairs(place), self._bench.date, self._bench.short.mention(place)
        if _NOT_IN.search(self._bench.short.text, place):
            return True
        if club >= 0 or day is None:
            return False
        if pairs and max(likely for likely, _ in pairs) < _VETO:
            return True
        if mention is not None:
            return mention.kind == "state" and of_the_story(self._bench, mention, day)
        return self._bench.short.text[place] == "Q" and _size_of_the_story(self._bench, place, day)


def check_told(bench: Bench, told: Told) -> Iterator[Candidate]:
    """not-member, wrong-kind and wrong-number where the words around tell of members."""
    for place in bench.short.places("SPQ"):
        mention = bench.short.mention(place)
        if mention is None:
            if bench.short.text[place] == "Q":
                yield from _counted(bench, told.pairs(place))
        elif not (mention.part or (mention.kind == "person" and TITLED.search(bench.short.text, 0, place))):
            yield from _belonging(bench, mention, told.pairs(place))


def _counted(bench: Bench, pairs: Sequence[tuple[float, Pair]]) -> Iterator[Candidate]:
    likely, pair = max(pairs, key=lambda each: each[0], default=(0.0, None))
    if pair is None or bench.date is None or likely < load_telling("size").least:
        return
    if pair.club >= 0 or not _size_of_the_story(bench, pair.place, bench.date):
        said = Counting(pair.place, pair.club, "=", lands=True, part=False, tense="present", loose=True)
        yield from check_counting(bench, said)


def _belonging(bench: Bench, mention: Mention, pairs: Sequence[tuple[float, Pair]]) -> Iterator[Candidate]:
    weights = load_telling("membership")
    best: tuple[float, Pair] | None = None
    for likely, pair in pairs:
        if bench.date is None or (mention.kind != "state" and mention.kind in pair.entity.members_are):
            continue
        if not _is_member(bench.knowledge, mention.entity, pair.entity.id, bench.date):
            best = max(best or (0.0, pair), (likely, pair), key=lambda each: each[0])
        elif likely >= _ALSO:
            if likely >= weights.least:
                yield from _dated(bench, mention, pair)
            return
    if best is not None and best[0] >= weights.least + (_MORE if best[1].club < 0 else 0):
        likely, pair = best
        when = refuted(bench, mention, pair)
        if when is not None:
            yield from _accused(bench, mention, pair, likely, when)


def _dated(bench: Bench, mention: Mention, pair: Pair) -> Iterator[Candidate]:
    """wrong-date for the year since which a member is said to have been one."""
    found = _SINCE.search(bench.short.text, pair.place)
    if found is None or "S" in bench.short.text[pair.last + 1 : found.start()]:
        return
    if bench.short.places("O", pair.place, found.end())[-1:] not in ([], [pair.club]):
        return  # since then it is in another one
    said = Belonging(
        pair.place, pair.club, "event", "joined", year=found["year"], year_at=found.start("year")
    )
    yield from check_year(bench, said, mention, pair.org, pair.entity)


def refuted(bench: Bench, mention: Mention, pair: Pair) -> Period | None:
    """The days of which the lists know that it was no member; None where it may have been, or something else be meant:
    in a list of which few are members; by a member of another organization of the story, where the sentence does not
    name the one that it means."""
    day = bench.date
    if day is None or (pair.company and 2 * sum(pair.company) < len(pair.company)):
        return None
    if pair.place < pair.last and _ONE_OF_THEM.match(bench.short.text, pair.last + 1):
        return None
    if _BESIDE_IT.search(bench.short.text[: pair.place]):
        return None
    if _OWN.match(bench.short.text, pair.place + 1) or _OF_ANOTHER.search(bench.short.text, pair.place):
        return None
    if _NOT_IN.search(bench.short.text, pair.place) or _UNREAL.search(bench.short.text, 0, pair.place):
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
    if pair.club < 0 and of_the_story(bench, mention, day):
        return None
    text = bench.short.text
    when = period(clause_around(text, pair.place, pair.place + 1), day, "present")
    first = NEVER if LEAVING.search(text) else when.first
    when = Period(first, max(when.last, day + _SOON), day)
    known = rolls.was_member(bench.knowledge, mention.entity, pair.entity, ("member",), when)
    return when if known is False else None


def of_the_story(bench: Bench, mention: Mention, day: datetime.date) -> bool:
    """True for a member of some organization of the story, the worldwide ones aside."""
    return any(
        _is_member(bench.knowledge, mention.entity, entity.id, day)
        for _, entity in bench.in_the_story()
        if len(bench.knowledge.members(entity.id, day).members) < _WORLDWIDE
    )


def _size_of_the_story(bench: Bench, place: int, day: datetime.date) -> bool:
    """True for the number of members of some organization of the story, and for one near to that of an unsure list."""
    number = bench.short.number(place)
    rolls_of = (bench.knowledge.members(entity.id, day) for _, entity in bench.in_the_story())
    return any(abs(len(each.members) - number) <= (0 if each.certain else _UNSURE) for each in rolls_of)


def _accused(bench: Bench, mention: Mention, pair: Pair, likely: float, when: Period) -> Iterator[Candidate]:
    knowledge, entity = bench.knowledge, pair.entity
    words = ", ".join(load_telling("membership").strongest(pair.traits))
    told = "the sentence tells of a member" + (f" ({words})" if words else "")
    sure = _SURE * likely * mention.score * pair.org.score
    if mention.kind == "person":
        reason = (
            f"{mention.text} is {with_article(mention.kind)}; members of {club(knowledge, pair.org)} are "
            f"{kinds(entity.members_are)}; {told}"
        )
        yield error("wrong-kind", mention.span, sure, reason, entity.source)
        return
    facts = knowledge.memberships(mention.entity, entity.id)
    reason = (
        f"{knowledge.name(mention.entity)} was not a member of {club(knowledge, pair.org)} {when.shown}: "
        f"{history(facts)}; {told}"
    )
    yield error("not-member", mention.span, sure, reason, fact_source(facts, entity))
