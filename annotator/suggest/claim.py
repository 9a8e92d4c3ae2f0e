"""Proposes `claim` for sentences that state something that could be looked up: a sum, each part shown.

The reason tells what kind of claim it is and every part of the sum. A language without the words that the parts look
for gives no candidates.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import islice

from annotator.model import Candidate, Sentence, signed
from annotator.suggest.context import Context
from annotator.suggest.kinds import kind_of
from annotator.suggest.language import main_code
from annotator.suggest.worth import Part, Sizes, Worth, load_words, load_worth, sizes


class Claim:
    """Proposes `claim` for the whole sentence, with kind and parts of its score as the reason."""

    id = "claim"

    def __init__(self, worth: Worth | None = None, source: str = "schemas/claim-worth.yaml") -> None:
        """`worth`: weights of the desk's own, and `source` the file that holds them; None: the shipped ones."""
        self._worth = worth
        self._source = source

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]:
        lists = load_words(context.document.language)
        if lists is None:
            return
        worth = self._worth or load_worth()
        known = len(context.mentions(sentence))
        found = sizes(sentence.text, lists, worth, known)
        applied = [
            (part, part.weight * found.counts[part.name]) for part in worth.parts if part.name in found.counts
        ]
        score = worth.score(sum(weight for _, weight in applied))
        if not any(weight > 0 for _, weight in applied) or score < worth.least:
            return
        applied.sort(key=lambda pair: -abs(pair[1]))
        parts = tuple(
            (_name(part, known, found), shown) for part, weight in applied if (shown := round(weight, 2))
        )
        kind = kind_of(found)
        yield Candidate(
            label="claim",
            start=sentence.start,
            end=sentence.end,
            score=round(score, 3),
            rule=self.id,
            reason=f"{kind}: " + ", ".join(f"{name} {signed(weight)}" for name, weight in parts),
            source=f"{self._source}: {_sources(applied)}{_measured(context.document.language)}",
            attributes=(("kind", kind),),
            parts=parts,
        )


def _measured(language: str) -> str:
    code = main_code(language)
    return "" if code in MEASURED_IN else f"; weights for English, not measured in {code}"


MEASURED_IN = frozenset({"en"})
"""Languages in which it was counted how often sentences of a score are claims."""
_TOLD = 3
"""Weighted words that are named, at most."""


def _name(part: Part, known: int, found: Sizes) -> str:
    """The part's label, with the words that say most for what it adds or takes away; little words say nothing."""
    if part.words not in found.weighty:
        return f"known {part.label}" if part.name == "names" and known else part.label
    weights = found.weighty[part.words]
    sign = math.copysign(1, found.counts[part.name])
    little = {found.words[place] for place in found.places.get("little", ())}
    strong = sorted(
        (word for word in weights if weights[word] * sign > 0), key=lambda word: -abs(weights[word])
    )
    telling = list(islice((word for word in strong if not little.issuperset(word.split())), _TOLD + 1))
    more = ", …" * (len(telling) > _TOLD)
    shown = ", ".join(_written(word, found) for word in telling[:_TOLD])
    return f"{part.label} ({shown}{more})" if telling else part.label


def _written(word: str, found: Sizes) -> str:
    """A word, or two in a row, as the sentence writes them: 'Shanghai' for 'shanghai'."""
    first, *more = word.split()
    place = found.words.index(first)
    while more and found.words[place + 1 : place + 2] != more:
        place = found.words.index(first, place + 1)
    return " ".join(found.written[place : place + 1 + len(more)])


def _sources(applied: Sequence[tuple[Part, float]]) -> str:
    return ", ".join(dict.fromkeys(part.source for part, _ in applied))
