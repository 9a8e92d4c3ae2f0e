"""The lines of `suggest`: their keys are a contract."""

import csv
import io
import json

import pytest

from annotator.errors import UsageError
from annotator.formats import suggestion_line, write_suggestions
from annotator.model import Candidate, Mention, Piece, Sentence, Suggestions

TEXT = "One of the nine is Ann Lee."
SUGGESTIONS = Suggestions(
    Sentence("d" * 64, 3, 100, 127, TEXT),
    (Mention(119, 126, "Ann Lee", "ann-lee", "Ann Lee", "person", 1.0, alias="Ann Lee", edits=0),),
    (
        Candidate(
            "error", 119, 126, 0.97, "membership", "a person; members are states", "a list", "wrong-kind"
        ),
        Candidate(
            "attribution", 100, 127, 0.5, "attribution", "=said", "cues", spans=(Piece("source", 119, 126),)
        ),
    ),
)


def test_a_line_has_the_keys_of_the_contract_in_their_order() -> None:
    line = suggestion_line(SUGGESTIONS)
    assert list(line) == ["document", "index", "start", "end", "text", "mentions", "candidates"]
    assert list(line["mentions"][0]) == ["start", "end", "text", "entity", "name", "kind", "score"]
    first, second = line["candidates"]
    assert list(first) == ["label", "type", "start", "end", "score", "rule", "reason", "source"]
    assert "type" not in second
    assert second["spans"] == [{"role": "source", "start": 119, "end": 126}]


def test_the_lines_are_json_in_utf_8() -> None:
    out = io.BytesIO()
    write_suggestions([SUGGESTIONS, SUGGESTIONS], out)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [suggestion_line(SUGGESTIONS)] * 2


def test_the_table_has_a_row_a_candidate_and_no_cell_that_a_spreadsheet_would_run() -> None:
    out = io.BytesIO()
    write_suggestions([SUGGESTIONS], out, "csv")
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
    assert [(row["rank"], row["label"], row["type"], row["words"]) for row in rows] == [
        ("1", "error", "wrong-kind", "Ann Lee"),
        ("2", "attribution", "", TEXT),
    ]
    assert rows[1]["reason"] == "'=said"


def test_an_unknown_format_of_suggestions_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="csv or jsonl"):
        write_suggestions([], io.BytesIO(), "xml")
