"""What the loader refuses, how lists of one's own add to the shipped ones, and what the cache survives."""

import os
from datetime import date
from pathlib import Path

import pytest

from annotator.errors import SchemaError
from annotator.knowledge import Knowledge, load_knowledge

STATES = """\
source: an atlas
checked: 2022-01-01
kind: state
entities:
  - {id: aaa, name: Aland, demonyms: [Alandic]}
  - {id: bbb, name: Bland}
"""

CLUB = """\
source: a yearbook
entities:
  - id: club
    kind: organization
    name: Club of States
    aliases: [{text: COS, acronym: true}, {text: Old Club, until: 2010}]
    members_are: [state]
    complete_since: 2000-01-01
    complete_until: 2023-01-01
    members:
      - {who: [aaa, bbb], since: 2001-02-03}
  - id: ann
    kind: person
    name: Ann Ox
    given: Ann
    family: Ox
    citizen_of: aaa
    holds:
      - {role: president, of: aaa, since: 2005-05-05, until: 2010-05-05, source: a gazette}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr("annotator.caches.cache_folder", lambda: folder)
    return folder


def lists(tmp_path: Path, *texts: str) -> list[Path]:
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"list{number}.yaml")
        paths[-1].write_text(text, "utf-8")
    return paths


def load(tmp_path: Path, *texts: str) -> Knowledge:
    return load_knowledge(lists(tmp_path, *texts), with_shipped=False)


def faults(tmp_path: Path, *texts: str) -> list[str]:
    with pytest.raises(SchemaError) as caught:
        load(tmp_path, *texts)
    return str(caught.value).replace(str(tmp_path) + os.sep, "").splitlines()


def test_a_list_says_what_is_written_in_it(tmp_path: Path) -> None:
    known = load(tmp_path, STATES, CLUB)
    assert known.members("club", date(2020, 1, 1)).members == ("aaa", "bbb")
    assert known.name("ann") == "Ann Ox"
    assert known.state_of("alandic") == "aaa"
    [presidency] = known.offices("ann", date(2006, 1, 1))
    assert presidency.source == "a gazette"
    assert known.memberships("aaa", "club")[0].source == "a yearbook"
    assert known.get("aaa") is not None
    assert known.entities["aaa"].source == "an atlas, checked 2022-01-01"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "  - {id: club, kind: club, name: C}",
            "list0.yaml:2: kind cannot be 'club'; choose from state, organization, person, place, office",
        ),
        ("  - {id: a, name: A}", "list0.yaml:2: a lacks a kind; choose from"),
        ("  - {id: A b, kind: state, name: A}", "list0.yaml:2: 'A b' is no id; use lower-case letters"),
        ("  - {id: a, kind: state, name: A, aka: B}", "list0.yaml:2: unknown key aka;"),
        ("  - {id: a, kind: state}", "list0.yaml:2: a lacks a name; add it"),
        ("  - {id: a, kind: place, name: A, founded: 2019-02-30}", "list0.yaml:2: '2019-02-30' is no day;"),
        (
            "  - {id: a, kind: place, name: A, capital_of: b}",
            "list0.yaml:2: capital-of: there is no entity b;",
        ),
        (
            "  - {id: a, kind: place, name: A, part_of: a}",
            "list0.yaml:2: part-of: a cannot stand on both sides; mend the id",
        ),
        (
            "  - {id: a, kind: place, name: A, aliases: [{text: B, since: 2020, until: 2019}]}",
            "list0.yaml:2: a, B: it ends on 2019, which is not after its start on 2020; until is the",
        ),
        (
            "  - {id: a, kind: place, name: A, aliases: [B, B]}",
            "list0.yaml:2: a: the name B stands twice; keep one of them",
        ),
        (
            "  - {id: a, kind: organization, name: A, complete_since: 2020-01-01}",
            "list0.yaml:2: a: complete_since and complete_until go together; give both days",
        ),
        (
            "  - {id: a, kind: organization, name: A, members_are: [stat]}",
            "list0.yaml:2: members cannot be 'stat'; choose from",
        ),
        (
            "  - {id: a, kind: state, name: A, complete_since: 2020-01-01, complete_until: 2021-01-01}",
            "list0.yaml:2: a is no organization, so it has no list of members; leave complete_since out",
        ),
        ("  - {id: a, kind: state, name: no}", "list0.yaml:2: YAML reads no as false; write name: "),
        ("  - {id: a, extends: true}", "list0.yaml:2: there is no a to be extended;"),
        ("  - {id: a, replaces: true, kind: state, name: A}", "list0.yaml:2: there is no a to be replaced;"),
    ],
)
def test_a_fault_is_told_with_its_file_its_line_and_its_cure(tmp_path: Path, line: str, fault: str) -> None:
    [told] = [f for f in faults(tmp_path, f"entities:\n{line}\n") if f.startswith("list0.yaml:2: ")]
    assert told.startswith(fault)


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        STATES + "  - {id: ccc, nam: Cland}\n",
        CLUB + "      - {role: mayor, of: nowhere}\n",
        "entities: [",
    )
    assert len(told) == 3
    assert any(fault.startswith("list2.yaml:") for fault in told)
    assert any("holds: there is no entity nowhere" in fault for fault in told)


def test_one_id_for_two_things_is_refused(tmp_path: Path) -> None:
    [told] = faults(tmp_path, STATES, "entities:\n  - {id: aaa, kind: place, name: Elsewhere}\n")
    assert told.startswith("list1.yaml:2: aaa stands at ")
    assert "list0.yaml:5 already; write extends: true or another id" in told


def test_a_name_of_two_things_must_be_marked_at_all_but_one(tmp_path: Path) -> None:
    place = "entities:\n  - {id: town, kind: place, name: Aland%s}\n"
    [told] = faults(tmp_path, STATES, place % "")
    assert told.startswith("list1.yaml:2: town: 'aland' is a name of aaa too; write ambiguous: true")
    load(tmp_path, STATES, place % ", aliases: [{text: Aland, ambiguous: true}]")


@pytest.mark.parametrize(
    ("terms", "fine"),
    [
        ("{since: 2010-05-05}", True),
        ("{since: 2010-05-04}", False),
        ("{since: 2010}", True),
        ("{since: 2009, until: 2010}", False),
        ("{since: 2001, until: 2005}", True),
        ("{}", True),
    ],
)
def test_terms_of_one_office_must_not_overlap(tmp_path: Path, terms: str, fine: bool) -> None:
    row = "      - {role: president, of: aaa, " + terms.strip("{}") + "}\n"
    if fine:
        load(tmp_path, STATES, CLUB + row)
    else:
        [told] = faults(tmp_path, STATES, CLUB + row)
        assert "the term overlaps the one from 2005-05-05 to 2010-05-05; mend the days" in told


def test_only_a_person_holds_an_office_and_only_an_organization_has_members(tmp_path: Path) -> None:
    own = "entities:\n  - id: x\n    kind: place\n    name: X\n    member_of: aaa\n"
    assert faults(tmp_path, STATES, own) == [
        "list1.yaml:2: member-of: aaa is of the kind state, but this takes organization; mend the id"
    ]
    own = "entities:\n  - id: x\n    kind: place\n    name: X\n    holds: [{role: mayor, of: aaa}]\n"
    assert "holds: x is of the kind place, but this takes person" in faults(tmp_path, STATES, own)[0]


def test_a_list_of_ones_own_extends_an_entity_and_ends_a_term(tmp_path: Path) -> None:
    own = """\
source: our desk
checked: 2022-06-01
entities:
  - id: ann
    extends: true
    aliases: [Annie Ox]
    rank: 2
    holds:
      - {role: president, of: aaa, since: 2005-05-05, until: 2009-09-09}
      - {role: mayor, of: bbb, since: 2015}
"""
    known = load(tmp_path, STATES, CLUB, own)
    assert [(f.role, f.until, f.source) for f in known.offices("ann")] == [
        ("president", "2009-09-09", "our desk, checked 2022-06-01"),
        ("mayor", "", "our desk, checked 2022-06-01"),
    ]
    assert known.entities["ann"].aliases[-1].text == "Annie Ox"
    assert known.entities["ann"].name == "Ann Ox"
    assert (known.entities["ann"].rank, known.checked("ann")) == (2, "2022-06-01")


def test_a_list_of_ones_own_replaces_an_entity_and_what_was_written_at_it(tmp_path: Path) -> None:
    own = "entities:\n  - {id: ann, replaces: true, kind: person, name: Ann Cow, family: Cow}\n"
    known = load(tmp_path, STATES, CLUB, own)
    assert known.name("ann") == "Ann Cow"
    assert known.offices("ann") == ()


def test_a_folder_gives_its_yaml_files_and_a_missing_one_is_named(tmp_path: Path) -> None:
    lists(tmp_path, STATES, CLUB)
    (tmp_path / "notes.txt").write_text("no list")
    assert "ann" in load_knowledge([tmp_path], with_shipped=False).entities
    with pytest.raises(SchemaError, match=r"nowhere: no such file or folder; give a \.yaml file"):
        load_knowledge([tmp_path / "nowhere"])


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"entities: \xff\xfe")
    with pytest.raises(SchemaError, match=r"bad\.yaml: is no UTF-8; save it as UTF-8 text"):
        load_knowledge([tmp_path / "bad.yaml"], with_shipped=False)


def test_what_the_cache_gives_back_is_what_the_lists_say(tmp_path: Path, cache: Path) -> None:
    first, second = load(tmp_path, STATES, CLUB), load(tmp_path, STATES, CLUB)
    assert len(list(cache.iterdir())) == 1
    assert second.entities == first.entities
    assert second.facts() == first.facts()
    assert second.fingerprint == first.fingerprint


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"Aland", b"Eland"),
        lambda data: data + b"x",
        lambda data: b"\n" + data,
    ],
    ids=["empty", "cut short", "altered", "longer", "shifted"],
)
def test_a_cache_that_was_harmed_is_made_again(tmp_path: Path, cache: Path, harm) -> None:  # type: ignore[no-untyped-def]
    before = load(tmp_path, STATES, CLUB)
    [path] = cache.iterdir()
    whole = path.read_bytes()
    path.write_bytes(harm(whole))
    assert load(tmp_path, STATES, CLUB).entities == before.entities
    assert path.read_bytes() == whole


def test_a_changed_list_is_read_again(tmp_path: Path) -> None:
    before = load(tmp_path, STATES, CLUB)
    after = load(tmp_path, STATES.replace("Bland", "Blandia"), CLUB)
    assert after.name("bbb") == "Blandia"
    assert after.fingerprint != before.fingerprint


def test_lists_with_faults_are_never_cached(tmp_path: Path, cache: Path) -> None:
    for _ in range(2):
        assert faults(tmp_path, CLUB)
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert load(tmp_path, STATES, CLUB).name("aaa") == "Aland"


def test_the_shipped_lists_and_ones_own_stand_together(tmp_path: Path) -> None:
    own = "source: desk\nentities:\n  - {id: blr, extends: true, aliases: [Whiteland]}\n"
    known = load_knowledge(lists(tmp_path, own))
    assert ("blr", "Whiteland") in {(id, alias.text) for id, alias in known.names()}
    assert known.members("sco", date(2024, 8, 1)).certain
