"""What every command needs: the current sentence, its marks, and how it is told what was done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import UsageError
from annotator.plain import telling
from annotator.plain.typed import Token, number, ordinal, tokens
from annotator.session.focus import Focus

if TYPE_CHECKING:
    from annotator.model import Annotation, Suggestions
    from annotator.session import Desk, Gesture, Session
    from annotator.tui.actions import Keys


LISTED = 20
"""So many lines of a list are told at once."""


class Place(NamedTuple):
    """Where a line of a list leads."""

    document: str
    at: int | None = None
    """An offset into its text; None: where the annotator left it."""


class Bench(Focus):
    """One annotator at one sentence. A command that cannot be done raises UsageError and changes nothing."""

    session: "Session"
    desk: "Desk"
    keys: "Keys"
    index: int = 0
    listed: list[Place]
    """The last list, as far as it was told: where each line of it leads."""
    _rest: Iterator[tuple[Place, str]] = iter(())

    def ask(self, prompt: str) -> str:
        """A line from the annotator. Raises EOFError."""
        raise NotImplementedError

    def say(self, line: str) -> None:
        """A line to the annotator."""
        raise NotImplementedError

    def saved(self, future: "Future[None]") -> str:
        """Wait until it is on disk; what to say where it is not yet."""
        raise NotImplementedError

    # ------------------------------------------------------------ lists

    def tell_list(self, lines: Iterable[tuple[Place, str]]) -> None:
        """A numbered list, twenty lines at once; more goes on, open goes where a line leads."""
        self.listed = []
        self._rest = iter(lines)
        self.do_more("")

    def do_more(self, rest: str) -> None:
        page = list(islice(self._rest, LISTED))
        if rest or (self.listed and not page):
            raise UsageError("more goes on with the last list, and there is no more of it")
        for place, line in page:
            self.listed.append(place)
            self.say(f"  {len(self.listed)}. {line}")
        following = next(self._rest, None)
        self._rest = iter(()) if following is None else chain([following], self._rest)
        if following is not None:
            self.say("There are more: more goes on.")

    # ------------------------------------------------------------ where one stands

    def open(self, document: str) -> None:
        """Open a document where it was left, and tell it."""
        self.desk = self.session.desk(document)
        self.index = max(0, min(self.desk.position, self.desk.count - 1))
        self._ticks = {}
        judged, count = self.desk.progress()
        self.say(telling.document(self.desk.document, self.desk.annotator, self.desk.unlooked))
        self.say(f"{count} sentence{'s' * (count != 1)}, {judged} judged. help lists the commands.")
        self.tell()

    def visit(self, place: Place) -> None:
        """Go to a place in this document or another."""
        if place.document == self.desk.document.id and place.at is not None:
            self.stand(self.desk.at(place.at))
            self.tell()
            return
        if place.at is not None:
            desk = self.session.desk(place.document)
            desk.position = desk.at(place.at)
            desk.flush()
        self.open(place.document)

    def stand(self, index: int) -> None:
        """Stand at a sentence, and note it."""
        if self.desk.count:
            self.index = max(0, min(index, self.desk.count - 1))
            self.desk.position = self.index
            self.focus = 0

    def need(self) -> None:
        """Raises UsageError in a document without sentences."""
        if not self.desk.count:
            raise UsageError("there is no sentence in this document; documents lists the others")

    def suggestions(self) -> "Suggestions | None":
        return self.desk.suggestions(self.index) if self.desk.count else None

    # ------------------------------------------------------------ telling

    def state(self) -> str:
        """The number of the sentence and its labels."""
        sentence, now = self.desk.sentence(self.index), self.desk.judged(self.index)
        held = telling.labels(now.labels, sentence)
        state = f"Labels: {held}." if held else "Judged, no label." if now.judged else "Not judged."
        return f"Sentence {self.index + 1} of {self.desk.count}. {state}"

    def tell(self) -> None:
        """The current sentence with all that belongs to it."""
        if not self.desk.count:
            self.say("There is no sentence in this document.")
            return
        sentence, now = self.desk.sentence(self.index), self.desk.judged(self.index)
        self.say("")
        self.say(self.state())
        self.say(telling.one_line(sentence.text))
        if any(
            each.part or each.attributes or each.evidence for each in now.annotations
        ) or self.desk.relations(self.index):
            self.tell_marks(self.index)
        self.tell_candidates()
        suggestions = self.suggestions()
        if suggestions and (known := telling.known(suggestions.mentions)):
            self.say(f"Known: {known}.")

    def tell_marks(self, index: int) -> None:
        """The labels and spans of a sentence with their numbers."""
        held = self.desk.judged(index).annotations
        self.say(f"{len(held)} mark{'s' * (len(held) != 1)}{':' if held else '.'}")
        for number_, each in enumerate(held, 1):
            for line in telling.mark(number_, each, self.desk, index, self.name_of):
                self.say(line)

    def name_of(self, entity: str) -> str:
        """What an entity is called; its id where nobody knows it."""
        found = self.session.suggester().knowledge.get(entity)
        return f"{found.name}, {found.kind}, {entity}" if found else entity

    def tell_candidates(self) -> None:
        """What is proposed."""
        candidates = self.candidates()
        count = len(candidates)
        self.say(f"{count} candidate{'s' * (count != 1)}{':' if count else '.'}")
        if not count:
            return
        sentence, ticks = self.desk.sentence(self.index), self.ticks()
        for rank, each in enumerate(candidates, 1):
            state = self.desk.answer(each) or ("ticked" if each.key in ticks else "")
            for line in telling.candidate(rank, each, state, sentence):
                self.say(line)

    def done(self, gesture: "Gesture", more: str = "", *, tell: bool = True) -> None:
        """Wait until an act is on disk, and say what it did, `more` behind it.

        Where the act was elsewhere, one stands there now, and with `tell` that is told.
        """
        late = self.saved(gesture.saved)
        moved = gesture.moved or gesture.index != self.index
        self.stand(gesture.index)
        self.say(f"{telling.sentence(gesture.said)}{more}{late}")
        if tell and moved and self.desk.count:
            self.say(self.state())

    # ------------------------------------------------------------ marks

    def held(self) -> "Sequence[Annotation]":
        """The annotations of the current sentence; the first is mark 1."""
        return self.desk.judged(self.index).annotations if self.desk.count else ()

    def mark(self, word: str) -> "Annotation":
        """The mark of that number: '2' in this sentence, '12/2' in sentence 12. Raises UsageError."""
        before, slash, behind = word.partition("/")
        where, which = (before, behind) if slash else (str(self.index + 1), before)
        index = ordinal(where, self.desk.count)
        if not index:
            where = telling.one_line(where)
            raise UsageError(f"there is no sentence {where}; this document has {self.desk.count}")
        held = self.desk.judged(index - 1).annotations
        place = ordinal(which, len(held))
        if not place:
            there = f" in sentence {index}" if slash else ""
            said = telling.one_line(which or word)
            raise UsageError(
                f"there is no mark {said}{there}; marks lists them, from 1 to {len(held)}"
                if held
                else f"there is no mark{there}; span makes one"
            )
        return held[place - 1]

    def number_of(self, start: int, fits: "Callable[[Annotation], bool]") -> str:
        """Behind what was done: which number the mark has now; empty where it holds no more."""
        index = self.desk.at(start)
        held = enumerate(self.desk.judged(index).annotations, 1)
        rank = next((rank for rank, each in held if fits(each)), 0)
        return f" It is mark {rank}." if rank else ""

    def typed(self, rest: str) -> Iterator[Token]:
        """What was typed behind a command. Raises UsageError."""
        return iter(tokens(rest))

    def count(self, rest: str, default: int = 1) -> int:
        """A number of times. Raises UsageError for anything else."""
        given = list(self.typed(rest))
        found = number(given[0]) if len(given) == 1 else default if not given else None
        if not found:
            raise UsageError(f"{rest} is no number of times; write a whole number from 1")
        return found
