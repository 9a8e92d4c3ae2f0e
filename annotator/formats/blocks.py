"""The text of a piece of HTML by its blocks: a paragraph a block, an empty line between them.

For HTML that is an article already (of an EPUB, a Word file, a feed); pages with navigation go through
`html`, which finds the article in them.
"""

from html.parser import HTMLParser

from annotator.patterns import regex

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
        *(
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
        ),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    )
)
_HIDDEN = frozenset(("head", "iframe", "noscript", "script", "style", "svg", "template", "title"))
_READINGS = frozenset(("rp", "rt", "rtc"))
"""How signs are read, in a `ruby`: one ends where the next begins, or the ruby does."""
_REFERENCE = regex(r"\[?[0-9*†‡§]{1,4}\]?|[\[(]?[a-z][\])]|[↑↩]\ufe0e?")
"""What stands for a note in the text, and what leads back from it."""


class _Blocks(HTMLParser):
    """Gathers the words between the edges of blocks. Never raises, whatever the HTML is like."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.heading = ""
        self._words: list[str] = []
        self._hidden = 0
        self._reading = False
        self._tag = ""
        self._link: int | None = None
        """Where the words of a link to a place in a text begin."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _READINGS:
            self._reading = True
        elif tag in _BLOCKS:
            self.end()
            self._tag = tag
        elif tag == "br":
            self._words.append("\n")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._link = len(self._words) if "#" in address and "://" not in address else None

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in (*_READINGS, "ruby"):
            self._reading = False
        elif tag in _BLOCKS:
            self.end()
        elif tag == "a" and self._link is not None:
            if _REFERENCE.fullmatch("".join(self._words[self._link :]).strip()):
                del self._words[self._link :]
            self._link = None

    def handle_data(self, data: str) -> None:
        if not (self._hidden or self._reading):
            self._words.append(" ".join(f"|{data}|".split())[1:-1])

    def end(self) -> None:
        """Ends the block, if it has any words."""
        lines = "".join(self._words).split("\n")
        block = "\n".join(" ".join(line.split()) for line in lines if line.strip())
        if block:
            self.blocks.append(block)
            if not self.heading and self._tag in ("h1", "h2", "h3"):
                self.heading = " ".join(block.split())
        self._words.clear()
        self._reading = False
        self._link = None


def blocks(html: str) -> tuple[str, str]:
    """The first heading, or nothing, and the text."""
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    parser.end()
    return parser.heading, "\n\n".join(parser.blocks)
