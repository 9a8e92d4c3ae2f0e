"""The rules for names: what they accuse, and what looks like it and is left alone."""

import pytest
from rule_cases import errors, propose, rows

from annotator.suggest.names import MisspelledName, NameForm
from annotator.suggest.outdated import OutdatedName

RULES = (MisspelledName(), OutdatedName(), NameForm())

WRONG = """
2022-01-07 | misspelled: Kazahkstan | Extremists seized airports in Almaty and Nur-Sultan in Kazahkstan.
2022-01-07 | misspelled: Uzbekstan | The envoy flew to Uzbekstan on Friday.
2022-01-07 | misspelled: Shanghai Coperation Organisation | The Shanghai Coperation Organisation met.
2022-01-07 | misspelled: Alexander Lukaschenko | Alexander Lukaschenko spoke.
2022-04-07 | misspelled: Kharkhiv | Shells fell on the city of Kharkhiv.
2022-04-07 | misspelled: Yokahama | The ship sailed for days and came to Yokahama.
2022-04-07 | misspelled: Turkry | The minister flew to Turkry on Friday.
2022-04-07 | misspelled: Comonwealth | The Comonwealth met in London.
2022-04-07 | misspelled: Russiia | The ship came from Russiia.
2022-04-07 | misspelled: Zalreb | He paid for a coffee in Zalreb, the capital of Croatia.
2022-04-07 | misspelled: St. Petersburrg | The talks were held in St. Petersburrg.
2022-04-07 | misspelled: Scotlad | Britain fears for its union. The next to leave is perhaps Scotlad.
2022-04-07 | misspelled: Hungry | The vote was taken by Denmark, Hungry, Poland and Sweden.
2022-04-07 | misspelled: Saudi Araabia | The members are Kuwait, Oman, Qatar, Saudi Araabia and Bahrain.
2022-04-07 | misspelled: Lichtenstein | Norway works with Switzerland, Iceland and Lichtenstein.
2023-09-01 | outdated-name: Nur-Sultan | Extremists seized airports in Almaty and Nur-Sultan in Kazakhstan.
2020-09-01 | outdated-name: Astana | Talks were held in Astana on Friday.
2024-01-07 | outdated-name: Swaziland | The king of Swaziland spoke.
2018-01-07 | outdated-name: North Macedonia | The government of North Macedonia resigned.
2022-01-07 | outdated-name: Kirghizia | China applied in 1986; Kirghizia, a member since 1998, is in it.
2018-01-07 | outdated-name: Kingdom of Nepal | So is the Kingdom of Nepal, which has been a member since 2004.
2015-08-12 | outdated-name: Kirgizia | Kirgizia is now a full member of the union.
2015-08-12 | outdated-name: Byelorussia | Kazakhstan will join once its parliament has ratified it, as does Byelorussia.
2016-02-15 | outdated-name: Republic of Hungary | The heads of the Republic of Hungary called for more fences.
2015-08-13 | outdated-name: Kirghizia | Kirghizia's prime minister spoke of half a million Kyrgyz who work abroad.
2013-11-29 | outdated-name: European Economic Community | The European Economic Community has courted six former allies.
2022-01-07 | name-form: Wenbin | Wang Wenbin spoke. On Ukraine Wenbin said little.
2022-01-07 | name-form: Jinping | Xi Jinping spoke. The press likes Mr Jinping.
2022-01-07 | name-form: Mengesha | Dawit Mengesha spoke. Then Mengesha left.
2022-01-07 | name-form: Nguyen | Nguyen Xuan Phuc spoke. Then Nguyen left.
"""

CLEAN = """
2022-01-07 | Extremists seized airports in Almaty and Nur-Sultan in Kazakhstan.
- | Extremists seized airports in Almaty and Nur-Sultan.
2023-09-01 | Astana, then known as Nur-Sultan, was quiet.
2023-09-01 | The capital, formerly Nur-Sultan, was quiet.
2023-09-01 | In 2021 the airport of Nur-Sultan was closed.
2023-09-01 | Nur-Sultan, now Astana, was quiet.
2023-09-01 | He was born in Leningrad.
2015-09-01 | My late father lived in Salisbury. The old Upper Volta was poor. Bombay of old was loud.
2015-09-01 | She studied in Moscow, then in Leningrad. They met in Dacca, where she was born.
2015-09-01 | Once the capital of the country, Akmola is cold. The port was called Bombay by sailors.
2015-09-01 | The army of Zaire, which Mobutu led until 1997, is feared to this day.
2015-09-01 | Three joined in 1999: Poland, the Republic of Hungary and the Czech Republic.
2020-09-01 | The Astana process goes on.
2020-09-01 | The Astana-based bank closed.
2020-09-01 | The capital was renamed from Astana.
2024-01-07 | Eswatini, the former Swaziland, held a vote.
2022-01-07 | Niger and Nigeria, Austria and Australia, Iceland and Ireland, Gambia and Zambia.
2022-01-07 | Malawi, Mali, Dominica, the Dominican Republic, Guinea and Guyana took part.
2022-01-07 | Kiev and Kyiv, Burma and Myanmar, Turkey and Türkiye, the Ivory Coast.
2022-01-07 | France, Austria, Prussia and Russia shared it among themselves, as Roy Lichtenstein painted.
2022-01-07 | Poland is rich. Hungry, Poland's poor left the land. Germany, France, Hungry Jack and Spain came.
2022-01-07 | The lecture was given by Zalreb, Berkin and St. Lucie.
2022-01-07 | Kazakhs, Kazakhstan's, Kazakhstani, Ukrainians', Ukraine’s and Belarusians.
2022-01-07 | Kassym-Jomart Tokayev spoke. Kassym Jomart Tokayev left.
2022-01-07 | Wang Wenbin spoke. Wang said little. Mr Wang left.
2022-01-07 | Xi Jinping spoke. Xi said little. President Xi left.
2022-01-07 | Nguyen Xuan Phuc spoke. Phuc said little. Mr Phuc left.
2022-01-07 | Abiy Ahmed spoke. Abiy said little. Mr Abiy left.
2022-01-07 | Vladimir Putin spoke. “Thank you, Vladimir,” said the host. Putin left.
2022-01-07 | Wang Wenbin spoke, and Li Wenbin listened.
2022-01-07 | As Charles de Gaulle once put it, Lewis Hamiltan and Tom Bordeau disagreed.
"""


@pytest.mark.parametrize("who", ["his nephew", "a baker", "12", "the driver"])
def test_a_stranger_of_the_same_given_name_is_not_taken_for_the_statesman(who: str) -> None:
    assert errors(f"Emmanuel Macron arrived. Emmanuel, {who}, waited.", "2022-02-01", RULES) == []


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_a_wrong_name_is_marked_letter_for_letter(day: str, wrong: str, text: str) -> None:
    assert errors(text, day, RULES) == [wrong]


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_a_right_name_is_left_alone(day: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, RULES) == []


def reason(text: str, day: str) -> str:
    [(candidate, _)] = propose(text, day, RULES)
    return candidate.reason


def test_a_misspelling_is_explained_by_the_name_that_it_comes_near() -> None:
    assert reason("Unrest grips Kazahkstan.", "2022-01-07") == (
        "Kazahkstan: one letter away from Kazakhstan; no known name is spelled so"
    )


def test_a_known_word_is_taken_for_a_state_only_because_of_the_list_that_it_stands_in() -> None:
    assert reason("It was signed by Norway, Iceland and Lichtenstein.", "2022-01-07") == (
        "Lichtenstein: one letter away from Liechtenstein, which a list of states asks for"
    )


def test_an_outdated_name_comes_with_its_days_and_the_right_one() -> None:
    assert reason("It rains in Nur-Sultan.", "2023-09-01") == (
        "Nur-Sultan was the name from 2019-03-23 to 2022-09-17; Astana on 2023-09-01"
    )


def test_a_given_name_is_explained_by_the_order_of_names() -> None:
    assert reason("Wang Wenbin spoke. On Ukraine Wenbin said little.", "2022-01-07") == (
        "Wenbin is the given name of Wang Wenbin; the family name Wang stands first"
    )


def test_a_misspelling_is_surer_where_the_right_form_stands_in_the_article() -> None:
    alone = propose("Unrest grips Kazahkstan.", "2022-01-07", RULES)[0][0].score
    beside = propose("Unrest grips Kazakhstan. It is not new in Kazahkstan.", "2022-01-07", RULES)[0][0].score
    assert beside > alone


def test_a_name_in_a_quotation_is_accused_less_surely() -> None:
    told = propose("It rains in Nur-Sultan.", "2023-09-01", RULES)[0][0].score
    quoted = propose("“It rains in Nur-Sultan,” he said.", "2023-09-01", RULES, 0.0)[0][0].score
    assert quoted < told


def test_the_given_name_is_marked_each_time() -> None:
    text = "Wang Wenbin spoke. On Ukraine Wenbin said little. Then Wenbin left."
    assert errors(text, "2022-01-07", RULES) == ["name-form: Wenbin", "name-form: Wenbin"]
