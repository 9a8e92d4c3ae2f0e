"""The store: real files, real processes, real signals."""

import contextlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import StoreError
from annotator.history import Spans
from annotator.model import Answered, Document, Event, Evidence, Mark, Span
from annotator.store import Store
from annotator.store.rows import packed, unpacked
from annotator.store.tables import LAYOUT, Layout

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine may be busy: how fast a history is made up says nothing about it."""

TEXT = "One state left. Two came in.\nNobody knew why."
SPANS = [Span(0, 15), Span(16, 28), Span(29, 45)]
DOCUMENT = Document(
    text=TEXT,
    name="a.txt",
    title="Two in",
    date=date(2022, 1, 7),
    source="wire",
    author="A",
    encoding="cp1252",
    guessed=True,
)


def event(count: int, annotator: str = "ann", **more: object) -> Event:
    what = {"kind": "label", "start": 0, "end": 15, "label": "claim"} | more
    stamp = f"2024-05-01T10:{count // 60:02d}:{count % 60:02d}.000000Z"
    what = {"document": DOCUMENT.id} | what
    return Event(annotator=annotator, time=stamp, gesture=f"{annotator}{count}", **what)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        opened.add_document(DOCUMENT, SPANS, "by hand/1")
        yield opened


def until(true: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def python(code: str, *arguments: object, **more: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PREAMBLE + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


@contextlib.contextmanager
def another_program(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that knows nothing of our rules."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


PREAMBLE = """
import sys
from pathlib import Path
from annotator.errors import StoreError
from annotator.model import Document, Event, Span
from annotator.store import Store
DOCUMENT = Document(text="One state left. Two came in.\\nNobody knew why.")
def event(who, count):
    what = dict(kind="label", start=0, end=15, label="claim", gesture=f"{who}{count}")
    return Event(document=DOCUMENT.id, annotator=who, time=f"2024-05-01T10:00:00.{count:06d}Z", **what)
"""


# ------------------------------------------------------------------ what is stored comes back


def test_a_document_comes_back_as_it_went_in(store):
    assert store.document(DOCUMENT.id) == DOCUMENT
    assert store.sentences(DOCUMENT.id) == ("by hand/1", Spans(SPANS))
    (entry,) = store.documents()
    assert (entry.id, entry.name, entry.title, entry.date, entry.sentences) == (
        DOCUMENT.id, "a.txt", "Two in", date(2022, 1, 7), 3,
    )  # fmt: skip


@PATIENT
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_went_in(tmp_path_factory, text):
    document = Document(text=text, title=text[:3])
    with Store.open(tmp_path_factory.mktemp("any") / "a.db") as store:
        store.add_document(document, [], "none/1")
        assert store.document(document.id) == document


def test_an_event_comes_back_as_it_went_in(store):
    answered = Answered("membership", "error", "wrong-kind", 4, 9, 0.1 + 0.2, 2)
    events = [
        event(1),
        event(2, kind="accept", start=4, end=9, label="error", type="wrong-kind", candidate=answered),
        event(3, kind="split", at=4, label=""),
        event(4, kind="undo", start=0, end=0, label="", target="ann3"),
    ]
    for each in reversed(events):
        store.append_now([each])
    assert store.events(DOCUMENT.id, "ann") == events
    assert store.events(DOCUMENT.id, "bea") == []
    assert store.verify() == []


def test_a_text_that_is_here_keeps_its_first_name_and_sentences(store):
    assert not store.add_document(Document(text=TEXT, name="b.txt"), SPANS[:1], "another/1")
    assert store.document(DOCUMENT.id).name == "a.txt"
    assert store.sentences(DOCUMENT.id)[0] == "by hand/1"


def test_a_log_is_added_to_a_document_that_is_here_and_only_once(store):
    assert store.add_document(DOCUMENT, SPANS, "by hand/1", [event(1), event(2)])
    assert not store.add_document(DOCUMENT, SPANS, "by hand/1", [event(2), event(1)])
    assert len(store.events(DOCUMENT.id, "ann")) == 2


def test_appending_the_same_event_twice_is_no_error(store):
    store.append_now([event(1)])
    store.append_now([event(1), event(2)])
    assert store.events(DOCUMENT.id, "ann") == [event(1), event(2)]


def test_an_event_of_an_unknown_document_is_refused_and_those_beside_it_are_kept(store):
    lost = Event(document="0" * 64, annotator="ann", time="t", gesture="g", kind="done")
    futures = [store.append([each]) for each in (event(1), lost, event(2))]
    assert futures[0].result() is None
    with pytest.raises(StoreError):
        futures[1].result()
    assert futures[2].result() is None
    assert store.pending == 0
    assert len(store.events(DOCUMENT.id, "ann")) == 2


def test_annotators_come_by_name_and_each_with_the_time_of_the_last_event(store):
    store.append_now([event(3, "bea"), event(1), event(2)])
    assert store.annotators() == store.annotators(DOCUMENT.id) == ["ann", "bea"]
    assert store.annotators("unknown") == []
    assert store.last_time("ann") == event(2).time
    assert store.last_time("zoe") == ""


def test_a_position_is_kept_for_each_annotator(store, path):
    assert store.position(DOCUMENT.id, "ann") == 0
    for offset in range(30):
        store.set_position(DOCUMENT.id, "ann", offset)
    assert until(lambda: store.position(DOCUMENT.id, "ann") == 29)
    store.set_position(DOCUMENT.id, "ann", 16)
    store.close()
    with Store.open(path) as again:
        assert again.position(DOCUMENT.id, "ann") == 16
        assert again.position(DOCUMENT.id, "bea") == 0


def test_an_unknown_document_is_named(store):
    with pytest.raises(StoreError, match="no document 123"):
        store.document("123")
    with pytest.raises(StoreError):
        store.sentences("123")
    assert store.events("123", "ann") == []


@PATIENT
@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))))
def test_packed_spans_unpack_to_themselves(pairs):
    spans = Spans([Span(*pair) for pair in pairs])
    assert unpacked(packed(spans)) == spans
    assert len(packed(spans)) == 8 * len(spans)


# ------------------------------------------------------------------ the log is only added to


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM events",
        "UPDATE events SET label = 'opinion'",
        "UPDATE documents SET text = 'x'",
        "UPDATE documents SET id = 'x'",
        "DELETE FROM documents",
        "UPDATE sentences SET offsets = x''",
        "DELETE FROM sentences",
    ],
)
def test_another_program_cannot_change_what_was_done(store, path, sql):
    store.append_now([event(1)])
    with (
        another_program(path) as other,
        pytest.raises(sqlite3.IntegrityError, match=r"only added to|never changed"),
    ):
        other.execute(sql)


def test_replacing_an_event_changes_nothing(store, path):
    store.append_now([event(1)])
    with another_program(path) as other:
        other.execute("INSERT OR REPLACE INTO events SELECT * FROM events")
        columns = "number + ?, id || ?, document, annotator, time, gesture, step"
        columns += ', start, "end", "at", kind, \'changed\', type, target, candidate, more'
        other.execute(f"INSERT OR REPLACE INTO events SELECT {columns} FROM events", (0, "x"))
        other.execute(f"INSERT OR REPLACE INTO events SELECT {columns} FROM events", (9, ""))
    assert store.events(DOCUMENT.id, "ann") == [event(1)]


def test_a_guard_that_a_migration_dropped_is_back_at_the_next_opening(path):
    Store.open(path).close()
    with another_program(path) as other:
        other.execute("DROP TRIGGER events_hold")
        other.execute("DROP TRIGGER events_stay")
        other.execute("CREATE TRIGGER events_stay BEFORE DELETE ON events WHEN 0 BEGIN SELECT 1; END")
    with Store.open(path) as store:
        store.add_document(DOCUMENT, SPANS, "by hand/1", [event(1)])
    with another_program(path) as other:
        for sql in ("UPDATE events SET label = 'x'", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(sql)


# ------------------------------------------------------------------ verify


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE documents SET text = text || '!'", "its text was changed"),
        ("UPDATE events SET label = 'opinion'", "it was changed"),
        ("UPDATE events SET time = 5", "it was changed"),
        ("UPDATE events SET candidate = '{'", "cannot be read"),
        ("UPDATE sentences SET count = 2", "2 sentences were stored, 3 are there"),
        ("UPDATE sentences SET offsets = x'00'", "cannot be read"),
        ("DELETE FROM sentences", "its sentences are missing"),
        ("DELETE FROM documents", "that is not there"),
    ],
)
def test_verify_finds_what_was_changed_behind_its_back(store, path, sql, told):
    store.append_now([event(1)])
    assert store.verify() == []
    with another_program(path) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        other.execute(sql)
    assert any(told in line for line in store.verify())


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ([Span(0, 15), Span(14, 28), Span(29, 45)], "does not follow"),
        ([Span(0, 15), Span(29, 45)], "lies in no sentence"),
        ([Span(0, 15), Span(16, 28)], "lies in no sentence"),
        ([Span(0, 15), Span(15, 16), Span(16, 28), Span(29, 45)], "cuts nothing"),
        ([Span(0, 15), Span(16, 28), Span(29, 46)], "cuts nothing"),
    ],
)
def test_verify_finds_sentences_that_do_not_fit_their_text(path, spans, told):
    with Store.open(path) as store:
        store.add_document(DOCUMENT, spans, "bad/1")
        assert any(told in line for line in store.verify())


@pytest.mark.parametrize(
    "bad",
    [
        event(1, end=46),
        event(1, start=-1),
        event(1, start=9, end=3),
        event(1, kind="split", at=99),
        event(1, kind="accept", candidate=Answered("r", "l", "", 40, 50, 0.5, 1)),
    ],
)
def test_verify_finds_events_that_point_out_of_the_text(store, bad):
    store.append_now([bad])
    (line,) = store.verify()
    assert bad.id[:12] in line
    assert "does not lie in the text" in line


# ------------------------------------------------------------------ which files are opened


def test_a_missing_folder_a_folder_and_a_missing_file_are_named(tmp_path):
    for path, create, told in (
        (tmp_path / "no" / "a.db", True, "is not there"),
        (tmp_path, True, "this is a folder"),
        (tmp_path / "a.db", False, "no database here"),
    ):
        with pytest.raises(StoreError, match=told):
            Store.open(path, create=create)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused_and_left_alone(path):
    path.write_bytes(b"Some article. " * 200)
    with pytest.raises(StoreError, match="no annotation database"):
        Store.open(path)
    assert path.read_bytes() == b"Some article. " * 200


def test_the_database_of_another_program_is_refused_and_left_alone(path):
    with another_program(path) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_and_left_alone(path):
    Store.open(path).close()
    with another_program(path) as other:
        other.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version.*pip install --upgrade"):
        Store.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_database(path):
    path.touch()
    with Store.open(path) as store:
        assert store.documents() == []


def test_a_damaged_file_is_no_traceback(path):
    with Store.open(path) as store:
        store.add_document(Document(text="A state left. " * 9000), [], "none/1")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path).documents()


def one_more_step():
    steps = LAYOUT.migrations()

    @steps()
    def another(db):
        db["events"].transform(rename={"type": "type"}, column_order=("number", "id"))
        db["things"].create({"id": str, "name": str}, pk="id")

    return steps


def test_an_older_file_is_copied_and_then_brought_up_to_date_with_its_guards(path):
    with Store.open(path) as store:
        store.add_document(DOCUMENT, SPANS, "by hand/1", [event(1)])
    with Store.open(path, layout=Layout(LAYOUT.version + 1, one_more_step)) as store:
        assert store.events(DOCUMENT.id, "ann") == [event(1)]
        assert store.verify() == []
    (copy,) = (each for each in path.parent.iterdir() if f".v{LAYOUT.version}." in each.name)
    assert copy.name.startswith(f"annotations.v{LAYOUT.version}.20")
    assert copy.suffix == ".db"
    with Store.open(copy) as old:
        assert old.events(DOCUMENT.id, "ann") == [event(1)]
    with another_program(path) as other, pytest.raises(sqlite3.IntegrityError):
        other.execute("DELETE FROM events")
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)


def test_a_file_of_the_first_layout_opens_with_all_that_was_done(path):
    with contextlib.closing(sqlite3.connect(path)) as old:
        old.executescript((Path(__file__).parent / "golden" / "layout-1.sql").read_text(encoding="utf-8"))
    with Store.open(path) as store:
        (entry,) = store.documents()
        assert [each.kind for each in store.events(entry.id, "ann")] == ["accept", "label", "undo"]
        store.append_now([event(5, document=entry.id, kind="mark", label="source", start=0, end=4)])
        assert store.events(entry.id, "ann")[-1].label == "source"
        assert store.verify() == []


def test_spans_relations_and_evidence_come_back_as_they_were(store):
    who, what = Mark("source", "", 0, 3), Mark("content", "", 16, 28, (Span(16, 19), Span(25, 28)))
    evidence = Evidence(url="https://example.org/[a]", quote="“two”\n", stance="supports")
    events = [
        event(1, kind="mark", label="content", start=16, end=28, pieces=what.pieces),
        event(2, kind="relate", label="says", start=0, end=3, first=who, second=what),
        event(3, kind="set", start=0, end=3, first=who, name="link", value="wd:Q1"),
        event(4, kind="evidence", start=0, end=3, first=who, evidence=evidence),
    ]
    store.append_now(events)
    assert store.events(DOCUMENT.id, "ann") == events
    assert store.verify() == []


def test_verify_names_a_relation_whose_end_lies_outside_the_text(store):
    store.append_now(
        [event(1, kind="relate", first=Mark("a", "", 0, 3), second=Mark("b", "", 40, 99))],
    )
    (line,) = store.verify()
    assert "40..99 does not lie in the text" in line


def test_a_migration_that_fails_leaves_the_file_as_it_was(path):
    def broken():
        steps = one_more_step()

        @steps()
        def last(db):
            db.execute("SELECT name FROM nowhere")

        return steps

    with Store.open(path) as store:
        store.add_document(DOCUMENT, SPANS, "by hand/1", [event(1)])
    with pytest.raises(StoreError, match="nowhere"):
        Store.open(path, layout=Layout(LAYOUT.version + 2, broken))
    with Store.open(path) as store:
        assert store.verify() == []
        assert store.events(DOCUMENT.id, "ann") == [event(1)]


def test_a_current_file_opens_without_sqlite_utils(path):
    Store.open(path).close()
    code = "Store.open(Path(sys.argv[1])).close(); print('sqlite_utils' in sys.modules)"
    out, err = python(code, path).communicate(timeout=60)
    assert (out.strip(), err) == ("False", "")


UNPRIVILEGED = """
import os
if os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
try:
    store = Store.open(Path(sys.argv[1]), create=sys.argv[2] == "create")
    print(len(store.documents()), len(store.events(store.documents()[0].id, "ann")))
    saved = store.append([event("ann", 7)])
    print(saved.exception())
    print(store.pending)
    store.flush()
except StoreError as fault:
    print(fault)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
@pytest.mark.parametrize("only", ["file", "folder"])
def test_a_read_only_database_can_be_read_and_refuses_to_be_written(only):
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        path = Path(name, "a.db")
        with Store.open(path) as store:
            store.add_document(DOCUMENT, SPANS, "by hand/1", [event(1)])
        path.chmod(0o444 if only == "file" else 0o666)
        path.parent.chmod(0o777 if only == "file" else 0o555)
        out, err = python(UNPRIVILEGED, path, "read").communicate(timeout=60)
        assert err == ""
        assert out.splitlines()[0] == "1 1"
        assert "read-only; copy it" in out.splitlines()[1]
        assert out.splitlines()[2] == "1"
        assert "read-only; copy it" in out.splitlines()[3]
        out, err = python(UNPRIVILEGED, path, "create").communicate(timeout=60)
        assert err == ""
        assert "you may not write here" in out
        path.parent.chmod(0o755)


# ------------------------------------------------------------------ when writing fails


def test_a_lock_held_long_is_reported_and_the_judgement_is_written_when_it_ends(path):
    with Store.open(path, seconds=0.1) as store:
        store.add_document(DOCUMENT, SPANS, "by hand/1")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program holds"):
            store.append_now([event(1)])
        assert store.pending == 1
        assert "another program holds" in store.trouble
        with pytest.raises(StoreError):
            store.flush()
        other.execute("COMMIT")
        assert until(lambda: store.pending == 0)
        assert store.trouble == ""
        assert store.events(DOCUMENT.id, "ann") == [event(1)]
        other.close()


def test_a_lock_held_for_a_moment_is_waited_for(store, path):
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    started = time.monotonic()
    future = store.append([event(1)])
    assert time.monotonic() - started < 0.2
    assert future.result() is None
    other.close()


def test_a_full_disk_is_reported_and_the_judgement_is_kept(store):
    def no_more_room(connection: sqlite3.Connection) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    store._writing().submit(no_more_room).result()
    log = [event(count) for count in range(500)]
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        store.append_now(log)
    # The limit was that connection's; the next attempt has room again.
    assert until(lambda: store.pending == 0)
    assert len(store.events(DOCUMENT.id, "ann")) == 500
    assert store.verify() == []


def test_closing_says_what_could_not_be_saved(path):
    store = Store.open(path, seconds=0.1)
    store.add_document(DOCUMENT, SPANS, "by hand/1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.append([event(1)])
    with pytest.raises(StoreError, match="judgements not saved: 1"):
        store.close()
    other.close()


def test_a_file_that_was_moved_away_is_reported_and_written_when_it_is_back(store, path):
    store.append_now([event(1)])
    away = path.with_name("away.db")
    path.rename(away)
    with pytest.raises(StoreError, match="moved or removed"):
        store.append_now([event(2)])
    away.rename(path)
    assert until(lambda: store.pending == 0)
    assert store.events(DOCUMENT.id, "ann") == [event(1), event(2)]


def test_a_closed_store_says_so(path):
    store = Store.open(path)
    store.close()
    store.close()
    for use in (store.documents, lambda: store.append([event(1)])):
        with pytest.raises(StoreError, match="closed"):
            use()


def test_what_was_appended_is_written_though_nobody_closes(path):
    Store.open(path).close()
    code = """
store = Store.open(Path(sys.argv[1]))
store.add_document(DOCUMENT, [Span(0, 45)], "x/1")
for count in range(300):
    store.append([event("ann", count)])
"""
    out, err = python(code, path).communicate(timeout=60)
    assert (out, err) == ("", "")
    with Store.open(path) as store:
        assert len(store.events(DOCUMENT.id, "ann")) == 300


# ------------------------------------------------------------------ several threads, several processes


def test_threads_read_and_write_at_once(store):
    def work(number: int) -> int:
        name = f"a{number}"
        for count in range(20):
            store.append([event(count, name)])
            store.document(DOCUMENT.id)
        store.flush()
        return len(store.events(DOCUMENT.id, name))

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(work, range(6))) == [20] * 6


def test_two_processes_that_write_to_one_file_lose_nothing(path):
    code = """
with Store.open(Path(sys.argv[1])) as store:
    store.add_document(DOCUMENT, [Span(0, 15), Span(16, 28), Span(29, 45)], "x/1")
    for count in range(500):
        store.append_now([event(sys.argv[2], count)])
"""
    workers = [python(code, path, name) for name in ("ann", "bea")]
    for worker in workers:
        assert worker.communicate(timeout=120) == ("", "")
    with Store.open(path) as store:
        assert [len(store.events(DOCUMENT.id, name)) for name in ("ann", "bea")] == [500, 500]
        assert len(store.documents()) == 1
        assert store.verify() == []


def test_four_processes_that_make_the_same_file_at_once_agree(path):
    code = "Store.open(Path(sys.argv[1])).close()"
    workers = [python(code, path) for _ in range(4)]
    assert [worker.communicate(timeout=60) for worker in workers] == [("", "")] * 4
    assert [each.name for each in path.parent.iterdir()] == [path.name]


ACKNOWLEDGE = """
store = Store.open(Path(sys.argv[1]))
store.add_document(DOCUMENT, [Span(0, 15), Span(16, 28), Span(29, 45)], "x/1")
for count in range(int(sys.argv[2]), 10**6):
    each = event("ann", count)
    store.append_now([each])
    print(each.id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_what_was_acknowledged_survives_kill_9(path):
    acknowledged: set[str] = set()
    for turn, moment in enumerate((1, 7, 40)):
        worker = python(ACKNOWLEDGE, path, turn * 100_000)
        for _ in range(moment):
            acknowledged.add(worker.stdout.readline().strip())
        time.sleep(0.003 * moment)
        worker.send_signal(signal.SIGKILL)
        out, _ = worker.communicate(timeout=60)
        acknowledged |= set(out.split("\n")[:-1])  # what follows the last line break was cut off
    with Store.open(path) as store:
        assert acknowledged <= {each.id for each in store.events(DOCUMENT.id, "ann")}
        assert store.verify() == []
