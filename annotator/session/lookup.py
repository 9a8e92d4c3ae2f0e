"""Look-up of entities by a name that is being typed: in the shipped lists, those given, and the project's own.

`EntityLookup.find` may be called from any thread and is quick; `Typing` answers the keystrokes of one field,
of which only the newest counts.
"""

import asyncio
import datetime
import itertools
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from annotator.knowledge import Knowledge, load_knowledge
from annotator.matching import Hit, Matcher
from annotator.matching.likeness import BEGUN, EXACT, features
from annotator.matching.lookup import in_order
from annotator.matching.typed import Typed
from annotator.matching.words import folded_words
from annotator.model import Entity, Kind
from annotator.patterns import regex
from annotator.session.gazetteer import Gazetteer
from annotator.store import Store
from annotator.store.entities import Entities
from annotator.store.prefixes import Name, Prefixes, Told

__all__ = ["EntityLookup", "Hit", "Typing", "explained"]

LONGEST = 400
"""Letters of a query that are read."""
_LIKE_AN_ID = regex(r"Q\d+\Z|NK-\w+\Z|[^\s:]+:\S+\Z")
"""Ids of Wikidata, of OpenSanctions, and of lists: 'members:12'."""
_ID = (("id", 1.0),)
_STALE = 2.0
"""Seconds for which facts may be those from before a change."""
_SPARE = 10
"""So many more are taken from the database where some of those asked for are the same entity."""

_ANSWERS = 1000
"""So many answers are remembered: those that were asked for last."""


class _Own(Struct, frozen=True):
    """The project's own entities as they were at one moment."""

    stamp: str
    made: float
    known: Knowledge
    gazetteer: Gazetteer


class _Answers:
    """The last answers, for as long as the lists stay as they are: every name begins with few letters, and
    who mistypes takes letters back. Safe in any thread."""

    def __init__(self) -> None:
        self._stamp = ""
        self._lock = threading.Lock()
        self._kept: dict[tuple[object, ...], list[Hit]] = {}

    def get(self, stamp: str, asked: tuple[object, ...]) -> list[Hit] | None:
        with self._lock:
            answer = self._kept.pop(asked, None) if stamp == self._stamp else None
            if answer is not None:
                self._kept[asked] = answer  # the newest again
            return answer

    def keep(self, stamp: str, asked: tuple[object, ...], answer: list[Hit]) -> None:
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._kept = stamp, {}
            if len(self._kept) >= _ANSWERS:
                del self._kept[next(iter(self._kept))]
            self._kept[asked] = answer


class EntityLookup:
    """Look-up in all that is known. Safe in any thread; loads what it needs at the first call."""

    def __init__(self, store: Store | None = None, beside: Iterable[Path] = ()) -> None:
        """`store` None: without a database. `beside`: lists that stand beside the shipped ones."""
        self._beside = tuple(beside)
        self._entities = Entities(store) if store else None
        self._prefixes = Prefixes(store) if store else None
        self._own: _Own | None = None
        self._answers = _Answers()
        self._loading = threading.RLock()

    # ------------------------------------------------------------ finding

    def find(
        self,
        query: str,
        kinds: Sequence[Kind] = (),
        limit: int = 10,
        stopped: Callable[[], bool] | None = None,
    ) -> list[Hit]:
        """The entities that a name may mean, half typed, turned around or misspelled as it may be.

        By score, then by how well known, then by name; none for a query without letters. `kinds` narrows
        them down, empty: all. An id is found as well. `stopped` is asked now and then; once it says True,
        what was found so far is returned. Raises StoreError, SchemaError.
        """
        query = query.strip()[:LONGEST]
        if limit < 1 or not query:
            return []
        stamp = self._entities.fingerprint() if self._entities else ""
        asked = (query, *kinds, limit)
        answer = self._answers.get(stamp, asked)
        if answer is None:
            answer = self._find(query, kinds, limit, stamp, stopped)
            if not (stopped and stopped()) and self._up_to_date(stamp):
                self._answers.keep(stamp, asked, answer)
        return answer.copy()

    def _find(
        self,
        query: str,
        kinds: Sequence[Kind],
        limit: int,
        stamp: str,
        stopped: Callable[[], bool] | None,
    ) -> list[Hit]:
        found = {hit.entity: hit for hit in self._by_id(query, kinds)}
        for hit in self._matcher.lookup(query, kinds, limit):
            _keep(found, hit)
        if not (stopped and stopped()):
            for hit in self._imported(query, kinds, limit, stamp, stopped):
                _keep(found, hit)
        return in_order(found.values(), query, limit)

    def _by_id(self, query: str, kinds: Sequence[Kind]) -> list[Hit]:
        plain = query.isalpha() and len(query) < 5
        if query not in self._lists.entities and not _LIKE_AN_ID.match(query):
            return []
        entity = self.entity(query)
        if entity is None or (kinds and entity.kind not in kinds):
            return []
        # 'mar' is Morocco's id, and the beginning of Maria.
        score = BEGUN if plain else EXACT
        return [Hit(entity.id, entity.name, entity.kind, score, entity.name, _ID, False, entity.rank)]

    def _imported(
        self, query: str, kinds: Sequence[Kind], limit: int, stamp: str, stopped: Callable[[], bool] | None
    ) -> list[Hit]:
        own = self._now(stamp)
        if own is None or self._prefixes is None:
            return []
        typed = Typed[Name](query)
        with self._prefixes.searching(kinds, stopped, limit + _SPARE) as names:
            typed.find(names)
        best = typed.best(limit + _SPARE)
        hits = self._hits(own, best[:limit])
        if len({hit.entity for hit in hits}) < limit:
            hits += self._hits(own, best[limit:])
        return [hit for hit in hits if not kinds or hit.kind in kinds]

    def _hits(self, own: _Own, best: Sequence[tuple[float, Name]]) -> list[Hit]:
        """The hits under the ids of the program, and as the shipped lists tell them where they have them."""
        if not best or self._prefixes is None:
            return []
        told = self._prefixes.told([name for _, name in best])
        wanted = [(score, name, told[name.number]) for score, name in best if name.number in told]
        return [self._hit(own, score, name, about) for score, name, about in wanted]

    def _hit(self, own: _Own, score: float, name: Name, about: Told) -> Hit:
        id_ = own.gazetteer.id_of(about.id, about.wikidata)
        shipped = self._lists.entities.get(id_)
        if shipped:
            rank = max(name.rank, shipped.rank)
            return Hit(id_, shipped.name, shipped.kind, score, about.alias, (), False, rank)
        return Hit(id_, about.name, name.kind, score, about.alias, (), False, name.rank)

    # ------------------------------------------------------------ what is known of them

    def entity(self, id: str) -> Entity | None:
        """The entity with that id, or None."""
        return self.knowledge().get(id)

    def describe(self, id: str, day: datetime.date | None = None) -> list[str]:
        """What is known of an entity, a line each; with `day`, at that day."""
        return self.knowledge().describe(id, day)

    def knowledge(self) -> Knowledge:
        """The lists, and the project's own entities as they are now."""
        own = self._now(self._entities.fingerprint() if self._entities else "")
        return own.known if own else self._lists

    def warm(self) -> None:
        """Loads what the first look-up would have to load."""
        self.find("a")

    @cached_property
    def _lists(self) -> Knowledge:
        return load_knowledge(self._beside)

    @cached_property
    def _matcher(self) -> Matcher:
        with self._loading:
            return Matcher(self._lists)

    def _up_to_date(self, stamp: str) -> bool:
        """Whether nothing that an answer rests on is from before a change."""
        if not stamp or self._prefixes is None:
            return True
        return self._own is not None and self._own.stamp == stamp and self._prefixes.up_to_date(stamp)

    def _now(self, stamp: str) -> _Own | None:
        """The project's own entities; made anew where an import or a removal changed them."""
        if not stamp or self._entities is None:
            return None
        with self._loading:
            own, now = self._own, time.monotonic()
            # While a list is being imported, it changes several times a second.
            if own is None or (own.stamp != stamp and now - own.made > _STALE):
                gazetteer = Gazetteer(self._entities, self._lists)
                own = self._own = _Own(stamp, now, self._lists.joined(gazetteer), gazetteer)
            return own


def explained(hits: Iterable[Hit], query: str) -> list[Hit]:
    """The hits of a query, each with what its score is made of."""
    wanted = _folded(query.strip()[:LONGEST])
    return [
        hit if hit.features else replace(hit, features=features(wanted, _folded(hit.alias), hit.rank))
        for hit in hits
    ]


def _folded(text: str) -> str:
    return " ".join(folded_words(text))


def _keep(found: dict[str, Hit], hit: Hit) -> None:
    """Of an entity that both sides know, the better answer."""
    known = found.get(hit.entity)
    if known is None or hit.score > known.score:
        found[hit.entity] = hit


class Typing:
    """The keystrokes of one field. A newer one ends the search for the older ones, in whatever thread.

    `submit` returns at once; its future holds the hits, or None where a newer key came. From a coroutine:
    `hits = await typing.find(query)`.
    """

    def __init__(self, lookup: EntityLookup) -> None:
        self._lookup = lookup
        self._newest = itertools.count(1)
        self._wanted = 0
        self._thread = ThreadPoolExecutor(1, "look-up")

    def submit(self, query: str, kinds: Sequence[Kind] = (), limit: int = 10) -> "Future[list[Hit] | None]":
        """Asks for the hits of what is in the field now. Raises RuntimeError after `close`."""
        self._wanted = number = next(self._newest)
        return self._thread.submit(self._find, number, query, kinds, limit)

    async def find(self, query: str, kinds: Sequence[Kind] = (), limit: int = 10) -> list[Hit] | None:
        """The hits, or None where a newer key came. Raises what `EntityLookup.find` raises."""
        return await asyncio.wrap_future(self.submit(query, kinds, limit))

    def close(self) -> None:
        """Ends the search that is under way, and waits for nothing; what is open is answered with None."""
        self._wanted = 0
        self._thread.shutdown(wait=False)

    def _find(self, number: int, query: str, kinds: Sequence[Kind], limit: int) -> list[Hit] | None:
        if number != self._wanted:
            return None
        hits = self._lookup.find(query, kinds, limit, lambda: number != self._wanted)
        return hits if number == self._wanted else None
