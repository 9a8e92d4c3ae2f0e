"""Places: a city called the capital of a state that had another one on the document's date, or put in another state.

States with several capitals, and places in dispute, are left alone.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.knowledge import Knowledge, days_in_words
from annotator.model import Candidate, Fact, Mention, Sentence
from annotator.patterns import regex
from annotator.suggest.clauses import clause_around
from annotator.suggest.context import Context
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.sketch import sketch
from annotator.suggest.subject import names_of, subject_state
from annotator.suggest.times import VAGUE_PAST, YEAR
from annotator.suggest.wording import listed

RULE = "wrong-place"

GRACE = datetime.timedelta(days=10)
_OWN = (
    r"(?:(?:the )?(?P<owner>[SD])(?:'s)? |(?:the|its|his|her|their|that|this|our) (?:country's |nation's )?)"
)
_CAPITAL = r"(?:capital city|capital)"
_OF = r"(?: of (?:the )?(?:[a-z]+ )?(?P<owner2>S)(?!'s|-))?"
_END = r"(?=[,.;:)]|$| -| (?:on|in|for|where|as|to|and|with|at|after|before|by|said|late|early|is|was|has)\b|'s\b)"

_PATTERNS = tuple(
    regex(pattern)
    for pattern in (
        # L, the capital of S; L, S's capital; L is the capital of S
        rf"(?P<place>L)(?:,| -| is| \(|, which is)(?: now| also| still)? {_OWN}{_CAPITAL}{_OF}(?=[,.;:)]|$| "
        rf"-| and\b)",
        rf"(?P<place>L), {_CAPITAL} of (?:the )?(?P<owner2>S)(?!'s|-)",
        # L, the capital of her country; L, capital of the smallest newcomer
        rf"(?P<place>L), (?:the )?{_CAPITAL} of (?:the|his|her|their|its|this|that|our) (?:[a-z-]+ ){{0,2}}"
        r"(?:country|nation|kingdom|newcomer|host)(?=[,.;:)]|$| -)",
        # the capital of S, L; the D capital, L; the D capital L
        rf"\b{_OWN}{_CAPITAL}{_OF}(?:,? (?P<place>L)(?![\w-]){_END}| (?P<place2>L)(?![\w-]))",
        # the D capital of L
        rf"(?P<owner>[SD])(?:'s)? {_CAPITAL} of (?P<place>L)(?![\w-]){_END}",
        # Capital: L
        rf"(?:^|[.;] )(?P<fact>){_CAPITAL}: (?P<place>L)(?=[.,;(]|$| -)",
        # S, whose capital is L; S, the capital of which is L; S is small and its capital is L
        rf"(?P<owner>S),? whose (?:own )?{_CAPITAL},?(?: is| remains)? (?P<place>L)(?![\w-])",
        rf"(?P<owner>S),? the {_CAPITAL} of which (?:is|remains) (?P<place>L)(?![\w-])",
        rf"\b(?P<its>its|whose) {_CAPITAL} (?:is|remains) (?P<place>L)(?![\w-])",
        # S, whose rebuilt capital L shone
        r"\b(?P<its>its|whose) (?:[a-z]+ly [a-z]+ |own |tiny |small |sprawling |dusty )?"
        rf"{_CAPITAL},? (?P<place>L)(?![\w-])",
        # the capital of S is L
        rf"\b{_CAPITAL} of (?:the )?(?P<owner2>S) (?:is|remains) (?:now |again )?(?:called )?(?P<place>L)(?![\w-])",
        # the city of L in S
        r"\b(?P<city>city|town|village|port) of (?P<place>L),? in (?:the )?(?P<owner>S)(?!'s|-)",
        # the D city of L; the S's city of L
        r"\b(?P<owner>D) (?:port |border |southern |northern |eastern |western |coastal |central |second |"
        r"largest |biggest )*"
        r"(?P<city>city|town|village|port) of (?P<place>L)(?![\w-])",
    )
)
_NOT_NOW = regex(
    r"\b(?:former|old|then|ancient|historic|future|new|next|planned|designated|medieval|colonial|no longer|"
    r"not|was|"
    r"were|until|would|will|instead)\b"
)
"""In the words that make a place a capital."""
_FORMER = regex(
    r"\b(?:former|old|then|once|ancient|historic|future|new|next|planned|designated|medieval|colonial|no longer|"
    r"one-time|not)"
    r"(?: (?!in |at |for |from |to |of |with )[a-z-]+)?[ -]$"
)
"""Just before it."""
_AS_LIKELY = 0.4
"""So sure another state may be meant by an owner's name: one whose name merely stands inside it is not."""
_ITS = regex(r"(?:its|their) capital\b")
_HIS = regex(r", (?:its|his|her|their) capital\b")
_MOVED = regex(
    r"\b(?:moved?|moves|moving|relocat\w+|transferr?\w*|declared|proclaim\w*|recogni[sz]\w+|claim\w*|"
    r"one day|dream\w*|imagine)\b"
)
"""Anywhere before it."""
_TRIGGER = regex(r"\bcapital\b|\b(?:city|town|village|port) of\b", re.IGNORECASE)


class Placed(NamedTuple):
    """A place that a sentence calls a capital or puts in a state."""

    place: Mention
    state: str
    """Entity id; empty where the sentence does not say."""
    capital: bool
    clause: str
    """The clause around it, in shorthand."""
    moved: bool
    """True where words before tell of a move, a claim or a plan."""
    fact: bool
    """True for a line of a box of facts: 'Capital: L'."""
    guessed: bool = False
    """True for 'his capital', where the sentence names but one state."""


class WrongPlace:
    """Checks capitals, and the states that cities are said to lie in."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        day = context.date
        if day is None:
            return
        if not _TRIGGER.search(sentence.text):
            yield from _below_heading(sentence, context, day)
            return
        if not any(m.kind == "place" for m in context.mentions(sentence)):
            return
        short = sketch(sentence, context)
        seen: set[int] = set()
        for placed in placings(short):
            if placed.guessed and _of_somebody(placed, sentence, context):
                continue
            if placed.place.start not in seen:
                seen.add(placed.place.start)
                check = _check_capital if placed.capital else _check_state
                state = subject_state(sentence, context) if placed.fact else placed.state
                yield from check(placed._replace(state=state), context.knowledge, day)
            if placed.capital and not (
                state or placed.fact or placed.moved or _of_somebody(placed, sentence, context)
            ):
                yield from _of_no_state(placed, context, day)


def _below_heading(sentence: Sentence, context: Context, day: datetime.date) -> Iterator[Candidate]:
    """'Yerevan, with a million people' below or after 'CAPITAL.' in a box of facts."""
    heading = context.before(sentence)
    if heading is None or heading.text.strip(" .:").lower() not in ("capital", "capital city"):
        return
    first = next(iter(context.mentions(sentence)), None)
    if first is not None and first.kind == "place" and first.start == sentence.start:
        placed = Placed(first, subject_state(sentence, context), True, sentence.text.lower(), False, True)
        check = (
            _check_capital(placed, context.knowledge, day)
            if placed.state
            else _of_no_state(placed, context, day)
        )
        yield from check


def _of_no_state(placed: Placed, context: Context, day: datetime.date) -> Iterator[Candidate]:
    """'In Tunis, the capital,' of an article that says nothing of Tunisia but names other states."""
    place, known = placed.place, context.knowledge
    state = known.state_behind(place.entity)
    facts = known.facts(subject=place.entity, relation="capital-of")
    if state is None or place.edits or not any(fact.holds_on(day) for fact in facts):
        return
    if names_of(state, context) or _another_time(placed.clause, day) or _count(place.text, context) > 1:
        return
    reason = f"{place.text} is the capital of {known.named(state)}, of which the article says nothing else"
    yield _error(place, 0.7, reason, facts)


def _count(text: str, context: Context) -> int:
    return context.text.count(text)


def placings(short: Shorthand) -> Iterator[Placed]:
    """Every place that the sentence calls a capital, or a city of a state."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(short.text):
            place = short.mention(found.start("place2" if found.groupdict().get("place2") else "place"))
            head = short.text[: found.start()]
            if place is None or _NOT_NOW.search(found[0]) or _FORMER.search(head):
                continue
            if " is " in found[0] and short.text.rstrip().endswith("?"):
                continue
            groups = found.groupdict()
            owner = next((short.mention(found.start(g)) for g in ("owner2", "owner") if groups.get(g)), None)
            if groups.get("its"):
                if _nearest(short, found.start()) not in ("S", "D"):
                    continue
                owner = _only_state(short, found.start())
            if owner is None and _ITS.match(found[0]) and _nearest(short, found.start()) in ("L", "N"):
                continue  # 'Catalonia and its capital, Barcelona'
            guessed = owner is None and _HIS.search(found[0]) is not None
            if guessed:
                owner = _only_state(short, found.start())
            if owner is not None and any(sure >= _AS_LIKELY for _, sure in owner.alternatives):
                continue  # Santo Domingo is a Dominican capital, if not Dominica's
            clause = clause_around(short.text, found.start(), found.end())
            moved = bool(_MOVED.search(head[-60:]))
            state = owner.entity if owner else ""
            yield Placed(
                place, state, not groups.get("city"), clause, moved, groups.get("fact") is not None, guessed
            )


def _of_somebody(placed: Placed, sentence: Sentence, context: Context) -> bool:
    """True where somebody of the place's own state is named beside it: 'met Merkel in Berlin, her capital'."""
    state = context.knowledge.state_behind(placed.place.entity)
    persons = [m.entity for m in context.mentions(sentence) if m.kind == "person"]
    return any(
        fact.object == state
        for person in persons
        for fact in (
            *context.knowledge.offices(person),
            *context.knowledge.facts(subject=person, relation="citizen-of"),
        )
    )


def _nearest(short: Shorthand, end: int) -> str:
    """The letter of the last state, place or unknown name before a place in the sentence: whose capital it is."""
    found = short.places("SDLN", 0, end)
    return short.text[found[-1]] if found else ""


def _only_state(short: Shorthand, end: int) -> Mention | None:
    """The one state that the sentence names before a place in it, be it by its people."""
    states = {m.entity: m for at in short.places("SD", 0, end) if (m := short.mention(at))}
    return next(iter(states.values())) if len(states) == 1 else None


def _check_capital(placed: Placed, knowledge: Knowledge, day: datetime.date) -> Iterator[Candidate]:
    place = placed.place
    state = placed.state or knowledge.state_behind(place.entity) or ""
    if state == "geo" and knowledge.state_behind(place.entity) == "usa":
        return  # the other Georgia
    capitals = knowledge.facts(relation="capital-of", object=state) if state else ()
    if any(fact.disputed for fact in capitals) or any(
        fact.subject == place.entity and _may_hold(fact, day) for fact in capitals
    ):
        return
    ours = knowledge.state_behind(place.entity) == state or any(f.subject == place.entity for f in capitals)
    never = not any(fact.subject == place.entity for fact in capitals)
    elsewhen = _long_ago(placed.clause) if never else _another_time(placed.clause, day)
    if ours and (placed.moved or elsewhen):
        return
    now = [fact for fact in capitals if fact.holds_on(day)]
    if not now:
        return
    former = [fact for fact in capitals if fact.subject == place.entity]
    history = (
        f"; {place.text} was it {', '.join(days_in_words(f.since, f.until) for f in former)}"
        if former
        else ""
    )
    capital = listed([knowledge.name_on(fact.subject, day) for fact in now])
    reason = (
        f"{place.text} was not the capital of {knowledge.named(state)} on {day}: it was {capital}{history}"
    )
    sure = 0.75 if placed.guessed else 0.93 if placed.state else 0.85
    yield _error(place, sure, reason, now)


_SETTLED = datetime.date(1975, 1, 1)
"""From this day on the lists hold every capital that a state had."""
_LONG_AGO = regex(
    r"\b(?:centur\w+|(?:world|cold) war|empire|medieval|ancient|colonial|soviet|independence|back then|in those days|"
    r"at (?:the|that) time|originally|formerly|previously|until|used to)\b"
)
"""In a clause of a time when a city may have been a capital that the lists do not know as one."""


def _another_time(clause: str, day: datetime.date) -> bool:
    """True where the clause speaks of another year than that of `day`."""
    return bool(VAGUE_PAST.search(clause)) or any(int(year) != day.year for year in YEAR.findall(clause))


def _long_ago(clause: str) -> bool:
    """True where the clause may speak of a time before `_SETTLED`; what is a year or so ago does not."""
    return bool(_LONG_AGO.search(clause)) or any(int(year) < _SETTLED.year for year in YEAR.findall(clause))


def _may_hold(fact: Fact, day: datetime.date) -> bool:
    return any(fact.holds_on(day + step) is not False for step in (-GRACE, datetime.timedelta(), GRACE))


def _check_state(placed: Placed, knowledge: Knowledge, day: datetime.date) -> Iterator[Candidate]:
    place = placed.place
    if _another_time(placed.clause, day):
        return
    wholes = knowledge.facts(subject=place.entity, relation="part-of")
    state = knowledge.state_behind(place.entity)
    if state is None or state == placed.state or len(wholes) != 1 or wholes[0].disputed:
        return
    if place.alternatives or knowledge.state_behind(placed.state) in (None, state):
        return
    reason = f"{place.text} lies in {knowledge.named(state)}, not in {knowledge.named(placed.state)}"
    yield _error(place, 0.85, reason, wholes)


def _error(place: Mention, sure: float, reason: str, facts: Sequence[Fact]) -> Candidate:
    source = ", ".join(dict.fromkeys(fact.source for fact in facts if fact.source)) or "the list of places"
    score = round(sure * place.score, 3)
    return Candidate("error", place.start, place.end, score, RULE, reason, source, "wrong-place")
