"""Predicates of membership ('joined', 'belongs to', 'a founding member of'), and what may stand around them.

The words are data (`schemas/membership-words.yaml`); this makes them patterns over a sentence in shorthand.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.patterns import Gate, gated
from annotator.resources import shipped
from annotator.suggest.membership_shapes import BOUND, Manner
from annotator.suggest.membership_words import (
    AND,
    ENDS_CLAIM,
    INNER,
    ITEM,
    LIST,
    NO_MORE,
    ORG,
    ORG_ADJECTIVE,
    PAREN,
    WORD,
)

Kind = Literal["verb", "later", "noun", "object"]
"""verb and noun ask for a subject, later too, but only beside words on members; object brings its list along."""


class Words(Struct, frozen=True, rename="kebab"):
    """The lists of `schemas/membership-words.yaml`, which says what each is for."""

    enters: str
    comes_in: str
    follows: str
    belongs: str
    within: str
    takes_in: str
    leaves: str
    leaving: str
    bodies: str
    people: str
    members: str
    beside: str
    states_only: str


@functools.cache
def words() -> Words:
    """The shipped lists. Raises SchemaError with every fault of their file."""
    path = shipped("schemas", "membership-words.yaml")
    return kept("members", Words, [path], lambda: _read_words(path))


def _read_words(path: Path) -> Words:
    from annotator.yamlfile import YamlFile  # yaml costs 20 ms

    file = YamlFile(path)
    made = file.fill(Words)
    if file.faults or made is None:
        raise SchemaError("\n".join(file.report()))
    return made


def any_of(lines: str) -> str:
    """One of the lines of a list, as a pattern."""
    return f"(?:{'|'.join(lines.split(chr(10))).strip('|')})"


_MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|"
    "autumn|winter"
)
_ADVERB = (
    r"(?:(?:[a-z]+ly|now|also|still|already|itself|themselves|today|again|both|all|each|however|too|then|later|first|"
    r"only|since|long|once more|had|has|have|since \d{4}|in \d{4}|in fact|as well|of course|for its part|yesterday|"
    r"on [a-z]+day|last (?:week|month|year)|this (?:week|month|year)|meanwhile|at last|(?:Q|[a-z]+) years ago|"
    rf"in (?:{_MONTH}|the end)),? )*"
)
_WHEN = (
    rf"(?: (?:(?:back )?in (?:(?:early|late|mid-?) ?)?"
    rf"(?:(?:{_MONTH})(?: (?:of )?\d{{4}}| last year)?|\d{{4}}|the \d{{4}}s)"
    r"|at the (?:end|start|beginning|turn) of (?:the )?[a-z\d]+|(?:since|from) [^,;:.]{1,30}"
    r"|on (?:Q )?[a-z]+(?: Q)?(?:,? \d{4})?|last [a-z]+|this [a-z]+"
    r"|(?:a|Q|[a-z]+) (?:year|month|week|decade|day)s? (?:later|earlier|before|after|afterwards|ago)(?: that)?"
    r"|(?:in )?(?:the|that) (?:same|next|following) (?:year|month|week|day|summer|spring|autumn|winter)"
    r"|that year|the (?:year|month|week|day) (?:after|before)"
    r"|only [^,;:.]{1,20}|too|as well|again|late|early|first|together|earlier|later|soon after(?:wards)?))"
)
_END = (
    r"(?=[,.;:!?)]|$| -| (?:and|but|as|with|after|before|when|while|which|though|although|because|alongside|"
    r"together|along|among)\b)"
)
_ENTERED = (
    rf"(?={_WHEN}(?![\w-])|[,.;:!?)]|$| -| as (?:an?|its|the|full|one)\b| (?:\d{{4}}|but|when|after|before|while|"
    r"alongside|together|with|Q|a (?:year|month|decade|week|day|generation))\b)"
)
"""After an organization that is entered: not 'joined the EU in condemning'."""
_BE = (
    r"(?:is|are|was|were|remains?|remained|becomes?|became|(?:has|have) (?:been|become|remained)|"
    r"had (?:been|become)|being)"
)
_IT = (
    r"(?:it|they|the (?:[a-zD]+ )?(?:country|state|nation|republic|kingdom|islands?)|both|S|P|"
    r"the (?:last )?(?:two|Q))"
)
_BESIDE = r"(?:,(?! (?:and|or)\b) [^;:]{1,110}?,| - [^;:]{1,110}? -)"
_VERBS = (
    r"(?: (?!(?:said|says|told|asked|and|that|to)\b)[a-z]+(?:ed|s|t|d|e|w|m|k)? [^;:]{1,90}?,? and"
    r"(?: (?:so|then|thus))?)"
)
"""Another verb of the same subject: 'has fought over a border, and'."""


@functools.cache
def predicates() -> Sequence[tuple[Manner, Kind, Gate]]:
    """How each predicate puts it, what it asks for, and its pattern: `orgs` or `bare`, `mods`, `list`, `when`."""
    known = words()
    club = rf"(?P<orgsB>(?:{ORG_ADJECTIVE} )?[OB])(?:'s|')? (?P<modsB>{INNER}{{0,3}}?)"
    det = r"(?:(?:an?|the|its|one of|another|among|both|all|Q|as|yet|the only|fellow|of|some of|long|most of) )+"
    enters, takes, ends = (
        any_of(known.enters),
        any_of(known.takes_in),
        rf"(?:(?P<when>{_WHEN}+)(?![\w-])|{_END})",
    )
    rows: list[tuple[Manner, Kind, str]] = [
        # joined O; entered the council; came in; did so in 2004
        ("joined", "verb", rf"\b{enters} (?P<orgs>{ORG}){_ENTERED}"),
        ("joined", "verb", rf"\b{enters} (?P<bare>the {any_of(known.bodies)}){_ENTERED}"),
        ("joined", "verb", rf"\b(?P<bare>{any_of(known.comes_in)}){ends}"),
        ("joined", "later", rf"\b(?P<bare>{any_of(known.follows)}){ends}"),
        # belongs to O; is in it
        ("part", "verb", rf"\b{any_of(known.belongs)} (?P<orgs>{ORG}){ENDS_CLAIM}"),
        ("part", "verb", rf"\b(?P<bare>{any_of(known.within)})(?![\w-])"),
        # a partner of S in O; the second-largest economy in the B; an O state; a member; the newest of them
        (
            "calls",
            "noun",
            rf"\b{det}(?:(?P<mods>{WORD}{{0,4}}?){any_of(known.people)} (?:of {LIST} )?(?:of|in|inside|within|to) "
            rf"(?P<orgs>{ORG}){ENDS_CLAIM}|{club}{any_of(known.people)}(?![\w'-]))",
        ),
        (
            "calls",
            "noun",
            rf"\b(?P<bare>{det}(?P<mods>{WORD}{{0,3}}?){any_of(known.members)}|the [a-z]+ of (?:them|these|those))"
            r"(?![\w'-])(?! (?:of|in|to|from|for|until)\b)",
        ),
        # S and S are partners in O
        (
            "calls",
            "noun",
            rf"(?<=\bare )(?P<mods>)(?:partners|allies|neighbours) in (?P<orgs>{ORG}){ENDS_CLAIM}",
        ),
        # S, admitted in 1995, is small
        (
            "joined",
            "object",
            rf"(?P<list>(?:the )?S), (?P<bare>(?:re)?(?:admitted|received|let in)){_WHEN}(?=[,.;])",
        ),
        # its founding members were S and S
        (
            "names",
            "object",
            r"\b(?P<bare>(?:the|its) (?:Q )?founding (?:members|states|nations)) (?:were|are) "
            rf"(?P<list>{LIST})(?=[,.;]|$)",
        ),
        # O took in S; O brings it together with S and S
        (
            "lists",
            "object",
            rf"\b(?P<bare>{takes}) (?P<list>{LIST})(?=(?:{_WHEN}|,? as (?:an?|its|the) [^,;:.]{{0,20}}?member)|[.;]|$)",
        ),
        (
            "lists",
            "object",
            rf"(?P<orgs>{ORG})(?:,? [^;:.]{{1,60}},)? (?:brings?|brought|puts?|unites|links|groups) (?:it|them|S) "
            rf"(?:together )?with (?P<list>{LIST})",
        ),
        # sits with S in O; in O it sits with S
        (
            "part",
            "verb",
            rf"\b(?:do(?:es)? )?(?:sits?|works) (?:together |side by side )?(?:with|next to|alongside|beside) "
            rf"(?P<list>{LIST}) (?:in|on) (?P<orgs>{ORG}){ENDS_CLAIM}",
        ),
        (
            "part",
            "object",
            rf"(?:^|[,;] )(?:in|inside|within|at) (?P<orgs>{ORG}),? (?:it|{ITEM}) (?:sits?|works|rubs shoulders|"
            rf"cooperates)(?: together| side by side)? (?:with|alongside|next to) (?P<list>{LIST})",
        ),
        # O, in which S and S sit; O, a B led by S
        (
            "lists",
            "object",
            rf"(?P<orgs>{ORG}),? (?:in|to|of|within|inside) which (?P<list>{LIST}) (?:[a-z]+ ){{0,3}}?(?:belongs?|"
            r"sits?|are|is|were|was|has been|have been)(?![\w-])"
            r"(?! (?:an? )?(?:observers?|guests?|candidates?|associates?|partners?|not|no)\b)",
        ),
        (
            "lists",
            "object",
            rf"(?P<orgs>{ORG})(?:, an? (?:[a-z]+,? ){{0,3}}(?:B|body|treaty))?,? (?:(?:which|that|is|was|had been|"
            r"has been) )*(?:led|founded|set up|formed|created|dominated|launched|established) (?:in \d{4} )?by "
            rf"(?P<list>{LIST})",
        ),
    ]
    patterns = gated([pattern for _, _, pattern in rows])
    return [(manner, kind, pattern) for (manner, kind, _), pattern in zip(rows, patterns, strict=True)]


@functools.cache
def gaps() -> Mapping[str, str]:
    """What may stand between the parts of a clause, by name: patterns that are compiled where they are used."""
    known = words()
    lead = any_of(known.beside)
    too = (
        rf"(?:,? (?:too|as well|besides|instead|itself|both|also|already|together|since \d{{4}}|side by side)"
        rf"|{_WHEN})?"
    )
    return {
        "list": rf"(?<![\w-]){LIST}",
        # between a subject and its verb, its noun
        "verb": rf"{PAREN}(?:(?P<which>,? (?:which|that|who)(?: [^,;:]{{1,60}} and(?: which| who)?)?"
        rf"|{_BESIDE}(?: (?:which|that))?)"
        rf"|(?P<verbs>{_VERBS}))? {_ADVERB}",
        "noun": rf"{PAREN}(?:(?:(?P<which>,? (?:which|that|who)|{_BESIDE})|(?P<verbs>{_VERBS}))? "
        rf"{_ADVERB}{_BE}(?:,? [^,;:.]{{1,20}},)? {_ADVERB}"
        r"|(?P<apposed>(?:,| -| \(|,? as)(?: now| still| also| itself| long| both| like S| like P)*) )",
        # before a subject; before a noun that is a predicate
        "bound": rf"(?:{BOUND}|\b(?:year|month|week|decade|century|moment|\d{{4}}) )$",
        "predicative": rf"\b{_BE}(?:,? [^,;:.]{{1,25}},)? {_ADVERB}$",
        # after a noun in front of its subject: 'a member of O, S'
        "fronted": rf"(?: since \d{{4}})?, (?P<list>{LIST})(?= [a-z]|, )"
        r"(?! (?:said|says|say|told|claims|claimed|argued|added|noted)\b)",
        # company: 'with S and S it is', 'is a member too, like S'
        "with": rf"(?:^|[,;:] |- )(?:and )?{lead} $",
        "before": rf",?(?: {_IT}(?:,? [^,;:]{{1,30}},)?)? {_ADVERB}(?:{_BE} )?{_ADVERB}",
        "after": rf"{too},? (?:and )?{lead} ",
        # further subjects: 'and S two years later', ' - S in 2004'
        "when": _WHEN,
        "gapped": rf"(?:,| and|, and|;|, while) (?P<list>{LIST}){_WHEN}(?![\w-])",
        "listed": rf"{_WHEN}?(?: -|:|,) (?P<list>{LIST}){_WHEN}(?![\w-])",
        "mixed": rf"(?<![\w-])(?:(?:the )?[SP](?:, |,? {AND} )){{2,}}(?:the )?[SP]{NO_MORE}",
        "firm": rf"\b{any_of(known.states_only)}\b",
    }


__all__ = ["Kind", "any_of", "gaps", "predicates", "words"]
