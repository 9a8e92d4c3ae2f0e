"""Acronyms: spelled out wrongly, or set beside the name of something else.

Only a name that comes near the right one is accused: two bodies may share an acronym.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from annotator.knowledge import Knowledge
from annotator.matching.lexicon import is_common
from annotator.matching.words import folded_words
from annotator.model import Candidate, Entity, Mention, Sentence
from annotator.patterns import regex
from annotator.suggest.context import Context
from annotator.suggest.shorthand import words as listed_words

RULE = "wrong-expansion"

_SMALL = frozenset("of the for and in on to de & a".split())  # noqa: SIM905
_NAME = r"(?:[A-Z][\w'’.-]*)(?: (?:(?:of|the|for|and|in|on|&) ){0,2}[A-Z][\w'’.-]*){1,9}"
_ACRONYM = r"[A-Z][A-Za-z]{0,2}[A-Z+]{1,5}"
_PATTERNS = (
    regex(rf"(?P<name>{_NAME}),? (?:\(|\[)(?:the )?[\"“']?(?P<acronym>{_ACRONYM})[\"”']?(?:\)|\])"),
    regex(rf"\b(?P<acronym>{_ACRONYM}) \((?:the )?(?P<name>{_NAME})\)"),
    regex(
        rf"\b(?P<acronym>{_ACRONYM}),? (?:or|short for|which stands for|stands for) (?:the "
        rf")?(?P<name>{_NAME})"
    ),
    regex(rf"(?P<name>{_NAME}), or (?:the )?(?P<acronym>{_ACRONYM})\b"),
)


class WrongExpansion:
    """Checks acronyms that stand beside the name that they are short for."""

    id = RULE

    def __call__(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        seen: set[int] = set()
        for candidate in self._beside_acronyms(sentence, context):
            if candidate.start not in seen:
                seen.add(candidate.start)
                yield candidate
        for candidate in (*_near_names(sentence, context), *near_pairs(sentence, context)):
            if candidate.start not in seen:
                seen.add(candidate.start)
                yield candidate

    def _beside_acronyms(self, sentence: Sentence, context: Context) -> Iterator[Candidate]:
        if "(" not in sentence.text and " or " not in sentence.text and "short for" not in sentence.text:
            return
        for pattern in _PATTERNS:
            for found in pattern.finditer(sentence.text):
                yield from _check(found, sentence, context)


def _check(found: "re.Match[str]", sentence: Sentence, context: Context) -> Iterator[Candidate]:
    knowledge = context.knowledge
    acronym, name = found["acronym"], found["name"]
    known = acronyms(knowledge).get(acronym, ())
    start = found.start("name")
    for mark in ("'s ", "’s "):
        if mark in name:
            start += name.rindex(mark) + len(mark)
            name = found["name"][start - found.start("name") :]
    if name.startswith("The "):
        start, name = start + 4, name[4:]
    mentions = context.mentions(sentence)
    inside = [
        m
        for m in mentions
        if sentence.start + start <= m.start and m.end <= sentence.start + found.end("name")
    ]
    named = next(
        (m for m in inside if m.kind == "organization" and not m.edits and m.end - m.start > 6), None
    )
    if not known:
        if named is not None:
            yield from _wrong_acronym(found, named, sentence, knowledge)
        return
    if any(m.entity in known and m.end - m.start > len(acronym) and not other_word(m) for m in inside):
        return
    for id in known:
        entity = knowledge.entities[id]
        if named is not None and _whole(named, name):
            yield _candidate(sentence, start, found.end("name"), 0.85, acronym, name, entity)
            return
        near = nearness(name, entity)
        if near:
            skip = near[1]
            yield _candidate(sentence, start + skip, found.end("name"), near[0], acronym, name[skip:], entity)
            return


_LONG = regex(r"(?<![\w-])[A-Z][\w’'-]+(?: (?:(?:of|the|for|and|in|on|to) ){0,2}[A-Z][\w’'-]*){2,11}")
_OPENS, _CLOSES = frozenset("\"'“‘«„"), frozenset("\"'”’»“")
NEAR = 0.8
"""How sure it is that a name one word away from a body's long one is meant for it, with no acronym beside it."""


def _near_names(sentence: Sentence, context: Context) -> Iterator[Candidate]:
    """'the Collective Defence Treaty Organization': a long name with one word replaced, left out or put in."""
    knowledge = context.knowledge
    known = [m for m in context.mentions(sentence) if m.kind == "organization" and not other_word(m)]
    pieces = []
    for start, end in _pieces(sentence.text):
        if sentence.text[max(0, start - 1) : start] in _OPENS and sentence.text[end : end + 1] in _CLOSES:
            continue  # what somebody calls it: an 'International Caucasian Court'
        inside = [m for m in known if m.start - sentence.start < end and start < m.end - sentence.start]
        words = tuple(_stem(word) for word in folded_words(sentence.text[start:end]) if word not in _SMALL)
        near = {id for word in words for id in _by_word(knowledge).get(word, ())}
        if inside:  # only its own name may be written wrongly around it
            near &= {m.entity for m in inside if not m.edits and start < m.start - sentence.start}
        pieces.append((start, end, words, near))
    if not any(near for *_, near in pieces):
        return  # and all known names need not be gone through
    marked = 0
    for start, end, words, near in pieces:
        if start < marked:
            continue
        if words in _exact(knowledge):
            marked = end
            continue
        name = sentence.text[start:end]
        for id in sorted(near):
            skip = _one_word_off(name, knowledge.entities[id], partial(named_elsewhere, id, name, context))
            if skip is not None:
                yield _candidate(sentence, start + skip, end, NEAR, "", name[skip:], knowledge.entities[id])
                marked = end
                break


def named_elsewhere(id: str, name: str, context: Context) -> bool:
    """True where the article calls a body by its right name or acronym too, outside of `name`."""
    entity = context.knowledge.entities[id]
    text = context.text.replace(name, "")
    names = (entity.name, *(alias.text for alias in entity.aliases if len(alias.text) > 2))
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text) for each in names)


def other_word(mention: Mention) -> bool:
    """True for a long name with a whole word replaced by a similar one: 'Petroleum Importing Countries'."""
    if mention.kind != "organization" or mention.edits < 2 or mention.text.count(" ") < 2:
        return False
    pairs = zip(mention.text.casefold().split(), mention.alias.casefold().split(), strict=False)
    return any(len(set(a) ^ set(b)) > 2 for a, b in pairs if a != b)


_CUT = regex(r" (?:and|on|in|to) (?:the )?(?=[A-Z])")


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where long capitalized names stand: as a whole, and between small words that may part two names."""
    for found in _LONG.finditer(text):
        start = found.start() + (4 if found[0].startswith("The ") else 0)
        cuts = [(start + cut.start(), start + cut.end()) for cut in _CUT.finditer(text[start : found.end()])]
        ends = [*(cut[0] for cut in cuts), found.end()]
        for first in (start, *(cut[1] for cut in cuts)):
            for end in reversed(ends):
                if end > first:
                    yield first, end


@lru_cache(maxsize=4)
def _exact(knowledge: Knowledge) -> frozenset[tuple[str, ...]]:
    """Every known name of a body, in stems without the small words."""
    bodies = (e for e in knowledge.entities.values() if e.kind == "organization")
    return frozenset(name for entity in bodies for name in _long_names(entity))


@lru_cache(maxsize=4)
def _by_word(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """The bodies that have members and a long name, by its less common words."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in knowledge.entities.values():
        if entity.kind == "organization" and "state" in entity.members_are:
            for word in {word for name in _long_names(entity) for word in name}:
                found[word] = (*found.get(word, ()), entity.id)
    return {word: ids for word, ids in found.items() if len(ids) <= 12}


@lru_cache(maxsize=512)
def _long_names(entity: Entity) -> tuple[tuple[str, ...], ...]:
    """The names of three words and more, in stems without the small words."""
    names = (entity.name, *(alias.text for alias in entity.aliases if not alias.acronym))
    found = (tuple(_stem(word) for word in folded_words(name) if word not in _SMALL) for name in names)
    return tuple(name for name in dict.fromkeys(found) if len(name) >= 3)


_BODIES = listed_words(
    "alliance association organization union unity agency pact treaty deal league committee conference corporation "
    "authority board"
)
"""Last words that make a name of three words that of a body, and of none that there is beside the known one."""


def _one_word_off(name: str, entity: Entity, elsewhere: Callable[[], bool]) -> int | None:
    """How many letters to skip before the name that is one word off; None where there is none.

    One word off the first or the last is too much in a name of three: the World Trade Center is no WTO. The first may
    be where it is the sort of body, or where the article names the body rightly `elsewhere`.
    """
    written = list(re.finditer(r"[\w’'-]+", name))
    for skip in range(min(3, len(written) - 2)):
        words = [_stem(w) for w in folded_words(name[written[skip].start() :]) if w not in _SMALL]
        for right in _long_names(entity):
            if words == list(right):
                return None
            if len(words) == len(right):
                off = [n for n, (a, b) in enumerate(zip(words, right, strict=True)) if a != b]
                if len(off) == 1 and (len(right) > 3 or _is_slip(words, right, off[0], elsewhere)):
                    return written[skip].start()
            elif len(right) > 3 and _dropped(words, right):
                return written[skip].start()
    return None


def _is_slip(words: list[str], right: tuple[str, ...], off: int, elsewhere: Callable[[], bool]) -> bool:
    """True where word `off` of a name of three may be a slip rather than part of another name."""
    sort = words[off] in _BODIES
    if off == 0:
        return (sort and right[0] in _BODIES) or (words[0][0] == right[0][0] and elsewhere())
    return off == 1 or sort


_PAIR = regex(r"(?<![\w-])([A-Z][a-z]+) of (?:the )?([A-Z][a-z]+)(?![\w-]|['’]s\b| (?:of |for )?[A-Z])")
_HEADS = listed_words("committee conference association organization")


def near_pairs(sentence: Sentence, context: Context) -> Iterator[Candidate]:
    """'The Committee of Europe', and 'the Commonwealth of States' where the article names the right one too."""
    if " of " not in sentence.text:
        return
    known = _pairs(context.knowledge)
    for found in _PAIR.finditer(sentence.text):
        head, tail = (_stem(word) for word in folded_words(f"{found[1]} {found[2]}"))
        if (head, tail) in known or _CAPITAL_BEFORE.search(sentence.text[: found.start()]):
            continue
        plural = _is_plural(found[2])
        for (right_head, right_tail), (id, of_many) in known.items():
            other_sort = tail == right_tail and head in _HEADS and not of_many
            if other_sort or (
                head == right_head and of_many and plural and named_elsewhere(id, found[0], context)
            ):
                entity = context.knowledge.entities[id]
                yield _candidate(sentence, found.start(), found.end(), NEAR, "", found[0], entity)
                break


def _is_plural(word: str) -> bool:
    return word.endswith("s") and is_common(word.lower())


_CAPITAL_BEFORE = regex(r"(?!The )[A-Z][\w’'-]* $")


@lru_cache(maxsize=4)
def _pairs(knowledge: Knowledge) -> dict[tuple[str, str], tuple[str, bool]]:
    """The bodies with members that are called 'X of Y', by the stems of both words; true where Y are many."""
    found = {}
    for entity in knowledge.entities.values():
        if entity.kind == "organization" and "state" in entity.members_are:
            for name in (entity.name, *(alias.text for alias in entity.aliases)):
                if pair := _PAIR.fullmatch(name):
                    head, tail = (_stem(word) for word in folded_words(f"{pair[1]} {pair[2]}"))
                    found[head, tail] = (entity.id, _is_plural(pair[2]))
    return found


def _dropped(words: list[str], right: tuple[str, ...]) -> bool:
    """True where one word inside the name was left out or put in."""
    short, long = sorted((words, list(right)), key=len)
    return len(long) - len(short) == 1 and any(
        long[:n] + long[n + 1 :] == short for n in range(1, len(long) - 1)
    )


def _whole(named: Mention, name: str) -> bool:
    return len(folded_words(named.text)) + 1 >= len(folded_words(name))


def nearness(name: str, entity: Entity) -> tuple[float, int] | None:
    """How sure it is that `name` is meant for the entity but is not its name, and how many letters to skip.

    None where it is one of its names, or too unlike all of them.
    """
    written = list(re.finditer(r"[\w’'-]+", name))
    best: tuple[float, int] | None = None
    for alias in (entity.name, *(a.text for a in entity.aliases if not a.acronym)):
        right = [word for word in folded_words(alias) if word not in _SMALL]
        for skip in range(max(0, len(written) - len(right) - 3), len(written)):
            words = [w for w in folded_words(name[written[skip].start() :]) if w not in _SMALL]
            if _same(words, right):
                return None
            common = len(set(map(_stem, words)) & set(map(_stem, right)))
            if len(right) < 3 or abs(len(words) - len(right)) > 1 or common * 3 < 2 * len(right) - 1:
                continue
            if _stem(words[0]) != _stem(right[0]) and len(words) > len(right):
                continue
            sure = 0.75 + 0.15 * common / len(right)
            if best is None or sure > best[0]:
                best = (sure, written[skip].start())
    return best


def _same(one: list[str], other: list[str]) -> bool:
    return list(map(_stem, one)) == list(map(_stem, other))


def _stem(word: str) -> str:
    """A word without what house styles differ in: organisation, organizations."""
    return (
        word.replace("isation", "ization")
        .replace("centre", "center")
        .replace("defence", "defense")
        .removesuffix("s")
    )


def _wrong_acronym(
    found: "re.Match[str]", named: Mention, sentence: Sentence, knowledge: Knowledge
) -> Iterator[Candidate]:
    """'Shanghai Cooperation Organisation (SOC)': letters of the right acronym in another order, or one off."""
    entity = knowledge.get(named.entity)
    acronym = found["acronym"]
    if entity is None or not _whole(named, found["name"]):
        return
    right = [a.text for a in entity.aliases if a.acronym]
    if acronym in right or not any(_slip(acronym, one) for one in right):
        return
    start, end = found.span("acronym")
    reason = f"{acronym}: {entity.name} is short {right[0]}"
    source = entity.source or "the list of organizations"
    yield Candidate(
        "error", sentence.start + start, sentence.start + end, 0.85, RULE, reason, source, "wrong-expansion"
    )


def _slip(written: str, right: str) -> bool:
    """True where the letters are the same in another order, or one is left out, added or another."""
    if len(right) < 3 or written.upper() == right.upper():
        return False
    if sorted(written) == sorted(right):
        return True
    if len(written) == len(right):
        return sum(a != b for a, b in zip(written, right, strict=True)) == 1
    short, long = sorted((written, right), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _candidate(
    sentence: Sentence, start: int, end: int, sure: float, acronym: str, name: str, entity: Entity
) -> Candidate:
    reason = (
        f"{name}: {acronym} is short for {long_name(entity)}"
        if acronym
        else f"{name}: it is called {long_name(entity)}"
    )
    source = entity.source or "the list of organizations"
    return Candidate(
        "error",
        sentence.start + start,
        sentence.start + end,
        round(sure, 3),
        RULE,
        reason,
        source,
        "wrong-expansion",
    )


def long_name(entity: Entity) -> str:
    """The name that an acronym is short for, where the name itself is the acronym."""
    names = [entity.name, *(alias.text for alias in entity.aliases if not alias.acronym and not alias.style)]
    return next((name for name in names if " " in name), entity.name)


@lru_cache(maxsize=4)
def acronyms(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Every known acronym, and what it may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in knowledge.entities.values():
        for alias in entity.aliases:
            if alias.acronym and len(alias.text) > 1:
                found[alias.text] = (*found.get(alias.text, ()), entity.id)
    return found
