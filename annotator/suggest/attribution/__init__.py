"""Proposes `attribution` for sentences that report what somebody said, thinks or wants, and tells who, by which
words, and what.

A candidate covers its sentence. Its `spans` are one attribution after another, each in the order source, cue,
contents; a piece may lie outside the sentence, where a quotation runs on. A sentence that continues a quotation
carries the pieces of the attribution that it continues.
"""

from annotator.suggest.attribution.rule import Attribution

__all__ = ["Attribution"]
