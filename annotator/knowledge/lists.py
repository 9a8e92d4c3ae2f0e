"""YAML lists of entities, checked and compiled. Every fault of every file is named at once.

Nothing is compiled from lists with faults: a wrong fact accuses somebody.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from msgspec.structs import replace

from annotator.errors import SchemaError
from annotator.knowledge.cache import Compiled
from annotator.knowledge.check import check_entities, check_facts
from annotator.knowledge.shapes import EntityList, Listed, Office, Term, Terms
from annotator.model import Alias, Entity, Fact, Kind
from annotator.yamlfile import YamlFile

KINDS: tuple[Kind, ...] = get_args(Kind)


class Place(NamedTuple):
    """Where something is written: the file, and the struct in it that knows its line."""

    file: YamlFile
    thing: object
    owner: str
    """The id of the entity at which it stands."""


class Lists:
    """What has been gathered from the files so far."""

    def __init__(self) -> None:
        self.entities: dict[str, tuple[Entity, Place]] = {}
        self.facts: list[tuple[Fact, Place]] = []
        self.checked: dict[str, str] = {}


def compile_lists(sources: Sequence[tuple[Path, bytes]]) -> Compiled:
    """What the files say together. Raises SchemaError with every fault of every file."""
    files, broken = _open(sources)
    lists = Lists()
    read = [(file, content) for file in files if (content := file.fill(EntityList)) is not None]
    rows = [(file, content, listed) for file, content in read for listed in content.entities]
    for step in (_add, _replace, _extend):
        for file, content, listed in rows:
            step(lists, file, content, listed)
    check_entities(lists.entities.values())
    check_facts(lists.facts, {id: entity for id, (entity, _) in lists.entities.items()})
    faults = broken + [fault for file in files for fault in file.report()]
    if faults:
        raise SchemaError("\n".join(faults))
    entities = tuple(entity for entity, _ in lists.entities.values())
    return Compiled(entities, tuple(fact for fact, _ in lists.facts), lists.checked)


def _open(sources: Sequence[tuple[Path, bytes]]) -> tuple[list[YamlFile], list[str]]:
    files, broken = [], []
    for path, content in sources:
        try:
            files.append(YamlFile(path, content.decode("utf-8-sig")))
        except UnicodeDecodeError:
            broken.append(f"{path}: is no UTF-8; save it as UTF-8 text")
        except SchemaError as fault:
            broken.append(str(fault))
    return files, broken


def _add(lists: Lists, file: YamlFile, content: EntityList, listed: Listed) -> None:
    if listed.extends or listed.replaces or not file.filled(listed, "id"):
        return
    if listed.id in lists.entities:
        other = lists.entities[listed.id][1]
        where = f"{other.file.path}:{other.file.line_of(other.thing)}"
        file.fault(listed, f"{listed.id} stands at {where} already; write extends: true or another id", "id")
        return
    _put(lists, file, content, listed)


def _replace(lists: Lists, file: YamlFile, content: EntityList, listed: Listed) -> None:
    if not listed.replaces:
        return
    if listed.id not in lists.entities:
        file.fault(listed, f"there is no {listed.id} to be replaced; leave out replaces", "replaces")
    lists.facts = [(fact, place) for fact, place in lists.facts if place.owner != listed.id]
    _put(lists, file, content, listed)


def _put(lists: Lists, file: YamlFile, content: EntityList, listed: Listed) -> None:
    kind = _kind(file, content, listed)
    # Where the line has a fault already, the name is there and cannot be read.
    if not listed.name and file.line_of(listed, "name") not in {line for line, _ in file.faults}:
        file.fault(listed, f"{listed.id or 'the entity'} lacks a name; add it")
    if kind is None:
        return
    shared = {
        name: getattr(listed, name)
        for name in Entity.__struct_fields__
        if name not in ("kind", "aliases", "source", "members_are")
    }
    entity = Entity(
        **shared,
        kind=kind,
        aliases=_aliases(listed),
        members_are=_members_are(file, listed),
        source=_source(content, listed.source),
    )
    lists.entities[listed.id] = (entity, Place(file, listed, listed.id))
    lists.facts += _facts(file, content, listed)
    lists.checked[listed.id] = content.checked


def _extend(lists: Lists, file: YamlFile, content: EntityList, listed: Listed) -> None:
    if not listed.extends:
        return
    if listed.id not in lists.entities:
        file.fault(listed, f"there is no {listed.id} to be extended; leave out extends, or mend the id", "id")
        return
    entity, place = lists.entities[listed.id]
    # What is a single value is set, what is a list grows.
    single = {
        name: getattr(listed, name)
        for name in Entity.__struct_fields__
        if name not in ("id", "kind", "aliases", "demonyms", "source", "members_are")
        and getattr(listed, name)
    }
    entity = replace(
        entity,
        **single,
        aliases=entity.aliases + _aliases(listed),
        demonyms=entity.demonyms + listed.demonyms,
        members_are=_members_are(file, listed) or entity.members_are,
    )
    lists.entities[listed.id] = (entity, place)
    new = list(_facts(file, content, listed))
    begun = {_beginning(fact) for fact, _ in new}
    lists.facts = [(fact, at) for fact, at in lists.facts if at.file is file or _beginning(fact) not in begun]
    lists.facts += new
    lists.checked[listed.id] = content.checked or lists.checked.get(listed.id, "")


def _beginning(fact: Fact) -> tuple[str, ...]:
    return (fact.relation, fact.subject, fact.object, fact.role, fact.since)


def _kind(file: YamlFile, content: EntityList, listed: Listed) -> Kind | None:
    word = listed.kind or content.kind
    for kind in KINDS:
        if word == kind:
            return kind
    problem = f"kind cannot be {word!r}" if word else f"{listed.id} lacks a kind"
    file.fault(listed, f"{problem}; choose from {', '.join(KINDS)}", "kind")
    return None


def _members_are(file: YamlFile, listed: Listed) -> tuple[Kind, ...]:
    for word in listed.members_are:
        if word not in KINDS:
            file.fault(listed, f"members cannot be {word!r}; choose from {', '.join(KINDS)}", "members_are")
    return tuple(kind for kind in KINDS if kind in listed.members_are)


def _aliases(listed: Listed) -> tuple[Alias, ...]:
    return tuple(Alias(alias) if isinstance(alias, str) else alias for alias in listed.aliases)


def _source(content: EntityList, own: str) -> str:
    if own or not content.checked:
        return own or content.source
    return f"{content.source}, checked {content.checked}".removeprefix(", ")


def _facts(file: YamlFile, content: EntityList, listed: Listed) -> Iterator[tuple[Fact, Place]]:
    """The facts written at an entity."""

    def fact(
        term: Term | Office | Listed, relation: str, object: str, subject: str = listed.id
    ) -> tuple[Fact, Place]:
        said = {
            name: getattr(term, name)
            for name in ("since", "until", "status", "disputed", "note", "role")
            if not isinstance(term, Listed) and hasattr(term, name)
        }
        source = _source(content, term.source or listed.source)
        made = Fact(relation=relation, subject=subject, object=object, source=source, **said)
        return made, Place(file, term, listed.id)

    for office in listed.holds:
        yield fact(office, "holds", office.of)
    for group in listed.members:
        for member in (group.who,) if isinstance(group.who, str) else group.who:
            term = Term(listed.id, *(getattr(group, name) for name in Term.__struct_fields__[1:]))
            made, _ = fact(term, "member-of", listed.id, member)
            yield made, Place(file, group, listed.id)
    for relation, terms in (
        ("member-of", listed.member_of),
        ("capital-of", listed.capital_of),
        ("citizen-of", listed.citizen_of),
        ("part-of", listed.part_of),
    ):
        for other, one in _each(terms, listed):
            made, place = fact(one, relation, other)
            if relation == "member-of" and not made.status:
                made = replace(made, status="member")
            yield made, place
    if listed.founded:
        made, place = fact(listed, "founded", "")
        yield replace(made, since=listed.founded), place


def _each(terms: Terms, listed: Listed) -> Iterator[tuple[str, Term | Listed]]:
    """(id of the other side, what says so) for each term of a field."""
    for term in (terms,) if isinstance(terms, str | Term) else terms:
        if isinstance(term, str):
            yield term, listed
        else:
            for other in (term.of,) if isinstance(term.of, str) else term.of:
                yield other, term
