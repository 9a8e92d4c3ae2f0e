"""The table of actions: key, act, footer, manual. Bindings, footer, manual and docs/keys.md come from it.

`python -m annotator.tui.actions` prints docs/keys.md. This module imports no Textual.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding

LABEL, FIND, SPLIT, READ, PICK = "label", "find", "split", "read", "pick"
"""Where keys differ: labelling; finding; choosing where to cut; reading manual or facts; picking a type."""

TITLES = {
    LABEL: "Labelling",
    FIND: "Finding (after /)",
    SPLIT: "Splitting a sentence (after s)",
    PICK: "Picking the type of a label",
    READ: "Reading the manual or the facts (after ? or i)",
}


class Action(NamedTuple):
    """One thing that a key does."""

    name: str
    """Of the method `action_NAME` of the screen."""
    keys: tuple[str, ...]
    """As Textual names them."""
    shown: str
    """As the reader knows them."""
    manual: str
    """One line for manual and docs."""
    mode: str = LABEL
    footer: str = ""
    """One or two words; empty: not in the footer."""
    brief: str = ""
    """The same for a narrow terminal; empty: as long as it is."""
    weight: int = 0
    """In a narrow terminal the hints of least weight leave the footer first."""
    each: bool = False
    """True where the method is given the key."""


_DIGITS = tuple("123456789")

ACTIONS: tuple[Action, ...] = (
    Action(
        "accept",
        _DIGITS,
        "1-9",
        "Accept the candidate of that number; again: take it back.",
        footer="accept",
        weight=90,
        each=True,
    ),
    Action(
        "reject",
        ("x",),
        "x",
        "Reject the candidate in focus and go to the next one; on a rejected one: take that back.",
        footer="reject",
        weight=80,
    ),
    Action(
        "finish",
        ("enter",),
        "⏎",
        "Accept all that is ticked ☑ and go on to the next sentence.",
        footer="accept ☑, go on",
        brief="☑ next",
        weight=95,
    ),
    Action(
        "nothing",
        (),
        "",
        "Nothing to check here: reject what is open and go on.",
        footer="nothing",
        brief="none",
        weight=85,
    ),
    Action("label", (), "", "Set or take off a label by hand.", footer="label", weight=88),
    Action("aim(1)", ("tab",), "Tab", "Move the focus to the next candidate.", footer="focus", weight=20),
    Action("aim(-1)", ("shift+tab",), "Shift+Tab", "Move the focus to the candidate before."),
    Action(
        "tick",
        ("space",),
        "Space",
        "Tick the candidate in focus, or take the tick off.",
        footer="tick",
        weight=25,
    ),
    Action("move(1)", ("j", "down"), "j ↓", "The next sentence.", footer="next", weight=15),
    Action("move(-1)", ("k", "up"), "k ↑", "The sentence before."),
    Action("page(1)", ("pagedown", "ctrl+f"), "PageDown", "A page down."),
    Action("page(-1)", ("pageup", "ctrl+b"), "PageUp", "A page up."),
    Action("first", ("g", "home"), "g Home", "The first sentence."),
    Action("last", ("G", "end"), "G End", "The last sentence."),
    Action(
        "unjudged(1)",
        ("right_square_bracket",),
        "]",
        "The next sentence that is not judged.",
        footer="unjudged",
        weight=50,
    ),
    Action("unjudged(-1)", ("left_square_bracket",), "[", "The sentence before that is not judged."),
    Action("undo", ("u",), "u", "Undo the last act, wherever it was.", footer="undo", weight=70),
    Action("redo", ("ctrl+r",), "Ctrl+R", "Redo what was undone."),
    Action("find", ("slash",), "/", "Find words in the article.", footer="find", weight=60),
    Action("split", ("s",), "s", "Split the sentence in two: choose the word with which the second begins."),
    Action("merge", ("m",), "m", "Merge the sentence with the next one."),
    Action(
        "facts", ("i",), "i", "All that is known of those named in the sentence.", footer="known", weight=30
    ),
    Action("manual", ("question_mark",), "?", "The manual: labels and keys.", footer="manual", weight=96),
    Action("theme", ("ctrl+t",), "Ctrl+T", "Between dark and light."),
    Action(
        "leave",
        ("q", "ctrl+q", "ctrl+c"),
        "q",
        "Leave. All is saved as you go.",
        footer="leave",
        weight=97,
    ),
    Action("find_next(1)", ("enter", "down"), "⏎ ↓", "The next place.", FIND, "next", weight=90),
    Action("find_next(-1)", ("up", "shift+enter"), "↑", "The place before.", FIND, "before", weight=80),
    Action(
        "find_close", ("escape",), "Esc", "Back to labelling, at the place found.", FIND, "close", weight=85
    ),
    Action("caret(1)", ("right", "l", "w", "j", "down"), "→ l", "One word on.", SPLIT, "word on", weight=80),
    Action(
        "caret(-1)", ("left", "h", "b", "k", "up"), "← h", "One word back.", SPLIT, "word back", weight=80
    ),
    Action("cut", ("enter",), "⏎", "Cut before the marked word.", SPLIT, "cut here", weight=90),
    Action(
        "caret_close",
        ("escape", "s", "q", "ctrl+c"),
        "Esc",
        "Leave the sentence as it is.",
        SPLIT,
        "leave it",
        weight=85,
    ),
    Action(
        "pick_current", ("enter", "space"), "⏎", "Take the type that is marked.", PICK, "take it", weight=90
    ),
    Action("pick_move(1)", ("down", "tab"), "↓", "The next type.", PICK, "down", weight=50),
    Action("pick_move(-1)", ("up", "shift+tab"), "↑", "The type before.", PICK, "up", weight=50),
    Action("pick_close", ("escape", "ctrl+c", "ctrl+q"), "Esc", "Set no label.", PICK, "none", weight=85),
    Action("read(1)", ("j", "down"), "j ↓", "A line down.", READ, "down", weight=50),
    Action("read(-1)", ("k", "up"), "k ↑", "A line up.", READ, "up", weight=50),
    Action("read_page(1)", ("space", "pagedown"), "Space", "A page down.", READ, "page", weight=60),
    Action("read_page(-1)", ("b", "pageup"), "b", "A page up.", READ),
    Action("read_end(-1)", ("g", "home"), "g", "To the beginning.", READ),
    Action("read_end(1)", ("G", "end"), "G", "To the end.", READ),
    Action(
        "read_close",
        ("escape", "q", "question_mark", "i", "enter", "ctrl+c", "ctrl+q"),
        "Esc q",
        "Back to labelling.",
        READ,
        "back",
        weight=90,
    ),
)


def of(*modes: str) -> Iterator[Action]:
    """The actions of these modes, in the order of the table."""
    return (action for action in ACTIONS if action.mode in modes)


def modes_of(name: str) -> frozenset[str]:
    """The modes in which an action of that name (without parameters) has keys."""
    return _MODES.get(name, frozenset())


_MODES: dict[str, frozenset[str]] = {}
for _action in ACTIONS:
    _bare = _action.name.partition("(")[0]
    _MODES[_bare] = _MODES.get(_bare, frozenset()) | {_action.mode}


def bindings(*modes: str, on: str = "") -> "list[Binding]":
    """Textual's bindings for these modes; `on`: 'screen.' where a widget has keys of its screen's acts."""
    from textual.binding import Binding

    return [
        Binding(
            key,
            on + (f"{action.name}({key!r})" if action.each else action.name),
            action.manual,
            show=False,
            id=f"{action.mode}.{action.name}.{key}",
        )
        for action in of(*modes)
        for key in action.keys
    ]


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Two columns in Markdown."""
    body = "\n".join(f"| {keys} | {does} |" for keys, does in rows)
    return f"| key | what it does |\n|---|---|\n{body}\n"


_BY_SCHEMA = {
    "nothing": "the key of the label that says so, `n` by default",
    "label": "the letters of the schema, by default `c` `o` `a` `e`",
}


def page() -> str:
    """docs/keys.md."""
    parts = [
        "# Keys\n",
        "This page is made from the table of actions in `annotator/tui/actions.py`, as are the footer of the",
        "screen and its manual (`?`): `python -m annotator.tui.actions > docs/keys.md`. A test compares.\n",
    ]
    for mode, title in TITLES.items():
        rows = [(_BY_SCHEMA.get(action.name) or _code(action.shown), action.manual) for action in of(mode)]
        parts += [f"## {title}\n", table(rows)]
    parts.append(
        "The mouse does nothing that a key cannot: a click chooses a sentence or ticks a candidate,"
        " the wheel scrolls."
    )
    return "\n".join(parts) + "\n"


def _code(shown: str) -> str:
    return " ".join(f"`{key}`" for key in shown.split())


if __name__ == "__main__":
    print(page(), end="")
