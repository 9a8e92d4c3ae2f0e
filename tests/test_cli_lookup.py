"""annotator entities find, show and serve, as they are typed."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from annotator.cli.lookup import find, serve, show_
from annotator.errors import StoreError, UsageError
from annotator.matching.words import folded_words
from annotator.model import Entity
from annotator.store import Store
from annotator.store.entities import Entities, Import, Named

HOSTILE = "Zelda\x1b[31m [bold]Tarnow"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATOR_DB", raising=False)
    monkeypatch.delenv("ANNOTATOR_TOKEN", raising=False)
    with Store.open(tmp_path / "desk.db") as store:
        names = ("Zelda Tarnowska", HOSTILE)
        rows = [
            Named(Entity(id=f"desk:{n}", kind="person", name=name), (" ".join(folded_words(name)),))
            for n, name in enumerate(names)
        ]
        lists = Entities(store)
        lists.add(Import("desk", "desk", "csv", "1", "2022-01-07", line=2), rows, ())
        lists.settle()
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(find, words)


def shown(*ids: str) -> Result:
    return CliRunner().invoke(show_, ids)


@pytest.mark.usefixtures("folder")
def test_words_need_no_quotation_marks() -> None:
    assert "Shanghai Cooperation" in typed("shanghai", "coop", "--limit", "1").stdout


def test_the_names_of_a_database_are_found_where_it_is_named_or_lies_here(folder: Path) -> None:
    assert "Zelda Tarnowska" not in typed("zelda", "tarnowska").stdout
    assert "Zelda Tarnowska" in typed("zelda", "tarnowska", "--db", "desk.db").stdout
    (folder / "desk.db").rename(folder / "annotations.db")
    assert "Zelda Tarnowska" in typed("zelda", "tarnowska").stdout
    assert "Zelda Tarnowska" not in typed("zelda", "tarnowska", "--kind", "state").stdout


@pytest.mark.usefixtures("folder")
def test_each_line_of_jsonl_is_a_candidate_with_its_name_and_facts() -> None:
    lines = typed(
        "Kazahkstan", "--date", "2022-01-07", "--format", "jsonl", "--limit", "3"
    ).stdout.splitlines()
    first, *others = [json.loads(line) for line in lines]
    assert list(first) == ["id", "name", "type", "score", "match", "features", "alias", "facts"]
    assert (first["id"], first["type"]) == ("kaz", [{"id": "state", "name": "State"}])
    assert all({"id", "value"} == each.keys() for each in first["features"])
    assert all(first["score"] >= each["score"] for each in others)
    assert first["facts"]


@pytest.mark.usefixtures("folder")
def test_an_entity_is_shown_by_its_id_or_by_a_name_that_it_alone_bears() -> None:
    by_name = shown("shanghai cooperation organization").stdout
    assert by_name == shown("sco").stdout
    assert by_name.startswith("Shanghai Cooperation Organisation  organization · sco")


@pytest.mark.usefixtures("folder")
def test_a_name_that_nobody_bears_is_refused_with_the_ids_of_the_nearest() -> None:
    refused = shown("Visegrad").exception
    assert isinstance(refused, UsageError)
    assert "visegrad-group" in str(refused)
    assert "entities find" in str(shown("zzzqq").exception)


@pytest.mark.usefixtures("folder")
def test_what_a_list_brought_does_nothing_to_the_terminal() -> None:
    result = typed("zelda", "--db", "desk.db")
    assert "\x1b" not in result.stdout
    assert "[bold]Tarnow" in result.stdout
    line = typed("zelda", "--db", "desk.db", "--format", "jsonl").stdout
    assert "\x1b" not in line
    assert HOSTILE in [msgspec.json.decode(each)["name"] for each in line.splitlines()]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", [find, serve])
def test_a_database_that_is_not_there_is_not_made(command: object) -> None:
    words = ["--db", "none.db", *(["x"] if command is find else [])]
    result = CliRunner().invoke(command, words)  # type: ignore[call-overload]
    assert isinstance(result.exception, StoreError)
    assert "none.db" in str(result.exception)
    assert not Path("none.db").exists()


@pytest.mark.usefixtures("folder")
def test_an_open_door_needs_a_token_and_one_that_will_do() -> None:
    for words in (["--host", "0.0.0.0"], ["--host", "::"], ["--token", "short"]):
        result = CliRunner().invoke(serve, words)
        assert isinstance(result.exception, UsageError), words
        assert "--token" in str(result.exception)


def test_the_program_starts_as_a_module_as_well() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "annotator", "--help"], capture_output=True, check=False, text=True
    )
    assert ran.returncode == 0
    assert ran.stdout.startswith("Usage: annotator ")
