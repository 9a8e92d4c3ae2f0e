"""Annotated corpora from files: told from plain documents, and read record by record."""

import sys
from collections.abc import Iterator
from io import BufferedReader
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import DecodeError, Raw, Struct, json

from annotator.errors import ReadError
from annotator.formats.reading import STDIN, unreadable
from annotator.formats.registry import CORPORA, CorpusReader, by_ending, named
from annotator.model import AnnotatedDocument

_HEAD = 65_536
_LONGEST = 1 << 26


class _Shape(Struct):
    """What a line of a corpus has and a line with a plain document has not."""

    text: str
    annotators: list[Raw]


def is_corpus(path: str | PathLike[str]) -> bool:
    """True for a corpus that `read_corpus` reads by itself, false for documents and what cannot be read.

    For '-' it looks at standard input and leaves it as it was.
    """
    try:
        if fspath(path) == "-":
            return _is_ours(cast(BufferedReader, sys.stdin.buffer).peek().partition(b"\n")[0])
        with Path(path).open("rb") as file:
            lines = iter(lambda: file.readline(_LONGEST), b"")
            return _is_ours(next((line for line in lines if line.strip()), b""))
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return False


def _is_ours(line: bytes) -> bool:
    """Whether the first line is one of ours, even a broken one, or one of somebody else in our shape."""
    line = line.removeprefix(b"\xef\xbb\xbf").lstrip()
    if line.startswith(b'{"document":"') and b'","splitter":"' in line[:_HEAD]:
        return True
    try:
        return line.startswith(b"{") and bool(json.decode(line, type=_Shape))
    except (DecodeError, RecursionError):
        return False


def read_corpus(
    path: str | PathLike[str], *, format: str | None = None
) -> Iterator[AnnotatedDocument | ReadError]:
    """The annotated documents of a corpus in its order, streamed; a broken record is yielded as a failure.

    The format is the one asked for, else the ending's, else jsonl. Raises `ReadError` where the file
    cannot be opened, `UsageError` for a format that is not known.
    """
    name = fspath(path)
    chosen = named("corpus", format) if format is not None else by_ending("corpus", name) or CORPORA["jsonl"]
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
