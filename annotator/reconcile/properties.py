"""The properties of entities: what a client may filter candidates by, and ask for."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from annotator.knowledge import Knowledge
from annotator.knowledge.statuses import MEMBER
from annotator.matching.words import folded_words
from annotator.model import Entity, Fact
from annotator.reconcile.shapes import PropertyValue, Value

MOST = 100
"""So many values of a property are told."""


class Told(Struct, frozen=True):
    """A property."""

    id: str
    name: str
    about: str
    """One sentence: what its values are."""
    values: Callable[[Knowledge, Entity], Iterable["str | Entity"]]
    type: str = ""
    """The type of its values where they are entities."""


def _aliases(known: Knowledge, entity: Entity) -> Iterable[str]:
    return [alias.text for alias in entity.aliases]


def _wikidata(known: Knowledge, entity: Entity) -> Iterable[str]:
    return [entity.wikidata] if entity.wikidata else []


def _objects(known: Knowledge, facts: Iterable[Fact]) -> list[Entity]:
    now = sorted(facts, key=lambda fact: (bool(fact.until), fact.since), reverse=False)
    found = (known.get(fact.object) for fact in now if fact.object and not fact.disputed)
    return list({entity.id: entity for entity in found if entity}.values())


def _country(known: Knowledge, entity: Entity) -> Iterable[Entity]:
    found = _objects(known, known.facts(subject=entity.id, relation="citizen-of"))
    held = _objects(known, known.facts(subject=entity.id, relation="holds"))
    behind = [known.state_behind(each.id) for each in (*found, *held, entity)]
    states = (known.get(id_) for id_ in dict.fromkeys(behind) if id_ and id_ != entity.id)
    return [state for state in states if state]


def _member_of(known: Knowledge, entity: Entity) -> Iterable[Entity]:
    facts = known.facts(subject=entity.id, relation="member-of")
    return _objects(known, (fact for fact in facts if not fact.until and fact.status in MEMBER))


def _office(known: Knowledge, entity: Entity) -> Iterable[str]:
    facts = known.facts(subject=entity.id, relation="holds")
    roles = [f"{fact.role} of {known.name(fact.object)}" for fact in facts if fact.role and fact.object]
    return list(dict.fromkeys(reversed(roles)))


PROPERTIES = {
    each.id: each
    for each in (
        Told("alias", "Other name", "A further name, whenever it was right.", _aliases),
        Told("wikidata", "Wikidata id", "The id of its item on Wikidata.", _wikidata),
        Told("country", "Country", "The state that it belongs to or acts for.", _country, "state"),
        Told(
            "member-of",
            "Member of",
            "Organizations it is in, as far as is known.",
            _member_of,
            "organization",
        ),
        Told("office", "Office", "Offices that a person holds or held, the latest first.", _office),
    )
}


def told(known: Knowledge, entity: Entity, property: str) -> list[dict[str, Any]]:
    """The values of a property as data extension tells them; none for an unknown one."""
    if property not in PROPERTIES:
        return []
    values = list(PROPERTIES[property].values(known, entity))[:MOST]
    return [{"str": v} if isinstance(v, str) else {"id": v.id, "name": v.name} for v in values]


def fits(known: Knowledge, entity: Entity, property: str, wanted: Iterable[PropertyValue]) -> bool:
    """Whether the entity has one of these values, spelling and other names of the value aside."""
    if property not in PROPERTIES:
        return False
    texts, ids = set[str](), set[str]()
    for value in PROPERTIES[property].values(known, entity):
        if isinstance(value, str):
            texts.add(_folded(value))
            texts.add(_folded(value.partition(" of ")[0]))
        else:
            ids.update((value.id, value.wikidata))
            texts.update(_folded(name) for name in (value.name, *(alias.text for alias in value.aliases)))
    for each in wanted:
        if isinstance(each, Value):
            if each.id in ids or (each.name and _folded(each.name) in texts):
                return True
        elif str(each) in ids or _folded(str(each)) in texts:
            return True
    return False


def _folded(text: str) -> str:
    return " ".join(folded_words(text)) or text
