"""The matcher beside its peers at 10,000, 100,000 and 1,000,000 names: quality, time, memory, all in one run.

    pip install -e '.[bench]'
    python tests/benchmarks/matching.py [--sizes 10000 100000] [--seed 7] [--sentences 5000] [--work FOLDER]

Every peer retrieves (first word, last word, name, edits); normalizer, filters and overlaps are those of the
matcher, so that they differ in retrieval alone. Times a sentence are of the processor, on one core each; peer and
matcher read the same sentences in turns, a few at a time: a busy machine changes little. A ratio is the median of
three rounds. The matcher forgets before each sentence what it looked up for others. A slow peer reads fewer
sentences ('n'), and the matcher's figures are those on the same ones. Peers that are not installed are left out
and said so. Looking up as one types has a benchmark of its own, `lookup.py`.
"""

import argparse
import functools
import hashlib
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
os.environ["RAYON_NUM_THREADS"] = "1"  # simstring-rust takes all cores otherwise

from matching_data import HEAD, SIZES, Case, Name, cases, gazetteer, load_lists
from matching_peers import PEERS, AhoCorasick, key

from annotator.matching import Matcher, Row
from annotator.matching.index import Index
from annotator.matching.names import ACRONYM
from annotator.matching.words import Words

SURE = 0.5
"""Mentions of at least this score count as found."""


def rows_for(names: Sequence[Name]) -> list[Row]:
    return [
        Row(str(n), name.text, name.kind, ACRONYM if name.text.isupper() and len(name.text) <= 6 else 0)
        for n, name in enumerate(names)
    ]


ROUNDS = 3
TURN = 50
"""Sentences that one reads before it is the other's turn."""


@dataclass
class Result:
    """How a matcher did on the first `n` sentences."""

    n: int
    median: float
    """Seconds of the processor for a sentence, cold, filters included."""
    last: float
    """The 99th percentile of that."""
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


class Reader:
    """Reads sentences with a matcher and keeps how long each took and how good it was."""

    def __init__(self, matcher: Matcher, cold: Callable[[], None]) -> None:
        self.matcher, self.cold = matcher, cold
        self.times: list[float] = []
        self.right = self.wrong = self.gold = 0

    def read(self, cases: Sequence[Case]) -> None:
        for case in cases:
            self.cold()
            start = time.process_time()
            found = self.matcher.find(case.text)
            self.times.append(time.process_time() - start)
            sure = [mention for mention in found if mention.score >= SURE]
            hits = sum(good(case, m.start, m.end, m.entity) for m in sure)
            self.right += hits
            self.wrong += len(sure) - hits
            self.gold += len(case.gold)

    @property
    def result(self) -> Result:
        ordered = sorted(self.times)
        last = ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
        precision = self.right / max(self.right + self.wrong, 1)
        median = statistics.median(ordered)
        return Result(len(ordered), median, last, precision, self.right / max(self.gold, 1))


def in_turns(
    ours: Callable[[], Reader], theirs: Callable[[], Reader], read: Sequence[Case], patience: float
) -> tuple[Result, Result, float]:
    """Both read the same sentences in turns until patience (in seconds) runs out: their results in the last
    round, and how many times longer the second takes, the median of the rounds."""
    ratios = []
    for _ in range(ROUNDS):
        one, other = ours(), theirs()
        for at in range(0, len(read), TURN):
            if sum(other.times) > patience / ROUNDS:
                break
            turn = read[at : at + (TURN if other.times and sum(other.times[:3]) < 0.05 else 3)]
            other.read(turn)
            one.read(turn)
        ratios.append(one_over(other.times, one.times))
    return one.result, other.result, statistics.median(ratios)


def one_over(first: Sequence[float], second: Sequence[float]) -> float:
    return statistics.median(first) / statistics.median(second)


def good(case: Case, start: int, end: int, entity: str) -> bool:
    """True where the sentence names that entity there: half of what both cover is common."""
    for first, last, number, _ in case.gold:
        common = min(end, last) - max(start, first)
        if str(number) == entity and common * 2 >= max(end, last) - min(start, first):
            return True
    return False


def own(rows: list[Row], folder: Path, size: int) -> tuple[Index, dict[str, float]]:
    """The index, read from its cache, and what that took."""
    for kept in folder.glob(f"names-*-{key_of(rows)}.index"):
        kept.unlink()
    start = time.process_time()
    Index.kept(key_of(rows), lambda: rows, folder)
    built = time.process_time() - start
    report = in_a_process(_load, folder, key_of(rows), size)
    index = Index.kept(key_of(rows), lambda: rows, folder)
    cache = next(folder.glob(f"names-*-{key_of(rows)}.index")).stat().st_size
    return index, {"build s": round(built, 1), "cache MB": round(cache / 1e6, 1), **report}


def key_of(rows: list[Row]) -> str:
    """Changes with the names, so that no index of other names is taken."""
    return hashlib.sha256("\n".join(row.text for row in rows).encode()).hexdigest()[:24]


def _load(folder: Path, kept: str, size: int) -> dict[str, float]:
    start, busy = time.perf_counter(), time.process_time()
    index = Index.kept(kept, lambda: [], folder)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 if sys.platform == "linux" else 0
    assert len(index.rows) > size
    return {
        "load s": round(seconds, 3),
        "of the processor": round(busy, 3),
        "resident MB": round(resident / 1e6),
    }


def in_a_process(function: Callable[..., Any], *arguments: Any) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def compare(
    size: int, names: list[Name], read: Sequence[Case], folder: Path, patience: float
) -> dict[str, Any]:
    """One row a peer."""
    rows = rows_for(names[:size])
    index, report = own(rows, folder, size)
    matcher = Matcher.over(index)
    matcher.find(read[0].text)

    def ours() -> Reader:
        return Reader(matcher, index.forget)

    reader = ours()
    reader.read(read)
    table: dict[str, Any] = {"matcher": {**vars(reader.result), "f1": reader.result.f1, **report}}
    show(size, "matcher", reader.result, str(report))
    plain, times = plain_scan(rows, read, ours)
    table["matcher"] |= {"plain scan": plain, "times a plain scan": times}
    print(
        f"{size:>9,}  ahocorasick_rs and normalizer, no filters: p50 {plain * 1e6:.0f} us; the matcher takes "
        f"{times:.2f} times as long",
        flush=True,
    )
    for name, (peer, most) in PEERS.items():
        if size > most:
            print(f"{size:>9,}  {name}: not run, takes too long or too much memory at this size")
            continue
        try:
            start = time.perf_counter()
            their_matcher = Matcher.over(peer(rows))
        except ImportError as missing:
            print(f"{size:>9,}  {name}: {missing}")
            continue
        built = time.perf_counter() - start
        them = functools.partial(Reader, their_matcher, lambda: None)
        mine, theirs, ratio = in_turns(ours, them, read, patience)
        note = f"{ratio:8.2f}x our time; our F1 on these {mine.f1:.3f}; built in {built:.1f} s"
        show(size, name, theirs, note)
        table[name] = {
            **vars(theirs),
            "f1": theirs.f1,
            "build s": round(built, 1),
            "times slower": ratio,
            "our f1": mine.f1,
        }
    return table


def plain_scan(rows: list[Row], read: Sequence[Case], ours: Callable[[], Reader]) -> tuple[float, float]:
    """The median of normalizing a sentence and scanning it for exact names, with nothing done about them, and
    how many times longer the matcher takes."""
    peer = AhoCorasick(rows)
    medians, ratios = [], []
    for _ in range(ROUNDS):
        times, reader = [], ours()
        for at in range(0, len(read), TURN):
            for case in read[at : at + TURN]:
                start = time.process_time()
                list(peer.retrieve(Words(case.text)))
                times.append(time.process_time() - start)
            reader.read(read[at : at + TURN])
        medians.append(statistics.median(times))
        ratios.append(one_over(reader.times, times))
    return statistics.median(medians), statistics.median(ratios)


def show(size: int, name: str, result: Result, note: str) -> None:
    times = f"p50 {result.median * 1e6:9.0f} us  p99 {result.last * 1e6:9.0f} us"
    quality = f"P {result.precision:.3f} R {result.recall:.3f} F1 {result.f1:.3f}"
    print(f"{size:>9,}  {name:27} n={result.n:<5} {times}  {quality}  {note}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[*SIZES])
    parser.add_argument("--seed", type=int, default=7, help="of the sentences")
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--patience", type=float, default=25, help="seconds for each peer")
    parser.add_argument("--work", type=Path, help="folder for the names and the indexes")
    options = parser.parse_args()
    folder = options.work or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    lists = load_lists(folder / "lists.json")
    names = gazetteer(lists, max(options.sizes), key)
    read = cases(names, lists, key, options.sentences, options.seed)
    print(
        f"{len(names):,} names, {len(read):,} sentences, {sum(len(c.gold) for c in read):,} mentions",
        flush=True,
    )
    tables = {}
    for size in options.sizes:
        own_text = cases(names[:size], lists, key, 200, options.seed) if size < HEAD else read
        tables[size] = compare(size, names, own_text, folder, options.patience)
        (folder / "matching.json").write_text(json.dumps(tables, indent=1))


if __name__ == "__main__":
    main()
