"""Corpora of thousands of judgements on their way in: whole documents, whatever comes between."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotator.errors import StoreError
from annotator.formats import read_corpus
from annotator.formats.jsonl_corpus import write_jsonl
from annotator.history import fold
from annotator.model import AnnotatedDocument, Document, Event, Span, Work
from annotator.schema import load_schema
from annotator.session import Session
from annotator.store import Store, jobs, rows
from annotator.store.connect import connect
from annotator.store.tables import writing

SENTENCES = 100


def judged(number: int, annotator: str = "ann") -> AnnotatedDocument:
    """A document of a hundred sentences, each with a label by the annotator."""
    sentences = [f"Article {number} counts state {index}." for index in range(SENTENCES)]
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    document = Document(text=" ".join(sentences), name=f"{number}.txt")
    events = tuple(
        Event(
            document=document.id,
            annotator=annotator,
            time=f"2024-05-01T{10 + number // 60}:{number % 60:02d}:00.{index:06d}Z",
            gesture=f"{annotator}{number}-{index}",
            kind="label",
            start=span.start,
            end=span.end,
            label="claim",
        )
        for index, span in enumerate(spans)
    )
    work = Work(annotator, fold(spans, events).sentences, events)
    return AnnotatedDocument(document, "test/1", tuple(spans), (work,))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """400 documents with 40,000 judgements as JSON lines."""
    path = tmp_path_factory.mktemp("corpus") / "c.jsonl"
    with path.open("wb") as out:
        write_jsonl(map(judged, range(400)), out)
    return path


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as opened:
        yield opened


def importing(corpus: Path, db: Path, **more: Any) -> "subprocess.Popen[str]":
    code = "from annotator.cli import main; main()"
    arguments = ["import", "--as", "ann", "--db", str(db), str(corpus)]
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def test_thousands_of_judgements_come_back_as_they_went_in(session: Session) -> None:
    found = [judged(number) for number in range(45)]
    assert list(session.restore_all(found)) == [True] * 45
    assert list(session.annotated()) == found
    assert session.verify() == []


def test_of_many_documents_those_that_bring_nothing_new_are_told_from_the_others(session: Session) -> None:
    first = [judged(number) for number in range(30)]
    assert list(session.restore_all(first)) == [True] * 30
    again = [*first, judged(3, "bea"), judged(30), judged(30), judged(30, "bea")]
    assert list(session.restore_all(again)) == [False] * 30 + [True, True, False, True]
    found = {each.document.name: [work.annotator for work in each.works] for each in session.annotated()}
    assert len(found) == 31
    assert {name for name, annotators in found.items() if annotators == ["ann", "bea"]} == {"3.txt", "30.txt"}


def test_an_event_that_stands_twice_in_a_large_log_is_kept_once(session: Session) -> None:
    found = [judged(number) for number in range(25)]
    twice = found[7]
    work = twice.works[0]
    double = Work(work.annotator, work.sentences, (*work.events, work.events[0]))
    given = [*found[:7], AnnotatedDocument(twice.document, "test/1", twice.sentences, (double,)), *found[8:]]
    assert list(session.restore_all(given)) == [True] * 25
    assert list(session.annotated()) == found


def test_the_log_is_guarded_again_after_many_judgements_came_in(session: Session) -> None:
    assert all(session.restore_all(judged(number) for number in range(30)))
    with sqlite3.connect(session.path) as other:
        with pytest.raises(sqlite3.IntegrityError, match="the log is only added to"):
            other.execute("DELETE FROM events")
        other.execute("INSERT OR REPLACE INTO events SELECT * FROM events")
    assert session.verify() == []


def test_the_last_documents_of_a_corpus_cost_the_disk_no_more_than_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Store.open(path).close()
    connection, log, sizes = connect(path), path.with_name("a.db-wal"), [0]
    connection.execute("PRAGMA wal_autocheckpoint = 0")  # so that the log grows by each page that is written
    for first in range(0, 200, 20):
        found = [judged(number) for number in range(first, first + 20)]
        ready = [
            (
                rows.document_row(each.document, "2024-05-01"),
                (each.splitter, len(each.sentences), rows.packed(each.sentences)),
                [rows.event_row(event) for event in each.works[0].events],
            )
            for each in found
        ]
        with writing(connection):
            assert all(jobs.add_documents(ready, connection))
        sizes.append(log.stat().st_size)
    connection.close()
    assert sizes[-1] - sizes[-2] < 1.5 * (sizes[1] - sizes[0])


def test_a_document_that_the_database_refuses_takes_nothing_else_along(tmp_path: Path) -> None:
    good, bad = judged(1), judged(2)
    event = msgspec.structs.replace(bad.works[0].events[0], label=None, id="0" * 64)
    with Store.open(tmp_path / "a.db") as store:
        with pytest.raises(StoreError, match="refused"):
            store.add_document(bad.document, bad.sentences, "t", [event])
        assert store.documents() == []
        assert store.add_document(good.document, good.sentences, "t", good.works[0].events)
        assert [each.id for each in store.documents()] == [good.document.id]
        assert store.search("state")[0].document == good.document.id


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("written", [1, 1_000_000])
def test_an_import_that_was_killed_leaves_whole_documents_and_goes_on(
    corpus: Path, tmp_path: Path, written: int
) -> None:
    db = tmp_path / "a.db"
    worker = importing(corpus, db)
    log = db.with_name("a.db-wal")
    while worker.poll() is None and not (log.exists() and log.stat().st_size > written):
        time.sleep(0.001)
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert worker.returncode == -signal.SIGKILL
    with Session.open(db, "ann", load_schema()) as session:
        assert session.verify() == []
        assert {each.labels for each in session.documents()} <= {SENTENCES}
        found = read_corpus(corpus)
        assert not any(isinstance(each, Exception) for each in session.restore_all(found))
        assert [each.labels for each in session.documents()] == [SENTENCES] * 400
        assert session.verify() == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the system")
def test_an_import_for_which_there_is_no_room_says_so_in_a_line_and_leaves_a_file_that_opens(
    corpus: Path, tmp_path: Path
) -> None:
    import resource

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))

    worker = importing(corpus, tmp_path / "a.db", preexec_fn=little_room)
    _, said = worker.communicate(timeout=60)
    assert worker.returncode == 1
    assert len(said.splitlines()) == 1
    assert "a.db: the disk" in said
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as session:
        assert session.verify() == []
        assert {each.labels for each in session.documents()} <= {SENTENCES}
