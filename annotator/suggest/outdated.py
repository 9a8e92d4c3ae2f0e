"""Names that were given up before the document's date, or given after it.

Nobody is accused who shows that he knows of it, or who speaks of a time at which the name was right. Without a date no
name is called outdated.
"""

import datetime
import re
from collections.abc import Iterator

from msgspec.structs import replace

from annotator.knowledge import days_in_words
from annotator.model import Candidate, Entity, Mention, Sentence
from annotator.patterns import regex
from annotator.suggest.clauses import told_now
from annotator.suggest.context import Context
from annotator.suggest.times import ONCE, UNTIL, VAGUE_PAST, YEAR

_NAMING = regex(
    rf"\b(?:formerly|previous(?:ly)?|(?<!will )(?<!would )(?<!can )then|{ONCE}|"
    r"now (?:called|known|named|officially)|(?:, |\()now|is now (?:the |a )?(?:(?-i:[A-Z])|called|known|part|what)|"
    r"known as|renam\w+|named|dubbed|"
    r"(?:the|its|whose|that|this|by|of|his|her|their|old|new|official) names?|name (?:was|is|of|for)|"
    r"historic(?:al)?|(?:the|my|his|her|their|our) late|late soviet|"
    r"(?:he|she|they|I|who|(?-i:[A-Z]\w+)) (?:was|were) born|"
    r"died|since renamed|at the time|today's|present-day|colonial|era|ancient|changed|reverted|restor\w+)\b",
    re.IGNORECASE,
)
"""Words with which a text shows that it knows of the change."""
_NAMING_BEFORE = regex(
    r"\b(?:called (?:the )?[\"“'‘]?$|(?<!year-)old (?:[\w-]+ ){0,2}$|ex[- ](?:[\w-]+ ){0,4}$|late [\w-]+ $|born\b)",
    re.IGNORECASE,
)
"""The same just before the name: 'what was called Bombay', 'the old Soviet Union', 'born in Leningrad'."""
_NAMING_AFTER = regex(
    r"\bcalled\b(?! (?:on|for|it|him|her|them|us|the|an?|off|in|out|upon|his|their|its)\b| [\"“])|^[- ]born\b|"
    r"^ of old\b",
    re.IGNORECASE,
)
"""The same after it: 'Bombay, as it was called'; but not 'Bombay called for rain'."""
_FORMER = regex(r"\bformer(?: [\w-]+){0,4} ?$", re.IGNORECASE)
"""'The former Dacca', 'the former Soviet republic of Kirgizia'; a former banker in Dacca says nothing of the city."""
_FORMER_AFTER = regex(
    r"(?:,|;| \(| [-–—]| is| was)[^.;]{0,25}\bformer (?!member|president|prime|king)", re.IGNORECASE
)
"""'Zaire, the former Belgian colony'."""
_PAST = regex(
    VAGUE_PAST.pattern.replace(f"|{UNTIL}|", r"|until (?:\d|last|then|recent|indep|the (?:\d|war|fall))|")
)
"""As for members, but 'until every parliament agrees' tells of no past."""
_PART_OF_NAME = regex(
    r"(?:-\w| (?:[A-Z]\w+|process|format|talks|platform|declaration|accords?|agreement|treaty|pact|summit|"
    r"protocol|"
    r"conference|plan|siege|massacre|era)\b)"
)
"""After a name: it is part of the name of something that keeps it ('the Astana process')."""
_LONG_AGO = 15
"""Years after which a name that was given up is mostly used knowingly, of the time when it was right."""
_WINDOW = 70
"""So many characters around a name are read for such words."""


class OutdatedName:
    """A name that was given up before the document's date, or given after it."""

    id = "outdated-name"

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        if context.date is None:
            return
        for found in context.mentions(sentence):
            if found.edits or found.part or found.demonym:
                continue
            entity = context.knowledge.get(found.entity)
            if entity is None or not any(a.since or a.until for a in entity.aliases):
                continue
            mention = found
            if mention.alias != mention.text and any(a.text == mention.text for a in entity.aliases):
                # The matcher takes spellings of one name for the same.
                mention = replace(mention, alias=mention.text)
            if context.knowledge.name_holds(entity.id, mention.alias, context.date) is not False:
                continue
            known = _named_as_old(mention, sentence, context) or _named_otherwise(
                mention, entity, sentence, context
            )
            if not known and not _another_time(mention, sentence, context):
                yield _candidate(mention, entity, context, context.date)


def _named_as_old(mention: Mention, sentence: Sentence, context: Context) -> bool:
    """True where the words beside it show that the name is known to be an old or a new one, or part of another."""
    text = context.document.text
    if _PART_OF_NAME.match(text, mention.end):
        return True
    before = text[max(sentence.start, mention.start - _WINDOW) : mention.start]
    after = text[mention.end : min(sentence.end, mention.end + _WINDOW)]
    if _FORMER.search(before) or _FORMER_AFTER.match(after):
        return True
    if _NAMING_BEFORE.search(before) or _NAMING_AFTER.search(after):
        return True
    return bool(_NAMING.search(before) or _NAMING.search(after))


def _named_otherwise(mention: Mention, entity: Entity, sentence: Sentence, context: Context) -> bool:
    """True where the sentence gives the other name too."""
    others = (m for m in context.mentions(sentence) if m.entity == entity.id and not m.demonym)
    same = {mention.alias, *(alias.text for alias in entity.aliases if alias.acronym)}
    return any(o.start != mention.start and o.alias not in same and not o.part for o in others)


def _another_time(mention: Mention, sentence: Sentence, context: Context) -> bool:
    """True where the sentence speaks of a time at which the name was right, be it only of the past."""
    told = told_now(sentence.text.lower(), mention.end - sentence.start)
    if _PAST.search(told):
        return True
    days = (datetime.date(int(year), *end) for year in YEAR.findall(told) for end in ((1, 1), (12, 31)))
    return any(context.knowledge.name_holds(mention.entity, mention.alias, day) is not False for day in days)


def _candidate(mention: Mention, entity: Entity, context: Context, day: datetime.date) -> Candidate:
    right = context.knowledge.name_on(entity.id, day)
    spans = [(a.since, a.until) for a in entity.aliases if a.text == mention.alias]
    when = " and ".join(days_in_words(*span) for span in sorted(spans))
    early = all(since and since > day.isoformat() for since, _ in spans)
    verb = "is" if early or any(not until for _, until in spans) else "was"
    score = 0.92 if mention.kind in ("place", "state") else 0.8
    if any(_near(end, day) for span in spans for end in span if end):
        score -= 0.36
    if all(until and int(until[:4]) < day.year - _LONG_AGO for _, until in spans):
        score -= 0.3
    if any(q.start <= mention.start and mention.end <= q.end for q in context.quotations):
        score -= 0.25
    return Candidate(
        "error",
        mention.start,
        mention.end,
        round(score * mention.score, 3),
        OutdatedName.id,
        f"{mention.alias} {verb} the name {when}; {right} on {day}",
        entity.source or "the list of names",
        "outdated-name",
    )


def _near(change: str, day: datetime.date) -> bool:
    """True within a month of the change: papers take some time to follow."""
    if len(change) < 10:
        return change[:4] == str(day.year)
    return abs((datetime.date.fromisoformat(change) - day).days) <= 30
