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

from annotator.model import Candidate, Mention, Suggestions
from annotator.safetext import safe
from annotator.schema import Schema

if TYPE_CHECKING:
    from annotator.session import Stats
    from annotator.store.mutes import Failure, Mute

PIPE_WIDTH = 100
"""Columns where stdout is no terminal."""

_STYLES = {"orange": "dark_orange", "purple": "magenta", "pink": "hot_pink", "grey": "bright_black"}


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


def bar(score: float, cells: int = 7) -> str:
    """A score from 0 to 1 as a bar of so many cells."""
    full = round(score * cells)
    return "▇" * full + "▁" * (cells - full)


def suggestions(found: Iterable[Suggestions], schema: Schema, *, quiet: bool = False) -> tuple[int, int, int]:
    """Print sentences with their candidates; `quiet` leaves out sentences without any.

    Returns how many sentences, candidates and accusations there were.
    """
    counts = [0, 0, 0]
    for each in found:
        counts[0] += 1
        counts[1] += len(each.candidates)
        counts[2] += sum(_accuses(candidate, schema) for candidate in each.candidates)
        if each.candidates or not quiet:
            show(_sentence(each, schema))
    return counts[0], counts[1], counts[2]


def _sentence(each: Suggestions, schema: Schema) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", style="bold", min_width=4, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(str(each.sentence.index + 1), Text(safe(each.sentence.text)))
    for candidate in each.candidates:
        grid.add_row("", _candidate(candidate, each, schema))
    known = _known(each.mentions)
    if known:
        grid.add_row("", Text(f"known: {known}", style="bright_black"))
    grid.add_row("", "")
    return grid


def _candidate(candidate: Candidate, each: Suggestions, schema: Schema) -> Padding:
    label = schema.label(candidate.label)
    colour = label.colour if label else "grey"
    line = Text()
    line.append(f"{bar(candidate.score)} {f'{candidate.score:.2f}'.removeprefix('0')}  ")
    name = f"{candidate.label} · {candidate.type}" if candidate.type else candidate.label
    line.append(name, style=f"bold {_STYLES.get(colour, colour)}")
    if candidate.span != each.sentence.span:
        start = each.sentence.start
        line.append(f"  “{safe(each.sentence.text[candidate.start - start : candidate.end - start])}”")
    line.append(f"\n{safe(candidate.brief_reason)}")
    line.append(f"\n{safe(candidate.told_source)}", style="bright_black")
    return Padding(line, (0, 0, 0, 2))


def _known(mentions: Iterable[Mention]) -> str:
    """'SCO (Shanghai Cooperation Organisation), Wenbin (Wang Wenbin)', each once."""
    names: dict[str, None] = {}
    for mention in mentions:
        text = safe(mention.text)
        names[text if text == mention.name else f"{text} ({safe(mention.name)})"] = None
    return ", ".join(names)


def _accuses(candidate: Candidate, schema: Schema) -> bool:
    label = schema.label(candidate.label)
    return label is not None and label.accuses


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
