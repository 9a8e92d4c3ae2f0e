"""The names and numbers of a sentence beside the organizations that it names or means, with what stands around them."""

import datetime
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from annotator.knowledge import Knowledge
from annotator.model import Entity, Mention
from annotator.suggest.membership_checks import Bench
from annotator.suggest.traits import Tokens, company, traits

INSIDE = frozenset(("member", "permanent", "elected", "participant", "suspended"))
BOTH = "BOTH"
"""Why an organization is meant that the story is about and that was named last."""
_MOST_CLUBS = 2
"""So many of the organizations are tried that an earlier sentence may mean."""


class Club(NamedTuple):
    """An organization that a sentence names or means."""

    word: int | None
    """Where its name or the noun for it stands in the shorthand; None: nowhere."""
    handle: int
    """The organization in the shorthand; negative: one of an earlier sentence."""
    org: Mention
    entity: Entity
    why: tuple[str, ...] = ()
    """Why it may be meant though the sentence does not name it."""

    @property
    def plain(self) -> bool:
        """True for the one that the story is about, and that was named last."""
        return BOTH in self.why


class Pair(NamedTuple):
    """A name or number in the sentence, and an organization that it may be told as a member, or the size, of."""

    place: int
    """In the shorthand."""
    org: Mention
    entity: Entity
    club: int
    """As `Club.handle`."""
    traits: tuple[str, ...]
    company: tuple[bool, ...]
    """Which of those listed with it are members."""
    last: int
    """Where the last of that list stands."""
    plain: bool = False
    """As `Club.plain`."""


class Pairs:
    """The places of a sentence beside the organizations that are named or meant in it."""

    def __init__(self, bench: Bench, day: datetime.date) -> None:
        self._bench, self._day = bench, day
        self.clubs = tuple(_clubs(bench))
        """The organizations that the sentence names or means."""

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens(self._bench.short.text)

    @cached_property
    def _states(self) -> list[tuple[int, Mention]]:
        short = self._bench.short
        return [(at, mention) for at in short.places("S") if (mention := short.mention(at))]

    def of(self, place: int) -> Iterator[Pair]:
        """A place of the shorthand beside each organization."""
        number = self._tokens.at.get(place) if self.clubs else None
        if number is None:
            return
        short = self._bench.short
        row = [self._tokens.places[other] for other in self._tokens.row(number)]
        listed = [short.mention(other) for other in row if other != place]
        count = len(short.places("O"))
        for club in self.clubs:
            word, handle, org, entity, why = club
            at = None if word is None else self._tokens.at.get(word)
            inside = tuple(self._inside(each, entity) for each in listed)
            others = [self._inside(each, entity) for other, each in self._states if other != place]
            anchor = _nearest(self._tokens, number) if at is None else at
            found = traits(self._tokens, number, anchor, why)
            every = (*found, *company(inside, others, count))
            yield Pair(place, org, entity, handle, every, inside, row[-1], club.plain)

    def _inside(self, mention: Mention | None, organization: Entity) -> bool:
        known = self._bench.knowledge
        return mention is not None and is_member(known, mention.entity, organization.id, self._day)


def _clubs(bench: Bench) -> Iterator[Club]:
    short, refer = bench.short, bench.refer
    own = short.places("O")
    for place in own:
        for org, entity in bench.organizations(place):
            if entity.members_are:
                yield Club(place, place, org, entity)
    nouns = {place: refer.noun(place) for place in short.places("B")}
    for place, handle in nouns.items() if own else ():
        if handle is not None and handle < 0:
            for org, entity in bench.organizations(handle)[:_MOST_CLUBS]:
                yield Club(place, handle, org, entity, ("AWAY", "NOUN"))
    if not own and not any(handle is None and _named(short.text, at) for at, handle in nouns.items()):
        yield from _unnamed(bench)


def _unnamed(bench: Bench) -> Iterator[Club]:
    """The organizations that a sentence without any means: those named last, and the one that the story is about."""
    refer = bench.refer
    handle = refer.implied(0)
    meant = [] if handle is None else bench.organizations(handle)[:_MOST_CLUBS]
    if handle is None or not meant:
        meant = bench.in_the_story[:1]
        handle = refer.handle([org for org, _ in meant])
    main = bench.told_of(refer.main()[:1])
    for org, entity in (each for each in meant if refer.may_mean(each[0])):
        is_main = any(entity == each for _, each in main)
        yield Club(None, handle, org, entity, ("AWAY", "LAST", BOTH if is_main else "OTHER"))
    for org, entity in main:
        if all(entity != each for _, each in meant):
            yield Club(None, refer.handle([org]), org, entity, ("AWAY", "MAIN"))


def _named(text: str, place: int) -> bool:
    """True where a noun for an organization ends a name: 'the Turkic organization'."""
    return text[max(0, place - 2) : place] in ("N ", "D ", "S ", "L ")


def _nearest(tokens: Tokens, number: int) -> int | None:
    """The nearest noun for an organization."""
    nouns = [at for at, word in enumerate(tokens.words) if word == "B"]
    return min(nouns, key=lambda at: abs(at - number), default=None)


@lru_cache(maxsize=4096)
def is_member(knowledge: Knowledge, id: str, organization: str, day: datetime.date) -> bool:
    facts = knowledge.memberships(id, organization)
    return any(fact.status in INSIDE and fact.holds_on(day) is not False for fact in facts)
