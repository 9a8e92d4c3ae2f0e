"""`annotator rules`, and what `stats` tells of rules."""

import datetime
import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import cli, main
from annotator.model import Document
from annotator.resources import shipped
from annotator.session import Session

TEXT = "The minister noted that Norway, a member of the EU, had agreed.\nThe bloc has many members."

Run = Callable[[str], Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in a folder with a database in which one candidate was rejected."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATOR_DB", raising=False)
    monkeypatch.setenv("LOGNAME", "ann")
    with monkeypatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()
    document = Document(text=TEXT, name="one.txt", date=datetime.date(2022, 1, 7))
    with Session.open("annotations.db", "ann") as session:
        session.add(document)
        desk = session.desk(document.id)
        for rank, candidate in enumerate(desk.suggestions(0).candidates, 1):
            if candidate.rule == "membership":
                desk.reject(0, candidate, rank)
            if candidate.rule == "attribution":
                desk.accept(0, candidate, rank)
    runner = CliRunner()

    def result(line: str) -> Result:
        return runner.invoke(cli, shlex.split(line))

    return result


def test_rules_are_listed_with_both_shares_and_the_interval(run: Run) -> None:
    lines = run("rules --least 1").stdout.splitlines()
    assert lines[0].split() == ["rule", "shipped", "expected", "accepted", "rejected", "measured", "95", "%"]
    (membership,) = [line.split() for line in lines if line.startswith("membership ")]
    assert membership[3:] == ["0", "1", "0.00", "0.00-0.79"]
    assert any(line.startswith("note ") for line in lines)
    place = lines.index("rejected last, by rule:")
    assert lines[place + 1].startswith("  membership: error/not-member on “Norway”, score 0.")
    assert lines[place + 2] == "    The minister noted that Norway, a member of the EU, had agreed."
    assert any(line.startswith("Norway ") for line in lines)


def test_rules_come_as_lines_for_programs(run: Run) -> None:
    lines = [json.loads(line) for line in run("rules --format jsonl").stdout.splitlines()]
    (membership,) = [line for line in lines if line.get("rule") == "membership"]
    assert (membership["accepted"], membership["rejected"], membership["measured"]) == (0, 1, 0.0)
    assert (membership["low"], membership["high"]) == (0.0, 0.7935)
    assert [line["cue"] for line in lines if "cue" in line] == ["note"]


@pytest.mark.parametrize("line", ["rules show membership", "rules show alias Norway"])
def test_what_was_rejected_is_shown_with_its_sentence(run: Run, line: str) -> None:
    shown = run(line).stdout
    assert "error/not-member" in shown
    assert "rejected, latest first:\n" in shown
    assert "on “Norway”" in shown
    assert "    The minister noted that Norway, a member of the EU, had agreed." in shown


def test_nothing_judged_is_said(run: Run) -> None:
    shown = run("rules show claim").stdout
    assert re.match(r"as shipped: \d+ of \d+ right in the articles in corpus/", shown)
    assert shown.endswith("\nno candidate of the rule claim was judged yet\n")


def test_one_command_mutes_and_rules_and_stats_list_it(run: Run) -> None:
    assert run('rules mute alias "Norway"').stderr.startswith("alias Norway: muted; ")
    assert run("rules mute cue noted").stderr.startswith("cue note: muted; ")
    for command in ("rules", "stats"):
        shown = run(command).stdout
        assert "muted: cue note (by ann, " in shown
        assert "muted: alias Norway (by ann, " in shown
    lines = [json.loads(line) for line in run("rules --format jsonl").stdout.splitlines()]
    assert {"muted": "alias", "name": "Norway", "by": "ann"} in lines
    assert [each["name"] for each in json.loads(run("stats --format jsonl").stdout)["muted"]] == [
        "note",
        "Norway",
    ]
    assert run("rules unmute alias norway").stderr == "alias Norway: heard again\n"
    assert "alias" not in run("stats").stdout


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("rules mute rule clam", 2, "no rule called 'clam'; did you mean claim?"),
        ("rules mute alias ' '", 2, "no alias without a name; give one"),
        ("rules unmute rule claim", 2, "the rule 'claim' is not muted; muted are: none"),
        ("rules show word note", 2, "'word' is none of rule, cue, alias"),
        ("rules fit", 2, "1 sentences are judged; fitting some fifty weights to fewer than 200"),
        ("rules weights", 2, "name a FILE with weights, or --shipped"),
        ("rules weights none.yaml", 1, "none.yaml: no such file; check the name and the folder"),
        ("rules --db none.db", 1, "none.db: no such database"),
    ],
)
def test_wrong_use_is_told_with_its_cure(run: Run, line: str, status: int, said: str) -> None:
    result = run(line)
    assert (result.exit_code, said in result.stderr) == (status, True), result.stderr


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("rules mute alias norway", True),
        ("rules mute alias Norwegian", True),
        ("rules mute alias Norwya", False),
        ("rules mute cue said", True),
        ("rules mute cue blorped", False),
        ("rules mute rule claim", True),
    ],
)
def test_a_name_that_means_nothing_is_muted_with_a_remark(run: Run, line: str, known: bool) -> None:
    result = run(line)
    assert result.exit_code == 0
    assert "muted; " in result.stderr
    assert ("no list of the program has" in result.stderr) is not known


def test_weights_of_a_file_are_put_to_use_and_taken_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_bytes(shipped("schemas", "claim-worth.yaml").read_bytes())
    assert run("rules weights w.yaml").stderr == "annotations.db: claims are scored by w.yaml from now on\n"
    assert "the claim score is added up by weights of the project's own" in run("rules").stdout
    assert run("rules weights --shipped").exit_code == 0
    assert "project's own" not in run("rules").stdout
