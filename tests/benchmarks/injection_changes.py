"""The errors that can be put into an article: what stands there, what stands there instead, and of which type it is.

A change is made only where the shipped knowledge settles that it is an error on the day of the article, and never
makes something that is right by another reading (a typo that is another name).
"""

import datetime
import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from injection_slots import Article, Slot

from annotator import sentences
from annotator.knowledge import Knowledge
from annotator.knowledge.base import complete_on
from annotator.model import Entity, Sentence, Span
from annotator.suggest.shorthand import VALUES

TYPES = {
    "not-member": ("not-member",),
    "wrong-kind": ("wrong-kind",),
    "wrong-number": ("wrong-number", "inconsistent"),
    "wrong-role": ("wrong-role",),
    "outdated-name": ("outdated-name",),
    "wrong-place": ("wrong-place",),
    "wrong-expansion": ("wrong-expansion",),
    "misspelled": ("misspelled",),
    "wrong-date": ("wrong-date", "not-member"),
    "inconsistent": ("inconsistent", "wrong-number"),
    "misquoted": ("misquoted",),
}
TYPOS = 6
OLD_NAMES = 5
WITH_ARTICLE = re.compile(
    r"(?:United|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles)|Republic|Islands"
)
WORDS = {
    "Cooperation": ("Corporation", "Coordination", "Consultation"),
    "Co-operation": ("Corporation", "Co-ordination"),
    "Organisation": ("Association", "Alliance"),
    "Organization": ("Association", "Alliance"),
    "Association": ("Alliance", "Organization"),
    "Economic": ("Energy", "Ecological"),
    "Security": ("Stability", "Defence"),
    "Treaty": ("Trade", "Territory"),
    "Nations": ("States", "Networks"),
    "Community": ("Commission", "Council"),
    "Criminal": ("Civil", "Crime"),
    "International": ("Intergovernmental", "Independent"),
    "Petroleum": ("Petrol", "Oil"),
    "Exporting": ("Producing", "Importing"),
    "Partnership": ("Pact", "Programme"),
    "Comprehensive": ("Cooperative", "Common"),
    "Collective": ("Common", "Cooperative"),
    "Trade": ("Treaty", "Tariff"),
    "Free": ("Fair",),
    "African": ("Atlantic",),
    "Council": ("Committee", "Conference"),
    "Agency": ("Authority", "Association"),
    "Initiative": ("Institute",),
    "Development": ("Defence", "Democracy"),
    "Regional": ("Rural", "Reformed"),
    "Dialogue": ("Deal",),
    "Union": ("Unity",),
    "World": ("Western",),
    "American": ("Atlantic",),
    "Turkic": ("Turkish",),
}
MEMBERSHIP = (
    "member",
    "permanent",
    "elected",
    "suspended",
    "participant",
    "associate",
    "acceding",
    "permanent guest",
)
ROLES = ("president", "prime minister", "chancellor", "foreign minister", "king", "secretary-general")


class Change(NamedTuple):
    """One error: `new` stands in the place of what stood at start..end."""

    kind: str
    start: int
    end: int
    new: str
    beside: tuple[Span, ...] = ()
    """What else may rightly be marked: the name beside a wrong title."""

    @property
    def types(self) -> tuple[str, ...]:
        return TYPES[self.kind]


class Maker:
    """Makes the changes of one article."""

    def __init__(self, article: Article, knowledge: Knowledge, rng: random.Random) -> None:
        self.article, self.known, self.rng = article, knowledge, rng
        self.text = article.document.text
        if article.document.date is None:
            raise ValueError(f"{article.document.name} has no date")
        self.day: datetime.date = article.document.date
        self.cut: Sequence[Sentence] = sentences(article.document)

    def all(self) -> Iterator[Change]:
        """Every change that is possible once a slot, and some of the typos and old names."""
        makers = {
            "member": (self.stranger, self.person),
            "count": (self.number,),
            "size": (self.number,),
            "title": (self.title,),
            "holder": (self.holder,),
            "capital": (self.capital,),
            "long": (self.expansion,),
        }
        for slot in self.article.slots:
            for make in makers[slot.kind]:
                change = make(slot)
                if change is not None:
                    yield change
        for mistake in self.article.mistakes:
            yield Change(mistake.type, mistake.start, mistake.end, mistake.new, mistake.beside)
        yield from self.old_names()
        yield from self.typos()

    def _home(self, at: int) -> Sentence:
        return next(s for s in self.cut if s.start <= at < s.end)

    def _article_before(self, slot: Slot) -> bool:
        return self.text[: slot.start].endswith(("the ", "The "))

    def stranger(self, slot: Slot) -> Change | None:
        """A state that is no member instead of one that is."""
        org = self.known.entities[slot.of]
        home = self._home(slot.start).text
        near, far = [], []
        for state in self.known.entities.values():
            if (
                state.kind != "state"
                or state.name in home
                or bool(WITH_ARTICLE.search(state.name)) != self._article_before(slot)
            ):
                continue
            if not any(
                f.status == "member" and f.holds_on(self.day) for f in self.known.memberships(state.id, "un")
            ):
                continue
            facts = self.known.memberships(state.id, org.id)
            own = [f for f in facts if f.status in MEMBERSHIP]
            if any(f.disputed or f.holds_on(day) is not False for f in own for day in self._around()):
                continue
            if not complete_on(org, self.day) and not (own and all(f.since for f in own)):
                continue
            (near if facts else far).append(self.known.name_on(state.id, self.day))
        pool = near if near and (self.rng.random() < 0.5 or not far) else far
        return self._swap("not-member", slot, self.rng.choice(sorted(pool))) if pool else None

    def _around(self) -> list[datetime.date]:
        return [self.day + datetime.timedelta(days=n) for n in (-12, 0, 12)]

    def person(self, slot: Slot) -> Change | None:
        """A person who is in office that day instead of a member."""
        if self._article_before(slot):
            return None
        held = [f.subject for f in self.known.facts(relation="holds") if f.holds_on(self.day)]
        names = sorted(
            {self.known.name(id) for id in held} - {n for n in map(self.known.name, held) if n in self.text}
        )
        return self._swap("wrong-kind", slot, self.rng.choice([name for name in names if " " in name]))

    def number(self, slot: Slot) -> Change | None:
        """Another number, written the same way."""
        old = self.article.text(slot)
        value = int(old) if old.isdigit() else NUMBERS[old.lower()]
        others = [n for n in range(max(2, value - 3), value + 4) if n != value]
        new = self.rng.choice([n for n in others if old.isdigit() or n in WORD_OF])
        word = str(new) if old.isdigit() else WORD_OF[new]
        return self._swap("wrong-number", slot, word.capitalize() if old[0].isupper() else word)

    def _partners(self, slot: Slot) -> list[Slot]:
        home = self._home(slot.start)
        return [
            other
            for other in self.article.slots
            if other != slot
            and other.kind in ("title", "holder")
            and (other.of, other.role) == (slot.of, slot.role)
            and home.start <= other.start < home.end
        ]

    def title(self, slot: Slot) -> Change | None:
        """Another office that somebody else holds."""
        partners = self._partners(slot)
        old = self.article.text(slot)
        found = re.search(slot.role.replace("-", "[- ]"), old, re.IGNORECASE)
        if not partners or found is None:
            return None
        own = {f.subject for f in self.known.holders(slot.of, slot.role, self.day)}
        roles = [
            role
            for role in ROLES
            if role != slot.role
            and (
                holders := {f.subject for f in self.known.holders(slot.of, role, self.day) if not f.disputed}
            )
            and not holders & own
        ]
        if not roles:
            return None
        role = self.rng.choice(roles)
        new = " ".join(map(str.capitalize, role.split())) if found[0][0].isupper() else role
        return Change(
            "wrong-role",
            slot.start + found.start(),
            slot.start + found.end(),
            new,
            tuple(Span(p.start, p.end) for p in partners),
        )

    def holder(self, slot: Slot) -> Change | None:
        """Somebody who held that office before or after, or holds another one."""
        partners = self._partners(slot)
        if not partners or not self.known.holders(slot.of, slot.role, self.day):
            return None
        terms = self.known.holders(slot.of, slot.role)
        now = {f.subject for f in terms if any(f.holds_on(day) is not False for day in self._around())}
        others = {f.subject for f in terms} - now
        others |= {
            f.subject
            for role in ROLES
            for f in self.known.holders(slot.of, role)
            if any(f.holds_on(day) for day in self._around())
        } - now
        names = sorted(
            name for id in others if (name := self.known.name(id)) not in self.text and " " in name
        )
        if not names:
            return None
        beside = tuple(Span(p.start, p.end) for p in partners)
        return Change("wrong-role", slot.start, slot.end, self.rng.choice(names), beside)

    def capital(self, slot: Slot) -> Change | None:
        """Another city of the state, or the capital of another state."""
        facts = self.known.facts(relation="capital-of", object=slot.of)
        if any(f.disputed for f in facts) or not any(f.holds_on(self.day) for f in facts):
            return None
        right = {f.subject for f in facts if f.holds_on(self.day) is not False}
        own = [
            f.subject for f in self.known.facts(relation="part-of", object=slot.of) if self._city(f.subject)
        ]
        foreign = [
            f.subject
            for f in self.known.facts(relation="capital-of")
            if f.object != slot.of and f.holds_on(self.day) and not f.disputed
        ]
        pool = own if own and self.rng.random() < 0.6 else foreign
        names = sorted({self.known.name_on(id, self.day) for id in pool if id not in right})
        names = [name for name in names if name not in self.text and not WITH_ARTICLE.search(name)]
        return self._swap("wrong-place", slot, self.rng.choice(names)) if names else None

    def _city(self, id: str) -> bool:
        entity = self.known.entities[id]
        return entity.kind == "place" and not re.search("region|peninsula|heights|strait|island", id)

    def expansion(self, slot: Slot) -> Change | None:
        """One word of the long name replaced by another."""
        text = self.article.text(slot)
        words = [w for w in re.finditer(r"[\w-]+", text) if w[0] in WORDS]
        if not words or len(text.split()) < 3:
            return None
        word = self.rng.choice(words)
        new = self.rng.choice(WORDS[word[0]])
        return self._swap("wrong-expansion", slot, text[: word.start()] + new + text[word.end() :])

    def _swap(self, kind: str, slot: Slot, new: str) -> Change:
        return Change(kind, slot.start, slot.end, new)

    def _named(self) -> list[tuple[Entity, str, int]]:
        """Every known name in the article: entity, name, place; the longest where they overlap."""
        found = []
        for id, alias in self.known.names():
            if alias.acronym or len(alias.text) < 5 or alias.text not in self.text:
                continue
            for place in re.finditer(rf"(?<![\w-]){re.escape(alias.text)}(?![\w-])", self.text):
                found.append((self.known.entities[id], alias.text, place.start()))
        spans = [(at, at + len(name)) for _, name, at in found]
        return sorted(
            (
                (entity, name, at)
                for entity, name, at in found
                if not any(
                    a <= at and at + len(name) <= b and (a, b) != (at, at + len(name)) for a, b in spans
                )
            ),
            key=lambda one: (one[2], one[0].id),
        )

    def old_names(self) -> Iterator[Change]:
        """A name that was given up, or not given yet."""
        possible = []
        for entity, name, at in self._named():
            for alias in entity.aliases:
                if alias.style or alias.acronym or alias.ambiguous or alias.text in self.text:
                    continue
                days = (self.known.name_holds(entity.id, alias.text, day) for day in self._around())
                if alias.text != name and all(holds is False for holds in days):
                    possible.append(Change("outdated-name", at, at + len(name), alias.text))
        self.rng.shuffle(possible)
        yield from _apart(possible, OLD_NAMES)

    def typos(self) -> Iterator[Change]:
        """A name with a wrong letter."""
        known = {alias.text.casefold() for _, alias in self.known.names()}
        known |= {
            word.casefold() for e in self.known.entities.values() for word in (*e.demonyms, e.family, e.given)
        }
        known |= {word for name in known for word in name.split()}
        possible = []
        for _, name, at in self._named():
            for word in re.finditer(r"[A-Z][a-z]{5,}", name):
                wrong = typo(word[0], self.rng)
                if wrong.casefold() not in known:
                    possible.append(Change("misspelled", at + word.start(), at + word.end(), wrong))
        self.rng.shuffle(possible)
        yield from _apart(possible, TYPOS)


NUMBERS = {word: value for word, value in VALUES.items() if value < 24}
NUMBERS |= {
    f"{ten}-{one}": VALUES[ten] + VALUES[one]
    for ten in ("twenty", "thirty", "forty", "fifty", "sixty")
    for one in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
}
WORD_OF = {value: word for word, value in NUMBERS.items()}


def typo(word: str, rng: random.Random) -> str:
    """The word with two letters swapped, or one dropped, doubled or replaced; never the first."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.choice(("swap", "drop", "double", "replace"))
    if kind == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice([c for c in "aeionrtslm" if c != word[at]]) + word[at + 1 :]


def _apart(possible: Sequence[Change], limit: int) -> Iterator[Change]:
    """The first ones that do not stand in each other's way."""
    taken: list[Change] = []
    for change in possible:
        if len(taken) < limit and all(change.end <= o.start or o.end <= change.start for o in taken):
            taken.append(change)
            yield change


def changes(article: Article, knowledge: Knowledge, rng: random.Random) -> list[Change]:
    """The changes to make, the same for the same seed, each once."""
    return list(dict.fromkeys(Maker(article, knowledge, rng).all()))


__all__ = ["Change", "changes", "typo"]
