"""What stands around a place in a sentence: the traits by which learned weights judge what the sentence says of it.

A place is a state, a person or a number in the shorthand of a sentence; beside it stands the organization that it may
belong to. A trait is a sort ('before', 'between', ...) and a word or two, a blank between: 'before fellow', 'clause
joined'. Names are their letters, the place itself X, the organization C; figures, years, months and days are classes.
"""

from collections.abc import Iterator, Sequence

from annotator.patterns import regex
from annotator.suggest.shorthand import words

_TOKEN = regex(r"[SOGPLFDNQB](?![a-z])|\d+(?:st|nd|rd|th)\b|[a-z]+(?:'[a-z]+)?|\d+|[^\w\s]")
_ORDINALS = (
    "first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONTHS = "january february march april june july august september october november december"  # may is a verb
_DAYS = "monday tuesday wednesday thursday friday saturday sunday yesterday today"
_CLASSES = {
    word: name
    for name, listed in (("ORD", _ORDINALS), ("MON", _MONTHS), ("DAY", _DAYS))
    for word in words(listed)
}
_LISTED = frozenset("SPLN")
_LINKS = words(", and or the as well but also with")
_LONGEST_LINK = 3
_NEAR, _WINDOW = 3, 6
_CLAUSE_ENDS = frozenset(";:.-")
_FAR = 10


class Tokens:
    """The words, marks and letters of a shorthand."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.places: list[int] = []
        """Where each stands in the shorthand."""
        for found in _TOKEN.finditer(text):
            self.words.append(_class_of(found[0]))
            self.places.append(found.start())
        self.at = {place: number for number, place in enumerate(self.places)}
        """Number of the token by its place."""
        self._rows: list[list[int]] | None = None

    def row(self, number: int) -> Sequence[int]:
        """The tokens that a token is listed with, itself included: 'S, S and S'."""
        if self._rows is None:
            self._rows = list(_rows(self.words))
        return next((row for row in self._rows if number in row), (number,))


def _class_of(word: str) -> str:
    if word[0].isdigit():
        if not word.isdigit():
            return "ORD"
        return "YEAR" if len(word) == 4 and word[:2] in ("19", "20") else "NUM"
    return _CLASSES.get(word, word)


def _rows(tokens: Sequence[str]) -> Iterator[list[int]]:
    """Every list of two names or more."""
    row: list[int] = []
    for number, token in enumerate(tokens):
        if token in _LISTED:
            row.append(number)
        elif not (row and token in _LINKS and number - row[-1] <= _LONGEST_LINK):
            if len(row) > 1:
                yield row
            row = []
    if len(row) > 1:
        yield row


def traits(tokens: Tokens, number: int, club: int | None, away: Sequence[str] = ()) -> Iterator[str]:
    """The traits of the token `number` beside the organization at token `club`.

    `away`: why that may be meant though the sentence does not name it; `club` is then the noun that means it, if any.
    """
    found = tokens.words
    row = tokens.row(number)
    first, last = row[0], row[-1]

    def word(at: int) -> str:
        if at == number:
            return "X"
        return "C" if at == club else found[at] if 0 <= at < len(found) else "$"

    before = [word(at) for at in range(first - _WINDOW, first)]
    after = [word(at) for at in range(last + 1, last + 1 + _WINDOW)]
    for step in range(1, _NEAR + 1):
        yield f"left{step} {before[-step]}"
        yield f"right{step} {after[step - 1]}"
    yield f"lefts {before[-2]} {before[-1]}"
    yield f"rights {after[0]} {after[1]}"
    yield f"around {before[-1]} {after[0]}"
    yield from {f"before {each}" for each in before}
    yield from {f"after {each}" for each in after}
    start, end = first, last
    while start > 0 and found[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    while end < len(found) - 1 and found[end + 1] not in _CLAUSE_ENDS:
        end += 1
    yield from {f"clause {word(at) if at == number else found[at]}" for at in range(start, end + 1)}
    if club is not None:
        yield from _between(tokens, row, club, word(club - 1), word(club + 1))
    if away:
        yield from (f"away {each}" for each in away)
        yield f"anchor {'none' if club is None else found[club]}"
        yield from {f"sentence {word(at) if at == number else each}" for at, each in enumerate(found)}


def _between(tokens: Tokens, row: Sequence[int], club: int, before: str, after: str) -> Iterator[str]:
    """The traits of the way between a list and the organization."""
    ahead = club > row[-1]
    middle = tokens.words[row[-1] + 1 : club] if ahead else tokens.words[club + 1 : row[0]]
    way = "to" if ahead else "from"
    yield f"way {way}"
    yield f"{way} distance {min(len(middle) // 2, _FAR)}"
    yield from {f"{way} {each}" for each in middle}
    yield from {f"{way} {one} {two}" for one, two in zip(("^", *middle), (*middle, "$"), strict=True)}
    yield f"club-left {before}"
    yield f"club-right {after}"


def company(inside: Sequence[bool], others: Sequence[bool], clubs: int) -> Iterator[str]:
    """The traits of those beside: which of the list and of the whole sentence are members; how many organizations."""
    size = min(len(inside) + 1, 5)
    yield f"row {size}"
    if inside:
        share = sum(inside) / len(inside)
        yield f"row-share {'all' if share == 1 else 'most' if share >= 0.5 else 'some' if share else 'none'}"
        yield f"row {size} share {int(4 * share)}"
    yield f"sentence-share {'-' if not others else 'all' if all(others) else 'some' if any(others) else 'none'}"
    yield f"clubs {min(clubs, 3)}"
