"""A project's own entities from the file to the sentence: imported, joined with the shipped ones, found in text."""

import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import Document, Session
from annotator.errors import AnnotatorError, UsageError
from annotator.knowledge import Knowledge
from annotator.session.entity_lists import EntityLists
from annotator.session.roles import role_of
from annotator.session.taking_in import Fault, Wanted

DAY = datetime.date(2022, 1, 7)


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One for all tests: what it holds is known by its content."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def session(tmp_path: Path):
    with Session.open(tmp_path / "a.db", "ann") as opened:
        yield opened


def put(path: Path, data: str | list[dict[str, object]]) -> Path:
    text = data if isinstance(data, str) else "".join(json.dumps(row) + "\n" for row in data)
    path.write_text(text, encoding="utf-8")
    return path


def take(session: Session, path: Path, **wanted: object) -> list[Fault]:
    faults: list[Fault] = []
    session.entity_lists.take_in(Wanted(path=path, **wanted), fault=faults.append)  # type: ignore[arg-type]
    return faults


def csv(session: Session, tmp_path: Path, rows: str, name: str = "mine") -> list[Fault]:
    head = "id,name,kind,aliases,wikidata,citizen_of,role,of,since,until,member_of\n"
    return take(session, put(tmp_path / f"{name}.csv", head + rows))


def known(session: Session) -> Knowledge:
    return session.entity_lists.knowledge()


def mentions(session: Session, text: str) -> list[tuple[str, str]]:
    document = Document(text=text, date=DAY)
    session.add(document)
    desk = session.desk(document.id)
    return [(m.text, m.entity) for index in range(desk.count) for m in desk.suggestions(index).mentions]


def test_imported_names_are_found_on_the_desk_beside_the_shipped_ones(session, tmp_path) -> None:
    csv(session, tmp_path, "1,Aldo Tormund,person,A. J. Tormund|Тормунд Альдо,,,,,,,\n")
    assert mentions(session, "Aldo Tormund met the president of Kazakhstan. Tormund left.") == [
        ("Aldo Tormund", "mine:1"),
        ("Kazakhstan", "kaz"),
        ("Tormund", "mine:1"),
    ]
    assert mentions(session, "Тормунд Альдо ушёл.") == [("Тормунд Альдо", "mine:1")]


def test_offices_of_a_desks_own_list_are_known_at_their_dates(session, tmp_path) -> None:
    rows = "1,Aldo Tormund,person,,,shipped:kaz,Minister of Salt,shipped:kaz,2020-02,2023,\n"
    assert csv(session, tmp_path, rows) == []
    knowledge = known(session)
    (office,) = knowledge.offices("mine:1", DAY)
    assert (office.role, office.object, office.since, office.source) == (
        "minister of salt",
        "kaz",
        "2020-02",
        "mine",
    )
    assert [f.subject for f in knowledge.holders("kaz", "minister of salt", DAY)] == ["mine:1"]
    assert knowledge.offices("mine:1", datetime.date(2024, 1, 1)) == ()
    assert any("minister of salt of Kazakhstan" in line for line in knowledge.describe("mine:1", DAY))


def test_an_entity_with_the_wikidata_id_of_a_shipped_one_is_that_one(session, tmp_path) -> None:
    csv(session, tmp_path, "k,Kazakhstan,state,Qazaqland|KZQ|Kazakhstan,Q232,,,,,,\n")
    knowledge = known(session)
    assert knowledge.get("mine:k") == knowledge.get("Q232") == knowledge.entities["kaz"]
    assert mentions(session, "They flew to Qazaqland and on to Kazakhstan.") == [
        ("Qazaqland", "kaz"),
        ("Kazakhstan", "kaz"),
    ]


def test_members_of_a_shipped_organization_are_not_counted_twice(session, tmp_path) -> None:
    before = known(session).members("sco", DAY)
    rows = [
        {"id": "Q232", "labels": {"en": {"value": "Kazakhstan"}}, "claims": {}},
        {"id": "Q833", "labels": {"en": {"value": "Malaysia"}}, "claims": {}},
    ]
    for row, since in zip(rows, ("+2001-06-15", "+2003-01-01"), strict=True):
        member = {
            "mainsnak": {"datavalue": {"value": {"id": "Q485207"}}},
            "qualifiers": {
                "P580": [{"datavalue": {"value": {"time": f"{since}T00:00:00Z", "precision": 11}}}]
            },
        }
        row["claims"] = {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q6256"}}}}], "P463": [member]}
    take(session, put(tmp_path / "dump.json", rows))
    assert session.entity_lists.counts()["facts"] == 2
    knowledge = known(session)
    assert knowledge.get("sco") is not None
    assert knowledge.get("Q485207") == knowledge.get("sco"), "the facts are about the shipped organization"
    assert knowledge.members("sco", DAY) == before
    assert len(knowledge.memberships("kaz", "sco")) == 1
    assert knowledge.memberships("mys", "sco") == (), "a complete list has the last word"


def test_a_person_of_the_same_name_and_state_is_the_shipped_one(session, tmp_path) -> None:
    name = known(session).name("kassym-jomart-tokayev")
    rows = (
        f"1,{name},person,The Salt Baron,Q900001,shipped:kaz,president,shipped:kaz,2019-03-20,,\n"
        "2,Ilham Aliyev,person,,,shipped:per,,,,,\n"
        "3,Sergei Lavrov,person,,,,,,,,\n4,Sergei Lavrov,person,,,,,,,,\n"
    )
    csv(session, tmp_path, rows)
    knowledge = known(session)
    assert knowledge.get("Q900001") == knowledge.entities["kassym-jomart-tokayev"]
    shipped = [f for f in knowledge.facts(subject="kassym-jomart-tokayev", relation="holds") if f.source]
    assert len([f for f in shipped if f.role == "president"]) == 1, "an office told twice is one"
    other, twins = knowledge.get("mine:2"), knowledge.get("mine:3")
    assert other
    assert other.id == "mine:2", "of another state: somebody else"
    assert twins
    assert twins.id == "mine:3", "two of one list: nobody can tell which"
    assert mentions(session, "The Salt Baron met Ilham Aliyev and Sergei Lavrov.") == [
        ("The Salt Baron", "kassym-jomart-tokayev"),
        ("Ilham Aliyev", "ilham-aliyev"),
        ("Sergei Lavrov", "sergei-lavrov"),
    ]


def test_two_lists_that_give_one_wikidata_id_tell_of_one_thing(session, tmp_path) -> None:
    csv(
        session,
        tmp_path,
        "1,Ann Low,person,,Q900001,,,,2001,,:guild\nguild,Salt Guild,organization,,,,,,,,\n",
    )
    csv(session, tmp_path, "9,Anna Low,person,Annie Low,Q900001,shipped:kaz,,,,,\n", "theirs")
    knowledge = known(session)
    found = knowledge.get("Q900001")
    assert found
    assert (found.id, found.name) == ("Q900001", "Ann Low")
    assert {alias.text for alias in found.aliases} == {"Anna Low", "Annie Low"}
    assert knowledge.get("mine:1") == knowledge.get("theirs:9") == found
    assert {f.relation for f in knowledge.facts(subject="Q900001")} == {"member-of", "citizen-of"}
    assert [f.subject for f in knowledge.facts(relation="member-of", object="mine:guild")] == ["Q900001"]
    assert "Q900001" in [f.subject for f in knowledge.facts(relation="citizen-of", object="kaz")]
    assert mentions(session, "Anna Low came. Low went.") == [("Anna Low", "Q900001"), ("Low", "Q900001")]
    session.entity_lists.remove(lists=["mine"])
    left = known(session).get("Q900001")
    assert left
    assert left.name == "Anna Low"


FTM: list[dict[str, object]] = [
    {
        "id": "NK-1",
        "schema": "Person",
        "caption": "Ruta Salme",
        "properties": {"name": ["Ruta Salme"], "nationality": ["ee"]},
        "datasets": ["ee_salt"],
        "referents": [],
        "first_seen": "2023-01-01T00:00:00",
        "target": True,
    },
    {
        "id": "pos-1",
        "schema": "Position",
        "caption": "Minister of Foreign Affairs of Estonia",
        "properties": {"name": ["Minister of Foreign Affairs of Estonia"], "country": ["ee"]},
        "datasets": ["ee_salt"],
    },
    {
        "id": "occ-1",
        "schema": "Occupancy",
        "caption": "Occupancy",
        "properties": {
            "holder": ["NK-1"],
            "post": ["pos-1"],
            "startDate": ["2002-01-28"],
            "endDate": ["2005-02-21"],
            "status": ["ended"],
        },
        "datasets": ["ee_salt"],
    },
    {
        "id": "occ-2",
        "schema": "Occupancy",
        "properties": {"holder": ["NK-1"], "post": ["pos-404"]},
        "datasets": ["ee_salt"],
    },
]


@pytest.mark.parametrize("order", [1, -1])
def test_an_office_that_is_an_entity_becomes_a_role_in_whatever_order_the_lines_come(
    session, tmp_path, order: int
) -> None:
    take(session, put(tmp_path / "entities.ftm.json", FTM[::order]))
    knowledge = known(session)
    (fact,) = knowledge.facts(subject="NK-1", relation="holds")
    assert (fact.role, fact.object, fact.since, fact.until) == (
        "foreign minister",
        "est",
        "2002-01-28",
        "2005-02-21",
    )
    held = knowledge.holders("est", "foreign minister", datetime.date(2003, 5, 1))
    assert "NK-1" in [f.subject for f in held]
    assert any("foreign minister of Estonia" in line for line in knowledge.describe("NK-1", None))


@pytest.mark.parametrize(
    ("office", "whole", "role"),
    [
        ("President of Kazakhstan", "kaz", "president"),
        ("Kazakh Minister of Trade", "kaz", "minister of trade"),
        ("Prime Minister of the United Kingdom", "gbr", "prime minister"),
        ("United States Secretary of State", "usa", "secretary of state"),
        ("Minister for Foreign Affairs of Peru", "per", "foreign minister"),
        ("Federal Minister of Defence, Germany", "deu", "defence minister"),
        ("Governor", "per", "governor"),
    ],
)
def test_an_office_is_named_as_the_shipped_lists_name_it(session, office: str, whole: str, role: str) -> None:
    assert role_of(office, known(session).entities[whole]) == role


def test_what_is_exported_comes_back_the_same(session, tmp_path) -> None:
    csv(session, tmp_path, "1,Ann Low,person,Annie|A. Low,Q900001,shipped:kaz,chair,:guild,2001,2004-05,\n")
    take(session, put(tmp_path / "entities.ftm.json", FTM))
    first = io.BytesIO()
    assert session.entity_lists.write(first) == 3
    path = tmp_path / "export.jsonl"
    path.write_bytes(first.getvalue())
    with Session.open(tmp_path / "b.db", "ann") as other:
        assert take(other, path) == []
        second = io.BytesIO()
        other.entity_lists.write(second)
        assert sorted(second.getvalue().splitlines()) == sorted(first.getvalue().splitlines())
        # Two lists became one, and an id of Wikidata is one whoever tells of it.
        for id_ in ("Q900001", "mine:1", "NK-1"):
            assert known(other).get(id_) == known(session).get(id_)
            assert known(other).facts(subject=id_) == known(session).facts(subject=id_)


def test_shipped_entities_are_exported_too_and_not_taken_in_again(session, tmp_path) -> None:
    out = io.BytesIO()
    count = session.entity_lists.write(out, ["state"], shipped=True)
    assert count > 190
    path = tmp_path / "shipped.jsonl"
    path.write_bytes(out.getvalue())
    assert take(session, path) == []
    assert session.entity_lists.counts() == {"names": 0, "facts": 0}


def test_a_file_is_taken_in_once_and_a_changed_one_adds_to_its_list(session, tmp_path) -> None:
    path = put(tmp_path / "mine.csv", "id,name,kind\n1,Ann Low,person\n")
    lists: EntityLists = session.entity_lists
    assert not lists.take_in(Wanted(path=path)).already
    assert lists.take_in(Wanted(path=path)).already
    put(path, "id,name,kind\n1,Ann Lowe,person\n2,Ben Ode,person\n")
    assert not lists.take_in(Wanted(path=path)).already
    assert lists.counts()["person"] == 2
    put(path, "id,name,kind\n2,Ben Ode,person\n")
    lists.take_in(Wanted(path=path), afresh=True)
    assert lists.counts()["person"] == 1


def test_a_file_that_is_read_in_another_way_is_read_again(session, tmp_path) -> None:
    """What a message asks for ('name it with --kind') must help."""
    path = put(tmp_path / "mine.csv", "id,name\n1,Ann Low\n")
    lists: EntityLists = session.entity_lists
    assert lists.take_in(Wanted(path=path)).progress.bad == 1
    again = lists.take_in(Wanted(path=path, kind="person"))
    assert (again.already, again.progress.entities, again.progress.bad) == (False, 1, 0)
    assert lists.take_in(Wanted(path=path, kind="person", format="csv")).already
    assert lists.counts()["person"] == 1


def test_an_import_that_was_stopped_goes_on_and_takes_nothing_twice(session, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("annotator.session.taking_in.BATCH", 10)
    rows = "".join(f"{n},Person Number{n},{'person' if n % 7 else 'persn'}\n" for n in range(95))
    path = put(tmp_path / "mine.csv", "id,name,kind\n" + rows)

    def stop(done: int, size: int, so_far: object) -> None:
        if session.entity_lists.counts().get("person", 0) > 30:
            raise KeyboardInterrupt

    first: list[Fault] = []
    with pytest.raises(KeyboardInterrupt):
        session.entity_lists.take_in(Wanted(path=path), fault=first.append, progress=stop)
    stopped = session.entity_lists.counts()["person"]
    assert 30 < stopped < 50
    rest: list[Fault] = []
    outcome = session.entity_lists.take_in(Wanted(path=path), fault=rest.append)
    assert outcome.since > 30
    assert [f.line for f in (*first, *rest)] == [n + 2 for n in range(0, 95, 7)]
    assert (outcome.progress.bad, outcome.progress.entities) == (14, 81)
    assert session.entity_lists.counts() == {"person": 81, "names": 81, "facts": 0}


def test_what_cannot_be_meant_is_refused(session, tmp_path) -> None:
    path = put(tmp_path / "mine.csv", "id,name,kind\n1,Ann Low,person\n")
    lists: EntityLists = session.entity_lists
    with pytest.raises(UsageError, match="shipped"):
        lists.take_in(Wanted(path=path, name="Shipped"))
    with pytest.raises(UsageError, match="no importer"):
        lists.take_in(Wanted(path=path, format="xml"))
    with pytest.raises(AnnotatorError, match="no such file; check the name"):
        lists.take_in(Wanted(path=tmp_path / "none.csv"))
    with pytest.raises(UsageError, match="no list called"):
        lists.remove(lists=["other"])
    with pytest.raises(UsageError, match="no list of the project has an entity"):
        lists.remove(["kaz"])


def test_a_project_without_lists_knows_what_the_shipped_ones_say(session) -> None:
    assert known(session).further is None
    assert session.entity_lists.lists() == []
