"""UIMA CAS as XMI and as JSON, with DKPro's types for documents, sentences and tokens. Offsets are UTF-16 units.

Marks are `custom.Span` and relations `custom.Relation`, as in INCEpTION's basic annotation; both have a
`label`. A CAS has no discontinuous spans: each piece is a span, and those after the first name it in `mark`.
What else is said of a mark is in features of our own, which INCEpTION passes over. XML 1.0 has no control
characters: U+FFFD stands for them, one for one. https://uima.apache.org/d/uimaj-current/references.html
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

from msgspec import Struct, json

from annotator.formats.archives import add, unique
from annotator.formats.brat import quoted
from annotator.formats.extras import extras
from annotator.formats.flat import Layer, Mark, layer_of, same_words
from annotator.formats.losses import Losses
from annotator.formats.tokens import tokens
from annotator.formats.units import Units
from annotator.formats.webanno import NOBODY, RELATION, SPAN
from annotator.model import AnnotatedDocument, Document, Span
from annotator.patterns import regex

CORE = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE, TOKEN = f"{CORE}.segmentation.type.Sentence", f"{CORE}.segmentation.type.Token"
METADATA = f"{CORE}.metadata.type.DocumentMetaData"
ANNOTATION, DOCUMENT = "uima.tcas.Annotation", "uima.tcas.DocumentAnnotation"

TYPES: dict[str, tuple[str, dict[str, str]]] = {
    METADATA: (
        DOCUMENT,
        dict.fromkeys(("documentTitle", "documentId", "documentUri", "collectionId"), "uima.cas.String"),
    ),
    SENTENCE: (ANNOTATION, {}),
    TOKEN: (ANNOTATION, {}),
    SPAN: (
        ANNOTATION,
        dict.fromkeys(("label", "part", "attributes", "evidence", "time"), "uima.cas.String")
        | {"mark": SPAN},
    ),
    RELATION: (ANNOTATION, {"Governor": SPAN, "Dependent": SPAN, "label": "uima.cas.String"}),
}
"""Every type with the one above it and its features."""

_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITIES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


class Feature(Struct, frozen=True):
    """A feature structure: an annotation of the text."""

    id: int
    type: str
    begin: int
    end: int
    said: dict[str, str]
    refers: dict[str, int]
    """Features whose value is another structure."""


def write_xmi(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """An archive with an XMI for each document and annotator, and the type system."""
    return _write(documents, out, "xmi")


def write_cas_json(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """An archive with a JSON CAS (0.4.0) for each document and annotator."""
    return _write(documents, out, "json")


def _write(documents: Iterable[AnnotatedDocument], out: BinaryIO, ending: str) -> Losses:
    losses, taken = Losses(), dict[str, int]()
    made: Callable[[str, list[Feature], Document], str] = _xmi if ending == "xmi" else _json
    with zipfile.ZipFile(out, "w") as archive:
        for annotated in documents:
            text = annotated.document.text
            if ending == "xmi" and (found := len(_ILLEGAL.findall(text))):
                losses.lose(annotated, "characters that XML cannot hold", found)
                text = _ILLEGAL.sub("\ufffd", text)
            stem = quoted((annotated.document.name or annotated.document.id[:12]).removesuffix(".txt"))
            name = unique(stem[:120], taken)
            layers = {quoted(work.annotator): layer_of(work) for work in annotated.works}
            for who, layer in (layers or {NOBODY: Layer()}).items():
                structures = list(_structures(annotated, layer, text, ending))
                add(
                    archive,
                    f"annotation/{name}.txt/{who}.{ending}",
                    made(text, structures, annotated.document),
                )
        if ending == "xmi":
            add(archive, "TypeSystem.xml", type_system())
    return losses


def _structures(annotated: AnnotatedDocument, layer: Layer, text: str, format: str) -> Iterator[Feature]:
    """The structures of a view, numbered from 2: the text itself is 1."""
    document, units = annotated.document, Units(text)
    about = {"documentTitle": document.title, "documentId": document.name, "documentUri": document.source}
    yield _feature(2, METADATA, Span(0, len(text)), units, {**about, "language": document.language})
    number = 2
    edges = sorted({edge for mark in layer.marks for span in mark.spans for edge in (span.start, span.end)})
    for sentence in annotated.sentences:
        number += 1
        yield _feature(number, SENTENCE, sentence, units, {})
        for token in tokens(text, sentence.start, sentence.end, edges):
            number += 1
            yield _feature(number, TOKEN, token, units, {})
    ids: dict[tuple[object, ...], Feature] = {}
    for mark in layer.marks:
        for span in mark.spans:
            number += 1
            first = ids.get(mark.place)
            said = {"label": mark.name} if first else _said(mark)
            refers = {"mark": first.id} if first else {}
            feature = _feature(number, SPAN, span, units, said, refers)
            same_words(units.words(feature.begin, feature.end), mark, text, format, span)
            ids.setdefault(mark.place, feature)
            yield feature
    for tie in layer.ties:
        number += 1
        ends = {"Governor": ids[tie.first.place].id, "Dependent": ids[tie.second.place].id}
        second = ids[tie.second.place]
        yield Feature(number, RELATION, second.begin, second.end, {"label": tie.name}, ends)


def _feature(
    id_: int, type_: str, span: Span, units: Units, said: dict[str, str], refers: dict[str, int] | None = None
) -> Feature:
    begin, end = units.to_utf16(span.start), units.to_utf16(span.end)
    return Feature(id_, type_, begin, end, {key: value for key, value in said.items() if value}, refers or {})


def _said(mark: Mark) -> dict[str, str]:
    """Label, kind and time; attributes and evidence as JSON."""
    more = extras(mark, time=True)
    said = {"label": mark.name, "part": "true" if mark.part else "", "time": mark.time}
    for name in ("attributes", "evidence"):
        if name in more:
            said[name] = json.encode(more[name]).decode()
    return said


def _xmi(text: str, structures: list[Feature], document: Document) -> str:
    prefixes = {"uima.tcas": "tcas", "uima.cas": "cas", "custom": "custom"}
    prefixes |= {f"{CORE}.segmentation.type": "type", f"{CORE}.metadata.type": "metadata"}
    spaces = "".join(f' xmlns:{p}="http:///{name.replace(".", "/")}.ecore"' for name, p in prefixes.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"{spaces} xmi:version="2.0">')
    lines.append('<cas:NULL xmi:id="0"/>')
    for each in structures:
        package, _, name = each.type.rpartition(".")
        place = f'xmi:id="{each.id}" sofa="1" begin="{each.begin}" end="{each.end}"'
        said = "".join(f" {key}={_quoted(value)}" for key, value in each.said.items())
        refers = "".join(f' {key}="{id_}"' for key, id_ in each.refers.items())
        lines.append(f"<{prefixes[package]}:{name} {place}{said}{refers}/>")
    sofa = 'xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain"'
    lines.append(f"<cas:Sofa {sofa} sofaString={_quoted(text)}/>")
    members = " ".join(str(each.id) for each in structures)
    lines += [f'<cas:View sofa="1" members="{members}"/>', "</xmi:XMI>", ""]
    return "\n".join(lines)


def _quoted(value: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", value), _ENTITIES)


def type_system() -> str:
    """The types as a description that UIMA and DKPro Core read."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>')
    for name, (above, features) in TYPES.items():
        lines.append(f"<typeDescription><name>{name}</name><supertypeName>{above}</supertypeName><features>")
        lines += [
            f"<featureDescription><name>{feature}</name><rangeTypeName>{range_}</rangeTypeName></featureDescription>"
            for feature, range_ in features.items()
        ]
        lines.append("</features></typeDescription>")
    return "\n".join([*lines, "</types></typeSystemDescription>", ""])


def _json(text: str, structures: list[Feature], document: Document) -> str:
    types: dict[str, Any] = {
        name: {"%NAME": name, "%SUPER_TYPE": above}
        | {each: {"%NAME": each, "%RANGE": range_} for each, range_ in features.items()}
        for name, (above, features) in TYPES.items()
    }
    sofa = {"sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text/plain", "sofaString": text}
    found: list[dict[str, Any]] = [{"%ID": 1, "%TYPE": "uima.cas.Sofa", **sofa}]
    for each in structures:
        place = {"%ID": each.id, "%TYPE": each.type, "@sofa": 1, "begin": each.begin, "end": each.end}
        found.append({**place, **each.said, **{f"@{key}": id_ for key, id_ in each.refers.items()}})
    views = {"_InitialView": {"%SOFA": 1, "%MEMBERS": [each.id for each in structures]}}
    return json.encode({"%TYPES": types, "%FEATURE_STRUCTURES": found, "%VIEWS": views}).decode() + "\n"
