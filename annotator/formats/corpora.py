"""Annotated corpora from files: told from plain documents, and read record by record."""

import re
import sys
from collections.abc import Iterator
from io import BufferedReader
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from annotator.errors import ReadError
from annotator.formats.reading import STDIN, unreadable
from annotator.formats.registry import CORPORA, CorpusReader, Format, by_ending, formats, named
from annotator.model import AnnotatedDocument

_HEAD = 65_536
_ARCHIVE = b"PK\x03\x04"
_LONGEST_LINE = 1 << 26


def is_corpus(path: str | PathLike[str]) -> bool:
    """True for an annotated corpus that `read_corpus` knows, false for documents and what cannot be read.

    For '-' it looks at standard input and leaves it as it was.
    """
    return _chosen(fspath(path)) is not None


def _chosen(name: str) -> Format | None:
    """The format of a corpus by its ending and content; None for anything else."""
    try:
        head = _head(name)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
    if name.lower().endswith(".ann"):
        return CORPORA["brat"]
    fitting = [each for each in formats("corpus").values() if each.looks and _looks(each, head)]
    by_name = [each for each in fitting if name.lower().endswith(each.endings)]
    if by_name or fitting:
        return (by_name + fitting)[0]
    # By its ending alone only where that is no document's.
    return None if by_ending("reader", name) else by_ending("corpus", name)


def _looks(format: Format, head: bytes) -> bool:
    return re.match(format.looks.encode(), head) is not None


def _head(name: str) -> bytes:
    """The first 64 KB of a file, or its first line where that is longer."""
    if name == "-":
        return cast(BufferedReader, sys.stdin.buffer).peek()[:_HEAD]
    with Path(name).open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(_ARCHIVE):
            return _names(file) or head
        head += b"" if b"\n" in head else file.readline(_LONGEST_LINE)
    return head.removeprefix(b"\xef\xbb\xbf")


def _names(file: BinaryIO) -> bytes:
    """What a ZIP archive is known by: the names of its files; empty where they cannot be read."""
    try:
        with ZipFile(file) as archive:
            return _ARCHIVE + "\n".join(sorted(archive.namelist(), key=len)).encode("utf-8", "replace")
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return b""


def read_corpus(
    path: str | PathLike[str], *, format: str | None = None
) -> Iterator[AnnotatedDocument | ReadError]:
    """The annotated documents of a corpus in its order; a broken record is yielded as a failure.

    The format is the one asked for, else what the file looks like, else its ending's, else jsonl, which
    is streamed line by line. Raises `ReadError` where the file cannot be opened or is no such corpus,
    `UsageError` for a format that is not known.
    """
    name = fspath(path)
    if format is not None:
        chosen = named("corpus", format)
    else:
        chosen = _chosen(name) or by_ending("corpus", name) or CORPORA["jsonl"]
    return _records(name, cast(CorpusReader, chosen.load()))


def _records(name: str, reader: CorpusReader) -> Iterator[AnnotatedDocument | ReadError]:
    if name == "-":
        yield from reader(sys.stdin.buffer, STDIN)
        return
    with _opened(name) as file:
        yield from reader(file, name)


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as fault:
        raise unreadable(name, fault) from None
