"""The one rule of how many letters may be wrong, and the deletion neighbourhood that finds such words.

`cost` and `fits` are the rule; comparing every word with every other by them gives what the index gives.
"""

import zlib

from rapidfuzz.distance import OSA

from annotator.matching.names import ACRONYM, Row
from annotator.matching.words import LONGEST, folded_words

WORD_BITS = 24
"""The number of a word has so many bits: there are at most 16 million words."""
BUCKET_BITS = 16
"""The fewest bits of a hash that its bucket tells."""
KEPT_BITS = 8
"""So many of the others are kept beside the word; what they let through is compared letter by letter."""
BEGINNING = 9
"""Letters are taken away from the first so many letters of a word: long words would fill the index."""
DEEPEST = 24
"""Names of more words than this are not indexed (in Chinese or Thai: of more letters)."""


def allowed(letters: int) -> int:
    """Edits allowed in a known word, or a whole name, of so many letters: none to 4, 1 to 8, 2 from 9."""
    return 0 if letters <= 4 else 1 if letters <= 8 else 2


EXACT, SHORT, WIDE, TAKEN = 64, 16, 32, 128
"""Marks beside the edits in a cost: a word was right to the letter; a short word was not; a word of middling
length was wrong twice; a word was taken for another one, be it an inflected form that costs nothing."""
_EDITS = 15
_ENDINGS = ("a", "u", "i", "e", "y", "om", "ov", "em", "en", "in", "ou", "ova", "ovi", "ami", "ah", "s")
"""Grammatical endings that cost one edit, however long."""
SHORTEST = 3


def cost(written: str, known: str) -> int | None:
    """What it costs to take the folded word `written` for `known`; None: that is not allowed.

    The edits (neighbouring letters swapped count one) with a mark: `EXACT`; or `SHORT` for a known word of
    3 or 4 letters, which may have one edit if it keeps its first letter or that changed places with the second.
    An ending of a known word costs one.
    """
    if written == known:
        return EXACT
    if len(written) < SHORTEST or len(written) > LONGEST or written.isdigit():
        return None
    most = allowed(len(known))
    if most:
        edits = OSA.distance(written, known, score_cutoff=most)
        if edits == 1:
            return 1
        if is_inflected(written, known):
            return 1
        return edits if edits <= most else None
    if len(known) < SHORTEST:
        return None
    if is_inflected(written, known) or (
        begins_alike(written, known) and OSA.distance(written, known, score_cutoff=1) == 1
    ):
        return 1 | SHORT
    return None


def begins_alike(written: str, known: str) -> bool:
    """True where the two share the first letter, or one has swapped its first two."""
    return written[0] == known[0] or (written[0] == known[1] and written[1] == known[0])


def wide_cost(written: str, known: str) -> int | None:
    """What it costs where all other words of the name are right: two edits in a word of 5 to 8 letters too."""
    if allowed(len(known)) != 1 or not SHORTEST < len(written) <= LONGEST or not begins_alike(written, known):
        return None
    if is_inflected(written, known) or OSA.distance(written, known, score_cutoff=2) != 2:
        return None
    return 2 | WIDE


def is_inflected(written: str, known: str) -> bool:
    """True where the word is the known one with a grammatical ending."""
    return written.startswith(known) and written[len(known) :] in _ENDINGS


def stems(written: str) -> list[str]:
    """The words that `written` may be an inflected form of."""
    return [
        written[: -len(ending)]
        for ending in _ENDINGS
        if written.endswith(ending) and len(written) - len(ending) >= SHORTEST
    ]


def together(first: int, second: int) -> int:
    """The cost of two words of a name."""
    return (first & _EDITS) + (second & _EDITS) | (first | second) & (EXACT | SHORT | WIDE | TAKEN)


def edits_of(cost: int) -> int:
    """The edits in a cost."""
    return cost & _EDITS


def fits(cost: int, letters: int) -> bool:
    """Whether a whole name of so many letters may cost that.

    A short word may be wrong only beside one that is right, in a name of at least 8 letters; a word of 5 to 8
    letters twice only beside right ones, in a name of at least 11.
    """
    if cost & (SHORT | WIDE) and not (cost & EXACT and letters >= (11 if cost & WIDE else 8)):
        return False
    return cost & _EDITS <= allowed(letters)


def deletes(word: str, depth: int) -> set[str]:
    """The word's beginning and all that is left of it after taking away up to `depth` letters.

    Two words at most `depth` edits apart share one of them: an edit takes at most one letter from each of the
    beginnings, the one that it pushes over the edge included; neighbouring letters swapped are one edit.
    """
    start = word[:BEGINNING]
    found = {start}
    if depth:
        once = {start[:i] + start[i + 1 :] for i in range(len(start))}
        found |= once
        if depth > 1:
            for less in once:
                found.update([less[:i] + less[i + 1 :] for i in range(len(less))])
    return found


def depth_of(letters: int) -> int:
    """How many letters to take from a written word of so many, so that it shares something with each it may be.

    Only words that fill the beginning may be wrong twice. What is left of one of them, at most two letters less
    than the beginning, is as long as what is left of the written word: of a shorter one at most one is taken.
    """
    return 2 if letters >= BEGINNING else 1


def code_of(word: str) -> int:
    """A 32-bit hash that is the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def indexed_words(row: Row) -> list[str]:
    """The words under which a row is indexed; none for an acronym and for what is too long."""
    if row.flags & ACRONYM:
        return []
    words = folded_words(row.text)
    return words if len(words) <= DEEPEST else []
