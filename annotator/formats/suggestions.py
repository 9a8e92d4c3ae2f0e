"""What is proposed about a sentence, as a line of JSON or rows of a table.

The keys and their order are a contract: programs read these lines.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from msgspec import json

from annotator.errors import UsageError
from annotator.model import Candidate, Mention, Suggestions

COLUMNS = (
    "document",
    "index",
    "start",
    "end",
    "text",
    "rank",
    "label",
    "type",
    "from",
    "to",
    "words",
    "score",
    "rule",
    "reason",
    "source",
)
"""Of the CSV. start..end is the sentence, from..to the candidate's span, `words` what stands there."""


def suggestion_line(suggestions: Suggestions) -> dict[str, Any]:
    """One sentence with its mentions and candidates, best first, in plain values.

    Offsets are code points into the document's text, half open. `type` is there for labels that
    have types, `spans` where the rule tells source, cue or content, `attributes` where it tells the
    label's attributes, `parts` where the score is a sum, `shipped` and `heard` where the project's own
    judgements moved the score, `basis` where it rests on a cue or on names.
    """
    sentence = suggestions.sentence
    return {
        "document": sentence.document,
        "index": sentence.index,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "mentions": [_mention(mention) for mention in suggestions.mentions],
        "candidates": [_candidate(candidate) for candidate in suggestions.candidates],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    names = ("start", "end", "text", "entity", "name", "kind", "score")
    return {name: getattr(mention, name) for name in names}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    line: dict[str, Any] = {"label": candidate.label}
    if candidate.type:
        line["type"] = candidate.type
    for name in ("start", "end", "score", "rule", "reason", "source"):
        line[name] = getattr(candidate, name)
    if candidate.spans:
        line["spans"] = [{"role": p.role, "start": p.start, "end": p.end} for p in candidate.spans]
    if candidate.attributes:
        line["attributes"] = dict(candidate.attributes)
    if candidate.parts:
        line["parts"] = [{"part": name, "weight": weight} for name, weight in candidate.parts]
    if candidate.shipped:
        line["shipped"] = candidate.shipped
        line["heard"] = candidate.heard
    if candidate.basis:
        line["basis"] = list(candidate.basis)
    return line


def write_suggestions(suggestions: Iterable[Suggestions], out: BinaryIO, format: str = "jsonl") -> None:
    """Writes 'jsonl', one line a sentence, or 'csv', one row a candidate; each as soon as it is there."""
    if format == "jsonl":
        encoder = json.Encoder()
        for item in suggestions:
            out.write(encoder.encode(suggestion_line(item)) + b"\n")
    elif format == "csv":
        _write_csv(suggestions, out)
    else:
        raise UsageError(f"suggestions are written as csv or jsonl, not as {format!r}")


def _write_csv(suggestions: Iterable[Suggestions], out: BinaryIO) -> None:
    from annotator.formats.csv_corpus import safe

    row = io.StringIO()
    writer = csv.writer(row)
    writer.writerow(COLUMNS)
    for item in suggestions:
        s = item.sentence
        for rank, c in enumerate(item.candidates, 1):
            words = s.text[max(0, c.start - s.start) : max(0, c.end - s.start)]
            place = (s.document, s.index, s.start, s.end, safe(s.text))
            span = (c.label, c.type, c.start, c.end, safe(words))
            writer.writerow((*place, rank, *span, c.score, c.rule, safe(c.reason), safe(c.source)))
        out.write(row.getvalue().encode())
        row.seek(0)
        row.truncate()
    out.write(row.getvalue().encode())
