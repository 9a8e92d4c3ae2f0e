"""The history pane: what was done, over all documents."""

from annotator.tui.actions.action import LABEL, Action

HISTORY = "history"

MODES = {HISTORY: "What was done (after {history})"}

ACTIONS = (
    Action(
        "history", "history", ("U",), "All that you did, over all documents: go there, take it back.", LABEL
    ),
    Action("done-go", "done_go", ("enter", "right"), "Go where it was done.", HISTORY, "go there", weight=90),
    Action(
        "done-turn",
        "done_turn",
        ("u", "space"),
        "Take this one back, or bring it again; what came later stays, and so does the list.",
        HISTORY,
        "take back, again",
        weight=80,
    ),
    Action(
        "done-down",
        "done_move(1)",
        ("j", "down"),
        "The one before it in time.",
        HISTORY,
        "earlier",
        weight=50,
    ),
    Action("done-up", "done_move(-1)", ("k", "up"), "The one after it in time.", HISTORY, "later", weight=50),
    Action("done-page-down", "done_page(1)", ("pagedown",), "A page down.", HISTORY),
    Action("done-page-up", "done_page(-1)", ("pageup",), "A page up.", HISTORY),
    Action(
        "done-close",
        "done_close",
        ("escape", "U", "q", "left", "ctrl+c", "ctrl+q"),
        "Back to labelling.",
        HISTORY,
        "back",
        weight=85,
    ),
)
