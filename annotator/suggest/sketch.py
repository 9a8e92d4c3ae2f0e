"""The shorthand of a sentence in its document, made once for all the rules that read it."""

from collections.abc import Callable
from functools import lru_cache

from annotator.knowledge import Knowledge
from annotator.model import Mention, Sentence
from annotator.suggest.context import Context
from annotator.suggest.shorthand import Shorthand, letter_of


class _Last:
    """The sentence of a context that was read last: the rules come to it one after the other."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sentence: Sentence | None = None

    def sketch(self, sentence: Sentence) -> Shorthand:
        if self._sentence is not sentence:
            context = self._context
            mentions, letter = context.mentions(sentence), letters(context.knowledge)
            self._short = Shorthand(sentence.text, sentence.start, mentions, letter)
            self._sentence = sentence
        return self._short


def sketch(sentence: Sentence, context: Context) -> Shorthand:
    """The sentence in shorthand, its offsets those of the document."""
    return context.once(_Last).sketch(sentence)


@lru_cache(maxsize=8)
def letters(knowledge: Knowledge) -> Callable[[Mention], str]:
    """The letter of each mention: organizations that have members are O, all others G."""

    def letter(mention: Mention) -> str:
        if mention.kind != "organization":
            return letter_of(mention)
        return "O" if is_club(mention, knowledge) else "G"

    return letter


def is_club(mention: Mention, knowledge: Knowledge) -> bool:
    """True for an organization that things belong to as members."""
    entity = knowledge.get(mention.entity) if mention.kind == "organization" else None
    return entity is not None and bool(entity.members_are)
