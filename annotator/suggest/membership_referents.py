"""Which organization 'the bloc', 'Council members' and 'its members' mean: one of the sentence, or of one before.

A noun that tells what sort of body it is ('the alliance', 'the council') reaches farther back than 'the bloc' does,
and means only a body that is called so.
"""

from collections.abc import Sequence
from functools import lru_cache

from annotator.knowledge import Knowledge
from annotator.model import Mention, Sentence
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.shorthand import Shorthand
from annotator.suggest.story import FARTHEST, Story

REACH = 3
"""So many sentences back 'the bloc' may mean an organization."""
FAR = 8
"""So many sentences back it may, where they name no other."""

_SORTS = {
    "alliance": ("alliance",),
    "union": ("union",),
    "council": ("council",),
    "court": ("court",),
    "league": ("league",),
    "community": ("community",),
    "cartel": ("petroleum",),
    "association": ("association",),
}
"""Nouns that only a body can be meant by in whose name this word stands."""
_LOOSE = ("association",)
"""Those by which another may be meant where none is called so."""
_OTHER_BODY = regex(
    r"\b(?i:committee|commission|parliament|jury|board|panel|team|crew|delegation|cabinet|coalition|party|"
    r"faction|mission|assembly|senate|family|squad)\b"
)
"""In a sentence before: 'its nine members' may be those of this."""
_OTHER_ONE = regex(r"\b(?:wider|larger|broader|bigger|smaller|other|another|second|rival|older|same-named) $")
"""Before 'group' or 'bloc': not the one that was named."""
_UNKNOWN = regex(
    r"\b[A-Z][\w'’-]+ (?:(?:[A-Z][\w'’-]+|of|for|and|the|on) ){0,4}?"
    r"(?:Organi[sz]ation|Council|Union|Community|Conference|Forum|League|Association|Alliance|Pact|Group|Club)\b"
    r"|\((?:the )?[A-Z]{3,6}\)"
)
"""The name of a body: one that no list has may be what the next sentence speaks of."""
_BY_THE_WAY = regex(r"\b(?:which|whose?|that|where|[Uu]nlike|[Ll]ike)\b[^,;:.]*$")
_SOME = regex(r"\b(?:the|a|an) (?:\w+ )?(?i:(cartel|union|league|court|council|association))\b")
_NOUN = regex(rf"\b[Tt]he (?i:({'|'.join(_SORTS)}))\b")


class Referents:
    """Answers for one sentence. A place of its shorthand is 0 or more; an organization named earlier is negative."""

    def __init__(self, short: Shorthand, sentence: Sentence, context: Context) -> None:
        self._short, self._sentence, self._context = short, sentence, context
        self._story = context.once(Story)
        self._found: dict[str, int | None] = {}
        self.away: dict[int, tuple[Mention, ...]] = {}
        """The organizations of earlier sentences, by the negative numbers that were given for them.

        Where several may be meant, all of them, the likeliest first: what is to be wrong must be so of each.
        """

    def noun(self, place: int) -> int | None:
        """What 'the bloc' at a place means; None: nobody knows."""
        words, before = self._short.words(place), self._short.text[max(0, place - 2) : place]
        if words[0].isupper() and before in ("N ", "D ", "S ", "L "):
            return None  # the end of a name that is not known: the Farmers Union
        if _OTHER_ONE.search(self._short.text[:place]):
            return None
        found = self._resolve(words.lower(), place)
        return None if found is not None and self._too_old(found, place) else found

    def _too_old(self, found: int, place: int) -> bool:
        """True where 'the new body' at a place would be one that is not new."""
        day = self._context.date
        if day is None or not self._short.text[:place].endswith("new "):
            return False
        own = self._short.mention(found)
        return any(
            fact.since and int(fact.since[:4]) < day.year - 2
            for mention in self.away.get(found, (own,) if own else ())
            for fact in self._context.knowledge.facts(subject=mention.entity, relation="founded")
        )

    def implied(self, place: int, noun: str = "") -> int | None:
        """What 'its' or a bare 'members' at a place means; None: nobody knows. `noun`: what it must be called."""
        return self._resolve(noun, place)

    def _resolve(self, noun: str, place: int) -> int | None:
        sort = _SORTS.get(noun, ())
        own = [at for at in self._short.places("O") if not sort or self._is(self._short.mention(at), sort)]
        first = [at for at in own if at < place]
        if first:
            return self._one_of(first)
        if noun not in self._found:
            named = self._typed(sort) if sort else self._plain(bare=not noun)
            self._found[noun] = self.handle(named) if named else None
        # 'The bloc includes Turkey, the EU said.'
        return self._found[noun] if self._found[noun] is not None else self._one_of(own)

    def _one_of(self, places: list[int]) -> int | None:
        """The last of the places where all of them name the same; else a number for all of them."""
        named = [mention for at in places if (mention := self._short.mention(at))]
        if len({mention.entity for mention in named}) == 1:
            return places[-1]
        return self.handle(named) if named else None

    def handle(self, named: Sequence[Mention]) -> int:
        """A number below 0 for the organizations of which one is meant, each once, the last named first."""
        self.away[-1 - len(self.away)] = tuple({each.entity: each for each in reversed(named)}.values())
        return -len(self.away)

    def _plain(self, *, bare: bool) -> Sequence[Mention]:
        """The organizations of the nearest sentence that names one.

        Farther back than `REACH` those of all the sentences of `FAR`.
        """
        for steps in range(1, FAR + 1):
            before = self._context.before(self._sentence, steps)
            if before is None or (bare and _OTHER_BODY.search(before.text)):
                return ()
            named = self._story.clubs(before)
            if self._stranger(before, named[-1].end if named else 0):
                return ()
            if named:
                if bare and self._another(before, named[-1]):
                    return ()
                if self._by_the_way(before, named):
                    return [*self._story.first, *named]
                return named if steps <= REACH else self._all_clubs()
            noun = _NOUN.search(before.text)
            if noun and ((sort := noun[1].lower()) not in _LOOSE or self._typed(_SORTS[sort])):
                return self._typed(_SORTS[sort])
        return ()

    def _by_the_way(self, sentence: Sentence, named: Sequence[Mention]) -> bool:
        """True where a sentence names them only in what it says beside its point: 'S, which O counts as a member'."""
        text = self._context.document.text
        return all(_BY_THE_WAY.search(text[sentence.start : mention.start]) for mention in named)

    def further(self) -> tuple[Mention, ...]:
        """All that the story has named up to here, each once: one of these is meant where the nearest does not fit."""
        return self._story.further(self._sentence)

    def near(self) -> list[Mention]:
        """What the sentences around name."""
        sentences = (self._context.before(self._sentence, steps) for steps in range(-REACH, FAR + 1) if steps)
        return [mention for each in sentences if each for mention in self._story.clubs(each)]

    def everywhere(self) -> tuple[Mention, ...]:
        """All that the story names, before the sentence and after it."""
        return self._story.everywhere

    def main(self) -> tuple[Mention, ...]:
        """What the story is about, the likeliest first."""
        return tuple(each for each in self._story.about if self.may_mean(each))

    def may_mean(self, mention: Mention) -> bool:
        """False where the sentence speaks of 'the court' and this is none."""
        nouns = {noun[1].lower() for noun in _NOUN.finditer(self._sentence.text)}.difference(_LOOSE)
        return all(self._is(mention, _SORTS[noun]) for noun in nouns)

    def _stranger(self, sentence: Sentence, after: int) -> bool:
        """True where a sentence names a body that is not known, after a place of the document."""
        known = [(mention.start, mention.end) for mention in self._context.mentions(sentence)]
        for found in _UNKNOWN.finditer(sentence.text):
            start, end = (sentence.start + at for at in found.span())
            if start >= after and not any(first < end and start < last for first, last in known):
                return True
        return False

    def _another(self, sentence: Sentence, named: Mention) -> bool:
        """True where a body of another sort is spoken of after the organization: 'The EU fined the cartel.'"""
        after = self._context.document.text[named.end : sentence.end]
        sorts = (_SORTS[noun[1].lower()] for noun in _SOME.finditer(after))
        return any(not self._is(named, sort) for sort in sorts)

    def _all_clubs(self) -> list[Mention]:
        sentences = (self._context.before(self._sentence, steps) for steps in range(FAR, 0, -1))
        return [mention for before in sentences if before for mention in self._story.clubs(before)]

    def _typed(self, sort: tuple[str, ...]) -> Sequence[Mention]:
        for steps in range(1, FARTHEST + 1):
            before = self._context.before(self._sentence, steps)
            if before is None:
                return ()
            named = [mention for mention in self._story.clubs(before) if self._is(mention, sort)]
            if named:
                return named
        return ()

    def _is(self, mention: Mention | None, sort: tuple[str, ...]) -> bool:
        if mention is None:
            return False
        words = words_of(self._context.knowledge, mention.entity)
        return any(word in words for word in sort)


@lru_cache(maxsize=256)
def words_of(knowledge: Knowledge, id: str) -> frozenset[str]:
    """The words of all names of an entity, in lower case."""
    entity = knowledge.entities[id]
    names = (entity.name, *(alias.text for alias in entity.aliases))
    return frozenset(word for name in names for word in name.lower().split())


class Nobody:
    """Answers for a rule that reads only organizations that the sentence itself names."""

    def noun(self, place: int) -> int | None:
        return None

    def implied(self, place: int, noun: str = "") -> int | None:
        return None
