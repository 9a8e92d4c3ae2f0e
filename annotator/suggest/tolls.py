"""Figures that an article gives twice and differently: how many were killed, what it costs, how long it took.

Which of the two is right is not known. Told are those that look like one figure told twice (`twice_told.py`), that
stand in the same words (`retold.py`), or that point back to one told before (`pointing.py`).
"""

import re
from collections.abc import Iterator

from annotator.model import Candidate, Sentence, Span
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.pointing import pointing
from annotator.suggest.retold import retold
from annotator.suggest.wording import shortened

RULE = "inconsistent-figures"
SOURCE = "the article itself"
_PLACES = frozenset(("state", "place"))
_OFFICE = regex(
    r"(?:['’]s)? (?:[\w-]+ ){0,2}(?:minister|president|premier|chancellor|king|secretary|ambassador|spokes\w+|"
    r"official)\b",
    re.IGNORECASE,
)


class Tolls:
    """Compares the figures of a sentence with those given elsewhere."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        plain = [*retold(sentence, context), *pointing(sentence, context)]
        yield from plain
        for found in context.contradictions.get(sentence.index, ()):
            here, other = found.accused, found.other
            there = context.sentences[other.sentence - context.sentences[0].index]
            if "definite" not in here.marks and not _places(sentence, context) <= _places(there, context):
                continue  # it may tell of another place
            where = "before" if other.sentence < sentence.index else "later"
            span = Span(sentence.start + here.start, sentence.start + here.end)
            if any(span.meets(each.span) for each in plain):
                continue
            reason = f"{here.words} here, {other.words} {where}: “{shortened(there.text)}”"
            sure = round(found.sure, 3)
            yield Candidate("error", span.start, span.end, sure, RULE, reason, SOURCE, "inconsistent")


def _places(sentence: Sentence, context: Context) -> set[str]:
    """The places that a sentence names, but for those of offices: 'Peru's foreign minister' may say it of any."""
    return {
        mention.entity
        for mention in context.mentions(sentence)
        if mention.kind in _PLACES and not _OFFICE.match(context.document.text, mention.end)
    }
