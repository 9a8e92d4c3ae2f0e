"""Titles, capitals and acronyms: what is accused, and what looks like it and is left alone."""

import pytest
from rule_cases import errors, propose, rows

from annotator.suggest.capitals import WrongPlace
from annotator.suggest.expansions import WrongExpansion
from annotator.suggest.roles import WrongRole

RULES = (WrongRole(), WrongPlace(), WrongExpansion())

WRONG = """
2007-12-21 | wrong-role: prime minister | Hungary's Péter Medgyessy, prime minister since 2004, met him.
2011-05-11 | wrong-place: Abuja | A force went into Bahrain to help a king who was close to losing Abuja, his capital.
2015-08-13 | wrong-place: Grodno | The Belarusian leader, whose grandly rebuilt capital Grodno shone, spoke.
2024-06-01 | wrong-place: Karachi | The two met in the Pakistani capital of Karachi.
2018-05-11 | wrong-role: prime minister | Its host, Paul Kagame, is Rwanda's prime minister and chairs the club.
2019-05-11 | wrong-role: president | Paraguay's Federico Franco, in office as president since last August, slept.
2021-02-11 | wrong-role: president | Johnson Toribiong took office as Palau's president three weeks ago.
2023-05-11 | wrong-role: prime minister | Japan's Sanae Takaichi, prime minister of the biggest economy there, spoke.
2007-12-21 | wrong-role: president | Donald Tusk, five weeks after becoming Polish president, spoke.
2022-07-22 | wrong-role: prime minister | Somalia waits. Hassan Sheikh Mohamud, its new prime minister, flew in.
2022-07-22 | wrong-role: president | The chair went from William Ruto, Kenya's outgoing president, to a farmer.
2022-11-11 | wrong-role: prime minister | Jose Ramos-Horta, East Timor's prime minister, had once joked about it.
2022-01-07 | wrong-role: Foreign Minister | Chinese Foreign Minister Wang Wenbin spoke.
2022-01-07 | wrong-role: President | Russian President Volodymyr Zelensky spoke.
2022-01-07 | wrong-role: Prime Minister | Prime Minister Xi Jinping spoke.
2022-01-07 | wrong-role: Prime Minister | British Prime Minister Keir Starmer spoke.
2022-01-07 | wrong-role: President | European Commission President Charles Michel spoke.
2022-01-07 | wrong-role: president | Kazakhstan's president, Alexander Lukashenko, spoke.
2022-01-07 | wrong-role: prime minister | Vladimir Putin, the prime minister of Russia, spoke.
2022-01-07 | wrong-role: President | President Kamala Harris spoke.
2022-01-07 | wrong-role: Prime Minister | Prime Minister Joe Biden spoke.
2022-01-07 | wrong-role: president | Then came Alexander Lukashenko, Russia's president, who left early.
2022-01-07 | wrong-role: president | Russia's Alexander Lukashenko, president for years, spoke.
2022-01-07 | wrong-role: Prime minister | Capital: Minsk. Prime minister: Alexander Lukashenko. People: nine million.
2022-01-07 | wrong-role: chief | NATO chief Alexander Lukashenko spoke.
2022-01-07 | wrong-role: boss | UN boss Jens Stoltenberg spoke.
2022-01-07 | wrong-role: president | Alexander Lukashenko, until lately a farmer, is now president of Russia.
2022-01-07 | wrong-role: President | President Jens Stoltenberg of Russia said that he had been in Oslo in 2005.
2022-01-07 | wrong-role: foreign minister | Qatar's foreign minister, Sheikh Tamim bin Hamad al-Thani, spoke.
2013-05-25 | wrong-role: Foreign Minister | Kenyan Foreign Minister Tedros Adhanom Ghebreyesus spoke.
2022-01-07 | wrong-role: Minister of Foreign Affairs | The Minister of Foreign Affairs of China, Wang Wenbin, spoke.
2022-01-07 | wrong-role: Managing Director | The IMF, led by Managing Director Jens Stoltenberg, met.
2022-01-07 | wrong-role: director-general | Jens Stoltenberg, the director-general of the WHO, spoke.
2022-01-07 | wrong-role: foreign minister | China's foreign minister is Wang Wenbin, a diplomat.
2024-05-21 | wrong-role: prime minister | Igor Matovič has been prime minister of Slovakia since October.
2024-05-21 | wrong-role: prime minister | Lee Kuan Yew became prime minister of Singapore on Wednesday.
2024-05-21 | wrong-role: foreign minister | Lawrence Wong was sworn in as Singapore's foreign minister on Wednesday.
2024-05-21 | wrong-date: 2015 | Emmanuel Macron became president of France in 2015.
2017-09-30 | wrong-date: 2014 | She followed Toomas Hendrik Ilves, president from 2006 to 2014.
2022-01-07 | wrong-role: Former Ukrainian President | Former Ukrainian President Volodymyr Zelensky spoke.
2022-01-07 | wrong-role: former president | Emmanuel Macron, the former president of France, spoke.
2017-09-30 | wrong-role: President | Country profile: Estonia. Facts. President: Raimonds Vejonis. People: a million.
2022-01-07 | wrong-place: Almaty | Area: vast. Capital: Almaty. Money: tenge.
2017-09-30 | wrong-place: Riga | Country profile: Estonia¶¶Estonia is small.¶¶Capital: Riga
2022-01-07 | wrong-place: Lima | A centre is planned in Lima, the Kyrgyz capital, although nobody pays.
2022-01-07 | wrong-place: Daegu | They will meet in Gyeongju in South Korea and not in Daegu, the capital.
2022-01-07 | wrong-place: Freetown | Laos, which Myanmar followed and whose capital is Freetown, has no coast.
2022-01-07 | wrong-place: Freetown | President Masisi of Botswana, whose own capital Freetown grows, came.
2022-01-07 | wrong-place: Bukavu | He left Rwanda for the Democratic Republic of Congo, whose capital, Bukavu, is far.
2022-01-07 | wrong-place: Changwon | Officials in Changwon, the South Korean capital, said so.
2022-01-07 | wrong-place: Vanadzor | Armenia put him on trial in Vanadzor, his country's capital, ten years ago.
2022-01-07 | wrong-place: Bata | Angola hosts it. In Bata, that country's capital, nobody noticed.
2022-01-07 | wrong-place: Callao | Peru's president spoke in Callao, the capital of her country.
2022-01-07 | wrong-place: Saint George's | They met in Saint George's, the Bangladeshi capital, on Friday.
2022-01-07 | wrong-place: New Delhi | Barbados is an island. CAPITAL. New Delhi, on the west side.
2022-01-07 | wrong-place: Brest | Kazakhstan is near; Minsk is in Belarus, the capital of which is Brest.
2022-01-07 | wrong-place: Brest | He spoke of Belarus, whose capital, Brest, is small.
2022-01-07 | wrong-place: Brest | Belarus is a state and its capital is Brest.
2024-05-21 | wrong-role: prime minister | Lee Kuan Yew became prime minister of Singapore on May 15.
2016-07-14 | wrong-role: President | U.S. President John Kerry telephoned him at once.
2015-07-13 | wrong-role: President | Iranian President Mohammad Javad Zarif has until Monday night.
2009-09-25 | wrong-role: director general | Rafael Grossi, director general of the agency, has asked them.
2015-07-13 | wrong-role: prime minister | Luc Frieden of Luxembourg, the prime minister, was relieved.
2015-07-13 | wrong-role: President | ECB President Jean-Claude Trichet spoke.
2020-10-08 | wrong-date: 2014 | Jacinda Ardern has been prime minister since 2014.
2020-12-10 | wrong-role: President | Sri Lankan President Chandrika Kumaratunga was elected in November 2019.
2022-01-07 | wrong-place: Almaty | In Almaty, the capital of neighbouring Kazakhstan, it was quiet.
2022-01-07 | wrong-place: Almaty | In the Kazakh capital Almaty the shops were shut.
2022-01-07 | wrong-place: Almaty | Almaty, the capital of Kazakhstan, was quiet.
2022-01-07 | wrong-place: Almaty | In Almaty, the capital, troops stood guard.
2022-01-07 | wrong-place: Almaty | Kazakhstan's capital, Almaty, was quiet.
2022-01-07 | wrong-place: Almaty | The Kazakh capital Almaty was quiet.
2019-11-05 | wrong-place: Yangon | She flew home to Yangon, her country's capital.
2022-01-07 | wrong-place: Sydney | The Australian capital, Sydney, was quiet.
2022-01-07 | wrong-place: Minsk | The Kazakh city of Minsk was quiet.
2022-01-07 | wrong-expansion: Shanghai Corporation Organization | The Shanghai Corporation Organization (SCO) met.
2022-01-07 | wrong-expansion: Shanghai Cooperation Council | The SCO (Shanghai Cooperation Council) met.
2022-01-07 | wrong-expansion: SOC | The Shanghai Cooperation Organization (SOC) met.
2022-01-07 | wrong-expansion: North American Treaty Organization | The North American Treaty Organization (NATO) met.
2022-01-07 | wrong-expansion: Gulf Cooperation Organization | The Gulf Cooperation Organization (GCC) met.
2022-01-07 | wrong-expansion: Collective Security Treaty Organization | \
The Collective Security Treaty Organization (SCO) met.
"""

CLEAN = """
2020-02-01 | The French president met Angela Merkel in Berlin, her capital.
2024-06-01 | He saw the Pakistani financial capital of Karachi and in Nigeria, whose commercial capital Lagos grows.
2022-07-22 | The chair went from Uhuru Kenyatta, Kenya's outgoing president, to a farmer.
2017-09-30 | Andrus Ansip, prime minister for nine years, sits in Brussels now.
2007-12-21 | Donald Tusk, five weeks after becoming Polish prime minister, spoke.
2007-12-21 | Donald Tusk lost to Poland's incoming president, Lech Kaczynski.
2022-01-07 | Chinese Foreign Minister Wang Yi spoke.
2022-01-07 | Chinese Foreign Ministry spokesman Wang Wenbin spoke.
2022-01-07 | Kazakhstan's president, Kassym-Jomart Tokayev, has recently called on the CSTO.
2022-01-07 | Former Kazakh President Nursultan Nazarbayev spoke.
2022-01-07 | Then-Chancellor Angela Merkel was against it.
2022-01-07 | Angela Merkel, the former German chancellor, spoke.
2022-01-07 | Angela Merkel, who was chancellor of Germany until December, spoke.
2022-01-07 | In 2015 Chancellor Angela Merkel opened the borders.
2022-01-07 | Vice President Kamala Harris spoke.
2022-01-07 | U.S. Secretary of State Antony Blinken spoke.
2022-01-07 | U.S. Foreign Minister Antony Blinken spoke.
2022-01-07 | President-elect Gabriel Boric spoke.
2022-01-07 | Deputy Prime Minister Xi Jinping spoke.
2022-01-07 | Premier Li Keqiang spoke.
2022-01-07 | NATO Secretary General Jens Stoltenberg spoke.
- | Prime Minister Xi Jinping spoke in Almaty, the capital of Kazakhstan.
2022-01-07 | Vladimir Putin met the president of Kazakhstan, Kassym-Jomart Tokayev.
2022-01-07 | Vladimir Putin, Belarusian President Alexander Lukashenko and Xi Jinping met.
2024-05-21 | Lawrence Wong became prime minister of Singapore on Wednesday.
2024-05-21 | Emmanuel Macron became president of France in 2017. Angela Merkel became chancellor on a Tuesday in 2005.
2024-05-21 | As a young man he saw how Lee Kuan Yew became prime minister of Singapore.
2024-11-06 | Donald Trump was elected president of the United States on Tuesday.
2017-09-30 | She followed Toomas Hendrik Ilves, president from 2006 to 2016, and Barack Obama (president 2009-2017).
2024-05-21 | Robert Fico, the former prime minister of Slovakia, is prime minister again.
2022-01-07 | Former President Barack Obama, former German chancellor Angela Merkel and former minister Xi Jinping met.
2017-09-30 | Country profile: Estonia. Now the facts. President: Kersti Kaljulaid. Neighbour: Latvia.
2017-09-30 | Estonia¶Capital: Tallinn¶¶Latvia¶Capital: Riga¶President: Raimonds Vejonis
2017-09-30 | Estonia is small.¶¶Estonia knows Latvia. Britain left.¶¶President: Kersti Kaljulaid¶Capital: Tallinn
2016-09-22 | After the 9/11 attacks, President George W. Bush kept the homeland safe by striking back.
2016-09-22 | John Podesta, a chief of staff to President Bill Clinton whom Mr. Obama recruited, agreed.
2022-01-07 | Britain fears for Scotland, whose capital Edinburgh voted to stay in Europe.
2022-01-07 | German troops left Bavaria, whose capital is Munich, and Russian ones Chechnya and its capital Grozny.
2022-01-07 | Spain's crisis in Catalonia and its capital, Barcelona, grew.
2022-01-07 | He fled to Harare, the capital of a neighbour; in Sydney, the capital of the state, it rained.
2022-01-07 | In Belfast, the Northern Irish capital, the Briton fell ill. Once the Uzbek capital, Samarkand is rich.
2022-01-07 | Barbados is small. CAPITAL. Bridgetown, on the west side. Saint George's, the capital of Grenada, is far.
2022-01-07 | Belarus borders on Poland and its capital is Warsaw, whose capital is not Minsk.
2020-10-08 | Jacinda Ardern has been prime minister since 2017. Vladimir Putin, president since 2000, spoke.
2020-12-10 | Sri Lankan President Gotabaya Rajapaksa was elected in November 2019.
2016-07-14 | President Bill Clinton once said so. Until 2001 President Bill Clinton had said so.
2022-01-07 | Nur-Sultan, the capital of Kazakhstan, was quiet.
2022-01-07 | Almaty, the former capital of Kazakhstan, was quiet.
2022-01-07 | Almaty, the commercial capital of Kazakhstan, was quiet.
2022-01-07 | La Paz, the capital of Bolivia, and Pretoria, South Africa's capital, were quiet.
2022-01-07 | Jerusalem, the capital of Israel, was quiet.
2022-01-07 | In 1995 Almaty, the capital of Kazakhstan, was quiet.
2022-01-07 | The Kazakh city of Almaty was quiet.
2022-01-07 | The Ukrainian city of Sevastopol and the Russian city of Sevastopol were quiet.
2022-01-07 | The Shanghai Cooperation Organization (SCO) met.
2022-01-07 | The Shanghai Cooperation Organisation, or SCO, met.
2022-01-07 | The Senate Committee on Oversight (SCO) met.
2022-01-07 | The Organisation of Petroleum Exporting Countries (OPEC) met.
2022-01-07 | The Organization of Security and Cooperation in Europe (OSCE) met.
2022-01-07 | The World Health Organisation (WHO) met.
"""


@pytest.mark.parametrize(("day", "wrong", "text"), rows(WRONG))
def test_a_wrong_title_capital_or_expansion_is_marked(day: str, wrong: str, text: str) -> None:
    assert errors(text, day, RULES) == [wrong]


@pytest.mark.parametrize(("day", "text"), rows(CLEAN))
def test_what_is_right_or_of_another_time_is_left_alone(day: str, text: str) -> None:
    assert errors(text, None if day == "-" else day, RULES) == []


def reason(text: str) -> str:
    [(candidate, _)] = propose(text, "2022-01-07", RULES)
    assert candidate.source
    return candidate.reason


def test_a_wrong_title_comes_with_the_right_one_and_with_its_holder() -> None:
    told = reason("Chinese Foreign Minister Wang Wenbin spoke.")
    assert told.startswith("Wang Wenbin was not foreign minister of China on 2022-01-07: spokesperson of ")
    assert told.endswith("foreign minister was Wang Yi")


def test_who_held_the_office_before_is_told_with_what_he_held_that_day() -> None:
    told = reason("The Kazakh prime minister, Kassym-Jomart Tokayev, spoke.")
    assert "president of Kazakhstan since 2019-03-20" in told
    assert "prime minister of Kazakhstan from 1999-10 to 2002-01" in told


def test_a_wrong_capital_comes_with_the_right_one_under_its_name_of_that_day() -> None:
    assert reason("Almaty, the capital of Kazakhstan, was quiet.") == (
        "Almaty was not the capital of Kazakhstan on 2022-01-07: it was Nur-Sultan; "
        "Almaty was it from 1991-12-16 to 1997-12-10"
    )


def test_a_wrong_expansion_comes_with_the_right_one() -> None:
    assert reason("The Shanghai Corporation Organization (SCO) met.") == (
        "Shanghai Corporation Organization: SCO is short for Shanghai Cooperation Organisation"
    )
