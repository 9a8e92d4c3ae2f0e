"""The command line: arguments → session → exit status.

stdout is data, stderr is narration. Status 0: done; 1: something that the user can mend; 2: wrong usage.
Nothing here imports Textual but the commands that open the screen, and they do it last.
"""

import sys
from collections.abc import Callable
from typing import Any

import click

from annotator.errors import AnnotatorError


class _Group(click.Group):
    """A group whose commands may raise AnnotatorError, and which lists them in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

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
    from annotator.cli.articles import import_, suggest
    from annotator.cli.formats import COMMANDS as FORMATS
    from annotator.cli.lists import COMMANDS as LISTS
    from annotator.cli.project import COMMANDS as PROJECT
    from annotator.cli.revisions import COMMANDS as REVISIONS
    from annotator.cli.rules import COMMANDS as RULES
    from annotator.cli.screen import demo, label

    for command in (suggest, label, import_, demo, *PROJECT, *REVISIONS, *RULES, *LISTS, *FORMATS):
        cli.add_command(command)
    for stream in (sys.stdout, sys.stderr):
        # Names of every script must come out whatever the terminal's locale says.
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="annotator")
