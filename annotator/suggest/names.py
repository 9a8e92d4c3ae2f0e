"""Names: misspelled, or a part of one in the wrong place.

A spelling of house style is never accused, nor an ending of grammar, nor a known name for looking like
another.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from annotator.knowledge import Knowledge
from annotator.matching.lexicon import is_known_word
from annotator.matching.words import folded_words
from annotator.model import Candidate, Entity, Mention, Sentence
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.expansions import other_word
from annotator.suggest.shorthand import PLAIN
from annotator.suggest.subject import names_of

COUNTED = ("no", "one", "two", "three", "four")

_NAME_BEFORE = regex(r"\b([A-Z]\w+) $")
_NAME_AFTER = regex(r"(?: |-)([A-ZÀ-ÖØ-Þ]\w+)")
_PLACED = regex(
    r"\b(?:in|at|from|near|to|outside|around|towards?|into|of|between|via|beyond|and|cit(?:y|ies)|town|port|capital),? "
    r"(?:the )?(?:(?:northern|southern|eastern|western|central|downtown|nearby|neighbou?ring) )?$",
    re.IGNORECASE,
)
"""Just before the name of a place."""
_RELATIVES = regex(r"(?:,| and| or) [A-Z]\w+ [A-Z]\w+|, (?:his|her|their|an?|the|\d+|aged?) ?\b")
"""'Donald and Ivana Trump'; 'Emmanuel, his nephew', 'Emmanuel, 12': somebody else is introduced."""
_HONORIFIC = regex(r"\b(?:Mr|Mrs|Ms|Miss|Sir|President|Minister|Chancellor|Premier)\.? $")
_LIKELY = 0.55
"""What is found with less may well be another name."""
_LONG = 7
"""Letters of a city's name from which on hardly any other word is like it."""


class MisspelledName:
    """A known name with wrong letters."""

    id = "misspelled"

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        for mention in context.mentions(sentence):
            entity = context.knowledge.get(mention.entity) if mention.edits else None
            if entity is None or (mention.kind == "organization" and other_word(mention)):
                continue
            if mention.demonym and self._may_be_a_name(mention, context):
                continue
            if mention.kind == "place" and self._may_be_somebody(mention, context):
                continue
            if _plural(mention, context) or self._another_saint(mention, context):
                continue
            yield self._candidate(mention, entity, context)

    @staticmethod
    def _another_saint(mention: Mention, context: Context) -> bool:
        """True for St. Lucie and St. Kilda: one saint's place is no mistake for another's, unless both are named.

        Long names of saints are not alike by chance.
        """
        saint = _SAINT.match(mention.text)
        if saint is None or len(mention.text) - len(saint[0]) >= _LONG_SAINT:
            return False
        return not _count(mention.alias, context.text)

    @staticmethod
    def _may_be_a_name(mention: Mention, context: Context) -> bool:
        """True for a word like a short demonym, or one with an unknown name beside it: Bijan Zanganeh."""
        text = context.document.text
        before = _NAME_BEFORE.search(text[max(0, mention.start - 30) : mention.start])
        if len(mention.alias) < 6 or (before is not None and before[1].lower() not in PLAIN):
            return True
        after = _NAME_AFTER.match(text, mention.end)
        return after is not None and after[1].lower() not in PLAIN

    @staticmethod
    def _may_be_somebody(mention: Mention, context: Context) -> bool:
        """True for a word like a city's that nothing before it calls a place: Gaulle is not Galle.

        Of a short one the article must name the state too: Manas is not Manaus. Capitals are known too well to be
        taken for a surname, and few surnames are long names of places but for a slip of the fingers.
        """
        if " " in mention.alias or _count(mention.alias, context.text):
            return False
        placed = bool(_PLACED.search(context.document.text[max(0, mention.start - 40) : mention.start]))
        state = context.knowledge.state_behind(mention.entity)
        named = state is None or names_of(state, context)
        if context.knowledge.facts(subject=mention.entity, relation="capital-of"):
            return mention.score < _LIKELY and not (named or placed)
        if len(mention.alias) < _LONG:
            return not (named and placed)
        return not placed and not (named and _slip(mention))

    def _candidate(self, mention: Mention, entity: Entity, context: Context) -> Candidate:
        article = context.text
        right, wrong = _count(mention.alias, article), _count(mention.text, article)
        letters = f"{COUNTED[min(mention.edits, 4)]} letter{'s' if mention.edits > 1 else ''}"
        reason = f"{mention.text}: {letters} away from {mention.alias}{_told(mention)}"
        score = 0.98 - 0.9 * mention.edits / max(len(mention.alias), 1)
        if right:
            reason += f", and {mention.alias} stands in the article too"
            score += 0.4 * (0.97 - score)
        elif wrong > 2:
            # Three times the same way: rather a name that nobody here knows.
            score -= 0.25
        further = context.knowledge.further
        if not right and not entity.rank and further and further.many:
            # Among a million names there is one a letter away from anybody's.
            score -= 0.5 * (mention.entity not in context.knowledge.entities)
        if mention.alternatives:
            score -= 0.1
        if mention.kind == "person" and transliterated(mention.text, mention.alias):
            score -= 0.2
        return Candidate(
            "error",
            mention.start,
            mention.end,
            round(max(0.05, score), 3),
            self.id,
            reason,
            entity.source or "the list of names",
            "misspelled",
        )


def _told(mention: Mention) -> str:
    """Why the word is not taken for what it is."""
    if is_known_word(" ".join(folded_words(mention.text))):
        return ", which a list of states asks for"
    return "; no known name is spelled so"


def _slip(mention: Mention) -> bool:
    """True where a letter was left out, put in or swapped: not written for another."""
    written, known = mention.text.casefold(), mention.alias.casefold()
    return len(written) != len(known) or sorted(written) == sorted(known)


_SOUNDS = (("ph", "f"), ("kh", "h"), ("dj", "j"), ("y", "i"), ("ck", "k"), ("q", "k"), ("w", "v"), ("z", "s"))


def transliterated(one: str, other: str) -> bool:
    """True where two names differ as two ways of writing another script do: Yassir and Yasser."""
    return _sound(one) == _sound(other)


def _sound(name: str) -> str:
    low = name.casefold()
    for written, heard in _SOUNDS:
        low = low.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]+", "e", low))


def _count(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))


_LONG_SAINT = 8
"""Letters of a saint's name after the first."""
_SAINT = regex(r"(?:St\.?|Saint|San|Santa|São|Sao) [A-ZÀ-Þ]")


def _plural(mention: Mention, context: Context) -> bool:
    """True for several of one name: the two Koreas, both Congos."""
    return mention.text.endswith("s") and mention.text[:-1] in _state_words(context.knowledge)


@lru_cache(maxsize=8)
def _state_words(knowledge: Knowledge) -> frozenset[str]:
    """The words of the names of states."""
    states = {entity.id for entity in knowledge.entities.values() if entity.kind == "state"}
    return frozenset(word for id, alias in knowledge.names() if id in states for word in alias.text.split())


class NameForm:
    """A given name where the family name should stand, or a father's name where the given one should."""

    id = "name-form"

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        for mention in context.mentions(sentence):
            if mention.kind != "person" or not mention.part:
                continue
            entity = context.knowledge.get(mention.entity)
            reason = wrong_form(mention, entity) if entity is not None else ""
            if entity is None or not reason:
                continue
            sure = 0.93 if mention.score >= 0.7 else mention.score
            if not entity.family_first and mention.part == "given":
                sure *= self._western(mention, sentence, context)
            elif mention.part == "family":
                # Abroad some are called by it all the same.
                sure *= 0.9 if entity.family_first else 0.65
            if mention.alternatives:
                sure -= 0.12
            yield Candidate(
                "error",
                mention.start,
                mention.end,
                round(sure, 3),
                self.id,
                reason,
                entity.source or "the list of names",
                "name-form",
            )

    @staticmethod
    def _western(mention: Mention, sentence: Sentence, context: Context) -> float:
        """How much surer or less sure it is where given names stand first, and friends use them alone."""
        if any(q.start <= mention.start and mention.end <= q.end for q in context.quotations):
            return 0.4
        text = context.document.text
        if _RELATIVES.match(text, mention.end) or text[max(0, mention.start - 4) : mention.start] in (
            "the ",
            "The ",
        ):
            return 0.4
        before = text[max(sentence.start, mention.start - 12) : mention.start]
        return 0.95 if _HONORIFIC.search(before) else 0.85


def wrong_form(mention: Mention, entity: Entity) -> str:
    """Why this part of a name cannot stand alone for this person; empty where it can."""
    by_given = bool(entity.short) and set(folded_words(entity.short)) <= set(folded_words(entity.given))
    if mention.part == "given" and entity.family and not by_given:
        if entity.family_first:
            family = f"the family name {entity.family} stands first"
        elif entity.short:
            return ""
        else:
            family = f"the family name is {entity.family}"
        return f"{mention.text} is the given name of {entity.name}; {family}"
    if mention.part == "family" and by_given and entity.given != entity.family:
        return f"{mention.text} is not the name that {entity.name} goes by; it is {entity.short}"
    return ""
