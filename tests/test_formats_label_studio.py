"""Label Studio: offsets as a browser counts, the interface from the schema, what its exports give us."""

import io
import json
from typing import Any
from xml.etree import ElementTree

from formats_support import SPOKEN, causes, everything, marks, read_back, written

from annotator.formats.label_studio import write_label_studio
from annotator.formats.label_studio_configuration import write_configuration
from annotator.schema import load_schema

TEXT = "😀 Ann Lee met Bo."


def utf16(text: str, start: int, end: int) -> str:
    """What a browser would show from `start` to `end`."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_every_region_is_on_its_words_as_a_browser_counts() -> None:
    (task,) = json.loads(written(everything(), "label-studio"))
    text = task["data"]["text"]
    regions = [each for each in task["annotations"][0]["result"] if each["type"] == "labels"]
    assert [utf16(text, each["value"]["start"], each["value"]["end"]) for each in regions] == [
        words for _, pieces in SPOKEN for words in pieces
    ]
    assert all(
        each["value"]["text"] == utf16(text, each["value"]["start"], each["value"]["end"]) for each in regions
    )
    assert [each["from_name"] for each in regions] == ["label", "span", "span", "span", "span", "label"]


def test_relations_go_from_region_to_region() -> None:
    (task,) = json.loads(written(everything(), "label-studio"))
    results = task["annotations"][0]["result"]
    words = {each["id"]: each["value"]["text"] for each in results if each["type"] == "labels"}
    relations = [each for each in results if each["type"] == "relation"]
    assert {(*each["labels"], words[each["from_id"]], words[each["to_id"]]) for each in relations} == {
        ("says", "Ann Lee", "Not so"),
        ("signals", "told", "Not so"),
    }


# The labelling interface


def interface() -> ElementTree.Element:
    out = io.BytesIO()
    write_configuration(everything(), out, load_schema())
    return ElementTree.fromstring(out.getvalue())


def test_the_interface_has_labels_kinds_relations_and_attributes_of_the_schema() -> None:
    view = interface()
    controls = {each.get("name"): [child.get("value") for child in each] for each in view}
    assert {"claim", "error/wrong-kind", "label with spaces"} <= set(controls["label"])
    assert controls["span"][:3] == ["source", "cue", "content"]
    assert controls["verdict"][:2] == ["supported", "refuted"]
    assert controls["force"] == ["neutral", "factive", "doubting"]
    relations = view.find("Relations")
    assert relations is not None
    assert "says" in [each.get("value") for each in relations]
    assert {"link", "note"} <= set(controls)
    claim = view.find("Labels/Label[@value='claim']")
    assert claim is not None
    assert (claim.get("hotkey"), claim.get("background")) == ("c", "green")


def test_what_is_written_names_only_controls_and_values_of_the_interface() -> None:
    out = io.BytesIO()
    write_label_studio(everything(), out, load_schema())
    controls = {each.get("name"): (each.tag, {child.get("value") for child in each}) for each in interface()}
    for annotation in json.loads(out.getvalue())[0]["annotations"]:
        for each in annotation["result"]:
            if each["type"] == "relation":
                continue
            tag, values = controls[each["from_name"]]
            assert tag.casefold() == each["type"]
            assert each["type"] == "textarea" or set(each["value"][each["type"]]) <= values


# Its own exports


def export(*results: dict[str, Any], text: str = TEXT, **more: Any) -> bytes:
    tasks = [
        {
            "id": 7,
            "data": {"text": text},
            "annotations": [{"completed_by": 3, "result": list(results)}],
            **more,
        }
    ]
    return json.dumps(tasks).encode()


def region(id_: str, start: int, end: int, label: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]}
    return {"id": id_, "from_name": "l", "to_name": "t", "type": "labels", "value": value, **more}


def test_choices_and_texts_of_a_region_are_its_attributes_and_relations_are_relations() -> None:
    place = {"start": 3, "end": 10}
    found = read_back(
        export(
            region("a", 3, 10, "person"),
            region("b", 15, 17, "person"),
            {"id": "a", "type": "choices", "from_name": "role", "value": {**place, "choices": ["minister"]}},
            {
                "id": "a",
                "type": "textarea",
                "from_name": "note",
                "value": {**place, "text": ["sure", "of it"]},
            },
            {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": ["met"]},
            {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"},
        ),
        "label-studio",
    )
    (document,) = found
    (sentence,) = document.works[0].sentences
    assert sentence.annotations[0].attributes == (("note", "sure, of it"), ("role", "minister"))
    assert [(each.label, each.first.start, each.second.start) for each in sentence.relations] == [
        ("related", 2, 14),
        ("met", 14, 2),
    ]


def test_hypertext_is_read_as_the_page_shows_it() -> None:
    value = {
        "start": "/p[1]/text()[1]",
        "end": "/p[1]/b[1]/text()[1]",
        "startOffset": 3,
        "endOffset": 3,
        "globalOffsets": {"start": 3, "end": 10},
        "text": "Ann Lee",
        "hypertextlabels": ["person"],
    }
    result = {"id": "a", "from_name": "l", "to_name": "t", "type": "hypertextlabels", "value": value}
    (found,) = read_back(export(result, text="<p>😀 Ann <b>Lee</b> met &amp; left</p>"), "label-studio")
    assert marks(found) == {("user 3", "person", 2, 9, "Ann Lee")}
    assert found.document.text == "😀 Ann Lee met & left"


def test_predictions_are_nobodys_judgement() -> None:
    prediction = {"model_version": "m", "score": 0.7, "result": [region("a", 3, 10, "person")]}
    (found,) = read_back(export(predictions=[prediction]), "label-studio")
    assert marks(found) == set()


def test_a_text_under_a_name_of_the_projects_own_is_found() -> None:
    task = {
        "data": {"utterance": TEXT, "ref": "x1"},
        "annotations": [{"result": [region("a", 3, 10, "person")]}],
    }
    (found,) = read_back(json.dumps([task]).encode(), "label-studio")
    assert marks(found) == {("unknown", "person", 2, 9, "Ann Lee")}


def test_a_broken_region_is_named_and_the_others_stay() -> None:
    found = read_back(export(region("a", 3, 99, "person"), region("b", 15, 17, "person")), "label-studio")
    assert "item 1: 3..99 is no stretch of the text" in causes(found)[0]
    assert marks(found[1]) == {("user 3", "person", 14, 16, "Bo")}
