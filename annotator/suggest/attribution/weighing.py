"""How sure an attribution is: the cue's measured share, drawn up or down by the frame it stands in.

Log-odds that are added up, one for each sign of the frame. The weights are data (`schemas/attribution-weights.yaml`),
which tests/benchmarks/attribution_weights.py fits.
"""

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.resources import shipped
from annotator.suggest.attribution.frame import Frame
from annotator.suggest.language import main_code
from annotator.suggest.language_cues import counted

FLOOR = 0.4
"""The least share of a verb or noun that a clause with *that* or a quotation follows: its other uses do not count."""

UNPROVEN = 0.79
"""The highest score of a sentence whose cue was never counted in its language: the schema ticks no such candidate."""


class Sentences(Struct, frozen=True):
    """From the log-odds that a frame of the sentence is right to those that the sentence reports at all."""

    start: float
    slope: float


class Weights(Struct, frozen=True):
    """What the signs of a frame weigh, in log-odds."""

    start: float
    least: float
    """A frame whose share is below this is left out where a better one stands in the sentence."""
    sentences: Sentences
    signs: Mapping[str, float]
    """By sign: 'share' (for the log-odds of the cue's share), 'found that'."""

    @property
    def lone(self) -> bool:
        """True where cues in no construction are weighed, too."""
        return "found lone" in self.signs

    def weigh(self, frames: Sequence[Frame]) -> list[tuple[Frame, float]]:
        """The attributions of a sentence, each with the share (0 to 1) of such frames that are attributions."""
        weights = self.signs.get
        return [
            (
                frame,
                _share(self.start + sum(weights(sign, 0.0) * size for sign, size in signs(frame, frames))),
            )
            for frame in frames
        ]

    def together(self, shares: Sequence[float]) -> float:
        """The share (0 to 1) of sentences that report something, of those whose frames have these shares."""
        return _share(self.sentences.start + self.sentences.slope * some_log_odds(shares))


def some_log_odds(shares: Sequence[float]) -> float:
    """The log-odds that at least one of the frames with these shares is right."""
    return _log_odds(1 - math.prod(1 - share for share in shares))


def _log_odds(share: float) -> float:
    some = min(0.99, max(0.01, share))
    return math.log(some / (1 - some))


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def signs(frame: Frame, frames: Sequence[Frame]) -> Iterator[tuple[str, float]]:
    """What speaks for or against a frame among all those of its sentence, and how much of it there is."""
    cue, found = frame.cue, frame.found
    share = _log_odds(max(FLOOR if found in ("that", "quote", "left") else 0.01, cue.share))
    yield "share", share
    yield f"share {found}", share
    yield f"found {found}", 1.0
    about = [f"kind {cue.kind}", f"subject {frame.subject}"]
    if counted(cue.measured):
        about.append("measured")
    about += [f"before {frame.beside[1]}", f"after {frame.beside[2]}"]
    for sign in about:
        yield sign, 1.0
    if found == "lone":
        for sign in about:
            yield f"lone {sign}", 1.0
    yield f"before2 {frame.beside[0]}", 1.0
    yield f"after2 {frame.beside[3]}", 1.0
    for takes in cue.takes:
        yield f"takes {takes}", 1.0
    for name in ("participle", "passive", "infinitive", "negated", "quoted"):
        if getattr(frame, name):
            yield name, 1.0
    yield from _lengths(frame)
    yield from _others(frame, frames)


def _lengths(frame: Frame) -> Iterator[tuple[str, float]]:
    """How long source, cue and content are, as far as it matters."""
    start, end = frame.words
    yield "length cue", min(2.0, (end - start) / 15)
    yield "length content", min(2.0, sum(b - a for a, b in frame.contents) / 100)
    if frame.source is not None:
        first, last = frame.source
        yield "length source", min(2.0, (last - first) / 40)
        if not 0 <= start - last <= 1:
            yield "apart", 1.0


def _others(frame: Frame, frames: Sequence[Frame]) -> Iterator[tuple[str, float]]:
    """How a frame stands to the others of its sentence that stand in a construction."""
    start, end = frame.words
    around = None
    holds = follows = leads = False
    for other in frames:
        if other is frame or other.found == "lone":
            continue
        first = other.words[0]
        if first < start and any(a <= start < b for a, b in other.contents):
            around = other
        follows = follows or other.words[1] <= start
        leads = leads or first >= end
        holds = holds or (first > start and any(a <= first < b for a, b in frame.contents))
    if around is not None:
        yield "nested", 1.0
        yield f"nested in {around.found}", 1.0
    for sign, there in (("holds", holds), ("follows", follows), ("leads", leads)):
        if there:
            yield sign, 1.0


class _Set(Struct, frozen=True):
    start: float
    least: float
    sentences: Sentences
    signs: dict[str, dict[str, float]]
    """By the sign's first word and the rest of it, which may be empty."""


class _File(Struct, frozen=True):
    weights: dict[str, _Set]


@functools.lru_cache(maxsize=16)
def load_weights(code: str) -> Weights:
    """The weights for the language 'en', 'pt-BR' (read as 'pt'); where it has none, those for all others."""
    every = _every()
    return every.get(main_code(code), every["other"])


class _Every(Struct, frozen=True):
    weights: dict[str, Weights]


@functools.cache
def _every() -> Mapping[str, Weights]:
    path = shipped("schemas", "attribution-weights.yaml")
    return kept("attribution", _Every, [path], lambda: _Every(read_weights(path))).weights


def read_weights(path: Path) -> dict[str, Weights]:
    """The weights of a file by language. Raises SchemaError with every fault."""
    from annotator.yamlfile import YamlFile  # yaml costs 20 ms

    file = YamlFile(path)
    content = file.fill(_File)
    if content is not None and "other" not in content.weights:
        file.fault(content, "the languages without weights of their own have none; write them as `other`")
    if file.faults or content is None:
        raise SchemaError("\n".join(file.report()))
    return {code: _flat(each) for code, each in content.weights.items()}


def _flat(each: _Set) -> Weights:
    signs = {
        f"{first} {rest}".strip(): weight
        for first, some in each.signs.items()
        for rest, weight in some.items()
    }
    return Weights(each.start, each.least, each.sentences, signs)
