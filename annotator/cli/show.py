"""Tables for people: as wide as the terminal, coloured only there, and harmless whatever the text holds."""

import datetime
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from annotator.cli.sentences import PIPE_WIDTH
from annotator.safetext import safe

if TYPE_CHECKING:
    from annotator.session import Stats
    from annotator.store.mutes import Failure, Mute


def console() -> Console:
    """Stdout as a console: no markup, no guessing of what to highlight."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(file=sys.stdout, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def show(thing: Table) -> None:
    """Print a table: in colour on a terminal, elsewhere as plain lines without blanks at their ends."""
    out = console()
    if out.is_terminal:
        out.print(thing)
        return
    with out.capture() as printed:
        out.print(thing)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> None:
    """Print rows under heads; the columns named in `right` are numbers."""
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in heads:
        made.add_column(head, justify="right" if head in right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(shown(value)) for value in row))
    show(made)


def entry(number: str, name: str, more: str, lines: Iterable[str]) -> None:
    """Print a number, a name with more about it, and lines that belong to it below, each as wide as there is room."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(number, Text.assemble((shown(name), "bold"), (shown(more), "bright_black")))
    for line in lines:
        grid.add_row("", Padding(Text(shown(line)), (0, 0, 0, 2)))
    show(grid)


def shown(value: object) -> str:
    """A value as a reader wants it: nothing for None, a day as 7 Jan 2022, harmless text."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%b %Y}"
    return safe(str(value))


def stats(found: "Stats") -> None:
    """Print the progress of a database: in all, by annotator, by label, and by rule."""
    click.echo(f"documents  {found.documents}")
    click.echo(f"sentences  {found.sentences}, {found.judged} of them judged\n")
    if not found.annotators:
        click.echo("nobody has judged anything yet")
        left_out(found.muted, found.failures)
        return
    people = [
        (each.annotator, each.documents, f"{each.judged}/{each.sentences}") for each in found.annotators
    ]
    table(("annotator", "documents", "judged"), people, right=("documents", "judged"))
    click.echo("")
    table(("label", "holds"), found.labels.items(), right=("holds",))
    if found.rules:
        click.echo("")
        rules = [
            (rule, each.accepted, each.rejected, f"{each.accepted / (each.accepted + each.rejected):.2f}")
            for rule, each in found.rules.items()
            if each.accepted or each.rejected
        ]
        heads = ("rule", "accepted", "rejected", "share accepted")
        table(heads, rules, right=heads[1:])
    left_out(found.muted, found.failures)


def left_out(muted: "Iterable[Mute]", failures: "Iterable[Failure]") -> None:
    """Print what is muted, and the rules of other packages that failed."""
    lines = [f"muted: {mute.what} {mute.name} (by {mute.annotator}, {mute.time[:10]})" for mute in muted]
    lines += [f"failed: rule {each.rule}, {each.count} times: {each.said}" for each in failures]
    for line in ["", *lines] if lines else ():
        click.echo(shown(line))
