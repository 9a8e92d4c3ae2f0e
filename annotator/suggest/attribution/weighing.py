"""How sure an attribution is: the cue's measured share, drawn up or down by the frame it stands in."""

import math

from annotator.suggest.attribution.frame import Frame

BASE = 0.0
SHARE = 1.0
FOUND = {
    "that": 1.5,
    "quote": 2.0,
    "left": 1.5,
    "clause": 1.0,
    "to": 0.7,
    "np": 0.0,
    "prep": 0.3,
    "seem": -0.3,
    "after": 1.0,
    "colon": 0.5,
    "none": -1.5,
}
SUBJECT = {"name": 0.6, "people": 0.6, "pronoun": 0.5, "relative": 0.0, "noun": 0.0, "none": -0.7}
KIND = {"verb": 0.0, "noun": 0.0, "adjective": 0.0, "phrase": 0.0}
LEAST = 0.45
"""A frame below this is left out."""


def weigh(frame: Frame) -> float:
    """0 to 1: the share of such frames that are attributions."""
    share = min(0.99, max(0.01, frame.cue.share))
    z = BASE + SHARE * math.log(share / (1 - share))
    z += FOUND[frame.found] + SUBJECT[frame.subject] + KIND[frame.cue.kind]
    return 1 / (1 + math.exp(-z))
