"""Candidates computed ahead, in one thread, the sentence that is looked at first.

The screen never waits for it and never computes: it shows what is ready, and is told when more is.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.model import Suggestions


class Ahead:
    """Computes the candidates of wanted sentences and the facts of those whom they mention.

    `suggest` and `describe` are called in the thread; `tell` is called there too, once for what has
    arrived since `arrived` was last taken, with the failure if there was one.
    """

    def __init__(
        self,
        suggest: Callable[[int], "Suggestions"],
        describe: Callable[[str], list[str]],
        tell: Callable[[BaseException | None], None],
    ) -> None:
        self._suggest, self._describe, self._tell = suggest, describe, tell
        self._lock = threading.Lock()
        self._wanted: list[int] = []
        self._arrived: set[int] = set()
        self._facts: dict[str, tuple[str, ...]] = {}
        self._pool = ThreadPoolExecutor(1, "ahead")
        self._running = False
        self._closed = False

    def want(self, indices: Sequence[int]) -> None:
        """Compute these sentences, the first first; what was wanted before and not begun is dropped."""
        with self._lock:
            self._wanted = list(reversed(indices))
            if self._running or not self._wanted:
                return
            self._running = True
        self._pool.submit(self._work).add_done_callback(self._done)

    def arrived(self) -> set[int]:
        """The sentences that have arrived since this was last called."""
        with self._lock:
            arrived, self._arrived = self._arrived, set()
        return arrived

    def facts(self, entity: str) -> tuple[str, ...] | None:
        """What is known of an entity; None where it has not arrived yet."""
        return self._facts.get(entity)

    def forget(self) -> None:
        """What is known has changed: facts are looked up anew."""
        self._facts = {}

    def close(self, *, wait: bool = True) -> None:
        """Stop after the sentence at hand; `wait` until then. Nothing more is told."""
        self._closed = True
        self.want(())
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._running = False
                    return
                index = self._wanted.pop()
            suggestions = self._suggest(index)
            self._look_up(mention.entity for mention in suggestions.mentions)
            with self._lock:
                first = not self._arrived
                self._arrived.add(index)
            if first and not self._closed:
                self._tell(None)

    def _look_up(self, entities: Iterable[str]) -> None:
        for entity in entities:
            if entity not in self._facts:
                self._facts[entity] = tuple(self._describe(entity))

    def _done(self, work: "Future[None]") -> None:
        if not work.cancelled() and not self._closed and (failure := work.exception()) is not None:
            self._tell(failure)
