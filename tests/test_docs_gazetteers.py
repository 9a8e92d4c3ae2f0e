"""What docs/gazetteers.md shows can be imported, and comes to what it says."""

import json
import re
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from annotator.cli import cli, main
from annotator.cli.entities import NAMED
from annotator.gazetteers.plain import _COLUMNS
from annotator.session.gazetteer import LONGEST, MANY, MOST, PARTS

PAGE = (Path(__file__).parents[1] / "docs" / "gazetteers.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^`([\w.]+\.\w+)`[^\n]*:\n\n```\w+\n(.*?)```", PAGE, re.S | re.M))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("ANNOTATOR_DB", raising=False)
    for name, text in EXAMPLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()
    return tmp_path


def run(*words: str) -> str:
    result = CliRunner().invoke(cli, list(words))
    assert result.exit_code == 0, f"{words}\n{result.output}"
    return result.output


def test_every_command_of_the_page_works_in_the_order_in_which_it_stands(folder: Path) -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
    said = [run(*shlex.split(line)[1:]) for line in block.splitlines()]
    assert "formerly minister of salt of Kazakhstan" in said[3]
    assert "member of Salt Guild" in said[3]
    assert "parliament" in said[1]


@pytest.mark.parametrize(
    ("name", "options", "id", "lines"),
    [
        (
            "parliament.csv",
            [],
            "parliament:7",
            ["minister of salt of Kazakhstan", "Salt Guild", "Тормунд Альдо"],
        ),
        (
            "guild.jsonl",
            [],
            "guild:guild",
            ["Guild of Salters", "members now, as far as is known: Aldo Tormund"],
        ),
        (
            "entities.ftm.json",
            [],
            "NK-salme",
            ["foreign minister of Estonia", "2002-01-28", "citizen of Estonia"],
        ),
        ("dump.json", [], "Q900001", ["Salt Pact", "NSU", "Maja van der Holt"]),
        ("query.json", ["--kind", "person"], "Q900003", ["minister of trade of Kazakhstan since 2015-02-03"]),
    ],
)
def test_each_example_is_taken_in_whole(
    folder: Path, name: str, options: list[str], id: str, lines: list[str]
) -> None:
    run("entities", "import", name, *options)
    shown = run("entities", "show", id)
    for line in lines:
        assert line in shown
    (listed,) = json.loads(run("entities", "stats", "--format", "jsonl"))["lists"]
    assert (listed["imports"][0]["bad"], listed["imports"][0]["passed"]) == (0, 0)


def test_the_page_shows_an_example_of_every_format(folder: Path) -> None:
    assert len(EXAMPLES) == 5
    for name in EXAMPLES:
        run("entities", "import", name, "--kind", "person")
    formats = {
        each["imports"][0]["format"]
        for each in json.loads(run("entities", "stats", "--format", "jsonl"))["lists"]
    }
    assert formats == {"csv", "jsonl", "ftm", "wikidata", "sparql"}


def test_the_page_names_every_column_and_every_bound() -> None:
    for column in {*_COLUMNS.values()}:
        assert f"`{column}`" in PAGE, column
    assert NAMED == 10
    assert f"{MOST:,} facts" in PAGE
    assert f"the {PARTS:,} best known persons" in PAGE
    assert f"From {MANY:,} names on" in PAGE
    assert LONGEST == 12
