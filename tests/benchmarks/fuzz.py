"""Damages the bytes of a sample of every corpus format and reads it: no traceback, no hang, no hunger.

    python tests/benchmarks/fuzz.py [--bytes 100000] [--only FORMAT] [--seed 0]

For each format that many bytes of its sample are changed, some at a time, and the result is read. What is
found is a document or a `ReadError`; anything else that is raised, a reading that takes over ten seconds,
or over 500 MB of memory ends the run with status 1. Prints one line a format.
"""

import argparse
import importlib.util
import io
import random
import resource
import sys
import time
import traceback
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from formats_support import corpus, everything, example, written

from annotator.errors import ReadError
from annotator.formats import CORPORA, WRITERS
from annotator.model import AnnotatedDocument

PIECES = (
    b"",
    b"[",
    b"{",
    b'"',
    b"\xff",
    b"\x00",
    b"-1",
    b"null",
    b"9" * 9,
    b"\n",
    b"\t",
    b"<",
    b"&",
    b"|",
    b"_",
)
SLOWEST, LARGEST = 10.0, 500_000


def damaged(sample: bytes, chance: random.Random) -> tuple[bytes, int]:
    """The sample with some bytes changed, dropped or put in, and how many places that were."""
    data = bytearray(sample)
    places = chance.choice((1, 1, 2, 4, 8, 16))
    for _ in range(places):
        at = chance.randrange(len(data)) if data else 0
        if chance.random() < 0.5 and data:
            data[at] = chance.randrange(256)
        else:
            data[at : at + chance.randint(0, 8)] = chance.choice(PIECES)
    return bytes(data), places


def inside(sample: bytes, chance: random.Random) -> tuple[bytes, int]:
    """The same to one file within an archive, so that its checksum does not give it away."""
    out, places = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(sample)) as archive, zipfile.ZipFile(out, "w") as copy:
        chosen = chance.choice(archive.namelist())
        for name in archive.namelist():
            data = archive.read(name)
            if name == chosen:
                data, places = damaged(data, chance)
            copy.writestr(name, data)
    return out.getvalue(), places


def fuzz(name: str, count: int, chance: random.Random) -> bool:
    """Reads damaged samples until so many bytes were changed; False where something else came of it."""
    sample = written([*corpus(), *everything(), *example()], name)
    changed = readings = 0
    slowest = 0.0
    while changed < count:
        within = sample.startswith(b"PK") and chance.random() < 0.8
        data, places = (inside if within else damaged)(sample, chance)
        changed, readings = changed + places, readings + 1
        began = time.perf_counter()
        try:
            for found in CORPORA[name].load()(io.BytesIO(data), "c"):
                assert isinstance(found, AnnotatedDocument | ReadError)
        except ReadError:
            pass
        except BaseException:  # noqa: BLE001 - whatever it is, it is what we look for
            Path(f"fuzz-{name}.bin").write_bytes(data)
            traceback.print_exc()
            print(f"{name}: the bytes are in fuzz-{name}.bin", file=sys.stderr)
            return False
        slowest = max(slowest, time.perf_counter() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{name}: {changed} bytes in {readings} readings, slowest {slowest:.2f} s, {memory // 1000} MB",
        flush=True,
    )
    return slowest < SLOWEST and memory < LARGEST


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--bytes", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only", choices=sorted(set(CORPORA) & set(WRITERS)))
    chosen = options.parse_args()
    there = [name for name, each in CORPORA.items() if not each.needs or importlib.util.find_spec(each.needs)]
    names = [chosen.only] if chosen.only else there
    well = [fuzz(name, chosen.bytes, random.Random(f"{chosen.seed}/{name}")) for name in names]
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
