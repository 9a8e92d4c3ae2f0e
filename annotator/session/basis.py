"""What a candidate rests on, as evidence.

Only a fact is evidence: an accusation rests on one, and what names an address. The weights of a claim score and the
cue of an attribution are about the words of the sentence and say nothing about the world.
"""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.model import Evidence

if TYPE_CHECKING:
    from annotator.model import Annotation, Candidate
    from annotator.schema import Schema


NO_FACT = "no candidate here rests on a fact"


def rests_on_fact(candidate: "Candidate", schema: "Schema") -> bool:
    """True where reason and source of a candidate are about the world."""
    label = schema.label(candidate.label)
    return bool(label and label.accuses) or _is_address(candidate.source)


def behind(
    annotation: "Annotation",
    candidates: "Iterable[Candidate]",
    schema: "Schema",
    first: "Candidate | None" = None,
) -> "list[Candidate]":
    """The candidates with a fact on the words of an annotation: the one it accepts, then `first`, then others."""
    own = annotation.candidate.key if annotation.candidate else None
    near = [each for each in candidates if each.span.meets(annotation.span) and rests_on_fact(each, schema)]
    return sorted(near, key=lambda each: (each.key != own, each is not first))


def evidence_of(candidate: "Candidate", schema: "Schema") -> Evidence:
    """The reason of a candidate and its source; what accuses speaks against the claim."""
    label = schema.label(candidate.label)
    return Evidence(
        quote=candidate.reason,
        medium="knowledge base",
        stance="refutes" if label and label.accuses else "context",
        retrieved=datetime.date.today().isoformat(),
        note=candidate.source,
        url=candidate.source if _is_address(candidate.source) else "",
    )


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))
