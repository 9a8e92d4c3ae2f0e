"""Splitting and merging sentences."""

from annotator.tui.actions.action import Action

SPLIT = "split"

MODES = {SPLIT: "Splitting a sentence (after {split})"}

ACTIONS = (
    Action(
        "split", "split", ("s",), "Split the sentence in two: choose the word with which the second begins."
    ),
    Action("merge", "merge", ("m",), "Merge the sentence with the next one."),
    Action(
        "word-on",
        "caret(1)",
        ("right", "l", "w", "j", "down"),
        "One word on.",
        SPLIT,
        "word on",
        weight=80,
    ),
    Action(
        "word-back",
        "caret(-1)",
        ("left", "h", "b", "k", "up"),
        "One word back.",
        SPLIT,
        "word back",
        weight=80,
    ),
    Action("cut", "cut", ("enter",), "Cut before the marked word.", SPLIT, "cut here", weight=90),
    Action(
        "leave-whole",
        "caret_close",
        ("escape", "s", "q", "ctrl+c"),
        "Leave the sentence as it is.",
        SPLIT,
        "leave it",
        weight=85,
    ),
)
