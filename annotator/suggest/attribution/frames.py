"""Attributions in one sentence: who (source), which words tell so (cue), and what (content).

Looks at every cue word outside quotations and keeps those that stand in a frame the language knows.
"""

from collections.abc import Iterator

from annotator.suggest.attribution.contents import Contents
from annotator.suggest.attribution.frame import Frame
from annotator.suggest.attribution.lone import LoneFinder
from annotator.suggest.attribution.nominal import NounFinder
from annotator.suggest.attribution.phrases import Grammar
from annotator.suggest.attribution.speakers import SpeakerFinder
from annotator.suggest.attribution.tokens import Tokens
from annotator.suggest.attribution.verbal import VerbFinder
from annotator.suggest.language import Language


def find_frames(
    tokens: Tokens, language: Language, *, starts_paragraph: bool, lone: bool = False
) -> list[Frame]:
    """The attributions of a sentence, in the order of their cues; with `lone`, then the cues in no construction."""
    found: list[Frame] = []
    finder = _Frames(Grammar(tokens, language))
    whole = ("that", "prep", "to") if "bare-clause" in language.grammar else ("that",)  # "offered advice to"
    done = tokens.start
    starts, openers = tokens.starts, language.openers
    for place, low in enumerate(tokens.low):
        if low not in openers or starts[place] < done:
            continue
        frame = next(finder.at(place, low), None)
        if frame is not None:
            while found and found[-1].words[1] > frame.words[0]:
                lesser = frame.found == "none" or (frame.cue.kind == "noun" and frame.found not in whole)
                if found[-1].words[0] < frame.words[0] or lesser:
                    break
                found.pop()  # "declined" of "declined to say"
            else:
                found.append(frame)
            done = frame.words[1]
    if starts_paragraph or tokens.titled:
        found.extend(finder.speakers.colon(found))
    found.extend(finder.speakers.signature())
    found.extend(finder.speakers.introduced(found))
    if lone:
        found.extend(finder.lone.cues(found))
    return found


class _Frames:
    """All finders of one sentence."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        contents = Contents(grammar)
        self.verbs = VerbFinder(contents)
        self.nouns = NounFinder(contents)
        self.speakers = SpeakerFinder(contents)
        self.lone = LoneFinder(contents)

    def at(self, place: int, low: str) -> Iterator[Frame]:
        """The frames whose cue stands at `place`, best first."""
        grammar, language = self.grammar, self.grammar.language
        tag = grammar.tags[place]
        for words, cue in language.phrases.get(low, ()):
            if tuple(grammar.low[place : place + len(words)]) == words:
                yield from _some(self.nouns.phrase(place, place + len(words), cue))
        form = language.verbs.get(low) if tag == "v" else None
        verb = grammar.verb(place, form) if form is not None else None
        if verb is not None and verb.passive and low in language.adjectives:
            yield from _some(self.nouns.adjective(place, language.adjectives[low]))  # "are worried that"
        if verb is not None:
            yield from _some(self.verbs.find(verb))
        elif tag != "M":
            noun, adjective = language.nouns.get(low), language.adjectives.get(low)
            if noun is not None:
                yield from _some(self.nouns.noun(place, noun))
            if adjective is not None:
                yield from _some(self.nouns.adjective(place, adjective))


def _some(frame: Frame | None) -> Iterator[Frame]:
    if frame is not None:
        yield frame
