"""What a program or a notebook uses: read, suggest, open a database, decide, export.

import annotator

document = next(annotator.read("article.md"))
for found in annotator.suggestions(document):
    print(found.sentence.text, found.candidates)

with annotator.Session.open("annotations.db", "ann") as session:
    session.add(document)
    desk = session.desk(document.id)
    desk.accept(0, desk.suggestions(0).candidates[0], rank=1)
    annotator.export(session, "corpus.jsonl")
"""

from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.formats import read, read_many
from annotator.knowledge import load_knowledge
from annotator.model import Document, Sentence, Span
from annotator.schema import Schema, load_schema
from annotator.segment import split
from annotator.suggest import THRESHOLD, Analysis, Suggester
from annotator.suggest.isolation import Trouble, Troubles
from annotator.suggest.rules import installed, weighted
from annotator.suggest.worth import load_worth

if TYPE_CHECKING:
    from annotator.formats import Losses
    from annotator.session import Session

__all__ = [
    "THRESHOLD",
    "Analysis",
    "Suggester",
    "export",
    "read",
    "read_many",
    "sentences",
    "suggester",
    "suggestions",
]


def suggester(
    schema: Schema | None = None,
    entities: Iterable[Path] = (),
    *,
    threshold: float = THRESHOLD,
    database: str | PathLike[str] | None = None,
    weights: Path | None = None,
    tell: Callable[[Trouble], None] | None = None,
) -> Suggester:
    """The rules, those of other packages too, with the shipped knowledge and entity lists of your own.

    Takes a moment to make and can be used for any number of documents. Candidates under `threshold`
    (0 to 1) are left out. `database`: the entities imported into it are known too, and its judgements,
    mutes and weights count. `weights`: a file of weights for the claim score. `tell` hears of the first
    fault of each rule of another package. Raises SchemaError where a list has faults, StoreError where
    the database cannot be read.
    """
    lists, schema = tuple(entities), schema or load_schema()
    if database is not None:
        from annotator.session.gazetteer import knowledge_of  # the database costs 20 ms
        from annotator.session.learning import suggester_of
        from annotator.store import Store

        store = Store.open(Path(database), create=False)  # only read, and open as long as it is used
        known = knowledge_of(store, lists)
        return suggester_of(store, known, schema, tell, threshold=threshold, weights=weights)
    troubles = Troubles(tell)
    rules = installed(troubles)
    if weights is not None:
        rules = weighted(rules, load_worth(weights), str(weights))
    return Suggester(load_knowledge(lists), schema, rules, threshold=threshold, troubles=troubles)


def sentences(document: Document, spans: Iterable[Span] | None = None) -> list[Sentence]:
    """The sentences of a document: those of the splitter, or those that `spans` cut."""
    text = document.text
    if spans is None:
        spans = split(text, document.language)
    return [
        Sentence(document.id, index, span.start, span.end, text[span.start : span.end])
        for index, span in enumerate(spans)
    ]


def suggestions(document: Document, using: Suggester | None = None) -> Analysis:
    """Mentions and candidates of each sentence of a document: iterate over it, or ask for one by index.

    Nothing is stored. The facts are checked at `document.date`; with none, nothing is accused of being
    wrong at a date.
    """
    return (using or suggester()).analyse(document, sentences(document))


def export(
    session: "Session",
    path: str | PathLike[str],
    format: str | None = None,
    documents: Sequence[str] = (),
) -> "Losses":
    """Write the corpus, or the `documents` with these ids, to a file; `format` None: by the file's ending.

    The file is written beside and renamed: an interrupted export leaves an old one whole. Returns
    what the format could not hold. Raises UsageError for an unknown format, ReadError or StoreError
    where something cannot be read or written.
    """
    from annotator.formats import write

    return write(path, session.annotated(documents), format=format)
