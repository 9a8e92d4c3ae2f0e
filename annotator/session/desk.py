"""One document under one annotator's hands."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.errors import UsageError
from annotator.history import History
from annotator.model import Annotation, Candidate, Document, Event, Judged, Sentence, Span, Suggestions
from annotator.schema import Schema
from annotator.session.deeds import Deed, answering, excluded, labelling, said, taking_off
from annotator.session.outline import Outline
from annotator.store import Store

if TYPE_CHECKING:
    from annotator.suggest import Suggester


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


class Desk:
    """A document, its sentences, what holds on them, and the acts that change it.

    An act changes the desk at once, queues its events for the writer and returns. Acts and reading
    belong to one thread; `suggestions` and `describe` may be called from another meanwhile. What other
    processes write appears when the document is opened again.
    """

    def __init__(
        self,
        document: Document,
        schema: Schema,
        annotator: str,
        history: History,
        store: Store,
        stamp: Callable[[str, Sequence[Deed]], list[Event]],
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

    # ------------------------------------------------------------ reading

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

    def at(self, offset: int) -> int:
        """The sentence that holds an offset into the text, or the one before it."""
        return self._history.at(offset)

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

    def progress(self) -> tuple[int, int]:
        """Sentences judged, and sentences."""
        return self._history.judged, self.count

    def ready(self, index: int) -> Suggestions | None:
        """What is proposed for a sentence, at once; None where it is not computed yet."""
        return self._outline.ready(index)

    def suggestions(self, index: int) -> Suggestions:
        """What is proposed for a sentence, computed: not on the screen's thread."""
        return self._outline.suggestions(index)

    def describe(self, entity: str) -> list[str]:
        """The entity's facts at the document's date, a line each; none for an unknown one."""
        return self._suggester().knowledge.describe(entity, self.document.date)

    def answer(self, candidate: Candidate) -> str:
        """'accepted', 'rejected' or, where it is open, ''."""
        return self._history.answer(candidate.key)

    def next_unjudged(self, index: int) -> int | None:
        """The next sentence after `index` that is not judged, from the top again; None: all are."""
        return self._history.unjudged(index)

    def search(self, text: str, index: int, *, backwards: bool = False) -> int | None:
        """The first sentence from `index` on in which `text` begins, in small letters or capitals.

        Goes on at the other end; None where `text` is nowhere or empty. Any white space finds any.
        """
        wanted = _plain(text)
        if not wanted or not self.count:
            return None
        index = max(0, min(index, self.count - 1))
        if backwards:
            end = self._history.span(index + 1).start if index + 1 < self.count else len(self._searched)
            found = self._searched.rfind(wanted, 0, end + len(wanted) - 1)
            found = found if found >= 0 else self._searched.rfind(wanted)
        else:
            found = self._searched.find(wanted, self._history.span(index).start)
            found = found if found >= 0 else self._searched.find(wanted)
        return self._history.at(found) if found >= 0 else None

    @cached_property
    def _searched(self) -> str:
        return _plain(self.document.text)

    # ------------------------------------------------------------ answers

    def accept(self, index: int, candidate: Candidate, rank: int) -> Gesture:
        """Accepts a candidate, shown as number `rank`; again: takes it back. What its label excludes goes."""
        if self.answer(candidate) == "accepted":
            return self._do(index, [answering("reopen", candidate, rank)])
        return self._do(index, self._accepting(index, [(candidate, rank)]))

    def reject(self, index: int, candidate: Candidate, rank: int) -> Gesture:
        """Rejects a candidate, shown as number `rank`; again: takes it back."""
        again = self.answer(candidate) == "rejected"
        return self._do(index, [answering("reopen" if again else "reject", candidate, rank)])

    def finish(self, index: int, marked: Sequence[tuple[Candidate, int]]) -> Gesture | None:
        """Accepts the marked candidates, each with its rank, and passes the sentence as judged.

        None: nothing is marked, answered or labelled, so nothing is judged. The gesture's index is
        the next sentence.
        """
        now = self.judged(index)
        if not marked and not now.judged and not now.rejected:
            return None
        deeds = self._accepting(index, [each for each in marked if self.answer(each[0]) != "accepted"])
        if not self._history.done(index):
            deeds.append(Deed("done", Span(now.start, now.end)))
        onward = min(index + 1, self.count - 1)
        if not deeds:
            return Gesture(onward, "judged already", False, _saved())
        return self._do(onward, deeds)

    def _accepting(self, index: int, marked: Sequence[tuple[Candidate, int]]) -> list[Deed]:
        standing = list(self.judged(index).annotations)
        deeds = []
        for candidate, rank in marked:
            deeds.append(answering("accept", candidate, rank))
            deeds += self._making_room(candidate.label, standing)
        return deeds

    def _making_room(self, label: str, standing: list[Annotation]) -> list[Deed]:
        """Takes off `standing`, and out of the list, what cannot hold beside `label`."""
        gone = excluded(self.schema, label, standing)
        standing[:] = [each for each in standing if each not in gone]
        return [taking_off(each) for each in gone]

    # ------------------------------------------------------------ labels by hand

    def toggle(self, index: int, label: str, type: str = "", span: Span | None = None) -> Gesture:
        """Sets a label on the sentence or on `span`, or takes it off. What it excludes goes.

        Without `span`, a label that holds anywhere in the sentence is taken off.
        Raises UsageError for a label, type or span that there is not.
        """
        known = self.schema.label(label)
        if known is None:
            names = ", ".join(each.name for each in self.schema.labels)
            raise UsageError(f"no label called {label!r}; choose from {names}")
        if type and not known.has_type(type):
            names = ", ".join(each.name for each in known.types) or "none: it has no types"
            raise UsageError(f"no type of {label} called {type!r}; choose from {names}")
        if span and not 0 <= span.start < span.end <= len(self.document.text):
            raise UsageError(
                f"{span.start}..{span.end} is no stretch of the text, which is {len(self.document.text)} long"
            )
        standing = list(self.judged(index).annotations)
        held = [
            each
            for each in standing
            if (each.label, each.type) == (label, type) and (span is None or each.span == span)
        ]
        if held:
            return self._do(index, [taking_off(each) for each in held])
        first = labelling(label, type, span or self._history.span(index))
        return self._do(index, [first, *self._making_room(label, standing)])

    def nothing(self, index: int) -> Gesture:
        """The schema's label for nothing to check; what it excludes goes, open candidates are rejected.

        Candidates that were never computed were never seen and are not rejected. Again: the label and
        these rejections are taken back. Raises UsageError where the schema has no such label.
        """
        nothing = self.schema.nothing
        if nothing is None:
            raise UsageError(f"the schema {self.schema.name} has no label with nothing: true; add one")
        standing = list(self.judged(index).annotations)
        held = [each for each in standing if each.label == nothing.name]
        if held:
            return self._do(index, self._something_after_all(held))
        deeds = [labelling(nothing.name, "", self._history.span(index))]
        gone = set(excluded(self.schema, nothing.name, standing))
        deeds += self._making_room(nothing.name, standing)
        suggestions = self.ready(index)
        for rank, candidate in enumerate(suggestions.candidates if suggestions else (), 1):
            answer = self.answer(candidate)
            barred = any(each.candidate and each.candidate.key == candidate.key for each in gone)
            if not answer or (answer == "accepted" and barred):
                deeds.append(answering("reject", candidate, rank))
        return self._do(index, deeds)

    def _something_after_all(self, held: Sequence[Annotation]) -> list[Deed]:
        deeds = [taking_off(each) for each in held]
        for event in (event for each in held for event in self._history.gesture_of(each)):
            answered = event.candidate
            if event.kind == "reject" and answered and self._history.answer(answered.key) == "rejected":
                span = Span(answered.start, answered.end)
                deeds.append(Deed("reopen", span, answered.label, answered.type, candidate=answered))
        return deeds

    # ------------------------------------------------------------ sentences

    def split(self, index: int, at: int) -> Gesture:
        """Cuts a sentence in two; `at` is the offset in the document where the second begins.

        Raises UsageError where one of the two would be blank.
        """
        span = self._history.span(index)
        first, second = (
            self.document.text[span.start : max(at, span.start)],
            self.document.text[at : span.end],
        )
        if not first.strip() or not second.strip():
            raise UsageError(f"sentence {index + 1} cannot be split at {at}: one half would be blank")
        at += len(second) - len(second.lstrip())
        return self._do(index, [Deed("split", span, at=at)])

    def merge(self, index: int) -> Gesture:
        """Makes one of a sentence and the next. Raises UsageError for the last one.

        Of two labels that exclude each other, "nothing to check" goes, else that of the second.
        """
        if index + 1 >= self.count:
            raise UsageError("there is no next sentence to merge with")
        first, second = self.judged(index), self.judged(index + 1)
        gone: dict[str, Annotation] = {}
        for one in first.annotations:
            known = self.schema.label(one.label)
            for other in excluded(self.schema, one.label, second.annotations):
                loser = one if known and known.nothing else other
                gone[loser.event] = loser
        deeds = [taking_off(each) for each in gone.values()]
        return self._do(index, [*deeds, Deed("merge", Span(first.start, second.end))])

    # ------------------------------------------------------------ taking back

    def undo(self) -> Gesture | None:
        """Takes the last gesture back that holds; None: there is none."""
        return self._turn("undo", "undid", self._history.undoable)

    def redo(self) -> Gesture | None:
        """Brings the gesture back that was undone last; None: there is none, or something new was done."""
        return self._turn("redo", "did again", self._history.redoable)

    def flush(self) -> None:
        """Returns when all is on disk. Raises StoreError."""
        self._store.flush()

    def _turn(self, kind: str, verb: str, meant: Sequence[Event]) -> Gesture | None:
        if not meant:
            return None
        deed = Deed("undo" if kind == "undo" else "redo", target=meant[0].gesture)
        before = self._words(meant)
        moved = _moves(meant)
        events = self._stamp(self.document.id, [deed])
        index = max(0, self._history.apply(events))
        return self._sent(events, index, f"{verb}: {before}", moved)

    def _do(self, index: int, deeds: Sequence[Deed]) -> Gesture:
        events = self._stamp(self.document.id, deeds)
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


def _saved() -> "Future[None]":
    saved: Future[None] = Future()
    saved.set_result(None)
    return saved


_SPACES = {
    ord(space): " " for space in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
}
_SPACES |= dict.fromkeys(range(0x2000, 0x200B), " ")


def _plain(text: str) -> str:
    """Small letters and plain spaces, as many code points as `text` has, so that offsets hold."""
    # lower() makes two of İ alone; the final sigma is the same letter as the other.
    return text.replace("İ", "i").lower().replace("ς", "σ").translate(_SPACES)
