"""Offices: a title that its holder did not hold on the document's date.

Somebody is accused only where the lists name another who held that very office that day, or give the accused one that
nobody holds together with it. Former, acting, elect and deputy holders are left alone, and so is every sentence that
speaks of another time.
"""

import datetime
import re
from collections.abc import Iterator, Sequence

from annotator.knowledge import Knowledge, days_in_words
from annotator.model import Candidate, Fact, Sentence, earliest, latest
from annotator.patterns import regex
from annotator.suggest.clauses import clause_around
from annotator.suggest.context import Context
from annotator.suggest.role_terms import check_terms
from annotator.suggest.role_titles import HEADS, MEANT, TRIGGER, Titled, titles
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.sketch import sketch
from annotator.suggest.subject import subject_state
from annotator.suggest.times import LAST_YEAR, VAGUE_PAST, YEAR

RULE = "wrong-role"

GRACE = datetime.timedelta(days=10)
"""An office may begin or end so many days off: lists and papers count from the vote, the oath or the handover."""

MONTHS = datetime.timedelta(days=400)
"""How far 'last month' and 'earlier this year' can reach back."""

_OTHER_TIME = regex(
    r"\b(?:administration|presidency|premiership|tenure|(?<!, )in office(?! as)|term|era|under|succe(?:ed\w*|ssor)|"
    r"predecessor|replac\w+|"
    r"became|become|becoming|was elected|elected|sworn|appointed|inaugurat\w+|took over (?:as|from|in)|"
    r"resign\w+|stepped "
    r"down|step down|"
    r"impersonat\w+|statue|memoir|biography|born|died|death|historian|history|anniversary|years?|decades?|"
    r"when|while|"
    r"served|serve|serving|dismissed|sacked|fired|ousted|toppled|overthrown|deposed|call(?:s|ed)? (?:him|"
    r"her)|"
    r"candidate|campaign|won|win|wins|would|if|rather than|instead|not|film|movie|novel|series|played)\b"
)
"""Before a title: words that turn a sentence to another time, or to a change in the office."""
_CHANGES = regex(
    r"^(?:'s)? ?(?:[a-z]+ ){0,3}(?:administration|presidency|premiership|tenure|term|era|years|days|time|"
    r"death|birth|"
    r"became|elected|sworn|appointed|resign\w+|stepped|took over (?:as|from|in)|taking over|served|"
    r"dismissed|sacked|fired|"
    r"ousted|"
    r"toppled|overthrown|deposed|died|born|won|lost|impersonat\w+|statue|memoir|biography)\b"
)
"""Shortly after it."""


_LONG_AGO = regex(
    r"\b(?:Q/Q|september Q(?:th)? attacks|(?:world|cold|vietnam|gulf|iraq|falklands|korean|kosovo) wars?|watergate)\b"
    r"|\b(?:aide|advis[eo]r|chief of staff|speechwriter|lawyer|counsel|widow|son|daughter|wife|friend|envoy) "
    r"(?:to|of|for) (?:[a-z]+ )?$"
)
"""Before a title: an event that dates it, or somebody who once served its holder."""


_QUESTION = regex(r"\?[\"”'’ ]*$")
BEFORE = 60
"""So many characters of the clause before a title are read for words of change."""


class WrongRole:
    """Checks the offices that persons are called by."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        day = context.date
        if day is None or not any(m.kind == "person" for m in context.mentions(sentence)):
            return
        if not TRIGGER.search(sentence.text.lower()) or _QUESTION.search(sentence.text):
            return
        short = sketch(sentence, context)
        seen: set[int] = set()
        for titled in titles(short):
            if titled.person.start in seen:
                continue
            first, last = min(titled.start, titled.at), max(titled.end, titled.at + 1)
            clause = clause_around(short.text, first, last)
            inside = _INSERTED.sub(lambda found: " " * len(found[0]), clause[first:last])
            clause = clause[:first] + inside + _REPORTED.sub("", clause[last:])
            back = _reach(clause, day, titled.title)
            if back is None:
                continue
            seen.add(titled.person.start)
            head = re.split(r"[,:]| (?:said|says|told) ", clause[max(0, first - BEFORE) : first])[-1]
            unsure = (
                _OTHER_TIME.search(head + clause[first:last])
                or _CHANGES.match(clause[last:])
                or head.split()[-1:] == ["as"]
                or _LONG_AGO.search(clause[:first])
            )
            owner = subject_state(sentence, context) if titled.fact else titled.owner
            yield from _check(titled._replace(owner=owner), short, context.knowledge, day, back, bool(unsure))
        yield from check_terms(short, context.knowledge, day)


_REPORTED = regex(r" (?:that|which|whom|whose|where) [^;]*$")
_INSERTED = regex(r", [^,;:]+(?=, (?:is|remains)\b)")
"""What is told after a title or put between a name and its title, and the years in it, say nothing of the title."""

_COMPLETE = datetime.date(2000, 1, 1)
_MINISTERS = datetime.date(2015, 1, 1)
"""From these days on the lists hold all heads of state and government, and the foreign ministers."""


def _reach(clause: str, day: datetime.date, title: str) -> datetime.timedelta | None:
    """How far before the document's date the sentence may mean; None where the lists may not reach so far."""
    if VAGUE_PAST.search(clause.replace("had once ", "had ")):
        return None
    years = [int(year) for year in YEAR.findall(clause) if int(year) < day.year]
    if not years:
        return MONTHS if LAST_YEAR.search(clause) else GRACE
    first = datetime.date(max(1, min(years)), 1, 1)
    return day - first if first >= (_COMPLETE if title in HEADS else _MINISTERS) else None


def _check(
    titled: Titled,
    short: Shorthand,
    knowledge: Knowledge,
    day: datetime.date,
    back: datetime.timedelta,
    unsure: bool,
) -> Iterator[Candidate]:
    roles = MEANT[titled.title]
    own = knowledge.offices(titled.person.entity)
    owners = (titled.owner,) if titled.owner else tuple(dict.fromkeys(fact.object for fact in own))
    if not own or any(
        _may_hold(fact, day, back) for fact in own if fact.role in roles and fact.object in owners
    ):
        return
    for owner in owners:
        holders = [f for role in roles for f in knowledge.holders(owner, role, day) if not f.disputed]
        if not holders and _has_none(knowledge, owner, roles):
            continue
        clash = [] if holders else _clashing(titled, own, owner, day)
        if not (holders or clash) or any(f.subject == titled.person.entity for f in holders):
            continue
        if titled.person.part and _namesakes(titled, knowledge, owner):
            continue
        others = [f for f in own if f.role in roles and f.object == owner]
        sure = (0.93 if titled.owner else 0.86) - (0.1 if clash else 0.0)
        if any(fact.until and fact.until <= day.isoformat() for fact in others):
            # Some keep the title for life, and some sentences tell of the past without saying so.
            sure -= 0.25
        if unsure:
            sure -= 0.3
        span = short.span(titled.start, titled.end)
        yield Candidate(
            "error",
            span.start,
            span.end,
            round(sure * titled.person.score, 3),
            RULE,
            _reason(titled, knowledge, owner, own, others, holders, day),
            ", ".join(dict.fromkeys(f.source for f in (*holders, *clash, *own) if f.source))
            or "the list of offices",
            "wrong-role",
        )
        return


def _has_none(knowledge: Knowledge, owner: str, roles: Sequence[str]) -> bool:
    """True for an organization that never had such an office: 'a meeting of O led by Prime Minister P'."""
    entity = knowledge.get(owner)
    of_states = entity is not None and entity.kind == "organization"
    return of_states and not any(knowledge.holders(owner, role) for role in roles)


def _clashing(titled: Titled, own: Sequence[Fact], owner: str, day: datetime.date) -> list[Fact]:
    """What the person surely holds that day instead, where the lists name no holder of the office and the person
    never held it: another of the highest offices of that state, or the same one in another state."""
    roles = MEANT[titled.title]
    if any(fact.role in roles and fact.object == owner for fact in own):
        return []
    now = [fact for fact in own if fact.holds_on(day) and not fact.disputed]
    highest = [f for f in now if f.object == owner and f.role in _HIGHEST and titled.title in HEADS]
    return highest or [
        f for f in now if titled.owner and f.object != owner and f.role in roles and f.role in _STATES
    ]


_HIGHEST = frozenset(
    ("president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "supreme leader")
)
_STATES = _HIGHEST | {"foreign minister", "defence minister", "finance minister", "vice president"}
"""Offices that nobody holds in two states at once."""


def _namesakes(titled: Titled, knowledge: Knowledge, owner: str) -> bool:
    """True where somebody else of that family name held the office: President Bush, President Clinton."""
    own = knowledge.get(titled.person.entity)
    ever = (f.subject for role in MEANT[titled.title] for f in knowledge.holders(owner, role))
    others = (knowledge.get(id) for id in ever if id != titled.person.entity)
    return own is not None and any(other is not None and other.family == own.family for other in others)


def _may_hold(fact: Fact, day: datetime.date, back: datetime.timedelta) -> bool:
    """True unless the fact surely does not hold near that day, or so far back."""
    first, last = (day - back).isoformat(), (day + GRACE).isoformat()
    begins = not fact.since or earliest(fact.since) <= last
    return begins and (not fact.until or latest(fact.until) >= first)


def _reason(
    titled: Titled,
    knowledge: Knowledge,
    owner: str,
    own: Sequence[Fact],
    before: Sequence[Fact],
    holders: Sequence[Fact],
    day: datetime.date,
) -> str:
    """'Wang Wenbin was not foreign minister of China on 2022-01-07: spokesperson ...; Wang Yi was'.

    Told are the offices of that day, and of those of the title itself, `before`, the last one.
    """
    held = [fact for fact in own if fact.holds_on(day)][: 1 if before else 2]
    held = [*held, *before[-1:]] or list(own[-1:])
    offices = ", ".join(
        f"{fact.role} of {knowledge.named(fact.object)} {days_in_words(fact.since, fact.until)}".strip()
        for fact in held
    )
    who = ", ".join(dict.fromkeys(knowledge.name(fact.subject) for fact in holders))
    of = f" of {knowledge.named(owner)}" if titled.owner or holders else ""
    reason = f"{titled.person.name} was not {titled.title}{of} on {day}: {offices}"
    return f"{reason}; {holders[0].role} was {who}" if holders else reason
