"""What other scripts do to a name: cases in Cyrillic and Greek, Arabic and Hebrew prefixes, endings in Korean,
Armenian and Georgian.

Scripts that put no blanks between words need nothing here: each of their letters is a word of its own.
"""

from collections.abc import Iterator

from annotator.matching.words import fold

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
_ARMENIAN_ENDINGS = "ում ից ով ին ը ն ի"
_GEORGIAN_ENDINGS = "იდან ისთვის ის ს ში მა ად ზე დან თან თვის ით მ"
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
        yield from _without_prefix(word, _ARABIC, "ال", _SHORTEST_STEM)
    elif "\u0590" <= letter <= "\u05ff":
        yield from _without_prefix(word, _HEBREW, "", _SHORTEST_STEM - 1)  # Tel of Tel Aviv is two letters
    elif "\uac00" <= letter <= "\ud7a3":
        yield from _without_ending(word, _KOREAN, 2)
    elif "\u0530" <= letter <= "\u058f":
        yield from _without_ending(word, _ARMENIAN, _SHORTEST_STEM)
    elif "\u10a0" <= letter <= "\u10ff":
        yield from _without_ending(word, _GEORGIAN, _SHORTEST_STEM)


def has_case(word: str) -> bool:
    """True for a script with capitals: a small first letter then speaks against a name."""
    letter = word[0]
    return letter < "\u0590" or "\u1e00" <= letter <= "\u1fff" or "\uff21" <= letter <= "\uff5a"


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
            if stem.endswith(_OPENED):  # Ukrainian: Харкова, Києва
                yield stem[:-2] + "ів"


def _without_prefix(word: str, prefixes: tuple[str, ...], article: str, least: int) -> Iterator[str]:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            yield word[len(prefix) :]
            if article:
                yield article + word[len(prefix) :]


def _without_ending(word: str, endings: tuple[str, ...], least: int) -> Iterator[str]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            yield word[: -len(ending)]


def _folded(endings: str, between: str | None = None) -> tuple[str, ...]:
    """Endings as they are in folded words, where й is и, ї is і and ς is σ."""
    return tuple(fold(ending) for ending in endings.split(between))


_CYRILLIC, _CYRILLIC_NOMINATIVES = _folded(_CYRILLIC_ENDINGS), _folded(_CYRILLIC_BASES, "|")
_OPENED = ("ов", "ев", "єв")
_GREEK, _GREEK_NOMINATIVES = _folded(_GREEK_ENDINGS), _folded(_GREEK_BASES, "|")
_ARABIC, _HEBREW, _KOREAN = _folded(_ARABIC_PREFIXES), _folded(_HEBREW_PREFIXES), _folded(_KOREAN_ENDINGS)
_ARMENIAN, _GEORGIAN = _folded(_ARMENIAN_ENDINGS), _folded(_GEORGIAN_ENDINGS)
