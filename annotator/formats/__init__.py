"""Files in and corpora out: one reader or writer a file, found by name in the tables of `registry`.

`read` and `read_many` turn files into documents, `read_corpus` brings an annotated corpus back,
`write` writes one; `suggestion_line` is what is proposed about one sentence, in plain values.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.formats.corpora import corpus_format, is_corpus, read_corpus
    from annotator.formats.reading import read, read_many
    from annotator.formats.registry import (
        CORPORA,
        READERS,
        WRITERS,
        CorpusReader,
        Format,
        Losses,
        Reader,
        Writer,
        formats,
    )
    from annotator.formats.suggestions import suggestion_line, write_suggestions
    from annotator.formats.writing import LossError, replacing, write

__all__ = [
    "CORPORA",
    "READERS",
    "WRITERS",
    "CorpusReader",
    "Format",
    "LossError",
    "Losses",
    "Reader",
    "Writer",
    "corpus_format",
    "formats",
    "is_corpus",
    "read",
    "read_corpus",
    "read_many",
    "replacing",
    "suggestion_line",
    "write",
    "write_suggestions",
]

_HOME = dict.fromkeys(__all__, "registry")
_HOME |= dict.fromkeys(("corpus_format", "is_corpus", "read_corpus"), "corpora")
_HOME |= dict.fromkeys(("read", "read_many"), "reading")
_HOME |= dict.fromkeys(("suggestion_line", "write_suggestions"), "suggestions")
_HOME |= dict.fromkeys(("LossError", "replacing", "write"), "writing")


def __getattr__(name: str) -> Any:
    """Who reads an article does not pay for the writers."""
    if name not in _HOME:
        raise AttributeError(f"module 'annotator.formats' has no attribute {name!r}")
    value = getattr(import_module(f"annotator.formats.{_HOME[name]}"), name)
    globals()[name] = value
    return value
