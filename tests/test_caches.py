"""Files in the cache folder: those in use stay."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from annotator import caches
from annotator.caches import KEPT, keep, kept, used


class Made(Struct):
    """Something that takes long to make of a file."""

    text: str


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def aged(path: Path, seconds: float) -> None:
    os.utime(path, (seconds, seconds))


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    for number in range(KEPT):
        keep(tmp_path / f"lists-{number}", (b"x",))
        aged(tmp_path / f"lists-{number}", number)
    used(tmp_path / "lists-0")
    keep(tmp_path / "lists-new", (b"x",))
    assert names(tmp_path) == {f"lists-{number}" for number in range(KEPT) if number != 1} | {"lists-new"}


def test_versions_and_languages_that_take_turns_push_out_nothing(tmp_path: Path) -> None:
    """Each of so many sets of files is written once, in however many turns."""
    written = 0
    for turn in range(3):
        for version in range(KEPT // 2):
            for language in ("en", "fr"):
                path = tmp_path / f"tables-{version}-{language}"
                if path.exists():
                    used(path)
                else:
                    keep(path, (b"table",))
                    written += 1
                aged(path, turn * 1000 + version)
    assert written == KEPT // 2 * 2


def test_a_kind_of_file_leaves_the_others_alone(tmp_path: Path) -> None:
    keep(tmp_path / "names-1", (b"x",))
    aged(tmp_path / "names-1", 0)
    for number in range(KEPT + 3):
        keep(tmp_path / f"lists-{number}", (b"x",))
    assert "names-1" in names(tmp_path)
    assert len(names(tmp_path)) == KEPT + 1


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    def parts():
        yield b"half"
        raise OSError("disk full")

    keep(tmp_path / "lists-1", (b"whole",))
    with pytest.raises(OSError, match="disk full"):
        keep(tmp_path / "lists-1", parts())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("lists-1", b"whole")]


def test_a_file_that_is_gone_cannot_be_of_use_and_that_is_no_error(tmp_path: Path) -> None:
    used(tmp_path / "lists-1")


# ------------------------------------------------------------ what is made of files


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(caches, "cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "source").write_text("one")
    return tmp_path / "source"


def made(source: Path, times: list[int]) -> str:
    return kept("made", Made, [source], lambda: times.append(1) or Made(source.read_text())).text


def test_what_is_made_of_a_file_is_made_once_until_the_file_changes(source: Path) -> None:
    times: list[int] = []
    assert [made(source, times), made(source, times), len(times)] == ["one", "one", 1]
    source.write_text("two")
    assert [made(source, times), made(source, times), len(times)] == ["two", "two", 2]
    source.write_text("one")
    assert [made(source, times), len(times)] == ["one", 2]


def test_what_is_made_of_a_file_is_made_anew_where_the_code_changed(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[int] = []
    made(source, times)
    monkeypatch.setattr(caches, "_code_of", lambda kind: "another version")
    made(source, times)
    assert len(times) == 2


def test_a_file_that_cannot_be_read_is_for_its_maker_to_name(source: Path) -> None:
    source.unlink()
    with pytest.raises(FileNotFoundError):
        made(source, [])


@pytest.mark.parametrize("damaged", [b"", b"\0\0\0\0", b"garbage that is no file of ours"])
def test_a_damaged_file_is_made_again(source: Path, damaged: bytes) -> None:
    times: list[int] = []
    made(source, times)
    (path,) = source.with_name("cache").iterdir()
    path.write_bytes(damaged)
    assert [made(source, times), made(source, times), len(times)] == ["one", "one", 2]


def test_a_second_start_reads_no_yaml(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom annotator import Document, suggestions\n"
        "text = 'Poland, which is a member of NATO, said on Friday that it will stay.'\n"
        "assert list(suggestions(Document(text=text, name='d')))\n"
        "print('yaml' in sys.modules, 'sqlite3' in sys.modules)"
    )
    env = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    run = [
        subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, check=True, text=True)
        for _ in range(2)
    ]
    assert [each.stdout for each in run] == ["True False\n", "False False\n"]
