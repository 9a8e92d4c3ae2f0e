"""The weights of the attribution rule: what each sign adds, and which file holds them."""

from pathlib import Path

import pytest

from annotator.errors import SchemaError
from annotator.knowledge import Knowledge
from annotator.model import Document, Entity, Sentence
from annotator.schema import load_schema
from annotator.suggest import Suggester
from annotator.suggest.attribution import Attribution
from annotator.suggest.attribution.weighing import Sentences, Weights, load_weights, read_weights

NOBODY = Knowledge((Entity(id="utopia", kind="place", name="Utopia"),), (), "utopia", {})


def cues(text: str, weights: Weights | None = None, language: str = "en") -> list[str]:
    """The cues told of a text of one sentence, whatever its score."""
    document = Document(text=text, language=language)
    using = Suggester(NOBODY, load_schema(), (Attribution(weights),), threshold=0.0)
    (found,) = using.analyse(document, [Sentence(document.id, 0, 0, len(text), text)])
    return [text[p.start : p.end] for c in found.candidates for p in c.spans if p.role == "cue"]


def only(start: float, **signs: float) -> Weights:
    named = {name.replace("_", " "): weight for name, weight in signs.items()}
    return Weights(start, 0.5, Sentences(0.0, 1.0), named)


def test_a_sign_that_weighs_against_a_cue_drops_it_and_leaves_the_others() -> None:
    text = "Roe said that the mayor claimed that the dam had burst."
    assert cues(text, only(1.0)) == ["said", "claimed"]
    assert cues(text, only(1.0, nested=-3.0)) == ["said"]


def test_a_cue_in_no_construction_is_weighed_only_where_the_weights_know_it() -> None:
    text = "Roe said it was late, and the plan was confirmed."
    assert cues(text, only(1.0, found_lone=0.0)) == ["said", "was confirmed"]
    assert cues(text, only(1.0)) == ["said"]


def test_a_participle_that_describes_a_noun_is_no_cue() -> None:
    text = "Roe said it was near a river called Osha."
    assert cues(text, only(1.0, found_lone=0.0)) == ["said"]


def test_english_has_weights_of_its_own_and_the_languages_that_were_not_counted_share_theirs() -> None:
    assert load_weights("en-GB") is load_weights("en")
    assert load_weights("fr") is load_weights("de") is not load_weights("en")
    assert load_weights("en").lone
    assert not load_weights("fr").lone


def test_every_weight_is_for_a_sign_that_frames_can_bear() -> None:
    first = {sign.split(" ")[0] for sign in (*load_weights("en").signs, *load_weights("fr").signs)}
    assert first <= {
        *(
            "share",
            "found",
            "kind",
            "subject",
            "measured",
            "before",
            "after",
            "before2",
            "after2",
            "lone",
            "takes",
        ),
        *("participle", "passive", "infinitive", "negated", "quoted", "length", "apart", "nested", "holds"),
        *("follows", "leads"),
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("weights:\n  en: {start: 0, least: 0, sentences: {start: 0, slope: 1}, signs: {}}\n", "`other`"),
        ("weights:\n  other: {start: much, least: 0, sentences: {start: 0, slope: 1}, signs: {}}\n", "start"),
    ],
)
def test_a_file_of_weights_with_a_fault_is_refused_by_name(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "weights.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=fault):
        read_weights(path)
