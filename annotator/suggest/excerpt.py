"""A stretch of an article whose text is not in memory, as a document of its own for the rules to read."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import force_setattr, replace

from annotator.model import Article, Candidate, Document, Sentence, Suggestions
from annotator.suggest.quotations import LOOK_BACK_LENGTH


class Excerpt(NamedTuple):
    """What the rules are given: their offsets are those of its text."""

    document: Document
    sentences: Sequence[Sentence]
    offset: int
    """Where it begins in the article."""


def excerpt(article: Article, sentences: Sequence[Sentence]) -> Excerpt:
    """These sentences with as much around them as any rule reads; all of a text that is in memory."""
    if isinstance(article, Document) or not sentences:
        whole = article if isinstance(article, Document) else _document(article, "")
        return Excerpt(whole, sentences, 0)
    offset = max(0, sentences[0].start - LOOK_BACK_LENGTH)
    text = article.text[offset : sentences[-1].end + LOOK_BACK_LENGTH]
    placed = [replace(each, start=each.start - offset, end=each.end - offset) for each in sentences]
    return Excerpt(_document(article, text), placed, offset)


def _document(article: Article, text: str) -> Document:
    """The article with that text; it goes by the name of the whole."""
    about = {name: getattr(article, name) for name in Article.__struct_fields__ if name not in ("text", "id")}
    document = Document(text=text, **about)
    force_setattr(document, "id", article.id)
    return document


def moved(found: Suggestions, offset: int) -> Suggestions:
    """What was found in an excerpt, with the offsets of the article."""
    if not offset:
        return found
    sentence = replace(found.sentence, start=found.sentence.start + offset, end=found.sentence.end + offset)
    mentions = (replace(each, start=each.start + offset, end=each.end + offset) for each in found.mentions)
    return Suggestions(sentence, tuple(mentions), tuple(_moved(each, offset) for each in found.candidates))


def _moved(candidate: Candidate, offset: int) -> Candidate:
    spans = (replace(each, start=each.start + offset, end=each.end + offset) for each in candidate.spans)
    return replace(candidate, start=candidate.start + offset, end=candidate.end + offset, spans=tuple(spans))
