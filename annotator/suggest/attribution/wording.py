"""What the annotator reads: why a sentence is thought to report, who the source is, whom a pronoun means."""

from annotator.model import Mention, Sentence
from annotator.suggest.attribution.frame import Frame
from annotator.suggest.attribution.persons import Persons
from annotator.suggest.attribution.reading import Reading, Speech
from annotator.suggest.attribution.weighing import UNPROVEN
from annotator.suggest.context import Context
from annotator.suggest.language import Language
from annotator.suggest.language_cues import counted

_FORCE = {"factive": "vouches for what it reports", "doubting": "keeps its distance from what it reports"}
_KINDS = {
    "person": "a person",
    "state": "a state",
    "organization": "an organization",
    "place": "a place",
    "office": "an office",
}
_LONG = 60


class Wording:
    """Words the reasons of one context."""

    def __init__(self, context: Context, reading: Reading, language: Language | None) -> None:
        self._context = context
        self._reading = reading
        self._language = language
        self.most = UNPROVEN if language is not None and not language.measured else 1.0
        """The highest score that a cue of the language can earn."""
        self._persons = Persons(context, reading, language)
        self._text = context.document.text

    def reason(self, frame: Frame, sentence: Sentence) -> str:
        """'“contended” with a person as its subject; Wang Wenbin (spokesperson) is the source'."""
        cue = self._short(*frame.words)
        subject, source = self._source(frame, sentence)
        force = _FORCE.get(frame.force)
        parts = [f"“{cue}” {subject}" if subject else f"“{cue}”"]
        if source:
            parts.append(source)
        if force:
            parts.append(f"“{cue}” {force}")
        return "; ".join(parts)

    def continued(self, speech: Speech, sentence: Sentence) -> str:
        """'goes on with what Wang Wenbin says; “contended” stands in a sentence before'."""
        frame = speech.frame
        if frame is None:
            return "a quotation; nobody is named for it here"
        who = self._short(*frame.source) if frame.source else "somebody unnamed"
        if frame.subject == "pronoun" and (
            person := self._persons.stands_for(frame, self._reading.home(frame, sentence))
        ):
            who = f"{who} (most likely {person})"
        where = "before" if frame.words[0] < sentence.start else "after"
        inside = (
            "inside the quotation"
            if speech.how == "inside"
            else "in the turn"
            if speech.how == "paragraph"
            else "a quotation"
        )
        return f"{inside} of {who}; “{self._short(*frame.words)}” stands {where}"

    def basis(self, frame: Frame) -> str:
        """Where the cue's share comes from: "said, a cue in 4481 of 4691 uses; PolNeAR training text"."""
        assert self._language is not None
        where = f"schemas/languages/{self._language.code}.yaml"
        if not frame.cue.measured:
            return f"{where}: {frame.cue.form or frame.cue.text}, not measured"
        hits, _, uses = frame.cue.measured.partition("/")
        if not counted(frame.cue.measured):
            hits, uses = f"fewer than {hits[1:]}", f"about {uses}"
        return f"{where}: {frame.cue.form}, a cue in {hits} of {uses} uses; {self._language.source}"

    def _source(self, frame: Frame, sentence: Sentence) -> tuple[str, str]:
        """What the subject is, and who the source is."""
        if frame.source is None:
            return "with no source named", ""
        words = self._short(*frame.source)
        role = "as its subject" if frame.cue.kind == "verb" and not frame.passive else "as the source"
        if frame.subject == "pronoun":
            person = self._persons.stands_for(frame, sentence)
            return f"with “{words}” {role}", f"{words} is most likely {person}" if person else ""
        mention = self._mention(frame.source, sentence)
        if mention is not None:
            return f"with {_KINDS[mention.kind]} {role}", f"{self._titled(mention)} is the source"
        lowered = set(words.lower().split())
        if (
            self._language is not None
            and (frame.subject == "people" or (frame.subject == "name" and words[1:].islower()))
            and lowered & self._language.list("anonymous")
        ):
            return f"with people {role}", f"{words}: an anonymous source"
        kind = {"name": "a name", "people": "people", "relative": "“" + words + "”"}.get(
            frame.subject, "a noun"
        )
        return f"with {kind} {role}", "" if frame.subject == "relative" else f"{words} is the source"

    def _mention(self, span: tuple[int, int], sentence: Sentence) -> Mention | None:
        """The known entity that a source names: a person before others, else the last; none of an aside."""
        end = self._head_end(*span)
        inside = [m for m in self._context.mentions(sentence) if span[0] <= m.start and m.end <= end]
        led = self._language.list("preposition") if self._language is not None else frozenset()
        inside = [
            m
            for m in inside
            if not led & set(self._text[span[0] : m.start].lower().split())
            and (m.kind == "person" or not self._modifies(m, span[1], led))
        ]
        persons = [m for m in inside if m.kind == "person"]
        return persons[0] if persons else inside[-1] if inside else None

    def _modifies(self, mention: Mention, end: int, led: frozenset[str]) -> bool:
        """True for a name that only tells whose the source is: *Russia's ministry*, *US officials*."""
        words = self._text[mention.end : end].split()
        return bool(words) and words[0][:1] not in '(,“"' and words[0].lower() not in led

    def _head_end(self, start: int, end: int) -> int:
        """Where the words end that name a source, before what is said of it: *The report, seen by ...*."""
        comma = self._text.find(",", start, end)
        if comma < 0:
            return end
        lead, rest = self._text[start:comma], self._text[comma + 1 : end].lstrip()
        lower = lead[:1].islower() or lead.split(" ", 1)[0].lower() in self._articles()
        return comma if lower or rest[:1].islower() else end

    def _articles(self) -> frozenset[str]:
        return self._language.list("article") if self._language is not None else frozenset()

    def _titled(self, mention: Mention) -> str:
        if mention.kind != "person" or self._context.date is None:
            return mention.name
        facts = self._context.knowledge.offices(mention.entity, self._context.date)
        return f"{mention.name} ({facts[-1].role})" if facts and facts[-1].role else mention.name

    def _short(self, start: int, end: int) -> str:
        words = " ".join(self._text[start:end].split())
        return words if len(words) <= _LONG else words[: _LONG - 1].rsplit(" ", 1)[0] + " …"
