"""Picking one thing of several in a small window: the type of a label."""

from annotator.tui.actions.action import Action

PICK = "pick"

MODES = {PICK: "Picking the type of a label"}

ACTIONS = (
    Action(
        "pick",
        "pick_current",
        ("enter", "space"),
        "Take the type that is marked.",
        PICK,
        "take it",
        weight=90,
    ),
    Action("next-type", "pick_move(1)", ("down", "tab"), "The next type.", PICK, "down", weight=50),
    Action("type-before", "pick_move(-1)", ("up", "shift+tab"), "The type before.", PICK, "up", weight=50),
    Action(
        "pick-none", "pick_close", ("escape", "ctrl+c", "ctrl+q"), "Set no label.", PICK, "none", weight=85
    ),
)
