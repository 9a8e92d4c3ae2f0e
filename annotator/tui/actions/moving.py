"""Going from sentence to sentence."""

from annotator.tui.actions.action import Action

MODES: dict[str, str] = {}

ACTIONS = (
    Action("next", "move(1)", ("j", "down"), "The next sentence.", footer="next", weight=15),
    Action("before", "move(-1)", ("k", "up"), "The sentence before."),
    Action("page-down", "page(1)", ("pagedown", "ctrl+f"), "A page down."),
    Action("page-up", "page(-1)", ("pageup", "ctrl+b"), "A page up."),
    Action("first", "first", ("g", "home"), "The first sentence."),
    Action("last", "last", ("G", "end"), "The last sentence."),
)
