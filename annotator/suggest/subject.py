"""The state that a box of facts is about: 'Capital: Tallinn' below 'Country profile: Estonia'."""

import re

from annotator.model import Sentence
from annotator.suggest.context import Context

REACH = 12
"""So many sentences back the state is looked for."""
_FACT = re.compile(r"[^\w]*[A-Z][\w' ]{2,40}: ")
_HEADING = re.compile(r"profile|fact|country|glance", re.IGNORECASE)


def subject_state(sentence: Sentence, context: Context) -> str:
    """Entity id of the one state that the nearest sentence before it names; empty where that is not plain.

    Other lines of the box do not count, nor do states that are no more.
    """
    for steps in range(1, REACH + 1):
        before = context.before(sentence, steps)
        if before is None:
            return ""
        if _FACT.match(before.text) and not _HEADING.search(before.text.partition(":")[0]):
            continue
        states = {
            m.entity for m in context.mentions(before) if m.kind == "state" and _is_one(m.entity, context)
        }
        if states:
            return states.pop() if len(states) == 1 else ""
    return ""


def _is_one(state: str, context: Context) -> bool:
    """True for a state that has a capital on the document's date."""
    capitals = context.knowledge.facts(relation="capital-of", object=state)
    return any(context.date is not None and fact.holds_on(context.date) is not False for fact in capitals)
