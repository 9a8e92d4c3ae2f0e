"""What the desk's own judgements say of rules, cues and names, and how that moves the scores.

A rule is shipped with a score for each candidate: the share of such candidates that should be accepted. Each
accepted or rejected candidate counts for its rule, for the type that it proposed, for the cues that it rests
on and for the names. The share that is shown lies between the shipped one and the measured one: the shipped
one counts for `STRENGTH` judgements of a rule and for `WORD_STRENGTH` of a cue or name (the mean of a beta
distribution). A single candidate keeps its distance from the others of its rule, in log-odds.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from annotator.model import Answered, Candidate, Mention, Sentence
from annotator.suggest.language import Language, load_language

STRENGTH = 20.0
"""Judgements of a rule that weigh as much as its shipped score."""
WORD_STRENGTH = 10.0
"""The same for a cue or a name, against what its rules let expect."""
_LEAST, _MOST = 0.01, 0.99
"""A share that is shown is never surer than this."""
_Z = 1.959963984540054
"""Of the 95 % interval."""


def wilson(accepted: int, judged: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share, 0 to 1; (0, 1) where nothing was judged.

    Wilson (1927), J. Am. Stat. Assoc. 22, 209-212.
    """
    if judged == 0:
        return 0.0, 1.0
    share, square = accepted / judged, _Z * _Z
    middle = share + square / (2 * judged)
    width = _Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    scale = 1 + square / judged
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)


class Judgement(Struct, frozen=True):
    """A candidate that an annotator accepted or rejected, as it stands now."""

    candidate: Answered
    accepted: bool
    document: str = ""
    """The id of the document."""
    annotator: str = ""

    @property
    def lesson(self) -> "Lesson":
        """What can be learned from it."""
        c = self.candidate
        return Lesson(c.rule, c.label, c.type, c.shipped or c.score, c.basis, self.accepted)


class Lesson(Struct, frozen=True, array_like=True):
    """A judgement without its place: many are alike, and counted together."""

    rule: str
    label: str
    type: str
    shipped: float
    """The candidate's score before any judgement, 0 to 1."""
    basis: tuple[str, ...]
    accepted: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.label, self.type


class Count(Struct):
    """What became of some candidates."""

    accepted: int = 0
    rejected: int = 0
    expected: float = 0.0
    """How many would have been accepted if the scores were right: their sum."""

    @property
    def judged(self) -> int:
        return self.accepted + self.rejected

    @property
    def share(self) -> float | None:
        """The share that was accepted; None where nothing was judged."""
        return self.accepted / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % confidence interval."""
        return wilson(self.accepted, self.judged)

    @property
    def supposed(self) -> float:
        """The share that the scores let expect; 0 where nothing was judged."""
        return self.expected / self.judged if self.judged else 0.0

    def add(self, accepted: bool, expected: float, times: int = 1) -> None:
        """A judgement more, or several, of candidates of which the share `expected` should be accepted."""
        self.accepted += times * accepted
        self.rejected += times * (not accepted)
        self.expected += times * expected

    def smoothed(self, strength: float) -> float:
        """The share between the expected and the measured one."""
        return (strength * self.supposed + self.accepted) / (strength + self.judged)

    def shift(self, strength: float) -> float:
        """What moves a score from the expected share to the smoothed one, in log-odds."""
        return logit(self.smoothed(strength)) - logit(self.supposed) if self.judged else 0.0


def logit(share: float) -> float:
    """The log-odds of a share; shares near 0 and 1 are kept off them."""
    kept = min(_MOST, max(_LEAST, share))
    return math.log(kept / (1 - kept))


def moved(share: float, shift: float) -> float:
    """A share moved by so many log-odds, rounded as scores are."""
    return round(1 / (1 + math.exp(-(logit(share) + shift))), 3)


class Muted(Struct, frozen=True):
    """What the desk does not want to see, in lower case but for the rules."""

    rules: frozenset[str] = frozenset()
    cues: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rules or self.cues or self.aliases)

    def hides(self, mention: Mention) -> bool:
        """True for a name that is muted, as it is listed or as it is written here."""
        return mention.alias.casefold() in self.aliases or mention.text.casefold() in self.aliases

    def silences(self, basis: Sequence[str]) -> bool:
        """True where every cue that a candidate rests on is muted."""
        cues = [each[4:] for each in basis if each.startswith("cue ")]
        return bool(cues) and self.cues.issuperset(cues)


class Learned:
    """The judgements of a project, counted. It changes no more once it is made."""

    def __init__(
        self, judgements: Iterable[Judgement] = (), lessons: Mapping[Lesson, int] | None = None
    ) -> None:
        """From judgements, and from `lessons` with how often each was given."""
        given = Counter(each.lesson for each in judgements)
        given.update(lessons or {})
        self.rules: dict[str, Count] = {}
        """By the rule's id."""
        self.types: dict[tuple[str, str, str], Count] = {}
        """By rule, label and type. `expected` takes what was learned of the rule into account."""
        self.words: dict[str, Count] = {}
        """By cue or name: 'cue say', 'alias SCO'. `expected` takes rule and type into account."""
        self._count(given)

    def _count(self, given: Mapping[Lesson, int]) -> None:
        for each, times in given.items():
            self.rules.setdefault(each.rule, Count()).add(each.accepted, each.shipped, times)
        self._rule_shifts = {rule: count.shift(STRENGTH) for rule, count in self.rules.items()}
        for each, times in given.items():
            of_rule = moved(each.shipped, self._rule_shifts[each.rule])
            self.types.setdefault(each.key, Count()).add(each.accepted, of_rule, times)
        self._type_shifts = {
            key: self._rule_shifts[key[0]] + count.shift(STRENGTH) for key, count in self.types.items()
        }
        for each, times in given.items():
            expected = moved(each.shipped, self._type_shifts[each.key])
            for word in each.basis:
                self.words.setdefault(word, Count()).add(each.accepted, expected, times)
        self._word_shifts = {word: count.shift(WORD_STRENGTH) for word, count in self.words.items()}

    def shown(self, candidate: Candidate) -> Candidate:
        """The candidate with the score that the judgements lead to, and what they were."""
        count = self.rules.get(candidate.rule)
        if count is None:
            return candidate
        key = (candidate.rule, candidate.label, candidate.type)
        shift = self._type_shifts.get(key, self._rule_shifts[candidate.rule])
        # Names that often stand together are blamed together: only the one that says most counts.
        shift += max((self._word_shifts.get(word, 0.0) for word in candidate.basis), key=abs, default=0.0)
        score = moved(candidate.score, shift)
        heard = f"here {count.accepted} of {count.judged} accepted, as shipped {candidate.score:.2f}"
        return replace(candidate, score=score, shipped=candidate.score, heard=heard)


def basis_of(
    candidate: Candidate, sentence: Sentence, mentions: Sequence[Mention], language: str
) -> tuple[str, ...]:
    """The cues and names that a candidate rests on, each once: 'cue say', 'alias SCO'.

    A cue in the form in which the language lists it. A name where it stands in the candidate's span or
    is spoken of in its reason; candidates for whole sentences rest on no name.
    """
    found: dict[str, None] = {}
    for piece in candidate.spans:
        if piece.role == "cue":
            words = sentence.text[max(0, piece.start - sentence.start) : max(0, piece.end - sentence.start)]
            if words:
                found["cue " + cue_of(words, load_language(language))] = None
    if (candidate.start, candidate.end) != (sentence.start, sentence.end):
        span = candidate.span
        for mention in mentions:
            if mention.span.meets(span) or mention.text in candidate.reason:
                found["alias " + name_of(mention)] = None
    return tuple(found)


def name_of(mention: Mention) -> str:
    """The name as the article writes it; a misspelled one as it is listed."""
    return mention.alias if mention.edits and mention.alias else mention.text


def cue_of(words: str, language: Language | None) -> str:
    """The cue as the language lists it: 'has said' is 'say', 'According to' is 'according to'."""
    low = words.casefold().split()
    if language is None:
        return " ".join(low)
    for place, word in enumerate(low):
        for phrase, cue in language.phrases.get(word, ()):
            if tuple(low[place : place + len(phrase)]) == phrase:
                return cue.text
    for word in reversed(low):
        form = language.verbs.get(word)
        if form is not None:
            return form.cue.text
        other = language.nouns.get(word) or language.adjectives.get(word)
        if other is not None:
            return other.text
    return " ".join(low)


def cues_of(language: Language | None) -> frozenset[str]:
    """Every cue of a language as it is listed, in small letters; none for a language that is not described."""
    if language is None:
        return frozenset()
    cues = [*language.nouns.values(), *language.adjectives.values()]
    cues += [form.cue for form in language.verbs.values()]
    cues += [cue for phrases in language.phrases.values() for _, cue in phrases]
    return frozenset(cue.text.casefold() for cue in cues)


def by_word(words: Mapping[str, Count], kind: str) -> Iterator[tuple[str, Count]]:
    """The cues ('cue') or names ('alias') of `Learned.words`, most often judged first."""
    start = kind + " "
    found = [(word[len(start) :], count) for word, count in words.items() if word.startswith(start)]
    return iter(sorted(found, key=lambda pair: (-pair[1].judged, pair[0])))
