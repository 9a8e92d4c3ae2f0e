"""Sentences that leave it to the story which organization is meant: the third part of the table of shapes.

'All 29 members, Iceland included', 'the founders are A, B and C', 'the trio - A, B and C -'. The groups are those of
`membership_shapes`; `whole` marks lists that must be as long as the organization is large and as their number says,
`sized` the same without a number, `most` lists of which no more than one may be wrong.
"""

from annotator.suggest.membership_shapes import ASIDE, BOUND, CLOSE, DATE, MEMBERS_OF, Manner
from annotator.suggest.membership_words import (
    ADVERB,
    ENDS_CLAIM,
    ITEM,
    LANDS,
    LIST,
    MEMBERS,
    ORG,
    SEVERAL,
    WORD,
    nominal,
    plural,
)

GROUPS_OF = {"pair": 2, "duo": 2, "trio": 3, "threesome": 3, "quartet": 4, "foursome": 4, "quintet": 5}
"""Nouns that say how many they are."""

_OTHERS = r"(?:,? and (?:the |some |several |many |most |all )*(?:others?|rest)\b(?: [^,;:.]{1,40}?)?)"
_STATES = rf"(?:{LANDS}|governments|republics)"
_ONE = r"(?:country|state|nation|one|member|republic)"
_SAVE = r"(?:except(?: for)?|but|apart from|save|bar|other than)"
_STOP = r"(?=[,.;)]|$| -)"
_LATEST = r"(?:last|latest|newest|most recent|first|youngest)"
_COMES_IN = r"(?:join|enter|be admitted to|accede to|be let into|come into)"
_SINCE = r"(?= (?:since|for|from|only)\b|[,.;]|$)"

TABLE: tuple[tuple[Manner, str], ...] = (
    # all 29 members, X included; the members of O, X among them
    (
        "lists",
        rf"(?:{MEMBERS_OF}|\b(?P<bare>(?:all|all the|all of the|the|its) (?:Q )?(?:{MEMBERS}))), "
        rf"(?P<list>{LIST}) (?:included|among them)\b",
    ),
    # the Balkan states in the bloc so far are X and Y
    (
        "names",
        rf"\b(?P<mods>(?:[a-zDN-]+ ){{0,2}}){_STATES} (?:in|inside|within) (?P<orgs>{ORG}) (?:so far |now |today )*"
        rf"(?:are|include) {ADVERB}(?P<list>{LIST})",
    ),
    # X and Y, both of them members since 2009
    (
        "calls",
        rf"(?P<list>{SEVERAL}), (?P<bare>(?:both|all|all Q|Q) of (?:them|which) (?P<mods>{WORD}{{0,2}}?)members)"
        rf"{_SINCE}",
    ),
    # with X and Y the club has grown to 27 members; since X came in the club has 27 members
    (
        "says",
        rf"{BOUND}with (?P<list>{LIST}),? (?P<orgs>{ORG}) (?:(?:has|now|today) )*(?:grown to|counts|numbers|"
        rf"now has|reaches) {ADVERB}Q (?:{MEMBERS})(?![\w-])",
    ),
    # O, to which X, Y and others belong; the alliance of 26, to which X belongs
    (
        "calls",
        rf"(?P<orgs>{ORG})(?: of Q)?, to which (?P<list>{ITEM}(?:, {ITEM})*(?: and {ITEM})?){_OTHERS}? "
        rf"{ADVERB}(?P<verb>belongs?|belonged)\b",
    ),
    # the founders are X, Y and Z
    (
        "names",
        rf"{BOUND}(?P<bare>(?:the|its) (?:Q )?(?:founders|founding (?:states|nations|countries))) (?:are|were|include) "
        rf"{ADVERB}(?P<list>{SEVERAL})(?=[.;]|$)",
    ),
    # X, Y and Z have been full members since 2024
    (
        "says",
        rf"{BOUND}(?P<list>{LIST}){ASIDE} (?:have|has) {ADVERB}been {ADVERB}(?P<bare>(?:an? )?"
        rf"(?P<mods>{WORD}{{0,2}}?)members?){_SINCE}",
    ),
    # X is in; X and Y are in
    (
        "part",
        rf"{BOUND}(?P<list>{LIST}) (?:is|are) (?:now |already |officially |finally )*(?P<bare>in)(?=[.;!]|$)",
    ),
    # X became its 29th member; X handed in its papers and is now its 29th member
    (
        "says",
        rf"{BOUND}(?P<list>{LIST})(?:{ASIDE}| [^,;:.]{{1,60}} and) (?:is|becomes|became|has become) {ADVERB}"
        rf"(?P<bare>(?:the|its) (?P<mods>\d{{1,3}}(?:st|nd|rd|th)(?: [a-z]+)?) "
        rf"(?:member|member[- ](?:state|nation|country)))(?=[,.;]|$| (?:in|on|since|after|this|last)\b)",
    ),
    # the trio - A, B and C -; the four countries, A, B, C and D,
    (
        "lists",
        rf"\b(?P<bare>(?:the|this|all) (?P<whole>(?:{'|'.join(GROUPS_OF)})|Q (?:{_STATES}|{MEMBERS}|allies|partners)))"
        rf"(?::| -|,| \() (?P<list>{SEVERAL}){_STOP}",
    ),
    # five countries share what their spies hear: A, B, C, D and E
    (
        "lists",
        rf"(?:^|[,;] )(?P<bare>(?P<whole>Q {_STATES}))(?: [^,;:.]{{1,60}})?(?::| -) (?P<list>{SEVERAL}){_STOP}",
    ),
    # the others are A, B and C; the other members - A, B and C - said nothing
    (
        "names",
        rf"(?:^|[,;:] |\b(?:and|but|while) )(?P<bare>the others?(?: (?:Q )?(?P<mods>{WORD}{{0,2}}?)members?)?) "
        rf"(?:are|is|include|being) {ADVERB}(?P<list>{SEVERAL})(?=[,.;]|$)",
    ),
    (
        "lists",
        rf"\b(?P<bare>(?:the|its) (?:Q )?(?:other|remaining) (?:Q )?(?:{MEMBERS}))(?: -|,| \(|:) (?P<list>{SEVERAL})"
        rf"(?= -|[,.;)]|$)",
    ),
    # all ten O states, from rich A to poor B; fifty countries belong to it, from A in the north to B
    (
        "lists",
        rf"(?:{MEMBERS_OF}|\b(?P<bare>(?:its|the|all) (?:Q )?(?:{MEMBERS})))[^,;:.]{{0,40}}, from (?:[a-z-]+ ){{0,2}}?"
        rf"(?P<list>{LIST})(?: in the [a-z]+)? to (?:[a-z-]+ ){{0,2}}?(?P<more>{LIST})(?=[,.;]|$| in the\b)",
    ),
    (
        "lists",
        rf"\bQ {_STATES} (?:now |today )?belong to (?P<orgs>{ORG}), from (?:[a-z-]+ ){{0,2}}?(?P<list>{LIST})"
        rf"(?: in the [a-z]+)? to (?:[a-z-]+ ){{0,2}}?(?P<more>{LIST})(?=[,.;]|$| in the\b)",
    ),
    # eight of them share a currency: A, B, ... (all but one of them members)
    (
        "lists",
        rf"(?:^|[,;] |\b(?:and|but) )(?P<most>(?P<q>Q)) of (?P<bare>them|these|its members|the members) "
        rf"[^:;.]{{1,70}}(?::| -) (?P<list>{SEVERAL}){_STOP}",
    ),
    # X, which came in as the latest member; the last to be admitted was X
    (
        "names",
        rf"\b(?P<bare>the (?:last|latest|newest|most recent|first|youngest) (?:{_ONE} )?to (?:be admitted|join|enter|"
        rf"come in|be let in)) (?:was|is|were|are) (?P<list>{LIST})(?=[,.;]|$)",
    ),
    # O, which X chairs this year; X chairs O this year
    (
        "calls",
        rf"(?P<orgs>{ORG}),? (?:which|that) (?P<list>{ITEM}) (?:now |currently )?(?:chairs|heads|presides over)"
        rf"(?=[,.;]|$| this\b| for\b| until\b)",
    ),
    (
        "part",
        rf"{BOUND}(?P<list>S)(?:,? which)? (?:now |currently )?(?:chairs|presides over) (?P<orgs>{ORG})"
        rf"(?=[,.;]|$| this\b| for\b| until\b)",
    ),
    # S has been a member of O for two years, as have X and Y; a member of O too, with X and Y
    (
        "calls",
        rf"\b{nominal('')}(?: too| as well| still)?(?: (?:for|since) [^,;:.]{{1,20}})?, as (?:are|is|have|has|do|does) "
        rf"(?P<list>{LIST})(?=[,.;]|$)",
    ),
    (
        "calls",
        rf"\b{nominal('')} (?:too|as well|itself|still), (?:together |along )?with (?P<list>{LIST})(?=[,.;]|$)",
    ),
    # only X and Y have come in since; X, the last to come in, ...; the newest of them is X
    (
        "joined",
        rf"\bonly (?P<list>{LIST}) (?:has|have) (?P<bare>(?:come in|joined|been admitted|been let in))"
        rf"(?= since|[,.;]|$)",
    ),
    (
        "calls",
        rf"(?P<list>{ITEM})(?:(?:,| -) [^,;:.]{{1,40}})?, (?:and )?(?P<bare>the {_LATEST} (?:{_ONE} )?to (?:be "
        rf"admitted|join|enter|come in|be let in))(?=[,.;]|$)",
    ),
    (
        "names",
        rf"\b(?P<bare>the (?:newest|latest|youngest|oldest|smallest|biggest|largest) of (?:them|these)) (?:is|was) "
        rf"(?P<list>{LIST})(?=[,.;]|$)",
    ),
    # X and Y are among the ten elected ones; four of these, A, B, C and D, are outside
    (
        "says",
        rf"{BOUND}(?P<list>{LIST}) (?:is|are) {ADVERB}among (?P<bare>the (?:Q )?(?P<mods>[a-z-]+ )ones)(?=[,.;]|$)",
    ),
    (
        "lists",
        rf"(?:^|[,;] |\b(?:and|but) )(?P<most>(?P<q>Q)) of (?P<bare>them|these), (?P<list>{SEVERAL}), (?=[a-z])",
    ),
    # all other states of O except X
    (
        "lists",
        rf"\b(?:all|the|other|most)(?: the)?(?: other)? (?:Q )?(?:other )?{_STATES} of (?P<orgs>(?:the )?O),? "
        rf"(?:{_SAVE}|including|among them|led by) (?P<list>{LIST})(?=[,.;]|$| (?:have|has|will|[a-z]+ed)\b)",
    ),
    # A and B, both of which entered O in 2004; A, B and C being three of them; only A and B are in it
    (
        "joined",
        rf"(?P<list>{SEVERAL}), (?:both|all|Q) of which (?P<verb>joined|entered) (?P<orgs>{ORG})(?:{DATE}|(?=[,.;]|$))",
    ),
    (
        "lists",
        rf"(?P<list>{SEVERAL}) (?:being|are|were) (?:Q|some|several|both) of (?P<bare>them|these|its members)"
        rf"(?=[,.;]|$)",
    ),
    (
        "part",
        rf"\b(?:only|both|all of) (?P<list>{SEVERAL}) (?:is|are) in (?P<bare>it|that|that one)(?=[,.;]|$)",
    ),
    # leaders of the O - A, B and C - met; O partners, A, B and C, agreed; the O (A, B and C)
    (
        "lists",
        rf"(?P<orgs>(?:the )?(?P<sized>O))(?:(?:'s?)? (?:Q )?(?:partners|allies|leaders|signatories|governments|"
        rf"powers|foreign ministers|{LANDS}|{MEMBERS}))?(?: -|:| \() ?(?P<list>{SEVERAL}){_STOP}",
    ),
    (
        "lists",
        rf"(?P<orgs>(?:the )?(?P<sized>O))(?:'s?)? (?:Q )?(?:partners|allies|signatories|governments|powers|"
        rf"{LANDS}|{MEMBERS}),? (?P<list>{SEVERAL})",
    ),
    # X, the latest country to join O; the latest to join O was X
    (
        "calls",
        rf"(?P<list>{ITEM}),? (?:which was |who was |as )?the {_LATEST} (?:{_ONE} )?to {_COMES_IN} "
        rf"(?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    (
        "names",
        rf"\bthe {_LATEST} (?:{_ONE} )?to {_COMES_IN} (?P<orgs>{ORG})(?: (?:is|was|were|are),?|,|:| -) (?P<list>{LIST})"
        rf"(?=[,.;]|$| (?:in|on|last|this)\b)",
    ),
    # with X now in O; X, still in O,
    (
        "part",
        rf"\bwith (?P<list>{LIST}) (?:now|already|still|firmly|safely|finally|both|all|long) "
        rf"(?:in|inside|within|part of) (?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    (
        "part",
        rf"(?P<list>{LIST}),? (?:though |although |while |being )?(?:now|already|still|both|all|long|itself|themselves|"
        rf"also|since \d{{4}}) (?:in|inside|within|(?:an? )?(?:[a-z]+ )?part of) (?P<orgs>{ORG})(?=[,.;)]|$| -)",
    ),
    (
        "part",
        rf"(?P<list>{LIST})(?:, | \()(?:an? )?(?:[a-z]+ )?part of (?P<orgs>{ORG})(?=[,.;)]|$| -| since\b)",
    ),
    # X's membership of O dates from 2022; D membership of O goes back to 1990
    (
        "joined",
        rf"(?P<list>[SD])(?:'s)? (?:full )?membership (?:of|in) (?P<orgs>{ORG}) (?:dates (?:back )?(?:from|to)|goes "
        rf"back to|began in|started in|took effect in) (?:[a-z]+ )?(?P<year>\d{{4}})",
    ),
    # X and Y left Rwanda as full members of O
    (
        "part",
        rf"{BOUND}(?P<list>{LIST}) (?:left|leaves?|emerged|attended|came|spoke|sat|went|returned|arrived)"
        rf"[^,;:.]{{0,40}} as {plural('')}{CLOSE}",
    ),
    # X was the 13th state to be admitted to O
    (
        "says",
        rf"{BOUND}(?P<list>{ITEM}) (?:was|is|became) {ADVERB}the (?:\d{{1,3}}(?:st|nd|rd|th)|[a-z]+th|first|second|"
        rf"third|{_LATEST}) {_ONE} to {_COMES_IN} (?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    # X and Y, two of the members that stay; its own poorer members, X and Y; X and Y are D members as of today
    (
        "calls",
        rf"(?P<list>{SEVERAL}), (?:one|Q|some|several|many|both) of (?P<bare>(?:the|its) (?P<mods>{WORD}{{0,2}}?)"
        r"members)(?= (?:that|which|who|to)\b|,)",
    ),
    (
        "lists",
        rf"\b(?P<bare>(?:its|their) own (?P<mods>{WORD}{{0,3}}?)members)(?:,| -|:) (?P<list>{LIST})(?=[.;]|$)",
    ),
    (
        "says",
        rf"(?:{BOUND}|\bonly )(?P<list>{LIST}) (?:is|are) (?P<bare>(?P<mods>(?:[a-z]+ |D |N ){{1,2}}?)members)"
        r"(?= as of\b| at present\b| today\b|[.;]|$)",
    ),
    # the three of them, with X, make up O; O is left with six: apart from X, Y and Z
    (
        "calls",
        rf"\bwith (?P<list>{LIST}), (?:made?|makes?) up (?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    (
        "lists",
        rf"(?P<orgs>{ORG})[^,;:.]{{1,40}}(?P<most>(?P<q>Q))(?: (?:{MEMBERS}))?: (?:apart from |besides )?"
        rf"(?P<list>{SEVERAL})(?=[.;]|$)",
    ),
    # O, including X and Y, warned
    (
        "includes",
        rf"{BOUND}(?P<orgs>(?:the )?O), (?:including|among them) (?P<list>{LIST})(?=, [a-z]|[.;]|$)",
    ),
    # The O: A, B, C and D.
    (
        "lists",
        rf"(?:^|[.!;] )(?P<orgs>(?:the )?(?P<most>O)): (?P<list>{SEVERAL})(?=[.;]|$)",
    ),
    # O, which X joined last year together with Y
    (
        "joined",
        rf"(?P<orgs>{ORG}),? which (?P<list>{ITEM}) (?P<verb>joined|entered)(?: [^,;:.]{{1,30}}?)?"
        rf"(?: (?:together |along )with (?P<more>{LIST}))?(?=[,.;]|$)",
    ),
)
