"""Full-text search over the documents: an FTS5 index that holds no text of its own.

Words are found whatever their case and accents, all of them somewhere in the document; `"some words"`
stand together, `-word` must not be there, `word*` is the beginning of one. Chinese, Japanese and Thai have
no spaces between words: what is sought in them is found wherever it stands.
"""

import datetime
import re
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.model import Span
from annotator.patterns import regex

if TYPE_CHECKING:
    from sqlite_utils import Database

TRIGGERS = {
    "documents_are_found": (
        "CREATE TRIGGER documents_are_found AFTER INSERT ON documents BEGIN"
        " INSERT INTO found_words (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text); END"
    ),
    "titles_are_found": (
        "CREATE TRIGGER titles_are_found AFTER UPDATE OF title ON documents BEGIN"
        " INSERT INTO found_words (found_words, rowid, title, text)"
        " VALUES ('delete', OLD.number, OLD.title, OLD.text);"
        " INSERT INTO found_words (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text); END"
    ),
}
"""What keeps the index in step with the documents, by name."""

_BEFORE, _AFTER = "\ufdd0", "\ufdd1"
"""Put around what was found: Unicode promises that no text means anything by these."""

_PLACES = 2_000
"""So many places are told of one document at most."""

_UNSPACED = regex(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""


class Match(Struct, frozen=True):
    """A document in which all that was sought stands."""

    document: str
    """Its id."""
    name: str
    title: str
    date: datetime.date | None
    places: tuple[Span, ...]
    """Where, in the text, in order; empty: only in the title."""


class Sought(Struct, frozen=True):
    """A query, read."""

    words: str = ""
    """An expression of FTS5; empty: none."""
    pieces: tuple[str, ...] = ()
    """To be found as they are."""


def create(db: "Database") -> None:
    """Makes the index and fills it from the documents that are there."""
    db.execute(
        "CREATE VIRTUAL TABLE found_words USING fts5(title, text, content='documents',"
        " content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
    )
    db.execute("INSERT INTO found_words (found_words) VALUES ('rebuild')")


def understood(query: str, *, typing: bool = False) -> Sought:
    """What a query asks for. Any text is a query; marks without a letter or digit mean nothing.

    `typing`: the last word may go on, so its beginning is enough.
    """
    wanted: list[str] = []
    barred: list[str] = []
    pieces: list[str] = []
    tokens = re.findall(r'-?"[^"]*"?|\S+', query.replace("\0", " "))
    for number, token in enumerate(tokens):
        barring = token.startswith("-")
        goes_on = typing and '"' not in token and number == len(tokens) - 1 and not query[-1:].isspace()
        core = token.lstrip("-").strip('"') if '"' in token else token.strip("-*")
        if not any(character.isalnum() for character in core):
            continue
        if _UNSPACED.search(core) and not barring:
            pieces.append(core)
            continue
        term = '"' + core.replace('"', '""') + '"' + ("*" if goes_on or token.endswith("*") else "")
        (barred if barring else wanted).append(term)
    words = " AND ".join(wanted)
    if words and barred:
        words = f"({words}) NOT ({' OR '.join(barred)})"
    return Sought(words, tuple(pieces))


def search(
    connection: sqlite3.Connection, query: str, limit: int = 200, *, typing: bool = False
) -> list[Match]:
    """The documents that match, best first; of equally good ones the newest. Nothing sought: none."""
    sought = understood(query, typing=typing)
    if not sought.words and not sought.pieces:
        return []
    columns, tables = "id, name, documents.title, date, documents.text", "documents"
    conditions: list[str] = []
    values: list[str] = []
    order = "date DESC, number"
    if sought.words:
        columns += f", highlight(found_words, 1, '{_BEFORE}', '{_AFTER}')"
        tables = "found_words JOIN documents ON documents.number = found_words.rowid"
        conditions.append("found_words MATCH ?")
        values.append(sought.words)
        order = f"bm25(found_words, 5.0, 1.0), {order}"
    for piece in sought.pieces:
        conditions.append("(instr(documents.text, ?) OR instr(documents.title, ?))")
        values += [piece, piece]
    sql = f"SELECT {columns} FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT {limit:d}"
    return [_match(row, sought) for row in connection.execute(sql, values)]


def _match(row: Sequence[str], sought: Sought) -> Match:
    id_, name, title, day, text, *marked = row
    spans = _between(text, marked[0]) if marked else []
    for piece in sought.pieces:
        spans += [Span(*each.span()) for each in re.finditer(re.escape(piece), text)]
    places = tuple(sorted(spans)[:_PLACES])
    return Match(id_, name, title, datetime.date.fromisoformat(day) if day else None, places)


def _between(text: str, marked: str) -> list[Span]:
    """Where the marks stood; none where the text has such characters of its own."""
    spans: list[Span] = []
    at = taken = 0
    while len(spans) < _PLACES and (start := marked.find(_BEFORE, at)) >= 0:
        end = marked.find(_AFTER, start)
        spans.append(Span(start - taken, end - taken - 1))
        at, taken = end + 1, taken + 2
    if _BEFORE in text or _AFTER in text:
        return []
    return spans
