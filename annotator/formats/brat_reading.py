"""brat's files read back: an archive of .ann and .txt files, or an .ann with its .txt beside it.

The files of the BioNLP shared tasks (.a1 and .a2 with one .txt) are read as well.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from annotator.errors import ReadError
from annotator.formats.archives import Archive
from annotator.formats.brat_configuration import KINDS
from annotator.formats.brat_lines import Lines
from annotator.formats.encodings import whole
from annotator.formats.fields import name_day
from annotator.formats.flat import Layer, compose
from annotator.formats.losses import Losses
from annotator.formats.reading import unreadable
from annotator.formats.tables import BRAT_CONFIGURATION, BRAT_LOOSE
from annotator.model import AnnotatedDocument, Document

ANYBODY = "brat"
"""Whose the annotations are that lie in no folder."""

_TOGETHER = (".a1", ".a2", ".rel")
"""Those of which several belong to one document."""
_MARK = "\ufeff"

Configuration = tuple[Mapping[str, str], frozenset[str]]
"""The label that each type stands for, and the types of kinds of spans."""


def read_brat(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The documents of an archive, or of an .ann with its .txt beside it; broken lines are named."""
    if PurePath(name).name in BRAT_CONFIGURATION:
        lost = Losses()
        lost["files of brat's configuration"] += 1
        yield lost
        return
    if not name.lower().endswith(BRAT_LOOSE):
        yield from _read_archive(Archive(data, name))
        return
    text_file = Path(name).with_suffix(".txt")
    try:
        text = _decoded(text_file.read_bytes(), str(text_file))
    except OSError as fault:
        raise unreadable(str(text_file), fault) from None
    files = {name: _decoded(data.read(), name)}
    for ending in _TOGETHER if name.lower().endswith(_TOGETHER) else ():
        beside = Path(name).with_suffix(ending)
        if str(beside) not in files and beside.is_file():
            files[str(beside)] = _decoded(beside.read_bytes(), str(beside))
    text, layer, read = _read(files, text, _configuration_beside(Path(name)))
    yield from read.faults
    yield read.lost
    yield _document(text, text_file.name, {ANYBODY: layer}, name)


def _read_archive(archive: Archive) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    configuration = _configuration(lambda name: _lines(archive, name))
    stems: dict[str, dict[str, list[PurePosixPath]]] = {}
    for path in map(PurePosixPath, archive.names):
        if path.suffix in BRAT_LOOSE:
            stems.setdefault(path.stem, {}).setdefault(str(path.parent), []).append(path)
    if not stems:
        raise ReadError(f"{archive.name}: holds no .ann file; pack the .ann and .txt files of brat into it")
    for stem, folders in stems.items():
        texts: dict[str, dict[str, Layer]] = {}
        for paths in folders.values():
            try:
                text, layer, read = _read_files(archive, paths, configuration)
            except ReadError as fault:
                yield fault
                continue
            yield from read.faults
            yield read.lost
            folder = unquote(paths[0].parent.name)
            who = texts.setdefault(text, {})
            if folder or layer.marks:
                who[folder or ANYBODY] = layer
        for text, who in texts.items():
            yield _document(text, f"{unquote(stem)}.txt", who, archive.name)


def _read_files(
    archive: Archive, paths: list[PurePosixPath], configuration: Configuration
) -> tuple[str, Layer, Lines]:
    """One annotator's file of a document, or the several that belong together."""
    text = _decoded(archive.read(str(paths[0].with_suffix(".txt"))), f"{archive.name}/{paths[0]}")
    names = {str(path): f"{archive.name}/{path}" for path in sorted(paths)}
    files = {shown: _decoded(archive.read(path), shown) for path, shown in names.items()}
    return _read(files, text, configuration)


def _read(files: Mapping[str, str], text: str, configuration: Configuration) -> tuple[str, Layer, Lines]:
    """Text, what the files say of it, and how it was read.

    A byte-order mark is part of the text where offsets count it, and a line end is one letter where they count
    it so: a copy under Windows may have made two of it.
    """
    lines = [
        (f"{name}:{number}", line)
        for name, content in files.items()
        for number, line in enumerate(content.removeprefix(_MARK).replace("\r\n", "\n").split("\n"), 1)
    ]
    plain = text.removeprefix(_MARK)
    found: list[tuple[str, Layer, Lines]] = []
    for each in dict.fromkeys((plain, text, plain.replace("\r\n", "\n"))):
        read = Lines(each, *configuration)
        found.append((each, read.read(lines), read))
        if not read.faults:
            break
    return min(found, key=lambda each: len(each[2].faults))


def _document(text: str, name: str, layers: Mapping[str, Layer], file: str) -> AnnotatedDocument:
    return compose(Document(text=text, name=name, date=name_day(name)), layers)


def _decoded(data: bytes, name: str) -> str:
    """brat's files are UTF-8, always; `ReadError` for anything else."""
    try:
        return whole(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ReadError(f"{name}:{line}: is not UTF-8, as brat's files are; save it as UTF-8") from None


def _configuration(lines_of: Callable[[str], list[str]]) -> Configuration:
    """What `visual.conf` calls each type, and what `annotation.conf` counts as kinds of spans."""
    lines = lines_of("visual.conf")
    pairs = (line.split(" | ") for line in lines if " | " in line and not line.startswith(("[", "#")))
    labels = {pair[0].strip(): unquote(pair[1]) for pair in pairs}
    kinds, inside = set(), False
    for line in lines_of("annotation.conf"):
        inside = line == f"!{KINDS}" or (inside and line.startswith("\t"))
        if inside and line.startswith("\t"):
            kinds.add(line.strip())
    return labels, frozenset(kinds)


def _lines(archive: Archive, name: str) -> list[str]:
    if name not in archive.names:
        return []
    return _decoded(archive.read(name), f"{archive.name}/{name}").replace("\r\n", "\n").split("\n")


def _configuration_beside(file: Path) -> Configuration:
    """The configuration that lies in the folder of a file, or in the one above, as brat looks for it."""

    def lines(name: str) -> list[str]:
        for folder in (file.parent, file.parent.parent):
            try:
                return _decoded((folder / name).read_bytes(), str(folder / name)).splitlines()
            except OSError:
                continue
        return []

    return _configuration(lines)
