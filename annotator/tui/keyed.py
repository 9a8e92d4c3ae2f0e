"""Screens and widgets whose keys come from the table of actions, as this annotator has them."""

from typing import TYPE_CHECKING, cast

from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.binding import Binding

    from annotator.tui.actions import Keys
    from annotator.tui.app import LabelApp


def bind(node: DOMNode, keys: "Keys", *modes: str, on: str = "") -> None:
    """Give a screen or widget the keys of these modes; `on`: 'screen.' for those of its screen's acts."""
    made: dict[str, list[Binding]] = {}
    for binding in keys.bindings(*modes, on=on):
        made.setdefault(binding.key, []).append(binding)
    node._bindings.key_to_bindings = node._bindings.key_to_bindings | made


def keys_of(node: DOMNode) -> "Keys":
    """The keys of the application that a node belongs to."""
    return cast("LabelApp", node.app).keys
