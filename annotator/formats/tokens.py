"""Tokens for formats that have a line or an element for each: words, and every sign by itself."""

import re
from collections.abc import Iterable
from itertools import pairwise

from annotator.model import Span

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


def tokens(text: str, start: int, end: int, edges: Iterable[int] = ()) -> list[Span]:
    """The tokens of a stretch, in order. None goes over one of the `edges`: a label is never cut."""
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    return [
        Span(*found.span()) for first, last in pairwise(cuts) for found in _TOKEN.finditer(text, first, last)
    ]
