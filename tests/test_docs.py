"""What the documents tell the reader to type works."""

import csv
import datetime
import io
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from annotator.api import sentences, suggester
from annotator.cli import cli, main
from annotator.model import AnnotatedDocument, Annotation, Document, Judged, Span, Work

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a language, without their indentation."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.M | re.S)
    return ["".join(line[len(indent) :] for line in body.splitlines(True)) for indent, body in found]


COMMANDS = [line for block in blocks(README, "sh") for line in block.splitlines()]


@pytest.fixture
def desk_of_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the files that the README speaks of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATOR_DB", raising=False)
    monkeypatch.setenv("LOGNAME", "ann")
    article = sorted(path for path in (ROOT / "corpus").glob("2*.md"))[0]
    (tmp_path / "article.md").write_bytes(article.read_bytes())
    (tmp_path / "more.jsonl").write_text('{"text": "The envoy said no."}\n', encoding="utf-8")
    (tmp_path / "mine.yaml").write_bytes((ROOT / "schemas" / "claims.yaml").read_bytes())
    with monkeypatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()
    return tmp_path


def test_every_command_of_the_readme_works_in_the_order_in_which_it_stands(desk_of_the_reader: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(cli, ["import", "article.md"]).exit_code == 0
    ran = []
    for line in COMMANDS:
        words = shlex.split(line.partition(" > ")[0])
        if words[0] != "annotator" or words[1:2] in (["label"], ["demo"]):
            continue
        result = runner.invoke(cli, words[1:])
        assert result.exit_code == 0, f"{line}\n{result.output}"
        ran.append(words[1])
    assert set(ran) >= {"suggest", "documents", "stats", "export", "verify", "import", "entities", "schema"}
    assert list(csv.DictReader(io.StringIO((desk_of_the_reader / "corpus.csv").read_text("utf-8-sig"))))


def test_the_commands_that_open_the_screen_take_the_options_that_the_readme_gives_them() -> None:
    for line in COMMANDS:
        words = shlex.split(line)
        if words[1:2] in (["label"], ["demo"]):
            command = cli.get_command(click.Context(cli), words[1])
            assert command is not None
            command.make_context(words[1], words[2:])


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (command,) = [line for line in COMMANDS if line.endswith("-m pytest")]
    assert command in script.splitlines()


def test_the_article_of_the_first_command_is_shipped() -> None:
    (command,) = [line for line in COMMANDS if "annotator suggest corpus/" in line]
    assert (ROOT / command.rpartition(" ")[2]).is_file()


def test_the_files_that_the_readme_links_to_are_there() -> None:
    for text in (README, CONTRIBUTING):
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            assert (ROOT / link).exists(), link


def test_the_python_example_of_the_readme_runs(
    desk_of_the_reader: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = blocks(README, "python")
    exec(compile(example, "README.md", "exec"), {})
    assert "attribution" in capsys.readouterr().out
    assert (desk_of_the_reader / "corpus.jsonl").stat().st_size > 1000


def module(source: str) -> ModuleType:
    made = ModuleType("example")
    exec(compile(source, "CONTRIBUTING.md", "exec"), made.__dict__)
    return made


def test_the_rule_that_contributing_shows_works() -> None:
    rule = module(blocks(CONTRIBUTING, "python")[0]).Questions()
    document = Document(text="Was it a coup? The minister said no.")
    using = suggester()
    using.rules = (rule,)
    analysis = using.analyse(document, sentences(document))
    assert [[c.label for c in each.candidates] for each in analysis] == [["no-claim"], []]


def test_the_writer_that_contributing_shows_works() -> None:
    write = module(blocks(CONTRIBUTING, "python")[1]).write_lines
    text = "Chad left.\nWas it so?"
    claim = Annotation("claim", "", 0, 10, "ann", "2022-01-07T00:00:00.000000Z", "id")
    work = Work("ann", (Judged(0, 10, True, (claim,), ()), Judged(11, 20, False, (), ())), ())
    out = io.BytesIO()
    write([AnnotatedDocument(Document(text=text), "s", (Span(0, 10), Span(11, 20)), (work,))], out)
    assert out.getvalue() == b"claim\tChad left.\n"


def test_the_entity_list_that_the_knowledge_page_shows_can_be_loaded(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
    (tmp_path / "river.yaml").write_text(blocks(page, "yaml")[0], encoding="utf-8")
    document = Document(text="One of the nine members of the RC is Ann Roe.", date=datetime.date(2020, 1, 7))
    (found,) = suggester(entities=[tmp_path]).analyse(document, sentences(document))
    assert {c.type for c in found.candidates if c.label == "error"} == {"wrong-kind", "wrong-number"}
