"""PDF files: their running text, through pypdfium2 (extra `pdf`), read in a process of its own.

A PDF knows letters and places, no paragraphs: lines are joined to paragraphs again, words that were divided
at the end of a line are put together, and headers, footers and page numbers that recur are left out. The
date is never taken from the file's properties: they say when it was saved.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from statistics import median
from typing import Any

from annotator.errors import MissingExtra, ReadError
from annotator.formats.encodings import Decoded
from annotator.formats.fields import make_document
from annotator.model import Document
from annotator.patterns import regex

SECONDS = 60.0
"""How long reading may take."""
_DIVIDED = regex("[\ufffe\u0002]\\s*|\u00ad\\s*\n\\s*")
"""What stands where a word was divided at the end of a line."""
_SENTENCE_END = regex(r"[.!?:。！？؟][\"”’»)\]]*$")
_DIGITS = regex(r"\d+")
_SHORT = 0.75
"""A line shorter than this share of a usual one that ends a sentence ends its paragraph."""


def read_pdf(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a PDF; `ReadError` for one that cannot be read or holds no text."""
    if find_spec("pypdfium2") is None:
        raise MissingExtra(f"reading PDF files ({name})", "pdf")
    found = _pages(data, name)
    if "fault" in found:
        raise ReadError(f"{name}: {found['fault']}")
    text = running([str(page) for page in found["pages"]])
    if not text:
        raise ReadError(f"{name}: holds no text, only pictures of it; run it through text recognition first")
    record = {"title": found["title"], "author": found["author"]}
    yield make_document(text, record, Decoded(text, "utf-8", False), name, name)


def _pages(data: bytes, name: str) -> dict[str, Any]:
    program = [sys.executable, "-m", "annotator.formats.pdf_pages"]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=SECONDS, check=False)
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise ReadError(f"{name}: takes longer than {SECONDS:.0f} seconds to read; save it as text") from None
    except OSError as fault:
        raise ReadError(f"{name}: no process can be started to read it ({fault.strerror})") from None
    except ValueError:
        raise ReadError(f"{name}: is a PDF that the library cannot read; save it anew, or as text") from None
    return dict(found)


def running(pages: Sequence[str]) -> str:
    """The text of pages as paragraphs with an empty line between them."""
    lines = [_lines(page) for page in pages]
    recurring = _recurring(lines)
    kept = [line for page in lines for line in _without_edges(page, recurring)]
    usual = median(len(line) for line in kept if line) if any(kept) else 0
    paragraphs: list[str] = []
    open_ = False
    for line in kept:
        if not line:
            open_ = False
            continue
        if open_ and paragraphs:
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        open_ = not (_SENTENCE_END.search(line) and len(line) < usual * _SHORT)
    return "\n\n".join(paragraphs)


def _lines(page: str) -> list[str]:
    lines = _DIVIDED.sub("", page.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return [" ".join(line.replace("\0", "").split()) for line in lines]


def _recurring(pages: Sequence[list[str]]) -> set[str]:
    """First and last lines that stand on most of the pages, with their numbers left out."""
    edges: Counter[str] = Counter()
    for page in pages:
        words = [line for line in page if line]
        edges.update({_DIGITS.sub("#", line) for line in (*words[:2], *words[-2:])})
    return {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}


def _without_edges(page: list[str], recurring: set[str]) -> list[str]:
    """A page without what recurs at its top and foot, and without a number that stands alone there."""

    def goes(line: str) -> bool:
        return not line or _DIGITS.sub("#", line) in recurring or line.strip("-–— ").isdigit()

    first, last = 0, len(page)
    while first < last and goes(page[first]):
        first += 1
    while last > first and goes(page[last - 1]):
        last -= 1
    return page[first:last]


def _joined(paragraph: str, line: str) -> str:
    """A line after what is before it in its paragraph."""
    if paragraph.endswith("-") and line[:1].islower() and paragraph[-2:-1].isalpha():
        # Divided at the end of the line, or a compound: one with a part that stands alone keeps it.
        return paragraph[:-1] + line
    return f"{paragraph} {line}"
