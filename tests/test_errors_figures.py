"""Figures that an article itself contradicts, and those that it does not."""

import pytest
from rule_cases import errors, propose, rows

from annotator.suggest.complete import CompleteList
from annotator.suggest.figures import CountedList, Inconsistent

RULES = (CountedList(), Inconsistent())

WRONG = """
2023-07-17 | wrong-number: Three | Three of the ten ASEAN states are in both: Brunei, Malaysia, Laos and Vietnam.
2022-11-11 | wrong-number: two | Those who began it in 1967 were two: Indonesia, Malaysia and Thailand.
2022-07-11 | wrong-number: six | The first community - six countries, Kenya, Uganda and Tanzania - fell apart.
2024-06-01 | wrong-number: three | The three Baltic states of Estonia and Latvia protested.
2018-04-20 | wrong-number: Two | Two papers were adopted: a declaration on crime, a charter and an agenda for trade.
2022-11-02 | wrong-number: two | The House heard two proposals: a cap on prices, a common reserve, and a levy.
2022-01-07 | wrong-number: six | The CSTO has six members: Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia.
2022-01-07 | wrong-number: Four | Four NATO members - Norway, Denmark and Iceland - sent ships.
2022-01-07 | wrong-number: Two | Two states - Russia, China and India - sent help.
2022-01-07 | wrong-number: Five | Five countries, Germany, France, Italy and Spain, objected.
2022-01-07 | wrong-number: Six | Six countries share news: Australia, Britain, Canada, New Zealand and America.
2022-01-07 | wrong-number: six | Of the members, six will keep their own money: Denmark, Hungary, Poland and Sweden.
2022-01-07 | wrong-number: Three | Three countries objected: Germany and France.
2022-01-07 | wrong-number: four | The council of four - Germany, France and Italy - met.
2022-01-07 | wrong-number: Three | Three presidents (Vladimir Putin and Alexander Lukashenko) met.
2022-01-07 | inconsistent: Russia | The three members of the bloc are Russia, China and Russia.
2022-01-07 | wrong-number: four | The four Baltic states, Estonia, Latvia and Lithuania, were occupied.
2022-01-07 | wrong-number: Six | Six countries border on Slovakia: Austria, Hungary, Poland and Ukraine.
2022-01-07 | wrong-number: four | There are four candidates: Armenia, Belarus and Georgia, which hope for the best.
2022-01-07 | wrong-number: four | The four other members are Armenia, Belarus and Georgia.
2022-01-07 | wrong-number: four | Of the five Nordic countries four are members: Denmark, Finland and Sweden.
2022-01-07 | wrong-number: four | Then, four parliaments must vote: those of Austria, Estonia and Finland.
2022-01-07 | inconsistent: Kenya | Elected were Albania, Kenya, Mexico, Norway and Kenya.
2022-01-07 | inconsistent: 35 | The OAS has 34 members. All 35 members of the OAS agreed.
- | inconsistent: eight | The SCO has nine members. The eight members of the SCO agreed.
"""

CLEAN = """
2023-07-17 | Four of the ten ASEAN states are in both: Brunei, Malaysia, Laos and Vietnam.
2022-11-02 | The House heard three proposals: a ban on guns and the trade in them, a tax and a levy on exports.
2022-11-02 | It needs two things: a ban on guns, a tax and the like and a lot of luck.
2022-11-02 | The three states of Germany and two of Austria protested.
2022-01-07 | The CSTO has five members: Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia.
2022-01-07 | Three NATO members - Norway, Denmark and Iceland - sent ships.
2022-01-07 | Two years later three more came: Norway, Denmark and Iceland.
2022-01-07 | Five countries accuse two others: Russia, China and Iran stand by them.
2022-01-07 | Two neighbours of Kazakhstan, namely Russia and China, sent help.
2022-01-07 | Two ministers, France and Italy said, will go.
2022-01-07 | Three members, including Russia and China, sent help.
2022-01-07 | At least three states: Russia and China.
2022-01-07 | Three states, among them Russia and China, sent help.
2022-01-07 | Three states: Russia, China and others.
2022-01-07 | In five days: Russia, China and India.
2022-01-07 | Four countries border on Slovakia: Austria, Hungary, Poland and Ukraine.
2022-01-07 | She flew to France, Germany, Italy and France. They met in Paris, London, Rome and Paris.
2022-01-07 | Between Russia and China, China and India, and India and Russia there is trade.
2022-01-07 | Armenia, Belarus, Georgia and Armenia's neighbours met.
2022-01-07 | The OAS has 35 members. All 35 members of the OAS agreed.
2022-01-07 | The OAS has 35 members. Nine members of the OAS agreed.
2022-01-07 | The SCO has nine members. The eight members of the SCO agreed.
- | The SCO had six members then. The eight members of the SCO agreed.
"""


LACKING = """
2022-01-07 | Kyrgyzstan | The CSTO's members are Armenia, Belarus, Kazakhstan, Russia and Tajikistan.
2022-01-07 | Italy | The members of the G7 are Britain, Canada, France, Germany, Japan and the United States.
2022-01-07 | Kyrgyzstan | The CSTO consists of Armenia, Belarus, Kazakhstan, Russia and Tajikistan.
2022-01-07 | Oman | The GCC met. The bloc's six members are Bahrain, Kuwait, Qatar, Saudi Arabia and the UAE.
2022-01-07 | Qatar | Bahrain, Kuwait, Oman, Saudi Arabia and the United Arab Emirates are the members of the GCC.
"""

WHOLE = """
2022-01-07 | The CSTO's members are Armenia, Belarus, Kazakhstan, Kyrgyzstan, Russia and Tajikistan.
2022-01-07 | The CSTO's members include Armenia, Belarus, Kazakhstan, Russia and Tajikistan.
2022-01-07 | The CSTO unites Armenia, Belarus, Kazakhstan, Russia and others.
2022-01-07 | The members of NATO are Norway, Iceland and Denmark.
2022-01-07 | In 1999 the CSTO's members were Armenia, Belarus, Kazakhstan, Russia and Tajikistan.
2022-01-07 | The founding members of the EU are Belgium, France, Germany, Italy and Luxembourg.
- | The CSTO's members are Armenia, Belarus, Kazakhstan, Russia and Tajikistan.
"""


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_a_figure_that_the_article_contradicts_is_marked(day: str, wrong: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, RULES) == [wrong]


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_a_figure_that_may_be_right_is_left_alone(day: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, RULES) == []


def test_the_reason_lists_what_was_counted() -> None:
    [(candidate, _)] = propose("Two states - Russia, China and India - sent help.", "2022-01-07", RULES)
    assert candidate.reason == "Two: the list that follows holds 3: Russia, China, India"


@pytest.mark.parametrize(("day", "lacking", "text"), rows(LACKING))
def test_a_list_of_all_members_that_lacks_one_is_marked(day: str, lacking: str, text: str) -> None:
    [(candidate, _)] = propose(text, day, (CompleteList(),))
    assert candidate.type == "inconsistent"
    assert f"the list lacks {lacking}: " in candidate.reason


@pytest.mark.parametrize(("day", "text"), rows(WHOLE))
def test_a_whole_list_and_one_that_need_not_be_whole_are_left_alone(day: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, (CompleteList(),)) == []
