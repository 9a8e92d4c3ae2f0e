"""The shipped articles and their gold labels fit together."""

import datetime
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotator.formats.markdown import read_markdown
from annotator.model import Document, Span
from annotator.resources import shipped
from annotator.schema import load_schema
from annotator.segment import split

ARTICLES = sorted(p.stem for p in shipped("corpus").glob("[0-9]*.md"))
PROPOSED = {"wrong-kind", "not-member", "wrong-number", "misspelled", "outdated-name", "name-form"}
SENTENCE_LABELS = {"claim", "attribution", "no-claim", "opinion"}

every_article = pytest.mark.parametrize("name", ARTICLES)


@cache
def article(name: str) -> Document:
    path = shipped("corpus", f"{name}.md")
    (document,) = read_markdown(path.read_bytes(), path.name)
    return document


@cache
def gold(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(shipped("corpus", f"{name}.gold.yaml").read_text("utf-8"))
    return entries


def places(entry: dict[str, Any], text: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(entry['text'])})", text)]


def place(entry: dict[str, Any], text: str) -> int:
    return places(entry, text)[entry.get("occurrence", 1) - 1]


def sentence_labels(name: str) -> dict[int, set[str]]:
    """The labels of each sentence, by where it starts."""
    found: dict[int, set[str]] = {}
    for entry in gold(name):
        if entry["label"] in SENTENCE_LABELS:
            found.setdefault(place(entry, article(name).text), set()).add(entry["label"])
    return found


def test_there_are_at_least_eight_articles_and_each_has_gold_labels() -> None:
    assert len(ARTICLES) >= 8
    assert {Path(p).name for p in shipped("corpus").glob("*.gold.yaml")} == {
        f"{a}.gold.yaml" for a in ARTICLES
    }


@every_article
def test_an_article_tells_its_title_date_source_and_author(name: str) -> None:
    document = article(name)
    assert document.title
    assert document.source.endswith("(invented)")
    assert document.author
    assert document.date == datetime.date.fromisoformat(name[:10])
    assert datetime.date(2015, 1, 1) <= document.date <= datetime.date(2025, 12, 31)


@every_article
def test_an_article_has_10_to_25_sentences(name: str) -> None:
    assert 10 <= len(split(article(name).text)) <= 25


@every_article
def test_every_gold_text_stands_where_it_says(name: str) -> None:
    for entry in gold(name):
        assert set(entry) <= {"text", "occurrence", "label", "type"}
        assert len(places(entry, article(name).text)) >= entry.get("occurrence", 1) > 0, entry


@every_article
def test_gold_labels_are_those_of_the_default_schema(name: str) -> None:
    schema = {label.name: {kind.name for kind in label.types} for label in load_schema().labels}
    for entry in gold(name):
        assert entry["label"] in schema, entry
        assert entry.get("type", "") in schema[entry["label"]] or not schema[entry["label"]], entry
        assert bool(entry.get("type")) == bool(schema[entry["label"]]), entry


@every_article
def test_every_sentence_has_a_label_and_every_sentence_label_a_sentence(name: str) -> None:
    assert set(sentence_labels(name)) == {span.start for span in split(article(name).text)}


@every_article
def test_nothing_to_check_excludes_every_other_label(name: str) -> None:
    for labels in sentence_labels(name).values():
        assert "no-claim" not in labels or labels == {"no-claim"}


@every_article
def test_an_error_lies_within_one_sentence_and_is_labelled_once(name: str) -> None:
    text = article(name).text
    sentences = split(text)
    spans = [
        Span(place(e, text), place(e, text) + len(e["text"])) for e in gold(name) if e["label"] == "error"
    ]
    assert len(spans) == len(set(spans)) >= 4
    for span in spans:
        assert sum(sentence.holds(span) for sentence in sentences) == 1
        assert re.fullmatch(r"\b.+\b", text[span.start : span.end])


@every_article
def test_gold_labels_follow_the_text(name: str) -> None:
    order = [place(entry, article(name).text) for entry in gold(name)]
    assert order == sorted(order)


def test_every_type_of_error_that_a_rule_proposes_is_seeded_at_least_three_times() -> None:
    counts = Counter(entry.get("type") for name in ARTICLES for entry in gold(name))
    assert {kind: counts[kind] for kind in PROPOSED if counts[kind] < 3} == {}


def test_the_harmless_look_alikes_are_there() -> None:
    whole = "\n".join(article(name).text for name in ARTICLES)
    accused = {entry["text"] for name in ARTICLES for entry in gold(name) if entry["label"] == "error"}
    for words in (
        "former member",
        "would-be members",
        "an observer",
        "not a member of",
        "associate member",
        "member of parliament",
        "members of the European Parliament",
        "members of the British delegation",
        "only partners",
        "Kiev",
        "Burma",
        "the Czech Republic",
        "known as Swaziland until",
        "it was called Nur-Sultan",
    ):
        assert words in whole
        assert words not in accused
