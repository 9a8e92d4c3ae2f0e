"""The whole table: the rows of every topic. A new topic is a module and one name in TOPICS.

A topic has `MODES`, the titles of the modes that it brings, and `ACTIONS`, its rows.
"""

from collections.abc import Iterator

from annotator.tui.actions import (
    checking,
    choosing,
    cutting,
    finding,
    history,
    labelling,
    likeness,
    linking,
    looking,
    marking,
    moving,
    picking,
    reading,
    touring,
    working,
)
from annotator.tui.actions.action import Action

TOPICS = (
    labelling,
    moving,
    working,
    marking,
    linking,
    checking,
    likeness,
    history,
    cutting,
    finding,
    picking,
    reading,
    looking,
    choosing,
    touring,
)

ACTIONS: tuple[Action, ...] = tuple(action for topic in TOPICS for action in topic.ACTIONS)

TITLES: dict[str, str] = {mode: title for topic in TOPICS for mode, title in topic.MODES.items()}
"""Where keys differ, in the order of manual and docs; {id} stands for the key of an action."""

_MODES: dict[str, frozenset[str]] = {}
for _action in ACTIONS:
    _bare = _action.do.partition("(")[0]
    _MODES[_bare] = _MODES.get(_bare, frozenset()) | {_action.mode}


def of(*modes: str) -> Iterator[Action]:
    """The actions of these modes, in the order of the table."""
    return (action for action in ACTIONS if action.mode in modes)


def modes_of(do: str) -> frozenset[str]:
    """The modes in which a method `action_DO` (without parameters) has keys."""
    return _MODES.get(do, frozenset())
