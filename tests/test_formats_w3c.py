"""Web Annotation and its reading: what a JSON-LD processor makes of ours, what others' pages give us."""

import json
from pathlib import Path
from typing import Any

import pytest
from formats_support import SPOKEN, causes, everything, marks, read_back, written

from annotator.formats import is_corpus, read_corpus

OA = "http://www.w3.org/ns/oa#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

# The terms of the context that our pages use, as the vocabulary of Web Annotation defines them.
CONTEXT: dict[str, Any] = {
    "@context": {
        "oa": OA,
        "rdf": RDF,
        "as": "http://www.w3.org/ns/activitystreams#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "dctypes": "http://purl.org/dc/dcmitype/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        "AnnotationPage": "as:OrderedCollectionPage",
        "Annotation": "oa:Annotation",
        "TextualBody": "oa:TextualBody",
        "SpecificResource": "oa:SpecificResource",
        "Composite": "oa:Composite",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "Text": "dctypes:Text",
        "Person": "foaf:Person",
        "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
        **{each: f"oa:{each}" for each in ("describing", "classifying", "tagging", "linking")},
        **{each: f"oa:{each}" for each in ("commenting", "identifying", "assessing")},
        "creator": {"@type": "@id", "@id": "dcterms:creator"},
        "created": {"@id": "dcterms:created"},
        "name": "foaf:name",
        "label": "rdfs:label",
        "value": "rdf:value",
        "format": "dc:format",
        "language": "dc:language",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": "oa:start",
        "end": "oa:end",
    }
}


def expanded(data: bytes) -> list[Any]:
    """The items of a page as a JSON-LD processor sees them, without our names for anything."""
    pyld = pytest.importorskip("pyld.jsonld")

    def load(url: str, options: object) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": CONTEXT,
        }

    (page,) = pyld.expand(json.loads(data), {"documentLoader": load, "base": "urn:x:"})
    items: list[Any] = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    return items


def value(thing: Any, name: str) -> Any:
    return thing[f"{OA}{name}" if "/" not in name else name][0]["@value"]


def test_a_json_ld_processor_finds_every_piece_by_position_and_by_quotation() -> None:
    items = expanded(written(everything(), "w3c"))
    text = value(items[0][f"{OA}hasBody"][0], f"{RDF}value")
    found = []
    for item in items[1:]:
        body, target = item[f"{OA}hasBody"][0], item[f"{OA}hasTarget"][0]
        if f"{OA}hasSelector" not in target and "http://www.w3.org/ns/activitystreams#items" not in target:
            continue
        listed = target.get("http://www.w3.org/ns/activitystreams#items", [{"@list": [target]}])
        words = []
        for piece in listed[0]["@list"]:
            position, quotation = piece[f"{OA}hasSelector"]
            words.append(text[value(position, "start") : value(position, "end")])
            assert value(quotation, "exact") == words[-1]
            around = value(quotation, "prefix") + words[-1] + value(quotation, "suffix")
            assert around in text
        found.append((value(body, f"{RDF}value"), words))
    assert found[: len(SPOKEN)] == SPOKEN


def test_a_json_ld_processor_drops_nothing_that_we_wrote() -> None:
    data = written(everything(), "w3c")
    said = json.dumps(expanded(data))
    for item in json.loads(data)["items"]:
        for body in item["body"] if isinstance(item["body"], list) else [item["body"]]:
            for word in body.values():
                assert json.dumps(word)[1:-1] in said


def test_relations_link_annotation_to_annotation() -> None:
    items = {each["@id"]: each for each in expanded(written(everything(), "w3c"))}
    links = [each for each in items.values() if each[f"{OA}motivatedBy"][0]["@id"] == f"{OA}linking"]
    found = set()
    for link in links:
        resource, tag = link[f"{OA}hasBody"]
        first, second = link[f"{OA}hasTarget"][0]["@id"], resource[f"{OA}hasSource"][0]["@id"]
        names = [value(items[id_][f"{OA}hasBody"][0], f"{RDF}value") for id_ in (first, second)]
        found.add((value(tag, f"{RDF}value"), *names))
    assert found == {("says", "source", "content"), ("signals", "cue", "content")}


# Others' pages

TEXT = "😀 Ann Lee met Bo."


def page(*annotations: dict[str, Any]) -> bytes:
    text = {"motivation": "describing", "body": {"type": "TextualBody", "value": TEXT}, "target": "urn:x"}
    return json.dumps(
        {"@context": "http://www.w3.org/ns/anno.jsonld", "items": [text, *annotations]}
    ).encode()


def on(exact: str, *bodies: Any, **more: Any) -> dict[str, Any]:
    target = {"source": "urn:x", "selector": {"type": "TextQuoteSelector", "exact": exact}}
    return {"type": "Annotation", "target": target, "body": list(bodies), **more}


def test_comments_are_notes_and_links_may_stand_before_what_they_link() -> None:
    link = {"motivation": "linking", "target": "#a", "body": [{"type": "SpecificResource", "source": "#b"}]}
    (found,) = read_back(
        page(
            link,
            on("Ann Lee", "person", {"purpose": "commenting", "value": "sure"}, id="#a"),
            on("Bo", {"purpose": "tagging", "value": "person"}, id="#b"),
        ),
        "w3c",
    )
    (sentence,) = found.works[0].sentences
    assert sentence.annotations[0].attributes == (("note", "sure"),)
    assert [(each.label, each.first.start, each.second.start) for each in sentence.relations] == [
        ("related", 2, 14)
    ]


def test_a_link_to_nothing_is_named() -> None:
    found = read_back(page(on("Bo", "person"), {"motivation": "linking", "target": "#z", "body": []}), "w3c")
    assert "annotation 3: links '#z', which is no annotation of the file" in causes(found)[0]
    assert marks(found[-1]) == {("unknown", "person", 14, 16, "Bo")}


def test_a_purpose_may_be_a_list_and_one_that_is_none_costs_nothing_but_itself() -> None:
    bodies = [{"purpose": ["tagging"], "value": "x"}, {"purpose": [{}], "value": ["y"]}]
    (found,) = read_back(page(on("Bo", "person", *bodies)), "w3c")
    assert marks(found) == {("unknown", "person", 14, 16, "Bo"), ("unknown", "x", 14, 16, "Bo")}


def test_what_nobody_tagged_has_its_motivation_for_a_label_and_a_comment_for_a_note() -> None:
    target = on("Bo")["target"]
    (found,) = read_back(
        page(
            {"motivation": ["highlighting"], "target": target},
            {"bodyValue": "so so", "target": on("Ann Lee")["target"]},
            {
                "body": {"type": "Choice", "items": [{"purpose": "tagging", "value": "either"}]},
                "target": target,
            },
        ),
        "w3c",
    )
    assert {(name, words) for _, name, *_, words in marks(found)} == {
        ("highlighting", "Bo"),
        ("commenting", "Ann Lee"),
        ("either", "Bo"),
    }
    assert ("note", "so so") in found.works[0].sentences[0].annotations[0].attributes


def test_a_selection_within_a_selection_and_every_target_count() -> None:
    position = {"type": "TextPositionSelector", "start": 2, "end": 9}
    inner = {
        "source": "urn:x",
        "selector": {**position, "refinedBy": {"type": "TextQuoteSelector", "exact": "Lee"}},
    }
    (found,) = read_back(page({"body": "name", "target": [inner, on("Bo")["target"]]}), "w3c")
    assert marks(found) == {("unknown", "name", 6, 9, "Lee"), ("unknown", "name", 14, 16, "Bo")}


def test_what_hypothesis_exports_says_which_text_is_missing(tmp_path: Path) -> None:
    row = {"user": "acct:a", "text": "hm", "tags": ["x"], "target": [on("Bo")["target"]]}
    (tmp_path / "a.json").write_text(json.dumps({"total": 1, "rows": [row]}))
    assert is_corpus(tmp_path / "a.json")
    (fault,) = read_corpus(tmp_path / "a.json")
    assert "annotation 1: the text of 'urn:x' is not in the file" in str(fault)


def test_a_selector_of_a_type_that_is_none_is_named() -> None:
    target = {"source": "urn:a", "selector": [{"type": ["TextQuoteSelector"], "exact": "Bo"}]}
    text = {"motivation": "describing", "target": "urn:a", "body": {"value": "Bo left."}}
    found = read_back(page(text, {"target": target, "body": "person"}), "w3c")
    assert "its selectors (['TextQuoteSelector']) tell no words of the text" in causes(found)[0]
