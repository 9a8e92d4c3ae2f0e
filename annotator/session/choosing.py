"""What of a corpus is written: whose work, which labels, only what is judged, under which names.

Where something is left out the log goes too: it tells all that was done, and would contradict the rest.
What holds keeps its author and time.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from annotator.errors import UsageError
from annotator.model import AnnotatedDocument, Annotation, Answered, Judged, Mark, Work
from annotator.schema import Schema

NEGATIVE = ("rejected", "yes")
"""The attribute of an annotation that stands for a rejected candidate."""


class Choice(Struct, frozen=True):
    """What is asked for; empty: all there is."""

    by: tuple[str, ...] = ()
    """Names of annotators."""
    labels: tuple[str, ...] = ()
    """Labels and kinds of spans: 'claim', or 'error/wrong-number' for one type."""
    judged: bool = False
    """Only judged sentences, and documents that have one."""
    negatives: bool = False
    """Rejected candidates as annotations with the attribute `rejected`."""
    gold: str = ""
    """The annotator who has the last word: on a sentence that this one judged, only this one's work."""

    @property
    def everything(self) -> bool:
        """True where nothing is left out or changed."""
        return self == Choice()

    def __call__(self, documents: Iterable[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """The documents as asked for, one after the other; those of which nothing is left are passed over."""
        for annotated in documents:
            works = tuple(self._work(work) for work in self._settled(annotated.works))
            if self.judged and not any(work.sentences for work in works):
                continue
            yield replace(annotated, works=works)

    def _settled(self, works: Sequence[Work]) -> Iterator[Work]:
        """Whose work is asked for, without what the one with the last word decided in another's stead."""
        settled = next((work for work in works if self.gold and work.annotator == self.gold), None)
        decided = [each for each in settled.sentences if each.judged] if settled else []
        for work in works:
            if work is settled:
                yield work
            elif not self.by or work.annotator in self.by:
                yield _without(work, decided) if decided else work

    def _work(self, work: Work) -> Work:
        if not (self.labels or self.judged or self.negatives):
            return work
        sentences = [self._sentence(each, work.annotator) for each in work.sentences]
        kept = [each for each in sentences if each.judged or not self.judged]
        return _reduced(work, kept)

    def _sentence(self, sentence: Judged, annotator: str) -> Judged:
        kept = [each for each in sentence.annotations if asked(self.labels, each.label, each.type)]
        rejected = tuple(each for each in sentence.rejected if asked(self.labels, each.label, each.type))
        if self.negatives:
            kept += [_negative(each, annotator) for each in rejected]
        return replace(sentence, annotations=tuple(kept), rejected=rejected)


def asked(labels: Sequence[str], label: str, type: str) -> bool:
    """Whether a label, or this type of it, is among those asked for; with none asked for, all are."""
    return not labels or label in labels or f"{label}/{type}" in labels


def label_names(schema: Schema) -> list[str]:
    """What may be asked for: labels, kinds of spans, and each type as 'error/wrong-number'."""
    types = [f"{label.name}/{each.name}" for label in schema.labels for each in label.types]
    return [*(label.name for label in schema.labels), *(kind.name for kind in schema.spans), *types]


def _without(work: Work, decided: Sequence[Judged]) -> Work:
    """The work without the sentences that meet one of these; both are in the order of the text."""
    starts = [each.start for each in decided]

    def free(sentence: Judged) -> bool:
        before = bisect_left(starts, sentence.end) - 1
        return before < 0 or decided[before].end <= sentence.start

    kept = [each for each in work.sentences if free(each)]
    if len(kept) == len(work.sentences):
        return work
    return _reduced(work, kept)


def _reduced(work: Work, kept: Sequence[Judged]) -> Work:
    """The work with these sentences only, and with the relations of which both ends are kept."""
    held = {annotation.mark for each in kept for annotation in each.annotations}
    return Work(work.annotator, tuple(_related(each, held) for each in kept), ())


def _related(sentence: Judged, held: set[Mark]) -> Judged:
    """Without the relations that have lost an end."""
    kept = tuple(each for each in sentence.relations if each.first in held and each.second in held)
    return replace(sentence, relations=kept) if len(kept) < len(sentence.relations) else sentence


def _negative(answered: Answered, annotator: str) -> Annotation:
    a = answered
    return Annotation(
        a.label, a.type, a.start, a.end, annotator, "", "", a, attributes=(NEGATIVE,), part=True
    )


def check_names(asked: Iterable[str], known: Iterable[str], what: str) -> None:
    """Raises UsageError for the first name that is not known."""
    names = list(known)
    for each in asked:
        if each not in names:
            raise UsageError(
                f"no {what} called {each!r}; choose from {', '.join(names) or 'none: there is none'}"
            )


def renamed(
    documents: Iterable[AnnotatedDocument], names: Callable[[str], str]
) -> Iterator[AnnotatedDocument]:
    """The documents with other names for the annotators; events get the ids that they have under these.

    What annotators wrote themselves, in notes and evidence, stays as it is.
    """
    for annotated in documents:
        works = [_renamed(work, names(work.annotator)) for work in annotated.works]
        yield replace(annotated, works=tuple(sorted(works, key=lambda work: work.annotator)))


def _renamed(work: Work, name: str) -> Work:
    events = tuple(replace(event, annotator=name, id="") for event in work.events)
    ids: Mapping[str, str] = {old.id: new.id for old, new in zip(work.events, events, strict=True)}

    def event(id: str) -> str:
        return ids.get(id, id)

    sentences = tuple(
        replace(
            sentence,
            annotations=tuple(
                replace(each, annotator=name, event=event(each.event)) for each in sentence.annotations
            ),
            relations=tuple(
                replace(each, annotator=name, event=event(each.event)) for each in sentence.relations
            ),
        )
        for sentence in work.sentences
    )
    return Work(name, sentences, events)
