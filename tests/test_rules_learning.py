"""What judgements do to scores, and what is muted."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.api import sentences
from annotator.errors import SchemaError
from annotator.knowledge import load_knowledge
from annotator.model import Answered, Candidate, Document, Piece, Suggestions
from annotator.schema import load_schema
from annotator.suggest import Suggester
from annotator.suggest.language import load_language
from annotator.suggest.learning import STRENGTH, Judgement, Learned, Muted, basis_of, cue_of, wilson
from annotator.suggest.learning_shares import load_shares, read_shares

KNOWLEDGE, SCHEMA = load_knowledge(), load_schema()


def candidate(score: float = 0.9, type: str = "not-member", basis: tuple[str, ...] = ()) -> Candidate:
    return Candidate("error", 0, 4, score, "membership", "why", "list", type, basis=basis)


def judged(accepted: int, rejected: int, of: Candidate | None = None) -> list[Judgement]:
    answered = Answered.to(of or candidate(), 1)
    return [Judgement(answered, number < accepted) for number in range(accepted + rejected)]


# ------------------------------------------------------------ the interval


@pytest.mark.parametrize(
    ("accepted", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(accepted: int, of: int, low: float, high: float) -> None:
    assert wilson(accepted, of) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_narrows(accepted: int, rejected: int) -> None:
    of = accepted + rejected
    low, high = wilson(accepted, of)
    assert 0 <= low <= high <= 1
    if of:
        assert low - 1e-9 <= accepted / of <= high + 1e-9
        more = wilson(accepted * 4, of * 4)
        assert more[1] - more[0] < high - low


# ------------------------------------------------------------ the score


def test_without_judgements_a_candidate_stays_as_it_is() -> None:
    assert Learned().shown(candidate()) is not None
    assert Learned().shown(candidate()) == candidate()


def test_a_rule_of_one_score_shows_the_mean_of_the_beta_distribution() -> None:
    learned = Learned(judged(10, 30))
    count = learned.rules["membership"]
    assert count.smoothed(STRENGTH) == pytest.approx((STRENGTH * 0.9 + 10) / (STRENGTH + 40))
    # The type counts beside its rule: a little nearer to the measured share than the rule alone.
    assert 0.25 < learned.shown(candidate()).score < count.smoothed(STRENGTH)


def test_the_shipped_score_and_the_judgements_are_told_beside_the_new_one() -> None:
    shown = Learned(judged(10, 30)).shown(candidate())
    assert shown.shipped == 0.9
    assert (shown.source, shown.heard) == ("list", "here 10 of 40 accepted, as shipped 0.90")
    assert shown.told_source == "list; here 10 of 40 accepted, as shipped 0.90"


def test_judgements_of_moved_scores_count_from_the_shipped_one() -> None:
    first = Learned(judged(10, 30)).shown(candidate())
    assert Learned(judged(10, 30, of=first)).shown(candidate()).score == pytest.approx(first.score)


@given(st.integers(0, 60), st.integers(0, 60))
def test_rejections_lower_and_acceptances_raise_a_score(accepted: int, rejected: int) -> None:
    middling = candidate(0.5)
    shown = Learned(judged(accepted, rejected, of=middling)).shown(middling).score
    assert (shown > 0.5, shown < 0.5) == (accepted > rejected, accepted < rejected)
    more = Learned(judged(accepted, rejected + 5, of=middling)).shown(middling).score
    assert more < shown


@given(st.lists(st.floats(0.05, 0.95), min_size=2, max_size=6, unique=True), st.integers(0, 30))
def test_the_order_of_a_rules_candidates_stays(scores: list[float], rejected: int) -> None:
    learned = Learned(judged(3, rejected, of=candidate(0.7)))
    shown = [learned.shown(candidate(score)).score for score in sorted(scores)]
    assert shown == sorted(shown)


def test_another_rule_is_not_moved() -> None:
    learned = Learned(judged(0, 30))
    other = Candidate("claim", 0, 4, 0.9, "claim", "why", "list")
    assert learned.shown(other) == other


def test_a_type_that_is_often_wrong_falls_below_the_others_of_its_rule() -> None:
    bad, good = candidate(type="wrong-number"), candidate()
    learned = Learned([*judged(2, 28, of=bad), *judged(28, 2, of=good)])
    assert learned.shown(bad).score < 0.4 < 0.7 < learned.shown(good).score


def test_a_noisy_name_falls_below_the_others() -> None:
    noisy, fine = candidate(basis=("alias Georgia",)), candidate(basis=("alias Chad",))
    learned = Learned([*judged(1, 15, of=noisy), *judged(15, 1, of=fine)])
    assert learned.shown(noisy).score < learned.shown(candidate()).score < learned.shown(fine).score
    assert (learned.words["alias Georgia"].accepted, learned.words["alias Georgia"].rejected) == (1, 15)


def test_what_was_learned_hides_no_candidate() -> None:
    document = Document(text="Exports to Chad fell by 34 per cent in 2021.")
    claim = analysed(document, Learned())[0].candidates[0]
    learned = Learned(judged(0, 200, of=claim))
    (shown,) = [c for c in analysed(document, learned)[0].candidates if c.rule == "claim"]
    assert shown.score < 0.2
    assert shown.shipped == claim.score


def analysed(document: Document, learned: Learned, muted: Muted | None = None) -> list[Suggestions]:
    using = Suggester(KNOWLEDGE, SCHEMA, learned=learned, muted=muted)
    return list(using.analyse(document, sentences(document)))


# ------------------------------------------------------------ what a candidate rests on


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("said", "say"),
        ("has said", "say"),
        ("According to", "according to"),
        ("was told", "tell"),
        ("claims", "claim"),
        ("blorped", "blorped"),
    ],
)
def test_a_cue_is_counted_in_its_listed_form(words: str, cue: str) -> None:
    assert cue_of(words, load_language("en")) == cue


def test_an_attribution_rests_on_its_cue_and_an_accusation_on_its_names() -> None:
    text = "The minister said on Monday that Norway, a member of the EU, had agreed."
    (found,) = analysed(Document(text=text), Learned())
    by_rule = {c.rule: c.basis for c in found.candidates}
    assert by_rule["attribution"] == ("cue say",)
    (found,) = analysed(dated(text), Learned())
    basis = next(c.basis for c in found.candidates if c.type == "not-member")
    assert "alias Norway" in basis
    assert "alias EU" in basis


def dated(text: str) -> Document:
    return Document(text=text, date=datetime.date(2022, 1, 7))


def test_pieces_outside_the_sentence_are_no_cue_of_it() -> None:
    document = Document(text="He left. She stayed.")
    first = sentences(document)[0]
    outside = Candidate("attribution", 0, 8, 0.9, "attribution", "r", "s", spans=(Piece("cue", 9, 12),))
    assert basis_of(outside, first, (), "en") == ()


# ------------------------------------------------------------ muting


TEXT = "The minister said that Norway, a member of the EU, had agreed."


def rules(muted: Muted) -> set[str]:
    return {c.rule for each in analysed(dated(TEXT), Learned(), muted) for c in each.candidates}


def test_a_muted_rule_is_silent() -> None:
    assert rules(Muted()) >= {"membership", "attribution"}
    assert "membership" not in rules(Muted(rules=frozenset({"membership"})))


def test_a_muted_cue_makes_no_attribution() -> None:
    assert "attribution" not in rules(Muted(cues=frozenset({"say"})))
    assert "attribution" in rules(Muted(cues=frozenset({"claim"})))


def test_a_muted_name_is_not_known() -> None:
    (found,) = analysed(dated(TEXT), Learned(), Muted(aliases=frozenset({"norway"})))
    assert [mention.text for mention in found.mentions] == ["EU"]
    assert [c for c in found.candidates if c.rule == "membership"] == []


# ------------------------------------------------------------ what comes with the program


def test_the_shipped_shares_are_shares_of_what_was_proposed() -> None:
    shares = load_shares()
    assert {"claim", "attribution", "membership"} <= {each.rule for each in shares.rules}
    assert shares.told("no such rule") == ""


def test_faults_of_a_file_of_shares_are_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        "texts:\n  - {name: a, means: b}\nrules:\n  - {rule: x, right: 3, of: 2, text: a}\n"
        "  - {rule: y, right: 1, of: 2, text: c}\n"
    )
    with pytest.raises(SchemaError) as raised:
        read_shares(path)
    assert str(raised.value).splitlines() == [
        f"{path}:4: 3 of 2 is no share",
        f"{path}:5: nothing under texts is called 'c'",
    ]
