"""What an annotator did today: how many sentences, and how many in an hour of work."""

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

    from annotator.session.project import Session

BREAK = 300.0
"""Seconds without an act after which it counts as a break, and not as work."""
ENOUGH = 300.0
"""Seconds of work from which on a pace means something."""

_JUDGING = frozenset({"label", "unlabel", "accept", "reject", "reopen", "done"})


_MOST = 5_000
"""Gestures of a day that are looked at."""


class Day:
    """Counts the sentences that were judged. A sentence counts once, whatever is done to it again."""

    def __init__(self) -> None:
        self._sentences: set[tuple[str, int]] = set()
        self._last: datetime | None = None
        self._worked = timedelta()

    def add(self, document: str, start: int, time: datetime, *, judging: bool = True) -> None:
        """Something was done at that time to the sentence that starts there; `judging`: it was judged."""
        if self._last is not None:
            gap = time - self._last
            if timedelta() < gap <= timedelta(seconds=BREAK):
                self._worked += gap
        self._last = time
        if judging:
            self._sentences.add((document, start))

    @property
    def sentences(self) -> int:
        """How many sentences were judged."""
        return len(self._sentences)

    @property
    def pace(self) -> int | None:
        """Sentences in an hour of work, breaks left out; None while that would say little."""
        worked = self._worked.total_seconds()
        return round(len(self._sentences) * 3600 / worked) if worked >= ENOUGH else None


def today(session: "Session", now: datetime | None = None) -> Day:
    """What the session's annotator did since local midnight, in all documents."""
    store = session._store
    start = (now or datetime.now()).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    since = start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    @cache
    def starts(document: str) -> "array[int]":
        return store.sentences(document)[1].starts

    day = Day()
    for event in reversed(store.trail(session.annotator, _MOST)):
        if event.time >= since:
            place = event.candidate.start if event.candidate else event.start
            rank = bisect_right(starts(event.document), place) - 1
            at = starts(event.document)[max(0, rank)] if starts(event.document) else 0
            judging = event.kind in _JUDGING
            day.add(event.document, at, datetime.fromisoformat(event.time), judging=judging)
    return day
