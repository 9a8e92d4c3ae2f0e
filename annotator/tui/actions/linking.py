"""Linking words to entities, looked up while their name is typed."""

from annotator.tui.actions.action import LABEL, Action

LINK = "link"

MODES = {LINK: "Linking to an entity (after {link})"}

ACTIONS = (
    Action("link", "link", ("l",), "Link a span or a name to a known entity.", LABEL, "link", weight=28),
    Action(
        "link-take", "link_take", ("enter",), "Take the entity that is marked.", LINK, "take it", weight=90
    ),
    Action("link-down", "link_move(1)", ("down", "tab"), "The next entity.", LINK, "down", weight=50),
    Action("link-up", "link_move(-1)", ("up", "shift+tab"), "The entity before.", LINK, "up", weight=50),
    Action("link-kind", "link_kind", ("ctrl+k",), "Only entities of the next kind.", LINK, "kind", weight=60),
    Action(
        "link-new",
        "link_new",
        ("ctrl+n",),
        "Add an entity of the name that is typed to the project's own list.",
        LINK,
        "new entity",
        weight=70,
    ),
    Action("link-off", "link_off", ("ctrl+d",), "Take the link off.", LINK, "no link", weight=40),
    Action(
        "link-none",
        "link_close",
        ("escape", "ctrl+c", "ctrl+q"),
        "Leave it as it is.",
        LINK,
        "leave it",
        weight=85,
    ),
)
