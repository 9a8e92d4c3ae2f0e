"""The shapes of sentences that call something a member: one table, the surest shapes first.

Groups: `list` the things, `orgs…` the organization, `mods…` the words before 'member', `bare` where the sentence
leaves the organization to the one before, `q` a number that the list must hold, `year` when it joined.
"""

from typing import Literal

from annotator.suggest.membership_words import (
    ADVERB,
    AND,
    ENDS_CLAIM,
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
    WORD,
    nominal,
    plural,
)

Manner = Literal["says", "calls", "lists", "names", "includes", "other", "joined", "part"]
"""How the sentence puts it: decides what may be accused."""

BOUND = (
    r"(?:^|[,;:.!?] |\(|- |\b(?:that|said|says|say|saying|and|but|or|because|as|while|whereas|where|why|how|since|"
    r"although|though|"
    r"when|yet|so|also|both|only|even|today|now|currently|noted|notes|noting|claimed|claims|claiming|added|"
    r"adds|stressed|"
    r"argued|argues|recalled|insisted|insists|believes?|believed|thinks?|reported|reports|wrote|writes|know|"
    r"knows|"
    r"(?:this|last) (?:week|month|year|spring|summer|autumn|fall|winter)|[a-z]+day|yesterday|in \d{4}|"
    r"explained|declared|stated|fact|confirmed|confirms|announced|reminded|emphasi[sz]ed|told \w+|than) )"
)
"""Where a clause may start."""
ASIDE = r"(?:(?:,(?! (?:and|or)\b) [^,;:]{1,80},)| - [^;:]{1,80}? -)?"
_NOT_SUBJECT = (
    r"(?! (?:accuse|blame|call|see|regard|consider|view|denounce|describe|condemn|suspect|brand|sanction|"
    r"threaten|target)"
    r"(?:s|d|ed)? (?:of|for|as|with|have|has|are|were|is|was|will|would|met|said)\b)"
)
"""After a list: not 'NATO members Russia and China accuse of meddling', where they are the ones who accuse."""
CLOSE = (
    r"(?: (?:as well|too|alike|both|themselves|itself)\b)?(?: (?:closest|nearest|next|hardest|worst|"
    r"most)\b[^,;:.]{0,25})?"
    r"(?=[,;.)!?:]|$| -| since\b| but\b| and\b(?! (?:the )?[SP]\b)| that\b| which\b| with\b| like\b| from\b|"
    r" such as\b| along\b| alongside\b| whose?\b| until\b| to\b| (?:in|on|from) the (?!\d)| in [NLSD]\b)"
)
DATE = (
    r"(?: (?:together with [^,;:]{1,40} )?(?:in|on) (?:(?:early|late|mid-?) ?)?(?:[a-z]+ )?(?:\d{1,2}, |Q, |"
    r"Q )?"
    r"(?P<year>\d{4})\b)"
)
_BE = r"(?P<verb>is|remains|remained|became|was|has (?:been|become|remained|long been)|'s)"
_ARE = r"(?P<verb>are|remain|remained|became|were|have (?:been|become|remained|long been)|had been)"
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
ENDS_LIST = (
    rf"(?=[,.;:!?)]|$| -| (?:and|but|as|among|which|that|since|with|alongside|while|though)\b){NO_MORE}"
)
CLUB = rf"(?P<orgs>(?:{ORG_ADJECTIVE} )?[OB])"
MEMBERS_OF = (
    rf"(?:(?:{MEMBERS}) (?:of|in|within|inside) (?P<orgs>{ORG}){ENDS_CLAIM}"
    rf"|(?P<orgsZ>(?:{ORG_ADJECTIVE} )?[OB])(?:'s|')? (?P<modsZ>{INNER}{{0,2}}?)(?:{MEMBERS}|{LANDS}|"
    rf"allies)(?![\w'-]))"
)
_SUCH_AS = (
    r"(?P<link>,? such as|,? including|,? namely|, among them|,? notably|, particularly|, especially|, in "
    r"particular|"
    r":| like|, for example| \((?:such as |including |namely |e\.g\. )?)"
)

TABLE: tuple[tuple[Manner, str], ...] = (
    # all members of O except X; as a member of O, X; O took in X
    ("lists", rf"\b{MEMBERS_OF} (?:except(?: for)?|but|save|bar|apart from|other than) (?P<list>{LIST})"),
    (
        "calls",
        rf"\bas an? (?P<mods>{WORD}{{0,2}}?){MEMBER} of (?P<orgs>{ORG}), (?P<list>{LIST})(?![\w-]| (?:said|says)\b)",
    ),
    (
        "joined",
        rf"(?P<orgs>{ORG}) (?:has )?(?:taken in|took in|admitted) (?P<list>{LIST})(?=[.;]|$| in \d{{4}})",
    ),
    # X is a member of O; X, Y and Z are members of O
    ("says", rf"{BOUND}(?P<list>{ITEM}{PAREN}){ASIDE} ?{_BE} {ADVERB}{nominal('')}"),
    ("says", rf"{BOUND}(?P<list>{SEVERAL}){ASIDE} {_ARE} {ADVERB}{plural('')}"),
    # X, a member of O; X, which is a member of O; X and Y, both members of O
    (
        "calls",
        rf"(?P<list>{ITEM}{PAREN})(?:, | \(| - ){ADVERB}(?:(?:which|who) {_BE} {ADVERB}|as |being |like "
        rf"(?:it|them|S|O),? )?"
        rf"{nominal('')}{CLOSE}",
    ),
    (
        "calls",
        rf"(?P<list>{SEVERAL})(?:, | \(| - ){ADVERB}(?:(?:which|who|the (?:[a-zDN]+ )?(?:{LANDS}) (?:that|"
        rf"which)) "
        rf"{_ARE} {ADVERB}|(?:[a-z]+ ){{1,4}}and )?{plural('')}{CLOSE}",
    ),
    # one of the members of O is X
    ("names", rf"{BOUND}{nominal('')}(?: is|:| are| was| were|, being) {ADVERB}(?P<list>{LIST})"),
    # members of O such as X and Y; O members X and Y; O member X
    ("lists", rf"\b{MEMBERS_OF}{_SUCH_AS} ?(?P<list>{LIST})"),
    (
        "lists",
        rf"\b{CLUB}(?:'s|')? (?P<mods>{INNER}{{0,3}}?)(?:{MEMBERS}|{LANDS}|allies) (?P<list>{SEVERAL})"
        rf"{_NOT_SUBJECT}",
    ),
    (
        "lists",
        rf"\b{CLUB}(?:'s|')? (?P<mods>{INNER}{{0,3}}?)(?P<single>{MEMBER}|{LAND}|ally) (?P<list>(?:the "
        rf")?(?:{ORG_ADJECTIVE} )?"
        rf"(?:S|P|N|G|O|L|[a-z ]{{3,30}} [PN])(?![\w+&/-]| N\b))",
    ),
    # the members of O are X and Y; O, whose members include X and Y
    (
        "names",
        rf"{BOUND}(?:the |all |all the |today's |current |full |other |remaining |founding |newest |latest "
        rf"|Q )*{MEMBERS_OF} {ADVERB}"
        rf"(?P<verb>are|include|comprise|were|included) {ADVERB}(?P<list>{LIST})",
    ),
    (
        "names",
        rf"{CLUB}(?:,| -)? whose (?:[a-zQ]+ ){{0,3}}?(?:members|membership|{MEMBERS}) {ADVERB}"
        rf"(?:are|include|includes|comprise|is|count) {ADVERB}(?P<list>{LIST})",
    ),
    # O includes X and Y; O, which includes X and Y; O, an alliance of X and Y
    ("includes", rf"{BOUND}(?P<orgs>{ORG}) {ADVERB}{_HOLDS} {ADVERB}(?P<list>{LIST}){ENDS_LIST}"),
    ("includes", rf"{CLUB}(?:,| -)? (?:which|that) {ADVERB}{_HOLDS} {ADVERB}(?P<list>{LIST}){ENDS_LIST}"),
    (
        "includes",
        rf"{CLUB}(?:,| -| is| was|, which is) (?:a|an|the) (?:[^,;.:]{{1,60}} )?(?:B|body|treaty) "
        rf"{_HOLDING} "
        rf"(?P<list>{LIST}){ENDS_LIST}",
    ),
    # X and other O members; X, like other O members, ...; like other O members, X
    (
        "other",
        rf"(?P<list>{LIST}),? (?:{AND}|like|unlike) (?:the |its |their |all |several |some |many |most |Q )*"
        rf"(?:other|fellow|remaining|rest of the) (?:Q )?{PLAIN_ADJECTIVE}?{MEMBERS_OF}",
    ),
    (
        "other",
        rf"(?:^|, )(?:like|unlike|as with) (?:the |all |most |many |several |some )*other (?:Q "
        rf")?{MEMBERS_OF}, (?P<list>{ITEM})",
    ),
    # X belongs to O; X joined O in 2004; O admitted X as a member; X is part of O
    (
        "says",
        rf"{BOUND}(?P<list>{LIST}){ASIDE} {ADVERB}(?P<verb>belongs?|belonged) to "
        rf"(?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    (
        "joined",
        rf"{BOUND}(?P<list>{LIST})(?:{ASIDE}|, which) (?:(?:itself|themselves|both|all|then|later|has|"
        rf"have|had|first|formally|officially|finally|"
        rf"only|also) )*"
        rf"(?P<verb>joined|acceded to|entered|(?:was|were) admitted to|(?:was|were) accepted into|became "
        rf"(?:a|an)? ?"
        rf"{WORD}{{0,3}}?members? of) (?P<orgs>{ORG})(?:,? together,?)?(?:{DATE}| as (?:a|an|its|full|"
        rf"the)\b|(?=[.;]|$))",
    ),
    (
        "part",
        rf"{BOUND}(?P<list>{ITEM}){ASIDE} {_BE} {ADVERB}(?:a )?(?:[a-z]+ )?part of "
        rf"(?P<orgs>{ORG}){ENDS_CLAIM}",
    ),
    # the O members - A, B and C - ...; two of its members fear the plan: A and B
    ("lists", rf"\b{MEMBERS_OF}(?: -| \(|:) (?P<list>{SEVERAL})(?= -|[.;)]|$)"),
    (
        "lists",
        rf"\b(?P<q>Q) of (?:(?P<bare>(?:its|their|the) (?:Q "
        rf")?(?P<mods>{INNER}{{0,2}}?)(?:{MEMBERS}))(?![\w-]| (?:of|in|within)\b)"
        rf"|(?:the )?(?:Q )?{MEMBERS_OF})[^,;:.]{{0,50}}(?::| -) (?P<list>{SEVERAL})(?=[.;]|$| -)",
    ),
    ("lists", rf"\b(?:is|was) (?P<orgs>(?:the )?O): (?P<list>{SEVERAL})(?=[.;]|$)"),
    # among the ten elected members are A and B; its members A and B
    (
        "names",
        rf"\bamong (?P<bare>(?:the|its|their) (?:Q )?(?P<mods>{INNER}{{0,2}}?)(?:{MEMBERS})) (?:is|are|was|"
        rf"were) "
        rf"{ADVERB}(?P<list>{LIST})",
    ),
    (
        "lists",
        rf"\b(?P<bare>(?:its|fellow) (?P<mods>{INNER}{{0,2}}?)(?:{MEMBERS})) (?P<list>{SEVERAL})",
    ),
    # an O member like A and B; the newest of the O's members, A
    ("lists", rf"\b(?:an?|another|every|any) {CLUB} {MEMBER} (?:like|such as) (?P<list>{LIST})"),
    (
        "calls",
        rf"\bthe [a-z]+ (?:of|among) (?:(?:the )?(?:Q )?{MEMBERS_OF}|(?P<bare>(?:its|their) "
        rf"(?:{MEMBERS})))(?:, | \(| - )(?P<list>{LIST})(?=[,;.)]|$|"
        rf" -)",
    ),
    # as a member of O, X ...; X, which as a member of O; A and B, which as members of O
    ("calls", rf"(?P<list>{LIST}),? which [^,;:]{{1,60}} as {plural('')}{CLOSE}"),
    # X, a member since 1999; A and B, small members both
    (
        "calls",
        rf"(?P<list>{ITEM}), (?P<bare>(?:a|an|another|one|its|the) (?P<mods>{WORD}{{0,2}}?)members?)"
        rf"(?: since (?:(?:[a-z]+ )?(?P<year>\d{{4}})|[a-z]+))?(?: itself| too| as well)?(?=[,.;]|$)",
    ),
    (
        "calls",
        rf"(?P<list>{SEVERAL}), (?P<bare>(?:as |both |all |(?:its|the|their) |(?:Q )?other |Q )?"
        rf"(?P<mods>{WORD}{{0,2}}?)members)(?: both| all| too| as well| alike)?(?: since [^,;:.]{{1,20}})?"
        rf"(?=[,.;]|$| (?:with|that|which)\b)",
    ),
    # O is led by S and unites A and B; A and B make up O together with C
    (
        "includes",
        rf"{BOUND}(?P<orgs>{ORG}),? (?:is|was) [^,;:]{{1,40}} and {_HOLDS} (?P<list>{LIST}){ENDS_LIST}",
    ),
    (
        "says",
        rf"{BOUND}(?P<list>{SEVERAL}) (?:together )?(?:make up|form|constitute|compose) (?P<orgs>{ORG})"
        rf"(?: (?:together|along) with (?P<more>{LIST}))?",
    ),
    # X joined O in 2004, Y last year; O was joined by X; X was let into O
    (
        "joined",
        rf"\bjoined (?P<orgs>{ORG}) (?:in|on) [^,;:.]{{4,20}},(?: and)? (?P<list>{ITEM})(?= (?:last|this|in|"
        rf"a|Q|the|only|did)\b)",
    ),
    # A and B, like C and D, all members of O; of its members, A and B; O has nine members, of which A
    ("calls", rf"(?P<list>{LIST}),? (?:like|as well as|unlike) {LIST}, {ADVERB}{plural('')}{CLOSE}"),
    (
        "lists",
        rf"\b(?P<bare>Q (?:{MEMBERS})), (?:of which|of whom|among them) (?P<list>{LIST})",
    ),
    # that makes nine members: A and B; three of them - A, B and C
    (
        "lists",
        rf"\b(?P<bare>(?:(?:its|their|the|all|are|makes|has|have|had) )?(?P<q>Q) "
        rf"(?P<mods>{INNER}{{0,2}}?)(?:{MEMBERS}))"
        rf"(?::| -) (?P<list>{SEVERAL})(?=[.;]|$| -)",
    ),
    ("lists", rf"\b(?P<q>Q) of (?P<bare>them|these)(?::| -| \() ?(?P<list>{SEVERAL})(?=[.;)]|$| -)"),
    # A and B are its members in the east; X, alone among the members of O
    (
        "calls",
        rf"(?P<list>{ITEM}), (?:alone|unique|first|last|least|unlike others|the [a-z]+) among (?:the "
        rf")?{MEMBERS_OF}{CLOSE}",
    ),
    # besides X, the members of O are; members of O, as are X and Y; a member of O with X and Y
    (
        "calls",
        rf"(?:^|, )(?:besides|apart from|in addition to|along with|together with|aside from) "
        rf"(?P<list>{LIST}), "
        rf"(?:the )?(?:other )?{MEMBERS_OF} (?:are|include|comprise)\b",
    ),
    (
        "says",
        rf"(?:is|are) {ADVERB}(?:{plural('')}|{nominal('')}), as (?:is|are) "
        rf"{ADVERB}(?P<list>{LIST})(?=[.;,]|$)",
    ),
    ("calls", rf"\b{nominal('')},? (?:together |along )?with (?P<list>{SEVERAL})(?=[.;,]|$)"),
    # A and B founded O with C; O, of whose nine members X is one
    (
        "joined",
        rf"{BOUND}(?P<list>{LIST}) (?:founded|set up|created|launched) (?P<orgs>{ORG})(?: (?:together "
        rf")?with (?P<more>{LIST}))?"
        rf"(?= in \d|[.;,]|$| (?:[a-zQ]+ ){{1,2}}(?:years|decades) ago)",
    ),
    ("calls", rf"{CLUB}, of whose (?:Q )?(?:{MEMBERS}) (?P<list>{ITEM}) is one\b"),
    # A and B, long the poorest of its members; X joined O in the 1990s
    (
        "calls",
        rf"(?P<list>{LIST}), (?:long |still |now |once again )?the [a-z]+ of (?P<bare>(?:its|their) (?:Q "
        rf")?(?:{MEMBERS}))"
        rf"(?=[,.;]|$)",
    ),
    # the first new members of O since A and B; the second, after A, to become an O member
    ("lists", rf"{MEMBERS_OF} since (?P<list>{LIST})(?=[,.;]|$| and the\b| in\b)"),
    (
        "calls",
        rf"\bafter (?P<list>{LIST}),? to (?:become {nominal('')}|(?:join|enter) (?P<orgs>{ORG}){ENDS_CLAIM})",
    ),
    # the O (A, B and C); allies in the O - A, B and C; O, made up of A, B and C
    ("lists", rf"(?P<orgs>(?:the )?O) \((?P<list>{ITEM}(?:, {ITEM}){{2,}},? {AND} {ITEM})\)"),
    ("lists", rf"\ballies (?:in|within) (?P<orgs>{ORG})(?:,| -| \(|:) (?P<list>{SEVERAL})(?= -|[.;)]|$)"),
    (
        "includes",
        rf"{CLUB},? (?:made up of|consisting of|comprising|composed of|uniting|grouping|bringing together) "
        rf"(?P<list>{LIST}){ENDS_LIST}",
    ),
    # since joining O in 2018, A
    (
        "joined",
        rf"\b(?:since|after|before|on|upon) (?:joining|entering|acceding to) (?P<orgs>{ORG}){DATE}, "
        rf"(?P<list>{ITEM})",
    ),
)
