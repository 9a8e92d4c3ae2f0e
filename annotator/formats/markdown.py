"""Markdown: the text is what a page made from it would show, so that a sentence reads as a sentence.

Heading marks, emphasis, link targets, pictures and HTML tags go; a line break inside a paragraph
becomes a space, since it means nothing there. Blocks are separated by an empty line, items of a list
by a line break; the numbers of a numbered list stay, for '1979.' at the start of a line is one.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from annotator.formats.encodings import decode
from annotator.formats.text import document, front_matter
from annotator.model import Document
from annotator.patterns import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NAMES = (
    "a abbr address article aside b bdi bdo big blockquote br center cite code dd del details dfn div dl dt "
    "em figcaption figure font footer h[1-6] header hr i iframe img ins kbd li main mark nav ol p pre q s "
    "samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul wbr"
)
# Only HTML's own names: <Reuters> is what the article says.
_TAG = regex(
    rf"</?(?:{_NAMES.replace(' ', '|')})(?:\s[^<>]*)?/?>|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_HIDDEN = regex(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BREAK = regex(r"<br\s*/?>\Z", re.IGNORECASE)


def read_markdown(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a Markdown file; its title is the front matter's, else its first heading."""
    decoded = decode(data, name)
    fields, body = front_matter(decoded.text, name)
    title, text = shown_text(body)
    if title and "title" not in fields and "headline" not in fields:
        fields["title"] = (title, 0)
    yield document(text, fields, decoded, name)


def shown_text(markdown: str) -> tuple[str, str]:
    """The first heading of the first level, or nothing, and the text that a page would show."""
    tokens = _parser().parse(markdown)
    title, pieces = "", _Pieces()
    for index, token in enumerate(tokens):
        if token.type == "inline":
            words = _inline(token.children or [])
            opening = tokens[index - 1]
            if not title and opening.type == "heading_open" and opening.tag == "h1":
                title = " ".join(words.split())
            pieces.add(words)
        elif token.type in ("fence", "code_block"):
            pieces.add(token.content.rstrip("\n"))
        elif token.type == "html_block":
            pieces.add(_without_tags(token.content).strip())
        else:
            pieces.step(token)
    return title, pieces.text()


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")


class _Pieces:
    """The blocks so far, and what stands between the last one and the next."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = ""
        self._number = ""
        self._tight = 0
        self._row: list[str] | None = None

    def add(self, words: str) -> None:
        if self._row is not None:
            self._row.append(words)
        elif words:
            self._parts += [self._gap if self._parts else "", self._number, words]
            self._gap, self._number = "\n" if self._tight else "\n\n", ""

    def step(self, token: "Token") -> None:
        """Takes a token that opens or closes a block."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._tight += 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._tight -= 1
            self._gap = "\n" if self._tight else "\n\n"
        elif kind == "list_item_open" and token.info:
            self._number = f"{token.info}{token.markup} "
        elif kind == "tr_open":
            self._row = []
        elif kind == "tr_close":
            self.add_row()
        elif kind == "table_close":
            self._gap = "\n\n"

    def add_row(self) -> None:
        """Ends a row of a table: its cells stand on one line, with tabs between them."""
        cells, self._row = self._row or [], None
        self.add("\t".join(cells))
        self._gap = "\n"

    def text(self) -> str:
        return "".join(self._parts)


def _inline(tokens: list[Any]) -> str:
    """The words of a paragraph or heading."""
    return "".join(_words(token) for token in tokens)


def _words(token: "Token") -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "html_inline":
        return "\n" if _BREAK.match(token.content) else _without_tags(token.content)
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def _without_tags(html: str) -> str:
    """What HTML inside Markdown shows."""
    from html import unescape

    return unescape(_TAG.sub("", _HIDDEN.sub("", html)))
