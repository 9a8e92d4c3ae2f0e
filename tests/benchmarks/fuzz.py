"""Damages a sample of every format that can be read and reads it: no traceback, no hang, no hunger.

    python tests/benchmarks/fuzz.py [--bytes 100000] [--structure] [--only FORMAT] [--seed 0]

For each format that many bytes of its sample are changed, some at a time, and the result is read; with
`--structure` that many values of what a parser makes of it are. What may come of it is documents, `ReadError`s
and counts of what has no place; anything else that is raised, a reading that takes over ten seconds, or over
500 MB of memory ends the run with status 1. Prints one line a format.
"""

import argparse
import importlib.util
import io
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from files_of_others import PAGE, SAMPLES, pdf
from formats_support import corpus, everything, example, written
from fuzz_structure import reshaped

from annotator.errors import ReadError
from annotator.formats import CORPORA, READERS, WRITERS, read_many
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Document

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
TAGGED = (
    b'[{"tokens": ["Ann", "left"], "ner_tags": ["B-P", "O"], "text": "Ann  left."}, {"id": 7, "paragraphs": [{"raw": '
    b'"So it is.", "sentences": [{"tokens": [{"orth": "So", "ner": "U-P"}, {"orth": "it", "ner": "-"}]}], '
    b'"cats": [{"label": "c", "value": 1.0}]}, {"sentences": [{"tokens": [{"orth": "Cy", "ner": "O"}]}]}]}]'
)
"""Tokens with tags in JSON, and in CoNLL-U: what the CoNLL reader reads beside what the writer writes."""
NUMBERED = (
    b"# newdoc\n1\tIl\t_\t_\t_\t_\t_\t_\t_\tNER=O\n2-3\tau\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    b"2\t\xc3\xa0\t_\t_\t_\t_\t_\t_\t_\tNER=B-P\n3\tle\t_\t_\t_\t_\t_\t_\t_\tNER=I-P\n4.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n"
)
SLOWEST, LARGEST = 10.0, 500_000


def damaged(sample: bytes, chance: random.Random) -> tuple[bytes, int]:
    """The sample with some bytes changed, dropped or put in, and how many places that were."""
    data = bytearray(sample)
    places = chance.choice((1, 1, 2, 4, 8, 16, 64))
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


Read = Callable[[bytes], Iterable[object]]


def targets(folder: Path) -> dict[str, tuple[bytes, Read]]:
    """A sample and how it is read for every format: corpora by their name, documents by 'documents/name'."""
    found: dict[str, tuple[bytes, Read]] = {}
    for name, each in CORPORA.items():
        if name in WRITERS and (not each.needs or importlib.util.find_spec(each.needs)):
            found[name] = written([*corpus(), *everything(), *example()], name), _corpus(name)
    found["conll/json"] = TAGGED, _corpus("conll")
    found["conll/numbered"] = NUMBERED, _corpus("conll")
    samples = {**SAMPLES, "html": PAGE.encode(), "pdf": pdf(["The bloc met."] * 9, ["Nobody came."])}
    samples["text"] = samples["transcript"]
    samples["markdown"] = b"# A\n\n*b* [c](d) `e`\n\n> f\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    samples["jsonl"] = (
        b'{"id": 1, "text": "One.", "date": "2022-01-07", "authors": ["A", {"name": "B"}]}\n' * 2
    )
    samples["csv"] = b'id,text,date\n1,"One, ""two"".",2022-01-07\n2,Three.,\n'
    samples["tsv"] = samples["csv"].replace(b",", b"\t")
    for name, each in READERS.items():
        if not each.needs or importlib.util.find_spec(each.needs):
            found[f"documents/{name}"] = samples[name], _documents(name, folder / "d")
    return found


def _corpus(name: str) -> Read:
    return lambda data: CORPORA[name].load()(io.BytesIO(data), "c")  # type: ignore[call-arg,arg-type]


def _documents(name: str, path: Path) -> Read:
    def found(data: bytes) -> Iterable[object]:
        path.write_bytes(data)
        return read_many([path], format=name)

    return found


def _late(*_: object) -> None:
    raise TimeoutError(f"a reading took over {SLOWEST:.0f} s")


def fuzz(
    name: str, sample: bytes, read: Read, count: int, chance: random.Random, *, structure: bool = False
) -> bool:
    """Reads damaged samples until so many bytes were changed; False where something else came of it."""
    changed = readings = 0
    slowest = 0.0
    signal.signal(signal.SIGALRM, _late)
    while changed < count:
        if structure:
            data, places = reshaped(sample, chance), 2
        else:
            within = sample.startswith(b"PK") and chance.random() < 0.8
            data, places = (inside if within else damaged)(sample, chance)
        changed, readings = changed + places, readings + 1
        began = time.perf_counter()
        signal.alarm(int(SLOWEST) * 2)
        try:
            for found in read(data):
                assert isinstance(found, AnnotatedDocument | Document | ReadError | Losses)
        except ReadError:
            pass
        except BaseException:  # noqa: BLE001 - whatever it is, it is what we look for
            kept = Path(f"fuzz-{name.replace('/', '-')}.bin")
            kept.write_bytes(data)
            traceback.print_exc(limit=-6)
            print(f"{name}: the bytes are in {kept}", file=sys.stderr)
            return False
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.perf_counter() - began)
    memory = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    what = "values" if structure else "bytes"
    print(
        f"{name}: {changed} {what} in {readings} readings, slowest {slowest:.2f} s, {memory // 1000} MB",
        flush=True,
    )
    return slowest < SLOWEST and memory < LARGEST


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--bytes", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--structure", action="store_true")
    options.add_argument("--only", action="append")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        every = targets(Path(folder))
        well = [
            fuzz(
                name,
                sample,
                read,
                chosen.bytes,
                random.Random(f"{chosen.seed}/{name}"),
                structure=chosen.structure,
            )
            for name, (sample, read) in every.items()
            if not chosen.only or name in chosen.only
        ]
    return 0 if well and all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
