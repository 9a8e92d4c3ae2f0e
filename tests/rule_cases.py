"""What the tests of the error rules share: the shipped knowledge with a few persons, and a way to ask."""

import datetime
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from annotator.knowledge import Knowledge, load_knowledge
from annotator.model import Candidate, Document, Entity, Sentence
from annotator.schema import load_schema
from annotator.segment import split
from annotator.suggest import Suggester
from annotator.suggest.context import Rule

PERSONS = (
    Entity(
        id="t-wang-wenbin",
        kind="person",
        name="Wang Wenbin",
        family="Wang",
        given="Wenbin",
        family_first=True,
    ),
    Entity(
        id="t-xi-jinping",
        kind="person",
        name="Xi Jinping",
        family="Xi",
        given="Jinping",
        family_first=True,
        rank=3,
    ),
    Entity(id="t-putin", kind="person", name="Vladimir Putin", family="Putin", given="Vladimir", rank=3),
    Entity(
        id="t-lukashenko",
        kind="person",
        name="Alexander Lukashenko",
        family="Lukashenko",
        given="Alexander",
        rank=2,
    ),
    Entity(
        id="t-tokayev",
        kind="person",
        name="Kassym-Jomart Tokayev",
        family="Tokayev",
        given="Kassym-Jomart",
        rank=2,
    ),
    Entity(
        id="t-stoltenberg", kind="person", name="Jens Stoltenberg", family="Stoltenberg", given="Jens", rank=2
    ),
    Entity(id="t-orban", kind="person", name="Viktor Orban", family="Orban", given="Viktor", rank=2),
    Entity(
        id="t-leyen",
        kind="person",
        name="Ursula von der Leyen",
        family="von der Leyen",
        given="Ursula",
        rank=2,
    ),
    Entity(id="t-biden", kind="person", name="Joe Biden", family="Biden", given="Joe", rank=3),
    Entity(
        id="t-zelensky",
        kind="person",
        name="Volodymyr Zelensky",
        family="Zelensky",
        given="Volodymyr",
        rank=2,
    ),
    Entity(
        id="t-erdogan",
        kind="person",
        name="Recep Tayyip Erdogan",
        family="Erdogan",
        given="Recep Tayyip",
        rank=2,
    ),
    Entity(
        id="t-phuc",
        kind="person",
        name="Nguyen Xuan Phuc",
        family="Nguyen",
        given="Phuc",
        family_first=True,
        short="Phuc",
    ),
    Entity(
        id="t-dawit",
        kind="person",
        name="Dawit Mengesha",
        given="Dawit",
        family="Mengesha",
        short="Dawit",
    ),
    Entity(id="t-abiy", kind="person", name="Abiy Ahmed", given="Abiy", family="Ahmed", short="Abiy"),
)


@cache
def knowledge() -> Knowledge:
    """The shipped lists, and those of PERSONS whose names are not in them."""
    known = load_knowledge()
    names = {entity.name for entity in known.entities.values()}
    more = [person for person in PERSONS if person.name not in names]
    return Knowledge([*known.entities.values(), *more], known.facts(), f"{known.fingerprint} {len(more)}")


@cache
def suggester(rules: tuple[Rule, ...], threshold: float = 0.5) -> Suggester:
    return Suggester(knowledge(), load_schema(), rules, threshold=threshold)


def propose(
    text: str, day: str | None, rules: Sequence[Rule], threshold: float = 0.5
) -> list[tuple[Candidate, str]]:
    """Every candidate of a text published on `day`, with the words that it marks."""
    document = Document(text=text, date=datetime.date.fromisoformat(day) if day else None)
    sentences = [
        Sentence(document.id, number, span.start, span.end, text[span.start : span.end])
        for number, span in enumerate(split(text))
    ]
    analysis = suggester(tuple(rules), threshold).analyse(document, sentences)
    return [(c, text[c.start : c.end]) for found in analysis for c in found.candidates]


def errors(text: str, day: str | None, rules: Sequence[Rule]) -> list[str]:
    """'type: words' of every error proposed, sorted."""
    return sorted(f"{c.type}: {words}" for c, words in propose(text, day, rules) if c.label == "error")


def tables(wrong: str, clean: str, rules: Sequence[Rule]) -> tuple[Callable[..., None], Callable[..., None]]:
    """Two tests: a row `day | type:words | text` of `wrong` has that error alone, `day | text` of `clean` has none."""

    @pytest.mark.parametrize(("day", "expected", "text"), rows(wrong))
    def is_marked(day: str, expected: str, text: str) -> None:
        assert errors(text, day, rules) == [expected.replace(":", ": ")]

    @pytest.mark.parametrize(("day", "text"), rows(clean))
    def is_left_alone(day: str, text: str) -> None:
        assert errors(text, day, rules) == []

    return is_marked, is_left_alone


def rows(table: str) -> list[list[str]]:
    """The cells of a table: rows on lines, which `\\` at the end continues, cells between bars, `¶` for a new line."""
    lines = table.replace("\\\n", "").strip().splitlines()
    return [[cell.strip().replace("¶", "\n") for cell in line.split(" | ")] for line in lines]
