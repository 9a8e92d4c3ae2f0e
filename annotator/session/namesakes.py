"""Which entities of the project's lists are entities of the shipped lists, told by another source.

By the Wikidata id where both have one. Else by the name: the same kind, a name of several words or the very
name in use, and no sign that they belong to different states. Where several could be it, none is.
"""

from collections.abc import Iterator, Mapping, Sequence

from annotator.knowledge import Knowledge
from annotator.matching.words import folded_words
from annotator.model import Entity, Kind
from annotator.store.entities import Entities, Namesake

KINDS: tuple[Kind, ...] = ("state", "organization", "person")
"""Two places of one name are two places."""
SHIPPED = "shipped:"
"""What stands before an id of the shipped lists in a fact of an imported one."""


def folded(name: str) -> str:
    """A name as the store compares it; empty for a text without letters."""
    return " ".join(folded_words(name))


def is_item(id: str) -> bool:
    """True for an id of Wikidata: 'Q42'."""
    return id[:1] == "Q" and id[1:].isdecimal()


def same_by_name(lists: Knowledge, entities: Entities, items: Mapping[str, str]) -> dict[str, str]:
    """Ids of the project's lists → ids of the shipped ones, for those that the name alone tells.

    `items`: Wikidata id → id in the shipped lists.
    """
    by_name = _names(lists)
    candidates: dict[str, list[Namesake]] = {}
    for each in entities.same_name(by_name, KINDS):
        for ours in by_name[each.folded]:
            entity = lists.entities[ours]
            if entity.kind == each.kind and not (each.wikidata and entity.wikidata):
                candidates.setdefault(ours, []).append(each)
    found: dict[str, str] = {}
    for ours, namesakes in candidates.items():
        for id_ in _meant(lists, entities, items, ours, namesakes):
            found.setdefault(id_, ours)
    return found


def _names(lists: Knowledge) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity in lists.entities.values():
        if entity.kind in KINDS:
            for name in dict.fromkeys(map(folded, _long_names(entity))):
                found.setdefault(name, []).append(entity.id)
    found.pop("", None)
    return found


def _long_names(entity: Entity) -> Iterator[str]:
    aliases = [alias.text for alias in entity.aliases if not (alias.ambiguous or alias.acronym)]
    for name in (entity.name, *aliases):
        if " " in name or (name == entity.name and entity.kind != "person"):
            yield name
    if entity.family and entity.given:
        yield f"{entity.family} {entity.given}"
        yield f"{entity.given} {entity.family}"


def _meant(
    lists: Knowledge, entities: Entities, items: Mapping[str, str], ours: str, namesakes: Sequence[Namesake]
) -> set[str]:
    """The ids of those that are the entity, if that is clear."""
    wanted = states_of(lists, ours)
    near: list[Namesake] = []
    unknown: list[Namesake] = []
    for each in namesakes:
        told = (fact.fact.object for fact in entities.facts(subjects=[each.id]))
        states = {state for id_ in told if (state := _state(lists, items, id_))}
        if states & wanted:
            near.append(each)
        elif not (states and wanted):
            unknown.append(each)
    group = near or unknown
    ids = {each.id for each in group}
    # One list says 'mine:7', another 'Q12': one thing. Two items of Wikidata, or of one list, are two.
    several = len({each.wikidata for each in group} - {""}) > 1
    of_a_list = {(each.list, each.id) for each in group}
    return set() if several or len({number for number, _ in of_a_list}) < len(of_a_list) else ids


def states_of(lists: Knowledge, id: str) -> set[str]:
    """The states that an entity of the shipped lists belongs to or serves."""
    behind = (lists.state_behind(fact.object) for fact in lists.facts(subject=id) if fact.object)
    return {state for state in (*behind, lists.state_behind(id)) if state}


def _state(lists: Knowledge, items: Mapping[str, str], told: str) -> str:
    """The shipped state that the object of a fact of a list is, or is part of; else empty."""
    id_ = told.removeprefix(SHIPPED) if told.startswith(SHIPPED) else items.get(told, "")
    return (lists.state_behind(id_) or "") if id_ else ""
