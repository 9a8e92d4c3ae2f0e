"""The compiled lists in the user's cache folder, so that a start need not read YAML.

A cache that is cut short, altered or of another format is as good as none. A folder that cannot be
written is no error: the lists are then read from YAML each time.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from annotator.caches import keep, used
from annotator.model import Entity, Fact
from annotator.resources import cache_folder

FORMAT = 1
"""Raise it whenever the structs in `model` or the meaning of the YAML change."""


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
    path = _path(key)
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        compiled = msgspec.msgpack.decode(body, type=Compiled)
    except msgspec.MsgspecError:
        return None
    used(path)
    return compiled


def write_cache(key: str, compiled: Compiled) -> None:
    """Keep the compiled lists for the next start, whole or not at all."""
    body = msgspec.msgpack.encode(compiled)
    with contextlib.suppress(OSError):
        keep(_path(key), (hashlib.sha256(body).hexdigest().encode(), b"\n", body))


def _path(key: str) -> Path:
    return cache_folder() / f"knowledge-{key[:24]}.msgpack"
