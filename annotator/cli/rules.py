"""Commands about the rules: what judgements say of them, muting, refitting the claim score."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import options, say
from annotator.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotator.session.rule_book import Example, RuleReport, Share
    from annotator.store.mutes import What

_WHAT = click.Choice(["rule", "cue", "alias"])
_HEADS = ("", "shipped", "expected", "accepted", "rejected", "measured", "95 %", "")
_FORMAT = click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="table: to read; jsonl: for programs.",
)


@click.group(invoke_without_command=True)
@options.database
@_FORMAT
@click.option(
    "--least",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="Judgements of a cue or name to list it.",
)
@click.option(
    "--examples",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    help="Rejected candidates to show of a rule.",
)
@click.pass_context
def rules(ctx: click.Context, db: Path, shape: str, least: int, examples: int) -> None:
    """List the rules: what share of their candidates should be accepted, and what share was.

    \b
    shipped    the share that was right where the program was made
    expected   the share that the shipped scores of the candidates judged here let expect
    measured   the share that the annotators of this database accepted, with its 95 % confidence interval
    """
    if ctx.invoked_subcommand is not None:
        return
    from annotator.session import Session

    with Session.open(_existing(db), "rules", create=False) as session:
        report = session.rule_book.report(examples)
    if shape == "jsonl":
        _lines(
            [
                *_kinds("rule", report.rules),
                *_kinds("cue", report.cues),
                *_kinds("alias", report.aliases),
                *map(_example, report.examples),
                *({"muted": each.what, "name": each.name, "by": each.annotator} for each in report.muted),
            ]
        )
        return
    _table(report, least)


def _table(report: "RuleReport", least: int) -> None:
    from annotator.cli import show

    tables = (
        ("rule", report.rules),
        ("cue", [each for each in report.cues if each.accepted + each.rejected >= least]),
        ("alias", [each for each in report.aliases if each.accepted + each.rejected >= least]),
    )
    for number, (what, shares) in enumerate(tables):
        if shares:
            if number:
                click.echo("")
            show.table((what, *_HEADS[1:]), map(_row, shares), right=_HEADS[1:7])
    _rejected(report.examples, "rejected last, by rule:")
    show.left_out(report.muted, report.failures)
    if report.weights != "shipped":
        click.echo("the claim score is added up by weights of the project's own")


def _row(each: "Share") -> tuple[object, ...]:
    state = " ".join(word for word, holds in (("muted", each.muted), ("failed", each.failed)) if holds)
    numbers = (
        _short(each.shipped),
        _short(each.expected),
        each.accepted,
        each.rejected,
        _short(each.measured),
    )
    interval = f"{_short(each.low)}-{_short(each.high)}" if each.measured is not None else ""
    return (each.name, *numbers, interval, state)


def _short(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}"


def _kinds(kind: str, shares: "Iterable[Share]") -> "Iterator[dict[str, object]]":
    for each in shares:
        yield {
            kind: each.name,
            "shipped": each.shipped,
            "expected": each.expected,
            "accepted": each.accepted,
            "rejected": each.rejected,
            "measured": each.measured,
            "low": round(each.low, 4),
            "high": round(each.high, 4),
            "muted": each.muted,
            "failed": each.failed,
        }


@rules.command(name="show")
@click.argument("name", nargs=-1, required=True, metavar="RULE | cue CUE | alias NAME")
@options.database
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, help="Examples at the most.")
@_FORMAT
def show_(name: tuple[str, ...], db: Path, limit: int, shape: str) -> None:
    """Show a rule, cue or name: its shares, and the last of its candidates that were rejected."""
    from annotator.session import Session
    from annotator.suggest.learning_shares import load_shares

    what, words = _meant(name)
    with Session.open(_existing(db), "rules", create=False) as session:
        shares, examples = session.rule_book.about(what, words, limit)
    if shape == "jsonl":
        _lines([*_kinds("of", shares), *map(_example, examples)])
        return
    from annotator.cli import show

    if what == "rule" and (told := load_shares().told(words)):
        click.echo(show.shown(f"as shipped: {told}\n"))
    if not shares:
        click.echo(show.shown(f"no candidate of the {what} {words} was judged yet"))
        return
    show.table((what, *_HEADS[1:]), map(_row, shares), right=_HEADS[1:7])
    _rejected(examples, "rejected, latest first:")


def _rejected(examples: "Sequence[Example]", head: str) -> None:
    from annotator.cli import show

    if examples:
        click.echo(f"\n{head}")
    for each in examples:
        words = "" if each.words == each.sentence else f" on “{each.words}”"
        rests = f", rests on {', '.join(each.basis)}" if each.basis else ""
        told = f"score {each.score:.2f}{rests} ({each.annotator}, {each.document})"
        click.echo(show.shown(f"  {each.rule}: {each.label}{words}, {told}"))
        click.echo(show.shown(f"    {' '.join(each.sentence.split())}"))


def _example(each: "Example") -> dict[str, object]:
    return {
        "rejected": each.label,
        "by_rule": each.rule,
        "words": each.words,
        "sentence": each.sentence,
        "document": each.document,
        "annotator": each.annotator,
        "score": each.score,
        "basis": list(each.basis),
    }


def _meant(name: "Sequence[str]") -> tuple["What", str]:
    """'membership' is a rule; 'cue note' and 'alias Hong Kong' say what they are."""
    from annotator.store.mutes import WHATS

    what = name[0]
    for kind in WHATS:
        if kind == what and len(name) > 1:
            return kind, " ".join(name[1:])
    if len(name) > 1:
        raise UsageError(f"{what!r} is none of rule, cue, alias; write `annotator rules show alias {what} …`")
    return "rule", what


@rules.command()
@click.argument("what", type=_WHAT)
@click.argument("name")
@options.database
@options.annotator
def mute(what: "What", name: str, db: Path, annotator: str | None) -> None:
    """Leave a rule, a cue or a name out from now on.

    A muted name is not known any more, as it is listed or written; an attribution goes where all its
    cues are muted. `annotator rules` and `annotator stats` list what is muted.
    """
    from annotator.session import Session

    with Session.open(_existing(db), options.who(annotator), create=False) as session:
        listed, new = session.rule_book.mute(what, name)
        known = session.rule_book.stands_for(what, listed, session.suggester().knowledge)
    say(f"{what} {listed}: {'muted' if new else 'muted already'}; `annotator rules unmute {what} {listed!r}`")
    if not known:
        say(f"no list of the program has {listed!r}; look at its spelling")


@rules.command()
@click.argument("what", type=_WHAT)
@click.argument("name")
@options.database
def unmute(what: "What", name: str, db: Path) -> None:
    """Let a muted rule, cue or name be heard again."""
    from annotator.session import Session

    with Session.open(_existing(db), "rules", create=False) as session:
        listed = session.rule_book.unmute(what, name)
    say(f"{what} {listed}: heard again")


@rules.command()
@options.database
@options.schema
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the weights to this file.  [default: only tell what they would reach]",
)
@click.option(
    "--folds", type=click.IntRange(2, 50), default=5, show_default=True, help="Parts for validation."
)
def fit(db: Path, schema_path: Path | None, output: Path | None, folds: int) -> None:
    """Fit the weights of the claim score to the labels of this database.

    Each judged sentence counts: with the label `claim` for it, without against it. How well the weights
    rank sentences is measured on documents that they were not fitted on. At least 200 judged sentences
    are needed. Nothing is changed: look at FILE, then `annotator rules weights FILE`.
    """
    from annotator.schema import load_schema
    from annotator.session import Session
    from annotator.session.fitting import fit as fitted

    with Session.open(_existing(db), "rules", load_schema(schema_path), create=False) as session:
        result = fitted(session, folds)
    from annotator.cli import show

    rows = [
        (f"{n}", each.documents, each.sentences, each.claims, _short(each.before), _short(each.after))
        for n, each in enumerate(result.folds, 1)
    ]
    rows.append(
        (
            "all",
            result.documents,
            result.sentences,
            result.claims,
            _short(result.before),
            _short(result.after),
        )
    )
    heads = ("fold", "documents", "sentences", "claims", "AP before", "AP after")
    show.table(heads, rows, right=heads[1:])
    if not result.better:
        say("the fitted weights rank no better on documents that they do not know; keep the ones in use")
    if output is not None:
        from annotator.formats import replacing

        with replacing(output) as out:
            out.write(result.yaml.encode())
        say(f"{output}: written; `annotator rules weights {output}` puts it to use")


@rules.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--shipped", is_flag=True, help="Go back to the weights that come with the program.")
@options.database
def weights(file: Path | None, shipped: bool, db: Path) -> None:
    """Add the claim score of this database up by the weights in FILE, which is copied into it."""
    from annotator.session import Session

    if (file is None) == (not shipped):
        raise UsageError("name a FILE with weights, or --shipped to go back to those of the program")
    with Session.open(_existing(db), "rules", create=False) as session:
        session.rule_book.use_weights(file)
    say(f"{db}: claims are scored by {'the shipped weights' if file is None else file} from now on")


def _existing(db: Path) -> Path:
    if not db.exists():
        raise StoreError(f"{db}: no such database; `annotator label ARTICLE` makes one, --db names another")
    return db


def _lines(things: "Iterable[object]") -> None:
    import sys

    from msgspec import json

    for thing in things:
        sys.stdout.buffer.write(json.encode(thing) + b"\n")
