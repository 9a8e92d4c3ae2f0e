"""Figures of one event that an article gives twice."""

import pytest
from rule_cases import errors, propose

from annotator.suggest.tolls import Tolls

RULES = (Tolls(),)

WRONG = """
24 | The bombing in Manchester killed 22 people. It rained. Manchester mourns: 24 people were killed.
1,200 | Turkey arrested 1,100 people. Turkey's police said that 1,200 people were detained.
30 | The law passed; 84 lawmakers voted for it and 13 against. She knows that 84 lawmakers voted for it and 30 against.
7.8 | It cut Russia's average tariff from 9.5 percent to 7.4 percent. The cut from 9.5 percent to 7.8 percent was felt.
$30 billion | The Gulf states promised a $20 billion fund. The $30 billion is to be paid out over ten years.
40 billion euros | It will cost 4 billion euros, he said. We found no study behind that 40 billion euros.
$500 million | Riyadh gave $300 million of its own. The fund, counting the Saudi $500 million, starts in May.
0.8% | Trade will lift output by 0.08%. She says that the 0.8% estimate is out of date.
25 per cent | Income fell by 20 per cent. This 25 per cent is a lot.
29 | She was confirmed by 27 votes to 24. Those 29 votes, a minister said, were cast in silence.
twelve | The strike cost ten lives. It rained. All those twelve lives were lost for nothing.
79 | Britain held 73 seats. In the chamber all 79 seats are empty.
$20 billion | The bloc had announced a $12 billion fund for two of its own. The $20 billion is to be spent in Oman.
182 | Argentina obtained 128 votes. He said that the 182 votes were an expression of trust.
11,000 | Tuvalu has 17,000 people. Its 11,000 people had built a hall.
twenty-two | Twenty-one people were killed in Kabul. In Kabul, twenty-two people died.
"""

CLEAN = """
The bombing in Manchester killed 22 people. Manchester mourns: 22 people were killed.
The bombing in Manchester killed 22 people. In Kabul 24 people were killed.
The bombing in Manchester killed 22 people. Manchester mourns: at least 24 people were killed.
The Gulf states promised a $20 billion fund. The $20 billion is to be paid out over ten years.
The Gulf states promised a $19.8 billion fund. The $20 billion is to be paid out over ten years.
Riyadh gave $300 million. Kuwait gave $150 million. The fund starts out with the $450 million.
Riyadh gave $30 million. The $200 million is to come from banks.
Riyadh gave $300 million. Its $200 million is safe.
Riyadh gave $300 million. The other $200 million is to come from banks.
Riyadh gave $300 million. The $200 million bridge was opened. The $200 million that it cost is owed.
Riyadh gave $300 million to a fund. It has the $1.2 billion now.
Riyadh gave $300 million. A school that costs $200 million, he said, is dear.
Riyadh gave $300 million. The 30 euros are gone. That 40 percent is lost.
Income fell by 20 per cent. Of these 25 per cent own a house.
She was confirmed by 27 votes to 24. Those 24 votes, a minister said, were cast in silence.
The strike cost ten lives. The twelve lives that the flood took are not forgotten. Those 20 hours were long.
Britain held 73 seats. In the chamber all 79 Scottish seats are empty. The 71 seats of Wales are not.
On Monday 22 people were killed in Kabul. On Tuesday 24 people were killed in Kabul.
The bombing in Kabul killed 22 people. Kabul counts: 24 people were injured.
The bombing in Kabul killed 22 people. In Kabul another 24 people were killed.
The bombing in Kabul killed 22 people. Were 24 people killed in Kabul?
The bombing in Kabul killed 22 people. In Kabul 24 soldiers were killed.
France sent 300 trained soldiers to Mali by sea. Germany sent 200 trained soldiers to Mali by sea.
Prices of crude oil went up by 3 percent on Monday. Prices of crude oil went up by 5 percent on Tuesday.
It cut the average tariff from 9.5 percent to 7.4 percent. It cut the average tariff from 9.5 percent to 7.4 percent.
The tariff was cut from 9.5 percent to 7.4 percent. In Peru the tariff was cut from 9.5 percent to 7.8 percent.
"""


@pytest.mark.parametrize("row", WRONG.strip().splitlines())
def test_two_figures_of_one_event_are_marked_at_the_second(row: str) -> None:
    wrong, text = row.split(" | ")
    assert errors(text, None, RULES) == [f"inconsistent: {wrong}"]


@pytest.mark.parametrize("text", CLEAN.strip().splitlines())
def test_figures_that_may_both_be_right_are_left_alone(text: str) -> None:
    assert errors(text, None, RULES) == []


def test_the_reason_quotes_the_sentence_before() -> None:
    [(candidate, _)] = propose("The bomb killed 22 people in Kabul. In Kabul 24 people died.", None, RULES)
    assert candidate.reason.endswith("“The bomb killed 22 people in Kabul.”")
