"""Where corpora go: files that are replaced whole or not at all, standard output, others' formats."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import BinaryIO

import pytest
from formats_support import corpus, written

from annotator import formats
from annotator.errors import UsageError, WriteError
from annotator.formats import READERS, Format, read, replacing, write
from annotator.model import AnnotatedDocument, Document


def test_the_format_is_the_one_asked_for_else_the_endings_else_jsonl(tmp_path: Path) -> None:
    for name, format, expected in [
        ("a.csv", None, "csv"),
        ("a.csv", "jsonl", "jsonl"),
        ("a", None, "jsonl"),
    ]:
        write(tmp_path / name, corpus(), format=format)
        assert (tmp_path / name).read_bytes() == written(corpus(), expected)


def test_an_unknown_writer_is_wrong_usage_and_the_choices_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"no writer called 'cvs'; choose from .*csv, .*jsonl.*; did you mean csv\?"
    ):
        write(tmp_path / "a", [], format="cvs")
    assert list(tmp_path.iterdir()) == []


def failing() -> Iterator[AnnotatedDocument]:
    """A corpus whose reading breaks off after the first document."""
    yield corpus()[0]
    raise KeyboardInterrupt


def test_an_interrupted_export_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "c.jsonl"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write(target, failing())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_killed_export_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "c.jsonl"
    target.write_text("old")
    code = (
        "import sys, time; from annotator.formats import replacing\n"
        "with replacing(sys.argv[1]) as out:\n"
        "    out.write(b'new' * 1000000); print('written', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert target.read_text() == "old"


def test_a_new_file_keeps_the_permissions_of_the_old_one_and_links_stay_links(tmp_path: Path) -> None:
    target, link = tmp_path / "c.jsonl", tmp_path / "link.jsonl"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write(link, corpus())
    assert link.is_symlink()
    assert target.read_bytes() == written(corpus(), "jsonl")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_place_that_cannot_be_written_is_named_with_its_cause(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"no/c\.jsonl: there is no folder .*no; make it first"):
        write(tmp_path / "no" / "c.jsonl", corpus())
    with pytest.raises(WriteError, match="is a folder; name a file in it"):
        write(tmp_path, corpus())


def test_a_disk_that_may_only_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(WriteError, match=r"c\.jsonl: cannot be written: Read-only file system"):
        write(tmp_path / "c.jsonl", corpus())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(WriteError, match=r"/dev/full: cannot be written: No space left"):
        write("/dev/full", corpus(), format="jsonl")


def test_a_failure_of_something_else_is_not_taken_for_one_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "c"):
        open(tmp_path / "other")  # noqa: SIM115
    assert list(tmp_path.iterdir()) == []


def test_standard_output_gets_the_corpus_as_it_is(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write("-", corpus())
    assert capfdbinary.readouterr().out == written(corpus(), "jsonl")


def shout(data: bytes, name: str) -> Iterator[Document]:
    """Text in capitals.

    More about it.
    """
    yield Document(text=data.decode().upper())


def count(documents: Iterator[AnnotatedDocument], out: BinaryIO) -> None:
    """How many documents."""
    out.write(str(len(list(documents))).encode())


COUNT = Format(name="count", about="how many", call=count, endings=(".n",))


def test_others_register_readers_and_writers_as_entry_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = EntryPoints(
        [
            EntryPoint("shout", f"{__name__}:shout", "annotator.readers"),
            EntryPoint("text", f"{__name__}:shout", "annotator.readers"),
            EntryPoint("count", f"{__name__}:COUNT", "annotator.writers"),
        ]
    )
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points.select(group=group))
    (tmp_path / "2022-01-07.shout").write_text("hello")
    (document,) = read(tmp_path / "2022-01-07.shout")
    assert (document.text, document.name, str(document.date)) == ("HELLO", "2022-01-07.shout", "2022-01-07")
    assert formats.formats("reader")["shout"].about == "Text in capitals."
    assert formats.formats("reader")["text"] is READERS["text"]
    assert write(tmp_path / "a.n", corpus()) == {}
    assert (tmp_path / "a.n").read_text() == "2"
