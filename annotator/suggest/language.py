"""What the rules know of a language: its cues and little words, read from `schemas/languages/<code>.yaml`.

A language is data: a new one is one more file there. Cues carry the share of their uses that report somebody's
words or thoughts, as measured on the text that the file names.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.resources import shipped
from annotator.suggest.language_cues import TAKES, Cue, Force, Kind, Row, counted, read_rows
from annotator.suggest.language_lists import LISTS

if TYPE_CHECKING:
    from annotator.yamlfile import YamlFile

__all__ = [
    "ENDINGS",
    "GRAMMAR",
    "TAKES",
    "Cue",
    "Force",
    "Form",
    "Language",
    "Marks",
    "Words",
    "language_file",
    "load_language",
    "marks_of",
    "read_language",
]


class Form(Struct, frozen=True):
    """A form of a verb: which of base, third, past, participle, ing it can be."""

    cue: Cue
    slots: frozenset[int]
    """0 base, 1 third person, 2 past, 3 participle, 4 -ing."""


class Marks(Struct, frozen=True):
    """The quotation marks of a language, ready to be looked for."""

    pattern: str
    """Finds each of them."""
    opening: frozenset[str]
    closing: frozenset[str]
    """Those that do only the one or the other; where both are possible, the blanks beside them tell."""
    single: frozenset[str]
    """Those that may be an apostrophe, or stand around a quotation in a quotation."""
    never_opens: frozenset[str]
    never_closes: frozenset[str]
    """Of the single ones."""
    before: frozenset[str]
    after: frozenset[str]
    """Marks beside which another stands as beside a blank."""
    elided: frozenset[str]
    """Words that lose their first letters to an apostrophe: 'em."""
    dialogue: frozenset[str]
    """Dashes that open what somebody says at the start of a paragraph; empty: the language has none."""
    telling: frozenset[str]
    """The words for saying that such a paragraph is known by."""
    incise: "Words"
    """What begins who says it between two commas inside the marks: '«We, has Roe said, go»'; none: nothing does."""


class Words(Struct, frozen=True):
    """A list of words, and of endings such as '-ed' for words that are not worth listing."""

    words: frozenset[str]
    endings: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.words or (len(word) > 4 and word.endswith(self.endings))


class Language(Struct, frozen=True):
    """The words of one language, ready to be looked up in lower case."""

    code: str
    source: str
    """Where its counts come from."""
    words: Mapping[str, frozenset[str]]
    """Lists of words by name: 'determiner', 'people'. A list that the file lacks is empty."""
    verbs: Mapping[str, Form]
    others: Mapping[str, tuple[Form, ...]]
    """Further verbs of the same form, told apart by their particles: *gab* of *gab an*, *gab zu*."""
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    """By first word; longest first."""
    measured: bool
    """True where any cue was counted."""
    openers: frozenset[str]
    """Every word that a cue can begin with."""
    claim: Mapping[str, "Words"]
    """Lists that the claim rule looks for, by the name of the part."""
    grammar: frozenset[str]
    """What its word order allows: see `GRAMMAR`."""
    endings: Mapping[str, tuple[str, ...]]
    """Endings by which words that no list knows are told: adverb, gerund, participle, finite, infinitive."""
    marks: Marks

    def list(self, name: str) -> frozenset[str]:
        """The words of a list."""
        return self.words.get(name, frozenset())


GRAMMAR = {
    "finite-base": "the base form of a verb is also its plural: they say",
    "bare-clause": "a clause may follow a cue with nothing between: they say it rains",
    "articles-begin": "an article always begins a noun phrase: el alcalde la ley are two",
    "inverts": "a subject may follow its verb: dijo el ministro que",
    "verb-second": "one phrase stands before the verb: am Freitag sagte Roe",
    "verb-last": "a participle may stand at the end of its clause: hat am Freitag gesagt",
    "comma-clause": "a comma alone may join what is said: sagte, er sei krank",
    "clause-commas": "a comma ends every clause that another holds: die Behauptung, dass es so war, überraschte",
    "capital-nouns": "every noun has a capital",
}
"""What a language file may say of its word order, under `grammar`."""
ENDINGS = ("adverb", "gerund", "participle", "finite", "infinitive")


class _Quotation(Struct, frozen=True, omit_defaults=True):
    opening: str = ""
    closing: str = ""
    either: str = ""
    single: str = ""
    elided: str = ""
    dialogue: str = ""
    incise: str = ""


class _File(Struct, frozen=True, omit_defaults=True):
    language: str
    name: str
    source: str = ""
    grammar: str = ""
    quotation: _Quotation = _Quotation()
    endings: dict[str, str] = {}
    words: dict[str, str] = {}
    verbs: str = ""
    nouns: str = ""
    adjectives: str = ""
    phrases: str = ""
    claim: dict[str, str] = {}


def main_code(language: str) -> str:
    """'pt' of 'pt-BR'."""
    return language.replace("_", "-").partition("-")[0].lower()


def language_file(code: str) -> Path:
    """Where the file of a language lies, whether there is one or not."""
    return shipped("schemas", "languages", f"{code}.yaml")


@functools.lru_cache(maxsize=16)
def load_language(code: str) -> Language | None:
    """The language 'en', 'pt-BR' (read as 'pt'); None where no file describes it."""
    code = main_code(code)
    path = language_file(code) if code.isalpha() else None
    if path is None or not path.is_file():
        return None
    return kept("language", Language, [path], lambda: read_language(path))


def marks_of(code: str) -> Marks:
    """The quotation marks of a language; those of English, which knows most others, where no file describes it."""
    language = load_language(code) or load_language("en")
    assert language is not None, "the package lacks schemas/languages/en.yaml"
    return language.marks


def read_language(path: Path) -> Language:
    """A language file. Raises SchemaError with all its faults, one line each."""
    from annotator.yamlfile import YamlFile  # yaml costs 20 ms

    file = YamlFile(path)
    content = file.fill(_File)
    if content is None:
        raise SchemaError("\n".join(file.report()))
    _check(file, content)
    words = {name: frozenset(text.split()) for name, text in content.words.items()}
    verbs: dict[str, Form] = {}
    others: dict[str, list[Form]] = {}
    nouns: dict[str, Cue] = {}
    adjectives: dict[str, Cue] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row in _rows(file, content, "verbs", words):
        for form, cue in zip(row.forms, row.cues, strict=True):
            made = Form(cue, frozenset(n for n, some in enumerate(row.groups) if form in some))
            first = verbs.setdefault(form, made)
            if first is not made and (cue.particle or first.cue.particle):
                others.setdefault(form, []).append(made)
    for row in _rows(file, content, "nouns", words):
        nouns.update(zip(row.forms, row.cues, strict=True))
    for row in _rows(file, content, "adjectives", words):
        adjectives.update(zip(row.forms, row.cues, strict=True))
    for row in _rows(file, content, "phrases", words):
        phrases.setdefault(row.forms[0], []).append((tuple(row.forms), row.cues[0]))
    if file.faults:
        raise SchemaError("\n".join(file.report()))
    by_length = {first: tuple(sorted(some, key=lambda p: -len(p[0]))) for first, some in phrases.items()}
    return Language(
        code=content.language,
        source=content.source,
        words=words,
        verbs=verbs,
        others={form: tuple(some) for form, some in others.items()},
        nouns=nouns,
        adjectives=adjectives,
        phrases=by_length,
        measured=any(counted(form.cue.measured) for form in verbs.values()),
        openers=frozenset({*verbs, *nouns, *adjectives, *by_length}),
        claim={name: _words(text) for name, text in content.claim.items()},
        grammar=frozenset(content.grammar.split()),
        endings={name: tuple(text.split()) for name, text in content.endings.items()},
        marks=_marks(content.quotation, frozenset(verbs)),
    )


def _check(file: "YamlFile", content: _File) -> None:
    """Name what no rule would ever read."""
    for word in content.grammar.split():
        if word not in GRAMMAR:
            file.fault(
                file.line_of(content, "grammar"), f"{word!r} is no grammar; choose from {', '.join(GRAMMAR)}"
            )
    for name in content.words:
        if name not in LISTS:
            file.fault(
                file.line_of(content, "words"),
                f"{name!r} is no list of words; docs/languages.md has the names",
            )
    for name in content.endings:
        if name not in ENDINGS:
            file.fault(
                file.line_of(content, "endings"),
                f"{name!r} is no sort of ending; choose from {', '.join(ENDINGS)}",
            )


def _marks(spec: _Quotation, telling: frozenset[str]) -> Marks:
    opening, closing, single = (frozenset(text.split()) for text in (spec.opening, spec.closing, spec.single))
    every = opening | closing | single | frozenset(spec.either.split())
    one = frozenset(mark for mark in every if len(mark) == 1)
    longest = sorted(every, key=lambda mark: (-len(mark), mark))
    return Marks(
        pattern="|".join(map(re.escape, longest)) or r"(?!)",
        opening=opening - single,
        closing=closing - single,
        single=single,
        never_opens=(closing & single) - {"’"},
        never_closes=opening & single,
        before=(opening & one) | (frozenset(spec.either.split()) & one) | (single & frozenset("'")),
        after=(closing & one) | (frozenset(spec.either.split()) & one) | (single & frozenset("'")),
        elided=frozenset(spec.elided.split()),
        dialogue=frozenset(spec.dialogue.split()),
        telling=telling,
        incise=_words(spec.incise),
    )


def _words(text: str) -> Words:
    items = text.split()
    return Words(
        frozenset(word for word in items if not word.startswith("-")),
        tuple(word[1:] for word in items if word.startswith("-") and len(word) > 1),
    )


_KINDS: Mapping[str, Kind] = {
    "verbs": "verb",
    "nouns": "noun",
    "adjectives": "adjective",
    "phrases": "phrase",
}


def _rows(file: "YamlFile", content: _File, field: str, words: Mapping[str, frozenset[str]]) -> Iterator[Row]:
    """The rows of one of the tables."""
    vouching, none = words.get("factive", frozenset()), frozenset[str]()
    doubting = words.get("doubting", none)
    first = file.line_of(content, field)
    return read_rows(file, first, getattr(content, field), _KINDS[field], vouching, doubting)
