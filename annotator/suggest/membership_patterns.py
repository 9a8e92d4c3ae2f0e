"""Who a sentence calls a member of what: patterns over a sentence in shorthand, and what they found.

They read grammar only. Whether what they found is right is for `membership_checks` to say.
"""

import functools
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from annotator.suggest.membership_words import (
    ADVERB,
    AFTER_NOT,
    AND,
    BLOCKING,
    ENDS_CLAIM,
    HYPOTHETICAL,
    INNER,
    ITEM,
    LAND,
    LANDS,
    LIST,
    MEMBER,
    MEMBERS,
    NO_MORE,
    ORG,
    ORG_ADJECTIVE,
    PAREN,
    PLAIN_ADJECTIVE,
    SEVERAL,
    STATUSES,
    WORD,
    nominal,
    plural,
)
from annotator.suggest.patterns import compiled
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.times import Tense

Manner = Literal["says", "calls", "lists", "names", "includes", "other", "joined", "part"]
"""How the sentence puts it: decides what may be accused."""


class Belonging(Struct, frozen=True):
    """The sentence makes the thing at `item` a member of the organization at `org`."""

    item: int
    """Place of its letter in the shorthand."""
    org: int
    tense: Tense
    manner: Manner
    statuses: tuple[str, ...] = ("member",)
    year: str = ""
    """The year in which it is said to have joined."""
    year_at: int = -1
    """Where that year stands in the shorthand."""


_BOUND = (
    r"(?:^|[,;:.!?] |\(|- |\b(?:that|said|says|say|saying|and|but|or|because|as|while|whereas|where|since|"
    r"although|though|"
    r"when|yet|so|also|both|only|even|today|now|currently|noted|notes|noting|claimed|claims|claiming|added|"
    r"adds|stressed|"
    r"argued|argues|recalled|insisted|insists|believes?|believed|thinks?|reported|reports|wrote|writes|know|"
    r"knows|"
    r"explained|declared|stated|fact|confirmed|confirms|announced|reminded|emphasi[sz]ed|told \w+|than) )"
)
"""Where a clause may start."""
_ASIDE = r"(?:(?:,(?! (?:and|or)\b) [^,;:]{1,80},)| - [^;:]{1,80}? -)?"
_CLOSE = r"(?=[,;.)!?:]|$| -| since\b| but\b| and\b(?! (?:the )?[SP]\b)| that\b| which\b| with\b)"
_DATE = r"(?: (?:in|on) (?:(?:early|late|mid-?) ?)?(?:[a-z]+ )?(?:\d{1,2}, |Q, |Q )?(?P<year>\d{4})\b)"
_BE = r"(?P<verb>is|remains|became|was|has (?:been|become|remained|long been)|'s)"
_ARE = r"(?P<verb>are|remain|became|were|have (?:been|become|remained|long been))"
_HOLDS = (
    r"(?P<verb>includes|comprises|groups|unites|encompasses|consists of|is made up of|is composed of|brings "
    r"together|"
    r"counts|takes in|spans|links|gathers|numbers)"
)
_HOLDING = (
    r"(?:including|comprising|grouping|uniting|encompassing|consisting of|made up of|composed of|bringing "
    r"together|"
    r"linking|of|(?:that|which) (?:includes|comprises|groups|unites|encompasses|consists of|is made up of|is "
    r"composed of|"
    r"brings together|counts|links|also includes))"
)
_ENDS_LIST = (
    rf"(?=[,.;:!?)]|$| -| (?:and|but|as|among|which|that|since|with|alongside|while|though)\b){NO_MORE}"
)
_CLUB = rf"(?P<orgs>(?:{ORG_ADJECTIVE} )?[OB])"
_MEMBERS_OF = (
    rf"(?:(?:{MEMBERS}) of (?P<orgs>{ORG}){ENDS_CLAIM}"
    rf"|(?P<orgsZ>(?:{ORG_ADJECTIVE} )?[OB])(?:'s|')? (?P<modsZ>{INNER}{{0,2}}?)(?:{MEMBERS}|{LANDS}|"
    rf"allies)(?![\w'-]))"
)
_SUCH_AS = (
    r"(?P<link>,? such as|,? including|,? namely|, among them|,? notably|, particularly|, especially|, in "
    r"particular|"
    r":| like|, for example| \((?:such as |including |namely |e\.g\. )?)"
)

_TABLE: tuple[tuple[Manner, str], ...] = (
    # X is a member of O; X, Y and Z are members of O
    ("says", rf"{_BOUND}(?P<list>{ITEM}{PAREN}){_ASIDE} ?{_BE} {ADVERB}{nominal('')}"),
    ("says", rf"{_BOUND}(?P<list>{SEVERAL}){_ASIDE} {_ARE} {ADVERB}{plural('')}"),
    # X, a member of O; X, which is a member of O; X and Y, both members of O
    (
        "calls",
        rf"(?P<list>{ITEM}{PAREN})(?:, | \(| - ){ADVERB}(?:(?:which|who) {_BE} {ADVERB}|as |being )?"
        rf"{nominal('')}{_CLOSE}",
    ),
    (
        "calls",
        rf"(?P<list>{SEVERAL})(?:, | \(| - ){ADVERB}(?:(?:which|who) {_ARE} {ADVERB})?{plural('')}{_CLOSE}",
    ),
    # a member of O since 2004, X ...; one of the members of O, X, ...
    (
        "calls",
        rf"(?:^|; |: |\b(?:that|as|because) ){nominal('')}(?: since \d{{4}})?(?:, | - )"
        rf"(?P<list>{ITEM})(?! (?:said|says|say|told|claims|claimed|argued|argues|added|noted)\b)",
    ),
    # one of the members of O is X
    ("names", rf"{_BOUND}{nominal('')}(?: is|:| are| was| were|, being) {ADVERB}(?P<list>{LIST})"),
    ("names", rf"\bamong (?:the )?(?:Q )?{_MEMBERS_OF} (?:is|are|was|were) {ADVERB}(?P<list>{LIST})"),
    # members of O such as X and Y; O members X and Y; O member X
    ("lists", rf"\b{_MEMBERS_OF}{_SUCH_AS} ?(?P<list>{LIST})"),
    (
        "lists",
        rf"\b{_CLUB}(?:'s|')? (?P<mods>{INNER}{{0,3}}?)(?:{MEMBERS}|{LANDS}|allies) (?P<list>{SEVERAL})",
    ),
    (
        "lists",
        rf"\b{_CLUB}(?:'s|')? (?P<mods>{INNER}{{0,3}}?)(?P<single>{MEMBER}|{LAND}|ally) (?P<list>(?:the "
        rf")?(?:{ORG_ADJECTIVE} )?"
        rf"(?:S|P|N|G|O|L|[a-z ]{{3,30}} [PN])(?![\w+&/-]| N\b))",
    ),
    # the members of O are X and Y; O, whose members include X and Y
    (
        "names",
        rf"{_BOUND}(?:the |all |all the |today's |current |full |Q )*{_MEMBERS_OF} {ADVERB}"
        rf"(?P<verb>are|include|comprise|were|included) {ADVERB}(?P<list>{LIST})",
    ),
    (
        "names",
        rf"{_CLUB}(?:,| -)? whose (?:[a-zQ]+ ){{0,3}}?(?:members|membership|{MEMBERS}) {ADVERB}"
        rf"(?:are|include|includes|comprise|is|count) {ADVERB}(?P<list>{LIST})",
    ),
    (
        "names",
        rf"\b(?P<orgs>its) (?:[a-zQ]+ )?(?:{MEMBERS}) {ADVERB}(?:are|include) {ADVERB}(?P<list>{LIST})",
    ),
    # O includes X and Y; O, which includes X and Y; O, an alliance of X and Y
    ("includes", rf"{_BOUND}(?P<orgs>{ORG}) {ADVERB}{_HOLDS} {ADVERB}(?P<list>{LIST}){_ENDS_LIST}"),
    ("includes", rf"{_CLUB}(?:,| -)? (?:which|that) {ADVERB}{_HOLDS} {ADVERB}(?P<list>{LIST}){_ENDS_LIST}"),
    (
        "includes",
        rf"{_CLUB}(?:,| -| is| was|, which is) (?:a|an|the) (?:[^,;.:]{{1,60}} )?(?:B|body|treaty) "
        rf"{_HOLDING} "
        rf"(?P<list>{LIST}){_ENDS_LIST}",
    ),
    # X and other O members; X, like other O members, ...; like other O members, X
    (
        "other",
        rf"(?P<list>{LIST}),? (?:{AND}|like|unlike) (?:the |its |their |all |several |some |many |most |Q )*"
        rf"(?:other|fellow|remaining|rest of the) (?:Q )?{PLAIN_ADJECTIVE}?{_MEMBERS_OF}",
    ),
    (
        "other",
        rf"(?:^|, )(?:like|unlike|as with) (?:the |all |most |many |several |some )*other (?:Q "
        rf")?{_MEMBERS_OF}, (?P<list>{ITEM})",
    ),
    # X belongs to O; X joined O in 2004; O admitted X as a member; X is part of O
    (
        "says",
        rf"{_BOUND}(?P<list>{LIST}){_ASIDE} {ADVERB}(?P<verb>belongs?|belonged) to "
        rf"(?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    ("calls", rf"(?P<list>{LIST}), which {ADVERB}(?P<verb>belongs?|belonged) to (?P<orgs>{ORG}){ENDS_CLAIM}"),
    (
        "joined",
        rf"{_BOUND}(?P<list>{LIST})(?:{_ASIDE}|, which) (?:(?:has|have|had|first|formally|officially|finally|"
        rf"only|also) )*"
        rf"(?P<verb>joined|acceded to|entered|(?:was|were) admitted to|(?:was|were) accepted into|became "
        rf"(?:a|an)? ?"
        rf"{WORD}{{0,3}}?members? of) (?P<orgs>{ORG})(?:{_DATE}| as (?:a|an|its|full|the)\b|(?=[.;]|$))",
    ),
    (
        "joined",
        rf"{_BOUND}(?P<orgs>{ORG}) (?P<verb>admitted|accepted) (?P<list>{LIST}) as (?:(?:a|an|its|the|full|"
        rf"new) )*members?",
    ),
    (
        "part",
        rf"{_BOUND}(?P<list>{ITEM}){_ASIDE} {_BE} {ADVERB}(?:a )?(?:[a-z]+ )?part of "
        rf"(?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    (
        "part",
        rf"{_BOUND}(?P<list>S) {_BE} {ADVERB}in (?P<orgs>(?:the )?[OB])(?=[,.;]|$| because\b| and is\b)",
    ),
)


@functools.cache
def _patterns() -> tuple[tuple[Manner, "re.Pattern[str]"], ...]:
    return tuple(zip((manner for manner, _ in _TABLE), compiled([text for _, text in _TABLE]), strict=True))


TRIGGER = re.compile(
    r"\b(?:members?|states?|countr(?:y|ies)|nations?|econom(?:y|ies)|powers?|all(?:y|ies)|belong(?:s|ed)?|"
    r"joined|"
    r"acceded|entered|admitted|accepted|part of|includ(?:es?|ed|ing)|compris(?:es?|ing)|groups?|grouping|"
    r"unit(?:es|ing)|"
    r"encompass(?:es|ing)|consist(?:s|ing)|made up|composed|brings|counts|takes in|spans|links|gathers|"
    r"membership|"
    r"alliance of|bloc of|club of|is in|-(?:strong))\b"
)
"""No pattern matches a sentence without one of these."""

_ANY = ("", "A", "B", "C", "P", "Q", "Z")
_MODS = ("", "A", "B", "C", "D", "E", "F", "G", "H", "P", "Q", "Z")
_PAST = re.compile(r"was|were|had|belonged|included")
_CHOOSY = re.compile(
    r"(?:\b(?:an?|any|every|each|no|only|first|second|third|last|which|what|\w+est|most \w+) )$"
)
_BEFORE = re.compile(r"([a-z'-]+)[ -]$")
_IN = re.compile(_DATE)
_SINCE = re.compile(r"(?: \(|,| -)? ?since (?:[a-z]+ )?(?P<year>\d{4})\b")


def belongings(short: Shorthand, bloc: int | None) -> Iterator[Belonging]:
    """Every membership that the sentence asserts, once each.

    `bloc`: the place of the organization that 'the bloc' and 'its' mean.
    """
    seen: set[tuple[int, int]] = set()
    for manner, pattern in _patterns():
        for found in pattern.finditer(short.text):
            for belonging in _read(short, manner, found, bloc):
                if (belonging.item, belonging.org) not in seen:
                    seen.add((belonging.item, belonging.org))
                    yield belonging


def _read(short: Shorthand, manner: Manner, found: "re.Match[str]", bloc: int | None) -> Iterator[Belonging]:
    words = " ".join(_groups(found, "mods", _MODS)).replace(",", "").split()
    if not BLOCKING.isdisjoint(words) or _taken_back(short.text, manner, found):
        return
    orgs = [place for place in _orgs(short, found, bloc) if place is not None]
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
    for item in _items(short, found):
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
                    dated["year"] if dated else "",
                    dated.start("year") if dated else -1,
                )


def _groups(found: "re.Match[str]", name: str, ends: tuple[str, ...]) -> Iterator[str]:
    groups = found.groupdict()
    for end in ends:
        text = groups.get(name + end)
        if text:
            yield text


def _orgs(short: Shorthand, found: "re.Match[str]", bloc: int | None) -> Iterator[int | None]:
    """The organizations of a match; for 'the bloc' and 'its' the one that they mean."""
    groups = found.groupdict()
    for end in _ANY:
        if groups.get("orgs" + end) is None:
            continue
        start, stop = found.span("orgs" + end)
        places = short.places("O", start, stop)
        yield from places
        if not places:
            yield bloc


def _items(short: Shorthand, found: "re.Match[str]") -> Iterator[int]:
    """The items of the list of a match: the last letter of each, without 'D' and 'S's' before it."""
    start, end = found.span("list")
    text = short.text
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
    start = min(found.start(name) for name in groups if name.startswith("orgs") and groups[name])
    if manner in ("lists", "other", "names"):
        head = text[:start]
        last = _BEFORE.search(head.removesuffix("the "))
        if last and (last[1] in BLOCKING or last[1].startswith(("ex-", "non-")) or last[1].endswith("-non")):
            return True
    if groups.get("single") and (_CHOOSY.search(text[:start]) or _person_of_land(found)):
        return True
    return text.startswith((" in all but name", " only on paper", " in name only"), found.end()) or _headed(
        text, found
    )


def _person_of_land(found: "re.Match[str]") -> bool:
    """'the O country P visited': a person after 'country' is no apposition."""
    return found["list"].endswith("P") and found["single"] in LAND.split("|")


_HEADS = re.compile(
    r"\b(?:of|from|for|by|between|with|to|among|under|in|s') (?:the |all |all the |several |some |Q )*$"
)
_GOVERNED = re.compile(r"\b(?:of|under|by|for|against) (?:the )?(?:[a-z]+ )?$")


def _headed(text: str, found: "re.Match[str]") -> bool:
    """True where a person belongs to a noun before the match: 'leaders of O members, including P'."""
    start, end = found.span("list")
    if "P" not in text[start:end] and "N" not in text[start:end]:
        return False
    if start > found.start() and found.groupdict().get("link") and _HEADS.search(text[: found.start()]):
        return True
    return start == found.start() and bool(_GOVERNED.search(text[:start]))


__all__ = ["AFTER_NOT", "TRIGGER", "Belonging", "Manner", "belongings"]
