"""What a list of entities must not say: unknown ids, impossible days, one term twice, names that clash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.knowledge.days import days_in_words, is_day, overlap, reversed_days
from annotator.model import Alias, Entity, Fact
from annotator.patterns import regex

if TYPE_CHECKING:
    from annotator.knowledge.lists import Place

_ID = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")

SUBJECTS = {
    "capital-of": ("place", "state"),
    "citizen-of": ("person",),
    "holds": ("person",),
}
"""The kinds of things that a relation can start from, where it is not any."""

OBJECTS = {
    "capital-of": ("state", "place"),
    "citizen-of": ("state", "place"),
    "member-of": ("organization",),
    "holds": ("state", "organization", "place"),
}


def check_entities(entities: Iterable[tuple[Entity, "Place"]]) -> None:
    """Note the faults of entities in their files."""
    owners: dict[str, list[tuple[Entity, Place, bool]]] = {}
    for entity, place in entities:
        for message, field in _entity_faults(entity):
            place.file.fault(place.thing, message, field)
        names: dict[str, bool] = {}
        for alias in (Alias(entity.name), *entity.aliases):
            key = alias.text if alias.acronym else alias.text.casefold()
            names[key] = names.get(key, False) or alias.ambiguous
        for key, marked in names.items():
            owners.setdefault(key, []).append((entity, place, marked))
    for text, sharing in owners.items():
        plain = [owner for owner in sharing if not owner[2]]
        for entity, place, _ in plain[1:]:
            other = plain[0][0].id
            message = (
                f"{text!r} is a name of {other} too; write ambiguous: true at the one it means less often"
            )
            place.file.fault(place.thing, f"{entity.id}: {message}", "aliases")


def _entity_faults(entity: Entity) -> Iterator[tuple[str, str]]:
    """(message, field) for each fault of one entity."""
    if entity.id and not _ID.fullmatch(entity.id):
        yield f"{entity.id!r} is no id; use lower-case letters, digits and hyphens", "id"
    seen = set()
    for alias in entity.aliases:
        for message in _day_faults(alias.since, alias.until):
            yield f"{entity.id}, {alias.text}: {message}", "aliases"
        if (alias.text, alias.since) in seen:
            yield f"{entity.id}: the name {alias.text} stands twice; keep one of them", "aliases"
        seen.add((alias.text, alias.since))
    if len(set(entity.demonyms)) < len(entity.demonyms):
        yield f"{entity.id}: a demonym stands twice; keep one of them", "demonyms"
    for message in _day_faults(entity.complete_since, entity.complete_until):
        yield f"{entity.id}: {message}", "complete_since"
    if bool(entity.complete_since) != bool(entity.complete_until):
        yield f"{entity.id}: complete_since and complete_until go together; give both days", "complete_since"
    if entity.complete_since and entity.kind != "organization":
        yield (
            f"{entity.id} is no organization, so it has no list of members; leave complete_since out",
            "complete_since",
        )


def check_facts(facts: Sequence[tuple[Fact, "Place"]], entities: Mapping[str, Entity]) -> None:
    """Note the faults of facts in their files."""
    terms: dict[tuple[str, ...], list[Fact]] = {}
    for fact, place in facts:
        for message in (*_day_faults(fact.since, fact.until), *_side_faults(fact, entities)):
            place.file.fault(place.thing, message)
        same = terms.setdefault((fact.relation, fact.subject, fact.object, fact.role), [])
        for other in same:
            if overlap((fact.since, fact.until), (other.since, other.until)):
                what = f"{fact.subject} {fact.role or fact.status} {fact.relation} {fact.object}".replace(
                    "  ", " "
                )
                when = days_in_words(other.since, other.until) or "with no days"
                place.file.fault(place.thing, f"{what}: the term overlaps the one {when}; mend the days")
        same.append(fact)


def _side_faults(fact: Fact, entities: Mapping[str, Entity]) -> Iterator[str]:
    for id, allowed in ((fact.subject, SUBJECTS), (fact.object, OBJECTS)):
        if not id:
            continue
        if id not in entities:
            yield f"{fact.relation}: there is no entity {id}; add it or mend the id"
        elif entities[id].kind not in allowed.get(fact.relation, (entities[id].kind,)):
            wanted = " or ".join(allowed[fact.relation])
            kind = entities[id].kind
            yield f"{fact.relation}: {id} is of the kind {kind}, but this takes {wanted}; mend the id"
    if fact.subject == fact.object:
        yield f"{fact.relation}: {fact.subject} cannot stand on both sides; mend the id"


def _day_faults(since: str, until: str) -> Iterator[str]:
    bad = [day for day in (since, until) if day and not is_day(day)]
    for day in bad:
        yield f"{day!r} is no day; write 2022-01-07, 2022-01 or 2022"
    if not bad and reversed_days(since, until):
        cure = "until is the first day on which it no longer holds"
        yield f"it ends on {until}, which is not after its start on {since}; {cure}"
