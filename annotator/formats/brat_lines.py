"""The lines of .ann files: what brat itself and others write, and what we add in notes of our own.

T with pieces, R, E (its arguments become relations of its trigger), A and M, N (the link to an entity),
notes, and * (its members are linked one to the next). What names a line that is broken or missing is named.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import Any

from msgspec import DecodeError, json
from msgspec.structs import replace

from annotator.errors import ReadError
from annotator.formats.brat import ATTRIBUTES, EVIDENCE, NO_BASE
from annotator.formats.extras import from_extras
from annotator.formats.flat import Layer, Mark, Tie, mark_on
from annotator.formats.losses import Losses
from annotator.model import Span
from annotator.patterns import regex

_BOUND = regex(r"(T\S*)\s+(\S+)\s+([0-9]+[ ][0-9]+(?:;[0-9]+[ ][0-9]+)*) *(?:\t(.*))?", re.DOTALL)
_DIGITS = regex(r"[0-9]+$")


class Lines:
    """One .ann file, or those that belong together. `faults` is what was wrong with it, each with file and
    line, `lost` what is in it and has no place here."""

    def __init__(self, text: str, labels: Mapping[str, str], kinds: Collection[str]) -> None:
        self.faults: list[ReadError] = []
        self.lost = Losses()
        self._text = text
        self._labels, self._kinds = labels, kinds
        self._marks: dict[str, Mark] = {}
        self._events: dict[str, str] = {}
        """The trigger of each event."""
        self._ties: dict[Tie, None] = {}
        self._said: dict[str, dict[str, Any]] = {}

    def read(self, lines: Iterable[tuple[str, str]]) -> Layer:
        """All that they say, each with its place. They may stand in any order."""
        placed = [(place, line) for place, line in lines if line.strip()]
        for letters in ("T", "E", "RAMN#*"):
            for place, line in placed:
                if line[0] in letters or (letters == "T" and line[0] not in "TERAMN#*"):
                    self._try(place, line, letters)
        for place, line in placed:
            if line[0] == "E":
                self._try(place, line, "arguments")
        if shared := len(self._events) - len(set(self._events.values())):
            self.lost["events that are one with another of the same trigger"] += shared
        return self._layer()

    def _try(self, place: str, line: str, what: str) -> None:
        try:
            {"T": self._bound, "E": self._event, "arguments": self._arguments}.get(what, self._other)(line)
        except (ValueError, IndexError) as fault:
            cause = str(fault) if isinstance(fault, ValueError) else f"{line[:40]!r} is cut short"
            self.faults.append(ReadError(f"{place}: {cause}; mend the line or take it out"))

    def _bound(self, line: str) -> None:
        found = _BOUND.fullmatch(line)
        if not found:
            raise ValueError(f"{line[:40]!r} is no annotation; brat writes 'T1<tab>Label 0 5<tab>words'")
        spans = [Span(*map(int, piece.split(" "))) for piece in found[3].split(";")]
        if any(not span.start < span.end <= len(self._text) for span in spans):
            raise ValueError(f"{found[3]} is no stretch of the text, which is {len(self._text)} long")
        words = " ".join(self._text[span.start : span.end] for span in spans)
        if found[4] is not None and _spaced(words) != _spaced(found[4]):
            raise ValueError(f"{found[3]} is {words[:40]!r}, not {found[4][:40]!r}")
        type_ = found[2]
        self._marks[found[1]] = mark_on(spans, self._labels.get(type_, type_), part=type_ in self._kinds)

    def _event(self, line: str) -> None:
        id_, trigger = line.split()[:2]
        self._events[id_] = trigger.partition(":")[2]
        self._end(id_)

    def _arguments(self, line: str) -> None:
        id_, _, *arguments = line.split()
        for argument in arguments:
            role, _, target = argument.partition(":")
            self._tie(_DIGITS.sub("", role) or role, id_, target)

    def _other(self, line: str) -> None:
        cells = line.split("\t")
        first = cells[1].split() if len(cells) > 1 else line.split()[1:]
        if line[0] == "R":
            ends = [argument.partition(":")[2] for argument in first[1:]]
            self._tie(self._labels.get(first[0], first[0]), ends[0], ends[1])
        elif line[0] == "*":
            for one, next_ in pairwise(first[1:]):
                self._tie(first[0], one, next_)
        elif first[1][:1] == "R" and first[1] not in self._marks:
            self.lost["notes and attributes of relations"] += 1  # which can carry nothing here
        elif line[0] in "AM":
            self._say(first[1], first[0], " ".join(first[2:]) or "true")
        elif line[0] == "N":
            self._say(first[1], "link", first[2].removeprefix(f"{NO_BASE}:"))
        else:
            self._note(first[0], first[1], "\t".join(cells[2:]))

    def _note(self, type_: str, target: str, note: str) -> None:
        if type_ in (EVIDENCE, ATTRIBUTES) and note.startswith("{"):
            try:
                value = json.decode(note)
            except (DecodeError, RecursionError) as fault:
                raise ValueError(f"the note of {target} is no JSON ({fault})") from None
            found = from_extras({"evidence": [value]} if type_ == EVIDENCE else {"attributes": value})
            said = self._of(target)
            said.setdefault("evidence", []).extend(found["evidence"])
            said.update(found["attributes"])
        elif note.strip():
            before = self._of(target).get("note")
            self._say(target, "note", f"{before} / {note}" if before else note)

    def _say(self, target: str, name: str, value: str) -> None:
        self._of(target)[name] = value

    def _of(self, target: str) -> dict[str, Any]:
        """What is said of the mark that an id stands for."""
        return self._said.setdefault(self._mark_id(target), {})

    def _mark_id(self, id_: str) -> str:
        """The text-bound annotation that an id stands for: itself, or the trigger of an event."""
        mark = self._events.get(id_, id_)
        if mark not in self._marks:
            raise ValueError(f"{id_} is no annotation of this file that could be read")
        return mark

    def _end(self, id_: str) -> Mark:
        return self._marks[self._mark_id(id_)]

    def _tie(self, name: str, first: str, second: str) -> None:
        self._ties[Tie(name, self._end(first), self._end(second))] = None

    def _layer(self) -> Layer:
        """The marks with what was said of them, and the relations between them."""
        whole: dict[tuple[Any, ...], Mark] = {}
        for id_, mark in self._marks.items():
            said = dict(self._said.get(id_, {}))
            evidence = tuple(dict.fromkeys(said.pop("evidence", ())))
            known = whole.get(mark.place, mark)
            attributes = {**dict(known.attributes), **said}
            whole[mark.place] = replace(
                known, attributes=tuple(sorted(attributes.items())), evidence=known.evidence + evidence
            )
        ties = (
            replace(tie, first=whole[tie.first.place], second=whole[tie.second.place]) for tie in self._ties
        )
        return Layer(tuple(whole.values()), tuple(ties))


def _spaced(words: str) -> str:
    return " ".join(words.split())
