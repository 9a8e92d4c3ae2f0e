"""Text for a terminal: made safe, measured in cells, wrapped.

`safe` replaces one for one, so offsets into the text of a document stay right on the screen.
A cell is one column of the terminal; a CJK character or an emoji takes two.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

from annotator import safetext

_INVISIBLE = dict.fromkeys(
    (0xFEFF, 0x2060, 0x180E, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)), 0xFFFD
) | {0xAD: 0x2010}
"""What terminals hide, so that words could be smuggled past the reader. A soft hyphen is shown as one."""

_SINGLE = re.compile(
    r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
    r"\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2212\u2400-\u2421\u2500-\u25fc]*"
)
"""Characters that take exactly one cell each, in any terminal."""

_UNSURE = re.compile("[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
"""What joins or changes emoji: terminals disagree on the cells that the whole takes."""

_RTL = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"


@lru_cache(2048)
def safe(text: str) -> str:
    """The text without what a terminal would obey or hide: as many code points, each in its place."""
    return text if text.isascii() and text.isprintable() else safetext.safe(text).translate(_INVISIBLE)


_QUOTE_SIGNS = frozenset('“”„"«»')


def in_quotes(words: str) -> str:
    """Words of an article in quotation marks, in single ones where they have double ones themselves."""
    return f"‘{words}’" if _QUOTE_SIGNS.intersection(words) else f"“{words}”"


def plain(text: str) -> bool:
    """True where every character takes exactly one cell, so that cells can be counted as characters."""
    return _SINGLE.fullmatch(text) is not None


def width(text: str) -> int:
    """The cells that a safe text takes."""
    return len(text) if plain(text) else cell_len(text)


def drawable(text: str) -> str:
    """The text in as many cells, whatever the terminal thinks of emoji that are put together.

    A family is drawn as its first member, a heart as the sign without its colour: where a terminal took
    more or fewer cells than are counted, all that stands behind would be in the wrong place.
    """
    if text.isascii() or not _UNSURE.search(text):
        return text
    drawn = []
    for start, end, size in split_graphemes(text)[0]:
        grapheme = text[start:end]
        if _UNSURE.search(grapheme):
            first = grapheme[0] if not _UNSURE.match(grapheme) else ""
            taken = cell_len(first)
            grapheme = first + " " * (size - taken) if taken <= size else " " * size
        drawn.append(grapheme)
    return "".join(drawn)


def right_to_left(text: str) -> bool:
    """True where the text holds Hebrew, Arabic or another script that is written from right to left."""
    return re.search(_RTL, text) is not None


def cut(text: str, cells: int) -> str:
    """The text, shortened with … where it takes more than `cells`; empty for less than one cell."""
    if cells < 1:
        return ""
    if width(text) <= cells:
        return text
    if plain(text):
        return text[: cells - 1].rstrip() + "…"
    taken = 0
    for start, _, size in split_graphemes(text)[0]:
        if taken + size > cells - 1:
            return text[:start].rstrip() + "…"
        taken += size
    return text


def pad(text: str, cells: int) -> str:
    """The text in exactly `cells`: filled with spaces, or shortened with …."""
    short = cut(text, cells)
    return short + " " * (cells - width(short))


def wrap(text: str, cells: int) -> list[tuple[int, int]]:
    """Where the lines of a safe text start and end, as offsets into it; the spaces between are left out.

    Lines break at spaces, inside words that are longer than a line, and anywhere between wide
    characters. No line takes more than `cells` unless a single character does. An empty text is one line.
    """
    cells = max(1, cells)
    return _wrap_plain(text, cells) if plain(text) else _wrap_wide(text, cells)


def _wrap_plain(text: str, cells: int) -> list[tuple[int, int]]:
    lines = []
    start, length = 0, len(text)
    while length - start > cells:
        at = text.rfind(" ", start, start + cells + 1)
        if at <= start:
            lines.append((start, start + cells))
            start += cells
        else:
            end = at
            while end > start + 1 and text[end - 1] == " ":
                end -= 1
            lines.append((start, end))
            start = at + 1
            while start < length and text[start] == " ":
                start += 1
    if start < length or not lines:
        lines.append((start, length))
    return lines


def _wrap_wide(text: str, cells: int) -> list[tuple[int, int]]:
    lines = []
    start = end = taken = 0  # the line so far: text[start:end], `taken` cells with the spaces after it
    for word in re.finditer(r"\s+|\S+", text):
        size = cell_len(word[0])
        if word[0].isspace():
            taken += size
            continue
        if taken and taken + size > cells and not (size > cells or _breaks_anywhere(word[0])):
            lines.append((start, end))
            start, taken = word.start(), 0
        if taken + size <= cells:
            end, taken = word.end(), taken + size
            continue
        for first, last, grapheme in split_graphemes(word[0])[0]:
            if taken and taken + grapheme > cells:
                lines.append((start, max(start, end)))
                start, taken = word.start() + first, 0
            end, taken = word.start() + last, taken + grapheme
    lines.append((start, max(start, end)))
    return lines


def _breaks_anywhere(word: str) -> bool:
    """True for Chinese and Japanese, which have no spaces to break at."""
    return any(unicodedata.east_asian_width(character) in "WF" for character in word)


def around(text: str, places: Sequence[tuple[int, int]], cells: int) -> list[tuple[str, bool]]:
    """One line of a safe text, in at most so many cells, that shows the first of the places.

    Its pieces, each with whether it is one of the places; what is left out is told by ….
    """
    first = places[0][0] if places else 0
    start = 0
    if width(text[: places[0][1] if places else 0]) > cells - 1:
        start = max(text.rfind(" ", 0, max(0, first - cells // 3)) + 1, first - cells // 2, 0)
    line = ("…" if start else "") + text[start:]
    shift = (1 if start else 0) - start
    line = cut(line, cells)
    end = len(line) - line.endswith("…") if len(line) < len(text) - start + (1 if start else 0) else len(line)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for place in places:
        begin, stop = max(at, place[0] + shift), min(end, place[1] + shift)
        if stop > begin:
            pieces += [(line[at:begin], False), (line[begin:stop], True)]
            at = stop
    return [piece for piece in [*pieces, (line[at:], False)] if piece[0]]


def lines(text: str, cells: int) -> list[str]:
    """A text made safe and wrapped, line by line."""
    clean = safe(text)
    return [clean[start:end] for start, end in wrap(clean, cells)]


def brief_path(message: str) -> str:
    """A message without the folders of the file that it names: a status line is short."""
    return re.sub(r"(?:/[^\s/:]+)+/(?=[^\s/:]+:)", "", message)
