"""Mark claims, attributions and errors in news articles, sentence by sentence.

`read` a file, look at its `suggestions`, open a `Session` on a database, judge at its desk, `export`
the corpus. Everything else is found in the rooms: see docs/architecture.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.api import export, read, read_many, sentences, suggester, suggestions
    from annotator.errors import AnnotatorError
    from annotator.model import Candidate, Document, Event, Mention, Sentence, Span, Suggestions
    from annotator.schema import load_schema
    from annotator.session import Session

__all__ = [
    "AnnotatorError",
    "Candidate",
    "Document",
    "Event",
    "Mention",
    "Sentence",
    "Session",
    "Span",
    "Suggestions",
    "export",
    "load_schema",
    "read",
    "read_many",
    "sentences",
    "suggester",
    "suggestions",
]

_HOME = dict.fromkeys(("export", "read", "read_many", "sentences", "suggester", "suggestions"), "api")
_HOME |= dict.fromkeys(
    ("Candidate", "Document", "Event", "Mention", "Sentence", "Span", "Suggestions"), "model"
)
_HOME |= {"AnnotatorError": "errors", "Session": "session", "load_schema": "schema"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `import annotator` alone costs next to nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'annotator' has no attribute {name!r}")
    value = getattr(import_module(f"annotator.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
