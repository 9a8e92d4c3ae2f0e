"""What Label Studio shows of a task: a text, the text of a page, or a dialogue, and where places in it are.

Offsets are UTF-16 units of that text; in a dialogue, of one of its paragraphs.
"""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from annotator.formats.fields import NAMES, field
from annotator.formats.units import Units
from annotator.model import Span

_SPEAKERS = ("author", "speaker", "name", "role", "user")
_WORDS = ("text", "content", "phrase", "utterance", "message", "body")


class Shown:
    """The text of a task. Raises ValueError where there is none."""

    def __init__(self, record: Mapping[str, Any], *, hypertext: bool, short: bool) -> None:
        self._paragraphs: list[tuple[int, Units, str]] = []
        """Where each paragraph of a dialogue begins, after its speaker."""
        said = field(record, "text") or record.get("html") or record.get("data")
        dialogue = next(filter(_is_dialogue, (said, *record.values())), None)
        if isinstance(said, str):
            self.text = said
        elif dialogue:
            self.text = self._running(dialogue)
        else:
            self.text = max((v for v in record.values() if isinstance(v, str)), key=len, default="")
            if short or " " not in self.text:
                raise ValueError(f"has no text; its 'data' must have one called {NAMES['text'][0]!r}")
        self._others = {
            key: value for key, value in record.items() if isinstance(value, str) and value != self.text
        }
        if hypertext and "<" in self.text:
            self.text = _of_page(self.text)
        self._units = Units(self.text)

    def _running(self, dialogue: list[Any]) -> str:
        """A paragraph for each thing that is said, its speaker before a colon."""
        text = ""
        for each in dialogue:
            who = next(
                (each[key].strip(" :") for key in _SPEAKERS if isinstance(each.get(key), str) and each[key]),
                "",
            )
            words = _words(each)
            text += ("\n\n" if text else "") + (f"{who}: " if who else "")
            self._paragraphs.append((len(text), Units(words), words))
            text += words
        return text

    def elsewhere(self, value: Mapping[str, Any]) -> str:
        """The name of another text of the task that the region is of; empty where its words are not told."""
        start, end, words = value.get("start"), value.get("end"), value.get("text")
        if not isinstance(start, int) or not isinstance(end, int) or not isinstance(words, str):
            return ""
        if self._units.words(start, end) == words or not words.strip():
            return ""
        found = (name for name, text in self._others.items() if Units(text).words(start, end) == words)
        return next(found, "")

    def span(self, value: Mapping[str, Any]) -> Span:
        """The words of a region. Raises ValueError where they are not where it says.

        Some exports count code points: the words tell which it is. Places within a page go by its tags, which
        are gone: the words themselves are found, where they stand there once.
        """
        place, words = value.get("globalOffsets"), value.get("text")
        place = place if isinstance(place, dict) else value
        start, end = place.get("start"), place.get("end")
        if self._paragraphs and "paragraphlabels" in value:
            found = self._in_dialogue(value)
            if start != end and found:  # between them stand speakers, which the words of the region lack
                return found
        elif isinstance(start, str) and isinstance(words, str) and words.strip():
            found = self._only(words)
        else:
            found = self._units.span(start, end)
        if found and (not isinstance(words, str) or same(self.text[found.start : found.end], words)):
            return found
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
            if 0 <= start < end <= len(self.text) and same(self.text[start:end], words):
                return Span(start, end)
            raise ValueError(f"{start}..{end} is not {words[:40]!r}")
        place_of = "is a place in a page, whose words it does not tell" if str(start).startswith("/") else ""
        raise ValueError(f"{repr(start)[:40]}..{repr(end)[:40]} {place_of or 'is no stretch of the text'}")

    def _in_dialogue(self, value: Mapping[str, Any]) -> Span | None:
        first, last = (_number(value.get(key)) for key in ("start", "end"))
        if not 0 <= first <= last < len(self._paragraphs):
            return None
        (begin, units, _), (final, others, words) = self._paragraphs[first], self._paragraphs[last]
        from_, to = value.get("startOffset", 0), value.get("endOffset", others.to_utf16(len(words)))
        if not isinstance(from_, int) or not isinstance(to, int):
            return None
        start, end = units.from_utf16(from_), others.from_utf16(to)
        if start is None or end is None or begin + start >= final + end:
            return None
        return Span(begin + start, final + end)

    def _only(self, words: str) -> Span | None:
        """The one place of words whose offsets are paths through a page."""
        words = words.replace("\\n", "\n").strip()
        at = self.text.find(words)
        if at < 0 or self.text.find(words, at + 1) >= 0:
            raise ValueError(f"{words[:40]!r} stands {'not' if at < 0 else 'more than once'} in the text")
        return Span(at, at + len(words))


def _is_dialogue(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, dict) and _words(each) for each in value)
    )


def _words(said: Mapping[str, Any]) -> str:
    return next((said[key] for key in _WORDS if isinstance(said.get(key), str)), "")


def _number(value: Any) -> int:
    """The number of a paragraph, which is written as a text; -1 for what is none."""
    return (
        int(value) if isinstance(value, int | str) and str(value).isdecimal() and len(str(value)) < 9 else -1
    )


def same(left: str, right: str) -> bool:
    """Line ends and blanks are not the same in a browser."""
    return left.split() == right.replace("\\n", "\n").split()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _of_page(markup: str) -> str:
    """The text of a page without its tags, as a browser counts it."""
    parser = _Page()
    parser.feed(markup)
    parser.close()
    return "".join(parser.words)
