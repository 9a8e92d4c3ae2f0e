"""How much memory each format needs to write and to read a corpus.

    python tests/benchmarks/memory.py [--documents 20000] [--folder DIR] [FORMAT ...]

Writes documents of ten labelled sentences, the first a claim with a verdict, as they are made, and reads them
back one by one, in a process of its own each time. Prints the size of the file, the seconds of the processor
(making the documents included) and the peak of memory, in MB, of which Python and the format's own libraries
take 22 and more.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from annotator.errors import ReadError
from annotator.formats import CORPORA, WRITERS
from annotator.history import fold
from annotator.model import AnnotatedDocument, Document, Event, Mark, Span, Work
from annotator.schema import load_schema

A_DOCUMENT = 10
SENTENCE = "Article {} says that state {} joined the bloc on Friday."


def corpus(count: int) -> Iterator[AnnotatedDocument]:
    """So many documents, made one at a time."""
    for number in range(count):
        sentences = [SENTENCE.format(number, index) for index in range(A_DOCUMENT)]
        source = f"https://example.org/{number}"
        document = Document(text=" ".join(sentences), name=f"{number}.txt", source=source)
        spans, start = [], 0
        for sentence in sentences:
            spans.append(Span(start, start + len(sentence)))
            start += len(sentence) + 1
        events = tuple(_events(document, spans, number))
        work = Work("ann", fold(spans, events).sentences, events)
        yield AnnotatedDocument(document, "test/1", tuple(spans), (work,))


def _events(document: Document, spans: list[Span], number: int) -> Iterator[Event]:
    for index, span in enumerate(spans):
        about = {"document": document.id, "annotator": "ann", "gesture": f"{number}-{index}"}
        about["time"] = f"2024-05-01T10:00:{index:02d}.000000Z"
        place = {"start": span.start, "end": span.end}
        yield Event(**about, **place, kind="label", label="claim")
        if not index:
            said = {"first": Mark("claim", "", span.start, span.end), "name": "verdict", "value": "refuted"}
            yield Event(**about, **place, step=1, kind="set", **said)


def write(format: str, path: Path, count: int) -> None:
    """Writes the corpus."""
    chosen = WRITERS[format]
    with path.open("wb") as out:
        chosen.load()(corpus(count), out, **({"schema": load_schema()} if chosen.schema else {}))


def read(format: str, path: Path, count: int) -> None:
    """Reads what was written. Raises `ReadError` where something cannot be read."""
    with path.open("rb") as data:
        for each in CORPORA[format].load()(data, path.name):
            if isinstance(each, ReadError):
                raise each


def peak() -> float:
    """The most memory that this process ever had, in MB. (`getrusage` counts that of its parent.)"""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Prints the table, or does one job and prints what it took."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("formats", nargs="*", metavar="FORMAT")
    arguments.add_argument("--documents", type=int, default=20_000)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--job", choices=("write", "read"), help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.job:
        (format,) = asked.formats
        (write if asked.job == "write" else read)(format, asked.folder / "corpus", asked.documents)
        print(json.dumps([time.process_time(), peak()]))
        return
    for format in asked.formats or WRITERS:
        needed = WRITERS[format].needs
        if needed and not importlib.util.find_spec(needed):
            print(f"{format:<20} {needed} is not installed")
            continue
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            for job in ("write", "read") if format in CORPORA else ("write",):
                options = ["--folder", folder, "--documents", str(asked.documents), "--job", job]
                command = [sys.executable, __file__, *options, format]
                seconds, most = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
                size = (Path(folder) / "corpus").stat().st_size / 1e6
                print(f"{format:<20} {job:<5} {size:7.1f} MB {seconds:7.1f} s {most:7.0f} MB", flush=True)


if __name__ == "__main__":
    main()
