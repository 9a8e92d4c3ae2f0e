"""How reasons name organizations: 'a member of the G7', 'a member of NATO'."""

import pytest
from rule_cases import propose

from annotator.knowledge import load_knowledge
from annotator.model import Mention
from annotator.suggest.rules import BUILT_IN
from annotator.suggest.wording import club

WITHOUT = """
NATO BRICS ASEAN OPEC OPEC+ Mercosur ECOWAS AUKUS SAARC BIMSTEC APEC EFTA Benelux CARICOM UNESCO Interpol CEFTA SADC
"""
WITH = """
WHO | IMF | World Bank | OPCW | European Commission | European Parliament | State Duma | Federation Council
United States Congress | United States Senate | United States House of Representatives | House of Commons
House of Lords | Bundestag | Knesset | Verkhovna Rada | Senate of Kazakhstan | Majilis | CCP | NPC
Communist Party of Vietnam | Communist Party of Cuba | Lao People's Revolutionary Party | Workers' Party of Korea | BJP
Lok Sabha | Rajya Sabha | SCO | CSTO | EU | EAEU | CIS | G7 | G8 | G20 | GCC | Arab League | UN | UNSC | AU
Commonwealth of Nations | OAS | OSCE | OECD | Council of Europe | WTO | IAEA | International Criminal Court
Alliance of Sahel States | Pacific Islands Forum | Nordic Council | V4 | Quadrilateral Security Dialogue | Five Eyes
OTS | CPTPP | RCEP | Schengen Area | Eurozone | Union State | B9 | EAC | Andean Community | Pacific Alliance | OIC
Economic Cooperation Organization | Non-Aligned Movement | G77 | Arctic Council | Three Seas Initiative
Weimar Triangle | GUAM Organization for Democracy and Economic Development | D-8
"""


def named(entity: str, text: str) -> Mention:
    return Mention(0, len(text), text, entity, text, "organization", 1.0)


def test_every_organization_with_members_is_named_as_a_writer_names_it() -> None:
    known = load_knowledge()
    clubs = [entity for entity in known.entities.values() if entity.members_are]
    shown = {club(known, named(entity.id, entity.name)) for entity in clubs}
    right = set(WITHOUT.split()) | {
        f"the {' '.join(name.split())}" for name in WITH.replace("\n", "|").split("|")
    }
    assert shown == right - {"the "}


@pytest.mark.parametrize(
    ("entity", "written", "shown"),
    [
        ("g7", "Group of Seven", "the G7"),
        ("g7", "G-7", "the G-7"),
        ("nato", "Nato", "Nato"),
        ("nato", "North Atlantic Treaty Organization", "NATO"),
        ("asean", "Asean", "Asean"),
        ("mercosur", "MERCOSUR", "MERCOSUR"),
        ("visegrad-group", "Visegrad Four", "the V4"),
        ("icc", "ICC", "the International Criminal Court"),
    ],
)
def test_the_form_that_the_article_uses_takes_the_article_that_it_has(
    entity: str, written: str, shown: str
) -> None:
    assert club(load_knowledge(), named(entity, written)) == shown


@pytest.mark.parametrize(
    ("text", "day", "wanted"),
    [
        (
            "Rotterdam, the capital of the Netherlands, was quiet.",
            "2022-01-07",
            "capital of the Netherlands on",
        ),
        ("Cebu, the capital of the Philippines, was quiet.", "2022-01-07", "capital of the Philippines on"),
        ("Mark Rutte, the Dutch foreign minister, spoke.", "2022-01-07", "prime minister of the Netherlands"),
        (
            "Spain and the Netherlands are members of the SCO.",
            "2022-01-07",
            "The Netherlands was not a member",
        ),
        ("The Netherlands joined NATO in 1955.", "2022-01-07", "1955: the Netherlands joined NATO in 1949"),
    ],
)
def test_states_have_their_article_in_reasons(text: str, day: str, wanted: str) -> None:
    reasons = [found.reason for found, _ in propose(text, day, BUILT_IN) if found.label == "error"]
    assert any(wanted in reason for reason in reasons), reasons
