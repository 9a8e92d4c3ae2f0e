"""Other ways to retrieve names, each in the place of the matcher's index."""

from collections.abc import Iterator, Sequence

from annotator.matching import Row
from annotator.matching.edits import allowed
from annotator.matching.words import Words, folded_words

Raw = tuple[int, int, int, int]


def key(text: str) -> str:
    """What two names must differ in."""
    return " ".join(folded_words(text))


class Peer:
    """Retrieval by other means, in the place of an `Index`."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.names = [key(row.text) for row in rows]
        self.number = {name: n for n, name in enumerate(self.names)}
        self.build()

    def build(self) -> None: ...

    def exact(self, words: Words) -> list[Raw]:
        return [raw for raw in self.retrieve(words) if self.rows[raw[2]].flags == 0 or self.same(words, raw)]

    def same(self, words: Words, raw: Raw) -> bool:
        return words.raw[raw[0]].replace(".", "") == self.rows[raw[2]].text

    def fuzzy(self, words: Words, ways: Sequence[int], torn: Sequence[int]) -> list[Raw]:
        return []

    def retrieve(self, words: Words) -> Iterator[Raw]:
        raise NotImplementedError

    def windows(self, words: Words) -> Iterator[tuple[int, int, str]]:
        """Up to six words that begin and end with a capital, at least five letters."""
        capital = [not word[0].islower() for word in words.raw]
        for first in range(len(words)):
            for last in range(first, min(first + 6, len(words))):
                if capital[first] and capital[last]:
                    text = " ".join(words.folded[first : last + 1])
                    if len(text) > 2:
                        yield first, last, text


class AhoCorasick(Peer):
    """ahocorasick_rs: exact names alone. The measure of speed."""

    def build(self) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.automaton = AhoCorasick(self.names, matchkind=MatchKind.Standard)

    def retrieve(self, words: Words) -> Iterator[Raw]:
        text, starts, ends, at = " ".join(words.folded), {}, {}, 0
        for n, word in enumerate(words.folded):
            starts[at] = n
            at += len(word)
            ends[at] = n
            at += 1
        for number, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            if start in starts and end in ends:
                yield starts[start], ends[end], number, 0


class SimString(Peer):
    """simstring-rust: windows with a cosine of 0.6 over three letters, then rapidfuzz."""

    def build(self) -> None:
        from simstring_rust.database import HashDb
        from simstring_rust.extractors import CharacterNgrams
        from simstring_rust.measures import Cosine
        from simstring_rust.searcher import Searcher

        base = HashDb(CharacterNgrams(3, "$"))
        for name in self.names:
            base.insert(name)
        self.searcher = Searcher(base, Cosine())

    def near(self, text: str) -> list[tuple[str, int]]:
        from rapidfuzz.distance import OSA

        exact = [(text, 0)] if text in self.number else []
        found = []
        for name in self.searcher.search(text, 0.6):
            edits = OSA.distance(text, name, score_cutoff=2)
            if 0 < edits <= allowed(len(name)):
                found.append((name, edits))
        return exact or found

    def retrieve(self, words: Words) -> Iterator[Raw]:
        for first, last, text in self.windows(words):
            for name, edits in self.near(text):
                yield first, last, self.number[name], edits


class Cdist(SimString):
    """rapidfuzz.process.cdist: every window against every name."""

    def build(self) -> None: ...

    def retrieve(self, words: Words) -> Iterator[Raw]:
        import numpy as np
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import cdist

        windows = list(self.windows(words))
        if not windows:
            return
        texts = [text for _, _, text in windows]
        distances = cdist(texts, self.names, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        for window, number in np.argwhere(distances <= 2).tolist():
            edits = int(distances[window, number])
            if edits <= allowed(len(self.names[number])):
                yield windows[window][0], windows[window][1], number, edits


class SymSpell(SimString):
    """symspellpy over whole names, up to two edits."""

    def build(self) -> None:
        from symspellpy import SymSpell as Engine

        self.engine = Engine(max_dictionary_edit_distance=2, prefix_length=10)
        for name in self.names:
            self.engine.create_dictionary_entry(name, 1)

    def near(self, text: str) -> list[tuple[str, int]]:
        from symspellpy import Verbosity

        found = self.engine.lookup(text, Verbosity.CLOSEST, max_edit_distance=2)
        return [(hit.term, hit.distance) for hit in found if hit.distance <= allowed(len(hit.term))]


class Spaczz(SimString):
    """spaczz.FuzzyMatcher over a blank English pipeline."""

    def build(self) -> None:
        import spacy
        from spaczz.matcher import FuzzyMatcher

        self.language = spacy.blank("en")
        self.matcher = FuzzyMatcher(self.language.vocab, min_r2=85)
        for number, name in enumerate(self.names):
            self.matcher.add(str(number), [self.language.make_doc(name)])

    def retrieve(self, words: Words) -> Iterator[Raw]:
        from spacy.tokens import Doc

        for label, first, last, ratio, _ in self.matcher(Doc(self.language.vocab, words.folded)):
            yield first, last - 1, int(label), 0 if ratio == 100 else 1


PEERS: dict[str, tuple[type[Peer], int]] = {
    "ahocorasick_rs (exact)": (AhoCorasick, 1_000_000),
    "simstring-rust + rapidfuzz": (SimString, 1_000_000),
    "rapidfuzz.process.cdist": (Cdist, 1_000_000),
    "symspellpy": (SymSpell, 100_000),
    "spaczz": (Spaczz, 10_000),
}
"""Each peer, and the most names that it can take in minutes and gigabytes."""
