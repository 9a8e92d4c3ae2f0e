"""Offices: a title that its holder did not hold on the document's date.

Somebody is accused only where the lists name another who held that very office that day. Former, acting, elect and
deputy holders are left alone, and so is every sentence that speaks of another time.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.knowledge import Knowledge, days_in_words
from annotator.model import Candidate, Fact, Mention, Sentence, earliest, latest
from annotator.suggest.clauses import clause_around
from annotator.suggest.context import Context
from annotator.suggest.shorthand import Shorthand, words
from annotator.suggest.sketch import sketch
from annotator.suggest.times import LAST_YEAR, VAGUE_PAST, YEAR

RULE = "wrong-role"

GRACE = datetime.timedelta(days=10)
"""An office may begin or end so many days off: lists and papers count from the vote, the oath or the handover."""

MONTHS = datetime.timedelta(days=400)
"""How far 'last month' and 'earlier this year' can reach back."""

_GOVERNMENT = ("prime minister", "premier", "chairman of the cabinet of ministers", "chief minister")
_FOREIGN = ("foreign minister", "foreign secretary", "secretary of state", "minister of foreign affairs")
_CROWN = ("king", "queen", "emperor", "sultan", "emir", "grand duke", "prince")
_SECRETARY = ("secretary-general", "secretary general", "general secretary")

MEANT: dict[str, tuple[str, ...]] = {
    "president": ("president",),
    "prime minister": (*_GOVERNMENT, "chancellor"),
    "premier": (*_GOVERNMENT, "chancellor"),
    "pm": (*_GOVERNMENT, "chancellor"),
    "supreme leader": ("supreme leader",),
    "chancellor": ("chancellor", "chancellor of the exchequer"),
    "foreign minister": _FOREIGN,
    "foreign secretary": _FOREIGN,
    "secretary of state": _FOREIGN,
    "defence minister": ("defence minister", "defence secretary"),
    "defense minister": ("defence minister", "defence secretary"),
    "finance minister": ("finance minister", "treasury secretary", "chancellor of the exchequer"),
    "king": _CROWN,
    "queen": _CROWN,
    "emperor": _CROWN,
    "secretary-general": _SECRETARY,
    "secretary general": _SECRETARY,
    **dict.fromkeys(
        ("chief", "boss", "head"),
        (*_SECRETARY, "director-general", "director general", "managing director", "chairperson"),
    ),
}
"""What a title may mean in the words of the lists."""

_TITLE = "|".join(sorted(MEANT.keys() - {"chief", "boss", "head"}, key=len, reverse=True)).replace(
    "-", "[- ]"
)
_OWNER = r"(?:(?P<owner>[DSOG])(?:'s)? (?:current |new )?|(?:B|country|nation|body)'s )?"
_ENDS = r"(?=[,.;:)]|$| -| (?:who|said|says|told|since|again|will|would|has|had|called|wants?|wanted)\b)"
_ARTICLE = r"(?:the |its |his |her |their )?"

_OF = (
    r"(?: of (?:the )?(?:(?P<owner2>[SOG])(?!'s|-)"
    r"|(?:[NLDS]'s )?(?:[a-z]+ ){0,2}(?:republic|country|nation|kingdom|island|state)\b))"
)
"""'of S'; 'of the small republic' leaves it open whose."""

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # D president P; S's president P; president P of S
        rf"\b(?<!Q ){_OWNER}(?P<title>{_TITLE}) (?P<person>P)(?![\w-])(?: of (?:the "
        rf")?(?P<owner2>[SOG])(?!'s|-))?",
        # presidents P and P
        r"\b(?P<title>TITLES)s (?P<persons>P(?:, P)*,? and P)(?![\w-])".replace("TITLES", _TITLE),
        # O chief P
        r"\b(?P<owner>[OG]) (?P<title>chief|boss|head),? (?P<person>P)(?![\w-])",
        # D president, P,
        rf"\b{_ARTICLE}{_OWNER}(?P<title>{_TITLE}){_OF}?, (?P<person>P){_ENDS}",
        # P, president of S, and Q
        rf"(?P<person>P)(?: jr)?\.?, (?P<title>{_TITLE}) of (?:the )?(?P<owner2>[SOG])(?!'s|-)",
        # P, the D president; P, president of S; P, who is president of S
        rf"(?P<person>P)(?: jr)?\.?(?:,| is| remains|, who is|, who remains| -) (?:now |also |still |currently "
        rf")?{_ARTICLE}{_OWNER}"
        rf"(?P<title>{_TITLE}){_OF}?{_ENDS}",
        # S's P, president since 1979; President: P
        rf"\b(?P<owner>[SOG])'s (?P<person>P)(?: jr)?\.?, (?:the )?(?P<title>{_TITLE})(?=[,.;)]|$| (?:for|since)\b)",
        rf"(?:^|[.;] )(?P<title>{_TITLE}): (?P<person>P)(?=[.,;(]|$| -)",
        # P, until recently a diplomat, is the D president
        rf"(?P<person>P), [^,;:.]{{1,60}}, (?:is|remains) (?:(?:now|since) (?:[a-z]+ )?)?{_ARTICLE}{_OWNER}"
        rf"(?P<title>{_TITLE}){_OF}?{_ENDS}",
    )
)
TRIGGER = re.compile(rf"\b(?:{_TITLE}|chief|boss|head)s?\b")

_UNDER = words(
    """former ex then then- acting interim caretaker late elect designate deputy vice first second assistant shadow
    ousted deposed toppled jailed exiled fugitive incoming outgoing future next would-be self-proclaimed
    self-declared opposition previous past one-time onetime longtime-former successor predecessor under
    alternate
    junior parliamentary regional state provincial co honorary lieutenant rival would-have-been again two-time
    three-time disgraced impeached retired no not never nor neither permanent old"""
)
"""Words shortly before a title that make it another office or another time."""
_OTHER_TIME = re.compile(
    r"\b(?:administration|presidency|premiership|tenure|in office|term|era|under|succe(?:ed\w*|ssor)|"
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
_CHANGES = re.compile(
    r"^(?:'s)? ?(?:[a-z]+ ){0,3}(?:administration|presidency|premiership|tenure|term|era|years|days|time|"
    r"death|birth|"
    r"became|elected|sworn|appointed|resign\w+|stepped|took over (?:as|from|in)|taking over|served|"
    r"dismissed|sacked|fired|"
    r"ousted|"
    r"toppled|overthrown|deposed|died|born|won|lost|impersonat\w+|statue|memoir|biography)\b"
)
"""Shortly after it."""


_QUESTION = re.compile(r"\?[\"”'’ ]*$")
BEFORE = 60
"""So many characters of the clause before a title are read for words of change."""


_WRITTEN = {"secretary general": "secretary-general", "pm": "prime minister"}


class Titled(NamedTuple):
    """A title that a sentence gives somebody."""

    person: Mention
    title: str
    start: int
    end: int
    """Where the title stands in the shorthand."""
    at: int
    """Where the person stands in the shorthand."""
    owner: str
    """Entity id of the state or organization; empty where the sentence does not say."""


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
            )
            yield from _check(titled, short, context.knowledge, day, back, bool(unsure))


_REPORTED = re.compile(r" (?:that|which|whom|whose|where) [^;]*$")
_INSERTED = re.compile(r", [^,;:]+(?=, (?:is|remains)\b)")
"""What is told after a title or put between a name and its title, and the years in it, say nothing of the title."""

_COMPLETE = datetime.date(2000, 1, 1)
_MINISTERS = datetime.date(2015, 1, 1)
"""From these days on the lists hold all heads of state and government, and the foreign ministers."""


def _reach(clause: str, day: datetime.date, title: str) -> datetime.timedelta | None:
    """How far before the document's date the sentence may mean; None where the lists may not reach so far."""
    if VAGUE_PAST.search(clause):
        return None
    years = [int(year) for year in YEAR.findall(clause) if int(year) < day.year]
    if not years:
        return MONTHS if LAST_YEAR.search(clause) else GRACE
    first = datetime.date(max(1, min(years)), 1, 1)
    heads = (
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "secretary-general",
    )
    return day - first if first >= (_COMPLETE if title in heads else _MINISTERS) else None


def titles(short: Shorthand) -> Iterator[Titled]:
    """Every title that the sentence gives to a known person."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(short.text):
            groups = found.groupdict()
            owner = ""
            for group in ("owner2", "owner"):
                mention = short.mention(found.start(group)) if groups.get(group) else None
                owner = owner or (mention.entity if mention else "")
            title = _WRITTEN.get(found["title"], found["title"])
            for at in short.places("P", *found.span("persons" if "persons" in groups else "person")):
                person = short.mention(at)
                if person is not None and person.kind == "person" and _in_office(short.text, found, at):
                    yield Titled(person, title, found.start("title"), found.end("title"), at, owner)


def _in_office(text: str, found: "re.Match[str]", person: int) -> bool:
    """False where a word near the title says that it is another office, or not held now."""
    before = text[max(0, found.start("title") - 40) : found.start("title")]
    if person < found.start("title"):
        between = text[person + 1 : found.start("title")]
    else:
        between = re.split(r"[,;:.!?]| - | and ", before)[-1]
    near = re.findall(r"[a-z]+(?:-[a-z]+)*", between)[-4:]
    if any(word in _UNDER or word.startswith(("ex-", "then-", "vice-")) for word in near):
        return False
    after = text[found.end("title") : found.end("title") + 12]
    return not re.match(r"[- ](?:elect|designate|in-waiting|hopeful|candidate)", after)


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
            _reason(titled, knowledge, owner, others or own, holders or clash, day),
            ", ".join(dict.fromkeys(f.source for f in (*holders, *clash, *own) if f.source))
            or "the list of offices",
            "wrong-role",
        )
        return


_ONE_OF_TWO = {"president": "prime minister", "prime minister": "president"}


def _clashing(titled: Titled, own: Sequence[Fact], owner: str, day: datetime.date) -> list[Fact]:
    """The other one of the two highest offices of a state, where the person surely holds that and never the one."""
    other = _ONE_OF_TWO.get(titled.title)
    if other is None or any(fact.role in MEANT[titled.title] and fact.object == owner for fact in own):
        return []
    return [f for f in own if f.role == other and f.object == owner and f.holds_on(day) and not f.disputed]


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
    holders: Sequence[Fact],
    day: datetime.date,
) -> str:
    """'Wang Wenbin was not foreign minister of China on 2022-01-07: spokesperson ...; Wang Yi was'."""
    held = [fact for fact in own if fact.holds_on(day)] or list(own[-1:])
    offices = ", ".join(
        f"{fact.role} of {knowledge.name(fact.object)} {days_in_words(fact.since, fact.until)}".strip()
        for fact in held[:2]
    )
    who = ", ".join(dict.fromkeys(knowledge.name(fact.subject) for fact in holders))
    return (
        f"{titled.person.name} was not {titled.title} of {knowledge.name(owner)} on {day}: {offices}; "
        f"{holders[0].role} was {who}"
    )
