"""The knowledge in memory: look-ups by index, every one of them at a day.

A day is a `datetime.date`. Where the known days do not decide, the answer says so; a caller that accuses
somebody asks for `certain` answers only.
"""

import copy
import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from annotator.knowledge import describe
from annotator.knowledge.days import covers
from annotator.knowledge.source import Source
from annotator.knowledge.statuses import MEMBERSHIPS
from annotator.model import Alias, Entity, Fact, earliest, latest

_REMEMBERED = 50_000
"""So many answers are remembered."""


class Roll(Struct, frozen=True):
    """Who belonged to an organization on a day."""

    members: tuple[str, ...]
    """Entity ids, in the order in which they joined."""
    certain: bool
    """True where the list is complete on that day and no row of it is undecided or disputed."""
    source: str
    """Where the list can be looked up."""


class Knowledge:
    """Entities and dated facts. Frozen: nothing changes it after it is made."""

    def __init__(
        self,
        entities: Iterable[Entity],
        facts: Iterable[Fact],
        fingerprint: str = "",
        checked: Mapping[str, str] | None = None,
    ) -> None:
        """`checked`: entity id → the day up to which somebody answers for what is said of it."""
        self._entities = {entity.id: entity for entity in entities}
        self._facts = tuple(facts)
        self._checked = dict(checked or {})
        self.fingerprint = fingerprint
        """Changes with the content of the lists, and of the source beside them."""
        self.further: Source | None = None
        """Where further entities come from; None: these are all."""
        self._index()

    def _index(self) -> None:
        self.entities: Mapping[str, Entity] = MappingProxyType(self._entities)
        """Every entity of the lists by its id; `get` knows those of a source as well."""
        self._subjects: dict[str, list[Fact]] = {}
        self._objects: dict[str, list[Fact]] = {}
        for fact in self._facts:
            self._subjects.setdefault(fact.subject, []).append(fact)
            self._objects.setdefault(fact.object, []).append(fact)
        self._answers: dict[tuple[str, str, str], tuple[Fact, ...]] = {}
        """What was asked of the lists so far; putting all of it in order would slow every start."""
        self._demonyms: dict[str, str] | None = None

    def __getstate__(self) -> dict[str, object]:
        names = ("_entities", "_facts", "_checked", "fingerprint")
        return {name: getattr(self, name) for name in names}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self.further = None
        self._index()

    def joined(self, further: Source) -> "Knowledge":
        """The same knowledge with further entities and facts beside the lists."""
        both = copy.copy(self)
        both.further = further
        both.fingerprint = hashlib.sha256(f"{self.fingerprint} {further.fingerprint}".encode()).hexdigest()
        return both

    def __copy__(self) -> "Knowledge":
        same = Knowledge.__new__(Knowledge)
        same.__dict__.update(self.__dict__)
        return same

    def get(self, id: str) -> Entity | None:
        """The entity with that id, or None."""
        found = self._entities.get(id)
        return self.further.get(id) if found is None and self.further else found

    def name(self, id: str) -> str:
        """The name in use now of the entity with that id; the id itself where it is not known."""
        entity = self.get(id)
        return entity.name if entity else id

    def named(self, id: str) -> str:
        """The name as it stands within a sentence: 'the United States', 'the White House', 'France'."""
        return describe.named(self, id)

    def names(self) -> Iterator[tuple[str, Alias]]:
        """Every name of the lists with the id of its entity; one text may come twice, with different days."""
        for entity in self._entities.values():
            if not any(alias.text == entity.name for alias in entity.aliases):
                yield entity.id, Alias(entity.name)
            for alias in entity.aliases:
                yield entity.id, alias

    def facts(self, *, subject: str = "", relation: str = "", object: str = "") -> Sequence[Fact]:
        """The facts with that subject, relation and object, by date; empty: any. Asked again, they are at hand.

        Those of a source come along where a subject or an object is named.
        """
        found = self._answers.get((subject, relation, object))
        if found is None:
            found = self._listed(subject, relation, object)
        if self.further is None or not (subject or object):
            return found
        more = self.further.facts(subject=subject, relation=relation, object=object)
        return tuple(sorted((*found, *more), key=_by_date)) if more else found

    def _listed(self, subject: str, relation: str, object: str) -> tuple[Fact, ...]:
        """Such facts of the lists, remembered where there may be any."""
        some: Sequence[Fact] = self._facts
        if subject or object:
            some = self._subjects.get(subject, ()) if subject else self._objects.get(object, ())
        if not some:
            return ()
        fitting = (
            fact
            for fact in some
            if (not relation or fact.relation == relation) and (not object or fact.object == object)
        )
        if len(self._answers) >= _REMEMBERED:
            self._answers.clear()
        self._answers[subject, relation, object] = found = tuple(sorted(fitting, key=_by_date))
        return found

    def memberships(self, member: str, organization: str) -> Sequence[Fact]:
        """Every member-of fact between the two, of any status, by date."""
        return self.facts(subject=member, relation="member-of", object=organization)

    def members(self, organization: str, day: datetime.date, statuses: Sequence[str] = ("member",)) -> Roll:
        """Who surely had one of `statuses` in the organization on `day`; 'member' counts permanent
        and elected members too.

        `certain` is False where the list is not known to be complete that day, where a row is undecided
        or disputed, and where a member is suspended: some count it and some do not.
        """
        entity = self.get(organization)
        if entity is None:
            return Roll((), False, "")
        complete = certain = complete_on(entity, day)
        members = []
        for fact in self.facts(relation="member-of", object=organization):
            if fact.status == "suspended":
                certain = certain and _may_hold(fact, day) is False
            elif fact.status in statuses or MEMBERSHIPS.get(fact.status) in statuses:
                # In a complete list, a member without a start was one before the list begins.
                early = complete and not fact.since
                held = _may_hold(replace(fact, since=entity.complete_since) if early else fact, day)
                if held:
                    members.append(fact.subject)
                certain = certain and held is not None
        return Roll(tuple(dict.fromkeys(members)), certain, entity.source)

    def offices(self, person: str, day: datetime.date | None = None) -> Sequence[Fact]:
        """The offices that a person surely held on `day`, or with None all that are known, by date.

        An office with no end is surely held only up to the day on which the list was `checked`.
        """
        held = self.facts(subject=person, relation="holds")
        return held if day is None else tuple(fact for fact in held if self._surely_held(fact, day))

    def holders(self, of: str, role: str, day: datetime.date | None = None) -> Sequence[Fact]:
        """Who surely held the office `role` of a state or organization on `day`; None: ever, by date.

        As with `offices`, nobody surely holds an office after the list was last checked.
        """
        held = (f for f in self.facts(relation="holds", object=of) if f.role == role)
        return tuple(fact for fact in held if day is None or self._surely_held(fact, day))

    def _surely_held(self, fact: Fact, day: datetime.date) -> bool:
        checked = "" if fact.until else self.checked(fact.subject)
        return fact.holds_on(day) is True and not (checked and day.isoformat() > latest(checked))

    def checked(self, id: str) -> str:
        """The last day for which somebody answers for what is said of the entity; empty: not known.

        A fact without an end 'still holds' only up to that day.
        """
        return self._checked.get(id, "")

    def name_on(self, id: str, day: datetime.date) -> str:
        """The right name on that day: the present one where it was right, else the one that was.

        Spellings of house style and acronyms are passed over while there is another name.
        """
        entity = self._known(id)
        if self.name_holds(id, entity.name, day) is not False:
            return entity.name
        dated = [a for a in entity.aliases if (a.since or a.until) and not (a.style or a.acronym)]
        right = [alias.text for alias in dated if covers(alias.since, alias.until, day)]
        return right[0] if right else entity.name

    def name_holds(self, id: str, text: str, day: datetime.date) -> bool | None:
        """Whether `text`, spelled as the list spells it, was a right name on that day.

        True for a name without days and for a difference of style; None where the known days do not
        decide, and for a text that is no known name of it.
        """
        entity = self._known(id)
        known = [alias for alias in entity.aliases if alias.text == text]
        if not known:
            return True if text == entity.name else None
        answers = {alias.style or covers(alias.since, alias.until, day) for alias in known}
        return True if True in answers else None if None in answers else False

    def _known(self, id: str) -> Entity:
        entity = self.get(id)
        if entity is None:
            raise KeyError(id)
        return entity

    def state_of(self, demonym: str) -> str | None:
        """The state that a demonym belongs to, in any case of letters: 'Kazakhs' → 'kaz'.

        None for a word that is no demonym, and for one that several states share (Korean, Congolese).
        """
        if self._demonyms is None:
            self._demonyms = {}
            for entity in self._entities.values():
                for word in entity.demonyms if entity.kind == "state" else ():
                    shared = self._demonyms.get(word.casefold(), entity.id) != entity.id
                    self._demonyms[word.casefold()] = "" if shared else entity.id
        return self._demonyms.get(demonym.casefold()) or None

    def state_behind(self, id: str) -> str | None:
        """The state itself, or the one that a ministry, agency or place is part of, or None."""
        seen: set[str] = set()
        while id not in seen and (entity := self.get(id)):
            if entity.kind == "state":
                return id
            seen.add(id)
            whole = self.facts(subject=id, relation="part-of") or self.facts(
                subject=id, relation="capital-of"
            )
            id = whole[-1].object if whole else ""
        return None

    def describe(self, entity: str, day: datetime.date | None) -> list[str]:
        """What is known of the entity on that day, a line each, for the screen; None: with all days."""
        return describe.lines(self, entity, day)


def complete_on(organization: Entity, day: datetime.date) -> bool:
    """True where the organization's list of members is known to be complete that day."""
    if not (organization.complete_since and organization.complete_until):
        return False
    return covers(organization.complete_since, organization.complete_until, day) is True


def _may_hold(fact: Fact, day: datetime.date) -> bool | None:
    """`holds_on`, but a disputed fact is no reason for doubt on days outside its term."""
    held = replace(fact, disputed=False).holds_on(day)
    return held if held is False or not fact.disputed else None


def _by_date(fact: Fact) -> tuple[str, str, str]:
    """By the first possible day; those without a start come first."""
    return (earliest(fact.since) if fact.since else "", fact.object, fact.subject)
