"""Titles, capitals and long names in sentences that speak of several times, and long names without their acronym."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import errors, rows

from annotator.suggest.capitals import WrongPlace
from annotator.suggest.clauses import clause_around
from annotator.suggest.expansions import WrongExpansion
from annotator.suggest.names import MisspelledName
from annotator.suggest.outdated import OutdatedName
from annotator.suggest.roles import WrongRole

RULES = (WrongRole(), WrongPlace(), WrongExpansion(), MisspelledName(), OutdatedName())

WRONG = """
2019-06-12 | wrong-role: President | Uzbek President Abdulla Aripov, whose country left in 2012, was early.
2014-06-05 | wrong-role: prime minister | Barack Obama, prime minister of Italy since February, would not say so.
2022-11-12 | wrong-role: president | It is not, said Mevlut Cavusoglu, the Turkish president, and smiled.
2024-10-26 | wrong-role: foreign minister | Narendra Modi, foreign minister of India, and Keir Starmer met.
2022-01-07 | wrong-role: President | Presidents Wang Yi and Vladimir Putin met.
2005-07-06 | wrong-role: Prime Minister | British Prime Minister Jacques Chirac wants twice the aid by 2010.
2018-07-12 | wrong-role: secretary general | He told Anders Fogh Rasmussen, the alliance's secretary general.
2023-05-08 | wrong-role: Foreign Minister | Saudi Foreign Minister Abdel Fattah el-Sisi flew there last month.
2022-01-07 | wrong-role: chief | UN chief Ban Ki-moon and NATO chief Jens Stoltenberg met.
2022-01-07 | wrong-role: Secretary-General | UN Secretary-General Ban Ki-moon met nobody.
2016-02-01 | wrong-role: PM | Australian PM Tony Abbott came at 5 PM.
2015-05-06 | wrong-expansion: Committee of Europe | The Committee of Europe met in Strasbourg.
2015-05-06 | wrong-expansion: Commonwealth of States | The Commonwealth met. The Commonwealth of States is old.
2015-05-06 | wrong-expansion: United Networks Security Council | He spoke to the United Networks Security Council.
2015-05-06 | wrong-expansion: Association of the Islamic Conference | The Association of the Islamic Conference met.
2015-05-06 | wrong-expansion: Western Trade Organization | The WTO met. The Western Trade Organization shrugged.
2024-05-06 | wrong-place: Kumasi | Ghana's capital, Kumasi, hosted the envoys on Monday.
2024-05-06 | wrong-place: Kharkiv | The Polish city of Kharkiv was quiet.
2024-05-06 | wrong-place: Casablanca | In the Moroccan capital, Casablanca, ministers met.
2016-02-01 | wrong-place: Sydney | The capital of Australia is Sydney.
2016-02-01 | wrong-place: Munich | The city of Munich in Austria was quiet.
2017-02-02 | wrong-place: Sucre | The new man in Sucre, the Gambian capital, has promised to stay.
2022-11-12 | wrong-place: Dushanbe | When will Dushanbe, the Turkmen capital, decide?
2023-12-08 | wrong-place: La Paz | From La Paz, capital of Uruguay, came a protest.
2022-01-07 | wrong-expansion: Shanghai Corporation Organization | The SCO, or Shanghai Corporation Organization, met.
2022-01-07 | wrong-expansion: Collective Defence Treaty Organization | The Collective Defence Treaty Organization met.
2022-01-07 | wrong-expansion: Eurasian Ecological Union | The Eurasian Ecological Union and the Nordic Council met.
2022-01-07 | misspelled: Kazahk | The Kazahk president spoke.
2022-01-07 | misspelled: Ukranian | The Ukranian army fled.
2019-02-02 | outdated-name: Organization of Turkic States | They left the Organization of Turkic States.
2022-01-07 | outdated-name: Swaziland | Until every parliament has agreed, Swaziland waits.
"""

CLEAN = """
2022-01-07 | In 2010, French President Nicolas Sarkozy said no.
2022-01-07 | President Bill Clinton met Boris Yeltsin, then president of Russia, in 1996.
2022-01-07 | Barack Obama, who was president until 2017, wrote a book.
2022-01-07 | Chancellor Angela Merkel retired last month.
2015-05-06 | The Council of Europe and its Committee of Ministers met; the Council of Ministers of the EU did not.
2015-05-06 | The Commonwealth welcomed the Commonwealth of Australia, of Virginia and the Commonwealth of Learning.
2015-05-06 | The World Tourism Organization, the World Customs Organization and the World Trade Center were shut.
2015-05-06 | The International Renewable Energy Agency met the Economic Community of Central African States.
2015-05-06 | The Conference on Security and Cooperation in Europe met in Helsinki in 1975.
2022-01-07 | He moved the embassy to Jerusalem, the Israeli capital.
2022-01-07 | Almaty, until 1997 the Kazakh capital, is rich.
2022-01-07 | Bonn, the then German capital, was quiet.
2022-01-07 | The World Trade Center and the World Trade Report stand.
2022-01-07 | The Organization of Security and Cooperation in Europe and the United States Conference of Mayors met.
2022-01-07 | Bijan Zanganeh of Iran spoke.
2022-01-07 | The king renamed Swaziland, now Eswatini.
2022-01-07 | The party was founded in Swaziland in 1972.
"""


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_an_aside_about_another_time_hides_no_error(day: str, wrong: str, text: str) -> None:
    assert errors(text, day, RULES) == [wrong]


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_what_is_of_another_time_or_only_alike_is_left_alone(day: str, text: str) -> None:
    assert errors(text, day, RULES) == []


@given(st.text(alphabet="ab ,;:.whose until 20", max_size=60), st.data())
def test_the_clause_around_a_word_has_the_length_of_the_sentence_and_keeps_the_word(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    clause = clause_around(text, start, end)
    assert len(clause) == len(text)
    assert all(a in (b, " ") for a, b in zip(clause, text, strict=True))
