"""Train, development and test parts of a corpus: whole documents, seeded, with the labels spread evenly."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence

from annotator.errors import UsageError

PARTS = ("train", "dev", "test")


def shares(text: str) -> tuple[float, float, float]:
    """The shares that '80/10/10' asks for, adding up to 1. Raises UsageError for anything else."""
    parts = text.split("/")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if len(numbers) != len(PARTS) or min(numbers, default=-1) < 0 or not 0 < sum(numbers) < float("inf"):
        raise UsageError(f"{text!r} is no split; write three shares, train/dev/test, as 80/10/10")
    train, dev, test = (number / sum(numbers) for number in numbers)
    return train, dev, test


def divide(labels: Mapping[str, Counter[str]], wanted: Sequence[float], seed: int) -> dict[str, str]:
    """Which part each document goes to, by id; `labels` counts the labels of each document.

    The same documents, shares and seed give the same answer in any order. The rarest labels are dealt out
    first, each document to the part that is most in want of them.
    Sechidis, Tsoumakas and Vlahavas (2011), ECML PKDD, 145-158.
    """
    rng = random.Random(seed)
    order = sorted(labels)
    rng.shuffle(order)
    rank = {id_: place for place, id_ in enumerate(order)}
    total: Counter[str] = Counter()
    for counts in labels.values():
        total.update(counts)
    room = [share * len(order) for share in wanted]
    want = [{label: share * count for label, count in total.items()} for share in wanted]
    parts: dict[str, str] = {}
    left = set(order)
    while left:
        rarest = _rarest(labels, left)
        for id_ in sorted(
            (each for each in left if not rarest or labels[each][rarest]), key=rank.__getitem__
        ):
            part = max(
                (index for index in range(len(wanted)) if wanted[index]),
                key=lambda index: (want[index].get(rarest, 0.0), room[index], -index),
            )
            parts[id_] = PARTS[part]
            room[part] -= 1
            for label, count in labels[id_].items():
                want[part][label] -= count
            left.discard(id_)
    return parts


def _rarest(labels: Mapping[str, Counter[str]], left: set[str]) -> str:
    """The label in fewest of the documents that are left; empty: none of them has any."""
    documents: Counter[str] = Counter()
    for id_ in left:
        documents.update(label for label, count in labels[id_].items() if count)
    return min(documents, key=lambda label: (documents[label], label), default="")
