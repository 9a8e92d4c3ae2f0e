"""FollowTheMoney entities, a JSON object a line, as OpenSanctions and OCCRP publish them.

Persons, organizations, positions and what connects them: occupancies, memberships, directorships. Other
schemata (passports, vessels, addresses) are passed over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from annotator.gazetteers.countries import FAMILY_FIRST, state_id
from annotator.gazetteers.records import (
    FaultError,
    Item,
    Options,
    aliases,
    check_days,
    clean,
    day,
    entity_id,
    family_and_given,
    note,
    turned,
)
from annotator.gazetteers.source import Source
from annotator.model import Alias, Entity, Fact, Kind

_SCHEMATA: dict[str, Kind] = {
    "Person": "person",
    "LegalEntity": "organization",
    "Organization": "organization",
    "PublicBody": "organization",
    "Company": "organization",
    "Position": "office",
}
_LINKS = {
    # schema: (subject, object, relation)
    "Occupancy": ("holder", "post", "holds"),
    "Membership": ("member", "organization", "member-of"),
    "Directorship": ("director", "organization", "holds"),
    "Employment": ("employee", "employer", "holds"),
}
_SHOUTED = re.compile(r"[^\W\d_]+")
_MOST = 20
"""So many facts of a kind one line may bring."""


class _Entity(msgspec.Struct):
    id: str
    schema: str
    properties: dict[str, list[object]]
    caption: str = ""
    datasets: list[str] = []


_decode = msgspec.json.Decoder(_Entity).decode


def read_followthemoney(source: Source, options: Options) -> Iterator[Item]:
    """An entity or a link a line."""
    for number, raw in source.lines():
        if not raw.strip():
            continue
        try:
            yield _item(number, _decode(raw), options)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            yield Item(line=number, fault=f"is no FollowTheMoney entity: {fault}")
        except FaultError as fault:
            yield Item(line=number, fault=str(fault))


def _item(line: int, found: _Entity, options: Options) -> Item:
    if found.schema in _LINKS:
        return Item(line=line, facts=tuple(_link(found, options)))
    kind = _SCHEMATA.get(found.schema)
    if kind is None:
        return Item(line=line, passed=f"{clean(found.schema)[:40]} is no kind of entity that is known here")
    names = _texts(found.properties, "name")
    name = _best(kind, [text for text in (clean(found.caption), *names) if text])
    if not any(c.isalnum() for c in name) or not found.id.strip():
        raise FaultError(f"{found.schema} lacks a name or an id")
    countries = _texts(found.properties, "country", "nationality", "citizenship", "jurisdiction")
    family, given = _parts(found.properties, kind, name, countries)
    entity = Entity(
        id=entity_id(clean(found.id), options.source),
        kind=kind,
        name=name,
        aliases=aliases(name, _aliases(found.properties, kind)),
        family=family,
        given=given,
        wikidata=_item_of(found),
        source=_source(found, options),
        note=note("; ".join(_texts(found.properties, "position", "summary")[:3])),
    )
    return Item(line=line, entity=entity, facts=tuple(_wholes(entity, countries, found, options)))


def _aliases(properties: Mapping[str, Sequence[object]], kind: Kind) -> list[Alias]:
    plain = [turned(text) for text in _texts(properties, "name", "alias", "previousName", "abbreviation")]
    # One word of a person's is a nickname as often as a name.
    found = [Alias(text, ambiguous=kind == "person" and " " not in text) for text in plain]
    return found + [Alias(turned(text), ambiguous=True) for text in _texts(properties, "weakAlias")]


def _parts(
    properties: Mapping[str, Sequence[object]], kind: Kind, name: str, countries: Sequence[str]
) -> tuple[str, str]:
    """Family and given name: as they are given where they stand in the name, else by its order."""
    if kind != "person":
        return "", ""
    for family in _texts(properties, "lastName"):
        for given in _texts(properties, "firstName"):
            if family in name and given in name:
                return family, given
    if any(code.lower() in FAMILY_FIRST for code in countries):
        return "", ""
    return family_and_given(name)


def _best(kind: Kind, names: Sequence[str]) -> str:
    """The name to show: the first, but not in capitals throughout where another one or a rule helps."""
    readable = [turned(text) for text in names if not (" " in text and text.isupper())]
    if readable or not names:
        return readable[0] if readable else ""
    return (
        _SHOUTED.sub(lambda word: word.group().capitalize(), turned(names[0]))
        if kind == "person"
        else names[0]
    )


def _wholes(entity: Entity, codes: Sequence[str], found: _Entity, options: Options) -> Iterator[Fact]:
    """The states and organizations that the entity is part of, or a citizen of."""
    relation = "citizen-of" if entity.kind == "person" else "part-of"
    wholes = [f"shipped:{state}" for code in dict.fromkeys(codes) if (state := state_id(code))]
    if entity.kind == "office" and len(wholes) != 1:
        # Of which state it is an office is not said; it may be one of an organization.
        wholes = [entity_id(id_, options.source) for id_ in _texts(found.properties, "organization")[:1]]
    for whole in wholes[:_MOST]:
        yield Fact(relation=relation, subject=entity.id, object=whole, source=entity.source)


def _link(found: _Entity, options: Options) -> Iterator[Fact]:
    one, other, relation = _LINKS[found.schema]
    p = found.properties
    subjects, objects = _texts(p, one), _texts(p, other)
    if not subjects or not objects:
        raise FaultError(f"{found.schema} lacks its {one if not subjects else other}")
    since = day(next(iter(_texts(p, "startDate", "periodStart")), ""))
    until = day(next(iter(_texts(p, "endDate", "periodEnd")), ""))
    check_days(since, until)
    stated = _texts(p, "status")
    more = ""
    if stated and not until and "current" not in stated:
        # It ended, or may have, nobody knows when: without a start no day is said to lie inside it.
        since, more = "", f"since {since}, {stated[0]}" if since else stated[0]
    role = "; ".join(_texts(p, "role", "summary")[:1]).lower() if relation == "holds" else ""
    if found.schema in ("Directorship", "Employment") and not role:
        role = "director" if found.schema == "Directorship" else "employee"
    for subject in subjects[:_MOST]:
        for object_ in objects[:_MOST]:
            yield Fact(
                relation=relation,
                subject=entity_id(subject, options.source),
                object=entity_id(object_, options.source),
                since=since,
                until=until,
                status="member" if relation == "member-of" else "",
                role=role if found.schema != "Occupancy" else "",
                note=more,
                source=_source(found, options),
            )


def _item_of(found: _Entity) -> str:
    """The Wikidata item: a property, or the id of the entity itself."""
    given = (*_texts(found.properties, "wikidataId"), found.id.strip())
    return next((text for text in given if text[:1] == "Q" and text[1:].isdecimal()), "")


def _source(found: _Entity, options: Options) -> str:
    url = next(iter(_texts(found.properties, "sourceUrl")), "")
    return note(url or ", ".join(found.datasets[:3]) or options.source)


def _texts(properties: Mapping[str, Sequence[object]], *names: str) -> list[str]:
    """The values of properties as text, each once; an entity that stands inside another gives its id."""
    found: dict[str, None] = {}
    for name in names:
        for value in properties.get(name, ()):
            text = clean(value.get("id", "") if isinstance(value, dict) else value)
            if text:
                found[text] = None
    return list(found)
