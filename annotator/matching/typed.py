"""Finding what a query means among names that lie elsewhere: in a database of a million.

First the names whose words begin with the words of the query. Only where these are of fewer than ten entities,
those that begin with its first letters and those that share its rarest three-letter pieces: all but the first
are compared letter by letter.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from annotator.matching.likeness import (
    SCATTERED_BEGUN,
    WEAK,
    likeness,
    misspelled,
    near,
    readings,
    slips,
    with_fame,
)
from annotator.model import Kind

ENOUGH = 10
"""Where so many entities are found, nothing misspelled is looked for."""
_FIRST = 3
"""So many letters of a name are taken to be right when the names that begin with them are compared."""
_SHORTEST, _LONGEST = 4, 12
"""Letters of the queries for which that is done; in longer ones parts tell more."""
_STEP = 3
"""Of a query that is typed right so far, names that are nearly so are looked for at every third letter: what is near
the next letters too is among them, and they need not be read again."""
_SECOND_CUT = 13
"""From so many letters a query is cut in three: two slips spoil two of its parts."""


class Name(Protocol):
    """A name, as scoring needs it."""

    @property
    def entity(self) -> int: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def rank(self) -> int: ...
    @property
    def folded(self) -> str: ...


N = TypeVar("N", bound=Name)


class Names(Protocol[N]):
    """Where the names lie. Each look is quick, whatever is asked."""

    def beginning(self, words: Sequence[str], *, shortened: bool = False) -> Sequence[N]:
        """Names that hold all these words; of the last one, with `shortened` of each, the beginning will do."""
        ...

    def starting(self, letters: str) -> Sequence[N]:
        """Names that begin with these letters, of unknown entity and rank."""
        ...

    def whole(self, names: Sequence[N]) -> Sequence[N]:
        """Names that `starting` gave, with entity and rank."""
        ...

    def sharing(self, parts: Sequence[str], *, thorough: bool) -> Sequence[N]:
        """Names that hold one of the parts."""
        ...


class Typed(Generic[N]):
    """The names that one query may mean, scored; each entity once, with its best name."""

    def __init__(self, query: str) -> None:
        self._readings = readings(query)
        self._wanted = " ".join(self._readings[0]) if self._readings else ""
        self._best: dict[int, tuple[float, N]] = {}

    def find(self, names: Names[N]) -> None:
        """Looks for names. May be broken off anywhere: what was found stays."""
        for words in self._readings:
            self._add(names.beginning(words), " ".join(words))
        if not self._wanted:
            return
        if not self._best and " " in self._wanted:
            self._add(names.beginning(self._readings[0], shortened=True), self._wanted)
        if len(self._best) >= ENOUGH:
            return
        # Whoever typed it right so far need not wait for a thorough search.
        right = any(score >= SCATTERED_BEGUN for score, _ in self._best.values())
        if not right and _SHORTEST <= len(self._wanted) <= _LONGEST:
            begun = names.starting(self._wanted[:_FIRST])
            alike = [begun[at] for at in near(self._wanted, [name.folded for name in begun])]
            if alike:
                self._add(names.whole(alike))
        settled = self._wanted[: len(self._wanted) // _STEP * _STEP] if right else self._wanted
        if len(self._best) < ENOUGH and (cut := parts(settled)):
            self._add(names.sharing(cut, thorough=not right))

    def best(self, limit: int) -> list[tuple[float, N]]:
        """The best of what was found: by score, then by how well known, then by name."""
        order = sorted(self._best.values(), key=lambda hit: (-hit[0], -hit[1].rank, hit[1].folded))
        return order[:limit]

    def _add(self, names: Iterable[N], begun: str = "") -> None:
        """Takes names in: those that begin so, or those that may be misspelled."""
        each = list({(name.entity, name.folded): name for name in names}.values())
        folded = [name.folded for name in each]
        scores = (
            likeness(begun, folded, [name.kind == "person" for name in each])
            if begun
            else misspelled(self._wanted, folded)
        )
        best = self._best
        for name, likely in zip(each, scores, strict=True):
            if likely >= WEAK:
                score = with_fame(likely, name.rank) if name.rank else round(likely, 3)
                known = best.get(name.entity)
                if known is None or score > known[0]:
                    best[name.entity] = (score, name)


def parts(wanted: str) -> list[str]:
    """The query in parts of which one is as it should be where one letter is wrong, or two of a long one.

    Empty for a query that is too short to be cut.
    """
    count = min(slips(len(wanted)) + 1, len(wanted) // 3, 2 if len(wanted) < _SECOND_CUT else 3)
    if count < 2:
        return []
    ends = [len(wanted) * number // count for number in range(count + 1)]
    return [wanted[start:end] for start, end in pairwise(ends)]
