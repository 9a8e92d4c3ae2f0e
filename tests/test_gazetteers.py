"""Importers: every line is an entity, a fact, a fault with its cause, or passed over; none raises."""

import bz2
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import AnnotatorError, ReadError, UsageError
from annotator.gazetteers import IMPORTERS, Item, Options, Source, format_of, read, source_name
from annotator.gazetteers.records import FaultError, day, family_and_given
from annotator.model import Alias

CSV = """\
id,Name,kind,aliases,wikidata,rank,role,of,since,until
1,Aldo Brenner,person,A. Brenner|Brenner Aldo,Q900001,2,Minister of Trade,:gov,2019-03,2021-05-01
gov,Government of Norland,organization,,,,,,,
1,Aldo Brenner,person,,,,Prime Minister,:gov,2021-05-01,
3,"Moreau, Lise",person,,,,,,,
"""
FTM = [
    {
        "id": "NK-aaa1",
        "schema": "Person",
        "caption": "Ilya Petrenko",
        "properties": {
            "name": ["Ilya Petrenko", "Petrenko, Ilya"],
            "alias": ["Илья Петренко"],
            "weakAlias": ["Ilyusha"],
            "country": ["kz"],
            "position": ["Minister of Salt"],
        },
        "datasets": ["kz_ministers"],
    },
    {
        "id": "pos-1",
        "schema": "Position",
        "caption": "Minister of Salt of Kazakhstan",
        "properties": {"name": ["Minister of Salt of Kazakhstan"], "country": ["kz"]},
    },
    {
        "id": "occ-1",
        "schema": "Occupancy",
        "properties": {
            "holder": ["NK-aaa1"],
            "post": ["pos-1"],
            "startDate": ["2020-02"],
            "endDate": ["2022"],
        },
    },
    {
        "id": "mem-1",
        "schema": "Membership",
        "properties": {"member": ["NK-aaa1"], "organization": ["org-1"], "startDate": ["2018-05-04"]},
    },
    {"id": "org-1", "schema": "Organization", "properties": {"name": ["Salt Guild"]}},
    {"id": "v-1", "schema": "Vessel", "properties": {"name": ["Salt Queen"]}},
]


def snak(value: object) -> dict[str, object]:
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": "normal"}


def moment(text: str, precision: int = 11) -> dict[str, object]:
    return {"datavalue": {"value": {"time": f"+{text}T00:00:00Z", "precision": precision}}}


WIKIDATA: list[dict[str, object]] = [
    {
        "id": "Q900002",
        "type": "item",
        "labels": {"en": {"value": "Norland Union"}, "de": {"value": "Nordland-Union"}},
        "aliases": {"en": [{"value": "NLU"}]},
        "claims": {
            "P31": [snak({"id": "Q245065"})],
            "P1448": [
                {
                    **snak({"text": "Old Norland Union", "language": "en"}),
                    "qualifiers": {"P580": [moment("1990-00-00", 9)], "P582": [moment("2001-06-00", 10)]},
                }
            ],
            "P571": [snak({"time": "+1990-05-01T00:00:00Z", "precision": 11})],
        },
        "sitelinks": {f"{n}wiki": {} for n in range(25)},
    },
    {
        "id": "Q900003",
        "labels": {"en": {"value": "Maja van der Holt"}},
        "claims": {
            "P31": [snak({"id": "Q5"})],
            "P463": [{**snak({"id": "Q900002"}), "qualifiers": {"P580": [moment("2004-05-01")]}}],
            "P39": [
                {
                    **snak({"id": "Q900004"}),
                    "qualifiers": {"P580": [moment("2010-01-01")], "P582": [moment("2009-01-01")]},
                }
            ],
        },
        "sitelinks": [],
    },
    {"id": "Q900009", "labels": {"en": {"value": "A taxon"}}, "claims": {"P31": [snak({"id": "Q16521"})]}},
    {"id": "P31", "labels": {}, "claims": {}},
]
SPARQL = {
    "head": {"vars": ["item", "itemLabel"]},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900005"},
                "itemLabel": {"type": "literal", "value": "Ruta Salme"},
                "kind": {"value": "http://www.wikidata.org/entity/Q5"},
                "officeLabel": {"value": "Prime Minister"},
                "of": {"value": "http://www.wikidata.org/entity/Q900006"},
                "start": {"value": "2015-02-03T00:00:00Z"},
            },
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900007"}},
            {"itemLabel": {"value": "Nobody"}},
        ]
    },
}


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def lines(rows: object) -> str:
    assert isinstance(rows, list)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def items(path: Path, format: str = "", after: int = 0, **options: object) -> list[Item]:
    source = Source(path, after)
    asked = Options(source="mine", **options)  # type: ignore[arg-type]
    return list(read(source, format or format_of(source), asked))


def test_csv_rows_become_entities_with_aliases_offices_and_days_known_in_part(tmp_path: Path) -> None:
    first, second, third, fourth = items(write(tmp_path / "list.csv", CSV))
    assert first.entity
    assert (first.entity.id, first.entity.kind, first.entity.rank) == ("mine:1", "person", 2)
    assert [alias.text for alias in first.entity.aliases] == ["A. Brenner", "Brenner Aldo"]
    assert first.entity.wikidata == "Q900001"
    (fact,) = first.facts
    assert (fact.relation, fact.object, fact.role) == ("holds", "mine:gov", "minister of trade")
    assert (fact.since, fact.until) == ("2019-03", "2021-05-01")
    assert second.entity
    assert second.entity.id == "mine:gov"
    assert third.facts[0].role == "prime minister"
    assert fourth.entity
    assert (fourth.entity.name, fourth.entity.family) == ("Lise Moreau", "Moreau")


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("9,,person,,,,,,,", "lacks a name"),
        ("9,Ann Low,persn,,,,,,,", "kind cannot be 'persn'"),
        ("9,Ann Low,person,,,,,,2019-13,", "no month 13"),
        ("9,Ann Low,person,,42,,,,,", "write it like Q42"),
        ("9,Ann Low,person,,,much,,,,", "rank must be a whole number"),
        ("9,Ann Low,person,,,,chair,,,", "role and of go together"),
        ("9,Ann Low,person,,,,chair,:gov,2020,2019", "not after its start"),
        ("9,Ann Low,person,,,,,,,,,,", "cells under"),
        ("9,Ann Low,,,,,,,,", "lacks a kind"),
    ],
)
def test_a_bad_row_is_named_with_line_and_cause_and_the_rest_is_read(
    tmp_path: Path, row: str, cause: str
) -> None:
    found = items(write(tmp_path / "list.csv", CSV + row + "\n7,Ben Ode,person,,,,,,,\n"))
    bad = [item for item in found if item.fault]
    assert [item.line for item in bad] == [6]
    assert cause in bad[0].fault
    assert found[-1].entity
    assert found[-1].entity.name == "Ben Ode"


def test_a_line_that_is_no_utf_8_is_one_fault(tmp_path: Path) -> None:
    found = items(write(tmp_path / "list.csv", b"name,kind\nJos\xe9 Lim,person\nAnn Low,person\n"))
    assert [(item.line, bool(item.fault)) for item in found] == [(2, True), (3, False)]


@pytest.mark.parametrize("cell", ['"Open', 'Ann "Nan', '"'])
def test_a_quotation_mark_left_open_costs_its_own_row_and_no_other(tmp_path: Path, cell: str) -> None:
    """Whatever comes after it: quoted cells, another such row, more text than a cell may hold, the end."""
    good = ['"Low, Ann",person', "Ben Ode,person", '"Cy ""Red"" Roe",person'] * 1500
    rows = [f"{cell},person", good[0], f"{cell},person", *good, f"{cell},person"]
    found = items(write(tmp_path / "list.csv", "\n".join(["name,kind", *rows])))
    stray = cell == 'Ann "Nan'  # no mark begins this cell, so that it is text
    assert [item.line for item in found if item.fault] == ([] if stray else [2, 4, len(rows) + 1])
    assert sum(item.entity is not None for item in found) == len(good) + (4 if stray else 1)


def test_a_cell_in_quotation_marks_may_hold_line_breaks(tmp_path: Path) -> None:
    text = 'name,note,kind\n"Low, Ann","one\ntwo, ""three""\n",person\nBen Ode,,person\n'
    first, second = items(write(tmp_path / "list.csv", text))
    assert (first.line, second.line) == (4, 5)
    assert first.entity
    assert first.entity.note == 'one two, "three"'


def test_a_table_in_utf_16_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="UTF-8"):
        items(write(tmp_path / "list.csv", "name,kind\nAnn Low,person\n".encode("utf-16")))


def test_semicolons_and_tabs_part_columns_too(tmp_path: Path) -> None:
    for mark in ";\t":
        (item,) = items(write(tmp_path / "list.tsv", f"name{mark}kind\nAnn Low{mark}person\n"))
        assert item.entity
        assert item.entity.id == "mine:ann-low"


def test_a_table_without_names_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="one of them name"):
        items(write(tmp_path / "list.csv", "a,b\n1,2\n"))


def test_follow_the_money_gives_persons_offices_and_dated_links(tmp_path: Path) -> None:
    found = items(write(tmp_path / "entities.ftm.json", lines(FTM)))
    person = found[0].entity
    assert person
    assert (person.id, person.kind, person.family) == ("NK-aaa1", "person", "Petrenko")
    assert Alias("Ilyusha", ambiguous=True) in person.aliases
    assert found[0].facts[0].object == "shipped:kaz"
    assert found[1].entity
    assert found[1].entity.kind == "office"
    holds, member = found[2].facts[0], found[3].facts[0]
    assert (holds.relation, holds.object, holds.since, holds.until) == (
        "holds",
        "mine:pos-1",
        "2020-02",
        "2022",
    )
    assert (member.relation, member.subject, member.object) == ("member-of", "NK-aaa1", "mine:org-1")
    assert "Vessel" in found[5].passed


@pytest.mark.parametrize(
    ("properties", "days"),
    [
        ({"startDate": ["2020"], "endDate": ["2022-03-01"], "status": ["ended"]}, ("2020", "2022-03-01")),
        ({"periodStart": ["2019"], "periodEnd": ["2024"]}, ("2019", "2024")),
        ({"startDate": ["2020"], "status": ["current"]}, ("2020", "")),
        ({"startDate": ["2020"]}, ("2020", "")),
        ({"startDate": ["2020"], "status": ["ended"]}, ("", "")),
        ({"startDate": ["2020"], "status": ["unknown"]}, ("", "")),
    ],
)
def test_an_occupancy_that_ended_nobody_knows_when_is_not_taken_to_last(
    tmp_path: Path, properties: dict[str, list[str]], days: tuple[str, str]
) -> None:
    line = {"id": "o", "schema": "Occupancy", "properties": {"holder": ["Q1"], "post": ["Q2"], **properties}}
    (item,) = items(write(tmp_path / "entities.ftm.json", lines([line])))
    assert (item.facts[0].since, item.facts[0].until) == days


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["JEAN-PIERRE O'NEIL"], "Jean-Pierre O'Neil"),
        (["LOW, ANN", "Ann Low"], "Ann Low"),
        (["Ann Low"], "Ann Low"),
    ],
)
def test_a_person_in_capitals_is_shown_as_news_would_write_the_name(
    tmp_path: Path, names: list[str], shown: str
) -> None:
    line = {"id": "p", "schema": "Person", "caption": names[0], "properties": {"name": names}}
    (item,) = items(write(tmp_path / "entities.ftm.json", lines([line])))
    assert item.entity
    assert item.entity.name == shown


def test_a_position_of_an_organization_is_part_of_it(tmp_path: Path) -> None:
    line = {
        "id": "Q9",
        "schema": "Position",
        "properties": {"name": ["Head"], "organization": ["org-1"], "country": ["eu", "ch", "fr"]},
    }
    (item,) = items(write(tmp_path / "entities.ftm.json", lines([line])))
    assert [(f.relation, f.object) for f in item.facts] == [("part-of", "mine:org-1")]
    assert item.entity
    assert item.entity.wikidata == "Q9"


def test_an_end_that_wikidata_does_not_know_is_no_lasting_membership(tmp_path: Path) -> None:
    ended = {"P580": [moment("2004-05-01")], "P582": [{"snaktype": "somevalue"}]}
    lasting = {"P580": [moment("2004-05-01")], "P582": [{"snaktype": "novalue"}]}
    rows = []
    for number, qualifiers in enumerate((ended, lasting)):
        member = {**snak({"entity-type": "item", "numeric-id": 7}), "qualifiers": qualifiers}
        claims = {"P31": [snak({"id": "Q5"})], "P463": [member]}
        rows.append({"id": f"Q{number + 1}", "labels": {"en": {"value": "Ann Low"}}, "claims": claims})
    found = items(write(tmp_path / "dump.json", lines(rows)))
    assert [(item.facts[0].object, item.facts[0].since) for item in found] == [
        ("Q7", ""),
        ("Q7", "2004-05-01"),
    ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_a_wikidata_dump_is_read_packed_or_not(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    body = "[\n" + ",\n".join(json.dumps(item) for item in WIKIDATA) + "\n]\n"
    found = items(write(tmp_path / "dump.json", pack(body.encode())))
    union, maja = found[0].entity, found[1].entity
    assert union
    assert maja
    assert (union.kind, union.name, union.rank) == ("organization", "Norland Union", 1)
    assert Alias("Old Norland Union", "1990", "2001-06") in union.aliases
    assert Alias("NLU") in union.aliases
    assert [fact.relation for fact in found[0].facts] == ["founded"]
    assert (maja.family, maja.given) == ("van der Holt", "Maja")
    assert [(f.relation, f.object, f.since) for f in found[1].facts] == [
        ("member-of", "Q900002", "2004-05-01")
    ]
    assert "P39" in found[1].fault, "an office that ends before it starts is left out and named"
    assert [bool(item.passed) for item in found[2:]] == [True, True]


def test_the_languages_asked_for_give_aliases(tmp_path: Path) -> None:
    found = items(write(tmp_path / "d.json", lines(WIKIDATA)), "wikidata", languages=("de", "en"))
    assert found[0].entity
    assert found[0].entity.name == "Nordland-Union"
    assert Alias("Norland Union") in found[0].entity.aliases


def test_sparql_rows_become_offices_with_days(tmp_path: Path) -> None:
    first, second, third = items(write(tmp_path / "query.json", json.dumps(SPARQL)))
    assert first.entity
    assert (first.entity.id, first.entity.wikidata) == ("Q900005", "Q900005")
    (fact,) = first.facts
    assert (fact.role, fact.object, fact.since) == ("prime minister", "Q900006", "2015-02-03")
    assert second.passed
    assert "lacks an item" in third.fault


def test_packed_data_that_are_cut_short_are_a_fault_and_not_the_end(tmp_path: Path) -> None:
    whole = gzip.compress(lines([{"name": f"Ann {n}", "kind": "person"} for n in range(9999)]).encode())
    found = items(write(tmp_path / "list.jsonl.gz", whole[: len(whole) // 2]), "jsonl")
    assert found[-1].line == 0
    assert "cannot be read on" in found[-1].fault
    assert found[0].entity


def test_reading_goes_on_after_the_lines_that_are_done(tmp_path: Path) -> None:
    for name, data, format in (
        ("a.csv", CSV, "csv"),
        ("b.json", lines(FTM), "ftm"),
        ("c.json", lines(WIKIDATA), "wikidata"),
        ("d.json", json.dumps(SPARQL), "sparql"),
    ):
        path = write(tmp_path / name, data)
        whole = items(path, format)
        assert items(path, format, after=2) == [item for item in whole if item.line > 2]


def test_the_format_shows_in_the_file_or_is_asked_for(tmp_path: Path) -> None:
    shown = {"csv": CSV, "ftm": lines(FTM), "wikidata": "[\n" + lines(WIKIDATA), "sparql": json.dumps(SPARQL)}
    shown["jsonl"] = lines([{"name": "Ann Low", "kind": "person"}])
    for format, data in shown.items():
        assert format_of(Source(write(tmp_path / "some", data))) == format
    with pytest.raises(UsageError, match="--format"):
        format_of(Source(write(tmp_path / "some", b"\x00\x01\x02")))
    assert source_name(Path("Members 2022.csv.gz")) == "members-2022"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("+2019-03-20T00:00:00Z", "2019-03-20"),
        ("2019-00-00", "2019"),
    ],
)
def test_days_are_kept_as_far_as_they_are_known(text: str, wanted: str) -> None:
    assert day(text) == wanted


@pytest.mark.parametrize("text", ["2019-02-30", "20.3.2019", "2019-3", "٢٠١٩", "2019-13"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(FaultError):
        day(text)


def test_a_family_name_is_told_by_the_order_of_the_words() -> None:
    assert family_and_given("Ursula von der Leyen") == ("von der Leyen", "Ursula")
    assert family_and_given("Madonna") == ("", "")
    assert family_and_given("Lavrov, Sergei") == ("", "")


SAMPLES = {
    "csv": CSV.encode(),
    "jsonl": lines(
        [
            {
                "id": "x",
                "name": "Ann Low",
                "kind": "person",
                "aliases": ["A. Low", {"text": "Low", "since": "2001"}],
            }
        ]
    ).encode(),
    "ftm": lines(FTM).encode(),
    "wikidata": lines(WIKIDATA).encode(),
    "sparql": json.dumps(SPARQL).encode(),
}


@given(
    format=st.sampled_from(sorted(SAMPLES)),
    cuts=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 12), st.binary(max_size=6)), max_size=6),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_file_raises_anything_but_our_own(
    tmp_path: Path, format: str, cuts: list[tuple[int, int, bytes]]
) -> None:
    data = SAMPLES[format]
    for place, length, new in cuts:
        at = place % (len(data) + 1)
        data = data[:at] + new + data[at + length :]
    path = write(tmp_path / "damaged", data)
    try:
        found = list(read(Source(path), format, Options(source="mine")))
    except AnnotatorError:
        return
    for item in found:
        assert item.entity or item.facts or item.fault or item.passed
        assert "\n" not in (item.entity.name if item.entity else "")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(format=st.sampled_from(["jsonl", "ftm", "wikidata"]), data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_in_place_of_another_raises(tmp_path: Path, format: str, data: st.DataObject) -> None:
    row = json.loads(SAMPLES[format].splitlines()[0])
    target = row
    while isinstance(target, dict) and target and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(target)))
        if not isinstance(target[key], dict):
            break
        target = target[key]
    if target:
        target[data.draw(st.sampled_from(sorted(target)))] = data.draw(json_values)
    text = json.dumps(row).encode("utf-8", "surrogatepass")
    found = list(read(Source(write(tmp_path / "odd", text)), format, Options(source="mine")))
    assert len(found) <= 1 or format == "wikidata"


def test_every_importer_has_a_sample_here() -> None:
    assert set(SAMPLES) == set(IMPORTERS)
