"""Weights of words as the files of `schemas/` group them: by the weight, so that thousands of words take few lines."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.yamlfile import YamlFile


def ungrouped(file: "YamlFile", line: int, name: str, groups: Mapping[str, str]) -> dict[str, float]:
    """The weight of each word of the group `name`; '_' parts two words. What is no weight is a fault at `line`."""
    weights: dict[str, float] = {}
    for number, text in groups.items():
        try:
            weight = float(number)
        except ValueError:
            weight = math.nan
        if not 0 < abs(weight) < math.inf:
            file.fault(line, f"{number!r} in {name} is no weight; write 0.35 or -0.35")
        weights |= {word.replace("_", " "): weight for word in text.split()}
    return weights
