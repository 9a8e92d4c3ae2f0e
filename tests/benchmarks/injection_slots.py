"""Clean articles with slots: places of which it is known what they say (articles/README.md)."""

import datetime
import re
from pathlib import Path
from typing import NamedTuple

import yaml

from annotator.model import Document, Span

_SLOT = re.compile(r"\{(?P<kind>[a-z]+)(?P<words>(?: [\w-]+)*)\|(?P<text>[^{}|]+)\}")
KINDS = ("member", "count", "size", "title", "holder", "capital", "long")


class Slot(NamedTuple):
    """Something that the article says, and where."""

    kind: str
    """One of `KINDS`."""
    of: str
    """Entity id of the organization or state."""
    role: str
    """title, holder: the office in the words of the lists."""
    start: int
    end: int


class Mistake(NamedTuple):
    """An error that a reporter might make there, written down by hand."""

    type: str
    start: int
    end: int
    new: str
    beside: tuple[Span, ...] = ()
    """Other places that may rightly be marked: where the article says it again."""


class Article(NamedTuple):
    """A clean article."""

    document: Document
    slots: tuple[Slot, ...]
    mistakes: tuple[Mistake, ...]

    def text(self, slot: Slot) -> str:
        return self.document.text[slot.start : slot.end]


def read_article(path: Path) -> Article:
    """The article of a file, its slots filled; raises ValueError where a slot cannot be read."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(head)
    text, slots = _filled(body, str(path))
    document = Document(text=text, name=path.stem, title=fields["title"], date=fields["date"])
    mistakes = tuple(_mistake(path, text, each) for each in fields.get("mistakes") or ())
    return Article(document, slots, mistakes)


def article_of(day: str, body: str, name: str) -> Article:
    """A sentence with slots, published on a day; raises ValueError where one cannot be read."""
    text, slots = _filled(body, name)
    return Article(Document(text=text, name=name, date=datetime.date.fromisoformat(day)), slots, ())


def _filled(body: str, where: str) -> tuple[str, tuple[Slot, ...]]:
    text, slots, at = "", [], 0
    for found in _SLOT.finditer(body):
        text += body[at : found.start()]
        at = found.end()
        of, _, role = found["words"].strip().partition(" ")
        if found["kind"] not in KINDS:
            raise ValueError(f"{where}: there is no slot {found['kind']!r}; choose from {', '.join(KINDS)}")
        slots.append(Slot(found["kind"], of, role, len(text), len(text) + len(found["text"])))
        text += found["text"]
    text += body[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"{where}: a slot is not closed, or cannot be read")
    return text, tuple(slots)


def _mistake(path: Path, text: str, fields: dict[str, str]) -> Mistake:
    start = text.find(fields["was"])
    if start < 0:
        raise ValueError(f"{path}: {fields['was']!r} is not in the text")
    again = [found.start() for found in re.finditer(re.escape(fields.get("or", fields["was"])), text)]
    length = len(fields.get("or", fields["was"]))
    beside = tuple(Span(at, at + length) for at in again if at != start)
    return Mistake(fields["type"], start, start + len(fields["was"]), fields["is"], beside)
