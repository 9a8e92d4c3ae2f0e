"""`annotator entities check`: every fault with file, line and cure; remarks are no faults."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import cli, main
from annotator.knowledge import load_knowledge
from annotator.knowledge.review import KINDS, remarks

GOOD = """\
source: treaty register
checked: 2025-01-01
entities:
  - id: river-commission
    kind: organization
    name: River Commission
    members_are: [state]
    members:
      - {who: kaz, since: 2010-01-01, until: 2012}
      - {who: kaz, since: 2013}
      - {who: uzb}
      - {who: kgz, disputed: true, note: two governments}
"""

BAD = """\
source: treaty register
checked: 2025-01-01
entities:
  - id: river-commission
    kind: organization
    name: River Commission
    aliases: [{text: NATO, acronym: true}]
    members_are: [state]
    members:
      - {who: [kaz, atlantis], since: 2010-01-01}
      - {who: kaz, since: 2012, until: 2014}
      - {who: uzb, since: 2012-05, until: 2011-03-01}
"""


def check(*words: object) -> Result:
    with pytest.MonkeyPatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()  # registers the commands
    return CliRunner().invoke(cli, ["entities", "check", *map(str, words)])


def written(folder: Path, text: str) -> Path:
    path = folder / "rivers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_lists_have_no_faults() -> None:
    result = check("--quiet")
    assert result.exit_code == 0
    assert "no faults" in result.stderr


def test_a_list_of_ones_own_is_remarked_on_without_the_shipped_ones(tmp_path: Path) -> None:
    result = check(written(tmp_path, GOOD))
    assert result.exit_code == 0
    shown = [line.strip() for line in result.stdout.splitlines() if line.startswith("  ")]
    assert shown == [
        "kgz member of river-commission: no start known",
        "uzb member of river-commission: no start known",
        "kgz member-of river-commission: disputed, two governments",
    ]


def test_only_the_kind_asked_for_is_listed(tmp_path: Path) -> None:
    result = check(written(tmp_path, GOOD), "--look", "disputed")
    assert "no start known" not in result.stdout
    assert "disputed, two governments" in result.stdout


def test_every_fault_is_named_at_once_with_its_line(tmp_path: Path) -> None:
    result = check(written(tmp_path, BAD))
    assert result.exit_code == 1
    assert result.stdout == ""
    faults = [line.split("rivers.yaml:")[1] for line in result.stderr.splitlines()]
    assert [fault.split(":")[0] for fault in faults] == ["7", "10", "11", "12"]
    for wanted, fault in zip(("ambiguous: true", "atlantis", "overlaps", "not after"), faults, strict=True):
        assert wanted in fault


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = check(tmp_path / "none.yaml")
    assert result.exit_code == 1
    assert "none.yaml: no such file" in result.stderr


def test_every_remark_is_of_a_kind_that_is_explained() -> None:
    found = remarks(load_knowledge())
    assert {remark.kind for remark in found} <= set(KINDS)
    assert len(set(found)) == len(found)
