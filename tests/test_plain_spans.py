"""Lines tell what hangs on the spans and labels of a sentence."""

from pathlib import Path

from tui_support import OwnSession, article

from annotator.model import Mark, Span
from annotator.plain.front import Front
from annotator.schema import load_schema
from annotator.tui.actions import Keys


def test_verdicts_links_and_relations_are_told(tmp_path: Path) -> None:
    with OwnSession.open(tmp_path / "a.db", "ann", load_schema()) as session:
        document = article("It rained, Bek said.")
        session.add(document)
        desk = session.desk(document.id)
        claim, source, content = (
            Mark("claim", "", 0, 20),
            Mark("source", "", 11, 14),
            Mark("content", "", 0, 9),
        )
        desk.toggle(0, "claim")
        desk.set(claim, "verdict", "refuted")
        desk.mark("source", [Span(11, 14)])
        desk.mark("content", [Span(0, 9)])
        desk.relate("says", source, content)
        desk.flush()
        said: list[str] = []
        front = Front(session, document.id, Keys(), lambda prompt: "", said.append)
        front.open(document.id)
        assert "claim on “the sentence”: verdict: refuted." in said
        assert "source on “Bek”: —says→ It rained." in said
