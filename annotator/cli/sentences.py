"""Sentences with their candidates, for people: in colour on a terminal, elsewhere as plain lines.

Both break lines alike; the plain lines need no rich, which takes as long to import as an article to read.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from annotator.model import Article, Candidate, Mention, Suggestions
from annotator.patterns import regex
from annotator.safetext import safe
from annotator.schema import Schema

if TYPE_CHECKING:
    from rich.table import Table

PIPE_WIDTH = 100
"""Columns where stdout is no terminal."""
_NUMBER = 4
"""Columns of the number of a sentence, at least."""
_STYLES = {"orange": "dark_orange", "purple": "magenta", "pink": "hot_pink", "grey": "bright_black"}
_WORD = regex(r"\s*\S+\s*")


def head(document: Article) -> str:
    """What stands above the sentences of a document."""
    return safe(f"{document.title or document.name}  {day_line(document)}")


def day_line(document: Article) -> str:
    """The document's date in words, or what its lack means, and what is not looked for in its language."""
    from annotator.formats.datelines import dateline
    from annotator.formats.fields import name_day
    from annotator.suggest.reach import unlooked

    day = document.date
    told = f"{day.day} {day:%B %Y}" if day else "no date: dated checks accuse nobody; set it with --date"
    if day and day != name_day(document.name) and (stated := dateline(document.text)) and stated.day == day:
        told += f", as it says: {stated.words}"
    return "; ".join(filter(None, (told, unlooked(document.language))))


class Row(NamedTuple):
    """What stands below a sentence, or the sentence itself; its lines begin `indent` columns further on."""

    number: str
    indent: int
    pieces: tuple[tuple[str, str], ...]
    """Texts with their styles."""


def suggestions(found: Iterable[Suggestions], schema: Schema, *, quiet: bool = False) -> tuple[int, int, int]:
    """Print sentences with their candidates; `quiet` leaves out sentences without any.

    Returns how many sentences, candidates and accusations there were.
    """
    counts = [0, 0, 0]
    coloured = sys.stdout.isatty() or any(map(os.environ.get, ("FORCE_COLOR", "TTY_COMPATIBLE")))
    for each in found:
        counts[0] += 1
        counts[1] += len(each.candidates)
        counts[2] += sum(_accuses(candidate, schema) for candidate in each.candidates)
        if not each.candidates and quiet:
            continue
        rows = list(_rows(each, schema))
        if coloured:
            from annotator.cli import show

            show.show(grid(rows))
        else:
            click.echo("\n".join(lines(rows, PIPE_WIDTH)))
    return counts[0], counts[1], counts[2]


def grid(rows: Iterable[Row]) -> "Table":
    """The rows for a terminal."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    made = Table.grid(padding=(0, 1, 0, 0))
    made.add_column(justify="right", style="bold", min_width=_NUMBER, no_wrap=True)
    made.add_column(overflow="fold")
    for row in rows:
        made.add_row(row.number, Padding(Text.assemble(*row.pieces), (0, 0, 0, row.indent)))
    return made


def lines(rows: Sequence[Row], width: int) -> Iterator[str]:
    """The same as plain lines, without blanks at their ends."""
    first = max(_NUMBER, *(len(row.number) for row in rows))
    for row in rows:
        lead = f"{row.number:>{first}} ".ljust(first + 1 + row.indent)
        for line in folded("".join(text for text, _ in row.pieces), width - len(lead)):
            yield f"{lead}{line}".rstrip()
            lead = " " * len(lead)


def folded(text: str, width: int) -> Iterator[str]:
    """Lines of so many columns at most, broken between words, and where a word is longer within it."""
    from rich.cells import cell_len, chop_cells

    for line in text.split("\n"):
        now, taken = "", 0
        for found in _WORD.finditer(line):
            word = found[0]
            length = cell_len(word.rstrip())
            if taken + length > width:
                if now:
                    yield now
                *full, now = chop_cells(word, width) if length > width else [word]
                yield from full
                taken = cell_len(now)
            else:
                now += word
                taken += cell_len(word)
        yield now


def _rows(each: Suggestions, schema: Schema) -> Iterator[Row]:
    yield Row(str(each.sentence.index + 1), 0, ((safe(each.sentence.text), ""),))
    for candidate in each.candidates:
        yield Row("", 2, tuple(_candidate(candidate, each, schema)))
    known = _known(each.mentions)
    if known:
        yield Row("", 0, ((f"known: {known}", "bright_black"),))
    yield Row("", 0, (("", ""),))


def _candidate(candidate: Candidate, each: Suggestions, schema: Schema) -> Iterator[tuple[str, str]]:
    label = schema.label(candidate.label)
    colour = label.colour if label else "grey"
    yield f"{bar(candidate.score)} {f'{candidate.score:.2f}'.removeprefix('0')}  ", ""
    name = f"{candidate.label} · {candidate.type}" if candidate.type else candidate.label
    yield name, f"bold {_STYLES.get(colour, colour)}"
    if candidate.span != each.sentence.span:
        start = each.sentence.start
        yield f"  “{safe(each.sentence.text[candidate.start - start : candidate.end - start])}”", ""
    yield f"\n{safe(candidate.brief_reason)}", ""
    yield f"\n{safe(candidate.told_source)}", "bright_black"


def bar(score: float, cells: int = 7) -> str:
    """A score from 0 to 1 as a bar of so many cells."""
    full = round(score * cells)
    return "▇" * full + "▁" * (cells - full)


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
