"""The workflow of the screen line by line: for screen readers, dumb terminals and scripts.

A line in, some lines out; nothing is drawn over, no colour, no sign that must be seen. The table of commands
stands beside the screen's table of actions: each action is a command here, or has a reason why not. What is
said to be done is on disk.
"""

from annotator.plain.front import Front, run

__all__ = ["Front", "run"]
