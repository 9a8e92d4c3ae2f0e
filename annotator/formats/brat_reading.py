"""brat's files read back: an archive of .ann and .txt files, or an .ann with its .txt beside it.

The files of the BioNLP shared tasks (.a1 and .a2 with one .txt) are read as well.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from annotator.errors import ReadError
from annotator.formats.archives import Archive
from annotator.formats.brat_configuration import KINDS
from annotator.formats.brat_lines import Lines
from annotator.formats.encodings import whole
from annotator.formats.fields import name_day
from annotator.formats.flat import Layer, compose
from annotator.formats.reading import unreadable
from annotator.model import AnnotatedDocument, Document

ANYBODY = "brat"
"""Whose the annotations are that lie in no folder."""

_ENDINGS = (".ann", ".a1", ".a2", ".rel")
_MARK = "\ufeff"

Configuration = tuple[Mapping[str, str], frozenset[str]]
"""The label that each type stands for, and the types of kinds of spans."""


def read_brat(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents of an archive, or of an .ann with its .txt beside it; broken lines are named."""
    if not name.lower().endswith(".ann"):
        yield from _read_archive(Archive(data, name))
        return
    text_file = Path(name).with_suffix(".txt")
    try:
        text = _decoded(text_file.read_bytes(), str(text_file))
    except OSError as fault:
        raise unreadable(str(text_file), fault) from None
    text, layer, faults = _read(_decoded(data.read(), name), text, name, ({}, frozenset()))
    yield from faults
    yield _document(text, text_file.name, {ANYBODY: layer}, name)


def _read_archive(archive: Archive) -> Iterator[AnnotatedDocument | ReadError]:
    configuration = _configuration(archive)
    stems: dict[str, dict[str, list[PurePosixPath]]] = {}
    for path in map(PurePosixPath, archive.names):
        if path.suffix in _ENDINGS:
            stems.setdefault(path.stem, {}).setdefault(str(path.parent), []).append(path)
    if not stems:
        raise ReadError(f"{archive.name}: holds no .ann file; pack the .ann and .txt files of brat into it")
    for stem, folders in stems.items():
        texts: dict[str, dict[str, Layer]] = {}
        for paths in folders.values():
            try:
                text, layer, faults = _read_files(archive, paths, configuration)
            except ReadError as fault:
                yield fault
                continue
            yield from faults
            folder = unquote(paths[0].parent.name)
            who = texts.setdefault(text, {})
            if folder or layer.marks:
                who[folder or ANYBODY] = layer
        for text, who in texts.items():
            yield _document(text, f"{unquote(stem)}.txt", who, archive.name)


def _read_files(
    archive: Archive, paths: list[PurePosixPath], configuration: Configuration
) -> tuple[str, Layer, list[ReadError]]:
    """One annotator's file of a document, or the several that belong together."""
    name = f"{archive.name}/{paths[0]}"
    text = _decoded(archive.read(str(paths[0].with_suffix(".txt"))), f"{archive.name}/{paths[0]}")
    lines = [_decoded(archive.read(str(path)), f"{archive.name}/{path}") for path in sorted(paths)]
    return _read("\n".join(lines), text, name, configuration)


def _read(ann: str, text: str, name: str, configuration: Configuration) -> tuple[str, Layer, list[ReadError]]:
    """Text, what is said of it, and faults.

    A byte-order mark is part of the text where offsets count it, and a line end is one letter where they count
    it so: a copy under Windows may have made two of it.
    """
    lines = ann.removeprefix(_MARK).replace("\r\n", "\n").split("\n")
    plain = text.removeprefix(_MARK)
    found: list[tuple[str, Layer, list[ReadError]]] = []
    for each in dict.fromkeys((plain, text, plain.replace("\r\n", "\n"))):
        read = Lines(each, name, *configuration)
        found.append((each, read.read(lines), read.faults))
        if not read.faults:
            break
    return min(found, key=lambda each: len(each[2]))


def _document(text: str, name: str, layers: Mapping[str, Layer], file: str) -> AnnotatedDocument:
    return compose(Document(text=text, name=name, date=name_day(name)), layers)


def _decoded(data: bytes, name: str) -> str:
    """brat's files are UTF-8, always; `ReadError` for anything else."""
    try:
        return whole(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ReadError(f"{name}:{line}: is not UTF-8, as brat's files are; save it as UTF-8") from None


def _configuration(archive: Archive) -> Configuration:
    """What `visual.conf` calls each type, and what `annotation.conf` counts as kinds of spans."""
    lines = _lines(archive, "visual.conf")
    pairs = (line.split(" | ") for line in lines if " | " in line and not line.startswith(("[", "#")))
    labels = {pair[0].strip(): unquote(pair[1]) for pair in pairs}
    kinds, inside = set(), False
    for line in _lines(archive, "annotation.conf"):
        inside = line == f"!{KINDS}" or (inside and line.startswith("\t"))
        if inside and line.startswith("\t"):
            kinds.add(line.strip())
    return labels, frozenset(kinds)


def _lines(archive: Archive, name: str) -> list[str]:
    if name not in archive.names:
        return []
    return _decoded(archive.read(name), f"{archive.name}/{name}").replace("\r\n", "\n").split("\n")
