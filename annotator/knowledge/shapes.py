"""How a list of entities is written in YAML: the shapes that `lists` reads (docs/knowledge.md)."""

from msgspec import Struct

from annotator.model import Alias


class Term(Struct, frozen=True):
    """A fact about the entity it stands at, from `since` to `until`."""

    of: str | tuple[str, ...]
    """The other side of the fact: one id, or several that share the rest."""
    since: str = ""
    until: str = ""
    status: str = ""
    disputed: bool = False
    note: str = ""
    source: str = ""


class Membership(Struct, frozen=True):
    """Members of the organization it stands at that came on the same day, in the same way."""

    who: str | tuple[str, ...]
    since: str = ""
    until: str = ""
    status: str = "member"
    disputed: bool = False
    note: str = ""
    source: str = ""


class Office(Struct, frozen=True):
    """An office that the person it stands at held."""

    role: str
    of: str
    since: str = ""
    until: str = ""
    status: str = ""
    disputed: bool = False
    note: str = ""
    source: str = ""


Terms = str | tuple[str | Term, ...] | Term
"""One id, a term, or a list of either."""


class Listed(Struct, frozen=True):
    """An entity as it is written: what `Entity` holds, and the facts about it."""

    id: str
    name: str = ""
    kind: str = ""
    """Empty: the kind that the file states for all."""
    extends: bool = False
    """Adds to an entity of another list; a term that begins on the same day replaces the old one."""
    replaces: bool = False
    """Stands in the place of an entity of another list and of all facts written at it."""
    aliases: tuple[str | Alias, ...] = ()
    demonyms: tuple[str, ...] = ()
    family: str = ""
    given: str = ""
    family_first: bool = False
    short: str = ""
    members_are: tuple[str, ...] = ()
    no_article: bool = False
    complete_since: str = ""
    complete_until: str = ""
    rank: int = 0
    wikidata: str = ""
    source: str = ""
    note: str = ""
    founded: str = ""
    members: tuple[Membership, ...] = ()
    member_of: Terms = ()
    holds: tuple[Office, ...] = ()
    capital_of: Terms = ()
    citizen_of: Terms = ()
    part_of: Terms = ()


class EntityList(Struct, frozen=True):
    """A file."""

    entities: tuple[Listed, ...]
    kind: str = ""
    source: str = ""
    """Where the facts of this file can be looked up, unless they say something else."""
    checked: str = ""
    """The day on which somebody last went through the file."""
