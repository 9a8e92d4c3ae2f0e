"""Fits the weights of the claim score to the half `tune` of ClaimBuster, and prints them as rows of YAML.

    python tests/benchmarks/claim_weights.py CLAIMBUSTER POLICLAIM --words words.yaml --parts parts.yaml

CLAIMBUSTER is its train.json, POLICLAIM its .tsv. `words.yaml` becomes schemas/claim-words/en-weighted.yaml,
`parts.yaml` has the last lines of schemas/claim-worth.yaml. The parts that PASTEL weighs stay as published and set
the scale; the other parts, and the words and pairs of words that occur often enough, are fitted beside them by
logistic regression, words with the stronger pull towards 0. Steepness and start are then fitted to PoliClaim.
Prints how well sentences are ranked that were held out, each fifth by weights that do not know it. The lists of words
were written with a look at the same half, so that this figure flatters; claims.py tells the one to be told.
"""

import argparse
import collections
import itertools
from pathlib import Path
from typing import Any

import claims
import numpy as np
from scipy.optimize import minimize

from annotator.suggest.worth import Worth, load_words, load_worth, sizes

PULL, PULL_OF_WORDS = 4.0, 9.0
OFTEN, OFTEN_OF_PAIRS = 4, 12
STEP, LEAST = 0.05, 0.09
WEIGHTED = ("claim-words", "other-words")


def tokens(text: str, lists: Any, worth: Worth) -> set[str]:
    words = sizes(text, lists, worth).words
    pairs = map(" ".join, itertools.pairwise(words))
    return {each for each in (*words, *pairs) if all(part[0].isalpha() for part in each.split())}


def solved(features: Any, offset: Any, claim: Any, pull: Any) -> tuple[float, Any]:
    """Start and weights of a logistic regression with a known part of the sum."""
    sign = np.where(claim, 1.0, -1.0)

    def loss(found: Any) -> tuple[float, Any]:
        margin = sign * (offset + found[0] + features @ found[1:])
        slope = -sign / (1 + np.exp(np.clip(margin, -500, 500)))
        value = np.logaddexp(0, -margin).sum() + 0.5 * (pull * found[1:] ** 2).sum()
        return value, np.concatenate([[slope.sum()], features.T @ slope + pull * found[1:]])

    best = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return float(best[0]), best[1:]


class Fit:
    """Counts of the parts and of the words of some sentences, and the weights fitted to them."""

    def __init__(self, sentences: claims.Labelled) -> None:
        lists, self.worth = load_words("en"), load_worth()
        assert lists is not None
        self.claim = np.array([claim for _, claim in sentences])
        self.free = [p for p in self.worth.parts if p.source != "PASTEL" and p.name not in WEIGHTED]
        fixed = [p for p in self.worth.parts if p.source == "PASTEL"]
        counts = [sizes(text, lists, self.worth).counts for text, _ in sentences]
        self.offset = np.array([sum(c.get(p.name, 0) * p.weight for p in fixed) for c in counts])
        self.parts = np.array([[c.get(p.name, 0) for p in self.free] for c in counts], dtype=float)
        self.tokens = [tokens(text, lists, self.worth) for text, _ in sentences]

    def features(self, some: Any, vocabulary: list[str]) -> Any:
        place = {word: n for n, word in enumerate(vocabulary)}
        words = np.zeros((len(some), len(vocabulary)))
        for row, n in enumerate(some):
            words[row, [place[word] for word in self.tokens[n] if word in place]] = 1
        return np.hstack([self.parts[some], words])

    def fit(self, some: Any) -> tuple[list[str], float, Any]:
        """Words, start and weights (of the free parts, then of the words), rounded as they are written."""
        often = collections.Counter(word for n in some for word in self.tokens[n])
        vocabulary = sorted(w for w, n in often.items() if n >= (OFTEN_OF_PAIRS if " " in w else OFTEN))
        pull = np.array([PULL] * len(self.free) + [PULL_OF_WORDS] * len(vocabulary))
        features = self.features(some, vocabulary)
        start, weights = solved(features, self.offset[some], self.claim[some], pull)
        many = len(self.free)
        weights[:many] = weights[:many].round(2)
        weights[many:] = (weights[many:] / STEP).round() * STEP
        kept = [n for n in range(len(vocabulary)) if abs(weights[many + n]) >= LEAST]
        return [vocabulary[n] for n in kept], start, np.concatenate([weights[:many], weights[many:][kept]])

    def totals(self, some: Any, vocabulary: list[str], weights: Any) -> Any:
        return self.offset[some] + self.features(some, vocabulary) @ weights


def held_out(fit: Fit, folds: int = 5) -> float:
    """Average precision of sentences that were ranked by weights fitted without them."""
    every = np.random.default_rng(1).permutation(len(fit.claim))
    totals = np.zeros(len(every))
    for fold in range(folds):
        test, train = every[fold::folds], np.delete(every, np.s_[fold::folds])
        vocabulary, start, weights = fit.fit(train)
        totals[test] = start + fit.totals(test, vocabulary, weights)
    return claims.average_precision(list(fit.claim[np.argsort(-totals)]))


def write_words(path: Path, vocabulary: list[str], weights: Any) -> None:
    lines = [
        "# English words and pairs of words, grouped by what each adds to the claim score or takes away, printed by",
        "# tests/benchmarks/claim_weights.py, which tells how they were fitted. The underscore parts a pair.",
        "language: en",
        "source: fitted to one half of the ClaimBuster sentences (Hassan et al. 2017, KDD)",
        "lists:",
    ]
    for name, sign in zip(WEIGHTED, (1, -1), strict=True):
        groups = collections.defaultdict[str, list[str]](list)
        for word, weight in zip(vocabulary, weights, strict=True):
            if weight * sign > 0:
                groups[f"{abs(weight):.2f}"].append(word.replace(" ", "_"))
        lines.append(f"  {name}:")
        for weight in sorted(groups, reverse=True):
            lines.append(f'    "{weight}": >-')
            line = "     "
            for word in groups[weight]:
                if len(line) + len(word) > 115:
                    lines.append(line)
                    line = "     "
                line += f" {word}"
            lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claimbuster", type=Path)
    parser.add_argument("policlaim", type=Path)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--parts", type=Path, required=True)
    options = parser.parse_args()
    fit = Fit(claims.read(options.claimbuster, "tune"))
    print(f"held out, by fifths: average precision {held_out(fit):.3f}")
    vocabulary, _, weights = fit.fit(np.arange(len(fit.claim)))
    other = Fit(claims.read(options.policlaim, ""))
    every = np.arange(len(other.claim))
    totals = other.totals(every, vocabulary, weights)
    start, steepness = solved(totals[:, None], np.zeros(len(totals)), other.claim, np.zeros(1))
    ranked = list(other.claim[np.argsort(-totals)])
    print(f"{len(vocabulary)} words; PoliClaim: average precision {claims.average_precision(ranked):.3f}")
    print(f"steepness: {steepness[0]:.2f}\nstart: {start:.2f}")
    write_words(options.words, vocabulary, weights[len(fit.free) :])
    new = {part.name: f"{weight:.2f}" for part, weight in zip(fit.free, weights, strict=False)}
    rows = [f"{new.get(part.name, part.weight):>6} {part.name}" for part in fit.worth.parts]
    options.parts.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
