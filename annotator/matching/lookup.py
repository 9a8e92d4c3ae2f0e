"""Looking up an entity by a name that may be half typed, in another order or misspelled.

Fast enough for every key press: the rarest word of the query leads to the rows that hold it, and only those
are compared.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from msgspec import Struct
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from annotator.matching.edits import allowed
from annotator.matching.index import Index
from annotator.matching.names import DEMONYM, FAMILY, GIVEN, OTHER, SHORT, Row
from annotator.matching.words import folded_words
from annotator.model import Kind

_WEAK = 0.5
"""Hits below this score help nobody."""
_MOST_ROWS = 200
"""So many rows are compared at most."""
_MOST_WORDS = 4000
"""So many words are compared with one that is in no name."""


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
    """What the score is made of, each 0 to 1: letters, words, beginning."""
    match: bool
    """True where it is the only entity of that very name."""


class Lookup:
    """Look-up in the names of an index."""

    def __init__(self, index: Index, name: Callable[[str], str]) -> None:
        self._index = index
        self._name = name

    def find(self, query: str, kinds: Collection[Kind], limit: int) -> list[Hit]:
        """The best hits: by score, then by how well known, then by name. None for a query without letters."""
        words = folded_words(query)
        if not words or limit < 1:
            return []
        wanted = " ".join(words)
        best: dict[str, tuple[float, Row, tuple[tuple[str, float], ...]]] = {}
        for number in self._rows(query.strip(), words):
            row = self._index.rows[number]
            if row.flags & (GIVEN | OTHER) or (kinds and row.kind not in kinds):
                continue
            score, features = compare(wanted, " ".join(folded_words(row.text)))
            if row.flags & (DEMONYM | FAMILY | SHORT):
                score *= 0.97
            if score >= _WEAK and score > best.get(row.entity, (0.0,))[0]:
                best[row.entity] = (score, row, features)
        exact = sum(score == 1.0 for score, _, _ in best.values())
        order = sorted(best.values(), key=lambda hit: (-round(hit[0], 3), -hit[1].rank, self._shown(hit[1])))
        return [
            Hit(
                row.entity,
                self._shown(row),
                row.kind,
                round(score, 3),
                row.listed,
                features,
                score == 1.0 and exact == 1,
            )
            for score, row, features in order[:limit]
        ]

    def _shown(self, row: Row) -> str:
        return self._name(row.entity) or row.listed

    def _rows(self, query: str, words: Sequence[str]) -> list[int]:
        """The rows that stand a chance."""
        capitals = query.upper().replace(".", "")
        rows = self._index.acronyms_beginning(capitals) if len(words) == 1 else []
        groups = [self._group(word, last=at == len(words) - 1) for at, word in enumerate(words)]
        groups = sorted(
            (group for group in groups if group),
            key=lambda group: sum(len(self._index.holders(w)) for w in group),
        )
        if not groups:
            return rows[:_MOST_ROWS]
        found = list(islice(self._holders(groups[0]), _MOST_ROWS * 20))
        for group in groups[1:]:
            others = set(islice(self._holders(group), _MOST_ROWS * 200))
            both = [row for row in found if row in others]
            found = both or found
        return rows[:_MOST_ROWS] + found[:_MOST_ROWS]

    def _holders(self, group: Sequence[int]) -> Iterator[int]:
        return (row for word in group for row in self._index.holders(word))

    def _group(self, word: str, last: bool) -> list[int]:
        """The words of the index that a word of the query may stand for, the likeliest first."""
        index = self._index
        begun = index.beginning(word) if last else index.beginning(word)[:1]
        if last and begun:
            near = [number for number, _ in index.near(word)] if len(word) > 4 and len(begun) < 10 else []
            return list(dict.fromkeys([*begun, *near]))
        near = [number for number, _ in index.near(word)]
        return near or (self._misspelled_beginning(word) if len(word) > 3 else [])

    def _misspelled_beginning(self, word: str) -> list[int]:
        """Words whose beginning is `word` with letters wrong; the first two letters are right."""
        numbers = self._index.beginning(word[:2])[:_MOST_WORDS]
        most = max(1, allowed(len(word)))
        begun = [self._index.words[n][: len(word)] for n in numbers]
        found = process.extract(word, begun, scorer=OSA.distance, score_cutoff=most, limit=200)
        return [numbers[at] for _, _, at in found]


def compare(wanted: str, name: str) -> tuple[float, tuple[tuple[str, float], ...]]:
    """How well a folded name answers a folded query, 0 to 1, and what that is made of."""
    letters = fuzz.ratio(wanted, name) / 100
    words = fuzz.token_sort_ratio(wanted, name) / 100
    if OSA.distance(wanted, name, score_cutoff=3) > max(1, allowed(len(name))):
        letters *= 0.8
    beginning, long = 0.0, len(wanted) > 2
    if name.startswith(wanted):
        beginning = 0.95 if long and (name + " ").startswith(wanted + " ") else 0.9
    elif " " + wanted in name:
        beginning = 0.92 if long and f" {wanted} " in name + " " else 0.85
    elif fuzz.ratio(wanted, name[: len(wanted)]) > 80:
        beginning = 0.75
    score = 1.0 if wanted == name else min(0.99, max(letters, 0.97 * words, beginning))
    return score, (("letters", round(letters, 3)), ("words", round(words, 3)), ("beginning", beginning))
