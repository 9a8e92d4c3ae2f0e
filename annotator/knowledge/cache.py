"""The compiled lists, so that a start need not read YAML."""

import hashlib
from collections.abc import Sequence

import msgspec

from annotator.model import Entity, Fact

FORMAT = 2
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
