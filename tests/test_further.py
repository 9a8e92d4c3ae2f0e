"""Entities beside the lists: found in text, answered by the knowledge, and never in the way of the lists."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from annotator import Document
from annotator.api import sentences
from annotator.knowledge import Knowledge, Listed
from annotator.matching import DocumentMatcher, Matcher
from annotator.model import Alias, Entity, Fact, Kind, Sentence
from annotator.schema import load_schema
from annotator.suggest import Suggester

STATE = Entity(id="nor", kind="state", name="Norland", aliases=(Alias("NL", acronym=True),), rank=3)
UNION = Entity(
    id="union",
    kind="organization",
    name="Salt Union",
    complete_since="2000",
    complete_until="2025",
    members_are=("state",),
)
KNOWN = Entity(id="ilya-brenner", kind="person", name="Ilya Brenner", family="Brenner", given="Ilya", rank=1)
FACTS = (
    Fact("member-of", "nor", "union", "2001", status="member", source="lists"),
    Fact("holds", "ilya-brenner", "nor", "2019-03-20", role="president", source="lists"),
)
PERSON = Entity(
    id="mine:1",
    kind="person",
    name="Aldo Tormund",
    family="Tormund",
    given="Aldo",
    aliases=(Alias("A.T.X."),),
)
TWIN = Entity(id="Q1", kind="person", name="Ilya Brenner", rank=3)
OFFICE = Fact("holds", "mine:1", "nor", "2015", "2019", role="minister of trade", source="mine")


class Few:
    """A source that is small enough for memory."""

    fingerprint: str
    many: bool

    def __init__(
        self, entities: Sequence[Entity], facts: Sequence[Fact], parts: bool, many: bool = True
    ) -> None:
        self.many = many
        self.fingerprint = f"few {many} {parts}"
        self.entities = {entity.id: entity for entity in entities}
        self.known = facts
        self.parts = parts

    def get(self, id: str) -> Entity | None:
        return self.entities.get(id)

    def facts(self, *, subject: str = "", relation: str = "", object: str = "") -> Sequence[Fact]:
        return [
            f
            for f in self.known
            if subject in ("", f.subject) and relation in ("", f.relation) and object in ("", f.object)
        ]

    def names(self) -> Iterator[Listed]:
        for e in self.entities.values():
            for alias in (Alias(e.name), *e.aliases):
                yield Listed(e.id, e.kind, e.rank, alias)

    def persons(self) -> Iterator[Entity]:
        return (e for e in self.entities.values() if self.parts and e.kind == "person")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def knowledge(
    *entities: Entity, facts: Sequence[Fact] = (), parts: bool = True, many: bool = True
) -> Knowledge:
    return Knowledge((STATE, UNION, KNOWN), FACTS, "lists").joined(Few(entities, facts, parts, many))


def found(matcher: Matcher, *sentences: str) -> list[list[tuple[str, str]]]:
    reader, at, seen = DocumentMatcher(matcher), 0, []
    for index, text in enumerate(sentences):
        mentions = reader.find(Sentence("d", index, at, at + len(text), text))
        seen.append([(m.text, m.entity) for m in mentions])
        at += len(text) + 1
    return seen


def test_further_entities_are_answered_with_their_facts_and_described() -> None:
    known = knowledge(PERSON, facts=[OFFICE])
    assert known.get("mine:1") == PERSON
    assert known.name("mine:1") == "Aldo Tormund"
    assert "mine:1" not in known.entities
    assert known.holders("nor", "minister of trade", datetime.date(2016, 1, 1)) == (OFFICE,)
    assert [f.subject for f in known.facts(relation="holds", object="nor")] == ["mine:1", "ilya-brenner"]
    assert known.facts(relation="holds") == FACTS[1:], "the lists alone, where neither side is named"
    assert any("minister of trade of Norland" in line for line in known.describe("mine:1", None))
    assert known.state_behind("mine:1") is None
    assert known.get("nobody") is None


def test_the_fingerprint_of_both_changes_with_either() -> None:
    lists = Knowledge((STATE,), (), "lists")
    other = Few([], [], True)
    other.fingerprint = "more"
    prints = {lists.fingerprint, lists.joined(Few([], [], True)).fingerprint, lists.joined(other).fingerprint}
    assert len(prints) == 3
    assert lists.further is None, "what is joined is another one"


def test_a_member_that_is_told_twice_is_counted_once() -> None:
    twice = Fact("member-of", "nor", "union", "2002", status="member", source="mine")
    roll = knowledge(facts=[twice]).members("union", datetime.date(2010, 1, 1))
    assert roll.members == ("nor",)


def test_further_names_are_found_in_text_and_so_are_parts_of_them() -> None:
    matcher = Matcher(knowledge(PERSON))
    assert found(matcher, "Aldo Tormund left Norland.", "Tormund said so.") == [
        [("Aldo Tormund", "mine:1"), ("Norland", "nor")],
        [("Tormund", "mine:1")],
    ]


@pytest.mark.parametrize("parts", [True, False])
def test_a_part_of_a_name_means_who_was_named_before_though_the_index_lacks_it(parts: bool) -> None:
    matcher = Matcher(knowledge(PERSON, parts=parts))
    assert found(matcher, "Aldo Tormund and Tormund again.", "Then Mr. Tormund’s plan.") == [
        [("Aldo Tormund", "mine:1"), ("Tormund", "mine:1")],
        [("Tormund", "mine:1")],
    ]
    assert found(matcher, "Tormund said so.") == [[]]
    reader = DocumentMatcher(matcher)
    reader.find(Sentence("d", 0, 0, 13, "Aldo Tormund."))
    assert [m.part for m in reader.copy().find(Sentence("d", 1, 14, 30, "Tormund said so."))] == ["family"]


def test_of_two_with_one_name_that_of_the_lists_is_meant() -> None:
    matcher = Matcher(knowledge(TWIN))
    assert found(matcher, "Ilya Brenner spoke.") == [[("Ilya Brenner", "ilya-brenner")]]


@pytest.mark.parametrize("kind", ["person", "organization", "place"])
def test_a_name_that_the_source_gives_for_an_entity_of_the_lists_leads_there(kind: Kind) -> None:
    class Aliases(Few):
        def names(self) -> Iterator[Listed]:
            yield Listed("nor", kind, 3, Alias("Nordreich"))

    matcher = Matcher(Knowledge((STATE,), (), "lists").joined(Aliases([], [], True)))
    assert found(matcher, "They left Nordreich.") == [[("Nordreich", "nor")]]


VILLAGES = [
    Entity(id=f"v:{name}", kind="place", name=name)
    for name in ("Union", "Brenner", "Jin", "Such", "Norland", "Sucha")
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They left the Union in May.", []),
        ("Nobody left Union early.", []),
        ("They met in Union in May.", [("Union", "v:Union")]),
        ("On Jin street nobody spoke.", []),
        ("Norland is far.", [("Norland", "nor")]),
        ("It was Such a day.", []),
        ("They met in Brenner.", [("Brenner", "v:Brenner")]),
    ],
)
def test_a_village_called_like_a_common_word_takes_a_sign_that_a_place_is_meant(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    assert found(Matcher(knowledge(*VILLAGES)), text) == [wanted]


def test_a_part_of_the_name_of_somebody_named_before_is_no_village() -> None:
    matcher = Matcher(knowledge(*VILLAGES))
    assert found(matcher, "Ilya Brenner came.", "Brenner spoke.") == [
        [("Ilya Brenner", "ilya-brenner")],
        [("Brenner", "ilya-brenner")],
    ]
    assert found(matcher, "Brenner spoke.") == [[]], "he is better known than a village, but not well enough"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Sucha left.",
        "Charles B. Sucha left.",
        "SUCHA: We will see.",
        "Sucha said so.",
        "“No,” said Sucha on Monday.",
        "It was sucha day.",
        "The Sucha. office closed.",
        "They don't know.",
        "A word from (UNION) came.",
    ],
)
def test_who_speaks_or_has_a_title_is_no_village(text: str) -> None:
    villages = [*VILLAGES, Entity(id="v:Donat", kind="place", name="Dont")]
    assert found(Matcher(knowledge(*villages)), text) == [[]]


def test_a_namesake_in_the_first_letter_is_somebody_else() -> None:
    person = Entity(id="mine:7", kind="person", name="Jon Lester", family="Lester", given="Jon")
    matcher = Matcher(knowledge(person))
    assert found(matcher, "Jon Tester left.") == [[]]
    assert found(matcher, "Jon Lestre left.") == [[("Jon Lestre", "mine:7")]]


def test_nobody_is_said_to_misspell_a_name_that_nobody_knows() -> None:
    def accused(rank: int, text: str) -> list[str]:
        person = Entity(id="mine:7", kind="person", name="Jonna Lesterby", rank=rank)
        schema = load_schema()
        using = Suggester(knowledge(person), schema)
        document = Document(text=text)
        return [c.type for each in using.analyse(document, sentences(document)) for c in each.candidates]

    wrong = "Jonna Lestreby left the hall."
    assert "misspelled" not in accused(0, wrong)
    assert "misspelled" not in accused(0, " ".join([wrong] * 3))
    assert "misspelled" in accused(0, f"Jonna Lesterby came. {wrong}"), "the article spells it right as well"
    assert "misspelled" in accused(1, wrong)


def test_a_village_does_not_make_somebody_a_stranger_before_the_sentence_says_so() -> None:
    text = "They met Mr. Brenner and the lady, Zara Brenner."
    for villages in ([], VILLAGES):
        assert found(Matcher(knowledge(*villages)), text) == [[("Brenner", "ilya-brenner")]]


def test_a_namesake_whom_nobody_knows_takes_no_family_name_from_one_whom_all_know() -> None:
    known = Entity(id="known", kind="person", name="Ilo Tormundsen", family="Tormundsen", given="Ilo", rank=3)
    nobody = Entity(id="m:1", kind="person", name="Una Tormundsen", family="Tormundsen", given="Una")
    matcher = Matcher(Knowledge((known,), (), "one").joined(Few([nobody], [], True)))
    assert found(matcher, "Tormundsen said no.") == [[("Tormundsen", "known")]]
    assert found(matcher, "Una Tormundsen came.", "Tormundsen said no.")[1] == [("Tormundsen", "m:1")]


def test_a_short_list_is_judged_as_the_shipped_ones_are() -> None:
    person = Entity(id="mine:7", kind="person", name="Jon Lesterby", family="Lesterby", given="Jon")
    town = Entity(id="mine:8", kind="place", name="Sarabanda")
    short = Matcher(knowledge(person, town, many=False))
    assert found(short, "Nobody saw Sarabenda.") == [[("Sarabenda", "mine:8")]]
    assert found(Matcher(knowledge(person, town)), "Nobody saw Sarabenda.") == [[]]
    assert found(Matcher(knowledge(person, town)), "They met in Sarabenda.") == [[("Sarabenda", "mine:8")]]
    using = Suggester(knowledge(person, many=False), load_schema())
    document = Document(text="Jon Lestreby left the hall.")
    (each,) = using.analyse(document, sentences(document))
    assert "misspelled" in [c.type for c in each.candidates]
