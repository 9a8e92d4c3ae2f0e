"""Which document a user means by a name, a title or the beginning of an id."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path, PurePath

from annotator.errors import AnnotatorError
from annotator.store import Entry

_PREFIX = 4
"""Characters of an id that name a document, at least."""


def referred(entries: Sequence[Entry], reference: str, path: Path) -> str:
    """The id of the document that is meant; capitals, folders and the file's ending may be left out.

    `path`: the database, for the message. Raises AnnotatorError where none or several are meant.
    """
    wanted = reference.strip().casefold()
    for level in (_exactly, _loosely, _by_id):
        found = [entry for entry in entries if level(entry, reference.strip(), wanted)]
        if len(found) == 1:
            return found[0].id
        if found:
            listed = ", ".join(f"{each.id[:8]} ({each.name or each.title})" for each in found[:5])
            raise AnnotatorError(f"{reference!r} may be {listed}; give the beginning of the id")
    near = get_close_matches(reference, [name for each in entries for name in (each.name, each.title)], n=1)
    hint = f"did you mean {near[0]!r}?" if near and near[0] else "`annotator documents` lists them"
    raise AnnotatorError(f"no document called {reference!r} in {path}; {hint}")


def _exactly(entry: Entry, reference: str, wanted: str) -> bool:
    return reference in (entry.id, entry.name, entry.title)


def _loosely(entry: Entry, reference: str, wanted: str) -> bool:
    path = PurePath(entry.name)
    names = {entry.name, path.name, path.stem, entry.title}
    return wanted in {name.casefold() for name in names if name}


def _by_id(entry: Entry, reference: str, wanted: str) -> bool:
    return len(wanted) >= _PREFIX and entry.id.startswith(wanted)
