"""brat standoff: a .txt and an .ann for each document, in a .zip with a folder for each annotator.

Offsets are code points. Type names are what brat allows; `visual.conf` says which label each stands
for, and a reader goes by it. Of other programs' files it takes the text-bound annotations (T); a
discontinuous one becomes one span from its first letter to its last. Events, relations, attributes
and notes are passed over. https://brat.nlplab.org/standoff.html
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import quote, unquote

from annotator.errors import ReadError
from annotator.formats.archives import Archive, add, unique
from annotator.formats.encodings import whole
from annotator.formats.fields import name_day
from annotator.formats.flat import Mark, compose, marks_of, same_words
from annotator.formats.losses import Losses
from annotator.formats.reading import unreadable
from annotator.model import AnnotatedDocument, Document

ANYBODY = "brat"
"""Whose the annotations are that lie in no folder."""

_BOUND = re.compile(r"T[^\s]*\s+([^\s]+)\s+([0-9]+[ ][0-9]+(?:;[0-9]+[ ][0-9]+)*)(?:\t(.*))?", re.DOTALL)
_OTHER = re.compile(r"[REAMN#*]")
_FLATTEN = str.maketrans("\n\r\t", "   ")
_IN_NAMES = re.compile(r"""[\x00-\x20/\\:*?"<>|%]|^\.""")
_IN_LABELS = re.compile(r"[\x00-\x1f|%\x85\u2028\u2029]|^ | $")
_CONF = """[entities]
{}
[relations]
<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]

[attributes]
"""
_VISUAL = """[labels]
{}
[drawing]
SPAN_DEFAULT fgColor:black, bgColor:lightgreen, borderColor:darken
"""


def write_brat(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """An archive that brat opens once it is unpacked into its data folder."""
    losses, taken, types = Losses(), set[str](), _Types()
    with zipfile.ZipFile(out, "w") as archive:
        for annotated in documents:
            text = annotated.document.text
            stem = _quoted((annotated.document.name or annotated.document.id[:12]).removesuffix(".txt"))
            works = [(_quoted(work.annotator) + "/", marks_of(work)) for work in annotated.works] or [
                ("", [])
            ]
            stem = unique(stem[:120], taken)
            for folder, marks in works:
                lines = [_line(number, mark, text, types) for number, mark in enumerate(marks, 1)]
                add(archive, f"{folder}{stem}.ann", "".join(lines))
                add(archive, f"{folder}{stem}.txt", text)
        add(archive, "annotation.conf", _CONF.format("".join(f"{name}\n" for name in types.known.values())))
        labels = (f"{name} | {_quoted(label, _IN_LABELS)}\n" for label, name in types.known.items())
        add(archive, "visual.conf", _VISUAL.format("".join(labels)))
    return losses


class _Types:
    """brat's names of labels: letters, digits, _ and -."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, label: str) -> str:
        if label not in self.known:
            plain = re.sub(r"[^A-Za-z0-9_-]", "_", label)
            plain = plain if plain[:1].isalpha() else f"L_{plain}"
            self.known[label] = unique(plain, self._taken)
        return self.known[label]


def _line(number: int, mark: Mark, text: str, types: _Types) -> str:
    words = text[mark.start : mark.end].translate(_FLATTEN)
    line = f"T{number}\t{types[mark.name]} {mark.start} {mark.end}\t{words}\n"
    said = [int(offset) for offset in line.split("\t")[1].split(" ")[1:]]
    same_words(text[said[0] : said[1]], mark, text, "brat")
    return line


def _quoted(name: str, pattern: re.Pattern[str] = _IN_NAMES) -> str:
    """The name with what a file's name or a configuration cannot hold as %XX, as `unquote` undoes it."""
    return pattern.sub(lambda found: quote(found[0], safe="") if found[0] != "." else "%2E", name)


def read_brat(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents of an archive, or of an .ann with its .txt beside it."""
    if not name.lower().endswith(".ann"):
        yield from _read_archive(Archive(data, name))
        return
    text_file = Path(name).with_suffix(".txt")
    try:
        text = _decoded(text_file.read_bytes(), str(text_file))
    except OSError as fault:
        raise unreadable(str(text_file), fault) from None
    faults: list[ReadError] = []
    marks = _marks(_decoded(data.read(), name), text, name, {}, faults)
    yield from faults
    yield _document(text, text_file.name, {ANYBODY: marks})


def _read_archive(archive: Archive) -> Iterator[AnnotatedDocument | ReadError]:
    labels = _labels(archive)
    stems: dict[str, list[PurePosixPath]] = {}
    for path in map(PurePosixPath, archive.names):
        if path.suffix == ".ann":
            stems.setdefault(path.stem, []).append(path)
    if not stems:
        raise ReadError(f"{archive.name}: holds no .ann file; pack the .ann and .txt files of brat into it")
    for stem, paths in stems.items():
        texts: dict[str, dict[str, list[Mark]]] = {}
        for path in paths:
            faults: list[ReadError] = []
            try:
                text = _decoded(archive.read(str(path.with_suffix(".txt"))), f"{archive.name}/{path}")
                ann = _decoded(archive.read(str(path)), f"{archive.name}/{path}")
            except ReadError as fault:
                yield fault
                continue
            marks = _marks(ann, text, f"{archive.name}/{path}", labels, faults)
            yield from faults
            folder = unquote(path.parent.name)
            who = texts.setdefault(text, {})
            if folder or marks:
                who[folder or ANYBODY] = marks
        for text, who in texts.items():
            yield _document(text, f"{unquote(stem)}.txt", who)


def _document(text: str, name: str, marks: Mapping[str, list[Mark]]) -> AnnotatedDocument:
    return compose(Document(text=text, name=name, date=name_day(name)), marks)


def _decoded(data: bytes, name: str) -> str:
    """brat's files are UTF-8, always; `ReadError` for an empty one."""
    try:
        return whole(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise ReadError(f"{name}:{line}: is not UTF-8, as brat's files are; save it as UTF-8") from None


def _labels(archive: Archive) -> dict[str, str]:
    """The label that each type stands for, by `visual.conf`, if there is one."""
    if "visual.conf" not in archive.names:
        return {}
    lines = _decoded(archive.read("visual.conf"), f"{archive.name}/visual.conf").split("\n")
    pairs = (line.split(" | ") for line in lines if " | " in line and not line.startswith(("[", "#")))
    return {pair[0].strip(): unquote(pair[1].rstrip("\r")) for pair in pairs}


def _marks(ann: str, text: str, name: str, labels: Mapping[str, str], faults: list[ReadError]) -> list[Mark]:
    """The text-bound annotations; a line that is broken goes to `faults`."""
    marks = []
    for number, line in enumerate(ann.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip() or _OTHER.match(line):
            continue
        try:
            marks.append(_mark(line, text, labels))
        except ValueError as fault:
            faults.append(ReadError(f"{name}:{number}: {fault}; mend the line or take it out"))
    return marks


def _mark(line: str, text: str, labels: Mapping[str, str]) -> Mark:
    found = _BOUND.fullmatch(line)
    if not found:
        raise ValueError(f"{line[:40]!r} is no annotation; brat writes 'T1<tab>Label 0 5<tab>words'")
    pieces = [tuple(map(int, piece.split(" "))) for piece in found[2].split(";")]
    if any(not start < end <= len(text) for start, end in pieces):
        raise ValueError(f"{found[2]} is no stretch of the text, which is {len(text)} long")
    words = " ".join(text[start:end] for start, end in pieces)
    if found[3] is not None and _spaced(words) != _spaced(found[3]):
        raise ValueError(f"{found[2]} is {words[:40]!r}, not {found[3][:40]!r}")
    start, end = min(start for start, _ in pieces), max(end for _, end in pieces)
    return Mark(start, end, labels.get(found[1], found[1]))


def _spaced(words: str) -> str:
    return " ".join(words.split())
