"""Which language a text is in, where nothing says so: told by its script, else by its smallest words.

A script of one language or of a few tells it, with the letters that only some of these have. Latin and Cyrillic
letters tell too little; there the guess leans to English: another language must have clearly more of its own words
in the beginning of the text. Few words, none of them known: English.
"""

import unicodedata
from collections import Counter

from annotator.patterns import regex

LANGUAGES = {
    "en": "the of and to in that was is on for with as by from at he his said has were which an not are",
    "fr": "le la les des et du une dans est que qui pour par sur pas au aux avec ont été sont cette il ne",
    "es": "el la los las del y en que una por con para se su al fue más como ha sus lo este está según",
    "de": "der die das und den von dem mit des im sich auf für ist nicht ein eine als auch wurde hat zu dass",
    "it": "il di che la e per un una con non sono del della dei nel alla gli le ha più anche è stato dal",
    "pt": "o a os as do da dos das que em um uma não com para por no na foi mais se ao são pelo pela",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er door om hij bij ook werd heeft naar",
    "pl": "w i na z się nie że do jest o po przez jak za od dla był są przy oraz tym ze jego tego",
    "ru": "в и на не что с по из к за от для его был это как о об у но при после также заявил",
    "uk": "в і на не що з у до за від та для його був це як про й але при після також є",
}
"""Code to two dozen of its most frequent words."""
HEAD = 6_000
"""Code points that are looked at."""
ENOUGH = 5
"""Words of a language that must be found before it is preferred to English."""
CLEAR = 1.4
"""Times that they must be more than those of any other."""

SCRIPTS = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KANNADA": "kn",
    "KATAKANA": "ja",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}
"""The script of a letter, the first word of its Unicode name, to the language that writes most of it."""
_NEIGHBOURS = {"ur": "ٹڈڑے", "ps": "ښځڅډړ", "fa": "پچژگکی"}
"""Languages in Arabic letters to those that Arabic has not, the more particular first."""
_TRACE = 0.01
"""Share of such letters, and of kana beside Chinese signs, from which they count as more than a name or a quotation."""

_WORDS = {code: frozenset(words.split()) for code, words in LANGUAGES.items()}
_WORD = regex(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """The code of the language that a text seems to be in: 'de'; 'en' where it cannot be told."""
    head = text[:HEAD]
    return _by_script(head) or _by_words(head)


def _by_script(text: str) -> str:
    """By the script of most letters; empty where that is one of many languages, or where there are few letters."""
    letters = Counter(char for char in text if char.isalpha())
    if all(char < "\u0370" for char in letters):
        return ""
    counts: Counter[str] = Counter()
    for char, count in letters.items():
        counts[SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "")] += count
    total = letters.total()
    if counts["ja"] > _TRACE * total:
        counts["ja"] += counts.pop("zh", 0)
    best, count = counts.most_common(1)[0]
    if count < ENOUGH:
        return ""
    if best == "ar":
        particular = (
            code for code, own in _NEIGHBOURS.items() if sum(letters[char] for char in own) > _TRACE * total
        )
        return next(particular, best)
    return best


def _by_words(text: str) -> str:
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {code: sum(word in own for word in words) for code, own in _WORDS.items()}
    best, second, *_ = sorted(counts, key=lambda code: (-counts[code], code != "en"))
    return best if counts[best] >= ENOUGH and counts[best] >= CLEAR * counts[second] else "en"
