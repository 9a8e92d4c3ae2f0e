"""docs/plain.md shows what the program says."""

import re
from datetime import date
from pathlib import Path

from annotator.model import Document
from annotator.plain import Front
from annotator.plain.page import tables
from annotator.session import Session
from annotator.tui.actions import Keys

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "plain.md").read_text(encoding="utf-8")
RUNS = re.findall(r"^```text\n(.*?)^```$", PAGE, re.M | re.S)
PROMPT = re.compile(r"^\d+/\d+> ?")


def comparable(line: str) -> str:
    """Scores and the days on which something was looked up are others tomorrow, and so is what a sum is made of."""
    if line.startswith("     Source: "):
        return "     Source"
    line = re.sub(r"\d{4}-\d\d-\d\d(?=$|\.)", "DAY", re.sub(r"(?<!\d)(?:1)?\.\d\d\b", ".##", line))
    return "     a sum" if line.endswith("parts more") else line


def test_the_page_shows_what_is_said_when_its_lines_are_typed(tmp_path: Path) -> None:
    article = RUNS[0]
    shown = [comparable(line) for run in RUNS[1:] for line in run.splitlines()]
    typed = iter([PROMPT.sub("", line) for line in shown if PROMPT.match(line)])
    said: list[str] = []

    def ask(prompt: str) -> str:
        line = next(typed, None)
        if line is None:
            raise EOFError
        said.append(f"{prompt}{line}".rstrip())
        return line

    with Session.open(tmp_path / "a.db", "ann") as session:
        document = Document(text=article, name="envoy.txt", title="The envoy", date=date(2022, 1, 7))
        session.add(document)
        assert Front(session, document.id, Keys(), ask, said.append).run() == 0
    told = [comparable(line) for line in said[said.index("") + 1 :]]
    assert told == shown


def test_the_page_holds_the_tables_of_commands_and_of_what_is_only_on_the_screen() -> None:
    assert tables() in PAGE


def test_the_readme_and_the_page_of_the_screen_lead_to_it() -> None:
    assert "docs/plain.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(plain.md)" in (ROOT / "docs" / "screen.md").read_text(encoding="utf-8")
