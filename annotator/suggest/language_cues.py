"""The cues of a language file: rows of words, what may follow them, and how often they report something.

say says said said saying | that quote np | 297/438 437/466 4481/4691 4481/4691 233/291
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from annotator.yamlfile import YamlFile


Kind = Literal["verb", "noun", "adjective", "phrase"]
Force = Literal["neutral", "factive", "doubting"]
"""What a cue says of the truth of what it reports: nothing, that it is true, that it may not be."""

UNMEASURED = {"verb": (7.0, 10.0), "noun": (3.0, 10.0), "adjective": (3.5, 10.0), "phrase": (8.0, 10.0)}
"""Cues of a kind, and uses, that are added to every count: the average of those that were measured."""
PRIOR = 5.0
"""With such a weight."""
LEAST, FEW = 5, 2
"""So many uses as a cue were counted; fewer ('<5') are taken for two."""


def assumed(kind: Kind) -> float:
    """The share of a cue that was not measured."""
    hits, uses = UNMEASURED[kind]
    return hits / uses


class Cue(Struct, frozen=True):
    """A word or phrase that introduces what somebody said, thinks or wants."""

    text: str
    """As a dictionary lists it: 'say', 'according to'."""
    kind: Kind
    takes: frozenset[str]
    """What may follow: that, quote, to, to-object, np, hearer, seem, source-object; and of a phrase: after, none."""
    prepositions: frozenset[str]
    """Words that may lead to the content: 'for' of *call for*."""
    share: float
    """0 to 1: how many of its uses are cues."""
    measured: str
    """The count behind `share`: '4481/4691', or '<5/40': fewer than 5 in about 40 uses; or empty."""
    force: Force
    particle: str = ""
    """What stands at the end of the clause when the verb is finite: 'mit' of *teilte ... mit*."""
    form: str = ""
    """The very word that was counted: 'said'."""


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


class Row(Struct, frozen=True):
    """A row of a table, ready to be looked up."""

    forms: list[str]
    cues: list[Cue]
    """The cue that each form is: they differ in their counts."""
    groups: list[list[str]]
    """The forms of a verb by slot: base, present, past, participle, gerund."""


def read_rows(
    file: "YamlFile", first: int, table: str, kind: Kind, factive: frozenset[str], doubting: frozenset[str]
) -> Iterator[Row]:
    """The rows of a table that begins in line `first`; a row that is none is a fault of the file."""
    for number, row in enumerate(table.splitlines(), 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        made = _row([cell.strip() for cell in row.split("|")], row.strip(), kind, factive, doubting)
        if isinstance(made, Row):
            yield made
        else:
            file.fault(first + number, made)


def _row(
    cells: list[str], row: str, kind: Kind, factive: frozenset[str], doubting: frozenset[str]
) -> Row | str:
    """The row, or what is wrong with it."""
    groups = _groups(cells[0])
    forms = [form for some in groups for form in some]
    fits = len(cells) == 3 and forms and (kind != "verb" or len(groups) == _SLOTS)
    shares = _shares(cells[2].split(), kind, len(forms)) if fits else None
    if shares is None:
        return (
            f"{row!r} is no cue; write 'forms | what follows | 3/4' with one count, one for each form "
            "(- for none, <5/40 for fewer than 5 in about 40), or no count; "
            "a verb has five forms, or five groups of them with / between: base, present, past, participle, gerund"
        )
    takes = [word for word in cells[1].split() if word[0] != "~"]
    unknown = [word for word in takes if kind in ("verb", "phrase") and word[0] != "+" and word not in TAKES]
    if unknown:
        return (
            f"{unknown[0]!r} is nothing that can follow a cue; choose from {', '.join(TAKES)}, "
            "or write + before a preposition and ~ before a particle"
        )
    text = cells[0] if kind == "phrase" else forms[0]
    lead = {word.lstrip("+") for word in takes if word[0] == "+" or kind in ("noun", "adjective")}
    cue = Cue(
        text=text,
        kind=kind,
        takes=frozenset(word for word in takes if word[0] != "+"),
        prepositions=frozenset(lead if kind == "verb" else lead - {"that", "to", "saying"}),
        share=0.0,
        measured="",
        particle=next((word[1:] for word in cells[1].split() if word[0] == "~"), ""),
        force="factive" if text in factive else "doubting" if text in doubting else "neutral",
    )
    named = [text] * len(forms) if kind == "phrase" else forms
    cues = [
        replace(cue, share=share, measured=count, form=form)
        for form, (share, count) in zip(named, shares, strict=True)
    ]
    return Row(forms, cues, groups)


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
    sure = known if len(counts) < 2 else {each: pair for each, pair in known.items() if counted(each)}
    assumed, of = UNMEASURED[kind]
    hits = sum(pair[0] for pair in sure.values())
    uses = sum(pair[1] for pair in sure.values())
    together = (hits + PRIOR * assumed / of) / (uses + PRIOR)
    if len(counts) < 2:
        return [(together, counts[0] if uses else "")] * forms
    found = []
    for count in counts:
        own = known.get(count, (0, 0))
        found.append(((own[0] + PRIOR * together) / (own[1] + PRIOR), count if own[1] else ""))
    return found


def counted(count: str) -> bool:
    """True for '3/4', False for '<5/40', which is estimated, and for no count."""
    return count[:1] not in ("", "-", "<")


def _pair(count: str) -> tuple[int, int] | None:
    """(3, 4) for '3/4', (2, 40) for '<5/40', (0, 0) for '-'; None for what is no count."""
    if count == "-":
        return 0, 0
    hits, slash, uses = count.partition("/")
    if hits == f"<{LEAST}" and uses.isdecimal() and int(uses) >= LEAST:
        return FEW, int(uses)
    if not (slash and hits.isdecimal() and uses.isdecimal() and int(hits) <= int(uses)):
        return None
    return int(hits), int(uses)
