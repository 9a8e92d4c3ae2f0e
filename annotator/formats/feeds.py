"""RSS and Atom feeds, from a file: a document an entry, through feedparser (extra `feeds`).

The text is the entry's content where the feed has it, else its summary. Nothing is fetched.
"""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from annotator.errors import MissingExtra, ReadError
from annotator.formats.blocks import blocks
from annotator.formats.encodings import Decoded
from annotator.formats.fields import make_document
from annotator.formats.xml import refuse_entities
from annotator.model import Document

_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*(?<!/)>")
_DEEPEST = 50_000
"""Tags that are open at once, those counted that HTML need not close."""


def read_feed(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The entries in the feed's order; one without any words is a failure, and the others go on."""
    try:
        import feedparser
    except ImportError:
        raise MissingExtra(f"reading feeds ({name})", "feeds") from None
    refuse_entities(data, name)
    _refuse_depth(data, name)
    # A stream, not bytes: feedparser would take a short text for an address and fetch it.
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except ValueError as fault:  # white space in the name of a namespace
        raise ReadError(
            f"{name}: is no feed that can be read ({fault}); save it again from its address"
        ) from None
    entries = found.get("entries", [])
    if not entries:
        found_wrong = found.get("bozo_exception")
        cause = f" ({found_wrong})" if found_wrong else ""
        raise ReadError(f"{name}: is no feed with entries{cause}; save it again from its address")
    about = found.get("feed", {})
    encoding = str(found.get("encoding") or "utf-8").lower()
    for number, entry in enumerate(entries, 1):
        try:
            yield _document(entry, about, encoding, name, number)
        except ReadError as fault:
            yield fault


def _refuse_depth(data: bytes, name: str) -> None:
    """Raises `ReadError` for tags within tags on which feedparser would spend minutes."""
    depth = 0
    for found in _TAG.finditer(data):
        depth += -1 if found[1] else 1
        if depth > _DEEPEST:
            raise ReadError(
                f"{name}: opens {_DEEPEST:,} tags within one another; save it again from its address"
            )


def _document(entry: Any, about: Any, encoding: str, name: str, number: int) -> Document:
    bodies = [entry.get("summary", ""), *(each.get("value", "") for each in entry.get("content", ()))]
    text = max((blocks(str(body))[1] for body in bodies), key=len)
    day = _day(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed"))
    record = {
        "title": blocks(str(entry.get("title", "")))[1],
        "date": day.isoformat() if day else "",
        "source": entry.get("link", "") or about.get("link", ""),
        "author": entry.get("author", "") or about.get("title", ""),
        "language": about.get("language", ""),
    }
    return make_document(
        text, record, Decoded(text, encoding, False), name, f"{name}, entry {number}", number
    )


def _day(time: Any) -> datetime.date | None:
    try:
        return datetime.date(*time[:3]) if time else None
    except (TypeError, ValueError):
        return None
