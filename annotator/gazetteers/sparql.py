"""SPARQL results in JSON, as query services give them: a row a fact, the columns named as below.

item (an address that ends in the id), itemLabel, itemAltLabel or alias, kind or type, office with
officeLabel and of, organization, country, start, end. Rows of the same item add up.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from annotator.gazetteers.classes import CLASSES
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
    kind_of,
    note,
    wrong_shape,
)
from annotator.gazetteers.source import Source
from annotator.model import Alias, Entity, Fact, Kind

LARGEST = 512 * 1024 * 1024
"""Bytes of a result at most: it is read whole."""


class _Rows(msgspec.Struct):
    bindings: list[dict[str, dict[str, Any]]]


class _Results(msgspec.Struct):
    results: _Rows


def read_sparql(source: Source, options: Options) -> Iterator[Item]:
    """A row of the results an item; `line` is the number of the row."""
    try:
        found = msgspec.json.decode(source.read_all(LARGEST), type=_Results)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise wrong_shape(source.name, f"is no SPARQL result in JSON: {fault}") from None
    for number, row in enumerate(found.results.bindings, 1):
        if number <= source.after:
            continue
        try:
            values = {name: _text(cell) for name, cell in row.items()}
            yield _item(number, {name: text for name, text in values.items() if text}, options)
        except FaultError as fault:
            yield Item(line=number, fault=str(fault))


def _text(cell: Mapping[str, Any]) -> str:
    value = cell.get("value", "")
    if cell.get("type") == "bnode" or (isinstance(value, str) and "/.well-known/genid/" in value):
        return ""
    return note(value)


def _last(text: str) -> str:
    """The id at the end of an address."""
    return text.rpartition("/")[2] if "://" in text else text


def _item(number: int, row: Mapping[str, str], options: Options) -> Item:
    raw = _last(row.get("item", "") or row.get("person", "") or row.get("id", ""))
    if not raw:
        raise FaultError("lacks an item; name the variable ?item")
    name = clean(row.get("itemLabel", "") or row.get("personLabel", "") or row.get("name", ""))
    if not name or name == raw:
        return Item(line=number, passed="no label; ask for ?itemLabel")
    id_ = entity_id(raw, options.source)
    kind = _kind(row, options)
    family, given = family_and_given(name) if kind == "person" else ("", "")
    listed = (row.get("itemAltLabel", "") or row.get("alias", "")).split(", ")
    entity = Entity(
        id=id_,
        kind=kind,
        name=name,
        aliases=aliases(name, [Alias(clean(text)) for text in listed if text]),
        family=family,
        given=given,
        wikidata=raw if raw[:1] == "Q" and raw[1:].isdecimal() else "",
        source=row.get("item", "") if "://" in row.get("item", "") else options.source,
        note=row.get("itemDescription", ""),
    )
    return Item(line=number, entity=entity, facts=tuple(_facts(entity, row, options)))


def _kind(row: Mapping[str, str], options: Options) -> Kind:
    said = _last(row.get("kind", "") or row.get("type", ""))
    if said in CLASSES:
        return CLASSES[said]
    if said and not (said[:1] == "Q" and said[1:].isdecimal()):
        return kind_of(said)
    if options.kind is None:
        raise FaultError("lacks a kind that is known; ask for ?kind, or name it with --kind")
    return options.kind


def _facts(entity: Entity, row: Mapping[str, str], options: Options) -> Iterator[Fact]:
    since = day(row.get("start", "") or row.get("since", ""))
    until = day(row.get("end", "") or row.get("until", ""))
    check_days(since, until)
    office, of = row.get("office", "") or row.get("position", ""), row.get("of", "")
    label = row.get("officeLabel", "") or row.get("positionLabel", "")
    if of and (label or office):
        role = (label or office).lower()
        yield _fact(entity, options, "holds", of, since=since, until=until, role=role)
    elif office:
        yield _fact(entity, options, "holds", office, since=since, until=until)
    group = row.get("organization", "") or row.get("organisation", "") or row.get("party", "")
    if group:
        yield _fact(entity, options, "member-of", group, since=since, until=until, status="member")
    if row.get("country"):
        relation = "citizen-of" if entity.kind == "person" else "part-of"
        yield _fact(entity, options, relation, row["country"])


def _fact(
    entity: Entity,
    options: Options,
    relation: str,
    object_: str,
    *,
    since: str = "",
    until: str = "",
    status: str = "",
    role: str = "",
) -> Fact:
    return Fact(
        relation=relation,
        subject=entity.id,
        object=entity_id(_last(object_), options.source),
        since=since,
        until=until,
        status=status,
        role=role,
        source=entity.source,
    )
