"""The fold itself: which gestures hold, and what they come to."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from msgspec import Struct

from annotator.history.acts import effect
from annotator.history.sheet import Key, Sheet
from annotator.model import Annotation, Event, Judged, Related, Span, Text


class State(Struct, frozen=True):
    """What holds now of one annotator's work on one document."""

    sentences: tuple[Judged, ...]
    answers: Mapping[Key, str]
    """The answered candidates by `Candidate.key`: 'accepted' or 'rejected'."""
    undo: str
    """The gesture that an undo takes back next; empty: none."""
    redo: str
    """The gesture that a redo brings back next; empty: none."""

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """Every label that holds, by sentence, in the order in which they were set."""
        return tuple(each for sentence in self.sentences for each in sentence.annotations)

    @property
    def relations(self) -> tuple[Related, ...]:
        """Every relation that holds, by the sentence in which its first end starts."""
        return tuple(each for sentence in self.sentences for each in sentence.relations)

    @property
    def judged(self) -> int:
        """How many sentences are judged."""
        return sum(sentence.judged for sentence in self.sentences)


class Tally(Struct, frozen=True):
    """How far one annotator is in one document."""

    sentences: int
    judged: int
    labels: int
    """Labels that hold, kinds of spans among them."""
    answers: Mapping[Key, str]
    """As in `State`."""


def fold(sentences: Sequence[Span], events: Iterable[Event], text: Text = "") -> State:
    """What holds after `events`, in any order, of one annotator on one document.

    `sentences` are those of the splitter, in order and disjoint. With the document's `text`, the
    halves of a split sentence do not keep the white space between them.
    """
    sheet, held, redo = _played(sentences, events, text)
    return state_of(sheet, held[-1] if held else "", redo[-1] if redo else "")


def tally(sentences: Sequence[Span], events: Iterable[Event], text: Text = "") -> Tally:
    """What `fold` comes to, without a value for each sentence: it costs what the events touch."""
    sheet, _, _ = _played(sentences, events, text)
    return Tally(len(sheet), sheet.judged, sheet.labels(), sheet.answers())


def _played(
    sentences: Sequence[Span], events: Iterable[Event], text: Text
) -> tuple[Sheet, list[str], list[str]]:
    """The sheet with all that holds on it, the gestures that do, and those that a redo brings back."""
    gestures = gestures_of(in_order(events))
    held, redo = standing(gestures)
    sheet = Sheet(sentences, text)
    for gesture in held:
        for event in gestures[gesture]:
            change = effect(sheet, event)
            if change:
                sheet.put(*change)
    return sheet, held, redo


def state_of(sheet: Sheet, undo: str, redo: str) -> State:
    """What is on the sheet, as values."""
    return State(tuple(sheet.shown(index) for index in range(len(sheet))), sheet.answers(), undo, redo)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Each event once, in the order in which they were done."""
    found = list(events)
    if all(one.order < two.order for one, two in pairwise(found)):
        return found
    return sorted({event.id: event for event in found}.values(), key=lambda event: (event.order, event.id))


def gestures_of(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """The events of each gesture, from events in order; a gesture stands where its first event does."""
    gestures: dict[str, tuple[Event, ...]] = {}
    for gesture, together in groupby(events, key=attrgetter("gesture")):
        gestures[gesture] = (*gestures.get(gesture, ()), *together)
    return gestures


def turns(gesture: Sequence[Event]) -> bool:
    """True for an undo or redo: whatever else such a gesture holds does not count."""
    return gesture[0].kind in ("undo", "redo")


def standing(gestures: Mapping[str, Sequence[Event]]) -> tuple[list[str], list[str]]:
    """The gestures that hold, in order, and those that a redo brings back, the next one last."""
    held: set[str] = set()
    undone: set[str] = set()
    redo: dict[str, None] = {}
    for gesture, events in gestures.items():
        if not turns(events):
            held.add(gesture)
            redo.clear()
            continue
        for event in events:
            if event.kind == "undo" and event.target in held:
                held.remove(event.target)
                undone.add(event.target)
                redo[event.target] = None
            elif event.kind == "redo" and event.target in undone:
                undone.remove(event.target)
                held.add(event.target)
                redo.pop(event.target, None)
    return [gesture for gesture in gestures if gesture in held], list(redo)
