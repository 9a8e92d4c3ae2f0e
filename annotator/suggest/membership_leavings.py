"""'Qatar left OPEC in 2019': a member that is said to have gone, against the day on which it went.

The verbs and nouns are data (`schemas/membership-words.yaml`).
"""

import datetime
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.model import Candidate, Entity, Fact, Mention, Span
from annotator.patterns import Gate, gated, regex
from annotator.resources import shipped
from annotator.suggest import rolls
from annotator.suggest.membership_checks import Bench, error, fact_source, history
from annotator.suggest.membership_patterns import organization
from annotator.suggest.membership_shapes import ASIDE
from annotator.suggest.membership_words import ADVERB, HYPOTHETICAL, ITEM, ORG, PAREN
from annotator.suggest.wording import club, opening

LONG_AGO = 30
"""Years: of what was left before them, often but a part was left (France and the command of NATO)."""
AHEAD = 2
"""The year in which a member said that it would go may stand for the one in which it was gone."""

_YEAR = (
    r"(?: (?:again )?(?:in|on) (?:(?:early|late|mid-?) ?)?(?:[a-z]+ )?(?:Q, |Q |\d{1,2}, )?(?P<year>\d{4})\b)"
)
_END = r"(?=[,.;:!?)]|$| -| (?:and|but|as|after|before|when|while|which|though|although|because|last|this|on|at|for)\b)"
_FRONT = regex(r"(?:^|[;:,] |\b(?:and|but|that) )in (?:[a-z]+ )?(?P<year>\d{4}),? $")
_DENIED = regex(
    r"\b(?:not|never|nearly|almost|n't|would|could|might|may|will|should|if|whether|before|until|when)\b[^,;:]*$"
)


class _Words(Struct, frozen=True):
    """The lists of `schemas/membership-words.yaml`, which says what each is for."""

    leaves: str
    leaving: str


@functools.cache
def _words() -> _Words:
    """The shipped lists. Raises SchemaError with every fault of their file."""
    path = shipped("schemas", "membership-words.yaml")
    return kept("leavings", _Words, [path], lambda: _read_words(path))


def _read_words(path: Path) -> _Words:
    from annotator.yamlfile import YamlFile  # yaml costs 20 ms

    file = YamlFile(path)
    made = file.fill(_Words)
    if file.faults or made is None:
        raise SchemaError("\n".join(file.report()))
    return made


def _any_of(lines: str) -> str:
    """One of the lines of a list, as a pattern."""
    return f"(?:{'|'.join(lines.split(chr(10))).strip('|')})"


@functools.cache
def _patterns() -> tuple[Gate, ...]:
    known = _words()
    subject = rf"(?P<item>{ITEM})(?:{PAREN}{ASIDE}|,? (?:which|who))? {ADVERB}(?:has |had |have )?{ADVERB}"
    return gated(
        [
            # S left O in 2019; S, which quit O
            rf"{subject}(?P<gone>{_any_of(known.leaves)}) (?P<org>{ORG})(?:{_YEAR}|{_END})",
            # S's withdrawal from O in 2019; the D exit from O in 2019
            rf"(?P<item>[SD])(?:'s)? (?P<gone>{_any_of(known.leaving)}) from (?P<org>{ORG}){_YEAR}",
        ]
    )


def check_leavings(bench: Bench) -> Iterator[Candidate]:
    """not-member for who never was one or still is; wrong-date for another year than that of the leaving."""
    text = bench.short.text
    for pattern in _patterns():
        for found in pattern.finditer(text):
            before = text[: found.start()]
            if HYPOTHETICAL.search(before) or _DENIED.search(before):
                continue
            place = organization(bench.short, found, bench.refer)
            club_found = None if place is None else bench.organization(place)
            item = bench.short.places("SD", *found.span("item"))
            if club_found is None or not item or (mention := bench.short.mention(item[-1])) is None:
                continue
            if place is not None and place < 0 and _knows_another(bench, mention, club_found[1]):
                continue
            front = _FRONT.search(before)
            year, at = found["year"], found.start("year")
            if not year and front:
                year, at = front["year"], front.start("year")
            gone = bench.short.span(found.start("gone"), found.end("org"))
            told = bench.short.span(at, at + 4) if year else gone
            yield from _check(bench, mention, *club_found, int(year) if year else 0, told, gone)


def _knows_another(bench: Bench, who: Mention, entity: Entity) -> bool:
    """True where it is or was in another organization of the story, which may be meant."""
    others = (each for _, each in bench.in_the_story if each.id != entity.id)
    return any(bench.knowledge.memberships(who.entity, each.id) for each in others)


def _check(
    bench: Bench, who: Mention, org: Mention, entity: Entity, year: int, told: Span, gone: Span
) -> Iterator[Candidate]:
    facts = bench.knowledge.memberships(who.entity, entity.id)
    day = bench.date
    if day is None or who.kind != "state" or who.edits > 1 or any(f.disputed for f in facts):
        return
    if not rolls.settled_state(bench.knowledge, who.entity) or (
        year and not day.year - LONG_AGO < year <= day.year
    ):
        return
    sure, source = who.score * org.score, fact_source(facts, entity)
    name, body = bench.knowledge.named(who.entity), club(bench.knowledge, org)
    own = [fact for fact in facts if fact.status in ("member", "permanent", "elected")]
    if not facts and entity.complete_since and bench.knowledge.members(entity.id, day).certain:
        reason = f"{opening(name)} had never been a member of {body}: {history(facts)}"
        yield error("not-member", who.span, 0.85 * sure, reason, source)
    elif own and all(fact.since for fact in own):
        ends = _ends(own)
        if not ends and not _is_going(bench, facts, day):
            reason = f"{opening(name)} has not left {body}: {history(own)}"
            yield error("not-member", gone, 0.8 * sure, reason, source)
        elif year and ends and not any(end - AHEAD < year <= end for end in ends):
            reason = f"{year}: {name} left {body} in {', '.join(map(str, ends))} ({history(own)})"
            yield error("wrong-date", told, 0.85 * sure, reason, source)


def _ends(own: Sequence[Fact]) -> list[int]:
    """The years in which a membership ended."""
    return sorted({int(fact.until[:4]) for fact in own if fact.until})


def _is_going(bench: Bench, facts: Sequence[Fact], day: datetime.date) -> bool:
    """True where the membership is not plain on the day: suspended, or another status beside it."""
    return any(fact.status in rolls.UNSETTLED for fact in facts) or all(
        fact.holds_on(day) is not True for fact in facts
    )


__all__ = ["check_leavings"]
