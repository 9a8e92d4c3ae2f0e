"""Shapes that other programs' own examples and public corpora have, beside those that their manuals tell of."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from formats_support import causes, marks, passed_over, read_back

from annotator.errors import ReadError
from annotator.formats import read, read_corpus


def of_file(path: Path, content: str) -> list[Any]:
    path.write_text(content)
    return list(read_corpus(path))


def rows(*cells: str) -> str:
    """Rows of CoNLL-U: number, word, what is said of it beside grammar."""
    return "".join(
        "\t".join([number, word, *["_"] * 7, misc]) + "\n"
        for number, word, misc in (each.split(" ") for each in cells)
    )


# Tokens with tags


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a"])
@pytest.mark.parametrize("keys", [("tokens", "ner_tags"), ("words", "tags"), ("tokens", "labels")])
def test_tokens_and_tags_of_hugging_face_are_spans(tmp_path: Path, name: str, keys: tuple[str, str]) -> None:
    tokens, tags = keys
    lines = [
        {"id": "7", tokens: ["Ann", "Lee", "met", "Bo"], tags: ["B-P", "I-P", "O", "B-P"]},
        {"id": "8", tokens: ["So", "."], tags: ["O", "O"]},
    ]
    first, second = of_file(tmp_path / name, "\n".join(map(json.dumps, lines)))
    assert marks(first) == {("conll", "P", 0, 7, "Ann Lee"), ("conll", "P", 12, 14, "Bo")}
    assert (first.document.name, second.works) == (f"{name}#7", ())


def test_tokens_stand_where_the_text_of_the_record_has_them() -> None:
    record = {"tokens": ["Ann", "left", "."], "ner_tags": ["B-P", "O", "O"], "text": " Ann  left."}
    (found,) = read_back(json.dumps([record], indent=1).encode(), "conll")
    assert found.document.text == " Ann  left."
    assert marks(found) == {("conll", "P", 1, 4, "Ann")}
    found, fault = read_back(json.dumps([record | {"text": "Bo left."}]).encode(), "conll")
    assert found.document.text == "Ann left ."
    assert causes([fault]) == [
        "c: item 1: its tokens do not stand in its text 'Bo left.', and are joined by blanks; mend it"
    ]


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ({"tokens": ["Ann", "left"], "ner_tags": [1, 0]}, "its tags are numbers, whose names are not in the"),
        ({"tokens": ["Ann", "left"], "ner_tags": ["O"]}, "has 2 tokens, but 1 tags"),
        ({"tokens": ["Ann", 3], "ner_tags": ["O", "O"]}, "has a token that is no text"),
        ({"ner_tags": ["O"]}, "has no tokens"),
        (["Ann"], "is no object with tokens"),
    ],
)
def test_tokens_without_tags_that_name_something_are_named(record: Any, cause: str) -> None:
    sound = {"tokens": ["So", "."], "ner_tags": ["O", "O"]}
    found = read_back("\n".join(map(json.dumps, [sound, record, sound])).encode(), "conll")
    (told,) = causes(found)
    assert told.startswith(f"c:2: {cause}")
    assert sum(not isinstance(each, ReadError) for each in found) in (2, 3)


def test_what_spacy_2_was_trained_with_keeps_its_text_sentences_and_categories(tmp_path: Path) -> None:
    def sentence(*tokens: tuple[str, str]) -> dict[str, Any]:
        return {"tokens": [{"id": n, "orth": word, "ner": tag} for n, (word, tag) in enumerate(tokens)]}

    paragraph = {
        "raw": "Ann Lee left.\nBo stayed.",
        "sentences": [
            sentence(("Ann", "B-P"), ("Lee", "L-P"), ("left", "O"), (".", "O")),
            sentence(("Bo", "U-P"), ("stayed", "-"), (".", "O")),
        ],
        "cats": [{"label": "news", "value": 1.0}, {"label": "sport", "value": 0.0}],
    }
    bare = {"sentences": [sentence(("Cy", "U-P"), ("came", "O"))], "brackets": []}
    document = {"id": 7, "paragraphs": [paragraph, bare]}
    (found,) = of_file(tmp_path / "train.json", json.dumps([document], indent=2))
    text = found.document.text
    assert text == "Ann Lee left.\nBo stayed.\n\nCy came"
    assert {(name, words) for _, name, _, _, words in marks(found)} == {
        ("P", "Ann Lee"),
        ("P", "Bo"),
        ("P", "Cy"),
        ("news", "Ann Lee left.\nBo stayed."),
    }
    cut = [text[each.start : each.end] for each in found.sentences]
    assert cut == ["Ann Lee left.", "Bo stayed.", "Cy came"]


def test_names_among_what_conll_u_says_beside_grammar_are_read(tmp_path: Path) -> None:
    first = "# newdoc id = a\n# visual-style 1\tcolor:blue\n# a word to the reader\n"
    first += rows("1 Ann NER=B-P", "2 Lee Lang=en|NER=I-P|SpaceAfter=No", "3 ! ner=O")
    (one, other) = of_file(tmp_path / "a.conllu", f"{first}\n# newdoc id = b\n" + rows("1 So _", "2 . _"))
    assert marks(one) == {("conll", "P", 0, 7, "Ann Lee")}
    assert (one.document.text, other.document.text) == ("Ann Lee!", "So .")


def test_words_of_several_parts_stand_as_in_the_text_with_the_tag_of_a_part() -> None:
    data = rows(
        "1 Vais _", "2-3 au SpaceAfter=No", "2 à NER=O", "3 le NER=B-P", "4 Caire NER=I-P", "5-6 dl _"
    ) + rows("5 d NER=S-Q", "6 l NER=S-R")
    (found,) = read_back(data.encode(), "conll")
    assert found.document.text == "Vais auCaire dl"
    assert marks(found) == {("conll", "P", 5, 12, "auCaire"), ("conll", "Q", 13, 15, "dl")}
    assert passed_over(data.encode(), "conll") == {"tags within a word": 1}


def test_a_token_that_is_a_bracket_or_a_hash_begins_no_json_and_no_comment() -> None:
    (found,) = read_back(b"[ X O\n# X B-P\n{ X O\n", "conll")
    assert marks(found) == {("conll", "P", 2, 3, "#")}


# doccano


@pytest.mark.parametrize(
    "content",
    [
        '{"column_data": "It rained.", "column_label": [[3, 9, "wet"]]}\n',
        "column_data,column_label\nIt rained.,wet\n",
    ],
)
def test_the_columns_of_doccanos_examples_are_text_and_label(tmp_path: Path, content: str) -> None:
    (found,) = of_file(tmp_path / "a", content)
    assert {name for _, name, *_ in marks(found)} == {"wet"}
    assert found.document.text == "It rained."


def test_the_names_of_labels_and_users_count_more_than_their_numbers() -> None:
    label = {
        "label": 2,
        "label_name": "wet",
        "start_offset": 3,
        "end_offset": 9,
        "user": 1,
        "user_name": "bo",
    }
    (found,) = read_back(json.dumps({"text": "It rained.", "annotations": [label]}).encode(), "doccano")
    assert marks(found) == {("bo", "wet", 3, 9, "rained")}


def test_objects_on_several_lines_may_follow_one_another() -> None:
    record = {"text": "It rained.", "label": [[3, 9, "wet"]]}
    data = "\n".join(
        [json.dumps(record, indent=1), json.dumps({"text": "So.", "label": [[0, 9, "x"]]}, indent=1)]
    )
    first, *others = read_back(data.encode(), "doccano")
    assert marks(first) == {("doccano", "wet", 3, 9, "rained")}
    assert causes(others) == ["c:11: 0..9 is no stretch of the text; mend it or take it out"]


def test_pictures_and_recordings_in_doccano_are_named_as_such() -> None:
    (told,) = causes(read_back(b'{"filename": "a.png", "label": ["cat"]}\n', "doccano"))
    assert told.startswith("c:1: is of a picture or a recording and has no text")


# Dates


@pytest.mark.parametrize(
    ("format", "record"),
    [
        ("doccano", {"text": "It rained.", "label": [[3, 9, "wet"]]}),
        ("prodigy", {"text": "It rained.", "spans": [{"start": 3, "end": 9, "label": "wet"}]}),
        ("label-studio", {"data": {"text": "It rained."}, "annotations": [], "id": 1}),
        ("conll", {"tokens": ["It", "rained"], "ner_tags": ["O", "B-wet"]}),
        ("averitec", {"claim": "It rained.", "label": "Refuted"}),
    ],
)
def test_a_date_that_cannot_be_read_costs_a_corpus_nothing_but_itself(format: str, record: Any) -> None:
    day = {"claim_date" if format == "averitec" else "date": "01/07/2022"}
    holder = record.get("data", record)
    holder.update(day)
    read = read_back(json.dumps([record]).encode(), format)
    (found,) = (each for each in read if not isinstance(each, ReadError))
    assert found.document.date is None
    (told,) = causes(read)
    assert "cannot read the date '01/07/2022', so it has none; write it like 2022-01-07" in told


# Label Studio


def words_of(start: int, end: int, text: str, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": text, "labels": list(labels)}
    return {"id": f"{start}", "type": "labels", "from_name": "l", "to_name": "t", "value": value, **more}


def test_two_annotations_of_a_short_export_that_name_nobody_are_two_annotators_of_one_document() -> None:
    task = {"id": 1, "text": "Ann met Bo.", "annotation_id": 5, "lead_time": 2}
    export = [
        task | {"label": [words_of(0, 3, "Ann", "A")["value"]]},
        task | {"label": [words_of(0, 3, "Ann", "B")["value"]]},
        task | {"id": 2, "text": "So.", "label": [words_of(0, 2, "So", "C")["value"]]},
    ]
    first, second = read_back(json.dumps(export).encode(), "label-studio")
    assert marks(first) == {("unknown", "A", 0, 3, "Ann"), ("unknown 2", "B", 0, 3, "Ann")}
    assert marks(second) == {("unknown", "C", 0, 2, "So")}


def test_results_of_another_text_of_the_task_are_counted() -> None:
    results = [
        words_of(0, 3, "One", "A"),
        words_of(4, 9, "other", "B"),
        {"type": "relation", "from_id": "0", "to_id": "4"},
    ]
    task = {"data": {"text": "One text.", "reply": "The other."}, "annotations": [{"result": results}]}
    data = json.dumps([task]).encode()
    (found,) = read_back(data, "label-studio")
    assert marks(found) == {("unknown", "A", 0, 3, "One")}
    assert passed_over(data, "label-studio") == {
        "results of the text 'reply', beside the one that is read": 1,
        "relations of results of other texts": 1,
    }


def test_a_region_over_several_turns_of_a_dialogue_lacks_their_speakers() -> None:
    value = {"start": "0", "end": "1", "startOffset": 6, "endOffset": 4, "text": "rain?\n\nHard"}
    result = {"id": "a", "type": "paragraphlabels", "value": value | {"paragraphlabels": ["Q"]}}
    turns = [{"author": "Mia:", "text": "Is it rain?"}, {"author": "Bo:", "text": "Hard it is."}]
    task = {"data": {"dialogue": turns}, "annotations": [{"result": [result]}]}
    (found,) = read_back(json.dumps([task]).encode(), "label-studio")
    assert found.document.text == "Mia: Is it rain?\n\nBo: Hard it is."
    assert {words for *_, words in marks(found)} == {"rain?\n\nBo: Hard"}


def test_a_place_in_a_page_without_its_words_is_named() -> None:
    value = {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 0, "endOffset": 3}
    result = {"id": "a", "type": "hypertextlabels", "value": value | {"hypertextlabels": ["Q"]}}
    task = {"data": {"html": "<p>One text.</p>"}, "annotations": [{"result": [result]}]}
    (told,) = causes(read_back(json.dumps([task]).encode(), "label-studio"))
    assert "is a place in a page, whose words it does not tell" in told


# UIMA CAS


def cas(type_: str = "noNamespace:Claim") -> str:
    spaces = "".join(
        f' xmlns:{name}="http:///uima/{space}.ecore"'
        for name, space in (("cas", "cas"), ("tcas", "tcas"), ("noNamespace", "noNamespace"))
    )
    return (
        f'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"{spaces} xmi:version="2.0">'
        f'<{type_} xmi:id="2" sofa="1" begin="3" end="9"/>'
        '<tcas:DocumentAnnotation xmi:id="3" sofa="1" begin="0" end="10" language="en"/>'
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="It rained."/>'
        '<cas:View sofa="1" members="2 3"/></xmi:XMI>'
    )


def test_types_that_are_in_no_package_are_marks() -> None:
    (found,) = read_back(cas().encode(), "xmi")
    assert marks(found) == {("cas", "Claim", 3, 9, "rained")}


def zipped(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_a_project_of_inception_packs_every_cas_with_its_type_system(tmp_path: Path) -> None:
    packed = {
        who: zipped(**{f"{who}.xmi": cas(), "TypeSystem.xml": "<x/>"}) for who in ("ann", "CURATION_USER")
    }
    files = {
        "annotation__a.txt__ann.zip": packed["ann"],
        "annotation__a.txt__INITIAL_CAS.zip": zipped(**{"INITIAL_CAS.xmi": cas("tcas:Nothing")[:-9]}),
        "annotation__b.txt__ann.zip": zipped(**{"TypeSystem.xml": "<x/>"}),
        "curation__a.txt__CURATION_USER.zip": packed["CURATION_USER"],
    }
    (tmp_path / "a.zip").write_bytes(zipped(**files))
    read = list(read_corpus(tmp_path / "a.zip"))
    (found,) = (each for each in read if not isinstance(each, ReadError))
    assert {who for who, *_ in marks(found)} == {"ann", "CURATION_USER"}
    assert found.document.name == "a.txt"
    first, second = causes(read)
    assert "a.txt/INITIAL_CAS.zip" in first
    assert second.endswith("b.txt/ann.zip: holds no .xmi file")


def test_archives_within_an_archive_unpack_to_no_more_than_one_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.archives.LARGEST", 50_000)
    monkeypatch.setattr("annotator.formats.archives._TIGHTEST", 1)
    inner = zipped(**{"a.xmi": " " * 40_000})
    bomb = zipped(**{f"annotation__{n}.txt__a.zip": inner for n in range(9)})
    told = causes(read_back(bomb, "xmi"))
    assert sum("unpacks to over" in each for each in told) >= 7


# ClaimReview


def review(**more: Any) -> dict[str, Any]:
    said = {"claimReviewed": "It rained.", "url": "https://example.org/1", "author": {"name": "Desk"}}
    return {"@type": "ClaimReview", **said, "reviewRating": {"alternateName": "False"}, **more}


@pytest.mark.parametrize(
    "value",
    [
        {"@graph": [{"@type": "WebPage", "mainEntity": review()}]},
        {"@type": "NewsArticle", "review": [review()]},
        {"dataFeedElement": [{"item": [review()]}, {"item": None}, {"@type": "DataFeedItem"}]},
        [review(**{"@type": "https://schema.org/ClaimReview"})],
        [
            {f"schema:{key}": value for key, value in review().items() if key[0] != "@"}
            | {"@type": "schema:ClaimReview"}
        ],
        [review(author="Desk", reviewRating={"alternateName": {"@value": "False", "@language": "en"}})],
    ],
)
def test_reviews_are_found_wherever_they_stand_and_however_they_are_called(
    tmp_path: Path, value: Any
) -> None:
    (found,) = of_file(tmp_path / "a.json", json.dumps(value))
    assert marks(found) == {("Desk", "claim", 0, 10, "It rained.")}
    (label,) = [each for s in found.works[0].sentences for each in s.annotations]
    assert dict(label.attributes)["verdict"] == "False"


def test_reviews_may_stand_a_line_each_and_have_a_rating_of_nought_and_several_authors() -> None:
    item = {"datePublished": "Fri, 07 Jan 2022 10:00:00 GMT", "author": [{"name": "A"}, {"name": "B"}]}
    lines = [review(), review(claimReviewed="So.", reviewRating={"ratingValue": 0}, itemReviewed=item)]
    first, second = read_back("\n".join(map(json.dumps, lines)).encode(), "claimreview")
    (label,) = [each for s in second.works[0].sentences for each in s.annotations]
    assert dict(label.attributes)["verdict"] == "0"
    assert (str(second.document.date), second.document.author) == ("2022-01-07", "A, B")
    assert first.document.text == "It rained."
    item = {"datePublished": "20204-08-02"}
    fault, found = read_back(json.dumps([review(itemReviewed=item)]).encode(), "claimreview")
    assert (found.document.text, found.document.date) == ("It rained.", None)
    assert causes([fault]) == [
        "c: review 1: cannot read the date '20204-08-02', so it has none; write it like 2022-01-07"
    ]


# Claims and categories


@pytest.mark.parametrize(
    "lines",
    [
        [{"sentence_id": 1, "label": 1, "text": "It rained."}, {"sentence_id": 2, "label": 0, "text": "So."}],
        [{"tweet_text": "It rained.", "class_label": "Yes"}, {"tweet_text": "So.", "class_label": "No"}],
    ],
)
@pytest.mark.parametrize("apart", ["\n", ",\n"])
def test_claims_of_claimbuster_and_the_labs_are_read_from_json(
    tmp_path: Path, lines: Any, apart: str
) -> None:
    content = apart.join(map(json.dumps, lines))
    (found,) = of_file(tmp_path / "a.json", f"[{content}]" if "," in apart else content)
    assert found.document.text == "It rained.\nSo."
    assert marks(found) == {("checkthat", "claim", 0, 10, "It rained.")}
    assert [each.judged for each in found.works[0].sentences] == [True, True]
    broken = json.dumps([*lines[:1], [1], {**lines[0], "text": "", "tweet_text": ""}])
    told = causes(read_back(broken.encode(), "checkthat"))
    assert [each.split(":")[1].strip() for each in told] == ["item 2", "item 3"]


def test_categories_that_spacy_is_trained_with_hold_from_a_half_on(tmp_path: Path) -> None:
    (found,) = of_file(tmp_path / "a.json", json.dumps([["It rained.", {"cats": {"wet": 1.0, "dry": 0.0}}]]))
    assert {name for _, name, *_ in marks(found)} == {"wet"}


# W3C, Recogito, Hypothesis, Prodigy

WORDS = "😀 The bloc met; the\nbloc fell."


def of_text(*annotations: dict[str, Any]) -> list[Any]:
    text = {"motivation": "describing", "target": "urn:t", "body": {"type": "TextualBody", "value": WORDS}}
    return read_back(json.dumps([text, *annotations]).encode(), "w3c")


def tagged(target: Any, **more: Any) -> dict[str, Any]:
    return {"type": "Annotation", "body": {"purpose": "tagging", "value": "claim"}, "target": target, **more}


@pytest.mark.parametrize(
    "target",
    [
        "urn:t#char=6,10",
        {"source": "urn:t", "selector": {"type": "FragmentSelector", "value": "char=6,10"}},
        {
            "source": "urn:t",
            "selector": {
                "type": "RangeSelector",
                "startSelector": {"type": "TextPositionSelector", "start": 6, "end": 6},
                "endSelector": {"type": "TextPositionSelector", "start": 10, "end": 11},
            },
        },
        {
            "selector": [
                {"type": "TextQuoteSelector", "exact": "bloc"},
                {"type": "TextPositionSelector", "start": 7, "end": 11},
            ]
        },
    ],
)
def test_places_are_told_by_fragments_ranges_and_utf_16_and_one_text_needs_no_name(target: Any) -> None:
    (found,) = of_text(tagged(target, user="acct:ann@example.org"))
    assert marks(found) == {("acct:ann@example.org", "claim", 6, 10, "bloc")}


def test_a_quotation_may_have_other_blanks_and_another_context() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "the bloc", "prefix": "it said; "}
    (found,) = of_text(tagged({"source": "urn:t", "selector": quote}))
    assert {words for *_, words in marks(found)} == {"the\nbloc"}
    fault, _ = of_text(tagged({"source": "urn:t", "selector": {**quote, "exact": "bloc"}}))
    assert "'bloc' stands more than once in the text" in str(fault)
    fault, _ = of_text(tagged({"source": "urn:t", "selector": {"type": "CssSelector", "value": "p"}}))
    assert "its selectors (CssSelector) tell no words of the text" in str(fault)


def test_recogito_relates_the_first_of_two_targets_to_the_second_and_creators_are_of_bodies() -> None:
    places = [
        {"type": "TextPositionSelector", "start": start, "end": end} for start, end in ((6, 10), (22, 26))
    ]
    said = {"purpose": "tagging", "value": "claim", "creator": {"id": "u1", "name": "ann"}}
    ends = [tagged({"selector": place}, id=f"#{n}", body=[said]) for n, place in enumerate(places)]
    tie = {
        "motivation": "linking",
        "body": [{"purpose": "tagging", "value": "then"}],
        "target": [{"id": "#0"}, {"id": "#1"}],
    }
    (found,) = of_text(*ends, tie)
    (work,) = found.works
    ((name, first, second),) = [
        (each.label, each.first.start, each.second.start) for s in work.sentences for each in s.relations
    ]
    assert (work.annotator, name, first, second) == ("ann", "then", 6, 22)


def test_a_collection_of_annotations_with_a_label_is_no_table_of_doccano(tmp_path: Path) -> None:
    collection = {
        "label": "of mine",
        "type": "AnnotationCollection",
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "first": {"type": "AnnotationPage", "items": [tagged("urn:x")]},
    }
    (told,) = causes(of_file(tmp_path / "a.json", json.dumps(collection)))
    assert "the text of 'urn:x' is not in the file" in told


def test_answers_that_were_typed_in_prodigy_are_counted() -> None:
    line = {"text": "So.", "_input_hash": 1, "answer": "accept", "field_rating": 4, "user_input": "typed"}
    assert passed_over(json.dumps(line).encode(), "prodigy") == {"answers that were typed or rated": 2}


# Transcripts

TURNS = {
    "the record": "  The SPEAKER pro tempore. The gentleman is recognized.\n  Mr. McROE of Ohio. I rise.\n  It is so.\n"
    "  The PRESIDING OFFICER (Ms. LEE). So ordered.\n",
    "hansard": "The First Minister (Ann Roe)\nI thank the Member.\n\nBo Lee (North and West) (Ind)\nIt rained.\n",
    "recordings": "Ann Roe  0:00  \nIt rained at 9:30\n\nBo Lee  1:00:12  \nNobody came.\n",
    "times": "[*] Ann Roe: (00:12)\nIt rained at 9:30\n\nMinister Lee [00:12:33] (D): Nobody came.\n*Q:* So?\n",
    "hearings": "Q. Were you there?\nA. It was\nat 9:30\n",
    "captions": ">> ANN: It rained\nall day.\n>> So it did.\n>> BO: No.\n",
    "offices": "ANN ROE, ANCHOR AND CHIEF STATE HOUSE CORRESPONDENT FOR THE WIRE: It rained.\nBO: So.\n",
}
SAID = {
    "the record": [
        "The SPEAKER pro tempore: The gentleman is recognized.",
        "Mr. McROE of Ohio: I rise. It is so.",
        "The PRESIDING OFFICER (Ms. LEE): So ordered.",
    ],
    "hansard": [
        "The First Minister (Ann Roe): I thank the Member.",
        "Bo Lee (North and West) (Ind): It rained.",
    ],
    "recordings": ["Ann Roe: It rained at 9:30", "Bo Lee: Nobody came."],
    "times": ["Ann Roe: It rained at 9:30", "Minister Lee (D): Nobody came.", "Q: So?"],
    "hearings": ["Q: Were you there?", "A: It was at 9:30"],
    "captions": ["ANN: It rained all day.", "So it did.", "BO: No."],
    "offices": [
        "ANN ROE, ANCHOR AND CHIEF STATE HOUSE CORRESPONDENT FOR THE WIRE: It rained.",
        "BO: So.",
    ],
}


@pytest.mark.parametrize("layout", TURNS)
def test_turns_are_told_in_every_layout_of_transcripts(tmp_path: Path, layout: str) -> None:
    (tmp_path / "a.transcript").write_text(TURNS[layout])
    (found,) = read(tmp_path / "a.transcript")
    assert found.text.split("\n\n") == SAID[layout]


def test_lines_that_are_no_names_make_no_transcript(tmp_path: Path) -> None:
    (tmp_path / "a.transcript").write_text(
        "It rained all day\nand nobody came.\n\nThen it stopped, at last.\nSo.\n"
    )
    with pytest.raises(ReadError, match="no speakers are named"):
        list(read(tmp_path / "a.transcript"))
