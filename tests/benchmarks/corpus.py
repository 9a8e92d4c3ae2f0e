"""How fast an annotated corpus goes out to JSON lines and comes in again, beside plain loops.

    python tests/benchmarks/corpus.py [--sentences 1000000] [--folder DIR]

Makes a project of documents with 100 sentences each, every sentence labelled. Measures, each in a process
of its own: our export; a plain loop over the same sentences and labels in an SQLite table with
`json.dumps`; our import of what was exported into an empty database; a plain `executemany` of the same
documents and events into tables without any guard. Prints seconds by the clock and of the processor, the
peak of memory, and ratios of both: the clock says little on a machine that does other work.
"""

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from annotator.formats.jsonl_corpus import read_jsonl_corpus, write_jsonl
from annotator.formats.synthesis import stamp
from annotator.history import fold
from annotator.model import AnnotatedDocument, Document, Event, Span, Work
from annotator.schema import load_schema
from annotator.session import Session

A_DOCUMENT = 100
BEGUN = datetime(2024, 5, 1, 9, tzinfo=UTC)
SENTENCE = "The bloc admitted state number {} to its ranks in a vote on Friday, an official said."


def corpus(count: int) -> Iterator[AnnotatedDocument]:
    """So many sentences, 100 a document, each with a label."""
    for number in range(count // A_DOCUMENT):
        sentences = [SENTENCE.format(number * A_DOCUMENT + index) for index in range(A_DOCUMENT)]
        text = " ".join(sentences)
        spans, start = [], 0
        for sentence in sentences:
            spans.append(Span(start, start + len(sentence)))
            start += len(sentence) + 1
        document = Document(text=text, name=f"{number}.txt")
        events = tuple(
            Event(
                document=document.id,
                annotator="ann",
                time=stamp(BEGUN + timedelta(seconds=number * A_DOCUMENT + index)),
                gesture=f"{number}-{index}",
                kind="label",
                start=span.start,
                end=span.end,
                label="claim",
            )
            for index, span in enumerate(spans)
        )
        work = Work("ann", fold(spans, events).sentences, events)
        yield AnnotatedDocument(document, "test/1", tuple(spans), (work,))


def make(folder: Path, count: int) -> None:
    """The project, and the same sentences in a plain table."""
    with Session.open(folder / "a.db", "ann", load_schema()) as session:
        for _ in session.restore_all(corpus(count)):
            pass
    with sqlite3.connect(folder / "plain.db") as plain:
        plain.execute("CREATE TABLE s (document, name, i, start, end, text, annotator, label, time)")
        plain.executemany(
            "INSERT INTO s VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(a.document.id, a.document.name, i, s.start, s.end, a.document.text[s.start : s.end]),
                    *("ann", s.annotations[0].label, s.annotations[0].time),
                )
                for a in corpus(count)
                for i, s in enumerate(a.works[0].sentences)
            ),
        )


def export(folder: Path) -> None:
    """Our export."""
    with (
        Session.open(folder / "a.db", "ann", load_schema()) as session,
        (folder / "a.jsonl").open("wb") as out,
    ):
        write_jsonl(session.annotated(), out)


def dumps(folder: Path) -> None:
    """A plain loop with json.dumps."""
    names = ("document", "name", "index", "start", "end", "text", "annotator", "label", "time")
    with (
        sqlite3.connect(folder / "plain.db") as plain,
        (folder / "plain.jsonl").open("w", encoding="utf-8") as out,
    ):
        for row in plain.execute("SELECT * FROM s"):
            out.write(json.dumps(dict(zip(names, row, strict=True))) + "\n")


def take_in(folder: Path) -> None:
    """Our import."""
    (folder / "b.db").unlink(missing_ok=True)
    with (
        (folder / "a.jsonl").open("rb") as data,
        Session.open(folder / "b.db", "ann", load_schema()) as session,
    ):
        for _ in session.restore_all(read_jsonl_corpus(data, "a.jsonl")):
            pass


def executemany(folder: Path) -> None:
    """Documents and events, read from the same file and inserted without looking at them."""
    (folder / "c.db").unlink(missing_ok=True)
    with sqlite3.connect(folder / "c.db") as plain:
        plain.execute("CREATE TABLE d (id PRIMARY KEY, name, text)")
        plain.execute(
            "CREATE TABLE e (id PRIMARY KEY, document, annotator, time, gesture, kind, start, end, label)"
        )
        with (folder / "a.jsonl").open("rb") as data:
            for line in data:
                found = json.loads(line)
                plain.execute(
                    "INSERT INTO d VALUES (?, ?, ?)", (found["document"], found["name"], found["text"])
                )
                plain.executemany(
                    "INSERT INTO e VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (
                            *(e["id"], e["document"], e["annotator"], e["time"], e["gesture"], e["kind"]),
                            *(e.get("start", 0), e.get("end", 0), e["label"]),
                        )
                        for work in found["annotators"]
                        for e in work["events"]
                    ),
                )


MAKE = "make"
JOBS: dict[str, Callable[[Path], None]] = {
    "export": export,
    "json.dumps": dumps,
    "import": take_in,
    "executemany": executemany,
}


class Took(NamedTuple):
    """What a job took: seconds by the clock and of the processor, and the peak of memory in MB."""

    clock: float
    processor: float
    peak: float


def measured(job: str, folder: Path, sentences: int) -> Took:
    """What a job takes in a process of its own."""
    command = [sys.executable, __file__, "--job", job, "--folder", str(folder), "--sentences", str(sentences)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Took(*json.loads(done.stdout))


def do(job: str, folder: Path, sentences: int) -> Took:
    """Does it here."""
    begun, worked = time.perf_counter(), time.process_time()
    if job == MAKE:
        make(folder, sentences)
    else:
        JOBS[job](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Took(time.perf_counter() - begun, time.process_time() - worked, peak)


def main() -> None:
    """Makes the corpus and prints the table, or does one job and prints what it took."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--sentences", type=int, default=1_000_000)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--job", choices=(MAKE, *JOBS), help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.job:
        print(json.dumps(do(asked.job, asked.folder, asked.sentences)))
        return
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        folder = Path(name)
        measured(MAKE, folder, asked.sentences)
        took = {job: measured(job, folder, asked.sentences) for job in JOBS}
    for job, each in took.items():
        speed = asked.sentences / each.clock
        print(
            f"{job:<12} {each.clock:7.1f} s  {each.processor:7.1f} s of the processor"
            f"  {speed:9,.0f} sentences/s  {each.peak:5.0f} MB"
        )
    for ours, plain, share in (("export", "json.dumps", ".33"), ("import", "executemany", ".5")):
        clock = took[plain].clock / took[ours].clock
        processor = took[plain].processor / took[ours].processor
        print(
            f"{ours}: {clock:.2f} of the speed of {plain} by the clock, {processor:.2f} by the processor"
            f" (asked: {share})"
        )


if __name__ == "__main__":
    main()
