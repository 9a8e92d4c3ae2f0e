"""The line in which words to find are typed."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from annotator.tui.actions import FIND, bindings


class FindInput(Input):
    """An input line with the keys of finding beside its own; what they do, the screen does."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FIND, on="screen.")]
