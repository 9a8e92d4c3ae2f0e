"""Fits the weights by which a sentence is read as telling of members, and prints them as schemas/telling/OF.yaml.

    python tests/benchmarks/membership_weights.py membership|size GIVEN... [--print] [--pull 1.5] [--test GIVEN...]

GIVEN are folders or files: clean articles with slots (articles/README.md), .tsv files of single sentences with slots
and the day before each, the sentences in which nobody is accused, and the tests of the rule, whose tables tell what is
wrong in a sentence. What is marked as a member, or as the number of all members, is told as one. Any other state beside
an organization that it does not belong to, any person, and any other number is told as something else. States that are
members without being marked are left out: nobody has said what the sentence tells of them. A name itself is never a
trait, so the weights know no state.

Prints how many of the marked places are found by weights fitted to the other articles (eight folds), how many of the
rest are falsely accused in 100 clean sentences, and the same of --test by weights fitted to all of GIVEN.
"""

import argparse
import collections
import datetime
import importlib
import sys
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
import numpy as np
from injection_changes import MEMBERSHIP
from injection_slots import article_of, read_article
from rule_cases import rows
from rule_cases import suggester as tested
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from annotator import sentences
from annotator.model import Document
from annotator.suggest import rolls
from annotator.suggest.context import Context
from annotator.suggest.membership_checks import Bench
from annotator.suggest.membership_excuses import refuted
from annotator.suggest.membership_pairs import Pair, Pairs
from annotator.suggest.membership_referents import Referents
from annotator.suggest.sketch import sketch
from annotator.suggest.times import Period

FOLDS, OFTEN, STEP, LEAST = 8, 2, 0.05, 0.075
KINDS = {"membership": "member", "size": "count"}
WRONG = {"membership": ("not-member", "wrong-kind"), "size": ("wrong-number",)}
TOGETHER = 20
"""So many single sentences of a file are held out together."""
LETTERS = {"membership": "SP", "size": "Q"}
AROUND = [datetime.timedelta(days=n) for n in (-12, 0, 12)]


class Example(NamedTuple):
    """A name beside an organization in a clean article."""

    told: bool | None
    """None: nobody has said."""
    accusable: bool
    """It never was a member."""
    article: str
    at: int
    pair: Pair


class Text(NamedTuple):
    """A document, and of the places that are told as what is asked: start, end, and the organization or ''."""

    document: Document
    marked: list[tuple[int, int, str]]


def texts_of(path: Path, of: str) -> Iterable[Text]:
    """The article of a .txt, the lines `day TAB text` of a .tsv with slots, or the rows of a test's tables."""
    if path.suffix == ".py":
        yield from texts_of_tables(path, of)
        return
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    if path.name == "nobody_accused.txt":
        for n, (day, text) in enumerate(line.split(" | ", 1) for line in lines):
            date = datetime.date.fromisoformat(day)
            yield Text(Document(text=text.replace("¶", "\n"), name=f"nobody {n // TOGETHER}", date=date), [])
        return
    if path.suffix == ".tsv":
        articles = [
            article_of(*line.split("\t"), f"{path.stem} {n // TOGETHER}") for n, line in enumerate(lines)
        ]
    else:
        articles = [read_article(path)]
    for article in articles:
        slots = [slot for slot in article.slots if slot.kind == KINDS[of]]
        yield Text(article.document, [(slot.start, slot.end, slot.of) for slot in slots])


def texts_of_tables(path: Path, of: str) -> Iterable[Text]:
    """The sentences of a test of the rule: what is wrong in them is told, all else is not."""
    found = importlib.import_module(path.stem)
    for n, (day, *wrong, text) in enumerate(rows(found.WRONG) + rows(found.CLEAN)):
        if day == "-":
            continue
        document = Document(
            text=text, name=f"{path.stem} {n // TOGETHER}", date=datetime.date.fromisoformat(day)
        )
        marked = []
        for kind, words in (each.split(":", 1) for each in wrong[0].split("; ")) if wrong else ():
            if kind in WRONG[of]:
                start = text.index(words)
                marked.append((start, start + len(words), ""))
        yield Text(document, marked)


def examples(article: Text, using: Any, of: str) -> Iterable[Example]:
    """Every pair of the article; `of`: 'membership' or 'size'."""
    cut = sentences(article.document)
    context = Context(article.document, cut, using.schema, using.knowledge, using.matcher)
    day = article.document.date
    assert day is not None
    for sentence in cut:
        short = sketch(sentence, context)
        bench = Bench(short, using.knowledge, day, Referents(short, sentence, context))
        found = Pairs(bench, day)
        for pair in (pair for place in short.places(LETTERS[of]) for pair in found.of(place)):
            span = short.span(pair.place)
            said = {of_ for start, end, of_ in article.marked if start < span.end and span.start < end}
            status = (has_size if of == "size" else belongs)(bench, pair, day)
            other = bool(said) and pair.club < 0  # told, but of which organization the words do not say
            told = True if said & {pair.entity.id, ""} else None if status or other else False
            mention = short.mention(pair.place)
            wrong = status is False if mention is None else refuted(bench, mention, pair) is not None
            yield Example(told, wrong, article.document.name, span.start, pair)


def has_size(bench: Bench, pair: Pair, day: datetime.date) -> bool | None:
    """Whether the number is that of the members on the day; None: nobody knows."""
    known = rolls.sizes(bench.knowledge, pair.entity.id, ("member",), Period(day, day, day))
    return None if known is None else bench.short.number(pair.place) in known


def belongs(bench: Bench, pair: Pair, day: datetime.date) -> bool | None:
    """Whether it is a member on the day; None: it was one, or nobody knows."""
    mention = bench.short.mention(pair.place)
    if mention is None or (mention.kind in pair.entity.members_are and mention.kind != "state"):
        return True
    facts = bench.knowledge.memberships(mention.entity, pair.entity.id)
    facts = [fact for fact in facts if fact.status in MEMBERSHIP]
    if any(fact.disputed or fact.holds_on(day + more) is not False for fact in facts for more in AROUND):
        return True
    return None if any(not fact.since or fact.since < day.isoformat() for fact in facts) else False


def fitted(found: Sequence[Example], pull: float) -> tuple[Any, Any]:
    known = [each for each in found if each.told is not None]
    table = CountVectorizer(analyzer=lambda each: each.pair.traits, binary=True, min_df=OFTEN)
    counts = table.fit_transform(known)
    model = LogisticRegression(C=1 / pull, solver="liblinear")
    return table, model.fit(counts, [bool(each.told) for each in known])


def held_out(found: Sequence[Example], pull: float) -> Any:
    """The probability of each example by weights fitted to other articles."""
    likely = np.zeros(len(found))
    groups = [each.article for each in found]
    for some, rest in GroupKFold(FOLDS).split(found, groups=groups):
        table, model = fitted([found[n] for n in some], pull)
        likely[rest] = model.predict_proba(table.transform([found[n] for n in rest]))[:, 1]
    return likely


def report(found: Sequence[Example], likely: Any, marked: int, clean: int) -> None:
    told: dict[tuple[str, int], float] = collections.defaultdict(float)
    member: dict[tuple[str, int], float] = collections.defaultdict(float)
    false: dict[tuple[str, int], float] = collections.defaultdict(float)
    for each, chance in zip(found, likely, strict=True):
        if each.told is None:
            kind = member
        elif each.told:
            kind = told
        elif each.accusable:
            kind = false
        else:
            continue
        kind[each.article, each.at] = max(chance, kind[each.article, each.at])
    print(f"{marked} marked places, {len(told)} of them beside an organization; {clean} clean sentences")
    for least in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        wrong = sum(
            1 for place, chance in false.items() if chance >= least and member[place] < min(chance, 0.5)
        )
        recall = sum(1 for chance in told.values() if chance >= least) / marked
        print(
            f"  at {least:.2f}: recall {recall:.3f}, {wrong} false, {100 * wrong / clean:.2f} in 100 clean sentences"
        )


def printed(table: Any, model: Any, least: float) -> None:
    groups: dict[str, dict[float, list[str]]] = {}
    for trait, weight in zip(table.get_feature_names_out(), model.coef_[0], strict=True):
        rounded = round(round(weight / STEP) * STEP, 2)
        if abs(weight) < LEAST:
            continue
        sort, _, words = trait.partition(" ")
        groups.setdefault(sort, {}).setdefault(rounded, []).append(words.replace(" ", "_"))
    print(f"start: {model.intercept_[0]:.3f}\nleast: {least}\nweights:")
    for sort, weights in sorted(groups.items()):
        print(f"  {sort}:")
        for weight, words in sorted(weights.items(), reverse=True):
            print(f'    "{weight:.2f}": >-')
            print(
                textwrap.fill(
                    " ".join(sorted(words)),
                    110,
                    initial_indent=" " * 6,
                    subsequent_indent=" " * 6,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("of", choices=KINDS)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pull", type=float, default=2.0)
    parser.add_argument("--least", type=float, default=0.85)
    parser.add_argument("--print", action="store_true")
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    using = tested(())
    found, marked, clean = gathered(given.folders, using, given.of)
    if given.print:
        printed(*fitted(found, given.pull), given.least)
        return
    report(found, held_out(found, given.pull), marked, clean)
    for folder in given.test:
        table, model = fitted(found, given.pull)
        other, marked, clean = gathered([folder], using, given.of)
        report(other, model.predict_proba(table.transform(other))[:, 1], marked, clean)


def gathered(given: Iterable[Path], using: Any, of: str) -> tuple[list[Example], int, int]:
    """The examples of all articles, how many places are marked, and how many sentences there are."""
    found, marked, clean = list[Example](), 0, 0
    for path in (
        path for each in given for path in (sorted(each.glob("*.t[xs][tv]")) if each.is_dir() else [each])
    ):
        for text in texts_of(path, of):
            found += examples(text, using, of)
            marked += len(text.marked)
            clean += len(sentences(text.document))
    return found, marked, clean


if __name__ == "__main__":
    main()
