"""Once for all: nearly identical passages, labelled together."""

from annotator.tui.actions.action import LABEL, Action
from annotator.tui.actions.marking import MARK

ALIKE = "alike"

MODES = {ALIKE: "Nearly the same elsewhere (after {alike})"}

ACTIONS = (
    Action("alike", "alike", ("*",), "List what is nearly the same, here and in all documents.", LABEL),
    Action("select-alike", "alike_selected", ("*",), "List what is nearly the same as these words.", MARK),
    Action(
        "alike-tick",
        "alike_tick",
        ("space",),
        "Tick the passage, or take the tick off.",
        ALIKE,
        "tick",
        weight=70,
    ),
    Action("alike-all", "alike_all", ("a",), "Tick all, or none.", ALIKE, "all, none", weight=60),
    Action(
        "alike-label",
        "alike_label",
        ("enter",),
        "Choose a label and set it on all that are ticked.",
        ALIKE,
        "label the ticked",
        weight=90,
    ),
    Action(
        "alike-scope",
        "alike_scope",
        ("p",),
        "Only this document, or all of the project.",
        ALIKE,
        "here, everywhere",
        weight=55,
    ),
    Action("alike-down", "alike_move(1)", ("j", "down"), "The next passage.", ALIKE),
    Action("alike-up", "alike_move(-1)", ("k", "up"), "The passage before.", ALIKE),
    Action("alike-page-down", "alike_page(1)", ("pagedown",), "A page down.", ALIKE),
    Action("alike-page-up", "alike_page(-1)", ("pageup",), "A page up.", ALIKE),
    Action(
        "alike-close",
        "alike_close",
        ("escape", "q", "ctrl+c", "ctrl+q"),
        "Back to labelling.",
        ALIKE,
        "back",
        weight=85,
    ),
)
