"""How far annotators agree on the sentences that they both judged."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec import Struct

from annotator.model import AnnotatedDocument, Work


class Agreement(Struct, frozen=True):
    """Two annotators and one label, on sentences that have the same boundaries in both and are judged in both."""

    first: str
    second: str
    label: str
    sentences: int
    same: float
    """The share on which both say the same, 0 to 1."""
    kappa: float | None
    """Cohen's kappa, -1 to 1; None where both always say the same thing, which chance would give too."""


def agreements(documents: Iterable[AnnotatedDocument]) -> list[Agreement]:
    """For every pair of annotators and label that either of them used; none where no sentence is shared.

    Cohen (1960), Educ. Psychol. Meas. 20, 37-46.
    """
    pairs: dict[tuple[str, str], list[tuple[frozenset[str], frozenset[str]]]] = {}
    for annotated in documents:
        for one, two in combinations(sorted(annotated.works, key=lambda work: work.annotator), 2):
            pairs.setdefault((one.annotator, two.annotator), []).extend(_both(one, two))
    found = []
    for (first, second), both in sorted(pairs.items()):
        for label in sorted({label for pair in both for side in pair for label in side}):
            votes = [(label in one, label in two) for one, two in both]
            same = sum(one == two for one, two in votes) / len(votes)
            found.append(Agreement(first, second, label, len(votes), same, kappa(votes)))
    return found


def _both(one: Work, two: Work) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    theirs = {(each.start, each.end): each for each in two.sentences if each.judged}
    for mine in one.sentences:
        other = theirs.get((mine.start, mine.end))
        if mine.judged and other:
            yield (
                frozenset(each.label for each in mine.labels),
                frozenset(each.label for each in other.labels),
            )


def kappa(votes: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of yes-or-no judgements in pairs; None without any, or where chance explains all."""
    count = len(votes)
    if not count:
        return None
    same = sum(one == two for one, two in votes) / count
    first, second = (sum(vote[side] for vote in votes) / count for side in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return (same - chance) / (1 - chance) if chance < 1 else None
