"""The workflow of the screen line by line: for screen readers, dumb terminals and scripts.

A line in, some lines out; nothing is drawn over, no colour, no sign that must be seen. The commands are
the letters of the screen, from the same table of actions, or the names of the actions.
"""

from annotator.plain.front import Front, run

__all__ = ["Front", "run"]
