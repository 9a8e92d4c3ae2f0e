"""The line in which words to find are typed."""

from typing import Any

from textual.widgets import Input

from annotator.tui.actions import FIND, Keys
from annotator.tui.keyed import bind


class FindInput(Input):
    """An input line with the keys of finding beside its own; what they do, the screen does."""

    def __init__(self, keys: Keys, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        bind(self, keys, FIND, on="screen.")
