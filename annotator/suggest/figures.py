"""Figures that an article itself contradicts: a list that is longer or shorter than its number says, somebody listed
twice, and an organization that has two sizes in one article.
"""

import re
from collections.abc import Iterator, Sequence

from annotator.model import Candidate, Sentence
from annotator.patterns import gated, regex
from annotator.suggest.context import Context
from annotator.suggest.membership_counts import countings
from annotator.suggest.membership_referents import Nobody
from annotator.suggest.membership_words import AND, ITEM, LANDS, MEMBERS, NO_MORE, ORG, PAREN
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.sketch import is_club, sketch
from annotator.suggest.wording import club, shortened

SOURCE = "the article itself"

_THINGS = (
    rf"(?:{MEMBERS}|{LANDS}|presidents|leaders|ministers|prime ministers|foreign ministers|cities|capitals|"
    rf"neighbou?rs|parliaments|"
    r"allies|partners|candidates|founders|governments|republics|envoys|powers|men|women|people)"
)
_LISTED = (
    rf"(?:(?:those |the ones )?(?:of|in|from) )?"
    rf"(?P<list>{ITEM}{PAREN}(?:(?:, {ITEM}{PAREN})*,? {AND} {ITEM}{PAREN}))"
)
_CLOSED = r"(?=[.;)]|$| -|, (?:that|which|who|whose|all|both|none|each)\b)"
_COUNTED = gated(
    (
        # four members of the O: A, B, C and D
        rf"\b(?P<q>Q) (?:[a-z][a-z-]* |D |O |O's |S's )*?{_THINGS}(?: of {ORG}| in {ORG})?"
        rf"(?P<link>:| -|, namely| namely| \(|, that is,) ?{_LISTED}{_CLOSED}",
        # the four N states, A, B and C, met; four countries border S: A, B, C and D
        rf"\bthe (?P<q>Q) (?:[a-z][a-z-]* )?N {_THINGS}, {_LISTED}(?=, [a-z])",
        rf"(?:^|[,;] |\b(?:the|only|just|all|and|but|that) )(?P<q>Q) (?:[a-z][a-z-]* |D |N |O ){{0,3}}?{_THINGS} "
        rf"[^:;.()Q]{{1,70}}: ?{_LISTED}{_CLOSED}",
        # three of the ten O states are in both: A, B and C
        rf"\b(?P<q>Q) of (?:all )?(?:the|its|their|these) Q (?:[a-z][a-z-]* |D |N |O |O's ){{0,3}}?{_THINGS}"
        rf"[^:;.()Q]{{0,70}}(?::| -) ?{_LISTED}(?=[.;)]|$| -)",
        # the three N states of A, B and C
        rf"\bthe (?P<q>Q) (?:[a-z][a-z-]* |D |N ){{0,2}}?(?:states|countries|nations|republics|powers|islands) of "
        rf"(?P<list>(?:the )?S(?:, (?:the )?S)*,? and (?:the )?S){NO_MORE}(?!,? (?:and|or)\b|, (?:the )?S)",
        # five countries, A, B and C, objected; three countries objected: A and B
        rf"\b(?P<q>Q) (?:[a-z][a-z-]* |D |O |O's )*?{_THINGS}, {_LISTED}(?=, [a-z]| - )",
        rf"\b(?P<q>Q) (?:[a-z][a-z-]* |D |O |O's )*?{_THINGS}(?: (?:have|had|has))? (?:objected|abstained|"
        rf"refused|agreed|"
        rf"disagreed|declined|signed|dissented|took part|stayed away|voted (?:against|no|yes|for|in favour)(?: "
        rf"it)?)"
        rf"(?::| -) ?{_LISTED}(?=[.;)]|$| -)",
        # the O's six members are A, B and C
        rf"\b(?:O's|the|its|all) (?P<q>Q) (?:[a-z][a-z-]* |O )?(?:{MEMBERS}|{_THINGS})(?: of {ORG})? (?:are|were) "
        rf"{_LISTED}(?=[.;)]|$| -)",
        # three of them, A and B, were late; four of the five, that is A, B and C; its four partners there are A and B
        rf"\b(?P<q>Q) of (?:them|these|those|the Q), (?:that is |namely )?{_LISTED}(?=, [a-z]|[.;)]|$)",
        rf"\b(?:its|their|the) (?P<q>Q) (?:[a-z]+ )?{_THINGS}(?: there| here)? are {_LISTED}(?=[.;)]|$| -)",
        # the council of six - A, B and C -
        rf"\b(?:B|council|trio|quartet|team|circle|family|pact|club|league|coalition|axis|core) of (?P<q>Q)"
        rf"(?: (?:[a-z]+ )?{_THINGS})?(?::| -| \(|, namely) ?{_LISTED}(?=[.;)]|$| -)",
        # five countries share what they hear: A, B and C; six will keep their own money: A, B and C
        rf"(?:^|[,;] |\b(?:and|but|then|only) |\bof (?:the|its|their) Q [a-zDN -]{{1,40}} )"
        rf"(?P<q>Q) (?:{_THINGS} |(?=will|would|have|had|are|were|share|remain|stay|"
        rf"keep|use|voted|refused|still|already|of (?:them|these)\b))[^,;:.()QS]{{1,70}}(?::| -) "
        rf"(?P<list>{ITEM}(?:, {ITEM})+,? {AND} {ITEM})(?=[.;]|$)",
        # the founders were five: A, B, C and D; the club is left with six: apart from A, B and C
        rf"\b(?:are|were|remain|remained|left with|down to|reduced to) (?:only |just |still |now )?(?P<q>Q)(?::| -) ?"
        rf"(?:apart from |besides )?{_LISTED}(?=[.;)]|$| -)",
        # A, B and C are the four members of the O
        rf"(?:^|: |; |\bthat ){_LISTED} are (?:the|its) (?P<q>Q) (?:{MEMBERS}) of {ORG}",
    )
)


_NAMES = regex(
    r"(?<!and )(?<!or )(?<!to )(?<!between )(?<!from )(?<!, )(?<!the )(?:the )?[SO]"
    r"(?:, (?:the )?[SO]){2,},? and (?:the )?[SO](?!['-])(?! and\b|,? or\b|, [SO]| again\b| [a-zA-Z]*[SO]\b)"
)
"""At least four names in a row: no list that goes on, nor the stops of a journey."""
_MEMBERS = regex(r"member|\b(?:states|countries|nations|allies)\b|-(?:nation|strong)\b", re.IGNORECASE)
_TRIGGER = regex(r"[:(,–—-]|\b(?:are|were|of)\b")
_PART_OF = regex(r"\b(?!one\b)(?:Q|[a-z]+) of (?:all )?(?:the|its|their|these|those) (?:other |remaining )?$")
"""Before a number: 'four of the ten states are in both: A, B, C and D'."""
_GOES_ON = regex(r", (?:which|who) [^;:.]*? and (?:the )?[SPO]\b")
"""After a list: 'A and B, which were first, and C'."""
_OPEN_LIST = regex(r"\b(?:including|such as|among|others|at least|more than|about|first|last)\b")


_THING = r"(?:an?|the) [^,;:.]{2,70}"
_PLAIN = regex(
    rf"(?<!of the )(?<!of its )(?<!of their )(?<!least )(?<!than )(?P<q>Q) [a-z]+s\b[^:;.()Q]{{0,60}}: "
    rf"(?P<list>{_THING}(?:, {_THING})+(?:,? and {_THING})?)(?=[.;]|$)"
)
_THINGS_LISTED = regex(r"s\b[^:.]*: an? [^:]*, [^:]*\band (?:an?|the) ")
_BY_COMMA = regex(r", (?:and )?(?=(?:an?|the) )")
_BY_AND = regex(r" and (?=(?:an?|the) )")


class CountedList:
    """A list that does not hold as many as its number says, or one of them twice."""

    id = "counted-list"

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        if _THINGS_LISTED.search(sentence.text):
            yield from self._things(sketch(sentence, context))
        if len(context.mentions(sentence)) < 2 or not _TRIGGER.search(sentence.text):
            return
        short = sketch(sentence, context)
        if "Q" in short.text:
            for pattern in _COUNTED:
                for found in pattern.finditer(short.text):
                    yield from self._check(short, found)
        named = [
            m.entity
            for m in context.mentions(sentence)
            if m.kind in ("state", "organization") and not m.demonym
        ]
        if len(named) > 2 and len(set(named)) < len(named):
            yield from self._twice(short)

    def _things(self, short: Shorthand) -> Iterator[Candidate]:
        """Things without a name of their own: 'three papers: a declaration, a charter and an agenda'."""
        for found in _PLAIN.finditer(short.text):
            said, things = short.number(found.start("q")), _plain_items(found["list"])
            if len(things) > 2 and len(things) != said:
                span = short.span(found.start("q"))
                number = short.words(found.start("q"))
                told = f"{number}: the list that follows holds {len(things)}: {', '.join(things)}"
                yield Candidate("error", span.start, span.end, 0.75, self.id, told, SOURCE, "wrong-number")

    def _twice(self, short: Shorthand) -> Iterator[Candidate]:
        """Whatever stands twice in one list of names."""
        for found in _NAMES.finditer(short.text):
            places = _items(short, *found.span())
            yield from self._repeated(short, places)

    def _check(self, short: Shorthand, found: "re.Match[str]") -> Iterator[Candidate]:
        before = short.text[max(0, found.start("q") - 12) : found.end("q")].rpartition(" - ")[2]
        if _OPEN_LIST.search(short.text[found.start() : found.end()]) or _OPEN_LIST.search(before):
            return
        if _PART_OF.search(short.text, 0, found.start("q")):
            return
        places = _items(short, *found.span("list"))
        said = short.number(found.start("q"))
        if len(places) < said and _GOES_ON.match(short.text, found.end()):
            return
        named = [short.words(place) for place in places]
        span = short.span(found.start("q"))
        entities = [mention.entity for place in places if (mention := short.mention(place))]
        if len(places) != said and len(entities) == len(places):
            reason = f"{short.words(found.start('q'))}: the list that follows holds {len(places)}: {', '.join(named)}"
            yield Candidate("error", span.start, span.end, 0.85, self.id, reason, SOURCE, "wrong-number")
        yield from self._repeated(short, places)

    def _repeated(self, short: Shorthand, places: Sequence[int]) -> Iterator[Candidate]:
        named = ", ".join(short.words(place) for place in places)
        for number, place in enumerate(places):
            if _again(short, places[:number], place):
                again = short.span(place)
                reason = f"{short.words(place)} stands twice in one list: {named}"
                yield Candidate(
                    "error", again.start, again.end, 0.85, self.id, reason, SOURCE, "inconsistent"
                )


def _plain_items(text: str) -> list[str]:
    """The items of 'a cap on prices, a reserve and a levy'; none where it can be read in two ways."""
    *first, last = _BY_COMMA.split(text)
    if not first:
        return []
    if text.endswith(f"and {last}") and text[: -len(last)].endswith(", and "):
        return [*first, last]
    ends = _BY_AND.split(last)
    return [*first, *ends] if len(ends) == 2 else []


def _again(short: Shorthand, before: Sequence[int], place: int) -> bool:
    mention = short.mention(place)
    return mention is not None and any(
        (other := short.mention(at)) is not None and other.entity == mention.entity for at in before
    )


def _items(short: Shorthand, start: int, end: int) -> list[int]:
    """The places of the items of a list, without the owners in front of them."""
    text = re.sub(r"\([^()]*\)", lambda aside: "_" * len(aside[0]), short.text[start:end])
    return [
        start + found.start()
        for found in re.finditer(r"[SPLNOG]", text)
        if not text.startswith("'s", found.end()) and not text.startswith("-", found.end())
    ]


class Inconsistent:
    """Two sizes of one organization in one article, where the lists do not tell which is right."""

    id = "inconsistent"

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        here = dict(_sizes(sentence, context))
        if not here:
            return
        for entity, (number, place, short) in here.items():
            if _decided(entity, context):
                continue
            earlier = _said_before(entity, sentence, context)
            if earlier is None or earlier[0] == number:
                continue
            span = short.span(place)
            mention = next(m for m in context.mentions(sentence) if m.entity == entity)
            reason = (
                f"{short.words(place)} members of {club(context.knowledge, mention)} here, {earlier[1]} "
                f"before: "
                f"“{earlier[2]}”"
            )
            yield Candidate("error", span.start, span.end, 0.75, self.id, reason, SOURCE, "inconsistent")


def _decided(entity: str, context: Context) -> bool:
    """True where the lists know the number, so that the wrong one is accused for itself."""
    return context.date is not None and context.knowledge.members(entity, context.date).certain


def _sizes(sentence: Sentence, context: Context) -> Iterator[tuple[str, tuple[int, int, Shorthand]]]:
    """The organizations whose size the sentence gives: entity, number, its place."""
    clubs = {m.entity for m in context.mentions(sentence) if is_club(m, context.knowledge)}
    if not clubs or not _MEMBERS.search(sentence.text):
        return
    short = sketch(sentence, context)
    if "Q" not in short.text:
        return
    for said in countings(short, Nobody()):
        mention = short.mention(said.org) if said.org >= 0 else None
        if mention is None or said.bound != "=" or said.part or said.tense != "present":
            continue
        if said.statuses == ("member",):
            yield mention.entity, (short.number(said.number), said.number, short)


def _said_before(entity: str, sentence: Sentence, context: Context) -> tuple[int, str, str] | None:
    """The first size given before: the number, its words, and the sentence, shortened."""
    for steps in range(min(sentence.index, 64), 0, -1):
        before = context.before(sentence, steps)
        if before is None or not any(m.entity == entity for m in context.mentions(before)):
            continue
        for other, (number, place, short) in _sizes(before, context):
            if other == entity:
                return number, short.words(place), shortened(before.text, 60)
    return None
