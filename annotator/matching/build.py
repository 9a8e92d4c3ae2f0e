"""Building the arrays of an index. The only module of the index that needs numpy.

All arrays are flat and of one number type each, so that they can lie in a file and be mapped into memory.
"""

from array import array
from collections.abc import Sequence
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
from annotator.matching.stored import Arrays, rows_in_bytes
from annotator.matching.words import LONGEST


def build_arrays(rows: Sequence[Row]) -> Arrays:
    """The arrays that `Index` reads.

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
    order = sorted(((indexed_words(row), n) for n, row in enumerate(rows)))
    rows, named = [rows[n] for _, n in order], [name for name, _ in order]
    words = sorted({word for name in named for word in name})
    number = {word: n for n, word in enumerate(words)}
    lengths = np.fromiter((len(name) for name in named), np.int64, len(named))
    arrays = _trie([[number[word] for word in name] for name in named], lengths, len(words))
    arrays.update(_neighbourhood(words))
    used = np.fromiter((number[word] for name in named for word in sorted(set(name))), np.int64)
    holders = np.repeat(np.arange(len(named)), [len(set(name)) for name in named])
    arrays["posts"] = holders[np.argsort(used, kind="stable")].astype(np.uint32)
    counts = np.bincount(used, minlength=len(words))
    arrays["post_starts"] = np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)
    starting = np.bincount([number[name[0]] for name in named if name], minlength=len(words))
    unnamed = sum(not name for name in named)
    arrays["begins"] = (unnamed + np.concatenate(([0], np.cumsum(starting)))).astype(np.uint32)
    arrays["counts"] = np.minimum(counts, 0xFFFF).astype(np.uint16)
    arrays["letters"] = np.fromiter((min(255, sum(map(len, name))) for name in named), np.uint8, len(named))
    acronyms = [n for n, row in enumerate(rows) if row.flags & ACRONYM]
    arrays["acronyms"] = np.array(acronyms, np.uint32)
    places, packed = rows_in_bytes(rows)
    arrays["row_places"] = np.array(places, np.uint32)
    flat = {name: memoryview(array) for name, array in arrays.items()}
    flat["rows"] = memoryview(packed)
    flat["words"] = memoryview("\n".join(words).encode("utf-8", "surrogatepass"))
    return flat


def _trie(named: list[list[int]], lengths: Any, vocabulary: int) -> dict[str, Any]:
    depth = int(lengths.max()) if len(lengths) else 0
    matrix = np.full((len(named), max(depth, 1)), -1, np.int64)
    for at, numbers in enumerate(named):
        matrix[at, : len(numbers)] = numbers
    node = np.zeros(len(named), np.int64)
    levels, nodes = [], 0
    for level in range(depth):
        here = np.nonzero(lengths > level)[0]
        keys, inverse = np.unique(node[here] << WORD_BITS | matrix[here, level], return_inverse=True)
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
