"""What the knowledge answers, on the shipped lists and at a day."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.knowledge import Knowledge, load_knowledge, review
from annotator.knowledge.days import covers, days_in_words, is_day, overlap, reversed_days
from annotator.model import Entity, Fact, earliest, latest


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


COUNTS = [
    ("sco", "2016-01-01", 6),
    ("sco", "2022-01-07", 8),
    ("sco", "2023-09-01", 9),
    ("sco", "2024-08-01", 10),
    ("csto", "2022-01-07", 6),
    ("nato", "2016-01-01", 28),
    ("nato", "2022-01-07", 30),
    ("nato", "2023-04-04", 31),
    ("nato", "2024-03-07", 32),
    ("eu", "2020-01-31", 28),
    ("eu", "2020-02-01", 27),
    ("eaeu", "2022-01-07", 5),
    ("brics", "2023-12-31", 5),
    ("g7", "2022-01-07", 7),
    ("g8", "2010-01-01", 8),
    ("g20", "2023-09-08", 20),
    ("g20", "2023-09-09", 21),
    ("asean", "2022-01-07", 10),
    ("asean", "2025-10-26", 11),
    ("gcc", "2022-01-07", 6),
    ("opec", "2018-07-01", 15),
    ("opec", "2022-01-07", 13),
    ("opec", "2024-01-01", 12),
    ("arab-league", "2024-01-01", 22),
    ("un", "2022-01-07", 193),
    ("unsc", "2012-06-01", 15),
    ("unsc", "2022-01-07", 15),
    ("unsc", "2026-06-01", 15),
    ("au", "2022-01-07", 55),
    ("commonwealth", "2019-01-01", 53),
    ("commonwealth", "2022-07-01", 56),
    ("osce", "2022-01-07", 57),
    ("oecd", "2022-01-07", 38),
    ("council-of-europe", "2022-03-15", 47),
    ("council-of-europe", "2022-03-16", 46),
    ("wto", "2022-01-07", 164),
    ("wto", "2024-09-01", 166),
    ("icc", "2022-01-07", 123),
    ("icc", "2025-01-01", 125),
    ("ecowas", "2024-01-01", 15),
    ("ecowas", "2025-01-29", 12),
    ("eurozone", "2022-01-07", 19),
    ("eurozone", "2023-01-01", 20),
    ("schengen", "2022-01-07", 26),
    ("schengen", "2025-01-01", 29),
    ("apec", "2022-01-07", 21),
    ("ots", "2022-01-07", 5),
    ("saarc", "2022-01-07", 8),
    ("bimstec", "2022-01-07", 7),
    ("pacific-islands-forum", "2024-01-01", 18),
    ("visegrad-group", "2022-01-07", 4),
    ("aukus", "2022-01-07", 3),
]


@pytest.mark.parametrize(("organization", "day", "count"), COUNTS)
def test_an_organization_has_as_many_members_as_everybody_knows(
    known: Knowledge, organization: str, day: str, count: int
) -> None:
    roll = known.members(organization, date.fromisoformat(day))
    assert (len(roll.members), roll.certain) == (count, True)


def test_a_list_is_not_certain_where_a_member_is_disputed(known: Knowledge) -> None:
    assert not known.members("brics", date(2024, 6, 1)).certain
    assert "sau" not in known.members("brics", date(2024, 6, 1)).members


def test_a_list_is_not_certain_where_a_member_is_suspended(known: Knowledge) -> None:
    assert not known.members("arab-league", date(2015, 1, 1)).certain


def test_a_list_is_not_certain_in_a_year_that_is_all_that_is_known(known: Knowledge) -> None:
    assert not known.members("csto", date(2012, 7, 1)).certain
    assert known.members("csto", date(2013, 1, 1)).certain


def test_a_list_is_not_certain_outside_the_days_for_which_it_is_complete(known: Knowledge) -> None:
    assert not known.members("sco", date(1999, 1, 1)).certain
    assert not known.members("sco", date(2040, 1, 1)).certain
    assert not known.members("oas", date(2022, 1, 7)).certain


def test_nobody_is_a_member_of_an_organization_that_is_not_known(known: Knowledge) -> None:
    assert known.members("no-such", date(2022, 1, 7)).members == ()


def test_permanent_and_elected_members_are_members_and_can_be_asked_for_alone(known: Knowledge) -> None:
    day = date(2022, 1, 7)
    permanent = known.members("unsc", day, ("permanent",)).members
    assert set(permanent) == {"chn", "fra", "gbr", "rus", "usa"}
    assert set(permanent) < set(known.members("unsc", day).members)


def test_an_observer_is_no_member(known: Knowledge) -> None:
    day = date(2022, 1, 7)
    assert "blr" in known.members("sco", day, ("observer",)).members
    assert "blr" not in known.members("sco", day).members
    assert [fact.status for fact in known.memberships("blr", "sco")] == ["observer", "member"]


def test_an_office_is_held_from_its_first_day_until_the_first_day_on_which_it_is_not(
    known: Knowledge,
) -> None:
    def president_on(day: date) -> str:
        return ", ".join(fact.subject for fact in known.holders("usa", "president", day))

    assert president_on(date(2021, 1, 19)) == "donald-trump"
    assert president_on(date(2021, 1, 20)) == "joe-biden"
    assert president_on(date(2025, 1, 20)) == "donald-trump"


def test_offices_are_told_at_a_day_and_over_a_life(known: Knowledge) -> None:
    then = known.offices("kassym-jomart-tokayev", date(2022, 1, 7))
    assert [(fact.role, fact.object) for fact in then] == [("president", "kaz")]
    assert {fact.role for fact in known.offices("kassym-jomart-tokayev")} >= {"prime minister", "president"}
    assert known.offices("kassym-jomart-tokayev", date(1980, 1, 1)) == ()


def test_nobody_surely_holds_an_office_after_the_list_was_checked(known: Knowledge) -> None:
    checked = date.fromisoformat(known.checked("vladimir-putin"))
    [office] = known.offices("vladimir-putin", checked)
    assert office.until == ""
    assert known.offices("vladimir-putin", checked + timedelta(days=1)) == ()
    assert known.holders("rus", "president", checked + timedelta(days=1)) == ()
    assert "president of Russia since 2012-05-07" in known.describe("vladimir-putin", date(2040, 1, 1))


def test_a_name_is_right_only_on_its_days(known: Knowledge) -> None:
    assert known.name_on("astana", date(2022, 1, 7)) == "Nur-Sultan"
    assert known.name_on("astana", date(2023, 9, 1)) == "Astana"
    assert known.name_holds("astana", "Nur-Sultan", date(2022, 9, 16)) is True
    assert known.name_holds("astana", "Nur-Sultan", date(2022, 9, 17)) is False
    assert known.name_holds("swz", "Swaziland", date(2018, 4, 18)) is True
    assert known.name_holds("swz", "Swaziland", date(2018, 4, 19)) is False
    assert known.name_holds("swz", "Eswatini", date(2018, 4, 18)) is False


def test_a_spelling_of_house_style_is_right_on_every_day(known: Knowledge) -> None:
    for day in (date(1995, 1, 1), date(2024, 1, 1)):
        assert known.name_holds("kyiv", "Kiev", day) is True
        assert known.name_holds("mmr", "Burma", day) is True


def test_a_name_that_is_not_known_is_neither_right_nor_wrong(known: Knowledge) -> None:
    assert known.name_holds("kyiv", "Kyjev", date(2024, 1, 1)) is None


def test_a_demonym_leads_to_its_state_unless_several_share_it(known: Knowledge) -> None:
    assert known.state_of("Kazakhs") == "kaz"
    assert known.state_of("chinese") == "chn"
    assert known.state_of("Korean") is None
    assert known.state_of("Martian") is None


def test_a_ministry_a_city_and_a_state_have_a_state_behind_them(known: Knowledge) -> None:
    assert known.state_behind("chinese-foreign-ministry") == "chn"
    assert known.state_behind("almaty") == "kaz"
    assert known.state_behind("gaza-health-ministry") == "pse"
    assert known.state_behind("kaz") == "kaz"
    assert known.state_behind("un") is None
    assert known.state_behind("no-such") is None


def test_facts_are_found_from_either_side(known: Knowledge) -> None:
    fact = known.facts(subject="astana", relation="capital-of", object="kaz")
    assert fact == known.facts(relation="capital-of", object="kaz")[-1:]
    assert set(fact) <= set(known.facts(subject="astana")) & set(known.facts(object="kaz"))
    assert set(fact) <= set(known.facts(relation="capital-of")) <= set(known.facts())


def test_the_screen_is_told_the_facts_of_the_day(known: Knowledge) -> None:
    day = date(2022, 1, 7)
    assert known.describe("sco", day)[0].startswith("8 members on 2022-01-07: China, ")
    assert "president of Kazakhstan since 2019-03-20" in known.describe("kassym-jomart-tokayev", day)
    lines = known.describe("astana", day)
    assert "called Nur-Sultan from 2019-03-23 to 2022-09-17" in lines
    assert "capital of Kazakhstan since 1997-12-10" in lines
    assert known.describe("no-such", day) == []


def test_without_a_day_the_screen_is_told_all_days(known: Knowledge) -> None:
    assert "founded 2001-06-15" in known.describe("sco", None)
    offices = [line for line in known.describe("boris-johnson", None) if "United Kingdom" in line]
    assert offices[0].startswith("mayor of London") or "foreign secretary" in offices[0]


def test_somebody_out_of_office_is_said_to_be_so(known: Knowledge) -> None:
    assert known.describe("angela-merkel", date(2024, 1, 1))[0].startswith("formerly chancellor of Germany")
    assert known.describe("angela-merkel", date(2000, 1, 1))[0].startswith("later chancellor of Germany")


def test_everything_can_be_described_on_any_day(known: Knowledge) -> None:
    for day in (None, date(1900, 1, 1), date(2022, 1, 7), date(2100, 1, 1)):
        for id in known.entities:
            assert all(line and line == line.strip() for line in known.describe(id, day))


def test_the_knowledge_survives_pickling(known: Knowledge) -> None:
    copy = pickle.loads(pickle.dumps(known))
    assert copy.entities == known.entities
    assert copy.facts(object="sco") == known.facts(object="sco")
    assert copy.fingerprint == known.fingerprint
    assert copy.checked("sco") == known.checked("sco") != ""


def test_two_persons_never_hold_the_highest_office_of_a_state_together(known: Knowledge) -> None:
    for role in ("president", "prime minister", "chancellor", "king", "supreme leader", "secretary-general"):
        for state in known.entities:
            terms = [f for f in known.facts(relation="holds", object=state) if f.role == role and f.since]
            for one, other in _pairs([f for f in terms if not f.status]):
                if (state, one.since[:4]) == ("mdg", "1997"):  # two presidents claimed the election of 2001
                    continue
                both = overlap((one.since, one.until), (other.since, other.until))
                assert not both or one.subject == other.subject, (one, other)


def _pairs(facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    for index, one in enumerate(facts):
        for other in facts[index + 1 :]:
            yield one, other


def test_every_fact_has_a_source_and_every_person_a_name_to_call_them_by(known: Knowledge) -> None:
    assert all(fact.source for fact in known.facts())
    for person in known.entities.values():
        if person.kind == "person":
            assert (person.family or person.short) in person.name or person.short, person


def test_every_capital_is_the_capital_of_a_state_that_is_known(known: Knowledge) -> None:
    with_capital = {fact.object for fact in known.facts(relation="capital-of")}
    states = {entity.id for entity in known.entities.values() if entity.kind == "state"}
    assert with_capital <= states
    cities = {"sgp", "mco", "smr", "vat"}  # states that are a city
    gone = {"soviet-union", "yugoslavia", "czechoslovakia", "east-germany", "serbia-and-montenegro", "esh"}
    assert states - with_capital == cities | gone


def test_a_review_lists_what_is_shared_disputed_or_undated(known: Knowledge) -> None:
    notes = "\n".join(review(known))
    assert "'congo' is a name of cod, cog" in notes
    assert "'kazakhstan'" not in notes
    assert "sau member-of brics: disputed" in notes
    assert "usa member of iaea: no start known" in notes


def test_with_a_cache_the_lists_load_without_yaml_and_in_little_processor_time(known: Knowledge) -> None:
    code = """
import sys, time
started = time.process_time()
from annotator.knowledge import load_knowledge
load_knowledge()
took = time.process_time() - started
assert "yaml" not in sys.modules
print(took)
"""
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    assert best < 0.6, f"{best * 1000:.0f} ms"


DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
PARTIAL = st.builds(lambda day, width: day.isoformat()[:width], DAYS, st.sampled_from([4, 7, 10]))


@given(PARTIAL)
def test_a_day_known_in_part_is_a_day_and_lies_between_its_ends(day: str) -> None:
    assert is_day(day)
    assert earliest(day) <= latest(day)


@given(st.text(max_size=12))
def test_what_is_no_day_is_refused_without_failing(text: str) -> None:
    assert is_day(text) in (True, False)


@pytest.mark.parametrize("text", ["", "2019-13", "2019-02-30", "19-02-03", "2019-2-3", "2019/02/03", "soon"])
def test_what_cannot_be_a_day_is_no_day(text: str) -> None:
    assert not is_day(text)


@given(PARTIAL, PARTIAL, DAYS)
def test_a_stretch_that_ends_before_it_starts_covers_no_day(since: str, until: str, day: date) -> None:
    if reversed_days(since, until):
        assert covers(since, until, day) is not True


@given(PARTIAL, PARTIAL, PARTIAL, PARTIAL, DAYS)
def test_stretches_that_share_a_day_for_sure_and_only_those_overlap(
    since: str, until: str, other_since: str, other_until: str, day: date
) -> None:
    one, other = (since, until), (other_since, other_until)
    assert overlap(one, other) == overlap(other, one)
    if covers(*one, day) and covers(*other, day):
        assert overlap(one, other)


@given(PARTIAL, PARTIAL, DAYS)
def test_a_fact_holds_as_its_days_say(since: str, until: str, day: date) -> None:
    fact = Fact("holds", "a", "b", since=since, until=until, role="president")
    assert fact.holds_on(day) == covers(since, until, day)


@given(DAYS, DAYS, DAYS)
def test_a_disputed_row_casts_doubt_only_inside_its_term(first: date, second: date, day: date) -> None:
    since, until = sorted((first.isoformat(), second.isoformat()))
    entities = [
        Entity(
            id="o", kind="organization", name="O", complete_since="1900-01-01", complete_until="2100-01-01"
        ),
        Entity(id="s", kind="state", name="S"),
    ]
    row = Fact("member-of", "s", "o", since=since, until=until, status="member", disputed=True)
    roll = Knowledge(entities, [row]).members("o", day)
    assert roll.members == ()
    assert roll.certain == (not since <= day.isoformat() < until)


def test_days_are_put_into_words() -> None:
    assert days_in_words("2019-03-23", "2022-09-17") == "from 2019-03-23 to 2022-09-17"
    assert days_in_words("2019", "") == "since 2019"
    assert days_in_words("", "2018-04-19") == "until 2018-04-19"
    assert days_in_words("", "") == ""
