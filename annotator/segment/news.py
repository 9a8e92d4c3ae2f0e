"""The default splitter: punkt's trained models for full stops, and our own rules for what news adds to them.

Lines end sentences. Inside a line every mark that could end a sentence is judged once, with the words on
both sides of it, so the time is linear in the length of the text.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from annotator.patterns import regex
from annotator.segment.rules import brackets, cuts, ends
from annotator.segment.words import CASELESS

VERSION = 2
"""Changes whenever the rules cut differently."""

_LINE = regex(r"[^\n\r\v\f\u2028\u2029]+")
_WORD = regex(r"\w")

_MODELS = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "ml": "malayalam",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
    # No model of their own: abbreviations of the list that punkt ships, or of a near relative.
    "be": "russian",
    "bg": "russian",
    "ca": "catalan",
    "hu": "hungarian",
    "is": "icelandic",
    "lv": "latvian",
    "ro": "romanian",
    "sk": "slovak",
    "uk": "russian",
}
"""ISO 639-1 code to the name that punkt gives the language."""


class NewsSplitter:
    """Sentences as a fact-checker reads them in news reports."""

    @cached_property
    def id(self) -> str:
        """For example 'punkt/2.2.1+news/1'."""
        import punkt

        return f"punkt/{punkt.__version__}+news/{VERSION}"

    def spans(self, text: str, language: str = "en") -> Iterator[tuple[int, int]]:
        """See `Splitter.spans`; a language without a model gets the rules of English."""
        code = re.split(r"[-_]", language.strip().lower())[0]
        stops = _stops(code)
        rules = "en" if code not in _MODELS and code not in CASELESS else code
        for line in _LINE.finditer(text):
            for start, end in _sentences(line[0], rules, stops):
                yield line.start() + start, line.start() + end


@lru_cache(maxsize=8)
def _stops(code: str) -> Callable[[str], set[int]]:
    """What tells, for a line, the offsets just after the marks at which punkt ends a sentence."""
    import punkt  # 15 ms, and 9 for the English model: not before the first text is split

    language = "" if code in CASELESS else _MODELS.get(code, "english")
    tokenizer: Any = (
        punkt.tokenizer_for(language, prefixes=True)
        if language
        else punkt.PunktSentenceTokenizer(punkt.PunktParameters())
    )

    def stops(line: str) -> set[int]:
        return {end for _, end in tokenizer.span_tokenize(line, realign_boundaries=False)}

    return stops


def _sentences(line: str, language: str, stops: Callable[[str], set[int]]) -> Iterator[tuple[int, int]]:
    """The sentences of one line, white space at their ends included: together they are the line."""
    begun = start = 0
    worded = False
    for end in [*_ends(line, language, stops), len(line)]:
        if _WORD.search(line, start, end):
            if worded:
                yield begun, start
                begun = start
            worded = True
        # Else marks alone, which are no sentence: they belong to the one before, or open the first one.
        start = end
    yield begun, len(line)


def _ends(line: str, language: str, stops: Callable[[str], set[int]]) -> Iterator[int]:
    """Where the sentences of the line end, the last one apart."""
    stopped = stops(line)
    pairs = brackets(line)
    pair = start = 0
    for cut in cuts(line, language):
        if cut.following == len(line):
            break
        while pair < len(pairs) and pairs[pair][1] <= cut.mark:
            pair += 1
        if pair < len(pairs):
            opened, closed = pairs[pair]
            if (
                opened < cut.mark
                and cut.end < closed
                and _WORD.search(line, max(start, opened - 600), opened)
            ):
                continue  # within a parenthesis that is itself within a sentence
        seen = any(at in stopped for at in range(cut.mark + 1, cut.end + 1))
        if ends(line, start, cut, seen, language == "en"):
            yield cut.end
            start = cut.following
