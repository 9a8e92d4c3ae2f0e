"""What a big list costs a project: taking it in, and each command afterwards.

    python tests/benchmarks/entities.py FOLDER ARTICLE [--sizes 100000 1000000]

FOLDER keeps the composed lists between runs (the names of packages, see matching_data). Each command runs in
a process of its own; its time is the processor's, so that other work on the machine counts little, its memory
the most that was resident. Needs the extra `bench`.
"""

import argparse
import csv
import os
import random
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

RUN = [sys.executable, "-c", "from annotator.cli import main; main()"]
ALONE = """
import sys
from pathlib import Path
from annotator.session import Session
from annotator.session.taking_in import Wanted
with Session.open(sys.argv[2], "entities") as session:
    session.entity_lists.take_in(Wanted(path=Path(sys.argv[1])))
"""


def compose(path: Path, size: int) -> None:
    """A list of `size` names of persons, organizations and places; every third person has an office."""
    from matching_data import gazetteer, load_lists

    from annotator.matching.words import folded_words

    lists = load_lists(path.parent / "lists.json")
    random_ = random.Random(3)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(("id", "name", "kind", "citizen_of", "role", "of", "since", "until"))
        for number, name in enumerate(gazetteer(lists, size, lambda text: " ".join(folded_words(text)))):
            office = name.kind == "person" and number % 3 == 0
            year = random_.randrange(1980, 2024)
            state = f"shipped:{random_.choice(('fra', 'kaz', 'per', 'nga', 'jpn', 'usa'))}"
            of = ("member of parliament", state, year, year + 4) if office else ("", "", "", "")
            out.writerow((number, name.text, name.kind, state if office else "", *of))


def run(*arguments: str, cache: Path, program: Sequence[str] = RUN) -> tuple[float, float]:
    """Seconds of the processor, and the most megabytes that were resident."""
    environment = dict(os.environ, XDG_CACHE_HOME=str(cache))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    child = subprocess.Popen([*program, *arguments], env=environment, **quiet)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(arguments)}: status {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def several(*arguments: str, cache: Path, times: int = 5) -> tuple[float, float]:
    """The medians of several runs."""
    found = [run(*arguments, cache=cache) for _ in range(times)]
    return statistics.median(t for t, _ in found), statistics.median(m for _, m in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("article", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--compose", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.compose:
        compose(options.folder / f"names-{options.compose}.csv", options.compose)
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    cache = options.folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    load = os.getloadavg()[0]
    article = str(options.article)
    run("suggest", article, cache=cache)
    seconds, memory = several("suggest", article, cache=cache)
    print(f"load {load:.1f}; suggest without a list: {seconds:.2f} s, {memory:.0f} MB")
    for size in options.sizes:
        names, db = options.folder / f"names-{size}.csv", options.folder / f"names-{size}.db"
        if not names.exists():
            # In another process: a child's peak of memory begins with that of its parent.
            asked = [str(options.folder), article, "--compose", str(size)]
            subprocess.run([sys.executable, __file__, *asked], check=True)
        for old in options.folder.glob(db.name + "*"):
            old.unlink()
        seconds, memory = run(str(names), str(db), cache=cache, program=[sys.executable, "-c", ALONE])
        print(
            f"{size:,}: import {seconds:.0f} s ({size / seconds:,.0f} rows/s), {memory:.0f} MB;"
            f" {names.stat().st_size / 1e6:.0f} MB of CSV, database {db.stat().st_size / 1e6:.0f} MB"
        )
        seconds, memory = run("entities", "import", str(names), "--db", str(db), cache=cache)
        index = max(cache.rglob("names-*.index"), key=lambda path: path.stat().st_mtime)
        print(f"{size:,}: index {seconds:.0f} s, {memory:.0f} MB, {index.stat().st_size / 1e6:.0f} MB of it")
        seconds, memory = several("suggest", article, "--db", str(db), cache=cache)
        print(f"{size:,}: suggest {seconds:.2f} s, {memory:.0f} MB")
        for what in (["list"], ["stats"], ["show", f"names-{size}:5"]):
            seconds, memory = several("entities", *what, "--db", str(db), cache=cache, times=3)
            print(f"{size:,}: entities {what[0]} {seconds:.2f} s, {memory:.0f} MB")


if __name__ == "__main__":
    main()
