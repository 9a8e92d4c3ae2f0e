"""Figures that an article itself contradicts, and those that it does not."""

import pytest
from rule_cases import errors, propose

from annotator.suggest.figures import CountedList, Inconsistent

RULES = (CountedList(), Inconsistent())

WRONG = """
2022-01-07 | wrong-number: six | The CSTO has six members: Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia.
2022-01-07 | wrong-number: Four | Four NATO members - Norway, Denmark and Iceland - sent ships.
2022-01-07 | wrong-number: Two | Two states - Russia, China and India - sent help.
2022-01-07 | wrong-number: Three | Three presidents (Vladimir Putin and Alexander Lukashenko) met.
2022-01-07 | inconsistent: Russia | The three members of the bloc are Russia, China and Russia.
2022-01-07 | inconsistent: 35 | The OAS has 34 members. All 35 members of the OAS agreed.
- | inconsistent: eight | The SCO has nine members. The eight members of the SCO agreed.
"""

CLEAN = """
2022-01-07 | The CSTO has five members: Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia.
2022-01-07 | Three NATO members - Norway, Denmark and Iceland - sent ships.
2022-01-07 | Two neighbours of Kazakhstan, namely Russia and China, sent help.
2022-01-07 | Three members, including Russia and China, sent help.
2022-01-07 | At least three states: Russia and China.
2022-01-07 | Three states, among them Russia and China, sent help.
2022-01-07 | Three states: Russia, China and others.
2022-01-07 | In five days: Russia, China and India.
2022-01-07 | The OAS has 35 members. All 35 members of the OAS agreed.
2022-01-07 | The OAS has 35 members. Nine members of the OAS agreed.
2022-01-07 | The SCO has nine members. The eight members of the SCO agreed.
- | The SCO had six members then. The eight members of the SCO agreed.
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_a_figure_that_the_article_contradicts_is_marked(day: str, wrong: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, RULES) == [wrong]


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_a_figure_that_may_be_right_is_left_alone(day: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, RULES) == []


def test_the_reason_lists_what_was_counted() -> None:
    [(candidate, _)] = propose("Two states - Russia, China and India - sent help.", "2022-01-07", RULES)
    assert candidate.reason == "Two: the list that follows holds 3: Russia, China, India"
