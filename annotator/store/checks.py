"""`verify`: everything that can be checked without asking anybody.

The ids are hashes of the content, so that a changed text or judgement shows, whoever changed it.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import get_args

import msgspec

from annotator.errors import AnnotatorError
from annotator.model import Event, EventKind, Span, text_id
from annotator.store import rows

_KINDS = get_args(EventKind)


def faults(path: Path, connection: sqlite3.Connection) -> Iterator[str]:
    """One line a fault: the place, what is wrong."""
    try:
        yield from (
            f"{path}: {line}" for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"
        )
        for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
            yield f"{path}: row {row} of {table} belongs to a row of {other} that is not there"
        for number, id_, name in connection.execute("SELECT number, id, name FROM documents").fetchall():
            place = f"document {id_[:12]} ({name})" if name else f"document {id_[:12]}"
            yield from (f"{place}: {fault}" for fault in _document_faults(connection, number, id_))
    except sqlite3.DatabaseError as fault:
        yield f"{path}: cannot be read on from here: {fault}"


def _document_faults(connection: sqlite3.Connection, number: int, id: str) -> Iterator[str]:
    (text,) = connection.execute("SELECT text FROM documents WHERE number = ?", (number,)).fetchone()
    if not isinstance(text, str) or text_id(text) != id:
        yield "its text was changed: it does not have the hash that is its id"
        return
    found = connection.execute(
        "SELECT count, offsets FROM sentences WHERE document = ?", (number,)
    ).fetchone()
    if not found:
        yield "its sentences are missing"
    else:
        yield from sentence_faults(text, *found)
    for row in connection.execute(f"SELECT {rows.EVENT} FROM events WHERE document = ?", (number,)):
        for fault in _row_faults(id, row, len(text)):
            yield f"event {str(row[0])[:12]} of {row[1]}: {fault}"


def sentence_faults(text: str, count: int, offsets: bytes) -> Iterator[str]:
    """Sentences lie in the text, in order and disjoint; only white space lies between them."""
    try:
        spans = list(rows.unpacked(offsets))
    except (ValueError, TypeError):
        yield "its sentences cannot be read"
        return
    if len(spans) != count:
        yield f"{count} sentences were stored, {len(spans)} are there"
    yield from span_faults(text, spans)


def span_faults(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """The same of spans that are read already."""
    edges = [Span(0, 0), *spans, Span(len(text), len(text))]
    for index, (one, two) in enumerate(pairwise(edges)):
        if two.start < one.end or two.end < two.start:
            yield f"sentence {index} at {two.start}..{two.end} does not follow the one before"
        elif text[one.end : two.start].strip():
            yield f"text at {one.end}..{two.start} lies in no sentence"
    for index, span in enumerate(spans):
        if span.end > len(text) or not text[span.start : span.end].strip():
            yield f"sentence {index} at {span.start}..{span.end} cuts nothing out of the text"


def _row_faults(document: str, row: rows.Row, length: int) -> Iterator[str]:
    try:
        (event,) = rows.events_of(document, [row])
    except msgspec.MsgspecError as fault:
        yield f"the candidate or more of it cannot be read: {fault}"
        return
    yield from event_faults(event, length)


def event_faults(event: Event, length: int) -> Iterator[str]:
    """What is wrong with an event on a text of `length` code points."""
    try:
        if event.digest() != event.id:
            yield "it was changed: it does not have the hash that is its id"
            return
    except (TypeError, UnicodeEncodeError, AnnotatorError) as fault:
        yield f"it cannot be hashed: {fault}"
        return
    if event.kind not in _KINDS:
        yield f"nothing known is called {event.kind!r}"
    if not 0 <= event.start <= event.end <= length or (event.kind == "split" and not 0 <= event.at <= length):
        yield f"{event.start}..{event.end} does not lie in the text, which has {length} characters"
    for place in (event.first, event.second, *event.pieces):
        if place and not 0 <= place.start < place.end <= length:
            yield f"{place.start}..{place.end} does not lie in the text, which has {length} characters"
    answered = event.candidate
    if answered and not 0 <= answered.start < answered.end <= length:
        yield f"the candidate at {answered.start}..{answered.end} does not lie in the text"
