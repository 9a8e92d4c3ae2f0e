"""The table of actions: key, act, footer, palette, manual. All of these and docs/keys.md come from it.

A topic is a module with its modes and rows, named in `table.TOPICS`; the act `NAME(…)` of a row is the
method `action_NAME` of the screen that has the mode. `python -m annotator.tui.actions` prints
docs/keys.md. Nothing here imports Textual.
"""

from annotator.tui.actions.action import LABEL, Action, key_name, shown, shown_all
from annotator.tui.actions.choosing import CHOOSE
from annotator.tui.actions.cutting import SPLIT
from annotator.tui.actions.finding import FIND
from annotator.tui.actions.keys import Command, Keys, load_keys
from annotator.tui.actions.page import page
from annotator.tui.actions.picking import PICK
from annotator.tui.actions.reading import READ
from annotator.tui.actions.table import ACTIONS, TITLES, modes_of, of
from annotator.tui.actions.touring import OFFER
from annotator.tui.actions.working import DOCUMENTS, FOUND

__all__ = [
    "ACTIONS",
    "CHOOSE",
    "DOCUMENTS",
    "FIND",
    "FOUND",
    "LABEL",
    "OFFER",
    "PICK",
    "READ",
    "SPLIT",
    "TITLES",
    "Action",
    "Command",
    "Keys",
    "key_name",
    "load_keys",
    "modes_of",
    "of",
    "page",
    "shown",
    "shown_all",
]
