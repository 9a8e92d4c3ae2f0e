"""Proposes `claim` for sentences that state something that could be looked up: a sum, each part shown.

The parts and their weights are data (`schemas/claim-worth.yaml`, with their sources); the words that some parts
look for come with the language. A language without such words gives no candidates.
"""

import functools
import math
import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from annotator.errors import SchemaError
from annotator.model import Candidate, Sentence
from annotator.resources import shipped
from annotator.suggest.context import Context
from annotator.suggest.language import Language, Words, load_language
from annotator.yamlfile import YamlFile

_WORD = re.compile(r"[$€£%?]|\d[\d,.]*\d|\d|\w+(?:['’-]\w+)*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SHORT = 9
"""Words below which a sentence is very short."""
_NONE = Words(frozenset(), ())


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
    each: int = 1
    """It counts up to so many times."""


class Worth(Struct, frozen=True):
    """All parts, and how their sum becomes a score from 0 to 1."""

    steepness: float
    start: float
    least: float
    """A score below this is no candidate."""
    parts: tuple[Part, ...]

    def score(self, total: float) -> float:
        """The share of sentences of this sum that hold a checkable claim."""
        return 1 / (1 + math.exp(-(self.steepness * total + self.start)))


MEASURED = frozenset({"number", "many-people", "year", "names", "short", "question"})
"""Parts that the code measures."""


@functools.lru_cache(maxsize=4)
def load_worth(path: Path | None = None) -> Worth:
    """The weights; None: those that come with the program. Raises SchemaError with every fault."""
    file = YamlFile(path or shipped("schemas", "claim-worth.yaml"))
    worth = file.fill(Worth)
    for part in worth.parts if worth else ():
        if not part.words and part.name not in MEASURED:
            file.fault(
                part,
                f"nothing measures {part.name}; name a list of words, or one of {', '.join(sorted(MEASURED))}",
            )
    if file.faults or worth is None:
        raise SchemaError("\n".join(file.report()))
    return worth


class Claim:
    """Proposes `claim` for the whole sentence, with the parts of its score as the reason."""

    id = "claim"

    def __init__(self, worth: Worth | None = None) -> None:
        self._worth = worth

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]:
        language = load_language(context.document.language)
        if language is None or not language.claim:
            return
        worth = self._worth or load_worth()
        known = len(context.mentions(sentence))
        applied = weigh(sentence.text, language, worth, known)
        total = sum(weight for _, weight in applied)
        score = worth.score(total)
        if not any(weight > 0 for _, weight in applied) or score < worth.least:
            return
        yield Candidate(
            label="claim",
            start=sentence.start,
            end=sentence.end,
            score=round(score, 3),
            rule=self.id,
            reason=_reason(applied, known),
            source="schemas/claim-worth.yaml: " + _sources(applied),
        )


def weigh(text: str, language: Language, worth: Worth, known: int = 0) -> list[tuple[Part, float]]:
    """The parts that apply to a sentence and what each adds, in the order of `worth`.

    `known` is the number of known entities in it.
    """
    words = _WORD.findall(text)
    low = [word.lower().replace("’", "'") for word in words]
    lists = language.claim
    applied: list[tuple[Part, float]] = []
    measured = _measure(text, words, low, lists, known)
    for part in worth.parts:
        if part.words:
            wanted = lists.get(part.words, _NONE)
            count = 0
            for word in low:
                if word in wanted:
                    count += 1
                    if count == part.each:
                        break
        else:
            count = min(part.each, measured[part.name])
        if count:
            applied.append((part, part.weight * count))
    return applied


def _measure(
    text: str, words: list[str], low: list[str], lists: dict[str, Words] | object, known: int
) -> dict[str, int]:
    assert isinstance(lists, dict)
    figures = [word for word in low if word[0].isdigit()]
    years = sum(1 for word in figures if _YEAR.fullmatch(word))
    numbers = len(figures) - years + sum(1 for word in low if word in lists.get("number", _NONE))
    capitals = sum(
        1 for word in words[1:] if word[0].isupper() and word.lower() not in lists.get("personal", _NONE)
    )
    many = lists.get("many-people", _NONE)
    return {
        "number": numbers,
        "year": years,
        "many-people": int(
            any(word in many for word in low)
            and (numbers > 0 or any(w in lists.get("quantity", _NONE) for w in low))
        ),
        "names": max(known, capitals),
        "short": int(len(words) < _SHORT),
        "question": int("?" in text),
    }


def _reason(applied: list[tuple[Part, float]], known: int) -> str:
    """'number +.56, known names +.32, question −.68', the weightiest first."""
    shown = sorted(applied, key=lambda pair: -abs(pair[1]))
    return ", ".join(
        f"{'known ' if part.name == 'names' and known else ''}{part.label} {_signed(weight)}"
        for part, weight in shown
    )


def _signed(weight: float) -> str:
    return ("+" if weight > 0 else "−") + f"{abs(weight):.2f}".removeprefix("0")


def _sources(applied: list[tuple[Part, float]]) -> str:
    return ", ".join(dict.fromkeys(part.source for part, _ in applied))
