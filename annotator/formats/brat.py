"""brat standoff: a .txt and an .ann for each document, in a .zip with a folder for each annotator.

Offsets are code points. Names of types are what brat allows; `visual.conf` says which label each stands
for, and `annotation.conf` which of them are kinds of spans. Attributes are A lines where brat can hold
their value, links to entities are N lines, notes are AnnotatorNotes; whatever else there is, and evidence,
is a note that holds JSON. https://brat.nlplab.org/standoff.html
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import quote

from msgspec import json

from annotator.formats.archives import add, unique
from annotator.formats.brat_configuration import Types, annotation_conf, shortcuts_conf, visual_conf
from annotator.formats.flat import Layer, Mark, layer_of, same_words
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Span
from annotator.patterns import regex
from annotator.schema import Schema

EVIDENCE, ATTRIBUTES = "Evidence", "Attributes"
"""The types of notes that hold JSON."""
NO_BASE = "entity"
"""What stands for the knowledge base of a link that names none."""

_FLATTEN = str.maketrans("\n\r\t", "   ")
_IN_NAMES = regex(r"""[\x00-\x20/\\:*?"<>|%]|^\.""")
_VALUE = regex(r"\w[\w.+-]*")
_ATTRIBUTE = regex(r"[A-Za-z][A-Za-z0-9_-]*")
_LINK = regex(r"(?:[^\s:]+:)?[^\s:]+")
_NOTE = regex(r"[^\x00-\x1f\s](?:[^\x00-\x1f]*[^\x00-\x1f\s])?")


def write_brat(documents: Iterable[AnnotatedDocument], out: BinaryIO, schema: Schema | None = None) -> Losses:
    """An archive that brat opens once it is unpacked into its data folder."""
    taken, types = dict[str, int](), Types(schema)
    with zipfile.ZipFile(out, "w") as archive:
        for annotated in documents:
            text = annotated.document.text
            stem = quoted((annotated.document.name or annotated.document.id[:12]).removesuffix(".txt"))
            layers = [(quoted(work.annotator) + "/", layer_of(work)) for work in annotated.works]
            stem = unique(stem[:120], taken)
            for folder, layer in layers or [("", Layer())]:
                add(archive, f"{folder}{stem}.ann", "".join(_lines(layer, text, types)))
                add(archive, f"{folder}{stem}.txt", text)
        add(archive, "annotation.conf", annotation_conf(types))
        add(archive, "visual.conf", visual_conf(types))
        add(archive, "kb_shortcuts.conf", shortcuts_conf(types))
    return Losses()


def quoted(name: str, pattern: re.Pattern[str] = _IN_NAMES) -> str:
    """The name with what a file's name cannot hold as %XX, as `unquote` undoes it."""
    return pattern.sub(lambda found: quote(found[0], safe="") if found[0] != "." else "%2E", name)


def _lines(layer: Layer, text: str, types: Types) -> Iterator[str]:
    """The text-bound annotations, then relations, then what is said of each."""
    ids = {mark.place: f"T{number}" for number, mark in enumerate(layer.marks, 1)}
    for mark in layer.marks:
        yield _bound(ids[mark.place], mark, text, types)
    for number, tie in enumerate(layer.ties, 1):
        ends = f"Arg1:{ids[tie.first.place]} Arg2:{ids[tie.second.place]}"
        yield f"R{number}\t{types.relation(tie.name)} {ends}\n"
    numbers = dict.fromkeys("AN#", 0)
    for mark in layer.marks:
        for kind, said in _said(ids[mark.place], mark, types):
            numbers[kind] += 1
            yield f"{kind}{numbers[kind]}\t{said}\n"


def _bound(id_: str, mark: Mark, text: str, types: Types) -> str:
    places = ";".join(f"{span.start} {span.end}" for span in mark.spans)
    words = mark.words(text).translate(_FLATTEN)
    line = f"{id_}\t{types.entity(mark)} {places}\t{words}\n"
    said = line.split("\t")[1].partition(" ")[2].split(";")
    for span, piece in zip(mark.spans, said, strict=True):
        start, end = map(int, piece.split(" "))
        same_words(text[start:end], mark, text, "brat", Span(span.start, span.end))
    return line


def _said(id_: str, mark: Mark, types: Types) -> Iterator[tuple[str, str]]:
    """What is said of a mark: the letter of each line, and what stands after its number."""
    others = {}
    for name, value in mark.attributes:
        if name == "link" and _LINK.fullmatch(value):
            yield "N", f"Reference {id_} {value if ':' in value else f'{NO_BASE}:{value}'}\t{value}"
        elif name == "note" and _NOTE.fullmatch(value):
            yield "#", f"AnnotatorNotes {id_}\t{value}"
        elif _ATTRIBUTE.fullmatch(name) and _VALUE.fullmatch(value):
            types.attribute(name, value)
            yield "A", f"{name} {id_} {value}"
        else:
            others[name] = value
    if others:
        yield "#", f"{ATTRIBUTES} {id_}\t{json.encode(others).decode()}"
    for evidence in mark.evidence:
        yield "#", f"{EVIDENCE} {id_}\t{json.encode(evidence).decode()}"
