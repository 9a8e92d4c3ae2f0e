"""The command line: arguments → session → exit status.

stdout is data, stderr is narration. Status 0: done; 1: something that the user can mend; 2: wrong usage.
Nothing here imports Textual but the commands that open the screen, and they do it last.
"""

import gc
import shlex
import sys
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from annotator.errors import AnnotatorError

_HOMES = {
    "suggest": "articles",
    "label": "screen",
    "import": "articles",
    "demo": "screen",
    "export": "exporting",
    "stats": "project",
    "documents": "project",
    "verify": "project",
    "unplaced": "revisions",
    "rules": "rules",
    "entities": "lists",
    "schema": "lists",
    "formats": "formats",
}
"""The module of each command, in the order of the work: only that of the command at hand is imported."""


COLLECTED = 50_000
"""So many new objects are made before Python looks for garbage among them: nearly all that a start makes stays."""


class _Group(click.Group):
    """A group whose commands may raise AnnotatorError, and which imports them when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _HOMES:
            return None
        home = import_module(f"annotator.cli.{_HOMES[cmd_name]}")
        command: click.Command = getattr(home, cmd_name + "_" * iskeyword(cmd_name))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if first not in _HOMES and Path(first).is_file():
            ctx.fail(
                f"{first} is a file, not a command. To look at it: annotator suggest {shlex.quote(first)}; "
                f"to judge it on the screen: annotator label {shlex.quote(first)}"
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AnnotatorError as fault:
            say(str(fault))
            ctx.exit(fault.status)


def say(text: str) -> None:
    """Narrate: a line on stderr, without any control character that a text might bring along."""
    from annotator.safetext import safe_lines

    click.echo(safe_lines(text), err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claim-annotator", prog_name="annotator")
def cli() -> None:
    """Mark claims, attributions and errors in news articles, sentence by sentence.

    \b
    Look at what is suggested:   annotator suggest ARTICLE --date 2022-01-07
    Judge it on the screen:      annotator label ARTICLE --date 2022-01-07
    Take the corpus away:        annotator export -o corpus.jsonl
    """


def main() -> None:
    """Run the command line and leave with its status."""
    gc.set_threshold(COLLECTED)
    for stream in (sys.stdout, sys.stderr):
        # Names of every script must come out whatever the terminal's locale says.
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="annotator")
