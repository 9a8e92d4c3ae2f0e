"""Sentences and knowledge → candidates: labels that a person may accept, with reasons and sources.

A pure function of (document, sentences, schema, knowledge): no database, no screen, the same answer
wherever it runs. A rule is one file and one line in `BUILT_IN`, or an entry point of another package.
"""

from annotator.suggest.context import Context, Rule
from annotator.suggest.rules import BUILT_IN, installed
from annotator.suggest.suggester import BLOCK, LEAD, THRESHOLD, TRAIL, Analysis, Suggester, ranked

__all__ = [
    "BLOCK",
    "BUILT_IN",
    "LEAD",
    "THRESHOLD",
    "TRAIL",
    "Analysis",
    "Context",
    "Rule",
    "Suggester",
    "installed",
    "ranked",
]
