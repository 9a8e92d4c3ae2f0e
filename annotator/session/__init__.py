"""Every use case, for a program, the command line and the screen alike.

A `Session` is an open database and one annotator; a `Desk` is one document under that annotator's
hands. What an act changes holds at once; its future tells when it is on disk. Importing this is cheap:
knowledge, rules and splitter are loaded when they are first needed.
"""

from annotator.session.counts import Answers, Progress, Stats, Tally
from annotator.session.desk import Desk
from annotator.session.hand import Gesture
from annotator.session.project import Session
from annotator.session.trail import Step

__all__ = ["Answers", "Desk", "Gesture", "Progress", "Session", "Stats", "Step", "Tally"]
