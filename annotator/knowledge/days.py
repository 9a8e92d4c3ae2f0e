"""Days that may be known only to the month or year: comparing them, and putting them into words."""

import datetime

from annotator.model import earliest, latest
from annotator.patterns import regex

_SHAPE = regex(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def is_day(text: str) -> bool:
    """True for a day of the calendar, whole or in part: '2019-03-20', '2019-03', '2019'."""
    if not _SHAPE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(earliest(text))
    except ValueError:
        return False
    return True


def reversed_days(since: str, until: str) -> bool:
    """True where the end surely does not come after the start."""
    return bool(since and until) and latest(until) <= earliest(since)


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """True where two stretches of (since, until) surely share a day; an empty start or end is open."""
    if not one[1] and not other[1]:
        return True
    starts = [latest(since) for since, _ in (one, other) if since]
    ends = [earliest(until) for _, until in (one, other) if until]
    if len(starts) < 2:
        # An unknown start may lie after the other's end; only the same end makes them meet surely.
        return one == other
    return max(starts) < min(ends)


def covers(since: str, until: str, day: datetime.date) -> bool | None:
    """Whether `day` lies in the stretch; open where a bound is empty, None where a partial day decides."""
    when = day.isoformat()
    if (since and when < earliest(since)) or (until and when >= latest(until)):
        return False
    if (since and when < latest(since)) or (until and when >= earliest(until)):
        return None
    return True


def days_in_words(since: str, until: str) -> str:
    """'since 2019-03-20', 'until 2018-04-19', 'from 2019-03-23 to 2022-09-17', or nothing.

    As everywhere, `until` is the first day on which it no longer holds.
    """
    if since and until:
        return f"from {since} to {until}"
    if since:
        return f"since {since}"
    return f"until {until}" if until else ""
