"""Document, span, sentence: what is read."""

import datetime
from typing import Protocol

from msgspec import Struct
from msgspec.structs import force_setattr

from annotator.errors import AnnotatorError


class Span(Struct, frozen=True, order=True, gc=False):
    """A stretch of a document's text, half open, in code points."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Text(Protocol):
    """Code points that are read stretch by stretch: a `str`, or a text that is too long to be held in memory."""

    def __len__(self) -> int: ...
    def __getitem__(self, stretch: slice, /) -> str: ...


class Article(Struct, frozen=True, kw_only=True):
    """One article as it is worked on: its text is read where it is looked at, and never changes."""

    text: Text
    name: str = ""
    """What the user calls it: the file's name, with '#3' for the third record of a file."""
    title: str = ""
    date: datetime.date | None = None
    """The day it was published. With none, nothing in it is accused of being wrong at a date."""
    source: str = ""
    """Where it was published: an address, or the name of an outlet."""
    author: str = ""
    language: str = "en"
    encoding: str = "utf-8"
    """How its bytes were read."""
    guessed: bool = False
    """True where that encoding is a guess, neither declared nor checked by the bytes themselves."""
    id: str = ""
    """The SHA-256 of its text in UTF-8, in hexadecimal."""


class Document(Article, frozen=True, kw_only=True):
    """An article with all of its text in memory: a changed text is another document."""

    text: str

    def __post_init__(self) -> None:
        force_setattr(self, "id", text_id(self.text))


def text_id(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal; lone surrogates are refused."""
    try:
        import hashlib  # its library is large, and the first frame needs none

        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as fault:
        raise AnnotatorError(
            f"the text holds half a surrogate pair at {fault.start}: read it with `read`, which replaces it"
        ) from None


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of a document: `document.text[start:end] == text`."""

    document: str
    """The id of the document."""
    index: int
    """0 for the first of the document."""
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)
