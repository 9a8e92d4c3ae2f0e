"""What a format cannot hold is counted, listed, written to a report, and with --strict an error."""

import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from formats_support import corpus

from annotator.cli import cli, main
from annotator.errors import WriteError
from annotator.formats import WRITERS, formats, write
from annotator.formats.losses import ALL, THINGS
from annotator.formats.units import Units
from annotator.model import AnnotatedDocument, Document, Span
from annotator.session import Session


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The commands, in a folder with a database that holds the corpus of the golden files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ann")
    with Session.open(tmp_path / "annotations.db", "ann") as session:
        for each in corpus():
            session.restore(each)
    with monkeypatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()
    return CliRunner()


CORPUS = sorted(set(WRITERS) - {"label-studio-config"})
"""Those that write the corpus, and not only what labels there are."""


@pytest.mark.parametrize("format", CORPUS)
def test_every_built_in_writer_says_what_it_keeps(format: str) -> None:
    keeps = WRITERS[format].keeps
    assert keeps is not None
    assert set(keeps) <= set(ALL)


def test_what_is_not_kept_is_counted_for_each_document(tmp_path: Path) -> None:
    losses = write(tmp_path / "c.csv", corpus())
    assert losses == {
        "candidates accepted": 1,
        "encodings in which texts were found": 1,
        "events of the log": 5,
        "spans smaller than the sentence": 1,
        "times of judgement": 3,
    }
    assert losses.documents["b.md"] == {"encodings in which texts were found": 1}
    assert sum(map(sum, (counts.values() for counts in losses.documents.values()))) == sum(losses.values())


def test_our_own_format_loses_nothing(tmp_path: Path) -> None:
    assert write(tmp_path / "c.jsonl", corpus(), strict=True) == {}
    assert set(WRITERS["jsonl"].keeps or ()) == set(THINGS)


@pytest.mark.parametrize("format", sorted(set(CORPUS) - {"jsonl"}))
def test_strict_writes_nothing_where_something_would_be_lost(tmp_path: Path, format: str) -> None:
    pytest.importorskip(WRITERS[format].needs or "json")
    (tmp_path / "old").write_text("old")
    with pytest.raises(WriteError, match=f"not written, since {format} cannot hold"):
        write(tmp_path / "old", corpus(), format=format, strict=True)
    assert (tmp_path / "old").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_a_wrong_offset_stops_the_export_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Units, "to_utf16", lambda self, offset: offset)
    for format in ("doccano", "label-studio"):
        (tmp_path / "old").write_text("old")
        with pytest.raises(WriteError, match=r"'claim' at \d+\.\.\d+ of "):
            write(tmp_path / "old", corpus(), format=format)
        assert (tmp_path / "old").read_text() == "old"


def test_export_lists_losses_on_stderr_and_in_the_report(run: CliRunner) -> None:
    result = run.invoke(cli, ["export", "-o", "c.csv", "--report", "lost.json"])
    assert result.exit_code == 0
    assert "left out, since the format cannot hold it: 3 times of judgement" in result.stderr
    report = json.loads(Path("lost.json").read_text())
    assert report["lost"]["times of judgement"] == 3
    assert {each["name"] for each in report["documents"]} == {"2022-01-07-bloc.txt", "b.md"}


def test_export_with_strict_fails_on_a_loss_and_says_nothing_on_stdout(run: CliRunner) -> None:
    result = run.invoke(cli, ["export", "--format", "csv", "--strict", "--report", "lost.json"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "3 times of judgement" in result.stderr
    assert json.loads(Path("lost.json").read_text())["lost"]["times of judgement"] == 3
    assert run.invoke(cli, ["export", "--format", "jsonl", "--strict"]).stdout.count("\n") == 2


def test_export_names_every_writer_in_its_help(run: CliRunner) -> None:
    said = " ".join(run.invoke(cli, ["export", "--help"], terminal_width=400).stdout.split())
    assert all(f" {name}" in said for name in WRITERS)


def test_the_list_of_formats_tells_what_is_kept_lost_and_needed(run: CliRunner) -> None:
    rows = {
        row["name"]: row
        for row in map(json.loads, run.invoke(cli, ["formats", "--format", "jsonl"]).stdout.splitlines())
    }
    assert set(rows) == {name for kind in ("reader", "writer", "corpus") for name in formats(kind)}  # type: ignore[arg-type]
    assert (rows["jsonl"]["documents"], rows["jsonl"]["corpus"], rows["jsonl"]["out"]) == (True, True, True)
    assert rows["jsonl"]["loses"] == ""
    assert "times of judgement" in rows["csv"]["loses"]
    assert rows["html"]["extra"] == "html"
    shown = run.invoke(cli, ["formats"]).stdout
    assert "keeps: names of annotators" in shown
    assert all(f"\n{name}: " in f"\n{shown}" for name in rows)


def test_a_third_partys_writer_that_says_nothing_is_charged_with_nothing(tmp_path: Path) -> None:
    from annotator.formats import Format

    text = "One."
    bare = AnnotatedDocument(Document(text=text), "t", (Span(0, 4),), ())
    mine = Format(name="mine", about="", call=lambda documents, out: out.write(b"x") and None)
    assert mine.lost == ()
    out = io.BytesIO()
    mine.load()([bare], out)
    assert out.getvalue() == b"x"
