"""A program of its own: the text of a PDF's pages, from stdin to stdout as JSON.

It runs apart from everything else, with bounded time and memory: what a broken or hostile PDF does to the
library that reads it, it does here.
"""

import json
import sys
from typing import Any

MEMORY = 1_000_000_000
"""Bytes of address space, where the system can bound it."""
MOST_PAGES = 2_000


def pages(data: bytes) -> dict[str, Any]:
    """Title, author and the text of each page, or what is wrong."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if len(pdf) > MOST_PAGES:
                return {
                    "fault": f"has {len(pdf)} pages, more than {MOST_PAGES}; take the pages out that matter"
                }
            about = pdf.get_metadata_dict(skip_empty=True)
            texts = []
            for index in range(len(pdf)):
                page = pdf[index]
                text = page.get_textpage()
                texts.append(text.get_text_range())
                text.close()
                page.close()
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        return {
            "fault": "is locked with a password; save it without one"
            if locked
            else f"cannot be read ({fault})"
        }
    return {"title": about.get("Title", ""), "author": about.get("Author", ""), "pages": texts}


def bound_memory() -> None:
    """Where the system knows limits, this process may not take more than `MEMORY`."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    bound_memory()
    found = pages(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=True).encode())
