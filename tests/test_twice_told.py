"""Figures that an article tells twice and differently, by how two tellings of one figure look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import errors, propose, rows
from test_errors_articles import ARTICLES, module

from annotator import sentences, suggester
from annotator.suggest.numbers import numbers, tokens_of
from annotator.suggest.quantities import quantities
from annotator.suggest.shorthand import words
from annotator.suggest.tolls import Tolls
from annotator.suggest.twice_told import TwiceTold, load_tellings, slip

RULES = (Tolls(),)

NUMBERS = """
1,900 | It lost 1,900 tonnes.
3900 | the three thousand nine hundred men
133 | one hundred and thirty-three starters
12 | a dozen years
2600000 | a gap of 2.6 million
7.5 | seven and a half years
4.3 | at half past four
4.5 | until ten to five
2.1942 | His time of 2:19:42 was his best.
40000000000 | $40bn
- | on Nov. 9
- | on 9 November
- | He came 14th, by 5-4, on flight 370.
- | a third of it, and two thirds of the rest
"""

QUANTITIES = """
46 kilometres: kilometre | It lay along 46 kilometres of coast.
$20 billion: money | They promised a $20 billion fund.
9 per cent: % | Our demand of 9 per cent has not moved.
24: age | The vessel, 24 years old, sank.
66: age | He met Yann Le Goff, 66, an oyster farmer.
42: count | Of those 42 vessels some carry fruit.
seven years and six months: year | It was a sentence of seven years and six months.
214-kilometre: kilometre | It was the 214-kilometre seventh stage.
143: bare | It took money from each of the 143, the judge said.
3.42: clock | It struck at 3.42 in the morning.
"""

WRONG = """
225 million | They have 252 million inhabitants. With its 225 million inhabitants it is large, said Peru's minister.
163 million | A bloc of 183 million people was born today. A union of 163 million consumers sounds well, a trader said.
sixty-four kilometres | Oil lies along 46 kilometres of coast. Cleaning the sixty-four kilometres of shore is dear.
52 | Some 42 ships were at anchor. No, 42 ships? Of those 52 vessels nine carry fruit.
1,590 | The boat held 1,950 migrants. All 1,590 were given tea.
380 | The council will cut 830 posts. The 380 jobs are in the laundry.
"""

CLEAN = """
Oil lies along 46 kilometres of coast. Cleaning the forty-six kilometres of shore is dear.
The bloc counts about 64 million people. It was founded in May. With its 65 million people it is large.
The bloc counts about 60 million people. It was founded in May. With its 64 million people it is large.
Oil lies along 46 kilometres of coast. Another 64 kilometres of coast are in danger.
The crews removed 203 tonnes of oil. The 200 tonnes of oil were burnt.
About 1,900 houses stood in water. The 2,000 houses will be dried.
On Monday 46 ships were waiting. On Tuesday 64 ships were waiting.
It was adopted by 44 votes to 35. The other bill was adopted by 40 votes to 39.
The ship carried 346 migrants; 364 migrants had been expected. The 364 migrants are safe.
She won with 55 percent of the vote. Turnout was 54 percent. It rained.\
 She spoke. He left. They sang. Nobody slept. It was late. The day was over.
12:15 p.m.¶The vote begins.¶12:25 p.m.¶The vote ends.
"""


@pytest.mark.parametrize(("expected", "text"), rows(NUMBERS))
def test_numbers_are_read_in_digits_and_words(expected: str, text: str) -> None:
    found = [number.value for number in numbers(tokens_of(text))]
    assert found == ([] if expected == "-" else [float(expected.replace(",", ""))])


@pytest.mark.parametrize(("expected", "text"), rows(QUANTITIES))
def test_a_figure_is_read_with_its_unit(expected: str, text: str) -> None:
    assert [f"{each.words}: {each.sort}" for each in quantities(text, 0, {})] == [expected]


PIECES = sorted(
    words(
        """
1 12 1,900 2.6 0 007 99999999999999999999 2:19:42 half ten forty-six a dozen hundred thousand million and - past to of
the those all its another about from against $ € % per cent percent euros tonnes kilometre-long years old people of them
dead 12th 1980s a.m. p.m. at until in number , . ( ) " ' – Monday May 2012 Kabul vessels
"""
    )
)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12), max_size=4), st.sampled_from((" ", "")))
def test_any_row_of_words_and_numbers_can_be_read(lines: list[list[str]], between: str) -> None:
    using = TwiceTold(load_tellings())
    texts = [between.join(line) for line in lines]
    found = [each for index, text in enumerate(texts) for each in quantities(text, index, {})]
    assert all(texts[each.sentence][each.start : each.end] for each in found)
    assert all(0.5 <= each.sure <= 1 for each in using.contradictions(found))


def test_a_slip_of_the_pen_weighs_more_than_another_figure() -> None:
    assert slip(46, 64) > slip(46, 56) > slip(4, 5) > slip(46, 87)
    assert slip(1900, 2900) == slip(19, 29)
    assert slip(9600, 6900) == slip(96, 69)
    assert slip(46, 460) < slip(46, 56)


@pytest.mark.parametrize(("expected", "text"), rows(WRONG))
def test_a_figure_told_otherwise_is_accused(expected: str, text: str) -> None:
    assert errors(text, None, RULES) == [f"inconsistent: {expected}"]


@pytest.mark.parametrize("text", [text for (text,) in rows(CLEAN)])
def test_figures_that_may_be_two_are_left_alone(text: str) -> None:
    assert errors(text, None, RULES) == []


def test_the_figure_that_is_told_only_once_so_is_accused_and_the_reason_quotes_the_other() -> None:
    text = "Oil lies along 64 kilometres of coast. The 46 kilometres are black. All 46 kilometres of coast are dead."
    [(candidate, words)] = propose(text, None, RULES)
    assert words == "64 kilometres"
    assert (
        candidate.reason == "64 kilometres here, 46 kilometres later: “All 46 kilometres of coast are dead.”"
    )


def test_every_weight_is_of_something_that_figures_show() -> None:
    using = TwiceTold(load_tellings())
    compared = (using.compared(using.figures(sentences(article.document))) for article in ARTICLES)
    shown = {name for pairs in compared for _, _, parts in pairs for name in parts}
    assert set(using.tellings.weights) <= shown


def test_most_figures_that_are_made_wrong_in_the_articles_are_found() -> None:
    told = [article for article in ARTICLES if any(each.type == "inconsistent" for each in article.mistakes)]
    injection = module("injection")
    found = injection.measure(told, suggester(), seed=1).found["inconsistent"]
    right, missed, false = found
    assert right >= 0.58 * (right + missed)
    assert false <= 0.05 * right
