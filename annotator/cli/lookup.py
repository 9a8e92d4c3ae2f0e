"""Commands that look entities up: find, show, serve."""

import contextlib
import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import options, say
from annotator.errors import StoreError, UsageError

if TYPE_CHECKING:
    from annotator.model import Entity, Kind
    from annotator.session.entity_lists import EntityLists
    from annotator.session.lookup import EntityLookup

_NEAREST = 3
"""So many entities are named where a name may mean several."""


@contextlib.contextmanager
def _looking(db: Path | None, beside: Sequence[Path]) -> "Iterator[tuple[EntityLookup, EntityLists | None]]":
    """Look-up in the lists, and in the database: the one named, else the one here, else none."""
    from annotator.session import Session
    from annotator.session.lookup import EntityLookup

    here = Path("annotations.db")
    path = db or (here if here.is_file() else None)
    if path is None:
        yield EntityLookup(beside=beside), None
        return
    if not path.exists():
        raise StoreError(
            f"{path}: no such database; `annotator entities import FILE` makes one, --db names another"
        )
    with Session.open(path, "entities", create=False, entities=beside) as session:
        yield session.entity_lookup, session.entity_lists


@click.command()
@click.argument("words", nargs=-1, required=True)
@options.project
@options.entities
@options.day
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
    with _looking(db, entity_lists) as (lookup, _):
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
    for hit, lines in zip(hits, facts, strict=True):
        also = f"  matched “{hit.alias}”" if hit.alias not in ("", hit.name) else ""
        show.entry(f"{hit.score:.2f}", hit.name, f"  {hit.kind} · {hit.entity}{also}", lines)


@click.command("show")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@options.project
@options.entities
@options.day
def show_(
    ids: tuple[str, ...], db: Path | None, entity_lists: tuple[Path, ...], date: datetime.date | None
) -> None:
    """Show all that is known of entities: names, facts (at --date), and which lists tell of them.

    ID is that of a shipped list, of a list of the project, or of Wikidata; or a name that only one entity
    bears.
    """
    with _looking(db, entity_lists) as (lookup, lists):
        for at, asked in enumerate(ids):
            entity = _meant(lookup, asked)
            told = lists.told(asked) if lists else []
            if lists:
                others = [each for id_ in (entity.id, entity.wikidata) if id_ for each in lists.told(id_)]
                told += [each for each in others if each not in told]
            if at:
                click.echo("")
            _show(entity, lookup.describe(entity.id, date), told)


def _meant(lookup: "EntityLookup", asked: str) -> "Entity":
    """The entity of that id, or the only one of that name. Raises UsageError."""
    hits = [] if lookup.entity(asked) else lookup.find(asked, limit=_NEAREST)
    entity = lookup.entity(hits[0].entity if hits and hits[0].match else asked)
    if entity is not None:
        return entity
    if not hits:
        raise UsageError(f"no entity is known by {asked!r}; `annotator entities find NAME` finds its id")
    nearest = "; ".join(f"{hit.entity} ({hit.alias})" for hit in hits)
    raise UsageError(f"no single entity is known by {asked!r}; give an id: {nearest}")


def _show(entity: "Entity", lines: Sequence[str], told: "Sequence[tuple[str, Entity]]") -> None:
    from annotator.cli.show import shown

    click.echo(shown(f"{entity.name}  {entity.kind} · {entity.id}"))
    names = list(dict.fromkeys(alias.text for alias in entity.aliases if alias.text != entity.name))
    about = {
        "also": ", ".join(names),
        "wikidata": entity.wikidata,
        "source": entity.source,
        "told by": ", ".join(dict.fromkeys(f"{name} ({each.id})" for name, each in told)),
    }
    for head, text in about.items():
        if text:
            click.echo(shown(f"  {head}: {text}"))
    for line in lines:
        click.echo(shown(f"  {line}"))


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

    with _looking(db, entity_lists) as (lookup, _):
        try:
            run(lookup, host, port, token, url, ready)
        except KeyboardInterrupt:
            say("ended")


COMMANDS = (find, show_, serve)
