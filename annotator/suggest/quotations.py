"""Quotations of a text: where each opens, where it closes, and the paragraphs that it runs over.

Marks may be mixed (“A", „A“, «A», »A«, ‘A’, ``A''), nested, or missing. An apostrophe is no mark. Which marks there
are, and whether a dash opens what somebody says, comes with the language. Takes time linear in the text.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from annotator.model import Span
from annotator.patterns import regex
from annotator.suggest.language import Marks, marks_of


class Quotation(Struct, frozen=True, order=True):
    """A quotation, its marks included. Where it runs over paragraphs, its pieces hold a paragraph each."""

    start: int
    end: int
    opened: bool
    """False where no mark opens it in this text."""
    closed: bool
    """False where no mark closes it: it ends with its last paragraph."""
    pieces: tuple[Span, ...]
    """Its part in each paragraph, marks included; more than one where it runs over paragraphs."""
    depth: int = 0
    """0 outermost, 1 a quotation in a quotation."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


Family = Literal["double", "single"]


class _Mark(NamedTuple):
    start: int
    end: int
    family: Family
    opens: bool
    closes: bool
    """Both are true where only what stands open can tell."""


class _Piece(Struct):
    start: int
    family: Family
    opened: bool
    depth: int
    straight: bool
    end: int = -1
    closed: bool = False
    earlier: list[Span] = []


_BLANK_BEFORE = frozenset("([{—–-/>…=*_|")
_BLANK_AFTER = frozenset(".,;:!?)]}—–-/…<=*_|")
_DECADE = regex(r"\d\ds?\b")
_DASH = regex("[—–―]")
_TURN = 160
"""Code points that the words between two pieces of a dialogue may take: *— said Roe, —*."""
_INCISE = regex(r", (?P<who>[^\s,.;:!?«»“”][^,.;:!?«»“”\n\r]{1,160}?)(?=[,.!?]|\s*[»”])")
_PLAIN = regex(r"\w+")
_BREAK = regex("[\n\r\u2028\u2029]+")
_LOOK_BACK = 16
"""Paragraphs before a stretch that are read to tell whether it begins inside a quotation."""
LOOK_BACK_LENGTH = 20_000
"""Code points before a stretch that are read at most."""


def find_quotations(
    text: str, start: int = 0, end: int | None = None, marks: Marks | None = None
) -> Iterator[Quotation]:
    """The quotations that meet `text[start:end]`, by start; offsets into `text`.

    A paragraph is a line. A quotation left open ends with its paragraph, unless the next one opens again
    (the custom for long quotations) or closes what it did not open. Paragraphs before `start` that open
    with a mark are read too, so a quotation that began there is whole. `marks` are those of the language;
    None: of English, which knows those of most others.
    """
    end = len(text) if end is None else end
    kinds = marks if marks is not None else marks_of("en")
    done: list[Quotation] = []
    hanging: _Piece | None = None
    for first, last in _paragraphs(text, _beginning(text, start, kinds), end):
        if kinds.dialogue and text[first] in kinds.dialogue and (said := _said(text, first, last, kinds)):
            done.extend(Quotation(a, b, True, True, (Span(a, b),)) for a, b in said)
            hanging = None
            continue
        pieces = _pieces(_marks(text, first, last, kinds), text, first, last, hanging)
        hanging = None
        for piece in pieces:
            if not piece.closed and piece.depth == 0 and piece is pieces[-1]:
                hanging = piece
            elif piece.closed or piece.family == "double":
                done.append(_finished(piece))
        if hanging is not None and not _goes_on(text, last, end, hanging.family, kinds):
            if hanging.family == "double" or hanging.earlier:
                done.append(_finished(hanging))
            hanging = None
    if hanging is not None:
        done.append(_finished(hanging))
    if kinds.dialogue:
        done = [piece for quotation in done for piece in _without_teller(quotation, text, kinds)]
    if kinds.incise.words:
        done = [piece for quotation in done for piece in _without_incise(quotation, text, kinds)]
    return iter(sorted(q for q in done if q.end > start))


def _without_teller(quotation: Quotation, text: str, kinds: Marks) -> list[Quotation]:
    """The pieces of a quotation that is told within its marks: *«We go, — said Roe, — now»*; else itself."""
    if len(quotation.pieces) > 1 or text[quotation.start] in kinds.dialogue:
        return [quotation]
    said = _said(text, quotation.start, quotation.end, kinds)
    return [Quotation(a, b, True, True, (Span(a, b),), quotation.depth) for a, b in said] or [quotation]


def _without_incise(quotation: Quotation, text: str, kinds: Marks) -> list[Quotation]:
    """The pieces of a quotation that commas interrupt to tell who says it: *«We, has Roe said, go»*; else itself."""
    if len(quotation.pieces) > 1:
        return [quotation]
    found, place = list[tuple[int, int]](), quotation.start
    for incise in _INCISE.finditer(text, quotation.start, quotation.end):
        if _is_incise(incise["who"].lower().split()[:4], kinds):
            found.append((place, incise.start()))
            place = next(
                (at for at in range(incise.end(), quotation.end) if text[at] not in " ,.!?\u00a0\u202f"),
                quotation.end,
            )
    if any(letter.isalnum() for letter in text[place : quotation.end]):
        found.append((place, quotation.end))
    pieces = [Quotation(a, b, True, True, (Span(a, b),), quotation.depth) for a, b in found]
    return pieces if place > quotation.start else [quotation]


def _is_incise(words: Sequence[str], kinds: Marks) -> bool:
    """True for the first words of who says it: *a dit la maire*, *a-t-elle dit*, *dit-elle*."""
    begins = words[0] in kinds.incise.words or words[0].endswith(kinds.incise.endings)
    return begins and not kinds.telling.isdisjoint(_PLAIN.findall(" ".join(words)))


def _finished(piece: _Piece) -> Quotation:
    pieces = (*piece.earlier, Span(piece.start, piece.end))
    return Quotation(pieces[0].start, piece.end, piece.opened, piece.closed, pieces, piece.depth)


def _said(text: str, first: int, last: int, kinds: Marks) -> list[tuple[int, int]]:
    """What is said in a paragraph of dialogue: *— We go, — said Roe. — Now.*; empty where nobody is named in it.

    The first dash belongs to what is said, as a quotation mark does; the dashes around who says it do not.
    """
    found: list[tuple[int, int]] = []
    place, narrated = first, False
    last = _trimmed(text, first, last)
    while place < last:
        dash = next(
            (m for m in _DASH.finditer(text, place + 1, last) if _tells(text, m.end(), last, kinds)), None
        )
        found.append((place, last if dash is None else _trimmed(text, place, dash.start())))
        if dash is None:
            break
        narrated = True
        back = _DASH.search(text, dash.end(), min(last, dash.end() + _TURN))
        if back is None:
            break
        place = next((at for at in range(back.end(), last) if text[at] not in " .,;:!?…\u00a0\u202f"), last)
    return found if narrated else []


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _tells(text: str, start: int, last: int, kinds: Marks) -> bool:
    """True where a word for saying is among the first words after a dash."""
    words = text[start : min(last, start + 60)].replace(",", " ").replace(".", " ").split()[:4]
    return bool(words) and words[0][0].islower() and any(word.lower() in kinds.telling for word in words)


def _beginning(text: str, start: int, kinds: Marks) -> int:
    """Where to start reading so that a quotation running into `start` is seen from its first paragraph."""
    floor = max(0, start - LOOK_BACK_LENGTH)
    place = start
    for _ in range(_LOOK_BACK):
        found = max(text.rfind(mark, floor, place) for mark in "\n\r\u2028\u2029")
        if found < 0:
            return floor
        line = text[found + 1 : found + 4].lstrip()
        if place != start and line[:1] not in kinds.opening and line[:1] != '"':
            return found + 1
        place = found
    return place


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines that are not blank, without the white space around them."""
    place = start
    while place < end:
        found = _BREAK.search(text, place, end)
        stop = found.start() if found else end
        line = text[place:stop]
        bare = line.strip()
        if bare:
            first = place + line.index(bare[0])
            yield first, first + len(bare)
        place = found.end() if found else end


def _goes_on(text: str, last: int, end: int, family: Family, kinds: Marks) -> bool:
    """True where the next paragraph opens a quotation again, or closes one before it opens any."""
    for first, stop in _paragraphs(text, last, end):
        marks = [mark for mark in _marks(text, first, stop, kinds) if mark.family == family]
        if not marks:
            return False
        if marks[0].start == first:
            return marks[0].opens
        return marks[0].closes and not marks[0].opens and family == "double"
    return False


@functools.cache
def _finder(pattern: str) -> re.Pattern[str]:
    return regex(pattern)


def _marks(text: str, start: int, end: int, kinds: Marks) -> list[_Mark]:
    """The quotation marks of a paragraph and what each can do; apostrophes are left out."""
    found: list[_Mark] = []
    for match in _finder(kinds.pattern).finditer(text, start, end):
        first, last = match.span()
        mark = match.group()
        before = text[first - 1] if first > start else " "
        after = text[last] if last < end else " "
        blank_before = before.isspace() or before in _BLANK_BEFORE or before in kinds.before
        blank_after = after.isspace() or after in _BLANK_AFTER or after in kinds.after
        if mark in kinds.single:
            if before.isalnum() and after.isalnum():
                continue
            elided = mark in "'’‘" and _elided(text, last, kinds)
            opens = blank_before and not blank_after and mark not in kinds.never_opens and not elided
            closes = not before.isspace() and blank_after and mark not in kinds.never_closes
            if mark == "'" and first == start:
                closes = False
            if opens or closes:
                found.append(_Mark(first, last, "single", opens, closes and not opens))
            continue
        opens, closes = mark not in kinds.closing, mark not in kinds.opening
        if blank_before and not blank_after:
            opens, closes = True, False
        elif blank_after and not blank_before:
            opens, closes = False, True
        found.append(_Mark(first, last, "double", opens, closes))
    return found


def _elided(text: str, after: int, kinds: Marks) -> bool:
    """True where an apostrophe stands for letters left out: *'em*, *'90s*."""
    if _DECADE.match(text, after):
        return True
    word = text[after : after + 8]
    length = next((i for i, c in enumerate(word) if not c.isalnum()), len(word))
    return word[:length].lower() in kinds.elided


def _pieces(marks: Sequence[_Mark], text: str, first: int, last: int, hanging: _Piece | None) -> list[_Piece]:
    """The quotations of one paragraph in the order in which they end; an open one comes last."""
    done: list[_Piece] = []
    stack: list[_Piece] = []
    sure = _sure_closers(marks, text)
    for place, mark in enumerate(marks):
        within = next((piece for piece in reversed(stack) if piece.family == mark.family), None)
        if hanging is not None and not stack and not done and mark.family == hanging.family:
            resumed = _resumed(hanging, mark, first)
            hanging = None
            if resumed is not None:
                stack.append(resumed)
                within = resumed
                if mark.start == first:
                    continue
        if within is None:
            if mark.opens:
                straight = text[mark.start] in "\"'"
                stack.append(_Piece(mark.start, mark.family, True, len(stack), straight))
        elif mark.closes and (not mark.opens or within.straight or text[mark.start] == '"'):
            if mark.family == "single" and _possessive(text, mark) and sure[place]:
                continue
            _close(stack, within, mark.end, done)
        elif mark.opens:
            _open_again(stack, within, marks[place + 1 : place + 3], mark, text, done)
    for piece in stack:
        piece.end = last
    done.extend(piece for piece in reversed(stack))
    return done


def _resumed(hanging: _Piece, mark: _Mark, first: int) -> _Piece | None:
    """The quotation left open by the paragraph before, going on in this one."""
    if mark.start == first and mark.opens:
        start = mark.start
    elif mark.closes and not mark.opens:
        start = first
    else:
        return None
    hanging.earlier.append(Span(hanging.start, hanging.end))
    return _Piece(start, hanging.family, hanging.opened, 0, hanging.straight, earlier=hanging.earlier)


def _close(stack: list[_Piece], piece: _Piece, end: int, done: list[_Piece]) -> None:
    """Close `piece` at `end`, and drop what was opened inside it and never closed."""
    while stack:
        top = stack.pop()
        if top is piece:
            break
    piece.end, piece.closed = end, True
    done.append(piece)


def _open_again(
    stack: list[_Piece],
    within: _Piece,
    following: Sequence[_Mark],
    mark: _Mark,
    text: str,
    done: list[_Piece],
) -> None:
    """A mark that opens where its family is open: nested if two closing ones follow, else one is missing."""
    straight = text[mark.start] in "\"'"
    nested = len(following) == 2 and all(m.closes and not m.opens for m in following)
    if not nested:
        if within.family == "single":
            return
        while stack:
            top = stack.pop()
            if top is within:
                break
        within.end = within.start + len(text[within.start : mark.start].rstrip())
        done.append(within)
    stack.append(_Piece(mark.start, mark.family, True, len(stack), straight))


def _possessive(text: str, mark: _Mark) -> bool:
    """True where it may be the apostrophe of 'the states’ interest'."""
    return (
        mark.start > 0
        and text[mark.start - 1] in "sxzSXZ"
        and text[mark.end : mark.end + 1].isspace()
        and text[mark.end + 1 : mark.end + 2].isalnum()
    )


def _sure_closers(marks: Sequence[_Mark], text: str) -> list[bool]:
    """For each mark: whether a single one that surely closes comes later, before the next that opens."""
    answer = [False] * len(marks)
    sure = False
    for place in range(len(marks) - 1, -1, -1):
        mark = marks[place]
        answer[place] = sure
        if mark.family == "single":
            if mark.opens:
                sure = False
            elif not _possessive(text, mark):
                sure = True
    return answer
