"""Choosing one of many by typing: commands, and what ] and [ lead to."""

from annotator.tui.actions.action import Action

CHOOSE = "choose"

MODES = {CHOOSE: "Choosing from a list that is typed in (after {palette} or {choose-work})"}

ACTIONS = (
    Action(
        "palette",
        "palette",
        (":", "ctrl+p"),
        "All commands: type some letters of one, {choose} does it.",
        footer="commands",
        weight=40,
        palette=False,
    ),
    Action("choose", "choose", ("enter",), "Take the line that is marked.", CHOOSE, "take it", weight=90),
    Action(
        "choice-on", "choose_move(1)", ("down", "ctrl+n", "tab"), "The next line.", CHOOSE, "down", weight=50
    ),
    Action(
        "choice-back",
        "choose_move(-1)",
        ("up", "ctrl+p", "shift+tab"),
        "The line before.",
        CHOOSE,
        "up",
        weight=50,
    ),
    Action("choices-on", "choose_page(1)", ("pagedown",), "A page down.", CHOOSE),
    Action("choices-back", "choose_page(-1)", ("pageup",), "A page up.", CHOOSE),
    Action(
        "choose-none",
        "choose_close",
        ("escape", "ctrl+c", "ctrl+q"),
        "Take none.",
        CHOOSE,
        "none",
        weight=85,
    ),
)
