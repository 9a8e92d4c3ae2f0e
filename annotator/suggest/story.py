"""The organizations that a stretch of a document names: looked for once in a sentence, for all those after it."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from annotator.model import Mention, Sentence
from annotator.suggest.context import Context
from annotator.suggest.sketch import is_club

START = 12
"""Among so many sentences, the first that names an organization tells what the story is about."""
FARTHEST = 24
"""So many sentences back 'the alliance' may mean one that is called an alliance."""


class Story:
    """The organizations that have members, sentence by sentence. `context.once(Story)` gives that of a context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._named: list[tuple[Mention, ...]] = []
        self._further: tuple[Sentence | None, tuple[Mention, ...]] = (None, ())

    def clubs(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Those that a sentence names, in order."""
        place = self._place(sentence)
        return self._up_to(place)[place]

    @cached_property
    def first(self) -> tuple[Mention, ...]:
        """Those with which the story begins."""
        return next(filter(None, self._up_to(START - 1)[:START]), ())

    @cached_property
    def about(self) -> tuple[Mention, ...]:
        """Those of the title and of the beginning, the one named most often first; of each its first mention.

        Offsets may be those of the title: only who is meant counts.
        """
        named = [
            *self._title,
            *self._title,
            *(each for some in self._up_to(START - 1)[:START] for each in some),
        ]
        times = Counter(each.entity for each in named)
        first: dict[str, Mention] = {}
        for each in named:
            first.setdefault(each.entity, each)
        return tuple(sorted(first.values(), key=lambda each: -times[each.entity]))

    @cached_property
    def everywhere(self) -> tuple[Mention, ...]:
        """Those of the title and of the whole stretch, each once."""
        every = [
            *self._title,
            *(each for some in self._up_to(len(self._context.sentences) - 1) for each in some),
        ]
        return tuple({each.entity: each for each in reversed(every)}.values())

    def further(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Those of the beginning and of the sentences before, each once, the last named first."""
        known, found = self._further
        if known is not sentence:
            place = self._place(sentence)
            before = self._up_to(place)[max(0, place - FARTHEST) : place]
            named = [*reversed(self.about), *self.first, *(mention for each in before for mention in each)]
            found = tuple({mention.entity: mention for mention in reversed(named)}.values())
            self._further = sentence, found
        return found

    def _place(self, sentence: Sentence) -> int:
        return sentence.index - self._context.sentences[0].index

    def _up_to(self, place: int) -> Sequence[tuple[Mention, ...]]:
        """Those of each sentence of the stretch, as far as that place at least."""
        context, known = self._context, self._context.knowledge
        for sentence in context.sentences[len(self._named) : place + 1]:
            self._named.append(tuple(each for each in context.mentions(sentence) if is_club(each, known)))
        return self._named

    @cached_property
    def _title(self) -> list[Mention]:
        return [each for each in self._context.title if is_club(each, self._context.knowledge)]
