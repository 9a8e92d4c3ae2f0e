"""What other scripts do to a name: cases in Cyrillic and Greek, Arabic and Hebrew prefixes, Korean particles.

Scripts that put no blanks between words need nothing here: each of their letters is a word of its own.
"""

from collections.abc import Iterator

_CYRILLIC_ENDINGS = (
    "иями ями ами ого его ому ему ыми ими иям иях ией ием ию ии ия ий ью ой ей ою ею ом ем ым им ах ях "
    "ам ям ов ев ая яя ую юю ое ее ые ие а я у ю ы и е ь о і ї є"
)
_CYRILLIC_BASES = "|а|я|ь|й|о|е|ия|ий|ый|ой|ая|ы|и|ія|є"
_GREEK_ENDINGS = "ους ων ου ος ον οι ας ες ης ια ιας ιες α ο η ε υ ι ω"
_GREEK_BASES = "|ος|ας|ης|α|η|ο|ια|ες"
_ARABIC_PREFIXES = "وبال وال فال بال كال ولل لل ول وب ال و ف ب ك ل"
_HEBREW_PREFIXES = "וב ול ומ וה שב של מה ש ו ה ב ל מ כ"
_KOREAN_ENDINGS = "에서는 으로는 에서 으로 에게 까지 부터 이라 라고 은 는 이 가 을 를 의 에 과 와 도 로 만"
_SHORTEST_STEM = 3


def forms(word: str) -> Iterator[str]:
    """The folded words of which `word` may be an inflected or prefixed form, itself not; none for Latin."""
    letter = word[0]
    if letter < "\u0370":
        return
    if "\u0400" <= letter <= "\u052f":
        yield from _cases(word, _CYRILLIC, _CYRILLIC_NOMINATIVES)
    elif letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff":
        yield from _cases(word, _GREEK, _GREEK_NOMINATIVES)
    elif "\u0600" <= letter <= "\u06ff":
        yield from _without_prefix(word, _ARABIC, "ال")
    elif "\u0590" <= letter <= "\u05ff":
        yield from _without_prefix(word, _HEBREW, "")
    elif "\uac00" <= letter <= "\ud7a3":
        for ending in _KOREAN:
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                yield word[: -len(ending)]


def has_case(word: str) -> bool:
    """True for a script with capitals: a small first letter then speaks against a name."""
    return word[0] < "\u0590" or "\u1f00" <= word[0] <= "\u1fff"


def is_foreign(word: str) -> bool:
    """True for another script than Latin, for which there are no word lists here."""
    return word[0] >= "\u0370"


def _cases(word: str, endings: tuple[str, ...], nominatives: tuple[str, ...]) -> Iterator[str]:
    stems = {word} | {word[: -len(ending)] for ending in endings if word.endswith(ending)}
    for stem in stems:
        if len(stem) >= _SHORTEST_STEM:
            for nominative in nominatives:
                if stem + nominative != word:
                    yield stem + nominative


def _without_prefix(word: str, prefixes: tuple[str, ...], article: str) -> Iterator[str]:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            yield word[len(prefix) :]
            if article:
                yield article + word[len(prefix) :]


_CYRILLIC, _CYRILLIC_NOMINATIVES = tuple(_CYRILLIC_ENDINGS.split()), tuple(_CYRILLIC_BASES.split("|"))
_GREEK, _GREEK_NOMINATIVES = (
    tuple(_GREEK_ENDINGS.replace("ς", "σ").split()),
    tuple(_GREEK_BASES.replace("ς", "σ").split("|")),
)
_ARABIC, _HEBREW = tuple(_ARABIC_PREFIXES.split()), tuple(_HEBREW_PREFIXES.split())
_KOREAN = tuple(_KOREAN_ENDINGS.split())
