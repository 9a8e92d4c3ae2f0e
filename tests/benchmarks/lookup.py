"""Look-up as you type in a database of up to a million names: time a key press, and whether the name is found.

    pip install -e '.[bench]'
    python tests/benchmarks/lookup.py [--sizes 10000 100000 1000000] [--seed 1] [--names 400] [--work FOLDER]

Names are typed letter by letter, four in ten with a slip of the pen somewhere (a letter wrong, missing, doubled
or swapped with its neighbour). All of `EntityLookup.find` is timed, the shipped lists included. Beside it, as a
yardstick for this machine at this moment: the bare full-text query for the same letters, and comparing the
letters with every name by rapidfuzz (a few times only). At last whole names are reconciled in batches.
"""

import argparse
import gc
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from matching_data import SIZES, Name, gazetteer, load_lists

from annotator.matching.words import folded_words
from annotator.model import Entity
from annotator.reconcile.service import Service
from annotator.reconcile.shapes import read_queries
from annotator.session.lookup import EntityLookup
from annotator.store import Store
from annotator.store.entities import Entities, Import, Named

SLIPS = 0.4
"""Of so many names one letter is typed wrong."""
BATCH = 5000


def key(text: str) -> str:
    return " ".join(folded_words(text))


def fill(path: Path, names: Sequence[Name], seed: int) -> dict[str, float]:
    """Puts the names into a database, a few of them well known; seconds and megabytes that it took."""
    random_ = random.Random(seed)
    start = time.perf_counter()
    with Store.open(path) as store:
        entities = Entities(store)
        rows = enumerate(names)
        done = 0
        while some := list(islice(rows, BATCH)):
            done += len(some)
            progress = Import("names", "names", "csv", "names", "2022-01-07", line=done, entities=done)
            entities.add(progress, [_named(n, name, random_) for n, name in some], ())
        entities.settle()
    return {
        "import s": round(time.perf_counter() - start, 1),
        "database MB": round(path.stat().st_size / 1e6),
    }


def _named(number: int, name: Name, random_: random.Random) -> Named:
    roll = random_.random()
    rank = 3 if roll < 0.001 else 2 if roll < 0.01 else 1 if roll < 0.06 else 0
    entity = Entity(id=f"names:{number}", kind=name.kind, name=name.text, rank=rank)  # type: ignore[arg-type]
    return Named(entity, (key(name.text),))


def slipped(random_: random.Random, text: str) -> str:
    """The text with one slip of the pen."""
    at = random_.choice([at for at, letter in enumerate(text) if letter.isalpha()])
    letter = random_.choice([c for c in "etaoinshrdlu" if c != text[at].lower()])
    kind = random_.randrange(4)
    if kind == 0 and text[at + 1 : at + 2].isalpha() and text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[: at + 1] + random_.choice((letter, text[at].lower())) + text[at + 1 :]
    return text[:at] + letter + text[at + 1 :]


def typing(path: Path, names: Sequence[Name], seed: int, count: int) -> dict[str, Any]:
    """Types `count` names: seconds a key by the clock and by the processor, and what was found."""
    random_ = random.Random(seed)
    clock, processor, bare = list[float](), list[float](), list[float]()
    fresh, asked = list[float](), set[str]()
    found: dict[bool, list[bool]] = {False: [], True: []}
    half: dict[bool, list[bool]] = {False: [], True: []}
    with Store.open(path) as store, closing(sqlite3.connect(path)) as beside:
        look = EntityLookup(store)
        start = time.perf_counter()
        look.warm()
        loading = time.perf_counter() - start
        gc.freeze()  # a million names of this benchmark are none of the program's garbage
        for number in random_.sample(range(len(names)), count):
            text = names[number].text
            slip = random_.random() < SLIPS and len(text) > 4
            text = slipped(random_, text) if slip else text
            for length in range(1, len(text) + 1):
                start, spent = time.perf_counter(), time.thread_time()
                hits = look.find(text[:length])
                processor.append(time.thread_time() - spent)
                clock.append(time.perf_counter() - start)
                if text[:length].strip() not in asked:
                    fresh.append(processor[-1])
                    asked.add(text[:length].strip())
                bare.append(_bare(beside, text[:length]))
                if length == len(text) * 2 // 3:
                    half[slip].append(f"names:{number}" in [hit.entity for hit in hits])
            found[slip].append(f"names:{number}" in [hit.entity for hit in hits])
    return {
        "keys": len(clock),
        "first key ms": round(loading * 1e3),
        "clock p50/p90/p99/max ms": _spread(clock),
        "processor p50/p90/p99/max ms": _spread(processor),
        "keys that ask for what nobody typed before": len(fresh),
        "processor of these p50/p90/p99/max ms": _spread(fresh),
        "bare full-text query p50/p90/p99/max ms": _spread(bare),
        "in the first ten, typed right": round(statistics.mean(found[False]), 3),
        "in the first ten, with a slip": round(statistics.mean(found[True]), 3),
        "after two thirds of the letters, right / slip": [
            round(statistics.mean(half[s]), 3) for s in (False, True)
        ],
    }


def reconciling(path: Path, names: Sequence[Name], seed: int) -> dict[str, Any]:
    """Batches of ten whole names, as OpenRefine sends them, answered without the net; four in ten with a slip."""
    random_, times, right = random.Random(seed), list[float](), list[bool]()
    with Store.open(path) as store:
        look = EntityLookup(store)
        look.warm()
        service = Service(look)
        for _ in range(30):
            asked = random_.sample(range(len(names)), 10)
            texts = [names[n].text for n in asked]
            texts = [slipped(random_, t) if random_.random() < SLIPS and len(t) > 4 else t for t in texts]
            form = json.dumps(
                {f"q{n}": {"query": text, "limit": 5} for n, text in zip(asked, texts, strict=True)}
            )
            start = time.perf_counter()
            answer = service.reconcile(read_queries(form))
            times.append(time.perf_counter() - start)
            for number in asked:
                ids = [each["id"] for each in answer[f"q{number}"]["result"]]
                right.append(f"names:{number}" in ids)
    return {
        "batch of ten queries p50/p90/p99/max ms": _spread(times),
        "among their five candidates": round(statistics.mean(right), 3),
    }


def _bare(connection: sqlite3.Connection, text: str) -> float:
    words = folded_words(text)
    if not words:
        return 0.0
    match = " AND ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}" *'])
    start = time.perf_counter()
    connection.execute(
        "SELECT rowid FROM alias_words WHERE alias_words MATCH ? LIMIT 250", (match,)
    ).fetchall()
    return time.perf_counter() - start


def _spread(times: list[float]) -> list[float]:
    ordered = sorted(times)
    at = [ordered[int(len(ordered) * share)] for share in (0.5, 0.9, 0.99)]
    return [round(seconds * 1e3, 2) for seconds in (*at, ordered[-1])]


def scan(names: Sequence[Name], seed: int) -> float:
    """Milliseconds to compare one query with every name by rapidfuzz."""
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    folded, random_, times = [key(name.text) for name in names], random.Random(seed), list[float]()
    for _ in range(5):
        wanted = random_.choice(folded)
        start = time.perf_counter()
        process.extract(wanted, folded, scorer=JaroWinkler.similarity, limit=10)
        times.append(time.perf_counter() - start)
    return round(statistics.median(times) * 1e3, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seed", type=int, default=1, help="of what is typed")
    parser.add_argument("--names", type=int, default=400, help="how many names are typed")
    parser.add_argument("--work", type=Path, help="folder for names and databases, kept for the next run")
    options = parser.parse_args()
    folder = options.work or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    most = max(options.sizes)
    names = gazetteer(load_lists(folder / "lists.json"), most, key)
    for size in options.sizes:
        path = (
            folder / f"names-{size}-of-{most}.db"
        )  # which names the first ones are depends on how many follow
        report: dict[str, Any] = {"names": size}
        if not path.exists():
            report |= fill(path, names[:size], 3)
        report |= typing(path, names[:size], options.seed, options.names)
        report |= reconciling(path, names[:size], options.seed)
        report["comparing with every name ms"] = scan(names[:size], options.seed)
        print(json.dumps(report, indent=1), flush=True)


if __name__ == "__main__":
    main()
