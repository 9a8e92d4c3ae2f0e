"""Who a sentence calls a member of what: patterns over a sentence in shorthand, and what they found.

They read grammar only. Whether what they found is right is for `membership_checks` to say.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from annotator.patterns import gated, regex
from annotator.suggest.membership_shapes import BOUND, CLUB, DATE, TABLE, Manner
from annotator.suggest.membership_words import (
    AFTER_NOT,
    BLOCKING,
    HYPOTHETICAL,
    ITEM,
    LAND,
    LIST,
    SEVERAL,
    STATUSES,
)
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.times import Tense


class Refer(Protocol):
    """What stands for an organization, and which one: a place of the shorthand, or a number below 0."""

    def noun(self, place: int) -> int | None:
        """The one that 'the bloc' at a place means; None: nobody knows."""
        ...

    def implied(self, place: int, noun: str = "") -> int | None:
        """The one that 'its' or a bare 'members' at a place means, if it is a `noun`; None: nobody knows."""
        ...


def organization(short: Shorthand, found: "re.Match[str]", refer: Refer) -> int | None:
    """The place of the last organization in the group `org` of a match; for 'the bloc' the one that it means."""
    places = short.places("O", *found.span("org"))
    if places:
        return places[-1]
    blocs = short.places("B", *found.span("org"))
    return refer.noun(blocs[-1]) if blocs else None


class Belonging(Struct, frozen=True):
    """The sentence makes the thing at `item` a member of the organization at `org`."""

    item: int
    """Place of its letter in the shorthand."""
    org: int
    tense: Tense
    manner: Manner
    statuses: tuple[str, ...] = ("member",)
    company: bool = False
    """True where states stand in the same list."""
    year: str = ""
    """The year in which it is said to have joined."""
    year_at: int = -1
    """Where that year stands in the shorthand."""
    beside: tuple[int, ...] = ()
    """The places of all items of the list."""


_BEGINNINGS = (
    BOUND,
    *(each[: each.index(ITEM)] + ITEM for each in (LIST, SEVERAL)),
    ITEM,
    CLUB.partition(">")[2][:-1],
)
"""What most of the patterns begin with."""
_PATTERNS = tuple(
    zip((manner for manner, _ in TABLE), gated((text for _, text in TABLE), _BEGINNINGS), strict=True)
)


TRIGGER = regex(
    r"\b(?:members?|states?|countr(?:y|ies)|nations?|econom(?:y|ies)|powers?|all(?:y|ies)|belong(?:s|ed)?|"
    r"join(?:ed|ing)|entering|acceding|producers?|heavyweights?|stalwarts?|founder|"
    r"acceded|entered|admitted|accepted|part of|includ(?:es?|ed|ing)|compris(?:es?|ing)|groups?|grouping|"
    r"unit(?:es|ing)|"
    r"encompass(?:es|ing)|consist(?:s|ing)|made up|composed|brings|counts|takes in|spans|links|gathers|"
    r"membership|"
    r"make up|B of|republics|founded|of (?:them|these)|form|constitute|compose|been in|belonged|accession|"
    r"admission|entry|presidency|chair|are (?:both |all )?in|took in|let in|newcomers?|(?:is|was) (?:the "
    r")?O(?=:)|"
    r"alliance of|bloc of|club of|is in|are in|-(?:strong)|founders|governments|trio|quartet|foursome|"
    r"quintet|threesome|pair|duo|B to|to Q|the others?|chairs|presides over|came in|to be|belongs?|"
    r"partners|left with|down to|(?:now|already|still|both|all|long|firmly|safely|also|\d{4}) (?:in|inside|within)|"
    r"to (?:join|enter|accede to) (?:the )?[a-z ]*[OB]|"
    r"being|in (?:it|that)|has Q|counts Q|come in|ones|newest of)\b|O \(|O:|O -|"
    r"O(?:'s)? (?:leaders|signatories|foreign ministers)"
)
"""No pattern matches a sentence without one of these."""

_ANY = ("", "A", "B", "C", "P", "Q", "Z")
_MODS = ("", "A", "B", "C", "D", "E", "F", "G", "H", "P", "Q", "R", "Z")
_PAST = regex(r"was|were|had|belonged|included")
_CHOOSY = regex(r"(?:\b(?:an?|any|every|each|no|only|first|second|third|last|which|what|\w+est|most \w+) )$")
_BEFORE = regex(r"([a-z'-]+)[ -]$")
_NEXT = regex(r"\bnext (?=[a-z]+est\b|most\b)")
"""'Its next largest members' are members."""
_IN = regex(DATE)
_SINCE = regex(r"(?: \(|,| -)? ?since (?:[a-z]+ )?(?P<year>\d{4})\b(?! (?:or|and) \d)")


def belongings(short: Shorthand, refer: Refer) -> Iterator[Belonging]:
    """Every membership that the sentence asserts, once each.

    `refer`: the organizations that 'the bloc' and 'its' mean.
    """
    seen: set[tuple[int, int, bool]] = set()
    found_by = (
        _read(short, manner, found, refer)
        for manner, pattern in (_PATTERNS if TRIGGER.search(short.text) else ())
        for found in pattern.finditer(short.text)
    )
    for belonging in itertools.chain.from_iterable(found_by):
        key = (belonging.item, belonging.org, belonging.company)
        if key not in seen:
            seen.add(key)
            yield belonging


def _read(short: Shorthand, manner: Manner, found: "re.Match[str]", refer: Refer) -> Iterator[Belonging]:
    words = _NEXT.sub("", " ".join(_groups(found, "mods", _MODS)).replace(",", "")).split()
    if not BLOCKING.isdisjoint(words) or _taken_back(short.text, manner, found):
        return
    orgs = [place for place in _orgs(short, found, refer) if place is not None]
    statuses = next((STATUSES[word] for word in words if word in STATUSES), ("member",))
    tense: Tense = "event" if manner == "joined" else "present"
    verb = found.groupdict().get("verb") or ""
    if verb == "became":
        tense = "event"
    elif _PAST.match(verb):
        tense = "past"
    dated = found if found.groupdict().get("year") else None
    if manner in ("says", "calls"):
        dated = (_IN if tense == "event" else _SINCE).match(short.text, found.end())
    items = list(_items(short, found))
    groups = found.groupdict()
    if groups.get("q") and short.number(found.start("q")) != len(items):
        return
    if groups.get("bare") and not any(short.text[item] == "S" for item in items):
        return
    for item in items:
        if manner in ("part", "includes", "other") and short.text[item] in "GOL":
            continue
        for org in orgs:
            if org != item:
                yield Belonging(
                    item,
                    org,
                    tense,
                    manner,
                    statuses,
                    any(short.text[other] == "S" for other in items if other != item),
                    dated["year"] if dated else "",
                    dated.start("year") if dated else -1,
                    beside=tuple(items),
                )


def _groups(found: "re.Match[str]", name: str, ends: tuple[str, ...]) -> Iterator[str]:
    groups = found.groupdict()
    for end in ends:
        text = groups.get(name + end)
        if text:
            yield text


def _orgs(short: Shorthand, found: "re.Match[str]", refer: Refer) -> Iterator[int | None]:
    """The organizations of a match; for 'the bloc' and 'its' the one that they mean."""
    groups = found.groupdict()
    for end in _ANY:
        if groups.get("orgs" + end) is None:
            continue
        start, stop = found.span("orgs" + end)
        places = short.places("O", start, stop)
        yield from places
        if not places:
            blocs = short.places("B", start, stop)
            yield refer.noun(blocs[-1]) if blocs else refer.implied(start)
    if groups.get("bare") is not None:
        yield refer.implied(found.start("bare"), "alliance" if _ALLY.search(groups["bare"]) else "")


def _items(short: Shorthand, found: "re.Match[str]") -> Iterator[int]:
    """The items of the list of a match: the last letter of each, without 'D' and 'S's' before it."""
    for name in ("list", "more"):
        if found.groupdict().get(name):
            yield from _letters(short.text, *found.span(name))


def _letters(text: str, start: int, end: int) -> Iterator[int]:
    if end == start + 1:
        yield start  # 'D membership of O' has no other list
        return
    outside = re.sub(r"\([^()]*\)", lambda aside: "_" * len(aside[0]), text[start:end])
    for place, letter in enumerate(outside, start):
        if (
            letter in "SPLNOG"
            and not text.startswith("'s ", place + 1, end)
            and text[place + 1 : place + 2] != "-"
        ):
            yield place


def _taken_back(text: str, manner: Manner, found: "re.Match[str]") -> bool:
    """True where words before the match, or after it, unsay what it says."""
    before = text[: found.start()]
    if manner in ("says", "names", "joined", "part", "includes") and HYPOTHETICAL.search(before):
        return True
    groups = found.groupdict()
    if manner == "calls" and _FRONTED.search(before) and not text.startswith(",", found.end()):
        return True
    start = min(found.start(name) for name in groups if name.startswith(("orgs", "bare")) and groups[name])
    if manner in ("lists", "other", "names"):
        head = text[:start]
        last = _BEFORE.search(head.removesuffix("the "))
        if last and (last[1] in BLOCKING or last[1].startswith(("ex-", "non-")) or last[1].endswith("-non")):
            return True
    if groups.get("single") and (_CHOOSY.search(text[:start]) or _person_of_land(found)):
        return True
    if _UNTRUE.search(text, found.end()) or _BETWEEN.search(before):
        return True
    if _NO_MEMBER.match(text, found.end()):
        return True
    return text.startswith((" in all but name", " only on paper", " in name only"), found.end()) or _headed(
        text, found
    )


_NO_MEMBER = regex(
    r",? (?:only |merely |so far |just )?as (?:an? )?(?:[a-z]+ )?(?:observer|associate|guest|partner|"
    r"candidate)s?\b"
)
"""'belongs to O as an observer'."""


_UNTRUE = regex(r"\b(?:false|untrue|not true|nonsense|hoax|a myth|a lie|fake)\b")
"""After it: 'that S is a member of O is false'."""
_BETWEEN = regex(r"\bbetween (?:(?:the )?[SDNLP] and (?:the )?)?$")
_ALLY = regex(r"\ball(?:y|ies)$")
_FRONTED = regex(
    r"^(?:unlike|like|as in|as with|for|in|after|before|without|besides|despite|since|under|from|to|with) (?:the )?"
    r"(?:[SDNLP](?:, | and | or ))*$"
)
"""'Unlike S or S, an O state that falls': what looks like an apposition begins the main clause."""


def _person_of_land(found: "re.Match[str]") -> bool:
    """'the O country P visited': a person after 'country' is no apposition."""
    return found["list"].endswith("P") and found["single"] in LAND.split("|")


_HEADS = regex(
    r"\b(?:of|from|for|by|between|with|to|among|under|in|s') (?:the |all |all the |several |some |Q )*$"
)
_GOVERNED = regex(r"\b(?:of|under|by|for|against) (?:the )?(?:[a-z]+ )?$")


def _headed(text: str, found: "re.Match[str]") -> bool:
    """True where a person belongs to a noun before the match: 'leaders of O members, including P'."""
    start, end = found.span("list")
    if "P" not in text[start:end] and "N" not in text[start:end]:
        return False
    if start > found.start() and found.groupdict().get("link") and _HEADS.search(text[: found.start()]):
        return True
    return start == found.start() and bool(_GOVERNED.search(text[:start]))


__all__ = ["AFTER_NOT", "TRIGGER", "Belonging", "Manner", "belongings"]
