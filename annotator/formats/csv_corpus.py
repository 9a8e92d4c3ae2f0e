"""CSV and TSV: one row a sentence and annotator, for spreadsheets. Spans, times and the log are lost.

RFC 4180 in UTF-8 without a byte-order mark. A cell that a spreadsheet would run as a formula begins
with an apostrophe (`safe`); the offsets still tell what stands in the document.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Answered, Judged

COLUMNS = (
    "document",
    "name",
    "title",
    "date",
    "source",
    "author",
    "language",
    "index",
    "start",
    "end",
    "text",
    "annotator",
    "judged",
    "labels",
    "rejected",
)
"""`labels` and `rejected` hold label or label/type, joined by ';', each once."""


def safe(cell: str) -> str:
    """The cell, after an apostrophe where a spreadsheet could take it for a formula.

    OWASP, CSV Injection: cells that begin with = + - @, a tab or a carriage return.
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def write_csv(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """One row a sentence and annotator; a document that nobody has opened has a row a sentence."""
    return _write(documents, out, ",")


def write_tsv(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """As `write_csv`, with tabs between the cells."""
    return _write(documents, out, "\t")


def _write(documents: Iterable[AnnotatedDocument], out: BinaryIO, delimiter: str) -> Losses:
    buffer = io.StringIO()
    table = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for document in documents:
        table.writerows(_rows(document))
        out.write(buffer.getvalue().encode())
        buffer.seek(0)
        buffer.truncate()
    out.write(buffer.getvalue().encode())
    return Losses()


def _rows(annotated: AnnotatedDocument) -> Iterator[tuple[object, ...]]:
    document = annotated.document
    day = document.date.isoformat() if document.date else ""
    said = (document.source, document.author, document.language)
    about = (document.id, safe(document.name), safe(document.title), day, *map(safe, said))
    nobody = tuple(Judged(span.start, span.end, False, (), ()) for span in annotated.sentences)
    works = [(work.annotator, work.sentences) for work in annotated.works] or [("", nobody)]
    for annotator, sentences in works:
        for index, sentence in enumerate(sentences):
            words = safe(document.text[sentence.start : sentence.end])
            place = (*about, index, sentence.start, sentence.end, words)
            names = _joined((a.label, a.type) for a in sentence.labels)
            yield (*place, safe(annotator), int(sentence.judged), names, _rejected(sentence.rejected))


def _joined(labels: Iterable[tuple[str, str]]) -> str:
    return safe(";".join(dict.fromkeys(f"{label}/{type}" if type else label for label, type in labels)))


def _rejected(answers: Iterable[Answered]) -> str:
    return _joined((answer.label, answer.type) for answer in answers)
