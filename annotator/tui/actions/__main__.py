"""Prints docs/keys.md."""

from annotator.tui.actions.page import page

print(page(), end="")
