"""The shorter names that the press gives to somebody with several given names or family names."""

import re
from collections.abc import Iterator

from annotator.matching.lexicon import GENERATIONS, PARTICLES, SERVANTS
from annotator.matching.words import fold
from annotator.patterns import regex

_ARTICLES = ("al", "el")
"""Arabic, before a family name; newspapers write either or neither."""
_FATHERS = regex(r"(\S+) ((?:bin|ibn|bint) \S+)(?: (?:bin|ibn) \S+)*(?: (Al[ -]\S+))?", re.IGNORECASE)
"""A name with the father's and of the house: Tamim bin Hamad Al Thani."""


def shortened(given: str, family: str) -> Iterator[str]:
    """Names of a person, given names first, with fewer of the given or of the family names.

    'Toomas Ilves' and 'Toomas H. Ilves' for Toomas Hendrik Ilves, 'Pedro Sánchez' for Pedro Sánchez
    Pérez-Castejón, 'Bashar Assad' and 'Bashar el-Assad' for Bashar al-Assad. Others may bear them too.
    """
    if fold(family) in GENERATIONS:
        return
    givens = [given, *_fewer(given.split())]
    families = [family, *_other_articles(family)]
    yield from (
        f"{first} {last}" for first in givens for last in families if (first, last) != (given, family)
    )
    words = family.split()
    if len(words) > 1 and fold(words[0]) not in PARTICLES:
        yield f"{given} {words[0]}"


def _fewer(given: list[str]) -> Iterator[str]:
    """The first of several given names, alone and with the initials of the others."""
    apart = 2 if fold(given[0]) in SERVANTS else 1
    if len(given) <= apart or len(fold(given[0])) == 1 or given[0].endswith("."):
        return
    first = " ".join(given[:apart])
    yield first
    if not any(fold(word) in PARTICLES for word in given):
        yield f"{first} {' '.join(f'{word[0]}.' for word in given[apart:])}"


def _other_articles(family: str) -> Iterator[str]:
    """An Arabic family name with another article, and with none."""
    article, mark, rest = family[:2], family[2:3], family[3:]
    if article.lower() in _ARTICLES and mark in ("-", " ") and rest[:1].isupper() and " " not in rest:
        yield from (f"{other}-{rest}" for other in _ARTICLES if other != article.lower())
        if mark == "-":  # 'Al Thani' is a house, not an article
            yield rest


def without_fathers(name: str) -> Iterator[str]:
    """'Tamim bin Hamad' and 'Tamim Al Thani' for Tamim bin Hamad Al Thani; none for other names."""
    found = _FATHERS.fullmatch(name)
    if found and found[3]:
        yield f"{found[1]} {found[2]}"
        yield f"{found[1]} {found[3]}"
