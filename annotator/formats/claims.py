"""Claims with a verdict, as data sets of fact-checks have them: one record a claim.

A claim is a mark called `claim`, or any mark with the attribute `verdict`. Its speaker is the source of
what lies in it by the relation `says`, else the author of the document.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from annotator.formats.encodings import Decoded
from annotator.formats.fields import make_document
from annotator.formats.flat import Layer, Mark, compose, layer_of
from annotator.formats.losses import Losses
from annotator.model import AnnotatedDocument, Document, Evidence, Span

CLAIM = "claim"
ATTRIBUTES = frozenset({"verdict", "note", "url", "kind"})
"""What such records can say of a claim."""


class Claim(Struct, frozen=True):
    """A claim with a verdict, and where it was made."""

    text: str
    verdict: str
    mark: Mark
    document: Document
    annotator: str
    speaker: str

    def attribute(self, name: str) -> str:
        """The value of an attribute; empty where it has none."""
        return dict(self.mark.attributes).get(name, "")


def claims_of(annotated: AnnotatedDocument, losses: Losses) -> Iterator[Claim]:
    """The claims with a verdict, by annotator and place; what is none of them is counted as lost."""
    text = annotated.document.text
    for work in annotated.works:
        layer = layer_of(work)
        for mark in layer.marks:
            verdict = dict(mark.attributes).get("verdict", "")
            words = mark.words(text)
            if not verdict or not words.strip():
                is_claim = mark.name.partition("/")[0] == CLAIM
                losses.lose(
                    annotated, "claims without a verdict" if is_claim else "labels that are no claims"
                )
                continue
            losses.lose(annotated, "labels that claims have", mark.name != CLAIM)
            losses.lose(annotated, "places of claims in the text", (mark.start, mark.end) != (0, len(text)))
            more = sum(name not in ATTRIBUTES for name, _ in mark.attributes)
            losses.lose(annotated, "attributes that such records do not have", more)
            speaker = " ".join(_speaker(layer, mark, text).split()) or annotated.document.author
            yield Claim(words, verdict, mark, annotated.document, work.annotator, speaker)


def _speaker(layer: Layer, claim: Mark, text: str) -> str:
    """The words of the first source of something that the claim meets."""
    place = Span(claim.start, claim.end)
    for tie in layer.ties:
        if tie.name == "says" and place.meets(Span(tie.second.start, tie.second.end)):
            return tie.first.words(text)
    return ""


def claim_document(
    text: object,
    verdict: str,
    about: Mapping[str, Any],
    place: str,
    number: int,
    annotator: str,
    attributes: Mapping[str, str],
    evidence: Iterable[Evidence] = (),
    time: str = "",
    faults: list[str] | None = None,
) -> AnnotatedDocument:
    """A document that is one claim. `about` has title, date, source, author and id under our own names.

    Raises ValueError for a claim without words, `ReadError` for a date that is none; with `faults` that goes there.
    """
    if not isinstance(text, str):
        raise ValueError("has no claim")
    name, _, _ = place.rpartition(": ") if ": " in place else (place.rpartition(":")[0], "", "")
    document = make_document(text, about, Decoded(text, "utf-8", False), name or place, place, number, faults)
    said = {**attributes, "verdict": verdict}
    pairs = tuple(sorted((key, value) for key, value in said.items() if value))
    mark = Mark(0, len(document.text), CLAIM, time, attributes=pairs, evidence=tuple(evidence))
    return compose(document, {annotator: Layer((mark,))}, [_all(document.text)], "claim")


def _all(text: str) -> Span:
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def words(value: object) -> str:
    """A text of a record; empty for anything else."""
    return value if isinstance(value, str) else ""
