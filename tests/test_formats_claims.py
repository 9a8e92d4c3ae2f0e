"""Claims with a verdict: what is required is there, a JSON-LD processor reads it, others' files come in."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from formats_support import causes, everything, marks, read_back, written
from msgspec.structs import replace

from annotator.formats import is_corpus, read_corpus
from annotator.formats.claimreview import write_claimreview
from annotator.model import AnnotatedDocument, Evidence

WORDS = "😀 “Not so”, Ann Lee of the 🇰🇿 office told us\r\nand added: e\u0301 pays."


def claim(found: Any) -> tuple[str, dict[str, str], tuple[Evidence, ...]]:
    """The words, attributes and evidence of the one claim of a document."""
    ((one,),) = [sentence.annotations for work in found.works for sentence in work.sentences]
    assert (one.label, one.start, one.end) == ("claim", 0, len(found.document.text))
    return found.document.text, dict(one.attributes), one.evidence


# ClaimReview


def test_a_json_ld_processor_finds_what_a_claimreview_must_have() -> None:
    pyld = pytest.importorskip("pyld.jsonld")
    context = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}

    def load(url: str, options: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contentType": "", "contextUrl": None, "documentUrl": url, "document": context}

    (review,) = pyld.expand(json.loads(written(everything(), "claimreview")), {"documentLoader": load})
    assert review["@type"] == ["https://schema.org/ClaimReview"]
    said = {name.removeprefix("https://schema.org/"): value for name, value in review.items()}
    assert said["claimReviewed"] == [{"@value": WORDS}]
    assert said["url"] == [{"@id": "https://example.org/says"}]
    rating = said["reviewRating"][0]
    assert rating["https://schema.org/alternateName"] == [{"@value": "refuted"}]
    assert rating["https://schema.org/ratingValue"] == [{"@value": 1}]
    speaker = said["itemReviewed"][0]["https://schema.org/author"][0]
    assert speaker["https://schema.org/name"] == [{"@value": "Ann Lee"}]
    assert said["citation"][0]["https://schema.org/text"] == [{"@value": "It is “so”.\nIndeed."}]


def test_a_claim_without_an_address_is_left_out_and_counted() -> None:
    (document,) = everything()
    nowhere = replace(document, document=replace(document.document, source="The Daily"))
    out = io.BytesIO()
    losses = write_claimreview([nowhere], out)
    assert json.loads(out.getvalue())["@graph"] == []
    assert losses["claims without the address that a ClaimReview requires (url)"] == 1


@pytest.mark.parametrize(
    "around",
    [
        lambda review: review,
        lambda review: [review],
        lambda review: {"@graph": [{"@type": "WebPage"}, review]},
        lambda review: {
            "@type": "DataFeed",
            "dataFeedElement": [{"@type": "DataFeedItem", "item": [review]}],
        },
    ],
)
def test_reviews_are_found_in_whatever_holds_them(around: Any) -> None:
    review = {
        "@context": "http://schema.org",
        "@type": "ClaimReview",
        "url": "https://check.example/1",
        "claimReviewed": "Chad joined the bloc.",
        "author": {"@type": "Organization", "name": "A Desk"},
        "datePublished": "2022-01-09",
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "Mostly false"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ann Roe"},
            "datePublished": "2022-01-07T10:00:00Z",
            "appearance": [{"@type": "CreativeWork", "url": "https://x.example/2"}],
        },
    }
    data = json.dumps(around(review)).encode()
    (found,) = read_back(data, "claimreview")
    document = found.document
    assert claim(found)[:2] == (
        "Chad joined the bloc.",
        {"verdict": "Mostly false", "url": "https://check.example/1"},
    )
    assert (document.author, document.source, str(document.date)) == (
        "Ann Roe",
        "https://x.example/2",
        "2022-01-07",
    )
    assert found.works[0].annotator == "A Desk"


def test_a_review_without_claim_or_rating_is_named() -> None:
    reviews = [
        {"@type": "ClaimReview", "claimReviewed": "X."},
        {"@type": "ClaimReview", "reviewRating": {"name": "no"}},
    ]
    found = causes(read_back(json.dumps(reviews).encode(), "claimreview"))
    assert [each.split("; ")[0] for each in found] == [
        "c: review 1: has no rating with a name (reviewRating, alternateName)",
        "c: review 2: has no claim",
    ]


# AVeriTeC


def test_averitec_gives_claim_verdict_speaker_and_questions() -> None:
    (record,) = json.loads(written(everything(), "averitec"))
    assert (record["claim"], record["label"], record["speaker"]) == (WORDS, "Refuted", "Ann Lee")
    assert (record["claim_date"], record["justification"]) == ("7-1-2022", "Ask\nagain, “twice”.")
    assert record["questions"][0]["answers"][0]["source_url"] == "https://example.org/1"


def test_a_record_of_averitec_is_a_document_with_its_evidence() -> None:
    answer = {
        "answer": "No",
        "answer_type": "Boolean",
        "source_url": "https://a.example",
        "source_medium": "Web text",
    }
    record = {
        "claim": "Chad joined the bloc.",
        "required_reannotation": True,
        "label": "Conflicting Evidence/Cherrypicking",
        "justification": "Sources differ.",
        "claim_date": "25-8-2020",
        "speaker": None,
        "claim_types": ["Event/Property Claim", "Quote Verification"],
        "questions": [
            {"question": "Did it?", "answers": [answer, {**answer, "answer": "Yes"}]},
            {"question": "When?"},
        ],
    }
    (found,) = read_back(json.dumps([record]).encode(), "averitec")
    _, attributes, evidence = claim(found)
    assert attributes == {
        "verdict": "conflicting",
        "note": "Sources differ.",
        "kind": "Event/Property Claim, Quote Verification",
    }
    assert [(each.note, each.quote) for each in evidence] == [
        ("Did it?", "No"),
        ("Did it?", "Yes"),
        ("When?", ""),
    ]
    assert str(found.document.date) == "2020-08-25"


# FEVER


def test_fever_gives_a_line_a_claim() -> None:
    (line,) = written(everything(), "fever").splitlines()
    record = json.loads(line)
    assert (record["claim"], record["label"], record["verifiable"]) == (WORDS, "REFUTES", "VERIFIABLE")
    assert record["evidence"] == [[[None, None, "https://example.org/1", None]]]


def test_lines_of_fever_and_climate_fever_are_documents() -> None:
    fever = {
        "id": 75397,
        "verifiable": "VERIFIABLE",
        "label": "SUPPORTS",
        "claim": "Chad joined the bloc.",
        "evidence": [[[92206, 104971, "Chad", 7], [92206, 104971, "Bloc", 0]], [[1, None, None, None]]],
    }
    climate = {
        "claim_id": "0",
        "claim": "It is warm.",
        "claim_label": "DISPUTED",
        "evidences": [{"article": "Heat", "evidence": "It was cold.", "evidence_label": "REFUTES"}],
    }
    data = "\n".join(map(json.dumps, (fever, climate, {"id": 1}))).encode()
    found = read_back(data, "fever")
    first, second = (each for each in found if isinstance(each, AnnotatedDocument))
    assert claim(first)[1:] == (
        {"verdict": "supported"},
        (Evidence(url="Chad", note="sentence 7"), Evidence(url="Bloc", note="sentence 0")),
    )
    assert claim(second)[1:] == (
        {"verdict": "conflicting"},
        (Evidence(url="Heat", quote="It was cold.", stance="refutes"),),
    )
    assert (first.document.name, second.document.name) == ("c#75397", "c#0")
    assert "c:3: has no claim" in causes(found)[0]


@pytest.mark.parametrize("format", ["claimreview", "averitec", "fever"])
def test_claims_are_known_by_their_content(tmp_path: Any, format: str) -> None:
    from annotator.formats import read_corpus

    (tmp_path / "c").write_bytes(written(everything(), format))
    assert is_corpus(tmp_path / "c")
    (found,) = read_corpus(tmp_path / "c")
    assert isinstance(found, AnnotatedDocument)
    assert claim(found)[1]["verdict"] == "refuted"


@pytest.mark.parametrize(
    ("more", "evidence"),
    [
        ({"evidence": "There were 11.", "page": "P"}, ("P", "There were 11.", "", "")),
        (
            {"evidence": [{"content": ["Algebra_sentence_1"], "context": {}}]},
            ("Algebra", "", "sentence 1", ""),
        ),
        (
            {"evidence": {"31": [{"sentences": [0, 2], "label": "CONTRADICT"}]}},
            ("31", "", "sentence 0 2", "refutes"),
        ),
        ({"supporting_facts": [["P", 4]]}, ("P", "", "sentence 4", "")),
    ],
)
def test_what_others_made_of_fever_keeps_its_evidence(
    tmp_path: Path, more: dict[str, Any], evidence: tuple[str, ...]
) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"claim": "It rained.", "label": "SUPPORTS", **more}]))
    (found,) = read_corpus(tmp_path / "a.json")
    (annotation,) = found.works[0].sentences[0].annotations
    (each,) = annotation.evidence
    assert (each.url, each.quote, each.note, each.stance) == evidence
    assert ("verdict", "supported") in annotation.attributes


def test_answers_of_the_fact_check_tools_are_reviews(tmp_path: Path) -> None:
    review = {
        "publisher": {"name": "P"},
        "url": "https://p.example/1",
        "textualRating": "False",
        "languageCode": "en",
    }
    claims = [
        {
            "text": "It rained.",
            "claimant": "Ann",
            "claimDate": "2022-01-07T00:00:00Z",
            "claimReview": [review],
        }
    ]
    (tmp_path / "a.json").write_text(json.dumps({"claims": claims, "nextPageToken": "x"}))
    (found,) = read_corpus(tmp_path / "a.json")
    assert (found.document.text, found.document.author, str(found.document.date)) == (
        "It rained.",
        "Ann",
        "2022-01-07",
    )
    assert marks(found) == {("P", "claim", 0, 10, "It rained.")}
    assert ("verdict", "False") in found.works[0].sentences[0].annotations[0].attributes
