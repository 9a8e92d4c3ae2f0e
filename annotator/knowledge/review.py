"""What a careful reader of the lists should look at, though it is no fault."""

from collections.abc import Iterator

from annotator.knowledge.base import Knowledge


def review(knowledge: Knowledge) -> list[str]:
    """One line each: names that several entities share, members without a start, persons without an
    office, facts that are disputed. Empty where there is nothing to look at."""
    return [*_shared_names(knowledge), *_facts(knowledge), *_persons(knowledge)]


def _shared_names(knowledge: Knowledge) -> Iterator[str]:
    owners: dict[str, set[str]] = {}
    for id, alias in knowledge.names():
        owners.setdefault(alias.text if alias.acronym else alias.text.casefold(), set()).add(id)
    for text, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield f"{text!r} is a name of {', '.join(sorted(ids))}"


def _facts(knowledge: Knowledge) -> Iterator[str]:
    for fact in knowledge.facts(relation="member-of"):
        if not fact.since:
            yield f"{fact.subject} {fact.status} of {fact.object}: no start known"
    for fact in knowledge.facts():
        if fact.disputed:
            yield f"{fact.subject} {fact.relation} {fact.object}: disputed, {fact.note or 'no note says why'}"


def _persons(knowledge: Knowledge) -> Iterator[str]:
    for entity in knowledge.entities.values():
        if entity.kind == "person" and not knowledge.offices(entity.id):
            yield f"{entity.id}: no office known"
