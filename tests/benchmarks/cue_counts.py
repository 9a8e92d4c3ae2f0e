"""Writes into a language file which of its cues are seldom cues, though no count says so.

    python tests/benchmarks/cue_counts.py polnear_train_cue_precision.tsv schemas/languages/en.yaml

The table (word, uses as a cue, uses) has every word that was part of a cue five times or more in the training text
of PolNeAR. A word that it lacks was one four times at most; where English uses it so often that more are to be
expected in a text of that length, that tells much: of *heard* some 100 uses are expected, and fewer than 5 were cues.
Such forms get the count '<5/100'. The other counts stay as they are. Needs wordfreq.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from wordfreq import word_frequency

TEXT = 550_000
"""Words of the training text that stand outside quotation marks."""
LEAST = 5
"""Expected uses that a word must have to be told about."""
TABLES = ("verbs: |", "nouns: |", "adjectives: |")


def seldom(form: str, known: set[str]) -> str:
    """'<5/100', or '-' for a word that was counted or is too rare."""
    uses = word_frequency(form, "en") * TEXT
    if form in known or not form.isalpha() or uses < LEAST:
        return "-"
    return f"<5/{int(float(f'{uses:.2g}'))}"


def filled(row: str, known: set[str]) -> str:
    """The row of a table with what can be told of its forms that have no count."""
    words, takes, counts = (cell.strip() for cell in row.split("|"))
    forms = words.replace("/", " ").split()
    given = counts.split() or ["-"] * len(forms)
    if len(given) != len(forms):
        return row
    found = [c if c[0].isdecimal() else seldom(form, known) for form, c in zip(forms, given, strict=True)]
    told = [] if set(found) == {"-"} else found
    return "  " + " ".join([f"{words} | {takes} |", *told])


def rewritten(lines: list[str], known: set[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        inside = line in TABLES or (inside and not re.match(r"\S", line))
        row = inside and line.count("|") == 2 and not line.lstrip().startswith("#")
        yield filled(line, known) if row else line


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("language", type=Path)
    options = parser.parse_args()
    rows = options.table.read_text(encoding="utf-8").splitlines()
    lines = options.language.read_text(encoding="utf-8").split("\n")
    known = {row.partition("\t")[0] for row in rows}
    options.language.write_text("\n".join(rewritten(lines, known)), encoding="utf-8")


if __name__ == "__main__":
    main()
