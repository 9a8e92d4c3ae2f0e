"""What the screen shows of a desk: rows of the document, cards of the candidates, lines of what is known.

Plain values between the session and the widgets: no widget asks a desk anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annotator.model import signed
from annotator.session.focus import Key
from annotator.tui.brackets import Bracket
from annotator.tui.text import safe

if TYPE_CHECKING:
    from annotator.model import Annotation, Candidate, Judged, Mention, Related, Sentence, Span, Text
    from annotator.model import Mark as SpanMark
    from annotator.schema import Schema


class Mark(NamedTuple):
    """A stretch of a row to be drawn in its own way; offsets into the text of the row."""

    start: int
    end: int
    role: str
    """mention, label, nested, deep, piece, span, found, caret, selected."""
    name: str = ""
    """mention: the kind of the entity; label, nested, deep, piece: the name of a colour."""


DEPTHS = ("label", "nested", "deep")
"""The role of words on which one label lies, two, and more."""


class Row(NamedTuple):
    """A sentence as the document pane draws it."""

    text: str
    """Safe for a terminal."""
    paragraph: bool = False
    """True where a blank line stands before it."""
    letters: tuple[tuple[str, str], ...] = ()
    """For the margin: a letter and the name of its colour."""
    marks: tuple[Mark, ...] = ()
    brackets: tuple[Bracket, ...] = ()


class Card(NamedTuple):
    """A candidate as the answers pane draws it."""

    number: str
    """The key that accepts it; empty from the tenth on."""
    state: str
    """'' open, 'ticked', 'accepted', 'rejected'."""
    label: str
    type: str
    colour: str
    score: float
    reason: str
    source: str


class Known(NamedTuple):
    """A known entity named in the sentence."""

    words: str
    """As the article names it."""
    name: str
    kind: str
    facts: tuple[str, ...]
    """Empty while they are looked up."""


LOOKED = 1 << 20
"""Code points of a text that are looked through for blank lines: one without any has none farther on."""


def is_airy(text: "Text") -> bool:
    """True where blank lines divide its paragraphs."""
    return re.search(r"\n[^\S\n]*\n", text[:LOOKED]) is not None


def paragraph_before(text: "Text", end: int, start: int, airy: bool) -> bool:
    """True where a paragraph begins between two sentences, the one ending at `end`, the next at `start`.

    `airy`: blank lines divide the paragraphs of this text, so that a single line break is only a
    line's end, unless a headline stands before it.
    """
    breaks = text[end:start].count("\n")
    if not breaks:
        return False
    return breaks > 1 or not airy or text[end - 1 : end] not in ".!?…:;,\"'”’»)]"


def letters_of(judged: "Judged", schema: "Schema") -> tuple[tuple[str, str], ...]:
    """The margin of a sentence: a letter for each label, · for nothing to check, – for judged without any.

    Behind the letter of a label stands the first letter of its verdict: Cr is a claim that is refuted.
    """
    held = {annotation.label for annotation in judged.labels}
    letters = []
    for label in schema.labels:
        if label.name in held:
            letters.append(("·" if label.nothing else label.key.upper(), label.colour))
            letters += [(verdict, label.colour) for verdict in _verdicts(judged, label.name)]
            held.discard(label.name)
    letters.extend(("?", "grey") for _ in held)
    if judged.judged and not letters:
        letters.append(("–", "grey"))
    return tuple(letters)


def _verdicts(judged: "Judged", label: str) -> list[str]:
    """The first letters of the verdicts that were given on a label, each once."""
    given = [each.attribute("verdict")[:1].lower() for each in judged.labels if each.label == label]
    return list(dict.fromkeys(filter(None, given)))


def inside(sentence: "Sentence", annotations: Iterable["Annotation"]) -> list["Annotation"]:
    """Those that are on words of the sentence rather than on the sentence."""
    return [each for each in annotations if each.part or each.pieces or each.span != sentence.span]


def marks_of(
    sentence: "Sentence",
    mentions: Iterable["Mention"],
    inner: Sequence["Annotation"],
    colours: Mapping[str, str],
) -> list[Mark]:
    """Mentions, and labels on words, as marks on the text of a sentence.

    Where several labels lie on the same words, these have the colour of the shortest and the role of
    their depth.
    """
    first = sentence.start
    marks = [Mark(each.start - first, each.end - first, "mention", each.kind) for each in mentions]
    pieces = sorted(
        ((piece, each) for each in inner for piece in each.pieces or (each.span,)),
        key=lambda pair: (pair[1].start - pair[1].end, pair[1].time, pair[1].event),
    )
    edges = sorted({edge for piece, _ in pieces for edge in (piece.start, piece.end)})
    for start, end in pairwise(edges):
        over = [each for piece, each in pieces if piece.start <= start and end <= piece.end]
        if over:
            role = DEPTHS[min(len(over), len(DEPTHS)) - 1]
            marks.append(Mark(start - first, end - first, role, colours.get(over[-1].label, "grey")))
    return marks


def colours_of(schema: "Schema") -> dict[str, str]:
    """The names of the colours of labels and kinds of spans."""
    return {each.name: each.colour for each in schema.spans} | {
        each.name: each.colour for each in schema.labels
    }


def spans_of(
    judged: "Judged", relations: Iterable["Related"], text: "Text", names: Mapping[str, str]
) -> list["Known"]:
    """The spans of a sentence and what hangs on its annotations, for the pane of what is known.

    `names`: of entities by their ids; of one that is not in it the id is told.
    """
    found = []
    for each in judged.annotations:
        facts = [
            f"link: {names[value]} ({value})" if name == "link" and value in names else f"{name}: {value}"
            for name, value in each.attributes
        ]
        facts += [
            f"evidence: {_brief(evidence.url or evidence.quote or evidence.note)}"
            for evidence in each.evidence
        ]
        for relation in relations:
            if each.mark == relation.first:
                facts.append(f"—{relation.label}→ {quoted(text, relation.second)}")
            elif each.mark == relation.second:
                facts.append(f"←{relation.label}— {quoted(text, relation.first)}")
        small = each.start > judged.start or each.end < judged.end
        if facts or small:
            name = f"{each.label} · {each.type}" if each.type else each.label
            words = quoted(text, each.mark) if small else "the sentence"
            found.append(Known(words, name, "span", tuple(facts)))
    return found


def quoted(text: "Text", mark: "SpanMark", most: int = 60) -> str:
    """The words of an annotation on one line; what lies between its pieces is told by …."""
    spans = mark.pieces or (mark.span,)
    return _brief(" … ".join(" ".join(text[span.start : span.end].split()) for span in spans), most)


def both_ends(text: "Text", spans: Sequence["Span"], most: int = 56) -> str:
    """The words of these spans on one line; of many the first and the last."""
    words = " … ".join(" ".join(text[span.start : span.end].split()) for span in spans)
    if len(words) <= most:
        return words
    return f"{words[: most // 2].rstrip()} … {words[-most // 2 :].lstrip()}"


def _brief(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def focus_marks(sentence: "Sentence", candidate: "Candidate", colour: str) -> list[Mark]:
    """The words that a candidate is about; of one about the whole sentence only its pieces."""
    first = sentence.start
    if candidate.start > sentence.start or candidate.end < sentence.end:
        return [Mark(candidate.start - first, candidate.end - first, "span")]
    pieces = [each for each in candidate.spans if each.role != "content"]
    return [Mark(each.start - first, each.end - first, "piece", colour) for each in pieces]


def sums_of(candidates: Iterable["Candidate"]) -> list[Known]:
    """The candidates whose score is a sum, with every part of it."""
    return [
        Known(
            candidate.label,
            f"{candidate.score:.2f}",
            "score",
            tuple(f"{signed(weight)}  {name}" for name, weight in candidate.parts),
        )
        for candidate in candidates
        if candidate.parts
    ]


def cards_of(
    candidates: Sequence["Candidate"], answers: Sequence[str], ticked: Set[Key], schema: "Schema"
) -> list[Card]:
    """The candidates of a sentence; `answers`: 'accepted', 'rejected' or '' for each."""
    cards = []
    for rank, (candidate, answer) in enumerate(zip(candidates, answers, strict=True), 1):
        label = schema.label(candidate.label)
        cards.append(
            Card(
                number=str(rank) if rank < 10 else "",
                state=answer or ("ticked" if candidate.key in ticked else ""),
                label=safe(candidate.label),
                type=safe(candidate.type),
                colour=label.colour if label else "grey",
                score=candidate.score,
                reason=safe(candidate.brief_reason),
                source=safe(" · ".join(filter(None, (candidate.rule, candidate.told_source)))),
            )
        )
    return cards
