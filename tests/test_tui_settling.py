"""One key for a sentence: what is ticked is accepted, the rest rejected, and one candidate may be otherwise."""

from pathlib import Path

import pytest
from tui_support import Screen, labelling


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def answers(screen: Screen, index: int) -> list[tuple[str, str]]:
    found = screen.desk.suggestions(index).candidates
    return [(each.type or each.label, screen.desk.answer(each)) for each in found]


async def test_a_dot_accepts_the_ticked_rejects_the_others_and_goes_on(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", ".")
        assert screen.index == 3
        assert answers(screen, 2) == [
            ("wrong-kind", "rejected"),
            ("attribution", "accepted"),
            ("wrong-number", "rejected"),
            ("claim", "rejected"),
        ]
        await screen.press("u")
        assert {answer for _, answer in answers(screen, 2)} == {""}
        assert not screen.desk.judged(2).judged


async def test_a_function_key_turns_the_candidate_of_its_number_round(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "f1")
        assert [answer for _, answer in answers(screen, 2)] == [
            "accepted",
            "accepted",
            "rejected",
            "rejected",
        ]
        await screen.press("u", "f2")
        assert [answer for _, answer in answers(screen, 2)] == ["rejected"] * 4
        assert screen.desk.judged(2).judged


async def test_what_is_answered_stays_and_a_number_that_is_not_open_is_told(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press("j", "j", "1", "f1")
        assert "no open candidate 1" in screen.status
        await screen.press("f9")
        assert "no open candidate 9" in screen.status
        assert screen.index == 2
        await screen.press(".")
        assert answers(screen, 2)[0] == ("wrong-kind", "accepted")


async def test_a_sentence_without_candidates_is_not_judged_by_a_dot(db: Path) -> None:
    async with labelling(db) as screen:
        await screen.press(".")
        assert "not judged" in screen.status
        assert screen.desk.progress()[0] == 0
