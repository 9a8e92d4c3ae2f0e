"""Tokens for formats that have a line or an element for each: words, and every sign by itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from annotator.model import Span
from annotator.patterns import regex

_TOKEN = regex(r"\w+(?:[-'’.]\w+)*|[^\w\s]")


def tokens(text: str, start: int, end: int, edges: Sequence[int] = ()) -> list[Span]:
    """The tokens of a stretch, in order. None goes over one of the `edges`, which are sorted: no label is cut."""
    inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
    return [
        Span(*found.span())
        for first, last in pairwise((start, *dict.fromkeys(inside), end))
        for found in _TOKEN.finditer(text, first, last)
    ]


def places_of(text: str, words: Sequence[str]) -> list[Span]:
    """Where each word stands in the text, one after the other; nothing where one of them does not."""
    places, at = list[Span](), 0
    for word in words:
        begin = text.find(word, at)
        if begin < 0:
            return []
        at = begin + len(word)
        places.append(Span(begin, at))
    return places
