"""What every act at a desk needs: the history, the clock and the store."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.history import History
from annotator.model import Article, Event, Judged, Sentence, Span
from annotator.schema import Schema
from annotator.session.deeds import Deed, said
from annotator.session.outline import Outline
from annotator.store import Store

if TYPE_CHECKING:
    from annotator.suggest import Suggester

Stamp = Callable[[Sequence[tuple[str, Deed]]], list[Event]]
"""Makes the events of one gesture of deeds, each with the id of its document."""


class Gesture(Struct, frozen=True):
    """What a key press did."""

    index: int
    """The sentence to show."""
    said: str
    """One line for the status: "accepted error · wrong-kind on 'Wang Wenbin'"."""
    moved: bool
    """True where sentences were split or merged: their numbers are others now."""
    saved: "Future[None]"
    """Done when it is on disk. With a StoreError it is kept and tried again, see `Desk.pending`."""


class Hand:
    """A document under an annotator's hands: what holds now, undo and redo."""

    def __init__(
        self,
        document: Article,
        schema: Schema,
        annotator: str,
        history: History,
        store: Store,
        stamp: Stamp,
        suggester: "Callable[[], Suggester]",
    ) -> None:
        self.document = document
        self.schema = schema
        self.annotator = annotator
        self._history = history
        self._store = store
        self._stamp = stamp
        self._suggester = suggester
        self._offset = store.position(document.id, annotator)
        self._outline = self._fresh_outline()

    @property
    def count(self) -> int:
        """How many sentences there are now."""
        return len(self._history)

    @property
    def position(self) -> int:
        """The sentence where the annotator stands. Setting it stores it, soon and not in the log."""
        return self._history.at(self._offset)

    @position.setter
    def position(self, index: int) -> None:
        if self.count:
            self._offset = self._history.span(max(0, min(index, self.count - 1))).start
            self._store.set_position(self.document.id, self.annotator, self._offset)

    @property
    def pending(self) -> int:
        """Gestures that are not on disk yet."""
        return self._store.pending

    def sentence(self, index: int) -> Sentence:
        """The sentence at `index`, from 0. Raises IndexError."""
        span = self._history.span(index)
        return Sentence(
            self.document.id, index, span.start, span.end, self.document.text[span.start : span.end]
        )

    def judged(self, index: int) -> Judged:
        """What holds now on a sentence."""
        return self._history[index]

    def at(self, offset: int) -> int:
        """The sentence that holds that offset of the text, or the one before it."""
        return self._history.at(offset)

    def progress(self) -> tuple[int, int]:
        """Sentences judged, and sentences."""
        return self._history.judged, self.count

    def take_in(self, events: Sequence[Event]) -> None:
        """Shows what was done to this document by other ways than this desk, and is on disk."""
        self._history.apply([event for event in events if event.document == self.document.id])

    def renew(self) -> None:
        """What is known has changed: candidates and names are computed anew."""
        self._outline = self._fresh_outline()

    # ------------------------------------------------------------ taking back

    def undo(self) -> Gesture | None:
        """Takes the last gesture back that holds, in every document that it touched; None: there is none."""
        return self._turn("undo", "undid", self._history.undoable)

    def redo(self) -> Gesture | None:
        """Brings the gesture back that was undone last; None: there is none, or something new was done."""
        return self._turn("redo", "did again", self._history.redoable)

    def turn(self, gesture: str) -> Gesture | None:
        """Takes that gesture back, or brings it again where it was taken back; what came later stays.

        None: this document knows no such gesture.
        """
        events, holds = self._history.gesture(gesture)
        if not events:
            return None
        return self._turn("undo", "undid", events) if holds else self._turn("redo", "did again", events)

    def flush(self) -> None:
        """Returns when all is on disk. Raises StoreError."""
        self._store.flush()

    def _turn(self, kind: str, verb: str, meant: Sequence[Event]) -> Gesture | None:
        if not meant:
            return None
        deed = Deed("undo" if kind == "undo" else "redo", target=meant[0].gesture)
        before = self._words(meant)
        moved = _moves(meant)
        others = self._store.documents_of(meant[0]) - {self.document.id}
        events = self._stamp([(document, deed) for document in (self.document.id, *sorted(others))])
        index = max(0, self._history.apply(events[:1]))
        elsewhere = f", in {len(others)} other document{'s' * (len(others) > 1)} too" if others else ""
        return self._sent(events, index, f"{verb}: {before}{elsewhere}", moved)

    def _do(self, index: int, deeds: Sequence[Deed]) -> Gesture:
        events = self._stamp([(self.document.id, deed) for deed in deeds])
        words = self._words(events)
        self._history.apply(events)
        return self._sent(events, index, words, _moves(events))

    def _words(self, events: Sequence[Event]) -> str:
        at = self._history.at(events[0].start)
        sentence = self._history.span(at) if at < self.count else Span(0, 0)
        return said(events, self.document.text, sentence)

    def _sent(self, events: list[Event], index: int, words: str, moved: bool) -> Gesture:
        if moved:
            self._outline = self._fresh_outline()
        return Gesture(index, words, moved, self._store.append(events))

    def _fresh_outline(self) -> Outline:
        return Outline(self.document, self._history.spans(), self._suggester)


def _moves(events: Sequence[Event]) -> bool:
    return any(event.kind in ("split", "merge") for event in events)


def saved() -> "Future[None]":
    """A future of something that is on disk already."""
    done: Future[None] = Future()
    done.set_result(None)
    return done
