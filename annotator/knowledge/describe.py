"""What is known of an entity, in lines for the screen."""

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.knowledge.days import covers, days_in_words
from annotator.knowledge.statuses import MEMBER, MEMBERSHIPS
from annotator.model import Alias, Entity, Fact
from annotator.patterns import regex

if TYPE_CHECKING:
    from annotator.knowledge.base import Knowledge

_WITH_ARTICLE = regex(
    r"United |(?!Republika).*\bRepublic\b|.* (?:Islands|Emirates|Union|Region)$|"
    r"(?:Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Kremlin|Pentagon|Taliban|Houthis|Vatican)$"
)

LISTED = 12
"""So many names are listed in a line; of the rest only the number is said."""


def lines(knowledge: "Knowledge", id: str, day: datetime.date | None) -> list[str]:
    """The facts about an entity, a line each; an unknown id has none."""
    entity = knowledge.get(id)
    if entity is None:
        return []
    found = list(_names(entity, day))
    found += _capital(knowledge, id, day)
    found += _offices(knowledge, id, day)
    if entity.kind == "organization":
        found += _members(knowledge, entity, day)
    found += _memberships(knowledge, id, day)
    found += _others(knowledge, id)
    if entity.note:
        found.append(entity.note)
    return found


def office(knowledge: "Knowledge", fact: Fact, with_days: bool = True) -> str:
    """'president of Kazakhstan since 2019-03-20'."""
    words = f"{fact.role} of {named(knowledge, fact.object)}"
    if fact.status:
        words = f"{fact.status} {words}"
    if fact.disputed:
        words += " (disputed)"
    return f"{words} {days_in_words(fact.since, fact.until)}".rstrip() if with_days else words


def named(knowledge: "Knowledge", id: str) -> str:
    """The name with its article where English has one: 'the United States', 'the White House'."""
    name, entity = knowledge.name(id), knowledge.get(id)
    several_words = " " in name and entity is not None and entity.kind == "organization"
    return f"the {name}" if several_words or _WITH_ARTICLE.match(name) else name


def _names(entity: Entity, day: datetime.date | None) -> Iterator[str]:
    dated = [a for a in entity.aliases if (a.since or a.until) and not a.style]
    if day is not None:
        dated = [alias for alias in dated if covers(alias.since, alias.until, day) is not False]
    if dated:
        yield "called " + ", ".join(
            _dated(alias) for alias in sorted(dated, key=lambda a: (a.since, a.until))
        )


def _dated(alias: Alias) -> str:
    return f"{alias.text} {days_in_words(alias.since, alias.until)}"


def _capital(knowledge: "Knowledge", id: str, day: datetime.date | None) -> Iterator[str]:
    for fact in _on(knowledge.facts(subject=id, relation="capital-of"), day):
        yield _with_days(f"capital of {named(knowledge, fact.object)}", fact)
    for fact in _on(knowledge.facts(relation="capital-of", object=id), day):
        yield _with_days(f"capital: {knowledge.name(fact.subject)}", fact)


def _offices(knowledge: "Knowledge", id: str, day: datetime.date | None) -> Iterator[str]:
    known = knowledge.offices(id)
    held = _on(known, day)
    yield from (office(knowledge, fact) for fact in held)
    if day is None or held:
        return
    before = [fact for fact in known if fact.until and fact.until <= day.isoformat()]
    later = [fact for fact in known if fact not in before]
    if before:
        yield "formerly " + office(knowledge, before[-1])
    elif later:
        yield "later " + office(knowledge, later[0])


def _members(knowledge: "Knowledge", entity: Entity, day: datetime.date | None) -> Iterator[str]:
    rows = knowledge.facts(relation="member-of", object=entity.id)
    if not rows:
        return
    if day is None:
        now = [fact.subject for fact in rows if not (fact.until or fact.disputed) and fact.status in MEMBER]
        yield f"members now, as far as is known: {_listed(knowledge, now)}"
        return
    roll = knowledge.members(entity.id, day)
    if roll.certain:
        yield f"{len(roll.members)} members on {day}: {_listed(knowledge, roll.members)}"
    else:
        known = [
            f.subject for f in rows if not f.disputed and f.status in MEMBER and f.holds_on(day) is not False
        ]
        yield f"members on {day}, not all known for sure: {_listed(knowledge, known)}"
    doubtful = [f for f in rows if f.disputed and not (f.until and str(day) >= f.until)]
    yield from (
        f"disputed: {knowledge.name(f.subject)}, {f.note or f.status}"
        for f in doubtful
        if f.since <= str(day)
    )


def _memberships(knowledge: "Knowledge", id: str, day: datetime.date | None) -> Iterator[str]:
    rows = knowledge.facts(subject=id, relation="member-of")
    for status in sorted({fact.status for fact in rows}, key=lambda status: (status != "member", status)):
        held = [f for f in rows if f.status == status and not f.disputed]
        if day is not None:
            held = [f for f in held if f.holds_on(day) is not False]
            names = sorted(_short(knowledge, fact.object) for fact in held)
        else:
            names = [_with_days(_short(knowledge, fact.object), fact) for fact in held]
        if names:
            what = f"{status} member" if status in MEMBERSHIPS else status
            yield f"{what} of {', '.join(dict.fromkeys(names))}"


def _others(knowledge: "Knowledge", id: str) -> Iterator[str]:
    words = {"citizen-of": "citizen of", "part-of": "part of"}
    for relation, text in words.items():
        for fact in knowledge.facts(subject=id, relation=relation):
            yield _with_days(f"{text} {named(knowledge, fact.object)}", fact)
    for fact in knowledge.facts(subject=id, relation="founded"):
        yield f"founded {fact.since}"


def _on(facts: Sequence[Fact], day: datetime.date | None) -> Sequence[Fact]:
    return facts if day is None else [fact for fact in facts if fact.holds_on(day) is not False]


def _with_days(text: str, fact: Fact) -> str:
    days = days_in_words(fact.since, fact.until)
    return f"{text}{' (disputed)' if fact.disputed else ''} {days}".rstrip()


def _short(knowledge: "Knowledge", id: str) -> str:
    """The acronym where there is one: a line holds a dozen organizations."""
    entity = knowledge.get(id)
    known = entity.aliases if entity else ()
    acronyms = [alias.text for alias in known if alias.acronym and not alias.ambiguous]
    return acronyms[0] if acronyms else knowledge.name(id)


def _listed(knowledge: "Knowledge", ids: Sequence[str]) -> str:
    names = [knowledge.name(id) for id in ids]
    if len(names) <= LISTED + 1:
        return ", ".join(names) or "none"
    return f"{', '.join(names[:LISTED])} and {len(names) - LISTED} more"
