"""Out, in and out again: the same bytes, and nothing changed of what the format says that it keeps."""

import io
from collections.abc import Collection
from typing import Any

import pytest
from formats_support import FAITHFUL, WITHOUT_TEXT, annotated, causes, read_back, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from work_support import fully_annotated

from annotator.formats import CORPORA, WRITERS
from annotator.formats.losses import THINGS, Losses, counted
from annotator.formats.protocols import Format
from annotator.model import AnnotatedDocument

DOCUMENTS = st.lists(annotated() | fully_annotated(), max_size=3, unique_by=lambda each: each.document.id)
NAMED = {words for words, _ in THINGS.values()}
PATIENT = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(autouse=True)
def extras(format: str) -> None:
    """Skips what needs an extra that is not there."""
    pytest.importorskip(CORPORA[format].needs or "json")


@pytest.mark.parametrize("format", FAITHFUL)
@PATIENT
@given(documents=DOCUMENTS)
def test_export_import_and_export_again_is_stable_and_keeps_what_it_says(
    format: str, documents: list[AnnotatedDocument]
) -> None:
    data = written(documents, format)
    back = read_back(data, format)
    if not documents:
        return
    assert not causes(back)
    assert written(back, format) == data
    keeps = WRITERS[format].keeps or ()
    if any(set(losses_of(WRITERS[format], each)) - NAMED for each in documents):
        return  # something that depends on the content was lost, and counted
    assert [each.document.text for each in back] == [each.document.text for each in documents]
    assert [said(each, keeps) for each in back] == [said(each, keeps) for each in documents]


@pytest.mark.parametrize("format", sorted(WITHOUT_TEXT))
@PATIENT
@given(documents=DOCUMENTS)
def test_export_import_and_export_again_is_stable(format: str, documents: list[AnnotatedDocument]) -> None:
    data = written(documents, format)
    back = read_back(data, format)
    assert not causes(back)
    assert written(back, format) == data


@pytest.mark.parametrize("format", FAITHFUL)
@PATIENT
@given(document=annotated() | fully_annotated())
def test_what_the_loss_report_does_not_name_comes_back(format: str, document: AnnotatedDocument) -> None:
    losses = losses_of(WRITERS[format], document)
    if set(losses) - NAMED:
        return
    everything = tuple(name for name, (words, _) in THINGS.items() if words not in losses)
    (back,) = read_back(written([document], format), format)
    assert said(back, everything) == said(document, everything)


def losses_of(format: Format, document: AnnotatedDocument) -> Losses:
    losses = Losses()
    assert format.keeps is not None
    losses.add(format.load()(counted([document], format.keeps, losses), io.BytesIO()) or {})
    return losses


def said(annotated: AnnotatedDocument, keeps: Collection[str]) -> list[Any]:
    """All that a document says of those things, in values that can be compared."""
    document = annotated.document
    found: list[Any] = [document.text]
    if "about" in keeps:
        found.append((document.title, document.date, document.source, document.author, document.language))
    if "sentences" in keeps:
        found.append(annotated.sentences)
    for work in annotated.works:
        marks = [
            mark(each, document.text, keeps) for sentence in work.sentences for each in sentence.annotations
        ]
        relations = {
            (each.label, place(each.first, keeps), place(each.second, keeps))
            for sentence in work.sentences
            for each in sentence.relations
        }
        who = work.annotator if "annotators" in keeps else ""
        if marks:
            found.append((who, sorted(marks), sorted(relations) if "relations" in keeps else ()))
        if {"done", "parts", "sentences", "splits"} <= set(keeps):
            found.append([(each.start, each.judged) for each in work.sentences])
    return found


def place(each: Any, keeps: Collection[str]) -> tuple[Any, ...]:
    name = f"{each.label}/{each.type}".rstrip("/")
    pieces = [(span.start, span.end) for span in each.pieces] if "pieces" in keeps else []
    return (each.start, each.end, name, tuple(pieces))


def mark(each: Any, text: str, keeps: Collection[str]) -> tuple[Any, ...]:
    return (
        *place(each, keeps),
        text[each.start : each.end],
        each.part if "parts" in keeps else "",
        each.attributes if "attributes" in keeps else "",
        tuple(sorted(map(str, each.evidence))) if "evidence" in keeps else "",
        each.time if "times" in keeps else "",
    )
