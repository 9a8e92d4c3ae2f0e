"""Files in and corpora out: one reader or writer a file, found by name in the tables of `registry`.

`read` and `read_many` turn files into documents, `read_corpus` brings an annotated corpus back,
`write` writes one; `suggestion_line` is what is proposed about one sentence, in plain values.
"""

from annotator.formats.reading import read, read_many
from annotator.formats.registry import CORPORA, READERS, WRITERS, CorpusReader, Format, Losses, Reader, Writer
from annotator.formats.registry import formats as formats
from annotator.formats.suggestions import suggestion_line, write_suggestions

__all__ = [
    "CORPORA",
    "READERS",
    "WRITERS",
    "CorpusReader",
    "Format",
    "Losses",
    "Reader",
    "Writer",
    "formats",
    "read",
    "read_many",
    "suggestion_line",
    "write_suggestions",
]
