"""The failures that tell the user what to mend: place, cause, cure.

Whatever a user can cause is one of these. The command line prints the message as it is and
leaves with `status`; anything else that is raised is a fault of this program.
"""

import shlex
import sys


class AnnotatorError(Exception):
    """Something that the user can mend. The message names the place, the cause and the cure."""

    status = 1
    """Exit status of the command: 1, the user can mend it; 2, the command was used wrongly."""


class UsageError(AnnotatorError):
    """The command or function was called in a way that has no meaning."""

    status = 2


class ReadError(AnnotatorError):
    """A document, corpus or list that cannot be read: names the file and the cause."""


class WriteError(AnnotatorError):
    """A file that cannot be written: names the file, the cause and the cure. What stood there stands."""


class SchemaError(AnnotatorError):
    """A label schema or entity list with faults: one line each, `file:line: what; cure`."""


class StoreError(AnnotatorError):
    """The database cannot be opened, read or written: names the file, the cause and the cure."""


NO_FILE = "no such file; check the name and the folder"


def unread(path: object, fault: OSError) -> str:
    """Why a file cannot be opened, and what to do about it."""
    if isinstance(fault, FileNotFoundError):
        return f"{path}: {NO_FILE}"
    if isinstance(fault, IsADirectoryError):
        return f"{path}: is a folder; name the files in it: {str(path).rstrip('/')}/*"
    if isinstance(fault, PermissionError):
        return f"{path}: may not be read by you; change its permissions: chmod u+r"
    return f"{path}: cannot be read: {fault.strerror or fault}"


class MissingExtra(AnnotatorError):
    """A library that is not installed, and the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        python = shlex.quote(sys.executable)
        super().__init__(f"{what} needs an extra: {python} -m pip install 'claim-annotator[{extra}]'")
