"""The screen itself: how it looks, and leaving it."""

from annotator.tui.actions.action import Action

MODES: dict[str, str] = {}

ACTIONS = (
    Action("theme", "theme", ("ctrl+t",), "The next theme: dark, light, high contrast, the terminal's own."),
    Action("divider-left", "divide(-1)", ("<",), "Give the candidates more room, the article less."),
    Action("divider-right", "divide(1)", (">",), "Give the article more room, the candidates less."),
    Action("narrower", "measure(-1)", ("(",), "Shorter lines of text."),
    Action("wider", "measure(1)", (")",), "Longer lines of text."),
    Action(
        "leave",
        "leave",
        ("q", "ctrl+q", "ctrl+c"),
        "Leave. All is saved as you go.",
        footer="leave",
        weight=97,
    ),
)
