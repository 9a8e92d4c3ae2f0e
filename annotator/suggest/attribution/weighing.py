"""How sure an attribution is: the cue's measured share, drawn up or down by the frame it stands in.

Log-odds that are added up. Fitted on half of the development articles of PolNeAR (the half that
`tests/benchmarks/attribution.py --half tune` measures), cross-validated by article, and rounded.
"""

import math
from collections.abc import Sequence

from annotator.suggest.attribution.frame import Frame

BASE = 0.45
SHARE = 0.65
"""For the log-odds of the cue's share."""
MEASURED = 0.6
"""The cue was found in the text where shares were measured."""
FOUND = {
    "that": 0.45,
    "quote": 0.8,
    "left": 0.6,
    "clause": 0.1,
    "to": 0.2,
    "np": 0.0,
    "prep": 0.15,
    "seem": -0.8,
    "after": 0.2,
    "colon": 0.5,
    "none": -0.95,
}
SUBJECT = {"name": 0.45, "people": 0.15, "pronoun": 0.0, "relative": 0.1, "noun": -0.15, "none": -0.4}
KIND = {"verb": -0.35, "noun": -0.35, "adjective": 0.3, "phrase": 0.4}
PARTICIPLE = -0.5
PASSIVE = 0.0
INFINITIVE = -1.5
NESTED = -2.1
"""It stands in what another attribution of the sentence reports."""
FLOOR = 0.4
"""The least share of a verb or noun that a clause with *that* or a quotation follows: its other uses do not count."""
LEAST = 0.42
"""A frame below this is left out where a better one stands in the sentence."""

SENTENCE = (0.5, 0.75)
"""From the log-odds that a frame of the sentence is right to those that the sentence reports at all: what is added,
and the slope. Fitted as above, less 0.85: there 70 % of the sentences report, and in other news about half."""

UNPROVEN = 0.79
"""The highest score of a sentence whose cue was never counted in its language: the schema ticks no such candidate."""


def weigh(frames: Sequence[Frame]) -> list[tuple[Frame, float]]:
    """The attributions of a sentence, each with the share (0 to 1) of such frames that are attributions."""
    return [(frame, _score(frame, _nested(frame, frames))) for frame in frames]


def together(shares: Sequence[float]) -> float:
    """The share (0 to 1) of sentences that report something, of those whose frames have these shares."""
    miss = math.prod(1 - share for share in shares)
    some = min(0.99, max(0.01, 1 - miss))
    return 1 / (1 + math.exp(-SENTENCE[0] - SENTENCE[1] * math.log(some / (1 - some))))


def _nested(frame: Frame, frames: Sequence[Frame]) -> bool:
    place = frame.words[0]
    return any(
        other.words[0] < place and any(start <= place < end for start, end in other.contents)
        for other in frames
    )


def _score(frame: Frame, nested: bool) -> float:
    share = min(0.99, max(FLOOR if frame.found in ("that", "quote", "left") else 0.01, frame.cue.share))
    z = BASE + SHARE * math.log(share / (1 - share)) + MEASURED * bool(frame.cue.measured)
    z += FOUND[frame.found] + SUBJECT[frame.subject] + KIND[frame.cue.kind]
    z += (
        PARTICIPLE * frame.participle
        + PASSIVE * frame.passive
        + INFINITIVE * frame.infinitive
        + NESTED * nested
    )
    return 1 / (1 + math.exp(-z))
