"""Figures that an article tells twice and differently: '46 kilometres of coast', 'the sixty-four kilometres of shore'.

Two figures of one sort in two sentences may be one figure, told again, or two. What stands around them tells, not the
values: in clean articles figures of one value are one, figures of different values are two, and from these the weights
in `schemas/retold-figures.yaml` were learned, without any labels (`tests/benchmarks/figure_weights.py`). Where two
figures look like one and differ as a slip of the pen makes them differ, one of them is wrong; which, is not known: the
later one is accused, or that which the article tells only so.
"""

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from annotator.caches import kept
from annotator.errors import SchemaError
from annotator.matching.alike import one_slip
from annotator.model import Sentence
from annotator.patterns import regex
from annotator.resources import shipped
from annotator.suggest.quantities import Quantity, quantities, stem
from annotator.suggest.quantity_words import TIMES

REACH = 64
"""So many sentences back a figure is compared."""
MOST = 30
"""With so many figures of its sort before it, no more of them."""
_DIGIT = (0.0, -0.3, 1.5, 3.5, 4.5)
"""What it adds that two values of so many digits (at most) differ in one of them. People who write a wrong figure
mostly do that, or change the order of two. Of figures of different things with two digits .1 differ in one, of those
with three .004; these are about the logarithms of .5 to that."""
_ORDER = (0.0, 0.0, 2.5, 3.7, 4.5)
"""The same for the order of two, as .0045 and .0014 do."""
_LENGTHS = (0.0, 0.0, -1.5, 0.7, 2.0)
"""The same, where one of them has a digit more, which is seldom written."""
_NO_SLIP = -1.9
_FAR = 0.8
"""A wrong value seldom is more than 2.2 times the right one: each further step of e takes 1 off."""
_TOO_FAR = -1.89
"""No likeness outweighs a lower one."""
_SURE_SLIP = 2.0
"""From here on two shares may be one though nothing around them tells so."""
_OTHER_PERSONS = 0.5
"""Taken off where people are called otherwise, and nothing points back: soldiers are people, but not all of them."""
_OTHER_YEAR = 1.0
"""Taken off where only one sentence names a year, and its figure does not point back."""
_WORDED, _WORDS_DIFFER = 20, -1.3
_DIGIT_IN = regex(r"\d")
_OF_A_NAME = 4
"""So many letters tell that two names are one: Britain, British."""
_SHORT = 7
"""A text of no more sentences has no lead, which tells first what is told again below."""
_DERIVED, _SURELY_DERIVED = 1.0, 2.5
"""Taken off where the difference of the two is told as well, of small figures and of others: it is then that between
two things."""
_OTHER_DAY = 2.5
"""Taken off where the sentences name other days of the week, and nothing points back."""
_NEAR_SHARE, _ABOUT_SHARE = 0.05, 0.15
"""Figures that differ by less may be roundings of each other; the latter, where 'about' stands by one of them."""
_EXACT = 4
"""A figure of so many digits is hardly another one by chance, however small: a rate of 7.5345."""
_BARE = frozenset(("count", "money", *TIMES))

_DIRECTION = regex(r"[(\[]\W*[A-Za-z]+(?: \w+)?:")
"""A direction for the studio or the page: '(Clip: a farmer, 14 secs.'"""


class Tellings(Struct, frozen=True):
    """How two tellings of one figure look."""

    source: str
    start: float
    least: float
    """The sum from which two figures are taken for one."""
    weights: dict[str, float]
    like: tuple[str, ...]
    """Words that stand for one another, a row each."""
    persons: str
    """Words for people who may be told again as others of them: members, workers."""
    deeds: str
    """What befell people: 'two people died' is told again as 'the two dead'."""
    states: str
    """Words for states and members, which are counted in many ways: compared only where no name stands near."""


class Contradiction(Struct, frozen=True):
    """Two figures that should be one."""

    accused: Quantity
    other: Quantity
    sure: float
    """From .5 on."""


@functools.cache
def load_tellings() -> Tellings:
    """The weights and words that come with the program."""
    path = shipped("schemas", "retold-figures.yaml")

    def read() -> Tellings:
        from annotator.yamlfile import YamlFile  # yaml costs 20 ms

        file = YamlFile(path)
        found = file.fill(Tellings)
        if file.faults or found is None:
            raise SchemaError("\n".join(file.report()))
        return found

    return kept("retold-figures", Tellings, [path], read)


class TwiceTold:
    """Compares the figures of an article."""

    def __init__(self, tellings: Tellings) -> None:
        self.tellings = tellings
        self._alike: dict[str, str] = {}
        for row in tellings.like:
            first, *others = row.split()
            self._alike |= {stem(word, {}): stem(first, {}) for word in others}
        self._persons = self._stems(tellings.persons)
        self._deeds = self._stems(tellings.deeds)
        self._states = self._stems(tellings.states)

    def figures(self, sentences: Iterable[Sentence]) -> list[Quantity]:
        """The figures of the sentences, in order."""
        return [each for s in sentences for each in quantities(s.text, s.index, self._alike)]

    def compared(
        self, found: Sequence[Quantity], worth: Callable[[Quantity, Quantity], bool] = lambda *_: True
    ) -> Iterator[tuple[Quantity, Quantity, dict[str, float]]]:
        """Every two figures that may be one, the earlier first, with what speaks for and against it.

        Those that are not `worth` it are left out.
        """
        often = Counter(word for words in {q.sentence: q.whole for q in found}.values() for word in words)
        told = _told(found)
        values = defaultdict[int, set[float]](set)
        for each in found:
            values[each.sentence].add(each.value)
        for earlier, later, rivals in self._pairs(found):
            if not worth(earlier, later):
                continue
            parts = self._parts(earlier, later, often)
            parts["lead"] = earlier.sentence < 2 and found[-1].sentence > _SHORT
            parts["rivals"] = math.log(max(1, rivals))
            others = values[earlier.sentence] & values[later.sentence] - {earlier.value, later.value}
            parts["company"] = min(2, len(others))
            places = told[earlier.sort, earlier.value] | told[later.sort, later.value]
            parts["twin"] = len(places) > 2
            yield earlier, later, {name: float(value) for name, value in parts.items() if value}

    def contradictions(self, found: Sequence[Quantity]) -> list[Contradiction]:
        """The figures that are told differently, the surest first; each stands in one of them only."""
        told = _told(found)
        values = {each.value for each in found}
        sums = []
        for earlier, later, parts in self.compared(found, _may_be_slip):
            if _told_apart(earlier, later, parts):
                continue
            again = [told[each.sort, each.value] for each in (earlier, later)]
            if earlier.sentence in again[1] or later.sentence in again[0]:
                continue  # one sentence tells both
            if all(len(each) > 1 for each in again) and min(earlier.value, later.value) > 10:
                continue
            slipped = _slip(earlier, later)
            if later.sort == "%" and slipped < _SURE_SLIP and not _of_one_thing(later, parts):
                continue
            total = self.tellings.start + slipped
            total += sum(self.tellings.weights.get(name, 0.0) * value for name, value in parts.items())
            if abs(earlier.value - later.value) in values:
                total -= _DERIVED if later.value < 100 else _SURELY_DERIVED
            if "days differ" in parts and "definite" not in later.marks:
                total -= _OTHER_DAY
            if "counted persons" in parts and later.marks.isdisjoint(("definite", "owned", "whole")):
                total -= _OTHER_PERSONS
            if _of_another_year(earlier, later) or _of_another_year(later, earlier):
                total -= _OTHER_YEAR
            if total >= self.tellings.least:
                odd, other = (earlier, later) if len(again[1]) > 1 >= len(again[0]) else (later, earlier)
                sums.append((total, odd, other))
        return list(self._each_once(sorted(sums, key=lambda each: -each[0])))

    def _each_once(self, sums: Iterable[tuple[float, Quantity, Quantity]]) -> Iterator[Contradiction]:
        used: set[tuple[int, int]] = set()
        for total, odd, other in sums:
            places = {(odd.sentence, odd.start), (other.sentence, other.start)}
            if used.isdisjoint(places):
                used |= places
                yield Contradiction(odd, other, 1 / (1 + math.exp(self.tellings.least - total)))

    def _stems(self, words: str) -> frozenset[str]:
        return frozenset(stem(word, self._alike) for word in words.split())

    def _pairs(self, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity, int]]:
        """Two figures that may be one, the earlier first, and how many others have that unit."""
        groups: dict[str, list[Quantity]] = {}
        for each in found:
            groups.setdefault(each.sort, []).append(each)
        for sort, group in groups.items():
            units = Counter(each.unit for each in group)
            bare = [each for each in groups.get("bare", ()) if _fits(sort, each)] if sort != "bare" else []
            rivals = sorted([*group, *bare], key=lambda q: (q.sentence, q.start))
            for place, later in enumerate(rivals):
                for earlier in rivals[max(0, place - MOST) : place]:
                    if 0 < later.sentence - earlier.sentence <= REACH and self._may_be_one(
                        earlier, later, sort
                    ):
                        yield earlier, later, max(units[earlier.unit], units[later.unit]) - 1

    def _may_be_one(self, one: Quantity, other: Quantity, sort: str) -> bool:
        if one.sort == other.sort == "bare":
            telling = max(one.value, other.value) > 12 or min(len(one.digits), len(other.digits)) >= _EXACT
            return sort == "bare" and bool(one.near & other.near) and telling
        if {one.unit, other.unit} <= self._states:
            return one.unit == other.unit != "member" and not one.near_names and not other.near_names
        if one.sort != other.sort:
            return self._states.isdisjoint((one.unit, other.unit))
        if sort == "age":
            return not (one.near_names and other.near_names) or bool(one.near_names & other.near_names)
        if sort == "count":
            return (
                one.unit == other.unit
                or bool(one.noun & other.noun)
                or one.unit in other.near
                or other.unit in one.near
                or {one.unit, other.unit} <= self._persons
                or not other.marks.isdisjoint(("definite", "whole"))
            )
        return one.unit == other.unit

    def _parts(self, a: Quantity, b: Quantity, often: Mapping[str, int]) -> dict[str, float]:
        """What speaks for and against two figures being one, the earlier `a` and the later `b`; the values do not."""
        units = {a.unit, b.unit}
        sort = a.sort if a.sort != "bare" else b.sort
        parts: dict[str, float] = {f"sort {_kind(sort)}": 1}
        if a.sort != b.sort:
            bare = a if a.sort == "bare" else b
            parts[
                "one bare"
                if sort == "count"
                else "one bare, scaled"
                if bare.value >= 1e6
                else "one bare, one measured"
            ] = 1
        elif sort == "count":
            parts |= self._of_counts(a, b)
        shared = a.noun & b.noun - units
        parts["noun shares"] = min(2, len(shared))
        parts["noun strange"] = bool(a.noun - units and b.noun - units and not shared)
        parts["noun near"] = min(2, len(((a.noun & b.near) | (b.noun & a.near)) - shared - units))
        parts["noun new"] = not b.noun - units <= a.whole
        near = a.near & b.near - units
        parts["near shares"] = min(3.0, sum(2 / often[each] for each in near))
        parts["far shares"] = min(4.0, sum(2 / often[each] for each in a.whole & b.whole - near - units))
        parts["names share"] = min(2, len(a.names & b.names))
        parts["names new"] = min(2, len(b.names - a.names))
        parts["near names strange"] = bool(a.near_names and b.near_names and not a.near_names & b.near_names)
        parts["near names new"] = bool(b.near_names - a.names)
        parts["near names share"] = min(2, len(a.near_names & b.near_names))
        for mark in ("definite", "owned", "whole", "past"):
            parts[f"{mark} earlier"], parts[f"{mark} later"] = mark in a.marks, mark in b.marks
        for mark in ("part", "of", "other", "about", "end", "window"):
            parts[f"{mark} one"] = (mark in a.marks) != (mark in b.marks)
            parts[f"{mark} both"] = mark in a.marks and mark in b.marks
        parts["days differ"] = bool(a.days and b.days) and a.days.isdisjoint(b.days)
        parts["days share"] = bool(a.days & b.days)
        parts["distance"] = math.log(b.sentence - a.sentence)
        return parts

    def _of_counts(self, a: Quantity, b: Quantity) -> dict[str, float]:
        same = a.unit == b.unit
        mine, yours = ((q.near | q.noun) & self._deeds if q.unit in self._persons else set() for q in (a, b))
        near = a.unit in b.near | b.noun or b.unit in a.near | a.noun
        persons = {a.unit, b.unit} <= self._persons
        return {
            "counted same": same,
            "counted near": near and not same,
            "counted persons": persons and not same,
            "counted other": not (same or near or persons or a.noun & b.noun),
            "deed same": bool(mine & yours),
            "deed one": bool(mine) != bool(yours),
            "deeds differ": bool(mine and yours) and not mine & yours,
        }


@functools.cache
def _shipped() -> TwiceTold:
    return TwiceTold(load_tellings())


def contradictions(sentences: Sequence[Sentence]) -> Mapping[int, Sequence[Contradiction]]:
    """The figures that a text tells otherwise elsewhere, by the index of their sentence."""
    shipped = _shipped()
    by_sentence = defaultdict[int, list[Contradiction]](list)
    told = [each for each in sentences if not _DIRECTION.match(each.text)]
    for each in shipped.contradictions(shipped.figures(told)):
        by_sentence[each.accused.sentence].append(each)
    return by_sentence


def slip(one: float, other: float) -> float:
    """What two values add to the sum that two figures are one, and one of them miswritten."""
    x, y = _digits(one, other)
    far = max(0.0, abs(math.log(one / other)) - _FAR)
    if not one_slip(x, y):
        return _NO_SLIP - far
    table = _LENGTHS if len(x) != len(y) else _ORDER if sorted(x) == sorted(y) else _DIGIT
    return table[min(len(table) - 1, max(len(x), len(y)))] - far


def _slip(one: Quantity, other: Quantity) -> float:
    """The same of two figures: 'ten' is not written for 'twelve' by a slip of the pen."""
    worth = slip(one.value, other.value)
    worded = max(one.value, other.value) < _WORDED and not _DIGIT_IN.search(one.words + other.words)
    return min(_WORDS_DIFFER, worth) if worded else worth


def _may_be_slip(one: Quantity, other: Quantity) -> bool:
    """Whether two values differ, and not by too much."""
    return _differ(one, other) and slip(one.value, other.value) > _TOO_FAR


def _digits(one: float, other: float) -> tuple[str, str]:
    """Their digits without the point and without the noughts that both end in: 1,900 and 2,900 are 19 and 29."""
    places = max(len(f"{each:.10g}".partition(".")[2]) for each in (one, other))
    x, y = (f"{each:.{places}f}".replace(".", "") for each in (one, other))
    while len(x) > 1 and len(y) > 1 and x[-1] == "0" == y[-1]:
        x, y = x[:-1], y[:-1]
    return x, y


def _differ(one: Quantity, other: Quantity) -> bool:
    """Whether two values are neither the same nor the same less exactly told."""
    if one.value == other.value or not one.value or not other.value:
        return False
    apart = abs(one.value - other.value) / max(one.value, other.value)
    if apart > _ABOUT_SHARE or _as_exact(one, other):
        return True
    if "about" in one.marks | other.marks:
        return False
    coarse, fine = sorted((one, other), key=lambda each: len(each.digits))
    if len(coarse.digits) < len(fine.digits) and coarse.value >= 20:
        to_digits = float(f"{fine.value:.{len(coarse.digits) - 1}e}")
        if apart <= _NEAR_SHARE or (to_digits == coarse.value and coarse.value >= 100):
            return False
    return True


def _as_exact(one: Quantity, other: Quantity) -> bool:
    """Whether neither can be the other rounded: both told to the same third digit, which is two off, and no half."""
    x, y = _digits(one.value, other.value)
    if len(x) != len(y) or len(x) < 3 or "5" in x[-1] + y[-1] or "0" in x[-1] + y[-1]:
        return False
    return abs(int(x) - int(y)) > 1


def _told_apart(earlier: Quantity, later: Quantity, parts: Mapping[str, float]) -> bool:
    """Whether the article says that two figures are two: so many more, of others, both ends of another vote."""
    if "other" in later.marks or "deeds differ" in parts or ("end both" in parts and "company" not in parts):
        return True
    known = {name[:_OF_A_NAME] for name in earlier.names | earlier.whole}
    return any(name[:_OF_A_NAME] not in known for name in later.noun_names)


def _of_one_thing(later: Quantity, parts: Mapping[str, float]) -> bool:
    """Whether the sentences share any word, name or other figure, or the later figure points back."""
    return "definite" in later.marks or any(name.endswith((" shares", " share", "company")) for name in parts)


def _of_another_year(one: Quantity, other: Quantity) -> bool:
    return not one.years <= other.years and "definite" not in one.marks


def _told(found: Iterable[Quantity]) -> defaultdict[tuple[str, float], set[int]]:
    """The sentences in which a value of a sort stands; one without a noun may be of several sorts."""
    told = defaultdict[tuple[str, float], set[int]](set)
    for each in found:
        for sort in {each.sort, "bare"} if each.sort != "bare" else {"bare", *_BARE}:
            told[sort, each.value].add(each.sentence)
    return told


def _fits(sort: str, bare: Quantity) -> bool:
    """Whether a figure without a noun may be of a sort."""
    if sort in ("age", "clock", "%", "point"):
        return False
    return sort == "count" or bare.value >= 100 or "definite" in bare.marks


def _kind(sort: str) -> str:
    if sort in TIMES:
        return "time"
    return sort if sort in ("money", "%", "age", "clock", "count", "bare") else "measure"
