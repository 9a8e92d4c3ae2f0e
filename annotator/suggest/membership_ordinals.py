"""'Montenegro became its 29th member': the rank of a member, against how many there were when it came in."""

import datetime
import re
from collections.abc import Iterator

from msgspec import Struct

from annotator.knowledge import Knowledge
from annotator.model import earliest, latest
from annotator.patterns import longest_first, regex
from annotator.suggest.membership_patterns import Refer, organization
from annotator.suggest.membership_words import ENDS_CLAIM, ORG, ORG_ADJECTIVE
from annotator.suggest.shorthand import Shorthand, words

_ONES = (
    *(
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
    ),
    *(
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ),
)
VALUES = {word: value for value, word in enumerate(_ONES, 1)}
VALUES |= {
    word: 10 * value for value, word in enumerate(("twentieth", "thirtieth", "fortieth", "fiftieth"), 2)
}
VALUES |= {
    f"{ten}-{one}": 10 * value + number
    for value, ten in enumerate(("twenty", "thirty", "forty"), 2)
    for number, one in enumerate(_ONES[:9], 1)
}
SOON = 8
"""A state that is to come may be so many after the last one."""
LEAST = 4
"""'The first', 'the second' and 'the third member' count other things."""

_NTH = rf"(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{longest_first(VALUES)})"
_MEMBER = r"(?:full |new )?member(?:[- ](?:state|nation|country))?"
_PATTERNS = (
    regex(rf"\b(?:the|its) {_NTH} {_MEMBER} (?:of|in) (?P<org>{ORG}){ENDS_CLAIM}"),
    regex(rf"\b(?P<org>(?:{ORG_ADJECTIVE} )?[OB])'s {_NTH} {_MEMBER}(?![\w-])"),
    regex(rf"\b(?P<its>the|its) {_NTH} {_MEMBER}(?![\w-])(?! (?:of|in|to)\b)"),
)
_OTHER = words("youngest oldest largest smallest poorest richest biggest elected permanent")


class Rank(Struct, frozen=True):
    """The sentence calls one of its states the nth member of the organization at `org`."""

    start: int
    """Where the number stands in the shorthand, up to `end`."""
    end: int
    value: int
    org: int


def ranks(short: Shorthand, refer: Refer) -> Iterator[Rank]:
    """Every rank that the sentence gives a member."""
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for found in pattern.finditer(short.text):
            nth = found["nth"]
            value = int(nth[:-2]) if nth[0].isdigit() else VALUES[nth]
            if value < LEAST or found.start("nth") in seen:
                continue
            org = _org(short, found, refer)
            if org is not None:
                seen.add(found.start("nth"))
                yield Rank(found.start("nth"), found.end("nth"), value, org)


def _org(short: Shorthand, found: "re.Match[str]", refer: Refer) -> int | None:
    if found.groupdict().get("its"):
        return refer.implied(found.start("its"))
    return organization(short, found, refer)


def possible(knowledge: Knowledge, member: str, organization: str, date: datetime.date) -> range | None:
    """The ranks that a member of a day can be given for when it came; None for others, and where nobody knows."""
    own = [f for f in knowledge.memberships(member, organization) if f.status == "member"]
    if not own or all(f.since > date.isoformat() for f in own if f.since):
        roll = knowledge.members(organization, date)
        return range(len(roll.members) + 1, len(roll.members) + 1 + SOON) if roll.certain else None
    if len(own) != 1 or own[0].disputed or len(own[0].since) < 10 or own[0].since > date.isoformat():
        return None
    day = datetime.date.fromisoformat(own[0].since)
    before = knowledge.members(organization, day - datetime.timedelta(days=1))
    after = knowledge.members(organization, day)
    if not after.certain or not before.certain:
        return None
    together = sum(
        1
        for f in knowledge.facts(relation="member-of", object=organization)
        if f.status == "member" and f.since and earliest(f.since) <= latest(own[0].since) <= latest(f.since)
    )
    return range(len(before.members) + 1, max(len(after.members), len(before.members) + together) + 1)


__all__ = ["LEAST", "VALUES", "Rank", "possible", "ranks"]
