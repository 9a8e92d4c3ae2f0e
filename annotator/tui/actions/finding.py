"""Finding words in the article."""

from annotator.tui.actions.action import Action

FIND = "find"

MODES = {FIND: "Finding (after {find})"}

ACTIONS = (
    Action("find", "find", ("/",), "Find words in the article.", footer="find", weight=60),
    Action("next-place", "find_next(1)", ("enter", "down"), "The next place.", FIND, "next", weight=90),
    Action(
        "place-before", "find_next(-1)", ("up", "shift+enter"), "The place before.", FIND, "before", weight=80
    ),
    Action(
        "close-find",
        "find_close",
        ("escape",),
        "Back to labelling, at the place found.",
        FIND,
        "close",
        weight=85,
    ),
)
