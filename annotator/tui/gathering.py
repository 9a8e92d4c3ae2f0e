"""A search that goes on in a thread of its own while what was found is shown already."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_EVERY = 0.05
"""Seconds between two batches."""
_FIRST = 20
"""The first batch comes with so many, without waiting."""


class Batch(NamedTuple, Generic[T]):
    """Some of what a search found."""

    search: int
    """Which search: later ones have greater numbers."""
    found: "list[T]"
    done: bool
    """True for the last batch of a search that was not stopped."""
    failure: BaseException | None = None


class Gathering(Generic[T]):
    """Runs one search at a time; a new one ends the one before. `tell` is called in its thread."""

    def __init__(self, tell: "Callable[[Batch[T]], None]") -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._number = 0
        self._pool: ThreadPoolExecutor | None = None
        self.running = False

    def start(self, make: "Callable[[Callable[[], bool]], Iterable[T]]") -> int:
        """Begin a search and return its number. `make` gets a function that tells whether to stop."""
        with self._lock:
            self._number += 1
            number = self._number
            self.running = True
            self._pool = self._pool or ThreadPoolExecutor(1, "search")
        self._pool.submit(self._run, number, make)
        return number

    def stop(self) -> None:
        """End the search at hand; nothing more is told of it."""
        with self._lock:
            self._number += 1
            self.running = False

    def close(self) -> None:
        """Stop for good, without waiting."""
        self.stop()
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self, number: int, make: "Callable[[Callable[[], bool]], Iterable[T]]") -> None:
        def stopped() -> bool:
            return number != self._number

        if stopped():
            return
        batch: list[T] = []
        last, told, failure = monotonic(), False, None
        try:
            for each in make(stopped):
                if stopped():
                    return
                batch.append(each)
                if monotonic() - last > _EVERY or (not told and len(batch) >= _FIRST):
                    self._tell(Batch(number, batch, False))
                    batch, last, told = [], monotonic(), True
        except BaseException as fault:  # noqa: BLE001 - it is handed on, to be raised or shown there
            failure = fault
        if not stopped():
            self.running = False
            self._tell(Batch(number, batch, True, failure))
