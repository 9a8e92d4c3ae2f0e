"""Who is told as a member, and how many they are, by all the words around: learned weights judge.

A name or number is read beside each organization that the sentence names or means (`membership_pairs`). Where the
weights find it told as a member, or as the number of all, the lists and what excuses it (`membership_excuses`) decide.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from annotator.model import Candidate, Mention
from annotator.patterns import regex
from annotator.suggest.membership_checks import TITLED, Bench, check_year, error, fact_source, history
from annotator.suggest.membership_counts import Counting
from annotator.suggest.membership_excuses import (
    denied,
    imagined,
    is_of,
    numbered,
    of_the_story,
    refuted,
    size_of_another,
    size_of_the_story,
)
from annotator.suggest.membership_pairs import Club, Pair, Pairs, is_member
from annotator.suggest.membership_patterns import Belonging
from annotator.suggest.membership_sizes import check_counting
from annotator.suggest.telling import load_telling
from annotator.suggest.times import Period
from annotator.suggest.wording import club, kinds, opening, with_article

_SURE = 0.9
"""How often an accusation is right, where the weights are sure."""
_MORE = 0.05
"""So much more is asked of an accusation where the organization stands in an earlier sentence."""
_ALSO = 0.5
"""What is as likely told as the member of an organization that it does belong to is not accused of another one."""
_VETO = 0.2
"""What is less likely is no member and no size of an organization of an earlier sentence, whatever a pattern reads."""
_PLAIN = 0.9
"""A number of the members of another organization of the story is told of this one if that is as likely as this."""
_SINCE = regex(
    r"\b(?:members?|member[- ]states?|belong(?:s|ed)?|(?:been|is|are) in|part of|inside)\b[^,;:.SPQ]{0,40}? "
    r"since (?:[a-z]+ )?(?P<year>\d{4})\b(?! (?:or|and) \d)"
)


class Told:
    """What the words of one sentence tell of its places: worked out where it is asked for, and once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._known: dict[int, list[tuple[float, Pair]]] = {}

    @cached_property
    def _pairs(self) -> Pairs | None:
        return None if self._bench.date is None else Pairs(self._bench, self._bench.date)

    @property
    def clubs(self) -> Sequence[Club]:
        """The organizations that are named or meant."""
        return () if self._pairs is None else self._pairs.clubs

    def pairs(self, place: int) -> Sequence[tuple[float, Pair]]:
        """How likely a name or number is told as a member, or the size, of each organization."""
        found = self._known.get(place)
        if found is None:
            if self._pairs is None:
                return ()
            weights = load_telling("size" if self._bench.short.text[place] == "Q" else "membership")
            found = [(weights.likely(pair.traits), pair) for pair in self._pairs.of(place)]
            self._known[place] = found
        return found

    def unlikely(self, place: int, club: int) -> bool:
        """True where no organization is told to have it as a member, or such a size, whatever a pattern reads; and
        where another organization of the story may be meant than the one of an earlier sentence, `club`."""
        day, mention = self._bench.date, self._bench.short.mention(place)
        if denied(self._bench.short.text, place):
            return True
        if club >= 0 or day is None:
            return False
        pairs = self.pairs(place)
        if pairs and max(likely for likely, _ in pairs) < _VETO:
            return True
        if mention is not None:
            return mention.kind == "state" and of_the_story(self._bench, mention, day)
        return self._bench.short.text[place] == "Q" and size_of_the_story(self._bench, place, day)


def check_told(bench: Bench, told: Told) -> Iterator[Candidate]:
    """not-member, wrong-kind and wrong-number where the words around tell of members."""
    for place in bench.short.places("SPQ"):
        mention = bench.short.mention(place)
        if mention is None:
            if bench.short.text[place] == "Q" and _open_number(bench, told.clubs, place):
                yield from _counted(bench, told.pairs(place))
        elif not mention.part and _open_name(bench, told.clubs, mention, place):
            yield from _belonging(bench, mention, told.pairs(place))


def _open_number(bench: Bench, clubs: Sequence[Club], place: int) -> bool:
    """False where a number could not be accused, whatever the words around tell."""
    if bench.date is None or not clubs:
        return False
    return any(each.handle >= 0 for each in clubs) or not size_of_the_story(bench, place, bench.date)


def _open_name(bench: Bench, clubs: Sequence[Club], mention: Mention, place: int) -> bool:
    """The same of a name."""
    day, text = bench.date, bench.short.text
    if day is None or (mention.kind == "person" and TITLED.search(text, 0, place)):
        return False
    for each in clubs:
        if is_member(bench.knowledge, mention.entity, each.entity.id, day):
            if _SINCE.search(text, place):
                return True
        elif mention.kind == "state":
            others = bench.near if each.plain else bench.in_the_story
            if each.handle >= 0 or not is_of(bench, mention, others, day):
                return True
        elif mention.kind not in each.entity.members_are:
            return True
    return False


def _counted(bench: Bench, pairs: Sequence[tuple[float, Pair]]) -> Iterator[Candidate]:
    likely, pair = max(pairs, key=lambda each: each[0], default=(0.0, None))
    if pair is None or bench.date is None or likely < load_telling("size").least:
        return
    if numbered(bench.short.text, pair.place) or imagined(bench.short.text, pair.place):
        return
    if likely < _PLAIN and size_of_another(bench, pair, bench.date):
        return
    if pair.club >= 0 or not size_of_the_story(bench, pair.place, bench.date):
        said = Counting(pair.place, pair.club, "=", lands=True, part=False, tense="present", loose=True)
        yield from check_counting(bench, said)


def _belonging(bench: Bench, mention: Mention, pairs: Sequence[tuple[float, Pair]]) -> Iterator[Candidate]:
    weights = load_telling("membership")
    best: tuple[float, Pair] | None = None
    for likely, pair in pairs:
        if bench.date is None or (mention.kind != "state" and mention.kind in pair.entity.members_are):
            continue
        if not is_member(bench.knowledge, mention.entity, pair.entity.id, bench.date):
            best = max(best or (0.0, pair), (likely, pair), key=lambda each: each[0])
        elif likely >= _ALSO:
            if likely >= weights.least:
                yield from _dated(bench, mention, pair)
            return
    if best is not None and best[0] >= weights.least + (_MORE if best[1].club < 0 else 0):
        likely, pair = best
        when = refuted(bench, mention, pair)
        if when is not None:
            yield from _accused(bench, mention, pair, likely, when)


def _dated(bench: Bench, mention: Mention, pair: Pair) -> Iterator[Candidate]:
    """wrong-date for the year since which a member is said to have been one."""
    found = _SINCE.search(bench.short.text, pair.place)
    if found is None or "S" in bench.short.text[pair.last + 1 : found.start()]:
        return
    if bench.short.places("O", pair.place, found.end())[-1:] not in ([], [pair.club]):
        return  # since then it is in another one
    if pair.club < 0 and len(bench.in_the_story) > 1:
        return
    said = Belonging(
        pair.place, pair.club, "event", "joined", year=found["year"], year_at=found.start("year")
    )
    yield from check_year(bench, said, mention, pair.org, pair.entity)


def _accused(bench: Bench, mention: Mention, pair: Pair, likely: float, when: Period) -> Iterator[Candidate]:
    knowledge, entity = bench.knowledge, pair.entity
    words = ", ".join(load_telling("membership").strongest(pair.traits))
    told = "the sentence tells of a member" + (f" ({words})" if words else "")
    sure = _SURE * likely * mention.score * pair.org.score
    if mention.kind == "person":
        reason = (
            f"{mention.text} is {with_article(mention.kind)}; members of {club(knowledge, pair.org)} are "
            f"{kinds(entity.members_are)}; {told}"
        )
        yield error("wrong-kind", mention.span, sure, reason, entity.source)
        return
    facts = knowledge.memberships(mention.entity, entity.id)
    reason = (
        f"{opening(knowledge.named(mention.entity))} was not a member of {club(knowledge, pair.org)} {when.shown}: "
        f"{history(facts)}; {told}"
    )
    yield error("not-member", mention.span, sure, reason, fact_source(facts, entity))
