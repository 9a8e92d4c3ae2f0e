"""Less common turns of sentences that call something a member: the second part of the table in `membership_shapes`.

The groups are the same.
"""

from annotator.suggest.membership_shapes import ASIDE, BOUND, CLOSE, CLUB, DATE, MEMBERS_OF, Manner
from annotator.suggest.membership_words import (
    ENDS_CLAIM,
    INNER,
    ITEM,
    LANDS,
    LIST,
    MEMBER,
    MEMBERS,
    ORG,
    SEVERAL,
    WORD,
    nominal,
    plural,
)

_SAVE = (
    r"(?:except(?: for)?|but(?! (?:for|not|also|they|it|who|which)\b)|apart from|save|bar|other than|"
    r"with the exception of)"
)
_AFTER_LIST = r"(?=[,.;)]|$| -| (?:have|has|had|were|are|was|is|will|voted|agreed|signed|[a-z]+ed)\b)"

TABLE: tuple[tuple[Manner, str], ...] = (
    # X, though a member of O; although a member of O, X
    (
        "calls",
        rf"(?P<list>{ITEM}), (?:though|although|while|albeit) (?:itself |now |also "
        rf")?{nominal('')}{CLOSE}",
    ),
    (
        "calls",
        rf"(?:^|; )(?:although|though|while) (?:itself |now )?{nominal('')}, (?P<list>{ITEM})(?= "
        rf"[a-z]|,)",
    ),
    # as members of O, X and Y ...
    ("calls", rf"(?:^|; |: )(?:as|being) {plural('')}, (?P<list>{SEVERAL})(?= [a-z])"),
    # X has belonged to O since 1999; O has X as a member; O, of which X is a member
    (
        "says",
        rf"{BOUND}(?P<list>{LIST}){ASIDE} (?:has|have) (?:long |always )?belonged to (?P<orgs>{ORG})(?= "
        rf"since| for|[.,;]|$)",
    ),
    (
        "says",
        rf"{BOUND}(?P<orgs>{ORG}) (?:has|counts) (?P<list>{LIST}) as (?:an? |its "
        rf")?(?P<mods>{WORD}{{0,2}}?)members?\b",
    ),
    (
        "calls",
        rf"{CLUB}, of which (?P<list>{LIST}) (?:is|are) (?:an? |both |also |now |still "
        rf")*(?P<mods>{WORD}{{0,2}}?)members?\b",
    ),
    # two O members, X and Y, ...; among the O members that agreed were X and Y
    (
        "lists",
        rf"\b(?P<q>Q) {CLUB}(?:'s|')? (?P<mods>{INNER}{{0,2}}?)(?:{MEMBERS}|{LANDS}|allies), "
        rf"(?P<list>{SEVERAL})(?=[,;.]|$)",
    ),
    (
        "names",
        rf"\bamong (?:the )?{MEMBERS_OF} (?:that|which|who) [^,;:]{{1,40}} (?:was|were|is|are) "
        rf"(?P<list>{LIST})(?=[,.;]|$)",
    ),
    # O members in the region, such as X; the members of O - among them X -
    (
        "lists",
        rf"\b{MEMBERS_OF} (?:in|from) (?:the )?(?:[a-zDN]+ )?(?:region|area|east|west|north|south|[NL]),? "
        rf"(?:such as|including|among them|notably|like) (?P<list>{LIST})",
    ),
    (
        "lists",
        rf"\b{MEMBERS_OF}(?P<link> - |, | \()(?:among them|above all|first of all|led by|including) "
        rf"(?P<list>{LIST})",
    ),
    ("lists", rf"\b{MEMBERS_OF} led by (?P<list>{LIST}){_AFTER_LIST}"),
    ("lists", rf"(?:^|; )led by (?P<list>{LIST}), (?:the |several |some |most )?{MEMBERS_OF}(?= [a-z])"),
    ("lists", rf"\bfellow {MEMBERS_OF}, (?P<list>{LIST})(?=[,.;]|$)"),
    ("lists", rf"\b{MEMBERS_OF},? from (?P<list>{ITEM}) to (?P<more>{ITEM})(?=[,.;]|$| [a-z]+ed\b)"),
    # all O members except X; every O member, including X; with the exception of X, all members of O
    (
        "lists",
        rf"\b(?:all|each of|none of)(?: of)?(?: the)?(?: other)? (?:Q )?{MEMBERS_OF},? {_SAVE} "
        rf"(?P<list>{LIST}){_AFTER_LIST}",
    ),
    (
        "lists",
        rf"\b(?:every|each|no) (?:other )?{CLUB} {MEMBER},? (?:including|{_SAVE}) "
        rf"(?P<list>{LIST}){_AFTER_LIST}",
    ),
    (
        "lists",
        rf"(?:^|; |, )(?:with the exception of|apart from|except for) (?P<list>{LIST}), all (?:the "
        rf")?(?:Q )?{MEMBERS_OF}",
    ),
    # X and Y are both in O; X, which is in O
    (
        "part",
        rf"{BOUND}(?P<list>{SEVERAL}) (?:are|were) (?:both |all |now |already |also )*in (?P<orgs>(?:the "
        rf")?O)(?=[,.;]|$| but\b)",
    ),
    (
        "part",
        rf"(?P<list>{LIST}), which (?:is|are) (?:both |all |now |already |also )*in (?P<orgs>(?:the "
        rf")?O)(?=[,.;]|$)",
    ),
    # the O country of X; X holds the O presidency
    ("lists", rf"\bthe {CLUB} (?:country|nation|member|{MEMBER}) of (?P<list>S)(?![\w'-])"),
    (
        "part",
        rf"{BOUND}(?P<list>S)(?:, which)? (?:now |currently )?holds the (?:rotating )?(?:(?P<orgs>O)(?:'s)? "
        rf"(?:rotating )?"
        rf"(?:presidency|chair)\b|(?:presidency|chair) of (?P<orgsA>{ORG}){ENDS_CLAIM})",
    ),
    # after X joined O; since it joined O in 2013, X; having joined O in 2013, X; X's accession to O in 2013
    (
        "joined",
        rf"\b(?:after|before|since|when) (?P<list>{LIST}) (?P<verb>joined) (?P<orgs>{ORG})(?:{DATE}|"
        rf"(?=,))",
    ),
    (
        "joined",
        rf"(?:^|; |, )(?:(?:since|after|when|before) (?:it|they) (?P<verb>joined|entered)|having (?:joined|"
        rf"entered)) "
        rf"(?P<orgs>{ORG}){DATE}, (?P<list>{ITEM})",
    ),
    ("joined", rf"(?P<list>S)'s (?:accession|admission|entry) (?:in)?to (?P<orgs>{ORG}){DATE}"),
    (
        "joined",
        rf"{BOUND}(?P<orgs>{ORG}) (?P<verb>admitted|accepted|took in|let in|absorbed) "
        rf"(?P<list>{LIST}){DATE}",
    ),
    # ... joined O in March as well, among them X and Y
    (
        "joined",
        rf"\bjoined (?P<orgs>{ORG})(?= )[^;:.]{{0,40}}, (?:among them|including) (?P<list>{LIST})(?=[,.;]|$)",
    ),
)
