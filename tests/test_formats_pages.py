"""The pages of `docs/formats` say what the formats do: their examples and lists come from real runs."""

import io
import json
import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from formats_support import example, written

from annotator.formats import CORPORA, READERS, WRITERS, Format

PAGES = Path(__file__).parent.parent / "docs" / "formats"
FENCES = {
    "jsonl": "json",
    "csv": "csv",
    "w3c": "json",
    "label-studio": "json",
    "label-studio-config": "xml",
    "doccano": "json",
    "conll": "text",
    "brat": "ann",
    "webanno": "text",
    "xmi": "xml",
    "cas-json": "json",
    "parquet": "text",
    "claimreview": "json",
    "averitec": "json",
    "fever": "json",
    "prodigy": "json",
    "checkthat": "text",
    "spacy": "text",
}
"""The language of the block of code in which a page shows what the writer writes."""
SHOWN = {
    "brat": "ann/2022-01-07-bloc.ann",
    "webanno": "annotation/2022-01-07-bloc.txt/ann.tsv",
    "xmi": "annotation/2022-01-07-bloc.txt/ann.xmi",
    "cas-json": "annotation/2022-01-07-bloc.txt/ann.json",
}
"""Archives: the file that is shown."""


def page_of(name: str) -> Path:
    return PAGES / f"{'csv' if name == 'tsv' else name}.md"


@pytest.mark.parametrize("table", [WRITERS, CORPORA], ids=["writers", "corpora"])
def test_every_format_has_a_page_that_names_its_extra_and_endings(table: Mapping[str, Format]) -> None:
    for name, format in table.items():
        page = page_of(name).read_text()
        assert f"`{name}`" in page
        assert format.extra in page
        for ending in format.endings:
            assert f"`{ending}`" in page


def test_the_list_of_pages_names_every_format_and_links_its_page() -> None:
    rows = [line for line in (PAGES / "README.md").read_text().splitlines() if line.startswith("| `")]
    for name in {*READERS, *WRITERS, *CORPORA}:
        (row,) = [row for row in rows if f"`{name}`" in row.split("|")[1]]
        (page,) = re.findall(r"\]\(([^)]+)\)", row)
        assert f"`{name}`" in (PAGES / page).read_text()


def test_every_writer_shows_an_example() -> None:
    assert set(FENCES) >= set(WRITERS) - {"tsv", "html"}


@pytest.mark.parametrize("format", FENCES)
def test_the_example_in_the_page_is_what_the_writer_writes(format: str) -> None:
    pytest.importorskip(WRITERS[format].needs or "json")
    page, data, fence = page_of(format), written(example(), format), FENCES[format]
    if format == "parquet":
        import pyarrow.parquet

        data = str(pyarrow.parquet.read_schema(io.BytesIO(data))).encode()
    if format == "spacy":
        import spacy
        from spacy.tokens import DocBin

        (doc,) = DocBin().from_bytes(data).get_docs(spacy.blank("xx").vocab)
        data = "\n".join(f"{name}: {list(spans)}" for name, spans in doc.spans.items()).encode()
    if format in SHOWN:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read(SHOWN[format])
    shown = data.decode().strip()
    if fence == "json":  # on many lines, for people
        shown = json.dumps(json.loads(shown), indent=1, ensure_ascii=False)
    block = "\n".join([f"```{fence}", *shown.splitlines(), "```"])
    pattern = re.compile(rf"```{fence}\n.*?```", re.DOTALL)
    if os.environ.get("WRITE_GOLDEN"):
        page.write_text(pattern.sub(lambda _: block, page.read_text()))
    assert pattern.findall(page.read_text()) == [block]


@pytest.mark.parametrize("format", sorted(set(WRITERS) - {"jsonl", "tsv", "label-studio-config"}))
def test_every_page_says_what_the_format_keeps_and_loses(format: str) -> None:
    kept = "; ".join(WRITERS[format].kept) or "the labels of sentences"
    lines = [f"**Kept**: {kept}.", f"**Lost**, and counted: {'; '.join(WRITERS[format].lost)}."]
    pattern = re.compile(r"^\*\*(?:Kept|Lost)\*\*.*$", re.MULTILINE)
    if os.environ.get("WRITE_GOLDEN"):
        fresh = iter(lines)
        page_of(format).write_text(pattern.sub(lambda _: next(fresh), page_of(format).read_text()))
    assert pattern.findall(page_of(format).read_text()) == lines
