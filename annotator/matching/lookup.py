"""Looking up an entity by a name that may be half typed, in another order or misspelled.

Fast enough for every key press: the rarest word of the query leads to the rows that hold it, and only those
are compared.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import process
from rapidfuzz.distance import OSA

from annotator.matching.edits import allowed
from annotator.matching.index import Index
from annotator.matching.likeness import BEGUN, EXACT, TURNED, WEAK, likeness, readings, with_fame
from annotator.matching.names import DEMONYM, DERIVED, FAMILY, GIVEN, OTHER, SHORT, Row
from annotator.matching.words import folded_words
from annotator.model import Kind

_REMEMBERED = 30_000
"""So many rows are kept in memory."""
_MOST_ROWS = 200
"""So many rows are compared at most."""
_MOST_BEGUN = 100
"""So many words are tried for one that may be shortened."""
_MOST_WORDS = 4000
"""So many words are compared with one that is in no name."""
_SIGNS = "+#"
"""Signs that make another name."""
_PART = 0.97
"""What a part of a name that stands alone, or a demonym, scores at most."""
_SHORT = 3
"""A query of fewer letters is no word yet."""
_BESIDE_EXACT = 0.75
"""Beside an entity of that very name, what scores less is a slip of the pen that nobody made."""


class Hit(Struct, frozen=True):
    """An entity that a query may mean."""

    entity: str
    """Its id."""
    name: str
    kind: Kind
    score: float
    """0 to 1; 1: the query is one of its names, spelling aside."""
    alias: str
    """The known name that fits the query best."""
    features: tuple[tuple[str, float], ...]
    """Where they are asked for, what the score is made of, each 0 to 1: letters, words, beginning, fame."""
    match: bool
    """True where it is the only entity of that very name."""
    rank: int = 0
    """How well known it is."""


def in_order(hits: Iterable[Hit], query: str, limit: int) -> list[Hit]:
    """The best hits: by score, then by how well known, then by name; one that is the only exact one matches."""
    hits = _told_apart(list(hits), query)
    order = sorted(hits, key=lambda hit: (-hit.score, -hit.rank, hit.name, hit.entity))
    exact = sum(hit.score == EXACT for hit in order)
    if exact:
        order = [hit for hit in order if hit.score >= _BESIDE_EXACT]
    return [replace(hit, match=exact == 1 and hit.score == EXACT) for hit in order[: max(0, limit)]]


def _of_row(row: Row, score: float, *, short: bool) -> float:
    """The score of a row whose name scores so; `short`: for a query of few letters."""
    if row.flags & (DEMONYM | FAMILY | SHORT):
        return round(score * _PART, 3)
    if short and row.flags & DERIVED and score < TURNED:
        score = min(score, BEGUN)  # 'J' is the beginning of a name, not the word in 'J. Smith'
    return with_fame(score, row.rank)


def _told_apart(hits: list[Hit], query: str) -> list[Hit]:
    """The hits, of which those that only folding makes the very name score a little less.

    Folding leaves out signs, but OPEC+ is not OPEC; and UN is the organization rather than a place called Un.
    """
    exact = [hit for hit in hits if hit.score == EXACT]
    same = [hit for hit in exact if _signs(hit.alias) == _signs(query)]
    if query.isupper() and any(hit.alias.isupper() for hit in same):
        same = [hit for hit in same if hit.alias.isupper()]
    less = {hit.entity for hit in exact} - {hit.entity for hit in same}
    return [replace(hit, score=TURNED) if hit.entity in less else hit for hit in hits]


def _signs(text: str) -> str:
    return "".join(sign for sign in text if sign in _SIGNS)


class Lookup:
    """Look-up in the names of an index."""

    def __init__(self, index: Index, name: Callable[[str], str]) -> None:
        self._index = index
        self._name = name
        self._known: dict[int, tuple[Row, str]] = {}

    def find(self, query: str, kinds: Collection[Kind], limit: int) -> list[Hit]:
        """The best hits: by score, then by how well known, then by name. None for a query without letters."""
        read = readings(query)
        if not read or limit < 1:
            return []
        rows, names = list[Row](), list[str]()
        for number in dict.fromkeys(n for words in read for n in self._rows(query.strip(), words)):
            row, name = self._known.get(number) or self._row(number)
            if not row.flags & (GIVEN | OTHER) and (not kinds or row.kind in kinds):
                rows.append(row)
                names.append(name)
        best: dict[str, tuple[float, Row]] = {}
        wanted, persons = " ".join(read[0]), [row.kind == "person" for row in rows]
        scores = likeness(wanted, names, persons)
        for words in read[1:]:
            scores = list(map(max, scores, likeness(" ".join(words), names, persons)))
        for row, likely in zip(rows, scores, strict=True):
            if not likely:
                continue
            score = _of_row(row, likely, short=len(wanted) < _SHORT)
            if score >= WEAK and score > best.get(row.entity, (0.0,))[0]:
                best[row.entity] = (score, row)
        hits = [
            Hit(row.entity, self._shown(row), row.kind, score, row.listed, (), False, row.rank)
            for score, row in best.values()
        ]
        return in_order(hits, query, limit)

    def _row(self, number: int) -> tuple[Row, str]:
        """The row of that number, and its folded name; to be remembered."""
        row = self._index.rows[number]
        known = (row, " ".join(folded_words(row.text)))
        if len(self._known) < _REMEMBERED:
            self._known[number] = known
        return known

    def _shown(self, row: Row) -> str:
        return self._name(row.entity) or row.listed

    def _rows(self, query: str, words: Sequence[str]) -> list[int]:
        """The rows that stand a chance."""
        capitals = query.upper().replace(".", "")
        rows = self._index.acronyms_beginning(capitals) if len(words) == 1 else []
        groups = [self._group(word, last=at == len(words) - 1) for at, word in enumerate(words)]
        groups = [group for group in groups if group]
        if not groups:
            return rows[:_MOST_ROWS]
        groups.sort(key=lambda group: sum(map(len, group)))
        found = list(islice(chain.from_iterable(groups[0]), _MOST_ROWS * 20))
        for group in groups[1:]:
            others = set(islice(chain.from_iterable(group), _MOST_ROWS * 200))
            both = [row for row in found if row in others]
            found = both or found
        return rows[:_MOST_ROWS] + self._best_known(found)

    def _best_known(self, rows: list[int]) -> list[int]:
        """As many of the rows as are compared; of a list that is in memory, the best known ones."""
        if len(rows) > _MOST_ROWS and len(self._index.rows) <= _REMEMBERED:
            rows.sort(key=self._obscurity.__getitem__)
        return rows[:_MOST_ROWS]

    @cached_property
    def _obscurity(self) -> list[int]:
        """Of each row of a list that is in memory: the less, the better known."""
        return [-row.rank for row in self._index.rows]

    def _group(self, word: str, last: bool) -> list[Sequence[int]]:
        """The rows of each word of the index that a word of the query may stand for, the likeliest first."""
        index = self._index
        begun = index.beginning(word)
        if last and begun:
            near = index.near(word) if len(word) > 4 and len(begun) < 10 else ()
            others = [index.holders(number) for number, _ in near if number not in begun]
            return [index.holders_of(begun), *others]
        found = [index.holders(number) for number, _ in index.near(word)]
        if begun and len(word) >= _SHORT:  # 'int monetary fund'
            found.append(index.holders_of(begun[:_MOST_BEGUN]))
        if found or len(word) <= 3:
            return found
        return [index.holders(number) for number in self._misspelled_beginning(word)]

    def _misspelled_beginning(self, word: str) -> list[int]:
        """Words whose beginning is `word` with letters wrong; the first two letters are right."""
        numbers = self._index.beginning(word[:2])[:_MOST_WORDS]
        most = max(1, allowed(len(word)))
        begun = [self._index.words[n][: len(word)] for n in numbers]
        found = process.extract(word, begun, scorer=OSA.distance, score_cutoff=most, limit=200)
        return [numbers[at] for _, _, at in found]
