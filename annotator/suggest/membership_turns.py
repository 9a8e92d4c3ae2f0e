"""Less common turns of sentences that call something a member: the second part of the table in `membership_shapes`.

The groups are the same.
"""

from annotator.suggest.membership_shapes import BOUND, CLOSE, DATE, MEMBERS_OF, Manner
from annotator.suggest.membership_words import (
    ENDS_CLAIM,
    ITEM,
    LIST,
    ORG,
    WORD,
    nominal,
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
    # X has belonged to O since 1999; O has X as a member; O, of which X is a member
    (
        "says",
        rf"{BOUND}(?P<orgs>{ORG}) (?:has|counts) (?P<list>{LIST}) as (?:an? |its "
        rf")?(?P<mods>{WORD}{{0,2}}?)members?\b",
    ),
    # O members in the region, such as X; the members of O - among them X -
    (
        "lists",
        rf"\b{MEMBERS_OF} (?:in|from) (?:the )?(?:[a-zDN]+ )?(?:region|area|east|west|north|south|[NL]),? "
        rf"(?:such as|including|among them|notably|like) (?P<list>{LIST})",
    ),
    # all O members except X; every O member, including X; with the exception of X, all members of O
    (
        "lists",
        rf"\b(?:all|each of|none of)(?: of)?(?: the)?(?: other)? (?:Q )?{MEMBERS_OF},? {_SAVE} "
        rf"(?P<list>{LIST}){_AFTER_LIST}",
    ),
    # the O country of X; X holds the O presidency
    (
        "part",
        rf"{BOUND}(?P<list>S)(?:, which)? (?:now |currently )?holds the (?:rotating )?(?:(?P<orgs>O)(?:'s)? "
        rf"(?:rotating )?"
        rf"(?:presidency|chair)\b|(?:presidency|chair) of (?P<orgsA>{ORG}){ENDS_CLAIM})",
    ),
    # after X joined O; since it joined O in 2013, X; having joined O in 2013, X; X's accession to O in 2013
    (
        "joined",
        rf"(?:^|; |, )(?:(?:since|after|when|before) (?:it|they) (?P<verb>joined|entered)|having (?:joined|"
        rf"entered)) "
        rf"(?P<orgs>{ORG}){DATE}, (?P<list>{ITEM})",
    ),
    # ... joined O in March as well, among them X and Y
    (
        "joined",
        rf"\bjoined (?P<orgs>{ORG})(?= )[^;:.]{{0,40}}, (?:among them|including) (?P<list>{LIST})(?=[,.;]|$)",
    ),
)
