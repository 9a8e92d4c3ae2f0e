"""Tokens with tags in JSON, read record by record: a document each.

What Hugging Face's data sets have, `tokens` and `ner_tags`, and what spaCy 2 was trained with: `paragraphs` with
a `raw` text, `sentences` of tokens with `ner`, and `cats` for the whole paragraph. Where the text is in the
record the tokens stand where it has them, else there is a blank between. Tags that are numbers name nothing
by themselves: they are named as a failure, and the text is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded
from annotator.formats.fields import field, make_document, plain
from annotator.formats.flat import Layer, Mark, compose
from annotator.formats.jsonfile import as_list, json_records
from annotator.formats.tagged import Tagged
from annotator.formats.tokens import places_of
from annotator.model import AnnotatedDocument, Span

ANYBODY = "conll"
"""Whose the tags are: the records have no annotators."""
TOKENS = ("tokens", "words")
TAGS = ("ner_tags", "ner", "tags", "labels", "bio_tags", "iob_tags", "entity_tags")
"""Where records have their tokens and their tags; the first list as long as the tokens counts."""
_APART = "\n\n"
_SURE = 0.5
"""From which value on a category of spaCy's holds."""


def read_tagged_json(
    data: BinaryIO, name: str, begun: bytes | None = None
) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents; `begun` is the first line, if somebody has read it to see what the file is."""
    for number, (place, record) in enumerate(json_records(data, name, begun), 1):
        if isinstance(record, ReadError):
            yield record
            continue
        faults: list[str] = []
        try:
            yield _read(record, name, place, number, faults)
        except (ReadError, ValueError) as fault:
            where = "" if isinstance(fault, ReadError) else f"{place}: "
            yield ReadError(f"{where}{fault}; mend it or take it out")
        for each in faults:
            yield ReadError(f"{place}: {each}")


def _read(record: Any, name: str, place: str, number: int, faults: list[str]) -> AnnotatedDocument:
    if not isinstance(record, Mapping):
        raise ValueError("is no object with tokens")
    found, fields = Tagged(), {plain(str(key)): value for key, value in record.items()}
    if isinstance(record.get("paragraphs"), list):
        for paragraph in record["paragraphs"]:
            _paragraph(paragraph, found, faults)
    else:
        tokens = next((fields[key] for key in TOKENS if isinstance(fields.get(key), list)), None)
        if tokens is None:
            raise ValueError("has no tokens")
        text = field(fields, "text")
        _sentences([(tokens, _tags(fields, tokens, faults))], text, found, faults)
    document = make_document(
        found.text, fields, Decoded(found.text, "utf-8", False), name, place, number, faults
    )
    layers = {ANYBODY: Layer(tuple(found.marks))} if found.marks else {}
    return compose(document, layers, found.sentences, "conll")


def _tags(fields: Mapping[str, Any], tokens: Sequence[Any], faults: list[str]) -> list[str]:
    """The tag of each token; all 'O' where there are none that name anything."""
    nothing = ["O"] * len(tokens)
    listed = [fields[key] for key in TAGS if isinstance(fields.get(key), list)]
    tags = next((each for each in listed if len(each) == len(tokens)), None)
    if tags is None:
        if listed:
            faults.append(f"has {len(tokens)} tokens, but {len(listed[0])} tags; mend it")
        return nothing
    if all(isinstance(each, str | None) for each in tags):
        return [each or "O" for each in tags]
    if any(tags):
        faults.append(
            "its tags are numbers, whose names are not in the file; write the names: B-PER in place of 1"
        )
    return nothing


def _paragraph(paragraph: Any, found: Tagged, faults: list[str]) -> None:
    """A paragraph as spaCy 2 has it, added to what was found before."""
    if not isinstance(paragraph, Mapping):
        faults.append(f"{str(paragraph)[:60]} is no paragraph, which has 'sentences'; mend it")
        return
    sentences = []
    for sentence in as_list(paragraph.get("sentences")):
        listed = sentence.get("tokens") if isinstance(sentence, Mapping) else None
        tokens = [each for each in as_list(listed) if isinstance(each, Mapping)]
        words = [each.get("orth", each.get("text")) for each in tokens]
        sentences.append((words, [str(each.get("ner") or "O") for each in tokens]))
    start = len(found.text) + len(_APART) if found.text else 0
    _sentences(sentences, paragraph.get("raw"), found, faults)
    for each in as_list(paragraph.get("cats")):
        label, sure = (each.get("label"), each.get("value", 1)) if isinstance(each, Mapping) else (None, 0)
        said = isinstance(label, str) and label and isinstance(sure, int | float) and sure >= _SURE
        if said and start < len(found.text):
            found.marks.append(Mark(start, len(found.text), str(label)))


def _sentences(
    sentences: Sequence[tuple[Sequence[Any], Sequence[str]]], text: Any, found: Tagged, faults: list[str]
) -> None:
    """Tokens with their tags, sentence by sentence: where the text has them, if there is one that does."""
    if any(not isinstance(word, str) or not word.strip() for words, _ in sentences for word in words):
        raise ValueError("has a token that is no text")
    flat = [word for words, _ in sentences for word in words]
    places = places_of(text, flat) if isinstance(text, str) else []
    if isinstance(text, str) and text.strip() and len(places) < len(flat):
        faults.append(f"its tokens do not stand in its text {text[:40]!r}, and are joined by blanks; mend it")
    if len(places) < len(flat) or not isinstance(text, str) or not text.strip():
        found.text += "\n" if found.text else ""  # one more comes with the first token
        for words, tags in sentences:
            for word, tag in zip(words, tags, strict=True):
                found.token(word, tag)
            found.stop()
        return
    start = len(found.text) + (len(_APART) if found.text else 0)
    found.text += (_APART if found.text else "") + text
    begin = 0
    for words, tags in sentences:
        inside = places[begin : begin + len(words)]
        begin += len(words)
        for place, tag in zip(inside, tags, strict=True):
            found.tag(tag, start + place.start, start + place.end)
        found.close()
        if inside:
            found.sentences.append(Span(start + inside[0].start, start + inside[-1].end))
