"""Files to documents: picks the reader, settles encoding and date, names what cannot be read.

The format is the one that is asked for, else the file's ending's, else what its content looks like.
"""

import codecs
import datetime
import re
import sys
from collections.abc import Iterable, Iterator
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import cast

from msgspec.structs import replace

from annotator.errors import MissingExtra, ReadError, unread
from annotator.formats.datelines import stated_day
from annotator.formats.encodings import decode_as, known_encoding, utf16_without_mark
from annotator.formats.fields import name_day
from annotator.formats.registry import READERS, Format, Reader, by_ending, named
from annotator.model import Document

STDIN = "stdin"
"""What a text from standard input is called."""

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or XLSX, PPTX)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CONTROL = bytes([*range(1, 9), *range(14, 27), 28, 29, 30, 31])
_HTML = re.compile(
    rb"\s*(?:(?:<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_BEGINNINGS = {
    "pdf": re.compile(rb"%PDF-"),
    "epub": re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.S),
    "docx": re.compile(
        rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|word/|docProps/|_rels/\.rels).*word/", re.S
    ),
    "warc": re.compile(rb"WARC/1\.[01]\r?\n"),
    "vtt": re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)"),
    "srt": re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+\s*\r?\n\d\d:\d\d:\d\d,\d{3} --> "),
    "feed": re.compile(
        rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|\s){0,5}<(?:rss|feed|rdf:RDF)\b",
        re.S,
    ),
}
"""How files of these formats begin."""
_OBJECT = re.compile(rb"\s*(?:\[\s*)?\{\s*\"")


def read(
    path: str | PathLike[str],
    *,
    encoding: str | None = None,
    date: datetime.date | None = None,
    format: str | None = None,
    language: str | None = None,
) -> Iterator[Document]:
    """The documents of a file, or of standard input where `path` is '-', in the file's order.

    `encoding`, `date` and `language` override what the file says. Without a date of its own a document
    gets that of the file's name, or else of its dateline; without a language the one that its words tell.
    Raises `ReadError` at the first that cannot be read (`read_many` goes on), `MissingExtra` where a library is
    missing, `UsageError` for an unknown format or encoding.
    """
    for found in _found(fspath(path), encoding, date, format, language):
        if isinstance(found, ReadError):
            raise found
        yield found


def read_many(
    paths: Iterable[str | PathLike[str]],
    *,
    encoding: str | None = None,
    date: datetime.date | None = None,
    format: str | None = None,
    language: str | None = None,
) -> Iterator[Document | ReadError]:
    """As `read` for each path, but yields a failure in its place and goes on with what is left.

    Raises only `UsageError`, before anything is read.
    """
    if format is not None:
        named("reader", format)
    if encoding is not None:
        known_encoding(encoding)
    return _each(paths, encoding, date, format, language)


def _each(
    paths: Iterable[str | PathLike[str]],
    encoding: str | None,
    date: datetime.date | None,
    format: str | None,
    language: str | None,
) -> Iterator[Document | ReadError]:
    for path in paths:
        try:
            yield from _found(fspath(path), encoding, date, format, language)
        except ReadError as fault:
            yield fault
        except MissingExtra as fault:
            yield ReadError(f"{_shown(fspath(path))}: {fault}")


def _found(
    path: str,
    encoding: str | None,
    date: datetime.date | None,
    format: str | None,
    language: str | None,
) -> Iterator[Document | ReadError]:
    chosen = named("reader", format) if format is not None else None
    encoding = known_encoding(encoding) if encoding is not None else None
    name, data = _shown(path), file_bytes(path)
    chosen = chosen or by_ending("reader", path) or by_content(data)
    if not chosen.binary:
        if encoding is None:
            refuse_binary(data, name)
        else:  # readers take a byte-order mark's word over everything
            data = codecs.BOM_UTF8 + decode_as(data, encoding, name).encode()
    for found in cast(Reader, chosen.load())(data, name):
        yield found if isinstance(found, ReadError) else _settled(found, name, encoding, date, language)


def _settled(
    document: Document, name: str, encoding: str | None, date: datetime.date | None, language: str | None
) -> Document:
    """The document with what was asked for, and with the day of the file's name or of its dateline if it has none."""
    return replace(
        document,
        name=document.name or PurePath(name).name,
        date=date or document.date or name_day(PurePath(name).name) or stated_day(document.text),
        language=language or document.language,
        encoding=encoding or document.encoding,
        guessed=document.guessed and encoding is None,
    )


def _shown(path: str) -> str:
    return STDIN if path == "-" else path


def file_bytes(path: str) -> bytes:
    """What is in a file, or comes from standard input for '-'; `ReadError` with cause and cure."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the path
        raise unreadable(path, fault) from None
    if not data:
        raise ReadError(f"{_shown(path)}: holds no text; the file is empty")
    return data


def unreadable(path: str, fault: OSError | ValueError) -> ReadError:
    """Why a file cannot be opened, and what to do about it."""
    if isinstance(fault, OSError):
        return ReadError(unread(path, fault))
    return ReadError(f"{_shown(path)}: cannot be read: {fault}")


def refuse_binary(data: bytes, name: str) -> None:
    """Raises `ReadError` where the bytes are no text: a known kind of file, or mostly NUL and controls."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"{name}: is {what}, not text; save it as text, Markdown or HTML first")
    head = data[:8192]
    if data.startswith(_WIDE_MARKS) or utf16_without_mark(data):
        return
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls > 0.1 * len(head) or head.count(0) > 0.3 * len(head):
        raise ReadError(
            f"{name}: is a binary file, not text; if it is text, name its encoding with --encoding"
        )


def by_content(data: bytes) -> Format:
    """The format that bytes without a known ending look like; plain text where they look like none."""
    for name, beginning in _BEGINNINGS.items():
        if beginning.match(data, 0, 8192):
            return READERS[name]
    head = data[:8192].removeprefix(codecs.BOM_UTF8)
    if _HTML.match(head):
        return READERS["html"]
    return READERS["jsonl"] if _OBJECT.match(head) else READERS["text"]
