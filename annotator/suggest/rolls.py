"""Who belonged to an organization, from day to day: the questions that a check over a span of days asks.

No answer is a guess: where the lists do not decide, it is None.
"""

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from annotator.knowledge import Knowledge
from annotator.knowledge.base import complete_on
from annotator.model import Entity, Fact, earliest, latest
from annotator.suggest.times import Period

FIRST = datetime.date.min

UNSETTLED = frozenset(("suspended", "participant", "associate", "invited", "acceding", "permanent guest"))
"""Statuses that some call membership and some do not: nobody is accused over them."""


class Stretch(Struct, frozen=True):
    """From `first` to the day before `end`, the members were the same."""

    first: datetime.date
    end: datetime.date | None
    members: tuple[str, ...]
    certain: bool


def _date(day: str) -> datetime.date:
    """The day; where the month has no such day, the first of the next."""
    year, month, number = (int(part) for part in day.split("-"))
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return datetime.date(year + month // 12, month % 12 + 1, 1)


def turning_points(facts: Sequence[Fact]) -> list[datetime.date]:
    """The days on which one of the facts may begin or cease to hold, in order."""
    days = {day for fact in facts for day in (fact.since, fact.until) if day}
    return sorted({_date(bound(day)) for day in days for bound in (earliest, latest)})


@lru_cache(maxsize=512)
def stretches(knowledge: Knowledge, organization: str, statuses: tuple[str, ...]) -> tuple[Stretch, ...]:
    """The members of an organization through time."""
    entity = knowledge.get(organization)
    if entity is None:
        return ()
    points = set(turning_points(knowledge.facts(relation="member-of", object=organization)))
    for day in (entity.complete_since, entity.complete_until):
        points |= {_date(bound(day)) for bound in (earliest, latest) if day}
    ordered = [FIRST, *sorted(points)]
    found = []
    for place, first in enumerate(ordered):
        end = ordered[place + 1] if place + 1 < len(ordered) else None
        roll = knowledge.members(organization, first, statuses)
        found.append(Stretch(first, end, roll.members, roll.certain))
    return tuple(found)


def during(all_of: Sequence[Stretch], first: datetime.date, last: datetime.date) -> Iterator[Stretch]:
    """The stretches that share a day with `first` to `last`."""
    return (s for s in all_of if s.first <= last and (s.end is None or s.end > first))


def sizes(
    knowledge: Knowledge, organization: str, statuses: tuple[str, ...], period: Period
) -> set[int] | None:
    """Every number of members that it had in the period; None where they are not all known.

    Days before the list of members begins are passed over if the organization begins with it.
    """
    found = set()
    all_of = stretches(knowledge, organization, statuses)
    for stretch in during(all_of, period.first, period.last):
        if stretch.certain:
            found.add(len(stretch.members))
        elif stretch.first > period.day:
            continue  # what may come is not asked for
        elif stretch.members or not _begins_later(all_of, stretch):
            return None
    return found or None


def _begins_later(all_of: Sequence[Stretch], stretch: Stretch) -> bool:
    """True where a certain list comes after the stretch, and nobody was a member up to then."""
    return any(later.certain for later in all_of if later.first > stretch.first) and not any(
        s.members for s in all_of if s.first <= stretch.first
    )


def members_on(
    knowledge: Knowledge, organization: str, day: datetime.date, statuses: tuple[str, ...]
) -> tuple[str, ...]:
    """The names of the members on a day, in alphabetical order."""
    return tuple(sorted(knowledge.name(id) for id in knowledge.members(organization, day, statuses).members))


def was_member(
    knowledge: Knowledge, member: str, organization: Entity, statuses: tuple[str, ...], period: Period
) -> bool | None:
    """Whether it was a member on some day of the period; None where the lists do not decide."""
    facts = knowledge.memberships(member, organization.id)
    own = [
        f
        for f in facts
        if f.status in statuses or (f.status in ("permanent", "elected") and statuses == ("member",))
    ]
    if any(fact.disputed for fact in facts):
        return None
    days = [day for day in turning_points(facts) if period.first < day <= period.last]
    for day in (max(period.first, datetime.date(1900, 1, 1)), *days):
        if any(fact.holds_on(day) is not False for fact in own):
            return True if any(fact.holds_on(day) for fact in own) else None
        if any(f.status in UNSETTLED and f.holds_on(day) is not False for f in facts):
            return None
    if complete_on(organization, period.day):
        return False
    return False if own and all(fact.since for fact in own) else None


def settled_state(knowledge: Knowledge, id: str) -> bool:
    """True for a member of the United Nations: that it is a state is in no dispute.

    Also where the lists do not hold the United Nations.
    """
    if not knowledge.facts(relation="member-of", object="un"):
        return True
    return any(fact.status == "member" for fact in knowledge.memberships(id, "un"))
