"""Fits the weights of the attribution rule to PolNeAR, and tells how well they do on articles they were not fitted to.

    python tests/benchmarks/attribution_weights.py polnear_dev.jsonl [--folds 10] [--rounds 1] [--pull 10]

Prints the `weights:` of English for schemas/attribution-weights.yaml, fitted to all the articles. Before them stands
what tests/benchmarks/attribution.py measures where every article is read with weights that were fitted to the
articles of other folds: for the half `tune`, whose text was read to write the cues and patterns, for the half
`report`, whose text never was, and for both. Needs scikit-learn.
"""

import argparse
import collections
import json
import random
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import attribution
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from annotator.model import Candidate, Document, Sentence
from annotator.schema import load_schema
from annotator.segment import split
from annotator.suggest import Suggester
from annotator.suggest.attribution import Attribution
from annotator.suggest.attribution.frame import Frame
from annotator.suggest.attribution.weighing import Sentences, Weights, signs, some_log_odds
from annotator.suggest.context import Context

OFTEN = 20
"""A sign that fewer frames have gets no weight."""
STEP = 0.05
"""Weights are rounded to it."""
LEAST = 0.34
"""Of a frame that is told beside a better one: there a further frame, right as seldom as this, adds to F1."""
EQUAL = 0.75
"""Taken off the log-odds of a sentence: in PolNeAR 70 % of the sentences report, in other news about half."""
EVERYTHING = Weights(0.0, 0.0, Sentences(0.0, 1.0), {"found lone": 0.0})


_TIED = "\0"
"""A blank at which no line is broken."""


class Read(NamedTuple):
    """The frames of a sentence, and what the annotators found."""

    frames: list[Frame]
    right: list[bool]
    reports: bool


class Watching(Attribution):
    """Keeps the frames of every sentence."""

    def __init__(self) -> None:
        super().__init__(EVERYTHING)
        self.seen: dict[int, list[Frame]] = {}

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]:
        reading, _ = context.once(self._read)
        self.seen[sentence.index] = [*reading.frames(sentence), *reading.lone(sentence)]
        return ()


def read(article: dict) -> list[Read]:
    text = article["text"]
    document, rule = Document(text=text), Watching()
    sentences = [
        Sentence(document.id, i, s.start, s.end, text[s.start : s.end]) for i, s in enumerate(split(text))
    ]
    for _ in Suggester(attribution.NOBODY, load_schema(), (rule,)).analyse(document, sentences):
        pass  # a rule of others that fails is passed over, so that nothing would be read
    assert len(rule.seen) == len(sentences), "the rule failed"
    gold = attribution.gold_of(article)
    spans = [frozenset(range(*f.words)) for s in sentences for f in rule.seen.get(s.index, ())]
    _, right, _ = attribution.matched(gold["cue"], spans)
    found, place = [], 0
    for sentence in sentences:
        frames = rule.seen.get(sentence.index, [])
        hits = [place + n in right for n in range(len(frames))]
        found.append(Read(frames, hits, attribution.reports(sentence, gold)))
        place += len(frames)
    return found


def fit(some: Sequence[Read], pull: float) -> Weights:
    """The weights by logistic regression, which pulls them towards 0."""
    rows = [dict(signs(frame, each.frames)) for each in some for frame in each.frames]
    often = collections.Counter(sign for row in rows for sign in row)
    columns = DictVectorizer()
    features = columns.fit_transform([{k: v for k, v in row.items() if often[k] >= OFTEN} for row in rows])
    found = LogisticRegression(C=1 / pull, max_iter=3000).fit(
        features, [hit for each in some for hit in each.right]
    )
    names: Iterable[str] = columns.get_feature_names_out()
    rounded = {sign: round(float(w) / STEP) * STEP for sign, w in zip(names, found.coef_[0], strict=True)}
    kept = {sign: round(w, 2) for sign, w in rounded.items() if w}
    weights = Weights(round(float(found.intercept_[0]), 2), LEAST, Sentences(0.0, 1.0), kept)
    return Weights(weights.start, LEAST, sentences(some, weights), kept)


def sentences(some: Sequence[Read], weights: Weights) -> Sentences:
    """How the shares of a sentence's frames tell whether it reports."""
    shares = [[share for _, share in weights.weigh(each.frames)] for each in some]
    told = [[s for s in each if s >= weights.least] or [max(each)] for each in shares if each]
    odds = np.array([[some_log_odds(each)] for each in told])
    found = LogisticRegression(C=100.0).fit(
        odds, [each.reports for each, s in zip(some, shares, strict=True) if s]
    )
    return Sentences(round(float(found.intercept_[0]) - EQUAL, 2), round(float(found.coef_[0][0]), 2))


def written(weights: Weights) -> str:
    """The rows of YAML, a line or more for the signs that begin with the same word."""
    groups = collections.defaultdict[str, list[str]](list)
    for sign, weight in sorted(weights.signs.items()):
        first, _, rest = sign.partition(" ")
        groups[first].append(f"{rest if rest.isalpha() and len(rest) > 2 else json.dumps(rest)}: {weight}")
    lines = [
        "  en:",
        f"    start: {weights.start}",
        f"    least: {weights.least}",
        f"    sentences: {{start: {weights.sentences.start}, slope: {weights.sentences.slope}}}",
        "    signs:",
    ]
    for first, some in groups.items():
        row = f"      {first}: {{{', '.join(each.replace(' ', _TIED) for each in some)}}}"
        lines += textwrap.wrap(row, 118, subsequent_indent=" " * 8, break_on_hyphens=False)
    return "\n".join(lines).replace(_TIED, " ")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=1, help="so many times with other folds, added up")
    parser.add_argument("--pull", type=float, default=10.0)
    options = parser.parse_args()
    every = {each["doc"]: each for each in attribution.articles(options.file, "both")}
    tuned = {each["doc"] for each in attribution.articles(options.file, "tune")}
    frames = {doc: read(article) for doc, article in every.items()}
    totals: Any = collections.defaultdict(collections.Counter)
    for number in range(options.rounds):
        mixed = sorted(every)
        random.Random(number).shuffle(mixed)
        for fold in range(options.folds):
            unseen = mixed[fold :: options.folds]
            weights = fit([s for doc in mixed if doc not in unseen for s in frames[doc]], options.pull)
            using = Suggester(attribution.NOBODY, load_schema(), (Attribution(weights),))
            for doc in unseen:
                counts = attribution.measured(using, every[doc], collections.defaultdict(list))
                for half in ("tune" if doc in tuned else "report", "both"):
                    totals[half] += counts
    for half in ("tune", "report", "both"):
        print(
            f"half {half}, each article with weights that do not know it" if half != "both" else "both halves"
        )
        attribution.show(totals[half])
    print(written(fit([s for some in frames.values() for s in some], options.pull)))


if __name__ == "__main__":
    main()
