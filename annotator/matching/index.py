"""The index of names: which of them stand in a text, exactly or with few letters wrong.

Edits are indexed over words, not names, since many names share few words: a vocabulary with its deletion
neighbourhood, and a trie over word numbers kept as one sorted array. What it answers is what comparing every
name with every stretch of the text would, under one rule (`allowed`); whether a find is the name meant is
for `judge` to say. Built with numpy; used without.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from annotator.matching.distinct import unique
from annotator.matching.edits import (
    EXACT,
    KEPT_BITS,
    SHORT,
    SHORTEST,
    TAKEN,
    WORD_BITS,
    allowed,
    code_of,
    cost,
    deletes,
    depth_of,
    edits_of,
    fits,
    stems,
    together,
    wide_cost,
)
from annotator.matching.names import Row, plain_acronym
from annotator.matching.scripts import forms, has_case, is_foreign
from annotator.matching.stored import Arrays, StoredRows, cached
from annotator.matching.words import LONGEST, Words

_HYPHENS = ("-", "‐", "‑", "–")
_NEEDED = frozenset(
    (
        "words",
        "rows",
        "row_places",
        "edges",
        "kids",
        "begins",
        "first",
        "starts",
        "at",
        "counts",
        "letters",
        "acronyms",
        "posts",
        "post_starts",
    )
) | {"buckets", "remains"}
_WORD = (1 << WORD_BITS) - 1
_LOW = (1 << KEPT_BITS) - 1
MANY = 20_000
"""With more words than this a vocabulary holds many that are also slips of the pen, and what it does not hold is
likely to be one."""
_SELDOM = 120
DEEP = 3
"""So many words before a misspelled one are asked which words may follow them."""
RARER = 12
"""A known word may be another one misspelled where that one is in so many times more names."""
Choices = Mapping[int, Sequence[tuple[int, int]]]
"""By the place of a word: numbers of words that it may be taken for, with their cost."""
Raw = tuple[int, int, int, int]
"""First word, last word, number of the row, edits."""


class Index:
    """Names by their words. `build` makes one from rows; it never changes afterwards."""

    def __init__(self, arrays: Arrays) -> None:
        self.rows = StoredRows(arrays["row_places"], arrays["rows"])
        packed = bytes(arrays["words"]).decode("utf-8", "surrogatepass")
        self.words = packed.split("\n") if packed else []
        self._number = {word: number for number, word in enumerate(self.words)}
        self._edges = arrays["edges"]
        self._kids = arrays["kids"]
        self._begins = arrays["begins"]
        self._first = arrays["first"]
        self._starts = arrays["starts"]
        self._at = arrays["at"]
        self._letters = arrays["letters"]
        self._posts = arrays["posts"]
        self._post_starts = arrays["post_starts"]
        self._counts = arrays["counts"]
        self.large = len(self.words) > MANY
        """So many words that most which are not among them are slips of the pen."""
        self._buckets = arrays["buckets"]
        self._remains = arrays["remains"]
        self._shift = 33 - (len(self._buckets) - 1).bit_length()
        self._near: dict[str, tuple[tuple[int, int], ...]] = {}
        self._acronyms: dict[str, list[int]] = {}
        for number in arrays["acronyms"].tolist():
            self._acronyms.setdefault(plain_acronym(self.rows[number].text), []).append(number)

    @classmethod
    def build(cls, rows: Iterable[Row]) -> "Index":
        """The index of these rows; their order does not matter."""
        from annotator.matching.build import build_arrays

        return cls(build_arrays(unique(rows)))

    @classmethod
    def kept(cls, key: str, rows: Callable[[], Iterable[Row]], folder: Path) -> "Index":
        """The index kept in `folder` under `key`; built from the rows where it is not there or not whole.

        The key must change with the rows.
        """

        def build() -> Arrays:
            from annotator.matching.build import build_arrays

            return build_arrays(unique(rows()))

        return cls(cached(folder, key, _NEEDED, build))

    def knows(self, word: str) -> bool:
        """True where the folded word is part of some name."""
        return word in self._number

    def count(self, word: str) -> int:
        """How many names hold the folded word; at most 65,535."""
        number = self._number.get(word)
        return 0 if number is None else self._counts[number]

    def acronyms(self, raw: str) -> Sequence[int]:
        """Rows of the acronym written exactly so, dots aside."""
        return self._acronyms.get(plain_acronym(raw) if "." in raw else raw, ())

    def holders(self, word: int) -> Sequence[int]:
        """The rows that hold the word of that number."""
        return self._posts[self._post_starts[word] : self._post_starts[word + 1]]

    def holders_of(self, words: range) -> Sequence[int]:
        """The rows that hold one of these words, which stand together in the alphabet."""
        return self._posts[self._post_starts[words.start] : self._post_starts[words.stop]]

    def beginning(self, prefix: str) -> range:
        """The numbers of the words that begin so."""
        first = bisect_left(self.words, prefix)
        return range(first, bisect_left(self.words, prefix + "\U0010ffff", first))

    def acronyms_beginning(self, prefix: str) -> list[int]:
        """The rows of acronyms that begin so."""
        first = bisect_left(self._sorted_acronyms, prefix)
        last = bisect_left(self._sorted_acronyms, prefix + "\U0010ffff", first)
        return [row for text in self._sorted_acronyms[first:last] for row in self._acronyms[text]]

    @cached_property
    def _sorted_acronyms(self) -> list[str]:
        return sorted(self._acronyms)

    def near(self, word: str) -> tuple[tuple[int, int], ...]:
        """(number, cost) of the known words that `word` may stand for, itself included."""
        known = self._near.get(word)
        if known is None:
            known = self._find_near(word)
            if len(self._near) > 200_000:
                self._near.clear()
            if len(word) <= LONGEST:
                self._near[word] = known
        return known

    def forget(self) -> None:
        """Forgets what was looked up before: the next sentence is read as the first one."""
        self._near.clear()

    def _find_near(self, word: str) -> tuple[tuple[int, int], ...]:
        number = self._number.get(word)
        exact: tuple[tuple[int, int], ...] = () if number is None else ((number, EXACT),)
        if not SHORTEST <= len(word) <= LONGEST or word.isdigit():
            return exact
        if is_foreign(word):
            bases = {self._number[base] for base in forms(word) if base in self._number}
            exact += tuple((base, EXACT | TAKEN) for base in sorted(bases - {number}))
            if not has_case(word):
                return exact
        numbers = {self._number[stem] for stem in stems(word) if stem in self._number}
        remains, buckets, shift = self._remains, self._buckets, self._shift
        for part in deletes(word, depth_of(len(word))):
            code = code_of(part)
            bucket = code >> shift
            first, end = buckets[bucket], buckets[bucket + 1]
            if first == end:
                continue
            low = (code & _LOW) << WORD_BITS
            high = low | _WORD
            for remain in remains[first:end]:
                if low <= remain <= high:
                    numbers.add(remain & _WORD)
        numbers.discard(-1 if number is None else number)
        least = 0 if number is None else self._counts[number] * RARER
        found = [
            (other, price | TAKEN)
            for other in numbers
            if self._counts[other] > least and (price := cost(word, self.words[other])) is not None
        ]
        known = {base for base, _ in exact}
        return exact + tuple(choice for choice in found if choice[0] not in known)

    def is_open(self, word: str) -> bool:
        """Whether a word may be another one misspelled: in no name, or in few of very many."""
        number = self._number.get(word)
        return number is None or (self.large and self._counts[number] <= _SELDOM)

    def child(self, node: int, word: int) -> int:
        """The node that `word` leads to from `node`; 0 where it leads nowhere."""
        first, end = self._kids[node], self._kids[node + 1]
        if first == end:
            return 0
        at = bisect_left(self._edges, word, first, end)
        return at + 1 if at < end and self._edges[at] == word else 0

    def ending(self, node: int) -> Sequence[int]:
        """The rows whose last word is at `node`."""
        first, end = self._starts[node], self._starts[node + 1]
        return self._at[first:end] if first < end else ()

    def exact(self, words: Words) -> list[Raw]:
        """Every name that stands in the text word for word, acronyms included."""
        found: list[Raw] = []
        get, first, starts, child = self._number.get, self._first, self._starts, self.child
        numbers = [get(word, -1) for word in words.folded]
        numbers.append(-1)
        for start, number in enumerate(numbers):
            if number < 0:
                continue
            node, at = first[number], start
            while node:
                begin, end = starts[node], starts[node + 1]
                if begin < end:
                    found += [(start, at, row, 0) for row in self._at[begin:end]]
                at += 1
                if numbers[at] < 0:
                    break
                node = child(node, numbers[at])
        for at, raw in enumerate(words.raw):
            if not raw[0].islower():
                if raw in self._acronyms or "." in raw:
                    found += [(at, at, row, 0) for row in self.acronyms(raw)]
                if len(raw) == 1 and words.gap(at) in _HYPHENS and words.raw[at + 1].isdigit():  # G-7
                    found += [(at, at + 1, row, 0) for row in self.acronyms(raw + words.raw[at + 1])]
        return found

    def fuzzy(self, words: Words, ways: Sequence[int], torn: Iterable[int]) -> list[Raw]:
        """Every name in the text that is not there word for word but with edits that `fits` allows.

        `ways`, by word: 0: it stands for itself alone; 1: for another one beside a right one; 2: for any.
        `torn`: words that may make one word with the next.
        """
        others = {
            at: choices
            for at, way in enumerate(ways)
            if way and self.is_open(words.folded[at]) and (choices := self._choices(words, at, way))
        }
        joined = self._joined(words, torn)
        if not others and not joined:
            return []
        return self._walk(words, others, joined, max((*others, *joined)))

    def _walk(self, words: Words, others: Choices, joined: Choices, last: int) -> list[Raw]:
        """The names on every way through the text on which a word is taken for another one.

        `others`: by place what a word may be taken for besides itself; `joined`: what it makes with the next
        word; `last`: after this place neither is.
        """
        get, first, child = self._number.get, self._first, self.child
        best: dict[tuple[int, int, int], int] = {}
        numbers = [get(word, -1) for word in words.folded]
        nothing: tuple[tuple[int, int], ...] = ()
        stack = []
        for start, number in enumerate(numbers[: last + 1]):
            if number >= 0 and first[number]:
                stack.append((start, start, first[number], EXACT))
            stack += [(start, start, first[n], price) for n, price in others.get(start, nothing)]
            stack += [(start, start + 1, first[n], price) for n, price in joined.get(start, nothing)]
        while stack:
            start, at, node, price = stack.pop()
            if not node:
                continue
            if price & TAKEN:
                for row in self.ending(node):
                    if fits(price, self._letters[row]):
                        key = (start, at, row)
                        best[key] = min(edits_of(price), best.get(key, 9))
            at += 1
            if at == len(numbers) or (at > last and not price & TAKEN):
                continue
            if numbers[at] >= 0:
                stack.append((start, at, child(node, numbers[at]), price | EXACT))
            for length, choices in ((0, others.get(at, nothing)), (1, joined.get(at, nothing))):
                for number, more in choices:
                    total = together(price, more)
                    if edits_of(total) <= 2:
                        stack.append((start, at + length, child(node, number), total))
        return [(start, at, row, edits) for (start, at, row), edits in best.items()]

    def _choices(self, words: Words, at: int, way: int) -> Sequence[tuple[int, int]]:
        """The known words other than itself that word `at` may be taken for."""
        word = words.folded[at]
        near = [(number, price) for number, price in self.near(word) if price & TAKEN]
        if way == 1:
            return [(number, price if price & EXACT else price | SHORT) for number, price in near]
        if self.large and SHORTEST < len(word) <= LONGEST and word not in self._number:
            lengths = range(len(word) - 2, len(word) + 3)
            near += [
                (number, price | TAKEN)
                for number in self._beside(words.folded, at)
                if len(known := self.words[number]) in lengths
                and (price := wide_cost(word, known)) is not None
            ]
        return near

    def _beside(self, folded: Sequence[str], at: int) -> set[int]:
        """The words beginning like word `at` that stand in some name beside its neighbours as they are."""
        get = self._number.get
        word = folded[at]
        found: set[int] = set()
        letters = {word[0], word[1]}
        spans = [self.beginning(letter) for letter in letters]
        for start in range(max(0, at - DEEP), at):
            number = get(folded[start])
            node = 0 if number is None else self._first[number]
            for word_ in folded[start + 1 : at]:
                number = get(word_)
                node = self.child(node, number) if node and number is not None else 0
            if node:
                for span in spans:
                    found.update(self._leading_on(node, span))
        after = get(folded[at + 1]) if at + 1 < len(folded) else None
        if after is not None:
            for span in spans:
                found.update(self._before(after, span))
        return found

    def _leading_on(self, node: int, span: range) -> Iterable[int]:
        """The words in `span` that lead on from a node."""
        first, end = self._kids[node], self._kids[node + 1]
        first = bisect_left(self._edges, span.start, first, end)
        return self._edges[first : bisect_left(self._edges, span.stop, first, end)]

    def _before(self, word: int, span: range) -> Iterator[int]:
        """The words in `span` that begin a name which holds `word`."""
        begins, posts, end = self._begins, self._posts, self._post_starts[word + 1]
        last = begins[span.stop]
        at = bisect_left(posts, begins[span.start], self._post_starts[word], end)
        while at < end and posts[at] < last:
            number = bisect_right(begins, posts[at]) - 1
            yield number
            at = bisect_left(posts, begins[number + 1], at, end)

    def _joined(self, words: Words, torn: Iterable[int]) -> Choices:
        """Known words that two words of the text make together: (number, cost) by the first of the two.

        A hyphen between the two costs nothing, a stray blank one edit.
        """
        get, folded, starts, ends = self._number.get, words.folded, words.starts, words.ends
        found: dict[int, tuple[tuple[int, int], ...]] = {}
        for at in torn:
            number = get(folded[at] + folded[at + 1])
            if number is not None and starts[at + 1] - ends[at] == 1:
                blank = words.text[ends[at]]
                if blank in _HYPHENS:
                    found[at] = ((number, EXACT | TAKEN),)
                elif blank.isspace() and allowed(len(self.words[number])):
                    found[at] = ((number, 1 | TAKEN),)
        return found
