"""Whether what a sentence says of the members of an organization is right on the days that it means."""

import datetime
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from annotator.knowledge import Knowledge, days_in_words
from annotator.model import Candidate, Entity, Fact, Mention, Span, earliest
from annotator.patterns import regex
from annotator.suggest import rolls
from annotator.suggest.clauses import clause_around
from annotator.suggest.membership_patterns import Belonging
from annotator.suggest.membership_referents import Referents
from annotator.suggest.membership_words import TITLE
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.times import DAY, NEVER, Period, period
from annotator.suggest.wording import club, kinds, opening, with_article

RULE = "membership"

SURE = {
    "says": 0.95,
    "calls": 0.94,
    "names": 0.96,
    "lists": 0.93,
    "includes": 0.86,
    "other": 0.86,
    "joined": 0.85,
    "part": 0.85,
}
"""How often an accusation is right by the way in which the sentence puts it."""

_CALLED = regex(
    rf",? (?:who|an?|the|its|D|S's)\b(?: [a-zDS][a-z'-]*){{0,5}} (?:{TITLE})\b"
    r"|,? who\b|,? (?:and|but|so) s?he\b"
)
TITLED = regex(rf"\b{TITLE} $")


LEAVING = regex(
    r"\b(?:lost|left|quit|quits|expel\w*|leav(?:e|es|ing)|depart\w*|withdr[ae]w\w*|exit\w*|suspen\w*|ousted|"
    r"abandon\w*|"
    r"(?:walked|pulled|dropped|stormed) out|resigned|ejected|excluded|removed|gone|no longer|ceased)\b"
)
"""Every year of such a sentence may be one in which it was still a member."""


_OTHER_WORLD = regex(
    r"\b(?:cricket\w*|football\w*|basketball|rugby|baseball|tennis|chess|golf|athlet\w+|tournament|league table|"
    r"airlines?|chemi\w+|hospitals?|universit(?:y|ies))\b"
)
"""Where an acronym rather means another body: the ICC of cricket."""


class Bench(Struct, frozen=True, dict=True):
    """What the checks of one sentence need."""

    short: Shorthand
    knowledge: Knowledge
    date: datetime.date | None
    refer: Referents
    """Tells which organizations of earlier sentences 'the bloc' or 'its' may mean here."""

    def organization(self, at: int) -> tuple[Mention, Entity] | None:
        """The organization at a place of the shorthand; negative: the one of an earlier sentence."""
        found = self.organizations(at)
        return found[0] if len(found) == 1 else None

    def organizations(self, at: int) -> list[tuple[Mention, Entity]]:
        """Those of which one is meant, the likeliest first; none where one of them cannot be told."""
        own = self.short.mention(at) if at >= 0 else None
        named = self.refer.away.get(at, ()) if own is None else (own,)
        known = self.told_of(named)
        return known if len(known) == len(named) else []

    def fitting(self, said: Belonging) -> list[tuple[Mention, Entity]]:
        """The organizations that a belonging may tell of: of an earlier one, half of its list are members."""
        return [one for one in self.organizations(said.org) if said.org >= 0 or self._fits(said, one[1])]

    def _fits(self, said: Belonging, entity: Entity) -> bool:
        if self.date is None or len(said.beside) < 2:
            return True
        members = self.knowledge.members(entity.id, self.date).members
        beside = (self.short.mention(at) for at in said.beside)
        return 2 * sum(1 for each in beside if each is not None and each.entity in members) >= len(
            said.beside
        )

    @cached_property
    def in_the_story(self) -> list[tuple[Mention, Entity]]:
        """The organizations of the sentence and those named before it."""
        own = (self.short.mention(at) for at in self.short.places("O"))
        return self.told_of([*(each for each in own if each is not None), *self.refer.further()])

    @cached_property
    def near(self) -> list[tuple[Mention, Entity]]:
        """The organizations of the sentences around."""
        return self.told_of(self.refer.near())

    @cached_property
    def anywhere(self) -> list[tuple[Mention, Entity]]:
        """The organizations of the title and of all the sentences around, those after it included."""
        return self.told_of(self.refer.everywhere())

    def told_of(self, mentions: Sequence[Mention]) -> list[tuple[Mention, Entity]]:
        """Those of the mentions that the sentence may tell of, with what they mean."""
        return [one for one in map(self._told, mentions) if one is not None]

    def _told(self, mention: Mention) -> tuple[Mention, Entity] | None:
        if mention.text.isupper() and _OTHER_WORLD.search(self.short.text):
            return None
        entity = self.knowledge.get(mention.entity)
        if entity is None:
            return None
        if not mention.edits and mention.text.casefold() == entity.name.casefold():
            # 'the eurozone': the grammar of members around it says what is meant.
            mention = replace(mention, score=max(mention.score, 0.9))
        return mention, entity


def check_belonging(bench: Bench, said: Belonging) -> Iterator[Candidate]:
    """wrong-kind, not-member or wrong-date for one thing that is called a member.

    Where one of several organizations is meant, only what is wrong of each.
    """
    found = [list(_accused(bench, said, *one)) for one in bench.fitting(said)]
    if found and all(found):
        yield from found[0]


def _accused(bench: Bench, said: Belonging, org: Mention, entity: Entity) -> Iterator[Candidate]:
    if not entity.members_are:
        return
    mention = bench.short.mention(said.item)
    letter = bench.short.text[said.item]
    if mention is None:
        yield from _unknown(bench, said, org, entity)
    elif mention.kind not in entity.members_are:
        yield from _wrong_kind(bench, said, mention, org, entity)
    elif letter in "SOD":
        yield from _not_member(bench, said, mention, org, entity)


def _unknown(bench: Bench, said: Belonging, org: Mention, entity: Entity) -> Iterator[Candidate]:
    """An unknown name that the sentence itself calls a person."""
    text = bench.short.text
    after, before = _CALLED.match(text, said.item + 1), TITLED.search(text[: said.item])
    if (
        said.manner not in ("says", "calls", "names", "lists")
        or not (after or before)
        or "person" in entity.members_are
    ):
        return
    span = bench.short.span(said.item)
    reason = (
        f"{bench.short.words(said.item)} is a person; members of {club(bench.knowledge, org)} are "
        f"{kinds(entity.members_are)}"
    )
    yield error("wrong-kind", span, 0.9 * SURE[said.manner] * org.score, reason, entity.source)


def _wrong_kind(
    bench: Bench, said: Belonging, mention: Mention, org: Mention, entity: Entity
) -> Iterator[Candidate]:
    if mention.kind == "state" and "person" in entity.members_are:
        return  # the bloc is another one: 'two members of the bloc wait for Congress'
    loose = said.manner in ("joined", "part") and not said.company
    if mention.kind == "person" and loose and not _rules_a_state(bench, said, mention):
        return
    sure = SURE[said.manner]
    if mention.kind == "person":
        sure = {"names": 0.98, "says": 0.97, "calls": 0.96, "lists": 0.94, "other": 0.6}.get(
            said.manner, sure
        )
    elif mention.kind == "place":
        if mention.edits:
            return  # rather a state with a wrong letter
        sure *= 0.9
        if bench.knowledge.facts(subject=mention.entity, relation="capital-of"):
            # 'SCO members Moscow and Beijing': a capital stands for its state.
            sure *= 0.7 if said.manner in ("names", "says") else 0.4
    name = mention.name if mention.part else mention.text
    reason = (
        f"{name} is {with_article(mention.kind)}; "
        f"members of {club(bench.knowledge, org)} are {kinds(entity.members_are)}"
    )
    span = Span(mention.start, mention.end)
    yield error("wrong-kind", span, sure * mention.score * org.score, reason, entity.source)


def _rules_a_state(bench: Bench, said: Belonging, mention: Mention) -> bool:
    """True for somebody who held an office of a state when that is said to have been, and never one of an organization.

    'Kofi Annan joined the United Nations in 1962' is no mistake.
    """
    if not said.year or bench.date is None:
        return False
    day = datetime.date(int(said.year), 7, 1)
    served = [bench.knowledge.get(fact.object) for fact in bench.knowledge.offices(mention.entity)]
    return bool(bench.knowledge.offices(mention.entity, day)) and not any(
        each is not None and each.members_are for each in served
    )


def _not_member(
    bench: Bench, said: Belonging, mention: Mention, org: Mention, entity: Entity
) -> Iterator[Candidate]:
    knowledge = bench.knowledge
    facts = knowledge.memberships(mention.entity, entity.id)
    if said.statuses != ("member",) and not _has_ranks(knowledge, entity.id):
        said = replace(said, statuses=("member",))
    if mention.kind == "state" and not rolls.settled_state(knowledge, mention.entity):
        return
    if mention.kind == "organization" and not facts:
        return
    if mention.edits > 1 or (
        bench.date and knowledge.name_holds(mention.entity, mention.alias, bench.date) is False
    ):
        return  # another rule speaks of the name
    if mention.score < 1 and any(
        knowledge.memberships(other, entity.id) for other, _ in mention.alternatives
    ):
        return
    if said.year and (dated := list(check_year(bench, said, mention, org, entity))):
        yield from dated
        return
    if bench.date is None:
        yield from _remark_member(bench, mention, org, entity, facts, said)
        return
    around = (said.item, said.org) if said.org >= 0 else (said.item, said.item)
    text = bench.short.text
    clause = text if LEAVING.search(text) else clause_around(text, min(around), max(around) + 1)
    when = period(clause, bench.date, said.tense)
    if said.tense == "event":
        when = Period(NEVER, max(when.last, bench.date + DAY), bench.date)
    if rolls.was_member(knowledge, mention.entity, entity, said.statuses, when) is not False:
        return
    sure = SURE[said.manner] * (0.92 if said.tense == "past" else 1.0)
    ever = "had never been" if said.tense == "event" else "was not"
    what = "a member" if said.statuses == ("member",) else with_article(f"{said.statuses[0]} member")
    reason = (
        f"{opening(knowledge.named(mention.entity))} {ever} {what} of {club(knowledge, org)} {when.shown}: "
        f"{history(facts)}"
    )
    yield error(
        "not-member", mention.span, sure * mention.score * org.score, reason, fact_source(facts, entity)
    )


def _has_ranks(knowledge: Knowledge, organization: str) -> bool:
    """True where some members are permanent and others elected."""
    return any(f.status == "permanent" for f in knowledge.facts(relation="member-of", object=organization))


def history(facts: Sequence[Fact]) -> str:
    """How a membership went: 'member since 2023-07-04, observer from 2005-07-05 to 2023-07-04'."""
    own = sorted(facts, key=lambda fact: (fact.status != "member", fact.since))
    return (
        ", ".join(f"{f.status} {days_in_words(f.since, f.until)}".strip() for f in own)
        or "no list of its members names it"
    )


def check_year(
    bench: Bench, said: Belonging, mention: Mention, org: Mention, entity: Entity
) -> Iterator[Candidate]:
    """The year in which it is said to have joined, against the years in which it did."""
    facts = bench.knowledge.memberships(mention.entity, entity.id)
    own = [fact for fact in facts if fact.status in ("member", "permanent", "elected")]
    if not own or any(f.disputed or not f.since for f in own):
        return
    if bench.date and all(earliest(f.since) > bench.date.isoformat() for f in own):
        return
    years = {fact.since[:4] for fact in own}
    first = min(
        fact.since for fact in bench.knowledge.facts(relation="member-of", object=entity.id) if fact.since
    )
    founder = any(fact.since == first for fact in own)
    gap = min(abs(int(year) - int(said.year)) for year in years)
    # What became of the body that a founder joined earlier is a matter of history books.
    if gap == 0 or (founder and said.year <= first[:4]):
        return
    name = bench.knowledge.named(mention.entity)
    joined = f"{club(bench.knowledge, org)} in {', '.join(sorted(years))} ({history(own)})"
    reason = f"{said.year}: {name} joined {joined}"
    span = bench.short.span(said.year_at, said.year_at + 4)
    yield error(
        "wrong-date",
        span,
        (0.9 if gap > 1 else 0.8) * mention.score * org.score,
        reason,
        fact_source(facts, entity),
    )


def _remark_member(
    bench: Bench,
    mention: Mention,
    org: Mention,
    entity: Entity,
    facts: Sequence[Fact],
    said: Belonging,
) -> Iterator[Candidate]:
    """Without a date nobody is accused: a remark says when it would be right."""
    own = [fact for fact in facts if fact.status in ("member", *said.statuses)]
    if any(fact.disputed for fact in facts) or any(not fact.until for fact in own):
        return
    if not own and not (entity.complete_since and entity.complete_until):
        return
    reason = (
        f"depends on the date, and the document has none: {bench.knowledge.named(mention.entity)} in "
        f"{club(bench.knowledge, org)}: {history(facts)}"
    )
    yield Candidate("claim", mention.start, mention.end, 0.55, RULE, reason, fact_source(facts, entity))


def fact_source(facts: Sequence[Fact], entity: Entity) -> str:
    """Where memberships, or else the list of members, can be looked up."""
    return ", ".join(dict.fromkeys(fact.source for fact in facts if fact.source)) or entity.source


def error(kind: str, span: Span, score: float, reason: str, source: str) -> Candidate:
    """An accusation of this rule."""
    return Candidate("error", span.start, span.end, round(score, 3), RULE, reason, source, kind)
