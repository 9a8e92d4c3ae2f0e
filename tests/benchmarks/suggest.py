"""Measures how fast candidates are computed, and how long a whole `annotator suggest` takes.

    python tests/benchmarks/suggest.py FOLDER_OR_FILE... [--rounds 5] [--date 2022-01-07] [--profile]

Articles are anything that `annotator suggest` reads; of a .jsonl, each different text counts once. Prints sentences
a second of processor time on one core, start-up excluded (the median of the rounds, and the best), what each rule
takes, and the wall and processor time of the command on the first file. Name the load when you tell the figures.
"""

import argparse
import cProfile
import datetime
import os
import pstats
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from annotator import Document, read_many, sentences, suggester
from annotator.suggest import Suggester


def documents(paths: list[Path], date: datetime.date) -> list[Document]:
    files = [each for path in paths for each in (sorted(path.iterdir()) if path.is_dir() else [path])]
    known = [str(file) for file in files if file.suffix in (".md", ".txt", ".jsonl", ".html")]
    found = {each.id: each for each in read_many(known, date=date) if isinstance(each, Document)}
    return list(found.values())


def analyse(found: list[Document], using: Suggester) -> tuple[int, int, float]:
    """Sentences, candidates, and the processor time that they took, without the splitting."""
    count = candidates = 0
    spent = 0.0
    for document in found:
        parts = sentences(document)
        began = time.process_time()
        for each in using.analyse(document, parts):
            candidates += len(each.candidates)
        spent += time.process_time() - began
        count += len(parts)
    return count, candidates, spent


def by_rule(found: list[Document], using: Suggester) -> Iterator[tuple[str, float]]:
    """Each rule and the processor time that it takes alone, mentions found before."""
    rules, spent = using.rules, defaultdict[str, float](float)
    for document in found:
        parts = sentences(document)
        analysis = using.analyse(document, parts)
        for index in range(len(parts)):
            began = time.process_time()
            analysis.mentions(index)
            spent["(known names)"] += time.process_time() - began
            context, sentence, _ = analysis._place(index)
            for rule in rules:
                began = time.process_time()
                list(rule(sentence, context))
                spent[rule.id] += time.process_time() - began
    yield from sorted(spent.items(), key=lambda pair: -pair[1])


def command(path: str, rounds: int) -> tuple[float, float]:
    """The median of wall and of processor time of the command, each in a process of its own."""
    walls, processors = [], []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        program = "import sys; from annotator.cli import main; main()"
        subprocess.run(
            [sys.executable, "-c", program, "suggest", path], check=True, capture_output=True, env=os.environ
        )
        walls.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processors.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(walls), statistics.median(processors)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--date", type=datetime.date.fromisoformat, default=datetime.date(2022, 1, 7))
    parser.add_argument("--profile", action="store_true", help="also print where the time goes")
    options = parser.parse_args()
    found, using = documents(options.paths, options.date), suggester()
    analyse(found[:1], using)
    rounds = [analyse(found, using) for _ in range(options.rounds)]
    count, candidates, _ = rounds[0]
    speeds = [sentences_ / spent for sentences_, _, spent in rounds]
    print(f"{len(found)} articles, {count} sentences, {candidates} candidates; load {os.getloadavg()[0]:.1f}")
    print(f"{statistics.median(speeds):.0f} sentences a second of one core (best {max(speeds):.0f})")
    for rule, spent in by_rule(found, using):
        print(f"  {rule:16} {spent * 1000 / count:.3f} ms a sentence")
    first = next(path for path in options.paths)
    file = (
        first if first.is_file() else next(p for p in sorted(first.iterdir()) if p.suffix in (".md", ".txt"))
    )
    wall, processor = command(str(file), options.rounds)
    print(f"annotator suggest {file.name}: {wall:.2f} s, {processor:.2f} s of processor time (medians)")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(analyse, found, using)
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
