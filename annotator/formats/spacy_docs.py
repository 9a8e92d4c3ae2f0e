"""spaCy's DocBin: a Doc a document and annotator, the marks as groups of spans. Needs spaCy.

`doc.spans["labels"]` and `doc.spans["kinds"]` hold the pieces of labels and kinds of spans; `doc.ents` the
smallest labels that do not overlap. A token ends where a mark does, so that `char_span` finds each; white
space is a token where it must be. All that spaCy has no place for is in `doc.user_data`.
"""

import zlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, BinaryIO

import spacy
from msgspec import json
from spacy.tokens import Doc, DocBin

from annotator.errors import ReadError
from annotator.formats.archives import LARGEST
from annotator.formats.encodings import Decoded, whole
from annotator.formats.extras import Pieces, extras, from_extras
from annotator.formats.fields import make_document
from annotator.formats.flat import Layer, Mark, compose, layer_of, same_words
from annotator.formats.joining import united
from annotator.formats.losses import Losses
from annotator.formats.tokens import tokens
from annotator.formats.units import in_order
from annotator.model import AnnotatedDocument, Span, Work

ANYBODY = "spacy"
"""Whose the spans are where the Doc does not tell."""
LABELS, KINDS = "labels", "kinds"
KEY = "claim-annotator"

# msgpack, zlib, numpy and Cython each have failures of their own.
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, AssertionError, OverflowError)
_FAULTS = (*_BROKEN, zlib.error, EOFError, OSError, MemoryError)


def write_spacy(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """One DocBin, which is held in memory: its format has no other way."""
    store = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "SPACY"], store_user_data=True)
    vocabulary = spacy.blank("xx").vocab
    for annotated in documents:
        for work in annotated.works or (None,):
            store.add(_doc(annotated, work, vocabulary))
    out.write(store.to_bytes())
    return Losses()


def _doc(annotated: AnnotatedDocument, work: Work | None, vocabulary: Any) -> Any:
    document, layer = annotated.document, layer_of(work) if work else Layer()
    doc, groups = _words(document.text, layer, vocabulary), dict[str, list[Any]]()
    for mark in layer.marks:
        for span in mark.spans:
            same_words(document.text[span.start : span.end], mark, document.text, "spacy", span)
            found = doc.char_span(span.start, span.end, label=mark.name)
            if found is None:
                raise AssertionError(f"no tokens from {span.start} to {span.end}")
            groups.setdefault(KINDS if mark.part else LABELS, []).append(found)
    for name, spans in groups.items():
        doc.spans[name] = spans
    doc.ents = spacy.util.filter_spans(sorted(groups.get(LABELS, []), key=len))
    doc.user_data[KEY] = json.encode(_said(annotated, work, layer)).decode()
    return doc


def _words(text: str, layer: Layer, vocabulary: Any) -> Any:
    """The tokens, white space among them, cut at the edges of marks: together they are the text."""
    edges = {edge for mark in layer.marks for span in mark.spans for edge in (span.start, span.end)}
    words, spaces, end = list[str](), list[bool](), 0
    for token in [*tokens(text, 0, len(text), sorted(edges)), Span(len(text), len(text))]:
        for gap in _cut(end, token.start, edges):
            plain = text[gap.start : gap.end] == " " and not {gap.start, gap.end} & edges
            if plain and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(text[gap.start : gap.end])
                spaces.append(False)
        if token.start < token.end:
            words.append(text[token.start : token.end])
            spaces.append(False)
        end = token.end
    return Doc(vocabulary, words=words, spaces=spaces)


def _cut(start: int, end: int, edges: set[int]) -> Iterator[Span]:
    """The white space between two tokens, cut at the edges of marks."""
    cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
    yield from (Span(a, b) for a, b in pairwise(cuts) if a < b)


def _said(annotated: AnnotatedDocument, work: Work | None, layer: Layer) -> dict[str, Any]:
    document = annotated.document
    places = {mark.place: number for number, mark in enumerate(layer.marks)}
    return {
        "annotator": work.annotator if work else None,
        "name": document.name,
        "title": document.title,
        "date": document.date,
        "source": document.source,
        "author": document.author,
        "language": document.language,
        "splitter": annotated.splitter,
        "sentences": [[span.start, span.end] for span in annotated.sentences],
        "marks": [_mark(mark) for mark in layer.marks],
        "relations": [[tie.name, places[tie.first.place], places[tie.second.place]] for tie in layer.ties],
    }


def _mark(mark: Mark) -> dict[str, Any]:
    pieces = [[span.start, span.end] for span in mark.spans]
    return {"name": mark.name, "pieces": pieces, **extras(mark, time=True)}


def read_spacy(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents; of other programs' Docs the groups of spans and the entities."""
    return united(_documents(_docs(data.read(), name), name))


def _docs(packed: bytes, name: str) -> Iterator[Any]:
    """The Docs one after the other; raises `ReadError` where one cannot be read."""
    try:
        if len(zlib.decompressobj().decompress(packed, LARGEST + 1)) > LARGEST:
            raise ReadError(f"{name}: unpacks to over {LARGEST // 1_000_000} MB; it is refused")
        store = DocBin(store_user_data=True).from_bytes(packed)
        yield from store.get_docs(spacy.blank("xx").vocab)
    except _FAULTS as fault:
        raise ReadError(f"{name}: is no DocBin that can be read ({str(fault)[:80]}); save it again") from None


def _documents(docs: Iterable[Any], name: str) -> Iterator[AnnotatedDocument | ReadError]:
    for number, doc in enumerate(docs, 1):
        place = f"{name}: document {number}"
        try:
            yield _read(doc, name, place, number)
        except (ReadError, ValueError, TypeError, LookupError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; save it again")


def _read(doc: Any, name: str, place: str, number: int) -> AnnotatedDocument:
    text = whole(doc.text)
    stored = doc.user_data.get(KEY)
    record: dict[str, Any] = json.decode(stored) if isinstance(stored, str) else {}
    document = make_document(text, record, Decoded(text, "utf-8", False), name, place, number)
    layer = _stored(record, text) if record else _spans(doc)
    who = record.get("annotator")
    layers = {str(who or ANYBODY): layer} if layer.marks or who else {}
    sentences = in_order([_span(each, text) for each in record.get("sentences", ())], text)
    return compose(document, layers, sentences, str(record.get("splitter") or "spacy"))


def _span(pair: list[int], text: str) -> Span:
    start, end = pair
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}..{end} is no stretch of the text")
    return Span(start, end)


def _stored(record: dict[str, Any], text: str) -> Layer:
    found = Pieces()
    for number, each in enumerate(record["marks"]):
        for index, pair in enumerate(each["pieces"]):
            id_ = (number, index) if index else number
            found.add(id_, _span(pair, text), each["name"], from_extras(each), number if index else None)
    for name, first, second in record["relations"]:
        found.tie(name, first, second)
    return found.layer()


def _spans(doc: Any) -> Layer:
    marks = {
        (span.start_char, span.end_char, span.label_): Mark(
            span.start_char,
            span.end_char,
            span.label_,
            attributes=(("link", span.kb_id_),) if span.kb_id_ else (),
        )
        for group in (doc.ents, *doc.spans.values())
        for span in group
        if span.label_ and span.end_char > span.start_char
    }
    return Layer(tuple(marks.values()))
