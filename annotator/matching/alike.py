"""Passages that say nearly the same: names, quotations, claims. Scores are rapidfuzz's."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import OSA

_Passage = TypeVar("_Passage")


def alike(
    wanted: str, passages: Iterable[tuple[_Passage, str]], least: float
) -> Iterator[tuple[_Passage, float]]:
    """The passages that are like `wanted`, each with its score from `least` to 1, in the order given.

    Case, punctuation and white space do not count; words in another order count a little. A passage comes
    with its words. None is like a text without letters.
    """
    first = _plain(wanted)
    if not first:
        return
    for passage, words in passages:
        second = _plain(words)
        # What differs much in length cannot be alike: most passages go no further.
        if not second or min(len(first), len(second)) < least * max(len(first), len(second)) * 0.8:
            continue
        score = similarity(first, second, least)
        if score >= least:
            yield passage, round(score, 3)


def one_slip(written: str, meant: str) -> bool:
    """Whether one is the other with one sign wrong, missing or too many, or with two neighbours exchanged."""
    return written != meant and OSA.distance(written, meant, score_cutoff=1) == 1


def similarity(first: str, second: str, least: float = 0.0) -> float:
    """0 to 1, of two plain texts; below `least` it may be given as 0."""
    if first == second:
        return 1.0
    letters = OSA.normalized_similarity(first, second, score_cutoff=least * 0.98)
    return max(letters, 0.98 * fuzz.token_sort_ratio(first, second, score_cutoff=100 * least) / 100)


def _plain(text: str) -> str:
    return " ".join(utils.default_process(text).split())
