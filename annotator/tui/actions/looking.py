"""The screen itself: how it looks, and leaving it."""

from annotator.tui.actions.action import Action

MODES: dict[str, str] = {}

ACTIONS = (
    Action("theme", "theme", ("ctrl+t",), "The next theme: dark, light."),
    Action(
        "leave",
        "leave",
        ("q", "ctrl+q", "ctrl+c"),
        "Leave. All is saved as you go.",
        footer="leave",
        weight=97,
    ),
)
