"""Text to sentences. Whatever the text, `text[start:end]` is the sentence, sentences never overlap,
and only white space lies between them.

A splitter is anything with an `id` and `spans`; what it returns is checked before anybody uses it.
"""

from collections.abc import Iterable
from typing import Protocol

from annotator.errors import AnnotatorError
from annotator.model import Span
from annotator.segment.news import NewsSplitter

__all__ = ["DEFAULT", "NewsSplitter", "Splitter", "checked", "split"]


class Splitter(Protocol):
    """Cuts a text into sentences."""

    @property
    def id(self) -> str:
        """Name and version of all that decides where it cuts, kept with sentences: 'punkt/2.2.1+news/1'."""

    def spans(self, text: str, language: str) -> Iterable[tuple[int, int]]:
        """Start and end of each sentence, in order, in code points, half open.

        `language` is an ISO 639-1 code ('en', 'pt-BR'); one that the splitter does not know is no error.
        """


DEFAULT: Splitter = NewsSplitter()


def split(text: str, language: str = "en", splitter: Splitter = DEFAULT) -> list[Span]:
    """The sentences of `text`, in order; none for an empty or blank text.

    Raises `AnnotatorError` where the splitter loses or repeats text.
    """
    return checked(text, splitter.spans(text, language), splitter.id)


def checked(text: str, spans: Iterable[tuple[int, int]], splitter: str = "") -> list[Span]:
    """`spans` without the white space at their ends and without blank ones, if they are sound.

    Raises `AnnotatorError` where one is no pair of whole numbers, reaches out of the text, overlaps
    or precedes the one before, or where something other than white space lies outside all of them.
    """
    who = f"splitter {splitter!r}" if splitter else "the splitter"
    found: list[Span] = []
    done = 0
    for start, end in spans:
        if type(start) is not int or type(end) is not int:
            raise AnnotatorError(f"{who} gave {start!r}, {end!r} as a sentence; offsets are whole numbers")
        if not 0 <= start <= end <= len(text):
            raise AnnotatorError(
                f"{who} gave {start}..{end} as a sentence of a text of {len(text)} characters; "
                "offsets count code points (not bytes or UTF-16 units) and stay inside the text"
            )
        if start < done:
            raise AnnotatorError(
                f"{who} gave {start}..{end} after a sentence that ends at {done}; "
                "sentences come in order and do not overlap"
            )
        _only_blank(text, done, start, who)
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = end - len(piece) + len(piece.rstrip())
        if left < right:
            found.append(Span(left, right))
        done = end
    _only_blank(text, done, len(text), who)
    return found


def _only_blank(text: str, start: int, end: int, who: str) -> None:
    """Raises where text between two sentences is not white space."""
    lost = text[start:end].strip()
    if lost:
        at = text.index(lost[0], start)
        raise AnnotatorError(
            f"{who} left {lost[:20]!r} at {at} out of every sentence; "
            "only white space may lie between sentences: choose another splitter"
        )
