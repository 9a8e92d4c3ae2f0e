"""What stands behind a command: words, words in quotation marks, numbers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotator.errors import UsageError

_CLOSED_BY = {'"': '"', "“": "”", "«": "»", "„": "“”"}
_END = re.compile(r"(?:#(\d+))?(?=\s|\+|$)")


class Token(NamedTuple):
    """A word, or what stood in quotation marks."""

    text: str
    at: int = 0
    """Where it begins in the line."""
    quoted: bool = False
    which: int = 0
    """Of `"words"#2` the 2; 0: not said."""


def tokens(line: str) -> list[Token]:
    """The tokens of a line. A quotation mark closes where white space, a + or the end follows.

    Raises UsageError where one is not closed.
    """
    found: list[Token] = []
    at = 0
    while at < len(line):
        letter = line[at]
        if letter.isspace():
            at += 1
        elif letter == "+":
            found.append(Token("+", at))
            at += 1
        elif letter in _CLOSED_BY:
            token, at = _quoted(line, at)
            found.append(token)
        else:
            match = re.compile(r"\S+").match(line, at)
            assert match is not None
            found.append(Token(match[0], at))
            at = match.end()
    return found


def _quoted(line: str, at: int) -> tuple[Token, int]:
    closing = _CLOSED_BY[line[at]]
    for end in range(at + 1, len(line)):
        if line[end] in closing and (match := _END.match(line, end + 1)):
            return Token(line[at + 1 : end], at, True, int(match[1] or 0)), match.end()
    raise UsageError(f"the quotation mark {line[at]} is not closed; write {closing[-1]} behind the last word")


def number(token: Token) -> int | None:
    """A whole number; None where the token is none."""
    return int(token.text) if token.text.isdecimal() and not token.quoted and len(token.text) < 10 else None


def ordinal(word: str, most: int) -> int:
    """The number from 1 to `most` that a word is; 0 where it is none of them, however long."""
    found = int(word) if word.isdecimal() and len(word) < 10 else 0
    return found if found <= most else 0


def is_mark(token: Token) -> bool:
    """True for the number of a mark: '2', or '12/2' for one of sentence 12."""
    return not token.quoted and re.fullmatch(r"\d{1,9}(?:/\d{1,9})?", token.text) is not None


def numbers(given: Sequence[Token], most: int, what: str) -> list[int]:
    """Numbers from 1 to `most`, also as `5-9`. Raises UsageError for anything else."""
    found: list[int] = []
    for token in given:
        for part in filter(None, token.text.split(",")):
            match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", part)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            if not 1 <= first <= last <= most:
                known = f"there are {most}" if most else "there is none"
                raise UsageError(f"there is no {what} {part}; {known}")
            found += range(first, last + 1)
    return found


def chosen(word: str, names: Sequence[str], what: str) -> str:
    """The name that is meant: itself, or the only one that begins so. Raises UsageError with all of them."""
    meant = [name for name in names if name == word] or [
        name for name in names if name.casefold().startswith(word.casefold())
    ]
    if len(meant) != 1 or not word:
        said = f"{word!r} could be {' or '.join(meant)}" if word and meant else f"there is no {what} {word!r}"
        listed = ", ".join(names) or "none"
        raise UsageError(
            said
            if word and meant
            else f"{said}; choose from: {listed}"
            if word
            else f"say which {what}: {listed}"
        )
    return meant[0]
