"""News pages: text, title, date and author, through trafilatura (extra `html`).

Offsets refer to the extracted text only. The date is one that the page states in its metadata, a
`time` element or its address; none is guessed from the words, for accusations would rest on it.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from annotator.errors import MissingExtra, ReadError
from annotator.formats.encodings import decode
from annotator.formats.fields import make_document
from annotator.model import Document
from annotator.patterns import regex

_WIKI = regex(r'<body[^>]{0,500}class="[^"]*mediawiki', re.I)
_OF_WIKIS = (
    *(
        "reference",
        "mw-editsection",
        "mw-references-wrap",
        "references",
        "reflist",
        "navbox",
        "infobox",
        "toc",
    ),
    *("hatnote", "noprint", "catlinks", "mw-jump-link", "metadata", "thumbcaption", "mw-empty-elt"),
)
"""Classes of what surrounds the text of MediaWiki: marks of notes, links to edit, boxes, lists of sources."""


def read_html(data: bytes, name: str) -> Iterator[Document]:
    """The article of a page; `ReadError` where there is none, `MissingExtra` without trafilatura."""
    decoded = decode(data, name)
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise MissingExtra(f"reading web pages ({name})", "html") from None
    found = _extracted(decoded.text, bare_extraction)
    if not found.get("text"):
        raise ReadError(f"{name}: no article found in the page; copy its text into a .txt file")
    record = {
        "title": found.get("title"),
        "date": found.get("date"),
        "author": (found.get("author") or "").replace("; ", ", "),
        "source": found.get("url") or found.get("sitename"),
        "language": found.get("language"),
    }
    yield make_document(found["text"], record, decoded, name, name)


def _extracted(html: str, extract: Callable[..., Any]) -> dict[str, Any]:
    """What trafilatura finds in a page; empty where it finds no article."""
    with warnings.catch_warnings(action="ignore"):  # of the libraries that it asks about odd dates
        page = extract(
            html,
            fast=True,
            include_comments=False,
            prune_xpath=_around(html),
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    return {} if page is None else dict(page.as_dict())


def _around(html: str) -> list[str] | None:
    """Where in a page stands what trafilatura takes for words of the text, though it is none."""
    if not _WIKI.search(html):
        return None
    classes = (f'contains(concat(" ", @class, " "), " {each} ")' for each in _OF_WIKIS)
    return [f'//*[{" or ".join(classes)} or @id="siteSub"]']
