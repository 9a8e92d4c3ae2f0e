"""What the rules know of a language: its cues and little words, read from `schemas/languages/<code>.yaml`.

A language is data: a new one is one more file there. Cues carry the share of their uses that report somebody's
words or thoughts, as measured on the text that the file names.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from annotator.errors import SchemaError
from annotator.resources import shipped
from annotator.suggest.language_lists import LISTS
from annotator.yamlfile import YamlFile

Force = Literal["neutral", "factive", "doubting"]
"""What a cue says of the truth of what it reports: nothing, that it is true, that it may not be."""

UNMEASURED = {"verb": (7.0, 10.0), "noun": (3.0, 10.0), "adjective": (3.5, 10.0), "phrase": (8.0, 10.0)}
"""Cues of a kind, and uses, that are added to every count: the average of those that were measured."""
PRIOR = 5.0
"""With such a weight."""


class Cue(Struct, frozen=True):
    """A word or phrase that introduces what somebody said, thinks or wants."""

    text: str
    """As a dictionary lists it: 'say', 'according to'."""
    kind: Literal["verb", "noun", "adjective", "phrase"]
    takes: frozenset[str]
    """What may follow: that, quote, to, to-object, np, hearer, seem, source-object; and of a phrase: after, none."""
    prepositions: frozenset[str]
    """Words that may lead to the content: 'for' of *call for*."""
    share: float
    """0 to 1: how many of its uses are cues."""
    measured: str
    """The count behind `share`: '4481/4691', or empty."""
    force: Force
    particle: str = ""
    """What stands at the end of the clause when the verb is finite: 'mit' of *teilte ... mit*."""
    form: str = ""
    """The very word that was counted: 'said'."""


class Form(Struct, frozen=True):
    """A form of a verb: which of base, third, past, participle, ing it can be."""

    cue: Cue
    slots: frozenset[int]
    """0 base, 1 third person, 2 past, 3 participle, 4 -ing."""


class Marks(Struct, frozen=True):
    """The quotation marks of a language, ready to be looked for."""

    pattern: re.Pattern[str]
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
TAKES = {
    "that": "a clause: said that it rains, said it rains",
    "quote": "a quotation, before it or behind it",
    "wh": "a question: asked whether it rains",
    "to": "an infinitive: promised to come",
    "to-object": "somebody and an infinitive: urged him to come",
    "hearer": "somebody and a clause: told him that it rains",
    "np": "a noun phrase: denied the charge",
    "name": "in the passive a noun phrase: was called a liar",
    "seem": "anything: seems hopeful",
    "source-object": "the source: quoted Roe as saying",
    "after": "of a phrase: its source follows",
    "before": "of a phrase: its source stands before",
    "comma": "of a phrase: only behind a comma or a quotation",
    "role": "of a phrase: its source stands before, in an inserted clause: as Roe put it",
    "none": "of a phrase: it names no source",
}
"""What may follow a cue, in the second column of its row."""
_SLOTS = 5


class _Quotation(Struct, frozen=True, omit_defaults=True):
    opening: str = ""
    closing: str = ""
    either: str = ""
    single: str = ""
    elided: str = ""
    dialogue: str = ""


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


def language_file(code: str) -> Path:
    """Where the file of a language lies, whether there is one or not."""
    return shipped("schemas", "languages", f"{code}.yaml")


@functools.lru_cache(maxsize=16)
def load_language(code: str) -> Language | None:
    """The language 'en', 'pt-BR' (read as 'pt'); None where no file describes it."""
    code = code.replace("_", "-").partition("-")[0].lower()
    path = language_file(code) if code.isalpha() else None
    return read_language(path) if path is not None and path.is_file() else None


def marks_of(code: str) -> Marks:
    """The quotation marks of a language; those of English, which knows most others, where no file describes it."""
    language = load_language(code) or load_language("en")
    assert language is not None, "the package lacks schemas/languages/en.yaml"
    return language.marks


def read_language(path: Path) -> Language:
    """A language file. Raises SchemaError with all its faults, one line each."""
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
    for forms, cues, groups in _cues(file, content, "verbs", words):
        for form, cue in zip(forms, cues, strict=True):
            made = Form(cue, frozenset(n for n, some in enumerate(groups) if form in some))
            if verbs.setdefault(form, made) is not made and cue.particle:
                others.setdefault(form, []).append(made)
    for forms, cues, _ in _cues(file, content, "nouns", words):
        nouns.update(zip(forms, cues, strict=True))
    for forms, cues, _ in _cues(file, content, "adjectives", words):
        adjectives.update(zip(forms, cues, strict=True))
    for forms, cues, _ in _cues(file, content, "phrases", words):
        phrases.setdefault(forms[0], []).append((tuple(forms), cues[0]))
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
        measured=any(form.cue.measured for form in verbs.values()),
        openers=frozenset({*verbs, *nouns, *adjectives, *by_length}),
        grammar=frozenset(content.grammar.split()),
        endings={name: tuple(text.split()) for name, text in content.endings.items()},
        marks=_marks(content.quotation, frozenset(verbs)),
    )


def _check(file: YamlFile, content: _File) -> None:
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
        pattern=re.compile("|".join(map(re.escape, longest)) or r"(?!)"),
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
    )


_KINDS: dict[str, Literal["verb", "noun", "adjective", "phrase"]] = {
    "verbs": "verb",
    "nouns": "noun",
    "adjectives": "adjective",
    "phrases": "phrase",
}


def _cues(
    file: YamlFile, content: _File, field: str, words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[list[str], list[Cue], list[list[str]]]]:
    """The rows of a table: 'claim claims | that of | 31/79 21/54'; forms, the cue that each is, forms by slot."""
    kind = _KINDS[field]
    first = file.line_of(content, field)
    factive, doubting = words.get("factive", frozenset()), words.get("doubting", frozenset())
    for number, row in enumerate(getattr(content, field).splitlines(), 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        cells = [cell.strip() for cell in row.split("|")]
        groups = _groups(cells[0])
        forms = [form for some in groups for form in some]
        fits = kind != "verb" or len(groups) == _SLOTS
        shares = _shares(cells[2].split(), kind, len(forms)) if len(cells) == 3 and forms and fits else None
        if shares is None:
            file.fault(
                first + number,
                f"{row.strip()!r} is no cue; write 'forms | what follows | 3/4' with one count, "
                "one for each form (- for none), or no count; a verb has five forms, or five groups of them "
                "with / between: base, present, past, participle, gerund",
            )
            continue
        takes = [word for word in cells[1].split() if not word.startswith("~")]
        apart = [word[1:] for word in cells[1].split() if word.startswith("~")]
        unknown = [
            word for word in takes if kind in ("verb", "phrase") and word[0] != "+" and word not in TAKES
        ]
        if unknown:
            file.fault(
                first + number,
                f"{unknown[0]!r} is nothing that can follow a cue; choose from {', '.join(TAKES)}, "
                "or write + before a preposition and ~ before a particle",
            )
            continue
        lead = {word.lstrip("+") for word in takes if word.startswith("+") or kind in ("noun", "adjective")}
        text = cells[0] if kind == "phrase" else forms[0]
        cue = Cue(
            text=text,
            kind=kind,
            takes=frozenset(word for word in takes if not word.startswith("+")),
            prepositions=frozenset(lead - {"that", "to", "saying"}) if kind != "verb" else frozenset(lead),
            share=0.0,
            measured="",
            particle=apart[0] if apart else "",
            force="factive" if text in factive else "doubting" if text in doubting else "neutral",
        )
        yield (
            forms,
            [
                replace(cue, share=share, measured=count, form=text if kind == "phrase" else form)
                for form, (share, count) in zip(forms, shares, strict=True)
            ],
            groups,
        )


def _groups(cell: str) -> list[list[str]]:
    """The forms of a row: with / between groups of them, else each its own group."""
    if "/" in cell:
        return [part.split() for part in cell.split("/")]
    return [[form] for form in cell.split()]


def _shares(counts: list[str], kind: str, forms: int) -> list[tuple[float, str]] | None:
    """Share and count of each form, drawn towards that of all its forms, and that towards the average of its kind.

    None where the counts are none, or do not match the forms in number.
    """
    if len(counts) not in (0, 1, forms) and kind != "phrase":
        return None
    pairs = [_pair(count) for count in counts]
    if None in pairs:
        return None
    known = {count: pair for count, pair in zip(counts, pairs, strict=True) if pair}
    assumed, of = UNMEASURED[kind]
    hits = sum(pair[0] for pair in known.values())
    uses = sum(pair[1] for pair in known.values())
    together = (hits + PRIOR * assumed / of) / (uses + PRIOR)
    if len(counts) < 2:
        return [(together, counts[0] if uses else "")] * forms
    found = []
    for count in counts:
        own = known.get(count, (0, 0))
        found.append(((own[0] + PRIOR * together) / (own[1] + PRIOR), count if own[1] else ""))
    return found


def _pair(count: str) -> tuple[int, int] | None:
    """(3, 4) for '3/4', (0, 0) for '-'; None for what is no count."""
    if count == "-":
        return 0, 0
    hits, slash, uses = count.partition("/")
    if not (slash and hits.isdecimal() and uses.isdecimal() and int(hits) <= int(uses)):
        return None
    return int(hits), int(uses)
