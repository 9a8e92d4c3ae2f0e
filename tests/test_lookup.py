"""Look-up while a name is typed: in the shipped lists and among a project's own entities."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import StoreError
from annotator.matching.likeness import EXACT, likeness, misspelled, with_fame
from annotator.matching.typed import Typed, parts
from annotator.matching.words import folded_words
from annotator.model import Alias, Entity
from annotator.session import Session
from annotator.session.lookup import EntityLookup, Typing, explained
from annotator.store import Store
from annotator.store.entities import Entities, Import, Named
from annotator.store.prefixes import Name, Prefixes

Look = Callable[..., EntityLookup]

GIVEN_NAMES = ("Maria", "Marta", "Jon", "Ana", "Olga", "Émile", "Bao", "Zofia")
FAMILY_NAMES = ("Abelson", "Brandt", "Quispe", "Kowalczyk", "O'Neil", "Nguyen-Lee", "Strand", "Öztürk")
PEOPLE = [f"{given} {family}" for family in FAMILY_NAMES for given in GIVEN_NAMES]


def folded(name: str) -> str:
    return " ".join(folded_words(name))


def person(number: int, name: str, **more: object) -> Entity:
    return Entity(id=f"desk:{number}", kind="person", name=name, **more)  # type: ignore[arg-type]


def put(store: Store, entities: Iterable[Entity], name: str = "desk") -> None:
    rows = [
        Named(e, tuple(folded(each) for each in (e.name, *(a.text for a in e.aliases)))) for e in entities
    ]
    lists = Entities(store)
    lists.add(Import(name, name, "csv", str(len(rows)), "2022-01-07", line=len(rows)), rows, ())
    lists.settle()


@pytest.fixture
def look(tmp_path: Path) -> Iterable[Look]:
    """Makes a look-up over the shipped lists and these entities."""
    stores = []

    def made(*entities: Entity) -> EntityLookup:
        store = Store.open(tmp_path / "names.db")
        stores.append(store)
        put(store, entities)
        return EntityLookup(store)

    yield made
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterable[EntityLookup]:
    with Store.open(tmp_path_factory.mktemp("people") / "names.db") as store:
        put(store, (person(n, name) for n, name in enumerate(PEOPLE)))
        yield EntityLookup(store)


def names(lookup: EntityLookup, query: str, **more: object) -> list[str]:
    return [hit.name for hit in lookup.find(query, **more)]  # type: ignore[arg-type]


# ---------------------------------------------------------------- what is found


@given(st.sampled_from(PEOPLE), st.booleans(), st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_typed_out_is_first_in_any_letters_and_order(
    people: EntityLookup, name: str, turned: bool, data: st.DataObject
) -> None:
    typed = " ".join(reversed(name.split())) if turned else name
    typed = data.draw(st.sampled_from((typed, typed.lower(), typed.upper(), f"  {typed} ")))
    first = people.find(typed)[0]
    assert first.name == name
    assert first.score == EXACT or turned
    assert first.match == (first.score == EXACT)


@given(st.sampled_from(PEOPLE), st.integers(0, 30), st.sampled_from("dts"))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_typed_with_one_slip_is_among_the_first_ten(
    people: EntityLookup, name: str, at: int, slip: str
) -> None:
    at = 1 + at % (len(name) - 2)
    spoilt = {
        "d": name[:at] + name[at + 1 :],
        "t": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        "s": name[:at] + "x" + name[at + 1 :],
    }[slip]
    assert name in names(people, spoilt)


@given(st.sampled_from(PEOPLE), st.integers(4, 30))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_hit_of_a_beginning_answers_it(people: EntityLookup, name: str, length: int) -> None:
    typed = name[:length].strip()
    hits = people.find(typed, limit=64)
    assert name in [hit.name for hit in hits]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0.5 <= hit.score <= 1 for hit in hits)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_search(people: EntityLookup, text: str) -> None:
    for query in (text, text + '"', "ma\0ria " + text, text * 20):
        assert len(people.find(query)) <= 10


@pytest.mark.parametrize("query", ["", "  ", "…", "\0", "''", "*", "\u0301\u0301"])
def test_a_query_without_letters_finds_nothing(people: EntityLookup, query: str) -> None:
    assert people.find(query) == []


CROWD = [f"{given} {family}" for family in ("Sal", "Salm", "Salmer", "O'Sal") for given in GIVEN_NAMES]
CROWD += [f"Salme {letter}ar{other}" for letter in "bcdfgklmnprst" for other in "aeioubdfgklmnprst"] + [
    *("½ Salmer", "Salme-Sal", "Sal & Salmer", "salmer OF sal", "サルメ", "Salmer Salme Sal", "Salm"),
]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Store]:
    """More names begin alike than are looked at, and one in fifty is well known."""
    with Store.open(tmp_path_factory.mktemp("crowd") / "names.db") as store:
        put(store, (person(n, name, rank=int(n % 50 == 0)) for n, name in enumerate(CROWD)))
        yield store


KEYS = st.sampled_from(
    ("salme bara", "salmer sal", "maria salmer", "sal and salm", "jon osal", "1 2 sa", "sal", "o s", "サル")
)


def scored(prefixes: Prefixes, query: str) -> list[tuple[float, str]]:
    typed = Typed[Name](query)
    with prefixes.searching() as found:
        typed.find(found)
    return [(score, name.folded) for score, name in typed.best(10)]


@given(st.lists(st.tuples(KEYS, st.integers(1, 12)), max_size=3), st.tuples(KEYS, st.integers(1, 12)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_typed_before_changes_no_answer(
    crowd: Store, before: list[tuple[str, int]], now: tuple[str, int]
) -> None:
    prefixes, (query, length) = Prefixes(crowd), now
    for text, most in (*before, (query, length - 1)):
        for at in range(1, most + 1):
            scored(prefixes, text[:at])
    assert scored(prefixes, query[:length]) == scored(Prefixes(crowd), query[:length])


@given(st.sampled_from(CROWD), st.integers(0, 20), st.integers(1, 12))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hits_that_hold_what_is_typed_score_as_if_every_name_had_been_compared(
    crowd: Store, name: str, start: int, length: int
) -> None:
    words = name.split()
    query = " ".join(words[start % len(words) :])[:length].strip()
    known = list(map(folded, CROWD))
    ways = likeness(folded(query), known, [True] * len(CROWD)), misspelled(folded(query), known)
    every = map(max, *ways)
    best = [with_fame(score, int(n % 50 == 0)) for n, score in enumerate(every)]
    holding = [
        score
        for score, each in zip(ways[0], known, strict=True)
        if all(f" {word}" in f" {each}" for word in folded(query).split())
    ]
    hits = [score for score, _ in scored(Prefixes(crowd), query)]
    least, most = sorted(holding, reverse=True)[:10], sorted(best, reverse=True)[:10]
    assert len(hits) >= len(least)
    assert all(low <= hit for low, hit in zip(least, hits, strict=False))
    assert all(hit <= high for hit, high in zip(hits, most, strict=False))


def test_of_three_keys_in_a_row_only_one_asks_for_the_names_that_are_nearly_so(look: Look) -> None:
    store = look(*(person(n, name) for n, name in enumerate(PEOPLE)))._entities._store
    prefixes = Prefixes(store)
    asked = list[str]()
    with store.reading() as connection:
        connection.set_trace_callback(asked.append)
    for length in (9, 10, 11):
        assert scored(prefixes, "Zofia Kowalczyk"[:length])[0][1] == "zofia kowalczyk"
    with store.reading() as connection:
        connection.set_trace_callback(None)
    looks = [sql for sql in asked if "alias_pieces MATCH" in sql]
    assert len(looks) == len(set(looks)) > 0
    assert scored(prefixes, "zofia koq")[0][1] == "zofia kowalczyk"


def test_an_answer_is_remembered_only_while_the_lists_stay_as_they_are(look: Look) -> None:
    lookup = look(*(person(n, f"Zelda Tarn{n:03}") for n in range(12)))
    assert len(lookup.find("zelda", limit=20)) == 12
    put(lookup._entities._store, [person(99, "Zelda Abel")], "more")
    assert names(lookup, "zelda")[0] == "Zelda Abel"
    assert names(lookup, "zelda a")[0] == "Zelda Abel"
    lookup.find("zelda").clear()  # the caller's own
    Entities(lookup._entities._store).remove(lists=["more"])
    assert "Zelda Abel" not in names(lookup, "zelda a")
    assert names(lookup, "zelda")[0] == "Zelda Tarn000"


def test_who_is_renamed_is_told_by_the_new_name_at_the_next_key(look: Look) -> None:
    lookup = look(person(1, "Zorvath Quillbeck"))
    assert names(lookup, "zorvath quil") == ["Zorvath Quillbeck"]
    put(lookup._entities._store, [person(1, "Zorvath Quillfeather")])
    assert names(lookup, "zorvath quill") == ["Zorvath Quillfeather"]


def test_a_hit_is_explained_by_what_its_score_is_made_of(look: Look) -> None:
    lookup = look(person(1, "Zorvath Quill", rank=3), person(2, "Zorvath Quinn"))
    asked = "zorvath quil"
    first, second, *_ = (dict(hit.features) for hit in explained(lookup.find(asked), asked))
    assert first.keys() == second.keys() == {"letters", "words", "beginning", "fame"}
    assert (first["beginning"], first["fame"], second["fame"]) == (1, 1, 0)
    assert first["letters"] > second["letters"] > 0.5


def test_names_in_their_own_script_are_found_by_their_beginning(look: Look) -> None:
    lookup = look(
        person(1, "Сергей Иванович Петров"),
        person(2, "王小明"),
        person(3, "عبد الرحمن الكريم"),
        person(4, "नरेंद्र शर्मा"),
    )
    for query, name in (
        ("петр", "Сергей Иванович Петров"),
        ("Сергей Пет", "Сергей Иванович Петров"),
        ("Сергей Ивановчи", "Сергей Иванович Петров"),
        ("王小", "王小明"),
        ("小明", "王小明"),
        ("الكريم", "عبد الرحمن الكريم"),
        ("नरें", "नरेंद्र शर्मा"),
    ):
        assert names(lookup, query)[:1] == [name], query


def test_other_names_of_an_entity_lead_to_it_under_its_name_in_use(look: Look) -> None:
    lookup = look(person(1, "Bao Strand", aliases=(Alias("Bao Lindqvist", until="2019"),)))
    (hit,) = lookup.find("lindqv", kinds=["person"])
    assert (hit.name, hit.alias) == ("Bao Strand", "Bao Lindqvist")


def test_every_word_may_be_cut_short(look: Look) -> None:
    lookup = look(Entity(id="desk:1", kind="organization", name="Amberland Tarnow Works"))
    for query in ("amb tar wor", "tarn ambe", "OPEC"):
        assert names(lookup, query)[0] == {"OPEC": "Organization of the Petroleum Exporting Countries"}.get(
            query, "Amberland Tarnow Works"
        )
    assert names(lookup, "int monet")[0] == "International Monetary Fund"


def test_a_sign_makes_another_name() -> None:
    lookup = EntityLookup()
    assert [(hit.name[:5], hit.match) for hit in lookup.find("OPEC")] == [("Organ", True), ("OPEC+", False)]
    assert lookup.find("OPEC+")[0].name == "OPEC+"


def test_capitals_mean_the_acronym_where_there_is_one(look: Look) -> None:
    lookup = look(Entity(id="desk:1", kind="place", name="Un", rank=3), person(2, "Zelda"))
    first, second = lookup.find("UN")[:2]
    assert (first.name, first.match) == ("United Nations", True)
    assert (second.name, second.match) == ("Un", False)
    assert not any(hit.match for hit in lookup.find("un"))
    assert lookup.find("ZELDA")[0].match


def test_a_word_that_is_short_for_another_may_be_the_beginning_of_a_third(look: Look) -> None:
    lookup = look(person(1, "Jon Strand"), person(2, "Jon St. Clair"))
    assert set(names(lookup, "jon st", kinds=["person"])[:2]) == {"Jon Strand", "Jon St. Clair"}
    assert names(lookup, "jon saint", kinds=["person"])[0] == "Jon St. Clair"


# ---------------------------------------------------------------- in which order


def test_of_names_that_answer_alike_the_better_known_and_then_the_alphabet_come_first(look: Look) -> None:
    lookup = look(
        *(person(n, f"Zelda Tarn{n:03}") for n in range(400)),
        person(1000, "Zelda Tarnowska", rank=2),
        person(1001, "Ada Zelda", rank=3),
    )
    found = names(lookup, "zelda")
    assert set(found[:2]) == {"Zelda Tarnowska", "Ada Zelda"}
    assert found[2:] == [f"Zelda Tarn{n:03}" for n in range(8)]


def test_the_very_name_comes_before_hundreds_that_go_on(look: Look) -> None:
    lookup = look(*(person(n, f"Zelda Tarn{n:03}") for n in range(600)), person(999, "Zelda"))
    first = lookup.find("zelda")[0]
    assert (first.name, first.score, first.match) == ("Zelda", 1.0, True)


def test_two_of_one_name_are_no_match(look: Look) -> None:
    hits = look(person(1, "Ana Brandt"), person(2, "Ana Brandt")).find("Ana Brandt")
    assert [hit.score for hit in hits] == [1.0, 1.0]
    assert not any(hit.match for hit in hits)


def test_a_kind_narrows_the_search_however_rare_it_is(look: Look) -> None:
    office = Entity(id="desk:office", kind="office", name="Mayor of Amberg")
    lookup = look(*(person(n, f"Mayo Amor{n:04}") for n in range(3000)), office)
    assert names(lookup, "ma", kinds=["office"]) == ["Mayor of Amberg"]
    assert names(lookup, "amb", kinds=["office"]) == ["Mayor of Amberg"]
    assert "Mayor of Amberg" not in names(lookup, "mayor of am", kinds=["person"])


def test_hundreds_are_found_where_hundreds_are_asked_for(look: Look) -> None:
    lookup = look(*(person(n, f"Zelda Tarn{n:03}") for n in range(900)))
    for query in ("ze", "zelda", "zelda t", "tarn zelda"):
        assert len(lookup.find(query, limit=500)) == 500, query


def test_as_many_are_found_as_are_asked_for(people: EntityLookup) -> None:
    assert [len(people.find("mar", limit=limit)) for limit in (0, 1, 7, 16)] == [0, 1, 7, 16]


# ---------------------------------------------------------------- both lists together


def test_an_imported_entity_that_ships_as_well_is_found_once_under_the_shipped_id(look: Look) -> None:
    lookup = look(Entity(id="Q232", kind="state", name="Republic of Qazaqstan Kazakhstan", wikidata="Q232"))
    hits = lookup.find("Qazaqstan Kaz", kinds=["state"])
    assert [hit.name for hit in hits] == ["Kazakhstan"]
    assert hits[0].alias == "Republic of Qazaqstan Kazakhstan"
    assert [hit.name for hit in lookup.find("Kazakhstan", kinds=["state"])] == ["Kazakhstan"]


def test_an_id_finds_its_entity(look: Look) -> None:
    lookup = look(person(7, "Bao Strand", wikidata="Q987654"))
    for id_ in ("Q987654", lookup.find("Bao Strand")[0].entity):
        first = lookup.find(id_)[0]
        assert (first.name, first.match) == ("Bao Strand", True)
    assert lookup.find("Q999999999") == []


def test_what_another_process_imports_and_removes_counts_at_the_next_key(tmp_path: Path) -> None:
    with Store.open(tmp_path / "names.db") as store, Store.open(tmp_path / "names.db") as other:
        lookup = EntityLookup(store)
        assert names(lookup, "Bao Strand") == []
        put(other, [person(1, "Bao Strand")])
        assert names(lookup, "Bao Strand") == ["Bao Strand"]
        Entities(other).remove(lists=["desk"])
        assert names(lookup, "Bao Strand") == []


def test_a_name_that_goes_while_it_is_looked_up_is_no_hit(tmp_path: Path) -> None:
    with Store.open(tmp_path / "names.db") as store:
        put(store, [*(person(n, f"Zelda Tarn{n:03}", rank=1) for n in range(300)), person(999, "Zelda Abel")])
        lookup = EntityLookup(store)
        assert len(lookup.find("zelda", limit=5)) == 5
        Entities(store).remove(ids=[f"desk:{n}" for n in range(300)])
        assert names(lookup, "zelda") == ["Zelda Abel"]  # the best known are still remembered


def test_without_a_database_the_shipped_lists_are_searched() -> None:
    assert names(EntityLookup(), "shanghai coop")[0] == "Shanghai Cooperation Organisation"


def test_a_session_looks_up_what_its_project_imported(tmp_path: Path) -> None:
    with Session.open(tmp_path / "names.db", "ann") as session:
        put(session._store, [person(1, "Zelda Tarnowska")])
        assert session.lookup("zelda tarn")[0].name == "Zelda Tarnowska"
        assert session.lookup("zelda tarn", kinds=["state"]) == []


def test_a_closed_database_is_an_error_that_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "names.db")
    put(store, [person(1, "Bao Strand")])
    store.close()
    with pytest.raises(StoreError, match="closed"):
        EntityLookup(store).find("bao")


# ---------------------------------------------------------------- keystrokes


def test_of_keystrokes_that_overtake_each_other_only_the_newest_is_answered(people: EntityLookup) -> None:
    typing = Typing(people)
    futures = [typing.submit("maria abelson"[:length]) for length in range(1, 14)]
    answers = [future.result(10) for future in futures]
    assert next(hit.name for hit in answers[-1] or ()) == "Maria Abelson"
    assert answers.count(None) >= 10
    typing.close()


async def test_a_coroutine_waits_for_its_key_while_the_loop_goes_on(people: EntityLookup) -> None:
    typing, ticks = Typing(people), 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    other = asyncio.ensure_future(tick())
    hits = await typing.find("olga qui")
    other.cancel()
    assert hits is not None
    assert hits[0].name == "Olga Quispe"
    assert ticks
    typing.close()


def test_a_search_that_is_no_longer_wanted_ends_at_once(people: EntityLookup) -> None:
    asked = threading.Event()

    def stopped() -> bool:
        asked.set()
        return True

    assert people.find("zzyzx qwrt", stopped=stopped) == []
    assert asked.is_set()
    assert names(people, "Zofia Strand")[0] == "Zofia Strand"  # the connection is as good as new


def test_many_threads_may_search_at_once(people: EntityLookup) -> None:
    wrong: list[str] = []

    def search(name: str) -> None:
        if names(people, name)[0] != name:
            wrong.append(name)

    threads = [threading.Thread(target=search, args=(name,)) for name in PEOPLE[:24]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# ---------------------------------------------------------------- scores


@given(
    st.text("abcde ", min_size=1, max_size=30),
    st.lists(st.text("abcde ", min_size=1, max_size=20), max_size=8),
)
def test_scores_are_between_nothing_and_one_and_one_only_for_the_very_name(
    query: str, others: list[str]
) -> None:
    wanted = folded(query)
    known = [folded(name) for name in others] + [wanted]
    if not wanted:
        return
    for scores in (likeness(wanted, known, [False] * len(known)), misspelled(wanted, known)):
        assert all(0 <= score <= 1 for score in scores)
    for name, score in zip(known, likeness(wanted, known, [False] * len(known)), strict=True):
        assert (score == EXACT) == (name == wanted)


@given(st.text("abcde ", min_size=6, max_size=40).map(folded).filter(lambda text: len(text) > 5))
def test_the_parts_of_a_query_are_the_query(wanted: str) -> None:
    cut = parts(wanted)
    assert "".join(cut) == wanted
    assert all(len(part) >= 3 for part in cut)
