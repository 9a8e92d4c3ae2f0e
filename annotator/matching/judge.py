"""Whether a find is the name meant: filters and a score for each.

What decides precision is judgement, not retrieval: the case of the letters, the neighbours, whether a word is
also a common one. Each function gives a score from 0 to 1; 0 is a veto.
"""

from functools import lru_cache

from annotator.matching import further, lexicon
from annotator.matching.names import ACRONYM, AMBIGUOUS, DEMONYM, FURTHER, OTHER, PART, Row
from annotator.matching.reading import HYPHENS, Reading
from annotator.matching.words import Words, folded_words, is_unspaced
from annotator.model import Kind
from annotator.patterns import regex

_ENDINGS = frozenset(
    ("s", "n", "e", "i", "a", "an", "ic", "is", "er", "es", "ns", "in", "ia", "ian", "ese", "ish", "o")
)
_PERSON_ENDINGS = frozenset(("s", "a", "es", "va", "ova", "eva", "ism", "ist", "ite"))
"""A name with one of these is its adjective, plural or feminine, not a slip of the pen."""


_CASES = frozenset(("a", "u", "om", "ov", "em", "ou", "ova", "ovi", "ami"))
"""Endings that other languages decline a place with, and English makes no adjective with."""
_LONG = 15
"""From so many letters on a name in small letters may hold very short words."""
_LEAST, _LEAST_OF_PLACES = 0.55, 0.5
"""A word less likely to be a name misspelled than this is none; of states and places the rule asks for more."""
_PLAIN = ("state", "organization", "place")
"""With a wrong letter their names are no common word any more: 'Turkry', 'Comonwealth'."""
_DOUBLE = regex(r"(.)\1+")
_VOWELS = frozenset("aeiouy")
_ALIKE = frozenset(("ck", "cs", "sz", "gj", "kq", "iy", "vw", "td", "bp", "mn", "fv", "gh", "uw"))


def score(reading: Reading, first: int, last: int, row: Row, edits: int) -> float:
    """How sure it is that words `first` to `last` are this row's entity, its neighbours aside."""
    if row.flags & ACRONYM:
        return _acronym(reading, first, row)
    if row.flags & AMBIGUOUS and (row.alias or row.text).startswith("the ") and (edits or first == last):
        return 0.0  # 'member States' and 'the Estates' are not 'the States'
    if row.flags & OTHER:
        return float(not edits and reading.unbroken(first, last))
    if (
        not reading.unbroken(first, last)
        and reading.words.text[reading.words.starts[first] : reading.words.ends[last]].casefold()
        != row.text.casefold()
    ):
        return 0.0
    if not further.evident(reading, first, last, row, edits):
        return 0.0
    if first in reading.listed and not (
        first == last and row.kind == "state" and _begins_so(reading, first, row)
    ):
        return 0.0
    sure = _lone(reading, first, row, edits) if first == last else _several(reading, first, last, row)
    if row.kind in ("state", "place") and first != last and reading.names_a_thing(last):
        return 0.0
    if row.kind == "place" and reading.begins_a_thing(last):
        return 0.0
    placed = row.kind in ("state", "place") and not row.flags & DEMONYM
    if sure and placed and reading.elsewhere(first, last, row.kind == "state"):
        sure = 0.3 * sure if reading.words.gap(last)[:1] != "," else 0.0
    if not edits or not sure:
        return sure
    return _misspelled(reading, first, last, row, edits, sure)


def _begins_so(reading: Reading, at: int, row: Row) -> bool:
    """True where word `at` begins as the name does, a people's aside: Prussia is not Russia."""
    return not row.flags & DEMONYM and reading.words.folded[at][0] == folded_words(row.text)[0][0]


def is_hopeless(reading: Reading, at: int) -> bool:
    """True where a lone word is no name, whatever row it fits: `score` would be 0."""
    if reading.capital[at]:
        return False
    word = reading.words.folded[at]
    return len(word) < 5 or lexicon.is_common(word)


def _acronym(reading: Reading, at: int, row: Row) -> float:
    loud = reading.headline == "upper" or reading.shouted(at)
    if at and reading.words.folded[at - 1] == "the":
        loud = False
    if loud and "." not in reading.words.raw[at] and lexicon.is_common(reading.words.folded[at]):
        return 0.0
    if row.kind == "state" and reading.names_a_thing(at):
        return 0.0
    return 0.8 if row.flags & AMBIGUOUS else 1.0


@lru_cache(4096)
def _listed(name: str) -> list[str]:
    """The words of a name of the lists, as they are written there."""
    return Words(name).raw


def _several(reading: Reading, first: int, last: int, row: Row) -> float:
    """A name of several words: each that the name writes with a capital has one here."""
    words = reading.words
    single = last == first + 1 and " " not in row.text and len(folded_words(row.text)) == 1
    if single and words.gap(first).isspace():
        plain = lexicon.is_common(words.folded[last]) or words.folded[last] in lexicon.FUNCTION_WORDS
        torn = words.raw[last].islower() and not plain
        return float(torn and reading.capital[first])  # a stray blank: 'Kazakh stan'
    if (
        not reading.capital[last]
        and words.folded[last] in lexicon.FUNCTION_WORDS
        and reading.capital[first]
        and not _listed(row.text)[-1].islower()
    ):
        return 0.0  # 'Putra to' is nobody called To
    small = [
        at
        for at in range(first, last + 1)
        if not reading.capital[at]
        and len(words.folded[at]) > 2
        and words.folded[at] not in lexicon.SMALL
        and (at == first or words.gap(at - 1) not in HYPHENS)
    ]
    if small:
        listed = _listed(row.text)
        if len(listed) == last - first + 1:  # only where the list has a capital one is missing
            small = [at for at in small if not listed[at - first].islower()]
    if not small:
        return 1.0
    if reading.headline == "lower":
        return 0.8
    if words.text[words.starts[first] : words.ends[last]] == row.text:
        return 1.0
    common = [lexicon.is_common(words.folded[at]) for at in range(first, last + 1)]
    mixed = row.kind in ("person", "place") and len(small) <= last - first
    if all(common) or (mixed and any(common[at - first] for at in small)):
        return 0.0  # 'Florence said' is nobody called Said
    lengths = [
        len(words.folded[at]) for at in range(first, last + 1) if words.folded[at] not in lexicon.SMALL
    ]
    short = min(lengths, default=0) <= 2 and sum(lengths) < _LONG
    return 0.0 if short else 0.7


def _lone(reading: Reading, at: int, row: Row, edits: int) -> float:
    """A name of one word: the capital must be its own."""
    word = reading.words.folded[at]
    if is_unspaced(word):
        return 0.0  # one letter of many
    if word in lexicon.FUNCTION_WORDS and reading.words.raw[at] != row.text:
        return 0.0
    if word in lexicon.MONTHS and not reading.titled(at):
        return 0.8 if row.flags & PART and reading.says(at) else 0.0
    common = lexicon.is_common(word) or bool(row.flags & AMBIGUOUS and not (edits and row.kind in _PLAIN))
    if not reading.capital[at]:
        if common or len(word) < 5 or row.flags & DEMONYM or row.kind == "person":
            return 0.0
        return 0.6
    if row.flags & DEMONYM and (reading.names_a_thing(at) or reading.addressed(at)):
        return 0.0
    if (common or row.flags & DEMONYM) and reading.after_given_name(at):
        return 0.0
    if _named_after(reading, at) or reading.in_company(at):
        return 0.0
    if not common:
        return 0.95 if row.flags & DEMONYM else 1.0
    if edits:
        return float(at in reading.listed)
    return _common_word(reading, at, row)


def _common_word(reading: Reading, at: int, row: Row) -> float:
    """A capitalized word that may also be a plain word or the name of something else."""
    shown = bool(reading.titled(at) or reading.reported(at))
    if not reading.start[at]:
        shown = shown or reading.words.folded[at - 1] in lexicon.NAME_PREPOSITIONS
    if not lexicon.is_common(reading.words.folded[at]) or not (reading.start[at] or reading.headline):
        return 0.95 if shown else 0.85
    if row.flags & DEMONYM and reading.small_word_follows(at):
        return 0.0
    if row.kind in ("state", "organization"):
        return 0.95 if shown else 0.75
    if row.flags & PART:
        return 0.8 if shown else 0.4
    return 0.6 if shown else 0.0


def _named_after(reading: Reading, at: int) -> bool:
    """'X of Y' where X makes it the name of something else."""
    folded = reading.words.folded
    return (
        at >= 2
        and folded[at - 1] == "of"
        and folded[at - 2] in lexicon.NAMED_AFTER
        and reading.words.raw[at - 2][0].isupper()
    )


def _misspelled(reading: Reading, first: int, last: int, row: Row, edits: int, sure: float) -> float:
    """A find with wrong letters: less sure the shorter it is; none where an ending explains the letters."""
    words = reading.words
    written = "".join(words.folded[first : last + 1])
    listed = "".join(folded_words(row.text))
    if first != last:
        if _is_somebody_else(words.folded[first : last + 1], folded_words(row.text)):
            return 0.0
        return sure * max(0.3, 1 - 1.2 * edits / len(written))
    if is_ending(written, listed, row.kind):
        return 0.0
    raw = words.raw[first]
    if not (raw.isupper() or raw[1:].islower()) and row.text[1:].islower():
        return 0.0  # LeBron is not Hebron
    likely = 1 - 1.5 * edits / len(written) - unlikely(written, listed)
    checked = row.kind in ("state", "place") and not row.flags & FURTHER
    return sure * likely if likely > (_LEAST_OF_PLACES if checked else _LEAST) else 0.0


def _is_somebody_else(written: list[str], listed: list[str]) -> bool:
    """True where a word is not the listed one but a known name, and no rare name stands beside it.

    Emanuel Macron is Emmanuel Macron, but Boris Jonson may be a Mr Jonson.
    """
    if len(written) != len(listed):
        return False
    wrong = [word for word, known in zip(written, listed, strict=True) if word != known]
    right = [word for word, known in zip(written, listed, strict=True) if word == known]
    return any(map(lexicon.is_name, wrong)) and all(map(lexicon.is_known_name, right))


def unlikely(written: str, listed: str) -> float:
    """What makes it unlikely that a word is another one misspelled, 0 to 0.4.

    People double letters or forget to, leave out and swap them and confuse those that sound alike; they rarely
    get the first letter wrong or write a consonant for another.
    """
    start = 0
    while start < min(len(written), len(listed)) and written[start] == listed[start]:
        start += 1
    wrong = 0.0 if start else 0.2
    if not _differs_by_double(written, listed):
        wrong += 0.03
    if len(written) == len(listed) and written[start + 1 :] == listed[start + 1 :]:
        pair = written[start : start + 1] + listed[start : start + 1]
        if not (_VOWELS.issuperset(pair) or pair in _ALIKE or pair[::-1] in _ALIKE):
            wrong += 0.2
    return wrong


def _differs_by_double(written: str, listed: str) -> bool:
    """True where one has a letter once that the other has twice: 'Damam', 'Belllo'."""
    short, long = sorted((written, listed), key=len)
    return len(long) == len(short) + 1 and _DOUBLE.sub(r"\1", short) == _DOUBLE.sub(r"\1", long)


def is_ending(written: str, listed: str, kind: Kind) -> bool:
    """True where the written word is the listed name with a grammatical ending: 'Kenyan', 'Putins'."""
    if kind == "person":
        short, long = sorted((written, listed), key=len)
        return long.startswith(short) and long[len(short) :] in _PERSON_ENDINGS
    if written[:-1] != listed and _differs_by_double(written, listed):
        return False  # 'Russiia'
    if written.startswith(listed):
        ending = written[len(listed) :]
        return ending in _ENDINGS and not (kind == "place" and ending in _CASES and len(listed) > 4)
    stem = listed[:-1]
    return listed[-1:] in "aeiouy" and written.startswith(stem) and written[len(stem) :] in _ENDINGS
