"""The tables of built-in readers and writers, and how third parties add theirs.

A built-in is one line of a table here and one file beside this one. Its file is imported when the
format is used, not before. A third party registers the same callable, or a whole `Format`, as an
entry point in the group `annotator.readers`, `annotator.writers` or `annotator.corpora`.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from annotator.errors import UsageError
from annotator.formats.losses import Losses as Losses
from annotator.formats.protocols import CorpusReader as CorpusReader
from annotator.formats.protocols import Format as Format
from annotator.formats.protocols import Reader as Reader
from annotator.formats.protocols import Writer as Writer
from annotator.formats.protocols import table
from annotator.formats.tables import CORPORA as CORPORA
from annotator.formats.tables import WRITERS as WRITERS

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_HERE = "annotator.formats."

READERS = table(
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
        about="one JSON object a line, or a list of them, each with a text in it",
        where=_HERE + "jsonl_documents:read_jsonl",
        endings=(".jsonl", ".ndjson", ".jsonlines", ".json"),
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
    Format(
        name="pdf",
        about="a PDF file: its running text, lines joined to paragraphs",
        where=_HERE + "pdf:read_pdf",
        endings=(".pdf",),
        extra="pdf",
        needs="pypdfium2",
        loses="headers and footers that recur, pictures, columns of tables",
        binary=True,
    ),
    Format(
        name="docx",
        about="a Word file: its paragraphs",
        where=_HERE + "docx:read_docx",
        endings=(".docx",),
        extra="docx",
        needs="mammoth",
        loses="pictures, comments, deleted text",
        binary=True,
    ),
    Format(
        name="epub",
        about="a book: a document a chapter",
        where=_HERE + "epub:read_epub",
        endings=(".epub",),
        loses="pictures",
        binary=True,
    ),
    Format(
        name="feed",
        about="an RSS or Atom feed: a document an entry",
        where=_HERE + "feeds:read_feed",
        endings=(".rss", ".atom", ".xml"),
        extra="feeds",
        needs="feedparser",
        loses="pictures, and what stands only behind the links",
        binary=True,
    ),
    Format(
        name="warc",
        about="a web archive: the article of every page in it",
        where=_HERE + "warc:read_warc",
        endings=(".warc", ".warc.gz"),
        extra="warc",
        needs="warcio",
        loses="everything that is no page with an article",
        binary=True,
    ),
    Format(
        name="srt",
        about="SubRip subtitles as running text, with speakers",
        where=_HERE + "subtitles:read_srt",
        endings=(".srt",),
        extra="subtitles",
        needs="webvtt",
        loses="times, [music]",
    ),
    Format(
        name="vtt",
        about="WebVTT subtitles as running text, with speakers",
        where=_HERE + "subtitles:read_vtt",
        endings=(".vtt",),
        extra="subtitles",
        needs="webvtt",
        loses="times, [music]",
    ),
    Format(
        name="transcript",
        about="a debate or interview: a paragraph a turn, NAME: words",
        where=_HERE + "transcripts:read_transcript",
        endings=(".transcript",),
        loses="times",
    ),
)
"""What can be read as documents, by name."""

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
    file = PurePath(name)
    if not file.suffix:
        return None
    table, _ = _TABLES[kind]
    # .warc.gz before .gz, and a built-in before what another package registered for the same ending.
    wanted = ("".join(file.suffixes[-2:]).lower(), file.suffix.lower())
    return _first(table, wanted) or _first(formats(kind), wanted)


def _first(table: Mapping[str, Format], endings: tuple[str, ...]) -> Format | None:
    return next((each for ending in endings for each in table.values() if ending in each.endings), None)
