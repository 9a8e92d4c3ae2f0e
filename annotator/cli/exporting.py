"""The command that writes a corpus: whose work, which labels, in how many parts, with a data card."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import options, say
from annotator.cli.formats import FormatOption, report, report_losses, say_losses, strict
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.formats import Losses
    from annotator.model import AnnotatedDocument
    from annotator.session import Session
    from annotator.session.card import Tally
    from annotator.session.choosing import Choice

_MANY = 50
"""Documents from which on a bar shows how far the export is."""


@click.command()
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@options.database
@options.annotator
@options.schema
@click.option("--format", "shape", cls=FormatOption)
@options.output
@click.option("--by", multiple=True, metavar="NAME", help="Only the work of this annotator. May be repeated.")
@click.option(
    "--gold", default="", metavar="NAME", help="On sentences that this annotator judged, only their work."
)
@click.option(
    "--label", "labels", multiple=True, help="Only this label, or error/wrong-number. May be repeated."
)
@click.option("--judged", is_flag=True, help="Only judged sentences.")
@click.option("--negatives", is_flag=True, help="Rejected candidates too, with the attribute rejected.")
@click.option("--pseudonyms", is_flag=True, help="A1, A2 for the names of annotators, the same every time.")
@click.option("--split", metavar="80/10/10", help="Write three files: train, dev and test, by document.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another split.")
@click.option(
    "--card",
    "card_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a data card in Markdown to this file.",
)
@click.option("--licence", default="", help="What the data card says about the licence.")
@report
@strict
def export(
    documents: tuple[str, ...],
    db: Path,
    annotator: str | None,
    schema_path: Path | None,
    shape: str | None,
    output: Path | None,
    by: tuple[str, ...],
    gold: str,
    labels: tuple[str, ...],
    judged: bool,
    negatives: bool,
    pseudonyms: bool,
    split: str | None,
    seed: int,
    card_path: Path | None,
    licence: str,
    report: Path | None,
    strict: bool,
) -> None:
    """Write what was labelled as a corpus.

    DOCUMENT is a name, a title or the beginning of an id; without one, all are written. Where something is
    left out (--by keeps the log, the others do not), the log of events is left out too.
    """
    from annotator.formats import LossError
    from annotator.schema import load_schema
    from annotator.session import Session
    from annotator.session.card import Tally
    from annotator.session.choosing import Choice, check_names

    if split and output is None:
        raise UsageError(
            "--split writes three files; name the first part of their names with -o corpus.jsonl"
        )
    with Session.open(
        options.existing(db), options.who(annotator), load_schema(schema_path), create=False
    ) as session:
        check_names((*by, *filter(None, [gold])), session.annotators(), "annotator")
        _check_labels(labels, session)
        chosen = [session.find(each) for each in documents]
        choice = Choice(by=by, labels=labels, judged=judged, negatives=negatives, gold=gold)
        tally = Tally()
        source = _Source(session, choice, session.pseudonyms() if pseudonyms else {}, tally)
        parts = _parts(source, chosen, split, seed)
        try:
            losses = _write_all(source, parts, output, shape, strict, chosen)
        except LossError as fault:
            report_losses(fault.losses, report)
            raise
        if card_path is not None:
            _card(card_path, tally, session, licence, parts)
    say_losses(losses, report)


class _Source:
    """Where the documents come from: chosen, renamed and counted on their way."""

    def __init__(self, session: "Session", choice: "Choice", names: dict[str, str], tally: "Tally") -> None:
        self.session = session
        self._choice = choice
        self._names = names
        self._tally = tally

    def documents(self, ids: list[str]) -> "Iterator[AnnotatedDocument]":
        from annotator.session.choosing import renamed

        found: Iterable[AnnotatedDocument] = self.session.annotated(ids)
        if not self._choice.everything:
            found = self._choice(found)
        return renamed(found, lambda name: self._names.get(name, name)) if self._names else iter(found)

    def counted(self, ids: list[str]) -> "Iterator[AnnotatedDocument]":
        for annotated in _progress(self.documents(ids), len(ids) or len(self.session.documents())):
            self._tally.add(annotated)
            yield annotated


def _parts(source: _Source, ids: list[str], split: str | None, seed: int) -> dict[str, list[str]]:
    """The ids of the documents of each part; nothing where no split is asked for."""
    from annotator.session.splitting import PARTS, divide, shares

    if not split:
        return {}
    wanted = shares(split)
    counts: dict[str, Counter[str]] = {}
    for annotated in source.documents(ids):
        counts[annotated.document.id] = Counter(
            f"{each.label}/{each.type}" if each.type else each.label
            for work in annotated.works
            for sentence in work.sentences
            for each in sentence.annotations
        )
    placed = divide(counts, wanted, seed)
    return {part: [id_ for id_ in counts if placed[id_] == part] for part in PARTS}


def _write_all(
    source: _Source,
    parts: dict[str, list[str]],
    output: Path | None,
    shape: str | None,
    strict: bool,
    ids: list[str],
) -> "Losses":
    from annotator.formats import Losses, write

    losses = Losses()
    if not parts:
        target = "-" if output is None else output
        losses.add(write(target, source.counted(ids), format=shape, strict=strict))
        if output is not None:
            say(f"{output}: written")
        return losses
    assert output is not None  # `export` refuses a split without it
    for part, documents in parts.items():
        path = output.with_name(f"{output.stem}.{part}{output.suffix}")
        found: Iterable[AnnotatedDocument] = source.counted(documents) if documents else ()
        losses.add(write(path, found, format=shape, strict=strict))
        say(f"{path}: {len(documents)} documents written")
    return losses


def _card(path: Path, tally: "Tally", session: "Session", licence: str, parts: dict[str, list[str]]) -> None:
    from annotator.formats import replacing
    from annotator.session.card import card

    tally.close()
    sizes = {part: len(ids) for part, ids in parts.items()}
    with replacing(path) as out:
        out.write(card(tally, session.schema, licence=licence, parts=sizes).encode())
    say(f"{path}: written")


def _check_labels(labels: tuple[str, ...], session: "Session") -> None:
    from annotator.session.choosing import check_names, label_names

    if not labels:
        return
    known = label_names(session.schema)
    known += [name for name in session.stats().labels if name not in known]
    check_names(labels, known, "label")


def _progress(documents: "Iterator[AnnotatedDocument]", count: int) -> "Iterator[AnnotatedDocument]":
    if count < _MANY or not sys.stderr.isatty():
        yield from documents
        return
    with click.progressbar(documents, length=count, label="writing", file=sys.stderr) as bar:
        yield from bar
