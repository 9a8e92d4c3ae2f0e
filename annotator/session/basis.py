"""What a candidate rests on, as evidence."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotator.model import Evidence

if TYPE_CHECKING:
    from annotator.model import Annotation, Candidate
    from annotator.schema import Schema


def behind(
    annotation: "Annotation", candidates: "Iterable[Candidate]", first: "Candidate | None" = None
) -> "list[Candidate]":
    """The candidates on the words of an annotation: the one that it accepts, then `first`, then the others."""
    own = annotation.candidate.key if annotation.candidate else None
    near = [each for each in candidates if each.span.meets(annotation.span)]
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
        url=candidate.source if candidate.source.startswith(("http://", "https://")) else "",
    )
