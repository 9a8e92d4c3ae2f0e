"""The project's own entities as a source of knowledge: what all its lists say, under the ids of the program.

An entity of a shipped list keeps its id and its facts: of an imported one that is the same, names are added,
and facts that the lists do not have. Any other is known by its Wikidata id, or by the id of its list.
Nothing is read but what is asked for, and what was asked before is remembered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec.structs import replace

from annotator.knowledge import Knowledge, Listed, load_knowledge
from annotator.model import Alias, Entity, Fact
from annotator.session.namesakes import SHIPPED, is_item, same_by_name
from annotator.session.roles import role_of
from annotator.store import Store
from annotator.store.entities import Entities, Linked, Side

PARTS = 20_000
"""Of so many persons, the best known, a family name alone may be found before anybody named them in full."""
LONGEST = 12
"""Words of a name that is looked for in texts, at most."""
MOST = 2000
"""So many facts of one question are answered, those of the older lists first."""
MANY = 20_000
"""From so many names on, there is one for almost every word with a capital."""
REMEMBERED = 20_000


def knowledge_of(store: Store, lists: Sequence[Path] = ()) -> Knowledge:
    """The shipped lists, those in `lists`, and beside them the entities of the database, if it has any.

    Raises SchemaError where a list has faults, StoreError where the database cannot be read.
    """
    known, entities = load_knowledge(lists), Entities(store)
    return known.joined(Gazetteer(entities, known)) if entities.fingerprint() else known


def knowledge_at(path: Path, lists: Sequence[Path] = ()) -> Knowledge:
    """As `knowledge_of`, of the database at `path`, which is only read and stays open as long as it is used."""
    return knowledge_of(Store.open(path, create=False), lists)


class Gazetteer:
    """A `Source` for a knowledge. Safe in any thread."""

    def __init__(self, entities: Entities, lists: Knowledge) -> None:
        self.fingerprint = entities.fingerprint()
        self._entities = entities
        self._lists = lists
        self._items = {each.wikidata: each.id for each in lists.entities.values() if each.wikidata}
        self._has_facts = entities.has_facts()
        self.many = entities.has_names(MANY)
        self._got = lru_cache(REMEMBERED)(self._get)
        self._asked = lru_cache(REMEMBERED)(self._facts)
        self._linked = lru_cache(REMEMBERED)(self._read)

    @cached_property
    def _same(self) -> Mapping[str, str]:
        return same_by_name(self._lists, self._entities, self._items)

    @cached_property
    def _others(self) -> Mapping[str, list[str]]:
        """By id of the shipped lists: the ids of those that are the same by name."""
        found: dict[str, list[str]] = {}
        for id_, ours in self._same.items():
            found.setdefault(ours, []).append(id_)
        return found

    def id_of(self, id: str, wikidata: str) -> str:
        """The id under which the program knows what a list calls `id`."""
        if id.startswith(SHIPPED):
            return id.removeprefix(SHIPPED)
        item = wikidata or (id if is_item(id) else "")
        return self._items.get(item) or self._same.get(id) or item or id

    def ids_of(self, id: str) -> list[str]:
        """What the lists may call the entity that the program knows by `id`."""
        ours = self._lists.entities.get(id)
        if ours is None:
            return [id, *self._entities.ids_of(id)] if is_item(id) else [id]
        found = [SHIPPED + id, *self._others.get(id, ())]
        if ours.wikidata:
            found += [ours.wikidata, *self._entities.ids_of(ours.wikidata)]
        return list(dict.fromkeys(found))

    # ------------------------------------------------------------ entities

    def get(self, id: str) -> Entity | None:
        """The entity that the program or a list knows by that id, as all lists tell it; None: none does."""
        return self._got(id)

    def _get(self, id: str) -> Entity | None:
        told = self._entities.called(id) if id else []
        if not told:
            return self._lists.entities.get(self.id_of(id, ""))
        known_by = self.id_of(told[0].id, told[0].wikidata)
        if known_by in self._lists.entities:
            return self._lists.entities[known_by]
        if known_by != id:
            told = self._entities.called(known_by, id)
        return merged(known_by, told)

    def names(self) -> Iterator[Listed]:
        """Every name that may be looked for in a text. What the shipped lists have is left out."""
        lists, known = self._lists.entities, dict[str, frozenset[str]]()
        for name in self._entities.names(LONGEST):
            id_ = self.id_of(name.entity, name.wikidata)
            ours = lists.get(id_)
            if ours is None:
                yield Listed(id_, name.kind, name.rank, name.alias)
                continue
            if id_ not in known:
                known[id_] = frozenset(text.casefold() for text in _texts(ours))
            text = name.alias.text
            # A code of two letters is a word in capitals as often as a state: the lists have those in use.
            code = ours.kind == "state" and text.isupper() and len(text) < 4
            if text.casefold() not in known[id_] and not code:
                yield Listed(id_, ours.kind, ours.rank, name.alias)

    def persons(self) -> Iterator[Entity]:
        """The best known persons that the shipped lists do not have."""
        for person in self._entities.persons(PARTS):
            id_ = self.id_of(person.id, person.wikidata)
            if id_ not in self._lists.entities:
                yield replace(person, id=id_)

    # ------------------------------------------------------------ facts

    def facts(self, *, subject: str = "", relation: str = "", object: str = "") -> Sequence[Fact]:
        """The facts of all lists that the shipped ones do not have; both sides of each are known."""
        if not self._has_facts or not (subject or object):
            return ()
        return self._asked(subject, relation, object)

    def _facts(self, subject: str, relation: str, object: str) -> tuple[Fact, ...]:
        if subject:
            told: Iterable[Linked] = self._linked(subject, "", relation)
        else:
            told = self._linked("", object, relation)
            if relation in ("holds", ""):
                told = (*told, *self._through_offices(object))
        found: dict[tuple[str, ...], Fact] = {}
        for linked in told:
            fact = self._known_by(linked)
            if fact and object in ("", fact.object) and not gives_way(fact, self._lists):
                same = (fact.subject, fact.relation, fact.object, fact.role, fact.since[:4])
                found.setdefault(same, fact)
        return tuple(found.values())[:MOST]

    def _read(self, subject: str, object: str, relation: str) -> tuple[Linked, ...]:
        subjects = self.ids_of(subject) if subject else ()
        objects = self.ids_of(object) if object else ()
        return tuple(self._entities.facts(subjects, relation, objects, most=2 * MOST))

    def _through_offices(self, whole: str) -> Iterator[Linked]:
        """Who holds an office that is a thing of its own, and part of that state or organization."""
        parts = self._linked("", whole, "part-of")
        offices = list(dict.fromkeys(p.subject.id for p in parts if p.subject.kind == "office"))
        for at in range(0, len(offices), 500):
            yield from self._entities.facts((), "holds", offices[at : at + 500], most=2 * MOST)

    def _known_by(self, linked: Linked) -> Fact | None:
        """The fact under the ids of the program; None where a side is not known, or the office is of nobody."""
        fact = linked.fact
        subject = self._side(linked.subject)
        if subject is None:
            return None
        if not fact.object:
            return replace(fact, subject=subject.id)
        object_ = self._side(linked.object)
        if object_ is None:
            return None
        if fact.relation != "holds" or object_.kind != "office":
            return replace(fact, subject=subject.id, object=object_.id)
        whole = next((part.object for part in self._asked(object_.id, "part-of", "")), "")
        entity = self._lists.entities.get(whole) or self.get(whole)
        if entity is None:
            return None
        role = fact.role or role_of(object_.name, entity)
        return replace(fact, subject=subject.id, object=entity.id, role=role)

    def _side(self, side: Side) -> Side | None:
        """The entity at one side of a fact under the program's id; None: nobody knows it."""
        id_ = self.id_of(side.id, side.wikidata)
        ours = self._lists.entities.get(id_)
        if ours is None and side.kind:
            return replace(side, id=id_)
        known = ours or self.get(id_)
        return Side(known.id, known.wikidata, known.kind, known.name) if known else None


def merged(id: str, told: Sequence[Entity]) -> Entity:
    """One entity from what several lists say of it: the first has the word, the others add to it."""
    first = told[0]
    names: dict[tuple[str, str], Alias] = {}
    for each in told:
        for alias in (Alias(each.name), *each.aliases):
            if alias != Alias(first.name):
                names.setdefault((alias.text, alias.since), alias)

    def any_of(field: str) -> str:
        return next((value for each in told if (value := getattr(each, field))), "")

    whole = next((each for each in told if each.family), first)
    return replace(
        first,
        id=id,
        aliases=tuple(names.values()),
        family=whole.family,
        given=whole.given,
        family_first=whole.family_first,
        short=any_of("short"),
        rank=max(each.rank for each in told),
        wikidata=any_of("wikidata"),
        note=any_of("note"),
        source=any_of("source"),
    )


def gives_way(fact: Fact, lists: Knowledge) -> bool:
    """True for a fact that the shipped lists tell as well, or on which they have the last word."""
    relation, whole = fact.relation, lists.entities.get(fact.object)
    if relation == "member-of" and whole is not None and whole.complete_since:
        return True  # the list of members is complete: what it lacks is no member
    if relation == "capital-of":
        return bool(lists.facts(relation=relation, object=fact.object))
    known = lists.facts(subject=fact.subject, relation=relation, object=fact.object)
    return any(fact.role in ("", other.role) for other in known)


def _texts(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from (alias.text for alias in entity.aliases)
    yield from entity.demonyms
