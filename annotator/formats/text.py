"""Plain text, and the front matter that a text or Markdown file may begin with.

Front matter stands between a first line `---` and the next line `---` or `...`, in YAML. The
document's text is what follows it, as it is: offsets count from there.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotator.errors import ReadError
from annotator.formats.encodings import Decoded, decode
from annotator.formats.fields import NAMES, make_document, plain
from annotator.model import Document
from annotator.patterns import regex

if TYPE_CHECKING:
    import yaml

_LONGEST = 65_536
_MATTER = regex(
    r"---[ \t]*(?:\r\n|\n|\r)(.*?(?:\r\n|\n|\r))?(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL
)
_KEY = regex(r"(?:[ \t]*(?:#[^\n\r]*)?[\n\r])*[ \t]*[\w\"'][^\n\r:]{0,40}:(?:\s|\Z)")
_KNOWN = {name for names in NAMES.values() for name in names}

Field = tuple[Any, int]
"""A value of the front matter, and the line of the file on which it stands."""


def read_text(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a plain text file."""
    decoded = decode(data, name)
    fields, body = front_matter(decoded.text, name)
    yield document(body, fields, decoded, name)


def document(body: str, fields: dict[str, Field], decoded: Decoded, name: str) -> Document:
    """A document from a text with front matter; a date that cannot be read is named with its line."""
    dated = next((fields[key] for key in NAMES["date"] if key in fields), None)
    place = f"{name}:{dated[1]}" if dated and not body.isspace() and body else name
    return make_document(body, {key: value for key, (value, _) in fields.items()}, decoded, name, place)


def front_matter(text: str, name: str) -> tuple[dict[str, Field], str]:
    """The fields of the front matter, none where there is none, and the text after it.

    Lines between two rules that do not begin with a key and a colon belong to the text.
    """
    found = _MATTER.match(text, 0, _LONGEST)
    if not found or not _KEY.match(found[1] or ""):
        return {}, text
    return _fields(found[1], name), text[found.end() :]


def _fields(matter: str, name: str) -> dict[str, Field]:
    """The fields that we know, with all values as text: YAML's own idea of a date or a no is not asked."""
    import yaml  # 20 ms, which a text without front matter need not pay

    try:
        node = yaml.compose(matter, yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 2 if fault.problem_mark else 1
        cause = f"the front matter is no YAML ({fault.problem})"
        raise ReadError(f"{name}:{line}: {cause}; put values that hold a colon in quotes") from None
    except (yaml.YAMLError, RecursionError):
        raise ReadError(f"{name}:1: the front matter is no YAML; mend it or take it out") from None
    if not isinstance(node, yaml.MappingNode):
        raise ReadError(f"{name}:1: the front matter holds no fields; write them like 'date: 2022-01-07'")
    pairs = ((plain(str(key.value)), value) for key, value in node.value)
    return {key: (_value(value), value.start_mark.line + 2) for key, value in pairs if key in _KNOWN}


def _value(node: "yaml.Node") -> Any:
    """A scalar as text, a list as a list of them, null as None; what lies deeper is left out."""
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return [str(item.value) for item in node.value if isinstance(item, yaml.ScalarNode)]
    if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null"):
        return None
    return str(node.value)
