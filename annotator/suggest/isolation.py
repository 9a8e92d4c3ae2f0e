"""What comes from another package runs apart: whatever it raises or gives is named once, and the others go on.

Rules of this package are not held apart: where one raises, that is a fault of this program and shown as one.
A rule that never returns cannot be stopped from here; one that never stops giving is cut short.
"""

import contextlib
import functools
import threading
import traceback
from collections.abc import Callable, Container, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from annotator.model import Candidate, Piece, Sentence
from annotator.schema import Schema
from annotator.suggest.context import Context, Rule

MOST = 1000
"""So many candidates of one rule are taken for one sentence."""
_LONGEST = 300
"""Code points of a fault that are told."""
_OURS = "annotator.suggest."


class Trouble(Struct, frozen=True):
    """What is wrong with a rule of another package."""

    rule: str
    """Its id, or the name of its entry point where it could not be loaded."""
    said: str
    """The first fault, in one line."""
    count: int = 1
    """How often the rule failed since this program was started."""


class Troubles:
    """The faults so far, one a rule. Safe in any thread."""

    def __init__(self, tell: Callable[[Trouble], None] | None = None) -> None:
        """`tell` is called with the first fault of each rule, in the thread in which it came up."""
        self._tell = tell
        self._found: dict[str, Trouble] = {}
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Trouble]:
        with self._lock:
            return iter(sorted(self._found.values(), key=lambda each: each.rule))

    def note(self, rule: str, said: str) -> None:
        """Counts a fault; the first of a rule is told."""
        with self._lock:
            known = self._found.get(rule)
            trouble = Trouble(rule, known.said if known else said, known.count + 1 if known else 1)
            self._found[rule] = trouble
        if known is None and self._tell is not None:
            self._tell(trouble)


@contextlib.contextmanager
def apart(rule: str, troubles: Troubles) -> Iterator[None]:
    """Notes whatever is raised inside as a fault of `rule`. Ctrl-C passes."""
    try:
        yield
    except (Exception, SystemExit) as fault:  # noqa: BLE001  # another package may raise anything at all
        troubles.note(rule, _told(fault))


def _told(fault: BaseException) -> str:
    """'ValueError: no such thing (shouting.py:7)', in one line."""
    lines = traceback.format_exception_only(fault)
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = "" if last.filename == __file__ else f" ({Path(last.filename).name}:{last.lineno})"
    return _short(lines[-1]) + place


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def is_ours(rule: Rule) -> bool:
    """True for a rule of this package."""
    return _is_ours(type(rule))


@functools.cache
def _is_ours(kind: type) -> bool:
    return kind.__module__.startswith(_OURS)


def run(
    rule: Rule,
    sentence: Sentence,
    context: Context,
    troubles: Troubles,
    muted: Container[str] = (),
) -> list[Candidate]:
    """The candidates of a foreign rule that are in order; what is not is noted and left out."""
    found: list[Candidate] = []
    id_ = _id(rule, troubles)
    if not id_ or id_ in muted:
        return found
    with apart(id_, troubles):
        given = rule(sentence, context)
        if given is None:
            troubles.note(id_, "gave None; a rule gives candidates, or an empty list")
            return found
        for count, each in enumerate(given):
            if count == MOST:
                troubles.note(id_, f"gave more than {MOST} candidates for one sentence; the rest is left out")
                break
            checked = _checked(each, id_, sentence, context)
            if isinstance(checked, str):
                troubles.note(id_, checked)
            else:
                found.append(checked)
    return found


def _id(rule: Rule, troubles: Troubles) -> str:
    """The id of a foreign rule; empty where it has none that can be used."""
    id_: object = ""
    with apart(type(rule).__name__, troubles):
        id_ = rule.id
        if not isinstance(id_, str) or not id_:
            troubles.note(type(rule).__name__, f"has the id {id_!r}; a rule needs one word")
    return id_ if isinstance(id_, str) else ""


def _checked(given: object, rule: str, sentence: Sentence, context: Context) -> Candidate | str:
    """The candidate, its lists as tuples; or what is wrong with it."""
    if not isinstance(given, Candidate):
        return f"gave {_short(repr(type(given).__name__))}, which is no Candidate"
    try:
        candidate = msgspec.convert(msgspec.to_builtins(given), Candidate)
    except (msgspec.MsgspecError, TypeError) as fault:
        return f"gave a candidate with a wrong value: {_short(str(fault))}"
    return _fault(candidate, rule, sentence, context) or candidate


def _fault(candidate: Candidate, rule: str, sentence: Sentence, context: Context) -> str:
    """What is wrong with a candidate; empty: nothing."""
    start, end = candidate.start, candidate.end
    if not sentence.start <= start < end <= sentence.end:
        return (
            f"gave a candidate at {start}..{end}, which is no part of the sentence at "
            f"{sentence.start}..{sentence.end}; offsets are those of the document"
        )
    length = len(context.document.text)
    for piece in candidate.spans:
        if not 0 <= piece.start < piece.end <= length:
            return f"gave a candidate with a piece at {_place(piece)}, which does not lie in the text"
    if not 0 <= candidate.score <= 1:
        return f"gave the score {candidate.score}; a score is a share from 0 to 1"
    if candidate.rule != rule:
        return f"gave a candidate in the name of {candidate.rule!r}; write rule=self.id"
    if not candidate.reason.strip():
        return "gave a candidate without a reason; tell the annotator why"
    return _label_fault(candidate, context.schema)


def _label_fault(candidate: Candidate, schema: Schema) -> str:
    label = schema.label(candidate.label)
    if label is None:
        return f"proposes the label {candidate.label!r}, which the schema {schema.name} does not have"
    if candidate.type and not label.has_type(candidate.type):
        return f"proposes {candidate.label} · {candidate.type}, a type that the schema {schema.name} does not have"
    return ""


def _place(piece: Piece) -> str:
    return f"{piece.start}..{piece.end}"
