"""Runs the rules over the sentences of a document, and ranks what they propose."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from annotator.knowledge import Knowledge
from annotator.matching import Matcher
from annotator.model import Article, Candidate, Mention, Sentence, Suggestions
from annotator.schema import Schema
from annotator.suggest.context import Context, Rule
from annotator.suggest.excerpt import excerpt, moved
from annotator.suggest.isolation import Troubles, is_ours, run
from annotator.suggest.language import main_code
from annotator.suggest.learning import Learned, Muted, basis_of
from annotator.suggest.reach import CHECKED
from annotator.suggest.refuted import refuted
from annotator.suggest.rules import BUILT_IN

BLOCK = 256
"""Sentences that share a context."""
LEAD = 64
"""Sentences before a block that are read for it: who was named, which quotation is open."""
TRAIL = 8
"""Sentences after a block that its rules may look at."""
THRESHOLD = 0.5
"""Candidates below this score are not shown."""


class Suggester:
    """The rules, what they know and the labels they may propose. Safe to share; expensive to make."""

    def __init__(
        self,
        knowledge: Knowledge,
        schema: Schema,
        rules: Sequence[Rule] = BUILT_IN,
        *,
        threshold: float = THRESHOLD,
        learned: Learned | None = None,
        muted: Muted | None = None,
        troubles: Troubles | None = None,
    ) -> None:
        """`learned` moves scores, `muted` is left out, `troubles` takes the faults of foreign rules.

        The threshold is for scores as shipped: what was learned hides no candidate.
        """
        self.knowledge = knowledge
        self.schema = schema
        self.rules = rules
        self.threshold = threshold
        self.learned = learned or Learned()
        self.muted = muted or Muted()
        self.troubles = troubles or Troubles()
        self.matcher = Matcher(knowledge)

    def analyse(self, document: Article, sentences: Sequence[Sentence]) -> "Analysis":
        """Candidates for a document, computed as they are asked for."""
        return Analysis(self, document, sentences)


class Analysis:
    """The candidates of one document, sentence by sentence, on demand.

    The context of a sentence reaches over its block of 256 sentences and the 64 before, however it was
    come to: by reading from the start or by a jump. Not safe to call from two threads at once.
    """

    def __init__(self, suggester: Suggester, document: Article, sentences: Sequence[Sentence]) -> None:
        self.document = document
        self.sentences = sentences
        self._suggester = suggester
        self._block: tuple[int, Context, int] | None = None
        """The block at hand, its context, and how far that lies from the beginning of the document."""

    def __len__(self) -> int:
        return len(self.sentences)

    def __iter__(self) -> Iterator[Suggestions]:
        return (self.suggestions(index) for index in range(len(self.sentences)))

    def suggestions(self, index: int) -> Suggestions:
        """Mentions and candidates of the sentence `index`, best candidate first."""
        context, sentence, offset = self._place(index)
        s = self._suggester
        found = (self._finished(each, sentence, context) for each in self._found(sentence, context))
        kept = (each for each in found if each is not None)
        ordered = ranked(kept, s.schema, s.threshold)
        return moved(Suggestions(sentence, context.mentions(sentence), ordered), offset)

    def mentions(self, index: int) -> tuple[Mention, ...]:
        """The known entities that the sentence `index` names; no rule is asked."""
        context, sentence, offset = self._place(index)
        return moved(Suggestions(sentence, context.mentions(sentence), ()), offset).mentions

    def _found(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        """What the rules propose that are not muted."""
        s = self._suggester
        for rule in s.rules:
            if not is_ours(rule):
                yield from run(rule, sentence, context, s.troubles, s.muted.rules)
            elif rule.id not in s.muted.rules:
                for each in rule(sentence, context):
                    if self._may_say(each, context):
                        yield each

    def _may_say(self, candidate: Candidate, context: Context) -> bool:
        """False for an accusation by a rule of ours in another language than that of our names (Wladimir Putin), and
        for one of a claim that the article itself calls false."""
        label = self._suggester.schema.label(candidate.label)
        if label is None or not label.accuses:
            return True
        return main_code(self.document.language) in CHECKED and not refuted(candidate, context)

    def _finished(self, candidate: Candidate, sentence: Sentence, context: Context) -> Candidate | None:
        """With what it rests on, and what was learned of it; None where that is muted."""
        s = self._suggester
        language = self.document.language
        basis = candidate.basis or basis_of(candidate, sentence, context.mentions(sentence), language)
        if s.muted.cues and s.muted.silences(basis):
            return None
        return s.learned.shown(replace(candidate, basis=basis) if basis else candidate)

    def _place(self, index: int) -> tuple[Context, Sentence, int]:
        """The context of a sentence, the sentence there, and what its offsets lack to be the document's."""
        block = index // BLOCK
        first = max(0, block * BLOCK - LEAD)
        if self._block is None or self._block[0] != block:
            stretch = self.sentences[first : (block + 1) * BLOCK + TRAIL]
            document, sentences, offset = excerpt(self.document, stretch)
            s = self._suggester
            hides = s.muted.hides if s.muted.aliases else None
            made = Context(document, sentences, s.schema, s.knowledge, s.matcher, hides)
            self._block = (block, made, offset)
        _, context, offset = self._block
        return context, context.sentences[index - first], offset


def ranked(found: Iterable[Candidate], schema: Schema, threshold: float) -> tuple[Candidate, ...]:
    """Those that the schema has a label for, each once, best first; the order is the same in every run."""
    best: dict[tuple[str, str, int, int], Candidate] = {}
    for candidate in found:
        label = schema.label(candidate.label)
        if max(candidate.score, candidate.shipped) < threshold or label is None:
            continue
        if candidate.type and not label.has_type(candidate.type):
            continue
        key = (candidate.label, candidate.type, candidate.start, candidate.end)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.start, c.end, c.label, c.type)))
