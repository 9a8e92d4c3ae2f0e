"""The label schema and the YAML it is read from: every fault is named, with its line and its cure."""

from pathlib import Path

import pytest

from annotator.errors import SchemaError
from annotator.schema import COLOURS, RESERVED_KEYS, Schema, default_schema_path, load_schema

HEAD = "name: mine\nlabels:\n"
GOOD = "  - {name: claim, key: c, colour: green, means: m, example: x}\n"


def faults(tmp_path: Path, text: str) -> list[str]:
    """The lines of the error, without the file's name."""
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        load_schema(path)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"{path}:") for line in lines)
    return [line.removeprefix(f"{path}:") for line in lines]


def test_the_default_schema_has_the_labels_of_the_field() -> None:
    schema = load_schema()
    assert [label.name for label in schema.labels] == ["claim", "no-claim", "opinion", "attribution", "error"]
    error = schema.label("error")
    assert error is not None
    assert error.accuses
    assert len(error.types) == 16
    assert schema.nothing is schema.label("no-claim")


def test_every_label_of_the_default_schema_says_what_it_means_and_shows_an_example() -> None:
    for label in load_schema().labels:
        assert label.means
        assert label.example
        assert label.colour in COLOURS
        assert label.key not in RESERVED_KEYS


def test_an_accusation_is_never_marked_beforehand() -> None:
    assert all(label.tick is None for label in load_schema().labels if label.accuses)


def test_a_key_finds_its_label() -> None:
    schema = load_schema()
    label = schema.at_key("e")
    assert label is not None
    assert label.name == "error"
    assert schema.at_key("z") is None


def test_yaml_words_that_turn_into_truth_values_are_named_with_their_cure(tmp_path: Path) -> None:
    text = "name: no\nlabels:\n" + GOOD
    assert faults(tmp_path, text) == ['1: YAML reads no as false; write name: "no"']


def test_all_faults_are_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = HEAD + (
        "  - name: claim\n"
        "    key: q\n"
        "    colour: gren\n"
        "    means: m\n"
        "    exampel: x\n"
        "  - {name: other, key: cc, colour: red, means: yes, example: x, tick: 2}\n"
        "  - just text\n"
        "spans: 3\n"
    )
    found = faults(tmp_path, text)
    assert [line.split(":")[0] for line in found] == ["3", "4", "5", "7", "8", "8", "8", "9", "10"]
    assert any("unknown key exampel; did you mean example?" in line for line in found)
    assert any("belongs to the screen" in line for line in found)
    assert any("lacks example; add it" in line for line in found)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is empty"),
        ("name: [", "2: "),
        ("- a\n- b\n", "must be a mapping"),
        ("name: mine\nlabels: []\n", "at least one label"),
        (HEAD + GOOD + GOOD, "stands twice"),
        (HEAD + GOOD + GOOD.replace("name: claim", "name: other"), "share the key c"),
        (HEAD + GOOD.replace("x}", "x, excludes: [nobody]}"), "names nobody"),
        (HEAD + GOOD.replace("x}", "x, tick: 0.5, accuses: true}"), "never marked beforehand"),
        (HEAD + GOOD.replace("name: claim", "name: a/b"), "cannot be a name"),
        (HEAD + GOOD.replace("x}", "x, key: d}"), "key stands twice"),
        (HEAD + GOOD + "relations:\n  - {name: r, from: [nil], to: [claim], means: m}\n", "names nil"),
    ],
)
def test_a_broken_schema_is_refused_with_its_cause(tmp_path: Path, text: str, complaint: str) -> None:
    assert any(complaint in line for line in faults(tmp_path, text))


def test_a_schema_that_is_no_text_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "binary.yaml"
    path.write_bytes(b"\xff\xfe\x00\xd8\x00")
    with pytest.raises(SchemaError, match=r"binary\.yaml"):
        load_schema(path)


def test_a_schema_that_is_not_there_names_the_file_and_the_cause(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"nowhere\.yaml: no such file; check the name"):
        load_schema(tmp_path / "nowhere.yaml")


def test_a_copy_of_the_default_schema_is_the_same_schema(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(default_schema_path().read_bytes())
    assert isinstance(load_schema(copy), Schema)
    assert load_schema(copy) == load_schema()
