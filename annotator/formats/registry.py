"""The tables of built-in readers and writers, and how third parties add theirs.

A built-in is one line of a table here and one file beside this one. Its file is imported when the
format is used, not before. A third party registers the same callable, or a whole `Format`, as an
entry point in the group `annotator.readers`, `annotator.writers` or `annotator.corpora`.
"""

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Protocol, cast

from msgspec import Struct

from annotator.errors import ReadError, UsageError
from annotator.model import AnnotatedDocument, Document

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Losses = Counter[str]
"""What a format could not hold: 'overlapping spans': 3."""


class Reader(Protocol):
    """Turns the bytes of a file into documents.

    `name` is the path as the user gave it; failures begin with it. A broken record is yielded as a
    `ReadError`, so that the others go on; a file that cannot be read at all raises one.
    """

    def __call__(self, data: bytes, name: str) -> Iterable[Document | ReadError]: ...


class CorpusReader(Protocol):
    """Turns an open corpus into annotated documents, in the file's order; broken records as above."""

    def __call__(self, data: BinaryIO, name: str) -> Iterable[AnnotatedDocument | ReadError]: ...


class Writer(Protocol):
    """Writes annotated documents to an open binary file, and says what it had to leave out."""

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
    loses: str = ""
    """What the format cannot hold; empty: nothing."""
    looks: str = ""
    """Corpora: a regular expression for the beginning of such a file, from its first letter on."""
    binary: bool = False
    """True where its bytes are no text, so that no encoding applies."""

    def load(self) -> Callable[..., Any]:
        """The callable, imported now where it was not yet."""
        if self.call is not None:
            return self.call
        module, _, name = self.where.partition(":")
        return cast("Callable[..., Any]", getattr(importlib.import_module(module), name))


def _table(*formats: Format) -> Mapping[str, Format]:
    return {format.name: format for format in formats}


_HERE = "annotator.formats."

READERS = _table(
    Format(
        name="text",
        about="plain text, with or without front matter",
        where=_HERE + "text:read_text",
        endings=(".txt", ".text"),
    ),
    Format(
        name="markdown",
        about="Markdown, with or without front matter; the text is what a page would show",
        where=_HERE + "markdown:read_markdown",
        endings=(".md", ".markdown", ".mkd"),
    ),
    Format(
        name="jsonl",
        about="one JSON object a line, with a text in it",
        where=_HERE + "jsonl_documents:read_jsonl",
        endings=(".jsonl", ".ndjson", ".jsonlines"),
    ),
    Format(
        name="csv",
        about="a table with a heading and a text column",
        where=_HERE + "csv_documents:read_csv",
        endings=(".csv",),
    ),
    Format(
        name="tsv",
        about="the same, with tabs",
        where=_HERE + "csv_documents:read_tsv",
        endings=(".tsv", ".tab"),
    ),
    Format(
        name="html",
        about="a news page: its text, title, date and author",
        where=_HERE + "html:read_html",
        endings=(".html", ".htm", ".xhtml"),
        extra="html",
        loses="navigation, comments, pictures",
    ),
)
"""What can be read as documents, by name."""

WRITERS = _table(
    Format(
        name="jsonl",
        about="one document a line with everything that is known of it; can be read back",
        where=_HERE + "jsonl_corpus:write_jsonl",
        endings=(".jsonl", ".ndjson", ".jsonlines"),
    ),
    Format(
        name="csv",
        about="one row a sentence and annotator, for spreadsheets",
        where=_HERE + "csv_corpus:write_csv",
        endings=(".csv",),
        loses="spans of labels, times, candidates, the log",
    ),
    Format(
        name="tsv",
        about="the same, with tabs",
        where=_HERE + "csv_corpus:write_tsv",
        endings=(".tsv", ".tab"),
        loses="spans of labels, times, candidates, the log",
    ),
    Format(
        name="brat",
        about="brat standoff in a .zip, a folder for each annotator, with brat's configuration",
        where=_HERE + "brat:write_brat",
        endings=(".zip",),
        loses="candidates, times, sentences, titles and dates, the log",
        binary=True,
    ),
    Format(
        name="w3c",
        about="W3C Web Annotation as JSON-LD, with position and quotation",
        where=_HERE + "w3c:write_w3c",
        endings=(".jsonld",),
        loses="candidates, sentences, titles and dates, the log",
    ),
    Format(
        name="conll",
        about="CoNLL with tags in IOB2: one layer of labels that do not overlap",
        where=_HERE + "conll:write_conll",
        endings=(".conll", ".iob2"),
        loses="overlapping labels, annotators, candidates, times, titles and dates, the log",
    ),
    Format(
        name="label-studio",
        about="JSON of Label Studio: tasks with annotations",
        where=_HERE + "label_studio:write_label_studio",
        endings=(".json",),
        loses="candidates, the log",
    ),
    Format(
        name="doccano",
        about="JSON lines of doccano: texts with labelled spans, a line for each annotator",
        where=_HERE + "doccano:write_doccano",
        loses="candidates, times, the log",
    ),
    Format(
        name="html",
        about="a report for people: every sentence with its labels, in one page",
        where=_HERE + "html_report:write_html",
        endings=(".html", ".htm"),
        loses="the log",
    ),
)
"""What an annotated corpus can be written as, by name."""

_LINE = r"\s*\{[^\n]*"
CORPORA = _table(
    Format(
        name="jsonl",
        about="the corpus that the jsonl writer writes, and lines in its shape",
        where=_HERE + "jsonl_corpus:read_jsonl_corpus",
        endings=(".jsonl", ".ndjson", ".jsonlines"),
        looks=rf'{_LINE}(?:(?<!\\)"annotators"\s*:\s*\[|(?<={{)"document":"[^\n]*(?<!\\)"splitter":)',
    ),
    Format(
        name="doccano",
        about="JSON lines of doccano: texts with labelled spans",
        where=_HERE + "doccano:read_doccano",
        looks=rf'{_LINE}(?<!\\)"(?:labels?|entities)"\s*:\s*\[',
        loses="relations, comments",
    ),
    Format(
        name="label-studio",
        about="JSON of Label Studio: tasks with annotations",
        where=_HERE + "label_studio:read_label_studio",
        endings=(".json",),
        looks=r'\s*[\[{](?s:.)*?(?<!\\)"(?:annotations|labels)"\s*:\s*\[',
        loses="relations, predictions",
    ),
    Format(
        name="w3c",
        about="W3C Web Annotation as JSON-LD, with the texts in it",
        where=_HERE + "w3c:read_w3c",
        endings=(".jsonld",),
        looks=r'\s*[\[{](?s:.)*?"https?://www\.w3\.org/ns/anno\.jsonld"',
    ),
    Format(
        name="brat",
        about="brat standoff: a .zip of .ann and .txt files, or an .ann with its .txt beside it",
        where=_HERE + "brat:read_brat",
        endings=(".zip", ".ann"),
        looks=r"PK\x03\x04(?s:.)*?\.ann",
        loses="relations, events, attributes, notes; a discontinuous span becomes one",
        binary=True,
    ),
)
"""What can be read as an annotated corpus, by name."""

Kind = Literal["reader", "writer", "corpus"]

_TABLES: dict[Kind, tuple[Mapping[str, Format], str]] = {
    "reader": (READERS, "annotator.readers"),
    "writer": (WRITERS, "annotator.writers"),
    "corpus": (CORPORA, "annotator.corpora"),
}


def formats(kind: Kind) -> dict[str, Format]:
    """Every format of a kind by name: the built-ins, then those that other packages registered."""
    from importlib.metadata import entry_points  # 20 ms that a built-in need not pay

    table, group = _TABLES[kind]
    found = dict(table)
    for point in entry_points(group=group):
        if point.name not in found:
            found[point.name] = _registered(point)
    return found


def _registered(point: "EntryPoint") -> Format:
    """An entry point's `Format`, or one made around its callable."""
    thing = point.load()
    if isinstance(thing, Format):
        return thing
    about = (thing.__doc__ or "").strip().partition("\n")[0]
    return Format(name=point.name, about=about, call=thing, endings=(f".{point.name}",))


def named(kind: Kind, name: str) -> Format:
    """The format of that name; `UsageError` with the names there are where there is none."""
    from difflib import get_close_matches

    table, _ = _TABLES[kind]
    if name in table:
        return table[name]
    known = formats(kind)
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(f"no {kind} called {name!r}; choose from {', '.join(sorted(known))}{hint}")


def by_ending(kind: Kind, name: str) -> Format | None:
    """The format that a file's ending stands for, or None; built-ins come first."""
    ending = PurePath(name).suffix.lower()
    if not ending:
        return None
    table, _ = _TABLES[kind]
    for known in (table, formats(kind)) if not _has(table, ending) else (table,):
        for format in known.values():
            if ending in format.endings:
                return format
    return None


def _has(table: Mapping[str, Format], ending: str) -> bool:
    return any(ending in format.endings for format in table.values())
