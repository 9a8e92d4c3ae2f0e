"""A corpus taken in: checked document by document, written many at a time, read on while that is done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future

from annotator.errors import AnnotatorError
from annotator.model import AnnotatedDocument, Document, Event, Span
from annotator.store import Incoming
from annotator.store.checks import event_faults, span_faults

TRANSACTION = 50_000
"""Events, or as much text, that go to disk together."""


def restored(
    found: Iterable[AnnotatedDocument | AnnotatorError],
    prepare: Callable[[AnnotatedDocument | AnnotatorError], Incoming | AnnotatorError],
    adding: Callable[[Sequence[Incoming]], "Future[list[bool]]"],
) -> Iterator[bool | AnnotatorError]:
    """Whether each brought anything new, or why it could not be taken, in the order of `found`."""
    writing: tuple[list[Incoming | AnnotatorError], Future[list[bool]]] | None = None
    for batch in _batches(map(prepare, found)):
        ready = [each for each in batch if isinstance(each, Incoming)]
        before, writing = writing, (batch, adding(ready))
        if before:  # written while this one was read
            yield from _answers(*before)
    if writing:
        yield from _answers(*writing)


def incoming(
    annotated: AnnotatedDocument | AnnotatorError, cut: Callable[[Document], tuple[str, tuple[Span, ...]]]
) -> Incoming | AnnotatorError:
    """A document as the store takes it, or what does not fit its text. `cut`: the sentences of a text
    that nobody has cut yet, with the splitter's id."""
    if isinstance(annotated, AnnotatorError):
        return annotated
    document, events = annotated.document, [event for work in annotated.works for event in work.events]
    try:
        _check(annotated, events)
    except AnnotatorError as fault:
        return fault
    spans, splitter = annotated.sentences, annotated.splitter
    if not splitter:  # another program's text, which nobody has cut yet
        splitter, spans = cut(document)
    return Incoming(document, spans, splitter, events)


def _batches(
    found: Iterable[Incoming | AnnotatorError],
) -> Iterator[list[Incoming | AnnotatorError]]:
    """As many as make a transaction worth its wait for the disk, and no more than memory is there for."""
    batch: list[Incoming | AnnotatorError] = []
    size = 0
    for each in found:
        batch.append(each)
        if isinstance(each, Incoming):
            size += len(each.document.text) // 100 + len(each.events) + 10
        if size >= TRANSACTION:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _answers(
    batch: Sequence[Incoming | AnnotatorError], written: "Future[list[bool]]"
) -> Iterator[bool | AnnotatorError]:
    new = iter(written.result())
    for each in batch:
        yield next(new) if isinstance(each, Incoming) else each


def _check(annotated: AnnotatedDocument, events: Sequence[Event]) -> None:
    """Raises AnnotatorError for the first thing that does not fit the document."""
    document = annotated.document
    place = document.name or document.id[:12]
    for fault in span_faults(document.text, annotated.sentences):
        raise AnnotatorError(f"{place}: {fault}; export it again")
    for event in events:
        foreign = "it belongs to another document" if event.document != document.id else ""
        for fault in (foreign, *event_faults(event, len(document.text))):
            if fault:
                raise AnnotatorError(f"{place}: event {event.id[:12]}: {fault}; export it again")
