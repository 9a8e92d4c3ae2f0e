"""Commands that open the screen, or its plain counterpart: label, demo."""

import contextlib
import datetime
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from annotator.cli import options
from annotator.errors import AnnotatorError, ReadError, UsageError

if TYPE_CHECKING:
    from annotator.session import Session
    from annotator.tui.app import Opening

_THEME = click.option(
    "--theme", help="How the screen looks: dark, light, contrast, ansi, or a theme of Textual's."
)
_KEYS = click.option(
    "--keys",
    "keys_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of keys of your own.  [default: keys.yaml in your configuration folder]",
)
_PLAIN = click.option(
    "--plain", is_flag=True, help="Line by line, without a screen: for screen readers and dumb terminals."
)


@click.command()
@click.argument("article", required=False)
@options.date
@options.language
@options.encoding
@options.reader
@options.schema
@options.entities
@options.annotator
@options.database
@_THEME
@_KEYS
@_PLAIN
def label(
    article: str | None,
    date: datetime.date | None,
    language: str | None,
    encoding: str | None,
    reader: str | None,
    schema_path: Path | None,
    entity_lists: tuple[Path, ...],
    annotator: str | None,
    db: Path,
    theme: str | None,
    keys_path: Path | None,
    plain: bool,
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
            return session, _chosen(session, article, date, encoding, language, reader)
        except AnnotatorError:
            session.close()
            raise

    with contextlib.ExitStack() as scratch:
        if plain:
            _lines(opening, keys_path)
        tour = partial(_demonstration, scratch, name, schema_path)
        _screen(opening, theme, keys_path, tour)


def _chosen(
    session: "Session",
    article: str | None,
    date: datetime.date | None,
    encoding: str | None,
    language: str | None = None,
    reader: str | None = None,
) -> str:
    """The id of the document to open: of the file just read, the one named, or the next with work left."""
    if article is None:
        documents = session.documents()
        if not documents:
            raise UsageError("the database holds no document yet; name an article to open")
        return next((each for each in documents if each.judged < each.sentences), documents[-1]).id
    if not Path(article).is_file():
        return session.find(article)
    from annotator.cli.revisions import take_in
    from annotator.formats import read

    ids = []
    for document in read(article, date=date, encoding=encoding, language=language, format=reader):
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
@_PLAIN
def demo(
    article: str | None,
    listing: bool,
    schema_path: Path | None,
    annotator: str | None,
    theme: str | None,
    keys_path: Path | None,
    plain: bool,
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
    with contextlib.ExitStack() as scratch:
        opening = partial(_demonstration, scratch, options.who(annotator), schema_path, articles[chosen[0]])
        if plain:
            _lines(opening, keys_path)
        _screen(opening, theme, keys_path)


def _demonstration(
    scratch: contextlib.ExitStack, annotator: str, schema_path: Path | None, article: Path | None = None
) -> "tuple[Session, str]":
    """A session on an article of ours, by default that of the tour; its database goes with `scratch`."""
    import tempfile

    from annotator.resources import shipped
    from annotator.schema import load_schema
    from annotator.session import Session

    folder = scratch.enter_context(tempfile.TemporaryDirectory(prefix="annotator-demo-"))
    session = Session.open(Path(folder, "demo.db"), annotator, load_schema(schema_path))
    path = article or shipped("corpus") / f"{_TOUR}.md"
    return session, _chosen(session, str(path), None, None)


_TOUR = "2022-01-14-almaty-withdrawal"
"""The article of the tour."""


def _screen(
    opening: "Opening", theme: str | None, keys_path: Path | None, tour: "Opening | None" = None
) -> None:
    """Run the screen until the annotator leaves it; leave with its status."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(
            "the screen needs a terminal, with nothing redirected; --plain works line by line without one"
        )
    if os.environ.get("TERM") == "dumb":
        raise UsageError("this terminal cannot draw a screen (TERM=dumb); --plain works line by line in it")
    from annotator.tui.actions import load_keys

    keys = load_keys(keys_path)
    from annotator.tui.app import run
    from annotator.tui.memory import memory_path

    click.get_current_context().exit(
        run(opening, theme=theme or "", keys=keys, memory=memory_path(), tour=tour)
    )


def _lines(opening: "Opening", keys_path: Path | None) -> NoReturn:
    """Run the plain front end until the annotator leaves it; leave with its status."""
    from annotator.plain import run
    from annotator.tui.actions import load_keys

    typed = sys.stdin.isatty()
    reconfigure: Callable[..., None] | None = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        # Whatever the locale says; a byte that is no UTF-8 is not to end the work.
        reconfigure(encoding="utf-8", errors="replace")
    if typed and os.environ.get("TERM", "dumb") != "dumb":
        _edit_lines()

    def ask(prompt: str) -> str:
        if typed:
            return input(prompt)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    keys = load_keys(keys_path)
    session, document = opening()
    with session:
        status = run(session, document, keys, ask, click.echo, strict=not typed)
    click.get_current_context().exit(status)


def _edit_lines() -> None:
    """Lines can be edited, and the last ones called back, where the terminal can do it."""
    try:
        import readline
    except ImportError:  # not on Windows
        return
    readline.parse_and_bind("set enable-bracketed-paste off")
