"""Commands about what the program knows: entities, schema."""

from pathlib import Path

import click

from annotator.cli.check import check as check_entities
from annotator.cli.entities import COMMANDS as ENTITY_COMMANDS
from annotator.cli.lookup import COMMANDS as LOOKUP_COMMANDS


@click.group()
def entities() -> None:
    """Look at the entities that the program knows, and take in lists of your own."""


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


for each in (*LOOKUP_COMMANDS, *ENTITY_COMMANDS, check_entities):
    entities.add_command(each)
