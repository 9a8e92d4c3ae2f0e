"""What the tool knows: entities, their names, and facts with the days on which they hold.

`load_knowledge` reads the shipped lists and the user's own; everything it returns is frozen and can be
pickled. No answer here rests on a guess: what the known days do not decide is said to be undecided.
"""

from annotator.knowledge.base import Knowledge, Roll
from annotator.knowledge.days import days_in_words
from annotator.knowledge.load import load_knowledge
from annotator.knowledge.review import review
from annotator.knowledge.source import Listed, Source

__all__ = ["Knowledge", "Listed", "Roll", "Source", "days_in_words", "load_knowledge", "review"]
