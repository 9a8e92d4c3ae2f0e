"""Proposes `attribution` for sentences that report what somebody said, thinks or wants.

A candidate covers its sentence. Its `spans` tell who, by which words, and what: one attribution after another,
each in the order source, cue, contents. A piece may lie outside the sentence, where a quotation runs on; a
sentence that continues a quotation carries the pieces of the attribution that it continues.
"""

from annotator.suggest.attribution.rule import Attribution

__all__ = ["Attribution"]
