"""Fits the weights of the claim score to a project's own labels, and tells honestly what that is worth.

Each judged sentence counts once for each annotator who judged it. The weights start from those in use and
leave them as far as the labels ask for it; how well they rank is measured on documents that were held out.
Needs the extra `learn` (scikit-learn).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from annotator.errors import MissingExtra, UsageError
from annotator.history import Spans
from annotator.model import Span
from annotator.session.outline import Sentences
from annotator.suggest.worth import Worth, load_words, load_worth, sizes

if TYPE_CHECKING:
    from annotator.session.project import Session

LEAST = 200
"""Judged sentences without which nothing is fitted."""
LEAST_OF_EACH = 20
"""Of them, claims and others, each."""
PULL = 3.0
"""How strongly weights are held where they are: the variance of a change that is no surprise is 1 / PULL."""
LABEL = "claim"


class Fold(Struct, frozen=True):
    """Documents that were held out, and how well their sentences were ranked."""

    documents: int
    sentences: int
    claims: int
    before: float | None
    """Average precision by the weights in use, 0 to 1; None where the fold holds no claim."""
    after: float | None
    """Average precision by weights that were fitted on the other documents."""


class Fitted(Struct, frozen=True):
    """What came of fitting."""

    folds: tuple[Fold, ...]
    documents: int
    sentences: int
    claims: int
    before: float
    """Average precision of all held-out sentences together, by the weights in use."""
    after: float
    """The same by the fitted weights, each sentence by those that do not know its document."""
    worth: Worth
    """The weights fitted on all documents."""
    yaml: str
    """They in the shape of `schemas/claim-worth.yaml`."""

    @property
    def better(self) -> bool:
        """True where held-out sentences are ranked better than before."""
        return self.after > self.before


class _Row(Struct, frozen=True):
    document: str
    counts: dict[str, float]
    claim: bool


def fit(session: "Session", folds: int = 5) -> Fitted:
    """Fits the weights to the judged sentences of all annotators, validated with so many folds of documents.

    Raises UsageError where the labels are too few, all alike or of one document; MissingExtra.
    """
    if session.schema.label(LABEL) is None:
        raise UsageError(
            f"the schema {session.schema.name} has no label {LABEL!r}; there is nothing to fit to"
        )
    worth = session.rule_book.worth() or load_worth()
    rows = list(_rows(session, worth))
    _enough(rows)
    try:
        from sklearn.metrics import average_precision_score
        from sklearn.model_selection import GroupKFold
    except ImportError:
        raise MissingExtra("fitting weights", "learn") from None
    import numpy as np

    documents = [row.document for row in rows]
    counts = np.array([[row.counts.get(part.name, 0) for part in worth.parts] for row in rows], dtype=float)
    claims = np.array([row.claim for row in rows])
    before = counts @ np.array([part.weight for part in worth.parts])
    after = np.zeros(len(rows))
    parts = []
    many = min(folds, len(set(documents)))
    for train, test in GroupKFold(many).split(counts, claims, documents):
        start, weights = _solved(counts[train], claims[train], worth)
        after[test] = worth.steepness * (counts[test] @ weights) + start
        some = bool(claims[test].any())
        parts.append(
            Fold(
                len({documents[place] for place in test}),
                len(test),
                int(claims[test].sum()),
                float(average_precision_score(claims[test], before[test])) if some else None,
                float(average_precision_score(claims[test], after[test])) if some else None,
            )
        )
    found = _worth(worth, *_solved(counts, claims, worth))
    return Fitted(
        tuple(parts),
        len(set(documents)),
        len(rows),
        int(claims.sum()),
        float(average_precision_score(claims, before)),
        float(average_precision_score(claims, after)),
        found,
        as_yaml(found, f"{len(rows)} judged sentences of {session.path.name}"),
    )


def _rows(session: "Session", worth: Worth) -> Iterator[_Row]:
    """The judged sentences: how often each part counts in them, and whether they are claims."""
    for annotated in session.annotated():
        document = annotated.document
        lists = load_words(document.language)
        if lists is None:
            continue
        for work in annotated.works:
            if not any(each.judged for each in work.sentences):
                continue
            spans = Spans(Span(each.start, each.end) for each in work.sentences)
            analysis = session.suggester().analyse(document, Sentences(document, spans))
            for index, each in enumerate(work.sentences):
                if each.judged:
                    text = document.text[each.start : each.end]
                    counts = sizes(text, lists, worth, len(analysis.mentions(index))).counts
                    claim = any(label.label == LABEL for label in each.annotations)
                    yield _Row(document.id, dict(counts), claim)


def _enough(rows: Sequence[_Row]) -> None:
    """Raises UsageError where nothing can be learned from so few or such labels."""
    claims = sum(row.claim for row in rows)
    documents = len({row.document for row in rows})
    if len(rows) < LEAST:
        raise UsageError(
            f"{len(rows)} sentences are judged; fitting some fifty weights to fewer than {LEAST} would fit "
            "them to chance. Judge more"
        )
    if min(claims, len(rows) - claims) < LEAST_OF_EACH:
        raise UsageError(
            f"of {len(rows)} judged sentences {claims} are claims; to tell them apart, at least "
            f"{LEAST_OF_EACH} of either kind are needed"
        )
    if documents < 2:
        raise UsageError(
            "all judged sentences are of one document, so that nothing could be held out to validate the "
            "weights on; judge a second one"
        )


def _solved(counts: Any, claims: Any, worth: Worth) -> tuple[float, Any]:
    """Start and weights: logistic regression on the score in use and on changes of its parts."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    known = np.array([part.weight for part in worth.parts])
    total = (counts @ known)[:, None]
    # The score in use is as good as free: only changes of single weights are held back.
    features = np.hstack([total * 10, counts])
    model = LogisticRegression(C=1 / PULL, max_iter=5000).fit(features, claims)
    of_total, of_parts = float(model.coef_[0, 0]) * 10, model.coef_[0, 1:]
    return float(model.intercept_[0]), (of_total * known + of_parts) / worth.steepness


def _worth(worth: Worth, start: float, weights: Any) -> Worth:
    parts = tuple(
        replace(
            part, weight=round(float(weight), 3), source=_source(part.source, float(weight) - part.weight)
        )
        for part, weight in zip(worth.parts, weights, strict=True)
    )
    return Worth(worth.steepness, round(start, 4), worth.least, parts)


def _source(source: str, change: float) -> str:
    if abs(change) < 0.005 or source.endswith("fitted here"):
        return source
    return f"{source} and fitted here"


def as_yaml(worth: Worth, basis: str) -> str:
    """The weights as a file of the shape of `schemas/claim-worth.yaml`."""
    import json

    lines = [
        f"# Weights of the claim score, fitted by `annotator rules fit` to {basis}.",
        "# The shape is that of the shipped schemas/claim-worth.yaml, which explains it.",
        f"steepness: {worth.steepness}",
        f"start: {worth.start}",
        f"least: {worth.least}",
        "parts:",
    ]
    for part in worth.parts:
        fields = [f"name: {json.dumps(part.name)}", f"label: {json.dumps(part.label, ensure_ascii=False)}"]
        fields += [f"weight: {part.weight}", f"source: {json.dumps(part.source, ensure_ascii=False)}"]
        fields += [f"words: {json.dumps(part.words)}"] if part.words else []
        fields += [f"after: {json.dumps(part.after)}"] if part.after else []
        fields += [f"each: {part.each}"] if part.each > 1 else []
        fields += ["spread: true"] if part.spread else []
        lines.append(f"  - {{{', '.join(fields)}}}")
    return "\n".join(lines) + "\n"
