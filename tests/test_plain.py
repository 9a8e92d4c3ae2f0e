"""The plain front end: the same workflow line by line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from plain_support import Plain
from tui_support import SCHEMA, OwnSession, article

from annotator.model import Document
from annotator.tui.actions import Keys

ROOT = Path(__file__).parents[1]
SECOND = Document(text="The river rose. Ann Roe said that 7 came.", title="A river", language="de")


@pytest.fixture
def session(tmp_path: Path) -> OwnSession:
    with OwnSession.open(tmp_path / "a.db", "ann", SCHEMA) as opened:
        opened.add(article())
        opened.add(SECOND)
        yield opened


@pytest.fixture
def plain(session: OwnSession) -> Plain:
    return Plain(session, article().id)


def test_it_opens_with_the_document_and_the_sentence_where_one_stopped(session: OwnSession) -> None:
    first = Plain(session, article().id)
    assert first.lines[0] == "The bloc. 7 Jan 2022. Annotator ann."
    assert "Sentence 1 of 8. Not judged." in first.lines
    first.do("j", "j")
    second = Plain(session, article().id)
    assert "Sentence 3 of 8. Not judged." in second.lines


def test_a_sentence_is_told_with_candidates_reasons_sources_and_what_is_known(plain: Plain) -> None:
    said = plain.do("go 3")
    assert "The minister said that one of the 9 members of the River Bloc is Ann Roe." in said
    assert "4 candidates:" in said
    assert (
        "  1. error, wrong-kind, score .97. On “Ann Roe”.\n     a person\n     Source: said, a list" in said
    )
    assert "  2. ticked: attribution, score .95." in said
    assert "Known: River Bloc, organization; Ann Roe, person." in said


def test_numbers_accept_and_again_take_back(plain: Plain) -> None:
    plain.do("go 3")
    assert "Accepted error, wrong-kind" in plain.do("1")
    assert plain.labels(2) == ["error/wrong-kind"]
    plain.do("1", "3 4")
    assert plain.labels(2) == ["claim", "error/wrong-number"]
    assert "There is no candidate 9; there are 4." in plain.do("9")
    assert "3. accepted: error, wrong-number" in plain.do("=")


def test_x_rejects_the_first_open_one_or_those_that_are_named(plain: Plain) -> None:
    plain.do("go 3", "x")
    assert [each.type for each in plain.front.desk.judged(2).rejected] == ["wrong-kind"]
    plain.do("x 3 4")
    assert len(plain.front.desk.judged(2).rejected) == 3
    plain.do("x 4", "x")
    assert len(plain.front.desk.judged(2).rejected) == 3
    assert "no open candidate" in plain.do("x 4", "x")


def test_enter_accepts_what_is_ticked_and_goes_on_and_judges_nothing_by_itself(plain: Plain) -> None:
    said = plain.do("")
    assert "Not judged: nothing was marked. n says that there is nothing to check." in said
    assert plain.front.index == 1
    plain.do("go 3", "")
    assert plain.labels(2) == ["attribution"]
    assert plain.front.index == 3
    assert "The end. 7 not judged." in plain.do("G", "")


def test_tick_takes_a_tick_off_and_sets_one(plain: Plain) -> None:
    plain.do("go 3")
    assert "2 is not ticked now." in plain.do("tick 2")
    assert "3 is ticked now." in plain.do("tick 3")
    plain.do("finish")
    assert plain.labels(2) == ["error/wrong-number"]


def test_letters_label_and_n_says_that_there_is_nothing(plain: Plain) -> None:
    plain.do("o")
    assert plain.labels(0) == ["opinion"]
    assert "Labels: opinion." in plain.do("=")
    plain.do("o", "n")
    assert plain.labels(0) == ["no-claim"]
    assert plain.front.index == 1
    plain.do("k", "n")
    assert plain.labels(0) == []
    assert plain.front.index == 0


def test_a_type_is_named_with_the_label_or_asked_for(plain: Plain) -> None:
    plain.do("e wrong-d")
    assert plain.labels(0) == ["error/wrong-date"]
    assert "1. mild: Quiet words." in plain.do("t", answers=("2",))
    assert plain.labels(0) == ["error/wrong-date", "tenor/harsh"]
    assert "No label set." in plain.do("t", answers=("",))
    assert "There is no type of tenor 'loud'; choose from: mild, harsh." in plain.do("t loud")
    assert "'w' could be wrong-kind or wrong-number" in plain.do("e w")


def test_moving_finding_and_both_ends(plain: Plain) -> None:
    assert "This is the first sentence." in plain.do("k")
    assert "Sentence 8 of 8" in plain.do("G")
    assert "This is the last sentence." in plain.do("j")
    assert "Sentence 1 of 8" in plain.do("g")
    assert "Was it a coup?" in plain.do("/coup")
    assert "Sentence 3 of 8" in plain.do("/ MEMBERS")
    assert "Sentence 4 of 8" in plain.do("/")
    assert "is nowhere in this document" in plain.do("find zebra")
    assert "There is no sentence 99; this document has 8." in plain.do("go 99")


def test_a_sentence_is_split_by_the_number_of_a_word_and_merged(plain: Plain) -> None:
    plain.do("go 2")
    assert "1 Envoys, 2 met, 3 in, 4 Arland, 5 on, 6 Monday." in plain.do("s")
    assert "Split the sentence" in plain.do("s 5")
    assert plain.front.desk.sentence(1).text == "Envoys met in Arland"
    assert "one half would be blank" in plain.do("s 1").lower()
    plain.do("m")
    assert plain.front.desk.count == 8
    assert "no next sentence" in plain.do("G", "m")
    plain.do("u", "u")
    assert plain.front.desk.sentence(1).text.endswith("Monday.")


def test_undo_and_redo_go_to_where_they_change_something(plain: Plain) -> None:
    assert "nothing to undo" in plain.do("u")
    plain.do("go 3", "1", "G")
    assert "Undid: accepted error" in plain.do("u")
    assert plain.front.index == 2
    assert "Did again" in plain.do("G", "redo")
    assert plain.labels(2) == ["error/wrong-kind"]
    assert "nothing to redo" in plain.do("redo")


def test_brackets_follow_the_filter(plain: Plain) -> None:
    plain.do("n", "]")
    assert plain.front.index == 2
    plain.do("[")
    assert plain.front.index == 1
    assert "2. not judged, holds now" in plain.do("w")
    assert "Work is: open errors." in plain.do("w open")
    plain.do("]")
    assert plain.front.index == 2
    plain.do("]")
    assert plain.front.index == 3
    assert "Work is: open errors, rule said." in plain.do("w rule said")
    assert "There is no filter 'zebra'; choose-work lists them." in plain.do("w zebra")
    assert "None in any document: label opinion." in plain.do("w every", "w label opinion", "]")


def test_documents_are_listed_opened_and_searched(plain: Plain) -> None:
    said = plain.do("o", "b")
    assert "  1. The bloc, 7 Jan 2022, en, judged 1 of 8, 7 to judge, open here" in said
    assert "  2. A river, no date, de, judged 0 of 2, 2 to judge" in said
    assert "A river. No date" in plain.do("open 2")
    assert plain.front.desk.document.id == SECOND.id
    said = plain.do("search river")
    number = next(line for line in said.splitlines() if "“The river rose.” sentence 1 of A river" in line)
    plain.do("j", f"open {number.split('.')[0].strip()}")
    assert plain.front.index == 0
    other = next(line for line in said.splitlines() if "The bloc" in line)
    plain.do(f"open {other.split('.')[0].strip()}")
    assert plain.front.desk.document.id == article().id
    assert "Nothing found." in plain.do("search zebra")
    assert "open errors" not in plain.do("list-work")
    assert "There is no number 99" in plain.do("open 99")


def test_every_command_is_listed_and_an_unknown_one_is_said(plain: Plain) -> None:
    said = plain.do("help all")
    for words in ("reject, or x: Reject", "accept: Accept", "go: ", "redo: Redo", "next-work, or ]: "):
        assert words in said, words
    assert "error: Something here is wrong" in plain.do("?")
    assert "There is no command “zebra”" in plain.do("zebra")
    assert "belongs to the screen" in plain.do("theme")


def test_facts_are_told(plain: Plain) -> None:
    assert "Arland, state." in plain.do("go 2", "i")
    assert "Nobody and nothing" in plain.do("go 8", "i")


def test_keys_of_ones_own_hold_here_too(session: OwnSession) -> None:
    plain = Plain(session, article().id, Keys({"last": ["z"]}))
    plain.do("z")
    assert plain.front.index == 7
    assert "no command “G”" in plain.do("G")


def test_nothing_that_a_terminal_would_obey_is_said(tmp_path: Path) -> None:
    hostile = Document(text="\x1b]0;x\x07 He said\x00 [b]5[/b] \u202ecame.\nSo.", title="\x1b[2J")
    with OwnSession.open(tmp_path / "h.db", "ann", SCHEMA) as session:
        session.add(hostile)
        plain = Plain(session, hostile.id)
        said = "\n".join(plain.lines) + plain.do("x", "1", "b", "search came", "s", "u")
        assert not set(said) & set(map(chr, [*range(10), *range(11, 32), 0x7F, 0x9B, 0x202E]))
        assert "[b]5[/b]" in said


def test_an_empty_document_says_so_and_takes_every_command(tmp_path: Path) -> None:
    with OwnSession.open(tmp_path / "e.db", "ann", SCHEMA) as session:
        session.add(empty := Document(text=" "))
        plain = Plain(session, empty.id)
        assert "There is no sentence in this document." in plain.lines
        for line in (
            "",
            "1",
            "x",
            "n",
            "o",
            "j",
            "G",
            "s",
            "m",
            "u",
            "]",
            "/x",
            "i",
            "w",
            "b",
            "tick",
            ".",
            "?",
        ):
            plain.do(line)


def test_it_says_what_is_wrong_and_goes_on(session: OwnSession) -> None:
    plain = Plain(session, article().id)
    plain.answers = ["open 7", "o", "q"]
    assert plain.front.run() == 0
    assert plain.labels(0) == ["opinion"]
    assert plain.lines[-1] == "All is saved. Judged 1 of 8 sentences here."


# As a command


def annotator(
    tmp_path: Path, *words: str, lines: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", "from annotator.cli import main; main()", *words],
        cwd=tmp_path,
        env={**os.environ, "LOGNAME": "ann", "PYTHONPATH": str(ROOT), **environment},
        input=lines,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_command_works_through_a_pipe_and_what_was_done_is_in_the_database(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Exports rose by 9 per cent. Was it so?", encoding="utf-8")
    done = annotator(tmp_path, "label", "--plain", "a.txt", lines="c\nj\nn\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Labelled claim." in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stdout.endswith("All is saved. Judged 2 of 2 sentences here.\n")
    listed = annotator(tmp_path, "documents")
    assert "2/2" in listed.stdout


def test_a_script_with_a_line_that_cannot_be_done_does_the_others_and_leaves_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Exports rose by 9 per cent. Was it so?", encoding="utf-8")
    done = annotator(tmp_path, "label", "--plain", "a.txt", lines="zebra\nc\n")
    assert done.returncode == 1
    assert "There is no command “zebra”; help lists them.\n" in done.stdout
    assert "Labelled claim." in done.stdout
    assert "1 line could not be done.\nAll is saved. Judged 1 of 2 sentences here.\n" in done.stdout


def test_bytes_that_are_no_text_end_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Exports rose by 9 per cent.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from annotator.cli import main; main()", "label", "--plain", "a.txt"],
        cwd=tmp_path,
        env={**os.environ, "LOGNAME": "ann", "PYTHONPATH": str(ROOT)},
        input=b"c\nnote \xff\xfe \x00 so\nmarks\n",
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "note: \ufffd\ufffd \u2400 so" in done.stdout.decode()


def test_without_a_terminal_the_screen_names_plain(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Exports rose.", encoding="utf-8")
    done = annotator(tmp_path, "label", "a.txt")
    assert done.returncode == 2
    assert "--plain" in done.stderr


def test_in_a_dumb_terminal_the_screen_names_plain(tmp_path: Path) -> None:
    master, slave = os.openpty()
    (tmp_path / "a.txt").write_text("Exports rose.", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", "from annotator.cli import main; main()", "label", "a.txt"],
        cwd=tmp_path,
        env={**os.environ, "LOGNAME": "ann", "PYTHONPATH": str(ROOT), "TERM": "dumb"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    said = b""
    try:
        while chunk := os.read(master, 65536):
            said += chunk
    except OSError:
        pass  # Linux says EIO when the other end closes
    os.close(master)
    assert process.wait(60) == 2
    assert b"--plain" in said


def test_plain_loads_no_textual() -> None:
    code = "import annotator.plain, sys; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
