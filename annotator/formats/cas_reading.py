"""UIMA CAS read back, XMI and JSON: every view with a text is a document, or an annotator of one.

Annotations of any type are marks, those with two ends are relations, as are slots and chains. Words and
grammar are counted and passed over, and so are structures of the framework. No type system is needed.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote

from msgspec import DecodeError, json

from annotator.errors import ReadError
from annotator.formats.archives import Archive
from annotator.formats.cas import METADATA, SENTENCE
from annotator.formats.cas_parsing import Node, Parsed, parse_json, parse_xmi
from annotator.formats.extras import Pieces, from_extras
from annotator.formats.fields import name_day
from annotator.formats.flat import Layer, compose
from annotator.formats.losses import Losses
from annotator.formats.units import Units, in_order
from annotator.formats.webanno import NOBODY
from annotator.formats.webanno_file import (
    BETWEEN_TOKENS,
    FROM_NO_WORDS,
    GRAMMAR,
    NAMING,
    ON_NO_WORDS,
    of_grammar,
)
from annotator.model import AnnotatedDocument, Document, Span

ANYBODY = "cas"
"""Whose the annotations are of a file by itself."""

_PLAIN = "uima.tcas.Annotation"
_FRAMEWORK = (
    "uima.",
    "de.tudarmstadt.ukp.clarin.webanno.",
    "de.tudarmstadt.ukp.inception.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "org.dkpro.core.api.xml.",
)
"""Types that tell of the document, its tag sets or its markup, and not of words; `_PLAIN` is none of them."""
_BESIDE = ("TypeSystem.xml", "exportedproject.json")
"""Files beside those that hold a CAS."""
_FOLDERS = ("annotation", "curation")
"""Folders of a project of INCEpTION in which a CAS is packed with its type system."""
_OWN = ("sofa", "begin", "end", "%ID", "%TYPE", "next", "first", "order")
_ENDS = (("Governor", "Dependent"), ("source", "target"), ("governor", "dependent"))


def read_xmi(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The documents of an .xmi, or of an archive of them."""
    return _read(data, name, (".xmi", ".xml"))


def read_cas_json(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """The documents of a JSON CAS, or of an archive of them."""
    return _read(data, name, (".json",))


def _read(
    data: BinaryIO, name: str, endings: tuple[str, ...]
) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    magic = data.read(2)
    if magic != b"PK":
        yield from _documents(
            _views(magic + data.read(), name, endings), {"": ANYBODY}, PurePosixPath(name).name
        )
        return
    if not data.seekable():
        raise ReadError(f"{name}: an archive must be a file, not a stream; save it first")
    data.seek(0)
    archive = Archive(data, name)
    found: dict[str, list[PurePosixPath]] = {}
    for path in map(PurePosixPath, archive.names):
        packed = path.suffix == ".zip" and path.parts[0] in _FOLDERS and ".xmi" in endings
        if packed or (path.suffix in endings and path.name not in _BESIDE):
            found.setdefault(path.parent.name if len(path.parts) > 2 else path.stem, []).append(path)
    if not found:
        raise ReadError(f"{name}: holds no {endings[0]} file")
    for document, paths in found.items():
        views: list[_View | ReadError] = []
        who = {}
        for path in paths:
            place = f"{name}/{path}"
            who[place] = unquote(path.stem if len(path.parts) > 2 else path.parent.name) or ANYBODY
            try:
                views += _views(_unpacked(archive, path, endings), place, endings)
            except ReadError as fault:
                views.append(fault)
        yield from _documents(views, who, unquote(document))


def _unpacked(archive: Archive, path: PurePosixPath, endings: tuple[str, ...]) -> bytes:
    """A file of an archive; of one that is packed with its type system, as INCEpTION's projects have them, the CAS."""
    if path.suffix != ".zip":
        return archive.read(str(path))
    inner = archive.inner(str(path))
    names = [
        each for each in inner.names if each.endswith(endings) and PurePosixPath(each).name not in _BESIDE
    ]
    if not names:
        raise ReadError(f"{inner.name}: holds no {endings[0]} file")
    return inner.read(names[0])


class _View:
    """One text of a CAS and what is said of it."""

    def __init__(self, parsed: Parsed, sofa: Node, place: str) -> None:
        self.text = sofa.said["sofaString"]
        self.place, self.name = place, sofa.said.get("sofaID", "_InitialView")
        self.faults: list[ReadError] = []
        self.lost = Losses()
        """What is in it and has no place here; complete once its `layer` was read."""
        self._units = Units(self.text)
        self._all = parsed.nodes
        ids = parsed.members.get(sofa.id)
        nodes = (
            [parsed.nodes[id_] for id_ in ids if id_ in parsed.nodes] if ids else list(parsed.nodes.values())
        )
        self._nodes = [each for each in nodes if each.number("sofa") in (sofa.id, None)]
        self._about: dict[str, str] = next((each.said for each in nodes if each.type == METADATA), {})

    def document(self, name: str) -> Document:
        """The text with what the CAS says of it."""
        said = self._about
        called = said.get("documentId") or said.get("documentTitle") or name
        language = said.get("language", "")
        return Document(
            text=self.text,
            name=called,
            title=said.get("documentTitle", "") if said.get("documentTitle") != called else "",
            source=said.get("documentUri", "") if said.get("documentUri", "").startswith("http") else "",
            date=name_day(called),
            language=language if language not in ("", "x-unspecified") else "en",
        )

    def sentences(self) -> list[Span]:
        """DKPro's sentences without blanks at their edges; none where they do not fit the text."""
        spans = []
        for node in self._nodes:
            span = self._span(node) if node.type == SENTENCE else None
            words = self.text[span.start : span.end] if span else ""
            if span and words.strip():
                start = span.start + len(words) - len(words.lstrip())
                spans.append(Span(start, start + len(words.strip())))
        return in_order(sorted(spans), self.text)

    def _span(self, node: Node) -> Span | None:
        return self._units.span(node.number("begin"), node.number("end"))

    def layer(self) -> Layer:
        """Marks and relations; what has no words is named."""
        found = Pieces()
        self._count_grammar()
        empty = {each.id for each in self._nodes if self._is_empty(each)}
        if empty:
            self.lost[ON_NO_WORDS] += len(empty)
        marks = [each for each in self._nodes if self._is_mark(each) and each.id not in empty]
        for node in marks:
            span = self._span(node)
            try:
                name, said = _said(
                    node, {key for key, value in node.said.items() if any(self._fillers(key, value))}
                )
                if span is None:
                    where = f"{node.said.get('begin')}..{node.said.get('end')}"
                    raise ValueError(f"{where} is no stretch of the text")
            except (ValueError, DecodeError) as fault:
                cause = f"{node.type.rpartition('.')[2]} {node.id}: {fault}"
                self.faults.append(ReadError(f"{self.place}: {cause}; mend it or take it out"))
                continue
            found.add(node.id, span, name, said, node.number("mark"))
        known = {node.id for node in marks}
        for name, first, second in self._ties(known | empty):
            if first in empty or second in empty:
                self.lost[FROM_NO_WORDS] += 1
                continue
            try:
                found.tie(name, first, second)
            except ValueError:
                cause = f"the relation {name!r} has an end that could not be read"
                self.faults.append(ReadError(f"{self.place}: {cause}; mend it or take it out"))
        return found.layer()

    def _is_mark(self, node: Node) -> bool:
        if "begin" not in node.said or "end" not in node.said or node.type == METADATA:
            return False
        framework = node.type.startswith(_FRAMEWORK) and node.type != _PLAIN
        return not (framework or GRAMMAR.match(node.type) or _ends(node))

    def _is_empty(self, node: Node) -> bool:
        """True for a mark on a place between two letters, as INCEpTION lets one set."""
        begin = node.number("begin")
        if begin is None or begin != node.number("end") or not self._is_mark(node):
            return False
        return self._units.from_utf16(begin) is not None

    def _count_grammar(self) -> None:
        """Counts layers of grammar; that there are tokens and sentences goes without saying."""
        for node in self._nodes:
            if GRAMMAR.match(node.type) and node.type != SENTENCE and _short(node) != "Token":
                self.lost[of_grammar(_short(node))] += 1

    def _ties(self, known: set[int]) -> Iterator[tuple[str, int, int]]:
        """Relations, links of chains, and what fills slots. An end in grammar is passed over."""
        for node in self._nodes:
            if ends := _ends(node):
                if not any(self._grammar(end) for end in ends):
                    yield _label(node), *ends
                elif not GRAMMAR.match(node.type):
                    self.lost[BETWEEN_TOKENS] += 1
                continue
            following = node.number("next")
            if node.id in known and following is not None:
                yield node.said.get("referenceRelation") or _short(node), node.id, following
            for feature, value in node.said.items() if node.id in known else ():
                for filler in self._fillers(feature, value):
                    yield filler.said.get("role") or feature, node.id, int(filler.said["target"])

    def _grammar(self, id_: int) -> bool:
        node = self._all.get(id_)
        return node is not None and not self._is_mark(node)

    def _fillers(self, feature: str, value: str) -> Iterator[Node]:
        """The links that a feature refers to, if it does: structures with a target and no place.

        They may be listed in an array, a structure of its own.
        """
        if feature in _OWN or not value[:1].isdecimal():
            return
        for node in self._listed(value):
            array = node.said.get("%ELEMENTS") or node.said.get("elements") or ""
            for each in self._listed(array) if array else (node,):
                if "begin" not in each.said and each.number("target") is not None:
                    yield each

    def _listed(self, value: str) -> Iterator[Node]:
        for word in value.split():
            node = self._all.get(int(word)) if word.isdecimal() and len(word) < 10 else None
            if node:
                yield node


def _ends(node: Node) -> tuple[int, int] | None:
    """Both ends of a relation; None for anything else."""
    for names in _ENDS:
        first, second = (node.number(name) for name in names)
        if first is not None and second is not None:
            return first, second
    return None


def _short(node: Node) -> str:
    return node.type.rpartition(".")[2]


def _label(node: Node) -> str:
    return next((node.said[name] for name in NAMING if node.said.get(name)), _short(node))


def _said(node: Node, slots: set[str]) -> tuple[str, dict[str, Any]]:
    """Name and extras of a mark: ours as we wrote them, of other types each feature but slots as an attribute."""
    said = {key: value for key, value in node.said.items() if key not in (*_OWN, *slots) and value}
    record: dict[str, Any] = {"part": said.pop("part", "") == "true", "time": said.pop("time", "")}
    evidence, attributes = said.pop("evidence", ""), said.pop("attributes", "")
    said.pop("mark", None)
    name = next((said.pop(each) for each in NAMING if each in said), "")
    if not name and "referenceType" in said:
        name = said.pop("referenceType")
    said.pop("referenceRelation", None)
    if "identifier" in said:
        said["link"] = said.pop("identifier")
    found = json.decode(attributes) if attributes.startswith("{") else {}
    others = {key: value for key, value in said.items() if not key.startswith("%")}
    record["attributes"] = {**others, **(found if isinstance(found, dict) else {})}
    record["evidence"] = json.decode(evidence) if evidence.startswith("[") else []
    return name or _short(node), from_extras(record)


def _views(data: bytes, place: str, endings: tuple[str, ...]) -> list[_View | ReadError]:
    parsed = parse_json(data, place) if ".json" in endings else parse_xmi(data, place)
    sofas = [each for each in parsed.nodes.values() if each.type == "uima.cas.Sofa"]
    views: list[_View | ReadError] = [
        _View(parsed, each, place) for each in sofas if each.said.get("sofaString", "").strip()
    ]
    return views or [ReadError(f"{place}: holds no text (a Sofa with sofaString); export it again")]


def _documents(
    views: list[_View | ReadError], who: Mapping[str, str], name: str
) -> Iterator[AnnotatedDocument | ReadError | Losses]:
    """One document for each text; each view of it is an annotator."""
    texts: dict[str, dict[str, _View]] = {}
    for view in views:
        if isinstance(view, ReadError):
            yield view
            continue
        annotator = who.get(view.place, next(iter(who.values())))
        others = texts.setdefault(view.text, {})
        if annotator in others or view.name != "_InitialView":
            annotator = view.name if not others else f"{annotator} {view.name}"
        others[annotator] = view
    for number, found in enumerate(texts.values()):
        first = next(iter(found.values()))
        layers = {}
        for annotator, view in found.items():
            layer = view.layer()
            yield from view.faults
            yield view.lost
            if annotator != NOBODY or layer.marks:
                layers[annotator] = layer
        document = first.document(f"{name}#{first.name}" if number else name)
        yield compose(document, layers, first.sentences(), "cas")
