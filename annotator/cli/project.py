"""Commands about the project's database: documents, stats, verify."""

import sys
from pathlib import Path

import click

from annotator.cli import options, say

_SHAPE = click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="table: to read; jsonl: for programs.",
)


@click.command()
@options.database
@options.annotator
@_SHAPE
def documents(db: Path, annotator: str | None, shape: str) -> None:
    """List the documents of the database and how far you are with each."""
    from annotator.session import Session

    with Session.open(options.existing(db), options.who(annotator), create=False) as session:
        found = session.documents()
        earlier = session.revisions.replaced()
    if shape == "jsonl":
        _lines(found)
        return
    from annotator.cli import show

    rows = [
        (
            each.id[:8],
            (each.title or each.name) + (" (an earlier version)" if each.id in earlier else ""),
            each.date,
            each.language,
            f"{each.judged}/{each.sentences}",
        )
        for each in found
    ]
    show.table(("id", "document", "date", "lang", "judged"), rows, right=("judged",))


@click.command()
@options.database
@options.annotator
@_SHAPE
def stats(db: Path, annotator: str | None, shape: str) -> None:
    """Show progress: documents, sentences judged, labels, and what became of each rule's candidates."""
    from annotator.session import Session

    with Session.open(options.existing(db), options.who(annotator), create=False) as session:
        found = session.stats()
    if shape == "jsonl":
        _lines([found])
        return
    from annotator.cli import show

    show.stats(found)


@click.command()
@options.database
def verify(db: Path) -> None:
    """Re-hash the log and check every offset; status 1 where something is wrong."""
    from annotator.session import Session

    with Session.open(options.existing(db), "verify", create=False) as session:
        faults = session.verify()
        count = len(session.documents())
    for fault in faults:
        click.echo(fault)
    if faults:
        say(f"{db}: {len(faults)} faults; go back to a copy that verifies, or import an exported corpus")
        click.get_current_context().exit(1)
    click.echo(f"{db}: all is well in {count} document{'s' * (count != 1)}")


def _lines(things: object) -> None:
    from msgspec import json

    for thing in things if isinstance(things, list) else [things]:
        sys.stdout.buffer.write(json.encode(thing) + b"\n")
