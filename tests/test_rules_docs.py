"""What docs/rules.md tells the reader to type works, and its package can be installed."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import cli, main
from annotator.model import Document
from annotator.session import Session

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The package of the page, as pip would install it."""
    project = tomllib.loads(blocks("toml")[0])["project"]
    name, version = project["name"], project["version"]
    folder = tmp_path / "site"
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (folder / f"{name}.py").write_text(blocks("python")[0], encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (group,) = project["entry-points"].items()
    points = "\n".join(f"{key} = {value}" for key, value in group[1].items())
    (info / "entry_points.txt").write_text(f"[{group[0]}]\n{points}\n")
    return folder


def annotator(*words: str, site: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    program = "from annotator.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *sys.path]), "LOGNAME": "ann"},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def test_the_package_of_the_page_proposes_beside_the_built_in_rules(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("What a shame!\n\n“What a day!” he said.\n", encoding="utf-8")
    done = annotator("suggest", "a.txt", site=site, cwd=tmp_path)
    assert done.returncode == 0
    assert re.fullmatch(r"2 sentences, \d candidates, 0 of them accusations\n", done.stderr)
    assert done.stdout.count("ends with an exclamation mark, outside of any quotation") == 1
    assert "attribution" in done.stdout


def test_the_rule_of_the_page_is_listed_with_the_others(site: Path, tmp_path: Path) -> None:
    with Session.open(tmp_path / "annotations.db", "ann"):
        pass
    done = annotator("rules", site=site, cwd=tmp_path)
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]][-1] == "shouting", done.stderr


def test_every_command_of_the_page_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ann")
    monkeypatch.delenv("ANNOTATOR_DB", raising=False)
    with monkeypatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()
    with Session.open("annotations.db", "ann") as session:
        session.add(Document(text="The minister noted that nothing had changed."))
    (tmp_path / "weights.yaml").write_bytes((ROOT / "schemas" / "claim-worth.yaml").read_bytes())
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) >= 10
    for line in commands:
        result = CliRunner().invoke(cli, shlex.split(line, comments=True)[1:])
        refused = "fit" in line and "fewer than 200" in result.stderr
        assert result.exit_code == 0 or refused, f"{line}\n{result.output}"


def test_the_files_that_the_page_links_to_are_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
