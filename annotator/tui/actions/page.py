"""docs/keys.md, from the table."""

from collections.abc import Iterable

from annotator.tui.actions.action import Action, shown
from annotator.tui.actions.keys import Keys

_BY_SCHEMA = {
    "nothing": "the key of the label that says so, `n` by default",
    "label": "the letters of the schema, by default `c` `o` `a` `e`",
}


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Columns in Markdown under the heads of the page."""
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"| key | what it does | name |\n|---|---|---|\n{body}\n"


def page() -> str:
    """The page."""
    parts = [
        "# Keys\n",
        "This page is made from the table of actions in `annotator/tui/actions/`, as are the footer of the",
        "screen, its manual (`?`) and its palette: `python -m annotator.tui.actions > docs/keys.md`.",
        "A test compares.\n",
    ]
    keys = Keys()
    for mode, title in keys.titles.items():
        rows = ((_keys(each), each.manual, f"`{each.id}`") for each in keys.of(mode))
        parts += [f"## {title}\n", table(rows)]
    parts.append(
        "The mouse does nothing that a key cannot: a click chooses a sentence or ticks a candidate, two clicks"
        " select a word, drawing over words selects them,"
        " the wheel scrolls."
    )
    return "\n".join(parts) + "\n"


def _keys(action: Action) -> str:
    if action.schema:
        return _BY_SCHEMA[action.id]
    if action.each:
        return f"`{shown(action.keys[0])}`-`{shown(action.keys[-1])}`"
    return " ".join(f"`{_code(shown(key))}`" for key in action.keys) or "–"


def _code(key: str) -> str:
    return key.replace("|", "\\|")
