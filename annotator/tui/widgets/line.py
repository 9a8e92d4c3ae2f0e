"""A line to type in, whose other keys are those of its screen."""

from typing import Any

from textual.widgets import Input

from annotator.tui.actions import Keys
from annotator.tui.keyed import bind


class TypingLine(Input):
    """An input line with the keys of some modes beside its own; what they do, the screen does."""

    def __init__(self, keys: Keys, *modes: str, **options: Any) -> None:
        super().__init__(compact=True, select_on_focus=False, **options)
        bind(self, keys, *modes, on="screen.")
