"""Who a sentence calls a member, read from its clauses: a predicate of membership, and what depends on it.

Around each predicate the same questions are asked: which list of states is its subject, over appositions, relative
clauses and other verbs; who is named as being with it; and which further subjects go on without a verb of their own
('Latvia in 2016 and Lithuania two years later').
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.patterns import regex
from annotator.suggest.membership_predicates import gaps, predicates
from annotator.suggest.membership_shapes import Manner
from annotator.suggest.membership_words import AND, HYPOTHETICAL


class Reading(NamedTuple):
    """A predicate of membership, and one list of those of whom it is said."""

    manner: Manner
    list: tuple[int, int]
    """Start and end in the shorthand."""
    found: "re.Match[str]"
    """The predicate: `orgs` the organization, or `bare`; `mods` words before a noun."""
    firm: bool
    """True where nothing but a member can stand in that place."""
    last: bool = False
    """True where it is said of the last of the list alone: 'S and S, a member of O'."""


@functools.cache
def _gaps() -> dict[str, "re.Pattern[str]"]:
    """What may stand between the parts of a clause, by name."""
    return {name: regex(text) for name, text in gaps().items()}


_ONE = regex(
    r"(?:an?|one of) |(?:another|the|its|fellow) (?!(?:Q|other|two)\b)"
    r"(?!.*(?:members|states|countries|allies|economies|founders|powers)$)"
)
_SINGULAR = regex(r"(?:is|was|has|belongs|sits|holds|forms|chairs)\b")
_AMONG = regex(r"(?:,? alone|,? only)? $")
_NOT = regex(
    r"(?:\b(?:not|never|neither|nor|no|none|nobody|hardly|nearly|almost|without|if|whether|would|could|might|may|"
    r"should|will|shall|wants?|wanted|hop(?:es?|ed|ing)|ask(?:s|ed|ing)?|plan\w*|yet to|due to|about to|cannot|must|"
    r"formerly|once|then|false\w*|den(?:y|ies|ied)|invited|unless|until|supposed|set to|had (?:it|they))\b|n't\b)"
    r"[^,;:.]*$"
)
_FRONT = regex(r"(?:^|[;:] |, |\b(?:that|and|but|because) )$")
_CUE = regex(
    r"\b(?:members?|membership|join(?:ed|s)?|acce(?:ded|ssion)|admi(?:tted|ssion)|founders?|belongs?|enlarge[a-z]*)\b"
)
_STOP = regex(r"(?=[,.;:)]|$| -| and (?:Q|all|the|other|some|several|many)\b)|(?= on the\b| in the\b)")


def readings(text: str, before: str) -> Iterator[Reading]:
    """Every predicate of membership in a sentence in shorthand with those of whom it is said.

    `before`: the sentence before, where words such as 'did so' may lean on one of its own.
    """
    if "S" not in text and "P" not in text:
        return
    lists: list[tuple[int, int]] | None = None
    for manner, kind, pattern in predicates():
        for found in pattern.finditer(text):
            if lists is None:
                lists = list(_lists(text))
            if not lists or _NOT.search(text, 0, found.start()) or _open(text, found):
                continue
            if kind == "later" and not (_CUE.search(text, 0, found.start()) or _CUE.search(before)):
                continue
            shared = bool(found.groupdict().get("list"))
            firm = shared or _gaps()["firm"].search(found[0]) is not None
            if shared:
                yield Reading(manner, found.span("list"), found, firm)
            if kind != "object":
                for each in _subject(text, manner, kind, found, lists):
                    yield each._replace(firm=each.firm or firm)
                yield from _company(text, kind, found, lists)


def _open(text: str, found: "re.Match[str]") -> bool:
    """True where the part of the sentence before the predicate leaves open whether it holds."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (";", ":", " - ")) + 1
    return HYPOTHETICAL.search(text, start, found.start()) is not None


def _lists(text: str) -> Iterator[tuple[int, int]]:
    """The lists of a sentence; of 'N, S', which may be no list, the end as well."""
    for each in _gaps()["list"].finditer(text):
        yield each.span()
        if ", " in each[0] and not re.search(rf" {AND} ", each[0]):
            yield each.start() + each[0].rindex(", ") + 2, each.end()


def _subject(
    text: str, manner: Manner, kind: str, found: "re.Match[str]", lists: list[tuple[int, int]]
) -> Iterator[Reading]:
    """The nearest list before the predicate that can be its subject, and those that go on from it."""
    between = _gaps()
    if kind == "noun" and _FRONT.search(text, 0, found.start()):
        fronted = between["fronted"].match(text, found.end())
        if fronted:
            yield Reading(manner, fronted.span("list"), found, True)
    for start, end in reversed(lists):
        if end > found.start():
            continue
        if kind == "noun" and found[0].startswith("among") and _AMONG.fullmatch(text, end, found.start()):
            yield Reading(manner, (start, end), found, False)
            return
        gap = between["noun" if kind == "noun" else "verb"].fullmatch(text, end, found.start())
        if gap is None:
            continue
        which = (gap["which"] or "").endswith("which")
        apposed = which or bool(gap.groupdict().get("apposed"))
        if not apposed and not between["bound"].search(text, 0, start):
            continue
        said: Manner = "says" if kind == "noun" and not apposed else manner
        further = list(_going_on(text, manner, found)) if kind != "noun" else []
        one = _ONE.match(found[0]) if kind == "noun" else which and _SINGULAR.match(found[0])
        yield Reading(said, (start, end), found, apposed or bool(further), apposed and bool(one))
        yield from further
        if not between["with"].search(text, 0, start):
            return
    if kind != "noun" and (listed := between["listed"].match(text, found.end())):
        yield Reading(manner, listed.span("list"), found, True)
        yield from _going_on(text, manner, listed, found)


def _going_on(
    text: str, manner: Manner, after: "re.Match[str]", found: "re.Match[str] | None" = None
) -> Iterator[Reading]:
    """Those of whom the predicate is said without being said again: 'and S two years later'."""
    place = after.end()
    if when := _gaps()["when"].match(text, place):
        place = when.end()
    while further := _gaps()["gapped"].match(text, place):
        yield Reading(manner, further.span("list"), found or after, True)
        place = further.end()


def _company(text: str, kind: str, found: "re.Match[str]", lists: list[tuple[int, int]]) -> Iterator[Reading]:
    """Those who are named as being in it with somebody."""
    if kind == "noun" and not _gaps()["predicative"].search(text, 0, found.start()):
        return
    between = _gaps()
    for start, end in lists:
        if end < found.start():
            if between["with"].search(text, 0, start) and between["before"].fullmatch(
                text, end, found.start()
            ):
                yield Reading("calls", (start, end), found, False)
        elif (
            start > found.end()
            and between["after"].fullmatch(text, found.end(), start)
            and _STOP.match(text, end)
        ):
            yield Reading("calls", (start, end), found, False)


def mixed(text: str) -> Iterator[tuple[int, list[int]]]:
    """Every person who stands in a row of states, without a title, and the places of these."""
    for found in _gaps()["mixed"].finditer(text):
        persons = [at for at in range(*found.span()) if text[at] == "P"]
        states = [at for at in range(*found.span()) if text[at] == "S"]
        if len(persons) == 1:
            yield persons[0], states


__all__ = ["Reading", "mixed", "readings"]
