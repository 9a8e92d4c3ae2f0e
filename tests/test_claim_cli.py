"""`annotator suggest --sort worth`, `--weights`, and rules of other packages on the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import cli, main
from annotator.resources import shipped

ONE = "Was it a coup?\nExports fell by 34 per cent in 2021.\nA kite flew over the town."
TWO = "The budget was cut by $40 million in 2019, the minister said.\nThank you."

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    with monkeypatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()
    return lambda *words: CliRunner().invoke(cli, ["suggest", *words])


def texts(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [json.loads(line)["text"] for line in result.stdout.splitlines()]


def claims(result: Result) -> list[float]:
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return [
        max([c["score"] for c in line["candidates"] if c["rule"] == "claim"], default=0) for line in lines
    ]


def test_sentences_of_all_articles_come_by_their_claim_score(run: Run) -> None:
    found = run("one.txt", "two.txt", "--sort", "worth", "--format", "jsonl", "--all")
    assert claims(found) == sorted(claims(found), reverse=True)
    assert texts(found)[:2] == [TWO.splitlines()[0], ONE.splitlines()[1]]
    assert sorted(texts(found)) == sorted([*ONE.splitlines(), *TWO.splitlines()])


def test_sorting_shows_the_candidates_that_are_shown_without_it(run: Run) -> None:
    def by_text(*words: str) -> dict[str, object]:
        lines = [json.loads(line) for line in run("one.txt", "--format", "jsonl", *words).stdout.splitlines()]
        return {line["text"]: line["candidates"] for line in lines}

    assert by_text("--sort", "worth") == by_text()


def test_the_table_comes_sorted_with_its_documents_as_heads(run: Run) -> None:
    shown = run("one.txt", "two.txt", "--sort", "worth").stdout
    assert (
        shown.index("two.txt") < shown.index("The budget") < shown.index("one.txt") < shown.index("Exports")
    )
    assert "choice of words (million, minister, budget) +" in " ".join(shown.split())


def test_no_sentence_at_all_is_no_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    result = run("none.jsonl", "--sort", "worth")
    assert result.stderr.endswith("0 sentences, 0 candidates, 0 of them accusations\n")


def test_weights_of_a_file_add_the_claims_up(run: Run, tmp_path: Path) -> None:
    text = shipped("schemas", "claim-worth.yaml").read_text(encoding="utf-8")
    (tmp_path / "w.yaml").write_text(text.replace("label: share or amount", "label: our share"), "utf-8")
    shown = run("one.txt", "--weights", "w.yaml").stdout
    assert "our share +1.02" in shown
    assert "w.yaml: ClaimBuster, PASTEL" in shown
    (tmp_path / "w.yaml").write_text("steepness: x\n", "utf-8")
    faulty = run("one.txt", "--weights", "w.yaml")
    assert (faulty.exit_code, faulty.stderr.startswith("w.yaml:1: ")) == (1, True)


def test_a_rule_of_another_package_that_fails_is_named_once_on_stderr(run: Run, tmp_path: Path) -> None:
    info = tmp_path / "site" / "plug_cli-1.dist-info"
    info.mkdir(parents=True)
    code = "class Fails:\n    id = 'fails'\n    def __call__(self, s, c):\n        raise ValueError('oh')\n"
    (tmp_path / "site" / "plug_cli.py").write_text(code)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plug-cli\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[annotator.rules]\nfails = plug_cli:Fails\n")
    done = subprocess.run(
        [sys.executable, "-c", "from annotator.cli import main; main()", "suggest", "one.txt", "two.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), *sys.path])},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert done.stderr.count("the rule fails fails: ValueError: oh (plug_cli.py:4); the others go on\n") == 1
    assert done.stderr.count("fails") == 2
    assert "quantity: " in done.stdout
