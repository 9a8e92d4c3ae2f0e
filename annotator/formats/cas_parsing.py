"""Feature structures out of XMI and JSON, whatever types they have. XML with a document type is refused."""

from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from msgspec import Struct

from annotator.errors import ReadError
from annotator.formats.encodings import whole
from annotator.formats.jsonfile import json_value
from annotator.patterns import regex

_XMI = "http://www.omg.org/XMI"
_PACKAGE = regex(r"http:///(.*)\.ecore")
_NO_PACKAGE = "uima/noNamespace"
"""What UIMA calls the package of types that are in none."""


class Node(Struct, frozen=True):
    """A feature structure: its type, and every feature as text; references are ids."""

    id: int
    type: str
    said: dict[str, str]

    def number(self, name: str) -> int | None:
        """A feature that is a number or refers to another structure."""
        value = self.said.get(name, "")
        return int(value) if value.isdecimal() and len(value) < 10 else None


class Parsed(Struct, frozen=True):
    """All structures of a CAS by id, and the members of each view by the id of its text."""

    nodes: dict[int, Node]
    members: dict[int, tuple[int, ...]]


class _DocumentType(Exception):
    """The XML declares a document type, and with it perhaps entities."""


def parse_xmi(data: bytes, name: str) -> Parsed:
    """Raises `ReadError` with line and cause for what is no XMI."""
    nodes: dict[int, Node] = {}
    members: dict[int, tuple[int, ...]] = {}
    parser = expat.ParserCreate(namespace_separator=" ")
    inside: list[str] = []
    owner: list[Node] = []

    def refuse(*_: object) -> None:
        raise _DocumentType

    def start(tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition(" ")
        found = _PACKAGE.fullmatch(space)
        inside.append(local)
        if not found:
            return
        said = {
            key.rpartition(" ")[2]: value for key, value in attributes.items() if not key.startswith(_XMI)
        }
        if local == "View" and found[1] == "uima/cas":
            ids = (int(each) for each in said.get("members", "").split() if each.isdecimal())
            members[_int(said.get("sofa"))] = tuple(ids)
        elif (id_ := _int(attributes.get(f"{_XMI} id"))) >= 0:
            package = "" if found[1] == _NO_PACKAGE else f"{found[1].replace('/', '.')}."
            node = Node(id_, package + local, said)
            nodes[id_] = node
            owner.append(node)

    def words(text: str) -> None:
        """Arrays of references may stand in elements: <roles>1</roles>."""
        if owner and len(inside) > 2 and text.strip():
            node = owner[-1]
            node.said[inside[-1]] = f"{node.said.get(inside[-1], '')} {text.strip()}".strip()

    def end(tag: str) -> None:
        inside.pop()

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    try:
        parser.Parse(data, True)
    except _DocumentType:
        raise ReadError(
            f"{name}: declares a document type; that is refused, since it may name other files"
        ) from None
    except expat.ExpatError as fault:
        raise ReadError(
            f"{name}:{fault.lineno}: is no XML ({expat.ErrorString(fault.code)}); export it again"
        ) from None
    except (ValueError, LookupError) as fault:  # an encoding that Python does not know
        raise ReadError(f"{name}: is no XML that can be read ({fault}); export it again") from None
    return Parsed(nodes, members)


def parse_json(data: bytes, name: str) -> Parsed:
    """Raises `ReadError` for what is no JSON CAS, as of version 0.4."""
    value = json_value(data, name)
    listed = value.get("%FEATURE_STRUCTURES") if isinstance(value, dict) else None
    if isinstance(listed, dict):
        listed = [{"%ID": _int(key), **each} for key, each in listed.items() if isinstance(each, dict)]
    if not isinstance(listed, list):
        raise ReadError(
            f"{name}: is no JSON CAS, which has %FEATURE_STRUCTURES; export it as UIMA CAS JSON 0.4"
        )
    nodes = {}
    for each in listed:
        id_ = each.get("%ID") if isinstance(each, dict) else None
        if isinstance(id_, int) and isinstance(each.get("%TYPE"), str):
            nodes[id_] = Node(id_, each["%TYPE"], {_feature(key): _text(said) for key, said in each.items()})
    views = value.get("%VIEWS")
    members = {
        _int(view.get("%SOFA")): tuple(each for each in view["%MEMBERS"] if isinstance(each, int))
        for view in (views.values() if isinstance(views, Mapping) else ())
        if isinstance(view, dict) and isinstance(view.get("%MEMBERS"), list)
    }
    return Parsed(nodes, members)


def _feature(key: str) -> str:
    """A reference is '@Governor', an offset may be '^begin'."""
    return key.lstrip("@^#")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(_text, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return whole(str(value)) if isinstance(value, str | int | float) else ""


def _int(value: Any) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 10 else -1
