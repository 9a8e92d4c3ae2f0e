"""Whom *he* or *she* stands for, where it is plain; nobody where two could be meant.

Looks back from the pronoun for the last sentence that names persons. One person is plain; of several the one is
who alone may be a man or a woman, by the titles beside the names (*Mrs*, *spokesman*). Whose given name tells
otherwise is nobody's *she* or *he*.
"""

from msgspec import Struct

from annotator.model import Sentence
from annotator.suggest.attribution.frame import Frame
from annotator.suggest.attribution.reading import Reading
from annotator.suggest.context import Context
from annotator.suggest.language import Language, load_language

_REACH = 4
"""Sentences in which the person is looked for that a pronoun stands for."""
_BESIDE = 3
"""Words before a name that may tell whether it is a man's or a woman's."""


class _Person(Struct, frozen=True):
    name: str
    start: int
    end: int


class Persons:
    """The persons whom the pronouns of one context stand for."""

    def __init__(self, context: Context, reading: Reading, language: Language | None) -> None:
        self._context = context
        self._reading = reading
        self._language = language
        self._text = context.document.text

    def stands_for(self, frame: Frame, sentence: Sentence) -> str:
        """The person whom the source of a frame stands for; empty where it is no such pronoun, or not plain."""
        if frame.source is None or self._language is None:
            return ""
        pronoun = self._text[slice(*frame.source)].lower()
        male, female = (pronoun in self._language.list(name) for name in ("male", "female"))
        if male == female:
            return ""
        other_sex = "female" if male else "male"
        against = self._language.list(f"{other_sex}-title")
        named_else = self._given(f"{other_sex}-name")
        other: Sentence | None = sentence
        for _ in range(_REACH):
            if other is None:
                return ""
            named = self._named(other, frame.source[0])
            if named:
                fitting = {
                    person.name
                    for person in named
                    if not self._beside(person, other) & against
                    and person.name.partition(" ")[0].lower() not in named_else
                }
                return fitting.pop() if len(fitting) == 1 else ""
            other = self._context.before(other)
        return ""

    def _given(self, list: str) -> frozenset[str]:
        """Given names of the language, and of English, in which the lists of persons are written."""
        assert self._language is not None
        english = load_language("en")
        return self._language.list(list) | (english.list(list) if english else frozenset())

    def _named(self, sentence: Sentence, end: int) -> list[_Person]:
        """The persons named in a sentence before the place `end`; of those unknown, the ones who speak."""
        known = [
            _Person(m.name, m.start, m.end)
            for m in self._context.mentions(sentence)
            if m.kind == "person" and m.end <= end
        ]
        if known:
            return known
        return [
            _Person(self._text[slice(*frame.source)], *frame.source)
            for frame in self._reading.frames(sentence)
            if frame.source is not None
            and frame.subject == "name"
            and frame.source[1] <= end
            and not self._is_office(frame.source)
        ]

    def _is_office(self, source: tuple[int, int]) -> bool:
        """True for *the ministry* and the like, also with an adjective that begins a sentence: no name of a person."""
        text = self._text[slice(*source)]
        words = text.lower().split()
        if self._language is None:
            return False
        bare = text[1:].islower() and bool(self._language.list("people") & set(words))
        return bare or bool(self._language.list("article") & set(words[:1]))

    def _beside(self, person: _Person, sentence: Sentence) -> set[str]:
        """The words beside a name that may tell of a man or a woman."""
        before = self._text[sentence.start : person.start].lower().split()[-_BESIDE:]
        inside = self._text[person.start : person.end].lower().split()
        after = self._text[person.end : sentence.end]
        aside = after[1:].lower().split(",")[0].split()[: _BESIDE + 1] if after.startswith(",") else []
        return {word.strip("“”\"'’,;:") for word in (*before, *inside, *aside)}
