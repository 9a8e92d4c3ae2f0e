"""Corpora larger than memory: writers and readers hold a document at a time, not all of them."""

import gc
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from formats_support import causes, read_back, work_of, written

from annotator.formats import CORPORA, WRITERS, archives
from annotator.model import AnnotatedDocument, Document, Event, Mark, Span
from annotator.schema import load_schema

LETTERS = 4_000
"""Of a document, in one long word: it weighs much and takes little time."""
MB = 1_000_000


def many(count: int, letters: int = LETTERS) -> Iterator[AnnotatedDocument]:
    """Documents of one sentence, each a claim that was refuted."""
    for number in range(count):
        text, source = f"{number:0{letters}}", f"https://example.org/{number}"
        document = Document(text=text, name=f"{number}.txt", source=source)
        span = Span(0, letters)
        done: dict[str, Any] = {
            "document": document.id,
            "annotator": "ann",
            "gesture": "g",
            "start": 0,
            "end": letters,
        }
        done["time"] = "2024-05-01T10:00:00.000000Z"
        first = Mark("claim", "", 0, letters)
        events = (
            Event(**done, kind="label", label="claim"),
            Event(**done, step=1, kind="set", first=first, name="verdict", value="refuted"),
        )
        yield AnnotatedDocument(document, "t/1", (span,), (work_of(document, (span,), "ann", events),))


def writing(format: str, path: Path, count: int) -> int:
    """The most bytes that are in use while so many documents are written."""
    chosen = WRITERS[format]
    write, more = chosen.load(), {"schema": load_schema()} if chosen.schema else {}
    gc.collect()
    tracemalloc.start()
    with path.open("wb") as out:
        write(many(count), out, **more)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("format", sorted(set(WRITERS) - {"spacy", "parquet"}))
def test_a_writer_needs_no_more_memory_for_more_documents(format: str, tmp_path: Path) -> None:
    pytest.importorskip(WRITERS[format].needs or "json")
    writing(format, tmp_path / "c", 2)
    few, more = (writing(format, tmp_path / "c", count) for count in (50, 550))
    assert more - few < 500 * LETTERS // 2


@pytest.mark.parametrize("format", ["jsonl", "w3c", "claimreview", "label-studio", "doccano", "averitec"])
def test_a_reader_holds_a_part_of_a_large_file_at_a_time(format: str, tmp_path: Path) -> None:
    path, count = tmp_path / "c", 150
    with path.open("wb") as out:
        WRITERS[format].load()(many(count, 80_000), out)
    assert path.stat().st_size > 11 * MB
    gc.collect()
    tracemalloc.start()
    with path.open("rb") as file:
        assert sum(isinstance(each, AnnotatedDocument) for each in CORPORA[format].load()(file, "c")) == count
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 9 * MB


def test_a_page_in_any_order_gives_the_same_as_one_text_after_the_other(tmp_path: Path) -> None:
    import json

    page = json.loads(written(list(many(3)), "w3c"))
    in_order = read_back(json.dumps(page).encode(), "w3c")
    page["items"].sort(key=lambda item: item["motivation"])
    assert page["items"][0]["motivation"] == page["items"][1]["motivation"] == "classifying"
    assert len(in_order) == 3
    assert read_back(json.dumps(page).encode(), "w3c") == in_order


def test_what_stands_after_the_end_of_a_page_is_named(tmp_path: Path) -> None:
    for format in ("w3c", "claimreview"):
        *_, last = read_back(written(list(many(2)), format) + b"\n]", format)
        assert "is no JSON" in str(last)


def test_a_large_archive_is_read_unless_it_is_packed_as_no_text_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archives, "LARGEST", 20_000)
    plain = written(list(many(10)), "brat")
    assert len(plain) > 80_000
    assert len(read_back(plain, "brat")) == 10
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(1_000):
            archive.writestr(f"{number}.ann", bytes(19_000))
    (found,) = read_back(bomb.getvalue(), "brat")
    assert "it is refused" in str(found)


def test_documents_of_one_name_get_a_file_each() -> None:
    names = ["a.txt", "a.txt", "A-2.txt", "a.txt", "a-2.txt"]
    found = [
        AnnotatedDocument(Document(text=f"{number} {name}", name=name), "t/1", (), ())
        for number, name in enumerate(names)
    ]
    with zipfile.ZipFile(io.BytesIO(written(found, "brat"))) as archive:
        texts = [name for name in archive.namelist() if name.endswith(".txt")]
    assert texts == ["a.txt", "a-2.txt", "A-2-2.txt", "a-3.txt", "a-2-3.txt"]
    assert not causes(read_back(written(found, "brat"), "brat"))
