"""What the matcher knows about words that are no names of its own: common words, titles, months.

The long lists are read when first asked for; `data/README.md` says where they come from.
"""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent / "data"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MONTHS = _set(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """
)
"""Months and days: a lone name that is one of them is the month or day."""
HONORIFICS = _set(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady sheikh shaikh sheikha sayyid ayatollah
    imam pope king queen prince princess emir sultan emperor empress crown herr frau monsieur madame
    senor comrade
    """
)
"""Words before a person's name."""
ROLES = _set(
    """
    president premier chancellor minister ministers secretary general governor mayor chairman
    chairwoman chair chairperson spokesman spokeswoman spokesperson ambassador envoy senator
    representative congressman congresswoman speaker deputy vice commissioner director chief
    commander colonel major captain admiral marshal lieutenant brigadier gen col lt maj capt adm sgt
    sen rep gov pres judge justice attorney leader foreign prime defense interior finance economy
    energy health trade acting former ex outgoing incoming interim then late candidate diplomat
    dictator opposition activist analyst lawmaker first state special national security council
    party head boss strongman autocrat taoiseach counsellor presidents premiers chancellors leaders
    secretaries governors senators ambassadors generals messrs
    """
)
"""Words of offices: beside a name they explain their capital."""
INSTITUTIONS = _set(
    """
    government ministry parliament senate congress army navy air force forces military police
    embassy consulate cabinet court supreme kremlin republic federation kingdom delegation mission
    troops summit presidency authorities republican democrat democratic team border affairs
    representatives side northern southern eastern western mainland greater administration
    war crisis conflict invasion deal parliamentary presidential opposition intelligence
    """
)
"""Words that stand beside the name of a state, often with a capital, and leave it that state's name."""
SAYS = _set(
    """
    said says told tells added adds warned warns announced announces declared declares claimed claims denied
    denies urged urges insisted insists vowed vows accused accuses argued argues wrote writes tweeted stressed
    asked explained contended resigned replied met visited
    """
)
"""Verbs that only somebody can be the subject of."""
REPORTS = _set(
    """
    said says say told tells added adds warned warns announced announces declared declares stated
    states claimed claims denied denies called calls urged urges insisted insists vowed vows accused
    accuses argued argues wrote writes tweeted met meets visited visits has had is was will would
    signed ordered resigned did does became joined joins left withdrew suspended agreed
    agrees refused refuses rejected rejects hosted hosts sent sends invaded attacked launched won
    lost appointed named replaced took held arrived flew spoke praised thanked criticized condemned
    dismissed promised pledged asked explained noted stressed contended revealed confirmed
    reiterated emphasized
    """
)
"""Words that follow a name more often than a common word."""
NAME_PREPOSITIONS = _set(
    """
    in from to with of by against between and toward towards across into inside outside near via
    neighboring neighbouring visit visiting for on over about including like as than or that the
    while after before
    """
)
"""Words after which a capital is one of its own."""
NAMED_AFTER = _set(
    """
    bank voice university church gulf strait bay sea battle treaty duke duchess earl prince princess
    college institute museum isle isles mouth heart
    """
)
"""'X of Y' with one of these is a name of its own: the Gulf of Mexico, the University of Georgia."""
GENERATIONS = _set("jr sr ii iii iv")
SERVANTS = _set("abd abdal abdel abdul abu abou")
"""Words that are no given name without the next: Abdel Fattah, Abdul Latif."""
PARTICLES = SERVANTS | _set(
    """
    af al arap ben bin bint bou bu da das de del della den der di do dos du el ibn la las le los mac ould saint
    san te ten ter van vom von wa zu
    """
)
"""Words that are no family name without the next: de la Fuente, von der Leyen."""
LIKE_ACRONYMS = _set("us it who am pm no un a i aids")
DETERMINERS = _set("the a an this that these those my your his her its our their")
ABBREVIATIONS = _set(
    """
    mr mrs ms dr st saint gen col lt maj capt adm sgt sen rep gov pres prof jr sr vs no
    """
)
"""Words whose full stop ends no sentence."""
FUNCTION_WORDS = _set(
    """
    a an the and or but nor so yet if as at by for from in into of off on out over to up with i me
    my we us our you your he him his she her it its they them their who whom whose what which this
    that these those is am are was were be been being do does did has have had will would can could
    may might must shall should not no yes when where why how there here then than too very just
    also only all any both each few more most some such
    """
)
"""Words that alone are never a name, whatever their case."""
CERTAIN = MONTHS | ROLES | HONORIFICS | FUNCTION_WORDS
"""Words that are right as they stand wherever they do."""
PLACING = _set("in from across into inside outside near via neighboring neighbouring visiting leaving")
"""Words after which a place stands, not a person."""
SMALL = _set(
    """
    the a an and of in on at to for from by with as de la le el al du des von van der den bin ibn
    dos da di y und e et ul ur us il
    """
)
"""Words that stay small inside a name."""


GIVEN = _set(
    """
    amber angel art bill bob carol chase chuck dale daisy dawn dean dolly don dot drew earl eve
    faith frank gene ginger grace grant guy harry hazel heather holly hope iris ivy jack jay jimmy
    josh joy kit lance lee melody mike miles nick olive pat penny peter pierce ray rich rob robin
    rod rose rosemary ruby sally sandy sterling stone sue tanner victor viola violet wade warren
    mark max duke
    """
)
"""Given names that are common words too: at the start of a sentence before a name they are given names."""
US_STATES = _set(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii
    idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont virginia wisconsin wyoming ala ariz calif colo conn del fla ga ill
    ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wis wyo
    """
)
"""After a comma they say which Paris or Moscow is meant."""
US_PLACES = _set("atlanta savannah augusta macon marietta athens fulton cobb gwinnett dekalb dixie carolina")
"""Beside them Georgia is the state of the United States."""
US_OFFICES = _set(
    """
    governor gov senator senators sen senate sheriff county legislature statehouse runoff republican republicans
    democrat democrats gop attorney
    """
)
"""After the name of such a state they are that state's, not those of a country of its name."""
PARTNERS = _set("co sons son partners company associates bros brothers")
"""After '&' they end the name of a company."""
STARTERS = _set(
    """
    north south east west new latin great saint san santa los las port cape mount lake fort inner upper lower
    """
)
"""Words that begin names of places: their capital is never explained by the start of a sentence."""
ENDERS = _set(
    """
    daily times post herald tribune journal gazette telegraph airlines airways university college
    street avenue road bridge convention conventions agreement pact treaty accord accords cup open
    bank hotel tower towers league united city river valley island islands sea ocean beach bay saint
    heights square gate palace castle
    """
)
"""Words that end names of things: with one of them beside it a word is part of such a name, demonyms too."""
THINGS = ENDERS | _set(
    """
    court exchange opera club school institute museum hospital stadium symphony orchestra company corporation
    institution foundation society library theater observatory cathedral station
    """
)
"""Words that end such names after one more word: 'Calcutta Stock Exchange'."""


@cache
def common_words() -> frozenset[str]:
    """Lower-case English words in everyday use, with their inflections."""
    return _list("words.txt")


@cache
def rare_words() -> frozenset[str]:
    """Lower-case English words that are in no everyday use."""
    return _list("rare.txt")


@cache
def name_words() -> frozenset[str]:
    """Given names, surnames, places and peoples, folded."""
    return _list("names.txt")


@cache
def given_names() -> dict[str, tuple[str, ...]]:
    """For a folded given name the other ways in which the press writes it."""
    lines = (_DATA / "given.txt").read_text(encoding="utf-8").splitlines()
    groups = [tuple(line.split()) for line in lines]
    return {name: tuple(n for n in group if n != name) for group in groups for name in group}


def other_names() -> list[str]:
    """Names of other things that contain the name of a state or place: 'New Mexico', 'Guinea pig'."""
    return (_DATA / "others.txt").read_text(encoding="utf-8").splitlines()


def _list(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text(encoding="utf-8").split())


def is_common(folded: str) -> bool:
    """True for an English word in everyday use that is written small."""
    return folded in common_words()


def is_name(folded: str) -> bool:
    """True for a given name, surname, place or people: no other name misspelled."""
    return folded in name_words()


def is_known_name(folded: str) -> bool:
    """True for such a name, and for a common word."""
    return folded in name_words() or folded in common_words()


def is_known_word(folded: str) -> bool:
    """True for a word that is right as it stands, so that it is no other name misspelled."""
    return folded in common_words() or folded in name_words() or folded in rare_words()
