"""Finding the lists of entities and loading them, from the cache where it is good."""

from collections.abc import Sequence
from pathlib import Path

from annotator.caches import kept
from annotator.errors import SchemaError, unread
from annotator.knowledge.base import Knowledge
from annotator.knowledge.cache import Compiled, key_of
from annotator.resources import shipped


def load_knowledge(folders: Sequence[Path] | None = None, *, with_shipped: bool = True) -> Knowledge:
    """The shipped lists together with the user's own: files, or folders with `*.yaml` in them.

    Raises SchemaError with every fault of every file, `file:line: what; cure`, and where a file or folder
    cannot be read. Later files may extend or replace what earlier ones say (docs/knowledge.md).
    """
    paths = _files(shipped("schemas", "entities")) if with_shipped else []
    for folder in folders or ():
        paths += _files(Path(folder))
    contents = [_read(path) for path in paths]
    key = key_of(contents)
    compiled = kept("knowledge", Compiled, [key.encode()], lambda: _compile(paths, contents))
    return Knowledge(compiled.entities, compiled.facts, key, compiled.checked)


def _compile(paths: Sequence[Path], contents: Sequence[bytes]) -> Compiled:
    # Not at the top: with a good cache, yaml is never imported (30 ms).
    from annotator.knowledge.lists import compile_lists

    return compile_lists(list(zip(paths, contents, strict=True)))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.yaml"))
    if not path.exists():
        raise SchemaError(f"{path}: no such file or folder; give a .yaml file or a folder of them")
    return [path]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise SchemaError(unread(path, fault)) from None
