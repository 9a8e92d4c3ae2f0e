"""Names that the lists do not have: what more it takes until one of them is meant.

A list of a million names has villages called Union, Energy and Wang. A word of which the lists, the sentence
or the document know better is none of them.
"""

from collections.abc import Collection, Sequence

from annotator.matching import lexicon
from annotator.matching.found import Found
from annotator.matching.names import ACRONYM, DEMONYM, FAMILY, FURTHER, PART, SHORT, Row
from annotator.matching.reading import Reading

_SHORTEST = 4
"""Letters of a lone name that needs no evidence."""


def evident(reading: Reading, at: int, row: Row) -> bool:
    """Whether a lone word may be a name that only a further source has.

    A common word and a very short one need a sign of what they would be, and no village has an article.
    What is known to be known (`rank`) is judged like a name of the lists.
    """
    if not row.flags & FURTHER or row.flags & (ACRONYM | DEMONYM | PART) or row.rank:
        return True
    word, before = reading.words.folded[at], reading.words.folded[at - 1] if at else ""
    if row.kind == "place" and before == "the":
        return False
    if len(word) >= _SHORTEST and not lexicon.is_common(word):
        return True
    if row.kind == "place":
        return reading.placed(at)
    of_that_name = before in lexicon.NAME_PREPOSITIONS and before not in ("of", "the", "that")
    return reading.titled(at) or reading.reported(at) or (row.kind == "organization" and of_that_name)


def claimed(
    reading: Reading, item: Found, parts: Sequence[Found], found: Sequence[Found], named: Collection[str]
) -> bool:
    """Whether a lone further name is rather the part of a person's name: of one named before, in the document
    or the sentence, or of one of the lists who is better known."""
    if item.first != item.last or not item.row.flags & FURTHER or item.row.flags & (ACRONYM | PART):
        return False
    if item.row.kind == "place" and reading.placed(item.first):
        return False
    here = [p for p in parts if (p.first, p.last) == (item.first, item.last) and p.edits <= item.edits]
    if not here:
        return False
    before = {f.row.entity for f in found if f.last < item.first and f.first != f.last}
    return any(
        part.row.entity in named
        or part.row.entity in before
        or (
            not part.row.flags & FURTHER
            and part.row.flags & (FAMILY | SHORT)
            and part.row.rank > item.row.rank
        )
        for part in here
    )
