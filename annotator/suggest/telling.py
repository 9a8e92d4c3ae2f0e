"""Learned weights of traits: how likely it is that a sentence tells something of a place in it.

The weights are data (`schemas/telling/NAME.yaml`), printed by a script under tests/benchmarks, which says how they were
fitted. A probability is one over 1 + exp(-(start + the weights of the traits)).
"""

import functools
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.matching.lexicon import FUNCTION_WORDS
from annotator.resources import shipped
from annotator.suggest.weights import ungrouped

if TYPE_CHECKING:
    from annotator.yamlfile import YamlFile


_CLEAR = 0.6
"""So much a word must add for a reason to name it: nine in ten of the traits that speak for something add less."""


class Telling(Struct, frozen=True):
    """What each trait adds to the sum, or takes away."""

    start: float
    least: float
    """Below this probability nobody is accused."""
    weights: Mapping[str, float]
    """By trait, the sort first: 'before fellow'."""

    def likely(self, traits: Iterable[str]) -> float:
        """The probability, 0 to 1."""
        weigh = self.weights.get
        return 1 / (1 + math.exp(-self.start - sum([weigh(trait, 0.0) for trait in traits])))

    def strongest(self, traits: Iterable[str], most: int = 3) -> list[str]:
        """The words that add most, those of a clear weight only: over all their traits, for and against.

        A word that fills any sentence, or hardly weighs, tells a reader nothing.
        """
        sums: dict[str, float] = {}
        for trait in sorted(set(traits)):  # as traits come from sets
            word = trait.partition(" ")[2]
            if word.isalpha() and word.islower() and len(word) > 3 and word not in FUNCTION_WORDS:
                sums[word] = sums.get(word, 0.0) + self.weights.get(trait, 0.0)
        clear = (word for word in sums if sums[word] >= _CLEAR)
        return sorted(clear, key=lambda word: (-sums[word], word))[:most]


class _File(Struct, frozen=True):
    source: str
    start: float
    least: float
    weights: dict[str, dict[str, str]]
    """By sort and weight, the words; '_' parts two."""


@functools.cache
def load_telling(name: str) -> Telling:
    """The shipped weights of that name."""
    path = shipped("schemas", "telling", f"{name}.yaml")
    return kept("telling", Telling, [path], lambda: _read(path))


def _read(path: Path) -> Telling:
    from annotator.yamlfile import YamlFile  # yaml costs 20 ms

    return read_telling(YamlFile(path))


def read_telling(file: "YamlFile") -> Telling:
    """The weights of an open file. Raises SchemaError with every fault."""
    content = file.fill(_File)
    weights: dict[str, float] = {}
    for sort, groups in content.weights.items() if content else ():
        found = ungrouped(file, file.line_of(content, "weights"), sort, groups)
        weights |= {f"{sort} {words}": weight for words, weight in found.items()}
    if file.faults or content is None:
        raise SchemaError("\n".join(file.report()))
    return Telling(content.start, content.least, weights)
