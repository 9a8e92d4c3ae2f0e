"""The project's own entities in the database: batches, progress, removal, and what reading gives back."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import StoreError
from annotator.model import Alias, Entity, Fact
from annotator.store import Store
from annotator.store.entities import Entities, Import, Named

ANN = Entity(
    id="mine:ann",
    kind="person",
    name="Ann Low",
    aliases=(Alias("A. Low"), Alias("Ann Low", "2001-05"), Alias("Lowe", ambiguous=True)),
    family="Low",
    given="Ann",
    rank=2,
    wikidata="Q900001",
    source="a list",
    note="chair",
)
GUILD = Entity(id="mine:guild", kind="organization", name="Salt Guild", source="a list")
MEMBER = Fact(
    relation="member-of", subject="mine:ann", object="mine:guild", since="2001", status="member", source="x"
)


def named(*entities: Entity) -> list[Named]:
    return [
        Named(each, tuple(text.lower() for text in (each.name, *(a.text for a in each.aliases))))
        for each in entities
    ]


def progress(name: str = "mine", line: int = 2, **more: object) -> Import:
    return Import(name, "a.csv", "csv", "key", "2024-05-01T00:00:00Z", line, **more)  # type: ignore[arg-type]


@pytest.fixture
def entities(tmp_path: Path):
    with Store.open(tmp_path / "a.db") as store:
        yield Entities(store)


def indexed(entities: Entities, index: str, match: str) -> list[str]:
    with entities._store.reading() as connection:
        sql = f"SELECT text FROM aliases WHERE number IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)"
        return sorted(text for (text,) in connection.execute(sql, (match,)))


def test_an_entity_comes_back_as_it_was_added_with_its_facts(entities: Entities) -> None:
    entities.add(progress(), named(ANN, GUILD), [MEMBER])
    assert entities.called("mine:ann") == [ANN]
    assert entities.called("Q900001") == [ANN]
    assert list(entities.every()) == [ANN, GUILD]
    assert list(entities.every(kinds=["organization"])) == [GUILD]
    assert list(entities.every(lists=["other"])) == []
    (linked,) = entities.facts(objects=["mine:guild"])
    assert linked.fact == MEMBER
    assert (linked.subject.wikidata, linked.object.name) == ("Q900001", "Salt Guild")
    assert entities.counts() == {"organization": 1, "person": 1, "names": 5, "facts": 1}
    assert [name.alias.text for name in entities.names(9)] == [
        "Ann Low",
        "A. Low",
        "Ann Low",
        "Lowe",
        "Salt Guild",
    ]


def test_what_is_added_twice_is_there_once_and_later_lines_add_names(entities: Entities) -> None:
    for _ in range(2):
        entities.add(progress(), named(ANN, GUILD, ANN), [MEMBER, MEMBER])
    assert entities.called("mine:ann") == [ANN]
    assert len(entities.facts()) == 1
    later = Entity(id="mine:ann", kind="person", name="Ann Low-Brenner", rank=1)
    entities.add(progress(), named(later), [])
    (found,) = entities.called("mine:ann")
    assert found.name == "Ann Low-Brenner"
    assert Alias("Ann Low") in found.aliases
    assert (found.rank, found.family, found.wikidata, found.note) == (2, "Low", "Q900001", "chair")


def test_names_are_found_by_the_beginnings_of_words_and_by_pieces(entities: Entities) -> None:
    entities.add(progress(), named(ANN, GUILD), [])
    entities.settle()
    assert indexed(entities, "alias_words", '"gu"*') == ["Salt Guild"]
    assert indexed(entities, "alias_words", '"ann" AND "l"*') == ["Ann Low", "Ann Low"]
    assert indexed(entities, "alias_pieces", '"uil"') == ["Salt Guild"]
    with entities._store.reading() as connection:
        found = dict(connection.execute("SELECT piece, count FROM piece_counts"))
    assert (found["low"], found["uil"]) == (4, 1)
    entities.remove(["mine:guild"])
    assert indexed(entities, "alias_words", '"gu"*') == []


def test_a_list_goes_and_leaves_what_others_say_of_the_same_thing(entities: Entities) -> None:
    entities.add(progress(), named(ANN, GUILD), [MEMBER])
    other = Entity(id="theirs:7", kind="person", name="Anna Low", wikidata="Q900001")
    entities.add(progress("theirs"), named(other), [Fact("citizen-of", "theirs:7", "Q232")])
    assert entities.called("Q900001") == [ANN, other]
    assert entities.remove(lists=["mine"]) == 2
    assert entities.called("Q900001") == [other]
    assert [each.fact.relation for each in entities.facts()] == ["citizen-of"]
    assert [each.name for each in entities.lists()] == ["theirs"]
    assert entities.remove(lists=["theirs"]) == 1
    assert entities.fingerprint() == ""
    assert indexed(entities, "alias_words", '"a"*') == []


def test_an_entity_goes_with_its_facts_and_its_file_may_come_again(entities: Entities) -> None:
    entities.add(progress(done=True), named(ANN, GUILD), [MEMBER])
    assert entities.imported("mine", "key")
    assert entities.remove(["nobody"]) == 0
    assert entities.imported("mine", "key")
    assert entities.remove(["Q900001"]) == 1
    assert entities.facts() == []
    assert entities.imported("mine", "key") is None
    assert entities.called("mine:guild") == [GUILD]


def test_how_far_a_file_is_stands_with_what_it_brought_or_not_at_all(entities: Entities) -> None:
    entities.add(progress(line=10, entities=1, bad=2), named(ANN), [])
    stamp = entities.fingerprint()
    broken = Entity(id="mine:x", kind="person", name="X", rank=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        entities.add(progress(line=20), named(GUILD, broken), [])
    found = entities.imported("mine", "key")
    assert found
    assert (found.line, found.bad, found.done) == (10, 2, False)
    assert entities.called("mine:guild") == []
    assert entities.fingerprint() == stamp


def test_the_fingerprint_changes_with_every_batch(entities: Entities) -> None:
    seen = {entities.fingerprint()}
    entities.add(progress(), named(ANN), [])
    seen.add(entities.fingerprint())
    entities.add(progress(line=3), named(GUILD), [])
    seen.add(entities.fingerprint())
    entities.remove(["mine:guild"])
    seen.add(entities.fingerprint())
    assert len(seen) == 4


words = st.text("abcdé łя王", min_size=1, max_size=6).filter(str.strip)


@given(
    batches=st.lists(
        st.lists(st.tuples(st.integers(0, 5), words, st.lists(words, max_size=2)), max_size=5), max_size=4
    ),
    gone=st.sets(st.integers(0, 5)),
)
@settings(max_examples=60, deadline=None)
def test_the_indexes_hold_the_names_that_are_there(
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[list[tuple[int, str, list[str]]]],
    gone: set[int],
) -> None:
    with Store.open(tmp_path_factory.mktemp("db") / "a.db") as store:
        entities = Entities(store)
        for batch in batches:
            some = [
                Entity(id=f"m:{n}", kind="person", name=name, aliases=tuple(map(Alias, dict.fromkeys(more))))
                for n, name, more in batch
            ]
            entities.add(progress(), named(*some), [])
        entities.remove([f"m:{n}" for n in gone])
        entities.settle()
        left = [name.alias.text.lower() for name in entities.names(9)]
        with store.reading() as connection:
            for index in ("alias_words", "alias_pieces"):
                found = connection.execute(f"SELECT folded FROM {index} ORDER BY rowid").fetchall()
                assert [text for (text,) in found] == left
            counts = dict(connection.execute("SELECT piece, count FROM piece_counts"))
    pieces = [text[at : at + 3] for text in left for at in range(len(text) - 2)]
    assert set(counts) == set(pieces)


def test_the_indexes_agree_with_their_content(entities: Entities) -> None:
    entities.add(progress(), named(ANN, GUILD), [])
    entities.remove(["mine:ann"])
    path = entities._store.path
    entities._store.flush()
    with sqlite3.connect(path) as connection:
        for index in ("alias_words", "alias_pieces"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
