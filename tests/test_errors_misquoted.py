"""Quotations that stand twice in other words, and those that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import errors, propose, rows

from annotator.suggest.misquoted import Misquoted, difference_of

RULES = (Misquoted(),)

FILLER = ". It rained. The road was closed all day. Nobody came to the square. "

CHANGED = """
"We will not send troops to the border," she said | "We will send troops to the border." | 'not' is missing here
"The talks were frank and very long," he said | "The talks were honest and very long." | 'honest' here
"We will never leave this place to them," he said | "We will never leave this place to him." | 'them' there, 'him' here
"We paid a price for the peace that we have," he said | A "price for the great peace that we have". | 'great' is added
“Nobody has asked us for help so far,” they said | “Nobody had asked us for help so far.” | 'had' here
"""

SAME = """
"We will not send troops to the border," she said | "We will not send troops to the border," she had said.
"We will not send troops to the border," she said | "Not send troops to the border"? They did.
"We won't send any troops to the border," she said | "We will not send any troops to the border," she had said.
"We favour an organisation of our own in this," she said | "We favor an organization of our own in this," she said.
"We will not send [any] troops to the border or beyond," she said | "We will not send troops to the border or beyond."
"We will go home and wait ... for the others," he said | "We will go home and wait there quietly for us."
"The talks were frank," he said | "The talks were open," he said.
"One for all and all for one," he said | "The time for talks is over now," he said.
We will not send troops to the border, she said | "We will send troops to the border," she had said.
"""


@pytest.mark.parametrize(("first", "second", "what"), rows(CHANGED))
def test_changed_words_are_found_and_named(first: str, second: str, what: str) -> None:
    [(candidate, words)] = propose(first + FILLER + second, None, RULES)
    assert what in candidate.reason
    assert words[:8] in second
    assert candidate.type == "misquoted"


@pytest.mark.parametrize(("first", "second"), rows(SAME))
def test_what_is_no_difference_is_left_alone(first: str, second: str) -> None:
    assert errors(first + FILLER + second, None, RULES) == []


def test_a_play_on_words_in_one_breath_is_no_misquotation() -> None:
    text = (
        '"You will never win a war with words alone," he said. "You will never win a peace with words alone."'
    )
    assert errors(text, None, RULES) == []


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), max_size=14)


@given(WORDS, WORDS)
def test_the_difference_is_the_same_from_both_sides(one: list[str], other: list[str]) -> None:
    found, back = difference_of(one, other), difference_of(other, one)
    assert (found is None) == (back is None) or len(one) == len(other)


@given(WORDS)
def test_a_quotation_does_not_differ_from_itself(words: list[str]) -> None:
    assert difference_of(words, words) is None
