"""Terms of office: when somebody is said to have come into an office or left it, checked against the lists.

'P became president of S on Monday', 'P, president from 2006 to 2014', 'former president P'. Who holds the office again
after others is a former holder too, and the year of a vote may stand for that of the oath.
"""

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence

from annotator.knowledge import Knowledge, days_in_words
from annotator.model import Candidate, Fact, Mention, earliest, latest
from annotator.patterns import gated, regex
from annotator.suggest.clauses import clause_around
from annotator.suggest.role_titles import HEADS, HONOUR, MEANT, OWNER, TITLE, owner_of, plain
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.times import VAGUE_PAST, YEAR

NEAR = datetime.timedelta(days=400)
"""How far back a change of office may lie that a report tells with a day of the week."""
GRACE = datetime.timedelta(days=10)
VOTE = datetime.timedelta(days=300)
"""How long after a vote or a nomination the office may begin."""
SETTLED = datetime.timedelta(days=60)
"""Who has held an office for so long and goes on for so long is no former holder of it."""
HEADS_SINCE, MINISTERS_SINCE = 2001, 2016
"""From these years on the lists hold all who came into such an office."""

_OF = r"(?: of (?:the )?(?P<owner2>[SOG])(?!'s|-))?"
_TABLE = (
    # P became president of S on Monday; P was sworn in as S's prime minister
    rf"(?P<person>P)(?: jr)?\.?,? (?:who )?(?P<began>became|has become|was elected|was sworn in|was inaugurated|"
    rf"was appointed|was named|took office|took over) (?:as )?(?:the )?(?:new )?{OWNER}(?P<title>{TITLE}){_OF}(?![\w-])"
    rf"(?! elect)",
    # P, five weeks after becoming president of S
    rf"(?P<person>P)(?: jr)?\.?,? (?:only |just |barely |hardly |less than )?(?P<soon>(?:Q|an?|a few|[a-z]+) "
    rf"(?:days?|weeks?)) (?:after|since) (?P<began>becoming|taking office as|being (?:elected|sworn in as|named|"
    rf"appointed)) (?:the )?{OWNER}(?P<title>{TITLE}){_OF}(?![\w-])",
    # D president P was elected in 2006
    rf"\b{OWNER}(?P<title>{TITLE}) {HONOUR}(?P<person>P) "
    r"(?P<began>was elected|was sworn in|was inaugurated|took office|came to power) (?=in |on )",
    # P has been president since 2006; P, president since May 2006
    rf"(?P<person>P)(?: jr)?\.?(?:,| is| has been|, who has been) (?:the |its |their )?{OWNER}(?P<title>{TITLE}){_OF} "
    r"since (?:[a-z]+ )?(?P<since>(?:19|20)\d\d)\b",
    # P, president from 2006 to 2014; P, who was president of S from 2006 to 2014; P (president 2006-2014)
    rf"(?P<person>P)(?: jr)?\.?(?:,| was|, who was| served as|, who served as| \() (?:the |a )?(?:former )?{OWNER}"
    rf"(?P<title>{TITLE}){_OF},? (?:from |between )?(?P<first>(?:19|20)\d\d) ?(?:to|until|till|and|-) ?"
    rf"(?P<last>(?:19|20)\d\d)\b",
    # former D president P; P, the former president of S
    rf"\b(?P<former>former) {OWNER}(?P<title>{TITLE}) {HONOUR}(?P<person>P)(?![\w-])",
    rf"(?P<person>P)(?: jr)?\.?, (?:the |a )?(?P<former>former) {OWNER}(?P<title>{TITLE}){_OF}(?=[,.;)]|$)",
)
_FROM_TO = (("first", "since"), ("last", "until"))
"""What the years of a term stand for: group of the match, end of the fact."""
_NOW = regex(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|(?:this|last) (?:week|month)|"
    r"(?:Q|an?|few|some|several|[a-z]+) (?:days?|weeks?) ago)\b"
)


_PATTERNS = gated(_TABLE)


def check_terms(short: Shorthand, knowledge: Knowledge, day: datetime.date) -> Iterator[Candidate]:
    """What a sentence tells wrongly of how somebody came into an office or left it."""
    for gate in _PATTERNS:
        for found in gate.finditer(short.text):
            person = short.mention(found.start("person"))
            if person is None or person.kind != "person" or person.part:
                continue
            groups = found.groupdict()
            term = _Term(short, found, person, knowledge, day)
            if groups.get("began"):
                yield from term.began(found["began"])
            elif groups.get("former"):
                yield from term.former()
            elif groups.get("since"):
                yield from term.years((("since", "since"),))
            else:
                yield from term.years()


class _Term:
    """An office that a sentence gives somebody for a time."""

    def __init__(
        self,
        short: Shorthand,
        found: "re.Match[str]",
        person: Mention,
        knowledge: Knowledge,
        day: datetime.date,
    ) -> None:
        self.short, self.found, self.person, self.knowledge, self.day = short, found, person, knowledge, day
        self.title = plain(found["title"])
        self.roles = MEANT[self.title]
        self.held = knowledge.offices(person.entity)
        """Every office that the lists give the person."""
        self.owner = owner_of(short, found)
        self.owners = {self.owner} if self.owner else {fact.object for fact in self.held}
        self.own = [fact for fact in self.held if fact.role in self.roles and fact.object in self.owners]
        """The terms in such an office that the lists have."""

    def began(self, verb: str) -> Iterator[Candidate]:
        """Nobody comes into an office on a day near which no term of theirs in it begins."""
        clause = clause_around(self.short.text, *self.found.span())
        years = {int(year) for year in YEAR.findall(clause)}
        owner = self.owner or next(iter(self.owners), "")
        if not owner or len(self.owners) > 1 or len(years) > 1 or not self.held or VAGUE_PAST.search(clause):
            return
        if any(not fact.since or fact.disputed for fact in self.own):
            return
        later = VOTE if "elected" in verb or "named" in verb or "appointed" in verb else GRACE
        if years:
            yield from self._began_in(years.pop(), owner, clause)
            return
        now, then = self._others(owner, self.day), self._others(owner, self.day + later)
        soon = self.found.groupdict().get("soon") or _is_now(clause, self.day)
        if now and then and soon and not self._begins(self.day - NEAR, self.day + later):
            yield self._wrong(owner, 0.78, now)

    def _began_in(self, year: int, owner: str, clause: str) -> Iterator[Candidate]:
        if year < (HEADS_SINCE if self.title in HEADS else MINISTERS_SINCE) or year > self.day.year:
            return
        if any(year in _years(fact.since) for fact in self.own):
            return
        middle = datetime.date(year, 7, 1)
        others = [
            f for role in self.roles for f in self.knowledge.holders(owner, role) if year in _years(f.since)
        ]
        if not self.own or others:
            holders = others or self._others(owner, middle)
            if holders and not any(fact.holds_on(middle) is not False for fact in self.own):
                yield self._wrong(owner, 0.75, holders)
        else:
            yield self._wrong_year(
                self.found.start() + clause[self.found.start() :].find(str(year)), self.own
            )

    def former(self) -> Iterator[Candidate]:
        """Nobody is a former holder of an office that they hold and never held before."""
        first, last = (self.day - SETTLED).isoformat(), (self.day + SETTLED).isoformat()
        (fact,) = self.own if len(self.own) == 1 else (None,)
        if fact is None or fact.disputed or not fact.since or latest(fact.since) > first:
            return
        if fact not in self.knowledge.offices(self.person.entity, self.day) or (
            fact.until and fact.until < last
        ):
            return
        span = self.short.span(self.found.start("former"), self.found.end("title"))
        name = self.knowledge.name
        reason = (
            f"{self.person.name} was still {fact.role} of {name(fact.object)} on {self.day}: "
            f"{days_in_words(fact.since, fact.until)}"
        )
        yield self._candidate(span.start, span.end, 0.85, reason, (fact,), "wrong-role")

    def years(self, told: Sequence[tuple[str, str]] = _FROM_TO) -> Iterator[Candidate]:
        """The years from and to which somebody held an office, as the groups of the match tell them."""
        terms = [fact for fact in self.own if not fact.disputed]
        if not terms or not all(getattr(fact, ends) for fact in terms for _, ends in told):
            return
        if told is not _FROM_TO and not any(fact.holds_on(self.day) is not False for fact in terms):
            return  # 'president since 2021' of one who left long ago: the title is wrong
        for group, ends in told:
            if not any(int(self.found[group]) in _years(getattr(fact, ends)) for fact in terms):
                yield self._wrong_year(self.found.start(group), terms)
                return

    def _begins(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether a term of theirs may begin between two days."""
        return any(
            earliest(fact.since) <= last.isoformat() and latest(fact.since) >= first.isoformat()
            for fact in self.own
        )

    def _others(self, owner: str, day: datetime.date) -> list[Fact]:
        """Who surely held the office that day, if it was not the person."""
        held = [f for role in self.roles for f in self.knowledge.holders(owner, role, day) if not f.disputed]
        return [] if any(fact.subject == self.person.entity for fact in held) else held

    def _wrong(self, owner: str, sure: float, holders: Sequence[Fact]) -> Candidate:
        span = self.short.span(*self.found.span("title"))
        name, named = self.knowledge.name, self.knowledge.named
        own = ", ".join(
            f"{fact.role} of {named(fact.object)} {days_in_words(fact.since, fact.until)}".strip()
            for fact in (self.own or self.held)[-2:]
        )
        who = ", ".join(dict.fromkeys(name(fact.subject) for fact in holders))
        reason = f"{self.person.name} did not become {self.title} of {named(owner)} then: {own}; it was {who}"
        return self._candidate(span.start, span.end, sure, reason, holders, "wrong-role")

    def _wrong_year(self, at: int, terms: Sequence[Fact]) -> Candidate:
        span = self.short.span(at, at + 4)
        held = ", ".join(days_in_words(fact.since, fact.until) for fact in terms)
        reason = f"{self.person.name} was {terms[0].role} of {self.knowledge.named(terms[0].object)} {held}"
        return self._candidate(span.start, span.end, 0.8, reason, terms, "wrong-date")

    def _candidate(
        self, start: int, end: int, sure: float, reason: str, facts: Sequence[Fact], type: str
    ) -> Candidate:
        source = (
            ", ".join(dict.fromkeys(fact.source for fact in facts if fact.source)) or "the list of offices"
        )
        return Candidate(
            "error", start, end, round(sure * self.person.score, 3), "wrong-role", reason, source, type
        )


def _is_now(clause: str, day: datetime.date) -> bool:
    """Whether a clause tells of the last weeks: 'on Monday', 'yesterday', a day of this month or of the last."""
    months = {calendar.month_name[d.month].lower() for d in (day, day - datetime.timedelta(days=31))}
    return bool(_NOW.search(clause)) or any(re.search(rf"\b{m} [\dQ]|[\dQ] {m}\b", clause) for m in months)


def _years(day: str) -> set[int]:
    """The years that may be told for a day: at the turn of a year the one of the vote or of the oath."""
    first, last = earliest(day), latest(day)
    years = set(range(int(first[:4]), int(last[:4]) + 1))
    if first[5:] <= "02-15":
        years.add(int(first[:4]) - 1)
    if last[5:] >= "11-15":
        years.add(int(last[:4]) + 1)
    return years
