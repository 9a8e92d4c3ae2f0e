"""The plain front end as a whole: every action of the screen, once for all, the past, and leaving."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from plain_support import Plain
from tui_support import OwnSession, article

from annotator.model import Document
from annotator.plain import Front
from annotator.plain.bench import Bench
from annotator.plain.commands import BY_NAME, COMMANDS, VISUAL
from annotator.schema import load_schema
from annotator.session import Session
from annotator.tui.actions import ACTIONS

OTHER = Document(text="The River Bloc met. Nobody of the River Block came.", name="other.txt", title="Other")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[OwnSession]:
    with OwnSession.open(tmp_path / "a.db", "ann", load_schema()) as opened:
        opened.add(article())
        opened.add(OTHER)
        yield opened


@pytest.fixture
def plain(session: OwnSession) -> Plain:
    return Plain(session, article().id)


# The table


def test_every_action_of_the_screen_is_a_command_or_has_a_reason_why_not() -> None:
    done = [action for command in COMMANDS for action in command.actions]
    assert len(done) == len(set(done))
    assert not set(done) & set(VISUAL)
    assert {*done, *VISUAL} == {action.id for action in ACTIONS}
    assert all(len(reason.split()) > 3 for reason in VISUAL.values())


def test_every_command_is_done_by_a_method_and_every_method_is_a_command() -> None:
    methods = {name.removeprefix("do_").replace("_", "-") for name in dir(Front) if name.startswith("do_")}
    assert methods == set(BY_NAME)


def test_no_part_of_the_front_end_hides_a_method_of_another() -> None:
    parts = [part for part in Front.__mro__ if part.__module__.startswith("annotator.plain")]
    leaves = [part for part in parts if part not in (Front, Bench)]
    names = [(name, part) for part in leaves for name in vars(part) if callable(vars(part)[name])]
    owners: dict[str, set[type]] = {}
    for name, part in names:
        owners.setdefault(name, set()).add(part)
    twice = {name for name, found in owners.items() if len(found) > 1 and not name.startswith("__")}
    assert twice == set()


def test_help_tells_every_command_by_name_and_how_it_is_typed(plain: Plain) -> None:
    overview = plain.do("help")
    for command in COMMANDS:
        assert re.search(rf"\b{command.name}\b", overview), command.name
        said = plain.do(f"help {command.name}").splitlines()
        assert said[0].startswith(command.name)
        assert [line.strip() for line in said if line.startswith("  ")][: len(command.forms)] == [
            f"{form}: {does}" for form, does in command.forms
        ]
    assert len(plain.do("help all").splitlines()) == len(COMMANDS)


def test_help_tells_what_the_words_of_the_schema_mean(plain: Plain) -> None:
    schema = plain.front.desk.schema
    for label in schema.labels:
        assert label.means in plain.do(f"help {label.name}")
        assert label.means in plain.do(f"help {label.key}")
        for type_ in label.types:
            assert type_.means in plain.do(f"? {type_.name}")
    for thing in (*schema.spans, *schema.relations, *schema.verdicts):
        assert thing.means in plain.do(f"help {thing.name}")
    assert plain.do("help zebra") == "There is no command and no label 'zebra'; help lists them."


def test_the_beginning_of_a_command_is_enough_and_one_that_could_be_two_names_both(plain: Plain) -> None:
    assert "Sentence 8 of 8" in plain.do("las")
    assert plain.do("re") == "re could be reject or redo or resize or relabel or relate.".capitalize()
    assert plain.do("relabl") == "There is no command “relabl”; did you mean relabel?"
    plain.do("first", "label claim", "opinion", "lab error wrong-date")
    assert plain.labels(0) == ["claim", "error/wrong-date", "opinion"]


def test_the_key_of_something_that_is_only_seen_says_why_it_does_nothing(plain: Plain) -> None:
    assert plain.do("<") == "Divider-left belongs to the screen: it changes only how the screen is drawn."
    assert "help and `annotator demo --plain` show the commands" in plain.do("tour")


@pytest.mark.parametrize("text", ["He said 5 came. No.", " "])
def test_no_command_takes_fright_at_what_stands_behind_it(tmp_path: Path, text: str) -> None:
    """Whatever is typed is done or refused with words: nothing else is raised, in an empty document neither."""
    behind = (
        "",
        "0",
        "1",
        "99",
        "99/99",
        "1 1",
        "²",
        "-1",
        "x",
        '"',
        '""',
        '"x"#0',
        "+",
        "none",
        "1 none",
        "tick",
    )
    behind += (
        "take",
        "new",
        "new person",
        "off",
        "set",
        "turn 1",
        "add",
        "add url",
        "edit 1",
        "remove",
        "from",
    )
    with OwnSession.open(tmp_path / "a.db", "ann", load_schema()) as session:
        session.add(Document(text=text))
        plain = Plain(session, Document(text=text).id)
        for name in BY_NAME:
            for rest in behind:
                plain.do(f"{name} {rest}", answers=("",))
                assert plain.lines or name == "quit"
            plain.do("undo all")
        assert session.verify() == []


# Judging as the screen does


def test_settle_accepts_what_is_ticked_and_rejects_the_rest_but_for_one(plain: Plain) -> None:
    plain.do("go 3", ". 1")
    assert plain.labels(2) == ["attribution", "cue", "error/wrong-kind"]
    assert len(plain.front.desk.judged(2).rejected) == 2
    assert plain.front.index == 3
    assert plain.do("go 3", "settle 1").endswith("Candidate 1 has an answer already; 1 takes it back.")


# Once for all


def test_what_is_nearly_the_same_is_listed_ticked_labelled_and_taken_back_by_one_undo(plain: Plain) -> None:
    plain.do("go 3")
    assert plain.do('like "River Bloc"').splitlines() == [
        "  1. ticked: “river bloc” score 1.00, in bloc.txt",
        "  2. ticked: “River Bloc” score 1.00, in bloc.txt",
        "  3. ticked: “River Bloc” score 1.00, in other.txt",
        "  4. “River Block” score .93, in other.txt",
        "3 of 4 ticked in all documents. like set and a label sets it on these.",
    ]
    plain.do("like none", "like tick 1-3", "like tick 1")
    assert plain.do("like set entity") == "Entity set on 2 passages in 2 documents; one undo takes all back."
    assert plain.spans() == ["entity: River Bloc"]
    assert "Other. No date" in plain.do("open 3")
    assert plain.spans(0) == ["entity: River Bloc"]
    plain.do("undo")
    assert plain.spans(0) == []
    plain.do("open bloc", "go 3")
    assert plain.spans() == []


def test_like_can_be_held_to_the_document_and_to_whole_sentences(plain: Plain) -> None:
    plain.do("go 3", 'like "River Bloc"')
    assert plain.do("like here").splitlines()[-1].startswith("2 of 2 ticked in this document.")
    assert plain.do("like everywhere").splitlines()[-1].startswith("3 of 4 ticked in all documents.")
    assert plain.do("like tick 2", "like list").splitlines()[2:4] == [
        "  2. “River Bloc” score 1.00, in bloc.txt",
        "  3. ticked: “River Bloc” score 1.00, in other.txt",
    ]
    assert "1 of 1 ticked" in plain.do("like")
    assert plain.do("like none", "like set claim").endswith("like tick 2 ticks one, like all ticks all.")
    plain.do("like all", "like set claim")
    assert plain.labels(2) == ["claim"]
    assert plain.do("like set claim") == "All of these have claim already."
    assert "there is no passage 9; there are 1" in plain.do("like tick 9").lower()


def test_nothing_is_like_signs_without_a_word(plain: Plain) -> None:
    assert plain.do('like "…"') == "0 of 0 ticked in all documents."


def test_like_asks_first_like_what(plain: Plain) -> None:
    assert plain.do("like set claim").startswith("First say like what")


@pytest.mark.parametrize(
    "line",
    ["go", "open", "delete", "relabel", "delete 1/", "choose-work", "label error", "reject", "undo", "words"],
)
def test_a_number_of_thousands_of_digits_is_refused_like_any_other(plain: Plain, line: str) -> None:
    space = "" if line.endswith("/") else " "
    said = plain.do(f"{line}{space}{'9' * 5000}")
    assert plain.front.refused == 1
    assert said.startswith(("There is no", "There are no", "9"))


# The past


def test_the_history_is_listed_led_to_and_turned_in_any_document(plain: Plain) -> None:
    assert plain.do("history") == "Nothing was done yet."
    plain.do("o", "go 3", "1", "open other", "c")
    said = plain.do("history").splitlines()
    assert [re.sub(r"\d\d:\d\d", "TIME", line) for line in said] == [
        "  1. TIME, other.txt: labelled claim on 'The River Bloc met.'",
        "  2. TIME, bloc.txt: accepted error, wrong-kind on 'Ann Roe'",
        "  3. TIME, bloc.txt: labelled opinion on 'Two join the river bloc'",
    ]
    assert plain.do("history turn 3") == "Undid: labelled opinion on 'Two join the river bloc', in bloc.txt."
    assert "3. " in plain.do("history")
    assert "taken back: labelled opinion" in "\n".join(plain.lines)
    plain.do("history turn 1")
    assert plain.labels(0) == []
    plain.do("history turn 1")
    assert plain.labels(0) == ["claim"]
    assert "Sentence 3 of 8. Labels: error, wrong-kind on “Ann Roe”." in plain.do("history", "open 2")
    assert plain.labels(0) == []
    assert "no line of the history 9" in plain.do("history turn 9")


# Finding work


def test_next_work_goes_on_in_the_other_documents(plain: Plain) -> None:
    plain.do("last")
    assert "Other. No date" in plain.do("]")
    assert (plain.front.desk.document.title, plain.front.index) == ("Other", 0)
    plain.do("[")
    assert (plain.front.desk.document.title, plain.front.index) == ("The bloc", 7)


def test_documents_and_sentences_are_sorted(plain: Plain) -> None:
    plain.do("open other", "n", "n", "open bloc")
    assert "1 of 2 documents" in plain.do("documents open")
    assert [line[:14] for line in plain.do("documents", "sort name").splitlines()[3:5]] == [
        "  1. Other, no",
        "  2. The bloc,",
    ]
    assert "most open errors." in plain.do("sort errors")
    assert "open errors 3" in "\n".join(plain.lines)
    assert "no order 'zebra'; choose from: as added, date" in plain.do("sort zebra")
    assert len(plain.do('search "members of the River Bloc"').splitlines()) == 1
    assert len(plain.do("sort worth").splitlines()) == 1
    assert "1. “It was a sad spectacle.” sentence 7 of The bloc" in plain.do("list-work spectacle")


def test_a_long_list_is_told_twenty_lines_at_once(session: OwnSession) -> None:
    session.add(
        long := Document(text=" ".join(f"Bek went {number} times." for number in range(45)), name="long")
    )
    plain = Plain(session, long.id)
    said = plain.do("search Bek").splitlines()
    assert (len(said), said[-1]) == (21, "There are more: more goes on.")
    assert plain.do("more").splitlines()[0].startswith("  21. “Bek went 20 times.”")
    assert len(plain.do("more").splitlines()) == 5
    assert plain.do("more") == "More goes on with the last list, and there is no more of it."
    assert "Bek went 44 times." in plain.do("open 45")


# Leaving


def test_the_end_of_the_input_in_the_middle_of_a_question_loses_nothing(session: OwnSession) -> None:
    plain = Plain(session, article().id)
    plain.answers = ["c", "e"]
    assert plain.front.run() == 0
    assert plain.lines[-1] == "All is saved. Judged 1 of 8 sentences here."


def test_ctrl_c_at_the_prompt_leaves_with_130_and_in_a_command_ends_that_alone(session: OwnSession) -> None:
    plain = Plain(session, article().id)
    answers = iter(["c", "e", "stop", "o", "stop"])

    def ask(prompt: str) -> str:
        if (line := next(answers)) == "stop":
            raise KeyboardInterrupt
        return line

    plain.front._read = ask
    assert plain.front.run() == 130
    assert "Stopped. history lists what was done." in plain.lines
    assert plain.labels(0) == ["claim", "opinion"]


def test_ctrl_c_while_another_program_holds_the_database_ends_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.db"
    monkeypatch.setattr("annotator.plain.front.PATIENCE", 0.05)
    with OwnSession.open(path, "ann", load_schema()) as session:
        session._store._seconds = 0.05
        session.add(article())
        plain = Plain(session, article().id)
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        answers = iter(["o", "e", "stop", "free", "c"])

        def ask(prompt: str) -> str:
            line = next(answers, "quit")
            if line == "stop":
                raise KeyboardInterrupt
            if line == "free":
                other.rollback()
                return "tell"
            return line

        plain.front._read = ask
        assert plain.front.run() == 0
        assert any(line.startswith("Not on disk yet: ") for line in plain.lines)
        other.close()
    with OwnSession.open(path, "ann", load_schema()) as session:
        assert Plain(session, article().id).labels(0) == ["claim", "opinion"]


def test_what_is_said_to_be_done_is_on_disk_before_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    with OwnSession.open(path, "ann", load_schema()) as session:
        session.add(article())
        plain = Plain(session, article().id)
        seen: list[int] = []

        def say(line: str) -> None:
            if line.startswith(("Labelled", "Set ", "Added ", "Marked ", "Undid")):
                with Session.open(path, "ann", load_schema(), create=False) as other:
                    seen.append(len(next(iter(other.annotated())).works[0].events))

        plain.front._write = say
        plain.do("c", "verdict refuted", "evidence add note x", 'span "bloc" entity', "undo", "n")
        assert seen == [1, 2, 3, 4, 5, *seen[5:]]


def test_what_the_disk_does_not_take_yet_is_said_and_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.db"
    monkeypatch.setattr("annotator.plain.front.PATIENCE", 0.05)
    with OwnSession.open(path, "ann", load_schema()) as session:
        session.add(article())
        plain = Plain(session, article().id)
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        assert plain.do("o") == (
            "Labelled opinion. Not on disk yet: another program holds the database; it is tried on."
        )
        other.rollback()
        other.close()
        assert plain.front.run() == 0
    with OwnSession.open(path, "ann", load_schema()) as session:
        assert Plain(session, article().id).labels(0) == ["opinion"]
