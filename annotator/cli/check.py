"""The command `annotator entities check`: faults of the lists, and what deserves a look."""

from pathlib import Path

import click

from annotator.cli import options

KINDS = ("shared", "undated", "disputed", "together", "no-office")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE-OR-FOLDER]...")
@options.entities
@click.option(
    "--look",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="List only remarks of this kind. May be repeated.",
)
@click.option("--quiet", is_flag=True, help="Name faults only; count the remarks.")
def check(
    files: tuple[Path, ...], entity_lists: tuple[Path, ...], kinds: tuple[str, ...], quiet: bool
) -> None:
    """Check entity lists: yours beside the shipped ones, or the shipped ones alone.

    Every fault is named with file, line and cure, and the status is 1: unknown ids and keys, days that are
    none or reversed, overlapping terms, names that two entities share without a mark. What is no fault but
    deserves a look is printed a line each; of your own lists only what they bring.
    """
    from annotator.knowledge import load_knowledge
    from annotator.knowledge.review import KINDS as MEANT
    from annotator.knowledge.review import remarks

    own = (*files, *entity_lists)
    knowledge = load_knowledge(own)
    known = set(remarks(load_knowledge())) if own else set()
    found = [remark for remark in remarks(knowledge) if remark not in known]
    for kind in kinds or KINDS:
        lines = [remark.text for remark in found if remark.kind == kind]
        if lines:
            click.echo(f"{MEANT[kind]}: {len(lines)}")
        for line in () if quiet else lines:
            click.echo(f"  {line}")
    click.echo(f"no faults; {len(knowledge.entities)} entities, {len(knowledge.facts())} facts", err=True)
