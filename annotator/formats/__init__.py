"""Files in and corpora out: one reader or writer a file, found by name in the tables of `registry`.

`read` and `read_many` turn files into documents, `read_corpus` brings an annotated corpus back,
`write` writes one; `suggestion_line` is what is proposed about one sentence, in plain values.
"""

from annotator.formats.corpora import corpus_format, is_corpus, read_corpus
from annotator.formats.reading import read, read_many
from annotator.formats.registry import CORPORA, READERS, WRITERS, CorpusReader, Format, Losses, Reader, Writer
from annotator.formats.registry import formats as formats
from annotator.formats.suggestions import suggestion_line, write_suggestions
from annotator.formats.writing import replacing, write

__all__ = [
    "CORPORA",
    "READERS",
    "WRITERS",
    "CorpusReader",
    "Format",
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
