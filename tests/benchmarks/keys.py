"""How many keys a fully labelled article takes: a table; it leaves with 1 where the target is missed.

    python tests/benchmarks/keys.py [ARTICLE ...] [--simple] [--target 1.5]

The keys are pressed on the screen itself, with the built-in rules, on the articles of `corpus/` and their
gold labels: every right candidate is accepted, every wrong one rejected, every sentence judged, in as few
keys as can be (Enter for what is ticked, digits, x with Tab between, n where nothing is to check, and the
dot or F1 to F9, which settle all candidates of a sentence at once; `--simple` leaves these out). What
came of it is compared with the gold labels afterwards. A label that the rules do not propose is set by
its letter where it is one of the whole sentence, in a column of its own; wrong words that no rule found
are counted only.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tui_support import Screen

from annotator.formats.markdown import read_markdown
from annotator.model import Candidate, Span
from annotator.resources import shipped
from annotator.session import Session
from annotator.tui.app import LabelApp

TARGET = 1.5


class Gold(NamedTuple):
    """A label that holds."""

    label: str
    type: str
    span: Span
    """Of the whole sentence for a label of it, else of the wrong words."""


class Count(NamedTuple):
    """What an article took."""

    sentences: int
    keys: int
    by_hand: int
    right: int
    wrong: int
    missed: int
    """Gold labels on some words that no candidate proposes."""


def gold_of(name: str, text: str, sentences: Sequence[Span]) -> Iterator[Gold]:
    """The gold labels of an article, those of a whole sentence on that sentence."""
    entries: list[dict[str, Any]] = yaml.safe_load(shipped("corpus", f"{name}.gold.yaml").read_text("utf-8"))
    for entry in entries:
        at = -1
        for _ in range(entry.get("occurrence", 1)):
            at = text.index(entry["text"], at + 1)
        if entry["label"] == "error":
            yield Gold("error", entry["type"], Span(at, at + len(entry["text"])))
        else:
            whole = next(each for each in sentences if each.start <= at < each.end)
            yield Gold(entry["label"], "", whole)


def is_right(candidate: Candidate, gold: Sequence[Gold]) -> bool:
    """True where the gold labels hold this one: for wrong words a letter in common and the same type."""
    same = [each for each in gold if each.label == candidate.label and each.span.meets(candidate.span)]
    return any(candidate.label != "error" or each.type == candidate.type for each in same)


def fewest(wrong: frozenset[int], unticked: frozenset[int], count: int) -> list[str]:
    """The keys that reject the wrong candidates and accept the right ones that are not ticked.

    The focus starts at the first, goes to the next one without an answer after each answer, and with Tab
    to the next of all.
    """

    def onward(focus: int, answered: frozenset[int]) -> int:
        return next(
            (at % count for at in range(focus + 1, focus + count) if at % count not in answered), focus
        )

    queue = deque([(0, frozenset[int](), [])])  # type: ignore[var-annotated]
    seen = set()
    while queue:
        focus, answered, keys = queue.popleft()
        if wrong | unticked <= answered:
            return keys
        if (focus, answered) in seen:
            continue
        seen.add((focus, answered))
        for each in unticked - answered:
            if each < 9:
                now = answered | {each}
                queue.append((onward(each, now), now, [*keys, str(each + 1)]))
        if focus in wrong - answered:
            now = answered | {focus}
            queue.append((onward(focus, now), now, [*keys, "x"]))
        queue.append(((focus + 1) % count, answered, [*keys, "tab"]))
        queue.append(((focus - 1) % count, answered, [*keys, "shift+tab"]))
    raise ValueError("the tenth candidate and those after it have no digit")


def best(
    bad: frozenset[int], good: frozenset[int], ticked: frozenset[int], count: int, *, simple: bool
) -> list[str]:
    """The keys for a sentence in which something is to be checked."""
    turned = (good - ticked) | (bad & ticked)
    ways = [[*fewest(bad, good - ticked, count), "enter"]]
    if not simple and count:
        ways.append([*fewest(bad & ticked, good - ticked, count), "."])
        for last in (each for each in turned if each < 9):
            ways.append([*fewest((bad & ticked) - {last}, good - ticked - {last}, count), f"f{last + 1}"])
    return min(ways, key=len)


async def label(screen: Screen, gold: Sequence[Gold], *, simple: bool) -> Count:
    """Label the article that is open, sentence by sentence."""
    desk, work = screen.desk, screen.app.bench.work
    nothing = desk.schema.nothing
    assert nothing is not None
    keys = by_hand = right = wrong = missed = 0
    for index in range(desk.count):
        assert screen.index == index, f"at sentence {screen.index + 1} instead of {index + 1}"
        here = [each for each in gold if desk.sentence(index).span.meets(each.span)]
        candidates = list(work.candidates())
        good = frozenset(at for at, each in enumerate(candidates) if is_right(each, here))
        bad = frozenset(range(len(candidates))) - good
        ticked = frozenset(at for at, each in enumerate(candidates) if each.key in work.ticks())
        proposed = {candidates[at].label for at in good}
        hand = sorted({each.label for each in here if each.label not in proposed and each.label != "error"})
        last = "enter"
        if hand == [nothing.name]:
            hand, last = [], nothing.key
            barred = desk._barred(nothing.name)
            bad = frozenset(at for at in bad if candidates[at].label not in barred)
        letters = [known.key for name in hand if (known := desk.schema.label(name))]
        pressed = [*best(bad, good, ticked, len(candidates), simple=simple)]
        pressed = [*fewest(bad, good - ticked, len(candidates)), last] if last == nothing.key else pressed
        await screen.press(*letters, *pressed)
        for at, each in enumerate(candidates):
            answer = desk.answer(each)
            assert answer == ("accepted" if at in good else "rejected"), (index, each.label, answer)
        assert desk.judged(index).judged
        keys, by_hand = keys + len(pressed), by_hand + len(letters)
        right, wrong = right + len(good), wrong + len(candidates) - len(good)
        missed += sum(
            each.label == "error" and not any(is_right(candidate, [each]) for candidate in candidates)
            for each in here
        )
    return Count(desk.count, keys, by_hand, right, wrong, missed)


async def count(name: str, db: Path, *, simple: bool) -> Count:
    """Label one article of the corpus on a screen of its own."""
    file = shipped("corpus", f"{name}.md")
    (document,) = read_markdown(file.read_bytes(), file.name)
    with Session.open(db, "ann") as session:

        def opening() -> tuple[Session, str]:
            session.add(document)
            return session, document.id

        app = LabelApp(opening)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = Screen(app, pilot)
            await screen.settle()
            spans = [screen.desk.sentence(index).span for index in range(screen.desk.count)]
            return await label(screen, list(gold_of(name, document.text, spans)), simple=simple)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("articles", nargs="*")
    parser.add_argument("--target", type=float, default=TARGET, help="keys a sentence")
    parser.add_argument("--simple", action="store_true", help="without . and F1-F9, which settle a sentence")
    options = parser.parse_args()
    names = options.articles or sorted(each.stem for each in shipped("corpus").glob("[0-9]*.md"))
    print(
        f"{'article':34}{'sent.':>6}{'right':>7}{'wrong':>7}{'keys':>6}{'a sent.':>9}{'by hand':>9}{'missed':>8}"
    )
    counts = []
    with tempfile.TemporaryDirectory() as folder:
        for name in [Path(each).name.removesuffix(".md") for each in names]:
            found = asyncio.run(count(name, Path(folder, f"{name}.db"), simple=options.simple))
            counts.append(found)
            print(row(name, found), flush=True)
    total = Count(*map(sum, zip(*counts, strict=True)))
    print(row("all", total))
    share = total.keys / total.sentences
    print(f"{share:.2f} keys a sentence; asked: under {options.target}")
    return 0 if share < options.target else 1


def row(name: str, found: Count) -> str:
    return (
        f"{name:34}{found.sentences:6}{found.right:7}{found.wrong:7}{found.keys:6}"
        f"{found.keys / found.sentences:9.2f}{found.by_hand:9}{found.missed:8}"
    )


if __name__ == "__main__":
    sys.exit(main())
