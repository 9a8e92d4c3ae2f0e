"""The day on which an article says that it was published: in its dateline, or on a line of its own near the top.

Only what says nothing else counts: a day in the middle of a sentence may be that of any event.
"""

import datetime
import re

from msgspec import Struct

from annotator.formats.fields import parse_day
from annotator.model import Text
from annotator.patterns import regex

_LINES = 12
"""So many lines of an article are read that hold anything."""
_LONGEST = 300
"""Letters of a line in which a dateline must end."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* )?"
_DAY = (
    rf"(?P<day>(?i:{_WEEKDAY}(?:{_MONTH} [0-3]?\d(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|[0-3]?\d(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}|\d{{4}}-\d\d?-\d\d?|\d{{4}}/\d\d?/\d\d?)(?!\d)))"
)
_NO_PLACE = r"(?!(?i:on|in|at|by|of|as|from|since|until|before|after|during|the(?! (?-i:[A-Z])))\b)"
_CAPITAL = r"[^\W\d_a-z][\w.'’&-]*"
_WORDS = rf"{_CAPITAL}(?: (?:(?:and|of|de|del|la|el|al|an|am|sur|upon)\b|{_CAPITAL})){{0,4}}"
_DATELINE = regex(
    rf"(?P<words>(?:{_NO_PLACE}{_WORDS}(?:, {_WORDS}){{0,2}}[.,]? \(?|\((?:{_WORDS}, )?){_DAY}\)?)[.,]?"
    rf"(?: ?[(/\[][^)/\]]{{1,60}}[)/\]]| {_WORDS})?\s*(?:-{{1,3}}|[\u2010-\u2015:])(?:\s|\Z)"
)
_ALONE = regex(
    r"(?i:(?P<label>(?:first |last |originally )?"
    r"(?:published|posted|updated|modified|released|issued|filed|dated?)(?: on| at)?:? ?)?)"
    rf"{_DAY}"
    r"(?i:[,.]? *(?:at |- )?[0-2]?\d[:.h][0-5]\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[a-z]{2,4}\)?)?)?\.?\Z"
)
_LATER = regex(r"updated|modified|last", re.I)
_SEGMENTS = regex(r"\s*[|•·]\s*")


class Dateline(Struct, frozen=True):
    """The day that a text gives as its own."""

    day: datetime.date
    words: str
    """By which words."""


def dateline(text: Text) -> Dateline | None:
    """What a text says of the day on which it was published; None where it does not, or not in a plain way.

    'VIENTIANE, Oct 9, 2024 (Reuters) -', 'Geneva (7 January 2022) –', 'Published: 7 January 2022 10:15 GMT', or a
    line that holds a day and nothing else. The day of a change counts where no other is told.
    """
    later = None
    for line in _first_lines(text):
        if (found := _DATELINE.match(line[:_LONGEST])) and (day := parse_day(found["day"])):
            return Dateline(day, found["words"].strip())
        for segment in _SEGMENTS.split(line):
            alone = _ALONE.match(segment)
            day = parse_day(alone["day"]) if alone else None
            if alone is None or day is None:
                continue
            if not _LATER.search(alone["label"] or ""):
                return Dateline(day, segment)
            later = later or Dateline(day, segment)
    return later


def stated_day(text: Text) -> datetime.date | None:
    """The day of the text's dateline."""
    found = dateline(text)
    return found.day if found else None


def _first_lines(text: Text) -> list[str]:
    lines = text[: _LINES * 10 * _LONGEST].splitlines()
    return [line.strip() for line in lines if line and not line.isspace()][:_LINES]
