"""Transcripts of debates and interviews: one paragraph a turn, `NAME: what was said`.

Times (`[00:12:33]`, `00:12`) and line breaks inside a turn are left out. A line that names a speaker ends
with a colon or has one after the name, which may be followed by a party or office in brackets.
"""

from collections.abc import Iterator

from annotator.errors import ReadError
from annotator.formats.encodings import decode
from annotator.formats.text import document, front_matter
from annotator.model import Document
from annotator.patterns import regex

_TIME = regex(
    r"^\s*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?\s*(?:-+>?\s*[\[(]?[\d:.,]+[\])]?)?\s*"
)
_TURN = regex(
    r"\s*(?:\*\*|>>\s*)?((?:[^\W\d_]|['’])[\w.,'’&/ -]{0,60}?)(\s*\([^()]{1,60}\)|\s*\[[^\[\]]{1,60}\])?\s*"
    r"(?:\*\*)?\s*[:：](?:\*\*)?(?:\s+|$)(.*)"
)
_LONGEST_NAME = 7
"""Words of a name with its title, at most."""


def read_transcript(data: bytes, name: str) -> Iterator[Document]:
    """The one document of a transcript. Raises `ReadError` where fewer than two turns are found in it."""
    decoded = decode(data, name)
    fields, body = front_matter(decoded.text, name)
    paragraphs, turns = _turns(body)
    if turns < 2:
        raise ReadError(f"{name}: no speakers are named in it as `NAME: words`; read it as plain text")
    yield document("\n\n".join(paragraphs), fields, decoded, name)


def _turns(body: str) -> tuple[list[str], int]:
    """The paragraphs, and how many of them name a speaker."""
    paragraphs: list[str] = []
    turns = 0
    fresh = True
    for raw in body.splitlines():
        line = " ".join(_TIME.sub("", raw).split())
        if not line:
            fresh = True
            continue
        found = _TURN.fullmatch(line)
        if found and len(found[1].split()) <= _LONGEST_NAME and _is_name(found[1]):
            who = found[1].strip() + (" " + found[2].strip() if found[2] else "")
            paragraphs.append(f"{who}: {found[3]}".rstrip())
            turns += 1
        elif fresh or not paragraphs:
            # A paragraph of the same turn; right after `NAME:` on a line of its own it is the turn.
            if paragraphs and paragraphs[-1].endswith(":"):
                paragraphs[-1] += " " + line
            else:
                paragraphs.append(line)
        else:
            paragraphs[-1] += " " + line
        fresh = False
    return paragraphs, turns


def _is_name(words: str) -> bool:
    """True where no word begins with a small letter but the small words inside names."""
    small = {
        "of",
        "the",
        "de",
        "la",
        "van",
        "von",
        "der",
        "al",
        "bin",
        "for",
        "and",
        "da",
        "du",
        "di",
        "y",
        "e",
    }
    return all(not word[:1].islower() or word in small for word in words.replace(",", " ").split())
