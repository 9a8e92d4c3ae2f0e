"""XML of others: parsed without entities and document types, which could fetch files or fill memory."""

import re
from xml.etree import ElementTree

from annotator.errors import ReadError

_TYPE = re.compile(rb"<!\s*(?:DOCTYPE\b[^>]*\[|ENTITY\b)", re.I)


def refuse_entities(data: bytes, name: str) -> None:
    """Raises `ReadError` where the XML defines entities."""
    plain = data.replace(b"\0", b"")  # UTF-16 writes the same letters with NULs between
    if _TYPE.search(plain):
        raise ReadError(f"{name}: defines entities of its own, which are refused; take its DOCTYPE out")


def parse_xml(data: bytes, name: str) -> ElementTree.Element:
    """The root of an XML document; `ReadError` with line and cause where it is none."""
    refuse_entities(data, name)
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as fault:
        line = fault.position[0] if fault.position else 1
        raise ReadError(f"{name}:{line}: is no XML that can be read ({fault})") from None
    except (LookupError, ValueError, RecursionError) as fault:
        raise ReadError(f"{name}: is no XML that can be read ({fault})") from None


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children_text(element: ElementTree.Element) -> dict[str, str]:
    """The text of each child by its name without namespace; the first of each name counts."""
    found: dict[str, str] = {}
    for child in element:
        if child.text and child.text.strip():
            found.setdefault(local(child), child.text.strip())
    return found
