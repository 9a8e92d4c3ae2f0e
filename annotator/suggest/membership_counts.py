"""How many members a sentence gives an organization: patterns over a sentence in shorthand.

They read grammar only. Whether the number is right is for `membership_sizes` to say.
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from annotator.patterns import gated, regex
from annotator.suggest.membership_patterns import Refer, organization
from annotator.suggest.membership_words import (
    ADVERB,
    ENDS_CLAIM,
    LANDS,
    MEMBERS,
    ORG,
    ORG_ADJECTIVE,
    STATUSES,
)
from annotator.suggest.shorthand import Shorthand, words
from annotator.suggest.times import Tense

Bound = Literal["=", ">", ">=", "<", "<=", "~"]
"""How the number is meant: 'more than 9' is '>'; '~' is about."""


class Counting(Struct, frozen=True):
    """The sentence gives the organization at `org` so many members."""

    number: int
    """Place of its Q in the shorthand."""
    org: int
    bound: Bound
    lands: bool
    """True for 'nine states', which leaves out members that are none."""
    part: bool
    """True where a part of the members may be meant: then only a number above the whole is wrong."""
    tense: Tense
    statuses: tuple[str, ...] = ("member",)
    loose: bool = False
    """True where a few of the members may be meant: then a number far below the whole is not wrong."""


_BOUNDS: dict[str, Bound] = {
    "more than": ">",
    "over": ">",
    "well over": ">",
    "at least": ">=",
    "no fewer than": ">=",
    "no less than": ">=",
    "fewer than": "<",
    "less than": "<",
    "under": "<",
    "up to": "<=",
    "at most": "<=",
    "no more than": "<=",
    "only": "=",
    "just": "=",
    "exactly": "=",
    "now": "=",
    "currently": "=",
}
_NEARLY = (
    "about|around|some|nearly|almost|roughly|approximately|close to|an estimated|as many as|not quite|perhaps"
)
_QN = rf"(?:(?P<near>{'|'.join(_BOUNDS)}|{_NEARLY}) )?(?P<q>Q)"
_MODS = r"(?P<mods>(?:(?:[a-z][a-z-]*|[DN]) ){0,3}?)"
_NOUN = rf"(?P<noun>{MEMBERS}|{LANDS}|allies)(?![\w-])"
_CLUB = rf"(?P<org>(?:{ORG_ADJECTIVE} )?[OB])"
_OF = (
    r"(?:of|in|within|inside|making up|that make up|that form|which make up|belonging to|that belong to|"
    r"forming|comprising|"
    r"composing)(?: all of)?"
)
_ALL = (
    r"(?:the|all|all the|all of the|each of the|each of|one of the|one of|any of the|none of the|most of the|"
    r"some of the|many of the|(?:Q|several|two|three) of the|its|their|these|those|today's|there are|there "
    r"were|whole)"
)
_SIZED = r"(?P<q>Q)-(?:(?:member|nation|state|country)(?:-strong)?|strong)"
_MODS_SIZED = r"(?:(?!(?:of|in|to|for|with|from|by|at|on)\b)[a-zDNSL][a-zA-Z'-]*,? ){0,4}?"
_VERB = (
    r"(?P<verb>(?:has|have) had|has|have|had|counts|counted|numbers|numbered|unites|united|groups|grouped|"
    r"comprises|comprised|includes|included|encompasses|consists of|consisted of|is made up of|"
    r"was made up of|is composed of|was composed of|"
    r"brings together|brought together|boasts|boasted|gathers|represents|"
    r"(?:is|was) (?:down to|left with|reduced to)|(?:has |had )?(?:shrunk|shrank|fallen|fell|dropped) to|"
    r"(?:has |had )?(?:grown|grew|expanded|swelled|swollen|enlarged|risen) (?:from Q )?to)"
)

_BRINGS = (
    r"(?:brings?|lift|take|raise|brought|takes|took|lifts|lifted|raises|raised|"
    r"swells|expands|cuts|shrinks|reduces|has brought)"
)

_BODIES = (
    "delegation|team|committee|commission|council|panel|parliament|mission|secretariat|force|board|crew|court|cabinet|"
    "assembly|group|task|body|jury|working|expert|staff"
)
"""What may have so many members instead of the organization before it."""

_TABLE = (
    # the nine members of the O; the nine countries that make up the O
    rf"\b(?P<det>{_ALL}) {_QN} {_MODS}{_NOUN} {_OF} (?P<org>{ORG}){ENDS_CLAIM}",
    # all nine O members; one of the nine O states
    rf"\b(?P<det>{_ALL}) {_QN} {_MODS}{_CLUB}(?:'s|')? (?P<mods2>(?:[a-z-]+ ){{0,2}}?){_NOUN}",
    # O's nine members; the bloc's nine members
    rf"\b{_CLUB}(?:'s|') {_QN} {_MODS}{_NOUN}",
    # the nine-member O; the nine-nation bloc
    rf"\b{_SIZED},? {_MODS_SIZED}(?P<org>O)(?![\w&/-])(?! (?:{_BODIES}|would|could|might)\b)",
    rf"\b{_SIZED} (?:rival|partner|neighbour|neighbor|successor|predecessor|cousin|counterpart),? "
    rf"(?P<org>O){ENDS_CLAIM}",
    rf"\b(?:the|this|that) (?:now )?{_SIZED},? {_MODS_SIZED}(?P<org>B)(?! (?:of|within|inside|in|"
    rf"from)\b)(?![\w'-])",
    # O has nine members; O, which unites nine states
    rf"(?:^|[,;:.] |- |\b(?:that|said|says|and|but|because|as|while|where|since|although|though|when|"
    rf"today|now|then|with (?:it|them|him|her|[SPDN])|so) )"
    rf"(?P<org>{ORG})(?:,? (?:which|that))? {ADVERB}{_VERB} {ADVERB}{_QN} {_MODS}{_NOUN}",
    rf"(?P<org>{ORG})(?: now| today)?(?:,| -)? (?:which|that) {ADVERB}{_VERB} {ADVERB}{_QN} {_MODS}{_NOUN}",
    rf"(?P<org>{ORG}), which (?:now |today |still )?(?P<verb>has|had|counts) {_QN}(?=[.;]|$)",
    rf"(?:^|; |: |\b(?:that|and|but) )(?P<org>{ORG}), [^,;:]{{1,70}}, {ADVERB}{_VERB} {ADVERB}{_QN} "
    rf"{_MODS}{_NOUN}",
    rf"\b(?P<its>all) (?:the )?{_QN} (?P<mods>)(?P<noun>{MEMBERS}|allies)(?! of\b| in (?:the )?[OB]\b)",
    rf"\b(?:Q|most|many|some|half|none|several) of (?P<its>the) {_QN} (?P<mods>)(?P<noun>{MEMBERS})(?! "
    rf"(?:of|in)\b)",
    rf"(?:^|, |; )(?P<its>now|that makes|which makes) {_QN} (?P<mods>)(?P<noun>{MEMBERS})(?! (?:of|in)\b)",
    rf"(?:^|[,;:.] |\b(?:and|but|so|then|now|that|because) |\b(?:weeks|days|months|moment|now) )"
    rf"(?P<its>it|that|this one) {ADVERB}{_VERB} {ADVERB}{_QN} {_MODS}(?P<noun>{MEMBERS})(?! of\b)",
    # the nine that belong to the O; the Union of nine
    rf"\b(?P<det>the) (?P<q>Q) (?:(?:states|countries|nations) )?(?:that|which) (?:now )?(?:belong to|make "
    rf"up|form|are in) "
    rf"(?P<org>{ORG}){ENDS_CLAIM}",
    r"\b(?:the|an?) (?P<org>B) of (?P<q>Q)(?=[,.;]|$| (?:in which|to which|that|"
    r"which|will|would|has|is|was|became|becomes|turns|turned|"
    r"and)\b)",
    # O's membership stands at nine; membership of O rose to nine
    rf"\bmembership (?:of|in) (?P<org>{ORG}) {ADVERB}(?P<verb>stands at|stood at|is|was|reached|rose to|"
    rf"grew to|"
    rf"numbers|totals) {_QN}(?![\w-])(?! (?:percent|per|years|months))",
    rf"\b{_CLUB}(?:'s|') (?:[a-z]+ ){{0,2}}membership {ADVERB}(?P<verb>stands at|stood at|reached|rose to|"
    rf"grew to|numbers|"
    rf"totals) {_QN}(?![\w-])",
    # O, a bloc of nine states; O is a nine-nation bloc
    rf"\b{_CLUB}(?:,| is| was| -|, which is)(?: now| still)? (?:a|an|the) {_MODS_SIZED}(?:B|body|treaty) "
    rf"(?:of|with|that has|uniting|grouping|comprising) {_QN} {_MODS}{_NOUN}",
    rf"\b{_CLUB}(?:,| is| -|, which is)(?: now| still)? (?:a|an|the) {_MODS_SIZED}(?:B|body|treaty) "
    rf"(?:of|between|among) {_QN} (?:(?:[a-z][a-z-]+|(?:[a-z]+-)?[DN]) ){{0,3}}(?:republics|governments|"
    rf"kingdoms|"
    rf"{LANDS})(?![\w-])",
    rf"\b{_CLUB}(?:,| is| -|, which is)(?: now| still)? (?:a|an|the) {_MODS_SIZED}(?:B|body|treaty) "
    rf"(?:of|between|among) {_QN}(?=[,.;]|$| (?:that|which|who)\b)",
    rf"\b{_CLUB}(?:,| is| was| remains| -|, which is)(?: now| still)? (?:a|an|the) "
    rf"{_MODS_SIZED}{_SIZED} {_MODS_SIZED}(?:B|body)(?![\w'-])",
    # O and its nine members; with its nine members, O
    rf"\b(?P<its>its|whose) {_QN} {_MODS}{_NOUN}(?! of\b)",
    # the number of O members is nine; members of O now number nine
    rf"\bnumber of (?:{MEMBERS}) (?:of|in) (?P<org>{ORG}) (?:is|was|to|reached|stands at|rose to) "
    rf"{_QN}(?![\w-])",
    rf"\bnumber of {_CLUB}(?:'s)? (?P<noun>{MEMBERS}) (?:is|was|to|reached|stands at|rose to) "
    rf"{_QN}(?![\w-])",
    rf"\b(?:{MEMBERS}) of (?P<org>{ORG}) {ADVERB}(?:number|total) {_QN}(?![\w-])",
    rf"\b{_CLUB}'s {_MODS}membership of {_QN}(?![\w-])",
    # nine countries belong to the O; the nine members met; there are nine members
    rf"(?:^|\bthat )(?P<loose>){_QN} {_MODS}{_NOUN} (?:now |today |currently )?(?:belong to|make up|form|sit in|"
    rf"are in|are members of) (?P<org>{ORG}){ENDS_CLAIM}",
    rf"(?:^|[,;:] |\b(?:and|but|that|so|because|while|of|for) )(?P<its>the)(?P<loose>) {_QN} {_MODS}"
    rf"(?P<noun>{MEMBERS})(?! (?:of|in)\b)",
    rf"\b(?P<its>there are) {ADVERB}{_QN} {_MODS}(?P<noun>{MEMBERS})(?! (?:of|in)\b)",
    # O, with nine members, agreed; all nine of its members; O is left with nine; of the nine allies eight agreed
    rf"(?P<org>{ORG})(?:,| -| \() ?with {ADVERB}{_QN} {_MODS}{_NOUN}",
    rf"\ball (?P<q>Q) of (?P<its>its|their) (?P<mods>)(?P<noun>{MEMBERS})(?! of\b)",
    rf"\b(?P<org>{ORG}) (?:is|was) {ADVERB}(?:thus |then )?(?P<verb>left with|down to|reduced to) {_QN}(?P<loose>)"
    r"(?=[.;:]|$)",
    rf"\bof (?P<its>the|its)(?P<loose>) (?P<q>Q) (?P<mods>)(?P<noun>{MEMBERS}|allies),? (?=Q )",
    rf"\b(?P<its>it) {ADVERB}(?P<verb>numbers|unites|groups|counts) {ADVERB}{_QN} {_MODS}(?P<noun>{LANDS})(?! of\b)",
    rf"\b(?P<its>the)(?P<loose>) {_QN} (?P<mods>(?:existing|current|participating) )(?P<noun>parties)(?! of (?!the B))",
    # that brings the bloc to nine; brings the number of members to nine; the club has grown to nine members
    rf"\b(?P<its>(?:one of|all|all of|the|its)(?: the)?) {_QN} (?P<mods>permanent) (?P<noun>{MEMBERS})(?! (?:of|in)\b)",
    rf"(?P<org>{ORG}), {_QN} (?P<mods>)(?P<noun>{MEMBERS}|{LANDS}) strong\b",
    rf"(?:^|, |; |\b(?:that|and|but|today|now) )(?P<org>{ORG}) {ADVERB}(?P<verb>has|counts) {_QN}(?P<loose>)(?=[.;]|$)",
    rf"\ban? (?P<org>B) that (?:now )?(?P<verb>has|counts|numbers) {_QN} {_MODS}{_NOUN}",
    rf"\b{_BRINGS} (?P<org>{ORG})(?:'s membership)? (?:up |down )?to {_QN}(?= (?:{MEMBERS}|{LANDS})|[,.;]|$)",
    rf"\b{_BRINGS} (?P<its>(?:its |the )?membership|the number of members) (?:up |down )?to {_QN}(?=[,.;]|$)",
    rf"\b(?P<org>{ORG}) (?:has |had )(?:grown|expanded|swelled|shrunk) (?:from Q )?to {_QN} {_MODS}{_NOUN}",
)


_PATTERNS = gated(_TABLE)


FEW = 3
"""'The two members of the O' may be two of whom was spoken before."""

_NEUTRAL = words(
    "full current existing sovereign different official formal individual respective total participating"
)
_RESTRICTS = regex(
    r" (?:that|who|which|whose|present|attending|taking|represented|bordering|participating|with|from|along|"
    r"outside|"
    r"eligible|able|willing|opposed|concerned|involved|there|then|closest|other than|except|apart from|but "
    r"not|"
    r"in (?!all\b|total\b|which\b|\d|january|february|march|april|june|july|august|september|october|november|"
    r"december)|"
    r"on (?!\w+day\b)|(?:[a-z]+ing)\b)"
)
_PAST = regex(
    r"had|counted|numbered|united|grouped|comprised|included|consisted|was|brought|boasted|grew|there were"
)
_COLLECTIVE = regex(
    r"\b(?:committee|commission|council|panel|board|delegation|team|cabinet|government|parliament|court|jury|"
    r"mission|crew|"
    r"ministry|agency|party|coalition|family|secretariat)\b|[NG]"
)


def countings(short: Shorthand, refer: Refer) -> Iterator[Counting]:
    """Every number of members that the sentence states, once each.

    `refer`: the organizations that 'the bloc' and 'its' mean.
    """
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for found in pattern.finditer(short.text):
            counting = _read(short, found, refer)
            if counting is not None and counting.number not in seen:
                seen.add(counting.number)
                yield counting


def _read(short: Shorthand, found: "re.Match[str]", refer: Refer) -> Counting | None:
    groups = found.groupdict()
    words = f"{groups.get('mods') or ''} {groups.get('mods2') or ''}".split()
    statuses = next((STATUSES[word] for word in words if word in STATUSES), ("member",))
    if any(word not in _NEUTRAL and word not in STATUSES for word in words):
        return None
    org = _org(short, found, refer)
    if org is None:
        return None
    noun = groups.get("noun") or ""
    verb = groups.get("verb") or groups.get("det") or ""
    return Counting(
        found.start("q"),
        org,
        _bound(groups.get("near")),
        noun in LANDS.split("|"),
        bool(_RESTRICTS.match(short.text, found.end())),
        "past"
        if _PAST.match(verb) or short.text[found.start() : found.end()].find(" was ") >= 0
        else "present",
        statuses,
        groups.get("loose") is not None
        or (groups.get("det") == "the" and short.number(found.start("q")) <= FEW),
    )


def _bound(near: str | None) -> Bound:
    return "=" if near is None else _BOUNDS.get(near, "~")


def _org(short: Shorthand, found: "re.Match[str]", refer: Refer) -> int | None:
    """The organization of a match; for 'the bloc' and 'its' the one that they mean."""
    if found.groupdict().get("its"):
        named = short.places("O", 0, found.start())
        states = (found.groupdict().get("noun") or "").startswith("member ")
        if not states and _COLLECTIVE.search(short.text, named[-1] + 1 if named else 0, found.start()):
            return None
        return refer.implied(found.start("its"))
    return organization(short, found, refer)
