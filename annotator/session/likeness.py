"""Once for all: every passage that is nearly the same as one at hand, in a document or in the project."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from annotator.errors import UsageError
from annotator.model import Event, Judged, Mark, Span
from annotator.patterns import regex
from annotator.session.deeds import Deed, excluded, labelling, taking_off
from annotator.session.frames import marking

if TYPE_CHECKING:
    from annotator.schema import Schema
    from annotator.session.desk import Desk
    from annotator.session.project import Session

LEAST = 0.8
"""How like two passages must be."""
LEAST_NAME = 0.85
"""Of short ones, in which a letter counts more."""
SHORT = 40
"""Code points up to which a passage is a name or a few words and may stand anywhere in a sentence."""
SURE = 0.95
"""Passages from this score on are ticked beforehand."""
MOST = 20_000
"""So many places are listed."""

_WORD = regex(r"\w+(?:['’-]\w+)*")


class Alike(Struct, frozen=True):
    """A passage that is nearly the same."""

    document: str
    """The id."""
    name: str
    """What the document is called."""
    span: Span
    words: str
    score: float
    """0 to 1; 1: the same but for case and punctuation."""
    labels: tuple[str, ...]
    """What this annotator has set on exactly these words."""


def places(
    session: "Session",
    words: str,
    *,
    documents: Sequence[str] = (),
    whole: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Alike]:
    """Where `words` stand or something nearly the same, in the order of the documents and their texts.

    `whole`: only sentences as a whole are compared. Else quotations and short runs of words are found
    inside sentences, too. Without `documents`, all are searched. Not for the screen's thread.
    """
    for id_ in documents or [each.id for each in session.documents()]:
        if stopped():
            return
        yield from _in_document(session.desk(id_), words, whole, stopped)


def _in_document(desk: "Desk", words: str, whole: bool, stopped: Callable[[], bool]) -> Iterator[Alike]:
    from annotator.matching.alike import alike

    document, text = desk.document, desk.document.text
    inside = not whole and len(words) <= SHORT
    count = len(_WORD.findall(words))
    held: dict[tuple[int, int], tuple[str, ...]] = {}

    def passages() -> Iterator[tuple[tuple[int, int], str]]:
        for index in range(desk.count):
            if stopped():
                return
            now = desk.judged(index)
            held.update(((each.start, each.end), each.labels) for each in _labelled(now))
            sentence = text[now.start : now.end]
            for start, end in _runs(sentence, count) if inside else ((0, len(sentence)),):
                yield (now.start + start, now.start + end), sentence[start:end]

    least = LEAST_NAME if inside else LEAST
    found = [(Span(*place), score) for place, score in alike(words, passages(), least)]
    if stopped():
        return
    for span, score in _best(found):
        labels = held.get((span.start, span.end), ())
        name = document.name or document.title or document.id[:8]
        yield Alike(document.id, name, span, text[span.start : span.end], score, labels)


class _Labelled(Struct, frozen=True):
    start: int
    end: int
    labels: tuple[str, ...]


def _labelled(sentence: Judged) -> Iterator[_Labelled]:
    places: dict[tuple[int, int], list[str]] = {}
    for each in sentence.annotations:
        places.setdefault((each.start, each.end), []).append(each.label)
    for (start, end), labels in places.items():
        yield _Labelled(start, end, tuple(labels))


def _runs(sentence: str, count: int) -> Iterator[tuple[int, int]]:
    """Every run of so many words of a sentence, and of one more or less; none of no words."""
    if not count:
        return
    found = [match.span() for match in _WORD.finditer(sentence)]
    for size in range(max(1, count - 1), count + 2):
        for first in range(len(found) - size + 1):
            yield found[first][0], found[first + size - 1][1]


def _best(found: list[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Of passages that overlap only the likest one, in the order of the text."""
    taken: list[tuple[Span, float]] = []
    for span, score in sorted(found, key=lambda each: (-each[1], each[0].end - each[0].start)):
        if all(not span.meets(other) for other, _ in taken[-200:]):
            taken.append((span, score))
    return sorted(taken)


def label_all(
    session: "Session",
    label: str,
    type_: str,
    places: Sequence[Alike],
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[int, list[Event]]:
    """Sets a label or kind of span on all of these, in one gesture over all their documents.

    Returns how many were new, and the events of it. `progress` is told how many places were looked at.
    Waits until it is on disk. Raises UsageError where all of them have it.
    """
    schema = session.schema
    deeds: list[tuple[str, Deed]] = []
    new = 0
    by_document: dict[str, list[Alike]] = {}
    for each in places:
        by_document.setdefault(each.document, []).append(each)
    done = 0
    for id_, here in by_document.items():
        desk = session.desk(id_)
        for each in here:
            now = desk.judged(desk.at(each.span.start))
            made = _deeds(schema, Mark(label, type_, each.span.start, each.span.end), now)
            new += bool(made)
            deeds += [(id_, deed) for deed in made]
            done += 1
            if done % 500 == 0:
                progress(done)
    if not deeds:
        raise UsageError(f"all of these have {label} already")
    return new, session.do(deeds)


def told(label: str, new: int, events: Sequence[Event]) -> str:
    """One line about what `label_all` did."""
    documents = len({event.document for event in events})
    where = f" in {documents} documents" if documents > 1 else ""
    return f"{label} set on {new} passage{'s' * (new != 1)}{where}; one undo takes all back"


def _deeds(schema: "Schema", mark: Mark, now: Judged) -> list[Deed]:
    if any(each.mark == mark for each in now.annotations):
        return []
    if schema.label(mark.label) is None:
        return [marking(mark)]
    gone = excluded(schema, mark.label, now.labels)
    return [labelling(mark.label, mark.type, mark.span), *map(taking_off, gone)]
