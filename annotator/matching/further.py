"""Names that the lists do not have: what more it takes until one of them is meant.

A list of a million names has villages called Union, Energy and Wang. A word of which the lists, the sentence
or the document know better is none of them. A short list of a desk's own is judged as the lists are.
"""

from collections.abc import Collection, Sequence

from annotator.matching import lexicon
from annotator.matching.found import Found
from annotator.matching.names import ACRONYM, DEMONYM, FAMILY, FURTHER, LITTLE, PART, SHORT, Row
from annotator.matching.reading import Reading
from annotator.matching.words import folded_words

_CONTRACTED = ("n't", "n’t", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'d", "’d")
_KNOWN = 2
"""A person of this rank is meant even where a place could stand: 'from Obama'."""
_ACRONYM = 6
"""Letters from which on a word in capitals may be a name that is shouted."""
_SHORTEST = 4
"""Letters of a lone name that needs no evidence."""


def evident(reading: Reading, first: int, last: int, row: Row, edits: int) -> bool:
    """Whether words may be a name that only a further source has.

    What is known to be known (`rank`) is judged like a name of the lists.
    """
    if not row.flags & LITTLE or row.flags & (ACRONYM | DEMONYM | PART) or row.rank:
        return True
    listed = folded_words(row.text)
    if len(listed) == 1:
        sure = _lone(reading, first, last, row)
        return sure and (not edits or row.kind != "place" or reading.placed(first))
    # Nobody gets the first letter of a name wrong, but many names differ in it: Tester and Lester.
    written = reading.words.folded[first : last + 1]
    return not edits or all(one[0] == other[0] for one, other in zip(written, listed, strict=False))


def _lone(reading: Reading, first: int, last: int, row: Row) -> bool:
    """A common word and a very short one need a sign of what they would be; no village has an article, writes
    itself small, is short for something or says anything."""
    words = reading.words
    word, before = "".join(words.folded[first : last + 1]), words.folded[first - 1] if first else ""
    if not reading.capital[first] or words.raw[last].casefold().endswith(_CONTRACTED):
        return False
    if words.gap(last)[:1] == "." and words.gap(last) != "." and not reading.start[last + 1]:
        return False
    raw, titled = words.raw[first], reading.titled(first)
    if raw.isupper() and len(raw) < _ACRONYM and reading.headline != "upper" and not row.text.isupper():
        return False
    if row.kind == "place" and (before == "the" or titled or _speaks(reading, first, last)):
        return False
    if len(word) >= _SHORTEST and not (lexicon.is_common(word) or word in lexicon.FUNCTION_WORDS):
        return True
    if row.kind == "place":
        return reading.placed(first)
    of_that_name = before in lexicon.NAME_PREPOSITIONS and before not in ("of", "the", "that")
    return titled or reading.reported(last) or (row.kind == "organization" and of_that_name)


def _speaks(reading: Reading, first: int, last: int) -> bool:
    """Whether it is somebody: 'Graham said', 'said Graham', 'WALLACE: …', 'Charles B. Rangel'."""
    words = reading.words
    if first and words.folded[first - 1] in lexicon.SAYS and reading.joined(first - 1):
        return True
    initial = first > 0 and len(words.raw[first - 1]) == 1 and words.gap(first - 1)[:1] == "."
    return initial or reading.says(last) or words.gap(last)[:1] == ":"


def claimed(
    reading: Reading, item: Found, parts: Sequence[Found], found: Sequence[Found], named: Collection[str]
) -> bool:
    """Whether a lone further name is rather the part of a person's name: of one named before, in the document
    or the sentence, or of one of the lists who is better known."""
    if item.first != item.last or not item.row.flags & FURTHER or item.row.flags & (ACRONYM | PART):
        return False
    here = [p for p in parts if (p.first, p.last) == (item.first, item.last) and p.edits <= item.edits]
    if not here:
        return False
    before = {f.row.entity for f in found if f.last < item.first and f.first != f.last}
    if any(part.row.entity in named or part.row.entity in before for part in here):
        return True
    placed = item.row.kind == "place" and reading.placed(item.first)
    better = (
        part
        for part in here
        if part.row.flags & (FAMILY | SHORT)
        and not part.row.flags & FURTHER
        and part.row.rank > item.row.rank
    )
    return any(not placed or part.row.rank >= _KNOWN for part in better)


def inside_another(reading: Reading, item: Found, strangers: Collection[str]) -> bool:
    """Whether a lone further name is part of a longer name, or the family name of somebody met before."""
    if item.first != item.last or not item.row.flags & LITTLE or item.row.rank:
        return False
    if item.row.flags & ACRONYM:
        return reading.foreign_neighbour(item.first, item.last)
    return reading.words.folded[item.first] in strangers and not reading.placed(item.first)
