"""Building the arrays of an index. The only module of the index that needs numpy.

All arrays are flat and of one number type each, so that they can lie in a file and be mapped into memory.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from annotator.matching.edits import (
    BUCKET_BITS,
    SHORTEST,
    WORD_BITS,
    allowed,
    code_of,
    deletes,
    indexed_words,
)
from annotator.matching.names import ACRONYM, Row
from annotator.matching.stored import Arrays, packed
from annotator.matching.words import LONGEST


def build_arrays(rows: Iterable[Row]) -> Arrays:
    """The arrays that `Index` reads. Rows of the same words stay in the order given.

    words     the vocabulary, sorted, one a line, in UTF-8
    rows, row_places   the rows, packed, and where each begins; sorted by their words
    begins    by word: the first row that begins with it or with a later one
    edges     the trie: words that lead from a node to the next, node by node, sorted; the node that an edge
              leads to is its place + 1
    kids      by node: where in `edges` those that lead on from it begin
    first     by word: the node of names that start with it; 0: none do
    starts    by node: where in `at` the rows begin that end there
    at        numbers of rows
    counts    by word: names that hold it
    posts, post_starts   by word: the rows that hold it
    letters   by row: letters of its folded words
    buckets, remains   the deletion neighbourhood: what is left of a word after taking letters away has a
              hash; its highest bits are the bucket, its lowest stand in `remains` above the word
    acronyms  numbers of rows
    """
    known: dict[str, int] = {}
    numbers, lengths, letters, acronyms = array("I"), array("B"), array("B"), array("B")
    packed_rows, sizes = bytearray(), array("I")
    for row in rows:
        name = indexed_words(row)
        numbers.extend([known.setdefault(word, len(known)) for word in name])
        lengths.append(len(name))
        letters.append(min(255, sum(map(len, name))))
        acronyms.append(bool(row.flags & ACRONYM))
        size = len(packed_rows)
        packed_rows += packed(row)
        sizes.append(len(packed_rows) - size)
    words = sorted(known)
    names = _Names(numbers, lengths, [known[word] for word in words])
    del known
    arrays = _trie(names, len(words))
    arrays.update(_holders(names, len(words)))
    arrays.update(_neighbourhood(words))
    arrays["letters"] = _numbers(letters)[names.order]
    arrays["acronyms"] = np.nonzero(_numbers(acronyms)[names.order])[0].astype(np.uint32)
    arrays["row_places"] = _places(_numbers(sizes)[names.order])
    flat = {name: memoryview(array) for name, array in arrays.items()}
    flat["rows"] = memoryview(_in_order(packed_rows, _places(_numbers(sizes)), names.order))
    flat["words"] = memoryview("\n".join(words).encode("utf-8", "surrogatepass"))
    return flat


def _in_order(data: bytearray, places: Any, order: Any) -> bytes:
    out = bytearray()
    for first, end in zip(places[order].tolist(), places[order + 1].tolist(), strict=True):
        out += data[first:end]
    return bytes(out)


def _numbers(values: "array[int]") -> Any:
    return np.frombuffer(values, np.dtype(f"u{values.itemsize}")) if values else np.zeros(0, np.uint32)


def _places(sizes: Any) -> Any:
    """Where each of things of these sizes begins, the end of the last one included."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.uint64))).astype(np.uint32)


class _Names:
    """The numbers of the words of each name, names sorted by their words."""

    def __init__(self, numbers: "array[int]", lengths: "array[int]", words: list[int]) -> None:
        """`words`: by the alphabet, what each is called in `numbers`."""
        sorted_ = np.zeros(len(words), np.int64)
        sorted_[words] = np.arange(len(words))
        self._all = sorted_[_numbers(numbers)]
        self.lengths = _numbers(lengths).astype(np.int64)
        self._begins = np.cumsum(self.lengths) - self.lengths
        self.depth = int(self.lengths.max()) if len(lengths) else 0
        self.order = np.arange(len(lengths))
        for level in reversed(range(self.depth)):  # each pass keeps the order of those after it
            longer = self.lengths[self.order] > level
            rest = self.order[longer]
            rest = rest[np.argsort(self._all[self._begins[rest] + level], kind="stable")]
            self.order = np.concatenate((self.order[~longer], rest))
        self.lengths, self._begins = self.lengths[self.order], self._begins[self.order]

    def word(self, names: Any, level: int) -> Any:
        """Of each of the names the word at that place."""
        return self._all[self._begins[names] + level]


def _holders(names: _Names, vocabulary: int) -> dict[str, Any]:
    levels = [np.nonzero(names.lengths > level)[0] for level in range(names.depth)]
    pairs = [names.word(here, level) << 32 | here for level, here in enumerate(levels)]
    held = np.unique(np.concatenate(pairs)) if pairs else np.zeros(0, np.int64)
    counts = np.bincount(held >> 32, minlength=vocabulary)
    beginning = np.bincount(
        names.word(levels[0], 0) if levels else np.zeros(0, np.int64), minlength=vocabulary
    )
    unnamed = int(np.count_nonzero(names.lengths == 0))
    return {
        "posts": (held & 0xFFFFFFFF).astype(np.uint32),
        "post_starts": _places(counts),
        "begins": _places(beginning) + np.uint32(unnamed),
        "counts": np.minimum(counts, 0xFFFF).astype(np.uint16),
    }


def _trie(names: _Names, vocabulary: int) -> dict[str, Any]:
    node = np.zeros(len(names.lengths), np.int64)
    levels, nodes = [], 0
    for level in range(names.depth):
        here = np.nonzero(names.lengths > level)[0]
        keys, inverse = np.unique(node[here] << WORD_BITS | names.word(here, level), return_inverse=True)
        node[here] = nodes + 1 + inverse
        nodes += len(keys)
        levels.append(keys)
    first = np.zeros(vocabulary + 1, np.uint32)
    if levels:
        first[levels[0]] = 1 + np.arange(len(levels[0]))
    order = np.argsort(node, kind="stable")
    order = order[node[order] > 0]
    starts = np.zeros(nodes + 2, np.uint32)
    starts[1:] = np.cumsum(np.bincount(node[order], minlength=nodes + 1))
    edges = np.concatenate(levels) if levels else np.zeros(0, np.int64)
    kids = np.zeros(nodes + 2, np.uint32)
    kids[1:] = np.cumsum(np.bincount(edges >> WORD_BITS, minlength=nodes + 1))
    return {
        "edges": (edges & ((1 << WORD_BITS) - 1)).astype(np.uint32),
        "kids": kids,
        "first": first,
        "starts": starts,
        "at": order.astype(np.uint32),
    }


def _neighbourhood(words: Sequence[str]) -> dict[str, Any]:
    codes, owners = array("I"), array("I")
    for number, word in enumerate(words):
        depth = max(1, allowed(len(word)))
        if SHORTEST <= len(word) <= LONGEST and not word.isdigit():
            remains = deletes(word, depth)
            codes.extend(map(code_of, remains))
            owners.extend([number] * len(remains))
    hashes, owner = np.frombuffer(codes, np.uint32), np.frombuffer(owners, np.uint32)
    bits = max(BUCKET_BITS, len(hashes).bit_length() - 3)
    order = np.argsort(hashes >> np.uint32(32 - bits), kind="stable")
    hashes, owner = hashes[order], owner[order]
    buckets = np.zeros((1 << bits) + 1, np.uint32)
    buckets[1:] = np.cumsum(np.bincount(hashes >> np.uint32(32 - bits), minlength=1 << bits))
    return {"buckets": buckets, "remains": hashes << np.uint32(WORD_BITS) | owner}
