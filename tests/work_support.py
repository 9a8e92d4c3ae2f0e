"""Annotated documents with everything that an annotator can do: spans, relations, attributes, evidence."""

from formats_support import LABELS, LETTERS, SIGNS, SPLITTER, event, sentences_of, work_of
from hypothesis import strategies as st

from annotator.history import History
from annotator.model import AnnotatedDocument, Document, Event, Evidence, Mark, Span, Work

NAMES = st.sampled_from(["link", "verdict", "note", "as-of", "force"])
VALUES = st.sampled_from(["", "wd:Q17", "refuted", "two\nlines, “quoted”", "😀"])
EVIDENCE = st.builds(
    Evidence,
    url=st.sampled_from(["https://example.org/a?b=[c]", ""]),
    quote=st.sampled_from(["eight members", "", "“ثمانية”\r\n"]),
    stance=st.sampled_from(["supports", "refutes", ""]),
)


@st.composite
def fully_annotated(draw: st.DrawFn) -> AnnotatedDocument:
    """A document with any text, and one or two annotators who used everything."""
    text = draw(st.lists(LETTERS | SIGNS, min_size=4, max_size=30).map("".join).filter(str.strip))
    document = Document(text=text, name="a.txt")
    sentences = sentences_of(text, draw(st.lists(st.integers(0, len(text)), max_size=4)))
    works = []
    for name in draw(st.sampled_from([["ann"], ["ann", "bo"]])):
        events = draw(_deeds(document, sentences, name))
        works.append(work_of(document, sentences, name, events))
    return AnnotatedDocument(document, SPLITTER, sentences, tuple(works))


@st.composite
def _deeds(draw: st.DrawFn, document: Document, sentences: tuple[Span, ...], annotator: str) -> list[Event]:
    """What refers to an annotation refers to one that holds, so that something comes of it."""
    history = History(sentences, (), document.text)
    events: list[Event] = []
    for number in range(draw(st.integers(0, 10))):
        marks = [each.mark for index in range(len(history)) for each in history[index].annotations]
        kinds = ["mark", "label", "done"] + (
            ["relate", "set", "evidence", "change", "unmark"] if marks else []
        )
        kind = draw(st.sampled_from(kinds))
        if kind in ("mark", "label"):
            mark = draw(_marks(sentences))
            what = {"start": mark.start, "end": mark.end, "pieces": mark.pieces, "label": mark.label}
        elif kind == "done":
            span = draw(st.sampled_from(sentences))
            what = {"start": span.start, "end": span.end}
        else:
            first = draw(st.sampled_from(marks))
            what = {"start": first.start, "end": first.end} | draw(_more(kind, first, marks, sentences))
        events.append(event(document, annotator, number, kind=kind, **what))
        history.apply(events[-1:])
    return events


@st.composite
def _more(
    draw: st.DrawFn, kind: str, first: Mark, marks: list[Mark], sentences: tuple[Span, ...]
) -> dict[str, object]:
    if kind == "unmark":
        return {"label": first.label, "pieces": first.pieces}
    if kind == "relate":
        return {"label": "says", "first": first, "second": draw(st.sampled_from(marks))}
    if kind == "change":
        return {"first": first, "second": draw(_marks(sentences))}
    if kind == "set":
        return {"first": first, "name": draw(NAMES), "value": draw(VALUES)}
    return {"first": first, "evidence": draw(EVIDENCE)}


@st.composite
def _marks(draw: st.DrawFn, sentences: tuple[Span, ...]) -> Mark:
    """On a sentence, on words of it, or on two pieces of it."""
    sentence = draw(st.sampled_from(sentences))
    cuts = sorted(draw(st.sets(st.integers(sentence.start, sentence.end), min_size=0, max_size=4)))
    label = draw(LABELS)
    if len(cuts) == 4 and cuts[1] < cuts[2]:
        return Mark(label, "", cuts[0], cuts[3], (Span(cuts[0], cuts[1]), Span(cuts[2], cuts[3])))
    if len(cuts) >= 2:
        return Mark(label, "", cuts[0], cuts[1])
    return Mark(label, "", sentence.start, sentence.end)


def unlogged(annotated: AnnotatedDocument) -> AnnotatedDocument:
    """The same without what was done when: only what holds."""
    works = tuple(Work(each.annotator, each.sentences, ()) for each in annotated.works)
    return AnnotatedDocument(annotated.document, annotated.splitter, annotated.sentences, works)
