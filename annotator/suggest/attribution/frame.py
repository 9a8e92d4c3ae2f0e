"""An attribution as found in a sentence, and how it is made from places."""

from typing import Literal

from msgspec import Struct

from annotator.suggest.attribution.contents import Contents, Found
from annotator.suggest.attribution.phrases import Range
from annotator.suggest.attribution.verbs import Verb
from annotator.suggest.language import Cue, Force

Subject = Literal["name", "people", "pronoun", "relative", "noun", "none"]
"""What sort of words the source is."""


class Frame(Struct, frozen=True):
    """One attribution; offsets into the document."""

    cue: Cue
    source: Range | None
    words: Range
    """The cue's own words: 'has also mentioned'."""
    contents: tuple[Range, ...]
    found: Found
    subject: Subject
    negated: bool = False
    passive: bool = False
    participle: bool = False
    infinitive: bool = False
    quoted: bool = False
    """A quotation stands in its contents."""
    beside: str = ""
    """The tags of the two tokens before the cue and of the two after it."""
    force: Force = "neutral"
    """What the cue says here of the truth of what it reports."""


class Finder:
    """What the finders share: the grammar of the sentence, and how a frame is made."""

    def __init__(self, contents: Contents) -> None:
        self.c = contents
        self.g = contents.g
        self.tags = contents.tags
        self.end = contents.end
        self.language = contents.language

    def frame(
        self,
        verb: Verb | None,
        cue: Cue,
        source: Range | None,
        words: Range,
        contents: list[Range],
        found: Found,
    ) -> Frame:
        contents = [c for c in contents if c[0] < c[1]]
        return Frame(
            cue=cue,
            source=self._offsets(source) if source else None,
            words=self._offsets(words),
            contents=tuple(self._offsets(c) for c in contents),
            found=found if contents or found in ("none", "colon", "lone") else "none",
            subject=self._subject_kind(source),
            negated=verb is not None and verb.negated,
            passive=verb is not None and verb.passive,
            participle=verb is not None and verb.participle,
            infinitive=verb is not None and verb.infinitive,
            quoted=any("Q" in self.tags[start:end] for start, end in contents),
            beside="".join(map(self.g.tag, (words[0] - 2, words[0] - 1, words[1], words[1] + 1))),
            force=self._force(cue, verb is not None and verb.negated),
        )

    def described(self, verb: Verb, source: Range, found: Found) -> bool:
        """True for a participle that describes the noun before it: *a group | called X*, *videos | posted in May*."""
        head = source[1] - 1
        plain = verb.form.slots >= {2, 3} and verb.start == verb.place == source[1] and self.tags[head] == "N"
        if "finite-base" not in self.g.grammar or not plain or self._subject_kind(source) == "people":
            return False
        after = self.g.tag(verb.place + 1)
        if "name" in verb.form.cue.takes:
            named = self.g.word(self.g.right_edge(verb.place + 1, apposition=False))
            return (
                after in "MqQ" and not self.g.tokens.capital(head) and named not in self.language.list("role")
            )
        return found == "none" and after in "PS" and self._subject_kind(source) == "noun"

    def _force(self, cue: Cue, negated: bool) -> Force:
        """*Did not confirm* vouches for nothing; *did not know* still does."""
        if negated and cue.force == "factive" and cue.text not in self.language.list("still-factive"):
            return "neutral"
        return cue.force

    def _offsets(self, places: Range) -> Range:
        tokens = self.g.tokens
        return tokens.starts[places[0]], tokens.ends[places[1] - 1]

    def _subject_kind(self, source: Range | None) -> Subject:
        if source is None:
            return "none"
        tags = self.tags[source[0] : source[1]]
        if tags in ("s", "i"):
            return "pronoun"
        if tags in ("R", "T"):
            return "relative"
        words = self.g.low[source[0] : source[1]]
        people = self.language.list("people")
        if self._named(source, words[0] in people):
            return "name"
        return "people" if any(word in people for word in words) else "noun"

    def _named(self, source: Range, people_first: bool) -> bool:
        """True where a source has a name in it, as far as its capitals tell."""
        tokens, tags = self.g.tokens, self.tags
        if "capital-nouns" in self.g.grammar:
            return tags[source[0]] in "MN" and tokens.low[source[0]] not in self.language.list("people")
        return any(tokens.capital(p) for p in range(*source) if tags[p] in "MNvE" and (p or not people_first))
