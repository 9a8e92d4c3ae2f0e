"""Manual and facts: pages to read."""

from annotator.tui.actions.action import Action

READ = "read"

MODES = {READ: "Reading the manual or the facts (after {manual} or {facts})"}

ACTIONS = (
    Action(
        "facts",
        "facts",
        ("i",),
        "All that is known of those named in the sentence, and every part of a score.",
        footer="known",
        weight=30,
    ),
    Action("manual", "manual", ("?",), "The manual: labels and keys.", footer="manual", weight=96),
    Action("line-down", "read(1)", ("j", "down"), "A line down.", READ, "down", weight=50),
    Action("line-up", "read(-1)", ("k", "up"), "A line up.", READ, "up", weight=50),
    Action("read-on", "read_page(1)", ("space", "pagedown"), "A page down.", READ, "page", weight=60),
    Action("read-back", "read_page(-1)", ("b", "pageup"), "A page up.", READ),
    Action("to-beginning", "read_end(-1)", ("g", "home"), "To the beginning.", READ),
    Action("to-end", "read_end(1)", ("G", "end"), "To the end.", READ),
    Action(
        "close-page",
        "read_close",
        ("escape", "q", "?", "i", "enter", "ctrl+c", "ctrl+q"),
        "Back to labelling.",
        READ,
        "back",
        weight=90,
    ),
)
