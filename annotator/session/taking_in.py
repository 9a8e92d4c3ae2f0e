"""Taking a list of entities into the database: line by line, in batches, going on where an earlier run stopped."""

import contextlib
import datetime
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from annotator.errors import UsageError
from annotator.gazetteers import IMPORTERS, Item, Options, Source, format_of, read, source_name
from annotator.gazetteers.records import slug
from annotator.model import Alias, Entity, Fact, Kind
from annotator.session.namesakes import SHIPPED, folded
from annotator.store.entities import Entities, Import, Named

BATCH = 5000
"""So many lines are written together."""
ENGLISH = ("en",)
SECONDS = 2.0
"""No batch waits longer than this for its next line."""


class Fault(Struct, frozen=True):
    """A line that could not be taken, or not whole."""

    line: int
    """From 1; 0: the file as a whole."""
    cause: str


class Outcome(Struct, frozen=True):
    """What became of a file."""

    progress: Import
    """With all that earlier runs took of the same file."""
    since: int
    """The line after which this run began: 0, or where the one before was stopped."""
    already: bool
    """True where the whole file was taken in before; nothing was done."""
    unknown: tuple[str, ...] = ()
    """Ids that facts of this run call shipped and no shipped list has; such a fact counts for nothing."""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which file is to be taken in, and how it is to be read."""

    path: Path
    name: str = ""
    """What the list is to be called; empty: as its file."""
    format: str = ""
    """Empty: as the file shows."""
    kind: Kind | None = None
    """What its entities are, where the lines do not say."""
    languages: tuple[str, ...] = ENGLISH
    """Whose names of Wikidata are taken; the first gives the name."""


def list_name(wanted: Wanted) -> str:
    """What the list is to be called. Raises UsageError for what is no name."""
    if not wanted.name:
        found = source_name(wanted.path)
        return f"{found}-list" if found == "shipped" else found
    name = slug(wanted.name)
    if not name:
        raise UsageError(f"{wanted.name!r} is no name for a list; write one with letters")
    if name == "shipped":
        raise UsageError("a list cannot be called 'shipped': so are those that come with the program")
    return name


def key_of(wanted: Wanted) -> str:
    """What an import is known by: the same file read in another way is another import.

    Raises ReadError where the file cannot be read.
    """
    source = Source(wanted.path)
    form = wanted.format
    if form:
        with contextlib.suppress(UsageError):
            form = form if form != format_of(source) else ""
    languages = ",".join(wanted.languages) if wanted.languages != ENGLISH else ""
    return " ".join(filter(None, (source.key(), form, wanted.kind, languages)))


def take_in(
    entities: Entities,
    shipped: Mapping[str, Entity],
    wanted: Wanted,
    fault: Callable[[Fault], None],
    progress: Callable[[int, int, Import], None],
) -> Outcome:
    """Reads a file into the database, beside the `shipped` entities. `fault` is told every bad line as it is
    met; `progress` after some lines the bytes read, the bytes in all, and what was taken so far.

    Raises UsageError, ReadError where the file as a whole cannot be read, StoreError. Whatever stops it,
    what was written stands, and the next call goes on from there.
    """
    whole, name = Source(wanted.path), list_name(wanted)
    form = wanted.format or format_of(whole)
    if form not in IMPORTERS:
        raise UsageError(f"no importer called {form!r}; choose from {', '.join(IMPORTERS)}")
    key = key_of(wanted)
    before = entities.imported(name, key)
    if before and before.done:
        return Outcome(before, before.line, True)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    begun = before or Import(name, wanted.path.name, form, key, now)
    source = Source(wanted.path, begun.line)
    batch = _Batch(entities, begun)
    for item in read(source, form, Options(source=name, kind=wanted.kind, languages=wanted.languages)):
        batch.take(item)
        if item.fault:
            fault(Fault(item.line, item.fault))
        if batch.full:
            batch.write()
            progress(source.done(), source.size, batch.so_far)
    # A file that is cut short is not done: a whole one has another key.
    batch.write(done=True)
    entities.settle()
    progress(source.size, source.size, batch.so_far)
    return Outcome(batch.so_far, begun.line, False, tuple(sorted(batch.shipped - shipped.keys())))


class _Batch:
    """Lines that are read and not yet written."""

    def __init__(self, entities: Entities, so_far: Import) -> None:
        self._entities = entities
        self.so_far = so_far
        self.shipped: set[str] = set()
        """Shipped ids that facts name."""
        self._clear()

    def _clear(self) -> None:
        self._named: list[Named] = []
        self._facts: list[Fact] = []
        self._lines = self._last = self._bad = self._passed = 0
        self._until = time.monotonic() + SECONDS

    @property
    def full(self) -> bool:
        return self._lines >= BATCH or (self._lines % 64 == 0 and time.monotonic() > self._until)

    def take(self, item: Item) -> None:
        self._lines += 1
        self._last = max(self._last, item.line)
        self._bad += bool(item.fault)
        self._passed += bool(item.passed)
        self._facts += item.facts
        for fact in item.facts:
            self.shipped |= {
                id_.removeprefix(SHIPPED) for id_ in (fact.subject, fact.object) if id_.startswith(SHIPPED)
            }
        if item.entity:
            names = (Alias(item.entity.name), *item.entity.aliases)
            self._named.append(Named(item.entity, tuple(folded(alias.text) for alias in names)))

    def write(self, *, done: bool = False) -> None:
        p = self.so_far
        self.so_far = replace(
            p,
            line=max(p.line, self._last),
            entities=p.entities + len(self._named),
            facts=p.facts + len(self._facts),
            bad=p.bad + self._bad,
            passed=p.passed + self._passed,
            done=done,
        )
        self._entities.add(self.so_far, self._named, self._facts)
        self._clear()


def languages_of(text: str) -> tuple[str, ...]:
    """'en, kk,ru' as codes. Raises UsageError for what is none."""
    found = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if not found or not all(code.replace("-", "").isalnum() and code.isascii() for code in found):
        raise UsageError(f"{text!r} names no languages; write codes like en,kk,ru")
    return found


__all__: Sequence[str] = ("Fault", "Outcome", "Wanted", "key_of", "languages_of", "list_name", "take_in")
