"""The hints of the footer and the names of keys, from the table of actions and the schema's letters."""

from typing import TYPE_CHECKING

from annotator.tui.actions import LABEL, Action, of
from annotator.tui.text import safe
from annotator.tui.widgets.bars import Hint

if TYPE_CHECKING:
    from annotator.schema import Schema


def shown_keys(action: Action, schema: "Schema | None" = None) -> str:
    """The keys of an action as the reader knows them; those that the schema gives are looked up there."""
    if action.shown or schema is None:
        return action.shown
    if action.name == "nothing":
        return safe(schema.nothing.key) if schema.nothing else ""
    return "".join(safe(label.key) for label in schema.labels if not label.nothing)


def hints(mode: str = LABEL, schema: "Schema | None" = None) -> list[Hint]:
    """What the footer shows in a mode."""
    made = [
        Hint(shown_keys(action, schema), action.footer, action.brief, action.weight)
        for action in of(mode)
        if action.footer
    ]
    return [hint for hint in made if hint.keys]
