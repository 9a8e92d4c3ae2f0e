"""The screen. The only room that knows Textual, which it imports in `annotator.tui.app` and below.

Importing this package itself costs nothing.
"""
