"""What is known: entities, their names, and facts that carry dates."""

import datetime
from typing import Literal

from msgspec import Struct

Kind = Literal["state", "organization", "person", "place", "office"]
"""What sort of thing a known entity is."""


class Alias(Struct, frozen=True, omit_defaults=True, gc=False):
    """A name of an entity, and when it is or was right."""

    text: str
    since: str = ""
    """First day on which the name was right: '2019-03-23', '2019-03', '2019'; empty: unknown."""
    until: str = ""
    """First day on which it no longer was; empty: it still is."""
    style: bool = False
    """A difference of house style (Kiev for Kyiv): never an error, whatever the day."""
    acronym: bool = False
    """Matches only in these very capitals, and never fuzzily."""
    ambiguous: bool = False
    """Also a common word or another thing's name (Georgia, Jordan, Turkey): evidence is needed."""


class Fact(Struct, frozen=True, omit_defaults=True, gc=False):
    """Something that holds between two entities from one day to another."""

    relation: str
    """member-of, holds, capital-of, citizen-of, founded, part-of."""
    subject: str
    """Entity id: the member, the office holder, the capital, the citizen, the thing founded."""
    object: str = ""
    """Entity id: the organization, the state or organization of the office, the state."""
    since: str = ""
    """First day on which it held: '2017-06-09', '2017-06', '2017'; empty: not known."""
    until: str = ""
    """First day on which it no longer held; empty: it still holds as far as is known."""
    status: str = ""
    """member-of: member, observer, associate, suspended, candidate, ... ; holds: acting, ..."""
    role: str = ""
    """holds: the office in English, lower case: 'president', 'foreign minister', 'spokesperson'."""
    disputed: bool = False
    """True where sources disagree: no accusation rests on it."""
    note: str = ""
    source: str = ""
    """Where it can be looked up."""

    def holds_on(self, day: datetime.date) -> bool | None:
        """Whether it held that day; None where the known days do not decide it."""
        if self.disputed:
            return None
        when = day.isoformat()
        if self.until and when >= latest(self.until):
            return False
        if not self.since:
            return None
        if when < earliest(self.since):
            return False
        if when < latest(self.since) or (self.until and when >= earliest(self.until)):
            return None
        return True


def earliest(day: str) -> str:
    """The first day that a day known in part can be: '2015' is '2015-01-01'."""
    return day + "-01-01"[len(day) - 4 - 6 :] if len(day) < 10 else day


def latest(day: str) -> str:
    """The last day that a day known in part can be: '2015-02' is '2015-02-31', good for comparing."""
    return day + "-12-31"[len(day) - 4 - 6 :] if len(day) < 10 else day


class Entity(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """Something with a name that the tool knows."""

    id: str
    kind: Kind
    name: str
    """The name in use now, as the news writes it."""
    aliases: tuple[Alias, ...] = ()
    """Every further name, and `name` itself where its dates matter."""
    demonyms: tuple[str, ...] = ()
    """State, place: 'Kazakh', 'Kazakhs': words for its people or what belongs to it."""
    family: str = ""
    """Person: the family name."""
    given: str = ""
    """Person: the given name."""
    family_first: bool = False
    """Person: the family name stands first (Wang Wenbin, Orbán Viktor in Hungarian)."""
    short: str = ""
    """Person: the name that a second mention takes. Empty: the family name."""
    members_are: tuple[Kind, ...] = ()
    """Organization: what kinds of things can be a member of it. Empty: not known."""
    no_article: bool = False
    """Organization: 'a member of NATO', not 'of the NATO': so for its acronym, or its name where that is one word."""
    complete_since: str = ""
    """Organization: from this day on the list of members here is complete; empty: it is not."""
    complete_until: str = ""
    """Organization: the first day for which the list was no longer checked."""
    rank: int = 0
    """How well known it is; of two that share a name, the higher is meant."""
    wikidata: str = ""
    source: str = ""
    note: str = ""
