"""One row of the table of actions, and the names of keys."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

LABEL = "label"
"""The mode in which the screen opens. Each topic of the table may have modes of its own."""


class Action(NamedTuple):
    """One thing that a key does."""

    id: str
    """Its name in the palette, in a file of keys and in the docs: 'next-unjudged'. Unique in the table."""
    do: str
    """Of the method `action_DO` of the screen, with its parameters: 'unjudged(1)'."""
    keys: tuple[str, ...]
    """The characters themselves (']') or Textual's names ('ctrl+r'). Empty: only by the palette."""
    manual: str
    """One line for manual, palette and docs; {id} stands for the key of that action."""
    mode: str = LABEL
    footer: str = ""
    """One or two words; empty: not in the footer."""
    brief: str = ""
    """The same for a narrow terminal; empty: as long as it is."""
    weight: int = 0
    """In a narrow terminal the hints of least weight leave the footer first."""
    each: bool = False
    """True where the method is given the key."""
    schema: bool = False
    """True where the label schema gives the keys."""
    palette: bool = True
    """False where choosing it from a list would make no sense."""


_REPLACED = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at"}
_REPLACED |= {"hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore"}

_SHOWN = {"enter": "⏎", "escape": "Esc", "down": "↓", "up": "↑", "left": "←", "right": "→"}
_SHOWN |= {"pagedown": "PageDown", "pageup": "PageUp", "space": "Space", "tab": "Tab"}


def key_name(key: str) -> str:
    """Textual's name of a key that may be given as its character: ']' is 'right_square_bracket'."""
    if len(key) != 1 or key.isalnum():
        return "space" if key == " " else key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _REPLACED.get(name, name)


_CHARACTERS = {key_name(chr(code)): chr(code) for code in range(0x21, 0x7F)}


_NAMED = {*_SHOWN, *_CHARACTERS, "home", "end", "insert", "delete", "backspace"}
_NAMED |= {f"f{number}" for number in range(1, 25)}


def is_key(key: str) -> bool:
    """True for what may be a key: a character, or a name, held with ctrl, shift or alt or not."""
    if len(key) == 1:
        return key.isprintable()
    *held, last = key.split("+")
    return (
        set(held) <= {"ctrl", "shift", "alt"}
        and len(set(held)) == len(held)
        and (last in _NAMED or (len(last) == 1 and last.isalnum()))
    )


def shown(key: str) -> str:
    """A key as the reader knows it: '⏎', 'Ctrl+R', ']'."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    if last in _CHARACTERS:
        last = _CHARACTERS[last]
    elif last in _SHOWN:
        last = _SHOWN[last]
    elif len(last) > 1:
        last = last.capitalize()
    if held:
        last = last.upper() if len(last) == 1 else last
    return "+".join([*(each.capitalize() for each in held), last])


def shown_all(keys: Sequence[str]) -> str:
    """Some keys, with spaces between; a run of digits or of function keys as '1-9', 'F1-F9'."""
    if len(keys) > 2 and all(key.removeprefix("f").isdigit() for key in keys):
        return f"{shown(keys[0])}-{shown(keys[-1])}"
    return " ".join(map(shown, keys))
