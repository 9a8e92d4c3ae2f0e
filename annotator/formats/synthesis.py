"""A log for labels that came without one: the corpus of another program, or one written by hand.

The same labels give the same events, so that importing a file twice brings nothing new. A label
keeps its time where it has one that can be read; the others count from the beginning of 1970.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from annotator.model import Annotation, Answered, Document, Event, Judged, Mark, Work

Unlogged = Judged
"""A sentence whose annotations have neither `annotator` nor `event`, and perhaps no `time`."""

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class _Act(Struct, frozen=True):
    """One gesture to be: what is done, when, on which sentence."""

    when: datetime
    sentence: int
    what: dict[str, Any]
    label: int = -1
    """Which annotation of the sentence it sets; -1: none."""
    relation: int = -1
    """Which relation of the sentence it makes; -1: none."""


def log_of(
    document: Document, annotator: str, sentences: Sequence[Unlogged], before: Sequence[Event] = ()
) -> Work:
    """The work of an annotator, with events that lead to what is on these sentences.

    What was done at the same time is one gesture; what has no time is a gesture by itself. The events
    `before`, which made the sentences, come first. A candidate that two halves of a split sentence accept
    is accepted by the first of them; the other has its label by hand.
    """
    events: list[Event] = []
    setters: dict[tuple[int, int, int], Event] = {}
    sentences = _answered_once(sentences)
    first = _BEGINNING + len(before) * _TICK
    now, last, gesture, step = first, None, "", 0
    for number, act in enumerate(sorted(_acts(sentences), key=lambda act: act.when)):
        if act.when == last and act.when > _BEGINNING:
            step += 1
        else:
            now, step = max(act.when, now + _TICK if number else first), 0
            seed = f"{document.id}/{annotator}/{number}/{sorted(act.what.items())}"
            gesture = hashlib.sha256(seed.encode()).hexdigest()[:32]
        last = act.when
        done = {"document": document.id, "annotator": annotator, "time": stamp(now), **act.what}
        event = Event(gesture=gesture, step=step, **done)
        events.append(event)
        setters[act.sentence, act.label, act.relation] = event
    judged = tuple(_with_log(each, annotator, index, setters) for index, each in enumerate(sentences))
    return Work(annotator, judged, (*before, *events))


def _answered_once(sentences: Sequence[Unlogged]) -> list[Unlogged]:
    """An accepted candidate belongs to one annotation."""
    seen = set()
    result = []
    for sentence in sentences:
        annotations = []
        for each in sentence.annotations:
            again = each.candidate is not None and each.candidate.key in seen
            if each.candidate:
                seen.add(each.candidate.key)
            annotations.append(replace(each, candidate=None) if again else each)
        result.append(replace(sentence, annotations=tuple(annotations)))
    return result


def _acts(sentences: Sequence[Unlogged]) -> Iterator[_Act]:
    """Answers and labels of each sentence in their order, then that it is done."""
    for index, sentence in enumerate(sentences):
        times = [_time(each.time) for each in sentence.annotations]
        last = max(times, default=_BEGINNING)
        for answered in sentence.rejected:
            yield _Act(last, index, {"kind": "reject", **_answer(answered)})
        for number, (each, when) in enumerate(zip(sentence.annotations, times, strict=True)):
            yield _Act(when, index, _setting(each), number)
            yield from (_Act(when, index, what) for what in _carried(each))
        if sentence.judged:
            yield _Act(last, index, {"kind": "done", "start": sentence.start, "end": sentence.end})
    # Last: a relation needs both its ends.
    end = max((_time(each.time) for one in sentences for each in one.annotations), default=_BEGINNING)
    for index, sentence in enumerate(sentences):
        for number, related in enumerate(sentence.relations):
            first, second = related.first, related.second
            ends = {"start": first.start, "end": first.end, "first": first, "second": second}
            what = {"kind": "relate", "label": related.label, **ends}
            yield _Act(max(end, _time(related.time)), index, what, relation=number)


def _setting(annotation: Annotation) -> dict[str, Any]:
    if annotation.candidate:
        return {"kind": "accept", **_answer(annotation.candidate)}
    place = {"start": annotation.start, "end": annotation.end, "pieces": annotation.pieces}
    kind = "mark" if annotation.part else "label"
    return {"kind": kind, **place, "label": annotation.label, "type": annotation.type}


def _carried(annotation: Annotation) -> Iterator[dict[str, Any]]:
    """What gives an annotation its attributes and evidence."""
    mark = annotation.mark
    if annotation.candidate:
        answered = annotation.candidate
        accepted = Mark(answered.label, answered.type, answered.start, answered.end)
        if accepted != mark:  # it was given another place or label afterwards
            yield {
                "kind": "change",
                "start": accepted.start,
                "end": accepted.end,
                "first": accepted,
                "second": mark,
            }
    on = {"start": mark.start, "end": mark.end, "first": mark}
    for name, value in annotation.attributes:
        yield {"kind": "set", **on, "name": name, "value": value}
    for evidence in annotation.evidence:
        yield {"kind": "evidence", **on, "evidence": evidence}


def _answer(answered: Answered) -> dict[str, Any]:
    return {"start": answered.start, "end": answered.end, "candidate": answered}


def _with_log(
    sentence: Unlogged, annotator: str, index: int, setters: dict[tuple[int, int, int], Event]
) -> Judged:
    annotations = tuple(
        replace(each, annotator=annotator, time=setter.time, event=setter.id)
        for number, each in enumerate(sentence.annotations)
        if (setter := setters[index, number, -1])
    )
    relations = tuple(
        replace(each, annotator=annotator, time=setter.time, event=setter.id)
        for number, each in enumerate(sentence.relations)
        if (setter := setters[index, -1, number])
    )
    judged = sentence.judged or any(not each.part for each in annotations)
    return replace(sentence, annotations=annotations, relations=relations, judged=judged)


def _time(text: str) -> datetime:
    """A time in UTC; the beginning of 1970 where it cannot be read. Without a zone it is UTC already."""
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _BEGINNING


def stamp(when: datetime) -> str:
    """A time as events have it: 2022-01-07T10:00:00.000000Z."""
    return when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
