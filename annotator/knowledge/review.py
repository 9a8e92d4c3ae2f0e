"""What a careful reader of the lists should look at, though it is no fault.

A fault stops the lists from being used (`check`); a remark here does not.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from annotator.knowledge.base import Knowledge
from annotator.knowledge.days import days_in_words, overlap
from annotator.model import Fact

KINDS = {
    "shared": "names that several entities share, each marked ambiguous where it is meant less often",
    "undated": "members without a start: never accused by a date",
    "disputed": "facts that sources disagree on: nobody is accused over them",
    "together": "persons who held one office of one state at once",
    "no-office": "persons without a known office",
}
"""What each kind of remark is, in the order in which they are listed."""

SINGLE = ("president", "prime minister", "chancellor", "king", "queen", "supreme leader", "secretary-general")
"""Offices that one person holds at a time."""


class Remark(NamedTuple):
    """Something to look at."""

    kind: str
    """One of `KINDS`."""
    text: str
    """One line."""


def review(knowledge: Knowledge) -> list[str]:
    """One line for each remark, in the order of `KINDS`. Empty where there is nothing to look at."""
    return [remark.text for remark in remarks(knowledge)]


def remarks(knowledge: Knowledge) -> list[Remark]:
    """Every remark on the lists, in the order of `KINDS`, the same in every run."""
    found = {
        "shared": _shared_names(knowledge),
        "undated": _undated(knowledge),
        "disputed": _disputed(knowledge),
        "together": _together(knowledge),
        "no-office": _without_office(knowledge),
    }
    return [Remark(kind, text) for kind in KINDS for text in found[kind]]


def _shared_names(knowledge: Knowledge) -> Iterator[str]:
    owners: dict[str, set[str]] = {}
    for id, alias in knowledge.names():
        owners.setdefault(alias.text if alias.acronym else alias.text.casefold(), set()).add(id)
    for text, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield f"{text!r} is a name of {', '.join(sorted(ids))}"


def _undated(knowledge: Knowledge) -> Iterator[str]:
    for fact in knowledge.facts(relation="member-of"):
        if not fact.since:
            yield f"{fact.subject} {fact.status} of {fact.object}: no start known"


def _disputed(knowledge: Knowledge) -> Iterator[str]:
    for fact in knowledge.facts():
        if fact.disputed:
            yield f"{fact.subject} {fact.relation} {fact.object}: disputed, {fact.note or 'no note says why'}"


def _together(knowledge: Knowledge) -> Iterator[str]:
    terms: dict[tuple[str, str], list[Fact]] = {}
    for fact in knowledge.facts(relation="holds"):
        if fact.role in SINGLE and fact.since and not fact.status:
            terms.setdefault((fact.object, fact.role), []).append(fact)
    for (object, role), held in sorted(terms.items()):
        for one, other in combinations(held, 2):
            meet = overlap((one.since, one.until), (other.since, other.until))
            if meet and one.subject != other.subject:
                days = [days_in_words(fact.since, fact.until) for fact in (one, other)]
                yield f"{role} of {object}: {one.subject} {days[0]}, {other.subject} {days[1]}"


def _without_office(knowledge: Knowledge) -> Iterator[str]:
    for entity in knowledge.entities.values():
        if entity.kind == "person" and not knowledge.offices(entity.id):
            yield f"{entity.id}: no office known"
