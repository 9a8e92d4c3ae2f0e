"""The one thread that writes.

It takes what waits, in order, in one transaction that holds the write lock from its start. Where the
file cannot be written, every future of the batch is told why; jobs that must not be lost (`keep`) are
kept all the same, and tried again before anything that comes later, until they are on disk.
"""

import atexit
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError, StoreError
from annotator.store.connect import connect, explained
from annotator.store.tables import writing

_REST = 0.4
"""Seconds for which notes (where an annotator stands) may wait for company: each commit syncs the disk."""
_RETRY = 1.0
"""Seconds until what could not be written is tried again, if nothing else gives occasion."""

Run = Callable[[sqlite3.Connection], Any]


class Job:
    """Something to do inside a transaction, and who waits for it."""

    __slots__ = ("done", "keep", "run")

    def __init__(self, run: Run, keep: bool) -> None:
        self.run = run
        self.keep = keep
        self.done: Future[Any] = Future()
        self.done.set_running_or_notify_cancel()  # from here on nobody can cancel it

    def fail(self, why: BaseException) -> None:
        """Tells who waits, once: later failures of the same job are no news."""
        if not self.done.done():
            self.done.set_exception(why)


class Writer:
    """The writing connection of a store. Every method may be called from any thread."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._wake = threading.Condition()
        self._waiting: list[Job] = []
        self._kept: list[Job] = []
        self._notes: dict[Any, Run] = {}
        self._running = 0
        self._closing = False
        self._stopped = False
        self._file: tuple[int, int] | None = None
        self.trouble: StoreError | None = None
        """Why the last attempt failed; None: all is well."""
        self._thread = threading.Thread(target=self._work, name=f"writer of {path.name}", daemon=True)
        self._thread.start()
        atexit.register(self.stop)  # a daemon thread would be cut off in the midst

    @property
    def pending(self) -> int:
        """Kept jobs that are not on disk yet."""
        with self._wake:
            return self._running + len(self._kept) + sum(job.keep for job in self._waiting)

    def submit(self, run: Run, *, keep: bool = False) -> "Future[Any]":
        """Queues `run`, to be called with the connection inside a transaction; its result is the future's."""
        job = Job(run, keep)
        with self._wake:
            if self._closing or self._stopped:
                job.fail(StoreError(f"{self._path}: it is closed already; open it again"))
                return job.done
            self._waiting.append(job)
            self._wake.notify_all()
        return job.done

    def note(self, key: Any, run: Run) -> None:
        """Something that is written with the next judgement or soon; of several under one key, the last."""
        with self._wake:
            fresh = not self._notes
            self._notes[key] = run
            if fresh:
                self._wake.notify_all()

    def stop(self) -> int:
        """Writes what waits, once, and ends the thread; returns how many kept jobs are not on disk."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join()
        atexit.unregister(self.stop)
        return self.pending

    def _work(self) -> None:
        connection: sqlite3.Connection | None = None
        batch: list[Job] = []
        try:
            while True:
                batch, notes, last = self._take()
                connection = self._attempt(connection, batch, notes)
                if last:
                    return
        finally:  # whatever happened, nobody waits for ever
            with self._wake:
                self._stopped = True
                left = [*batch, *self._kept, *self._waiting]
            for job in left:
                job.fail(StoreError(f"{self._path}: the writer has stopped; open it again"))
            if connection:
                connection.close()

    def _take(self) -> tuple[list[Job], dict[Any, Run], bool]:
        """What is to be written now; waits until there is something. True: it is the last time."""
        with self._wake:
            while not (self._waiting or self._closing):
                if self._kept:
                    if not self._wake.wait(_RETRY):
                        break
                elif self._notes:
                    self._wait_for_company()
                    break
                else:
                    self._wake.wait()
            batch = [*self._kept, *self._waiting]
            notes, self._notes = self._notes, {}
            self._kept, self._waiting = [], []
            self._running = sum(job.keep for job in batch)
            return batch, notes, self._closing

    def _wait_for_company(self) -> None:
        until = time.monotonic() + _REST
        while not (self._waiting or self._closing) and (left := until - time.monotonic()) > 0:
            self._wake.wait(left)

    def _attempt(
        self, connection: sqlite3.Connection | None, batch: list[Job], notes: dict[Any, Run]
    ) -> sqlite3.Connection | None:
        """Writes a batch or keeps it. Returns the connection, None where a new one is to be made."""
        if not batch and not notes:
            return connection
        try:
            connection = connection or self._connect()
            self._same_file()
            with writing(connection):
                alone = len(batch) == 1 and not notes
                results = [_run(connection, job, alone=alone) for job in batch]
                for run in notes.values():
                    run(connection)
        except (sqlite3.Error, StoreError) as fault:
            why = fault if isinstance(fault, StoreError) else explained(self._path, fault)
            self._keep(batch, notes, why)
            if connection:
                connection.close()
            return None
        self._settle(zip(batch, results, strict=True))
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self._path, seconds=self._seconds)
        self._file = _identity(self._path)
        return connection

    def _same_file(self) -> None:
        """Raises StoreError where the name leads elsewhere: nobody would find what is written."""
        if _identity(self._path) != self._file:
            raise StoreError(f"{self._path}: it was moved or removed while in use; put it back")

    def _keep(self, batch: list[Job], notes: dict[Any, Run], why: StoreError) -> None:
        kept = [job for job in batch if job.keep]
        with self._wake:
            self._kept, self._running = kept, 0
            self._notes = notes | self._notes if kept else self._notes
            self.trouble = why
        for job in batch:
            job.fail(why)

    def _settle(self, done: Iterable[tuple[Job, Any]]) -> None:
        with self._wake:
            self._running = 0
            self.trouble = None
        for job, result in done:
            if isinstance(result, AnnotatorError):
                job.fail(result)
            elif not job.done.done():
                job.done.set_result(result)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _run(connection: sqlite3.Connection, job: Job, *, alone: bool) -> Any:
    """Does one job of a batch. What is wrong with this job alone is its result: the others go on."""
    if not alone:  # SQLite copies every page that changes after this
        connection.execute("SAVEPOINT job")
    try:
        result = job.run(connection)
    except (sqlite3.IntegrityError, AnnotatorError) as fault:
        connection.execute("ROLLBACK" if alone else "ROLLBACK TO job")
        result = fault if isinstance(fault, AnnotatorError) else StoreError(f"refused: {fault}")
    if not alone:
        connection.execute("RELEASE job")
    return result
