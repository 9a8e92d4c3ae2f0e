"""Measures the ranking of the claim rule on ClaimBuster (JSON) or PoliClaim (TSV) sentences.

    python tests/benchmarks/claims.py FOLDER_OR_FILE... [--half tune|report|both] [--weights FILE]

A folder stands for the .json and .tsv files in it. Prints average precision, the precision of the first 50, and how
often sentences of a score are claims. The shipped weights were fitted to all of ClaimBuster: how well they rank
sentences that they do not know is told by claim_weights.py. `tune` is the half with a look at which lists of words were
written. Sentences without a judgement are left out. `balanced` is measured with as many
negative sentences as positive ones, as in ClaimBuster's own test set.
"""

import argparse
import csv
import hashlib
import json
import random
import time
from pathlib import Path

from annotator.suggest.worth import load_words, load_worth, weigh

Labelled = list[tuple[str, bool]]


def read(path: Path, half: str) -> Labelled:
    if path.suffix == ".tsv":
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
        return [(row["sentence"], row["golden"] == "1") for row in rows if row["golden"]]
    found = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        odd = int(hashlib.sha256(str(row["sentence_id"]).encode()).hexdigest(), 16) % 2
        if half in ("both", ("tune", "report")[odd]):
            found.append((row["text"], row["label"] == 1))
    return found


def average_precision(ranked: list[bool]) -> float:
    hits, total = 0, 0.0
    for place, positive in enumerate(ranked, 1):
        if positive:
            hits += 1
            total += hits / place
    return total / max(1, hits)


def files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.glob("*") if each.suffix in (".json", ".tsv"))
        found += inside if path.is_dir() else [path]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--half", choices=("tune", "report", "both"), default="report")
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    for path in files(options.paths):
        print(path.name)
        measure(read(path, options.half), options.weights)


def measure(sentences: Labelled, weights: Path | None) -> None:
    lists, worth = load_words("en"), load_worth(weights)
    assert lists is not None
    began = time.perf_counter()
    scored = [
        (worth.score(sum(weight for _, weight in weigh(text, lists, worth))), positive)
        for text, positive in sentences
    ]
    spent = time.perf_counter() - began
    scored.sort(key=lambda pair: -pair[0])
    ranked = [positive for _, positive in scored]
    positives = sum(ranked)
    kept = random.Random(0).sample(
        [i for i, p in enumerate(ranked) if not p], min(positives, len(ranked) - positives)
    )
    balanced = [p for i, p in enumerate(ranked) if p or i in set(kept)] if kept else ranked
    print(
        f"{len(ranked)} sentences, {positives} claims ({positives / len(ranked):.0%}), "
        f"{spent * 1000 / len(ranked):.3f} ms each"
    )
    print(f"average precision {average_precision(ranked):.3f}, balanced {average_precision(balanced):.3f}")
    print(f"precision of the first 50: {sum(ranked[:50]) / 50:.2f}")
    for low in range(0, 10):
        some = [positive for score, positive in scored if low / 10 <= score < (low + 1) / 10 + (low == 9)]
        if some:
            print(
                f"score {low / 10:.1f}-{(low + 1) / 10:.1f}: {len(some):5d} sentences, "
                f"{sum(some) / len(some):.2f} claims"
            )


if __name__ == "__main__":
    main()
