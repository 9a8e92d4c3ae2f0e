"""The command about formats, and what `export` says of what a format cannot hold."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import say

if TYPE_CHECKING:
    from annotator.formats import Losses
    from annotator.formats.registry import Kind


class FormatOption(click.Option):
    """`--format` whose help lists the writers that there are, built in or registered by others."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from annotator.formats import formats  # only `--help` pays for it

        self.help = (
            f"One of {', '.join(sorted(formats('writer')))}.  [default: by the file's ending, else jsonl]"
        )
        return super().get_help_record(ctx)


report = click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what the format could not hold to this file, as JSON, by document.",
)
strict = click.option("--strict", is_flag=True, help="Write nothing where the format cannot hold everything.")


def say_losses(losses: "Losses", path: Path | None) -> None:
    """Says what was left out, and writes it to `path` where one is given."""
    for what, count in sorted(losses.items()):
        say(f"left out, since the format cannot hold it: {count} {what}")
    report_losses(losses, path)


def report_losses(losses: "Losses", path: Path | None) -> None:
    """Writes what was left out, or would have been, to `path` where one is given."""
    if path is None:
        return
    from msgspec import json

    from annotator.formats import replacing

    found = {
        "lost": dict(sorted(losses.items())),
        "documents": [
            {"name": name, "lost": dict(sorted(n.items()))} for name, n in losses.documents.items()
        ],
    }
    with replacing(path) as out:
        out.write(json.format(json.encode(found), indent=1) + b"\n")


@click.command()
@click.option("--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def formats(shape: str) -> None:
    """List what can be read and written, what each format loses, and which extra it needs."""
    rows = _rows()
    if shape == "jsonl":
        from msgspec import json

        sys.stdout.buffer.write(b"".join(json.encode(row) + b"\n" for row in rows))
        return
    from annotator.cli import show

    width = max(40, _width() - 2)
    for row in rows:
        ways = ", ".join(
            words
            for key, words in (("documents", "documents in"), ("corpus", "corpus in"), ("out", "corpus out"))
            if row[key]
        )
        click.echo(show.shown(f"{row['name']}: {ways}{row['endings'] and '; '}{row['endings']}"))
        for line in _said(row):
            click.echo(click.wrap_text(show.shown(line), width, "  ", "    "))


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 100


def _said(row: dict[str, str | bool]) -> list[str]:
    lines = [str(row["about"])]
    if row["keeps"]:
        lines.append(f"keeps: {row['keeps']}")
    if row["loses"]:
        lines.append(f"loses when written: {row['loses']}")
    elif row["out"]:
        lines.append("loses nothing")
    if row["unread"]:
        lines.append(f"not read: {row['unread']}")
    if row["extra"]:
        lines.append(f"needs the extra [{row['extra']}]: pip install 'claim-annotator[{row['extra']}]'")
    return lines


def _rows() -> list[dict[str, str | bool]]:
    """One row a name, whatever it can do."""
    from annotator.formats import formats as known

    kinds: tuple[Kind, ...] = ("writer", "corpus", "reader")
    tables = {kind: known(kind) for kind in kinds}
    rows: list[dict[str, str | bool]] = []
    for name in dict.fromkeys(name for kind in kinds for name in tables[kind]):
        found = {kind: tables[kind][name] for kind in kinds if name in tables[kind]}
        endings = dict.fromkeys(ending for each in found.values() for ending in each.endings)
        rows.append(
            {
                "name": name,
                "documents": "reader" in found,
                "corpus": "corpus" in found,
                "out": "writer" in found,
                "endings": " ".join(endings),
                "about": next(iter(found.values())).about,
                "keeps": "; ".join(found["writer"].kept) if "writer" in found else "",
                "loses": "; ".join(found["writer"].lost) if "writer" in found else "",
                "unread": "; ".join(
                    filter(None, (found[k].loses for k in ("corpus", "reader") if k in found))
                ),
                "extra": next((each.extra for each in found.values() if each.extra), ""),
            }
        )
    return rows
