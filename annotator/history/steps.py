"""The fold step by step, for the desk: each gesture costs what it changes."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from msgspec import Struct

from annotator.history.acts import ACTS, Change, effect
from annotator.history.folding import State, gestures_of, in_order, standing, state_of, turns
from annotator.history.sheet import Key, Sheet, Spans
from annotator.model import Annotation, Event, Judged, Related, Span, Text

NO_CHANGE = -1
"""`History.apply` where nothing changed that could be shown."""


class _Gesture(Struct, eq=False, gc=False):  # gc: made of values only, so it can be in no cycle
    """A gesture and, while it holds, how to take it back."""

    events: tuple[Event, ...]
    undoing: tuple[Change, ...] = ()

    @property
    def id(self) -> str:
        return self.events[0].gesture

    @property
    def order(self) -> tuple[tuple[str, str, int], str]:
        return (self.events[0].order, self.events[0].id)

    def do(self, sheet: Sheet) -> None:
        undoing = []
        for event in self.events:
            change = effect(sheet, event)
            if change:
                first, count, rows = change
                undoing.append((first, len(rows), sheet.put(first, count, rows)))
        self.undoing = tuple(undoing)

    def undo(self, sheet: Sheet) -> None:
        for change in reversed(self.undoing):
            sheet.put(*change)
        self.undoing = ()


class History:
    """The fold, kept up to date gesture by gesture. Not for several threads at once.

    A new gesture, and the undo or redo of the last one, cost the sentences that they touch. An event
    from the past (of a merged log) costs the gestures after it.
    """

    def __init__(self, sentences: Sequence[Span], events: Iterable[Event] = (), text: Text = "") -> None:
        self._sheet = Sheet(sentences, text)
        self._held: list[_Gesture] = []
        self._build(in_order(events))

    def _build(self, events: list[Event]) -> None:
        self.events = events
        """All events, in order."""
        while self._held:
            self._held.pop().undo(self._sheet)
        self._known = gestures_of(events)
        held, redo = standing(self._known)
        made = {gesture: _Gesture(of) for gesture, of in self._known.items() if not turns(of)}
        self._undone = {gesture: made[gesture] for gesture in made.keys() - set(held)}
        self._redo = dict.fromkeys(redo)
        self._again(made[gesture] for gesture in held)

    def apply(self, events: Iterable[Event]) -> int:
        """Takes in events, new ones at best, and returns a sentence that changed, or NO_CHANGE."""
        new = in_order(events)
        last = self.events[-1].order if self.events else ("", "", 0)
        gestures = gestures_of(new)
        if new and (new[0].order <= last or any(each in self._known for each in gestures)):
            self._build(in_order([*self.events, *new]))
            return self._place(new)
        self.events += new
        self._known.update(gestures)
        touched = NO_CHANGE
        for of in gestures.values():
            touched = self._turn(of) if turns(of) else self._do(_Gesture(of))
        return touched

    def _do(self, gesture: _Gesture) -> int:
        self._again([gesture])
        self._redo.clear()
        return self._place(gesture.events)

    def _turn(self, events: Sequence[Event]) -> int:
        touched = NO_CHANGE
        for event in events:
            if event.kind == "undo":
                touched = max(touched, self._undo(event.target))
            elif event.kind == "redo":
                touched = max(touched, self._redo_one(event.target))
        return touched

    def _undo(self, target: str) -> int:
        gesture = next((each for each in reversed(self._held) if each.id == target), None)
        if not gesture:
            return NO_CHANGE
        later = self._back_to(gesture)
        self._held.pop()
        self._undone[target] = gesture
        self._redo[target] = None
        self._again(later)
        return self._place(gesture.events)

    def _redo_one(self, target: str) -> int:
        gesture = self._undone.pop(target, None)
        if not gesture:
            return NO_CHANGE
        self._redo.pop(target, None)
        later = self._back_to(gesture)
        self._again([gesture, *later])
        return self._place(gesture.events)

    def _back_to(self, gesture: _Gesture) -> list[_Gesture]:
        """Takes back what was done from this gesture on; returns what came after it, for `_again`."""
        later: list[_Gesture] = []
        while self._held and self._held[-1].order >= gesture.order:
            self._held[-1].undo(self._sheet)
            if self._held[-1] is gesture:
                break
            later.append(self._held.pop())
        return later[::-1]

    def _again(self, gestures: Iterable[_Gesture]) -> None:
        for gesture in gestures:
            gesture.do(self._sheet)
            self._held.append(gesture)

    def _place(self, events: Sequence[Event]) -> int:
        """The sentence that a gesture was about."""
        for event in events:
            if event.kind in ACTS and len(self._sheet):
                return self._sheet.at(event.candidate.start if event.candidate else event.start)
        return NO_CHANGE

    @property
    def undoable(self) -> Sequence[Event]:
        """The events of the gesture that an undo takes back next; empty: none."""
        return self._held[-1].events if self._held else ()

    @property
    def redoable(self) -> Sequence[Event]:
        """The events of the gesture that a redo brings back next; empty: none."""
        return self._undone[next(reversed(self._redo))].events if self._redo else ()

    def gesture(self, id: str) -> tuple[Sequence[Event], bool]:
        """The events of a gesture, and whether it holds; none of a gesture that is not in this document."""
        events = self._known.get(id, ())
        return events, bool(events) and id not in self._undone and not turns(events)

    def __len__(self) -> int:
        """How many sentences there are now."""
        return len(self._sheet)

    @property
    def judged(self) -> int:
        """How many of them are judged."""
        return self._sheet.judged

    def spans(self) -> Spans:
        """The sentences as they are now."""
        return self._sheet.spans()

    def span(self, index: int) -> Span:
        """The sentence at `index`, from 0."""
        return Span(self._sheet.starts[index], self._sheet.ends[index])

    def at(self, offset: int) -> int:
        """The sentence that holds `offset`, or the one before it; 0 where none is before."""
        return self._sheet.at(offset)

    def __getitem__(self, index: int) -> Judged:
        """What holds now on the sentence at `index`, from 0."""
        return self._sheet.shown(index)

    def relations(self) -> Sequence[Related]:
        """Every relation that holds, by the sentence in which its first end starts."""
        return tuple(self._sheet.relations())

    def done(self, index: int) -> bool:
        """True where the sentence was passed as judged, whatever labels it has."""
        return self._sheet.row(index).done

    def gesture_of(self, annotation: Annotation | Related) -> list[Event]:
        """The events of the gesture that set a label, in order."""
        first = bisect_left(self.events, annotation.time, key=lambda event: event.time)
        setting = takewhile(lambda event: event.time == annotation.time, islice(self.events, first, None))
        together = {event.id: event for event in setting}
        gesture = together[annotation.event].gesture
        return [event for event in together.values() if event.gesture == gesture]

    def answer(self, candidate: Key) -> str:
        """'accepted', 'rejected' or, where the candidate is open, ''."""
        if not len(self._sheet):
            return ""
        row = self._sheet.row(self._sheet.at(candidate[3]))
        if any(mark.candidate and mark.candidate.key == candidate for mark in row.marks):
            return "accepted"
        return "rejected" if any(each.key == candidate for each in row.rejected) else ""

    def unjudged(self, index: int) -> int | None:
        """The next sentence after `index` that is not judged, at last `index` itself; None: all are."""
        found = self._sheet.flags.find(0, index + 1)
        if found < 0:
            found = self._sheet.flags.find(0, 0, index + 1)
        return found if found >= 0 else None

    def state(self) -> State:
        """All of it, as `fold` gives it."""
        undo, redo = self.undoable, self.redoable
        return state_of(self._sheet, undo[0].gesture if undo else "", redo[0].gesture if redo else "")
