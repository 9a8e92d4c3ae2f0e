"""Sentences and knowledge → candidates: labels that a person may accept, with reasons and sources.

A pure function of (document, sentences, schema, knowledge): no database, no screen, the same answer
wherever it runs. A rule is one file and one line in `BUILT_IN`, or an entry point of another package.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOME = dict.fromkeys(__all__, "suggester")
_HOME |= {"Context": "context", "Rule": "context", "BUILT_IN": "rules", "installed": "rules"}


def __getattr__(name: str) -> Any:
    """A desk tells what is looked for in a language before the rules are loaded, which take 10 MB."""
    if name not in _HOME:
        raise AttributeError(f"module 'annotator.suggest' has no attribute {name!r}")
    value = getattr(import_module(f"annotator.suggest.{_HOME[name]}"), name)
    globals()[name] = value
    return value
