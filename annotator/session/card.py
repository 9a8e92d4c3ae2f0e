"""The data card of a corpus: what is in it, what the labels mean, who made it and how, in Markdown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from annotator.model import AnnotatedDocument
from annotator.schema import Schema
from annotator.session.agreement import Agreement, agreements


class Tally:
    """Counts a corpus while it goes by."""

    def __init__(self) -> None:
        self.documents = self.sentences = self.judged = 0
        self.annotators: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.relations: Counter[str] = Counter()
        self.accepted: Counter[str] = Counter()
        self.rejected: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.splitters: Counter[str] = Counter()
        self.first = self.last = ""
        """The dates of the oldest and the latest document, '2022-01-07'; empty: none has a date."""
        self.agreements: list[Agreement] = []
        self._shared: list[AnnotatedDocument] = []

    def add(self, annotated: AnnotatedDocument) -> None:
        """One document more."""
        document = annotated.document
        self.documents += 1
        self.sentences += len(annotated.sentences)
        self.languages[document.language] += 1
        self.splitters[annotated.splitter or "none"] += 1
        if document.date:
            day = document.date.isoformat()
            self.first = min(self.first or day, day)
            self.last = max(self.last, day)
        for work in annotated.works:
            for sentence in work.sentences:
                self.judged += sentence.judged
                self.annotators[work.annotator] += sentence.judged
                self.relations.update(each.label for each in sentence.relations)
                self.rejected.update(each.rule for each in sentence.rejected)
                for each in sentence.annotations:
                    self.labels[f"{each.label}/{each.type}" if each.type else each.label] += 1
                    if each.candidate:
                        self.accepted[each.candidate.rule] += 1
        if len(annotated.works) > 1:
            self._shared.append(annotated)

    def close(self) -> None:
        """Computes the agreement; nothing can be added any more."""
        self.agreements = agreements(self._shared)
        self._shared.clear()


def card(tally: Tally, schema: Schema, *, licence: str = "", parts: Mapping[str, int] | None = None) -> str:
    """The card. `parts`: how many documents each part of a split has."""
    lines = [
        "# Data card",
        "",
        "## What is in it",
        "",
        *_rows(
            ("", "number"),
            [
                ("documents", tally.documents),
                ("sentences", tally.sentences),
                ("judgements of a sentence by an annotator", tally.judged),
                *(("documents in " + part, count) for part, count in (parts or {}).items()),
                *(
                    (f"documents in the language {name}", count)
                    for name, count in sorted(tally.languages.items())
                ),
            ],
        ),
    ]
    if tally.first:
        lines += [f"The documents were published from {tally.first} to {tally.last}.", ""]
    lines += ["## Labels", "", f"Schema `{schema.name}`. {_cell(schema.means)}".rstrip(), ""]
    lines += _labels(tally, schema)
    if tally.relations:
        meaning = {each.name: each.means for each in schema.relations}
        found = [(name, count, meaning.get(name, "")) for name, count in sorted(tally.relations.items())]
        lines += ["## Relations", "", *_rows(("relation", "number", "means"), found)]
    lines += [
        "## Annotators",
        "",
        *_rows(("annotator", "sentences judged"), sorted(tally.annotators.items())),
    ]
    lines += _agreement(tally)
    lines += _making(tally)
    lines += ["## Licence", "", licence or "Not stated: ask those who made it before you use it.", ""]
    return "\n".join(lines)


def _labels(tally: Tally, schema: Schema) -> list[str]:
    means = {span.name: span.means for span in schema.spans}
    for label in schema.labels:
        means[label.name] = label.means
        means |= {f"{label.name}/{each.name}": each.means for each in label.types}
    rows: list[tuple[object, ...]] = [
        (name, tally.labels[name], means[name]) for name in means if tally.labels[name]
    ]
    unknown = sorted(name for name in tally.labels if name not in means)
    rows += [(name, tally.labels[name], "not in the schema") for name in unknown]
    unused = [name for name in means if not tally.labels[name]]
    lines = _rows(("label", "number", "means"), rows)
    return lines + ([f"Never used: {', '.join(unused)}.", ""] if unused else [])


def _agreement(tally: Tally) -> list[str]:
    lines = ["## Agreement", ""]
    if not tally.agreements:
        return [*lines, "No sentence was judged by two annotators.", ""]
    rows = [
        (
            f"{each.first} and {each.second}",
            each.label,
            each.sentences,
            f"{each.same:.2f}",
            "-" if each.kappa is None else f"{each.kappa:.2f}",
        )
        for each in tally.agreements
    ]
    return [
        *lines,
        "On sentences that both judged: the share on which both say the same, and Cohen's kappa.",
        "",
        *_rows(("annotators", "label", "sentences", "same", "kappa"), rows),
    ]


def _making(tally: Tally) -> list[str]:
    rules = sorted(tally.accepted.keys() | tally.rejected.keys())
    return [
        "## How it was made",
        "",
        f"Sentence by sentence with claim-annotator {version('claim-annotator')}, which proposes candidates; "
        "people accepted or rejected them, or set labels by hand.",
        f"Sentences were cut by {', '.join(sorted(tally.splitters))} and corrected by hand.",
        "",
        *_rows(
            ("rule", "candidates accepted", "candidates rejected"),
            [(rule, tally.accepted[rule], tally.rejected[rule]) for rule in rules],
        ),
    ]


def _rows(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """A table and an empty line; "None." where there are no rows."""
    if not rows:
        return ["None.", ""]
    lines = [heads, ["---"] * len(heads), *rows]
    return [*("| " + " | ".join(_cell(str(cell)) for cell in line) + " |" for line in lines), ""]


def _cell(text: str) -> str:
    """Text that neither ends a cell nor is markup."""
    for sign in "\\|`*_[]<>":
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())
