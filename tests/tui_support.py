"""A screen on a real database, driven without a terminal, for the tests of the screen.

The rules are two of the tests' own, so that what is proposed does not change when the built-in rules
do; all else, from the matcher to the writer thread, is what an annotator uses.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from annotator.knowledge import Knowledge
from annotator.model import Alias, Candidate, Document, Entity, Fact, Piece, Sentence
from annotator.schema import Label, LabelType, Schema, load_schema
from annotator.session import Desk, Session
from annotator.suggest import Context, Suggester
from annotator.tui.actions import Keys
from annotator.tui.app import LabelApp
from annotator.tui.widgets.answers import AnswersPane
from annotator.tui.widgets.bars import StatusBar, TitleBar
from annotator.tui.widgets.document import DocumentPane
from annotator.tui.widgets.pane import Pane

ARTICLE = """Two join the river bloc

Envoys met in Arland on Monday.
The minister said that one of the 9 members of the River Bloc is Ann Roe. It has 4 [sic] members.

“We watch closely,” he said. Was it a coup?
It was a sad spectacle. Nobody came.
"""
"""Eight sentences; the third has four candidates."""

KNOWLEDGE = Knowledge(
    [
        Entity(id="arland", kind="state", name="Arland", demonyms=("Arlandic",)),
        Entity(id="rb", kind="organization", name="River Bloc", aliases=(Alias("RB", acronym=True),)),
        Entity(id="roe", kind="person", name="Ann Roe", family="Roe", given="Ann"),
    ],
    [Fact(relation="member-of", subject="arland", object="rb", since="2001", status="member")],
    fingerprint="tests of the screen",
)


_DEFAULT = load_schema()
_TENOR = Label(
    "tenor",
    "t",
    "pink",
    "How it sounds.",
    "He snapped.",
    types=(LabelType("mild", "Quiet words."), LabelType("harsh", "Loud words.")),
)
SCHEMA = Schema("of the tests", (*_DEFAULT.labels, _TENOR), _DEFAULT.means)
"""The default one, and a label that has types and accuses nobody."""


class NumberRule:
    """Says of each number that it is wrong: an accusation, sure of itself."""

    id = "number"

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]:
        for match in re.finditer(r"\d", sentence.text):
            start = sentence.start + match.start()
            reason = f"{match[0]} is [bold]not[/bold] the number\x1b]0;owned\x07"
            yield Candidate("error", start, start + 1, 0.9, self.id, reason, "a list", "wrong-number")


class SaidRule:
    """Finds reported speech, and with it a claim of which it is less sure."""

    id = "said"

    def __call__(self, sentence: Sentence, context: Context) -> Iterable[Candidate]:
        match = re.search(r"\bsaid\b", sentence.text)
        if match:
            cue = Piece("cue", sentence.start + match.start(), sentence.start + match.end())
            span = (sentence.start, sentence.end)
            yield Candidate("attribution", *span, 0.95, self.id, "“said” reports", "cues", spans=(cue,))
            if "Ann Roe" in sentence.text:
                at = sentence.start + sentence.text.index("Ann Roe")
                yield Candidate("error", at, at + 7, 0.97, self.id, "a person", "a list", "wrong-kind")
                yield Candidate("claim", *span, 0.6, self.id, "number +.3", "parts")


class OwnSession(Session):
    """A session with rules and names of the tests' own."""

    def suggester(self) -> Suggester:
        return Suggester(KNOWLEDGE, self.schema, [NumberRule(), SaidRule()])


def article(text: str = ARTICLE, *, day: date | None = date(2022, 1, 7), title: str = "The bloc") -> Document:
    """A document as a reader would give it."""
    return Document(text=text, name="bloc.txt", title=title, date=day)


class Screen:
    """A running screen and its desk: keys in, text out."""

    def __init__(self, app: LabelApp, pilot: "Pilot[int]") -> None:
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> Desk:
        return self.app.bench.work.desk

    @property
    def index(self) -> int:
        return self.app.bench.work.index

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, until each has done what it does."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))
            await self.settle()

    async def settle(self) -> None:
        """Until nothing more changes by itself."""
        for _ in range(3):
            for node in (self.app, self.app.screen, *self.app.screen.query("*")):
                await _idle(node)
        async with asyncio.timeout(20):
            while self.app.is_running and not self._settled():
                await asyncio.sleep(0.002)
        for node in (self.app, self.app.screen):
            await _idle(node)

    async def opened(self) -> None:
        """Until a document that was asked for is there."""
        await self.settle()  # keys that came in a burst are answered before anything is being opened
        async with asyncio.timeout(20):
            while self.app.opening or not self._settled():
                await asyncio.sleep(0.002)
        await self.settle()

    def _settled(self) -> bool:
        return self.app.bench.settled and getattr(self.app.screen, "settled", True)

    def lines(self, kind: type[Pane]) -> list[str]:
        """What a pane shows, line by line."""
        return [each.text for each in self.app.screen.query_one(kind).strips()]

    def text(self, kind: type[Pane]) -> str:
        return "\n".join(self.lines(kind))

    @property
    def document(self) -> str:
        return self.text(DocumentPane)

    @property
    def answers(self) -> str:
        return self.text(AnswersPane)

    @property
    def status(self) -> str:
        return self.text(StatusBar)

    @property
    def title(self) -> str:
        return self.text(TitleBar)

    def labels(self, index: int) -> list[str]:
        """The labels that hold on a sentence, by the desk."""
        held = self.desk.judged(index).annotations
        return sorted(f"{each.label}/{each.type}" if each.type else each.label for each in held)


async def _idle(node: "App[int] | Pane") -> None:
    """Until a node has handled the messages it has now."""
    done = asyncio.Event()
    if node.call_later(done.set):
        await asyncio.wait_for(done.wait(), 20)


@asynccontextmanager
async def labelling(
    path: Path,
    document: Document | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    annotator: str = "ann",
    theme: str = "evening",
    keys: Keys | None = None,
    memory: Path | None = None,
    tour: bool = False,
    schema: Schema = SCHEMA,
) -> AsyncIterator[Screen]:
    """The labelling screen on a document in the database at `path`, opened and settled."""
    document = document or article()
    with OwnSession.open(path, annotator, schema) as session:

        def opening() -> tuple[Session, str]:
            session.add(document)
            return session, document.id

        def touring() -> tuple[Session, str]:
            away = OwnSession.open(path.with_name("tour.db"), annotator, SCHEMA)
            away.add(example := article("He said it is 1 of 3. " * 9, title="The tour"))
            return away, example.id

        app = LabelApp(opening, theme=theme, keys=keys, memory=memory, tour=touring if tour else None)
        async with app.run_test(size=size) as pilot:
            screen = Screen(app, pilot)
            await screen.settle()
            yield screen
