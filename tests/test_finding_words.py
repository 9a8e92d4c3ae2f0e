"""Full-text search over the documents of a database."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model import Document, Span
from annotator.store import Store
from annotator.store.search import understood

RIVER = Document(
    text="Envoys met in Arland.\nThe Café of the river bloc reopened, and river men came.",
    title="Two join the bloc",
    date=date(2022, 1, 7),
)
SEA = Document(
    text="The sea was calm. No envoy came to the sea bloc.", title="Nothing", date=date(2021, 5, 1)
)
CHINESE = Document(text="中国外交部发言人汪文斌说，上海合作组织有八个成员国。", language="zh")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.open(tmp_path / "a.db")
    for document in (RIVER, SEA, CHINESE):
        made.add_document(document, [Span(0, len(document.text))], "whole/1")
    yield made
    made.close()


def found(store: Store, query: str, *, typing: bool = False) -> list[Document]:
    ids = {each.id: each for each in (RIVER, SEA, CHINESE)}
    return [ids[each.document] for each in store.search(query, typing=typing)]


def words(store: Store, query: str) -> list[str]:
    (match,) = store.search(query)
    text = next(each.text for each in (RIVER, SEA, CHINESE) if each.id == match.document)
    return [text[place.start : place.end] for place in match.places]


def test_all_words_must_be_there_whatever_their_case_and_accents(store: Store) -> None:
    assert found(store, "CAFE River") == [RIVER]
    assert words(store, "CAFE River") == ["Café", "river", "river"]
    assert found(store, "river sea") == []


def test_words_in_quotation_marks_stand_together(store: Store) -> None:
    assert words(store, '"river bloc"') == ["river bloc"]
    assert found(store, '"bloc river"') == []
    assert words(store, '"river bl') == [] if found(store, '"river bl') else True


def test_a_word_after_a_minus_must_not_be_there(store: Store) -> None:
    assert set(map(id, found(store, "bloc"))) == {id(RIVER), id(SEA)}
    assert found(store, "bloc -sea") == [RIVER]
    assert found(store, "-sea") == []


def test_the_last_word_may_go_on_while_it_is_typed(store: Store) -> None:
    assert found(store, "env") == []
    assert set(map(id, found(store, "env", typing=True))) == {id(RIVER), id(SEA)}
    assert found(store, "env ", typing=True) == []
    assert set(map(id, found(store, "env*"))) == {id(RIVER), id(SEA)}


def test_a_title_is_worth_more_than_a_place_in_the_text_and_has_none(store: Store) -> None:
    (match,) = store.search("nothing")
    assert match.document == SEA.id
    assert match.places == ()


def test_chinese_is_found_inside_its_unbroken_text_and_together_with_words(store: Store) -> None:
    assert words(store, "外交部") == ["外交部"]
    assert found(store, "外交部 river") == []
    assert found(store, "外交 成员国") == [CHINESE]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(
        st.one_of(st.sampled_from('"*-()^:+ANDORNEAR river{}'), st.characters(exclude_categories=("Cs",))),
        max_size=30,
    )
)
def test_any_text_is_a_query(store: Store, query: str) -> None:
    for typing in (False, True):
        for match in store.search(query, typing=typing):
            assert match.document


def test_marks_alone_ask_for_nothing() -> None:
    assert understood(' "" - * () ') == understood("")


def test_a_document_added_twice_is_found_once_and_one_of_an_older_file_too(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store.open(path) as store:
        for _ in range(2):
            store.add_document(RIVER, [Span(0, len(RIVER.text))], "whole/1")
        assert len(store.search("river")) == 1
    bare = sqlite3.connect(path)
    bare.executescript(
        "DROP TRIGGER documents_are_found; DROP TRIGGER titles_are_found; DROP TABLE found_words;"
        "DELETE FROM _sqlite_migrations WHERE name = 'full_text'; PRAGMA user_version = 3"
    )
    bare.close()
    with Store.open(path) as store:
        assert len(store.search("river")) == 1
        assert store.verify() == []


def test_a_title_that_changes_is_found_by_its_new_words(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        store.add_document(RIVER, [Span(0, len(RIVER.text))], "whole/1")
        other = sqlite3.connect(tmp_path / "a.db")
        other.execute("UPDATE documents SET title = 'Swapped'")
        other.commit()
        other.close()
        assert len(store.search("swapped")) == 1
        assert store.search("join") == []


def test_text_with_characters_that_mean_nothing_is_found_without_a_place(tmp_path: Path) -> None:
    document = Document(text="A river runs \ufdd0.")
    with Store.open(tmp_path / "a.db") as store:
        store.add_document(document, [Span(0, len(document.text))], "whole/1")
        (match,) = store.search("river")
        assert match.places == ()
