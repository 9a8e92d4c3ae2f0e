"""The annotation database. No other room speaks SQL.

One SQLite file: documents, the sentences of each, and the log of events, which is only ever added to.
Writing goes through one thread that owns the only writing connection; when the future of an `append`
is done, the judgement is on disk. Reading is open to every thread. Several processes may use one file.
"""

from annotator.store.store import Entry, Incoming, Store

__all__ = ["Entry", "Incoming", "Store"]
