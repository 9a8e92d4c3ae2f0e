"""What was found out about a sentence stands beside it."""

from datetime import date
from pathlib import Path

from tui_support import Screen, article, labelling

from annotator.model import Candidate, Mark
from annotator.schema import load_schema
from annotator.session import Session
from annotator.tui.app import LabelApp
from annotator.tui.view import sums_of
from annotator.tui.widgets.reader import ReaderPane


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
        assert "(sco)" in " ".join(screen.answers.replace("▌", " ").split())


async def test_of_two_spans_on_the_same_words_or_overlapping_one_is_underlined_twice(tmp_path: Path) -> None:
    async with labelling(
        tmp_path / "a.db", article("Nine states belong to it."), schema=load_schema()
    ) as screen:
        screen.desk.mark_all(
            [Mark("entity", "", 0, 11), Mark("quantity", "", 0, 11), Mark("source", "", 5, 18)]
        )
        marks = [each for each in screen.app.bench.work.row(0).marks if each.role != "mention"]
        assert [(each.start, each.end, each.role) for each in marks] == [
            (0, 5, "nested"),
            (5, 11, "deep"),
            (11, 18, "label"),
        ]


def test_a_sum_is_told_by_what_speaks_most_for_it_and_any_other_reason_whole() -> None:
    parts = (("number", 0.56), ("names", 0.4), ("negation", -0.7), ("time", 0.1), ("cause", 0.05))
    claim = Candidate(
        "claim", 0, 9, 0.9, "claim", "quantity: number +.56, and all the rest", "s", parts=parts
    )
    assert claim.brief_reason == "quantity: number +.56, names +.40, time +.10, and 2 parts more"
    short = Candidate("claim", 0, 9, 0.9, "claim", "event: names +.40", "s", parts=parts[1:2])
    assert short.brief_reason == short.reason
    (told,) = sums_of([claim, Candidate("error", 0, 9, 0.9, "r", "because", "s")])
    assert told.facts == ("+.56  number", "+.40  names", "−.70  negation", "+.10  time", "+.05  cause")


async def test_at_80x24_an_accusation_shows_its_reason_beside_a_claim_of_many_parts(tmp_path: Path) -> None:
    text = (
        "The 55-member African Union raised 27 percent of its budget of $400 million in 2015, officials said."
    )
    document = article(text, day=date(2016, 7, 17))
    with Session.open(tmp_path / "a.db", "ann", load_schema()) as session:
        session.add(document)
    app = LabelApp(lambda: (Session.open(tmp_path / "a.db", "ann", load_schema()), document.id))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        await screen.opened()
        assert "parts more" in " ".join(screen.answers.replace("▌", " ").split())
        assert "the AU had 54 on 2016-07-17" in screen.answers
        await screen.press("i")
        page = "\n".join(each.text for each in app.screen.query_one(ReaderPane).strips())
        assert "claim" in page
        assert "score" in page


async def test_after_undo_a_sentence_is_ticked_as_at_first(tmp_path: Path) -> None:
    async with labelling(tmp_path / "a.db") as screen:
        await screen.press("j", "j")
        before = screen.answers.count("☑")
        assert before
        await screen.press("enter", "u")
        assert screen.index == 2
        assert screen.answers.count("☑") == before
        await screen.press("enter", "j", "k", "k")
        assert screen.answers.count("☑") == 0
