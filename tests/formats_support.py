"""Annotated documents for the tests of formats: a fixed corpus for golden files, and generated ones."""

import datetime
import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from annotator.errors import ReadError
from annotator.formats import CORPORA, WRITERS, Losses
from annotator.history import fold
from annotator.model import AnnotatedDocument, Answered, Document, Event, Evidence, Mark, Span, Work

# What breaks offsets elsewhere: astral letters, combining marks, flags, right-to-left, line ends, NUL.
LETTERS = st.sampled_from(["One state", " ", "😀", "é", "e\u0301", "🇰🇿", "𝔸", "שלום", "مرحبا"])
SIGNS = st.sampled_from(["\r\n", "\x00", '"', "“so”", "\u2028", "\t", "=1+1", "."])
LABELS = st.sampled_from(["claim", "error", "label with spaces", "Behauptung/ü", "-dash", "a;b"])
SPLITTER = "test/1"

OTHERS = sorted(set(CORPORA) - {"jsonl"})
WITHOUT_TEXT = {"conll", "claimreview", "averitec", "fever", "checkthat"}
"""Those that hold tokens or claims: the texts that come back are others."""
FAITHFUL = sorted(set(OTHERS) - WITHOUT_TEXT)
VERSIONED = {"parquet", "spacy"}
"""Files that say by which version of a library they were written: they have no golden ones."""


def sentences_of(text: str, cuts: Sequence[int]) -> tuple[Span, ...]:
    """The stretches between the cuts, without the white space at their edges."""
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    spans = []
    for start, end in pairwise(edges):
        words = text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            spans.append(Span(first, first + len(words.strip())))
    return tuple(spans)


def work_of(document: Document, sentences: Sequence[Span], annotator: str, events: Sequence[Event]) -> Work:
    """What these events come to."""
    return Work(annotator, fold(sentences, events, document.text).sentences, tuple(events))


def event(document: Document, annotator: str, number: int, **what: object) -> Event:
    """The gesture `number` of an annotator, one a second."""
    time = datetime.datetime(2022, 1, 8, 9) + datetime.timedelta(seconds=number)
    return Event(
        document=document.id,
        annotator=annotator,
        time=time.isoformat(timespec="microseconds") + "Z",
        gesture=f"{annotator}-{number}",
        **what,  # type: ignore[arg-type]
    )


@st.composite
def annotated(draw: st.DrawFn) -> AnnotatedDocument:
    """A document with any text, cut anywhere, and the work of up to three annotators on it."""
    text = draw(st.lists(LETTERS | SIGNS, min_size=1, max_size=30).map("".join).filter(str.strip))
    document = Document(
        text=text,
        name=draw(st.sampled_from(["a.txt", "=name", "ö😀.md#3"])),
        title=draw(st.sampled_from(["", "A “title”", "title\twith, ;"])),
        date=draw(st.none() | st.dates()),
        language=draw(st.sampled_from(["en", "ar"])),
        guessed=draw(st.booleans()),
    )
    sentences = sentences_of(text, draw(st.lists(st.integers(0, len(text)), max_size=5)))
    names = draw(st.lists(st.sampled_from(["ann", "Bö B", "@c"]), max_size=3, unique=True))
    works = []
    for name in names:
        events = [draw(_events(document, sentences, name, n)) for n in range(draw(st.integers(0, 8)))]
        works.append(work_of(document, sentences, name, events))
    return AnnotatedDocument(document, SPLITTER, sentences, tuple(works))


@st.composite
def _events(
    draw: st.DrawFn, document: Document, sentences: Sequence[Span], annotator: str, number: int
) -> Event:
    """Any one thing that an annotator can do."""
    sentence = draw(st.sampled_from(sentences))
    start = draw(st.integers(sentence.start, sentence.end - 1))
    span = draw(st.just(sentence) | st.just(Span(start, draw(st.integers(start + 1, sentence.end)))))
    label, type = draw(LABELS), draw(st.sampled_from(["", "wrong-kind"]))
    place = {"start": span.start, "end": span.end}
    kind = draw(st.sampled_from(["label", "accept", "reject", "done", "split", "undo"]))
    if kind in ("accept", "reject"):
        score = draw(st.floats(0, 1))
        answered = Answered("rule", label, type, span.start, span.end, score, draw(st.integers(1, 9)))
        return event(document, annotator, number, kind=kind, candidate=answered, **place)
    if kind == "label":
        return event(document, annotator, number, kind=kind, label=label, type=type, **place)
    if kind == "undo":
        return event(document, annotator, number, kind=kind, target=f"{annotator}-{number - 1}")
    whole = {"start": sentence.start, "end": sentence.end}
    return event(document, annotator, number, kind=kind, at=start if kind == "split" else 0, **whole)


def corpus() -> list[AnnotatedDocument]:
    """Two documents: one that two annotators worked on, one that nobody has touched."""
    text = "Bloc meets 😀\n\nOne of the nine members is Wu Lan, “a friend”.\r\n=Was it so?"
    first = Document(
        text=text,
        name="2022-01-07-bloc.txt",
        title="Bloc meets",
        date=datetime.date(2022, 1, 7),
        author="A. Bek",
    )
    sentences = sentences_of(text, [text.index("One"), text.index("=Was")])
    _, claim, question = sentences
    person = text.index("Wu Lan")
    wrong = Answered("membership", "error", "wrong-kind", person, person + 6, 0.97, 1)
    number = Answered("membership", "error", "wrong-number", claim.start + 11, claim.start + 15, 0.5, 2)
    whole = {"start": claim.start, "end": claim.end}
    ann = [
        event(first, "ann", 0, kind="accept", candidate=wrong, start=wrong.start, end=wrong.end),
        event(first, "ann", 1, kind="reject", candidate=number, start=number.start, end=number.end),
        event(first, "ann", 2, kind="label", label="claim", **whole),
        event(first, "ann", 3, kind="done", start=question.start, end=question.end),
    ]
    bo = [event(first, "bo", 0, kind="label", label="opinion", **whole)]
    works = (work_of(first, sentences, "ann", ann), work_of(first, sentences, "bo", bo))
    second = Document(text="Nobody read this.", name="b.md", encoding="cp1252", guessed=True)
    return [
        AnnotatedDocument(first, SPLITTER, sentences, works),
        AnnotatedDocument(second, SPLITTER, sentences_of(second.text, []), ()),
    ]


def example() -> list[AnnotatedDocument]:
    """What the pages of `docs/formats` show: a sentence with an accepted candidate, and a claim that was checked."""
    document = Document(
        text="One of the nine members is Wu Lan.",
        name="2022-01-07-bloc.txt",
        date=datetime.date(2022, 1, 7),
        source="https://example.org/bloc",
    )
    (sentence,) = sentences = sentences_of(document.text, [])
    wrong = Answered("membership", "error", "wrong-kind", 27, 33, 0.97, 1)
    claim = Mark("claim", "", sentence.start, sentence.end)
    name = Mark("entity", "", 27, 33)
    proof = Evidence(url="https://example.org/members", quote="The bloc has eight members.", stance="refutes")
    deeds: list[dict[str, Any]] = [
        {"kind": "accept", "candidate": wrong} | span(wrong),
        {"kind": "label", "label": "claim"} | span(claim),
        {"kind": "mark", "label": "entity"} | span(name),
        {"kind": "set", "first": claim, "name": "verdict", "value": "refuted"} | span(claim),
        {"kind": "evidence", "first": claim, "evidence": proof} | span(claim),
        {"kind": "relate", "label": "about", "first": claim, "second": name} | span(claim),
    ]
    events = [event(document, "ann", number, **deed) for number, deed in enumerate(deeds)]
    work = work_of(document, sentences, "ann", events)
    return [AnnotatedDocument(document, "punkt/2.2.1", sentences, (work,))]


def written(documents: Sequence[AnnotatedDocument], format: str) -> bytes:
    """What the writer of that name makes of them."""
    out = io.BytesIO()
    WRITERS[format].load()(documents, out)
    return out.getvalue()


def marks(document: Any) -> set[tuple[str, str, int, int, str]]:
    """Who says what of which words."""
    return {
        (
            work.annotator,
            f"{each.label}/{each.type}".rstrip("/"),
            each.start,
            each.end,
            text_of(document, each),
        )
        for work in document.works
        for sentence in work.sentences
        for each in sentence.annotations
    }


def text_of(document: AnnotatedDocument, span: Any) -> str:
    return document.document.text[span.start : span.end]


def read_back(data: bytes, format: str, name: str = "c") -> list[Any]:
    """All that comes of these bytes: documents and failures; a failure of the whole file too."""
    return _read(data, format, name, Losses())


def passed_over(data: bytes, format: str) -> dict[str, int]:
    """What a reader counts as without a place here; nothing in the bytes may be broken."""
    lost = Losses()
    assert causes(_read(data, format, "c", lost)) == []
    return dict(lost)


def _read(data: bytes, format: str, name: str, lost: Losses) -> list[Any]:
    found: list[Any] = []
    try:
        for each in CORPORA[format].load()(io.BytesIO(data), name):
            if isinstance(each, Losses):
                lost.add(each)
            else:
                found.append(each)
    except ReadError as fault:
        found.append(fault)
    return found


def causes(items: Sequence[Any]) -> list[str]:
    """What the failures among them say."""
    return [str(item) for item in items if isinstance(item, ReadError)]


def everything() -> list[AnnotatedDocument]:
    """One document in which two annotators used all that there is, with text that breaks offsets elsewhere."""
    text = "😀 “Not so”, Ann Lee of the 🇰🇿 office told us\r\nand added: e\u0301 pays. שלום said nobody."
    about = {"title": "Not so", "date": datetime.date(2022, 1, 7), "source": "https://example.org/says"}
    document = Document(text=text, name="2022-01-07-says.txt", **about)  # type: ignore[arg-type]
    sentences = sentences_of(text, [text.index("שלום")])
    first, second = sentences

    def on(words: str, label: str, type: str = "") -> Mark:
        start = text.index(words)
        return Mark(label, type, start, start + len(words))

    source, cue, claim = on("Ann Lee", "source"), on("told", "cue"), Mark("claim", "", first.start, first.end)
    so, pays = text.index("Not so"), text.index("e\u0301 pays")
    content = Mark("content", "", so, pays + 7, (Span(so, so + 6), Span(pays, pays + 7)))
    proof = Evidence(url="https://example.org/1", quote="It is “so”.\nIndeed.", stance="refutes")
    deeds: list[dict[str, Any]] = [
        *({"kind": "mark", "label": m.label, "pieces": m.pieces} | span(m) for m in (source, cue, content)),
        {"kind": "label", "label": "claim"} | span(claim),
        *(
            {"kind": "set", "first": mark, "name": name, "value": value} | span(mark)
            for mark, name, value in (
                (claim, "verdict", "refuted"),
                (claim, "note", "Ask\nagain, “twice”."),
                (source, "link", "wd:Q17"),
                (cue, "force", "neutral"),
            )
        ),
        {"kind": "evidence", "first": claim, "evidence": proof} | span(claim),
        {"kind": "relate", "label": "says", "first": source, "second": content} | span(source),
        {"kind": "relate", "label": "signals", "first": cue, "second": content} | span(cue),
        {"kind": "label", "label": "label with spaces"} | span(on("שלום", "")),
    ]
    events = [event(document, "ann", number, **deed) for number, deed in enumerate(deeds)]
    other = [event(document, "Bö B", 0, kind="label", label="error", type="garbled", **span(second))]
    works = (work_of(document, sentences, "ann", events), work_of(document, sentences, "Bö B", other))
    return [AnnotatedDocument(document, SPLITTER, sentences, works)]


def span(thing: Any) -> dict[str, int]:
    """Where a mark stands, as fields of an event."""
    return {"start": thing.start, "end": thing.end}


SPOKEN = [
    ("claim", ["😀 “Not so”, Ann Lee of the 🇰🇿 office told us\r\nand added: e\u0301 pays."]),
    ("content", ["Not so", "e\u0301 pays"]),
    ("source", ["Ann Lee"]),
    ("cue", ["told"]),
    ("label with spaces", ["שלום"]),
]
"""What 'ann' marked in `everything`, in the order of the text: the name and the words of each piece."""
