"""What look-up read lately from the database: the next key of a name asks for a part of it.

Who types 'salm' after 'sal' wants some of the names that were just read, if these were all that there are.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct

from annotator.model import Kind
from annotator.patterns import regex

K = TypeVar("K")
V = TypeVar("V")
_KEPT = 8
"""So many answers are remembered: those of a few fields in which somebody types."""
_SINGLE = 5000
"""So many single things of a kind: an entity that was told of, a piece that was counted."""
_SIGN = regex(r"[^0-9A-Za-z\x80-\U0010ffff \n]")
"""Parts words in the index of words, as a blank does."""


class Name(Struct, frozen=True):
    """A name, as scoring needs it."""

    number: int
    entity: int
    """The number of its entity here."""
    kind: Kind
    rank: int
    folded: str


class Told(Struct, frozen=True):
    """What the reader is told of a name."""

    id: str
    """Of the entity."""
    name: str
    """The entity's name."""
    alias: str
    """The name that was found, as the list has it."""
    wikidata: str


class _Answer(Struct, frozen=True):
    """All the names that hold some words and one that begins so."""

    words: frozenset[str]
    begun: str
    names: Sequence[Name]
    spaced: Sequence[str]
    """The names with a blank around each word."""

    def covers(self, words: frozenset[str], begun: str) -> bool:
        """Whether whatever holds these words is among the names."""
        if not self.words <= words:
            return False
        return begun.startswith(self.begun) or any(word.startswith(self.begun) for word in words)


class Recent:
    """What was read while the lists were as they are. Safe in any thread."""

    def __init__(self, stamp: str) -> None:
        self.stamp = stamp
        self._answers: deque[_Answer] = deque(maxlen=_KEPT)
        self._starting: deque[tuple[str, Sequence[Name]]] = deque(maxlen=_KEPT // 2)
        self._sharing: deque[tuple[tuple[object, ...], Sequence[Name]]] = deque(maxlen=_KEPT)
        self._told: dict[int, Told] = {}
        self._counts: dict[str, int] = {}

    def holding(self, words: Sequence[str], begun: str) -> list[Name] | None:
        """The names that hold all the words and one that begins so; None: not all of them are remembered."""
        wanted = frozenset(words)
        answer = next((each for each in tuple(self._answers) if each.covers(wanted, begun)), None)
        if answer is None:
            return None
        parts = [*(f" {word} " for word in words), f" {begun}"]
        last = max(parts, key=len)
        found = [at for at, text in enumerate(answer.spaced) if last in text]
        for part in parts:
            if part is not last:
                found = [at for at in found if part in answer.spaced[at]]
        return [answer.names[at] for at in found]

    def keep(self, words: Sequence[str], begun: str, names: Sequence[Name]) -> None:
        """Remembers that these are all the names that hold the words and one that begins so."""
        text = _SIGN.sub(" ", "\n".join([name.folded for name in names]))
        spaced = [f" {each} " for each in text.split("\n")] if names else []
        self._answers.appendleft(_Answer(frozenset(words), begun, names, spaced))

    def sharing(self, asked: tuple[object, ...], read: Callable[[], Sequence[Name]]) -> Sequence[Name]:
        """What `read` gives for what is asked, read once."""
        return _lately(self._sharing, asked, read)

    def about(
        self, numbers: Sequence[int], read: Callable[[Sequence[int]], dict[int, Told]]
    ) -> dict[int, Told]:
        """What `read` gives for the names of these numbers, read once."""
        return _once(self._told, numbers, read)

    def counts(
        self, pieces: Sequence[str], read: Callable[[Sequence[str]], dict[str, int]]
    ) -> dict[str, int]:
        """What `read` gives for these pieces, read once."""
        return _once(self._counts, pieces, read)

    def starting(self, letters: str, read: Callable[[], Sequence[Name]]) -> Sequence[Name]:
        """What `read` gives for these letters, read once."""
        return _lately(self._starting, letters, read)


def _lately(kept: "deque[tuple[K, V]]", key: K, read: Callable[[], V]) -> V:
    """What is kept under the key; if nothing, what `read` gives, kept from then on in place of the oldest."""
    for known, value in tuple(kept):
        if known == key:
            return value
    value = read()
    kept.appendleft((key, value))
    return value


def _once(kept: dict[K, V], keys: Sequence[K], read: Callable[[Sequence[K]], dict[K, V]]) -> dict[K, V]:
    """What is kept of these keys and what `read` gives for the others, kept from then on."""
    found = {key: kept[key] for key in keys if key in kept}
    if new := [key for key in keys if key not in found]:
        if len(kept) > _SINGLE:
            kept.clear()
        told = read(new)
        kept.update(told)
        found.update(told)
    return found
