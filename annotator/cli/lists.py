"""Commands about what the program knows: entities, schema."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import options
from annotator.cli.check import check as check_entities
from annotator.cli.entities import COMMANDS as ENTITY_COMMANDS

if TYPE_CHECKING:
    from annotator.model import Kind


@click.group()
def entities() -> None:
    """Look at the entities that the program knows, and take in lists of your own."""


@entities.command()
@click.argument("text")
@options.date
@options.entities
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
    text: str,
    date: datetime.date | None,
    entity_lists: tuple[Path, ...],
    kinds: "tuple[Kind, ...]",
    limit: int,
    shape: str,
) -> None:
    """Find entities by a name, however it is spelled, with their facts (at --date)."""
    from annotator.knowledge import load_knowledge
    from annotator.matching import Matcher

    knowledge = load_knowledge(entity_lists)
    hits = Matcher(knowledge).lookup(text, kinds=kinds, limit=limit)
    facts = [knowledge.describe(hit.entity, date) for hit in hits]
    if shape == "jsonl":
        from msgspec import json

        for hit, lines in zip(hits, facts, strict=True):
            click.echo(
                json.encode(
                    {
                        "id": hit.entity,
                        "name": hit.name,
                        "kind": hit.kind,
                        "score": round(hit.score, 4),
                        "alias": hit.alias,
                        "facts": lines,
                    }
                ).decode()
            )
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


@click.group()
def schema() -> None:
    """Look at label schemas and check them."""


@schema.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(file: Path | None) -> None:
    """Check a label schema (the shipped one where no FILE is named); status 1 where it has faults."""
    from annotator.schema import default_schema_path, load_schema

    found = load_schema(file)
    types = sum(len(label.types) for label in found.labels)
    name = file or default_schema_path().name
    click.echo(
        f"{name}: no faults; {len(found.labels)} labels, {types} types, {len(found.spans)} span types, "
        f"{len(found.relations)} relations"
    )


@schema.command(name="show")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def show_(file: Path | None) -> None:
    """Print the annotator's manual: each label, its key, what it means, an example."""
    from annotator.cli import show
    from annotator.schema import load_schema

    rows: list[tuple[object, ...]] = []
    for label in load_schema(file).labels:
        rows.append((label.key, label.name, label.means, label.example))
        rows.extend(("", f"  {each.name}", each.means, each.example) for each in label.types)
    show.table(("key", "label", "means", "example"), rows)


for each in (*ENTITY_COMMANDS, check_entities):
    entities.add_command(each)

COMMANDS = (entities, schema)
