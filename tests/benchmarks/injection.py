"""Puts errors into clean articles by seeded rules, and counts how many the error rules find.

    python tests/benchmarks/injection.py [FOLDER] [--seed 1] [--missed] [--only TEXT] [--threshold 0.5]

An article has slots that say what may go wrong there (articles/README.md). Each change is made once, at most
one in a sentence and five in a copy of the article. It is found where an error of its type shares a character
with it (or, for an office, with the name or title beside it); every other error that is proposed is false. The
clean articles are read as well: what is proposed there is a false accusation.
"""

import argparse
import collections
import random
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from injection_changes import Change, changes
from injection_slots import Article, read_article

from annotator import sentences, suggester
from annotator.model import Candidate, Document, Span
from annotator.suggest import Suggester

ARTICLES = Path(__file__).with_name("articles")
CHANGES_IN_A_COPY = 5


class Placed(NamedTuple):
    """A change in a copy: where it and what goes with it stand there."""

    change: Change
    spans: tuple[Span, ...]


class Run(NamedTuple):
    """What came of a folder of articles."""

    found: dict[str, list[int]]
    """By type: found, missed, false."""
    clean: int
    """Clean sentences."""
    accused: int
    """Errors proposed in them."""
    notes: list[str]
    seconds: float
    sentences: int


def copies(article: Article, wanted: Sequence[Change], rng: random.Random) -> Iterator[list[Change]]:
    """The changes in groups that fit one copy of the article: in sentences of their own."""
    cut = sentences(article.document)
    left = list(wanted)
    rng.shuffle(left)
    while left:
        taken: list[Change] = []
        used: set[int] = set()
        for change in left:
            home = next((s.index for s in cut if s.start <= change.start < s.end), -1)
            if home in used or len(taken) == CHANGES_IN_A_COPY:
                continue
            used.add(home)
            taken.append(change)
        left = [change for change in left if change not in taken]
        yield sorted(taken, key=lambda change: change.start)


def applied(article: Article, group: Sequence[Change]) -> tuple[Document, list[Placed]]:
    """The article with the changes of a group, and where they stand."""
    pieces, at, moved = [], 0, 0
    moves: list[tuple[int, int]] = []
    old = article.document.text
    for change in group:
        pieces += [old[at : change.start], change.new]
        at = change.end
        moved += len(change.new) - (change.end - change.start)
        moves.append((change.end, moved))
    pieces.append(old[at:])

    def shifted(offset: int) -> int:
        return offset + max((move for move in moves if move[0] <= offset), default=(0, 0))[1]

    placed = []
    for change in group:
        start = shifted(change.start)
        own = Span(start, start + len(change.new))
        others = (Span(shifted(span.start), shifted(span.end)) for span in change.beside)
        placed.append(Placed(change, (own, *others)))
    document = Document(text="".join(pieces), date=article.document.date, name=article.document.name)
    return document, placed


def accusations(using: Suggester, document: Document) -> tuple[list[Candidate], int]:
    """The errors proposed in a document, and how many sentences it has."""
    cut = sentences(document)
    found = [c for each in using.analyse(document, cut) for c in each.candidates if c.label == "error"]
    return found, len(cut)


def judged(document: Document, placed: Sequence[Placed], proposed: Sequence[Candidate], run: Run) -> None:
    """Count what came of one copy."""
    right: set[int] = set()
    for each in placed:
        met = [
            number
            for number, c in enumerate(proposed)
            if c.type in each.change.types and any(span.meets(c.span) for span in each.spans)
        ]
        right.update(met)
        run.found[each.change.kind][0 if met else 1] += 1
        if not met:
            run.notes.append(
                f"missed {document.name}: {each.change.kind} {each.change.new!r}: {_around(document, each)}"
            )
    for number, candidate in enumerate(proposed):
        if number not in right:
            run.found[candidate.type][2] += 1
            words = document.text[candidate.start : candidate.end]
            run.notes.append(f"false  {document.name}: {candidate.type} on {words!r}: {candidate.reason}")


def _around(document: Document, placed: Placed) -> str:
    span = placed.spans[0]
    return document.text[max(0, span.start - 90) : span.end + 70].replace("\n", " ")


def measure(articles: Sequence[Article], using: Suggester, seed: int) -> Run:
    """Inject, propose, count."""
    found: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    run = Run(found, 0, 0, [], 0.0, 0)
    clean = accused = count = 0
    start = time.perf_counter()
    for article in articles:
        rng = random.Random(f"{seed} {article.document.name}")
        proposed, number = accusations(using, article.document)
        clean, count, accused = clean + number, count + number, accused + len(proposed)
        for c in proposed:
            words = article.document.text[c.start : c.end]
            run.notes.append(f"clean  {article.document.name}: {c.type} on {words!r}: {c.score} {c.reason}")
        wanted = changes(article, using.knowledge, rng)
        for group in copies(article, wanted, rng):
            document, placed = applied(article, group)
            proposed, number = accusations(using, document)
            count += number
            judged(document, placed, proposed, run)
    return run._replace(clean=clean, accused=accused, seconds=time.perf_counter() - start, sentences=count)


def table(run: Run) -> Iterator[str]:
    """The lines to print."""
    yield f"{'type':16} {'cases':>6} {'found':>6} {'recall':>7} {'false':>6} {'precision':>9}"
    total = [sum(column) for column in zip(*run.found.values(), strict=True)] if run.found else [0, 0, 0]
    for kind, (right, missed, false) in [*sorted(run.found.items()), ("all", total)]:
        recall = f"{right / (right + missed):.3f}" if right + missed else "-"
        precision = f"{right / (right + false):.3f}" if right + false else "-"
        yield f"{kind:16} {right + missed:6} {right:6} {recall:>7} {false:6} {precision:>9}"
    yield (
        f"{run.clean} clean sentences, {run.accused} false accusations in them: "
        f"{100 * run.accused / max(run.clean, 1):.2f} in 100"
    )
    yield f"{run.sentences} sentences read, {run.sentences / run.seconds:.0f} a second with the injecting"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--missed", action="store_true", help="print every missed error and false accusation")
    parser.add_argument("--only", default="", help="a regular expression for the names of the articles")
    options = parser.parse_args()
    using = suggester(threshold=options.threshold)
    paths = [p for p in sorted(options.folder.glob("*.txt")) if re.search(options.only, p.name)]
    articles = [read_article(path) for path in paths]
    run = measure(articles, using, options.seed)
    print(f"{len(articles)} articles, seed {options.seed}")
    print("\n".join(table(run)))
    if options.missed:
        print("\n".join(sorted(set(run.notes))))


if __name__ == "__main__":
    main()
