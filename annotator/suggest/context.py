"""What a rule may look at: the sentence, what stands around it, its mentions, and the knowledge."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar, cast

from annotator.knowledge import Knowledge
from annotator.matching import DocumentMatcher, Matcher
from annotator.model import Candidate, Document, Mention, Sentence
from annotator.schema import Schema
from annotator.suggest.language import marks_of
from annotator.suggest.quotations import Quotation, find_quotations
from annotator.suggest.twice_told import Contradiction, contradictions

T = TypeVar("T")


class Context:
    """A stretch of one document, in reading order, and everything known about it.

    A rule reads it and changes nothing. `mentions` are found as far as they are asked for, so the first
    sentence of a long document costs no more than that of a short one.
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        schema: Schema,
        knowledge: Knowledge,
        matcher: Matcher,
        hides: Callable[[Mention], bool] | None = None,
    ) -> None:
        """`hides` tells of a mention whether the desk has muted its name."""
        self.document = document
        self.sentences = sentences
        """The sentences of the stretch."""
        self.schema = schema
        self.knowledge = knowledge
        self._first = sentences[0].index if sentences else 0
        self._matcher, self._reader = matcher, DocumentMatcher(matcher)
        self._hides = hides
        self._mentions: list[tuple[Mention, ...]] = []
        self._made: dict[Callable[[Context], Any], Any] = {}

    @property
    def date(self) -> datetime.date | None:
        """The day at which facts are checked; with None nothing is accused of being wrong at a date."""
        return self.document.date

    @cached_property
    def text(self) -> str:
        """The text of the stretch."""
        return self.document.text[self.sentences[0].start : self.sentences[-1].end]

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The known entities in a sentence of the stretch, in order, offsets into the document."""
        place = sentence.index - self._first
        while len(self._mentions) <= place:
            self._mentions.append(self._shown(self._reader.find(self.sentences[len(self._mentions)])))
        return self._mentions[place]

    @cached_property
    def title(self) -> tuple[Mention, ...]:
        """The known entities in the title of the document, offsets into the title."""
        return self._shown(self._matcher.find(self.document.title))

    def _shown(self, found: Iterable[Mention]) -> tuple[Mention, ...]:
        """Those that the desk has not muted."""
        return tuple(each for each in found if self._hides is None or not self._hides(each))

    def once(self, make: Callable[["Context"], T]) -> T:
        """What `make` makes of this context: made when it is first asked for, and forgotten with the context."""
        found = self._made.get(make)
        if found is None:
            found = self._made[make] = make(self)
        return cast(T, found)

    def before(self, sentence: Sentence, steps: int = 1) -> Sentence | None:
        """The sentence `steps` before; None where the stretch does not hold it."""
        return self._at(sentence.index - steps)

    def after(self, sentence: Sentence, steps: int = 1) -> Sentence | None:
        """The sentence `steps` after; None where the stretch does not hold it."""
        return self._at(sentence.index + steps)

    def starts_paragraph(self, sentence: Sentence) -> bool:
        """True where a line break stands between this sentence and the one before, or none is before."""
        before = self.before(sentence)
        if before is None:
            return True
        return any(mark in self.document.text[before.end : sentence.start] for mark in "\n\r\u2028\u2029")

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations of the stretch, in order, offsets into the document."""
        if not self.sentences:
            return ()
        start, end = self.sentences[0].start, self.sentences[-1].end
        return tuple(find_quotations(self.document.text, start, end, marks_of(self.document.language)))

    @cached_property
    def contradictions(self) -> Mapping[int, Sequence[Contradiction]]:
        """The figures of the stretch that it tells otherwise elsewhere, by the index of their sentence."""
        return contradictions(self.sentences)

    def _at(self, index: int) -> Sentence | None:
        place = index - self._first
        return self.sentences[place] if 0 <= place < len(self.sentences) else None


class Rule(Protocol):
    """Looks at one sentence and proposes labels, each with a reason and a source. It keeps no state."""

    @property
    def id(self) -> str:
        """Its name in candidates and statistics: 'membership'."""
        ...

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]: ...
