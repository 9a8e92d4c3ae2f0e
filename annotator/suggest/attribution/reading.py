"""The attributions of a stretch of a document, sentence by sentence.

Those with a cue of their own, and speech that goes on from a sentence beside it, inside a quotation or after it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from annotator.model import Sentence
from annotator.suggest.attribution.frame import Frame
from annotator.suggest.attribution.frames import find_frames
from annotator.suggest.attribution.tokens import Tokens, tagger_of
from annotator.suggest.context import Context
from annotator.suggest.language import Language, marks_of
from annotator.suggest.quotations import Quotation

Carried = Literal["inside", "after", "before", "alone", "paragraph"]
"""How a sentence without a cue hangs on one that has it: inside the same quotation, in a quotation after it or
before it, in the paragraph of a speaker named with a colon; or a quotation that nobody is named for."""

LONGEST = 8_000
"""Code points of a sentence beyond which it is no prose and is not parsed."""
LONG = 3
"""Words that a quotation must have to report speech by itself; fewer may be a title or a scare quote."""
MARK = 2
"""Code points that a quotation mark takes at most."""
PLAIN = 0.8
"""The least share of a cue by which a sentence inside a quotation is thought to tell what somebody else says."""


def _reports_of_others(frame: Frame) -> bool:
    """True for *the ministry said that* in somebody's words, not for *I said* or *we hope*."""
    named = frame.source is not None and frame.subject not in ("pronoun", "relative")
    return named and frame.cue.share >= PLAIN and frame.found not in ("none", "lone")


def _within_long(sentence: Sentence, quoted: Sequence[tuple[int, int, Quotation]]) -> bool:
    return any(
        start <= sentence.start and sentence.end <= end and len(quotation.pieces) > 1
        for start, end, quotation in quoted
    )


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


class Speech(Struct, frozen=True):
    """A sentence that reports without a cue of its own."""

    how: Carried
    frame: Frame | None
    """The attribution that it continues."""
    content: tuple[int, int]
    whole: bool
    """True where the quotation is all, or nearly all, of the sentence."""


class Reading:
    """Reads the sentences of one context, each once."""

    def __init__(self, context: Context, language: Language | None, *, lone: bool = False) -> None:
        """With `lone`, cues in no construction are read, too."""
        self._context = context
        self._with_lone = lone
        marks = marks_of(context.document.language)
        self._marks = marks.before | marks.after
        self._tagger = tagger_of(language) if language else None
        self._frames: dict[int, list[Frame]] = {}
        self._lone: dict[int, list[Frame]] = {}
        self._pieces: list[tuple[int, int, Quotation]] = sorted(
            ((p.start, p.end, q) for q in context.quotations if q.depth == 0 for p in q.pieces),
            key=lambda piece: piece[:2],
        )
        self._starts = [start for start, _, _ in self._pieces]

    def frames(self, sentence: Sentence) -> list[Frame]:
        """The attributions with a cue in this sentence, in a construction that the language knows."""
        found = self._frames.get(sentence.index)
        if found is None:
            every = self._read(sentence)
            found = self._frames[sentence.index] = [frame for frame in every if frame.found != "lone"]
            self._lone[sentence.index] = every[len(found) :]
        return found

    def lone(self, sentence: Sentence) -> list[Frame]:
        """The weak attributions of the cues in no construction."""
        self.frames(sentence)
        return self._lone[sentence.index]

    def _read(self, sentence: Sentence) -> list[Frame]:
        if self._tagger is None or len(sentence.text) > LONGEST:
            return []
        text = self._context.document.text
        start, end, quoted = sentence.start, sentence.end, self.quoted(sentence)
        nested = _within_long(sentence, quoted)
        if nested:
            start, end, quoted = *self._unmarked(start, end), []
        tokens = Tokens(text, start, end, [(first, last) for first, last, _ in quoted], self._tagger)
        frames = find_frames(
            tokens,
            self._tagger.language,
            starts_paragraph=self._context.starts_paragraph(sentence),
            lone=self._with_lone and not nested,
        )
        if nested:
            return [frame for frame in frames if frame.found == "colon" or _reports_of_others(frame)]
        whole = [self._whole(self._reaching(frame, sentence), quoted, sentence) for frame in frames]
        # "- Jane Roe" under no quotation is a row of a list
        return [frame for frame in whole if frame.contents or frame.found != "colon"]

    def nested(self, sentence: Sentence) -> bool:
        """True inside a quotation of several paragraphs, such as a transcript or a report: others may speak there."""
        return _within_long(sentence, self.quoted(sentence))

    def _unmarked(self, start: int, end: int) -> tuple[int, int]:
        """A sentence without the quotation marks around it."""
        text, marks = self._context.document.text, self._marks
        while start < end and text[start] in marks:
            start += 1
        while start < end and text[end - 1] in marks:
            end -= 1
        return start, end

    def _reaching(self, frame: Frame, sentence: Sentence) -> Frame:
        """A frame whose content is the quotation after it (*Roe said:*) or before it (*— Jane Roe*)."""
        if frame.contents or frame.source is None:
            return frame
        context = self._context
        if sentence.text.endswith(":") and (after := context.after(sentence)) is not None:
            beside = self.quoted(after)[:1]
            if beside and beside[0][0] == after.start:
                return replace(frame, contents=((beside[0][2].start, beside[0][2].end),), found="quote")
        if frame.found == "colon" and (before := context.before(sentence)) is not None:
            beside = self.quoted(before)[-1:]
            if beside and beside[0][1] >= before.end:
                return replace(frame, contents=((beside[0][2].start, beside[0][2].end),))
        return frame

    def _whole(self, frame: Frame, quoted: Sequence[tuple[int, int, Quotation]], sentence: Sentence) -> Frame:
        """The frame with contents that reach as far as their quotations do, over sentences and paragraphs."""
        if not frame.contents or not quoted:
            return frame
        contents = []
        for content in frame.contents:
            start, end = content
            for first, last, quotation in quoted:
                if last > sentence.end and first < end <= last:
                    end = quotation.end
                if first < sentence.start and first <= start < last:
                    start = quotation.start
            contents.append((start, end))
        return replace(frame, contents=tuple(contents))

    def quoted(self, sentence: Sentence) -> list[tuple[int, int, Quotation]]:
        """The outermost quotations that meet a sentence, a paragraph's piece each."""
        return self._meeting(sentence.start, sentence.end)

    def _meeting(self, start: int, end: int) -> list[tuple[int, int, Quotation]]:
        place = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for first, last, quotation in self._pieces[place:]:
            if first >= end:
                break
            if last > start:
                found.append((first, last, quotation))
        return found

    def mode(self, frame: Frame, sentence: Sentence) -> str:
        """'direct' where all that it reports is quoted, 'mixed' where a part is, else 'indirect'."""
        text = self._context.document.text
        inside = outside = 0
        for start, end in frame.contents:
            spans = [
                (max(first, start), min(last, end))
                for first, last, _ in self._meeting(min(start, sentence.start), max(end, sentence.end))
                if first < end and start < last
            ]
            quoted = sum(_letters(text[first:last]) for first, last in spans)
            inside += quoted
            outside += _letters(text[start:end]) - quoted
        return "indirect" if not inside else "mixed" if outside else "direct"

    def speech(self, sentence: Sentence) -> Speech | None:
        """How a sentence without a cue reports speech; None where it reports none."""
        quoted = self.quoted(sentence)
        if not quoted:
            return self._turn(sentence)
        first, last, quotation = quoted[0]
        content = (max(first, sentence.start), min(last, sentence.end))
        if quotation.start < sentence.start and first <= sentence.start:
            turn = self._turn(sentence) if self.nested(sentence) else None
            frame = self._frame_of(quotation, sentence) or self._opened_by(quotation, sentence)
            return turn or Speech("inside", frame, content, content[1] == sentence.end)
        words = max(quoted, key=lambda q: min(q[1], sentence.end) - q[0])
        text = self._context.document.text
        content = (words[0], min(words[1], sentence.end))
        if not self._long(text[content[0] : content[1]]):
            return None
        rest = len(sentence.text) - sum(min(e, sentence.end) - max(s, sentence.start) for s, e, _ in quoted)
        whole = rest <= 0.2 * len(sentence.text)
        if words[2].end > sentence.end:
            frame = self._frame_of(words[2], sentence)
            if frame is not None:
                return Speech("before", frame, content, whole)
        if whole:
            for neighbour, how in self._neighbours(sentence):
                frame = self._speaker_of(neighbour)
                if frame is not None:
                    return Speech(how, frame, content, whole)
        return Speech("alone", None, content, whole)

    def _long(self, quotation: str) -> bool:
        words = [word for word in quotation.split() if word[-1].isalnum() or len(word) > 1]
        if len(words) < LONG:
            return False
        capitals = sum(1 for word in words if word.strip("“”\"'‘’(").istitle() or not word[-1].isalpha())
        return (
            len(words) > 8
            or quotation.rstrip("\"”’'»").endswith((".", "!", "?", ","))
            or capitals < len(words) - 1
        )

    def _opened_by(self, quotation: Quotation, sentence: Sentence) -> Frame | None:
        """The attribution on which the sentence hangs in which a quotation begins: *Roe said: “A. | B.”*."""
        first = self._sentence(self._index_at(quotation.start))
        if first is None or first.index >= sentence.index:
            return None
        speech = self.speech(first)
        return speech.frame if speech is not None else None

    def _frame_of(self, quotation: Quotation, sentence: Sentence) -> Frame | None:
        """The attribution whose content meets a quotation, in the sentence where it begins or ends."""
        for index in (self._index_at(quotation.start), self._index_at(quotation.end - 1)):
            other = self._sentence(index)
            if other is None or other.index == sentence.index:
                continue
            for frame in self.frames(other):
                inside = quotation.start <= frame.words[0] < quotation.end
                if not inside and any(
                    start < quotation.end and quotation.start < end for start, end in frame.contents
                ):
                    return frame
        return None

    def home(self, frame: Frame, beside: Sentence) -> Sentence:
        """The sentence in which the cue of a frame stands; `beside` where the stretch lacks it."""
        return self._sentence(self._index_at(frame.words[0])) or beside

    def _index_at(self, offset: int) -> int:
        sentences = self._context.sentences
        place = bisect_right(sentences, offset, key=lambda s: s.start) - 1
        return sentences[place].index if place >= 0 else -1

    def _sentence(self, index: int) -> Sentence | None:
        sentences = self._context.sentences
        place = index - sentences[0].index
        return sentences[place] if 0 <= place < len(sentences) else None

    def _neighbours(self, sentence: Sentence) -> list[tuple[Sentence, Carried]]:
        """The sentences whose speaker may go on speaking in this one: before it in its paragraph, or after."""
        found: list[tuple[Sentence, Carried]] = []
        context = self._context
        before = context.before(sentence)
        if (before is not None and not context.starts_paragraph(sentence)) or (
            before is not None and before.text.rstrip().endswith(":")
        ):
            found.append((before, "after"))
        after = context.after(sentence)
        if after is not None and not context.starts_paragraph(after):
            found.append((after, "before"))
        return found

    def _speaker_of(self, sentence: Sentence) -> Frame | None:
        """The attribution by speech in a sentence, or the one that it continues."""
        for frame in self.frames(sentence):
            if frame.source is not None and frame.cue.takes & {"quote", "after"}:
                return frame
        quoted = self.quoted(sentence)
        return self._frame_of(quoted[0][2], sentence) if quoted else None

    def _turn(self, sentence: Sentence) -> Speech | None:
        """A sentence in the paragraph of a speaker who is named with a colon."""
        context = self._context
        current = sentence
        for _ in range(12):
            if context.starts_paragraph(current):
                break
            before = context.before(current)
            if before is None:
                return None
            current = before
        if current is sentence:
            return None
        for frame in self.frames(current):
            if frame.found == "colon" and frame.source and frame.source[0] <= current.start + MARK:
                return Speech("paragraph", frame, (sentence.start, sentence.end), True)
        return None
