"""How well known names answer a query that may be half typed, in another order or misspelled.

Query and names are folded (`folded_words`, joined by blanks). A score is 0 to 1; the clear cases are told by
plain comparison of strings, and only what is left is compared letter by letter.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from annotator.matching.words import Words

EXACT = 1.0
TURNED = 0.98
"""The same words in another order."""
WHOLE, FAMILY, INSIDE = 0.94, 0.94, 0.92
"""The name begins with the query; a person's ends with it; it stands inside: as whole words."""
BEGUN, INSIDE_BEGUN = 0.9, 0.85
"""The name, or a later word of it, begins with the query, whose last word is not typed out."""
SCATTERED, SCATTERED_BEGUN, SHORTENED = 0.89, 0.84, 0.8
"""All words of the query are in the name, in any order; of the last one, of each, the beginning."""
KNOWN = 0.01
"""What a step of fame adds, and only where the query is not the whole name."""
WEAK = 0.5
"""Names that score less help nobody."""
_UNLIKE = 0.0
_FAME = 3
_MOST_LETTERS = 400
"""Of a longer query the rest is not read: no name has so many letters."""
_PLACES = 4
"""So many words of a name may be the first that a misspelled query means."""


@lru_cache(64)  # several ask for those of one query
def readings(query: str) -> tuple[Sequence[str], ...]:
    """The folded words of a query. Where the last one is short for another word, 'St' for 'Saint', it may
    also be the beginning of one: a second reading. Empty for a query without letters."""
    words = Words(query[:_MOST_LETTERS])
    folded = " ".join(words.folded).split()
    if not folded:
        return ()
    last = words.raw[-1].lower().strip(".")
    if last.isascii() and last.isalnum() and not folded[-1].startswith(last):
        return (folded, [*folded[:-1], last])
    return (folded,)


def slips(letters: int) -> int:
    """So many letters may be wrong in a query of so many: a person looks at what is found and chooses."""
    return 0 if letters < 3 else 1 if letters < 9 else 2


def likeness(wanted: str, names: Sequence[str], persons: Sequence[bool]) -> list[float]:
    """The score of each name, 0 for one that does not answer; `persons` tells which are persons'."""
    inside, words = " " + wanted, wanted.split()
    ahead = " " + words[-1]
    scores, rest = [], []
    for number, name in enumerate(names):
        score = _clear(wanted, inside, name, person=persons[number])
        if not score and len(words) > 1 and ahead in " " + name:
            score = _scattered(words, name)
        scores.append(score)
        if not score:
            rest.append(number)
    if rest:
        for number, score in zip(rest, misspelled(wanted, [names[n] for n in rest]), strict=True):
            scores[number] = score
    return scores


def _clear(wanted: str, inside: str, name: str, *, person: bool) -> float:
    """The score of a name in which the query stands as it is."""
    if name.startswith(wanted):
        if len(name) == len(wanted):
            return EXACT
        return WHOLE if name[len(wanted)] == " " else BEGUN
    at = name.find(inside)
    if at < 0:
        return _UNLIKE
    end = at + len(inside)
    if end == len(name):
        return FAMILY if person and len(wanted) > 2 else INSIDE
    return INSIDE if inside + " " in name else INSIDE_BEGUN


def _scattered(words: list[str], name: str) -> float:
    """The score of a name that holds the words of the query, or begins of them, in any order."""
    known = name.split()
    if all(word in known for word in words[:-1]):
        if len(words) == len(known) and sorted(words) == sorted(known):
            return TURNED
        return SCATTERED if words[-1] in known else SCATTERED_BEGUN
    spaced = " " + name
    return SHORTENED if all(" " + word in spaced for word in words) else _UNLIKE


def misspelled(wanted: str, names: Sequence[str]) -> list[float]:
    """The scores of names in which the query stands with letters wrong, or with its words in another order."""
    scores = [_UNLIKE] * len(names)
    most = slips(len(wanted))
    if not most:
        return scores
    size, texts, owners = len(wanted), list[str](), list[tuple[int, int]]()
    for number, name in enumerate(names):
        texts.append(name[: size + 1])
        owners.append((number, 0))
        at = name.find(" ")
        for _ in range(_PLACES - 1):
            if at < 0 or len(name) - at <= size - most:
                break
            texts.append(name[at + 1 : at + 2 + size])
            owners.append((number, at + 1))
            at = name.find(" ", at + 1)
    # A letter too many at the end of what is cut out must not count as a slip too many.
    for _, _, at in process.extract(
        wanted, texts, scorer=OSA.distance, processor=None, score_cutoff=most + 1, limit=None
    ):
        number, place = owners[at]
        scores[number] = max(scores[number], _slipped(wanted, names[number], place, most))
    if " " in wanted:
        for _, ratio, number in process.extract(
            wanted, names, scorer=fuzz.token_sort_ratio, processor=None, score_cutoff=80, limit=None
        ):
            scores[number] = max(scores[number], 0.9 * ratio / 100)
    return scores


def near(wanted: str, names: Sequence[str]) -> list[int]:
    """The places of the names that begin with the query but for few letters; fast for thousands."""
    cut, most = len(wanted) + 1, slips(len(wanted))
    begun = [name[:cut] for name in names]
    found = process.extract(
        wanted, begun, scorer=OSA.distance, processor=None, score_cutoff=most + 1, limit=60
    )
    return [at for _, _, at in found]


def _slipped(wanted: str, name: str, place: int, most: int) -> float:
    """The score of a name that the query, with letters wrong, begins at `place`."""
    rest, size = name[place:], len(wanted)
    edits = OSA.distance(wanted, rest, score_cutoff=most)
    if edits <= most:
        return (0.97 if not place else 0.93) - edits / max(size, len(rest))
    edits = min(OSA.distance(wanted, rest[: size + more], score_cutoff=most) for more in (-1, 0, 1))
    if edits > most:
        return _UNLIKE
    return (0.9 if not place else 0.87) - edits / size


def with_fame(score: float, rank: int) -> float:
    """The score, rounded, with what is added for how well known an entity is."""
    if score < TURNED:
        score = min(TURNED - 0.01, score + KNOWN * fame(rank))
    return round(score, 3)


def features(wanted: str, name: str, rank: int) -> tuple[tuple[str, float], ...]:
    """What a score is made of, each 0 to 1: letters, words, beginning, and how well known the entity is."""
    letters = OSA.normalized_similarity(wanted, name)
    words = fuzz.token_sort_ratio(wanted, name) / 100
    if name.startswith(wanted) or " " + wanted in name:
        begun = 1.0
    else:
        begun = max(
            OSA.normalized_similarity(wanted, name[place : place + len(wanted)]) for place in _words_of(name)
        )
    return (
        ("letters", round(letters, 3)),
        ("words", round(words, 3)),
        ("beginning", round(begun, 3)),
        ("fame", round(fame(rank) / _FAME, 3)),
    )


def _words_of(name: str) -> list[int]:
    """Where the words of a name begin."""
    return [0, *(at + 1 for at, letter in enumerate(name) if letter == " ")]


def fame(rank: int) -> int:
    """How well known, 0 to 3, whatever scale a list counts on."""
    return max(0, min(rank, _FAME))
