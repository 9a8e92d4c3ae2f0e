"""Use cases around a project's own entities: taking lists in, looking at them, giving them away, removing."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec.structs import asdict, replace

from annotator.errors import UsageError
from annotator.gazetteers.records import slug
from annotator.knowledge import Knowledge, load_knowledge
from annotator.model import Entity, Fact, Kind
from annotator.session.gazetteer import knowledge_of
from annotator.session.namesakes import folded
from annotator.session.taking_in import Fault, Outcome, Wanted, key_of, list_name, take_in
from annotator.store import Store
from annotator.store.entities import Entities, Import, ListOf, Named

OWN = "own"
"""The list of what annotators add one by one."""


class EntityLists:
    """The lists of entities in one database. Every method may be called from any thread."""

    def __init__(self, store: Store, beside: Sequence[Path] = ()) -> None:
        """`beside`: YAML lists that stand beside those that come with the program."""
        self._store = store
        self._beside = beside
        self._entities = Entities(store)

    def take_in(
        self,
        wanted: Wanted,
        *,
        afresh: bool = False,
        fault: Callable[[Fault], None] = lambda fault: None,
        progress: Callable[[int, int, Import], None] = lambda done, size, so_far: None,
    ) -> Outcome:
        """Reads a list into the database; where an earlier run was stopped it goes on.

        `afresh`: what the list held before is removed first. See `taking_in.take_in`.
        """
        if afresh:
            self._entities.remove(lists=[list_name(wanted)])
        return take_in(self._entities, load_knowledge(self._beside).entities, wanted, fault, progress)

    def goes_on(self, wanted: Wanted) -> bool:
        """True where an earlier run took some lines of that file and was stopped."""
        before = self._entities.imported(list_name(wanted), key_of(wanted))
        return before is not None and not before.done

    def index(self) -> None:
        """Builds the index of names that matching needs, so that the next command finds it ready."""
        from annotator.matching import Matcher

        Matcher(self.knowledge())

    # ------------------------------------------------------------ looking

    def knowledge(self) -> Knowledge:
        """All that is known here: the shipped lists, those given, and the project's own."""
        return knowledge_of(self._store, self._beside)

    def lists(self) -> list[ListOf]:
        """The lists with how much they hold, in the order in which they came."""
        return self._entities.lists()

    def counts(self) -> dict[str, int]:
        """How many entities the project's lists hold, by kind; 'names' and 'facts' beside."""
        return self._entities.counts()

    def every(
        self, kinds: Sequence[Kind] = (), lists: Sequence[str] = (), *, shipped: bool = False
    ) -> Iterator[tuple[str, Entity]]:
        """(list, entity), one at a time, as each list has it. With `shipped` those of the shipped lists come
        first, under 'shipped'. Raises UsageError for a list that is not there.
        """
        self._there(lists)
        if shipped:
            for entity in load_knowledge(self._beside).entities.values():
                if not kinds or entity.kind in kinds:
                    yield "shipped", entity
        for name in lists or self._entities.names_of_lists():
            yield from ((name, entity) for entity in self._entities.every(kinds, [name]))

    def told(self, id: str) -> list[tuple[str, Entity]]:
        """(list, entity) of what each of the project's lists says under that id or Wikidata id."""
        return self._entities.told(id)

    # ------------------------------------------------------------ one by one

    def make(self, kind: Kind, name: str, note: str = "") -> str:
        """Adds an entity to the project's own list, or nothing at all, and returns its id; waits for the disk.

        Raises UsageError without a name, StoreError.
        """
        name = " ".join(name.split())
        if not slug(name):
            raise UsageError("an entity needs a name with letters in it")
        taken = {entity.id for entity in self._entities.every((), [OWN])} if OWN in self._names() else set()
        id_ = f"{OWN}:{slug(name)}"
        while id_ in taken:
            head, _, number = id_.rpartition("--")
            id_ = f"{head}--{int(number) + 1}" if head and number.isdigit() else f"{id_}--2"
        entity = Entity(id=id_, kind=kind, name=name, note=note.strip(), source="added by hand")
        before = self._entities.imported(OWN, OWN)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        so_far = before or Import(OWN, "by hand", "hand", OWN, now)
        so_far = replace(so_far, line=so_far.line + 1, entities=so_far.entities + 1, done=True)
        self._entities.add(so_far, [Named(entity, (folded(name),))], [], last=True)
        return id_

    def _names(self) -> list[str]:
        return self._entities.names_of_lists()

    # ------------------------------------------------------------ giving away and removing

    def write(
        self,
        out: BinaryIO,
        kinds: Sequence[Kind] = (),
        lists: Sequence[str] = (),
        *,
        shipped: bool = False,
    ) -> int:
        """Writes entities with their facts as JSON lines, which `take_in` reads; returns how many entities.

        Raises UsageError for a list that is not there.
        """
        self._there(lists)
        count = 0
        if shipped:
            known = load_knowledge(self._beside)
            for entity in known.entities.values():
                if not kinds or entity.kind in kinds:
                    out.write(_line(entity, known.facts(subject=entity.id), shipped=True))
                    count += 1
        for name in lists or self._entities.names_of_lists():
            for entity, facts in self._entities.with_facts(name, kinds):
                out.write(_line(entity, facts))
                count += 1
            if not kinds:
                for fact in self._entities.loose_facts(name):
                    out.write(msgspec.json.encode({"facts": [fact]}) + b"\n")
        return count

    def remove(self, ids: Sequence[str] = (), lists: Sequence[str] = ()) -> int:
        """Removes entities by id or Wikidata id, or whole lists, with their facts; returns how many.

        Raises UsageError for a list that is not there or an id that no list has, StoreError.
        """
        self._there(lists)
        for id_ in ids:
            if not id_ or not self._entities.told(id_):
                raise UsageError(
                    f"no list of the project has an entity {id_!r}; `annotator entities list` shows their ids"
                )
        removed = self._entities.remove(ids, lists)
        self._entities.settle()
        return removed

    def _there(self, lists: Iterable[str]) -> None:
        there = self._entities.names_of_lists()
        for name in lists:
            if name not in there:
                known = (
                    f"there are {', '.join(there)}" if there else "`annotator entities import` takes one in"
                )
                raise UsageError(f"no list called {name!r}; {known}")


def _line(entity: Entity, facts: Iterable[Fact], *, shipped: bool = False) -> bytes:
    fields: dict[str, object] = {"shipped": True} if shipped else {}
    fields |= {name: value for name, value in asdict(entity).items() if value}
    told = [
        {name: value for name, value in asdict(fact).items() if value and name != "subject"} for fact in facts
    ]
    fields["facts"] = told
    return msgspec.json.encode(fields) + b"\n"
