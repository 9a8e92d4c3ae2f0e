"""The answers of a reconciliation service, without the net around them. Safe in any thread."""

import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from msgspec.structs import replace

from annotator.matching import Hit
from annotator.matching.words import folded_words
from annotator.model import Entity, Kind
from annotator.reconcile import pages, properties
from annotator.reconcile.shapes import (
    BATCH,
    CANDIDATES,
    CURSOR,
    TYPES,
    USUAL,
    Extension,
    Query,
    RequestError,
    candidate,
    types_of,
)
from annotator.session.lookup import EntityLookup, explained

IDENTIFIERS = "urn:claim-annotator:entity:"
SCHEMA = "urn:claim-annotator:kind:"
DOCUMENTATION = "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"
SECONDS = 20.0
"""So long a request may take."""
_OTHER = 0.8
"""What a candidate of another type than wanted keeps of its score."""
_UNFIT = 0.3
"""What a candidate loses of its score that has none of the properties asked for."""
_DESCRIBED = 160
"""Characters of a description."""


class Service:
    """One service over one look-up."""

    def __init__(self, lookup: EntityLookup, seconds: float = SECONDS) -> None:
        self._lookup = lookup
        self._seconds = seconds

    def manifest(self, base: str, *, locked: bool = False) -> dict[str, Any]:
        """The service manifest; `base` is the address of the service without a slash at its end.

        `locked`: clients must send a token, and did not yet.
        """
        found: dict[str, Any] = {
            "versions": ["0.2"],
            "name": "claim-annotator: known entities",
            "identifierSpace": IDENTIFIERS,
            "schemaSpace": SCHEMA,
            "documentation": DOCUMENTATION,
            "serviceVersion": version("claim-annotator"),
            "defaultTypes": [{"id": kind, "name": name} for kind, name in TYPES.items()],
            "view": {"url": f"{base}/view?id={{{{id}}}}"},
            "preview": {
                "url": f"{base}/preview?id={{{{id}}}}",
                "width": pages.WIDTH,
                "height": pages.HEIGHT,
            },
            "suggest": {
                what: {
                    "service_url": base,
                    "service_path": f"/suggest/{what}",
                    "flyout_service_url": base,
                    "flyout_service_path": f"/flyout/{what}?id=${{id}}",
                }
                for what in ("entity", "type", "property")
            },
            "extend": {
                "propose_properties": {"service_url": base, "service_path": "/properties"},
                "property_settings": [],
            },
            "batchSize": BATCH,
        }
        if locked:
            found["authentication"] = {"type": "apiKey", "name": "token", "in": "query"}
        return found

    # ------------------------------------------------------------ queries

    def reconcile(self, batch: Mapping[str, Query]) -> dict[str, Any]:
        """The candidates of each query. Raises RequestError (503) where that takes too long, StoreError."""
        late = _clock(self._seconds)
        answers = {}
        for key, query in batch.items():
            answers[key] = {"result": self._candidates(query, late)}
            if late():
                raise RequestError(
                    f"not done in {self._seconds:g} seconds; send fewer queries at a time", 503
                )
        return answers

    def _candidates(self, query: Query, late: Callable[[], bool]) -> list[dict[str, Any]]:
        if not query.names_something:
            return []
        kinds = [kind for kind in TYPES if kind in query.types]
        none_fits = bool(query.types) and (
            not kinds or (query.type_strict == "all" and len(set(query.types)) > 1)
        )
        hits = [] if none_fits else self._hits(query, kinds, late)
        if not hits and query.types and query.type_strict == "should":
            found = self._hits(query, (), late)
            hits = [replace(hit, score=round(hit.score * _OTHER, 3), match=False) for hit in found]
        return [candidate(hit, self._description(hit.entity)) for hit in hits[: query.most]]

    def _hits(self, query: Query, kinds: Sequence[Kind], late: Callable[[], bool]) -> list[Hit]:
        asked = query.properties or ()
        if not query.query.strip():
            return self._by_wikidata(query, kinds)
        found = self._lookup.find(query.query, kinds, CANDIDATES if asked else query.most, late)
        found = explained(found, query.query)
        if not asked:
            return found
        hits = [self._weighed(hit, query) for hit in found]
        return sorted(hits, key=lambda hit: (-hit.score, -hit.rank, hit.name))

    def _weighed(self, hit: Hit, query: Query) -> Hit:
        """The hit as its properties make it likelier or less likely; a match only where all of them fit."""
        known, asked = self._lookup.knowledge(), query.properties or ()
        entity = known.get(hit.entity)
        fit = [bool(entity and properties.fits(known, entity, each.pid, each.values)) for each in asked]
        share = sum(fit) / len(fit)
        told = tuple((f"property:{each.pid}", float(yes)) for each, yes in zip(asked, fit, strict=True))
        score = round(hit.score * (1 - _UNFIT * (1 - share)), 3)
        return replace(hit, score=score, match=hit.match and all(fit), features=(*hit.features, *told))

    def _by_wikidata(self, query: Query, kinds: Sequence[Kind]) -> list[Hit]:
        """The entities of a query that has properties alone: those with the Wikidata id among them."""
        ids = [str(v) for each in query.properties or () if each.pid == "wikidata" for v in each.values]
        found = (self._lookup.find(id_, kinds, 1) for id_ in ids if id_[:1] == "Q" and id_[1:].isdecimal())
        hits = {hit.entity: hit for hits in found for hit in hits}
        return sorted((self._weighed(hit, query) for hit in hits.values()), key=lambda hit: -hit.score)

    def _description(self, id: str) -> str:
        lines = self._lookup.describe(id)
        return (
            lines[0]
            if lines and len(lines[0]) <= _DESCRIBED
            else f"{lines[0][:_DESCRIBED]}…"
            if lines
            else ""
        )

    # ------------------------------------------------------------ suggestions

    def suggest(self, what: str, prefix: str, cursor: int, types: Sequence[str] = ()) -> dict[str, Any]:
        """What goes on as `prefix` does: entities, types or properties, without the first `cursor` ones."""
        if cursor > CURSOR:
            return {"result": []}
        if what == "entity":
            kinds = [kind for kind in TYPES if kind in types]
            hits = self._lookup.find(prefix, kinds, cursor + USUAL, _clock(self._seconds))
            return {
                "result": [
                    {
                        "id": hit.entity,
                        "name": hit.name,
                        "description": self._description(hit.entity),
                        "notable": types_of(hit.kind),
                    }
                    for hit in hits[cursor : cursor + USUAL]
                ]
            }
        named = self._named(what)
        wanted = " ".join(folded_words(prefix))
        found = [
            {"id": id_, "name": name, "description": about}
            for id_, (name, about) in named.items()
            if not prefix.strip() or id_.startswith(prefix.strip().lower()) or _begins(name, wanted)
        ]
        return {"result": found[cursor : cursor + USUAL]}

    def _named(self, what: str) -> dict[str, tuple[str, str]]:
        """id → name and description."""
        if what == "type":
            return {kind: (name, f"Entities that are a {name.lower()}.") for kind, name in TYPES.items()}
        return {each.id: (each.name, each.about) for each in properties.PROPERTIES.values()}

    def flyout(self, what: str, id: str) -> dict[str, str]:
        """A few lines of HTML about what was suggested. Raises RequestError (404) for an unknown id."""
        if what == "entity":
            entity = self._entity(id)
            return {"id": id, "html": pages.flyout(entity, self._lookup.describe(entity.id))}
        named = self._named(what)
        if id not in named:
            raise RequestError(f"no {what} has the id {id[:100]!r}", 404)
        name, about = named[id]
        return {"id": id, "html": f"<h1>{pages.text(name)}</h1><p>{pages.text(about)}</p>"}

    def page(self, id: str) -> str:
        """A page about an entity. Raises RequestError (404) for an unknown id."""
        entity = self._entity(id)
        return pages.page(entity, self._lookup.describe(entity.id))

    def _entity(self, id: str) -> Entity:
        entity = self._lookup.entity(id) if id else None
        if entity is None:
            raise RequestError(f"no entity has the id {id[:100]!r}", 404)
        return entity

    # ------------------------------------------------------------ data extension

    def extend(self, wanted: Extension) -> dict[str, Any]:
        """The values of properties of entities; none for ids and properties that are not known."""
        known = self._lookup.knowledge()
        meta, late = [], _clock(self._seconds)
        for each in wanted.properties:
            told = properties.PROPERTIES.get(each.id)
            about: dict[str, Any] = {"id": each.id, "name": told.name if told else each.id}
            if told and told.type:
                about["type"] = {"id": told.type, "name": told.type.capitalize()}
            meta.append(about)
        rows: dict[str, Any] = {}
        for id_ in wanted.ids:
            entity = known.get(id_) if id_ else None
            rows[id_] = {
                each.id: properties.told(known, entity, each.id) if entity else []
                for each in wanted.properties
            }
            if late():
                raise RequestError(f"not done in {self._seconds:g} seconds; ask for fewer at a time", 503)
        return {"meta": meta, "rows": rows}

    def proposed(self, type: str, limit: int) -> dict[str, Any]:
        """The properties that entities of a type may have."""
        apart = {"member-of": ("state", "organization", "person"), "office": ("person",)}
        found = [
            {"id": each.id, "name": each.name}
            for each in properties.PROPERTIES.values()
            if not type or type in apart.get(each.id, (type,))
        ]
        return {"type": type, "limit": limit, "properties": found[:limit]}


def cursor_of(text: str) -> int:
    """How many suggestions are skipped. Raises RequestError."""
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or len(text) > 6:
        raise RequestError(f"'cursor' is {text[:20]!r}; it must be a whole number from 0 on")
    return int(text)


def _begins(name: str, wanted: str) -> bool:
    return bool(wanted) and any(word.startswith(wanted) for word in (name.lower(), *folded_words(name)))


def _clock(seconds: float) -> Callable[[], bool]:
    """Says True once so many seconds are over."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end
