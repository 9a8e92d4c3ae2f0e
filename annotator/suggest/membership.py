"""Members of organizations: wrong-kind, not-member, wrong-number and wrong-date, at the document's date.

'One of the nine members of the SCO is Wang Wenbin' has two errors in it. What is denied, asked, past,
hoped for or in dispute is left alone, and so is every number that may mean a part.
"""

import re
from collections.abc import Iterator

from annotator.model import Candidate, Sentence
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.membership_checks import LEAVING, RULE, Bench, check_belonging
from annotator.suggest.membership_counts import countings
from annotator.suggest.membership_leavings import check_leavings
from annotator.suggest.membership_ordinals import ranks
from annotator.suggest.membership_patterns import belongings
from annotator.suggest.membership_ranks import check_rank
from annotator.suggest.membership_referents import Referents
from annotator.suggest.membership_sizes import check_counting
from annotator.suggest.membership_told import Told, check_told
from annotator.suggest.sketch import sketch
from annotator.suggest.story import Story

_QUESTION = regex(r"\?[\"”'’»)\]]*\s*$")
_BLOC = regex(
    r"\b(?:bloc|alliance|grouping|organi[sz]ation|pact|group|club|association|union|cartel|league|community|court|"
    r"council|body|forum|members?|ally|allies|of (?:them|these)|founders|the others|ones|in (?:it|that)|"
    r"ha(?:s|ve) joined|come in|to be admitted|to join|trio|quartet|quintet|foursome|(?:is|are) in|"
    r"joined|entered|came in|admitted|acceded|accession|received|added|followed|did so|made it|"
    r"signator(?:y|ies)|founding|membership|parties|it (?:now |today |currently )?numbers|"
    r"(?:countries|states|nations|governments)(?=[^.]*(?::| [-–—])))\b|-(?:member|nation)\b",
    re.I,
)
"""Without an organization that is named, a sentence has one of these."""


class Membership:
    """Checks who is called a member of what, and how many members there are."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        if _QUESTION.search(sentence.text):
            return
        story = context.once(Story)
        clubs = bool(story.clubs(sentence))
        if not clubs and not story.further(sentence):
            return
        told_of = clubs or bool(_BLOC.search(sentence.text))
        if not told_of and not any(each.kind in ("state", "person") for each in context.mentions(sentence)):
            return
        short = sketch(sentence, context)
        refer = Referents(short, sentence, context)
        bench = Bench(short, context.knowledge, context.date, refer)
        told = Told(bench)
        yield from check_told(bench, told)
        if not told_of:
            return
        if not clubs and refer.implied(0) is None and all(refer.noun(at) is None for at in short.places("B")):
            return
        for belonging in belongings(short, refer):
            if not told.unlikely(belonging.item, belonging.org):
                yield from check_belonging(bench, belonging)
        if LEAVING.search(short.text):
            yield from check_leavings(bench)
        for rank in ranks(short, refer):
            yield from check_rank(bench, rank)
        if "Q" in short.text:
            for counting in countings(short, refer):
                if not told.unlikely(counting.number, counting.org):
                    yield from check_counting(bench, counting)
