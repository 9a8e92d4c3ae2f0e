"""Web archives (.warc, .warc.gz): the article of every page, through warcio and trafilatura (extra `warc`)."""

import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

from msgspec.structs import replace

from annotator.errors import MissingExtra, ReadError
from annotator.formats.fields import parse_day
from annotator.formats.html import read_html
from annotator.model import Document
from annotator.patterns import regex

_LARGEST = 20_000_000
"""Bytes of a page, unpacked, beyond which it is no article."""
_LARGEST_PIECE = 100_000_000
"""Bytes of an archive that was packed as a whole, unpacked."""
_CHARSET = regex(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def read_warc(data: bytes, name: str) -> Iterator[Document | ReadError]:
    """The articles in the archive's order. A page without one is a failure, and the others go on.

    Everything that is no page that was found (pictures, redirections, requests) is passed over.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingExtra(f"reading web archives ({name})", "warc") from None
    number = pages = wrong = 0
    records = ArchiveIterator(io.BytesIO(_of_one_piece(data, name)))
    try:
        while record := _next(records):
            if records.err_count > wrong:
                wrong = records.err_count
                yield ReadError(
                    f"{name}#{number}: is longer than it says, so its end is missing; take it again"
                )
            number += 1
            if not _is_page(record):
                continue
            pages += 1
            yield from _page(record, name, number)
    except (ArchiveLoadFailed, EOFError, ValueError, OSError, AttributeError, TypeError, KeyError) as fault:
        # What the library raises for records that are cut short or are none.
        cause = " ".join(str(fault).split())[:200]
        yield ReadError(f"{name}: record {number + 1} cannot be read ({cause}); what is before it was read")
        return
    if not pages:
        raise ReadError(f"{name}: holds no web page; see what is in it with `warcio index`")


def _of_one_piece(data: bytes, name: str) -> bytes:
    """The archive unpacked where it was packed as a whole; warcio wants each record packed by itself."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    piece = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = piece.decompress(data, _LARGEST_PIECE + 1)
    except zlib.error:
        return data  # warcio says which record it is
    if len(plain) > _LARGEST_PIECE:
        size = _LARGEST_PIECE // 1_000_000
        raise ReadError(f"{name}: unpacks to over {size} MB in one piece; pack it with `warcio recompress`")
    return data if piece.unused_data or not piece.eof else plain


def _next(records: Any) -> Any:
    """The next record or None. What the library says of broken ones on its way is ours to say."""
    logging.getLogger("warcio").setLevel(logging.ERROR)
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type == "resource":  # a page that was saved without the answer's head
        return "html" in (record.rec_headers.get_header("Content-Type") or "").lower()
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") or "").lower()
    return "html" in kind


def _page(record: Any, name: str, number: int) -> Iterator[Document | ReadError]:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    place = f"{name}#{number}"
    body = record.content_stream().read(_LARGEST + 1)
    if len(body) > _LARGEST:
        yield ReadError(f"{place}: {address} is larger than {_LARGEST // 1_000_000} MB; it is left out")
        return
    try:
        for document in read_html(_in_utf8(body, record), place):
            taken = parse_day((record.rec_headers.get_header("WARC-Date") or "")[:10])
            # The day of the crawl is not the day of publishing: it only bounds it, so it is no date.
            note = document.source or address
            yield replace(
                document, name=place, source=note, author=document.author, date=_not_after(document, taken)
            )
    except ReadError as fault:
        yield ReadError(f"{fault} ({address})")


def _not_after(document: Document, taken: Any) -> Any:
    """The document's date, if it is not after the day on which the page was taken: such a date is wrong."""
    return None if document.date and taken and document.date > taken else document.date


def _in_utf8(body: bytes, record: Any) -> bytes:
    """The page in UTF-8 where the answer's head says in which encoding it is."""
    headers = record.http_headers or record.rec_headers
    said = _CHARSET.search(headers.get_header("Content-Type") or "")
    if said:
        try:
            return b"\xef\xbb\xbf" + body.decode(said[1]).encode()
        except (LookupError, UnicodeError):
            pass
    return body
