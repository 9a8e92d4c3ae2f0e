"""Fits the weights of the claim score to the sentences of ClaimBuster, and prints them as rows of YAML.

    python tests/benchmarks/claim_weights.py CLAIMBUSTER POLICLAIM --vectors PIPELINE --texts FILE...
        --words words.yaml --parts parts.txt

CLAIMBUSTER is its train.json, POLICLAIM its .tsv, PIPELINE a spaCy pipeline with vectors of words
(en_core_web_md), and each FILE a text with words of news. `words.yaml` becomes
schemas/claim-words/en-weighted.yaml, `parts.txt` has the weights of schemas/claim-worth.yaml. The parts that PASTEL
weighs stay as published and set the scale. Fitted beside them by logistic regression are the other parts; the words
and pairs of words that occur often enough; and a direction in the space of the vectors, from which every word of the
sentences and texts gets a weight, whether or not it occurs in a judged sentence. Lists that were gathered from the
judged sentences are pulled towards 0 more strongly than those of grammar: there they fit better than elsewhere.
Steepness and start are then fitted to PoliClaim.

Prints how well sentences are ranked that were held out: each fifth of the half `report` by weights fitted to the half
`tune` and the other four fifths, as they would be shipped. That is the figure to tell: the lists of words were
written with a look at `tune` alone. With --strict the gathered lists are left out; with --half tune all is done inside
that half, each fifth by weights that do not know it, which flatters, since the lists know them.
"""

import argparse
import collections
import itertools
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import claims
import numpy as np
import spacy
from scipy.optimize import minimize

from annotator.suggest.worth import Part, load_words, load_worth, sizes

PULL, PULL_OF_GATHERED, PULL_OF_WORDS, PULL_OF_MEANING = 4.0, 16.0, 9.0, 1.2
OFTEN, OFTEN_OF_PAIRS = 4, 6
STEP, STEP_OF_MEANING = 0.05, 0.1
LEAST, LEAST_OF_MEANING = 0.09, 0.35
PHRASES, MEANING = "phrases", "meaning"
FITTED = (PHRASES, MEANING)
UNWEIGHED = "unweighed"
GATHERED = {
    *("topic", "deeds", "policy", "places", "politicians", "praise", "debate", "quantities", "comparing"),
    *("family", "record", "thinking", "emotive", "vague", "opinion", "wish", "assertion", "many-people"),
}
"""Lists whose words were gathered from the judged sentences."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def words_of(text: str) -> list[str]:
    lists = load_words("en")
    assert lists is not None
    return sizes(text, lists, load_worth()).words


def tokens(words: list[str]) -> set[str]:
    pairs = map(" ".join, itertools.pairwise(words))
    return {each for each in (*words, *pairs) if all(part[0].isalpha() for part in each.split())}


class Vectors:
    """The vectors of words, of length 1; those of the pieces of "don't", together, where it has none."""

    def __init__(self, pipeline: str, words: Iterable[str]) -> None:
        vocab = spacy.load(pipeline).vocab
        self.width = vocab.vectors_length
        self.of: dict[str, Any] = {}
        for word in filter(_WORD.fullmatch, set(words)):
            pieces = [word] if vocab.has_vector(word) else re.split(r"(?=n't$|'\w+$)", word)
            found = [vocab.get_vector(each) for each in pieces if vocab.has_vector(each)]
            lengths = [np.linalg.norm(each) for each in found]
            if any(lengths):
                self.of[word] = sum(v / size for v, size in zip(found, lengths, strict=True) if size)

    def listed(self, direction: Any) -> dict[str, float]:
        """The weight of each word along a direction, rounded as it is shipped; those that weigh enough."""
        meant = {word: float(vector @ direction) for word, vector in self.of.items()}
        return {
            word: round(weight / STEP_OF_MEANING) * STEP_OF_MEANING
            for word, weight in meant.items()
            if abs(weight) >= LEAST_OF_MEANING
        }

    def meaning(self, words: list[str]) -> Any:
        """Of a sentence: the sum over its different words, by the root of their number."""
        found = [self.of[word] for word in set(words) if word in self.of]
        return sum(found, np.zeros(self.width)) / max(1, len(words)) ** 0.5


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
    """Counts of the parts, the words and the meaning of some sentences, and the weights fitted to them."""

    def __init__(self, sentences: claims.Labelled, vectors: Vectors, strict: bool = False) -> None:
        lists, worth = load_words("en"), load_worth()
        assert lists is not None
        self.claim = np.array([claim for _, claim in sentences])
        self.vectors = vectors
        fixed = [part for part in worth.parts if part.source == "PASTEL"]
        self.free: list[Part] = [
            part
            for part in worth.parts
            if part not in fixed
            and part.words not in FITTED
            and part.name != UNWEIGHED
            and not (strict and part.words in GATHERED)
        ]
        found = [sizes(text, lists, worth) for text, _ in sentences]
        self.offset = np.array([sum(f.counts.get(p.name, 0) * p.weight for p in fixed) for f in found])
        self.parts = np.array([[f.counts.get(p.name, 0) for p in self.free] for f in found], dtype=float)
        self.words = [each.words for each in found]
        self.tokens = [tokens(each.words) for each in found]
        self.meaning = np.array([vectors.meaning(each.words) for each in found])

    def features(self, some: Any, vocabulary: list[str]) -> Any:
        place = {word: n for n, word in enumerate(vocabulary)}
        words = np.zeros((len(some), len(vocabulary)))
        for row, n in enumerate(some):
            words[row, [place[word] for word in self.tokens[n] if word in place]] = 1
        return np.hstack([self.parts[some], words, self.meaning[some]])

    def fit(self, some: Any) -> tuple[list[str], float, Any]:
        """Words, start and weights (of the free parts, the words, the meaning), rounded but for the last."""
        often = collections.Counter(word for n in some for word in self.tokens[n])
        vocabulary = sorted(w for w, n in often.items() if n >= (OFTEN_OF_PAIRS if " " in w else OFTEN))
        pulls = [PULL_OF_GATHERED if part.words in GATHERED else PULL for part in self.free]
        pulls += [PULL_OF_WORDS] * len(vocabulary) + [PULL_OF_MEANING] * self.vectors.width
        start, weights = solved(
            self.features(some, vocabulary), self.offset[some], self.claim[some], np.array(pulls)
        )
        parts, words, meaning = np.split(weights, [len(self.free), len(self.free) + len(vocabulary)])
        words = (words / STEP).round() * STEP
        kept = np.abs(words) >= LEAST
        names = [word for word, keep in zip(vocabulary, kept, strict=True) if keep]
        return names, start, np.concatenate([parts.round(2), words[kept], meaning])

    def totals(self, some: Any, vocabulary: list[str], weights: Any) -> Any:
        """What the sentences add up to, with the lists of words as they are shipped."""
        plain = len(weights) - self.vectors.width
        listed = self.vectors.listed(weights[plain:])
        meant = [
            sum(listed.get(word, 0.0) for word in set(self.words[n])) / max(1, len(self.words[n])) ** 0.5
            for n in some
        ]
        return self.offset[some] + self.features(some, vocabulary)[:, :plain] @ weights[:plain] + meant


def held_out(fit: Fit, unseen: Any, folds: int, seed: int) -> list[bool]:
    """Whether each of the unseen sentences is a claim, in the order of weights that were fitted without it."""
    mixed = np.random.default_rng(seed).permutation(unseen)
    totals = np.zeros(len(fit.claim))
    for fold in range(folds):
        test = mixed[fold::folds]
        vocabulary, start, weights = fit.fit(np.setdiff1d(np.arange(len(fit.claim)), test))
        totals[test] = start + fit.totals(test, vocabulary, weights)
    return list(fit.claim[unseen][np.argsort(-totals[unseen])])


def write_words(path: Path, lists: dict[str, dict[str, float]]) -> None:
    lines = [
        "# English words and pairs of words, grouped by what each adds to the claim score or takes away, printed by",
        "# tests/benchmarks/claim_weights.py, which tells how they were fitted. The underscore parts a pair.",
        "language: en",
        "source: fitted to the ClaimBuster sentences (Hassan et al. 2017, KDD), the list `meaning` by way",
        "  of the word vectors of spaCy's en_core_web_md 3.8 (MIT)",
        "lists:",
    ]
    for name, weights in lists.items():
        groups = collections.defaultdict[str, list[str]](list)
        for word, weight in sorted(weights.items()):
            groups[f"{weight:.2f}"].append(word.replace(" ", "_"))
        lines.append(f"  {name}:")
        for number in sorted(groups, key=float, reverse=True):
            lines.append(f'    "{number}": >-')
            lines += textwrap.wrap(
                " ".join(groups[number]),
                118,
                initial_indent="      ",
                subsequent_indent="      ",
                break_on_hyphens=False,
            )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("claimbuster", type=Path)
    parser.add_argument("policlaim", type=Path)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--parts", type=Path, required=True)
    parser.add_argument("--half", choices=("both", "tune"), default="both", help="what is fitted to")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2], help="of how the fifths are parted")
    options = parser.parse_args()
    looked_at = claims.read(options.claimbuster, "tune")
    unseen = claims.read(options.claimbuster, "report") if options.half == "both" else []
    judged, other = [*looked_at, *unseen], claims.read(options.policlaim, "")
    texts = [text for text, _ in (*judged, *other)]
    texts += [path.read_text(encoding="utf-8").replace("\\n", " ") for path in options.texts]
    vectors = Vectors(options.vectors, (word for text in texts for word in words_of(text)))
    fit = Fit(judged, vectors, options.strict)
    first = len(looked_at) if unseen else 0
    for seed in options.seeds:
        ranked = held_out(fit, np.arange(first, len(judged)), 5, seed)
        print(
            f"held out, by fifths: {len(ranked)} sentences, average precision {claims.average_precision(ranked):.3f},"
            f" of the first 50 {sum(ranked[:50])}",
            flush=True,
        )
    vocabulary, _, weights = fit.fit(np.arange(len(fit.claim)))
    far = Fit(other, vectors, options.strict)
    totals = far.totals(np.arange(len(other)), vocabulary, weights)
    start, steepness = solved(totals[:, None], np.zeros(len(totals)), far.claim, np.zeros(1))
    ranked = list(far.claim[np.argsort(-totals)])
    parts, words, direction = np.split(weights, [len(fit.free), len(fit.free) + len(vocabulary)])
    meaning = vectors.listed(direction)
    write_words(options.words, {PHRASES: dict(zip(vocabulary, words, strict=True)), MEANING: meaning})
    print(f"{len(vocabulary)} words and pairs; {len(meaning)} of {len(vectors.of)} words with a meaning")
    print(f"PoliClaim: average precision {claims.average_precision(ranked):.3f}")
    print(f"steepness: {steepness[0]:.2f}\nstart: {start:.2f}")
    new = {part.name: f"{weight:.2f}" for part, weight in zip(fit.free, parts, strict=True)}
    rows = [f"{new.get(part.name, part.weight):>6} {part.name}" for part in load_worth().parts]
    options.parts.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
