"""Measures every rule on articles with gold labels beside them: precision and recall, and what was missed.

    python tests/benchmarks/rules.py [FOLDER ...] [--missed] [--threshold 0.5]

A folder holds articles and, beside each, `<name>.gold.yaml` (corpus/README.md says how to read it);
without one the shipped corpus is measured. An error candidate is right where a gold error of its type shares
a character with it, and finds it. A label of whole sentences is right where the sentence has it. Articles
without gold labels are taken to be clean: every error proposed there is false.
"""

import argparse
import collections
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from annotator import sentences, suggester
from annotator.formats import read
from annotator.model import Candidate, Document, Span
from annotator.resources import shipped
from annotator.suggest import Suggester

SUFFIX = ".gold.yaml"
ARTICLES = (".md", ".txt", ".html")


class Gold(NamedTuple):
    label: str
    type: str
    span: Span


class Tally(NamedTuple):
    """What came of one rule or type."""

    right: int = 0
    false: int = 0
    found: int = 0
    missed: int = 0

    def plus(self, other: "Tally") -> "Tally":
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def line(self) -> str:
        proposed, real = self.right + self.false, self.found + self.missed
        precision = f"{self.right / proposed:9.3f}" if proposed else f"{'-':>9}"
        recall = f"{self.found / real:7.3f}" if real else f"{'-':>7}"
        return f"{proposed:9} {precision} {real:6} {recall}"


def gold_of(path: Path, document: Document) -> list[Gold]:
    """The gold labels of an article; raises ValueError where a text is not in it."""
    found = []
    for row in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
        place = -1
        for _ in range(row.get("occurrence", 1)):
            place = document.text.find(str(row["text"]), place + 1)
            if place < 0:
                raise ValueError(f"{path}: {row['text']!r} is not in the article")
        span = Span(place, place + len(str(row["text"])))
        found.append(Gold(row["label"], row.get("type", ""), span))
    return found


def articles(folders: list[Path]) -> Iterator[tuple[Path, Document, list[Gold]]]:
    for folder in folders:
        for path in sorted(p for p in folder.iterdir() if p.suffix in ARTICLES and p.name != "README.md"):
            beside = path.with_name(path.stem + SUFFIX)
            for document in read(path):
                yield path, document, gold_of(beside, document) if beside.exists() else []


def errors_of(
    path: Path, document: Document, gold: list[Gold], proposed: list[Candidate]
) -> tuple[dict[str, Tally], list[str]]:
    """By rule and by type what came of the error candidates, and a line for each fault."""
    tallies: dict[str, Tally] = collections.defaultdict(Tally)
    notes = []
    open_ = {one: False for one in gold if one.label == "error"}
    for candidate in proposed:
        met = [one for one in open_ if one.type == candidate.type and one.span.meets(candidate.span)]
        open_.update(dict.fromkeys(met, True))
        came = Tally(right=1) if met else Tally(false=1)
        tallies[f"rule {candidate.rule}"] = tallies[f"rule {candidate.rule}"].plus(came)
        tallies[f"type {candidate.type}"] = tallies[f"type {candidate.type}"].plus(came)
        if not met:
            words = document.text[candidate.start : candidate.end]
            notes.append(f"false  {path.name}: {candidate.type} on {words!r}: {candidate.reason}")
    for one, found in open_.items():
        came = Tally(found=1) if found else Tally(missed=1)
        tallies[f"type {one.type}"] = tallies[f"type {one.type}"].plus(came)
        if not found:
            around = document.text[max(0, one.span.start - 60) : one.span.end + 40].replace("\n", " ")
            words = document.text[one.span.start : one.span.end]
            notes.append(f"missed {path.name}: {one.type} on {words!r}: …{around}…")
    return tallies, notes


def sentences_of(
    document: Document, gold: list[Gold], spans: list[Span], proposed: list[list[Candidate]]
) -> dict[str, Tally]:
    """By label what came of the labels of whole sentences."""
    tallies: dict[str, Tally] = collections.defaultdict(Tally)
    for label in ("claim", "attribution"):
        real = [one.span.start for one in gold if one.label == label]
        for span, candidates in zip(spans, proposed, strict=True):
            has = any(span.start <= start < span.end for start in real)
            said = any(c.label == label and not c.type for c in candidates)
            came = Tally(has and said, said and not has, has and said, has and not said)
            tallies[f"label {label}"] = tallies[f"label {label}"].plus(came)
    return tallies


def measure(folders: list[Path], using: Suggester) -> tuple[dict[str, Tally], list[str], int, float]:
    """What came of every rule, type and label; the faults; sentences; seconds."""
    totals: dict[str, Tally] = collections.defaultdict(Tally)
    notes: list[str] = []
    count, spent = 0, 0.0
    for path, document, gold in articles(folders):
        cut = sentences(document)
        start = time.perf_counter()
        proposed = [list(found.candidates) for found in using.analyse(document, cut)]
        spent += time.perf_counter() - start
        count += len(cut)
        accused = [c for candidates in proposed for c in candidates if c.label == "error"]
        tallies, faults = errors_of(path, document, gold, accused)
        if gold:
            tallies |= sentences_of(document, gold, [s.span for s in cut], proposed)
        for name, tally in tallies.items():
            totals[name] = totals[name].plus(tally)
        notes += faults
    return totals, notes, count, spent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, help="articles with gold labels beside them")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--missed", action="store_true", help="print every false and every missed error")
    options = parser.parse_args()
    using = suggester(threshold=options.threshold)
    totals, notes, count, spent = measure(options.folders or [shipped("corpus")], using)
    print(f"{'':24} {'proposed':>9} precision {'real':>6}  recall")
    for name in sorted(totals):
        print(f"{name:24} {totals[name].line}")
    types = [tally for name, tally in totals.items() if name.startswith("type ")]
    every = Tally()
    for tally in types:
        every = every.plus(tally)
    print(f"{'every error':24} {every.line}")
    false = sum(note.startswith("false") for note in notes)
    print(f"{count} sentences, {1000 * spent / max(count, 1):.2f} ms a sentence, {false} false accusations")
    if options.missed:
        print("\n".join(notes))


if __name__ == "__main__":
    main()
