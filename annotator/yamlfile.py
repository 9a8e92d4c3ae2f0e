"""YAML files that people write by hand, read into frozen structs.

Every fault of a file is named at once, as `file:line: what is wrong; how to mend it`. Scalars keep the
spelling of the file where text is wanted: a day `2015-03` or `2015` stays that string.
"""

import datetime
import difflib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

import yaml
from msgspec import Struct
from msgspec.structs import FieldInfo, fields
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from annotator.errors import SchemaError, unread

T = TypeVar("T")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    datetime.date: "a day",
}


class FaultError(Exception):
    """A value that does not fit; carries the line. Caught inside this module."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class YamlFile:
    """One YAML file, the faults found in it so far, and the line on which each struct stands."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        """Read `path`, or `text` in its name. Raises SchemaError where it is no YAML or cannot be read."""
        self.path = path
        self.faults: list[tuple[int, str]] = []
        self._places: dict[int, dict[str, int]] = {}
        self._unfilled: dict[int, set[str]] = {}
        self._kept: list[object] = []  # an id() names an object only while that object lives
        try:
            self._root: Node | None = yaml.compose(path.read_bytes() if text is None else text, _LOADER)
        except OSError as fault:
            raise SchemaError(unread(path, fault)) from None
        except yaml.MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            where = f"{path}:{mark.line + 1}" if mark else str(path)
            problem = fault.problem or fault.context or "not YAML"
            raise SchemaError(f"{where}: {problem}; check the indentation, colons and quotes here") from None
        except yaml.YAMLError as fault:
            raise SchemaError(f"{path}: {str(fault).splitlines()[0]}; save it as UTF-8 text") from None

    def fill(self, kind: type[T]) -> T | None:
        """The whole file as a `kind`, as far as its faults let it be; None where nothing is left.

        Faulty items of a list are left out, faulty fields are empty: look at `faults` before you use it.
        """
        if self._root is None:
            self.fault(1, "the file is empty")
            return None
        try:
            return cast("T", self._value(self._root, kind, ""))
        except FaultError as fault:
            self.fault(fault.line, str(fault))
            return None

    def line_of(self, thing: object, field: str = "") -> int:
        """The line of a struct that `fill` made, or of a field in it; 1 where it is not known."""
        places = self._places.get(id(thing), {"": 1})
        return places.get(field, places[""])

    def filled(self, thing: object, field: str) -> bool:
        """False where the field of a struct is a stand-in for one that is missing or faulty."""
        return field not in self._unfilled.get(id(thing), ())

    def fault(self, where: object, message: str, field: str = "") -> None:
        """Note a fault at a line, or at the line of a struct that `fill` made or of a field in it."""
        self.faults.append((where if isinstance(where, int) else self.line_of(where, field), message))

    def report(self) -> list[str]:
        """The faults so far, in the order of the file, one line each."""
        return [f"{self.path}:{line}: {message}" for line, message in sorted(self.faults)]

    def _value(self, node: Node, kind: Any, name: str) -> Any:
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._one_of(node, get_args(kind), name)
        if origin is Literal:
            return self._choice(node, get_args(kind), name)
        if origin in (tuple, list):
            items = self._items(node, get_args(kind)[0], name)
            return tuple(items) if origin is tuple else list(items)
        if origin is dict:
            return {key: value for key, value, _ in self._entries(node, get_args(kind)[1], name)}
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self._struct(node, kind, name)
        return self._scalar(node, kind, name)

    def _one_of(self, node: Node, kinds: tuple[Any, ...], name: str) -> Any:
        """A union: the member whose shape (text, list, mapping, nothing) is that of the node."""
        if type(None) in kinds and _is_null(node):
            return None
        kinds = tuple(kind for kind in kinds if kind is not type(None))
        for kind in kinds:
            origin = get_origin(kind)
            structured = origin is dict or (isinstance(kind, type) and issubclass(kind, Struct))
            if (
                (isinstance(node, MappingNode) and structured)
                or (isinstance(node, SequenceNode) and origin in (tuple, list))
                or (isinstance(node, ScalarNode) and not structured and origin not in (tuple, list))
            ):
                return self._value(node, kind, name)
        return self._value(node, kinds[0], name)

    def _choice(self, node: Node, choices: tuple[Any, ...], name: str) -> Any:
        text = self._scalar(node, str, name)
        if text in choices:
            return text
        near = difflib.get_close_matches(text, choices, 1)
        hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(choices)}"
        raise FaultError(_line(node), f"{name or 'this'} cannot be {text!r}; {hint}")

    def _items(self, node: Node, kind: Any, name: str) -> Iterator[Any]:
        if not isinstance(node, SequenceNode):
            raise FaultError(_line(node), f"{name or 'this'} must be a list; start each item with '- '")
        for item in node.value:
            try:
                yield self._value(item, kind, f"an item of {name}" if name else "an item")
            except FaultError as fault:
                self.fault(fault.line, str(fault))

    def _entries(self, node: Node, kind: Any, name: str) -> Iterator[tuple[str, Any, int]]:
        if not isinstance(node, MappingNode):
            raise FaultError(_line(node), f"{name or 'this'} must be a mapping; write 'key: value' lines")
        seen: set[str] = set()
        for key_node, value_node in node.value:
            try:
                key = self._scalar(key_node, str, "a key")
                if key in seen:
                    raise FaultError(_line(key_node), f"{key} stands twice; keep one of them")
                seen.add(key)
                yield (
                    key,
                    (value_node if kind is None else self._value(value_node, kind, key)),
                    _line(key_node),
                )
            except FaultError as fault:
                self.fault(fault.line, str(fault))

    def _struct(self, node: Node, kind: type[Struct], name: str) -> Any:
        known: dict[str, FieldInfo] = {field.encode_name: field for field in fields(kind)}
        values: dict[str, Any] = {}
        places: dict[str, int] = {"": _line(node)}
        for key, value_node, line in self._entries(node, None, name):
            field = known.pop(key, None)
            if field is None:
                near = difflib.get_close_matches(key, [f.encode_name for f in fields(kind)], 1)
                hint = (
                    f"did you mean {near[0]}?"
                    if near
                    else f"known here: {', '.join(known) or 'nothing more'}"
                )
                self.fault(line, f"unknown key {key}; {hint}")
                continue
            places[field.name] = line
            try:
                values[field.name] = self._value(value_node, field.type, key)
            except FaultError as fault:
                self.fault(fault.line, str(fault))
        missing = [key for key, field in known.items() if field.required]
        if missing:
            cure = "add it" if len(missing) == 1 else "add them"
            self.fault(_line(node), f"{name or 'the file'} lacks {', '.join(missing)}; {cure}")
        unfilled = [f for f in fields(kind) if f.required and f.name not in values]
        made = kind(**values, **{field.name: _blank(field.type) for field in unfilled})
        self._places[id(made)] = places
        self._unfilled[id(made)] = {field.name for field in unfilled}
        self._kept.append(made)
        return made

    def _scalar(self, node: Node, kind: Any, name: str) -> Any:
        wanted = _WORDS.get(kind, "text")
        if not isinstance(node, ScalarNode):
            shape = "list" if isinstance(node, SequenceNode) else "mapping"
            raise FaultError(_line(node), f"{name or 'this'} must be {wanted}, not a {shape}")
        tag, raw = node.tag.rpartition(":")[2], node.value
        if kind is str:
            if tag == "bool":
                meant = str(raw.lower() in ("yes", "true", "on")).lower()
                raise FaultError(_line(node), f'YAML reads {raw} as {meant}; write {name or "it"}: "{raw}"')
            if tag == "null":
                raise FaultError(
                    _line(node), f"{name or 'this'} is empty; write some text or leave the line out"
                )
            return raw
        if kind is bool and tag == "bool":
            return raw.lower() in ("yes", "true", "on")
        if kind in (int, float) and tag in ("int", "float"):
            try:
                return kind(raw)
            except ValueError:
                pass
        if kind is datetime.date and tag == "timestamp":
            try:
                return datetime.date.fromisoformat(raw)
            except ValueError:
                raise FaultError(
                    _line(node), f"{raw} is no day; write {name or 'it'} as 2022-01-07"
                ) from None
        raise FaultError(_line(node), f"{name or 'this'} must be {wanted}, not {raw!r}")


def _blank(kind: Any) -> Any:
    """A stand-in for a field that could not be filled."""
    return () if get_origin(kind) is tuple else "" if kind is str else None


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag.endswith(":null")
