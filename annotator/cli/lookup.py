"""Commands that look entities up: find, serve."""

import contextlib
import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import options, say
from annotator.errors import StoreError

if TYPE_CHECKING:
    from annotator.model import Kind
    from annotator.session.lookup import EntityLookup


@contextlib.contextmanager
def _looking(db: Path | None, beside: Sequence[Path]) -> "Iterator[EntityLookup]":
    """Look-up in the lists, and in the database: the one named, else the one here, else none."""
    from annotator.session import Session
    from annotator.session.lookup import EntityLookup

    here = Path("annotations.db")
    path = db or (here if here.is_file() else None)
    if path is None:
        yield EntityLookup(beside=beside)
        return
    if not path.exists():
        raise StoreError(
            f"{path}: no such database; `annotator entities import FILE` makes one, --db names another"
        )
    with Session.open(path, "entities", create=False, entities=beside) as session:
        yield session.entity_lookup


@click.command()
@click.argument("words", nargs=-1, required=True)
@options.project
@options.entities
@options.date
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(["state", "organization", "person", "place", "office"]),
    multiple=True,
    help="Only entities of this kind. May be repeated.",
)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at the most."
)
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def find(
    words: tuple[str, ...],
    db: Path | None,
    entity_lists: tuple[Path, ...],
    date: datetime.date | None,
    kinds: "tuple[Kind, ...]",
    limit: int,
    shape: str,
) -> None:
    """Find entities by a name, half typed or misspelled as it may be, with their facts (at --date).

    The lists that come with the program are searched, and what was imported into the database. In jsonl
    each line is a candidate as OpenRefine's reconciliation API has it, with the name that was found.
    """
    text = " ".join(words)
    with _looking(db, entity_lists) as lookup:
        hits = lookup.find(text, kinds, limit)
        facts = [lookup.describe(hit.entity, date) for hit in hits]
    if shape == "jsonl":
        from msgspec import json

        from annotator.reconcile.shapes import candidate
        from annotator.session.lookup import explained

        for hit, lines in zip(explained(hits, text), facts, strict=True):
            click.echo(json.encode(candidate(hit) | {"alias": hit.alias, "facts": lines}))
        return
    from annotator.cli import show

    if not hits:
        click.echo(show.shown(f"nothing is known that looks like {text!r}"))
        return
    rows: list[tuple[object, ...]] = []
    for hit, lines in zip(hits, facts, strict=True):
        rows.append((f"{hit.score:.2f}", hit.name, hit.kind, hit.entity, hit.alias))
        rows.extend(("", f"  {line}", "", "", "") for line in lines)
    show.table(("score", "name", "kind", "id", "matched"), rows, right=("score",))


@click.command()
@options.project
@options.entities
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at. Any that other machines reach needs a token.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free."
)
@click.option("--token", default="", envvar="ANNOTATOR_TOKEN", help="What clients must know.")
@click.option("--url", default="", help="The address by which clients come, behind a proxy: https://…")
def serve(
    db: Path | None, entity_lists: tuple[Path, ...], host: str, port: int, token: str, url: str
) -> None:
    """Let other programs look entities up: OpenRefine matches its columns against what is known here.

    Offers the Reconciliation Service API 0.2 until Ctrl-C ends it. See docs/reconciliation.md.
    """
    from annotator.reconcile.running import serve as run

    def ready(address: str) -> None:
        say(f"add this service to OpenRefine: {address}")
        say("Ctrl-C ends it")

    with _looking(db, entity_lists) as lookup:
        try:
            run(lookup, host, port, token, url, ready)
        except KeyboardInterrupt:
            say("ended")


COMMANDS = (find, serve)
