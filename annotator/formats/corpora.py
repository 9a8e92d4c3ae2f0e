"""Annotated corpora from files: told from plain documents, and read record by record."""

import datetime
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BufferedReader
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from msgspec.structs import replace

from annotator.errors import ReadError
from annotator.formats.encodings import known_encoding
from annotator.formats.losses import Losses
from annotator.formats.reading import STDIN, unreadable
from annotator.formats.recoding import as_utf8, recoded
from annotator.formats.registry import CORPORA, CorpusReader, Format, by_ending, formats, named
from annotator.formats.tables import BRAT_CONFIGURATION, BRAT_LOOSE
from annotator.model import AnnotatedDocument

_HEAD = 65_536
_ARCHIVE = b"PK\x03\x04"
_LONGEST_LINE = 1 << 26


def corpus_format(path: str | PathLike[str], *, encoding: str | None = None) -> Format | None:
    """The format of an annotated corpus that `read_corpus` knows, by its ending and its beginning; None for
    documents and what cannot be read.

    For '-' it looks at standard input and leaves it as it was.
    """
    name = fspath(path)
    encoding = known_encoding(encoding) if encoding is not None else None
    try:
        head = as_utf8(_head(name), encoding)
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
    if name.lower().endswith(BRAT_LOOSE) or PurePath(name).name in BRAT_CONFIGURATION:
        return CORPORA["brat"]
    fitting = [each for each in formats("corpus").values() if each.looks and _looks(each, head)]
    by_name = [each for each in fitting if name.lower().endswith(each.endings)]
    if by_name or fitting:
        return (by_name + fitting)[0]
    # By its ending alone only where that is no document's.
    return None if by_ending("reader", name) else by_ending("corpus", name)


def is_corpus(path: str | PathLike[str], *, encoding: str | None = None) -> bool:
    """True where there is a `corpus_format`."""
    return corpus_format(path, encoding=encoding) is not None


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
        return head if b"\n" in head else head + file.readline(_LONGEST_LINE)


def _names(file: BinaryIO) -> bytes:
    """What a ZIP archive is known by: the names of its files; empty where they cannot be read."""
    try:
        with ZipFile(file) as archive:
            return _ARCHIVE + "\n".join(sorted(archive.namelist(), key=len)).encode("utf-8", "replace")
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return b""


def read_corpus(
    path: str | PathLike[str],
    *,
    format: str | None = None,
    encoding: str | None = None,
    date: datetime.date | None = None,
    language: str | None = None,
    lost: Losses | None = None,
) -> Iterator[AnnotatedDocument | ReadError]:
    """The annotated documents of a corpus in its order; a broken record is yielded as a failure.

    The format is the one asked for, else what the file looks like, else its ending's, else jsonl, which
    is streamed line by line. `encoding`, `date` and `language` override what the file says; formats that are
    no text have their own encoding. What is in the file and has no place here is counted in `lost`. Raises
    `ReadError` where the file cannot be opened or is no such corpus, `UsageError` for a format or encoding
    that is not known.
    """
    name = fspath(path)
    if format is not None:
        chosen = named("corpus", format)
    else:
        chosen = corpus_format(name, encoding=encoding) or by_ending("corpus", name) or CORPORA["jsonl"]
    encoding = known_encoding(encoding) if encoding is not None else None
    return _records(name, chosen, encoding, date, language, Losses() if lost is None else lost)


def _records(
    name: str,
    chosen: Format,
    encoding: str | None,
    date: datetime.date | None,
    language: str | None,
    lost: Losses,
) -> Iterator[AnnotatedDocument | ReadError]:
    shown = STDIN if name == "-" else name
    with _opened(name) as file:
        data, read_as = (file, "") if chosen.binary else recoded(file, shown, encoding)
        for each in cast(CorpusReader, chosen.load())(data, shown):
            if isinstance(each, Losses):
                lost.add(each)
            elif isinstance(each, ReadError) or not (date or language or read_as):
                yield each
            else:
                document = replace(
                    each.document,
                    date=date or each.document.date,
                    language=language or each.document.language,
                    encoding=read_as or each.document.encoding,
                )
                yield replace(each, document=document)


def _opened(name: str) -> AbstractContextManager[BufferedReader]:
    if name == "-":
        return nullcontext(cast(BufferedReader, sys.stdin.buffer))
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as fault:
        raise unreadable(name, fault) from None
