"""Tokens with tags, whatever file they come from: their text, their sentences and what is tagged.

Any scheme of tags is read: IOB1, IOB2, IOE, BIOES, BILOU, and names alone.
"""

from annotator.formats.flat import Mark
from annotator.model import Span
from annotator.patterns import regex

TAGGED = regex(r"O|[BIESLU]-\S+")
"""What is a tag beyond doubt."""
_TAG = regex(r"(?:([BIESLU])-)?(\S+(?: +\S+)*)")
_NONE = ("O", "_", "-", "")


class Tagged:
    """A text that grows token by token, its sentences and its marks."""

    def __init__(self) -> None:
        self.text = ""
        self.sentences: list[Span] = []
        self.marks: list[Mark] = []
        self._start = -1
        self._open: tuple[str, int, int] | None = None
        self._glued = False

    def token(self, word: str, tag: str, *, glued: bool = False) -> None:
        """The next token of the sentence and its tag, 'O' or 'B-name'; `glued`: with no blank after it."""
        if self._start < 0:
            self.text += "\n" if self.text else ""
            self._start = len(self.text)
        elif not self._glued:
            self.text += " "
        self._glued = glued
        place = (len(self.text), len(self.text) + len(word))
        self.text += word
        self.tag(tag, *place)

    def tag(self, tag: str, start: int, end: int) -> None:
        """The tag of the token at start..end, which comes after all that were tagged before."""
        found = None if tag in _NONE else _TAG.fullmatch(tag)
        prefix, name = (found[1] or "I", found[2]) if found else ("O", "")
        if self._open and (prefix in "BSUO" or self._open[0] != name):
            self.close()
        if prefix == "O":
            return
        self._open = (name, self._open[1] if self._open else start, end)
        if prefix in "ELSU":
            self.close()

    def close(self) -> None:
        """What is open ends with the last token."""
        if self._open:
            name, start, end = self._open
            self.marks.append(Mark(start, end, name))
        self._open = None

    def stop(self) -> None:
        """The sentence ends."""
        self.close()
        if self._start >= 0:
            self.sentences.append(Span(self._start, len(self.text)))
        self._start = -1
