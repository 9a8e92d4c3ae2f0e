"""Lists of entities in the formats in which newsrooms and archives keep them, read as a stream.

One importer a file, named in `IMPORTERS`; each gives an `Item` a line and never raises for one. This room
knows the nouns and the failures, no database and no matching.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from annotator.errors import UsageError
from annotator.gazetteers.followthemoney import read_followthemoney
from annotator.gazetteers.plain import read_csv, read_jsonl
from annotator.gazetteers.records import Importer, Item, Options, slug
from annotator.gazetteers.source import CutShortError, Source
from annotator.gazetteers.sparql import read_sparql
from annotator.gazetteers.wikidata import read_wikidata

__all__ = ["IMPORTERS", "Importer", "Item", "Options", "Source", "format_of", "read", "source_name"]

IMPORTERS: Mapping[str, Importer] = {
    "csv": read_csv,
    "jsonl": read_jsonl,
    "ftm": read_followthemoney,
    "wikidata": read_wikidata,
    "sparql": read_sparql,
}


def read(source: Source, format: str, options: Options) -> Iterator[Item]:
    """What each line of the file comes to, in order. Raises UsageError for an unknown format, ReadError
    for a file that is not of it. A file that is cut short ends with an item that says so, of line 0."""
    importer = IMPORTERS.get(format)
    if importer is None:
        raise UsageError(f"no importer called {format!r}; choose from {', '.join(IMPORTERS)}")
    try:
        for item in importer(source, options):
            if item.line > source.after:  # of one that was broken before, a part may be read again
                yield item
    except CutShortError as fault:
        yield Item(line=0, fault=str(fault))


def format_of(source: Source) -> str:
    """The format that the beginning of a file shows. Raises UsageError where it shows none."""
    start = source.beginning().removeprefix(b"\xef\xbb\xbf").lstrip()
    suffixes = {suffix.lower() for suffix in source.path.suffixes}
    if start[:1] in (b"{", b"["):
        lines = [line.strip().removesuffix(b",") for line in start.splitlines()[:3]]
        first = next((line for line in lines if line not in (b"[", b"")), b"")
        keys = _keys(first)
        if {"results", "head"} & keys or (b'"bindings"' in start and b'"results"' in start):
            return "sparql"
        if {"schema", "properties"} <= keys:
            return "ftm"
        if {"claims", "labels"} & keys or b'"claims"' in first or b'"mainsnak"' in first:
            return "wikidata"
        return "jsonl"
    if suffixes & {".csv", ".tsv", ".tab", ".txt"} or any(mark in start[:4096] for mark in b",;\t"):
        return "csv"
    raise UsageError(f"{source.path}: its kind does not show; name it with --format")


def _keys(line: bytes) -> set[str]:
    try:
        found = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return set()
    return set(found)


def source_name(path: Path) -> str:
    """The name of a list by its file: 'Members 2022.csv.gz' → 'members-2022'."""
    name = path.name
    while Path(name).suffix.lower() in {
        ".gz",
        ".bz2",
        ".xz",
        ".csv",
        ".tsv",
        ".json",
        ".jsonl",
        ".ftm",
        ".txt",
    }:
        name = Path(name).stem
    return slug(name) or "list"
