"""Parquet as pyarrow reads it, and tables of others as we read them."""

import io
from typing import Any

import pytest
from formats_support import SPOKEN, causes, everything, marks, read_back, written

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def rows(data: bytes) -> list[dict[str, Any]]:
    return list(pq.read_table(io.BytesIO(data)).to_pylist())


def table(**columns: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def test_pyarrow_finds_every_piece_on_the_words_that_were_marked() -> None:
    row, other = rows(written(everything(), "parquet"))
    found = [
        (each["label"], [row["text"][p["start"] : p["end"]] for p in each["pieces"] or [each]])
        for each in row["labels"]
    ]
    assert found == SPOKEN
    assert (row["annotator"], other["annotator"]) == ("ann", "Bö B")


def test_pyarrow_finds_relations_attributes_and_evidence() -> None:
    row, _ = rows(written(everything(), "parquet"))
    labels = row["labels"]
    names = [each["label"] for each in labels]
    relations = {(each["label"], names[each["first"]], names[each["second"]]) for each in row["relations"]}
    assert relations == {("says", "source", "content"), ("signals", "cue", "content")}
    assert labels[2]["attributes"] == [{"name": "link", "value": "wd:Q17"}]
    assert [each["url"] for each in labels[0]["evidence"]] == ["https://example.org/1"]


def test_a_table_of_texts_is_documents_without_labels() -> None:
    first, second = read_back(table(text=["One.", "Two."], date=["2022-01-07", None]), "parquet")
    assert (first.document.text, str(first.document.date), first.works) == ("One.", "2022-01-07", ())
    assert second.document.name == "c#2"


def test_labels_that_are_none_are_named_and_the_others_stay() -> None:
    labels = [[{"label": "x", "start": 0, "end": 3}, {"label": "x", "start": 2, "end": 99}]]
    found = read_back(table(text=["One."], labels=labels), "parquet")
    assert "row 1: label 2: 2..99 is no stretch of the text" in causes(found)[0]
    assert marks(found[-1]) == {("parquet", "x", 0, 3, "One")}


def test_a_table_without_texts_is_named() -> None:
    assert "has no column called 'text'" in causes(read_back(table(words=["One."]), "parquet"))[0]


def test_an_attribute_without_a_value_costs_nothing_but_itself() -> None:
    label = {"label": "x", "start": 0, "end": 2, "attributes": [{"name": "a"}, {"name": "b", "value": "1"}]}
    (found,) = read_back(table(text=["It rained."], labels=[[label]]), "parquet")
    (annotation,) = found.works[0].sentences[0].annotations
    assert annotation.attributes == (("b", "1"),)
