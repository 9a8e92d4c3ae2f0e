"""The command line: data on stdout, narration on stderr, statuses 0, 1, 2, and no needless Textual."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import cli, main
from annotator.errors import MissingExtra
from annotator.session import Session

ARTICLE = """\
---
title: Eight or nine
date: 2022-01-07
---
Ministers meet in Tashkent
Envoys of the SCO met on Friday to talk about trade.
One of the nine members of the SCO is Sergey Lavrov, an official told reporters.
"We agreed on everything," the Uzbek minister said.
"""

Run = Callable[..., Result]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tashkent.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder, as Ann."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ann")
    monkeypatch.delenv("ANNOTATOR_DB", raising=False)
    with pytest.MonkeyPatch.context() as once:
        once.setattr(sys, "argv", ["annotator", "--version"])
        with pytest.raises(SystemExit):
            main()  # registers the commands
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


def command(*words: object, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    program = "import sys; from annotator.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        cwd=cwd,
        env={**os.environ, "LOGNAME": "ann", **extra},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_help_lists_the_commands_in_the_order_of_the_work(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    names = [line.split()[0] for line in result.output.partition("Commands:")[2].splitlines() if line.strip()]
    assert names[:3] == ["suggest", "label", "import"]
    assert {"demo", "export", "stats", "documents", "verify", "entities", "schema"} <= set(names)


def test_suggest_writes_one_line_a_sentence_whose_offsets_cut_the_text(run: Run, article: Path) -> None:
    result = run("suggest", article, "--format", "jsonl")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    text = ARTICLE.split("---\n")[2]
    assert [line["index"] for line in lines] == [0, 1, 2, 3]
    for line in lines:
        assert text[line["start"] : line["end"]] == line["text"]
        for mention in line["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
        for candidate in line["candidates"]:
            assert line["start"] <= candidate["start"] < candidate["end"] <= line["end"]
            assert candidate["reason"]
            assert candidate["source"]
    errors = {c["type"]: text[c["start"] : c["end"]] for c in lines[2]["candidates"] if c["label"] == "error"}
    assert errors == {"wrong-kind": "Sergey Lavrov", "wrong-number": "nine"}


def test_the_date_option_outranks_the_date_of_the_document(run: Run, article: Path) -> None:
    result = run("suggest", article, "--format", "jsonl", "--date", "2023-09-01")
    types = [c.get("type") for line in result.stdout.splitlines() for c in json.loads(line)["candidates"]]
    assert "wrong-number" not in types
    assert "wrong-kind" in types


def test_the_table_shows_sentence_reason_and_source(run: Run, article: Path) -> None:
    result = run("suggest", article)
    assert result.exit_code == 0
    assert "Sergey Lavrov is a person; members of the SCO are states" in " ".join(result.stdout.split())
    assert "7 January 2022" in result.stdout
    assert "4 sentences" in result.stderr


def test_suggest_writes_csv_with_a_row_a_candidate(run: Run, article: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("suggest", article, "--format", "csv").stdout)))
    assert {"wrong-kind", "wrong-number"} <= {row["type"] for row in rows}


@pytest.mark.parametrize("order", ["text", "worth"])
@pytest.mark.parametrize(
    ("label", "types"), [("error", {"wrong-kind", "wrong-number"}), ("error/wrong-kind", {"wrong-kind"})]
)
def test_suggest_shows_candidates_of_one_label_alone(
    run: Run, article: Path, order: str, label: str, types: set[str]
) -> None:
    lines = run(
        "suggest", article, "--label", label, "--format", "jsonl", "--sort", order
    ).stdout.splitlines()
    found = [candidate for line in lines for candidate in json.loads(line)["candidates"]]
    assert len(lines) == 4
    assert {(each["label"], each["type"]) for each in found} == {("error", each) for each in types}
    table = run("suggest", article, "--label", label, "--sort", order)
    assert "claim" not in table.stdout.replace("claim-", "")
    assert f"4 sentences, {len(found)} candidates, {len(found)} of them accusations" in table.stderr


def test_a_label_that_is_not_in_the_schema_is_refused_with_those_that_are(run: Run, article: Path) -> None:
    result = run("suggest", article, "--label", "eror")
    assert result.exit_code == 2
    assert "'eror'" in result.stderr
    assert "error/wrong-number" in result.stderr


def test_an_unreadable_file_is_named_and_the_others_go_on(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("suggest", "nowhere.txt", tmp_path / "empty.txt", article, "--format", "jsonl")
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr
    assert "empty.txt" in result.stderr
    assert len(result.stdout.splitlines()) == 4


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("suggest",),
        ("suggest", "a.txt", "--date", "yesterday"),
        ("suggest", "a.txt", "--format", "xml"),
        ("suggest", "a.txt", "-o", "out.txt"),
        ("entities", "find", "x", "--kind", "animal"),
        ("entities", "find", "x", "--limit", "0"),
    ],
)
def test_wrong_usage_leaves_with_status_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_control_characters_of_an_article_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("The \x1b]0;owned\x07minister \x9bsaid [bold]no[/bold] [/dpa].\n", encoding="utf-8")
    result = run("suggest", path)
    assert not {"\x1b", "\x07", "\x9b"} & set(result.stdout + result.stderr)
    assert "[bold]no[/bold] [/dpa]." in result.stdout


def test_a_guessed_encoding_is_said(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("cchardet")
    path = tmp_path / "latin.txt"
    path.write_bytes(
        "Le président français a déclaré à Genève qu’il était prêt à négocier.\n".encode("cp1252") * 3
    )
    assert "guess" in run("suggest", path).stderr
    assert "guess" not in run("suggest", path, "--encoding", "cp1252").stderr


def test_import_documents_stats_export_and_verify_work_together(
    run: Run, article: Path, tmp_path: Path
) -> None:
    assert run("import", article).exit_code == 0
    listed = run("documents")
    assert "Eight or nine" in listed.stdout
    assert "0/4" in listed.stdout
    record = json.loads(run("documents", "--format", "jsonl").stdout)
    assert record["title"] == "Eight or nine"
    assert json.loads(run("stats", "--format", "jsonl").stdout)
    assert "document" in run("stats").stdout
    exported = run("export", "-o", "corpus.jsonl")
    assert exported.exit_code == 0
    assert exported.stdout == ""
    assert run("verify").exit_code == 0
    again = run("import", "corpus.jsonl", "--db", "other.db")
    assert again.exit_code == 0, again.stderr
    assert run("export", "--db", "other.db", "-o", "again.jsonl").exit_code == 0
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "corpus.jsonl").read_bytes()


def test_an_ending_that_no_writer_has_is_refused_with_the_formats_there_are(run: Run, article: Path) -> None:
    run("import", article)
    result = run("export", "-o", "corpus.cvs")
    assert result.exit_code == 2
    assert "csv" in result.stderr
    assert not Path("corpus.cvs").exists()


def test_a_name_that_is_mistyped_leaves_no_empty_database(run: Run, tmp_path: Path) -> None:
    result = run("import", "tashkant.txt", "tashkant.md")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "tashkant.md: no such file; check the name and the folder" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_command_tells_alike_what_it_cannot_read(run: Run, article: Path) -> None:
    run("import", article)
    for words in (
        ("suggest", "no.txt"),
        ("schema", "check", "no.txt"),
        ("entities", "import", "no.txt"),
        ("label", "--plain", "--keys", "no.txt", article),
    ):
        result = run(*words)
        assert "no.txt: no such file; check the name and the folder" in result.stderr, words


def test_an_extra_that_is_missing_is_brought_by_the_python_that_lacks_it() -> None:
    assert f"{sys.executable} -m pip install 'claim-annotator[pdf]'" in str(MissingExtra("a.pdf", "pdf"))


def test_the_version_that_was_corrected_is_told_from_the_later_one(run: Run, article: Path) -> None:
    run("import", article)
    article.write_text(ARTICLE.replace("on Friday", "on Saturday"), encoding="utf-8")
    run("import", article)
    told = run("documents").stdout
    assert told.count("Eight or nine") == 2
    assert [line for line in told.splitlines() if "(an earlier" in line] == told.splitlines()[1:2]


def test_where_all_has_its_place_that_is_said(run: Run, article: Path) -> None:
    run("import", article)
    assert run("unplaced").stderr == "all has its place\n"
    assert "0 settled; 2 of these not on the list" in run("unplaced", "--settle", 7, "--settle", 8).stderr


def test_importing_twice_changes_nothing(run: Run, article: Path) -> None:
    run("import", article)
    before = run("export").stdout
    second = run("import", article)
    assert second.exit_code == 0
    assert "there already" in second.stderr
    assert run("export").stdout == before


def test_a_corpus_takes_date_language_and_encoding_as_articles_do(run: Run, tmp_path: Path) -> None:
    line = {"text": "Энн пришла.", "label": [[0, 3, "person"]], "date": "2020-01-01"}
    (tmp_path / "a.jsonl").write_bytes(json.dumps(line, ensure_ascii=False).encode("cp1251"))
    words = ("--date", "2022-01-07", "--language", "ru", "--encoding", "cp1251")
    result = run("import", "a.jsonl", *words)
    assert (result.exit_code, "1 documents" in result.stderr) == (0, True), result.stderr
    (exported,) = map(json.loads, run("export").stdout.splitlines())
    assert (exported["date"], exported["language"], exported["encoding"]) == ("2022-01-07", "ru", "cp1251")
    assert exported["text"] == "Энн пришла."
    assert "not utf-8" in run("import", "a.jsonl", "--encoding", "utf-8").stderr.casefold()
    refused = run("import", "a.jsonl", "--encoding", "klingon")
    assert (refused.exit_code, "no encoding called 'klingon'" in refused.stderr) == (2, True)


def test_what_counts_for_no_corpus_is_said(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("#FORMAT=WebAnno TSV 3.3\n\n\n#Text=It rained.\n1-1\t0-2\tIt\t\n")
    assert "--encoding does not count" in run("import", "a.tsv", "--encoding", "cp1251").stderr
    run("import", article)
    result = run("import", "a.tsv", "--revises", article.name)
    assert result.exit_code == 2
    assert "a.tsv: is a corpus (webanno), and --revises takes an article" in result.stderr


def test_what_a_corpus_holds_beside_labels_is_counted_on_import(run: Run, tmp_path: Path) -> None:
    line = {"text": "It rained.", "label": [], "Comments": ["did it?"]}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    result = run("import", "a.jsonl")
    assert result.exit_code == 0
    assert "a.jsonl: passed over, since it has no place here: 1 comments" in result.stderr


def test_a_corpus_that_breaks_off_or_cannot_be_read_costs_neither_what_is_before_nor_the_other_files(
    run: Run, tmp_path: Path
) -> None:
    tasks = [json.dumps({"data": {"text": f"It rained {n}."}, "annotations": []}) for n in range(3)]
    (tmp_path / "cut.json").write_text("[" + ",\n".join(tasks) + ',\n{"data": {"te')
    (tmp_path / "bare.ann").write_text("T1\tClaim 0 2\tIt\n")
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "It shone.", "label": ["dry"]}))
    result = run("import", "cut.json", "bare.ann", "a.jsonl")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "cut.json:4: is no JSON (Unterminated string starting at); export it again",
        "cut.json: 3 documents, 3 of them brought something new",
        "bare.txt: no such file; check the name and the folder",
        "bare.ann: 0 documents, 0 of them brought something new",
        "a.jsonl: 1 documents, 1 of them brought something new",
    ]


def test_a_database_that_is_not_there_is_named_with_the_cure(run: Run) -> None:
    for words in (("export",), ("stats",), ("documents",), ("verify",)):
        result = run(*words)
        assert result.exit_code == 1
        assert "annotations.db: no such database" in result.stderr


def test_the_database_is_found_through_the_environment(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANNOTATOR_DB", str(tmp_path / "elsewhere.db"))
    run("import", article)
    assert (tmp_path / "elsewhere.db").exists()
    assert "Eight or nine" in run("documents").stdout


def test_a_file_that_is_no_database_is_refused_and_left_alone(run: Run, article: Path) -> None:
    before = article.read_bytes()
    result = run("documents", "--db", article)
    assert result.exit_code == 1
    assert "tashkent.txt" in result.stderr
    assert article.read_bytes() == before


def test_a_broken_schema_leaves_with_all_its_faults(run: Run, article: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("name: no\nlabels: []\n", encoding="utf-8")
    for words in (("suggest", article, "--schema", broken), ("schema", "check", broken)):
        result = run(*words)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 2


def test_schema_check_passes_the_shipped_schema(run: Run) -> None:
    result = run("schema", "check")
    assert result.exit_code == 0
    assert "no faults" in result.stdout
    assert "wrong-number" in run("schema", "show").stdout


def test_entities_are_found_by_a_misspelled_name_with_their_facts_at_the_date(run: Run) -> None:
    result = run("entities", "find", "Kazahkstan", "--date", "2022-01-07", "--format", "jsonl")
    first = json.loads(result.stdout.splitlines()[0])
    assert first["name"] == "Kazakhstan"
    assert 0 < first["score"] < 1
    assert first["facts"]
    told = run("entities", "find", "Kazahkstan", "--date", "2022-01-07").stdout.splitlines()
    assert told[0].split(maxsplit=1)[1] == "Kazakhstan  state · kaz"
    assert told[1] == "       capital: Astana since 1997-12-10"
    assert max(map(len, told)) > 80  # facts have the whole width
    assert run("entities", "find", "qqqqqqqqqq").stdout.startswith("nothing is known")


def test_the_screen_wants_a_terminal(run: Run, article: Path) -> None:
    result = run("label", article)
    assert result.exit_code == 2
    assert "terminal" in result.stderr


def test_demo_lists_the_articles_that_are_shipped(run: Run) -> None:
    names = run("demo", "--list").stdout.split()
    assert len(names) >= 6
    assert run("demo", "no-such-article").exit_code == 2


@pytest.mark.parametrize("words", [("--help",), ("suggest", "ARTICLE"), ("export",)])
def test_textual_is_not_imported_where_there_is_no_screen(
    article: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    command("import", article, cwd=tmp_path)
    program = (
        "import sys\nfrom annotator.cli import main\n"
        "try:\n    main()\nexcept SystemExit as done:\n    assert not done.code, done.code\n"
        "assert 'textual' not in sys.modules\n"
    )
    words = tuple(str(article) if word == "ARTICLE" else word for word in words)
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path,
        env={**os.environ, "LOGNAME": "ann"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_stdout_holds_names_of_every_script_in_a_plain_locale(tmp_path: Path) -> None:
    path = tmp_path / "scripts.txt"
    path.write_text("Президент Путин и 习近平 встретились.\n", encoding="utf-8")
    done = command("suggest", path, "--format", "jsonl", cwd=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"] == "Президент Путин и 习近平 встретились."


def test_a_reader_that_stops_early_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The minister said no.\n" * 2000, encoding="utf-8")
    start = f"{sys.executable} -c 'from annotator.cli import main; main()'"
    program = f"{start} suggest {path} --format jsonl | head -n 1"
    done = subprocess.run(
        ["sh", "-c", program], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert json.loads(done.stdout)
    assert "Traceback" not in done.stderr


def test_a_corrected_article_takes_its_labels_along_and_lists_what_has_no_place(
    run: Run, tmp_path: Path
) -> None:
    article = tmp_path / "bloc.txt"
    article.write_text("The bloc met. One of its 9 members left. Nobody came.\n", encoding="utf-8")
    run("import", str(article))
    with Session.open(tmp_path / "annotations.db", "ann") as session:
        desk = session.desk(session.documents()[0].id)
        desk.toggle(1, "claim")
        desk.toggle(2, "opinion")
    article.write_text("The bloc met. One of its 8 members left. Nobody came.\n", encoding="utf-8")
    told = run("import", str(article)).stderr
    assert "- One of its 9 members left." in told
    assert "+ One of its 8 members left." in told
    assert "ann: 1 carried over, 1 sentences to be judged again, 1 without a place" in told
    listed = run("unplaced").stdout
    assert "bloc.txt: One of its 8 members left." in listed
    assert "1  ann: claim on 'One of its 9 members left.': the sentence changed" in listed
    assert "1 settled" in run("unplaced", "--settle", "1").stderr
    assert run("unplaced").stdout == ""
    assert run("unplaced", "--settle", "1").exit_code != 0


def test_a_file_is_read_as_the_format_that_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "debate.txt"
    path.write_text("ANN ROE: It rained\nall day.\nBO LEE: No.\n", encoding="utf-8")
    result = run("suggest", path, "--from", "transcript", "--format", "jsonl")
    first = json.loads(result.stdout.splitlines()[0])
    assert first["text"] == "ANN ROE: It rained all day."
    result = run("suggest", path, "--from", "transkript")
    assert result.exit_code == 2
    assert "did you mean transcript?" in result.stderr
    path.write_text("label,text,remark\nclaim,It rained.,x\n", encoding="utf-8")
    assert "1 documents, 1 of them" in run("import", path, "--from", "doccano").stderr


def test_a_file_in_the_place_of_a_command_is_told_what_can_be_done_with_it(run: Run, article: Path) -> None:
    result = run(article)
    assert result.exit_code == 2
    assert f"annotator suggest {article}" in result.stderr
    assert f"annotator label {article}" in result.stderr
    assert "No such command" in run("tashkent.pdf").stderr
