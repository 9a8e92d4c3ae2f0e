"""The compiled lists in the user's cache folder, so that a start need not read YAML.

A cache that is cut short, altered or of another format is as good as none. A folder that cannot be
written is no error: the lists are then read from YAML each time.
"""

import contextlib
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from annotator.model import Entity, Fact
from annotator.resources import cache_folder

FORMAT = 1
"""Raise it whenever the structs in `model` or the meaning of the YAML change."""

KEPT = 6
"""So many caches are kept, newest first: one for each set of lists that the user works with."""


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """Everything that the lists say."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    checked: dict[str, str]


def key_of(contents: Sequence[bytes]) -> str:
    """The key of a set of files: a hash of what stands in them, in their order, and of the format."""
    digest = hashlib.sha256(
        f"knowledge {FORMAT} {Entity.__struct_fields__} {Fact.__struct_fields__}".encode()
    )
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def read_cache(key: str) -> Compiled | None:
    """The compiled lists with that key; None where there are none or they are not whole."""
    try:
        head, _, body = _path(key).read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        return msgspec.msgpack.decode(body, type=Compiled)
    except msgspec.MsgspecError:
        return None


def write_cache(key: str, compiled: Compiled) -> None:
    """Keep the compiled lists for the next start, whole or not at all; old ones make room."""
    body = msgspec.msgpack.encode(compiled)
    path = _path(key)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(beside, path)
        _make_room(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _make_room(folder: Path) -> None:
    caches = sorted(folder.glob("knowledge-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in caches[KEPT:]:
        old.unlink(missing_ok=True)


def _path(key: str) -> Path:
    return cache_folder() / f"knowledge-{key[:24]}.msgpack"
