"""`annotator entities`: what a user types, sees and gets as a status."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

INTERRUPTED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""As at a prompt: these tests may run in the background, where Ctrl-C is nothing."""
ANNOTATOR = [sys.executable, "-c", f"{INTERRUPTED}; from annotator.cli import main; main()"]
CSV = """\
id,name,kind,aliases,role,of,since
1,Aldo Tormund,person,A. J. Tormund,Minister of Salt,shipped:kaz,2019-02
2,Ben Ode,persn,,,,
3,Salt Guild,organization,SGX,,,
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One cache for all: what it holds is known by its content."""
    found = dict(os.environ, XDG_CACHE_HOME=str(tmp_path_factory.mktemp("cache")))
    found.pop("ANNOTATOR_DB", None)
    return found


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]):

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*ANNOTATOR, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    (tmp_path / "mine.csv").write_text(CSV, encoding="utf-8")
    return call


def test_bad_lines_are_named_and_counted_and_the_rest_is_taken(run, tmp_path: Path) -> None:
    done = run("entities", "import", "mine.csv", "--report", "bad.txt")
    assert done.returncode == 1
    assert "mine.csv:3: kind cannot be 'persn'" in done.stderr
    assert "taken into the list mine: 2 entities and 1 fact; 1 bad" in done.stderr
    assert done.stdout == ""
    assert (tmp_path / "bad.txt").read_text().startswith("mine.csv:3: kind cannot be 'persn'")
    again = run("entities", "import", "mine.csv")
    assert again.returncode == 0
    assert "taken in already" in again.stderr


def test_a_shipped_id_that_does_not_exist_is_told(run, tmp_path: Path) -> None:
    row = "4,Ann Low,person,,Minister of Fog,shipped:zzz,2020"
    (tmp_path / "typing.csv").write_text(f"{CSV.splitlines()[0]}\n{row}\n", encoding="utf-8")
    done = run("entities", "import", "typing.csv")
    assert done.returncode == 0
    assert "shipped:zzz" in done.stderr
    assert "shipped:" not in run("entities", "import", "mine.csv").stderr


def test_the_lists_of_a_project_are_shown_counted_exported_and_removed(run, tmp_path: Path) -> None:
    run("entities", "import", "mine.csv")
    listed = run("entities", "list", "--format", "jsonl", "--kind", "person")
    assert [json.loads(line)["id"] for line in listed.stdout.splitlines()] == ["mine:1"]
    shown = run("entities", "show", "mine:1", "kaz", "--date", "2022-01-07")
    assert "minister of salt of Kazakhstan since 2019-02" in shown.stdout
    assert "told by: mine (mine:1)" in shown.stdout
    assert "capital: Astana" in shown.stdout or "capital: Nur-Sultan" in shown.stdout
    counted = json.loads(run("entities", "stats", "--format", "jsonl").stdout)
    assert counted["counts"] == {"organization": 1, "person": 1, "names": 4, "facts": 1}
    assert "bad" in run("entities", "stats").stdout
    exported = run("entities", "export", "-o", "out.jsonl")
    assert "2 entities written" in exported.stderr
    assert run("--help").returncode == 0
    assert run("entities", "remove", "mine:3").returncode == 0
    assert run("entities", "remove", "--list", "mine").stderr.startswith("1 entity removed")
    assert "mine" not in run("entities", "list").stdout
    assert run("entities", "import", "out.jsonl").returncode == 0
    assert json.loads(run("entities", "export", "--kind", "person").stdout)["facts"][0]["since"] == "2019-02"


def test_suggest_finds_imported_names_in_the_database_here_or_named(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Aldo Tormund left. Tormund said so.", encoding="utf-8")

    def found(*arguments: str) -> list[str]:
        lines = run("suggest", "a.txt", "--format", "jsonl", *arguments).stdout.splitlines()
        return [m["entity"] for line in lines for m in json.loads(line)["mentions"]]

    assert found() == []
    run("entities", "import", "mine.csv", "--db", "other.db")
    assert found() == []
    assert found("--db", "other.db") == ["mine:1", "mine:1"]
    os.replace(tmp_path / "other.db", tmp_path / "annotations.db")
    assert found() == ["mine:1", "mine:1"]
    missing = run("suggest", "a.txt", "--db", "none.db")
    assert missing.returncode == 1
    assert "none.db" in missing.stderr
    (tmp_path / "annotations.db").unlink()
    with sqlite3.connect(tmp_path / "annotations.db") as foreign:
        foreign.execute("CREATE TABLE something (else_ TEXT)")
    beside = run("suggest", "a.txt")
    assert beside.returncode == 0
    assert "another program" in beside.stderr


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["list"], "no such database"),
        (["import", "none.csv"], "no such file; check the name"),
        (["import", "mine.csv", "--languages", "e n!"], "names no languages"),
        (["import", "mine.csv", "--list", "shipped"], "cannot be called 'shipped'"),
        (["import", "mine.csv", "--format", "sparql"], "no SPARQL result"),
        (["import", "mine.csv", "--report", "no/where.txt"], "cannot be written"),
        (["remove"], "name the ids"),
        (["show", "nobody"], "no entity is known by 'nobody'"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(run, arguments: list[str], cause: str) -> None:
    failed = run("entities", *arguments)
    assert failed.returncode in (1, 2)
    assert cause in failed.stderr
    assert "Traceback" not in failed.stderr


def _text(db: Path) -> None:
    db.write_bytes(b"no database at all, but long enough to look like one" * 20)


def _foreign(db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("CREATE TABLE other (x)")


@pytest.mark.parametrize(
    ("make", "cause"),
    [(_text, "no annotation database"), (_foreign, "another program"), (Path.mkdir, "directory")],
)
def test_a_file_that_is_no_database_of_ours_is_one_clear_message(
    run, tmp_path: Path, make, cause: str
) -> None:
    make(tmp_path / "some.db")
    failed = run("entities", "import", "mine.csv", "--db", "some.db")
    assert failed.returncode in (1, 2)
    assert cause in failed.stderr
    assert "Traceback" not in failed.stderr


def test_a_locked_database_is_one_clear_message(run, tmp_path: Path) -> None:
    run("entities", "import", "mine.csv")
    (tmp_path / "more.csv").write_text("name,kind\nAnn Low,person\n", encoding="utf-8")
    holder = sqlite3.connect(tmp_path / "annotations.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    failed = run("entities", "import", "more.csv")
    holder.execute("ROLLBACK")
    assert failed.returncode == 1
    assert "another program holds the database" in failed.stderr
    assert run("entities", "import", "more.csv").returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGKILL])
def test_an_import_that_was_killed_takes_the_rest_and_nothing_twice(
    run, tmp_path: Path, environment: dict[str, str], kill: signal.Signals
) -> None:
    count = 40_000
    rows = "".join(f"{n},Person Number{n},{'person' if n % 1000 else 'persn'}\n" for n in range(count))
    (tmp_path / "many.csv").write_text("id,name,kind\n" + rows, encoding="utf-8")
    db = tmp_path / "annotations.db"
    command = [*ANNOTATOR, "entities", "import", "many.csv"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as started:
        _wait_for_rows(db, started)
        started.send_signal(kill)
        _, said = started.communicate(timeout=60)
    if kill == signal.SIGINT:
        assert "the same command goes on from there" in said
        assert started.returncode == 130
    counted = json.loads(run("entities", "stats", "--format", "jsonl").stdout)
    taken = counted["counts"].get("person", 0)
    assert 0 < taken < count - 40
    finished = run("entities", "import", "many.csv")
    assert finished.returncode == 1
    assert "going on after line" in finished.stderr
    (listed,) = json.loads(run("entities", "stats", "--format", "jsonl").stdout)["lists"]
    assert (listed["entities"], listed["imports"][0]["bad"]) == (count - 40, 40)
    assert run("verify").returncode == 0


def _wait_for_rows(db: Path, started: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and started.poll() is None:
        try:
            with sqlite3.connect(f"file:{db}?mode=ro", uri=True) as connection:
                if connection.execute("SELECT 1 FROM entities LIMIT 1").fetchone():
                    return
        except sqlite3.Error:
            pass
        time.sleep(0.01)
    raise AssertionError("no row came")
