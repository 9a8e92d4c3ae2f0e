"""The sentences of a document as they stand at one moment, and what is proposed for them."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from annotator.history import Spans
from annotator.model import Article, Sentence, Suggestions

if TYPE_CHECKING:
    from annotator.suggest import Analysis, Suggester

_KEPT = 2048
"""Sentences whose suggestions are kept; those computed longest ago are dropped and computed anew."""


class Sentences(Sequence[Sentence]):
    """Spans as sentences, cut when they are asked for: a hundred thousand are at hand at once."""

    def __init__(self, document: Article, spans: Spans, first: int = 0) -> None:
        self._document, self._spans, self._first = document, spans, first

    @overload
    def __getitem__(self, index: int) -> Sentence: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sentence]: ...
    def __getitem__(self, index: int | slice) -> Sentence | Sequence[Sentence]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        span = self._spans[index]
        return Sentence(
            self._document.id, index, span.start, span.end, self._document.text[span.start : span.end]
        )

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[Sentence]:
        return map(self.__getitem__, range(len(self)))


class Outline:
    """Sentences that no longer change. After a split or merge a desk makes a new one.

    `ready` is for the screen, `suggestions` for a thread that may wait.
    """

    def __init__(self, document: Article, spans: Spans, suggester: "Callable[[], Suggester]") -> None:
        self._document = document
        self._sentences = Sentences(document, spans)
        self._suggester = suggester
        self._analysis: Analysis | None = None
        self._ready: dict[int, Suggestions] = {}
        self._lock = threading.Lock()

    def ready(self, index: int) -> Suggestions | None:
        """What was computed for a sentence; None where nothing was yet."""
        return self._ready.get(index)

    def suggestions(self, index: int) -> Suggestions:
        """What is proposed for a sentence, computed where it was not.

        An index past the end, which a merge may leave in a thread that was about to ask, is the last
        sentence. Raises IndexError where there are no sentences at all.
        """
        index = min(index, len(self._sentences) - 1)
        found = self._ready.get(index)
        if found is not None:
            return found
        with self._lock:  # an Analysis serves one thread at a time
            if self._analysis is None:
                self._analysis = self._suggester().analyse(self._document, self._sentences)
            found = self._analysis.suggestions(index)
            while len(self._ready) >= _KEPT:
                del self._ready[next(iter(self._ready))]
            self._ready[index] = found
        return found
