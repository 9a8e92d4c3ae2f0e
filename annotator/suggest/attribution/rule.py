"""The rule: a reading of the sentence, turned into one candidate with its score and reason."""

from collections.abc import Iterable, Iterator

from annotator.model import Candidate, Piece, Sentence
from annotator.suggest.attribution.frame import Frame
from annotator.suggest.attribution.reading import Reading, Speech
from annotator.suggest.attribution.weighing import Weights, load_weights
from annotator.suggest.attribution.wording import Wording
from annotator.suggest.context import Context
from annotator.suggest.language import load_language

CARRIED = {"inside": 0.95, "after": 0.93, "before": 0.93, "alone": 0.75, "paragraph": 0.8}
"""The share of sentences without a cue that report speech, by how they hang on another."""
IN_PART = 0.72
"""The same for a sentence of which a quotation is only a part."""


class Attribution:
    """Proposes `attribution` for the whole sentence. Reads each context once and forgets it with the context."""

    id = "attribution"

    def __init__(self, weights: Weights | None = None) -> None:
        """With weights for every language, or None: those that come with the program."""
        self._weights = weights

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]:
        reading, wording = context.once(self._read)
        weights = self._weights or load_weights(context.document.language)
        weighed = weights.weigh([*reading.frames(sentence), *reading.lone(sentence)])
        kept = [(frame, score) for frame, score in weighed if score >= weights.least]
        sure = kept and max(s for _, s in kept) >= 0.9 and not reading.nested(sentence)
        speech = None if sure else reading.speech(sentence)
        if speech is not None:
            yield self._carried(sentence, speech, kept, reading, wording)
        elif weighed:
            best = max(weighed, key=lambda w: w[1])
            kept = kept or [best]
            yield Candidate(
                label="attribution",
                start=sentence.start,
                end=sentence.end,
                score=round(min(wording.most, weights.together([share for _, share in kept])), 3),
                rule=self.id,
                reason=wording.reason(best[0], sentence),
                source=wording.basis(best[0]),
                spans=tuple(piece for frame, _ in kept for piece in pieces(frame)),
                attributes=self._attributes(best[0], sentence, reading),
                basis=(f"cue {best[0].cue.text}",),
            )

    def _read(self, context: Context) -> tuple[Reading, Wording]:
        language = load_language(context.document.language)
        weights = self._weights or load_weights(context.document.language)
        reading = Reading(context, language, lone=weights.lone)
        return reading, Wording(context, reading, language)

    @staticmethod
    def _attributes(frame: Frame, sentence: Sentence, reading: Reading) -> tuple[tuple[str, str], ...]:
        """How the words are given, and what the cue says of their truth."""
        return (("mode", reading.mode(frame, sentence)), ("force", frame.force))

    def _carried(
        self,
        sentence: Sentence,
        speech: Speech,
        kept: list[tuple[Frame, float]],
        reading: Reading,
        wording: Wording,
    ) -> Candidate:
        spans = [piece for frame, _ in kept for piece in pieces(frame)]
        if speech.frame is not None:
            new = pieces(speech.frame, extra=speech.content)
            spans = [*spans, *new] if kept else list(new)
        elif not kept:
            spans = [Piece("content", *speech.content)]
        named = max(kept, key=lambda pair: pair[1])[0] if kept and speech.frame is None else None
        basis = "quotation marks" if speech.how != "paragraph" else "a speaker named with a colon"
        score = CARRIED[speech.how] if speech.whole or speech.how == "inside" else IN_PART
        return Candidate(
            label="attribution",
            start=sentence.start,
            end=sentence.end,
            score=round(max([score, *(min(wording.most, s) for _, s in kept)]), 3),
            rule=self.id,
            reason=wording.reason(named, sentence) if named else wording.continued(speech, sentence),
            source=wording.basis(named) if named else basis,
            spans=tuple(spans),
            attributes=(
                self._attributes(named, sentence, reading)
                if named
                else (
                    ("mode", "direct" if speech.whole or speech.how == "inside" else "mixed"),
                    ("force", speech.frame.force if speech.frame is not None else "neutral"),
                )
            ),
            basis=(f"cue {named.cue.text}",) if named else (f"speech {speech.how}",),
        )


def pieces(frame: Frame, extra: tuple[int, int] | None = None) -> Iterator[Piece]:
    """Source, cue and contents of a frame; `extra` is content of another sentence that belongs to it."""
    if frame.source is not None:
        yield Piece("source", *frame.source)
    yield Piece("cue", *frame.words)
    held = False
    for start, end in frame.contents:
        held = held or (extra is not None and start <= extra[0] and extra[1] <= end)
        yield Piece("content", start, end)
    if extra is not None and not held:
        yield Piece("content", *extra)
