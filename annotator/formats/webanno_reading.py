"""WebAnno TSV read back: a file, or an archive as INCEpTION exports projects.

Spans with `_` and `*`, stacked values, numbers in brackets, parts of tokens, slots, chains and relations.
Layers of words and grammar (tokens, parts of speech, lemmas, syntax) are counted and passed over.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from annotator.errors import ReadError
from annotator.formats.archives import Archive
from annotator.formats.encodings import whole
from annotator.formats.fields import name_day
from annotator.formats.flat import Layer, compose
from annotator.formats.losses import Losses
from annotator.formats.webanno import NOBODY
from annotator.formats.webanno_file import TsvFile
from annotator.model import AnnotatedDocument, Document

ANYBODY = "webanno"
"""Whose the annotations are of a file by itself."""


def read_webanno(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The documents of an archive, or the one of a file; broken lines are named."""
    magic = data.read(2)
    rest = magic + data.read() if magic != b"PK" or not data.seekable() else b""
    if magic != b"PK":
        file = TsvFile(_decoded(rest, name), name)
        found = _document(file, file.text, PurePosixPath(name).name, {ANYBODY: file})
        yield from file.faults
        yield found
        yield file.lost
        return
    if rest:
        raise ReadError(f"{name}: an archive must be a file, not a stream; save it first")
    data.seek(0)
    yield from _read_archive(Archive(data, name))


def _read_archive(archive: Archive) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    found: dict[str, list[PurePosixPath]] = {}
    for path in map(PurePosixPath, archive.names):
        if path.suffix == ".tsv":
            document = path.parent.name if len(path.parts) > 2 else path.stem
            found.setdefault(document, []).append(path)
    if not found:
        raise ReadError(f"{archive.name}: holds no .tsv file of WebAnno")
    for document, paths in found.items():
        texts: dict[str, dict[str, TsvFile]] = {}
        for path in paths:
            try:
                file = TsvFile(
                    _decoded(archive.read(str(path)), f"{archive.name}/{path}"), f"{archive.name}/{path}"
                )
            except ReadError as fault:
                yield fault
                continue
            texts.setdefault(file.text, {})[_who(path)] = file
        for text, files in texts.items():
            first = next(iter(files.values()))
            try:
                composed = _document(
                    first, _source(archive, document, first) or text, unquote(document), files
                )
            except ReadError as fault:
                yield fault
                continue
            for file in files.values():
                yield from file.faults
                yield file.lost
            yield composed


def _who(path: PurePosixPath) -> str:
    if len(path.parts) > 2:
        return unquote(path.stem)
    return unquote(path.parent.name) or ANYBODY


def _source(archive: Archive, document: str, file: TsvFile) -> str:
    """The text that lies beside, where it says the same; it alone tells what stands between sentences."""
    name = f"source/{document}"
    if name not in archive.names or not name.endswith(".txt"):
        return ""
    try:
        text = whole(archive.read(name).decode())
    except (ReadError, UnicodeDecodeError):
        return ""
    return text if file.fits(text) else ""


def _document(file: TsvFile, text: str, name: str, files: Mapping[str, TsvFile]) -> AnnotatedDocument:
    if not text.strip():
        raise ReadError(f"{file.name}: holds no text")
    layers: dict[str, Layer] = {}
    for who, each in files.items():
        layer = each.layer(text)
        if who != NOBODY or layer.marks:
            layers[who] = layer
    document = Document(text=text, name=name, date=name_day(name))
    return compose(document, layers, file.sentences(text), "webanno")


def _decoded(data: bytes, name: str) -> str:
    try:
        return whole(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ReadError(f"{name}:{line}: is not UTF-8, as WebAnno's files are; save it as UTF-8") from None
