"""The state that a box of facts is about: 'Capital: Tallinn' below 'Country profile: Estonia'."""

from collections import Counter

from annotator.model import Sentence
from annotator.suggest.context import Context

REACH = 48
"""So many sentences back are looked at."""
_HEADING = 5
"""Words that a heading has at the most."""


def subject_state(sentence: Sentence, context: Context) -> str:
    """Entity id of the state that the article is about, or of the one that the heading above names.

    It is about the state that it names first, if it names none as often. Empty where that is not plain.
    """
    counts: Counter[str] = Counter()
    first = ""
    near = True
    for steps in range(1, REACH + 1):
        before = context.before(sentence, steps)
        if before is None:
            break
        states = [
            m.entity for m in context.mentions(before) if m.kind == "state" and _is_one(m.entity, context)
        ]
        heads = "profile" in before.text.lower() or (before.text[-1:].isalnum() and ": " not in before.text)
        if near and heads and len(states) == 1 and len(before.text.split()) <= _HEADING:
            return states[0]
        near = near and not states
        counts.update(states)
        first = states[0] if states else first
    (top, most), *others = counts.most_common(2) or [("", 0)]
    plain = most > 1 and top == first and all(count < most for _, count in others)
    return top if plain else ""


def names_of(id: str, context: Context) -> bool:
    """True where the article names an entity, or the people of a state."""
    entity = context.knowledge.get(id)
    if entity is None:
        return False
    names = (entity.name, *(alias.text for alias in entity.aliases), *entity.demonyms)
    return any(name in context.text for name in names)


def _is_one(state: str, context: Context) -> bool:
    """True for a state that has a capital on the document's date."""
    capitals = context.knowledge.facts(relation="capital-of", object=state)
    return any(context.date is not None and fact.holds_on(context.date) is not False for fact in capitals)
