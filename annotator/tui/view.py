"""What the screen shows of a desk: rows of the document, cards of the candidates, lines of what is known.

Plain values between the session and the widgets: no widget asks a desk anything.
"""

from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from annotator.tui.text import safe

if TYPE_CHECKING:
    from annotator.model import Candidate, Judged, Mention, Sentence, Suggestions
    from annotator.schema import Schema

Key = tuple[str, str, str, int, int]
"""What makes a candidate the same when it is proposed again: `Candidate.key`."""


class Mark(NamedTuple):
    """A stretch of a row to be drawn in its own way; offsets into the text of the row."""

    start: int
    end: int
    role: str
    """mention, label, piece, span, found, caret."""
    name: str = ""
    """mention: the kind of the entity; label, piece: the name of a colour."""


class Row(NamedTuple):
    """A sentence as the document pane draws it."""

    text: str
    """Safe for a terminal."""
    paragraph: bool = False
    """True where a blank line stands before it."""
    letters: tuple[tuple[str, str], ...] = ()
    """For the margin: a letter and the name of its colour."""
    marks: tuple[Mark, ...] = ()


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


def paragraph_before(text: str, end: int, start: int, airy: bool) -> bool:
    """True where a paragraph begins between two sentences, the one ending at `end`, the next at `start`.

    `airy`: blank lines divide the paragraphs of this text, so that a single line break is only a
    line's end, unless a headline stands before it.
    """
    breaks = text.count("\n", end, start)
    if not breaks:
        return False
    return breaks > 1 or not airy or text[end - 1] not in ".!?…:;,\"'”’»)]"


def letters_of(judged: "Judged", schema: "Schema") -> tuple[tuple[str, str], ...]:
    """The margin of a sentence: a letter for each label, · for nothing to check, – for judged without any."""
    held = {annotation.label for annotation in judged.annotations}
    letters = []
    for label in schema.labels:
        if label.name in held:
            letters.append(("·" if label.nothing else label.key.upper(), label.colour))
            held.discard(label.name)
    letters.extend(("?", "grey") for _ in held)
    if judged.judged and not letters:
        letters.append(("–", "grey"))
    return tuple(letters)


def marks_of(
    sentence: "Sentence", mentions: Iterable["Mention"], judged: "Judged", schema: "Schema"
) -> list[Mark]:
    """Mentions, and labels on less than the sentence, as marks on its text."""
    first = sentence.start
    marks = [Mark(each.start - first, each.end - first, "mention", each.kind) for each in mentions]
    for each in judged.annotations:
        if each.start > sentence.start or each.end < sentence.end:
            label = schema.label(each.label)
            marks.append(
                Mark(each.start - first, each.end - first, "label", label.colour if label else "grey")
            )
    return marks


def focus_marks(sentence: "Sentence", candidate: "Candidate", colour: str) -> list[Mark]:
    """The words that a candidate is about; of one about the whole sentence only its pieces."""
    first = sentence.start
    if candidate.start > sentence.start or candidate.end < sentence.end:
        return [Mark(candidate.start - first, candidate.end - first, "span")]
    pieces = [each for each in candidate.spans if each.role != "content"]
    return [Mark(each.start - first, each.end - first, "piece", colour) for each in pieces]


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
                reason=safe(candidate.reason),
                source=safe(" · ".join(filter(None, (candidate.rule, candidate.source)))),
            )
        )
    return cards


def ticked_beforehand(suggestions: "Suggestions", schema: "Schema") -> set[Key]:
    """The candidates marked before anybody looked: where the schema trusts the score, never an accusation."""
    ticked = set()
    for candidate in suggestions.candidates:
        label = schema.label(candidate.label)
        if label and label.tick is not None and not label.accuses and candidate.score >= label.tick:
            ticked.add(candidate.key)
    return ticked
