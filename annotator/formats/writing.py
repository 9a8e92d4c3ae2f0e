"""Corpora to files: beside and renamed, so that an interrupted export leaves the old file whole."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from annotator.errors import UsageError, WriteError
from annotator.formats.losses import Losses, counted
from annotator.formats.registry import WRITERS, Format, Writer, by_ending, formats, named
from annotator.model import AnnotatedDocument
from annotator.schema import Schema


def write(
    target: str | PathLike[str],
    documents: Iterable[AnnotatedDocument],
    *,
    format: str | None = None,
    strict: bool = False,
    schema: Schema | None = None,
) -> Losses:
    """Writes a corpus to a file, or to standard output for '-', and says what the format could not hold.

    The format is the one asked for, else the ending's; without an ending, jsonl. `schema` is for formats
    that tell another program what labels there are; without it they know only those that are used. Raises `UsageError`
    for a format or ending that is not known, `WriteError` with cause and cure where the file cannot be
    written and, with `strict`, `LossError` where anything would be lost: then nothing is written.
    """
    name = fspath(target)
    chosen = named("writer", format) if format is not None else _by_ending(name)
    load = chosen.load()
    writer = cast(Writer, partial(load, schema=schema) if chosen.schema else load)
    losses = Losses()
    if chosen.keeps is not None:
        documents = counted(documents, chosen.keeps, losses)
    with _held(name) if strict and not _is_file(name) else replacing(name) as out:
        losses.add(writer(documents, out) or {})
        if strict and losses:
            cause = f"{name}: not written, since {chosen.name} cannot hold {_listed(losses)}; {_CURE}"
            raise LossError(cause, losses)
    return losses


class LossError(WriteError):
    """A corpus that was not written, since something would be lost; `losses` says what."""

    def __init__(self, message: str, losses: Losses) -> None:
        super().__init__(message)
        self.losses = losses


_CURE = "leave out --strict, or write jsonl, which loses nothing"


def _listed(losses: Losses) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(losses.items()))


def _is_file(name: str) -> bool:
    """False for standard output, devices and pipes, from which nothing can be taken back."""
    return name != "-" and (not os.path.exists(name) or os.path.isfile(name))


@contextmanager
def _held(name: str) -> Iterator[BinaryIO]:
    """As `replacing`, but nothing goes out before the block ends well."""
    with TemporaryFile() as held:
        yield held
        held.seek(0)
        with replacing(name) as out:
            copyfileobj(held, out)


def _by_ending(name: str) -> Format:
    """The writer that the ending of a file asks for; jsonl where it has none."""
    chosen, ending = by_ending("writer", name), Path(name).suffix
    if chosen is None and ending:
        known = ", ".join(sorted(formats("writer")))
        raise UsageError(f"{name}: no writer for the ending {ending}; name the format with --format: {known}")
    return chosen or WRITERS["jsonl"]


@contextmanager
def replacing(path: str | PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write; it takes the place of `path` when the block ends well, and not before.

    Devices and pipes are written directly, '-' is standard output.
    """
    name = fspath(path)
    if name == "-":
        with _named(name, "standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = _target(name)
    if target.exists() and not target.is_file():
        with _named(name, name), target.open("wb") as out:
            yield out
        return
    beside = target.with_name(f".{target.name[:200]}.{os.urandom(6).hex()}.tmp")
    try:
        with _named(str(beside), name):
            with beside.open("xb", buffering=1 << 20) as out:
                _keep_mode(target, out)
                yield out
                out.flush()
                os.fsync(out.fileno())
            beside.replace(target)
            _fsync_folder(target.parent)
    finally:
        with suppress(OSError):  # what went wrong before it is the news
            beside.unlink(missing_ok=True)


def _target(name: str) -> Path:
    """The file that is meant: links are followed. `WriteError` for a folder or a missing one."""
    target = Path(os.path.realpath(name))
    if target.is_dir():
        raise WriteError(f"{name}: is a folder; name a file in it")
    if not target.parent.is_dir():
        raise WriteError(f"{name}: there is no folder {target.parent}; make it first")
    return target


@contextmanager
def _named(file: str, shown: str) -> Iterator[None]:
    """Says of a failure to write `file` what the user calls it; other failures pass."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read has seen enough
    except OSError as fault:
        if fault.filename not in (None, file):
            raise
        cause = fault.strerror or str(fault)
        cure = "nothing was changed; write to another place with -o"
        raise WriteError(f"{shown}: cannot be written: {cause}; {cure}") from fault


def _keep_mode(target: Path, out: BinaryIO) -> None:
    """Gives the new file the permissions of the one it replaces."""
    if target.exists() and hasattr(os, "fchmod"):
        os.fchmod(out.fileno(), stat.S_IMODE(target.stat().st_mode))


def _fsync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
