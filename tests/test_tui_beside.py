"""What was found out about a sentence stands beside it."""

from pathlib import Path

from tui_support import article, labelling

from annotator.model import Mark
from annotator.schema import load_schema


async def test_a_verdict_is_shown_in_the_margin_and_on_the_status_line(tmp_path: Path) -> None:
    async with labelling(
        tmp_path / "a.db", article("It rained. It snowed."), schema=load_schema(), size=(80, 24)
    ) as screen:
        await screen.press("c", "E", *"ref", "escape", "j")
        assert " Cr  " in screen.document
        assert "claim: refuted" not in screen.status
        await screen.press("k")
        assert "sentence 1 of 2 · claim: refuted" in screen.status


async def test_a_link_is_told_by_the_name_of_the_entity(tmp_path: Path) -> None:
    async with labelling(
        tmp_path / "a.db", article("The bloc met."), schema=load_schema(), size=(160, 50)
    ) as screen:
        await screen.press("v", "w", "L", "ctrl+u", *"shanghai coop", "enter")
        assert "link: Shanghai Cooperation Organi" in screen.answers
        assert "(sco)" in " ".join(screen.answers.split())


async def test_of_two_spans_on_the_same_words_or_overlapping_one_is_underlined_twice(tmp_path: Path) -> None:
    async with labelling(
        tmp_path / "a.db", article("Nine states belong to it."), schema=load_schema()
    ) as screen:
        screen.desk.mark_all(
            [Mark("entity", "", 0, 11), Mark("quantity", "", 0, 11), Mark("source", "", 5, 18)]
        )
        marks = screen.app.bench.work.row(0).marks
        assert [each.role for each in marks if each.role in ("label", "nested")].count("nested") == 2
