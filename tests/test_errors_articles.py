"""The clean articles of the injection benchmark: what they say is right by the lists, and nobody is accused in them."""

import importlib.util
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from annotator import sentences, suggester
from annotator.knowledge import Knowledge, load_knowledge
from annotator.suggest import Suggester
from annotator.suggest.shorthand import value_of

FOLDER = Path(__file__).parent / "benchmarks"


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made  # the one imports the other by this name
    spec.loader.exec_module(made)
    return made


slots = module("injection_slots")
changes = module("injection_changes")
ARTICLES = [slots.read_article(path) for path in sorted(FOLDER.glob("articles*/*.txt"))]
NAMES = [article.document.name for article in ARTICLES]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def using() -> Suggester:
    return suggester()


def test_there_are_as_many_articles_and_organizations_as_the_benchmark_promises() -> None:
    assert len(ARTICLES) >= 25
    assert len({slot.of for article in ARTICLES for slot in article.slots if slot.kind == "member"}) >= 20


@pytest.mark.parametrize("article", ARTICLES, ids=NAMES)
def test_nobody_is_accused_in_a_clean_article(article: object, using: Suggester) -> None:
    document = article.document  # type: ignore[attr-defined]
    analysis = using.analyse(document, sentences(document))
    accused = [
        (c.type, document.text[c.start : c.end])
        for each in analysis
        for c in each.candidates
        if c.label == "error"
    ]
    assert accused == []


@pytest.mark.parametrize("article", ARTICLES, ids=NAMES)
def test_what_the_slots_of_an_article_say_is_right_that_day(article: object, known: Knowledge) -> None:
    day = article.document.date  # type: ignore[attr-defined]
    near = [day + timedelta(days=n) for n in (-2, 0, 2)]
    for slot in article.slots:  # type: ignore[attr-defined]
        text = article.text(slot)  # type: ignore[attr-defined]
        if slot.kind == "count":
            sizes = {len(known.members(slot.of, when).members) for when in near}
            assert value_of(text) in sizes, (slot, text, sizes)
        elif slot.kind == "member":
            ids = {id for id, alias in known.names() if alias.text in (text, f"the {text}")}
            members = {
                m for when in near for m in known.members(slot.of, when, ("member", "suspended")).members
            }
            assert ids & members, (slot, text)
        elif slot.kind == "holder":
            holders = {f.subject for when in near for f in known.holders(slot.of, slot.role, when)}
            ids = {id for id, alias in known.names() if alias.text == text}
            assert not holders or ids & holders, (slot, text, holders)
        elif slot.kind == "capital":
            held = {
                f.subject
                for f in known.facts(relation="capital-of", object=slot.of)
                if f.holds_on(day) is not False
            }
            ids = {id for id, alias in known.names() if alias.text == text}
            assert ids & held, (slot, text)


def test_a_typo_never_touches_the_first_letter_and_always_changes_the_word() -> None:
    rng = changes.random.Random(1)
    for _ in range(500):
        wrong = changes.typo("Kazakhstan", rng)
        assert wrong != "Kazakhstan"
        assert wrong[0] == "K"
