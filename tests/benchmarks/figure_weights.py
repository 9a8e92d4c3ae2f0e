"""Fits the weights by which two figures of an article are told to be one, and prints them as rows of YAML.

    python tests/benchmarks/figure_weights.py FOLDER... [--news polnear_dev.jsonl] [--show 20]

Each FOLDER holds articles as injection.py reads them; --news adds real ones, a JSON object with a `text` a line. No
labels are needed: two figures of one value are one figure told twice (small ones, which meet by chance, are left out),
two of different values are two. What the weights look at never is the value. Prints how well pairs are told apart by
weights that were fitted without their article, how many sentences would be accused by them, and how many of the
figures told twice would be found if a slip of the pen had got into one of them.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from injection_slots import read_article
from msgspec.structs import replace
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from annotator import sentences
from annotator.model import Document
from annotator.suggest.quantities import Quantity
from annotator.suggest.twice_told import Tellings, TwiceTold, load_tellings, slip

FOLDS = 8
PULL = 1.0
LEAST = 0.05
"""A weight below this is left out."""
SMALL = 12
"""Values up to this with one digit meet by chance."""


class Pair(NamedTuple):
    article: int
    one: bool
    parts: dict[str, float]
    earlier: Quantity
    later: Quantity


class Model(NamedTuple):
    names: list[str]
    start: float
    weights: Any

    def tellings(self, least: float) -> Tellings:
        shown = {
            name: round(float(weight), 2)
            for name, weight in zip(self.names, self.weights, strict=True)
            if abs(weight) >= LEAST
        }
        return replace(load_tellings(), start=round(self.start, 2), weights=shown, least=least)


def read(folders: Sequence[Path], news: Path | None) -> Iterator[Document]:
    for folder in folders:
        yield from (read_article(path).document for path in sorted(folder.glob("*.txt")))
    if news is not None:
        for line in news.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Document(text=row["text"], name=row["doc"])


def pairs(number: int, found: Sequence[Quantity], using: TwiceTold) -> Iterator[Pair]:
    for earlier, later, parts in using.compared(found):
        one = earlier.value == later.value
        if not one or len(earlier.digits) > 1 or earlier.value > SMALL:
            yield Pair(number, one, parts, earlier, later)


def fitted(some: Sequence[Pair]) -> Model:
    names = sorted({name for pair in some for name in pair.parts})
    features = np.array([[pair.parts.get(name, 0.0) for name in names] for pair in some])
    fit = LogisticRegression(C=PULL, max_iter=5000).fit(features, [pair.one for pair in some])
    return Model(names, float(fit.intercept_[0]), fit.coef_[0])


def total(pair: Pair, tellings: Tellings) -> float:
    return tellings.start + sum(tellings.weights.get(name, 0.0) * value for name, value in pair.parts.items())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--least", type=float, default=-0.8, help="the sum from which two figures are one")
    parser.add_argument("--show", type=int, default=0, help="so many of the surest false accusations")
    options = parser.parse_args()
    using = TwiceTold(load_tellings())
    documents = list(read(options.folders, options.news))
    cut = [sentences(document) for document in documents]
    figures = [using.figures(each) for each in cut]
    every = [pair for number, found in enumerate(figures) for pair in pairs(number, found, using)]
    fold = [place % FOLDS for place in random.Random(1).sample(range(len(documents)), len(documents))]
    models = [
        fitted([p for p in every if fold[p.article] != k]).tellings(options.least) for k in range(FOLDS)
    ]
    sums = [total(pair, models[fold[pair.article]]) for pair in every]
    told = [pair.one for pair in every]
    print(f"{len(documents)} articles, {len(every)} pairs, {sum(told)} of them one figure")
    print(
        f"average precision without the values, by held-out articles: {average_precision_score(told, sums):.3f}"
    )
    accused = sorted(
        ((each, number) for number, found in enumerate(figures)
         for each in TwiceTold(models[fold[number]]).contradictions(found)),
        key=lambda each: -each[0].sure,
    )  # fmt: skip
    count = sum(map(len, cut))
    print(f"{len(accused)} accused in {count} clean sentences, {100 * len(accused) / count:.2f} in 100")
    two_digits = slip(46, 56)
    found = [s + two_digits >= options.least for s, one in zip(sums, told, strict=True) if one]
    print(f"{sum(found)} of {len(found)} found if a digit of two were wrong")
    for each, number in accused[: options.show]:
        print(f"{each.sure:.2f} {documents[number].name}: {each.accused.words} - {each.other.words}")
        print(*(f"     {cut[number][q.sentence].text}" for q in (each.accused, each.other)), sep="\n")
    best = fitted(every).tellings(options.least)
    print(f"start: {best.start}\nleast: {best.least}\nweights:")
    print(*(f"  {name}: {weight}" for name, weight in best.weights.items()), sep="\n")


if __name__ == "__main__":
    main()
