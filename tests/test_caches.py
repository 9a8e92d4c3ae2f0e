"""Files in the cache folder: those in use stay."""

import os
from pathlib import Path

import pytest

from annotator.caches import KEPT, keep, used


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
