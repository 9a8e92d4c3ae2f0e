"""Clean sentences that look like errors: observers, namesakes, other times, fiction, false claims of others."""

from datetime import date
from pathlib import Path

import pytest

from annotator import Document, sentences, suggester
from annotator.suggest import Suggester

ROWS = [
    line.split(" | ", 1)
    for line in Path(__file__).with_name("nobody_accused.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def using() -> Suggester:
    return suggester()


def test_there_are_as_many_harmless_sentences_as_promised() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize(("day", "text"), ROWS)
def test_nobody_is_accused_in_a_harmless_sentence(day: str, text: str, using: Suggester) -> None:
    document = Document(text=text, name="harmless", date=date.fromisoformat(day))
    analysis = using.analyse(document, sentences(document))
    accused = [text[c.start : c.end] for each in analysis for c in each.candidates if c.label == "error"]
    assert accused == []
