"""Regular expressions that are compiled when they are first used, and kept compiled in the user's cache folder.

Python compiles the patterns of the rules in some seconds, and cannot keep the result: a pickled pattern is compiled
again. What `re` hands to its engine is kept here instead, as plain numbers, in one file for each place where the
program is installed. The engine checks the numbers before it takes them; where they, the file or these insides of
`re` are not as expected, a pattern is compiled as always. A folder that cannot be written is no error.
"""

import atexit
import contextlib
import functools
import hashlib
import mmap
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from annotator.caches import keep, used
from annotator.resources import cache_folder

try:
    import _sre  # type: ignore[import-not-found]  # the stubs know none of these: they are not public
    from re import _compiler, _constants, _parser  # type: ignore[attr-defined]

    _ENGINE = f"{_sre.MAGIC} {_sre.CODESIZE} {array('I').itemsize}"
    _REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
except (ImportError, AttributeError):  # another Python: every start compiles
    _ENGINE = ""

FORMAT = 3
"""Raise it whenever what is kept changes its shape or meaning."""
MOST = 32 << 20
"""A file of so many bytes is begun anew: patterns of older versions of the program fill it."""


def regex(text: str, flags: int = 0) -> "re.Pattern[str]":
    """What `re.compile` gives, except that the pattern is compiled, or taken from the cache, when it is first used.

    A pattern with a fault raises re.error then. The functions of `re` do not take it: use its methods.
    """
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    """A pattern that is yet to be made."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Each method is looked for once; then it is the pattern's own, and as quick."""
        if name.startswith("__"):
            raise AttributeError(name)
        made = self.__dict__.get("_made")
        if made is None:
            made = self.__dict__["_made"] = shelf().pattern(self.pattern, self._flags)
        found = self.__dict__[name] = getattr(made, name)
        return found


class Gate:
    """A pattern, and words without which it matches nothing: much faster to look for."""

    def __init__(self, text: str, heads: "Iterable[Head]" = ()) -> None:
        """`heads`: what patterns of its table begin with."""
        self.pattern = regex(text)
        body = _OPENING.sub("", text, 1) if _OPENING.match(text) else text
        self._head = next((head for head in heads if body.startswith(head.text)), None)

    @functools.cached_property
    def needs(self) -> list[list[str]]:
        """Of each list, one must be in the text."""
        return shelf().needs(self.pattern.pattern)

    def finditer(self, text: str) -> Iterator["re.Match[str]"]:
        """What the pattern finds in a text."""
        for words in self.needs:
            for word in words:
                if word in text:
                    break
            else:
                return _NOTHING
        return (
            self.pattern.finditer(text) if self._head is None else self._from(self._head.places(text), text)
        )

    def _from(self, places: Iterable[int], text: str) -> Iterator["re.Match[str]"]:
        """What begins at one of the places, as `finditer` finds it: nothing that overlaps what it found before."""
        match, end = self.pattern.match, 0
        for place in places:
            if place >= end and (found := match(text, place)):
                yield found
                end = found.end()


_OPENING = re.compile(r"\(\?P<\w+>")
"""A group that holds the beginning of a pattern."""


class Head:
    """The beginning of several patterns: where it stands in a text is looked for once for all of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._pattern = regex(f"(?={text})")
        self._last: tuple[str, list[int]] | None = None

    def places(self, text: str) -> list[int]:
        """Where the patterns may begin in a text."""
        last = self._last
        if last is None or last[0] != text:
            last = self._last = text, [found.start() for found in self._pattern.finditer(text)]
        return last[1]


_NOTHING: Iterator["re.Match[str]"] = iter(())


def gated(table: Iterable[str], heads: Iterable[str] = ()) -> tuple[Gate, ...]:
    """The patterns of a table with what they need, in its order; `heads`: what many of them begin with.

    No pattern may have alternatives outside of any group.
    """
    known = tuple(map(Head, heads))
    return tuple(Gate(text, known) for text in table)


def longest_first(words: Iterable[str]) -> str:
    """Words as the alternatives of a pattern, which is the same at every start, though sets have no order."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


class _Kept(msgspec.Struct, array_like=True):
    """One compiled pattern."""

    flags: int
    groups: int
    names: dict[str, int]
    needs: list[list[str]]
    """As in `Gate`."""
    checksum: int
    at: int = 0
    size: int = 0
    """Where its numbers of 32 bits lie, in the byte order of this machine."""


class Shelf:
    """The file of compiled patterns, and those that this process had to compile. Safe in any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found, self._codes = _read(path)
        self._used: set[str] = set()
        self._new: dict[str, tuple[_Kept, bytes]] = {}

    def pattern(self, text: str, flags: int = 0) -> "re.Pattern[str]":
        """The compiled pattern. Raises re.error as `re.compile` does."""
        if _ENGINE:
            with contextlib.suppress(*_UNEXPECTED):
                return _made(text, *self._entry(text, flags, whole=True))
        return re.compile(text, flags)

    def needs(self, text: str) -> list[list[str]]:
        """As in `Gate`, of a pattern without flags. Raises re.error as `re.compile` does."""
        if _ENGINE:
            with contextlib.suppress(*_UNEXPECTED):
                return self._entry(text, 0)[0].needs
        return []

    def _entry(self, text: str, flags: int, *, whole: bool = False) -> tuple[_Kept, bytes | memoryview]:
        """What is kept of a pattern, and its numbers, checked if they must be `whole`; compiled where nothing is."""
        flags = int(flags)
        name = hashlib.blake2b(f"{flags} {text}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        self._used.add(name)
        if name in self._new:
            return self._new[name]
        kept = self._found.get(name)
        if kept is not None:
            code = self._codes[kept.at : kept.at + kept.size]
            if not whole or zlib.crc32(code) == kept.checksum:
                return kept, code
        if not self._new:
            atexit.register(self.save)
        self._new[name] = made = _compiled(text, flags)
        return made

    def save(self) -> None:
        """Keep what this process compiled, beside what other processes kept, for the next start."""
        if not self._new:
            return
        entries, codes = _read(self.path)
        every: dict[str, tuple[_Kept, bytes | memoryview]]
        every = {name: (each, codes[each.at : each.at + each.size]) for name, each in entries.items()}
        if len(codes) > MOST:
            every = {name: each for name, each in every.items() if name in self._used}
        every |= self._new
        at = 0
        for kept, code in every.values():
            kept.at, kept.size = at, len(code)
            at += len(code)
        with contextlib.suppress(OSError):
            head = msgspec.msgpack.encode({name: kept for name, (kept, _) in every.items()})
            checks = (len(head).to_bytes(4, "little"), zlib.crc32(head).to_bytes(4, "little"))
            keep(self.path, (*checks, head, *(code for _, code in every.values())))


_UNEXPECTED = (AttributeError, TypeError, ValueError, RuntimeError, OverflowError)
"""Raised where the engine or its compiler are not as they were."""


def _read(path: Path) -> tuple[dict[str, _Kept], memoryview]:
    """What is kept, by name, and the numbers of all of it; nothing where there is no such file or it is not whole."""
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        length, checksum = (int.from_bytes(data[at : at + 4], "little") for at in (0, 4))
        head = data[8 : 8 + length]
        if zlib.crc32(head) == checksum:
            used(path)
            return msgspec.msgpack.decode(head, type=dict[str, _Kept]), data[8 + length :]
    except (OSError, ValueError):  # ValueError: the file is empty; msgspec's are of that kind
        pass
    return {}, memoryview(b"")


def _compiled(text: str, flags: int) -> tuple[_Kept, bytes]:
    """As `re.compile` goes about it, without the last step. Raises re.error."""
    parsed = _parser.parse(text, flags)
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    state, flags = parsed.state, flags | parsed.state.flags
    needs = [] if flags & re.IGNORECASE else _needs(parsed)
    return _Kept(flags, state.groups - 1, dict(state.groupdict), needs, zlib.crc32(code)), code


def _made(text: str, kept: _Kept, code: bytes | memoryview) -> "re.Pattern[str]":
    """Raises RuntimeError where the engine refuses the numbers."""
    numbers = array("I")
    numbers.frombytes(code)
    names: list[str | None] = [None] * (kept.groups + 1)
    for name, number in kept.names.items():
        names[number] = name
    made: re.Pattern[str] = _sre.compile(
        text, kept.flags, numbers.tolist(), kept.groups, kept.names, tuple(names)
    )
    return made


@functools.cache
def shelf() -> Shelf:
    """That of this installation of the program, under this version of Python's engine."""
    place = f"{FORMAT} {_ENGINE} {Path(__file__).resolve().parent}"
    return Shelf(
        cache_folder()
        / f"patterns-{hashlib.sha256(place.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"
    )


MOST_NEEDS = 3
"""So many lists of needed words are asked for, the rarest first."""
_LEAST = 3
"""A needed word has at least so many letters: shorter ones are in every text."""
_MANY = 24
"""A list of more words tells little."""


def _needs(parsed: Iterable[tuple[Any, Any]]) -> list[list[str]]:
    """Lists of words of each of which one is in every text that the pattern matches, which minds capitals."""
    found = {tuple(sorted(words)) for words in _sequence(parsed)}
    ranked = sorted(found, key=lambda words: (-min(map(len, words)), len(words), words))
    return [list(words) for words in ranked[:MOST_NEEDS]]


def _sequence(items: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """The needs of what is matched one after the other: those of each part, and of letters in a row."""
    run = ""
    for kind, value in items:
        if kind is _constants.LITERAL:
            run += chr(value)
            continue
        yield from _long_enough(run)
        run = ""
        yield from _part(kind, value)
    yield from _long_enough(run)


def _long_enough(run: str) -> Iterator[frozenset[str]]:
    if len(run.strip()) >= _LEAST and run.isprintable():  # no file can hold half a surrogate pair
        yield frozenset({run})


def _part(kind: Any, value: Any) -> Iterator[frozenset[str]]:
    if kind is _constants.SUBPATTERN:
        if not value[1] & re.IGNORECASE:
            yield from _sequence(value[3])
    elif kind in _REPEATS and value[0] >= 1:
        yield from _sequence(value[2])
    elif kind is _constants.ATOMIC_GROUP:
        yield from _sequence(value)
    elif kind is _constants.BRANCH:
        # One word of each way to go on: the longest that it needs.
        ways = [max(_sequence(way), key=lambda words: min(map(len, words)), default=None) for way in value[1]]
        together = frozenset[str]().union(*(way for way in ways if way))
        if all(ways) and len(together) <= _MANY:
            yield together
