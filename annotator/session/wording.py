"""The words of a text: where each stands, by number or by what was typed. Offsets are code points."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rich.cells import split_graphemes

from annotator.model import Span, Text
from annotator.patterns import regex

_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903"
    r"\u093a-\u094f\u0951-\u0957\u0962\u0963\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f"
)
"""What stands on letters without being one."""
_LETTERS = rf"(?:[^\W_][{_MARKS}]*)+"
_WORDS = rf"{_LETTERS}(?:['’·-]{_LETTERS})*|[^\w\s]+|_+"
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"


def words(text: Text, start: int, end: int) -> list[Span]:
    """The words and marks between two offsets; where words have no spaces between, each letter."""
    found = []
    for match in _made(_WORDS).finditer(text[start:end]):
        at = start + match.start()
        if _made(_UNSPACED).search(match[0]) or not match[0][0].isalnum():
            found += [Span(at + first, at + last) for first, last in graphemes(match[0])]
        else:
            found.append(Span(at, start + match.end()))
    return found


@cache
def _made(pattern: str) -> re.Pattern[str]:
    """Made when it is first asked for: so many letters take milliseconds, and the first frame needs none."""
    return regex(pattern)


def graphemes(text: str) -> list[tuple[int, int]]:
    """Where each of what a reader takes for one letter starts and ends: an emoji with all that joins it."""
    return [(start, end) for start, end, _ in split_graphemes(text)[0]]


def numbered(text: Text, start: int, end: int) -> list[Span]:
    """The words that can be counted: those with a letter or a digit in them, without marks and emoji."""
    return [word for word in words(text, start, end) if any(map(str.isalnum, text[word.start : word.end]))]


def cuts(text: str) -> list[int]:
    """Where a text can be cut in two: before each word but the first; where words have no spaces between,
    before each letter."""
    found = {match.start() for match in re.finditer(r"(?<=\s)\S", text)}
    for word in numbered(text, 0, len(text)):
        if _made(_UNSPACED).match(text[word.start]):
            found.add(cut_before(text, 0, word.start))
    return sorted(found - {0})


def cut_before(text: Text, start: int, at: int) -> int:
    """Where to cut before the word at `at`: before the brackets and quotation marks that open there."""
    while at > start and _opens(text, start, at - 1):
        at -= 1
    return at


def _opens(text: Text, start: int, at: int) -> bool:
    mark = text[at : at + 1]
    if mark in "\"'":
        return at == start or text[at - 1 : at].isspace()
    return unicodedata.category(mark) in ("Ps", "Pi")


# ------------------------------------------------------------ words that were typed


def places(text: Text, start: int, end: int, typed: str) -> list[Span]:
    """Where words that a person typed stand between two offsets, in order.

    As whole words and letter for letter where they stand so; else in other capitals, else inside words.
    White space, the shape of quotation marks and dashes, and how accents are put together do not count.
    `first … last` means all between; only where it does not stand there like that.
    """
    stretch = _Stretch.of(text, start, end)
    found = stretch.places(typed)
    head, dots, rest = re.sub(r"\.\.\.", "…", typed).partition("…")
    if found or not dots or not head.strip() or not rest.strip():
        return found
    tails = stretch.places(rest)
    whole = (
        Span(first.start, next((last.end for last in tails if last.start >= first.end), first.end))
        for first in stretch.places(head)
    )
    return [span for span in whole if any(last.end == span.end for last in tails)]


_SAME = dict.fromkeys(map(ord, "‘’‚‛ʼ"), "'") | dict.fromkeys(map(ord, "“”„‟«»"), '"')
_SAME |= dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


class _Stretch(NamedTuple):
    """A text as it is compared, with where each letter of it stands."""

    letters: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: Text, start: int = 0, end: int | None = None) -> "_Stretch":
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for at, letter in enumerate(text[start:end], start):
            if letter.isspace():
                if letters and letters[-1] == " ":
                    continue
                made = " "
            elif unicodedata.category(letter) == "Cf" or letter == "\ufffd":
                continue  # nobody can type what is not seen
            else:
                made = unicodedata.normalize("NFD", letter.translate(_SAME))
            for each in made:
                letters.append(each)
                starts.append(at)
                ends.append(at + 1)
        return cls("".join(letters), starts, ends)

    def places(self, typed: str) -> list[Span]:
        wanted = _Stretch.of(typed).letters.strip()
        if not wanted:
            return []
        folded, small = _folded(self.letters), _folded(wanted)
        for whole in (True, False):
            for letters, sought in ((self.letters, wanted), (folded, small)):
                found = [self._span(at, len(wanted)) for at in self._at(letters, sought, whole)]
                if found:
                    return found
        return []

    def _at(self, letters: str, sought: str, whole: bool) -> Iterator[int]:
        at = letters.find(sought)
        while at >= 0:
            end = at + len(sought)
            if self._between(at, whole) and self._between(end, whole):
                yield at
                at = letters.find(sought, end)
            else:
                at = letters.find(sought, at + 1)

    def _between(self, at: int, whole: bool) -> bool:
        """True where a letter ends and another begins, or, with `whole`, a word."""
        if not 0 < at < len(self.letters):
            return True
        before, after = self.letters[at - 1], self.letters[at]
        if unicodedata.category(after).startswith("M") or self.starts[at] == self.starts[at - 1]:
            return False
        if not whole or _made(_UNSPACED).match(before) or _made(_UNSPACED).match(after):
            return True
        return not (after.isalnum() and self._lettered(at - 1))

    def _lettered(self, at: int) -> bool:
        """True for a letter or digit, and for a mark that stands on one."""
        while at > 0 and unicodedata.category(self.letters[at]).startswith("M"):
            at -= 1
        return self.letters[at].isalnum()

    def _span(self, at: int, length: int) -> Span:
        return Span(self.starts[at], self.ends[at + length - 1])


def _folded(letters: str) -> str:
    """In small letters, as many as before."""
    return "".join(small if len(small := each.casefold()) == 1 else each for each in letters)
