"""Measures the share that `annotator rules` calls shipped, and prints the rows of schemas/rule-shares.yaml.

    python tests/benchmarks/shares.py > rows

Labels of whole sentences (claim, attribution) on the articles in corpus/ with gold labels; errors on copies of
the articles in tests/benchmarks/articles into which one error after the other was put (see injection.py), with
all that the rules propose beside them; where a rule proposes nothing there, on the corpus. A rule with no candidate
in either gets no row.
"""

import random
from collections import defaultdict

import injection
import rules

from annotator import suggester
from annotator.resources import shipped

SEED = 1


def main() -> None:
    using = suggester()
    totals, _, _, _ = rules.measure([shipped("corpus")], using)
    for label in ("attribution", "claim"):
        tally = totals[f"label {label}"]
        print(f"  - {{rule: {label}, right: {tally.right}, of: {tally.right + tally.false}, text: corpus}}")
    counts = defaultdict[str, list[int]](lambda: [0, 0])
    for path in sorted(injection.ARTICLES.glob("*.txt")):
        article = injection.read_article(path)
        rng = random.Random(f"{SEED} {article.document.name}")
        wanted = injection.changes(article, using.knowledge, rng)
        for group in injection.copies(article, wanted, rng):
            document, placed = injection.applied(article, group)
            for candidate in injection.accusations(using, document)[0]:
                counts[candidate.rule][1] += 1
                counts[candidate.rule][0] += any(
                    candidate.type in each.change.types and any(s.meets(candidate.span) for s in each.spans)
                    for each in placed
                )
    for name, tally in sorted(totals.items()):
        rule = name.removeprefix("rule ")
        if name.startswith("rule ") and rule not in counts:
            print(
                f"  - {{rule: {rule}, right: {tally.right}, of: {tally.right + tally.false}, text: corpus}}"
            )
    for rule, (right, of) in sorted(counts.items()):
        print(f"  - {{rule: {rule}, right: {right}, of: {of}, text: injected}}")


if __name__ == "__main__":
    main()
