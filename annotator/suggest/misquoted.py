"""Quotations that stand twice in one article with other words: one of the two is not what was said.

Only long quotations that agree in all but a word or two are compared. What an editor marks as his own (brackets, dots)
and spellings of one word are no difference; a shorter quotation may be a part of the longer one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from annotator.model import Candidate, Sentence, Span
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.wording import shortened

RULE = "misquoted"
SOURCE = "the article itself"

SHORTEST = 5
"""Words that a quotation must have to be compared."""
LONG = 10
"""Words from which on two of them may differ."""
LONGEST = 120
"""Words that are read of one quotation."""
_MOST_COST = 2
"""Stretches that differ by more are not compared."""

_WORD = regex(r"\w+(?:['’]\w+)*")
_CUT = regex(r"\[[^\]]*\]|…|\.\.\.")
_SHORT_FORMS = (
    ("can't", "can not"), ("won't", "will not"), ("cannot", "can not"), ("it's", "it is"), ("that's", "that is"),
    ("let's", "let us"), ("n't", " not"), ("'re", " are"), ("'ll", " will"), ("'ve", " have"), ("'m", " am"),
)  # fmt: skip
_NEGATION = frozenset(("not", "no", "never", "none", "nobody", "nothing", "without"))


class Words(Struct, frozen=True):
    """The words of a stretch of a quotation that no editor's mark interrupts."""

    span: Span
    """Where they stand in the document."""
    words: tuple[str, ...]
    """In lower case, short forms written out, spellings made alike."""


class Misquoted:
    """Compares each quotation with those before it."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        if not context.quotations:
            return
        all_of = quoted(context.document.text, tuple(q.span for q in context.quotations))
        for number, here in enumerate(all_of):
            if not sentence.start <= here.span.start < sentence.end:
                continue
            for before in _alike(all_of, number):
                difference = difference_of(before.words, here.words)
                if difference is not None and not _beside(before.span, here.span, sentence, context):
                    yield _candidate(here, before, difference, context)
                    break


def _beside(one: Span, other: Span, sentence: Sentence, context: Context) -> bool:
    """True where the two stand so near that one plays on the other: 'Act now,' he said. 'Act together.'"""
    before = context.before(sentence)
    return one.end > (before.start if before else sentence.start) and "\n" not in context.document.text[
        one.end : other.start
    ].strip("\n")


@lru_cache(maxsize=2)
def quoted(text: str, spans: tuple[Span, ...]) -> tuple[Words, ...]:
    """The stretches of words in the quotations, in order; short ones left out."""
    found = []
    for span in spans:
        at = span.start
        for start, end in [
            *(cut.span() for cut in _CUT.finditer(text, span.start, span.end)),
            (span.end, span.end),
        ]:
            if words := _words(text, at, start):
                found.append(words)
            at = end
    return tuple(found)


def _words(text: str, start: int, end: int) -> Words | None:
    words: list[str] = []
    first = last = start
    for found in _WORD.finditer(text, start, end):
        for word in _plain(found[0]):
            first = found.start() if not words else first
            words.append(word)
            last = found.end()
        if len(words) >= LONGEST:
            break
    if len(words) < SHORTEST:
        return None
    return Words(Span(first, last), tuple(words))


@lru_cache(maxsize=4096)
def _plain(word: str) -> tuple[str, ...]:
    """'Didn't' → did, not; 'organisation' → organization."""
    low = word.lower().replace("’", "'")
    for short, long in _SHORT_FORMS:
        if low == short or (short[0] in "n'" and low.endswith(short) and len(low) > len(short)):
            low = low.removesuffix(short) + long
            break
    low = low.removesuffix("'s").replace("isation", "ization").replace("ising", "izing").replace("our", "or")
    return tuple(re.sub(r"ise(d|s)?$", r"ize\1", part) for part in low.split())


def _alike(all_of: Sequence[Words], number: int) -> Iterator[Words]:
    """The stretches before that share three words in a row with this one, the nearest first."""
    own = _triples(all_of[number].words)
    for before in reversed(all_of[:number]):
        if not own.isdisjoint(_triples(before.words)):
            yield before


@lru_cache(maxsize=2048)
def _triples(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def difference_of(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words of the first and of the second that differ; None where they are the same, or too unlike.

    A difference at the very end or start counts only where both are otherwise whole: elsewhere one of them
    begins or ends earlier.
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    steps = _aligned(short, long)
    if steps is None:
        return None
    changed = [(a, b) for a, b in steps if a != b]
    if (
        not changed
        or len(changed) > (2 if len(short) >= LONG else 1)
        or len(short) - len(changed) < SHORTEST - 1
    ):
        return None
    whole = len(long) - len(short) <= 1 and len(steps) == max(len(long), len(short))
    if (steps[0][0] != steps[0][1] or steps[-1][0] != steps[-1][1]) and not (whole and len(short) > SHORTEST):
        return None
    short_words = tuple(a for a, _ in changed if a)
    long_words = tuple(b for _, b in changed if b)
    return (short_words, long_words) if short is one else (long_words, short_words)


def _aligned(short: Sequence[str], long: Sequence[str]) -> list[tuple[str, str]] | None:
    """The cheapest way to lay the short one along a stretch of the long one: pairs, '' where one has nothing."""
    if len(set(short).difference(long)) > _MOST_COST:
        return None  # each of these words costs one
    width = len(long) + 1
    costs = [[0] * width]
    for row, word in enumerate(short, 1):
        line = [row]
        for column in range(1, width):
            same = costs[row - 1][column - 1] + (word != long[column - 1])
            line.append(min(same, costs[row - 1][column] + 1, line[column - 1] + 1))
        costs.append(line)
    row, column = len(short), min(range(width), key=lambda at: (costs[-1][at], -at))
    if costs[row][column] > _MOST_COST:
        return None
    steps = []
    while row:
        if column and costs[row][column] == costs[row - 1][column - 1] + (short[row - 1] != long[column - 1]):
            row, column = row - 1, column - 1
            steps.append((short[row], long[column]))
        elif costs[row][column] == costs[row - 1][column] + 1:
            row -= 1
            steps.append((short[row], ""))
        else:
            column -= 1
            steps.append(("", long[column]))
    return steps[::-1]


def _candidate(
    here: Words, before: Words, difference: tuple[tuple[str, ...], tuple[str, ...]], context: Context
) -> Candidate:
    there, now = difference
    what = (
        f"{' '.join(there)!r} there, {' '.join(now)!r} here"
        if there and now
        else f"{' '.join(there or now)!r} is {'missing here' if there else 'added here'}"
    )
    score = (
        0.72
        + 0.08 * bool(_NEGATION & {*there, *now})
        + 0.05 * (min(len(here.words), len(before.words)) >= LONG)
    )
    text = context.document.text[before.span.start : before.span.end].strip(" ,.\"“”'’\n")
    text = re.sub(r"\s+", " ", shortened(text))
    reason = f"quoted before in other words: {what}: “{text}”"
    span = here.span
    return Candidate("error", span.start, span.end, round(score, 3), RULE, reason, SOURCE, "misquoted")
