"""The building blocks of the membership patterns: regular expressions over a sentence in shorthand."""

from annotator.patterns import regex
from annotator.suggest.shorthand import words

TITLE = (
    r"(?:(?:vice|deputy|prime|foreign|defen[cs]e|interior|finance|economy|trade|energy|acting|crown|chief|"
    r"then|"
    r"secretary|permanent)[ -])*(?:president|minister|chancellor|premier|king|queen|prince|princess|emir|"
    r"sheikh|"
    r"general|secretary|secretary-general|spokes(?:man|woman|person)|leader|ambassador|envoy|mr|mrs|ms|dr|"
    r"sir|lord|"
    r"chair(?:man|woman)?|head|official|senator|governor|mayor|commissioner|diplomat|strongman|monarch|"
    r"ruler)\.?"
)

NO_MORE = r"(?![\w+&'’/-]| [NGPF]\b)"
"""After an item: not the start of something longer ('S's', 'S-led', 'P N')."""

ITEM = rf"(?:(?:the|neighbou?ring|nearby|fellow|D|S's|{TITLE}) ){{0,5}}[SPLNOG]{NO_MORE}(?! (?:{TITLE})\b)"
"""A state, or what stands where a state should: 'the D foreign minister P'."""

AND = r"(?:and|or|as well as|plus|along with|&|but also)"
PAREN = r"(?: \([^()]{1,40}\))?"
_LAST = (
    rf"{AND}(?: (?:also )?|, (?:as of|since|from|for|now|lately|recently|most recently|of course)[^,;:.]{{0,25}}, )"
    rf"{ITEM}"
)
LIST = (
    rf"(?:both |notably |for example |for instance |e\.g\. )?{ITEM}{PAREN}"
    rf"(?:(?:, {ITEM}{PAREN})+,? {_LAST}|(?:, {ITEM}{PAREN})+| {_LAST})?"
)
"""One item or several; it ends after the item that follows 'and'."""
SEVERAL = (
    rf"(?:both |not only )?{ITEM}{PAREN}"
    rf"(?:(?:, {ITEM}{PAREN})+,? {_LAST}|,? {_LAST})"
)

ORG_ADJECTIVE = (
    r"(?:[a-z]+-(?:led|based|dominated|backed|founded)|[SLDP]-(?:led|based|dominated|backed|founded)|D|B|"
    r"western|eastern|"
    r"regional|military|security|defen[cs]e|trade|trading|political|economic|eurasian|asian|african|european|"
    r"arab|"
    r"post-soviet|whole|entire|rival|wider|larger|smaller|same|enlarged|expanded|Q-(?:member|nation|state|country|strong)(?:-strong)?)"
)
_ANY = (
    r"(?!(?:of|in|to|for|on|at|by|from|with|or|is|are|was|were|has|have|had|that|which|who|other|another|"
    r"members?|states?|"
    r"countries|nations)\b)(?:[a-z][a-z-]+(?<!s)(?:s')?|[a-z][a-z-]+s'?|N|D)"
)
"""A word that may describe a bloc."""
AFTER_NOT = r"(?![\w+&/-]|'s\b)"
ORG = (
    rf"(?:(?:the |this )?(?:{ORG_ADJECTIVE},? ){{0,4}}O"
    rf"|(?:the|this|that|this same) (?:(?:{ORG_ADJECTIVE}|{_ANY}),? ){{0,3}}B){AFTER_NOT}"
)
"""An organization, or 'the bloc' for the one that is named nearby."""

ORGS = rf"(?:both )?{ORG}(?:(?:, {ORG})*,? (?:and|or|as well as) (?:of )?{ORG})?"

_FUNCTION = (
    "and|or|but|nor|since|is|are|was|were|has|have|had|will|would|to|in|on|at|by|for|from|with|without|"
    "that|which|who|whose|when|where|while|as|if|because|after|before|until|despite|may|can|could|"
    "should|must|might|not|also|however|too|alike|said|says|say|told|than|over|under|amid|during|"
    "through|like|such|including|alongside|about|against|though|although|even|only|still|now|today|"
    "yesterday|tomorrow|this|last|next|did|do|does|back|both|all|again|once|ever|it|its|he|she|they|we|"
    "among|between|apart|outside|inside|within|so|then|there|these|those|here|per|except|besides|due|thanks"
)
"""Words that end a noun phrase."""
_VERBS = (
    "accept|agree|aim|allow|appear|approve|argue|arrive|ask|await|back|became|become|began|begin|"
    "believe|belong|block|border|bought|bring|broke|brought|build|buy|call|came|chose|claim|come|"
    "condemn|consider|continue|cut|decide|demand|deny|depend|differ|disagree|discuss|draw|drew|elect|"
    "enjoy|expect|export|face|fail|fall|fear|feel|fell|felt|fight|find|fought|found|gather|gave|get|"
    "give|go|got|grow|hail|held|help|hold|hope|import|insist|intend|keep|kept|know|lack|launch|lead|"
    "left|lend|lent|let|lie|live|look|lose|lost|made|maintain|make|mean|meant|meet|met|need|oppose|"
    "order|owe|own|pay|paid|plan|pledge|praise|prefer|press|produce|promise|propose|provide|push|put|"
    "quit|reach|recognise|recognize|refuse|regard|reject|remain|remains|rely|remember|report|require|"
    "resist|rose|rule|run|sat|saw|see|seek|seem|sell|send|sent|set|share|sign|sit|sold|sought|speak|"
    "spend|spent|spoke|spread|stand|stay|stood|stop|struck|struggle|suffer|support|take|think|thought|"
    "threw|took|trade|try|turn|understand|urge|use|vote|voted|vow|walk|want|warn|welcome|went|win|"
    "withdrew|won|work|worry|write|wrote|yield|swore|swear|join|announce|issue|adopt|endorse|boast|"
    "account|represent|pump|fly|flew|convene|matter|clash|vary|include|comprise|number"
)
"""What several states do, in forms without -ed: these too end a noun phrase."""
ENDS_CLAIM = rf"(?=$|[,.;:!?)\]]| -|'(?!s)| \d| (?:{_FUNCTION}|{_VERBS}|[a-z]+ly|[a-z]+day|[a-z]+ed)\b)"
"""What may follow '... member of the O' when the organization itself is meant, not a body or scheme of it."""

MEMBER = r"member(?:[- ](?:state|country|nation|economy|republic|government))?"
MEMBERS = r"members?(?:[- ](?:states|countries|nations|economies|republics|governments))|members"
LAND = r"state|country|nation|economy|power|producer|heavyweight|stalwart|founder|newcomer"
LANDS = r"states|countries|nations|economies|powers|producers|heavyweights|stalwarts"

WORD = (
    r"(?:(?!(?:of|in|to|for|like|unlike|against|than|except|besides|outside|near|not|that|which|who|whose|"
    r"with|by|from|on|at|as|is|are|was|were|members?|states?|"
    r"country|"
    r"countries|nations?|powers?|economy|economies|B)\b)"
    r"(?:[a-zQDLN][a-zQ-]*(?<!ing)|\d{1,3}(?:st|nd|rd|th)|founding|leading|[a-z]*-?standing|neighbou?ring|existing|emerging|"
    r"developing),? )"
)
"""A word that may stand before 'member'."""
INNER = rf"(?:(?!(?:and|or|its|their|his|her|the|a|an|some|say|says|said|other|all)\b){WORD})"
"""A word that may stand between the organization and 'member'."""

NOT_HEAD = (
    r"(?![\w'-]| (?:candidates?|hopefuls?|aspirants?|applicants?|of (?!O\b|the O\b|this O\b)|parliament|"
    r"assembly|"
    r"association|committee|council|board)\b)"
)

ONE_OF = (
    r"(?:(?:one|several|some|many|most|all|both|Q|two|the [a-z]+(?:est|ost)|the (?:latest|first|last|only|"
    r"youngest)) of|"
    r"among) (?:the |its |their |those )?"
)
A_THE = r"(?:a|an|the|one|another|its|their|yet another|[NLDS]'s) "
PLAIN_ADJECTIVE = (
    r"(?:(?:full|founding|new|long-?standing|current|key|leading|original|fellow|core|active|permanent|"
    r"elected) )"
)

ADVERB = (
    r"(?:(?:now|also|currently|still|already|itself|themselves|today|officially|formally|indeed|again|since "
    r"\d{4}|long|"
    r"both|all|of course|meanwhile|each|nevertheless|nonetheless|in fact|as well|too|however),? )*"
)


def nominal(tag: str) -> str:
    """A noun phrase that calls one thing a member: 'a founding member of the O', 'one of the Q O members'.

    Its groups are named with `tag` at the end, so that a pattern can hold two of them.
    """
    one = rf"(?:{A_THE}(?P<modsA{tag}>{WORD}{{0,5}}?)|(?P<modsB{tag}>{PLAIN_ADJECTIVE}{{0,2}}))"
    more = rf"{ONE_OF}(?P<modsC{tag}>{WORD}{{0,5}}?)"
    of = rf"of (?P<orgsA{tag}>{ORGS}){ENDS_CLAIM}"
    club = rf"(?P<orgsB{tag}>(?:{ORG_ADJECTIVE} )?[OB])(?:'s|')? (?P<modsD{tag}>{INNER}{{0,3}}?)"
    many = rf"(?P<orgsC{tag}>(?:{ORG_ADJECTIVE} )?[OB])(?:'s|')? (?P<modsE{tag}>{INNER}{{0,3}}?)"
    return (
        rf"(?:(?:{one}{MEMBER}|{more}(?:{MEMBERS})) {of}"
        rf"|{one.replace('modsA', 'modsF').replace('modsB', 'modsG')}{club}(?:{MEMBER}|{LAND}|ally){NOT_HEAD}"
        rf"|{more.replace('modsC', 'modsH')}{many}(?:{MEMBERS}|{LANDS}|allies){NOT_HEAD})"
    )


def plural(tag: str) -> str:
    """A noun phrase that calls several things members: 'both members of the O', 'O states'."""
    mods = rf"(?P<modsP{tag}>{PLAIN_ADJECTIVE}{{0,2}}(?:{WORD}{{1,2}})?)"
    some = rf"(?:(?:the|both|all|(?:all|both) of (?:them|which)|Q|fellow|also) )*{mods}"
    inner = rf"(?P<modsR{tag}>{INNER}{{0,3}}?)"
    return (
        rf"(?:(?:{some}|{ONE_OF})(?:{MEMBERS}) of (?P<orgsP{tag}>{ORGS}){ENDS_CLAIM}"
        rf"|(?:{some.replace('modsP', 'modsQ')}|{ONE_OF})(?P<orgsQ{tag}>(?:{ORG_ADJECTIVE} )?[OB](?: and "
        rf"(?:{ORG_ADJECTIVE} )?[OB])?)(?:'s|')? "
        rf"{inner}(?:{MEMBERS}|{LANDS}|allies){NOT_HEAD})"
    )


BLOCKING = words(
    """
    former ex non observer associate candidate aspiring prospective potential would-be future partner
    suspended honorary dialogue acceding likely possible one-time onetime erstwhile then unofficial
    informal hopeful wannabe self-styled quasi virtual so-called never not rather hardly no invited
    pending provisional nearly almost applicant nominal ex-member past longtime-hopeful eventual expelled
    departing outgoing incoming intended hypothetical supposed alleged unlikely guest withdrawn de-facto
    facto once previous next
    """
)
"""Words before 'member' that take the claim back."""

STATUSES = {
    "permanent": ("permanent",),
    "elected": ("elected",),
    "non-permanent": ("elected",),
    "nonpermanent": ("elected",),
    "rotating": ("elected",),
    "temporary": ("elected",),
}
"""Words before 'member' that claim a kind of membership."""

HYPOTHETICAL = regex(
    r"\b(?:if|whether|unless|suppos(?:e|es|ing)|imagin(?:e|ing)|as though|den(?:y|ies|ied|ying)|false(?:ly)?|"
    r"wrongly|"
    r"mistaken(?:ly)?|myth|untrue|not true|no truth|incorrect(?:ly)?|hop(?:es?|ed|ing)|dreams?|wish(?:es)?|"
    r"wants?|"
    r"wanted|demand(?:s|ed)?|until|the day"
    r"|once(?! (?:part|ruled|more|again|under|an?)\b)|doubt(?:s|ed)?|as soon as|joke[ds]?|would|could|might|should|"
    r"pretend\w*|"
    r"not that|nobody|no one|neither|nor|n't|fiction\w*|satir\w+|"
    r"(?:claim|allegation|assertion|lie|rumou?r|notion|idea|theory|belief)s? that|"
    r"in (?:the|a|an|his|her|this) (?:novel|film|movie|series|book|play|game|story|sketch|thriller|comedy))\b"
)
"""Before a clause: what follows is not asserted."""
