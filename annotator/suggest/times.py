"""The days that a sentence may speak of: from the document's date and the words in it.

A check that accuses must fail on every one of those days.
"""

import datetime
from typing import Literal

from msgspec import Struct

from annotator.patterns import regex

Tense = Literal["present", "past", "event"]
"""present: holds on the day; past: held at some time before it; event: began at some time before it."""


class Period(Struct, frozen=True):
    """From the first to the last day, both included."""

    first: datetime.date
    last: datetime.date
    day: datetime.date
    """The day to speak of in a reason: the document's date, or the last of the stated year."""
    stated: str = ""
    """The year that the sentence names and means, where it is just one."""

    @property
    def shown(self) -> str:
        """'on 2022-01-07' or 'in 2010'."""
        return f"in {self.stated}" if self.stated else f"on {self.day}"


DAY = datetime.timedelta(days=1)
NEVER = datetime.date(1, 1, 1)

YEAR = regex(r"(?<![\w.,$€£-])(1[89]\d\d|20\d\d)(?![\w%]|[.,]\d|-\w)")
SPAN_OF_YEARS = regex(r"\b(?:since|from)\b|\bbetween\b|\buntil\b|\bby\b|\bbefore\b|\bafter\b|\bdecade")

UNTIL = r"until(?! (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|midnight|dawn|tomorrow|tonight|next|further|the end))"
"""'Until' that may tell of the past: 'until Monday' does not."""
ONCE = (
    r"(?<!at )(?<!than )once(?! (?:its|the|his|her|their|all|every|it|he|she|they|an?|[a-z]+)(?: [\w-]+){0,5}? "
    r"(?:is|are|has|have|can|does|do|will)\b)"
)
"""'Once' that tells of the past: 'once it has ratified' does not."""
VAGUE_PAST = regex(
    r"\b(?:back then|at (?:the|that) time|in those days|originally|initially|at first|when it was|"
    r"at its "
    r"(?:birth|founding|creation|start|launch)|previously|formerly|"
    r"(?:years?|decades?|months|centur(?:y|ies)) (?:ago|earlier|before)|for decades|"
    rf"(?:last|\d\dth|nineteenth|twentieth) century|cold war|{ONCE}|by then|"
    rf"{UNTIL}|"
    r"(?<!is )(?<!was )(?<!are )(?<!were )(?<!get )(?<!got )used to|world war|"
    r"(?:the|its|his|her|their|our|was|were|is|are|had|back|until|by|since|even|just|only) then|"
    r"then[- ](?:[a-z]+ )?(?:president|minister|premier|chancellor|secretary|king|queen|leader|chief|head|member))\b"
    r"|\bthen-"
)
LAST_YEAR = regex(
    r"\b(?:last year|earlier this year|months ago|last (?:month|summer|autumn|winter|spring))\b"
)
NEXT_YEAR = regex(
    r"\b(?:next (?:year|month|summer|autumn|winter|spring)|soon|later this year|within (?:a year|months)|"
    r"in (?:january|february|march|april|june|july|august|september|october|november|december))\b"
)


def period(text: str, date: datetime.date, tense: Tense = "present") -> Period:
    """The days that a sentence (in lower case) may speak of, when it was published on `date`.

    A day before and after are always in: reports cross midnight and take effect on the morrow.
    """
    years = sorted({int(year) for year in YEAR.findall(text)})
    if len(years) == 1 and not SPAN_OF_YEARS.search(text) and years[0] != date.year:
        january, december = datetime.date(years[0], 1, 1), datetime.date(years[0], 12, 31)
        if tense != "present":
            return Period(january, december, december, str(years[0]))
    first, last = date - DAY, date + DAY
    if LAST_YEAR.search(text):
        first = datetime.date(date.year - 1, 1, 1)
    if NEXT_YEAR.search(text):
        last = datetime.date(date.year + 1, 12, 31)
    if tense != "present" or VAGUE_PAST.search(text):
        first = NEVER
    if years:
        first = min(first, datetime.date(years[0], 1, 1))
        last = max(last, datetime.date(years[-1], 12, 31))
    return Period(first, last, date)
