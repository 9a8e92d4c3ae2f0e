"""Corrected articles on the command line: the difference, what was carried over, what waits for a decision."""

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import options, say
from annotator.errors import UsageError
from annotator.safetext import safe

if TYPE_CHECKING:
    from annotator.model import Document
    from annotator.session import Session
    from annotator.session.revisions import Revision

_SNIPPET = 60
"""Code points of the article that a line quotes at most."""

revises = click.option(
    "--revises",
    metavar="DOCUMENT",
    help="The earlier version of the article: a name, a title or the beginning of an id.  "
    "[default: a document of the same name or title of which at least half is the same]",
)
separate = click.option(
    "--separate", is_flag=True, help="Take the article in as one of its own, whatever it is like."
)


def take_in(session: "Session", document: "Document", revises: str | None, separate: bool) -> bool:
    """Adds a document, with the work on its earlier version where there is one. False: it was there already."""
    from annotator.cli.sentences import day_line

    earlier = session.find(revises) if revises else ""
    if not earlier and not separate:
        earlier = next(iter(session.revisions.candidates(document)), "")
    if not earlier or earlier == document.id:
        new = session.add(document)
        say(f"{document.name}: {'taken in' if new else 'there already'}, {day_line(document)}")
        return new
    revision = session.revisions.take_in(earlier, document)
    say(f"{document.name}: a later version of {earlier[:8]}, {day_line(document)}")
    _difference(revision)
    _told(revision)
    return True


def _difference(revision: "Revision") -> None:
    """What changed, as lines that begin with - and +, on stderr: it is narration."""
    for change in revision.changes:
        if change.kind == "same":
            continue
        for sign, text, span in (("-", revision.old, change.old), ("+", revision.new, change.new)):
            words = " ".join(text[span.start : span.end].split())
            if words:
                say(f"  {sign} {words}")


def _told(revision: "Revision") -> None:
    for annotator, carried in revision.carried:
        parts = [f"{carried.kept} carried over"]
        if carried.moved:
            parts.append(f"{carried.moved} anchored again elsewhere")
        if carried.again:
            parts.append(f"{carried.again} sentences to be judged again")
        if carried.unplaced:
            parts.append(f"{len(carried.unplaced)} without a place: see `annotator unplaced`")
        say(f"  {annotator}: {', '.join(parts)}")


@click.command()
@click.argument("document", required=False)
@options.database
@click.option("--settle", "numbers", type=int, multiple=True, metavar="NUMBER", help="Take one off the list.")
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def unplaced(document: str | None, db: Path, numbers: tuple[int, ...], shape: str) -> None:
    """List what had no certain place when a corrected article was taken in.

    Set it on the new version by hand where it still holds, then take it off the list with --settle.
    """
    from annotator.session import Session

    with Session.open(options.existing(db), "unplaced", create=False) as session:
        if numbers:
            settled = session.revisions.settle(numbers)
            if missing := len(set(numbers)) - settled:
                raise UsageError(
                    f"{settled} settled; {missing} of these not on the list; `annotator unplaced` shows it"
                )
            say(f"{settled} settled")
            return
        found = session.revisions.unplaced(session.find(document) if document else "")
        if shape == "jsonl":
            from msgspec import json

            for each in found:
                sys.stdout.buffer.write(json.encode(each) + b"\n")
            return
        if not found:
            say("all has its place")
        desks = {each.document: session.desk(each.document).document for each in found}
    for (id_, start, end), together in groupby(found, key=lambda u: (u.document, u.near_start, u.near_end)):
        now = " ".join(desks[id_].text[start:end].split()) or "nothing stands in its place"
        click.echo(safe(f"{desks[id_].name or id_[:8]}: {now}"))
        for each in together:
            quote = " ".join(each.quote.split())
            quote = quote if len(quote) <= _SNIPPET else quote[: _SNIPPET - 1] + "…"
            click.echo(safe(f"{each.number:>5}  {each.annotator}: {each.what} on '{quote}': {each.why}"))
