"""Options that several commands share, and what they mean when they are left out."""

import datetime
import getpass
from pathlib import Path
from typing import Any

import click

from annotator.errors import StoreError, UsageError


class Day(click.ParamType[datetime.date]):
    """A day, written 2022-01-07."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2022-01-07", param, ctx)


class LanguageCode(click.ParamType[str]):
    """The code of a language, written 'de' or 'pt-BR'; the first part is kept."""

    name = "CODE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        code = str(value).replace("_", "-").partition("-")[0].lower()
        if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
            self.fail(f"{value!r} is no code of a language; write de for German, ru for Russian", param, ctx)
        return code


database = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("annotations.db"),
    envvar="ANNOTATOR_DB",
    help="The database that holds documents and judgements.  [default: annotations.db here, or ANNOTATOR_DB]",
)
project = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="ANNOTATOR_DB",
    help="A database whose imported entities are known too.  [default: annotations.db here, where there is one]",
)
schema = click.option(
    "--schema",
    "schema_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A label schema of your own.  [default: the one that is shipped]",
)
entities = click.option(
    "--entities",
    "entity_lists",
    type=click.Path(path_type=Path),
    multiple=True,
    envvar="ANNOTATOR_ENTITIES",
    help="A file or folder of entity lists of your own, beside the shipped ones. May be repeated.",
)
annotator = click.option(
    "--as",
    "annotator",
    metavar="NAME",
    help="Who judges.  [default: your login name]",
)
date = click.option(
    "--date",
    type=Day(),
    help="The day on which the article was published.  [default: what the file, its name or its dateline says]",
)
day = click.option("--date", type=Day(), help="Tell what held on this day.  [default: facts of all days]")
reader = click.option(
    "--from",
    "reader",
    metavar="FORMAT",
    help="Read it as pdf, transcript, ...; `annotator formats` lists them.  [default: by its ending or content]",
)
language = click.option(
    "--language",
    type=LanguageCode(),
    help="The language it is in: en, fr, es, de, ru, ...  [default: what the file says, else a guess]",
)
encoding = click.option("--encoding", help="How the file's bytes are to be read, where they do not tell.")
weights = click.option(
    "--weights",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Weights of your own for the claim score, as `annotator rules fit` writes them.",
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of stdout.",
)


def who(name: str | None) -> str:
    """The annotator: the name given, else the login name. Raises UsageError where neither will do."""
    if name is None:
        try:
            name = getpass.getuser()
        except (OSError, KeyError):  # no login name in a bare container
            raise UsageError("nobody is logged in by name; say who judges with --as NAME") from None
    if not name.strip() or not name.isprintable():
        raise UsageError(f"--as {name!r} is no name; write one with visible letters")
    return name.strip()


def existing(db: Path) -> Path:
    """The database, which must be there. Raises StoreError."""
    if not db.exists():
        raise StoreError(f"{db}: no such database; `annotator label ARTICLE` makes one, --db names another")
    return db
