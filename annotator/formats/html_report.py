"""A report for people: every sentence with its labels, in one HTML file that needs nothing else.

No script and nothing from elsewhere: the page forbids itself both. Whatever an article says is text,
never markup, and its control characters are shown as U+FFFD.
"""

import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import BinaryIO

from annotator.formats.flat import name_of
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Annotation, Answered, Judged, Mark, Work
from annotator.patterns import regex

_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Annotated documents</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
body { font: 1rem/1.6 Georgia, serif }
h1, dl, .who, .labels { font-family: system-ui, sans-serif }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; font-size: .85rem; color: #555 }
dd { margin: 0; overflow-wrap: anywhere }
.sentence { margin: .4rem 0; padding-left: .8rem; border-left: .2rem solid #bbb; white-space: pre-line }
.open { border-left-style: dotted; color: #666 }
.labels { font-size: .8rem }
.label { padding: 0 .4rem; border-radius: .3rem; background: hsl(var(--hue) 70% 88%); color: #111 }
.said { font: .8rem/1.4 system-ui, sans-serif; color: #444; margin: 0 0 .6rem; white-space: pre-line }
.rejected { text-decoration: line-through; color: #666 }
mark { background: hsl(var(--hue) 70% 88%); color: #111; border-bottom: .1rem solid hsl(var(--hue) 60% 40%) }
</style></head><body>
"""


def write_html(documents: Iterable[AnnotatedDocument], out: BinaryIO) -> Losses:
    """A section a document; in it one for each annotator, with every sentence."""
    losses = Losses()
    out.write(_HEAD.encode())
    for annotated in documents:
        out.write("".join(_section(annotated)).encode())
    out.write(b"</body></html>\n")
    return losses


def shown(text: str) -> str:
    """The text as HTML: nothing in it is markup, steers the direction or is invisible."""
    return escape(_CONTROL.sub("\ufffd", text))


def _section(annotated: AnnotatedDocument) -> Iterator[str]:
    document = annotated.document
    yield f"<section><h1 dir='auto'>{shown(document.title or document.name or document.id[:12])}</h1>\n<dl>"
    about = {
        "Date": document.date.isoformat() if document.date else "none",
        "Author": document.author,
        "Source": document.source,
        "File": document.name,
        "Text": document.id,
    }
    yield "".join(f"<dt>{name}</dt><dd>{shown(value)}</dd>" for name, value in about.items() if value)
    yield "</dl>\n"
    nobody = Work("", tuple(Judged(s.start, s.end, False, (), ()) for s in annotated.sentences), ())
    for work in annotated.works or (nobody,):
        judged = sum(sentence.judged for sentence in work.sentences)
        who = shown(work.annotator) or "Nobody"
        yield f"<h2 class='who'>{who}: {judged} of {len(work.sentences)} sentences judged</h2>\n"
        for sentence in work.sentences:
            yield _sentence(sentence, document.text)
    yield "</section>\n"


def _sentence(sentence: Judged, text: str) -> str:
    kind = "sentence" if sentence.judged else "sentence open"
    labels = [_label(annotation) for annotation in sentence.annotations]
    labels += [_rejected(answered, text) for answered in sentence.rejected]
    line = f" <span class='labels'>{' '.join(labels)}</span>" if labels else ""
    said = "".join(_said(sentence, text))
    more = f"<ul class='said'>{said}</ul>\n" if said else ""
    return f"<p class='{kind}' dir='auto'>{_marked(sentence, text)}{line}</p>\n{more}"


def _said(sentence: Judged, text: str) -> Iterator[str]:
    """A line for each attribute, piece of evidence and relation."""
    for each in sentence.annotations:
        about = f"<b>{shown(name_of(each))}</b> <q>{shown(_words(each, text))}</q>"
        for name, value in each.attributes:
            yield f"<li dir='auto'>{about} {shown(name)}: {shown(value)}</li>\n"
        for evidence in each.evidence:
            values = ", ".join(
                str(getattr(evidence, name)) for name in evidence.__struct_fields__ if getattr(evidence, name)
            )
            yield f"<li dir='auto'>{about} evidence: {shown(values)}</li>\n"
    for tie in sentence.relations:
        first, second = (f"<q>{shown(_words(end, text))}</q>" for end in (tie.first, tie.second))
        yield f"<li dir='auto'>{first} <b>{shown(tie.label)}</b> {second}</li>\n"


def _words(mark: Annotation | Mark, text: str) -> str:
    """The words of a mark, at most eighty letters; dots between its pieces."""
    words = " … ".join(text[span.start : span.end] for span in mark.pieces or (mark.span,))
    return words if len(words) <= 80 else f"{words[:79]}…"


def _marked(sentence: Judged, text: str) -> str:
    """The words; those under a label smaller than the sentence are marked, and say with which."""
    smaller = [
        each
        for each in sentence.annotations
        if (each.start, each.end) != (sentence.start, sentence.end) and each.start < sentence.end
    ]
    edges = {sentence.start, sentence.end}
    spans = [(each, span) for each in smaller for span in each.pieces or (each.span,)]
    edges.update(min(edge, sentence.end) for _, span in spans for edge in (span.start, span.end))
    cuts = sorted(edge for edge in edges if edge >= sentence.start)
    pieces = []
    for start, end in pairwise(cuts):
        over = [name_of(each) for each, span in spans if span.start <= start and end <= span.end]
        words = shown(text[start:end])
        title = shown(", ".join(over))
        opening = f"<mark style='--hue:{_hue(over[0])}' title='{title}'>" if over else ""
        pieces.append(f"{opening}{words}</mark>" if over else words)
    return "".join(pieces)


def _label(annotation: Annotation) -> str:
    name = name_of(annotation)
    answered = annotation.candidate
    how = f"proposed by {answered.rule}, score {answered.score:.2f}" if answered else "set by hand"
    title = shown(f"{how}, {annotation.time}")
    return f"<span class='label' style='--hue:{_hue(name)}' title='{title}'>{shown(name)}</span>"


def _rejected(answered: Answered, text: str) -> str:
    name = f"{answered.label}/{answered.type}" if answered.type else answered.label
    words = text[answered.start : answered.end][:80]
    title = shown(f"rejected: {words}, {answered.rule} {answered.score:.2f}")
    return f"<span class='rejected' title='{title}'>{shown(name)}</span>"


def _hue(name: str) -> int:
    """A colour of its own for each label, the same in every report; a type has its label's."""
    return hashlib.sha256(name.partition("/")[0].encode()).digest()[0] * 360 // 256
