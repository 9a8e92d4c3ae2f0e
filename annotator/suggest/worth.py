"""How much a sentence is worth a check: a sum of parts, each with its weight and where that comes from.

Parts and weights are data (`schemas/claim-worth.yaml`, or a file of the desk's own in the same shape); the
words that the parts look for come with the language. The score is about the share of such sentences that
hold a checkable claim.
"""

import functools
import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.patterns import regex
from annotator.resources import shipped
from annotator.suggest.language import main_code
from annotator.suggest.weights import ungrouped

if TYPE_CHECKING:
    from annotator.yamlfile import YamlFile

_WORD = r"[$€£%?]|\d[\d,.]*\d|\d|\w+(?:['’-]\w+)*"
_MARK = regex(r"[^\w\s'’-]")
_YEAR = regex(r"(?:1[5-9]|20)\d\d")
_SHORT = 9
"""Words below which a sentence is very short."""
_KNOWN = 20_000
"""Words whose lists are remembered, at most."""


class Words(Struct, frozen=True):
    """A list of words, and of endings such as '-ed' for words that are not worth listing."""

    words: frozenset[str]
    endings: tuple[str, ...]
    excluded: frozenset[str]
    """Words with such an ending that are none of them: '!hundred' in the file."""
    stems: tuple[str, ...] = ()
    """Beginnings of words with many forms: 'миллион-' in the file."""
    weights: Mapping[str, float] = {}
    """What words and pairs of words (a blank between them) add or take away; empty: every word counts once."""

    def __contains__(self, word: str) -> bool:
        if word in self.words:
            return True
        if word in self.excluded:
            return False
        return word.startswith(self.stems) or (len(word) > 4 and word.endswith(self.endings))


Lists = Mapping[str, Words]
"""The words of one language by the name of the list; in lower case."""


class Part(Struct, frozen=True):
    """One thing that raises or lowers the score."""

    name: str
    label: str
    """As the annotator reads it."""
    weight: float
    source: str
    """Where the weight comes from."""
    words: str = ""
    """The list of the language that tells whether the part applies; empty: it is measured."""
    after: str = ""
    """The word counts only right after a word of this list (a word of the list `between` may part them)."""
    each: int = 1
    """It counts up to so many times; a list of weighted words, up to so much, either way."""
    spread: bool = False
    """What weighted words add is divided by the root of the number of words: a long sentence has more of them."""


class Worth(Struct, frozen=True):
    """All parts, and how their sum becomes a score from 0 to 1."""

    steepness: float
    start: float
    least: float
    """A score below this is no candidate."""
    parts: tuple[Part, ...]

    def score(self, total: float) -> float:
        """The share of sentences of this sum that hold a checkable claim."""
        return 1 / (1 + math.exp(-max(-700.0, min(700.0, self.steepness * total + self.start))))


MEASURED = frozenset({"number", "figure", "many-people", "year", "names", "short", "question", "unweighed"})
"""Parts that the code measures; `unweighed`: the language has no words with weights of their own."""


def load_worth(path: Path | None = None) -> Worth:
    """The weights; None: those that come with the program. Raises SchemaError with every fault."""
    if path is None:
        return _shipped_worth()
    from annotator.yamlfile import YamlFile  # yaml costs 20 ms

    return read_worth(YamlFile(path))


@functools.cache
def _shipped_worth() -> Worth:
    path = shipped("schemas", "claim-worth.yaml")
    return kept("worth", Worth, [path], lambda: load_worth(path))


def read_worth(file: "YamlFile") -> Worth:
    """The weights of an open file. Raises SchemaError with every fault."""
    worth = file.fill(Worth)
    seen: set[str] = set()
    for part in worth.parts if worth else ():
        if not part.words and part.name not in MEASURED:
            file.fault(
                part,
                f"nothing measures {part.name}; name a list of words, or one of {', '.join(sorted(MEASURED))}",
            )
        if part.name in seen:
            file.fault(part, f"the part {part.name} stands twice; keep one of them")
        if part.each < 1:
            file.fault(part, f"each of {part.name} is {part.each}; write 1 or more", "each")
        seen.add(part.name)
    if file.faults or worth is None:
        raise SchemaError("\n".join(file.report()))
    return worth


class _Lists(Struct, frozen=True):
    lists: dict[str, Words]


class _File(Struct, frozen=True):
    language: str
    name: str
    words: dict[str, str]


class _Weighted(Struct, frozen=True):
    language: str
    source: str
    lists: dict[str, dict[str, str]]
    """By list and weight, the words; '_' parts the two of a pair."""


@functools.lru_cache(maxsize=16)
def load_words(code: str) -> Lists | None:
    """The words of the language 'en', 'pt-BR' (read as 'pt'); None where no file lists them.

    Raises SchemaError where its file has faults.
    """
    code = main_code(code)
    folder = shipped("schemas", "claim-words")
    path = folder / f"{code}.yaml"
    if not code.isalpha() or not path.is_file():
        return None
    weighted = folder / f"{code}-weighted.yaml"
    paths = [path, weighted] if weighted.is_file() else [path]
    return kept("words", _Lists, paths, lambda: _Lists(_read_words(*paths))).lists


def _read_words(path: Path, weighted: Path | None = None) -> dict[str, Words]:
    from annotator.yamlfile import YamlFile

    file = YamlFile(path)
    content = file.fill(_File)
    if file.faults or content is None:
        raise SchemaError("\n".join(file.report()))
    lists = {name: _words(text) for name, text in content.words.items()}
    return {**lists, **read_weighted(YamlFile(weighted))} if weighted else lists


def read_weighted(file: "YamlFile") -> Lists:
    """Lists whose words count for more or less. Raises SchemaError with every fault."""
    content = file.fill(_Weighted)
    lists: dict[str, Words] = {}
    for name, groups in content.lists.items() if content else ():
        weights = ungrouped(file, file.line_of(content, "lists"), name, groups)
        lists[name] = Words(frozenset(), (), frozenset(), weights=weights)
    if file.faults or content is None:
        raise SchemaError("\n".join(file.report()))
    return lists


def _words(text: str) -> Words:
    items = text.split()
    return Words(
        frozenset(word for word in items if word[0] not in "-!" and word[-1] != "-"),
        tuple(word[1:] for word in items if word[0] == "-" and len(word) > 1),
        frozenset(word[1:] for word in items if word[0] == "!"),
        stems=tuple(word[:-1] for word in items if word[-1] == "-" and word[0] not in "-!"),
    )


class Sizes(Struct, frozen=True):
    """What stands in a sentence: how often each part counts, and each list."""

    counts: Mapping[str, float]
    """By part, in the order of the weights; parts that do not apply are left out."""
    places: Mapping[str, list[int]]
    """Of each list, which words of the sentence are in it."""
    words: list[str]
    """The words in lower case."""
    written: list[str]
    """The words as they stand there."""
    text: str
    weighty: Mapping[str, Mapping[str, float]]
    """Of each list with weights, what its words and pairs in the sentence add, or take away."""
    pattern: re.Pattern[str]
    """Finds the words."""

    def apart(self, first: int, second: int) -> bool:
        """Whether a mark stands somewhere between two words, given by number: a comma, a quotation mark."""
        found = list(self.pattern.finditer(self.text))
        return bool(_MARK.search(self.text, found[first].end(), found[second].start()))


def sizes(text: str, lists: Lists, worth: Worth, known: int = 0) -> Sizes:
    """Counts the parts of `worth` in a sentence; `known` is the number of known entities in it."""
    memory = _memory(lists)
    words = memory.pattern.findall(text)
    low: list[str] = []
    places: dict[str, list[int]] = {}
    weighty: dict[str, dict[str, float]] = {}
    for place, word in enumerate(words):
        small, names, weights = memory[word]
        low.append(small)
        for name in names:
            places.setdefault(name, []).append(place)
        for name, weight in weights:
            weighty.setdefault(name, {})[small] = weight
    for pair, weights in memory.pairs(low):
        for name, weight in weights:
            weighty.setdefault(name, {})[pair] = weight
    measured = {
        **_measure(text, words, low, places, known, memory.capital_nouns),
        "unweighed": int(not memory.weighs),
    }
    counts: dict[str, float] = {}
    for part in worth.parts:
        count: float
        if not part.words:
            count = measured[part.name]
        elif part.words in weighty:
            count = sum(weighty[part.words].values()) / (math.sqrt(len(words)) if part.spread else 1)
        else:
            found = places.get(part.words)
            if not found:
                continue
            if part.after:
                found = [place for place in found if _follows(place, words, places, part.after)]
            count = len(found)
        if count:
            counts[part.name] = max(-part.each, min(part.each, count))
    return Sizes(counts, places, low, words, text, weighty, memory.pattern)


def weigh(text: str, lists: Lists, worth: Worth, known: int = 0) -> list[tuple[Part, float]]:
    """The parts that apply to a sentence and what each adds, in the order of `worth`."""
    counts = sizes(text, lists, worth, known).counts
    return [(part, part.weight * counts[part.name]) for part in worth.parts if part.name in counts]


def _follows(place: int, words: list[str], places: Mapping[str, list[int]], after: str) -> bool:
    """Whether the word before is in the list `after`, or the one before a word of the list `between`."""
    before = place - 1
    if before >= 0 and before in places.get("between", ()):
        before -= 1
    if before < 0:
        return False
    if before in places.get(after, ()):
        return True
    return after == "subject" and before > 0 and words[before][0].isupper()


def _measure(
    text: str,
    words: list[str],
    low: list[str],
    places: Mapping[str, list[int]],
    known: int,
    capital_nouns: bool,
) -> dict[str, int]:
    figures = [word for word in low if word[0].isdigit()]
    years = sum(1 for word in figures if _YEAR.fullmatch(word)) if figures else 0
    numbers = len(figures) - years + len(places.get("number", ()))
    own = places.get("personal", ())
    capitals = 0
    if not capital_nouns:
        capitals = len(
            [place for place, word in enumerate(words) if place and word[0].isupper() and place not in own]
        )
    return {
        "number": numbers,
        "figure": len(figures) - years,
        "year": years,
        "many-people": int("many-people" in places and (numbers > 0 or "quantity" in places)),
        "names": max(known, capitals),
        "short": int(len(words) < _SHORT),
        "question": int("?" in text),
    }


_Weights = Sequence[tuple[str, float]]


class _Memory(dict[str, tuple[str, tuple[str, ...], _Weights]]):
    """Word as it is written → in lower case, the lists that hold it, its weights by list; for the words met so far."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        elided = "|".join(sorted(map(re.escape, lists["elided"].words))) if "elided" in lists else ""
        self.pattern = regex(rf"(?:{elided})['’](?=\w)|{_WORD}" if elided else _WORD, re.IGNORECASE)
        self.capital_nouns = "grammar" in lists and "capital-nouns" in lists["grammar"]
        self._endings = [(name, words) for name, words in lists.items() if words.endings or words.stems]
        self._listed: dict[str, list[str]] = {}
        for name, words in lists.items():
            for word in words.words:
                self._listed.setdefault(word, []).append(name)
        self._firsts: set[str] = set()
        """The first words of weighted pairs."""
        self._weighted: dict[str, list[tuple[str, float]]] = {}
        for name, words in lists.items():
            for word, weight in words.weights.items():
                self._weighted.setdefault(word, []).append((name, weight))
                if " " in word:
                    self._firsts.add(word.partition(" ")[0])

    @property
    def weighs(self) -> bool:
        """Whether words have weights of their own."""
        return bool(self._weighted)

    def __missing__(self, word: str) -> tuple[str, tuple[str, ...], _Weights]:
        low = word.lower().replace("’", "'")
        names = self._listed.get(low, [])
        more = (name for name, words in self._endings if name not in names and low in words)
        if len(self) >= _KNOWN:
            self.clear()
        self[word] = found = (low, (*names, *more), self._weighted.get(low, ()))
        return found

    def pairs(self, words: list[str]) -> Iterator[tuple[str, _Weights]]:
        """The weighted pairs among these words in a row, with their weights by list."""
        firsts, known = self._firsts, self._weighted
        for one, two in itertools.pairwise(words):
            if one in firsts and (weights := known.get(f"{one} {two}")):
                yield f"{one} {two}", weights


_memories: list[tuple[Lists, _Memory]] = []


def _memory(lists: Lists) -> _Memory:
    """The memory of the lists of a language: there are as many as languages are in use."""
    for known, memory in _memories:
        if known is lists:
            return memory
    memory = _Memory(lists)
    _memories[:] = [*_memories[-15:], (lists, memory)]
    return memory
