"""Which of the candidates `suggest` shows, and `--sort worth`: the sentences of all articles by their claim score."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

if TYPE_CHECKING:
    from annotator.api import Analysis
    from annotator.model import Article, Suggestions
    from annotator.schema import Schema

    Ranked = list[tuple[Article, Suggestions]]


def by_worth(
    analyses: "Iterable[Analysis]",
    read: "Callable[[Analysis], Iterable[Suggestions]]",
    threshold: float,
    labels: tuple[str, ...] = (),
) -> "Ranked":
    """All sentences with their documents, by claim score; those that are worth the same in reading order.

    The analyses give candidates of every score, so that each sentence has its place; of them, those under
    `threshold` and those of other labels than are asked for are left out here.
    """
    found = [
        (_worth(each), analysis.document, narrowed(each, threshold, labels))
        for analysis in analyses
        for each in read(analysis)
    ]
    found.sort(key=lambda each: -each[0])
    return [(document, suggestions) for _, document, suggestions in found]


def _worth(suggestions: "Suggestions") -> float:
    """The score of the claim that the whole sentence makes; 0 where it makes none."""
    sentence = suggestions.sentence
    return max(
        (
            each.score
            for each in suggestions.candidates
            if each.label == "claim" and (each.start, each.end) == (sentence.start, sentence.end)
        ),
        default=0.0,
    )


def narrowed(
    suggestions: "Suggestions", threshold: float = 0.0, labels: tuple[str, ...] = ()
) -> "Suggestions":
    """With the candidates only that reach the threshold and have one of the labels; with no labels, any."""
    from annotator.session.choosing import asked

    kept = (each for each in suggestions.candidates if max(each.score, each.shipped) >= threshold)
    wanted = tuple(each for each in kept if asked(labels, each.label, each.type))
    return replace(suggestions, candidates=wanted)


def show_ranked(ranked: "Ranked", schema: "Schema", quiet: bool) -> "Iterator[tuple[int, int, int]]":
    """Print the sentences with a head wherever the document changes; yields the counts of each stretch."""
    from annotator.cli.sentences import head, suggestions

    for _, stretch in groupby(ranked, key=lambda pair: pair[0].id):
        pairs = list(stretch)
        click.echo(head(pairs[0][0]))
        yield suggestions((each for _, each in pairs), schema, quiet=quiet)
