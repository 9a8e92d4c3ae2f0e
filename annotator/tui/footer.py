"""The hints of the footer, from the table of actions with the keys that hold now."""

from annotator.tui.actions import LABEL, Action, Keys, shown, shown_all
from annotator.tui.text import safe
from annotator.tui.widgets.bars import Hint


def shown_keys(action: Action) -> str:
    """All keys of an action as the reader knows them; the letters of a schema in one word."""
    return safe("".join(action.keys)) if action.schema else shown_all(action.keys)


def _first(action: Action) -> str:
    if action.schema or action.each:
        return shown_keys(action)
    return shown(action.keys[0]) if action.keys else ""


def hints(keys: Keys, mode: str = LABEL) -> list[Hint]:
    """What the footer shows in a mode."""
    made = [
        Hint(_first(action), action.footer, action.brief, action.weight)
        for action in keys.of(mode)
        if action.footer
    ]
    return [hint for hint in made if hint.keys]
