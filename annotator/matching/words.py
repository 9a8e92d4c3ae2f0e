"""Words of a text, folded for comparing, with offsets into the text as it stands.

Two spellings that differ only in case, diacritics, apostrophes, hyphens or between British and American
endings fold to the same words. A possessive ending is no part of its word. Offsets are code points;
`text[start:end]` is the word as it was written. Time is linear in the length of the text.
"""

import re
import unicodedata
from operator import add

from annotator.patterns import regex

APOSTROPHES = "'’‘`´ʼʻʹʿʾ′＇‛"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51"
    "\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b82\u0bbe-\u0bcd"
    "\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57"
    "\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f87\u102b-\u103e"
    "\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    "\u00ad\u200b-\u200d\u2060"
)
"""Combining marks, Arabic tatweel, soft hyphen and zero-width characters: inside a word, never its start."""
_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6"
    "\u1000-\u102a\u103f\u1780-\u17b3"
)
"""Letters of scripts without blanks between words: each is a word of its own, with its marks."""
_PIECE = rf"[^\W_{_UNSPACED}]+(?:[{_MARKS}]+[^\W_{_UNSPACED}]*)*"
_WORD = regex(
    rf"(?:[^\W\d_]\.)+[^\W\d_](?![\w{_MARKS}])\.?"  # U.S. and U.S, J.D.
    rf"|[{_UNSPACED}][{_MARKS}]*"
    rf"|{_PIECE}(?:[{APOSTROPHES}]{_PIECE})*"
    r"|&"
)
_ASCII_WORD = regex(  # the same for ASCII; one set of first letters, which the engine looks for quickly
    r"[A-Za-z0-9&](?:\.(?<=[A-Za-z]\.)(?:[A-Za-z]\.)*[A-Za-z](?!\w)\.?|(?<!&)[A-Za-z0-9]*(?:['`][A-Za-z0-9]+)*|)",
    re.ASCII,
)
_APOSTROPHES = frozenset(APOSTROPHES)
_POSSESSIVE = frozenset(a + s for a in APOSTROPHES for s in "sS")
_LETTERS = str.maketrans(
    {
        **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"},
        **{"ŧ": "t", "ŋ": "n", "ə": "e", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"},
        **dict.fromkeys("ـ\u00ad\u200b\u200c\u200d\u2060" + APOSTROPHES + "."),
        **{chr(c): None for c in range(0xFE00, 0xFE10)},
    }
)
"""What NFKD leaves of letters that the press writes plainly, and what inside a word is no letter."""
_KEPT_CLASSES = frozenset((0, 8, 9))  # no mark; the voicing of kana; the virama of Indic scripts
_SPELLINGS = {
    "&": "and",
    "st": "saint",
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "harbour": "harbor",
    "theatre": "theater",
}
_UNSPACED_WORD = regex(f"[{_UNSPACED}]")
LONGEST = 60
"""Words longer than this are no names: they are neither remembered nor compared fuzzily."""
_folded: dict[str, str] = {}


def fold(word: str) -> str:
    """One word as it is compared: lower case, no diacritics, apostrophes or dots, American spelling."""
    known = _folded.get(word)
    if known is None:
        known = _fold(word)
        if len(word) <= LONGEST:
            if len(_folded) > 100_000:
                _folded.clear()
            _folded[word] = known
    return known


def _fold(word: str) -> str:
    if word.isascii():
        plain = word.lower().replace("'", "").replace("`", "").replace(".", "")
    else:
        small = unicodedata.normalize("NFKD", word).casefold()  # first apart: 🄐 holds a capital
        apart = unicodedata.normalize("NFKD", small)
        kept = "".join(c for c in apart if unicodedata.combining(c) in _KEPT_CLASSES)
        plain = unicodedata.normalize("NFC", kept.translate(_LETTERS))
    if plain.endswith(("isation", "isations")):
        plain = plain.replace("isation", "ization")
    return _SPELLINGS.get(plain, plain)


class Words:
    """The words of one text, as lists that share an index."""

    __slots__ = ("ends", "folded", "raw", "starts", "text")

    def __init__(self, text: str) -> None:
        ascii_ = text.isascii()
        raw: list[str] = (_ASCII_WORD if ascii_ else _WORD).findall(text)
        starts, at = list[int](), 0
        for word in raw:  # what begins a word is nowhere else: the next place that looks so is the right one
            at = text.find(word, at)
            starts.append(at)
            at += len(word)
        if "'" in text or "`" in text if ascii_ else not _APOSTROPHES.isdisjoint(text):
            raw = [word[:-2] if word[-2:] in _POSSESSIVE else word for word in raw]
        known = _folded.get
        folded = [known(word) or fold(word) for word in raw]
        if "" in folded:
            whole = [at for at, word in enumerate(folded) if word]
            starts = [starts[at] for at in whole]
            raw, folded = [raw[at] for at in whole], [folded[at] for at in whole]
        ends = list(map(add, starts, map(len, raw)))
        self.text = text
        self.raw = raw
        """As written, without the possessive ending."""
        self.folded = folded
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        return len(self.raw)

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next one; empty after the last."""
        if index + 1 < len(self.starts):
            return self.text[self.ends[index] : self.starts[index + 1]]
        return ""


def is_unspaced(word: str) -> bool:
    """True for a letter of a script without blanks between words."""
    return bool(_UNSPACED_WORD.match(word))


def folded_words(name: str) -> list[str]:
    """The folded words of a name."""
    return Words(name).folded
