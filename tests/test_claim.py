"""Claim worth: a sum of parts that are shown, and the kind of each claim."""

from pathlib import Path
from unittest.mock import ANY

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.api import sentences, suggester
from annotator.errors import SchemaError
from annotator.formats import suggestion_line
from annotator.model import Candidate, Document
from annotator.resources import shipped
from annotator.schema import load_schema
from annotator.suggest import Suggester
from annotator.suggest.kinds import KINDS, kind_of
from annotator.suggest.worth import load_words, load_worth, read_weighted, sizes, weigh
from annotator.yamlfile import YamlFile

KIND_CASES = {
    "quantity": (
        "Exports to the neighbour fell by 34 per cent.",
        "The ministry counted twelve thousand refugees at the crossing.",
        "About $3 billion went missing, the auditors said.",
        "The envoy said that 40 houses had burned.",
        "Half of the harvest was lost.",
    ),
    "event": (
        "The parliament dissolved itself on Monday.",
        "Troops left the valley in March.",
        "A bridge collapsed near the port.",
        "Ann Roe lost the election due last summer.",
        "The delegation arrived late and signed nothing.",
    ),
    "membership": (
        "Norway is a member of the alliance.",
        "Ann Roe is the head of the commission.",
        "She was appointed foreign minister in 2019.",
        "Chad joined the bloc and its members cheered.",
        "He remains the mayor of the port town.",
    ),
    "causal": (
        "The drought caused the collapse of the herds.",
        "Prices soared because the border was closed.",
        "The strike resulted in a shortage of bread.",
        "Critics blamed the fire on old cables.",
    ),
    "rule": (
        "The law bans foreign ownership of land.",
        "Under the treaty, signatories must report every launch.",
        "Since last year it is illegal to film the barracks of the army.",
        "The constitution requires a vote of both chambers.",
    ),
    "prediction": (
        "The pipeline to the port of Roe will open next year.",
        "The currency won't recover by March, the report says.",
        "The bank of Roe forecasts a recession in May.",
        "They're going to close the embassy.",
    ),
    "quote": (
        "The envoy said that the talks are useful.",
        "“We watch closely,” the spokesman told reporters.",
        "The minister denied any knowledge of the plan.",
        "“There is theft,” Prime Minister Roe said.",
        "“I have no trouble with the cuts,” she told reporters.",
        "The senator insisted that the bridge is safe.",
    ),
    "personal": (
        "I met the general in his tent.",
        "My father worked in the mines of the north.",
        "I voted against the amendment.",
    ),
}


@pytest.fixture(scope="module")
def using() -> Suggester:
    return suggester(threshold=0.0)


def claim(using: Suggester, text: str) -> Candidate | None:
    document = Document(text=text)
    (found,) = using.analyse(document, sentences(document))
    return next((c for c in found.candidates if c.rule == "claim"), None)


def weighed(text: str, known: int = 0) -> dict[str, float]:
    lists = load_words("en")
    assert lists is not None
    return {part.name: weight for part, weight in weigh(text, lists, load_worth(), known)}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in KIND_CASES.items() for text in texts]
)
def test_a_sentence_makes_a_claim_of_its_kind(using: Suggester, kind: str, text: str) -> None:
    found = claim(using, text)
    assert found is not None
    assert (found.attributes, found.reason.partition(":")[0]) == ((("kind", kind),), kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The three signed the treaty of Roe in March.", "event"),
        ("The three have closed the port.", "event"),
        ("The envoy told the three, who left at noon.", "event"),
        ("The three ministers signed it in March.", "quantity"),
        ("Three signed the treaty of Roe in March.", "quantity"),
        ("The two left with half of the harvest.", "quantity"),
    ],
)
def test_a_number_that_means_those_spoken_of_counts_nothing(using: Suggester, text: str, kind: str) -> None:
    found = claim(using, text)
    assert found is not None
    assert found.attributes == (("kind", kind),)


def test_the_kinds_are_those_of_the_schema() -> None:
    label = load_schema().label("claim")
    assert label is not None
    (kind,) = [each for each in label.attributes if each.name == "kind"]
    assert kind.values == KINDS


@pytest.mark.parametrize("text", [text for texts in KIND_CASES.values() for text in texts])
def test_the_parts_that_are_shown_add_up_to_the_score(using: Suggester, text: str) -> None:
    found = claim(using, text)
    assert found is not None
    worth = load_worth()
    assert worth.score(sum(weight for _, weight in found.parts)) == pytest.approx(found.score, abs=0.01)
    for name, weight in found.parts:
        assert f"{name} {'+' if weight > 0 else '−'}{abs(weight):.2f}".replace("0.", ".") in found.reason


def test_the_weights_of_pastel_stand_as_published() -> None:
    published = {
        "number": 0.56,
        "many-people": 0.44,
        "general": 0.28,
        "comparison": 0.12,
        "superlative": 0.12,
        "course-of-action": -0.21,
        "emotive": -0.21,
        "personal": -0.22,
    }
    assert {part.name: part.weight for part in load_worth().parts if part.source == "PASTEL"} == published


def test_a_number_in_figures_says_more_than_one_in_words_and_a_year_is_no_number() -> None:
    assert set(weighed("The town has 400 wells.")) >= {"number", "figure"}
    assert "figure" not in weighed("The town has forty wells.")
    assert "number" not in weighed("The town burned in 1812.")


def test_a_deed_counts_where_somebody_did_it() -> None:
    assert "acted" in weighed("They quietly left, and he never paid.")
    assert "acted" in weighed("In the end Roe paid.")
    assert "acted" not in weighed("The paid holiday is over.")


def test_what_is_going_on_is_not_what_is_going_to_be() -> None:
    assert "ongoing" in weighed("Prices are rising.")
    assert "ongoing" not in weighed("Prices are going to rise.")


def test_a_part_counts_as_often_as_its_row_allows() -> None:
    (aim,) = [part for part in load_worth().parts if part.name == "aim"]
    assert weighed("to to to to to to")["aim"] == pytest.approx(aim.weight * aim.each)


def test_known_names_count_as_names() -> None:
    assert weighed("it went there", known=2)["names"] == pytest.approx(2 * weighed("x Ann went")["names"])


@given(st.text(max_size=200), st.integers(0, 5))
def test_any_text_has_a_score_between_0_and_1(text: str, known: int) -> None:
    worth, lists = load_worth(), load_words("en")
    assert lists is not None
    counts = sizes(text, lists, worth, known).counts
    assert all(0 < abs(counts[part.name]) <= part.each for part in worth.parts if part.name in counts)
    assert all(counts[part.name] > 0 for part in worth.parts if part.name in set(counts) - WEIGHTED)
    assert all(counts[part.name] % 1 == 0 for part in worth.parts if part.name in set(counts) - WEIGHTED)
    assert 0 <= worth.score(sum(weighed(text, known).values())) <= 1


WEIGHTED = {"phrases", "meaning"}


def weighted(tmp_path: Path, lists: str) -> Path:
    path = tmp_path / "weighted.yaml"
    path.write_text(f"language: en\nsource: made up\nlists:\n{lists}", encoding="utf-8")
    return path


def test_weighted_words_and_pairs_add_up_and_count_once(tmp_path: Path) -> None:
    path = weighted(tmp_path, '  phrases:\n    "0.50": harbour salt_road\n    "-0.20": ox\n')
    lists = {**(load_words("en") or {}), **read_weighted(YamlFile(path))}
    found = sizes("Harbour by harbour, the salt road, an ox.", lists, load_worth())
    assert found.weighty == {"phrases": {"harbour": 0.5, "salt road": 0.5, "ox": -0.2}, "meaning": ANY}
    assert found.counts["phrases"] == pytest.approx(0.8)
    assert "phrases" not in sizes("The road to the salt mine.", lists, load_worth()).counts


def test_what_words_mean_is_spread_over_the_sentence(tmp_path: Path) -> None:
    path = weighted(tmp_path, '  meaning:\n    "0.60": ox\n    "-0.20": cow\n')
    lists = {**(load_words("en") or {}), **read_weighted(YamlFile(path))}
    for text, adds in (("Ox", 0.6), ("An ox and cow", 0.2), ("A cow, one more cow and a big cow", -0.2 / 3)):
        assert sizes(text, lists, load_worth()).counts["meaning"] == pytest.approx(adds)


def test_a_weight_of_words_that_is_no_number_is_told_with_its_place(tmp_path: Path) -> None:
    path = weighted(tmp_path, '  phrases:\n    "0": harbour\n    heavy: ox\n    inf: cow\n')
    with pytest.raises(SchemaError) as raised:
        read_weighted(YamlFile(path))
    for number in ("0", "heavy", "inf"):
        assert f"{number!r} in phrases is no weight; write 0.35 or -0.35" in str(raised.value)


def named(found: Candidate, label: str) -> list[str]:
    """The words that stand beside a part."""
    names = [name for name, _ in found.parts if name.startswith(f"{label} (")]
    return [word for name in names for word in name[len(label) + 2 : -1].split(", ") if word != "…"]


def test_the_reason_names_the_words_that_say_most(using: Suggester) -> None:
    found = claim(using, "Senator Roe voted against the budget.")
    assert found is not None
    assert named(found, "turns of phrase")[0] in ("voted against", "voted")
    assert "budget" in named(found, "choice of words")
    assert all(len(named(found, label)) <= 3 for label in ("turns of phrase", "choice of words"))


def test_words_are_named_as_the_sentence_writes_them(using: Suggester) -> None:
    found = claim(using, "Kazakhstan's capital Almaty was quiet, officials said.")
    assert found is not None
    assert "Kazakhstan's" in named(found, "choice of words")


def test_the_reason_names_no_little_words(using: Suggester) -> None:
    lists = load_words("en")
    assert lists is not None
    for text in ("It is one of the many that he has had in the past.", "Out of the 14 of them, 3 were his."):
        found = claim(using, text)
        assert found is not None
        for label in ("turns of phrase", "choice of words"):
            assert all(
                any(word not in lists["little"] for word in phrase.split()) for phrase in named(found, label)
            )


SOME = (
    "I",
    "is",
    "my",
    "member",
    "said",
    "will",
    "law",
    "must",
    "3",
    ",",
    "“",
    "”",
    "chief",
    "because",
    "it",
)


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(SOME)).map(" ".join)))
def test_any_text_makes_a_claim_of_one_known_kind(text: str) -> None:
    lists = load_words("en")
    assert lists is not None
    assert kind_of(sizes(text, lists, load_worth())) in KINDS


def test_every_list_that_a_part_looks_for_is_in_the_language() -> None:
    lists = load_words("en")
    assert lists is not None
    for part in load_worth().parts:
        assert not part.words or part.words in lists
        assert not part.after or part.after in lists


def test_weights_of_a_desk_are_checked_line_by_line(tmp_path: Path) -> None:
    text = shipped("schemas", "claim-worth.yaml").read_text(encoding="utf-8")
    bad = text.replace(", words: general}", "}").replace("each: 2", "each: 0")
    path = tmp_path / "w.yaml"
    path.write_text(bad + "  - {name: than, label: again, weight: 1, source: us, words: than}\n", "utf-8")
    with pytest.raises(SchemaError) as raised:
        load_worth(path)
    message = str(raised.value)
    assert "nothing measures general; name a list of words, or one of figure, " in message
    assert "each of record is 0; write 1 or more" in message
    assert "the part than stands twice; keep one of them" in message


def test_a_language_without_claim_words_gives_no_claims(using: Suggester) -> None:
    document = Document(text="Exports fell by 34 per cent.", language="xx")
    (found,) = using.analyse(document, sentences(document))
    assert [c for c in found.candidates if c.rule == "claim"] == []


def test_the_parts_stand_in_the_lines_of_suggest(using: Suggester) -> None:
    document = Document(text="Exports fell by 34 per cent in 2021.")
    (found,) = using.analyse(document, sentences(document))
    (line,) = [each for each in suggestion_line(found)["candidates"] if each["rule"] == "claim"]
    assert line["attributes"] == {"kind": "quantity"}
    assert {"part": "number", "weight": 0.56} in line["parts"]
    assert all(set(part) == {"part", "weight"} for part in line["parts"])
