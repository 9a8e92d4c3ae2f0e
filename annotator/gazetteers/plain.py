"""CSV, TSV and JSONL: lists that people make, a row or line an entity (docs/gazetteers.md).

Rows with the same id add up: a person with three offices stands on three rows.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annotator.errors import ReadError
from annotator.gazetteers.records import (
    KINDS,
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
    slug,
    turned,
    wrong_shape,
)
from annotator.gazetteers.rows import NO_UTF8, rows
from annotator.gazetteers.source import Source
from annotator.model import Alias, Entity, Fact, Kind

_COLUMNS = {
    **dict.fromkeys(("id", "key", "code"), "id"),
    **dict.fromkeys(("name", "label", "title", "itemlabel"), "name"),
    **dict.fromkeys(("kind", "type", "schema"), "kind"),
    **dict.fromkeys(("aliases", "alias", "altlabel", "itemaltlabel", "other_names"), "aliases"),
    **dict.fromkeys(("wikidata", "qid", "wikidata_id", "wikidataid"), "wikidata"),
    **dict.fromkeys(("family", "family_name", "lastname", "last_name", "surname"), "family"),
    **dict.fromkeys(("given", "given_name", "firstname", "first_name"), "given"),
    **dict.fromkeys(("source", "url", "source_url"), "source"),
    **dict.fromkeys(("note", "description", "summary"), "note"),
    **dict.fromkeys(("since", "start", "from", "start_date", "startdate"), "since"),
    **dict.fromkeys(("until", "end", "to", "end_date", "enddate"), "until"),
    **dict.fromkeys(("member_of", "memberof", "group", "party"), "member_of"),
    **dict.fromkeys(("role", "office", "position"), "role"),
    **{name: name for name in ("of", "status", "citizen_of", "part_of", "rank", "family_first", "short")},
    "country": "citizen_of",
}
_RELATIONS = ("member-of", "holds", "capital-of", "citizen-of", "founded", "part-of")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
"""With what a file begins that Excel saved as 'Unicode text'."""
_TRUE = frozenset(("1", "true", "yes", "y"))
_NAMED = ("text", "since", "until", "style", "acronym", "ambiguous")


def read_csv(source: Source, options: Options) -> Iterator[Item]:
    """Rows under a line of column names, parted by commas, semicolons or tabs. A row may span lines."""
    start = source.beginning()
    if start[:2] in _UTF16:
        raise ReadError(f"{source.name}: {NO_UTF8}")
    head = start.decode("utf-8-sig", "replace").splitlines()
    if not head:
        return
    columns = [_column(name) for name in next(csv.reader(head[:1], delimiter=_delimiter(head[0])), [])]
    if "name" not in columns:
        known = "id, name, kind, aliases, wikidata, rank, since, until, role, of, member_of"
        raise wrong_shape(source.name, f"line 1 must name the columns, one of them name ({known})")
    for line, row, fault in rows(source, _delimiter(head[0])):
        if line > max(1, source.after) and (row or fault):
            yield Item(line=line, fault=fault) if fault else _row(line, row, columns, options)


def _row(line: int, row: list[str], columns: list[str], options: Options) -> Item:
    if not any(cell.strip() for cell in row):
        return Item(line=line, passed="an empty row")
    if len(row) > len(columns):
        return Item(line=line, fault=f"{len(row)} cells under {len(columns)} column names")
    fields: dict[str, object] = {}
    for column, cell in zip(columns, row, strict=False):
        if column and cell.strip():
            fields.setdefault(column, cell.strip())
    if "aliases" in fields:
        mark = "|" if "|" in str(fields["aliases"]) else ";"
        fields["aliases"] = str(fields["aliases"]).split(mark)
    return _item(line, fields, options)


def _delimiter(head: str) -> str:
    return max("\t,;", key=head.count)


def _column(name: str) -> str:
    return _COLUMNS.get(name.strip().casefold().replace(" ", "_").replace("-", "_"), "")


def read_jsonl(source: Source, options: Options) -> Iterator[Item]:
    """An object a line: what `annotator entities export` writes, or the columns of a CSV list."""
    for number, raw in source.lines():
        if not raw.strip():
            continue
        try:
            fields = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            yield Item(line=number, fault=f"is no JSON: {fault}")
            continue
        if not isinstance(fields, dict):
            yield Item(line=number, fault="is no JSON object; write one entity a line")
        elif fields.get("shipped") is True:
            yield Item(line=number, passed="ships with the program", shipped=True)
        else:
            known = {_column(key) or key: value for key, value in fields.items() if value is not None}
            yield _item(number, known, options)


def _item(line: int, fields: Mapping[str, object], options: Options) -> Item:
    try:
        if "name" not in fields and "facts" in fields:
            return Item(line=line, facts=tuple(_loose_facts(fields, options)))
        entity = _entity(fields, options)
        return Item(line=line, entity=entity, facts=tuple(_facts(entity, fields, options)))
    except FaultError as fault:
        return Item(line=line, fault=str(fault))


def _entity(fields: Mapping[str, object], options: Options) -> Entity:
    name = turned(clean(fields.get("name", "")))
    if not any(c.isalnum() for c in name):
        raise FaultError("lacks a name")
    kind = kind_of(clean(fields["kind"])) if "kind" in fields else options.kind
    if kind is None:
        raise FaultError("lacks a kind; add a column or name it with --kind")
    raw = clean(fields.get("id", "")) or slug(name)
    family, given = clean(fields.get("family", "")), clean(fields.get("given", ""))
    if kind == "person" and not family:
        family, given = family_and_given(name)
    entity = Entity(
        id=entity_id(raw, options.source),
        kind=kind,
        name=name,
        aliases=aliases(name, list(_aliases(fields.get("aliases", ())))),
        demonyms=_texts(fields, "demonyms"),
        family=family,
        given=given,
        family_first=_truth(fields.get("family_first", False)),
        short=clean(fields.get("short", "")),
        members_are=_kinds(fields.get("members_are", ())),
        rank=_rank(fields.get("rank", 0)),
        wikidata=_wikidata(fields.get("wikidata", "")),
        source=note(fields.get("source", "") if "facts" in fields or "source" in fields else options.source),
        note=note(fields.get("note", "")),
    )
    return entity


def _aliases(value: object) -> Iterator[Alias]:
    if isinstance(value, str):
        value = [value]
    for each in _listed(value, "aliases"):
        if isinstance(each, Mapping):
            text = clean(each.get("text", ""))
            since, until = (day(clean(each.get(name, ""))) for name in ("since", "until"))
            check_days(since, until)
            flags = {name: _truth(each.get(name, False)) for name in _NAMED[3:]}
            yield Alias(text, since, until, **flags)
        else:
            yield Alias(clean(each))


def _facts(entity: Entity, fields: Mapping[str, object], options: Options) -> Iterator[Fact]:
    for each in _listed(fields.get("facts", ()), "facts"):
        if not isinstance(each, Mapping):
            raise FaultError("a fact must be an object")
        yield _fact(entity, each, options)
    about = {name: fields[name] for name in ("since", "until", "status", "source") if name in fields}
    check_days(*(day(clean(fields.get(name, ""))) for name in ("since", "until")))
    if "member_of" in fields:
        yield _fact(entity, about | {"relation": "member-of", "object": fields["member_of"]}, options)
    if "role" in fields and "of" in fields:
        named = {"relation": "holds", "object": fields["of"], "role": clean(fields["role"]).lower()}
        yield _fact(entity, about | named, options)
    elif "of" in fields or "role" in fields:
        raise FaultError("role and of go together: the office, and the id of what it is an office of")
    for column, relation in (("citizen_of", "citizen-of"), ("part_of", "part-of")):
        if column in fields:
            wanted = "part-of" if entity.kind != "person" else relation
            yield _fact(entity, {"relation": wanted, "object": fields[column]}, options)


def _loose_facts(fields: Mapping[str, object], options: Options) -> Iterator[Fact]:
    """Facts about something that another line, list or program has: each names its subject."""
    for each in _listed(fields.get("facts", ()), "facts"):
        if not isinstance(each, Mapping):
            raise FaultError("a fact must be an object")
        subject = clean(each.get("subject", ""))
        if not subject:
            raise FaultError("a fact without an entity lacks its subject: the id of what it is about")
        about = Entity(id=entity_id(subject, options.source), kind="person", name=subject)
        yield _fact(about, each, options)


def _fact(entity: Entity, said: Mapping[str, object], options: Options) -> Fact:
    relation = clean(said.get("relation", ""))
    if relation not in _RELATIONS:
        raise FaultError(f"relation cannot be {relation!r}; choose from {', '.join(_RELATIONS)}")
    other = clean(said.get("object", ""))
    if not other and relation != "founded":
        raise FaultError(f"{relation} lacks its object: the id of the other side")
    since, until = (day(clean(said.get(name, ""))) for name in ("since", "until"))
    check_days(since, until)
    status = clean(said.get("status", "")) or ("member" if relation == "member-of" else "")
    return Fact(
        relation=relation,
        subject=entity.id,
        object=entity_id(other, options.source) if other else "",
        since=since,
        until=until,
        status=status,
        role=clean(said.get("role", "")),
        disputed=_truth(said.get("disputed", False)),
        note=note(said.get("note", "")),
        source=note(said.get("source", "")) or entity.source or options.source,
    )


def _listed(value: object, name: str) -> Iterable[object]:
    if not isinstance(value, list | tuple):
        raise FaultError(f"{name} must be a list")
    return [each for each in value if each not in ("", None)]


def _texts(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(clean(each) for each in _listed(fields.get(name, ()), name))


def _kinds(value: object) -> tuple[Kind, ...]:
    words = {kind_of(clean(each)) for each in _listed(value, "members_are")}
    return tuple(kind for kind in KINDS if kind in words)


def _rank(value: object) -> int:
    try:
        found = int(clean(value))
    except ValueError:
        raise FaultError(f"rank must be a whole number, not {value!r}") from None
    if not 0 <= found <= 1_000_000:
        raise FaultError(f"rank must lie between 0 and 1000000, not {found}")
    return found


def _wikidata(value: object) -> str:
    text = clean(value).rpartition("/")[2]
    if text and not (text[0] == "Q" and text[1:].isdecimal()):
        raise FaultError(f"wikidata cannot be {text[:40]!r}; write it like Q42")
    return text


def _truth(value: object) -> bool:
    return value is True or (not isinstance(value, bool) and str(value).strip().casefold() in _TRUE)
