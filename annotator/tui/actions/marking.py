"""Selecting words, and making spans and labels of them."""

from annotator.tui.actions.action import LABEL, Action

MARK = "mark"

MODES = {MARK: "Selecting words (after {select})"}

ACTIONS = (
    Action("select", "select", ("v",), "Select words, to mark or label them.", footer="select", weight=30),
    Action("select-on", "extend(1)", ("right", "l", "w"), "One word on.", MARK, "word on", weight=70),
    Action("select-back", "extend(-1)", ("left", "h", "b"), "One word back.", MARK, "back", weight=65),
    Action("letter-on", "stretch(1)", ("shift+right",), "One letter on.", MARK),
    Action("letter-back", "stretch(-1)", ("shift+left",), "One letter back.", MARK),
    Action(
        "select-count", "repeat", tuple("123456789"), "So many words at once: 3 w, or 20 w.", MARK, each=True
    ),
    Action("select-swap", "swap", ("o",), "Move the other end from now on.", MARK, "other end", weight=40),
    Action("select-piece", "piece", ("+",), "Keep this and select one piece more.", MARK, "piece", weight=45),
    Action("select-next", "stop(1)", ("tab",), "The next span, candidate or name.", MARK, "next", weight=50),
    Action("select-before", "stop(-1)", ("shift+tab",), "The span, candidate or name before.", MARK),
    Action(
        "select-label",
        "mark",
        ("enter", "space"),
        "Choose what it is; the letter of a label sets it at once.",
        MARK,
        "what is it",
        weight=95,
    ),
    Action(
        "select-delete",
        "unmark",
        ("delete", "backspace", "-"),
        "Take the span off.",
        MARK,
        "take off",
        weight=35,
    ),
    Action(
        "select-relate", "relate_selected", ("r",), "Relate the span to another.", MARK, "relate", weight=38
    ),
    Action("select-link", "link_selected", ("L",), "Link it to a known entity.", MARK, "link", weight=37),
    Action(
        "select-none",
        "select_close",
        ("escape", "v", "q", "ctrl+c"),
        "Select nothing.",
        MARK,
        "none",
        weight=85,
    ),
    Action("relate", "relate", ("r",), "Relate two spans: choose one, the relation, the other.", LABEL),
)
