"""Measures the attribution rule against PolNeAR: sentences, and source, cue and content spans.

    python tests/benchmarks/attribution.py polnear_dev.jsonl [--half tune|report] [--missed N]

The file holds an article and annotator a line (text, spans, attributions); of an article that several people
annotated the first line is read. A sentence is positive where any span of an attribution meets it. A predicted
span is right where it shares at least half of the code points of the longer of the two with a gold span of the
same role that no other predicted span has taken (best overlap first); a span of several pieces counts as one.
Beside it stands the F1 where half of the gold span is enough, and where half of the shorter of the two is.
Words and patterns were made with the text of the half `tune`; nobody read that of `report`. The shipped weights were
fitted to both, so the figures flatter: attribution_weights.py tells those of articles that the weights do not know.
"""

import argparse
import collections
import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

from annotator.knowledge import Knowledge
from annotator.model import Document, Entity, Sentence
from annotator.schema import load_schema
from annotator.segment import split
from annotator.suggest import Suggester
from annotator.suggest.attribution import Attribution

ROLES = ("source", "cue", "content")
NOBODY = Knowledge((Entity(id="utopia", kind="place", name="Utopia"),), (), "utopia", {})
"""No knowledge, so that the rule alone is measured."""
Spans = dict[str, list[frozenset[int]]]
SHARES = {"longer": max, "gold": lambda predicted, gold: gold, "shorter": min}
"""Of which length, that of a predicted span or of a gold one, half must be shared."""


def articles(path: Path, half: str) -> Iterator[dict]:
    seen = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        odd = int(hashlib.sha256(article["doc"].encode()).hexdigest(), 16) % 2
        if article["doc"] not in seen and half in ("both", ("tune", "report")[odd]):
            seen.add(article["doc"])
            yield article


def gold_of(article: dict) -> Spans:
    spans: Spans = {role: [] for role in ROLES}
    for attribution in article["attributions"]:
        for role in ROLES:
            for name in attribution.get(role.capitalize(), ())[:1]:
                spans[role].append(
                    frozenset(p for s, e in article["spans"][name]["segs"] for p in range(s, e))
                )
    return spans


def predicted_of(candidates: list) -> Spans:
    """The pieces of all candidates, an attribution for each cue, and a content for each attribution."""
    contents: dict[object, set[int]] = collections.defaultdict(set)
    found: dict[str, dict] = {"source": {}, "cue": {}}
    for candidate in candidates:
        group: object = (candidate.start, candidate.end)
        held = False
        for piece in candidate.spans:
            covered = range(piece.start, piece.end)
            if piece.role == "content":
                contents[group].update(covered)
                continue
            if piece.role == "source":
                source, group, held = frozenset(covered), None, True
                continue
            group = (piece.start, piece.end)
            found["cue"][group] = frozenset(covered)
            if held:
                found["source"][group] = source
                held = False
    return {
        **{role: list(some.values()) for role, some in found.items()},
        "content": [frozenset(c) for c in contents.values() if c],
    }


def matched(
    gold: list[frozenset[int]], predicted: list[frozenset[int]], half_of: str = "longer"
) -> tuple[int, set[int], set[int]]:
    owners = collections.defaultdict(set)
    for index, span in enumerate(gold):
        for place in span:
            owners[place].add(index)
    pairs = []
    for index, span in enumerate(predicted):
        for other in {o for place in span for o in owners.get(place, ())}:
            share = len(span & gold[other]) / SHARES[half_of](len(span), len(gold[other]))
            if share >= 0.5:
                pairs.append((-share, index, other))
    taken_p: set[int] = set()
    taken_g: set[int] = set()
    for _, index, other in sorted(pairs):
        if index not in taken_p and other not in taken_g:
            taken_p.add(index)
            taken_g.add(other)
    return len(taken_p), taken_p, taken_g


def shown(text: str, span: frozenset[int]) -> tuple[str, str, str]:
    """A span's words, and the words around them, for reading what went wrong."""
    first, last = min(span), max(span)
    around = text[max(0, first - 60) : last + 60].replace("\n", "/")[:300]
    return text[first : last + 1][:150], "IN", around


def f1(hits: int, proposed: int, gold: int) -> float:
    return 2 * hits / max(1, proposed + gold)


def figures(hits: int, proposed: int, gold: int) -> str:
    p, r = hits / max(1, proposed), hits / max(1, gold)
    return f"{p:6.3f} {r:6.3f} {f1(hits, proposed, gold):6.3f}   {hits:5d} {proposed:5d} {gold:5d}"


def measured(suggester: Suggester, article: dict, misses: dict[str, list]) -> collections.Counter:
    """Counts of one article by (what, role); what went wrong is added to `misses`."""
    totals: collections.Counter = collections.Counter()
    text = article["text"]
    document = Document(text=text)
    sentences = [
        Sentence(document.id, i, s.start, s.end, text[s.start : s.end]) for i, s in enumerate(split(text))
    ]
    began = time.perf_counter()
    found = [(s.sentence, s.candidates) for s in suggester.analyse(document, sentences)]
    totals["spent"] += time.perf_counter() - began
    gold, predicted = gold_of(article), predicted_of([c for _, cs in found for c in cs])
    for sentence, candidates in found:
        truth = reports(sentence, gold)
        totals["sentences"] += 1
        totals["gold", "sentence"] += truth
        totals["proposed", "sentence"] += bool(candidates)
        totals["hits", "sentence"] += truth and bool(candidates)
        if truth != bool(candidates):
            misses["missed" if truth else "wrong"].append(
                (sentence.text[:200], *(f"{c.score:.2f} {c.reason}" for c in candidates))
            )
    for role in ROLES:
        hits, right, reached = matched(gold[role], predicted[role])
        totals["hits", role] += hits
        for half_of in ("gold", "shorter"):
            totals["half of", half_of, role] += matched(gold[role], predicted[role], half_of)[0]
        totals["proposed", role] += len(predicted[role])
        totals["gold", role] += len(gold[role])
        wrong = [span for i, span in enumerate(predicted[role]) if i not in right]
        misses["wrong " + role] += [shown(text, span) for span in wrong]
        missed = [span for i, span in enumerate(gold[role]) if i not in reached]
        misses["missed " + role] += [shown(text, span) for span in missed]
    return totals


def reports(sentence: Sentence, gold: Spans) -> bool:
    """True where a span of an attribution meets the sentence."""
    return any(sentence.start <= p < sentence.end for spans in gold.values() for span in spans for p in span)


def show(totals: collections.Counter) -> None:
    """The table of precision, recall and F1."""
    print(
        f"{'':10} {'P':>6} {'R':>6} {'F1':>6}   {'right':>5} {'made':>5} {'gold':>5}   F1, half of gold / of shorter"
    )
    for role in ("sentence", *ROLES):
        made, gold_ = totals["proposed", role], totals["gold", role]
        other = [f1(totals["half of", half_of, role], made, gold_) for half_of in ("gold", "shorter")]
        beside = "   " + " / ".join(f"{each:.3f}" for each in other) if role in ROLES else ""
        print(f"{role:10} {figures(totals['hits', role], made, gold_)}{beside}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("tune", "report", "both"), default="report")
    parser.add_argument("--missed", type=int, default=0, help="print so many misses of each sort")
    options = parser.parse_args()
    suggester = Suggester(NOBODY, load_schema(), (Attribution(),))
    totals: collections.Counter = collections.Counter()
    misses: dict[str, list] = collections.defaultdict(list)
    for article in articles(options.file, options.half):
        totals += measured(suggester, article, misses)
    spent = totals["spent"] * 1000 / max(1, totals["sentences"])
    print(f"{totals['sentences']} sentences, {spent:.3f} ms each with matching")
    show(totals)
    for name, some in misses.items():
        step = max(1, len(some) // max(1, options.missed))
        for miss in some[::step][: options.missed]:
            print(f"{name}: {' | '.join(map(str, miss))}")


if __name__ == "__main__":
    main()
