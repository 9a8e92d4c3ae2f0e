"""What holds now: the fold of an annotator's events on one document. The only definition of "now".

`fold` is the definition; `tally` tells the same in short. `History` gives the same answer step by step:
a gesture, an undo or a redo costs what it changes, not what was done before. All are deterministic: the order in
which events arrive, and how often, changes nothing, and an event that makes no sense here (a merged log may hold
the undo of a gesture or the split of a sentence that is not there) is passed over.

The rules:
- Gestures count in the order of (time, gesture, step). An undone gesture counts as if it had never
  been made, a redone one as if it had never been undone, in its old place.
- Redo is offered until something new is done.
- A mark belongs to the sentence in which it starts. A mark on a sentence's own span is on the
  sentence: a split copies it to both halves, a merge lifts it to the whole. Others stay where they are.
- A kind of span (source, entity) makes no sentence judged. What an annotation carries (attributes,
  evidence) goes where it goes.
- A relation holds while both its ends do. An end on a whole sentence that was split or merged since is
  the same label on the sentence in which it starts.
- A label may be held by several marks (by hand, by accepted candidates); taking a candidate back
  takes its mark only, taking the label off takes all.
"""

from annotator.history.folding import State, Tally, fold, tally
from annotator.history.sheet import Key, Spans
from annotator.history.steps import NO_CHANGE, History

__all__ = ["NO_CHANGE", "History", "Key", "Spans", "State", "Tally", "fold", "tally"]
