"""Claims that an article quotes only to call them false accuse nobody; what the article says itself still does."""

import pytest
from rule_cases import errors

from annotator.suggest.capitals import WrongPlace

RULES = (WrongPlace(),)
DAY = "2022-01-07"


@pytest.mark.parametrize(
    "text",
    [
        "“Almaty is the capital of Kazakhstan.” False.",
        '1. "Almaty is the capital of Kazakhstan." This is not true.',
        '"Almaty is the capital of Kazakhstan": mostly false.',
        "Claim: Almaty is the capital of Kazakhstan.\nVerdict: False.",
        "The claim: “Almaty is the capital of Kazakhstan”\nIt spread fast.",
    ],
)
def test_a_claim_that_is_called_false_is_no_error_of_the_article(text: str) -> None:
    assert errors(text, DAY, RULES) == []


@pytest.mark.parametrize(
    "text",
    [
        "Almaty is the capital of Kazakhstan. False alarms are many.",
        "“We do not know it.” False. Almaty is the capital of Kazakhstan.",
        "“Almaty is the capital of Kazakhstan,” the false prophet said.",
        "The claim is old. Almaty is the capital of Kazakhstan.",
    ],
)
def test_what_the_article_says_itself_is_still_checked(text: str) -> None:
    assert errors(text, DAY, RULES) == ["wrong-place: Almaty"]
