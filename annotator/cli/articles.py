"""Commands about articles: suggest, import. Those that open the screen are in `screen`."""

import datetime
import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import options, say
from annotator.cli.revisions import revises, separate, take_in
from annotator.errors import NO_FILE, AnnotatorError, ReadError, StoreError, UsageError

if TYPE_CHECKING:
    from annotator.api import Analysis, Suggester
    from annotator.formats import Format
    from annotator.model import AnnotatedDocument, Document, Suggestions
    from annotator.schema import Schema
    from annotator.session import Session
    from annotator.suggest.isolation import Trouble


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@options.date
@options.language
@options.encoding
@options.reader
@options.schema
@options.entities
@options.project
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="table: to read; jsonl: a line a sentence; csv: a row a candidate.",
)
@click.option("--all", "everything", is_flag=True, help="Show candidates of any score, however low.")
@click.option(
    "--label",
    "labels",
    multiple=True,
    help="Only candidates of this label, or of error/wrong-number. Other sentences are left out of the table.",
)
@click.option("--quiet", is_flag=True, help="In the table, leave out sentences without a candidate.")
@click.option(
    "--sort",
    type=click.Choice(["text", "worth"]),
    default="text",
    show_default=True,
    help="text: in reading order; worth: sentences by claim score over all articles, best first.",
)
@options.weights
@options.output
def suggest(
    articles: tuple[str, ...],
    date: datetime.date | None,
    language: str | None,
    encoding: str | None,
    reader: str | None,
    schema_path: Path | None,
    entity_lists: tuple[Path, ...],
    db: Path | None,
    shape: str,
    everything: bool,
    labels: tuple[str, ...],
    quiet: bool,
    sort: str,
    weights: Path | None,
    output: Path | None,
) -> None:
    """Show the sentences of articles with their candidate labels. No screen, and nothing is stored.

    ARTICLE is a file (text, Markdown, HTML, JSONL, CSV), or - for standard input. With a database, its
    judgements, mutes and weights count as they do on its screen.
    """
    from annotator import api
    from annotator.cli.ranking import narrowed
    from annotator.schema import load_schema
    from annotator.session.choosing import check_names, label_names

    if output is not None and shape == "table":
        raise UsageError("a table is for reading; write to a file with --format jsonl or csv")
    schema = load_schema(schema_path)
    check_names(labels, label_names(schema), "label")
    quiet = quiet or bool(labels)
    threshold = 0.0 if everything else api.THRESHOLD
    lowest = 0.0 if sort == "worth" else threshold
    using = _suggester(api.suggester, db, schema, entity_lists, threshold=lowest, weights=weights)
    failures: list[ReadError] = []
    analyses = _analyses(articles, date, encoding, using, failures, language, reader)
    if sort == "worth":
        _ranked(analyses, shape, output, schema, threshold, labels, quiet=quiet)
    elif shape == "table":
        from annotator.cli.sentences import head, suggestions

        for analysis in analyses:
            click.echo(head(analysis.document))
            found = (narrowed(each, labels=labels) for each in _progress(analysis))
            counts = suggestions(found, schema, quiet=quiet)
            say("{} sentences, {} candidates, {} of them accusations".format(*counts))
    else:
        each_of_all = (each for analysis in analyses for each in _progress(analysis))
        _write((narrowed(each, labels=labels) for each in each_of_all), shape, output)
    _leave(failures)


def _suggester(
    make: "Callable[..., Suggester]", db: Path | None, *known: Any, threshold: float, weights: Path | None
) -> "Suggester":
    """As the project of the database named wants it, or of the one that lies here, where that is ours."""
    make = functools.partial(make, *known, threshold=threshold, weights=weights, tell=_trouble)
    if db is not None:
        return make(database=db)
    here = Path("annotations.db")
    try:
        return make(database=here if here.is_file() else None)
    except StoreError as fault:
        say(f"{fault}; no imported entities are looked for")
        return make()


def _trouble(trouble: "Trouble") -> None:
    say(f"the rule {trouble.rule} fails: {trouble.said}; the others go on")


def _ranked(
    analyses: "Iterator[Analysis]",
    shape: str,
    output: Path | None,
    schema: "Schema",
    threshold: float,
    labels: tuple[str, ...],
    *,
    quiet: bool,
) -> None:
    from annotator.cli.ranking import by_worth, show_ranked

    ranked = by_worth(analyses, _progress, threshold, labels)
    if shape != "table":
        _write((suggestions for _, suggestions in ranked), shape, output)
        return
    counts = [(0, 0, 0), *show_ranked(ranked, schema, quiet)]
    say("{} sentences, {} candidates, {} of them accusations".format(*map(sum, zip(*counts, strict=True))))


def _analyses(
    articles: tuple[str, ...],
    date: datetime.date | None,
    encoding: str | None,
    using: "Suggester",
    failures: list[ReadError],
    language: str | None = None,
    reader: str | None = None,
) -> "Iterator[Analysis]":
    from annotator import api

    for document in _documents(articles, date, encoding, failures, language, reader):
        yield api.suggestions(document, using)


def _documents(
    articles: tuple[str, ...],
    date: datetime.date | None,
    encoding: str | None,
    failures: list[ReadError],
    language: str | None = None,
    reader: str | None = None,
) -> "Iterator[Document]":
    """The documents of the files; what cannot be read is said, kept in `failures`, and passed over."""
    from annotator.formats import read_many

    for found in read_many(articles, date=date, encoding=encoding, language=language, format=reader):
        if isinstance(found, ReadError):
            failures.append(found)
            say(str(found))
            continue
        if found.guessed:
            say(f"{found.name}: read as {found.encoding}, which is a guess; set it with --encoding")
        yield found


def _write(found: "Iterator[Suggestions]", shape: str, output: Path | None) -> None:
    from annotator.formats import write_suggestions

    if output is None:
        write_suggestions(found, sys.stdout.buffer, shape)
        return
    from annotator.formats import replacing

    with replacing(output) as out:
        write_suggestions(found, out, shape)


def _progress(analysis: "Analysis") -> "Iterator[Suggestions]":
    """The suggestions of a document, with a bar on a terminal where there are many."""
    if len(analysis) < 500 or not sys.stderr.isatty():
        yield from analysis
        return
    with click.progressbar(analysis, length=len(analysis), label="reading", file=sys.stderr) as bar:
        yield from bar


def _leave(failures: list[ReadError]) -> None:
    """Status 1 where something could not be read; it was named when it was met."""
    if failures:
        click.get_current_context().exit(1)


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.date
@options.language
@options.encoding
@options.reader
@options.schema
@options.annotator
@options.database
@revises
@separate
def import_(
    files: tuple[str, ...],
    date: datetime.date | None,
    language: str | None,
    encoding: str | None,
    reader: str | None,
    schema_path: Path | None,
    annotator: str | None,
    db: Path,
    revises: str | None,
    separate: bool,
) -> None:
    """Take articles or a corpus into the database.

    A corpus that `export` wrote brings its sentences and judgements along; what is there already is
    left as it is. Of a corrected article the difference is shown, and what was said of the earlier
    version is carried over where the words did not change.
    """
    if revises and len(files) > 1:
        raise UsageError("--revises takes one article; import the others by themselves")
    from annotator.formats import CORPORA, READERS, corpus_format
    from annotator.schema import load_schema
    from annotator.session import Session

    if not any(file == "-" or Path(file).exists() for file in files):
        raise ReadError("\n".join(f"{file}: {NO_FILE}" for file in files))  # and no empty database is left
    failures: list[ReadError] = []
    named = CORPORA.get(reader or "") if reader not in READERS else None
    with Session.open(db, options.who(annotator), load_schema(schema_path)) as session:
        for file in files:
            corpus = named or (corpus_format(file, encoding=encoding) if reader is None else None)
            if corpus is None:
                for document in _documents((file,), date, encoding, failures, language, reader):
                    take_in(session, document, revises, separate)
                continue
            if revises:
                raise UsageError(f"{file}: is a corpus ({corpus.name}), and --revises takes an article")
            _import_corpus(file, session, failures, corpus, date, encoding, language)
    _leave(failures)


def _import_corpus(
    file: str,
    session: "Session",
    failures: list[ReadError],
    corpus: "Format",
    date: datetime.date | None,
    encoding: str | None,
    language: str | None,
) -> None:
    from annotator.formats import Losses, read_corpus

    if encoding and corpus.binary:
        say(f"{file}: --encoding does not count, since {corpus.name} has one way to write letters")
        encoding = None
    documents = changed = 0
    lost = Losses()
    found = read_corpus(file, format=corpus.name, encoding=encoding, date=date, language=language, lost=lost)
    for new in session.restore_all(_bar(_to_its_end(found))):
        if isinstance(new, AnnotatorError):
            failures.append(ReadError(str(new)))
            say(str(new))
            continue
        documents += 1
        changed += new
    for what, count in sorted(lost.items()):
        say(f"{file}: passed over, since it has no place here: {count} {what}")
    say(f"{file}: {documents} documents, {changed} of them brought something new")


def _to_its_end(
    found: "Iterable[AnnotatedDocument | ReadError]",
) -> "Iterator[AnnotatedDocument | ReadError]":
    """The same, where what ends the reading of a file is one more failure: what came before it is kept."""
    try:
        yield from found
    except ReadError as fault:
        yield fault


def _bar(found: "Iterable[AnnotatedDocument | ReadError]") -> "Iterator[AnnotatedDocument | ReadError]":
    """A count on a terminal, once there are many: how many there will be is not known."""
    if not sys.stderr.isatty():
        yield from found
        return
    for number, each in enumerate(found, 1):
        if number % 1000 == 0:
            click.echo(f"\r{number:,} documents read", err=True, nl=False)
        yield each
    click.echo("\r", err=True, nl=False)
