"""Claims that an article quotes only to call them false: what is wrong in them is no error of the article.

'"NATO has 35 members." False.' A fact-check says so in a word right after the quotation, or in a line of its own.
"""

import re

from annotator.model import Candidate
from annotator.patterns import regex
from annotator.suggest.context import Context

_VERDICT = regex(
    r"[\"”“'’».,\s]{0,6}(?:[-–—:]\s*)?(?:(?:(?:our )?(?:verdict|rating|ruling|conclusion|assessment|result)|we say)"
    r"\s*[:-]\s*)?"
    r"(?:(?:that|this|the claim|the post|it)(?: is|'s|’s) )?"
    r"(?:mostly |partly |largely |completely |entirely |simply |just |plain |plainly |also )?"
    r"(?:false|wrong|incorrect|inaccurate|untrue|not true|misleading|outdated|fake|made up|no, |no\.|nonsense|"
    r"a lie|a hoax|missing context|altered|satire|fabricated)\b",
    re.IGNORECASE,
)
_CLAIM = regex(
    r"(?:^|\n)[ \t]*(?:\d+[.)] *)?(?:the )?(?:claim|post|rumou?r|myth|what was said)[^\n:]{0,20}:[^\n]*$",
    re.I,
)
"""A line that begins with 'Claim:', up to a place in it."""

_OF_SPELLING = frozenset(("misspelled", "name-form", "wrong-expansion", "misquoted"))
"""Errors that a quotation is not called false for."""


def refuted(candidate: Candidate, context: Context) -> bool:
    """True where the accused words stand in a quotation, or a claim, that is called false right after it."""
    if candidate.type in _OF_SPELLING:
        return False
    text = context.document.text
    for quotation in context.quotations:
        span = quotation.span
        if span.start <= candidate.start and candidate.end <= span.end:
            return bool(_VERDICT.match(text, span.end)) or bool(_CLAIM.search(text, 0, span.start + 1))
    line = text.rfind("\n", 0, candidate.start) + 1
    return bool(_CLAIM.match(text[line : candidate.start]))
