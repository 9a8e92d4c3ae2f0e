"""Commands about the project's own entities: import, list, show, export, remove, stats."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from annotator.cli import options, say
from annotator.errors import StoreError, UsageError, WriteError

if TYPE_CHECKING:
    from annotator.model import Kind
    from annotator.session.entity_lists import EntityLists
    from annotator.session.taking_in import Fault, Outcome, Wanted

KINDS = ("state", "organization", "person", "place", "office")
FORMATS = ("csv", "jsonl", "ftm", "wikidata", "sparql")
NAMED = 10
"""So many bad lines are named; all of them stand in the report."""
MANY = 50_000
"""With more names than this their index takes more than a few seconds to make."""

_kinds = click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only entities of this kind. May be repeated.",
)
_lists = click.option(
    "--list", "lists", multiple=True, metavar="NAME", help="Only the list of that name. May be repeated."
)
_shipped = click.option(
    "--shipped", is_flag=True, help="Those that come with the program, and those of --entities, as well."
)


@contextlib.contextmanager
def _opened(db: Path, beside: Sequence[Path] = (), *, create: bool = False) -> "Iterator[EntityLists]":
    from annotator.session import Session

    if not create and not db.exists():
        raise StoreError(
            f"{db}: no such database; `annotator entities import FILE` makes one, --db names another"
        )
    with Session.open(db, "entities", create=create, entities=beside) as session:
        yield session.entity_lists


# ---------------------------------------------------------------- taking in


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@options.database
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="csv (or TSV), jsonl, ftm (FollowTheMoney), wikidata (a dump) or sparql (results in JSON).  "
    "[default: what the file shows]",
)
@click.option("--list", "name", default="", help="What the list is called.  [default: the name of the file]")
@click.option("--kind", type=click.Choice(KINDS), help="What the entities are, where the lines do not say.")
@click.option(
    "--languages",
    default="en",
    show_default=True,
    help="Of Wikidata: whose names are taken, as codes with commas between; the first gives the name.",
)
@click.option("--replace", "afresh", is_flag=True, help="Remove first what the list held before.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every bad line to this file: where it is, and what is wrong with it.",
)
def import_(
    files: tuple[Path, ...],
    db: Path,
    form: str | None,
    name: str,
    kind: "Kind | None",
    languages: str,
    afresh: bool,
    report: Path | None,
) -> None:
    """Take lists of entities into the database, however long they are.

    FILE is CSV, TSV, JSON lines, FollowTheMoney as OpenSanctions publishes it, a Wikidata dump or the
    result of a SPARQL query, plain or packed (.gz, .bz2, .xz). A bad line is named and left out, the
    rest is taken, and the status is then 1. An import that was stopped goes on when it is called again.
    """
    from annotator.session.taking_in import Wanted, languages_of

    codes, bad = languages_of(languages), 0
    wanted = [Wanted(path=f, name=name, format=form or "", kind=kind, languages=codes) for f in files]
    with _opened(db, create=True) as lists:
        goes_on = not afresh and any(map(lists.goes_on, wanted))
        with _report(report, "a" if goes_on else "w") as told:
            for each in wanted:
                bad += _take_in(lists, each, afresh, told, db)
                afresh = afresh and not name
        _index(lists)
    if bad:
        click.get_current_context().exit(1)


def _take_in(lists: "EntityLists", wanted: "Wanted", afresh: bool, told: TextIO | None, db: Path) -> int:
    """Takes in a file, with a bar on a terminal; says what became of it; returns how many lines were bad."""
    first: list[Fault] = []
    count = 0

    def fault(found: "Fault") -> None:
        nonlocal count
        count += 1
        if len(first) < NAMED:
            first.append(found)
        if told:
            told.write(f"{_place(wanted.path, found)}: {found.cause}\n")

    outcome = None
    try:
        with _bar(wanted.path.name) as moved:
            outcome = lists.take_in(wanted, afresh=afresh, fault=fault, progress=moved)
    except KeyboardInterrupt:
        say(f"{wanted.path}: stopped; what was read is in {db}, and the same command goes on from there")
        click.get_current_context().exit(130)
    finally:
        for found in first:
            say(f"{_place(wanted.path, found)}: {found.cause}")
        if count > len(first):
            say(
                f"… and {count - len(first)} more bad lines"
                + ("" if told else "; --report FILE names them all")
            )
    _say_outcome(wanted.path, outcome)
    return count


def _index(lists: "EntityLists") -> None:
    """Makes the index of names where the next command would have to wait for it."""
    if lists.counts()["names"] > MANY:
        say("making the index of names …")
        lists.index()


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _place(path: Path, fault: "Fault") -> str:
    return f"{path}:{fault.line}" if fault.line else str(path)


def _say_outcome(path: Path, outcome: "Outcome") -> None:
    p = outcome.progress
    if outcome.already:
        say(f"{path}: taken in already, as the list {p.name}; nothing was done")
        return
    went_on = f", going on after line {outcome.since}" if outcome.since else ""
    more = [f"{_many(p.passed, 'line', 'lines')} passed over"] if p.passed else []
    more += [f"{p.bad:,} bad"] if p.bad else []
    taken = f"{_many(p.entities, 'entity', 'entities')} and {_many(p.facts, 'fact', 'facts')}"
    say(f"{path}: taken into the list {p.name}: {'; '.join([taken + went_on, *more])}")
    if outcome.unknown:
        first = ", ".join(f"shipped:{id_}" for id_ in outcome.unknown[:5]) + ", …" * (
            len(outcome.unknown) > 5
        )
        say(f"{path}: no such id is shipped, so that facts with it count for nothing: {first}")


@contextlib.contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int, Any], None]]:
    """A bar of the bytes read, on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda done, size, so_far: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from annotator.safetext import safe

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    told = TextColumn("{task.fields[name]}", markup=False), TextColumn("{task.fields[told]}", markup=False)
    columns = (told[0], BarColumn(), TaskProgressColumn(), told[1], TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", name=safe(what), told="", total=None)

        def moved(done: int, size: int, so_far: Any) -> None:
            text = f"{so_far.entities:,} entities" + (f", {so_far.bad:,} bad lines" if so_far.bad else "")
            bar.update(task, completed=done, total=max(size, 1), told=text)

        yield moved


@contextlib.contextmanager
def _report(path: Path | None, mode: str) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    try:
        file = cast("TextIO", path.open(mode, encoding="utf-8"))
    except OSError as fault:
        raise WriteError(f"{path}: cannot be written: {fault.strerror or fault}; name another") from None
    with file:
        yield file


# ---------------------------------------------------------------- looking


@click.command("list")
@options.database
@options.entities
@_kinds
@_lists
@_shipped
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at the most.")
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def list_(
    db: Path,
    entity_lists: tuple[Path, ...],
    kinds: "tuple[Kind, ...]",
    lists: tuple[str, ...],
    shipped: bool,
    limit: int,
    shape: str,
) -> None:
    """List the entities of the project, in the order in which they came."""
    from itertools import islice

    with _opened(db, entity_lists) as known:
        found = list(islice(known.every(kinds, lists, shipped=shipped), limit + 1))
    if shape == "jsonl":
        from msgspec import json, to_builtins

        for name, entity in found[:limit]:
            click.echo(json.encode({"list": name} | to_builtins(entity)))
    else:
        from annotator.cli import show

        rows = [(e.name, e.kind, e.id, e.wikidata, name) for name, e in found[:limit]]
        show.table(("name", "kind", "id", "wikidata", "list"), rows)
    if len(found) > limit:
        say(f"the first {limit}; --limit shows more, `annotator entities export` writes all")


@click.command()
@options.database
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def stats(db: Path, shape: str) -> None:
    """Count what the lists of the project hold, and what became of the lines of their files."""
    with _opened(db) as known:
        lists, counts = known.lists(), known.counts()
    if shape == "jsonl":
        from msgspec import json

        click.echo(json.encode({"counts": counts, "lists": lists}))
        return
    from annotator.cli import show

    show.table(("in all", ""), [(what, f"{count:,}") for what, count in counts.items()], right=("",))
    if not lists:
        return
    click.echo("")
    rows: list[tuple[object, ...]] = []
    for each in lists:
        rows.append((each.name, f"{each.entities:,}", f"{each.facts:,}", "", "", ""))
        for file in each.imports:
            state = "" if file.done else f", stopped after line {file.line:,}"
            name = f"  {file.file} ({file.format}{state})"
            rows.append((name, "", "", f"{file.line:,}", f"{file.passed:,}", f"{file.bad:,}"))
    heads = ("list", "entities", "facts", "lines", "passed over", "bad")
    show.table(heads, rows, right=heads[1:])


# ---------------------------------------------------------------- giving away and removing


@click.command()
@options.database
@options.entities
@_kinds
@_lists
@_shipped
@options.output
def export(
    db: Path,
    entity_lists: tuple[Path, ...],
    kinds: "tuple[Kind, ...]",
    lists: tuple[str, ...],
    shipped: bool,
    output: Path | None,
) -> None:
    """Write entities with their facts as JSON lines, which `entities import` reads again."""
    with _opened(db, entity_lists) as known:
        if output is None:
            known.write(sys.stdout.buffer, kinds, lists, shipped=shipped)
            return
        from annotator.formats import replacing

        with replacing(output) as out:
            count = known.write(out, kinds, lists, shipped=shipped)
    say(f"{output}: {_many(count, 'entity', 'entities')} written")


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@options.database
@_lists
def remove(ids: tuple[str, ...], db: Path, lists: tuple[str, ...]) -> None:
    """Remove entities by their id or Wikidata id, or whole lists, with the facts that came with them.

    What other lists say of the same entity stays; so do judgements that were made.
    """
    if not ids and not lists:
        raise UsageError("name the ids of entities, or a list with --list")
    with _opened(db) as known:
        count = known.remove(ids, lists)
        _index(known)
    say(f"{_many(count, 'entity', 'entities')} removed")


COMMANDS = (import_, list_, export, remove, stats)
