"""What the rules know of a language: its cues and little words, read from `schemas/languages/<code>.yaml`.

A language is data: a new one is one more file there. Cues carry the share of their uses that report somebody's
words or thoughts, as measured on the text that the file names.
"""

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from annotator.errors import SchemaError
from annotator.resources import shipped
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
    form: str = ""
    """The very word that was counted: 'said'."""


class Form(Struct, frozen=True):
    """A form of a verb: which of base, third, past, participle, ing it can be."""

    cue: Cue
    slots: frozenset[int]
    """0 base, 1 third person, 2 past, 3 participle, 4 -ing."""


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
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    """By first word; longest first."""
    claim: Mapping[str, "Words"]
    """Lists that the claim rule looks for, by the name of the part."""

    def list(self, name: str) -> frozenset[str]:
        """The words of a list."""
        return self.words.get(name, frozenset())


class _File(Struct, frozen=True, omit_defaults=True):
    language: str
    name: str
    source: str = ""
    words: dict[str, str] = {}
    verbs: str = ""
    nouns: str = ""
    adjectives: str = ""
    phrases: str = ""
    claim: dict[str, str] = {}


def language_file(code: str) -> Path:
    """Where the file of a language lies, whether there is one or not."""
    return shipped("schemas", "languages", f"{code}.yaml")


@functools.lru_cache(maxsize=16)
def load_language(code: str) -> Language | None:
    """The language 'en', 'pt-BR' (read as 'pt'); None where no file describes it."""
    code = code.replace("_", "-").partition("-")[0].lower()
    path = language_file(code) if code.isalpha() else None
    return read_language(path) if path is not None and path.is_file() else None


def read_language(path: Path) -> Language:
    """A language file. Raises SchemaError with all its faults, one line each."""
    file = YamlFile(path)
    content = file.fill(_File)
    if content is None:
        raise SchemaError("\n".join(file.report()))
    words = {name: frozenset(text.split()) for name, text in content.words.items()}
    verbs: dict[str, Form] = {}
    nouns: dict[str, Cue] = {}
    adjectives: dict[str, Cue] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for forms, cues in _cues(file, content, "verbs", words):
        for form, cue in zip(forms, cues, strict=True):
            slots = frozenset(slot for slot, other in enumerate(forms) if other == form)
            verbs.setdefault(form, Form(cue, slots))
    for forms, cues in _cues(file, content, "nouns", words):
        nouns.update(zip(forms, cues, strict=True))
    for forms, cues in _cues(file, content, "adjectives", words):
        adjectives.update(zip(forms, cues, strict=True))
    for forms, cues in _cues(file, content, "phrases", words):
        phrases.setdefault(forms[0], []).append((tuple(forms), cues[0]))
    if file.faults:
        raise SchemaError("\n".join(file.report()))
    by_length = {first: tuple(sorted(some, key=lambda p: -len(p[0]))) for first, some in phrases.items()}
    claim = {name: _words(text) for name, text in content.claim.items()}
    return Language(content.language, content.source, words, verbs, nouns, adjectives, by_length, claim)


def _words(text: str) -> Words:
    items = text.split()
    return Words(
        frozenset(word for word in items if not word.startswith("-")),
        tuple(word[1:] for word in items if word.startswith("-") and len(word) > 1),
    )


_KINDS: dict[str, Literal["verb", "noun", "adjective", "phrase"]] = {
    "verbs": "verb",
    "nouns": "noun",
    "adjectives": "adjective",
    "phrases": "phrase",
}


def _cues(
    file: YamlFile, content: _File, field: str, words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[list[str], list[Cue]]]:
    """The rows of a table: 'claim claims | that of | 31/79 21/54'; forms, and the cue that each is."""
    kind = _KINDS[field]
    first = file.line_of(content, field)
    factive, doubting = words.get("factive", frozenset()), words.get("doubting", frozenset())
    for number, row in enumerate(getattr(content, field).splitlines(), 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        cells = [cell.strip() for cell in row.split("|")]
        forms = cells[0].split()
        shares = _shares(cells[2].split(), kind, len(forms)) if len(cells) == 3 and forms else None
        if shares is None:
            file.fault(
                first + number,
                f"{row.strip()!r} is no cue; write 'forms | what follows | 3/4' with one count, "
                "one for each form (- for none), or no count",
            )
            continue
        takes = cells[1].split()
        lead = {word.lstrip("+") for word in takes if word.startswith("+") or kind in ("noun", "adjective")}
        text = cells[0] if kind == "phrase" else forms[0]
        cue = Cue(
            text=text,
            kind=kind,
            takes=frozenset(word for word in takes if not word.startswith("+")),
            prepositions=frozenset(lead - {"that", "to", "saying"}) if kind != "verb" else frozenset(lead),
            share=0.0,
            measured="",
            force="factive" if text in factive else "doubting" if text in doubting else "neutral",
        )
        yield (
            forms,
            [
                replace(cue, share=share, measured=count, form=text if kind == "phrase" else form)
                for form, (share, count) in zip(forms, shares, strict=True)
            ],
        )


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
