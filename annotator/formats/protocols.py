"""What a reader, a writer and a line of the tables of formats are."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO, Protocol, cast

from msgspec import Struct

from annotator.errors import MissingExtra, ReadError
from annotator.formats.losses import THINGS, Losses, not_kept
from annotator.model import AnnotatedDocument, Document


class Reader(Protocol):
    """Turns the bytes of a file into documents.

    `name` is the path as the user gave it; failures begin with it. A broken record is yielded as a
    `ReadError`, so that the others go on; a file that cannot be read at all raises one.
    """

    def __call__(self, data: bytes, name: str) -> Iterable[Document | ReadError]: ...


class CorpusReader(Protocol):
    """Turns an open corpus into annotated documents, in the file's order; broken records as above.

    What is sound and has no place here is counted, in `Losses` that come between the documents.
    """

    def __call__(self, data: BinaryIO, name: str) -> Iterable[AnnotatedDocument | ReadError | Losses]: ...


class Writer(Protocol):
    """Writes annotated documents to an open binary file, and says what it had to leave out.

    What the format never holds is counted from `Format.keeps`; a writer adds what depends on the content.
    """

    def __call__(self, documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses | None: ...


class Format(Struct, frozen=True, kw_only=True):
    """One line of a table: a name, what it is for, and where its callable is."""

    name: str
    about: str
    """One line for the list of formats."""
    where: str = ""
    """'module:function'; imported at first use."""
    call: Callable[..., Any] | None = None
    """The callable itself, instead of `where`."""
    endings: tuple[str, ...] = ()
    """File endings in lower case, with the dot. The first format of a table that has it gets the file."""
    extra: str = ""
    """The extra of this package that it needs; empty: none."""
    needs: str = ""
    """The module that the extra brings; empty: none."""
    keeps: tuple[str, ...] | None = None
    """Corpora: which of `losses.THINGS` it holds; None: nobody says, nothing is counted."""
    loses: str = ""
    """What else is lost, in words; empty: nothing."""
    schema: bool = False
    """Writers: True where the callable takes the label schema as `schema`."""
    looks: str = ""
    """Corpora: a regular expression for the beginning of such a file, from its first letter on."""
    binary: bool = False
    """True where its bytes are no text, so that no encoding applies."""

    def load(self) -> Callable[..., Any]:
        """The callable, imported now where it was not yet. Raises `MissingExtra` without its extra."""
        if self.call is not None:
            return self.call
        if self.needs:
            try:
                importlib.import_module(self.needs)
            except ImportError:
                raise MissingExtra(f"the format {self.name}", self.extra) from None
        module, _, name = self.where.partition(":")
        return cast("Callable[..., Any]", getattr(importlib.import_module(module), name))

    @property
    def kept(self) -> tuple[str, ...]:
        """What it can hold, in words."""
        return tuple(words for name, (words, _) in THINGS.items() if name in (self.keeps or ()))

    @property
    def lost(self) -> tuple[str, ...]:
        """What it cannot hold, in words."""
        never = not_kept(self.keeps) if self.keeps is not None else ()
        return (*never, *filter(None, [self.loses]))


def table(*formats: Format) -> Mapping[str, Format]:
    """Formats by their names."""
    return {format.name: format for format in formats}
