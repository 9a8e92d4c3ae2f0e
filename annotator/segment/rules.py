"""Where a mark ends a sentence in news text: pure decisions over one line and one mark in it.

punkt says whether a full stop ends an abbreviation or a sentence. These rules know what it cannot: that
closing marks belong to the sentence before them, that a reporting clause belongs to its quotation, that
a parenthesis within a sentence does not end it, and the titles and units of English news.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.patterns import regex
from annotator.segment.words import (
    AFTER_INITIAL,
    BEFORE_SMALL,
    BINDING,
    ELSEWHERE,
    INITIALS,
    PLACES,
    STARTERS,
    TITLES,
)

_QUOTES = "\"'”’»“«‘›‹」』"
_OPENING = "\"'“‘«»„‚‹›([{¿¡「『（"
_WIDE = "。！？｡"
"""Marks after which a sentence may start without white space."""
_CLOSERS = (
    r"(?:[\"'”’»›)\]}」』）】》〉]|[“«‘‹](?=[\s\"'”’)]|$)|\[\d{1,3}\]"
    r"|[ \u00a0\u202f][»”)\]](?=[\s,.;:]|$))*"
)

_MARKS = ".?!…‽。！？｡؟۔।॥։።။៕"
_CANDIDATE = regex(f"[{_MARKS}]+{_CLOSERS}")
_GREEK = regex(f"[{_MARKS};·]+{_CLOSERS}")

_LETTERED = regex(
    r"\b(?:[Vv]itamin|[Gg]roup|[Hh]epatitis|[Pp]lan|[Tt]ype|[Gg]rade|[Cc]lass|[Aa]nnex|War) [A-Z]\Z"
)
"""A letter that is no initial: Group A."""
_DOTTED = regex(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,2}")
_ENUMERATOR = regex(r"\W{0,3}(?:\d{1,3}|[IVXLC]{1,6}|[ivxlc]{1,6}|[A-Za-z])")
_NEXT_WORD = regex(r"[\"'“‘«„(\[¿¡]*([^\W\d_]+(?:['’][^\W\d_]+)?)(?![-.–\w])")
_DASH = regex(r"[–—-]{1,2}\s+(\w)")
_TIME_GOES_ON = regex(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:[JFMASOND][a-z]+)\.? \d|[A-Z]{2,4}\b"
    r"|(?:Eastern|Central|Mountain|Pacific|Greenwich)\b"
    r"|(?:[A-Z][a-z]+ ){1,2}[Tt]ime\b"
)
_COMPANY = regex(r"(?:Inc|Corp|Ltd|Co|News|Japan|Finance)\b")

_SAYS = (
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|replies|responded|shouted|cried|exclaimed|"
    r"demanded|wondered|insisted|warned|declared|announced|quipped|joked|tweeted|posted|continued|retorted|snapped|"
    r"yelled|screamed|recalled|answered|inquired|questioned|mused|chanted|urged)"
)
_REPORTING_CLAUSE = regex(
    r"(?:(?:[^\W\d_a-z][\w.'’-]*|of|the|for|and|de|der|von|van|bin|bint|al|el|al-[\w'’-]+),? ){1,8}?"
    r"(?:(?<=, )[^,.?!;:\"“”]{1,80}, )?(?:was |were |has |had )?"
    + _SAYS
    + r"(?:[.,;:]|\s+(?:on|in|at|to|during|after|before|when|as|via|again|back|with|reporters|lawmakers"
    r"|journalists|him|her|them|us|delegates|parliament|[A-Z][\w'’]+(?=[.,]| on| in| at))"
    r"\b(?![^.?!]{0,60}\bthat\b))"
)
"""Who said the question or exclamation just quoted: 'Prime Minister Rishi Sunak said.'"""


class Cut(NamedTuple):
    """A place in a line where a sentence might end."""

    mark: int
    """Where its full stop, question mark or the like stands."""
    stop: int
    """Just after that run of marks."""
    end: int
    """Just after the closing marks that belong to it."""
    following: int
    """The next character that is not white space; the line's length where there is none."""


def cuts(line: str, language: str) -> Iterator[Cut]:
    """Every place in the line where a sentence might end, in order."""
    pattern = _GREEK if language == "el" else _CANDIDATE
    quotes = counted = 0
    for match in pattern.finditer(line):
        mark, end = match.span()
        stop = mark + len(match[0]) - len(match[0].lstrip(_MARKS + (";·" if language == "el" else "")))
        following = _skip_blank(line, end)
        quotes += line.count('"', counted, end)
        counted = end
        # A straight mark that stands alone closes what is open, and opens where nothing is.
        if quotes % 2 and end < following and line[following : following + 1] == '"':
            after = _skip_blank(line, following + 1)
            if after != following + 1:
                end, following = following + 1, after
        elif quotes % 2 and end == following and line[end - 1] == '"':
            end = following = stop
        yield Cut(mark, stop, end, following)


def brackets(line: str) -> list[tuple[int, int]]:
    """The outermost pairs of round or square brackets that close within 600 characters, in order."""
    pairs: list[tuple[int, int]] = []
    open_: list[int] = []
    for match in re.finditer(r"[(\[)\]]", line):
        if match[0] in "([":
            open_.append(match.start())
        elif open_:
            first = open_.pop()
            if match.end() - first <= 600:
                while pairs and pairs[-1][0] > first:
                    pairs.pop()
                pairs.append((first, match.end()))
    return pairs


def ends(line: str, start: int, cut: Cut, stopped: bool, english: bool) -> bool:
    """Whether the sentence that begins at `start` ends at `cut`; `stopped` is what punkt thinks of it."""
    if cut.following == cut.end:
        return _ends_without_space(line, cut, english)
    if _goes_on(line, cut):
        return False
    marks = line[cut.mark : cut.stop]
    if not english:
        first = line[cut.following]
        if marks == "." and (_last_word(line, start, cut) in ELSEWHERE or first.islower()):
            return False
        return stopped or any(m in marks for m in "…؟۔।॥։።။៕" + _WIDE)
    word = next_word(line, cut.following)
    closed = line[cut.stop : cut.end]
    if closed and _one_word_bracket(line, start, cut):
        return word in STARTERS
    spaced = marks == "." and line[max(0, cut.mark - 2) : cut.mark] in (". ", ".\u00a0")
    if marks == "." and not spaced:
        return _ends_at_full_stop(line, start, cut, stopped, word)
    if marks.strip(".…") == "" or spaced:
        return _ends_at_ellipsis(line, start, cut, word)
    if closed.strip(")]} ") and _REPORTING_CLAUSE.match(line, cut.following):
        return False
    return not (marks == "!" and not closed and _COMPANY.match(line, cut.following))


def next_word(line: str, at: int) -> str:
    """The word at `at` or behind the opening marks there; empty for numbers, initials and compounds."""
    found = _NEXT_WORD.match(line, at)
    return found[1].replace("’", "'") if found else ""


def _skip_blank(line: str, at: int) -> int:
    while at < len(line) and line[at].isspace():
        at += 1
    return at


def _ends_without_space(line: str, cut: Cut, english: bool) -> bool:
    """Wide marks need no space after them; elsewhere its lack must be plain: '... in 1945.The group'."""
    if line[cut.stop - 1] in _WIDE:
        return cut.following < len(line) and line[cut.following] not in "とっ、，,;；:："
    if not english or cut.following == len(line):
        return False
    before = line[max(0, cut.mark - 3) : cut.mark]
    whole = before.isdigit() or (before.isalpha() and before.islower())
    return whole and len(before) == 3 and next_word(line, cut.following) in AFTER_INITIAL


def _goes_on(line: str, cut: Cut) -> bool:
    """True where what follows can only be the same sentence."""
    at = cut.following
    first = line[at : at + 1]
    if first in ("", ",", ";", ":"):
        return bool(first)
    closed = line[cut.stop : cut.end]
    quoted = any(c in _QUOTES for c in closed)
    if dash := _DASH.match(line, at):
        return quoted or dash[1].islower()
    if first in "–—" and line[at + 1 : at + 2].islower():
        return True  # —¿Y el puente? —preguntó
    if first in "([" and quoted:
        first = line[at + 1 : at + 2]
        at += 1
    small = first.islower() and not line[at + 1 : at + 2].isupper()
    return small and (bool(closed) or line[cut.stop - 1] not in ".")


def _one_word_bracket(line: str, start: int, cut: Cut) -> bool:
    """True at '(sic.)', '(!)' within a sentence: a bracket that holds one word or only marks."""
    if line[cut.end - 1] not in ")]":
        return False
    near = max(start, cut.mark - 15)
    opened = max(line.rfind("(", near, cut.mark), line.rfind("[", near, cut.mark))
    return opened > start and " " not in line[opened : cut.mark]


def _last_word(line: str, start: int, cut: Cut) -> str:
    """The word that the mark is written on, without opening marks; empty where white space is between."""
    before = line[max(start, cut.mark - 40) : cut.mark]
    return before.split()[-1].lstrip(_OPENING + _QUOTES) if before and not before[-1].isspace() else ""


def _ends_at_full_stop(line: str, start: int, cut: Cut, stopped: bool, word: str) -> bool:
    last = _last_word(line, start, cut)
    first = line[cut.following]
    closed = cut.end > cut.stop
    if cut.mark - start < 12 and not closed and _ENUMERATOR.fullmatch(line, start, cut.mark):
        return False
    if last.lower() in BINDING:
        return False
    if not closed and last.split("-")[-1] in TITLES and (first.isupper() or first in _OPENING):
        return last in PLACES and word in AFTER_INITIAL
    if not first.isupper() and not closed:
        small = first.islower() or first.isdigit() or first == "+"
        abbreviated = (
            last.lower() in BEFORE_SMALL or _DOTTED.fullmatch(last) or (len(last) == 1 and last.isalpha())
        )
        if small and abbreviated:
            return False
    if len(last) == 1 and last.isupper():
        if _LETTERED.search(line, max(start, cut.mark - 20), cut.mark):
            return True
        return word in AFTER_INITIAL or (stopped and not first.isupper())
    if (
        len(last) > 1
        and last.isupper()
        and last.isalpha()
        and last.capitalize() not in TITLES | {"No", "Nos"}
    ):
        return True
    if last in INITIALS:
        return word in AFTER_INITIAL
    if last.lower() in ("a.m", "p.m"):
        return word in STARTERS or _ends_at_a_time(line, start, cut)
    if _DOTTED.fullmatch(last):
        return word in STARTERS and not line.startswith("Under Secretary", cut.following)
    return stopped or word in STARTERS


def _ends_at_a_time(line: str, start: int, cut: Cut) -> bool:
    """'By 6 p.m. Lavrov had left' goes on; 'The attack came at 4 a.m. Residents fled' does not."""
    if _TIME_GOES_ON.match(line, cut.following):
        return False
    return len(line[max(start, cut.mark - 200) : cut.mark].split()) > 5


def _ends_at_ellipsis(line: str, start: int, cut: Cut, word: str) -> bool:
    if cut.mark - start < 3 and not any(c.isalnum() for c in line[start : cut.mark]):
        return False  # it opens the sentence: "... And so on."
    if word in STARTERS:
        return True
    quoted = cut.end > cut.stop
    if quoted and _REPORTING_CLAUSE.match(line, cut.following):
        return False
    return (quoted or cut.stop - cut.mark > 3) and line[cut.following].isupper()
