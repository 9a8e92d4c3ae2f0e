"""Looking up an entity by a name that may be half typed, in another order or misspelled."""

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct
from rapidfuzz import fuzz, process

from annotator.matching.names import DEMONYM, GIVEN, Row
from annotator.matching.words import folded_words
from annotator.model import Kind

_WEAK = 0.45
"""Hits below this score help nobody."""


class Hit(Struct, frozen=True):
    """An entity that a query may mean."""

    entity: str
    name: str
    kind: Kind
    score: float
    """0 to 1; 1: the query is one of its names, spelling aside."""
    alias: str
    """The known name that fits the query best."""
    features: tuple[tuple[str, float], ...]
    """What the score is made of, each 0 to 1: ratio, words, prefix."""
    match: bool
    """True where it is the only entity of that very name."""


class Lookup:
    """The names of an index, folded, ready to be compared."""

    def __init__(self, rows: Sequence[Row], name: Callable[[str], str]) -> None:
        self._rows = [row for row in rows if not row.flags & GIVEN]
        self._name = name
        self._folded = [" ".join(folded_words(row.text)) for row in self._rows]

    def find(self, query: str, kinds: Collection[Kind], limit: int) -> list[Hit]:
        """The best hits: by score, then by how well known, then by name. None for a query without letters."""
        wanted = " ".join(folded_words(query))
        if not wanted or limit < 1:
            return []
        numbers = range(len(self._rows))
        if kinds:
            numbers_of_kind = [n for n in numbers if self._rows[n].kind in kinds]
            choices = {n: self._folded[n] for n in numbers_of_kind}
        else:
            choices = dict(enumerate(self._folded))
        best: dict[str, tuple[float, Row, tuple[tuple[str, float], ...]]] = {}
        for number in self._near(wanted, choices, limit * 8):
            row = self._rows[number]
            score, features = compare(wanted, self._folded[number])
            if row.flags & DEMONYM:
                score *= 0.95
            if score >= _WEAK and score > best.get(row.entity, (0.0,))[0]:
                best[row.entity] = (score, row, features)
        exact = sum(score == 1.0 for score, _, _ in best.values())
        hits = [
            Hit(e, self._name(e), row.kind, round(s, 3), row.listed, parts, s == 1.0 and exact == 1)
            for e, (s, row, parts) in best.items()
        ]
        ranks = {entity: row.rank for entity, (_, row, _) in best.items()}
        return sorted(hits, key=lambda hit: (-hit.score, -ranks[hit.entity], hit.name))[:limit]

    @staticmethod
    def _near(wanted: str, choices: dict[int, str], count: int) -> set[int]:
        """The numbers of the names that stand a chance."""
        ratio = process.extract(wanted, choices, scorer=fuzz.ratio, score_cutoff=45, limit=count)
        found = {number for _, _, number in ratio}
        begun = (n for n, text in choices.items() if text.startswith(wanted) or " " + wanted in text)
        found.update(sorted(begun, key=lambda n: len(choices[n]))[:count])
        if " " in wanted:
            words = process.extract(
                wanted, choices, scorer=fuzz.token_sort_ratio, score_cutoff=45, limit=count
            )
            found.update(number for _, _, number in words)
        return found


def compare(wanted: str, name: str) -> tuple[float, tuple[tuple[str, float], ...]]:
    """How well a folded name answers a folded query, 0 to 1, and what that is made of."""
    ratio = fuzz.ratio(wanted, name) / 100
    words = fuzz.token_sort_ratio(wanted, name) / 100
    begun = name.startswith(wanted) or " " + wanted in name
    prefix = 0.7 + 0.25 * len(wanted) / len(name) if begun else 0.0
    score = 1.0 if wanted == name else min(0.99, max(ratio, 0.97 * words, prefix))
    return score, (("ratio", round(ratio, 3)), ("words", round(words, 3)), ("prefix", round(prefix, 3)))
