"""Shapes that other programs' own examples and public corpora have, beside those that their manuals tell of."""

import json
from pathlib import Path
from typing import Any

import pytest
from formats_support import causes, marks, passed_over, read_back

from annotator.errors import ReadError
from annotator.formats import read_corpus


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
