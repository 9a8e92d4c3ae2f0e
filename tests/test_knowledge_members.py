"""How many members organizations had on days of the past, against what they themselves count."""

from datetime import date

import pytest

from annotator.knowledge import load_knowledge

SIZES = """
un 2001-01-01 189 | un 2005-01-01 191 | unsc 1991-05-05 15 | unsc 1995-05-05 15 | unsc 2003-03-03 15
unsc 2008-03-03 15 | opec 2000-09-09 11 | opec 2008-06-01 13 | opec 2010-01-01 12 | osce 2001-01-01 55
osce 2007-01-01 56 | osce 2013-01-01 57 | council-of-europe 2000-01-01 41 | council-of-europe 2005-01-01 46
wto 2001-12-20 143 | wto 2005-01-01 148 | wto 2009-01-01 153 | wto 2012-09-01 157 | wto 2014-01-01 159
icc 2012-08-01 121 | icc 2014-01-01 122 | icc 2016-07-01 124 | icc 2018-01-01 123 | icc 2024-03-01 124
commonwealth 2005-01-01 53 | commonwealth 2011-01-01 54 | commonwealth 2015-01-01 53 | commonwealth 2017-01-01 52
sadc 2015-01-01 15 | sadc 2020-01-01 16 | caricom 2010-01-01 15 | oecd 1995-01-01 25 | oecd 2001-01-01 30
pacific-islands-forum 2015-01-01 16 | pacific-islands-forum 2017-01-01 18 | schengen 2005-01-01 15
schengen 2009-01-01 25 | schengen 2023-02-01 27 | ecowas 1999-01-01 16 | apec 1993-01-01 15 | apec 1996-01-01 18
bimstec 2003-01-01 5 | eac 2010-01-01 5 | efta 2000-01-01 4 | ots 2015-01-01 4 | saarc 2000-01-01 7
commonwealth 2001-01-01 54 | commonwealth 2004-01-01 53 | caricom 1999-01-01 14 | caricom 2003-01-01 15
caricom 2007-01-01 15 | sadc 2000-01-01 14 | sadc 2006-01-01 14 | sadc 2009-01-01 15 | sadc 2018-09-01 16
oic 2003-01-01 57 | oic 2011-01-01 57 | oic 2025-06-01 57 | eac 2017-01-01 6 | eac 2023-01-01 7 | eac 2024-06-01 8
arctic-council 2010-01-01 8 | d-8 2024-01-01 8 | guam-organization 2010-01-01 4 | three-seas 2020-01-01 12
"""
ROWS = [row.split() for line in SIZES.strip().splitlines() for row in line.split("|")]

ASKED = """
sco csto nato eu eaeu cis brics g7 g8 g20 asean gcc opec mercosur arab-league unsc un au commonwealth oas osce oecd
council-of-europe wto iaea icc pacific-islands-forum ecowas nordic-council visegrad-group quad aukus five-eyes ots
saarc bimstec apec cptpp rcep
"""


@pytest.mark.parametrize(("organization", "day", "size"), ROWS)
def test_an_organization_had_as_many_members_as_it_says(organization: str, day: str, size: str) -> None:
    roll = load_knowledge().members(organization, date.fromisoformat(day))
    assert roll.certain
    assert len(roll.members) == int(size)


@pytest.mark.parametrize("organization", ASKED.split())
def test_every_organization_has_members_and_a_place_to_look_them_up(organization: str) -> None:
    known = load_knowledge()
    entity = known.get(organization)
    assert entity is not None
    assert entity.members_are
    facts = known.facts(relation="member-of", object=organization)
    assert len(facts) >= 3 or organization == "g8"
    assert all(fact.source for fact in facts)


@pytest.mark.parametrize(
    ("organization", "day"),
    [
        ("eac", "2016-05-01"),
        ("eac", "2022-05-01"),
        ("eac", "2024-01-01"),
        ("sadc", "2018-02-01"),
        ("caricom", "2005-01-01"),
        ("oas", "2010-01-01"),
    ],
)
def test_no_number_is_certain_while_sources_differ_whether_a_state_counts(
    organization: str, day: str
) -> None:
    """It was admitted and had not ratified yet, or stayed away."""
    assert not load_knowledge().members(organization, date.fromisoformat(day)).certain
