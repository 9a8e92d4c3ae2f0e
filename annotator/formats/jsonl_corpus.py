"""The corpus as JSON lines, one document a line, lossless: what was written can be read back as it was.

Each line holds the document, its sentences, and for every annotator what holds now and the log of
events that it follows from. Keys stand in one order and equal input gives equal bytes. A reader
checks the text against its hash, every span against its words, every event against its id.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from msgspec import UNSET, DecodeError, Struct, UnsetType, json

from annotator.errors import ReadError
from annotator.formats.cuts import Cuts
from annotator.formats.losses import Losses
from annotator.formats.synthesis import Unlogged, log_of
from annotator.model import (
    AnnotatedDocument,
    Annotation,
    Answered,
    Document,
    Event,
    Evidence,
    Judged,
    Mark,
    Related,
    Span,
    Work,
    text_id,
)


class _Label(Struct, frozen=True, kw_only=True):
    label: str
    type: str = ""
    start: int
    end: int
    text: str | None = None
    time: str = ""
    event: str = ""
    candidate: Answered | None = None
    pieces: tuple[tuple[int, int], ...] | UnsetType = UNSET
    attributes: dict[str, str] | UnsetType = UNSET
    evidence: tuple[Evidence, ...] | UnsetType = UNSET
    part: bool | UnsetType = UNSET


class _Relation(Struct, frozen=True, kw_only=True):
    label: str
    first: Mark
    second: Mark
    time: str = ""
    event: str = ""


class _Sentence(Struct, frozen=True, kw_only=True):
    index: int = -1
    start: int
    end: int
    text: str | None = None
    judged: bool = False
    labels: tuple[_Label, ...] = ()
    rejected: tuple[Answered, ...] = ()
    relations: tuple[_Relation, ...] | UnsetType = UNSET


class _Work(Struct, frozen=True, kw_only=True):
    annotator: str
    sentences: tuple[_Sentence, ...] = ()
    events: tuple[Event, ...] = ()


class _Line(Struct, frozen=True, kw_only=True):
    document: str = ""
    name: str = ""
    title: str = ""
    date: datetime.date | None = None
    source: str = ""
    author: str = ""
    language: str = "en"
    encoding: str = "utf-8"
    guessed: bool = False
    splitter: str = "unknown"
    text: str
    sentences: tuple[tuple[int, int], ...] = ()
    annotators: tuple[_Work, ...]


def write_jsonl(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """One document a line, in the order given; nothing is lost."""
    encoder = json.Encoder()
    for annotated in documents:
        out.write(encoder.encode(_line(annotated)) + b"\n")
    return Losses()


def _line(annotated: AnnotatedDocument) -> _Line:
    document = annotated.document
    return _Line(
        document=document.id,
        name=document.name,
        title=document.title,
        date=document.date,
        source=document.source,
        author=document.author,
        language=document.language,
        encoding=document.encoding,
        guessed=document.guessed,
        splitter=annotated.splitter,
        text=document.text,
        sentences=tuple((span.start, span.end) for span in annotated.sentences),
        annotators=tuple(_work(work, document.text) for work in annotated.works),
    )


def _work(work: Work, text: str) -> _Work:
    sentences = tuple(
        _Sentence(
            index=index,
            start=sentence.start,
            end=sentence.end,
            text=text[sentence.start : sentence.end],
            judged=sentence.judged,
            labels=tuple(_label(annotation, text) for annotation in sentence.annotations),
            rejected=sentence.rejected,
            relations=tuple(map(_relation, sentence.relations)) or UNSET,
        )
        for index, sentence in enumerate(work.sentences)
    )
    return _Work(annotator=work.annotator, sentences=sentences, events=work.events)


def _label(annotation: Annotation, text: str) -> _Label:
    return _Label(
        label=annotation.label,
        type=annotation.type,
        start=annotation.start,
        end=annotation.end,
        text=text[annotation.start : annotation.end],
        time=annotation.time,
        event=annotation.event,
        candidate=annotation.candidate,
        pieces=tuple((piece.start, piece.end) for piece in annotation.pieces) or UNSET,
        attributes=dict(annotation.attributes) or UNSET,
        evidence=annotation.evidence or UNSET,
        part=annotation.part or UNSET,
    )


def _relation(related: Related) -> _Relation:
    r = related
    return _Relation(label=r.label, first=r.first, second=r.second, time=r.time, event=r.event)


def read_jsonl_corpus(data: BinaryIO, name: str) -> Iterator[AnnotatedDocument | ReadError]:
    """The documents line by line; a line that is broken or contradicts itself is yielded as a failure.

    Labels without a log (a file of somebody else's) get one: see `synthesis`.
    """
    decoder = json.Decoder(_Line)
    for number, raw in enumerate(data, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.strip():
            continue
        try:
            yield _annotated(decoder.decode(line))
        except (DecodeError, UnicodeDecodeError, RecursionError) as fault:
            yield ReadError(f"{name}:{number}: is no line of a corpus ({fault}); export it again")
        except _LineError as fault:
            yield ReadError(f"{name}:{number}: {fault}; mend the line or export it again")


class _LineError(ValueError):
    """A line whose parts do not agree."""


def _annotated(line: _Line) -> AnnotatedDocument:
    if line.document and line.document != text_id(line.text):
        raise _LineError("the text is not the one that was annotated: its hash differs from 'document'")
    document = Document(
        text=line.text,
        name=line.name,
        title=line.title,
        date=line.date,
        source=line.source,
        author=line.author,
        language=line.language,
        encoding=line.encoding,
        guessed=line.guessed,
    )
    sentences = tuple(Span(start, end) for start, end in line.sentences)
    if not sentences and line.annotators:
        sentences = tuple(Span(s.start, s.end) for s in line.annotators[0].sentences)
    _check_sentences(sentences, document.text, "sentences")
    works = tuple(_read_work(work, document, sentences) for work in line.annotators)
    return AnnotatedDocument(document, line.splitter, sentences, works)


def _check_sentences(spans: tuple[Span, ...], text: str, whose: str) -> None:
    """Raises where they are not in order, in range and disjoint, or leave out more than white space."""
    end = 0
    for span in spans:
        if not end <= span.start < span.end <= len(text):
            raise _LineError(f"{whose}: the sentence {span.start}..{span.end} is out of order or of the text")
        _check_gap(text, end, span.start, whose)
        end = span.end
    _check_gap(text, end, len(text), whose)


def _check_gap(text: str, start: int, end: int, whose: str) -> None:
    between = text[start:end]
    if between and not between.isspace():
        raise _LineError(f"{whose}: {between[:30]!r} at {start} is in no sentence")


def _read_work(work: _Work, document: Document, sentences: tuple[Span, ...]) -> Work:
    for sentence in work.sentences:
        _check_sentence(sentence, document.text)
    if not work.events:
        return _give_log(work, document, sentences)
    _check_sentences(tuple(Span(s.start, s.end) for s in work.sentences), document.text, work.annotator)
    _check_events(work, document)
    known = {event.id for event in work.events}
    judged = tuple(_judged(each, work.annotator, known) for each in work.sentences)
    return Work(work.annotator, judged, work.events)


def _give_log(work: _Work, document: Document, sentences: tuple[Span, ...]) -> Work:
    """The work of a file without a log, which need not list the sentences that it says nothing of."""
    listed = {Span(each.start, each.end): each for each in work.sentences}
    cuts = Cuts(document, work.annotator, sentences)
    for span in cuts.make(sorted(listed.keys() - set(sentences))):
        raise _LineError(
            f"{span.start}..{span.end} of {work.annotator} cannot be a sentence beside the others"
        )
    blank = (_Sentence(start=span.start, end=span.end) for span in cuts.spans)
    unlogged = [_unlogged(listed.get(Span(b.start, b.end), b)) for b in blank]
    return log_of(document, work.annotator, unlogged, cuts.events)


def _check_sentence(sentence: _Sentence, text: str) -> None:
    """Raises where an offset is beyond the text or the words there are not those of the file."""
    _check_words(sentence.text, sentence.start, sentence.end, text)
    for label in sentence.labels:
        _check_words(label.text, label.start, label.end, text)
        for start, end in label.pieces or ():
            _check_words(None, start, end, text)
        if label.candidate:
            _check_words(None, label.candidate.start, label.candidate.end, text)
    for answered in sentence.rejected:
        _check_words(None, answered.start, answered.end, text)


def _check_words(words: str | None, start: int, end: int, text: str) -> None:
    if not 0 <= start < end <= len(text):
        raise _LineError(f"{start}..{end} is no stretch of the text, which is {len(text)} long")
    if words is not None and words != text[start:end]:
        raise _LineError(f"{start}..{end} is {text[start:end][:40]!r}, not {words[:40]!r}")


def _check_events(work: _Work, document: Document) -> None:
    for number, event in enumerate(work.events, 1):
        where = f"event {number} of {work.annotator}"
        if event.document != document.id or event.annotator != work.annotator:
            raise _LineError(f"{where} is of another document or annotator")
        if event.id != event.digest():
            raise _LineError(f"{where} was changed: its content does not give its id")


def _judged(sentence: _Sentence, annotator: str, events: set[str]) -> Judged:
    annotations = []
    for label in sentence.labels:
        if label.event not in events:
            raise _LineError(f"no event set the label {label.label!r} at {label.start}..{label.end}")
        annotations.append(_annotation(label, annotator))
    relations = []
    for each in sentence.relations or ():
        if each.event not in events:
            raise _LineError(f"no event made the relation {each.label!r}")
        relations.append(_related(each, annotator))
    place = (sentence.start, sentence.end, sentence.judged)
    return Judged(*place, tuple(annotations), sentence.rejected, tuple(relations))


def _annotation(label: _Label, annotator: str) -> Annotation:
    return Annotation(
        label=label.label,
        type=label.type,
        start=label.start,
        end=label.end,
        annotator=annotator,
        time=label.time,
        event=label.event if annotator else "",
        candidate=label.candidate,
        pieces=tuple(Span(*piece) for piece in label.pieces or ()),
        attributes=tuple(sorted((label.attributes or {}).items())),
        evidence=label.evidence or (),
        part=bool(label.part),
    )


def _related(relation: _Relation, annotator: str) -> Related:
    r = relation
    return Related(r.label, r.first, r.second, annotator, r.time, r.event if annotator else "")


def _unlogged(sentence: _Sentence) -> Unlogged:
    labels = tuple(_annotation(each, "") for each in sentence.labels)
    relations = tuple(_related(each, "") for each in sentence.relations or ())
    return Judged(sentence.start, sentence.end, sentence.judged, labels, sentence.rejected, relations)
