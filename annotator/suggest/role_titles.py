"""The titles that a sentence gives to persons: what they may mean, and the grammar that joins the two.

It reads grammar only. Whether somebody held the office is for `roles` and `role_terms` to say.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.model import Mention
from annotator.patterns import longest_first, regex
from annotator.suggest.shorthand import Shorthand, words

_GOVERNMENT = ("prime minister", "premier", "chairman of the cabinet of ministers", "chief minister")
_FOREIGN = ("foreign minister", "foreign secretary", "secretary of state", "minister of foreign affairs")
_DEFENCE = ("defence minister", "defence secretary")
_FINANCE = ("finance minister", "treasury secretary", "chancellor of the exchequer")
_INTERIOR = ("interior minister", "home minister", "home secretary", "homeland security secretary")
_CROWN = ("king", "queen", "emperor", "sultan", "emir", "grand duke", "prince")
_SECRETARY = ("secretary-general", "secretary general", "general secretary")
_DIRECTOR = ("director-general", "director general")
_CHAIR = ("chair", "chairman", "chairwoman", "chairperson")

MEANT: dict[str, tuple[str, ...]] = {
    "president": ("president",),
    "vice president": ("vice president", "first vice president", "deputy president"),
    **dict.fromkeys(("prime minister", "premier"), (*_GOVERNMENT, "chancellor")),
    "supreme leader": ("supreme leader",),
    "chancellor": ("chancellor", "chancellor of the exchequer"),
    "chancellor of the exchequer": ("chancellor of the exchequer",),
    **dict.fromkeys(("foreign minister", "foreign secretary", "secretary of state"), _FOREIGN),
    **dict.fromkeys(("defence minister", "defence secretary"), _DEFENCE),
    **dict.fromkeys(("finance minister", "treasury secretary"), _FINANCE),
    **dict.fromkeys(("interior minister", "home minister", "home secretary"), _INTERIOR),
    "national security adviser": ("national security adviser",),
    **dict.fromkeys(("king", "queen", "emperor", "emir", "sultan"), _CROWN),
    "crown prince": ("crown prince",),
    "pope": ("pope",),
    **dict.fromkeys(("secretary-general", "secretary general"), _SECRETARY),
    **dict.fromkeys(("director-general", "director general"), _DIRECTOR),
    "managing director": ("managing director",),
    "executive director": ("executive director",),
    "high commissioner for human rights": ("high commissioner for human rights",),
    **dict.fromkeys(("high representative", "foreign policy chief"), ("high representative",)),
    **dict.fromkeys(_CHAIR, _CHAIR),
    **dict.fromkeys(
        ("chief", "boss", "head"), (*_SECRETARY, *_DIRECTOR, "managing director", "chairperson", "president")
    ),
}
"""What a title may mean in the words of the lists."""

HEADS = frozenset(
    """
    president|prime minister|premier|chancellor|king|queen|emir|emperor|sultan|secretary-general|supreme leader
    """.strip().split("|")
)
"""Titles whose holders the lists have since 2000."""

_WRITTEN = {
    "secretary general": "secretary-general",
    "director general": "director-general",
    "pm": "prime minister",
    "vice-president": "vice president",
    "secretary of defence": "defence secretary",
    "secretary of the treasury": "treasury secretary",
    "external affairs minister": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "national security advisor": "national security adviser",
}
_MINISTER = regex(
    r"minister (?:of|for) (?:the )?(?P<what>foreign|external|defence|finance|interior)(?: affairs)?"
)
"""'Minister of Foreign Affairs' is the foreign minister."""

_FIXED = (MEANT.keys() | _WRITTEN.keys()) - {"chief", "boss", "head"}
TITLE = longest_first(_FIXED).replace("-", "[- ]").replace("defence", "defen[cs]e")
TITLE = (
    rf"(?:minister (?:of|for) (?:the )?(?:(?:foreign|external) affairs|defen[cs]e|finance|interior)|{TITLE})"
)
_KIND = (
    r"(?:(?:current|new|newly elected|outgoing|embattled|veteran|long-serving|longtime|long-time|powerful|popular|"
    r"populist|nationalist|conservative|liberal|leftist|right-wing|left-wing|centre-right|centre-left|hardline|"
    r"pro-western|pro-european|authoritarian|strongman|incoming) )?"
)
OWNER = rf"(?:(?P<owner>[DSOG])(?:'s)? {_KIND}|(?:B|country|nation|body)'s {_KIND}|{_KIND})"
_ENDS = (
    r"(?=[,.;:)]|$| -| (?:who|said|says|told|since|again|will|would|has|had|called|calls|wants?|wanted)\b"
    r"| for (?:now|life|the [a-z]+ (?:time|term))\b"
    r"| and (?!later\b|then\b|once\b|former|(?:the )?P\b))"
)
_ARTICLE = r"(?:the |its |his |her |their )?"
HONOUR = (
    r"(?:(?:mr|mrs|ms|dr|sir|dame|lord|lady|sheikh|sheikha|king|queen|prince|princess|emir|sultan|crown prince|"
    r"general|gen|col)\.? )?"
)
_PERSON = rf"{HONOUR}(?P<person>P)(?: jr)?\.?"
_ASIDE = r"(?: \([^()]{1,40}\))?"
_OF = (
    r"(?: (?:of|for|at) (?:the )?(?:(?P<owner2>[SOG])(?!'s|-)"
    r"|(?:[NLDS]'s )?(?:[a-z]+ ){0,2}(?:republic|country|nation|kingdom|island|state|agency|fund|bank|court|B)\b))"
)
"""'of S'; 'of the small republic' leaves it open whose."""

_TABLE = (
    # the O, led by president P
    rf"\b(?P<owner>[SOG]),? (?:led|headed|chaired|run) by (?:its |the )?(?P<title>{TITLE}),? {HONOUR}(?P<person>P)"
    r"(?![\w-])",
    # D president P; S's president P; president P of S
    rf"\b(?<!Q ){OWNER}(?P<title>{TITLE}) {HONOUR}(?P<person>P)(?![\w-])(?: of (?:the )?(?P<owner2>[SOG])(?!'s|-))?",
    # president of S P
    rf"\b(?P<title>{TITLE}) of (?:the )?(?P<owner>[SOG]) {HONOUR}(?P<person>P)(?![\w-])",
    # presidents P and P
    rf"\b(?P<title>{TITLE})s (?P<persons>P(?:, P)*,? and P)(?![\w-])",
    # O chief P
    r"\b(?P<owner>[OG]) (?P<title>chief|boss|head),? (?P<person>P)(?![\w-])",
    # D president, P, ; the president of S is P; its president is P
    rf"\b{_ARTICLE}{OWNER}(?P<title>{TITLE}){_OF}?{_ASIDE}, {_PERSON}{_ENDS}",
    rf"\b(?:the |its |his |her |their ){OWNER}(?P<title>{TITLE}){_OF}? (?:is|remains|is still|is now) {_PERSON}{_ENDS}",
    rf"\b(?P<owner>[SOG])'s (?P<title>{TITLE}) (?:is|remains|is still|is now) {_PERSON}{_ENDS}",
    # P, president of S, and Q
    rf"{_PERSON}{_ASIDE}, (?:the )?(?P<title>{TITLE}) (?:of|for) (?:the )?(?P<owner2>[SOG])(?!'s|-)",
    # P, the D president; P, president of S; P, who is president of S; P has been president since May
    rf"{_PERSON}(?: of (?:the )?(?P<owner3>[SOG]))?{_ASIDE}"
    r"(?:,| is| remains|, is|, remains|, who is|, who remains| has been|, who has been| -) (?:now |also |still |"
    rf"currently ){{0,2}}{_ARTICLE}{OWNER}(?P<title>{TITLE}){_OF}?{_ENDS}",
    # S's P, president since 1979; President: P
    rf"\b(?P<owner>[SOG])'s {_PERSON}, (?:the )?(?P<title>{TITLE})(?=[,.;)]|$| (?:for|since)\b"
    r"| of (?:the|a|its|his|her)\b(?! [SOG]))",
    # P, in office as president of S since May
    rf"(?:\b(?P<owner3>[SOG])'s )?{_PERSON}{_ASIDE}, (?:who is )?(?:now |still |already )?in office as "
    rf"{_ARTICLE}{OWNER}(?P<title>{TITLE}){_OF}?(?![\w-])",
    rf"(?:^|[.;] )(?P<fact>)(?P<title>{TITLE}): {_PERSON}(?=[.,;(]|$| -)",
    # P, until recently a diplomat, is the D president
    rf"{_PERSON}, [^,;:.]{{1,60}}, (?:is|remains) (?:(?:now|since) (?:[a-z]+ )?)?{_ARTICLE}{OWNER}"
    rf"(?P<title>{TITLE}){_OF}?{_ENDS}",
)
TRIGGER = regex(rf"\b(?:{TITLE}|chief|boss|head)s?\b")

_UNDER = words(
    """former ex then then- acting interim caretaker late elect designate deputy vice first second assistant shadow
    ousted deposed toppled jailed exiled fugitive incoming future next would-be self-proclaimed
    self-declared opposition previous past one-time onetime longtime-former successor predecessor under
    alternate
    junior parliamentary regional state provincial co honorary lieutenant rival would-have-been again two-time
    three-time disgraced impeached retired no not never nor neither permanent old"""
)
"""Words shortly before a title that make it another office or another time."""


class Titled(NamedTuple):
    """A title that a sentence gives somebody."""

    person: Mention
    title: str
    start: int
    end: int
    """Where the title stands in the shorthand."""
    at: int
    """Where the person stands in the shorthand."""
    owner: str
    """Entity id of the state or organization; empty where the sentence does not say."""
    fact: bool = False
    """True for a line of a box of facts: 'President: P'."""


_PATTERNS = tuple(map(regex, _TABLE))


def titles(short: Shorthand) -> Iterator[Titled]:
    """Every title that the sentence gives to a known person."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(short.text):
            groups = found.groupdict()
            owner = owner_of(short, found)
            for at in short.places("P", *found.span("persons" if "persons" in groups else "person")):
                person = short.mention(at)
                if person is not None and person.kind == "person" and _in_office(short.text, found, at):
                    place = found.span("title")
                    yield Titled(
                        person, plain(found["title"]), *place, at, owner, groups.get("fact") is not None
                    )


def owner_of(short: Shorthand, found: "re.Match[str]") -> str:
    """The state or organization that a match gives the title to: its entity id, or nothing."""
    groups = found.groupdict()
    for group in ("owner2", "owner", "owner3"):
        mention = short.mention(found.start(group)) if groups.get(group) else None
        if mention and not mention.alternatives:
            return mention.entity
    return ""


def plain(title: str) -> str:
    """A title as `MEANT` has it."""
    title = title.replace("defense", "defence")
    minister = _MINISTER.fullmatch(title)
    if minister:
        return f"{minister['what'].replace('external', 'foreign')} minister"
    return _WRITTEN.get(title, title)


_IMAGINED = regex(r"\ba (?:D )?$")
"""Before a title and a name: 'a president Petro' is not in office."""


def _in_office(text: str, found: "re.Match[str]", person: int) -> bool:
    """False where a word near the title says that it is another office, or not held now."""
    before = text[max(0, found.start("title") - 40) : found.start("title")]
    if _IMAGINED.search(before) and text[found.end("title") : person] == " ":
        return False
    if person < found.start("title"):
        between = text[person + 1 : found.start("title")]
    else:
        between = re.split(r"[,;:.!?]| - | and ", before)[-1]
    near = re.findall(r"[a-z]+(?:-[a-z]+)*", between)[-4:]
    if any(word in _UNDER or word.startswith(("ex-", "then-", "vice-")) for word in near):
        return False
    after = text[found.end("title") : found.end("title") + 12]
    return not re.match(r"[- ](?:elect|designate|in-waiting|hopeful|candidate)", after)


__all__ = ["HEADS", "HONOUR", "MEANT", "OWNER", "TITLE", "TRIGGER", "Titled", "owner_of", "plain", "titles"]
