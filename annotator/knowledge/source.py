"""Where further entities may come from, that are too many to be in memory.

`Knowledge.joined` puts a source beside the lists. The lists have the last word: a source gives no fact that
they have too, and knows an entity of theirs under their id.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from annotator.model import Alias, Entity, Fact, Kind


class Listed(Struct, frozen=True):
    """A name with what matching has to know of its entity."""

    entity: str
    """The id under which the knowledge knows it."""
    kind: Kind
    rank: int
    alias: Alias


class Source(Protocol):
    """Further entities and facts, answered one at a time. Safe in any thread."""

    @property
    def fingerprint(self) -> str:
        """Changes with the content."""
        ...

    @property
    def many(self) -> bool:
        """Whether there are so many names that some are like any word or family name. A short list of one's
        own is trusted as the lists are."""
        ...

    def get(self, id: str) -> Entity | None:
        """The entity with that id, or None. Called often: what is asked again is to be remembered."""
        ...

    def facts(self, *, subject: str = "", relation: str = "", object: str = "") -> Sequence[Fact]:
        """The further facts; subject or object is always given. Both sides of each are known."""
        ...

    def names(self) -> Iterator[Listed]:
        """Every name that may be looked for in a text, one at a time; those of the lists may be left out."""
        ...

    def persons(self) -> Iterator[Entity]:
        """The persons of whom a part of the name may be looked for before anybody named them in full."""
        ...
