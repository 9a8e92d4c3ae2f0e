"""The one rule of how many letters may be wrong, and the deletion neighbourhood that finds such words."""

import zlib

from annotator.matching.names import ACRONYM, Row
from annotator.matching.words import folded_words

WORD_BITS = 24
"""An edge of the trie is node << WORD_BITS | number of the word."""
DEEPEST = 12
"""Names of more words than this are not indexed."""


def allowed(letters: int) -> int:
    """Edits allowed in a known word, or a whole name, of so many letters: none to 4, 1 to 8, 2 from 9."""
    return 0 if letters <= 4 else 1 if letters <= 8 else 2


def deletes(word: str, depth: int) -> set[str]:
    """The word and all that is left of it after taking away up to `depth` letters.

    Two words at most `depth` edits apart share one of them (neighbouring letters swapped are one edit).
    """
    found, edge = {word}, {word}
    for _ in range(depth):
        edge = {w[:i] + w[i + 1 :] for w in edge for i in range(len(w))}
        found |= edge
    return found


def code_of(word: str) -> int:
    """A 32-bit hash that is the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def indexed_words(row: Row) -> list[str]:
    """The words under which a row is indexed; none for an acronym and for what is too long."""
    if row.flags & ACRONYM:
        return []
    words = folded_words(row.text)
    return words if len(words) <= DEEPEST else []
