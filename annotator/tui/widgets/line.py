"""A line to type in, whose other keys are those of its screen."""

from typing import Any

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from annotator.tui.actions import Keys
from annotator.tui.keyed import bind


class TypingLine(Input):
    """An input line with the keys of some modes beside its own; what they do, the screen does."""

    virtual_size = Reactive(Size(0, 0))  # of any other widget it brings a new layout: here, with each letter

    def __init__(self, keys: Keys, *modes: str, **options: Any) -> None:
        super().__init__(compact=True, select_on_focus=False, **options)
        bind(self, keys, *modes, on="screen.")
