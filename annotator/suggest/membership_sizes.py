"""Whether what a sentence says of the number of an organization's members is right on the days that it means."""

import datetime
from collections.abc import Iterator

from annotator.model import Candidate, Entity, Mention
from annotator.patterns import regex
from annotator.suggest import rolls
from annotator.suggest.clauses import clause_around
from annotator.suggest.membership_checks import RULE, Bench, error
from annotator.suggest.membership_counts import Bound, Counting
from annotator.suggest.times import Period, period
from annotator.suggest.wording import club, listed

_UNTIL_LATER = regex(
    r"\buntil (?:january|february|march|april|may|june|july|august|september|october|november|december|next|"
    r"tomorrow|"
    r"the (?:end|spring|summer|autumn|winter|fall)|all|every|[a-z]+day)\b|, then,"
)
"""'Until January it counts twelve' tells of the present."""


def check_counting(bench: Bench, said: Counting) -> Iterator[Candidate]:
    """wrong-number for one number of members; without a date a remark."""
    found = bench.organization(said.org)
    if found is None:
        return
    org, entity = found
    if bench.date is None:
        yield from _remark_count(bench, said, org, entity)
        return
    clause = _aside(bench.short.text, said.number) or clause_around(
        bench.short.text, said.number, said.number + 1
    )
    when = period(
        _UNTIL_LATER.sub(" ", clause) if said.tense == "present" else clause, bench.date, said.tense
    )
    known = rolls.sizes(bench.knowledge, entity.id, said.statuses, when)
    number = bench.short.number(said.number)
    if known is None or any(_fits(number, size, said.bound, said.part) for size in known):
        return
    if said.org < 0 and _of_others(bench, entity):
        return
    if said.loose and not 0.6 * min(known) <= number <= 10 + 2 * max(known):
        return
    names = rolls.members_on(bench.knowledge, entity.id, when.day, said.statuses)
    if said.lands and _fits(number, _states(bench, entity, when, said), said.bound, said.part):
        return
    words = bench.short.words(said.number)
    kind = "" if said.statuses == ("member",) else f" {said.statuses[0]} members"
    reason = f"{words}: {club(bench.knowledge, org)} had {len(names)}{kind} {when.shown}: {listed(names)}"
    sure = 0.92 * (0.9 if said.part or said.bound != "=" else 1.0) * (0.9 if said.org < 0 else 1.0)
    yield error("wrong-number", bench.short.span(said.number), sure * org.score, reason, entity.source)


_WHICH = regex(r",? (?:which|that) [^,;:]*")


def _aside(text: str, at: int) -> str:
    """The relative clause around a place; empty where it stands in none."""
    return next((found[0] for found in _WHICH.finditer(text) if found.start() < at < found.end()), "")


def _of_others(bench: Bench, entity: Entity) -> bool:
    """True where most of the states of the sentence are no members: the number is that of another body."""
    states = {m.entity for at in bench.short.places("S") if (m := bench.short.mention(at)) is not None}
    members = bench.knowledge.members(entity.id, bench.date or datetime.date.max).members
    return len(states) > 2 and 2 * len(states.intersection(members)) < len(states)


def _states(bench: Bench, entity: Entity, when: Period, said: Counting) -> int:
    """How many of the members were states."""
    ids = bench.knowledge.members(entity.id, when.day, said.statuses).members
    known = (bench.knowledge.get(id) for id in ids)
    return sum(1 for member in known if member is not None and member.kind == "state")


def _fits(number: int, size: int, bound: Bound, part: bool) -> bool:
    """Whether the number can be said of an organization of that size."""
    if part:
        return bound in ("<", "<=", "~") or number <= size
    match bound:
        case "=":
            return number == size
        case ">":
            return size > number
        case ">=":
            return size >= number
        case "<":
            return size < number
        case "<=":
            return size <= number
        case "~":
            return abs(size - number) <= max(2, size // 5)


def _remark_count(bench: Bench, said: Counting, org: Mention, entity: Entity) -> Iterator[Candidate]:
    number = bench.short.number(said.number)
    known = [s for s in rolls.stretches(bench.knowledge, entity.id, said.statuses) if s.certain]
    if said.bound != "=" or said.part or said.lands or not known:
        return
    told: list[tuple[int, datetime.date, datetime.date | None]] = []
    for stretch in known:
        size = len(stretch.members)
        if told and told[-1][0] == size and told[-1][2] == stretch.first:
            told[-1] = (size, told[-1][1], stretch.end)
        else:
            told.append((size, stretch.first, stretch.end))
    if all(size == number for size, _, _ in told):
        return
    shown = [one for one in told if one[0] == number] or told[-3:]
    shown = sorted({*shown[-3:], told[-1]}, key=lambda one: one[1])
    sizes = ", ".join(
        f"{size} from {first} to {end}" if end else f"{size} since {first}" for size, first, end in shown
    )
    reason = (
        f"depends on the date, and the document has none: {bench.short.words(said.number)}; "
        f"{club(bench.knowledge, org)} had {sizes}"
    )
    span = bench.short.span(said.number)
    yield Candidate("claim", span.start, span.end, 0.55, RULE, reason, entity.source)
