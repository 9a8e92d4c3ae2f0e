"""Commands about articles: suggest, label, import, demo."""

import datetime
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import options, say
from annotator.cli.revisions import revises, separate, take_in
from annotator.errors import AnnotatorError, ReadError, StoreError, UsageError

if TYPE_CHECKING:
    from annotator.api import Analysis, Suggester
    from annotator.model import Document, Suggestions
    from annotator.session import Session
    from annotator.tui.app import Opening


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@options.date
@options.encoding
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
@click.option("--quiet", is_flag=True, help="In the table, leave out sentences without a candidate.")
@options.output
def suggest(
    articles: tuple[str, ...],
    date: datetime.date | None,
    encoding: str | None,
    schema_path: Path | None,
    entity_lists: tuple[Path, ...],
    db: Path | None,
    shape: str,
    everything: bool,
    quiet: bool,
    output: Path | None,
) -> None:
    """Show the sentences of articles with their candidate labels. No screen, and nothing is stored.

    ARTICLE is a file (text, Markdown, HTML, JSONL, CSV), or - for standard input.
    """
    from annotator import api
    from annotator.schema import load_schema

    if output is not None and shape == "table":
        raise UsageError("a table is for reading; write to a file with --format jsonl or csv")
    schema = load_schema(schema_path)
    threshold = 0.0 if everything else api.THRESHOLD
    using = _suggester(api.suggester, db, schema, entity_lists, threshold=threshold)
    failures: list[ReadError] = []
    analyses = _analyses(articles, date, encoding, using, failures)
    if shape == "table":
        from annotator.cli import show

        for analysis in analyses:
            document = analysis.document
            click.echo(show.shown(f"{document.title or document.name}  {day_line(document.date)}\n"))
            counts = show.suggestions(_progress(analysis), schema, quiet=quiet)
            say("{} sentences, {} candidates, {} of them accusations".format(*counts))
    else:
        _write(analyses, shape, output)
    _leave(failures)


def _suggester(
    make: "Callable[..., Suggester]", db: Path | None, *known: Any, threshold: float
) -> "Suggester":
    """With the entities of the database named, or of the one that lies here, where that is ours."""
    if db is not None:
        return make(*known, threshold=threshold, database=db)
    here = Path("annotations.db")
    try:
        return make(*known, threshold=threshold, database=here if here.is_file() else None)
    except StoreError as fault:
        say(f"{fault}; no imported entities are looked for")
        return make(*known, threshold=threshold)


def _analyses(
    articles: tuple[str, ...],
    date: datetime.date | None,
    encoding: str | None,
    using: "Suggester",
    failures: list[ReadError],
) -> "Iterator[Analysis]":
    from annotator import api

    for document in _documents(articles, date, encoding, failures):
        yield api.suggestions(document, using)


def _documents(
    articles: tuple[str, ...],
    date: datetime.date | None,
    encoding: str | None,
    failures: list[ReadError],
) -> "Iterator[Document]":
    """The documents of the files; what cannot be read is said, kept in `failures`, and passed over."""
    from annotator.formats import read_many

    for found in read_many(articles, date=date, encoding=encoding):
        if isinstance(found, ReadError):
            failures.append(found)
            say(str(found))
            continue
        if found.guessed:
            say(f"{found.name}: read as {found.encoding}, which is a guess; set it with --encoding")
        yield found


def _write(analyses: "Iterator[Analysis]", shape: str, output: Path | None) -> None:
    from annotator.formats import write_suggestions

    found = (each for analysis in analyses for each in _progress(analysis))
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


def day_line(day: datetime.date | None) -> str:
    """The document's date in words, or what its lack means."""
    if day is None:
        return "no date: dated checks accuse nobody; set it with --date"
    return f"{day.day} {day:%B %Y}"


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.date
@options.encoding
@options.schema
@options.annotator
@options.database
@revises
@separate
def import_(
    files: tuple[str, ...],
    date: datetime.date | None,
    encoding: str | None,
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
    from annotator.formats import is_corpus
    from annotator.schema import load_schema
    from annotator.session import Session

    failures: list[ReadError] = []
    with Session.open(db, options.who(annotator), load_schema(schema_path)) as session:
        for file in files:
            if is_corpus(file):
                _import_corpus(file, session, failures)
                continue
            for document in _documents((file,), date, encoding, failures):
                take_in(session, document, revises, separate)
    _leave(failures)


def _import_corpus(file: str, session: "Session", failures: list[ReadError]) -> None:
    from annotator.formats import read_corpus

    documents = changed = 0
    for found in read_corpus(file):
        if isinstance(found, ReadError):
            failures.append(found)
            say(str(found))
            continue
        documents += 1
        changed += session.restore(found)
    say(f"{file}: {documents} documents, {changed} of them brought something new")


_THEME = click.option(
    "--theme", help="How the screen looks: dark, light, contrast, ansi, or a theme of Textual's."
)
_KEYS = click.option(
    "--keys",
    "keys_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of keys of your own.  [default: keys.yaml in your configuration folder]",
)


@click.command()
@click.argument("article", required=False)
@options.date
@options.encoding
@options.schema
@options.entities
@options.annotator
@options.database
@_THEME
@_KEYS
def label(
    article: str | None,
    date: datetime.date | None,
    encoding: str | None,
    schema_path: Path | None,
    entity_lists: tuple[Path, ...],
    annotator: str | None,
    db: Path,
    theme: str | None,
    keys_path: Path | None,
) -> None:
    """Open an article on the screen and judge it sentence by sentence.

    ARTICLE is a file, or a document of the database by its name, its title or the beginning of its id.
    Without one, the document that has work left is opened.
    """
    name = options.who(annotator)
    if article is not None and not Path(article).exists() and not db.exists():
        raise ReadError(
            f"{article}: no such file, and no database {db} that could hold a document of that name"
        )

    def opening() -> "tuple[Session, str]":
        from annotator.schema import load_schema
        from annotator.session import Session

        session = Session.open(db, name, load_schema(schema_path), entities=entity_lists)
        try:
            return session, _chosen(session, article, date, encoding)
        except AnnotatorError:
            session.close()
            raise

    _screen(opening, theme, keys_path)


def _chosen(session: "Session", article: str | None, date: datetime.date | None, encoding: str | None) -> str:
    """The id of the document to open: of the file just read, the one named, or the next with work left."""
    if article is None:
        documents = session.documents()
        if not documents:
            raise UsageError("the database holds no document yet; name an article to open")
        return next((each for each in documents if each.judged < each.sentences), documents[-1]).id
    if not Path(article).is_file():
        return session.find(article)
    from annotator.formats import read

    ids = []
    for document in read(article, date=date, encoding=encoding):
        if not session.revisions.candidates(document):
            session.add(document)
        else:
            take_in(session, document, None, False)
        ids.append(document.id)
    progress = {each.id: each for each in session.documents()}
    return next((id for id in ids if progress[id].judged < progress[id].sentences), ids[0])


@click.command()
@click.argument("article", required=False)
@click.option("--list", "listing", is_flag=True, help="List the articles that there are.")
@options.schema
@options.annotator
@_THEME
@_KEYS
def demo(
    article: str | None,
    listing: bool,
    schema_path: Path | None,
    annotator: str | None,
    theme: str | None,
    keys_path: Path | None,
) -> None:
    """Try the screen on an article that comes with the program; nothing is kept."""
    from annotator.resources import shipped

    articles = {
        path.stem: path for path in sorted(shipped("corpus").glob("*.md")) if path.name != "README.md"
    }
    if listing:
        for name in articles:
            click.echo(name)
        return
    chosen = [name for name in articles if article is None or article.casefold() in name.casefold()]
    if not chosen:
        raise UsageError(f"no article called {article!r}; choose from {', '.join(articles)}")
    import tempfile

    with tempfile.TemporaryDirectory(prefix="annotator-demo-") as folder:

        def opening() -> "tuple[Session, str]":
            from annotator.schema import load_schema
            from annotator.session import Session

            session = Session.open(Path(folder, "demo.db"), options.who(annotator), load_schema(schema_path))
            return session, _chosen(session, str(articles[chosen[0]]), None, None)

        _screen(opening, theme, keys_path)


def _screen(opening: "Opening", theme: str | None, keys_path: Path | None) -> None:
    """Run the screen until the annotator leaves it; leave with its status."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(
            "the screen needs a terminal, with nothing redirected; `annotator suggest` works without one"
        )
    from annotator.tui.actions import load_keys

    keys = load_keys(keys_path)
    from annotator.tui.app import run
    from annotator.tui.memory import memory_path

    click.get_current_context().exit(run(opening, theme=theme or "", keys=keys, memory=memory_path()))


COMMANDS = (suggest, label, import_, demo)
