"""Wikidata: a dump of items, one a line inside a JSON array or bare, packed or not; and SPARQL results.

Taken are: labels and aliases, official and native names with their days (P1448, P1705, P1559, P1813), what
an item is (P31), memberships (P463, P102), offices (P39), citizenship (P27), capitals (P36), founding (P571)
and what a place or office is part of (P17, P131, P1001). Deprecated statements are left out.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from annotator.gazetteers.classes import CLASSES, FAMILY_FIRST, TELLING
from annotator.gazetteers.records import (
    FaultError,
    Item,
    Options,
    aliases,
    check_days,
    clean,
    day,
    fame,
    family_and_given,
    note,
)
from annotator.gazetteers.source import Source
from annotator.model import Alias, Entity, Fact, Kind

_SITE = "https://www.wikidata.org/wiki/"
_MOST = 200
"""So many facts of a relation are taken from one item."""
_NAMES = ("P1448", "P1705", "P1559", "P1813")
_FACTS = (
    # property, relation, kinds of the item it stands at; None: all
    ("P463", "member-of", None),
    ("P102", "member-of", ("person",)),
    ("P39", "holds", ("person",)),
    ("P27", "citizen-of", ("person",)),
    ("P1001", "part-of", ("office", "organization")),
    ("P17", "part-of", ("office", "organization", "place")),
)


class _Term(msgspec.Struct):
    value: str


class _Snak(msgspec.Struct):
    datavalue: dict[str, Any] | None = None
    snaktype: str = "value"


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: dict[str, list[_Snak]] = {}


class _Item(msgspec.Struct):
    id: str
    labels: dict[str, _Term] | list[Any] = {}
    aliases: dict[str, list[_Term]] | list[Any] = {}
    descriptions: dict[str, _Term] | list[Any] = {}
    claims: dict[str, list[_Statement]] | list[Any] = {}
    sitelinks: dict[str, msgspec.Raw] | list[Any] = {}


_decode = msgspec.json.Decoder(_Item).decode


def read_wikidata(source: Source, options: Options) -> Iterator[Item]:
    """An item a line; '[', ']' and the comma at a line's end are what makes the dump an array."""
    for number, raw in source.lines():
        line = raw.strip().removesuffix(b",")
        if line in (b"", b"[", b"]"):
            continue
        try:
            yield _read(number, _decode(line), options)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            yield Item(line=number, fault=f"is no Wikidata item: {fault}")
        except FaultError as fault:
            yield Item(line=number, fault=str(fault))


def _read(number: int, item: _Item, options: Options) -> Item:
    if not (item.id[:1] == "Q" and item.id[1:].isdecimal()):
        return Item(line=number, passed="no item, but a property or a lexeme")
    claims = item.claims if isinstance(item.claims, dict) else {}
    kind = _kind(claims) or options.kind
    if kind is None:
        return Item(line=number, passed="of no kind that is known here")
    name, others = _names(item, options.languages)
    if not name:
        return Item(line=number, passed=f"no name in {', '.join(options.languages)}")
    family, given = _parts(claims, name) if kind == "person" else ("", "")
    entity = Entity(
        id=item.id,
        kind=kind,
        name=name,
        aliases=aliases(name, _official(claims), others),
        family=family,
        given=given,
        rank=fame(len(item.sitelinks)),
        wikidata=item.id,
        source=_SITE + item.id,
        note=_description(item, options.languages),
    )
    facts, fault = _facts(entity, claims)
    return Item(line=number, entity=entity, facts=tuple(facts), fault=fault)


def _kind(claims: dict[str, list[_Statement]]) -> Kind | None:
    for statement in claims.get("P31", ()):
        kind = CLASSES.get(_id(statement.mainsnak))
        if kind and statement.rank != "deprecated":
            return kind
    return next((kind for name, kind in TELLING.items() if name in claims), None)


def _names(item: _Item, languages: Sequence[str]) -> tuple[str, list[Alias]]:
    """The label in the first language that has one, and everything else that it is called."""
    labels = item.labels if isinstance(item.labels, dict) else {}
    more = item.aliases if isinstance(item.aliases, dict) else {}
    wanted = (*languages, "mul")
    texts = [clean(labels[language].value) for language in wanted if language in labels]
    texts = [text for text in texts if any(c.isalnum() for c in text)]
    if not texts:
        return "", []
    other = [clean(term.value) for language in wanted for term in more.get(language, ())]
    return texts[0], [Alias(text) for text in (*texts[1:], *other)]


def _official(claims: dict[str, list[_Statement]]) -> list[Alias]:
    """Official, native and short names, with the days on which they held."""
    found = []
    for name in _NAMES:
        for statement in _good(claims, name):
            value = _value(statement.mainsnak)
            text = clean(value.get("text", "")) if isinstance(value, dict) else ""
            if text:
                since, until = _days(statement)
                found.append(Alias(text, since, until))
    return found


def _parts(claims: dict[str, list[_Statement]], name: str) -> tuple[str, str]:
    if any(_id(statement.mainsnak) in FAMILY_FIRST for statement in claims.get("P27", ())):
        return "", ""
    return family_and_given(name)


def _description(item: _Item, languages: Sequence[str]) -> str:
    known = item.descriptions if isinstance(item.descriptions, dict) else {}
    return next((note(known[language].value) for language in languages if language in known), "")


def _facts(entity: Entity, claims: dict[str, list[_Statement]]) -> tuple[list[Fact], str]:
    """The facts, and what was wrong with the first of those left out."""
    found: list[Fact] = []
    faults: list[str] = []
    for name, relation, kinds in _FACTS:
        if kinds and entity.kind not in kinds:
            continue
        for statement in _good(claims, name)[:_MOST]:
            object_ = _id(statement.mainsnak)
            if object_ and object_ != entity.id:
                _add(
                    found,
                    faults,
                    entity,
                    name,
                    statement,
                    Fact(relation=relation, subject=entity.id, object=object_),
                )
    for statement in _good(claims, "P36") if entity.kind == "state" else ():
        capital = _id(statement.mainsnak)
        if capital:
            _add(
                found,
                faults,
                entity,
                "P36",
                statement,
                Fact(relation="capital-of", subject=capital, object=entity.id),
            )
    for statement in _good(claims, "P571")[:1] if entity.kind == "organization" else ():
        since = _time(statement.mainsnak)
        if since:
            found.append(Fact(relation="founded", subject=entity.id, since=since, source=entity.source))
    return found, f"{entity.id} {faults[0]}; the rest was taken" if faults else ""


def _add(
    found: list[Fact], faults: list[str], entity: Entity, name: str, statement: _Statement, fact: Fact
) -> None:
    try:
        since, until = _days(statement)
    except FaultError as fault:
        faults.append(f"{name}: {fault}")
        return
    found.append(
        msgspec.structs.replace(
            fact,
            since=since,
            until=until,
            status="member" if fact.relation == "member-of" else "",
            source=entity.source,
        )
    )


def _good(claims: dict[str, list[_Statement]], name: str) -> list[_Statement]:
    return [statement for statement in claims.get(name, ()) if statement.rank != "deprecated"]


def _days(statement: _Statement) -> tuple[str, str]:
    q = statement.qualifiers
    since, until = (next((_time(snak) for snak in q.get(name, ())), "") for name in ("P580", "P582"))
    check_days(since, until)
    if not until and any(snak.snaktype != "novalue" for snak in q.get("P582", ())):
        return "", ""  # it ended, nobody knows when: without a start no day is said to lie inside it
    return since, until


def _value(snak: _Snak) -> Any:
    return snak.datavalue.get("value") if snak.datavalue else None


def _id(snak: _Snak) -> str:
    value = _value(snak)
    found = value.get("id", f"Q{value.get('numeric-id')}") if isinstance(value, dict) else None
    return found if isinstance(found, str) and found[:1] == "Q" and found[1:].isdecimal() else ""


def _time(snak: _Snak) -> str:
    """A time as far as it is known; empty for centuries, unknown values and years before 1000."""
    value = _value(snak)
    if not isinstance(value, dict) or not isinstance(value.get("time"), str):
        return ""
    precision, text = value.get("precision"), value["time"]
    if text[:1] != "+" or not isinstance(precision, int) or precision < 9 or text[5:6] != "-":
        return ""
    return day(text[1 : {9: 5, 10: 8}.get(precision, 11)])
