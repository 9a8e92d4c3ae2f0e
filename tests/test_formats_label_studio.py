"""Label Studio: offsets as a browser counts, the interface from the schema, what its exports give us."""

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from formats_support import SPOKEN, causes, everything, marks, passed_over, read_back, written

from annotator.formats import Losses, read_corpus
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


def whole(kind: str, control: str, **value: Any) -> dict[str, Any]:
    return {"id": kind, "type": kind, "from_name": control, "to_name": "t", "value": value}


def test_what_is_said_of_the_whole_text_is_a_label_of_it() -> None:
    (found,) = read_back(
        export(
            whole("choices", "topic", choices=["war", "trade"]),
            whole("taxonomy", "tree", taxonomy=[["Asia", "North"]]),
            whole("rating", "stars", rating=4),
            whole("pairwise", "better", selected="left"),
            whole("textarea", "summary", text=["They met.", "Once."]),
        ),
        "label-studio",
    )
    names = {name for _, name, *place in marks(found) if place == [0, len(TEXT), TEXT]}
    assert names == {"war", "trade", "Asia/North", "stars/4", "better/left", "summary"}
    notes = [a.attributes for a in found.works[0].sentences[0].annotations if a.attributes]
    assert notes == [(("note", "They met., Once."),)]


def test_the_note_of_a_region_is_a_note_of_its_label() -> None:
    (found,) = read_back(export(region("a", 3, 10, "person", meta={"text": ["sure?"]})), "label-studio")
    assert found.works[0].sentences[0].annotations[0].attributes == (("note", "sure?"),)


@pytest.mark.parametrize(
    ("result", "cause"),
    [
        (
            {"type": "labels", "value": {"text": "Ann", "labels": ["a"]}},
            "puts no label on words",
        ),
        ({"type": "labels", "value": {"start": 3, "end": 10, "labels": []}}, "puts no label on words"),
        (
            {
                "id": "z",
                "type": "rating",
                "from_name": "stars",
                "value": {"start": 3, "end": 10, "rating": 2},
            },
            "stars says '2' of a region that has no label",
        ),
        ({"type": "labels"}, "has no value"),
        (7, "is no result"),
    ],
)
def test_a_result_that_cannot_be_taken_is_named_and_the_others_stay(result: Any, cause: str) -> None:
    fault, found = read_back(export(result, region("b", 15, 17, "person")), "label-studio")
    assert cause in str(fault)
    assert marks(found) == {("user 3", "person", 14, 16, "Bo")}


def test_annotations_that_are_only_numbered_are_named() -> None:
    task = {"data": {"text": TEXT}, "annotations": [12]}
    fault, _ = read_back(json.dumps([task]).encode(), "label-studio")
    assert "12 is no annotation, which has a 'result'" in str(fault)


def test_places_in_a_page_that_only_its_tags_tell_are_found_by_their_words() -> None:
    page = "<div><p>😀 Ann <b>Lee</b> met Bo, and Bo left</p></div>"

    def at(words: str) -> dict[str, Any]:
        place = {
            "start": "/div[1]/p[1]/text()[1]",
            "end": "/div[1]/p[1]/b[1]/text()[1]",
            "startOffset": 3,
            "endOffset": 3,
        }
        value = {**place, "text": words, "hypertextlabels": ["person"]}
        return {"id": words, "from_name": "l", "to_name": "t", "type": "hypertextlabels", "value": value}

    *faults, found = read_back(export(at("Ann Lee"), at("Bo"), text=page), "label-studio")
    assert marks(found) == {("user 3", "person", 2, 9, "Ann Lee")}
    assert "'Bo' stands more than once in the text" in causes(faults)[0]


def test_a_dialogue_is_a_paragraph_a_turn_and_regions_lie_within_them() -> None:
    def said(first: str, last: str, words: str, **place: int) -> dict[str, Any]:
        value = {"start": first, "end": last, "text": words, "paragraphlabels": ["promise"], **place}
        return {"id": words, "type": "paragraphlabels", "from_name": "l", "value": value}

    turns = [{"author": "Ann", "text": "😀 It rained."}, {"author": "Bo", "text": "I will go."}]
    results = [
        said("0", "0", "It rained", startOffset=3, endOffset=12),
        said("1", "1", "I will go."),
        said("0", "1", "rained.\n\nBo: I will", startOffset=6, endOffset=6),
        said("5", "5", "x", startOffset=0, endOffset=1),
    ]
    task = {"data": {"dialogue": turns}, "annotations": [{"completed_by": 3, "result": results}]}
    fault, found = read_back(json.dumps([task]).encode(), "label-studio")
    assert found.document.text == "Ann: 😀 It rained.\n\nBo: I will go."
    assert {words for *_, words in marks(found)} == {"It rained", "I will go.", "rained.\n\nBo: I will"}
    assert "'5'..'5' is no stretch of the text" in str(fault)


def test_the_short_export_tells_controls_by_where_they_stand() -> None:
    task = {
        "text": TEXT,
        "topic": "asked before",
        "id": 7,
        "label": [{"start": 3, "end": 10, "text": "Ann Lee", "labels": ["person"]}],
        "mood": "calm",
        "kinds": {"choices": ["news", "report"]},
        "stars": [{"rating": 4}],
        "annotator": 3,
        "annotation_id": 9,
        "lead_time": 2.5,
    }
    (found,) = read_back(json.dumps([task]).encode(), "label-studio")
    assert {name for _, name, *_ in marks(found)} == {"person", "calm", "news", "report", "stars/4"}
    assert ("user 3", "person", 2, 9, "Ann Lee") in marks(found)


def test_a_table_holds_its_regions_as_json(tmp_path: Path) -> None:
    cell = json.dumps([{"start": 3, "end": 10, "text": "Ann Lee", "labels": ["person"]}]).replace('"', '""')
    heading = '"annotation_id","annotator","created_at","id","label","lead_time","text","updated_at"'
    (tmp_path / "a.csv").write_text(f'{heading}\n9,3,"",7,"{cell}",2.5,"{TEXT}",""\n', encoding="utf-8")
    (found,) = read_corpus(tmp_path / "a.csv")
    assert marks(found) == {("user 3", "person", 2, 9, "Ann Lee")}


def test_what_is_beside_the_annotators_word_is_counted_and_passed_over() -> None:
    guess = {"model_version": "m", "result": [region("p", 3, 10, "person")]}
    box = {"id": "box", "type": "rectanglelabels", "value": {"x": 1, "y": 2, "rectanglelabels": ["a"]}}
    of_box = {"id": "box", "type": "choices", "from_name": "c", "value": {"x": 1, "choices": ["red"]}}
    tied = {"type": "relation", "from_id": "box", "to_id": "b", "labels": ["on"]}
    data = export(
        box, of_box, tied, region("b", 15, 17, "person"), predictions=[guess, guess], drafts=[guess]
    )
    assert passed_over(data, "label-studio") == {
        "predictions": 2,
        "drafts": 1,
        "results of the type 'rectanglelabels', which mark no words": 1,
        "results of the type 'choices', which mark no words": 1,
        "results of the type 'relation', which mark no words": 1,
    }
    (found,) = read_back(data, "label-studio")
    assert marks(found) == {("user 3", "person", 14, 16, "Bo")}


def test_tasks_with_nothing_but_predictions_are_known_as_label_studios(tmp_path: Path) -> None:
    task = {"data": {"text": TEXT}, "predictions": [{"result": [whole("choices", "c", choices=["x"])]}]}
    (tmp_path / "a.json").write_text(json.dumps([task], indent=2))
    lost = Losses()
    (found,) = read_corpus(tmp_path / "a.json", lost=lost)
    assert (found.document.text, marks(found), dict(lost)) == (TEXT, set(), {"predictions": 1})


def test_two_annotations_that_name_nobody_are_two_annotators() -> None:
    both = [{"result": [whole("choices", "c", choices=[name])]} for name in ("yes", "no")]
    (found,) = read_back(json.dumps([{"data": {"text": TEXT}, "annotations": both}]).encode(), "label-studio")
    assert marks(found) == {
        ("unknown", "yes", 0, len(TEXT), TEXT),
        ("unknown 2", "no", 0, len(TEXT), TEXT),
    }


def test_a_relation_in_both_directions_is_two_and_labels_have_the_time_of_their_annotation() -> None:
    tied = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "bi", "labels": ["knows"]}
    annotation = {
        "result": [region("a", 3, 10, "person"), region("b", 15, 17, "person"), tied],
        "created_at": "2024-05-15T12:09:16.789536Z",
    }
    task = {"data": {"text": TEXT}, "annotations": [annotation]}
    (found,) = read_back(json.dumps([task]).encode(), "label-studio")
    relations = [each for sentence in found.works[0].sentences for each in sentence.relations]
    assert {(each.first.start, each.second.start) for each in relations} == {(2, 14), (14, 2)}
    times = {each.time for sentence in found.works[0].sentences for each in sentence.annotations}
    assert times == {"2024-05-15T12:09:16.789536Z"}


def test_a_table_of_label_studio_is_no_table_of_doccano_and_names_columns_it_cannot_tell(
    tmp_path: Path,
) -> None:
    cell = json.dumps([region("a", 3, 10, "person")["value"]]).replace('"', '""')
    heading = "annotation_id,annotator,created_at,id,label,lead_time,sentiment,text,updated_at"
    row = f'3,1,2024-01-01T00:00:00Z,1,"{cell}",2.0,Positive,{TEXT},2024-01-01T00:00:00Z'
    (tmp_path / "a.csv").write_text(f"{heading}\n{row}\n", encoding="utf-8")
    lost = Losses()
    (found,) = read_corpus(tmp_path / "a.csv", lost=lost)
    assert marks(found) == {("user 1", "person", 2, 9, "Ann Lee")}
    assert dict(lost) == {"cells of the column 'sentiment', which may be answers": 1}
