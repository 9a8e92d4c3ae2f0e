"""The nouns, all frozen: document, span, sentence, entity, mention, candidate, annotation, relation, event.

Offsets are code points into the text of the document, half open: `text[start:end]` is the thing.
Days are `datetime.date`; days of the knowledge may be known only to the month or year and are then
the strings '2015-03' or '2015'.
"""

from annotator.model.documents import Article, Document, Sentence, Span, Text, text_id
from annotator.model.entities import Alias, Entity, Fact, Kind, earliest, latest
from annotator.model.judgements import (
    AnnotatedDocument,
    Annotation,
    Event,
    EventKind,
    Evidence,
    Judged,
    Mark,
    Related,
    Work,
)
from annotator.model.proposals import Answered, Candidate, Mention, Piece, Suggestions, signed

__all__ = [
    "Alias",
    "AnnotatedDocument",
    "Annotation",
    "Answered",
    "Article",
    "Candidate",
    "Document",
    "Entity",
    "Event",
    "EventKind",
    "Evidence",
    "Fact",
    "Judged",
    "Kind",
    "Mark",
    "Mention",
    "Piece",
    "Related",
    "Sentence",
    "Span",
    "Suggestions",
    "Text",
    "Work",
    "earliest",
    "latest",
    "signed",
    "text_id",
]
